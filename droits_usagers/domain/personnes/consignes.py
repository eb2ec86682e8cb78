"""What someone asked not to be done for them: kept with the person or with one dossier, obeyed before anything leaves."""

from dataclasses import dataclass, field
from enum import StrEnum


class CodeConsigne(StrEnum):
    """The consignes that are ticked, in the order they are offered; their words are `[consignes.codes]` of the texts."""

    NE_PAS_ECRIRE_AU_DOMICILE = "ne_pas_ecrire_au_domicile"
    NE_PAS_TELEPHONER = "ne_pas_telephoner"
    NE_PAS_LAISSER_DE_MESSAGE = "ne_pas_laisser_de_message"
    #: In words of one's own, that only a person can obey.
    AUTRE = "autre"


@dataclass(frozen=True, slots=True)
class Consigne:
    """Something not to be done for someone (« Ne pas écrire au domicile »); words of one's own when `code` is `AUTRE`."""

    code: CodeConsigne
    texte: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Consignes:
    """Those that hold for a dossier: of its person, whatever the dossier, and of itself."""

    personne: tuple[Consigne, ...] = ()
    dossier: tuple[Consigne, ...] = ()

    @property
    def toutes(self) -> tuple[Consigne, ...]:
        """Each once, those of the person first."""
        return tuple(dict.fromkeys((*self.personne, *self.dossier)))
