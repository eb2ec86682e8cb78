"""How documents become jobs of a printer, and sheets of paper: each document begins a sheet, whatever the printer does usually.

A job always begins a sheet, so each copy of each document is a job of its own: that holds even on a printer that prints on both
sides without being told so, or in spite of what it is told.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

_POINTS_PAR_MM = 72 / 25.4
#: Two sizes closer than that are the same, in millimetres.
_A_PEU_PRES = 3.0


class Support(StrEnum):
    """The sheets of paper that matter here. `AUTRE`: none of ours was made for it."""

    A4 = "a4"
    A3 = "a3"
    LETTER = "letter"
    AUTRE = "autre"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Its sides, the shorter first."""
        return _MILLIMETRES.get(self, (0.0, 0.0))


_MILLIMETRES = {Support.A4: (210.0, 297.0), Support.A3: (297.0, 420.0), Support.LETTER: (215.9, 279.4)}


class Face(StrEnum):
    """On which sides a document is printed, and along which edge its sheets are turned."""

    #: One side, unless the person asks for both.
    RECTO = "recto"
    #: Both, whatever is asked: it is made for that.
    LONG = "long"
    COURT = "court"


class Repli(StrEnum):
    """What is done on a printer that does not have the paper."""

    #: An A3 on two A4, at its size.
    MOITIES = "moities"
    #: Made smaller, to fit the sheet there is.
    REDUIT = "reduit"


@dataclass(frozen=True, slots=True)
class Imprimante:
    """What a printer says of itself. No `supports`: it does not say which papers it has."""

    nom: str
    supports: frozenset[Support] = frozenset()
    deux_faces: bool = False
    arretee: bool = False

    def has(self, support: Support) -> bool:
        """True if it has this paper; a printer that says nothing is believed to have A4, and nothing larger."""
        return support is not Support.AUTRE and support in (self.supports or (Support.A4,))


@dataclass(frozen=True, slots=True)
class Imprimable:
    """A document: the paper of each of its pages, how many copies (none: it is left out), on which sides."""

    pages: tuple[Support, ...]
    nombre: int = 1
    face: Face = Face.RECTO
    #: How many A4 it makes when it is made again for two A4; 0 when its pages are cut in two instead.
    en_deux: int = 0


@dataclass(frozen=True, slots=True)
class Choix:
    """What the person asks for. `pages` count those of every document, from 1, copies apart; None: all."""

    exemplaires: int = 1
    pages: frozenset[int] | None = None
    recto_verso: bool = False
    repli: Repli | None = None


class Part(StrEnum):
    """How much of a page is on a sheet."""

    ENTIERE = "entiere"
    DEBUT = "debut"
    FIN = "fin"


@dataclass(frozen=True, slots=True)
class PageImprimee:
    """A page of a document, as it is printed; `refaite`: of its version made for two A4."""

    page: int
    part: Part = Part.ENTIERE
    refaite: bool = False


@dataclass(frozen=True, slots=True)
class Travail:
    """One job: pages of one document, on one paper. `reduit`: they are larger than it."""

    document: int
    support: Support
    face: Face
    vues: tuple[PageImprimee, ...]
    reduit: bool = False

    @property
    def feuilles(self) -> int:
        """How many sheets of paper it takes."""
        return len(self.vues) if self.face is Face.RECTO else math.ceil(len(self.vues) / 2)


@dataclass(frozen=True, slots=True)
class Tirage:
    """All the jobs, in order, and what must be said before they leave."""

    travaux: tuple[Travail, ...]
    #: The papers that are needed and that the printer does not have.
    manquent: frozenset[Support] = frozenset()
    #: A document is made for both sides of a sheet, and the printer only prints one.
    une_seule_face: bool = False
    #: The documents every page of which is printed, by rank.
    entiers: frozenset[int] = frozenset()

    @property
    def feuilles(self) -> int:
        """How many sheets of paper they take."""
        return sum(travail.feuilles for travail in self.travaux)

    @property
    def pages(self) -> int:
        """How many pages are printed."""
        return sum(len(travail.vues) for travail in self.travaux)


