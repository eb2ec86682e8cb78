"""Makes a notice fit on its paper at a legible size: as it is, or with less, or not at all, and then it says so."""

from typing import Final, Protocol

from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.notice.pdf import Imprimeur
from droits_usagers.letters.notice.valeurs import Notice

#: Lists that are cut to fit: from this many lines, and not at all beyond.
_LIGNES_MAX: Final = 30


class Redacteur(Protocol):
    """Writes one notice, always the same but for what is cut."""

    def __call__(self, *, bref: bool = False, coupe: int | None = None) -> Notice:
        """`bref`: without what one does well to say and can do without. `coupe`: how many lines each list keeps; None: all."""


def fit(write: Redacteur, imprimeur: Imprimeur, *, textes: Textes, couper: bool) -> tuple[Notice, tuple[Remarque, ...]]:
    """The notice that fits, and what whoever prints it must know. `couper`: it may leave out what does not.

    Raises ExpectedError NOTICE_DEBORDE: `partie`, the one that takes too much room, `coupe`, what could be done, in words, and
    `lignes` when leaving out would do. ADRESSE_TROP_LONGUE.
    """
    entiere = write()
    debordent = imprimeur.measure(entiere).debordent
    if not debordent:
        return entiere, entiere.remarques
    breve = write(bref=True)
    if breve.parties != entiere.parties:
        debordent = imprimeur.measure(breve).debordent
        if not debordent:
            return breve, (*breve.remarques, Remarque("notice_breve"))
    lignes, coupee = _cut(write, imprimeur)
    if coupee is None or not couper:
        partie, dites = textes(f"debordement.parties.{debordent[0]}"), {} if coupee is None else {"lignes": str(lignes)}
        raise ExpectedError(Panne.NOTICE_DEBORDE, partie=partie, coupe=_proposal(textes, lignes), **dites)
    return coupee, (*coupee.remarques, Remarque("notice_coupee", (("nombre", str(lignes)),)))


def _cut(write: Redacteur, imprimeur: Imprimeur) -> tuple[int, Notice | None]:
    """How many lines each list may keep, the most that fits; none, and no notice, when not even one does."""
    trouvee: tuple[int, Notice | None] = 0, None
    bas, haut = 1, _LIGNES_MAX
    while bas <= haut:
        lignes = (bas + haut) // 2
        notice = write(bref=True, coupe=lignes)
        if imprimeur.measure(notice).debordent:
            haut = lignes - 1
        else:
            trouvee, bas = (lignes, notice), lignes + 1
    return trouvee


def _proposal(textes: Textes, lignes: int) -> str:
    if not lignes:
        return textes("debordement.raccourcir")
    return textes("debordement.coupe_une") if lignes == 1 else textes("debordement.coupe", nombre=lignes)
