"""Files that come in from outside (a reply, a return slip, a scan): taken in, and shown without leaving the coffre."""

import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from droits_usagers.domain.grille.lexique import unwrap
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import (
    GenreFichier,
    NonLu,
    PageImage,
    PartieMuette,
    decode,
    genre_of,
    image_format,
    is_mail,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.domain.releve.valeurs import Espece, PassageReleve
    from droits_usagers.domain.socle.masques import ZoneMasquee
    from droits_usagers.letters.lettre.lecture_courriel import LecteurCourriel
    from droits_usagers.letters.lettre.lecture_pdf import LecteurPdf
    from droits_usagers.letters.lettre.pieces_pdf import Contenu, TextePiece, TypographePieces

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


@dataclass(frozen=True, slots=True)
class PieceAVoir:
    """A file of a dossier, or of a source of a grille: as which exhibit it would leave, and what was found in it."""

    #: Of the dossier, or the id of the source.
    reference: str
    empreinte: str
    rang: int
    titre: str = field(repr=False)
    lue: "PieceLue" = field(repr=False)

    @property
    def cle(self) -> str:
        """It is decided in each dossier: the number of one is no stranger's there."""
        return f"{self.reference} {self.empreinte}"


@dataclass(slots=True)
class RelevePieces:
    """What was found in each, and what was decided of it."""

    vues: dict[str, PieceAVoir] = field(default_factory=dict, repr=False)
    #: By `PieceAVoir.cle`: joined as it is, or left out.
    decidees: dict[str, bool] = field(default_factory=dict)

    def leaves(self, reference: str, empreinte: str) -> bool:
        """True for a file that someone lets leave, or that was read, of which nobody said anything and nothing was found."""
        vue = self.vues.get(f"{reference} {empreinte}")
        return vue is not None and self.decidees.get(vue.cle, not vue.lue.asks)

    @property
    def a_decider(self) -> tuple[PieceAVoir, ...]:
        """Those that nobody decided of."""
        return tuple(vue for vue in self.vues.values() if vue.lue.asks and vue.cle not in self.decidees)


def tell_unread(non_lus: Sequence[NonLu], textes: "Textes") -> tuple[str, ...]:
    """A line for each run of pages of which the same is not read, and for what is in no page."""
    return tuple(_lines(non_lus, textes))


def _lines(non_lus: Sequence[NonLu], textes: "Textes") -> Iterator[str]:
    say = textes.under("non_lu")
    # In a row, a page is as far from the first as it is in the list.
    rangs = enumerate(sorted((un for un in non_lus if un.page), key=lambda un: un.page))
    for (manque, _), suite in groupby(rangs, key=lambda paire: (paire[1].manque, paire[1].page - paire[0])):
        pages = [un.page for _, un in suite]
        dit = say(f"dit.{manque}")
        yield say("page", page=pages[0], dit=dit) if len(pages) == 1 else say("pages", de=pages[0], a=pages[-1], dit=dit)
    for un in non_lus:
        if not un.page:
            yield say(f"dit.{un.manque}" if un.nombre == 1 else f"dit.{un.manque}_plusieurs", nombre=un.nombre)


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
                return TextePiece(_exhibit_lines(decode(contenu))), "ici_meme"
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

    return TextePiece((dit, *non_lus, *_exhibit_lines(texte)))


def _exhibit_lines(texte: str) -> tuple[str, ...]:
    return tuple(ligne for ligne in texte.split("\n") if ligne.strip())
