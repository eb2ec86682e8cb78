"""The text of a document that is marked: read whole, kept in memory only. What is written of it is what was marked."""

import hashlib
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.releve.signes import see
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import GenreFichier, NonLu, PartieMuette
from droits_usagers.services.dossier.pieces import TEXTE_MAX, Recu, read_file

if TYPE_CHECKING:
    from droits_usagers.services.dossier.pieces import Liseuse

_COURRIEL = ".eml"
#: Between two pages.
_SAUT = "\n\n"


@dataclass(frozen=True)
class TexteDocument:
    """A text in NFC, and where each page of it begins; no page where the document has none."""

    texte: str = field(repr=False)
    pages: tuple[int, ...] = ()
    #: True: the document goes on beyond what was read of it, whole pages where it has any.
    coupe: bool = False
    #: What of the document is no text that could be read: nothing that is looked for in it was looked for there.
    non_lus: tuple[NonLu, ...] = ()
    #: The file itself.
    recu: Recu | None = field(default=None, repr=False, compare=False)
    #: Where its last page ends: what it says besides comes after. None: it says nothing else.
    fin: int | None = None

    @cached_property
    def empreinte(self) -> str:
        """SHA-256 of the text, by which one knows it again."""
        return hashlib.sha256(self.texte.encode()).hexdigest()

    def page_of(self, place: int) -> int:
        """The page, from 1, on which this code point stands; zero when there are no pages, or it is on none."""
        return 0 if self.fin is not None and place >= self.fin else bisect_right(self.pages, place)


def as_typed(texte: str) -> TexteDocument:
    """What someone pasted."""
    propre = _plain(texte)
    return TexteDocument(propre[:TEXTE_MAX], coupe=len(propre) > TEXTE_MAX)


def read_text(chemin: Path, liseuse: "Liseuse") -> TexteDocument:
    """The text of a file: text, Word, PDF or e-mail. Whoever asks waits: not the window's thread.

    Raises ExpectedError as `read_file`, PIECE_ILLISIBLE, PIECE_PROTEGEE, or DOCUMENT_SANS_TEXTE for a picture of one.
    """
    document = _open(chemin, liseuse, autour=False)
    if not document.texte.strip():
        raise ExpectedError(Panne.DOCUMENT_SANS_TEXTE, fichier=readable_key(chemin.name))
    return document


def read_what_can_be(chemin: Path, liseuse: "Liseuse") -> TexteDocument:
    """The same, whose text may be empty: what was not read is said in it. What a PDF says besides comes after its pages."""
    return _open(chemin, liseuse, autour=True)


def _open(chemin: Path, liseuse: "Liseuse", *, autour: bool) -> TexteDocument:
    recu = read_file(chemin)
    try:
        document = _read(recu, chemin.suffix.lower(), liseuse)
        if autour and document.pages:
            document = _with_all(document, liseuse)
    finally:
        liseuse.close()
    document = replace(document, recu=recu)
    return document if document.texte.strip() or document.non_lus else replace(document, non_lus=_of_a_picture(recu))


def _with_all(document: TexteDocument, liseuse: "Liseuse") -> TexteDocument:
    """With what it says besides, once: most of it is drawn too."""
    dits, non_lus = liseuse.around()
    connu = "".join(document.texte.split())
    restent = [propre for propre in map(_plain, dits) if propre.strip() and "".join(propre.split()) not in connu]
    document = replace(document, non_lus=(*document.non_lus, *non_lus))
    if not restent:
        return document
    return replace(document, texte="\n".join((f"{document.texte}{_SAUT}", *restent)), fin=len(document.texte))


def _of_a_picture(recu: Recu) -> tuple[NonLu, ...]:
    return (NonLu(PartieMuette.IMAGES),) if recu.genre is GenreFichier.IMAGE else ()


def _read(recu: Recu, suffixe: str, liseuse: "Liseuse") -> TexteDocument:
    ouvert = liseuse.mail(recu.contenu) if suffixe == _COURRIEL else liseuse.open(recu.contenu)
    if ouvert.genre is GenreFichier.PDF:
        document = _paged(lambda rang: _plain(liseuse.text(rang)), ouvert.pages)
        vues = map(liseuse.unread, range(len(document.pages)))
        return replace(document, non_lus=(*(vue for vue in vues if vue is not None), *ouvert.non_lus))
    lu = as_typed(ouvert.texte)
    return replace(lu, coupe=lu.coupe or ouvert.coupe, non_lus=ouvert.non_lus)


def _plain(texte: str) -> str:
    """Nothing, where nothing of it shows."""
    propre = unicodedata.normalize("NFC", clean(texte).texte)
    return propre if any(see(signe).lu.strip() for signe in propre) else ""


def _paged(read: Callable[[int], str], nombre: int) -> TexteDocument:
    """So many pages, or as many as are read of a text."""
    pages: list[str] = []
    long = 0
    for rang in range(nombre):
        page = read(rang)
        long += len(page)
        if long > TEXTE_MAX:
            break
        pages.append(page)
    longueurs = (len(page) + len(_SAUT) for page in pages[:-1])
    debuts = tuple(accumulate(longueurs, initial=0)) if pages else ()
    return TexteDocument(_SAUT.join(pages), debuts, coupe=len(pages) < nombre)
