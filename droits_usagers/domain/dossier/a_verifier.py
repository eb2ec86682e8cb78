"""A cell of a table that was not read for sure: its words stay with the dossier, until someone has seen them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from droits_usagers.domain.dossier.etats import Reserve


class RaisonAVerifier(StrEnum):
    """What was made of the cell: ids of `[a_verifier.raisons]`."""

    #: Nothing: its words are all there is.
    LAISSE = "laisse"
    #: A fact or a date that the dossier now has, on a likely reading (`lu`: an ISO day).
    LU = "lu"
    #: Nothing, but here is what it may mean (`lu`: an ISO day).
    PEUT_ETRE = "peut_etre"
    #: The dossier had to be put somewhere (`lu`: the id of the demarche).
    CLASSE = "classe"
    #: It had to be said in what capacity the letter is written (`lu`: the code of the `Qualite`).
    QUALITE = "qualite"
    #: Nothing: it says, or may say, that the dossier is over, and not when.
    FINI = "fini"
    #: Nothing: nobody can tell from it whether the dossier goes on. It does, until someone says otherwise.
    INDECIS = "indecis"
    #: What of it is struck through says nothing any more, or may.
    BARRE = "barre"


#: Those that are of no use once the dossier is closed.
DE_LA_FIN = frozenset({RaisonAVerifier.FINI, RaisonAVerifier.INDECIS})


@dataclass(frozen=True, slots=True)
class AVerifier:
    """The heading of the column, and the words of the cell."""

    colonne: str = field(default="", repr=False)
    texte: str = field(default="", repr=False)
    raison: RaisonAVerifier = RaisonAVerifier.LAISSE
    lu: str = field(default="", repr=False)
    #: In the coffre; 0 while it is not kept there.
    numero: int = 0


def reserve_of(raisons: Iterable[RaisonAVerifier]) -> Reserve:
    """What its cells to be checked say of a dossier as a whole."""
    vues = {*raisons}
    if RaisonAVerifier.FINI in vues:
        return Reserve.PEUT_ETRE_CLOS
    # What nobody has read may say anything of it.
    return Reserve.A_VERIFIER if vues else Reserve.SANS
