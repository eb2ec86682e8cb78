"""Writes a document as PDF/UA-1 and as SVG pages, with typst: values go as JSON to a layout that holds no text of ours."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

from droits_usagers.domain.lettre.lettre import BandePage, Document, Feuille, Lettre, PartieDocument, Remarque
from droits_usagers.letters.lettre import polices, texte
from droits_usagers.letters.lettre.compilation import Compilateur
from droits_usagers.letters.lettre.ecriture import Json, Niveaux, blocks, line, title_of
from droits_usagers.letters.lettre.polices import Sans
from droits_usagers.letters.lettre.serrage import DEGRES, DENSITES, DESTINATAIRE, EXPEDITEUR, SUITE, Zone, density

_CORPS_PT = 10.0
#: From the last line of a letter to the one under which is the name of who signs.
_SIGNER_MM = 37
_A4 = (210, 297)
_POUCE = 25.4
#: Where there is nothing but the number of a page.
_PIED_MM = 16
#: How far the accents of a first line may go above it.
_ACCENTS_MM = 1


class Typographe:
    """One compiler, kept. Safe from any thread."""

    def __init__(self, mise_en_page: Path) -> None:
        self._compilateur = Compilateur(mise_en_page / "document.typ")

    def pdf(self, document: Document) -> tuple[bytes, tuple[Remarque, ...]]:
        """The PDF, and the characters that it cannot show. Never fails because of a character.

        Raises ExpectedError TEXTE_DEMESURE, as do the two below, for a line that holds tens of thousands of characters.
        """
        return self.together((document,))

    def together(self, documents: Sequence[Document]) -> tuple[bytes, tuple[Remarque, ...]]:
        """The same of several in one file, each on the front of a sheet and numbered from 1; its title is that of the first."""
        return self._compilateur.pdf(lambda sans: _input(documents, sans))

    def pages(self, document: Document) -> tuple[bytes, ...]:
        """The pages as SVG."""
        return self._compilateur.pages(lambda sans: _input((document,), sans))

    def images(self, document: Document, largeur: int) -> tuple[bytes, ...]:
        """The pages as PNG, `largeur` pixels wide. typst draws them without the GIL: a window goes on answering meanwhile."""
        return self._compilateur.images(lambda sans: _input((document,), sans), _resolution(largeur))

    def drawn(self, document: Document, largeur: int) -> tuple[tuple[bytes, ...], tuple[PartieDocument, ...]]:
        """The same, and where each part of the document lies on them."""
        pages, reperes = self._compilateur.located(lambda sans: _input((document,), sans), _resolution(largeur), "reperes")
        (places,) = json.loads(reperes)
        bandes = (tuple(_bands(debut, fin)) for debut, fin in zip(places[::2], places[1::2], strict=True))
        return pages, tuple(PartieDocument(*partie) for partie in zip(texte.parts(document), bandes, strict=True))


def _resolution(largeur: int) -> float:
    return largeur / (_A4[0] / _POUCE)


def _bands(debut: Sequence[float], fin: Sequence[float]) -> Iterator[BandePage]:
    """Between two marks: page, abscissa and height in millimetres, and how wide what they hold is, or 0."""
    large, haute = _A4
    premiere, gauche, haut, largeur = debut
    derniere, bas = fin[0], fin[2]
    for page in range(int(premiere), int(derniere) + 1):
        yield BandePage(
            page - 1,
            gauche / large,
            (haut - _ACCENTS_MM) / haute if page == premiere else 0.0,
            (gauche + largeur) / large if largeur else 1.0,
            (bas - _ACCENTS_MM if page == derniere else haute - _PIED_MM) / haute,
        )


def _input(documents: Sequence[Document], sans: Sans) -> str:
    tout: dict[str, Json] = {
        "titre": sans.shown(title_of(documents[0]), "objet"),
        "polices": list(polices.chain()),
        "documents": [_sheet(un, sans) if isinstance(un, Feuille) else _letter(un, sans) for un in documents],
    }
    return json.dumps(tout, separators=(",", ":"))


def _letter(lettre: Lettre, sans: Sans) -> dict[str, Json]:
    corps = list(blocks(lettre.corps, sans, Niveaux(0)))
    # The last paragraph goes with the signature, and the two before go with them: the law a letter rests on is one of these.
    paragraphes = _paragraphs_at_the_end(corps)
    coupe, fin = len(corps) - paragraphes, len(corps) - min(paragraphes, 1)
    parties: dict[str, Json] = {
        nom: [line(ligne, sans, nom) for ligne in getattr(lettre, nom)]
        for nom in ("expediteur", "destinataire", "mentions", "references", "signature", "pieces_jointes", "copies")
    }
    return parties | {
        "genre": "lettre",
        "corps_pt": _CORPS_PT,
        "degres": [degre._asdict() for degre in DEGRES],
        "fenetre": _window(density(lettre.destinataire)),
        "lieu_date": line(lettre.lieu_date, sans, "lieu_date"),
        "objet": line(lettre.objet, sans, "objet"),
        "debut": [*corps[:coupe]],
        "avant_fin": [*corps[coupe:fin]],
        "fin": [*corps[fin:]],
    }


def _paragraphs_at_the_end(corps: Sequence[Mapping[str, Json]]) -> int:
    """How many of the last three blocks are paragraphs up to the end."""
    return len(list(takewhile(lambda bloc: bloc["genre"] == "paragraphe", reversed(corps[-3:]))))


def _sheet(feuille: Feuille, sans: Sans) -> dict[str, Json]:
    return {
        "genre": "feuille",
        "corps_pt": feuille.corps_pt,
        "entete": line(feuille.titre, sans, "objet"),
        "encadre": line(feuille.encadre, sans, "corps"),
        "corps": list(blocks(feuille.corps, sans, Niveaux(1), corps_pt=feuille.corps_pt)),
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
