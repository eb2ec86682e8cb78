"""A grille d'écarts with what makes trouble, and how to read back what was made of it."""

import datetime as dt
from dataclasses import replace

from pypdfium2 import PdfDocument

from droits_usagers.domain.grille import Ecart, GenreSource, Grille, PassageMarque, Point, Source
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.services.grille.imprimee import FormeGrille, GrillesImprimees

JOUR = dt.date(2026, 11, 24)
#: In points.
A3, A4 = (1190.55, 841.89), (595.28, 841.89)
GRILLE = Grille(
    "Dossier social informatisé",
    Organisme("Département de l'Estuaire"),
    sources=(
        Source("tract", GenreSource.TEMOIGNAGE, dt.date(2011, 2, 8)),
        Source("registre", GenreSource.REGISTRE, fichier="C:\\Scans\\registre de Mme Traoré.pdf"),
        Source("note", GenreSource.NOTE, dt.date(2009, 3, 11)),
        Source("declaration", GenreSource.DECLARATION, dt.date(2008, 5, 16), fichier="scans/declaration.pdf"),
        Source("ecran", GenreSource.LOGICIEL, dt.date(2011, 1, 20)),
    ),
    passages=(
        PassageMarque("declaration", Point.CONSERVATION, "6 mois"),
        PassageMarque("declaration", Point.CONSERVATION, "Durée fixée par l'article 34 de la loi."),
        PassageMarque("tract", Point.CONSERVATION, "5 ans après le dernier entretien"),
        PassageMarque("tract", Point.COMMENTAIRES, "On y lit le 1 84 12 76 451 089 46 et ce que dit Mme Diallo."),
        PassageMarque("note", Point.FINALITE, "  "),
    ),
)
_ECARTS = (
    Ecart(
        "a", Point.REFUS, ("tract", "note"), 3, ("rgpd-21-1",), "Sans saisie, pas de rendez-vous.", demande="nommer le texte"
    ),
    Ecart("b", Point.CONSERVATION, ("declaration", "tract"), 2, ("rgpd-5-1-e",), "Deux durées.", "Une seule.", "dire laquelle"),
    Ecart("personnel", Point.SECURITE, (), 1, (), "M. Kerbrat a la clé."),
)
ECARTS = tuple(replace(ecart, confirme=True) for ecart in _ECARTS)
PHRASE = "Une phrase très longue qui raconte, avec des détails, ce que montrent les sources. "


def many(nombre: int) -> Grille:
    """As many sources, each of which says something of every point."""
    sources = tuple(Source(f"s{rang}", GenreSource.NOTE, dt.date(2010 + rang, 1, 1)) for rang in range(nombre))
    return Grille(
        sources=sources, passages=tuple(PassageMarque(source.id, point, "Oui.") for source in sources for point in Point)
    )


def numbered(nombre: int, fait: str) -> tuple[Ecart, ...]:
    return tuple(Ecart("personnel", Point.DONNEES, (), 3 - rang * 3 // nombre, (), fait) for rang in range(nombre))


def pages(contenu: bytes) -> list[str]:
    """The text of each page, each on one line."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in PdfDocument(contenu)]


def page_sizes(contenu: bytes) -> list[tuple[float, float]]:
    return [page.get_size() for page in PdfDocument(contenu)]


def text(grilles: GrillesImprimees, grille: Grille, ecarts: tuple[Ecart, ...], forme: FormeGrille = FormeGrille.GRILLE) -> str:
    return grilles.text(grille, ecarts, au=JOUR, forme=forme).replace("\u00a0", " ").replace("\u202f", " ")