def support_of(largeur: float, hauteur: float) -> Support:
    """The paper a page was made for, from its sides in points, whichever way it is turned."""
    cotes = sorted((largeur / _POINTS_PAR_MM, hauteur / _POINTS_PAR_MM))
    for support, attendus in _MILLIMETRES.items():
        if all(abs(cote - attendu) <= _A_PEU_PRES for cote, attendu in zip(cotes, attendus, strict=True)):
            return support
    return Support.AUTRE


def plan(documents: Sequence[Imprimable], imprimante: Imprimante, choix: Choix) -> Tirage:
    """What to ask of this printer. Whatever it has, every page that was asked for is in it."""
    travaux: list[Travail] = []
    entiers: set[int] = set()
    debut = 1
    for rang, document in enumerate(documents):
        voulues = [page for page in range(len(document.pages)) if choix.pages is None or debut + page in choix.pages]
        debut += len(document.pages)
        if document.nombre and len(voulues) == len(document.pages):
            entiers.add(rang)
        uns = tuple(_jobs(rang, document, voulues, _Maniere(imprimante, choix)))
        travaux += uns * (document.nombre * choix.exemplaires)
    return Tirage(
        tuple(travaux),
        frozenset(support for support in _asked(documents, choix) if not imprimante.has(support)),
        not imprimante.deux_faces and any(document.nombre and document.face is not Face.RECTO for document in documents),
        frozenset(entiers),
    )


def _asked(documents: Sequence[Imprimable], choix: Choix) -> Iterator[Support]:
    toutes = ((document.nombre, support) for document in documents for support in document.pages)
    for rang, (nombre, support) in enumerate(toutes, start=1):
        if nombre and (choix.pages is None or rang in choix.pages):
            yield support


@dataclass(frozen=True, slots=True)
class _Maniere:
    imprimante: Imprimante
    choix: Choix

    def face(self, document: Imprimable) -> Face:
        """On which sides it is printed there."""
        if not self.imprimante.deux_faces:
            return Face.RECTO
        if document.face is Face.RECTO and self.choix.recto_verso:
            return Face.LONG
        return document.face

    def paper(self, support: Support) -> Support:
        """The paper that is used there."""
        if self.imprimante.has(support) or self.choix.repli is None:
            return support
        a4 = Support.A4
        return a4 if self.imprimante.has(a4) or not self.imprimante.has(Support.LETTER) else Support.LETTER

    def halves(self, support: Support) -> bool:
        """True if pages for this paper are printed in two."""
        return support is Support.A3 and self.choix.repli is Repli.MOITIES and self.paper(support) is Support.A4


def _jobs(rang: int, document: Imprimable, voulues: Sequence[int], maniere: _Maniere) -> Iterator[Travail]:  # noqa: PLR0917
    """Those of one copy: a job has one paper."""
    for support, pages in groupby(voulues, key=document.pages.__getitem__):
        papier = maniere.paper(support)
        if not maniere.halves(support):
            vues = tuple(map(PageImprimee, pages))
            yield Travail(rang, papier, maniere.face(document), vues, reduit=papier is not support)
        elif document.en_deux:
            yield Travail(rang, papier, Face.RECTO, tuple(PageImprimee(page, refaite=True) for page in range(document.en_deux)))
        else:
            # Two halves are put side by side: never back to back.
            moities = tuple(PageImprimee(page, part) for page in pages for part in (Part.DEBUT, Part.FIN))
            yield Travail(rang, papier, Face.RECTO, moities)


_INTERVALLE = re.compile(r"\s*(\d{1,5})\s*(?:[-\u2013\u00e0]\s*(\d{1,5})\s*)?")


def read_pages(texte: str, total: int) -> frozenset[int] | None:
    """« 1-3, 5 » as numbers of pages; all of them when nothing is written, none when it cannot be understood."""
    if not texte.strip():
        return None
    pages: set[int] = set()
    for morceau in re.split("[,;]", texte):
        lu = _INTERVALLE.fullmatch(morceau)
        if lu is None:
            return frozenset()
        debut, fin = int(lu[1]), int(lu[2] or lu[1])
        if not 1 <= debut <= fin <= total:
            return frozenset()
        pages |= set(range(debut, fin + 1))
    return frozenset(pages)
