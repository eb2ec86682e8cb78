"""The sentence of an expected failure: what happened, what is safe, what to do."""

import traceback
from pathlib import Path

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError

#: What is safe: said where someone looked.
_SURETE = "surete."


def sentence_of(error: ExpectedError, textes: Textes) -> str:
    """That nothing was written is said where it is proven; a sentence without it says what happened and what to do."""
    intact = error.intact
    surs = {
        id_.removeprefix(_SURETE): f"{textes.promise(id_, intact)} " if intact is not None else ""
        for id_ in textes.promesses
        if id_.startswith(_SURETE)
    }
    return textes(f"pannes.{error.panne}", **error.faits, **surs).strip()


def anonymous_report(error: BaseException) -> str:
    """The traceback of a bug, without messages, values, source lines or folders: any of them may hold someone's name."""
    lignes: list[str] = []
    for cause in _chain_of(error):
        lignes.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lignes.extend(
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(cause.__traceback__)
        )
    return "\n".join(lignes)


def _chain_of(error: BaseException) -> list[BaseException]:
    """The failure that started it first, and the one that was met last."""
    chaine: list[BaseException] = []
    courante: BaseException | None = error
    while courante is not None and courante not in chaine:
        chaine.append(courante)
        courante = courante.__cause__ or (None if courante.__suppress_context__ else courante.__context__)
    return chaine[::-1]


def _short(filename: str) -> str:
    """A path from the package that holds it: what precedes can be the home folder of someone."""
    chemin = Path(filename)
    parents = [dossier for dossier in chemin.parents if (dossier / "__init__.py").is_file()]
    return chemin.relative_to(parents[-1].parent).as_posix() if parents else chemin.name
