"""The copy of an écrit without what was taken out of it: a text, or a PDF made of pictures. Given once it was read back.

The écrit itself is never touched.
"""

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.lecture import key_of
from droits_usagers.domain.grille.relecture import sentences_read
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import decode
from droits_usagers.domain.socle.masques import ENTIERE, ZoneMasquee, together
from droits_usagers.domain.socle.promesses import Preuve, proves
from droits_usagers.services.dossier.masquage import AMasquer, CopieMasquee, PdfAMasquer, mask

if TYPE_CHECKING:
    from droits_usagers.domain.grille.relecture import PhraseARelire
    from droits_usagers.domain.socle.masques import Masques
    from droits_usagers.services.grille.textes import TexteDocument
    from droits_usagers.services.socle.travail import Unites

WORD, TEXTE = ".docx", ".txt"


@dataclass(frozen=True, slots=True)
class CopieRelue:
    """The file, and the proof that it says what is left of the text and nothing else."""

    contenu: bytes = field(repr=False)
    relue: Preuve


def written(texte: str, suffixe: str, retirees: Collection[str]) -> CopieRelue:
    """What is left of a text, as a file. `retirees`: the keys of the sentences taken out.

    Raises ExpectedError COPIE_NON_RELUE.
    """
    texte = clean(texte).texte
    contenu = _as_word(texte) if suffixe == WORD else texte.encode()
    relue = says_only(_read(contenu, suffixe), texte, retirees)
    if relue is None:
        raise ExpectedError(Panne.COPIE_NON_RELUE)
    return CopieRelue(contenu, relue)


@proves
def says_only(lu: str, texte: str, retirees: Collection[str]) -> bool:
    """True if what was read in a file is this text, and no sentence of it was taken out."""
    return lu == texte and not any(key_of(lu[debut:fin]) in retirees for debut, fin in sentences_read(lu))


def _as_word(texte: str) -> bytes:
    from droits_usagers.letters.lettre.copie_word import write

    return write(texte)


def _read(contenu: bytes, suffixe: str) -> str:
    """All that a file says."""
    if suffixe != WORD:
        return decode(contenu)
    from droits_usagers.letters.lettre.lecture_word import read_word

    lu = read_word(contenu)
    return "\n".join((lu.texte, *lu.autour))


def masked(
    source: AMasquer, document: "TexteDocument", retirees: "Sequence[PhraseARelire]", *, couvertes: Collection[int]
) -> "Unites[tuple[Masques, CopieMasquee]]":
    """What is covered, and the copy in which it is. `couvertes`: the pages, from 1, of which nothing is left.

    A page where a sentence cannot be found again is covered whole, and so is one that was not read. Raises as `mask`.
    """
    zones = [(page - 1, ENTIERE) for page in couvertes]
    if isinstance(source, PdfAMasquer):
        zones += _zones(source, document, retirees)
    masques = together(zones)
    return masques, (yield from mask(source, masques))


def _zones(
    source: PdfAMasquer, document: "TexteDocument", retirees: "Sequence[PhraseARelire]"
) -> Iterator[tuple[int, ZoneMasquee]]:
    nombre = source.open()
    yield from ((rang, ENTIERE) for rang in range(len(document.pages), nombre))
    for phrase in retirees:
        pages = {document.page_of(debut) for debut, _ in phrase.lieux}
        # What is said beside the pages may be drawn on any.
        for page in range(1, nombre + 1) if 0 in pages else sorted(pages):
            ici = () if _begins_or_ends_otherwise(phrase.texte) else source.find(page - 1, phrase.texte)
            yield from ((page - 1, zone) for zone in ici or ((ENTIERE,) if page in pages else ()))


def _begins_or_ends_otherwise(texte: str) -> bool:
    """True where a picture is its first or last sign: it is no word, and would not be found with them."""
    bords = (texte[: _first(texte)], texte[len(texte) - _first(texte[::-1]) :])
    return any(unicodedata.category(signe)[0] not in "PZC" for bord in bords for signe in bord)


def _first(texte: str) -> int:
    return next((rang for rang, signe in enumerate(texte) if signe.isalnum()), len(texte))
