"""What is published, and nothing else: a value of this module may leave the coffre."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from droits_usagers.domain.lettre.lettre import Bloc, Ligne, Tableau
from droits_usagers.domain.mots.dates import MoisConnu

#: Fewer people than that make no figure.
SEUIL = 10
#: Ten people on each side of a median; ten beyond a ninth decile.
SEUIL_MEDIANE, SEUIL_DECILE = 2 * SEUIL, 10 * SEUIL
#: The key of what was merged: of a line, of a column.
AUTRES = ""


class Drapeau(StrEnum):
    """What is told of a request beside its etat."""

    #: An answer came: complete, partial or a refusal.
    REPONSE = "reponse"
    #: The answer came after their last day, or has not come and that day is over.
    HORS_DELAI = "hors_delai"


@dataclass(frozen=True, slots=True)
class LigneChiffres:
    """A line: how many requests, and how many of them in each column. None: not published."""

    #: A demarche, an organisme; AUTRES for those that were merged, and for the total.
    cle: str
    demandes: int
    #: In the order of the columns; the last one holds what this line merges.
    cellules: tuple[int | None, ...]
    reponses: int | None
    hors_delai: int | None
    #: In days.
    mediane: int | None = None
    decile: int | None = None
    #: Some of these times are counted from the sending, for want of a known receipt.
    estimee: bool = False

    def count(self, drapeau: Drapeau) -> int | None:
        """How many have it."""
        return self.reponses if drapeau is Drapeau.REPONSE else self.hors_delai


@dataclass(frozen=True, slots=True)
class Personnes:
    """The requests about people."""

    #: The etats that are named; a last column follows, that of the others.
    etats: tuple[str, ...]
    total: LigneChiffres
    #: By right, then by organisme; empty when it cannot be told apart.
    droits: tuple[LigneChiffres, ...]
    organismes: tuple[LigneChiffres, ...]


@dataclass(frozen=True, slots=True)
class LignePropre:
    """Requests that an organisation makes in its own name, by right: exact."""

    cle: str
    demandes: int
    reponses: int
    hors_delai: int
    mediane: int | None = None
    estimee: bool = False


@dataclass(frozen=True, slots=True)
class Chiffres:
    """The figures of a year, as of a day."""

    annee: int
    au: dt.date
    #: None when fewer than ten people are concerned.
    personnes: Personnes | None
    en_propre: tuple[LignePropre, ...]


@dataclass(frozen=True, slots=True)
class Coulisses:
    """What was merged: for whoever holds the coffre, on the screen alone. No count of it, and no document, says as much."""

    etats: tuple[str, ...] = ()
    droits: tuple[str, ...] = ()
    organismes: tuple[str, ...] = ()
    #: How many cells of the crossings were merged, and how many shares are not told.
    cellules: int = 0
    parts: int = 0
    #: Some requests are about people, but too few to make a figure.
    trop_peu: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a request that figures depend on."""

    envoyee_le: dt.date | None = None
    recue_le: dt.date | None = None
    repondue_le: dt.date | None = None
    #: Their last day to answer, when a clock runs.
    dernier_jour: dt.date | None = None
    clos_le: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Cas:
    """A request that was sent."""

    demarche: str
    organisme: str
    etat: str
    #: A number for each person, that means nothing outside one computation.
    personne: int
    en_propre: bool
    repondue: bool
    hors_delai: bool
    #: From the receipt to the first answer, or from the sending when the receipt is not known: then an estimate.
    jours: int | None
    estimee: bool


def case_of(dates: Dates, au: dt.date, *, demarche: str, organisme: str, etat: str, personne: int, en_propre: bool) -> Cas:
    """What a request counts for that day."""
    depart = dates.recue_le or dates.envoyee_le
    repondue = dates.repondue_le is not None and dates.repondue_le <= au
    jours = _days(depart, dates.repondue_le) if repondue else None
    return Cas(
        demarche=demarche,
        organisme=organisme,
        etat=etat,
        personne=personne,
        en_propre=en_propre,
        repondue=repondue,
        hors_delai=_is_late(dates, au),
        jours=jours,
        estimee=jours is not None and dates.recue_le is None,
    )


def _days(depart: dt.date | None, fin: dt.date | None) -> int | None:
    """None when an answer is dated before what it answers, or of a month: it says nothing of their slowness."""
    if isinstance(depart, MoisConnu) or isinstance(fin, MoisConnu):
        return None
    return (fin - depart).days if depart and fin and fin >= depart else None


def _is_late(dates: Dates, au: dt.date) -> bool:
    """A request closed before their last day is not late: nobody awaits its answer."""
    if dates.dernier_jour is None:
        return False
    fins = (jour for jour in (dates.repondue_le, dates.clos_le, au) if jour is not None)
    return min(fins) > dates.dernier_jour


@dataclass(frozen=True, slots=True)
class BarreChiffres:
    """One bar: what it is, how long, how much of it is hatched, and what is written beside it."""

    libelle: Ligne
    n: int
    dont: int
    valeur: str
    #: How much would be hatched is not told: only its outline is drawn.
    tue: bool = False


@dataclass(frozen=True, slots=True)
class Graphique:
    """Bars, the same in words for whoever does not see them, and what plain, hatched and outlined mean when they are used."""

    barres: tuple[BarreChiffres, ...]
    description: str
    legende: tuple[str, ...] = ()
    #: The share of the width that names take, in hundredths.
    part: int = 26


@dataclass(frozen=True, slots=True)
class Repere:
    """A figure one remembers."""

    valeur: str
    libelle: str


@dataclass(frozen=True, slots=True)
class PartieRapport:
    """A part of the report: a chart and its table, then a crossing."""

    titre: str
    avant: tuple[Bloc, ...] = ()
    graphique: Graphique | None = None
    tableau: Tableau | None = None
    croise: Tableau | None = None
    croise_titre: str = ""
    apres: tuple[Bloc, ...] = ()
    #: The table is narrow enough to stand beside the chart.
    etroit: bool = False


@dataclass(frozen=True, slots=True)
class Rapport:
    """The report on a year."""

    titre: str
    sous_titre: str
    pied: str
    reperes: tuple[Repere, ...]
    parties: tuple[PartieRapport, ...]
