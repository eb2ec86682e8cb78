"""Bodies that hold the data, or answer for it."""

from dataclasses import dataclass, field
from enum import StrEnum


class GenreOrganisme(StrEnum):
    """What kind of body holds the data: it decides which texts apply (CASF L311-3 only for `essms`, CSP only for `sante`)."""

    DEPARTEMENT = "departement"
    ESSMS = "essms"
    CAF = "caf"
    MDPH = "mdph"
    CCAS = "ccas"
    CPAM = "cpam"
    MSA = "msa"
    FRANCE_TRAVAIL = "france_travail"
    HEBERGEMENT = "hebergement"
    SANTE = "sante"
    AUTRE = "autre"


@dataclass(frozen=True, slots=True)
class Organisme:
    """The body a letter goes to. `territoire` is the code du département that decides local public holidays."""

    nom: str = ""
    genre: GenreOrganisme = GenreOrganisme.AUTRE
    service: str = ""
    adresse: tuple[str, ...] = ()
    siren: str = ""
    territoire: str = ""
    #: SIREN or name of the body this one belongs to (a service of a département, a CCAS of a commune).
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Copie:
    """Someone who receives a copy: the DPO, the PRADA."""

    nom: str = field(default="", repr=False)
    adresse: tuple[str, ...] = field(default=(), repr=False)
