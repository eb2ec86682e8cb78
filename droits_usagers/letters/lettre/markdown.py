"""From a rendered template (Markdown subset, tokens instead of values) to blocks.

The subset: paragraphs, headings of level 1 to 3, lists, tables, **bold**, *italic*, line breaks (a final backslash). Everything
else, HTML included, is plain text. Only templates are parsed, and a parse is kept: as long as the same sentences are chosen,
other answers give the same text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from droits_usagers.domain.lettre.lettre import Bloc, Inline, Intertitre, Ligne, Liste, Paragraphe, SautDeLigne, Tableau, Texte
from droits_usagers.letters.lettre.ecriture import lines_of, text_of
from droits_usagers.letters.lettre.jetons import MARQUE, cut
from droits_usagers.letters.lettre.raccords import join

_ANALYSEUR = MarkdownIt("zero").enable(
    ["heading", "list", "table", "emphasis", "balance_pairs", "fragments_join", "newline", "escape"]
)
_BLANCS = re.compile(" {2,}")
_NIVEAU_MAX = 3

Valeurs: TypeAlias = Sequence[tuple[Inline, ...]]


def to_blocks(texte: str, valeurs: Valeurs) -> tuple[Bloc, ...]:
    """The blocks of a rendered template, its tokens replaced by their values."""
    return tuple(_with_values(bloc, valeurs) if has_tokens else bloc for bloc, has_tokens in _parse(texte))


def to_inlines(texte: str, valeurs: Valeurs) -> tuple[Inline, ...]:
    """One line of a rendered template, where no Markdown is read."""
    return join(tuple(_spread(Texte(texte), valeurs)))


@lru_cache(maxsize=64)
def _parse(texte: str) -> tuple[tuple[Bloc, bool], ...]:
    """The blocks, tokens still in their texts; and whether each holds any."""
    blocs = _Lecteur(_ANALYSEUR.parse(texte)).blocks()
    return tuple((bloc, any(MARQUE in text_of(ligne) for ligne in lines_of((bloc,)))) for bloc in blocs)


def _with_values(bloc: Bloc, valeurs: Valeurs) -> Bloc:
    match bloc:
        case Paragraphe():
            return Paragraphe(_filled(bloc.contenu, valeurs, phrases=True))
        case Intertitre():
            return Intertitre(_filled(bloc.contenu, valeurs), bloc.niveau)
        case Liste():
            elements = tuple(tuple(_with_values(sous, valeurs) for sous in element) for element in bloc.elements)
            return Liste(elements, bloc.ordonnee)
        case _:
            entetes = tuple(_filled(cellule, valeurs) for cellule in bloc.entetes)
            lignes = tuple(tuple(_filled(cellule, valeurs) for cellule in ligne) for ligne in bloc.lignes)
            return Tableau(entetes, lignes)


def _filled(ligne: Ligne, valeurs: Valeurs, *, phrases: bool = False) -> Ligne:
    if not any(isinstance(inline, Texte) and MARQUE in inline.texte for inline in ligne):
        return ligne
    return join(tuple(rempli for inline in ligne for rempli in _spread(inline, valeurs)), phrases=phrases)


def _spread(inline: Inline, valeurs: Valeurs) -> Iterator[Inline]:
    """A text and the values in it, in its style."""
    if not isinstance(inline, Texte) or MARQUE not in inline.texte:
        yield inline
        return
    for morceau in cut(inline.texte):
        if isinstance(morceau, str):
            yield Texte(morceau, inline.gras, inline.italique)
            continue
        for valeur in valeurs[morceau]:
            yield Texte(valeur.texte, inline.gras, inline.italique, valeur.saisi) if isinstance(valeur, Texte) else valeur


class _Lecteur:
    """Walks the tokens of a parse once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._rang = 0

    def blocks(self, fin: str = "") -> Iterator[Bloc]:
        """The blocks up to a closing token."""
        while self._rang < len(self._tokens):
            token = self._next()
            if token.type == fin:
                return
            match token.type:
                case "paragraph_open":
                    yield Paragraphe(self._inlines())
                case "heading_open":
                    yield Intertitre(self._inlines(), min(int(token.tag[1:]), _NIVEAU_MAX))
                case "bullet_list_open" | "ordered_list_open":
                    yield self._list(token.type.removesuffix("open") + "close")
                case "table_open":
                    yield self._table()
                case _:
                    pass  # the closing of a block already read

    def _next(self) -> Token:
        token = self._tokens[self._rang]
        self._rang += 1
        return token

    def _list(self, fin: str) -> Liste:
        elements: list[tuple[Bloc, ...]] = []
        while self._next().type != fin:
            elements.append(tuple(self.blocks("list_item_close")))
        return Liste(tuple(elements), ordonnee=fin.startswith("ordered"))

    def _table(self) -> Tableau:
        lignes: list[tuple[Ligne, ...]] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                lignes.append(tuple(self._cells()))
        return Tableau(lignes[0], tuple(lignes[1:]))

    def _cells(self) -> Iterator[Ligne]:
        while self._next().type != "tr_close":
            yield self._inlines()
            self._next()

    def _inlines(self) -> Ligne:
        return tuple(_joined(self._spans(self._next().children or ())))

    def _spans(self, enfants: Sequence[Token]) -> Iterator[Inline]:
        gras = italique = False
        for enfant in enfants:
            match enfant.type:
                case "strong_open" | "strong_close":
                    gras = enfant.type == "strong_open"
                case "em_open" | "em_close":
                    italique = enfant.type == "em_open"
                case "hardbreak":
                    yield SautDeLigne()
                case "softbreak":
                    yield Texte(" ", gras, italique)
                case _ if enfant.content:
                    yield Texte(enfant.content, gras, italique)
                case _:
                    pass  # the empty text that a mark leaves beside it


def _joined(inlines: Iterator[Inline]) -> Iterator[Inline]:
    """Neighbours of one style as one text, without the runs of spaces that a left-out value leaves behind."""
    attente: Texte | None = None
    for inline in inlines:
        if (
            attente is not None
            and isinstance(inline, Texte)
            and (inline.gras, inline.italique) == (attente.gras, attente.italique)
        ):
            attente = Texte(attente.texte + inline.texte, inline.gras, inline.italique)
            continue
        if attente is not None:
            # A line that a break ends has no space before it.
            yield _single_spaced(attente, coupee=isinstance(inline, SautDeLigne))
        attente = inline if isinstance(inline, Texte) else None
        if attente is None:
            yield inline
    if attente is not None:
        yield _single_spaced(attente)


def _single_spaced(texte: Texte, *, coupee: bool = False) -> Texte:
    net = _BLANCS.sub(" ", texte.texte)
    return Texte(net.rstrip(" ") if coupee else net, texte.gras, texte.italique)
