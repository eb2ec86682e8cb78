"""Renders templates that are not ours in a process of their own, which is ended when it takes too long or says too much.

The sandbox keeps a template from reaching anything; it cannot keep it from looping. What comes back is plain text and values,
as JSON: nothing the child says is ever run.
"""

import json
from multiprocessing.connection import Connection
from typing import Any

from droits_usagers.domain.lettre.lettre import ACompleter, Inline, SautDeLigne, Texte
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.moteur import Fragment
from droits_usagers.letters.lettre.processus import Limites, Processus, answer_all
from droits_usagers.letters.lettre.rendus import CommandeRendu, render_once

#: How long a rendering may take once the process is there (ours take milliseconds), and how long the process may take to come.
DUREE_MAX_S = 3.0
ARRIVEE_MAX_S = 30.0


class Isoloir:
    """One kept process, started on first use, replaced when it had to be ended. Safe from any thread."""

    def __init__(self, *, duree_max_s: float = DUREE_MAX_S, arrivee_max_s: float = ARRIVEE_MAX_S) -> None:
        # It may say far more than any letter, values included.
        self._processus = Processus(serve, Limites(duree_max_s, arrivee_max_s))

    def render(self, commande: CommandeRendu) -> tuple[Fragment, ...]:
        """As `rendus.render_once`. Raises ExpectedError, GABARIT_DEMESURE when the process had to be ended."""
        try:
            reponse = self._processus.ask(commande)
        except (OSError, EOFError) as error:
            raise ExpectedError(Panne.GABARIT_DEMESURE, fichier=commande.noms[0]) from error
        return _read(json.loads(reponse))

    def close(self) -> None:
        """End the process: what it was given is gone with it."""
        self._processus.close()


def serve(fil: Connection) -> None:
    """The child: renders what it is sent until the other end is closed."""
    answer_all(fil, _answer)


def _answer(commande: Any) -> bytes:  # noqa: ANN401 - a Commande, through a pipe
    try:
        return json.dumps([_written(fragment) for fragment in render_once(commande)]).encode()
    except ExpectedError as error:
        return json.dumps({"panne": error.panne.value, "faits": error.faits}).encode()


def _written(fragment: Fragment) -> dict[str, object]:
    valeurs = [[_written_inline(inline) for inline in valeur] for valeur in fragment.valeurs]
    return {"texte": fragment.texte, "valeurs": valeurs, "citees": sorted(fragment.citees)}


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
        Fragment(
            str(fragment["texte"]),
            tuple(tuple(map(_read_inline, valeur)) for valeur in fragment["valeurs"]),
            frozenset(map(str, fragment["citees"])),
        )
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
