"""What narrows the list of the Suivi besides words: a few axes, on each some values, and how many dossiers each would leave."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Affaire, Filtre
from droits_usagers.domain.dossier.etats import Reserve
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.services.suivi.lignes import ETATS, Presentation, Semaine, Tranche

if TYPE_CHECKING:
    from droits_usagers.vault.facettes import Comptes

#: Values shown of an axis, those chosen apart: the names of bodies can be searched, other values cannot.
MONTREES, MONTREES_AILLEURS = 8, 40


class Axe(StrEnum):
    """What one may filter by, in the order shown."""

    A_FAIRE = "a_faire"
    ETAT = "etat"
    DEMARCHE = "demarche"
    ORGANISME = "organisme"
    TERRITOIRE = "territoire"
    ENVOI = "envoi"
    AFFAIRE = "affaire"
    LOT = "lot"
    #: What a table said and could not be read for sure.
    A_VERIFIER = "a_verifier"


class PeriodeEnvoi(StrEnum):
    """When the letter first left."""

    TRENTE_JOURS = "trente_jours"
    DOUZE_MOIS = "douze_mois"
    CETTE_ANNEE = "cette_annee"
    ANNEE_PASSEE = "annee_passee"
    AVANT = "avant"
    JAMAIS = "jamais"


#: Where choosing a value gives up the former one.
EXCLUSIFS = frozenset({Axe.A_FAIRE, Axe.ENVOI, Axe.AFFAIRE, Axe.LOT})
#: The values of `Axe.A_VERIFIER`: any words; those that say, or may say, that the dossier is over.
OUI, PEUT_ETRE_CLOS = "oui", "peut_etre_clos"
_A_FAIRE = (Tranche.VOTRE_DELAI, Tranche.SEMAINE, Tranche.A_REVOIR, Tranche.DEPASSEES)
_TRENTE_JOURS, _AN = dt.timedelta(days=30), dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Criteres:
    """The filters in force: pairs of an axis and a value."""

    choisis: frozenset[tuple[Axe, str]] = frozenset()

    def __bool__(self) -> bool:
        """True if some dossiers may be left out."""
        return bool(self.choisis)

    def values(self, axe: Axe) -> frozenset[str]:
        """What is chosen on an axis."""
        return frozenset(valeur for autre, valeur in self.choisis if autre is axe)

    def toggled(self, axe: Axe, valeur: str) -> "Criteres":
        """With this value, or without it if it was there."""
        paire = (axe, str(valeur))
        if paire in self.choisis:
            return Criteres(self.choisis - {paire})
        gardees = frozenset(autre for autre in self.choisis if not (axe in EXCLUSIFS and autre[0] is axe))
        return Criteres(gardees | {paire})

    @property
    def tranches(self) -> frozenset[Tranche]:
        """The filters by date and by état."""
        return frozenset(Tranche(valeur) for axe, valeur in self.choisis if axe in (Axe.A_FAIRE, Axe.ETAT))


def axe_of(tranche: Tranche) -> Axe:
    """Where a filter by date or by état belongs."""
    return Axe.A_FAIRE if tranche in _A_FAIRE else Axe.ETAT


def criteres_of(tranches: Iterable[Tranche]) -> Criteres:
    """Exactly these filters by date and by état."""
    return Criteres(frozenset((axe_of(tranche), tranche.value) for tranche in tranches))


def days_of(periode: PeriodeEnvoi, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day of a period that is not « jamais »."""
    janvier = dt.date(today.year, 1, 1)
    bornes: Mapping[PeriodeEnvoi, tuple[dt.date | None, dt.date | None]] = {
        PeriodeEnvoi.TRENTE_JOURS: (today - _TRENTE_JOURS, None),
        PeriodeEnvoi.DOUZE_MOIS: (today - _AN, None),
        PeriodeEnvoi.CETTE_ANNEE: (janvier, None),
        PeriodeEnvoi.ANNEE_PASSEE: (dt.date(today.year - 1, 1, 1), janvier - dt.timedelta(days=1)),
        PeriodeEnvoi.AVANT: (None, dt.date(today.year - 1, 1, 1) - dt.timedelta(days=1)),
    }
    return bornes.get(periode, (None, None))


