"""The lines of the Suivi in words: what each says, how it looks, and by what they are filtered. Knows no screen."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demarches import CodeEtape
from droits_usagers.domain.dossier.actes import AIDE, REPONDRE
from droits_usagers.domain.dossier.derniers_jours import TENUES, is_kept
from droits_usagers.domain.dossier.dossiers import LigneSuivi, Tri
from droits_usagers.domain.dossier.etats import DITES, Etat, Reserve
from droits_usagers.domain.echeances import Code, Echeance
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import PRESQUE_UN_AN, date_courte, date_prochaine, mois_annee
from droits_usagers.domain.personnes.personnes import Qualite

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.dossier.dossiers import Releve
    from droits_usagers.domain.droit.feries import Feries
    from droits_usagers.domain.mots.textes import Textes


class Couleur(StrEnum):
    """What an état is drawn in. Named as the roles of the palette."""

    SEMAINE = "semaine"
    ATTENTE = "attente"
    REPONSE = "reponse"
    CLOS = "clos"


@dataclass(frozen=True, slots=True)
class SigneEtat:
    """How an état looks: an icon of `resources/icones`, and a colour."""

    icone: str
    couleur: Couleur


_A_ECRIRE = SigneEtat("droit", Couleur.ATTENTE)
_ATTEND = SigneEtat("attente", Couleur.ATTENTE)
#: The service has let its last day go by: nothing is lost, something is to be done.
_EN_RETARD = SigneEtat("semaine", Couleur.SEMAINE)
_RECOURS = SigneEtat("textes", Couleur.ATTENTE)

SIGNES: Mapping[str, SigneEtat] = MappingProxyType(
    {
        Etat.BROUILLON.value: _A_ECRIRE,
        Etat.A_ENVOYER.value: _A_ECRIRE,
        Etat.EN_ATTENTE_DE_RECEPTION.value: _ATTEND,
        Etat.EN_ATTENTE.value: _ATTEND,
        Etat.SUSPENDU.value: _ATTEND,
        Etat.PROLONGE.value: _ATTEND,
        Etat.DEPASSE.value: _EN_RETARD,
        Etat.REFUS_TACITE.value: _EN_RETARD,
        Etat.REFUSE.value: SigneEtat("interdit", Couleur.SEMAINE),
        Etat.REPONDU_PARTIEL.value: SigneEtat("document", Couleur.REPONSE),
        Etat.REPONDU_COMPLET.value: SigneEtat("coche", Couleur.REPONSE),
        Etat.CADA_EN_COURS.value: _RECOURS,
        Etat.TA_EN_COURS.value: _RECOURS,
        Etat.CNIL_EN_COURS.value: _RECOURS,
        Etat.CLOS.value: SigneEtat("clos", Couleur.CLOS),
    }
)


_UN_JOUR = dt.timedelta(days=1)
#: Seven days on, so that Friday's week is not empty.
_DUREE = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Semaine:
    """Both days included."""

    today: dt.date
    fin: dt.date

    @property
    def veille(self) -> dt.date:
        """Yesterday: by then, what was due is late."""
        return self.today - _UN_JOUR

    def presses(self, dernier_jour: dt.date | None) -> bool:
        """True when a right can be lost: this last day of the person is over, or comes within the week."""
        return dernier_jour is not None and dernier_jour <= self.fin


def week_from(today: dt.date, feries: "Feries") -> Semaine:
    """The week that begins today, by the holidays of the whole country."""
    fin = today + _DUREE
    while feries.is_off(fin + _UN_JOUR):
        fin += _UN_JOUR
    return Semaine(today, fin)


def last_open_day(jour: dt.date, feries: "Feries") -> dt.date:
    """The last day, up to that one, on which a counter is open."""
    while feries.is_off(jour):
        jour -= _UN_JOUR
    return jour


class Rubrique(StrEnum):
    """The columns of the Suivi, in order."""

    ETAT = "etat"
    REFERENCE = "reference"
    DEMARCHE = "demarche"
    PERSONNE = "personne"
    ORGANISME = "organisme"
    ENVOYEE = "envoyee"
    A_FAIRE = "a_faire"
    LEURS = "leurs"
    ETAPE = "etape"


TRIS: Mapping[Rubrique, Tri] = MappingProxyType(
    {
        Rubrique.ETAT: Tri.ETAT,
        Rubrique.REFERENCE: Tri.REFERENCE,
        Rubrique.DEMARCHE: Tri.DEMARCHE,
        Rubrique.PERSONNE: Tri.PERSONNE,
        Rubrique.ORGANISME: Tri.ORGANISME,
        Rubrique.ENVOYEE: Tri.ENVOI,
        Rubrique.A_FAIRE: Tri.URGENCE,
        Rubrique.LEURS: Tri.LEURS,
    }
)
#: The other way round, where it is of use.
INVERSES: Mapping[Tri, Tri] = MappingProxyType(
    {
        Tri.REFERENCE: Tri.REFERENCE_RECENTE,
        Tri.ENVOI: Tri.ENVOI_RECENT,
        Tri.URGENCE: Tri.URGENCE_LOINTAINE,
        Tri.LEURS: Tri.LEURS_RECENTES,
    }
)


class Tranche(StrEnum):
    """The filters offered above the list: four by date, then the états gathered by what one does about them."""

    #: The person's own last day is in the week.
    VOTRE_DELAI = "votre_delai"
    #: The date that counts is in the week.
    SEMAINE = "semaine"
    #: One's own day to look at it again has come, or comes in the week.
    A_REVOIR = "a_revoir"
    #: Others have let their last day go by.
    DEPASSEES = "depassees"
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
    """The dates of a line in words: what is to be done and when, one's own last day first; and how late the service is."""

    quand: str
    #: What is to be done by that day, or from it; empty once closed.
    geste: str = ""
    dessous: str = ""
    #: A right can be lost.
    presse: bool = False
    #: When one chose to look at it again, where that is not what is said first.
    revoir: str = ""

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

    @property
    def semaine(self) -> Semaine:
        """The week that begins today."""
        return week_from(self.today(), self.catalogue.feries)

    def dates(self, ligne: LigneSuivi) -> DatesDites:
        """« Saisir la CADA avant le 18 décembre · 24 jours », « Revoir le 3 janvier · 40 jours », « Relancer depuis le… »."""
        geste, jour = self.next_act(ligne)
        if jour is None:
            return DatesDites("")
        ours = self._how_said(ligne, jour)
        quand = self.catalogue.textes(f"suivi.votre.{ours}", jour=self._day(jour), date=_whole(date_courte(jour)))
        quand = self.doubted(ligne.votre_reserve, quand)
        cachee = ligne.revoir_le if ligne.votre_date is not None else None
        revoir = self._looked_at(cachee) if cachee is not None else ""
        return DatesDites(quand, geste, self._late_by(ligne, "suivi.retard"), self.semaine.presses(ligne.votre_date), revoir)

    def _looked_at(self, jour: dt.date) -> str:
        if jour <= self.today():
            return self.catalogue.textes("suivi.votre.a_revoir_vite")
        return self.catalogue.textes("suivi.votre.a_revoir", jour=self._day(jour))

    def dates_courtes(self, ligne: LigneSuivi) -> str:
        """What is to be done, and its day, on two lines; empty once closed."""
        geste, jour = self.next_act(ligne)
        if jour is None:
            return ""
        passee = ligne.votre_date is None and jour < self.today()
        # In how many days says nothing more of another year.
        loin = date_prochaine(jour, self.today()) == date_courte(jour)
        quand = self._since(jour) if passee else _whole(date_courte(jour)) if loin else self._day(jour)
        if _is_asked(ligne):
            quand = self.catalogue.textes("suivi.votre.maintenant")
        elif ligne.votre_reserve is Reserve.PEUT_ETRE:
            quand = _whole(self.catalogue.textes("suivi.votre.peut_etre", jour=date_prochaine(jour, self.today())))
        elif ligne.votre_reserve in DITES:
            # Little room is left for it.
            quand = self.doubted(ligne.votre_reserve, date_prochaine(jour, self.today()))
        return f"{geste}\n{quand}"

    def doubted(self, reserve: Reserve, quand: str) -> str:
        """The same, with what a table leaves in doubt."""
        return self.catalogue.textes(f"suivi.votre.{reserve}", quand=quand) if reserve in DITES else quand

    def _how_said(self, ligne: LigneSuivi, jour: dt.date) -> str:
        """The end of the id of how its day is said."""
        if ligne.votre_date is not None:
            return "avant_peut_etre" if ligne.votre_reserve is Reserve.PEUT_ETRE else "avant"
        if _is_asked(ligne):
            return "maintenant"
        return "le" if jour > self.today() or (jour == self.today() and ligne.etat not in _A_FINIR) else "depuis"

    def leurs(self, ligne: LigneSuivi) -> str:
        """What others owe, on two lines: the day, and how far it is or how late they are; empty when nothing is owed."""
        if ligne.leur_date is None:
            return ""
        delai = _whole(self._late_by(ligne, _LEURS)) or self.delai(ligne.leur_date)
        vers = self._about(ligne.leur_date) if ligne.leur_reserve in _ESTIMEES else date_courte(ligne.leur_date)
        return f"{_whole(vers)}\n{delai}"

    def _about(self, jour: dt.date) -> str:
        """« vers le 19 octobre », or the month alone of a day so far that its year is to be said."""
        if abs(jour - self.today()) < PRESQUE_UN_AN:
            return self.catalogue.textes("suivi.leurs.vers", date=date_prochaine(jour, jour))
        return self.catalogue.textes("suivi.leurs.vers_mois", date=mois_annee(jour))

    def devait(self, ligne: LigneSuivi) -> str:
        """« Le CCAS de Bagnolet devait répondre le 19 octobre 2026 · en retard de 36 jours »; empty when nothing is late."""
        if ligne.leur_date is None or not self.is_late(ligne):
            return ""
        service = ligne.organisme or ligne.service or self.catalogue.textes("accueil.le_service")
        id_ = f"accueil.devait_{ligne.leur_reserve}" if ligne.leur_reserve else "accueil.devait"
        date = _whole(date_courte(ligne.leur_date))
        return self.catalogue.textes(id_, service=service, date=date, retard=self._counted(ligne, _LEURS))

    def is_late(self, ligne: LigneSuivi) -> bool:
        """True when others let their last day go by."""
        return self._days_late(ligne) > 0

    def _days_late(self, ligne: LigneSuivi) -> int:
        """0 while they did not."""
        return 0 if ligne.leur_date is None else max((self.today() - ligne.leur_date).days, 0)

    def _late_by(self, ligne: LigneSuivi, mots: str) -> str:
        """« en retard de 36 jours », in these words, or perhaps late; empty when they are not."""
        if ligne.leur_reserve and self._days_late(ligne):
            return self.catalogue.textes(f"{mots}_peut_etre")
        return self._counted(ligne, mots)

    def _counted(self, ligne: LigneSuivi, mots: str) -> str:
        jours = self._days_late(ligne)
        return self.catalogue.textes(mots if jours > 1 else f"{mots}_un", jours=jours) if jours else ""

    def next_act(self, ligne: "LigneSuivi | Releve") -> tuple[str, dt.date | None]:
        """What is to be done, and by when or since when: one's own last day, else when to look again, else when to wait for."""
        textes = self.catalogue.textes
        jour = ligne.votre_date or ligne.prochaine_date
        if ligne.votre_date is not None:
            return textes(f"suivi.votre.geste.{ligne.votre_delai}"), jour
        if jour is None:
            return "", None
        if _is_asked(ligne):
            return self.etape(ligne.prochaine_etape), min(jour, self.today())
        if ligne.revoir_le == jour and ligne.etat not in _A_FINIR:
            return textes("suivi.votre.revoir"), jour
        if jour >= self.today() and ligne.etat not in _A_FINIR:
            # Put off by one law, their answer may come after the day on which their silence is a refusal by the other.
            avant = ligne.leur_delai in _REPONSES and ligne.leur_date is not None and jour < ligne.leur_date
            return textes("suivi.votre.silence" if avant else "suivi.votre.attendre"), jour
        return self.etape(ligne.prochaine_etape) or textes("suivi.votre.revoir"), jour

    def _since(self, jour: dt.date) -> str:
        """« depuis 36 jours »."""
        jours = (self.today() - jour).days
        return _whole(
            self.catalogue.textes("suivi.votre.depuis_hier" if jours == 1 else "suivi.votre.depuis_jours", jours=jours)
        )

    def _day(self, jour: dt.date) -> str:
        """« 18 décembre · 24 jours »; of a day that is past, the date alone."""
        textes, jours = self.catalogue.textes, (jour - self.today()).days
        if jours < 0:
            return _whole(date_courte(jour))
        delai = {0: "aujourdhui", 1: "demain"}.get(jours, "jours")
        dit = textes(
            "suivi.votre.jour", date=date_prochaine(jour, self.today()), delai=textes(f"suivi.votre.{delai}", jours=jours)
        )
        return _whole(dit)

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
        demarche, etape = CodeEtape.read(code)
        textes = self.catalogue.textes
        for id_ in (f"suivi.gestes.{demarche}_{etape}", f"suivi.gestes.{etape}", f"suivi.votre.geste.{etape}"):
            if id_ in textes:
                return textes(id_)
        return self.catalogue.textes_demarche(demarche)(f"etapes.{etape}.titre") if self.can_write(code) else etape

    def can_write(self, code: str) -> bool:
        """True if this version writes the letter of a next step."""
        demarche, etape = CodeEtape.read(code)
        demarches = self.catalogue.demarches
        return demarche in demarches and demarches[demarche].etape(etape) is not None

    def article(self, id_: str) -> str:
        """How an entry of the law is cited, and why it is to be checked, if it is."""
        entree, textes = self.catalogue.droit.entrees[id_], self.catalogue.textes
        reserve = entree.reserve(self.today())
        return (
            textes("suivi.article", article=entree.citation, reserve=textes(f"textes.cote.{reserve}"))
            if reserve
            else entree.citation
        )

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


