"""Writes a document as plain text: one line per paragraph, a blank line between two, nothing wrapped."""

from collections.abc import Iterator, Sequence

from droits_usagers.domain.lettre.lettre import Bloc, Document, Feuille, Intertitre, Lettre, Ligne, Liste, Paragraphe
from droits_usagers.letters.lettre.ecriture import text_of

ENTRE_PARTIES = "\n\n"
_PUCE = "- "
_RETRAIT = "   "
_ENTRE_CELLULES = " | "


def write(document: Document) -> str:
    """The document, with a final newline."""
    return ENTRE_PARTIES.join(parts(document)) + "\n"


def parts(document: Document) -> tuple[str, ...]:
    """What `write` joins: an address, a paragraph, a list."""
    return tuple(_sheet(document) if isinstance(document, Feuille) else _letter(document))


def write_blocks(blocs: Sequence[Bloc]) -> str:
    """Blocks alone, without what surrounds them in a letter."""
    return ENTRE_PARTIES.join(_blocks(blocs))


def _sheet(feuille: Feuille) -> Iterator[str]:
    yield text_of(feuille.titre)
    yield from _group((feuille.encadre,) if feuille.encadre else ())
    yield from _blocks(feuille.corps)


def _letter(lettre: Lettre) -> Iterator[str]:
    """The parts of a letter, in the order in which every format gives them."""
    yield from _group(lettre.expediteur)
    yield from _group(lettre.destinataire)
    yield text_of(lettre.lieu_date)
    yield from _group(lettre.mentions)
    yield text_of(lettre.objet)
    yield from _group(lettre.references)
    yield from _blocks(lettre.corps)
    yield from _group(lettre.signature)
    yield from _group(lettre.pieces_jointes)
    yield from _group(lettre.copies)


def _group(lignes: Sequence[Ligne]) -> Iterator[str]:
    if lignes:
        yield "\n".join(map(text_of, lignes))


def _blocks(blocs: Sequence[Bloc]) -> Iterator[str]:
    for bloc in blocs:
        match bloc:
            case Paragraphe():
                yield (_RETRAIT if bloc.retrait else "") + text_of(bloc.contenu)
            case Intertitre():
                yield text_of(bloc.contenu)
            case Liste():
                yield "\n".join(_items(bloc))
            case _:
                yield "\n".join(_ENTRE_CELLULES.join(map(text_of, ligne)) for ligne in (bloc.entetes, *bloc.lignes))


def _items(liste: Liste) -> Iterator[str]:
    for rang, element in enumerate(liste.elements, start=1):
        marque = f"{rang}. " if liste.ordonnee else _PUCE
        premier, *suite = [ligne for bloc in _blocks(element) for ligne in bloc.split("\n")] or [""]
        yield marque + premier
        yield from (_RETRAIT + ligne for ligne in suite)
