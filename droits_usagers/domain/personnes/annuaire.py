"""Whom to write to: a body of the annuaire, and how sure its address is."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

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
    #: The bodies that told the CNIL who watches over their data.
    CNIL = "cnil"
    #: A list of one's own, taken in.
    LISTE = "liste"
    #: Written by whoever uses the program, in place of another address.
    CORRIGE = "corrige"


#: Where what is known of an address is someone's own word: it is not to be looked at again for being old.
SOURCES_A_SOI = frozenset({SourceAnnuaire.LISTE, SourceAnnuaire.CORRIGE})


class EntreeAnnuaire(NamedTuple):
    """A body one may write to. `nom` is who answers; `service`, which part of it the letter is for.

    A tuple, as `LigneLue` is.
    """

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
    #: When its address was noted (the first of the month or, of the CADA's list, of the year, where only that is known); None
    #: without an address or a date.
    releve_le: dt.date | None = None
    adressage: Adressage = Adressage.AUCUNE
    organisme: GenreOrganisme = GenreOrganisme.AUTRE
    #: True where nothing says that there is one: no law makes so small a commune have it.
    incertaine: bool = False
    #: What it became since, by id of `successions.toml`; empty when nothing is known.
    succession: str = ""
    #: That of an office, never of someone.
    courriel: str = ""
    #: The `cle` of the entry in whose place this one was written.
    remplace: str = ""
    #: True where its département has several of its kind, each for a part that nobody here knows the limits of.
    plusieurs: bool = False

    @property
    def cle(self) -> str:
        """What tells the body it is about, whatever says it.

        Its name and its place; where its kind is not known, as in a list where many have one name, its SIREN too.
        """
        siren = "" if self.genre else self.siren
        return self.remplace or f"{self.nom}|{self.service}|{self.code_postal}|{self.ville}|{siren}".casefold()

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
            adresse_relevee=None if self.source in SOURCES_A_SOI else self.releve_le,
        )


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a body since it was noted. `depuis` is the first of the month or of the year where only that is known."""

    id: str
    depuis: dt.date
    phrase: str
    mots: tuple[str, ...] = ()
    #: The kind of the bodies that it is said of, where they are asked for by these words; empty: of what has its id.
    genre: str = ""


class FormeAnnuaire(StrEnum):
    """What a file of bodies is."""

    CNIL = "cnil"
    DILA = "dila"
    LISTE = "liste"

    @property
    def source(self) -> SourceAnnuaire:
        """What its entries are said to come from."""
        return SourceAnnuaire(self.value)


class LigneLue(NamedTuple):
    """What a line of a file says of a body. Whom it names in person was left in the file.

    A tuple: a file has a hundred thousand of them, and it is made three times as fast as a dataclass.
    """

    nom: str
    service: str = ""
    #: The code of its kind, in the words of its file.
    genre: str = ""
    #: That of its commune, by the Insee.
    commune: str = ""
    voie: tuple[str, ...] = ()
    code_postal: str = ""
    ville: str = ""
    siren: str = ""
    courriel: str = ""
    releve_le: dt.date | None = None
    #: Of two lines that have the same, the latest holds; empty: it is alone.
    cle: str = ""


@dataclass(frozen=True, slots=True)
class ImportAnnuaire:
    """A file of bodies that was taken in, and how many of them are still there."""

    numero: int
    source: SourceAnnuaire
    fait_le: dt.datetime
    entrees: int
