"""A file as an exhibit shows it: drawn where it can be, else by its text, else said to be joined apart."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from droits_usagers.domain.grille.lexique import unwrap
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.fichiers_recus import (
    GenreFichier,
    NonLu,
    PartieMuette,
    decode,
    genre_of,
    image_format,
    is_mail,
)
from droits_usagers.services.dossier.non_lu import tell_unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.domain.releve.valeurs import Espece, PassageReleve
    from droits_usagers.letters.lettre.pieces_pdf import Contenu, TextePiece, TypographePieces
    from droits_usagers.services.dossier.pieces import Liseuse

#: Of a page that has a text: a logo is smaller, the picture of a card is not.
_IMAGE_GRANDE = 0.04
#: What typst draws.
_DESSINES = frozenset({"png", "jpeg", "gif", "webp"})


def as_exhibit(
    contenu: bytes, typographe: "TypographePieces", textes: "Textes", *, liseuse: "Liseuse"
) -> "tuple[Contenu | None, str]":
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
                return _text_alone(textes("masse.pieces.texte_word"), tell_unread(non_lus, textes), lu.texte), "texte"
            case GenreFichier.TEXTE if is_mail(contenu):
                ouvert = liseuse.open(contenu)
                liseuse.close()
                return _text_alone(
                    textes("masse.pieces.texte_courriel"), tell_unread(ouvert.non_lus, textes), ouvert.texte
                ), "texte"
            case GenreFichier.TEXTE:
                return TextePiece(_lines(decode(contenu))), "ici_meme"
    except ExpectedError:
        # Damaged, too large to be drawn, or behind a password: the list says that it is to be added.
        pass
    return None, "a_part"


class ChoseTrouvee(NamedTuple):
    """Something found in a file: on which page, from 1; zero where it is on none."""

    texte: str
    genre: "Espece"
    page: int = 0


@dataclass(frozen=True, slots=True)
class PieceLue:
    """What someone decides of in a file before it is joined: what was found in it, each once, and the pages nobody read."""

    trouves: tuple[ChoseTrouvee, ...] = field(default=(), repr=False)
    non_lus: tuple[NonLu, ...] = ()
    #: False for one that could not be read to its end.
    entiere: bool = True
    #: What is in the file alone, joined apart, and nobody read.
    a_part: tuple[NonLu, ...] = ()

    @property
    def asks(self) -> bool:
        """True where there is anything to decide."""
        return bool(self.trouves or self.non_lus) or not self.entiere


def read_exhibit(contenu: bytes, liseuse: "Liseuse", find: "Callable[[str], Iterable[PassageReleve]]") -> PieceLue:
    """What `find` finds in what an exhibit shows of a file, and what of it has no text. Whoever asks waits."""
    try:
        ouvert = liseuse.open(contenu)
        if ouvert.genre is GenreFichier.IMAGE:
            return PieceLue(non_lus=(NonLu(PartieMuette.IMAGES),) if image_format(contenu) in _DESSINES else ())
        if ouvert.genre is not GenreFichier.PDF:
            # The pictures of a Word file are not shown.
            return PieceLue(_found([(0, ouvert.texte)], find), entiere=not ouvert.coupe, a_part=ouvert.non_lus)
        rangs = range(ouvert.pages)
        dits = [*((rang + 1, liseuse.text(rang)) for rang in rangs), *((0, dit) for dit in liseuse.around()[0])]
        vues = (liseuse.unread(rang, _IMAGE_GRANDE) for rang in rangs)
        return PieceLue(_found(dits, find), tuple(vue for vue in vues if vue is not None))
    except ExpectedError:
        return PieceLue(entiere=False)
    finally:
        liseuse.close()


def _found(dits: "Iterable[tuple[int, str]]", find: "Callable[[str], Iterable[PassageReleve]]") -> tuple[ChoseTrouvee, ...]:
    trouves: dict[str, ChoseTrouvee] = {}
    for page, lu in dits:
        connus = ""
        # The end of a line is no end of a sentence: what says what a number is may stand on the line before.
        for texte in (lu, unwrap(lu)):
            for un in find(texte):
                if (dit := " ".join(un.texte.split())) not in trouves and dit not in connus:
                    trouves[dit] = ChoseTrouvee(dit, un.genre, page)
            connus = "\n".join(trouves)
    return tuple(trouves.values())


def tell_found(lue: PieceLue, textes: "Textes") -> "tuple[str, ...]":
    """In words: each thing found and its page, then what nobody read."""
    say = textes.under("masse")
    dits = [
        say("trouve_page" if un.page else "trouve", quoi=textes(f"releve.genre.{un.genre}"), texte=un.texte, page=un.page)
        for un in lue.trouves
    ]
    return (*dits, *tell_unread(lue.non_lus, textes), *(() if lue.entiere else (say("pas_entiere"),)))


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


def _text_alone(dit: str, non_lus: tuple[str, ...], texte: str) -> "TextePiece":
    """What a file says, which is to be joined apart, under words that say so."""
    from droits_usagers.letters.lettre.pieces_pdf import TextePiece

    return TextePiece((dit, *non_lus, *_lines(texte)))


def _lines(texte: str) -> tuple[str, ...]:
    return tuple(ligne for ligne in texte.split("\n") if ligne.strip())
