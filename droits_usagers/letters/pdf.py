"""Writes a document as PDF/UA-1 and as SVG pages, with typst: values go as JSON to a layout that holds no text of ours.

PDF/UA refuses a character that no font has. Such a character becomes □ here, and nowhere else, and it is said which and where.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Literal, TypeAlias

import typst

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.lettre import Bloc, Document, Feuille, Lettre, Ligne, Liste, Paragraphe, Remarque, Titre
from droits_usagers.letters import polices
from droits_usagers.letters.ecriture import column_weights, strokes, title_of
from droits_usagers.letters.fenetre import DENSITES, DESTINATAIRE, EXPEDITEUR, SUITE, Zone, density

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json]"

_CORPS_PT = 10.0
_SIGNER_MM = 41
_A4_POUCES = 210 / 25.4
# The first and only moment any PDF of ours was made: the same letter gives the same bytes, and no one's hours are told.
_INSTANT = 0
# Shown as nothing, whatever the font (Unicode, Default_Ignorable_Code_Point), beside the format characters.
_INVISIBLES = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
)
_PLAN_14 = 0xE0000
#: PDF/UA forbids this one; it means the same as the word joiner, which it accepts.
_BOM, _JOINT = "\ufeff", "\u2060"
#: Marks upon one letter, counted among what is neither letter nor space: typst needs room as the square of their number.
_MARQUES_MAX = 30
_MARQUES = re.compile(rf"[^\w\s]{{{_MARQUES_MAX + 1},}}")
#: typst names what it cannot show: one more try for each, then the letter goes out without the PDF/UA check.
_ESSAIS = 40
_REFUSE = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.*?)"`', re.DOTALL)
_ECHAPPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


@dataclass(slots=True)
class _Sans:
    """Characters shown as □, each with the part of the document where it was first met."""

    refuses: set[str] = field(default_factory=set)
    lieux: dict[str, str] = field(default_factory=dict)

    def shown(self, texte: str, lieu: str) -> str:
        """The text as the PDF can show it."""
        if texte.isascii():
            return texte.replace("\t", "    ")
        texte = _MARQUES.sub(lambda suite: _relieve(suite[0]), texte)
        if polices.covered().issuperset(texte) and self.refuses.isdisjoint(texte):
            return texte.replace("\t", "    ")
        return "".join(self._shown(signe, lieu) for signe in texte)

    def _shown(self, signe: str, lieu: str) -> str:
        if signe == "\t":
            return "    "
        if signe == _BOM:
            return _JOINT
        if signe not in self.refuses and (signe in polices.covered() or _is_invisible(signe)):
            return signe
        self.lieux.setdefault(signe, lieu)
        return polices.ABSENT

    def remarks(self) -> tuple[Remarque, ...]:
        """Which characters, and where."""
        return tuple(
            Remarque("caractere_absent", (("caractere", signe), ("code", f"U+{ord(signe):04X}"), ("ou", lieu)))
            for signe, lieu in sorted(self.lieux.items())
        )


class Typographe:
    """One compiler, kept. Safe from any thread."""

    def __init__(self, mise_en_page: Path) -> None:
        self._gabarit = mise_en_page / "document.typ"
        self._verrou = Lock()

    @cached_property
    def _compilateur(self) -> typst.Compiler:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(dossier) for dossier in polices.folders()]
        )
        return typst.Compiler(self._gabarit, root=self._gabarit.parent, font_paths=fonts, ignore_system_fonts=True)

    def pdf(self, document: Document) -> tuple[bytes, tuple[Remarque, ...]]:
        """The PDF, and the characters that it cannot show. Never fails because of a character.

        Raises ExpectedError TEXTE_DEMESURE, as do the two below, for a line that holds tens of thousands of characters.
        """
        sans = _Sans()
        for _ in range(_ESSAIS):
            entree = _input(document, sans)
            try:
                return self._compile(entree, "pdf", ["ua-1"])[0], sans.remarks()
            except typst.TypstError as error:
                refuses = _refused(error.message)
                if not refuses:
                    raise
                sans.refuses |= refuses
        return self._compile(_input(document, sans), "pdf", [])[0], sans.remarks()

    def pages(self, document: Document) -> tuple[bytes, ...]:
        """The pages as SVG."""
        return tuple(self._compile(_input(document, _Sans()), "svg", []))

    def images(self, document: Document, largeur: int) -> tuple[bytes, ...]:
        """The pages as PNG, `largeur` pixels wide. typst draws them without the GIL: a window goes on answering meanwhile."""
        return tuple(self._compile(_input(document, _Sans()), "png", [], ppp=largeur / _A4_POUCES))

    def _compile(
        self, entree: str, format_: Literal["pdf", "svg", "png"], normes: list[Literal["ua-1"]], *, ppp: float | None = None
    ) -> list[bytes]:
        try:
            with self._verrou:
                rendu = self._compilateur.compile(
                    format=format_, sys_inputs={"document": entree}, pdf_standards=[*normes], timestamp=_INSTANT, ppi=ppp
                )
        except BaseException as error:
            # A failed assertion of typst: it cannot be imported, and is no Exception, so it would end our thread unheard.
            if type(error).__name__ != "PanicException":
                raise
            raise ExpectedError(Panne.TEXTE_DEMESURE) from None
        return rendu if isinstance(rendu, list) else [rendu or b""]


def _is_invisible(signe: str) -> bool:
    return signe in _INVISIBLES or unicodedata.category(signe) == "Cf" or ord(signe) >> 12 == _PLAN_14 >> 12


def _relieve(suite: str) -> str:
    """The same with something invisible between marks that pile up, where a letter could stand."""
    return "".join(
        signe + _JOINT if rang % _MARQUES_MAX == 0 and unicodedata.category(signe).startswith("M") else signe
        for rang, signe in enumerate(suite, start=1)
    )


def _refused(message: str) -> set[str]:
    """The characters that an error of typst names, out of its quotes and escapes."""
    trouve = _REFUSE.search(message)
    if trouve is None:
        return set()
    return set(_ECHAPPE.sub(lambda echappe: chr(int(echappe[1], 16)) if echappe[1] else echappe[2], trouve[1]))


def _input(document: Document, sans: _Sans) -> str:
    commun: dict[str, Json] = {"titre": sans.shown(title_of(document), "objet"), "polices": list(polices.chain())}
    partie = _sheet(document, sans) if isinstance(document, Feuille) else _letter(document, sans)
    return json.dumps(commun | partie, ensure_ascii=False, separators=(",", ":"))


def _letter(lettre: Lettre, sans: _Sans) -> dict[str, Json]:
    corps = list(_blocks(lettre.corps, sans, _Niveaux(0)))
    # The last paragraph goes with the signature, and the one before goes with them.
    paragraphes = _paragraphs_at_the_end(corps)
    coupe, fin = len(corps) - paragraphes, len(corps) - min(paragraphes, 1)
    parties: dict[str, Json] = {
        nom: [_line(ligne, sans, nom) for ligne in getattr(lettre, nom)]
        for nom in ("expediteur", "destinataire", "mentions", "references", "signature", "pieces_jointes", "copies")
    }
    return parties | {
        "genre": "lettre",
        "corps_pt": _CORPS_PT,
        "fenetre": _window(density(lettre.destinataire)),
        "lieu_date": _line(lettre.lieu_date, sans, "lieu_date"),
        "objet": _line(lettre.objet, sans, "objet"),
        "debut": [*corps[:coupe]],
        "avant_fin": [*corps[coupe:fin]],
        "fin": [*corps[fin:]],
    }


def _paragraphs_at_the_end(corps: Sequence[Mapping[str, Json]]) -> int:
    """How many of the last two blocks are paragraphs up to the end."""
    fin = [bloc["genre"] == "paragraphe" for bloc in corps[-2:]]
    return 0 if not fin or not fin[-1] else sum(fin)


def _sheet(feuille: Feuille, sans: _Sans) -> dict[str, Json]:
    return {
        "genre": "feuille",
        "corps_pt": feuille.corps_pt,
        "entete": _line(feuille.titre, sans, "objet"),
        "corps": list(_blocks(feuille.corps, sans, _Niveaux(1))),
    }


def _window(rang: int) -> dict[str, Json]:
    densite = DENSITES[rang]
    return {
        "corps": densite.corps,
        "interligne": densite.interligne,
        "expediteur": _zone(EXPEDITEUR),
        "destinataire": _zone(DESTINATAIRE),
        "suite": SUITE,
        "signer": _SIGNER_MM,
    }


def _zone(zone: Zone) -> dict[str, Json]:
    return {"gauche": zone.gauche, "haut": zone.haut, "largeur": zone.largeur}


class _Niveaux:
    """Keeps headings in order: PDF/UA accepts no level without the one above it."""

    def __init__(self, au_dessus: int) -> None:
        """`au_dessus`: the level of the heading above the body: 1 for a sheet, whose title is one, 0 for a letter."""
        self._premier = au_dessus + 1
        self._precedent = au_dessus

    def next(self, niveau: int) -> int:
        """The level at which to put a heading that asks for this one."""
        self._precedent = min(max(niveau, self._premier), self._precedent + 1)
        return self._precedent


def _blocks(blocs: Sequence[Bloc], sans: _Sans, niveaux: _Niveaux) -> Iterator[dict[str, Json]]:
    for bloc in blocs:
        match bloc:
            case Paragraphe():
                yield {"genre": "paragraphe", "contenu": _line(bloc.contenu, sans, "corps")}
            case Titre():
                niveau = niveaux.next(bloc.niveau)
                yield {"genre": "titre", "niveau": niveau, "contenu": _line(bloc.contenu, sans, "corps")}
            case Liste():
                elements: list[Json] = [[*_blocks(element, sans, niveaux)] for element in bloc.elements]
                yield {"genre": "liste", "ordonnee": bloc.ordonnee, "elements": elements}
            case _:
                yield {
                    "genre": "tableau",
                    "colonnes": [*column_weights(bloc)],
                    "entetes": [_line(cellule, sans, "corps") for cellule in bloc.entetes],
                    "lignes": [[_line(cellule, sans, "corps") for cellule in ligne] for ligne in bloc.lignes],
                }


def _line(ligne: Ligne, sans: _Sans, lieu: str) -> list[Json]:
    return [[sans.shown(trait.texte, lieu), trait.gras + 2 * trait.italique] for trait in strokes(ligne)]
