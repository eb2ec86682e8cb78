"""What goes into the computation of deadlines, and what comes out of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias
from zlib import crc32

from droits_usagers.domain.droit.droit import Delai
from droits_usagers.domain.droit.feries import Feries
from droits_usagers.domain.droit.voies import RIEN_DE_CONTESTE, Contestee, Voie
from droits_usagers.domain.echeances.evenements import Canal, Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import date_longue, date_sans_annee
from droits_usagers.domain.mots.horaires import SANS_HORAIRES, Horaires
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.personnes.organismes import GenreOrganisme, StatutOrganisme
from droits_usagers.domain.personnes.personnes import Qualite

Fait: TypeAlias = dt.date | int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of `[echeances]` by its id there, and what fills it: days and numbers, never anything a person typed."""

    id: str
    valeurs: tuple[tuple[str, Fait], ...] = ()


#: One line of an explanation: a sentence alone, or the steps of a computation to be read one after the other.
Explication: TypeAlias = tuple[Phrase, ...]


def phrase(id_: str, **valeurs: Fait) -> Phrase:
    """A phrase, with its values by name."""
    return Phrase(id_, tuple(valeurs.items()))


def say(explication: Explication, textes: Textes, *, fleche: str = "echeances.fleche") -> str:
    """The line in words: « Reçue le jeudi 5 mars 2026 → un mois → … → mardi 7 avril ».

    A day shows its year the first time, and again only when it changes. `fleche` is the id of what stands between two steps.
    """
    annee: int | None = None
    dits: list[str] = []
    for pas in explication:
        valeurs: dict[str, object] = {}
        for nom, fait in pas.valeurs:
            if isinstance(fait, dt.date):
                valeurs[nom] = date_sans_annee(fait) if fait.year == annee else date_longue(fait)
                annee = fait.year
            else:
                valeurs[nom] = fait
        dits.append(textes(f"echeances.{pas.id}", **valeurs))
    return textes(fleche).join(dits)


def say_all(explications: Iterable[Explication], textes: Textes) -> tuple[str, ...]:
    """Every line in words, in order."""
    return tuple(say(explication, textes) for explication in explications)


#: To be raised whenever the code gives another date, etat or next step for the same facts.
CALCUL = 40


class Code(StrEnum):
    """What a date is for."""

    REPONSE = "reponse"
    ANNONCE_PROLONGATION = "annonce_prolongation"
    PLAINTE_CNIL_POSSIBLE = "plainte_cnil_possible"
    REFUS_TACITE = "refus_tacite"
    SAISINE_CADA = "saisine_cada"
    REFUS_CONFIRME = "refus_confirme"
    OBSERVATIONS = "observations"
    RECOURS_PREALABLE = "recours_prealable"
    MEDIATION_PREALABLE = "mediation_prealable"
    REJET_IMPLICITE = "rejet_implicite"
    RECOURS_HIERARCHIQUE = "recours_hierarchique"
    RECOURS_TA = "recours_ta"
    RECOURS_JUGE = "recours_juge"
    SUITE_CNIL = "suite_cnil"
    RECOURS_CONSEIL_ETAT = "recours_conseil_etat"
    DOSSIER_MEDICAL = "dossier_medical"


class Sens(StrEnum):
    """How a date is to be read: whose last day it is, from when one may act, or when something comes to be."""

    LEUR_DERNIER_JOUR = "leur_dernier_jour"
    VOTRE_DERNIER_JOUR = "votre_dernier_jour"
    POSSIBLE_DES = "possible_des"
    NAISSANCE = "naissance"


