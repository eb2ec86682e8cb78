"""Who, or whose number, the lines of a fiche name: a notice is read by anyone, and only says whom to write to."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.controle.textes import texts_of
from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.valeurs import NOMMENT, Espece

if TYPE_CHECKING:
    from droits_usagers.catalogue import Catalogue
    from droits_usagers.domain.notice.traitements import FicheTraitement

#: A place, a body, a day, a postal code are what any notice says.
_QUELQU_UN: Final = (frozenset(Espece) - NOMMENT - {Espece.DATE, Espece.CODE_POSTAL, Espece.NUMERO}) | {
    Espece.PERSONNE,
    Espece.COURRIEL,
}


def named_in(
    fiche: "FicheTraitement", catalogue: "Catalogue", publics: frozenset[str], *, affiches: bool
) -> Iterator[Remarque]:
    """What may be someone, in its title or where a line says what is done: not who answers for it, nor whom to write to.

    `publics`: what our models name (« France Travail »). `affiches`: of a paper that only says where the posters are.
    """
    dits = _named(fiche, catalogue, publics, affiches=affiches)
    if lesquels := ", ".join(dict.fromkeys(dits)):
        yield Remarque("notice_nomme", (("lesquels", lesquels),))


def public_names(modeles: "Iterable[FicheTraitement]", catalogue: "Catalogue") -> frozenset[str]:
    """What our models name: nobody."""
    return frozenset(dit for modele in modeles for dit in _named(modele, catalogue, frozenset(), affiches=False))


def _named(fiche: "FicheTraitement", catalogue: "Catalogue", publics: frozenset[str], *, affiches: bool) -> Iterator[str]:
    lignes = (
        *(fiche.finalites, fiche.donnees, fiche.sources, fiche.destinataires),
        *(fiche.conservations, fiche.transferts, fiche.decision),
    )
    dits = (fiche.nom, *(affichage.lieu for affichage in fiche.affichages)) if affiches else (fiche.nom, lignes)
    connus = catalogue.ecarts.communs | publics
    for texte in chain.from_iterable(map(texts_of, dits)):
        yield from (un.texte for un in relever(texte, catalogue.releve, connus=connus) if un.genre in _QUELQU_UN)
