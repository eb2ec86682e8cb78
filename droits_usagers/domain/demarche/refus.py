"""Who comes to refuse that a file be computerised, and what each is offered (`resources/refus.toml`)."""

from dataclasses import dataclass

from droits_usagers.domain.personnes.personnes import Qualite


@dataclass(frozen=True, slots=True)
class Offre:
    """One thing to do: a letter or a page to print. One of the two is empty."""

    demarche: str = ""
    fiche: str = ""


@dataclass(frozen=True, slots=True)
class Porte:
    """One of those who come. The first door is that of the person concerned."""

    id: str
    offres: tuple[Offre, ...]
    #: In what capacity they write; None: it is asked.
    qualite: Qualite | None = None
