"""An address that someone protects, in a coffre where others have it too."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum


class ReponseAdresse(StrEnum):
    """What was answered of the dossiers that have the same address."""

    #: It is held in all of them, and in those made later.
    TENUE = "tenue"
    #: Only who asked for it is protected; it is not asked again.
    LAISSEE = "laissee"


@dataclass(frozen=True, slots=True)
class AdresseAPartager:
    """One that `autres` dossiers have besides those of who protects it."""

    lieu: str = field(repr=False)
    adresse: tuple[str, ...] = field(repr=False)
    autres: int
    #: A dossier where it is protected.
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Habitant:
    """Someone who lives there, as one row of the coffre has them, and the references of their dossiers."""

    numero: int
    nom: str = field(repr=False)
    adresse: tuple[str, ...] = field(repr=False)
    references: tuple[str, ...] = ()
    #: They asked for it themselves: it is in their dossier that it changes.
    en_propre: bool = False
    #: Let go by name.
    liberee: bool = False


@dataclass(frozen=True, slots=True)
class AdresseTenue:
    """A place that someone protects, and who lives there.

    Where nobody answered, no letter says it either, but those of who lives there.
    """

    lieu: str = field(repr=False)
    #: None: nobody answered.
    reponse: ReponseAdresse | None
    #: Where nobody answered, those who protect it, and who is answered there.
    habitants: tuple[Habitant, ...] = ()

    def for_all(self, propres: AbstractSet[str]) -> "AdresseTenue":
        """The same, as if nobody had answered where one left it that several protect, `propres`: none does for another."""
        return replace(self, reponse=None) if self.laissee and len(propres) > 1 else self

    @property
    def tenue(self) -> bool:
        """True where one answered that nothing may say it."""
        return self.reponse is ReponseAdresse.TENUE

    @property
    def laissee(self) -> bool:
        """True where one answered that others may say it."""
        return self.reponse is ReponseAdresse.LAISSEE
