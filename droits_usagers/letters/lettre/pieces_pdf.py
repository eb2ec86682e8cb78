"""The numbered exhibits of a complaint as one PDF: a list of them, then each, with its number on every page."""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

from droits_usagers.letters.lettre import polices
from droits_usagers.letters.lettre.assemblage import Assembleur, CadrePage, Montage, Pose
from droits_usagers.letters.lettre.compilation import Compilateur
from droits_usagers.letters.lettre.ecriture import Json
from droits_usagers.letters.lettre.images import bare_jpeg
from droits_usagers.letters.lettre.polices import Sans

_JPEG = "image/jpeg"
#: In points: an A4 sheet seen as a picture.
_LARGEUR, _HAUTEUR = 595, 842


@dataclass(frozen=True, slots=True)
class PagesPdf:
    """A PDF file, and how many pages it has."""

    fichier: bytes = field(repr=False)
    pages: int


@dataclass(frozen=True, slots=True)
class ImagePiece:
    """A picture: its bytes and what they are (« image/png »)."""

    fichier: bytes = field(repr=False)
    mime: str


@dataclass(frozen=True, slots=True)
class TextePiece:
    """What is said in place of a file, or read from one: lines."""

    lignes: tuple[str, ...] = field(repr=False)


Contenu: TypeAlias = PagesPdf | ImagePiece | TextePiece


@dataclass(frozen=True, slots=True)
class PieceNumerotee:
    """An exhibit: « Pièce n° 3 », what it is, how it is there (« à joindre »), and what it shows, if anything."""

    marque: str
    titre: str = field(repr=False)
    etat: str
    contenus: tuple[Contenu, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bordereau:
    """The exhibits, and the words of their list."""

    titre: str
    presentation: tuple[str, ...] = field(repr=False)
    #: Of the three columns of the list.
    entetes: tuple[str, str, str]
    #: « page ».
    page: str
    pieces: tuple[PieceNumerotee, ...]


class TypographePieces:
    """One compiler and one process, kept; neither keeps what it was given once closed. Safe from any thread."""

    def __init__(self, mise_en_page: Path) -> None:
        self._compilateur = Compilateur(mise_en_page / "pieces.typ")
        self._assembleur = Assembleur()

    def pdf(self, bordereau: Bordereau) -> bytes:
        """The exhibits. Raises ExpectedError PIECE_ILLISIBLE for a file that is no PDF after all, TEXTE_DEMESURE."""
        sources = tuple(contenu.fichier for contenu in _contents(bordereau) if isinstance(contenu, PagesPdf))
        if not sources:
            return self._compilateur.pdf(partial(_input, bordereau))[0]
        fond, places = self._compilateur.laid_out(partial(_input, bordereau), "feuille")
        poses = tuple(Pose(lieu["page"], lieu["source"], lieu["rang"]) for lieu in json.loads(places))
        return self._assembleur.mount(Montage(fond, sources, poses))

    def count(self, fichier: bytes) -> int:
        """How many pages a PDF file has. Raises ExpectedError PIECE_ILLISIBLE."""
        return self._assembleur.count(fichier)

    def join(self, fichiers: Sequence[bytes]) -> bytes:
        """PDF files one after the other, each beginning on the front of a sheet."""
        return self._assembleur.join(fichiers)

    def close(self) -> None:
        """End the process, and forget what it was given."""
        self._assembleur.close()


def _contents(bordereau: Bordereau) -> Iterator[Contenu]:
    for piece in bordereau.pieces:
        yield from piece.contenus


def _input(bordereau: Bordereau, sans: Sans) -> str:
    cadre = CadrePage()
    sources = iter(range(sum(isinstance(contenu, PagesPdf) for contenu in _contents(bordereau))))
    valeurs: Json = {
        "titre": bordereau.titre,
        "polices": [*polices.chain()],
        "cadre": {"haut": cadre.haut, "bas": cadre.bas, "cotes": cadre.cotes},
        "presentation": [sans.shown(ligne, "corps") for ligne in bordereau.presentation],
        "entetes": [*bordereau.entetes],
        "page": bordereau.page,
        "pieces": [
            {
                "marque": piece.marque,
                "titre": sans.shown(piece.titre, "corps"),
                "etat": piece.etat,
                "contenus": [feuille for contenu in piece.contenus for feuille in _sheets(contenu, sources, sans)],
            }
            for piece in bordereau.pieces
        ],
    }
    return json.dumps(valeurs)


def _sheets(contenu: Contenu, sources: Iterator[int], sans: Sans) -> Iterator[dict[str, Json]]:
    match contenu:
        case PagesPdf():
            source = next(sources)
            for rang in range(contenu.pages):
                yield {"genre": "pdf", "source": source, "rang": rang, "pages": contenu.pages}
        case ImagePiece():
            yield {"genre": "image", "svg": _as_svg(contenu)}
        case _:
            yield {"genre": "texte", "lignes": [sans.shown(ligne, "corps") for ligne in contenu.lignes]}


def _as_svg(image: ImagePiece) -> str:
    """A picture for typst, which takes no bytes from outside: it comes inside a drawing, which is a text."""
    fichier = bare_jpeg(image.fichier) if image.mime == _JPEG else image.fichier
    donnees = base64.b64encode(fichier).decode()
    lien = f"data:{image.mime};base64,{donnees}"
    boite = f'width="{_LARGEUR}" height="{_HAUTEUR}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {boite}><image {boite} href="{lien}"/></svg>'
