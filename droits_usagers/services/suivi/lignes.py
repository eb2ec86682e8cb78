"""The lines of the Suivi in words: what each says, how it looks, and by what they are filtered. Knows no screen."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import LigneSuivi, Tri
from droits_usagers.domain.mots.dates import date_courte, date_prochaine
from droits_usagers.services.suivi.signes import SIGNES, SigneEtat, is_pressing

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue


class Rubrique(StrEnum):
    """The columns of the Suivi, in order."""

    ETAT = "etat"
    REFERENCE = "reference"
    DEMARCHE = "demarche"
    PERSONNE = "personne"
    ORGANISME = "organisme"
    ENVOYEE = "envoyee"
    ECHEANCE = "echeance"
    ETAPE = "etape"


TRIS: Mapping[Rubrique, Tri] = MappingProxyType(
    {
        Rubrique.ETAT: Tri.ETAT,
        Rubrique.REFERENCE: Tri.REFERENCE,
        Rubrique.DEMARCHE: Tri.DEMARCHE,
        Rubrique.PERSONNE: Tri.PERSONNE,
        Rubrique.ORGANISME: Tri.ORGANISME,
        Rubrique.ENVOYEE: Tri.ENVOI,
        Rubrique.ECHEANCE: Tri.URGENCE,
    }
)
#: The other way round, where it is of use.
INVERSES: Mapping[Tri, Tri] = MappingProxyType({Tri.REFERENCE: Tri.REFERENCE_RECENTE, Tri.ENVOI: Tri.ENVOI_RECENT})


class Tranche(StrEnum):
    """The filters offered above the list: three by date, then the états gathered by what one does about them."""

    #: The person's own last day is near.
    VOTRE_DELAI = "votre_delai"
    #: The service has let its own go by, and nobody has reminded it.
    DEPASSEES = "depassees"
    SEMAINE = "semaine"
    A_ENVOYER = "a_envoyer"
    #: Sent, and nothing shows that it arrived: the law counts from receipt.
    A_PROUVER = "a_prouver"
    EN_ATTENTE = "en_attente"
    SANS_REPONSE = "sans_reponse"
    REPONDUS = "repondus"
    REFUSES = "refuses"
    RECOURS = "recours"
    CLOS = "clos"


ETATS: Mapping[Tranche, frozenset[str]] = MappingProxyType(
    {
        Tranche.A_ENVOYER: frozenset({"brouillon", "a_envoyer"}),
        Tranche.A_PROUVER: frozenset({"en_attente_de_reception"}),
        Tranche.EN_ATTENTE: frozenset({"en_attente", "suspendu", "prolonge"}),
        Tranche.SANS_REPONSE: frozenset({"depasse"}),
        Tranche.REPONDUS: frozenset({"repondu_partiel", "repondu_complet"}),
        Tranche.REFUSES: frozenset({"refuse", "refus_tacite"}),
        Tranche.RECOURS: frozenset({"cada_en_cours", "ta_en_cours", "cnil_en_cours"}),
        Tranche.CLOS: frozenset({"clos"}),
    }
)


@dataclass(frozen=True, slots=True)
class DatesDites:
    """The dates of a line in words: the person's own last day, or else the next one; under it, how late the service is."""

    quand: str
    #: What is to be done by that day, where it is the person's own.
    geste: str = ""
    dessous: str = ""
    #: A right can be lost.
    presse: bool = False

    @property
    def d_abord(self) -> str:
        """« Saisir la CADA avant le 18 décembre · 24 jours »."""
        return " ".join(filter(None, (self.geste, self.quand)))


