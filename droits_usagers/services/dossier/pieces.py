"""Files that come in from outside (a reply, a return slip, a scan): taken in, and shown without leaving the coffre."""

import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import GenreFichier, NonLu, PageImage, PartieMuette, decode, genre_of, is_mail

if TYPE_CHECKING:
    from droits_usagers.domain.socle.masques import ZoneMasquee
    from droits_usagers.letters.lettre.lecture_courriel import LecteurCourriel
    from droits_usagers.letters.lettre.lecture_pdf import LecteurPdf

#: A coffre is copied whole at each backup: a file beyond this is not taken in.
TAILLE_MAX = 20_000_000
_MO = 1_000_000
#: Of a text, as much as anyone reads on a screen.
TEXTE_MAX = 1_000_000


@dataclass(frozen=True, slots=True)
class Recu:
    """A file about to be taken in. A picture is not kept as it is: it says where and with what it was taken."""

    nom: str = field(repr=False)
    contenu: bytes = field(repr=False)
    genre: GenreFichier


@dataclass(frozen=True, slots=True)
class Ouvert:
    """A kept file opened to be shown: so many pages to draw, or a text; neither when it is not shown here."""

    genre: GenreFichier
    pages: int = 0
    texte: str = field(default="", repr=False)
    #: A picture, as it was kept.
    image: bytes = field(default=b"", repr=False)
    #: True: the text is longer than what of it is here.
    coupe: bool = False
    #: What is in it that neither its text nor a page of it says.
    non_lus: tuple[NonLu, ...] = ()


def read_file(chemin: Path) -> Recu:
    """A file of this computer, as it is.

    Raises ExpectedError FICHIER_ABSENT, FICHIER_ILLISIBLE, PIECE_TROP_GRANDE, PIECE_VIDE, IMAGE_AUTRE.
    """
    nom = readable_key(chemin.name)
    try:
        if not stat.S_ISREG(chemin.stat().st_mode):
            raise ExpectedError(Panne.FICHIER_ILLISIBLE, fichier=nom)
        with chemin.open("rb") as fichier:
            contenu = fichier.read(TAILLE_MAX + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise ExpectedError(Panne.FICHIER_ABSENT, fichier=nom) from None
    except OSError as error:
        raise ExpectedError(Panne.FICHIER_ILLISIBLE, fichier=nom) from error
    if len(contenu) > TAILLE_MAX:
        raise ExpectedError(Panne.PIECE_TROP_GRANDE, fichier=nom, maximum=str(TAILLE_MAX // _MO))
    if not contenu:
        raise ExpectedError(Panne.PIECE_VIDE, fichier=nom)
    genre = genre_of(contenu)
    if genre is GenreFichier.IMAGE_AUTRE:
        raise ExpectedError(Panne.IMAGE_AUTRE, fichier=nom)
    return Recu(chemin.name, contenu, genre)


def _counted(muets: Mapping[PartieMuette, int]) -> tuple[NonLu, ...]:
    return tuple(NonLu(manque, nombre=nombre) for manque, nombre in muets.items() if nombre)


def _opened(genre: GenreFichier, texte: str) -> Ouvert:
    return Ouvert(genre, texte=texte[:TEXTE_MAX], coupe=len(texte) > TEXTE_MAX)


class Liseuse:
    """Shows one kept file at a time; nothing of it is written anywhere. Whoever asks waits: not the window's thread."""

    def __init__(self) -> None:
        self._pdf: LecteurPdf | None = None
        self._courriel: LecteurCourriel | None = None

    def open(self, contenu: bytes) -> Ouvert:
        """A file, in place of the one before. Raises ExpectedError PIECE_ILLISIBLE or PIECE_PROTEGEE."""
        genre = genre_of(contenu)
        match genre:
            case GenreFichier.PDF:
                pages = self._reader().open(contenu)
                return Ouvert(genre, pages=pages, non_lus=_counted({PartieMuette.JOINTS: self._reader().joined()}))
            case GenreFichier.WORD:
                from droits_usagers.letters.lettre.lecture_word import read_word

                lu = read_word(contenu)
                # The name of a picture is no text of the document.
                dit = "\n".join((lu.texte, *lu.autour)) if lu.texte.strip() else ""
                return replace(_opened(genre, dit), non_lus=_counted(lu.muets))
            case GenreFichier.TEXTE if is_mail(contenu):
                return self.mail(contenu)
            case GenreFichier.TEXTE:
                return _opened(genre, decode(contenu))
            case GenreFichier.IMAGE:
                return Ouvert(genre, pages=1, image=contenu)
            case _:
                return Ouvert(genre)

    def page(self, rang: int, largeur: int) -> PageImage:
        """A page of the PDF that is open, drawn as wide as that. Raises ExpectedError PIECE_ILLISIBLE."""
        return self._reader().page(rang, largeur)

    def text(self, rang: int) -> str:
        """The text of a page of that PDF; empty for a picture of one."""
        return self._reader().text(rang)

    def unread(self, rang: int, part: float | None = None) -> NonLu | None:
        """What of a page of that PDF its text does not say; None where it says all. `part`: nothing smaller, beside a text."""
        manque = self._reader().unread(rang, part)
        return None if manque is None else NonLu(manque, rang + 1)

    def around(self) -> tuple[tuple[str, ...], tuple[NonLu, ...]]:
        """What that PDF says besides its pages; and that there is more of it, where it was not all read."""
        dits, muet = self._reader().around()
        return dits, _counted({PartieMuette.AUTOUR: int(muet)})

    def places(self, rang: int, mots: str) -> "tuple[ZoneMasquee, ...]":
        """Where these words are written on a page of that PDF."""
        return self._reader().places(rang, mots)

    def mail(self, contenu: bytes) -> Ouvert:
        """What an e-mail says, and how much comes with it. Raises ExpectedError PIECE_ILLISIBLE."""
        if self._courriel is None:
            from droits_usagers.letters.lettre.lecture_courriel import LecteurCourriel

            self._courriel = LecteurCourriel()
        texte, muets = self._courriel.read(contenu)
        return replace(_opened(GenreFichier.TEXTE, texte), non_lus=_counted(muets))

    def close(self) -> None:
        """Keep nothing of what was shown."""
        for lecteur in (self._pdf, self._courriel):
            if lecteur is not None:
                lecteur.close()

    def _reader(self) -> "LecteurPdf":
        if self._pdf is None:
            from droits_usagers.letters.lettre.lecture_pdf import LecteurPdf

            self._pdf = LecteurPdf()
        return self._pdf
