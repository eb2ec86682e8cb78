"""What invented dossiers are drawn from: names, places, bodies, demarches and histories, each as often as its weight says."""

import datetime as dt
from dataclasses import dataclass

from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite


@dataclass(frozen=True, slots=True)
class PasInvente:
    """A fact, between `debut` and `fin` days after the one before it."""

    type: TypeEvenement
    debut: int
    fin: int
    #: "initial" for the receipt by a first, wrong addressee.
    organisme: str = ""


@dataclass(frozen=True, slots=True)
class HistoireInventee:
    """What happens to a dossier, whole."""

    id: str
    poids: int
    pas: tuple[PasInvente, ...]


@dataclass(frozen=True, slots=True)
class GenreInvente:
    """A kind of body; `nom` and `services` name the town or the département."""

    genre: GenreOrganisme
    nom: str
    services: tuple[str, ...]
    poids: int
    #: How many in each département.
    par: int


@dataclass(frozen=True, slots=True)
class AuteurInvente:
    """Who writes, under what name when it is an organisation."""

    qualite: Qualite
    denomination: str
    poids: int


@dataclass(frozen=True, slots=True)
class Noms:
    """Parts of names."""

    femmes: tuple[str, ...]
    hommes: tuple[str, ...]
    debuts: tuple[str, ...]
    fins: tuple[str, ...]
    voies: tuple[str, ...]
    villes_debuts: tuple[str, ...]
    villes_fins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invention:
    """Everything dossiers are drawn from."""

    #: The day histories stop, and how many days before it the oldest begin.
    jour: dt.date
    duree: int
    noms: Noms
    #: Name of each département by its code.
    departements: tuple[tuple[str, str], ...]
    genres: tuple[GenreInvente, ...]
    auteurs: tuple[AuteurInvente, ...]
    #: Ids, each with its weight.
    demarches: tuple[tuple[str, int], ...]
    histoires: tuple[HistoireInventee, ...]
    periodes: tuple[str, ...]
    suivis: tuple[str, ...]
    notes: tuple[str, ...]
    affaires: tuple[str, ...]
