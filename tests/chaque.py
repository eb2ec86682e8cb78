"""Many cases of one fact are one test, that goes through them all and shows every one that does not hold.

`@chaque(…)` is written as `@pytest.mark.parametrize(…)`. It is for what leaves nothing behind: each case is given the same
fixtures. A case costs its own time, and not that of a test: a home, a report, a message to another process.
"""

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence

from _pytest.mark import ParameterSet

Test = Callable[..., None]
Ids = Callable[..., object] | Iterable[object] | None


def chaque(noms: str | Sequence[str], cas: Iterable[object], *, ids: Ids = None) -> Callable[[Test], Test]:
    """Runs the test for each of these cases; fails with all those that failed, each under its values."""
    arguments = [nom.strip() for nom in noms.split(",")] if isinstance(noms, str) else list(noms)
    valeurs = [_values(un, len(arguments)) for un in cas]
    if not valeurs:
        message = "a fact without a case proves nothing"
        raise ValueError(message)
    del ids  # a case is shown by its values

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def every_case(**fixtures: object) -> None:
            fautes: list[Exception] = []
            for un in valeurs:
                nommes = dict(zip(arguments, un, strict=True))
                try:
                    test(**nommes, **fixtures)
                except Exception as faute:  # noqa: BLE001 - shown with the others, below
                    faute.add_note(f"[{', '.join(f'{nom}={valeur!r}' for nom, valeur in nommes.items())}]")
                    fautes.append(faute)
            if fautes:
                message = f"{len(fautes)} of {len(valeurs)} cases"
                raise ExceptionGroup(message, fautes)

        signature = inspect.signature(test)
        restes = [parametre for nom, parametre in signature.parameters.items() if nom not in arguments]
        every_case.__signature__ = signature.replace(parameters=restes)  # type: ignore[attr-defined]
        return every_case

    return decorate


def _values(un: object, nombre: int) -> tuple[object, ...]:
    """The values of one case, written alone, as a tuple or as a `pytest.param`."""
    if isinstance(un, ParameterSet):
        return tuple(un.values)
    return (un,) if nombre == 1 else tuple(un)  # type: ignore[arg-type] # as many as there are names
