"""Bodies that hold the data, or answer for it."""

import datetime as dt
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
    #: A caisse of a basic scheme: Assurance retraite, CARSAT, CNAV.
    RETRAITE = "retraite"
    FRANCE_TRAVAIL = "france_travail"
    HEBERGEMENT = "hebergement"
    SANTE = "sante"
    AUTRE = "autre"


#: Administrations, whatever is asked of them, and funds, that are of a public service. Of any other kind, one may be private.
_PUBLICS = frozenset(
    {
        *(GenreOrganisme.DEPARTEMENT, GenreOrganisme.CCAS, GenreOrganisme.MDPH),
        *(GenreOrganisme.CAF, GenreOrganisme.CPAM, GenreOrganisme.MSA, GenreOrganisme.RETRAITE),
        GenreOrganisme.FRANCE_TRAVAIL,
    }
)


class StatutOrganisme(StrEnum):
    """Whether a body is public: a court and its time limits hang on it."""

    PUBLIC = "public"
    PRIVE = "prive"
    INCONNU = "inconnu"


def statut_of(genre: GenreOrganisme, dit: str) -> StatutOrganisme:
    """What its kind tells, else what was said of it; unknown where nobody said."""
    if genre in _PUBLICS:
        return StatutOrganisme.PUBLIC
    return StatutOrganisme(dit) if dit in {*StatutOrganisme} else StatutOrganisme.INCONNU


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
    #: The first of the month this address was noted in, as long as it is that of the annuaire and nobody changed it. It is
    #: known of an address, and not of the body: two that differ by this alone are the same.
    adresse_relevee: dt.date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Copie:
    """Someone who receives a copy: the DPO, the PRADA."""

    nom: str = field(default="", repr=False)
    adresse: tuple[str, ...] = field(default=(), repr=False)

    @property
    def en_une_ligne(self) -> str:
        """All of it."""
        return ", ".join(filter(None, (self.nom, *self.adresse)))