SENS = {
    Code.REPONSE: Sens.LEUR_DERNIER_JOUR,
    Code.ANNONCE_PROLONGATION: Sens.LEUR_DERNIER_JOUR,
    Code.PLAINTE_CNIL_POSSIBLE: Sens.POSSIBLE_DES,
    Code.REFUS_TACITE: Sens.NAISSANCE,
    Code.SAISINE_CADA: Sens.VOTRE_DERNIER_JOUR,
    Code.REFUS_CONFIRME: Sens.NAISSANCE,
    Code.OBSERVATIONS: Sens.VOTRE_DERNIER_JOUR,
    Code.RECOURS_PREALABLE: Sens.VOTRE_DERNIER_JOUR,
    Code.MEDIATION_PREALABLE: Sens.VOTRE_DERNIER_JOUR,
    Code.REJET_IMPLICITE: Sens.NAISSANCE,
    Code.RECOURS_HIERARCHIQUE: Sens.VOTRE_DERNIER_JOUR,
    Code.RECOURS_TA: Sens.VOTRE_DERNIER_JOUR,
    Code.RECOURS_JUGE: Sens.VOTRE_DERNIER_JOUR,
    Code.SUITE_CNIL: Sens.LEUR_DERNIER_JOUR,
    Code.RECOURS_CONSEIL_ETAT: Sens.VOTRE_DERNIER_JOUR,
    Code.DOSSIER_MEDICAL: Sens.LEUR_DERNIER_JOUR,
}

#: What is sent to the body, or a mediator, about a decision, before any judge.
AVANT_LE_JUGE = frozenset({Code.OBSERVATIONS, Code.RECOURS_PREALABLE, Code.MEDIATION_PREALABLE, Code.RECOURS_HIERARCHIQUE})


@dataclass(frozen=True, slots=True)
class Echeance:
    """One date and why. `date` is None while a question of the body holds the delay and nobody has answered it."""

    code: Code
    date: dt.date | None
    #: Before it was moved to a working day; the same as `date` for what is never moved.
    date_brute: dt.date | None
    #: What `date` would be if nothing had suspended the delay; None when nothing did.
    date_sans_suspension: dt.date | None
    #: An entry of `resources/droit/`.
    fondement: str
    explication: tuple[Explication, ...]
    #: Of one's own last day, the day to aim at: the last working day before it.
    veille: dt.date | None = None
    #: It rests on a date we suppose, or on a suspension whose computation no text gives.
    estimation: bool = False
    #: The body and the person may read the law differently here: both dates are to be shown.
    contestable: bool = False
    #: The rule behind it was not read in the text itself.
    a_verifier: bool = False
    #: What it would be too, where only the month of a fact is known: later for one's own last day, earlier for theirs.
    autre_date: dt.date | None = None
    #: Before a court, the day after which it is over by every reading (`Chronologie.at_latest`); None: `date` is.
    fin: dt.date | None = None
    #: …of whoever lives near, where `fin` counts the months of those who live far (CJA R421-7), as this one may or not.
    fin_pres: dt.date | None = None
    #: The day before which doing it does not count; None: nothing says so.
    depuis: dt.date | None = None
    #: The later days that may be argued for, in order: once one is over, the next is the one to keep.
    lectures: tuple[dt.date, ...] = ()
    #: The day a silence still to come opens it, by its latest reading: until it is over, nothing can be lost. None: it is open.
    ouvre: dt.date | None = None
    #: The day it is counted from for want of that of the receipt, or of the refusal (`sans_date`): it may be over already.
    faute_de: dt.date | None = None
    #: Legal aid was asked for in time and its decision is not known: the delay seems kept, and no reading says it is over.
    aide_attendue: bool = False

    @property
    def sens(self) -> Sens:
        """How the date is to be read."""
        return SENS[self.code]

    def is_far_only(self, au: dt.date) -> bool:
        """True of a day on which it still runs for those alone who live far from the court."""
        return self.fin_pres is not None and self.fin is not None and self.fin_pres < au <= self.fin

    def to_go_by(self, au: dt.date) -> dt.date | None:
        """Its day; once that is past, the first of its later readings that is not; None once it is over by all of them."""
        autre = self.autre_date if self.sens is Sens.VOTRE_DERNIER_JOUR else None
        jours = (self.date, autre, *self.lectures, self.fin)
        return min((jour for jour in jours if jour is not None and jour >= au), default=None)

    def is_kept_by_aid(self, au: dt.date) -> bool:
        """True once legal aid alone seems to keep it, or where it still runs for those alone who live far from the court."""
        passe = self.to_go_by(au) is None or self.is_far_only(au)
        return self.aide_attendue and self.date is not None and passe

    @property
    def is_aside(self) -> bool:
        """True of a day that is nobody's act, and that the service alone may use: said apart, and short."""
        return self.code is Code.ANNONCE_PROLONGATION

    def is_over(self, au: dt.date) -> bool:
        """True once it is over by every reading."""
        return not self.aide_attendue and self.au_plus_tard is not None and self.au_plus_tard < au

    @property
    def au_plus_tard(self) -> dt.date | None:
        """The latest it can be: only after that day is it over."""
        jours = (self.date, self.autre_date, *self.lectures, self.fin)
        return max((jour for jour in jours if jour is not None), default=None)


