"""What is said beside an entry: whose address it is, and when it was noted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.dates import date_courte, mois_ou_annee
from droits_usagers.domain.personnes.annuaire import SOURCES_A_SOI, Adressage, EntreeAnnuaire, SourceAnnuaire

if TYPE_CHECKING:
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.domain.personnes.annuaire import Succession
    from droits_usagers.services.annuaire.coffre import BilanAnnuaire

_DITES = {
    Adressage.PROPRE: "relevee",
    Adressage.MAIRIE: "de_la_mairie",
    Adressage.DEPARTEMENT: "du_departement",
}


_PRISES = {
    Adressage.PROPRE: "prise",
    Adressage.MAIRIE: "prise_mairie",
    Adressage.DEPARTEMENT: "prise_siege",
}


def filled(entree: EntreeAnnuaire, succession: "Succession | None", textes: "Textes") -> str:
    """What was filled in with an entry, what is left to look at, and what that body became, a sentence each."""
    dite = _filled(entree, textes)
    return f"{dite} {succession.phrase}" if succession else dite


def _filled(entree: EntreeAnnuaire, textes: "Textes") -> str:
    dire = textes.under("annuaire.recherche")
    if entree.adressage is Adressage.AUCUNE:
        return dire("prise_sans")
    if entree.source in SOURCES_A_SOI:
        return dire("prise_sienne")
    if entree.releve_le is None:
        return dire("prise_autorite")
    return dire(_PRISES[entree.adressage], mois=mois_ou_annee(entree.releve_le))


#: Of those that are not shipped: what is said of where they come from, and of when.
_AUTRES = {
    SourceAnnuaire.CNIL: "de_la_cnil",
    SourceAnnuaire.LISTE: "de_la_liste",
    SourceAnnuaire.CORRIGE: "gardee",
}


def notes(entree: EntreeAnnuaire, textes: "Textes") -> Iterator[str]:
    """Each in a few words, without a capital nor a full stop."""
    if entree.adressage is Adressage.AUCUNE:
        # Two towns of one name are told apart by it.
        lieu = entree.departement
        yield textes("annuaire.sans_adresse_dans", departement=lieu) if lieu else textes("annuaire.sans_adresse")
    elif entree.source in _AUTRES and entree.releve_le is not None:
        yield textes(f"annuaire.{_AUTRES[entree.source]}", jour=date_courte(entree.releve_le))
    elif entree.releve_le is None:
        yield textes("annuaire.du_programme")
    else:
        yield textes(f"annuaire.{_DITES[entree.adressage]}", mois=mois_ou_annee(entree.releve_le))
    if entree.plusieurs:
        yield textes("annuaire.plusieurs")
    if entree.incertaine:
        yield textes("annuaire.incertaine")


def report(bilan: "BilanAnnuaire", textes: "Textes") -> Iterator[str]:
    """What came of a file of bodies, a sentence each."""
    dire = textes.under("annuaire.fichiers")
    yield dire(f"fait_{bilan.forme}", lignes=bilan.lignes, prises=bilan.prises)
    comptes = {
        "deja": bilan.deja,
        "remplacees": bilan.remplacees,
        "ecartees": bilan.ecartees,
        "sans_adresse": bilan.sans_adresse,
        "courriels": bilan.courriels,
    }
    for cle, combien in comptes.items():
        if combien:
            yield dire(cle, combien=combien)
    if bilan.ignorees:
        yield dire("ignorees", entetes=", ".join(bilan.ignorees))
