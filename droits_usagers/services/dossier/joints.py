"""A file as an exhibit shows it: drawn where it can be, else by its text, else said to be joined apart."""

from typing import TYPE_CHECKING

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.fichiers_recus import GenreFichier, NonLu, decode, genre_of, image_format
from droits_usagers.services.dossier.non_lu import tell_unread

if TYPE_CHECKING:
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.letters.lettre.pieces_pdf import Contenu, TypographePieces
    from droits_usagers.services.dossier.pieces import Liseuse

#: What typst draws.
_DESSINES = frozenset({"png", "jpeg", "gif", "webp"})


def as_exhibit(contenu: bytes, typographe: "TypographePieces", textes: "Textes") -> "tuple[Contenu | None, str]":
    """What can be shown of a file, and in what state it then is: an id of `[masse.pieces]`."""
    from droits_usagers.letters.lettre.images import drawable
    from droits_usagers.letters.lettre.lecture_word import read_word
    from droits_usagers.letters.lettre.pieces_pdf import ImagePiece, PagesPdf, TextePiece

    try:
        match genre_of(contenu):
            case GenreFichier.PDF:
                return PagesPdf(contenu, typographe.count(contenu)), "ici_meme"
            case GenreFichier.IMAGE if (format_ := image_format(contenu)) in _DESSINES:
                mime = f"image/{format_}"
                return ImagePiece(drawable(contenu, mime), mime), "ici_meme"
            case GenreFichier.WORD:
                lu = read_word(contenu)
                non_lus = [NonLu(manque, nombre=nombre) for manque, nombre in lu.muets.items() if nombre]
                return TextePiece(
                    (textes("masse.pieces.texte_word"), *tell_unread(non_lus, textes), *_lines(lu.texte))
                ), "texte"
            case GenreFichier.TEXTE:
                return TextePiece(_lines(decode(contenu))), "ici_meme"
    except ExpectedError:
        # Damaged, too large to be drawn, or behind a password: the list says that it is to be added.
        pass
    return None, "a_part"


def read_whole(contenu: bytes, liseuse: "Liseuse") -> tuple[str, ...] | None:
    """All that a file says; None where some of it is no text that can be read. Whoever asks waits."""
    try:
        ouvert = liseuse.open(contenu)
        if ouvert.genre is not GenreFichier.PDF:
            return None if ouvert.coupe or ouvert.non_lus or not ouvert.texte.strip() else (ouvert.texte,)
        rangs = range(ouvert.pages)
        autour, non_lus = liseuse.around()
        if ouvert.non_lus or non_lus or any(liseuse.unread(rang) is not None for rang in rangs):
            return None
        return (*map(liseuse.text, rangs), *autour)
    except ExpectedError:
        return None
    finally:
        liseuse.close()


def _lines(texte: str) -> tuple[str, ...]:
    return tuple(ligne for ligne in texte.split("\n") if ligne.strip())
