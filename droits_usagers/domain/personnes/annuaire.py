"""Whom to write to: a body of the annuaire, and how sure its address is."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme


class Adressage(StrEnum):
    """Whose address an entry has: none is ever made up."""

    PROPRE = "propre"
    #: That of the town hall, where nobody gave that of the body itself.
    MAIRIE = "mairie"
    #: That of the seat of the département, for one of its services.
    DEPARTEMENT = "departement"
    AUCUNE = "aucune"


class SourceAnnuaire(StrEnum):
    """Where an entry comes from."""

    DILA = "dila"
    CADA = "cada"
    #: Named by a rule, that gives no address.
    REGLE = "regle"
    #: The authorities whose address the program has for its own letters.
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class EntreeAnnuaire:
    """A body one may write to. `nom` is who answers; `service`, which part of it the letter is for."""

    nom: str
    #: As in `resources/annuaire/genres.toml`.
    genre: str
    service: str = ""
    #: The lines between the name and the postcode.
    adresse: tuple[str, ...] = ()
    code_postal: str = ""
    ville: str = ""
    siren: str = ""
    #: The code of its département (« 2A », « 974 »); empty for a body of the whole country.
    departement: str = ""
    source: SourceAnnuaire = SourceAnnuaire.REGLE
    #: The first of the month its address was noted in; None without an address, or where it has no date.
    releve_le: dt.date | None = None
    adressage: Adressage = Adressage.AUCUNE
    organisme: GenreOrganisme = GenreOrganisme.AUTRE
    #: True where nothing says that there is one: no law makes so small a commune have it.
    incertaine: bool = False
    #: What it became since, by id of `successions.toml`; empty when nothing is known.
    succession: str = ""

    @property
    def lignes(self) -> tuple[str, ...]:
        """The address as a letter has it, the town last; empty when none is known."""
        return (*self.adresse, f"{self.code_postal} {self.ville}") if self.code_postal else ()

    @property
    def titre(self) -> str:
        """What it is looked for by: the service where there is one."""
        return self.service or self.nom

    def as_organisme(self) -> Organisme:
        """The same, as a letter is addressed."""
        return Organisme(
            nom=self.nom,
            genre=self.organisme,
            service=self.service,
            adresse=self.lignes,
            siren=self.siren,
            territoire=self.departement,
            adresse_relevee=self.releve_le,
        )


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a body since it was noted. `depuis` is the first of the month or of the year where only that is known."""

    id: str
    depuis: dt.date
    phrase: str
    mots: tuple[str, ...] = ()
