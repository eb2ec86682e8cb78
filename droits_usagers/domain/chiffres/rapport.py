"""What a report on figures says, ready to be written: sentences, tables, and charts of the same numbers."""

from dataclasses import dataclass

from droits_usagers.domain.lettre.lettre import Bloc, Ligne, Tableau


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