#: How late others are, where nothing else is said of them.
_LEURS = "suivi.leurs.retard"
#: A letter that has not left yet.
_A_FINIR = frozenset({"brouillon", "a_envoyer"})
#: What a body owes whoever asked, unlike the answer to an appeal.
_REPONSES = frozenset({Code.REPONSE, Code.DOSSIER_MEDICAL})
#: Their day is counted from one that nobody knows.
_ESTIMEES = frozenset({Reserve.ESTIMEE, Reserve.ANCIENS_ESTIMEE})


def _is_asked(ligne: "LigneSuivi | Releve") -> bool:
    """True when the body waits for an answer of the person, or legal aid is to be followed, and no right presses more."""
    return ligne.votre_date is None and CodeEtape.read(ligne.prochaine_etape).etape in {REPONDRE, AIDE}


def _whole(date: str) -> str:
    """On one line, wherever it is shown."""
    return date.replace(" ", "\N{NO-BREAK SPACE}")


_CELLULES: Mapping[Rubrique, Callable[[Presentation, LigneSuivi], str]] = MappingProxyType(
    {
        Rubrique.ETAT: lambda dit, ligne: dit.etat(ligne.etat),
        Rubrique.REFERENCE: lambda _, ligne: ligne.reference,
        Rubrique.DEMARCHE: lambda dit, ligne: dit.demarche(ligne.demarche),
        Rubrique.PERSONNE: lambda dit, ligne: dit.personne(ligne),
        Rubrique.ORGANISME: lambda dit, ligne: dit.organisme(ligne),
        Rubrique.ENVOYEE: lambda _, ligne: _whole(date_courte(ligne.envoyee_le)) if ligne.envoyee_le else "",
        Rubrique.A_FAIRE: lambda dit, ligne: dit.dates(ligne).d_abord,
        Rubrique.LEURS: lambda dit, ligne: dit.leurs(ligne).replace("\n", ", "),
        Rubrique.ETAPE: lambda dit, ligne: dit.etape(ligne.prochaine_etape),
    }
)


