"""A printed notice as values: what the PDF and the Word document consume, and nothing they could disagree on."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from droits_usagers.domain.lettre.lettre import Bloc, Ligne, Remarque
from droits_usagers.domain.mots.textes import Langue
from droits_usagers.domain.notice.traitements import COULEUR, Forme, Papier


class GenrePartie(StrEnum):
    """How a part is shown."""

    #: One of the first things to know.
    FAIT = "fait"
    DROIT = "droit"
    #: Apart, in a frame of its own.
    CADRE = "cadre"
    #: As it comes.
    SECTION = "section"
    #: Whom to write to, and where to read more.
    CONTACT = "contact"
    #: French and another language, side by side.
    LANGUE = "langue"
    #: Words explained.
    MOTS = "mots"
    #: What is still missing, on a page of its own.
    TROUS = "trous"


@dataclass(frozen=True, slots=True)
class Logo:
    """A drawing, and what it stands for to those who cannot see it."""

    svg: str = field(repr=False)
    description: str
    #: Its width for a height of one.
    rapport: float
    #: The same in points, for Word.
    png: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Charte:
    """How the sheets of a body look: a colour that can be read on white, and its logo if it has one."""

    couleur: str = COULEUR
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class CommandeNotice:
    """What is asked for: which document, on which paper; where the complete notice is; languages of the sheet of languages."""

    forme: Forme
    papier: Papier
    adresse: str = ""
    langues: tuple[Langue, ...] = ()
    #: The day a log of posters is made.
    jour: dt.date | None = None
    charte: Charte = Charte()
    #: What of it could not be as asked.
    remarques: tuple[Remarque, ...] = ()


@dataclass(frozen=True, slots=True)
class PartieNotice:
    """One part: its id is that of its title in the texts."""

    id: str
    genre: GenrePartie
    titre: Ligne
    blocs: tuple[Bloc, ...]
    #: A file of `mise_en_page/pictos/`, without its suffix.
    picto: str = ""
    #: Of a leaflet: which panel.
    volet: str = ""
    #: The code of the language of its title and of the second column of its table; empty for French.
    langue: str = ""


@dataclass(frozen=True, slots=True)
class CodeQr:
    """An address, in a code that a telephone reads and in clear."""

    adresse: str
    #: What the code is, for those who cannot see it.
    description: str
    svg: str
    png: bytes


@dataclass(frozen=True, slots=True)
class MentionProjet:
    """What is said of a notice that is not ready: across every page, and in a sentence of the text."""

    bande: str
    phrase: Ligne


@dataclass(frozen=True, slots=True)
class Notice:
    """One document to print."""

    forme: Forme
    papier: Papier
    langue: str
    #: Of the file, for whoever lists or reads it aloud.
    intitule: str
    titre: Ligne
    #: Under the title: which processing, whose.
    sous_titre: tuple[Ligne, ...]
    parties: tuple[PartieNotice, ...]
    #: Above a group of parts, or beside the title.
    annonces: tuple[tuple[str, Ligne], ...] = ()
    pied: Ligne = ()
    qr: CodeQr | None = None
    projet: MentionProjet | None = None
    charte: Charte = Charte()
    #: What whoever prints it must know first.
    remarques: tuple[Remarque, ...] = ()


#: From one format of paper to the next: A3 to A4.
REDUCTION: Final = 0.7071
#: How much larger than the least everything may be, when there is room: the largest that fits is taken.
ECHELLES: Final = (1.45, 1.35, 1.25, 1.18, 1.12, 1.06, 1.0)


@dataclass(frozen=True, slots=True)
class CorpsMinimal:
    """The least sizes of one form, in points."""

    titre: float
    rubrique: float
    texte: float

    def reduced(self, rapport: float) -> "CorpsMinimal":
        """The same on a smaller sheet, read from nearer."""
        return CorpsMinimal(self.titre * rapport, self.rubrique * rapport, self.texte * rapport)


#: Legible at two metres.
AFFICHE_A3: Final = CorpsMinimal(titre=60, rubrique=29, texte=24)

_CORPS: Final = {
    Forme.DEPLIANT: CorpsMinimal(titre=23, rubrique=14, texte=11),
    Forme.COMPLETE: CorpsMinimal(titre=22, rubrique=14, texte=11),
    Forme.SIMPLIFIEE: CorpsMinimal(titre=26, rubrique=18, texte=14),
    Forme.CLAUSE: CorpsMinimal(titre=12, rubrique=11, texte=10),
    Forme.ATTESTATION: CorpsMinimal(titre=15, rubrique=11, texte=10.5),
    Forme.JOURNAL: CorpsMinimal(titre=20, rubrique=14, texte=11),
    Forme.LANGUES: CorpsMinimal(titre=20, rubrique=18, texte=11),
}


def least(forme: Forme, papier: Papier) -> CorpsMinimal:
    """The least sizes of a form on a paper."""
    if forme is Forme.AFFICHE:
        return AFFICHE_A3.reduced(REDUCTION) if papier is Papier.A4 else AFFICHE_A3
    return _CORPS[forme]
