"""From a rendered template (Markdown subset, tokens instead of values) to blocks.

The subset: paragraphs, headings of level 1 to 3, lists, tables, **bold**, *italic*, line breaks (a final backslash). Everything
else, HTML included, is plain text. Only templates are parsed, and a parse is kept: as long as the same sentences are chosen,
other answers give the same text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from droits_usagers.domain.lettre import Bloc, Inline, Liste, Paragraphe, SautDeLigne, Tableau, Texte, Titre
from droits_usagers.letters.jetons import cut

_ANALYSEUR = MarkdownIt("zero", {"html": False}).enable(
    ["heading", "list", "table", "emphasis", "balance_pairs", "fragments_join", "newline", "escape"]
)
_BLANCS = re.compile(" {2,}")
_NIVEAU_MAX = 3

Valeurs: TypeAlias = Sequence[tuple[Inline, ...]]


def to_blocks(texte: str, valeurs: Valeurs) -> tuple[Bloc, ...]:
    """The blocks of a rendered template, its tokens replaced by their values."""
    return tuple(_Lecteur(_parse(texte), valeurs).blocks())


def to_inlines(texte: str, valeurs: Valeurs) -> tuple[Inline, ...]:
    """One line of a rendered template, where no Markdown is read."""
    return tuple(_spread(texte, valeurs, Texte("")))


@lru_cache(maxsize=64)
def _parse(texte: str) -> tuple[Token, ...]:
    return tuple(_ANALYSEUR.parse(texte))


def _spread(texte: str, valeurs: Valeurs, style: Texte) -> Iterator[Inline]:
    """Text and the values in it, in a style. Runs of spaces are what a left-out value leaves behind."""
    for morceau in cut(_BLANCS.sub(" ", texte)):
        if isinstance(morceau, str):
            yield replace(style, texte=morceau)
            continue
        for inline in valeurs[morceau]:
            yield replace(inline, gras=style.gras, italique=style.italique) if isinstance(inline, Texte) else inline


@dataclass(slots=True)
class _Lecteur:
    """Walks the tokens of a parse once."""

    tokens: tuple[Token, ...]
    valeurs: Valeurs
    rang: int = 0

    def blocks(self, fin: str = "") -> Iterator[Bloc]:
        """The blocks up to a closing token."""
        while self.rang < len(self.tokens):
            token = self._next()
            if token.type == fin:
                return
            match token.type:
                case "paragraph_open":
                    yield from self._paragraph()
                case "heading_open":
                    yield Titre(self._inlines(), min(int(token.tag[1:]), _NIVEAU_MAX))
                case "bullet_list_open" | "ordered_list_open":
                    yield self._list(token.type.removesuffix("open") + "close")
                case "table_open":
                    yield self._table()
                case _:
                    pass  # the closing of a block already read

    def _next(self) -> Token:
        token = self.tokens[self.rang]
        self.rang += 1
        return token

    def _paragraph(self) -> Iterator[Bloc]:
        contenu = self._inlines()
        if any(not isinstance(inline, Texte) or inline.texte.strip() for inline in contenu):
            yield Paragraphe(contenu)

    def _list(self, fin: str) -> Liste:
        elements: list[tuple[Bloc, ...]] = []
        while self._next().type != fin:
            elements.append(tuple(self.blocks("list_item_close")))
        return Liste(tuple(elements), ordonnee=fin.startswith("ordered"))

    def _table(self) -> Tableau:
        lignes: list[tuple[tuple[Inline, ...], ...]] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                lignes.append(tuple(self._cells()))
        return Tableau(lignes[0], tuple(lignes[1:]))

    def _cells(self) -> Iterator[tuple[Inline, ...]]:
        while self._next().type != "tr_close":
            yield self._inlines()
            self._next()

    def _inlines(self) -> tuple[Inline, ...]:
        return tuple(self._spans(self._next().children or ()))

    def _spans(self, enfants: Sequence[Token]) -> Iterator[Inline]:
        style = Texte("")
        for enfant in enfants:
            match enfant.type:
                case "strong_open" | "strong_close":
                    style = replace(style, gras=enfant.nesting > 0)
                case "em_open" | "em_close":
                    style = replace(style, italique=enfant.nesting > 0)
                case "hardbreak":
                    yield SautDeLigne()
                case "softbreak":
                    yield replace(style, texte=" ")
                case _:
                    yield from _spread(enfant.content, self.valeurs, style)