def filtre_for(texte: str, criteres: Criteres, semaine: Semaine) -> Filtre:
    """What to ask the coffre for: values of one axis add up, axes narrow each other."""
    tranches, today = criteres.tranches, semaine.today
    periode = next(map(PeriodeEnvoi, criteres.values(Axe.ENVOI)), None)
    du, au = (None, None) if periode is None else days_of(periode, today)
    return Filtre(
        texte=texte,
        etats=frozenset[str]().union(*(ETATS.get(tranche, frozenset()) for tranche in tranches)),
        demarches=criteres.values(Axe.DEMARCHE),
        organismes=criteres.values(Axe.ORGANISME),
        territoires=criteres.values(Axe.TERRITOIRE),
        a_partir_du=today if Tranche.SEMAINE in tranches else None,
        jusqu_au=semaine.fin if Tranche.SEMAINE in tranches else None,
        revoir_jusqu_au=semaine.fin if Tranche.A_REVOIR in tranches else None,
        leur_jusqu_au=semaine.veille if Tranche.DEPASSEES in tranches else None,
        votre_jusqu_au=semaine.fin if Tranche.VOTRE_DELAI in tranches else None,
        affaire=next(map(int, criteres.values(Axe.AFFAIRE)), None),
        lot=next(map(int, criteres.values(Axe.LOT)), None),
        envoyee_du=du,
        envoyee_au=au,
        pas_envoyee=periode is PeriodeEnvoi.JAMAIS,
        a_verifier=OUI in criteres.values(Axe.A_VERIFIER),
        peut_etre_clos=True if PEUT_ETRE_CLOS in criteres.values(Axe.A_VERIFIER) else None,
    )


@dataclass(frozen=True, slots=True)
class Facette:
    """A value one may filter by, its words, and how many dossiers it would leave."""

    axe: Axe
    valeur: str
    libelle: str = field(repr=False)
    nombre: int
    choisie: bool


@dataclass(frozen=True, slots=True)
class Groupe:
    """An axis: its values, the most useful ones first, and how many more there are."""

    axe: Axe
    facettes: tuple[Facette, ...]
    autres: int = 0


class Decompte:
    """Says counts by column as groups of facettes."""

    def __init__(self, dit: Presentation) -> None:
        self._dit = dit
        self._textes = dit.catalogue.textes
        #: The titles of affaires, as last read.
        self._titres: Mapping[str, str] = {}
        #: Titles of affaires, which may name someone, are not said.
        self.sans_nom = False

    def label(self, axe: Axe, valeur: str) -> str:
        """A value in words."""
        textes = self._textes
        if axe in (Axe.A_FAIRE, Axe.ETAT):
            return textes(f"suivi.tranches.{valeur}")
        if axe is Axe.ENVOI:
            annee = self._dit.today().year
            return textes(f"liste.periodes.{valeur}", annee=annee, passee=annee - 1)
        if axe is Axe.DEMARCHE:
            return self._dit.demarche(valeur)
        if axe is Axe.TERRITOIRE and valeur:
            return textes("liste.departement", code=valeur)
        if axe is Axe.AFFAIRE:
            numero = textes("liste.affaire_numero", numero=valeur)
            return numero if self.sans_nom else self._titres.get(valeur, numero)
        if axe is Axe.A_VERIFIER:
            return textes(f"attaches.a_verifier.{'filtre_clos' if valeur == PEUT_ETRE_CLOS else 'filtre'}")
        if axe is Axe.LOT:
            return textes("liste.lot_numero", numero=valeur)
        return valeur or textes("liste.non_indique")

    def forget(self) -> None:
        """Nothing of the coffre stays."""
        self._titres = {}

    def groups(self, comptes: "Comptes", criteres: Criteres, affaires: Sequence[Affaire] = ()) -> tuple[Groupe, ...]:
        """Every axis there is something to choose on."""
        self._titres = {str(affaire.numero): affaire.titre for affaire in affaires}
        groupes = (self._group(axe, _counts(axe, comptes, self._dit.semaine), criteres.values(axe)) for axe in Axe)
        return tuple(groupe for groupe in groupes if groupe.facettes)

    def _group(self, axe: Axe, comptes: Mapping[str, int], choisies: frozenset[str]) -> Groupe:
        tous = dict.fromkeys(choisies, 0) | dict(comptes) if axe not in _FIXES else comptes
        facettes = [
            Facette(axe, valeur, self.label(axe, valeur), nombre, valeur in choisies)
            for valeur, nombre in tous.items()
            if nombre or valeur in choisies
        ]
        if axe in _FIXES:
            return Groupe(axe, tuple(facettes))
        facettes.sort(key=lambda facette: (not facette.choisie, -facette.nombre, fold(facette.libelle)))
        montrees = max(MONTREES if axe is Axe.ORGANISME else MONTREES_AILLEURS, len(choisies))
        return Groupe(axe, tuple(facettes[:montrees]), max(0, len(facettes) - montrees))