@dataclass(frozen=True, slots=True)
class Regles:
    """The law the dates are computed from: the length of each delay, and the days off."""

    delais: Mapping[str, Delai] = field(repr=False)
    feries: Feries = field(repr=False)
    #: How decisions on aids are contested.
    voies: tuple[Voie, ...] = field(default=(), repr=False)
    #: When the desk receives: not law, but when one looks at a dossier again.
    horaires: Horaires = SANS_HORAIRES

    def length(self, id_: str, on: dt.date) -> int:
        """How many months, days or hours a delay lasted that day. Raises ValueError before the law set it."""
        valeur = self.delais[id_].in_force(on)
        return valeur.mois or valeur.jours or valeur.heures

    @property
    def version(self) -> int:
        """A number that changes with the law as data, and with `CALCUL`: what was computed with another is to be redone."""
        delais = sorted(repr(delai) for delai in self.delais.values())
        # A set shows in another order in each process.
        jours = (f"{replace(jour, territoires=frozenset())} {sorted(jour.territoires)}" for jour in self.feries.jours)
        voies = (str([sorted(un) if isinstance(un, frozenset) else un for un in astuple(voie)]) for voie in self.voies)
        permanence = (sorted(self.horaires.semaine), self.horaires.fermetures, self.horaires.territoire)
        semaine = [str(permanence)] if any(permanence) else []
        return crc32("\n".join([str(CALCUL), *delais, *jours, *voies, *semaine]).encode())


@dataclass(frozen=True, slots=True)
class FaitsDossier:
    """Everything the dates of a dossier depend on. Holds no identity."""

    demarche: str
    #: Ids of `resources/droit/delais.toml` that run from the demarche (`Demarche.delais`): they decide which clocks exist.
    delais: frozenset[str]
    evenements: tuple[Evenement, ...] = ()
    #: Code du département whose holidays count; empty: those of the whole country.
    territoire: str = ""
    canal: Canal = Canal.POSTAL
    #: Where whoever would go to court lives: a code du département, or `ETRANGER`; empty: not known.
    demeure: str = ""
    #: Who holds the file: a medical file has its own delays only when it is `sante`.
    genre: GenreOrganisme = GenreOrganisme.AUTRE
    #: What was said of it where its kind does not tell: whether it is public.
    statut: StatutOrganisme = StatutOrganisme.INCONNU
    qualite: Qualite = Qualite.CONCERNE
    #: The days on which the medical items asked for were made, when they are known.
    pieces_medicales: tuple[dt.date, ...] = ()
    #: The étapes of the demarche: no other letter of it is proposed. None: any.
    etapes: frozenset[str] | None = None
    #: The fact that sending its first letter records: another than ENVOYE for what goes to an authority, or is only signed.
    premier: TypeEvenement = TypeEvenement.ENVOYE
    #: Of a letter to an authority, what was asked first, and its étape that is the appeal compulsory before the judge.
    initiale: str = ""
    recours_initial: str = ""
    #: Nobody said what was asked first: documents, which are for the CADA, or a right over one's data, which is for the court.
    initiale_inconnue: bool = False
    #: What was asked, or may have been, needs no answer: beside any silence, a written refusal opens the court when it comes.
    sans_reponse: bool = False
    #: The decision on an aid that is contested, when the demarche contests one.
    contestee: Contestee = RIEN_DE_CONTESTE
    #: The day someone chose to look at it again, and the day it was made: what counts when the law gives no date.
    revoir_le: dt.date | None = None
    cree_le: dt.date | None = None
    #: The day on its letter.
    ecrite_le: dt.date | None = None

    @property
    def a_une_autorite(self) -> bool:
        """True of a letter to an authority about what was asked of a body before."""
        return bool(self.initiale) or self.initiale_inconnue or self.premier is TypeEvenement.CADA_SAISIE