def said_late(echeance: Echeance, au: dt.date) -> tuple[str, dt.date, dt.date] | None:
    """How a day that is past, and not over by every reading, is said: the id, the day to go by, its end; None for another.

    Where only the month of a fact is known, it is past once both its days are.
    """
    encore, fin = echeance.to_go_by(au), echeance.au_plus_tard
    if fin is not None and echeance.is_kept_by_aid(au):
        return "fini_aide", fin, fin
    if encore is None or fin is None or encore in {echeance.date, echeance.autre_date}:
        return None
    if encore != fin:
        return "fini_lecture", encore, fin
    return ("fini_si_loin" if echeance.is_far_only(au) else "fini_peut_etre"), encore, fin


def tell_left(textes: "Textes", echeance: Echeance, connus: Sequence[Evenement], *, qualite: Qualite) -> str:
    """What is left; empty for what no act keeps, or was done, by that day or later."""
    if echeance.code not in TENUES or is_kept(connus, echeance):
        return ""
    faits = {
        fait.type
        for fait in connus
        # An acknowledgement that came once silence had refused makes no delay of it hold.
        if fait.type is not TypeEvenement.ACCUSE_CONFORME or echeance.ouvre is None or fait.date <= echeance.ouvre
    }
    opposable = echeance.code is Code.SAISINE_CADA and (
        not faits.isdisjoint({TypeEvenement.ACCUSE_CONFORME, TypeEvenement.VOIES_DITES}) or qualite is Qualite.AGENT
    )
    nouvelles = echeance.code is Code.RECOURS_CONSEIL_ETAT and TypeEvenement.CNIL_A_REPONDU in faits
    fin = "_opposable" if opposable else "_nouvelles" if nouvelles else ""
    return textes(f"suivi.reste.{echeance.code}{fin}")