@dataclass(frozen=True, slots=True)
class Presentation:
    """Says lines in the words of the texts. `today` is asked each time, so that midnight changes what is said."""

    catalogue: "Catalogue"
    today: Callable[[], dt.date]

    def cellule(self, ligne: LigneSuivi, rubrique: Rubrique) -> str:
        """What one cell shows; empty where there is nothing to say."""
        return _CELLULES[rubrique](self, ligne)

    def entete(self, rubrique: Rubrique) -> str:
        """The name of a column."""
        return self.catalogue.textes(f"suivi.colonnes.{rubrique}")

    def phrase(self, ligne: LigneSuivi, *, sans_nom: bool = False) -> str:
        """A whole line, said in one go to whoever listens to the table."""
        rubriques = [rubrique for rubrique in Rubrique if not (sans_nom and rubrique is Rubrique.PERSONNE)]
        dits = ((self.entete(rubrique), self.cellule(ligne, rubrique)) for rubrique in rubriques)
        dites = [f"{entete} : {cellule}" for entete, cellule in dits if cellule]
        return " ; ".join([*dites, self.marque(ligne)] if ligne.consigne else dites)

    def marque(self, ligne: LigneSuivi) -> str:
        """The mark of a line whose dossier has a consigne; what it says is only in the panel."""
        return self.catalogue.textes("consignes.marque") if ligne.consigne else ""

    def etat(self, etat: str) -> str:
        """The word of an état."""
        return self.catalogue.textes(f"etats.{etat}")

    def signe(self, etat: str) -> SigneEtat:
        """The sign of an état."""
        return SIGNES[etat]

    def dates(self, ligne: LigneSuivi) -> DatesDites:
        """« Saisir la CADA avant le 18 décembre · 24 jours », and under it how late the service is; else the next date."""
        retard = self._lateness(ligne)
        if ligne.votre_date is None:
            seule = self.echeance(ligne.prochaine_date)
            return DatesDites(seule or retard)
        geste = self.catalogue.textes(f"suivi.votre.geste.{ligne.votre_delai}")
        presse = is_pressing(ligne.votre_date, self.today())
        return DatesDites(self._yours("quand", ligne.votre_date), geste, retard, presse)

    def dates_courtes(self, ligne: LigneSuivi) -> str:
        """The same on two lines, where there is little room."""
        if ligne.votre_date is not None:
            quoi = self.catalogue.textes(f"suivi.votre.court.{ligne.votre_delai}")
            yours = self._yours("ligne", ligne.votre_date, quoi=quoi)
            return "\n".join(filter(None, (yours, self._lateness(ligne))))
        if ligne.prochaine_date is not None:
            return f"{_whole(date_courte(ligne.prochaine_date))}\n{self.delai(ligne.prochaine_date)}"
        return self._lateness(ligne)

    def _yours(self, id_: str, jour: dt.date, **valeurs: str) -> str:
        """The person's own last day, in one of its two forms (`[suivi.votre]`)."""
        textes, jours = self.catalogue.textes, (jour - self.today()).days
        delai = {0: "aujourdhui", 1: "demain"}.get(jours, "jours")
        return textes(
            f"suivi.votre.{id_}",
            date=_whole(date_prochaine(jour, self.today())),
            delai=_whole(textes(f"suivi.votre.{delai}", jours=jours)),
            **valeurs,
        )

    def _lateness(self, ligne: LigneSuivi) -> str:
        """How late the service is, while its answer is awaited; empty when it is not."""
        jour = ligne.prochaine_date if ligne.prochaine_date is not None and ligne.prochaine_date < self.today() else None
        jour = jour or (ligne.dernier_jour if ligne.etat in _SANS_REPONSE else None)
        jours = 0 if jour is None else (self.today() - jour).days
        return self.catalogue.textes("suivi.retard" if jours > 1 else "suivi.retard_un", jours=jours) if jours > 0 else ""

    def delai(self, jour: dt.date) -> str:
        """How far a day is: « aujourd'hui », « dans 3 jours », « dépassée de 12 jours »."""
        ecart = (jour - self.today()).days
        nom = {0: "aujourdhui", 1: "demain", -1: "hier"}.get(ecart) or ("dans" if ecart > 0 else "passee")
        return _whole(self.catalogue.textes(f"suivi.delai.{nom}", jours=abs(ecart)))

    def echeance(self, jour: dt.date | None) -> str:
        """A date and how far it is; empty when nothing is awaited."""
        if jour is None:
            return ""
        return self.date(jour, self.delai(jour))

    def date(self, jour: dt.date, delai: str) -> str:
        """A date, and how far it is in these words."""
        return self.catalogue.textes("suivi.delai.date", date=_whole(date_courte(jour)), delai=_whole(delai))

    def etape(self, code: str) -> str:
        """A next step, « acces/relance », as a short order: « Relancer »; empty when there is none.

        A step may belong to a demarche whose letters this version does not write yet: it still has a name.
        """
        demarche, _, etape = code.partition("/")
        textes = self.catalogue.textes
        for id_ in (f"suivi.gestes.{demarche}_{etape}", f"suivi.gestes.{etape}"):
            if id_ in textes:
                return textes(id_)
        return self.catalogue.textes_demarche(demarche)(f"etapes.{etape}.titre") if self.can_write(code) else etape

    def can_write(self, code: str) -> bool:
        """True if this version writes the letter of a next step."""
        demarche, _, etape = code.partition("/")
        demarches = self.catalogue.demarches
        return demarche in demarches and demarches[demarche].etape(etape) is not None

    def demarche(self, demarche: str) -> str:
        """The name of a demarche in one or two words, or its title; its id for one this version does not have."""
        court = f"suivi.demarches.{demarche}"
        if court in self.catalogue.textes:
            return self.catalogue.textes(court)
        return self.catalogue.textes_demarche(demarche)("titre") if demarche in self.catalogue.demarches else demarche

    def personne(self, ligne: LigneSuivi) -> str:
        """Whose dossier it is, or that nobody is named."""
        return ligne.personne or self.catalogue.textes("suivi.anonyme")

    def organisme(self, ligne: LigneSuivi) -> str:
        """The body and its service, as far as they are known."""
        return ", ".join(part for part in (ligne.organisme, ligne.service) if part)


#: The service has let its last day go by.
_SANS_REPONSE = frozenset({"depasse", "refus_tacite"})


def _whole(date: str) -> str:
    """On one line, wherever it is shown."""
    return date.replace(" ", "\N{NO-BREAK SPACE}")


def _texts(dates: DatesDites) -> tuple[str, str]:
    return dates.d_abord, dates.dessous


_CELLULES: Mapping[Rubrique, Callable[[Presentation, LigneSuivi], str]] = MappingProxyType(
    {
        Rubrique.ETAT: lambda dit, ligne: dit.etat(ligne.etat),
        Rubrique.REFERENCE: lambda _, ligne: ligne.reference,
        Rubrique.DEMARCHE: lambda dit, ligne: dit.demarche(ligne.demarche),
        Rubrique.PERSONNE: lambda dit, ligne: dit.personne(ligne),
        Rubrique.ORGANISME: lambda dit, ligne: dit.organisme(ligne),
        Rubrique.ENVOYEE: lambda _, ligne: _whole(date_courte(ligne.envoyee_le)) if ligne.envoyee_le else "",
        Rubrique.ECHEANCE: lambda dit, ligne: " ; ".join(filter(None, _texts(dit.dates(ligne)))),
        Rubrique.ETAPE: lambda dit, ligne: dit.etape(ligne.prochaine_etape),
    }
)
