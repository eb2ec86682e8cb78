"""Every text of a finished document, part by part: what the control reads is what a reader of the paper would."""

from collections.abc import Iterable, Iterator

from droits_usagers.domain.controle.valeurs import Lieu, Partie, Passage
from droits_usagers.domain.lettre.lettre import (
    ACompleter,
    Bloc,
    Document,
    Feuille,
    Inline,
    Intertitre,
    Ligne,
    Liste,
    Paragraphe,
    SautDeLigne,
    Texte,
)


def passages_of(id_: str, document: Document) -> tuple[Passage, ...]:
    """The passages of a document, in reading order; a party is one passage, as an address runs over its lines."""
    if isinstance(document, Feuille):
        return tuple(
            _passages(id_, (_group(Partie.TITRE, filter(None, (document.titre, document.encadre))), *_body(document.corps)))
        )
    parties = (
        _group(Partie.EXPEDITEUR, document.expediteur),
        _group(Partie.DESTINATAIRE, document.destinataire),
        _group(Partie.LIEU_DATE, (document.lieu_date,)),
        _group(Partie.MENTIONS, document.mentions),
        _group(Partie.OBJET, (document.objet,)),
        _group(Partie.REFERENCES, document.references),
        *_body(document.corps),
        _group(Partie.SIGNATURE, document.signature),
        _group(Partie.PIECES_JOINTES, document.pieces_jointes),
        _group(Partie.COPIES, document.copies),
    )
    return tuple(_passages(id_, parties))


def _passages(id_: str, parties: Iterable[tuple[Partie, list[Inline]]]) -> Iterator[Passage]:
    lieux = {partie: Lieu(id_, partie) for partie in Partie}
    for partie, inlines in parties:
        if not inlines:
            continue
        morceaux, saisis, vides = [], [], 0
        for inline in inlines:
            if isinstance(inline, Texte):
                morceaux.append(inline.texte)
                if inline.saisi:
                    saisis.append(inline.texte)
            elif isinstance(inline, ACompleter):
                morceaux.append("…")
                vides += 1
            else:
                morceaux.append("\n")
        yield Passage(lieux[partie], "".join(morceaux), tuple(saisis), vides)


def _group(partie: Partie, lignes: Iterable[Ligne]) -> tuple[Partie, list[Inline]]:
    inlines: list[Inline] = []
    for ligne in lignes:
        if inlines:
            inlines.append(SautDeLigne())
        inlines += ligne
    return partie, inlines


def _body(blocs: Iterable[Bloc]) -> Iterator[tuple[Partie, list[Inline]]]:
    for bloc in blocs:
        match bloc:
            case Paragraphe() | Intertitre():
                yield Partie.CORPS, list(bloc.contenu)
            case Liste():
                for element in bloc.elements:
                    yield from _body(element)
            case _:
                for cellules in (bloc.entetes, *bloc.lignes):
                    for cellule in cellules:
                        yield Partie.CORPS, list(cellule)
