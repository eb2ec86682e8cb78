"""Renders templates that are not ours in a process of their own, which is ended when it takes too long or says too much.

The sandbox keeps a template from reaching anything; it cannot keep it from looping. What comes back is plain text and values,
as JSON: nothing the child says is ever run.
"""

import contextlib
import json
import multiprocessing
from multiprocessing.connection import Connection
from threading import Lock
from typing import TYPE_CHECKING, Any

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.lettre import ACompleter, Inline, SautDeLigne, Texte
from droits_usagers.letters.moteur import Fragment
from droits_usagers.letters.rendus import Commande, render_once

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

#: How long a rendering may take once the process is there (ours take milliseconds), and how long the process may take to come.
DUREE_MAX_S = 3.0
ARRIVEE_MAX_S = 30.0
#: What it may answer: far more than any letter, values included.
_REPONSE_MAX = 8_000_000
_MEMOIRE_MAX = 1 << 30
_DEPART_MAX_S = 2.0

_PRET = b"pret"


class Isoloir:
    """One kept process, started on first use, replaced when it had to be ended. Safe from any thread."""

    def __init__(self, *, duree_max_s: float = DUREE_MAX_S, arrivee_max_s: float = ARRIVEE_MAX_S) -> None:
        self._duree_max_s = duree_max_s
        self._arrivee_max_s = arrivee_max_s
        self._verrou = Lock()
        self._processus: BaseProcess | None = None
        self._fil: Connection | None = None

    def render(self, commande: Commande) -> tuple[Fragment, ...]:
        """As `rendus.render_once`. Raises ExpectedError, GABARIT_DEMESURE when the process had to be ended."""
        with self._verrou:
            try:
                fil = self._connect()
                fil.send(commande)
                reponse = _wait(fil, self._duree_max_s)
            except (OSError, EOFError) as error:
                self._end()
                raise ExpectedError(Panne.GABARIT_DEMESURE, fichier=commande.noms[0]) from error
        return _read(json.loads(reponse))

    def close(self) -> None:
        """End the process: what it was given is gone with it."""
        with self._verrou:
            if self._fil is not None:
                # It ends by itself once nobody speaks to it any more.
                self._fil.close()
            if self._processus is not None:
                self._processus.join(_DEPART_MAX_S)
            self._end()

    def _connect(self) -> Connection:
        if self._fil is not None and self._processus is not None and self._processus.is_alive():
            return self._fil
        self._end()
        contexte = multiprocessing.get_context("spawn")
        self._fil, enfant = contexte.Pipe()
        self._processus = contexte.Process(target=serve, args=(enfant,), daemon=True)
        self._processus.start()
        enfant.close()
        # Loading jinja2 on an old computer is not the template's fault.
        _wait(self._fil, self._arrivee_max_s)
        return self._fil

    def _end(self) -> None:
        if self._processus is not None:
            self._processus.kill()
            self._processus.join()
            self._processus.close()
        if self._fil is not None:
            self._fil.close()
        self._processus = self._fil = None


def _wait(fil: Connection, duree_max_s: float) -> bytes:
    """What the other end says. Raises TimeoutError when it takes too long, OSError when it says too much."""
    if not fil.poll(duree_max_s):
        raise TimeoutError
    return fil.recv_bytes(_REPONSE_MAX)


def serve(fil: Connection) -> None:
    """The child: renders what it is sent until the other end is closed."""
    _limit_memory()
    fil.send_bytes(_PRET)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            fil.send_bytes(_answer(fil.recv()))


def _answer(commande: Commande) -> bytes:
    try:
        return json.dumps([_written(fragment) for fragment in render_once(commande)]).encode()
    except ExpectedError as error:
        return json.dumps({"panne": error.panne.value, "faits": error.faits}).encode()


def _limit_memory() -> None:
    """Where the system can (not on Windows, where only time is limited)."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMOIRE_MAX, _MEMOIRE_MAX))


def _written(fragment: Fragment) -> dict[str, object]:
    return {"texte": fragment.texte, "valeurs": [[_written_inline(inline) for inline in valeur] for valeur in fragment.valeurs]}


def _written_inline(inline: Inline) -> object:
    match inline:
        case Texte():
            return [inline.texte, inline.saisi]
        case ACompleter():
            return inline.largeur
        case _:
            return None


def _read(reponse: Any) -> tuple[Fragment, ...]:  # noqa: ANN401 - JSON, in the shape that `_answer` gives it
    if isinstance(reponse, dict):
        raise ExpectedError(Panne(reponse["panne"]), **{str(cle): str(valeur) for cle, valeur in reponse["faits"].items()})
    return tuple(
        Fragment(str(fragment["texte"]), tuple(tuple(map(_read_inline, valeur)) for valeur in fragment["valeurs"]))
        for fragment in reponse
    )


def _read_inline(inline: object) -> Inline:
    match inline:
        case [str(texte), bool(saisi)]:
            return Texte(texte, saisi=saisi)
        case int(largeur):
            return ACompleter(largeur)
        case _:
            return SautDeLigne()