#: Axes whose values are always in the same order.
_FIXES = frozenset({Axe.A_FAIRE, Axe.ETAT, Axe.ENVOI, Axe.A_VERIFIER})
_COLONNES: Mapping[Axe, str] = {
    Axe.DEMARCHE: "demarche",
    Axe.ORGANISME: "organisme",
    Axe.TERRITOIRE: "territoire",
    Axe.AFFAIRE: "affaire",
    Axe.LOT: "lot",
}


def _counts(axe: Axe, comptes: "Comptes", semaine: Semaine) -> Mapping[str, int]:
    if axe is Axe.A_FAIRE:
        par_date = {
            Tranche.VOTRE_DELAI: ("votre_date", None, semaine.fin),
            Tranche.SEMAINE: ("prochaine_date", semaine.today, semaine.fin),
            Tranche.A_REVOIR: ("revoir_le", None, semaine.fin),
            Tranche.DEPASSEES: ("leur_date", None, semaine.veille),
        }
        return {tranche.value: _between(comptes[nom], du, au) for tranche, (nom, du, au) in par_date.items()}
    if axe is Axe.ETAT:
        etats = comptes["etat"]
        return {tranche.value: sum(etats.get(etat, 0) for etat in dedans) for tranche, dedans in ETATS.items()}
    if axe is Axe.ENVOI:
        return dict(_by_period(comptes["envoyee_le"], semaine.today))
    if axe is Axe.A_VERIFIER:
        return {
            OUI: sum(nombre for cellules, nombre in comptes.get("a_verifier", {}).items() if cellules),
            PEUT_ETRE_CLOS: comptes.get("votre_reserve", {}).get(Reserve.PEUT_ETRE_CLOS.value, 0),
        }
    valeurs = comptes.get(_COLONNES[axe], {})
    return {str(valeur): nombre for valeur, nombre in valeurs.items() if valeur is not None}


def _by_period(jours: Mapping[object, int], today: dt.date) -> Iterator[tuple[str, int]]:
    for periode in PeriodeEnvoi:
        if periode is PeriodeEnvoi.JAMAIS:
            yield periode.value, jours.get(None, 0)
        else:
            yield periode.value, _between(jours, *days_of(periode, today))


def _between(jours: Mapping[object, int], du: dt.date | None, au: dt.date | None) -> int:
    premier, dernier = "" if du is None else du.isoformat(), "9999" if au is None else au.isoformat()
    return sum(nombre for jour, nombre in jours.items() if jour is not None and premier <= str(jour) <= dernier)
