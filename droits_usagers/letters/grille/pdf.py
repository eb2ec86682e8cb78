"""Draws the grille d'écarts with typst, on A3: PDF/UA-1, printed pages, and pictures of them."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.letters.grille.valeurs import (
    COULEURS,
    AncienArticle,
    Case,
    ColonneSource,
    LigneEcart,
    Marque,
    Planche,
    VoletGrille,
)
from droits_usagers.letters.lettre import polices
from droits_usagers.letters.lettre.compilation import Compilateur
from droits_usagers.letters.lettre.ecriture import Json, line
from droits_usagers.letters.lettre.polices import Sans

#: Where a sign that no font has was met.
_LIEU: Final = "grille"
_A3_POUCES: Final = 420 / 25.4
#: How large the text of the grille may be beside that of the list, the largest first.
_ECHELLES: Final = (1.3, 1.15, 1.05, 1.0)
#: What is left for the grille of a sheet that also has a title.
_HAUTEUR_MM: Final = 220


class DessinateurGrille:
    """One compiler, kept. Safe from any thread. Raises ExpectedError TEXTE_DEMESURE as letters do."""

    def __init__(self, mise_en_page: Path) -> None:
        self._compilateur = Compilateur(mise_en_page / "grille.typ")

    def pdf(self, planche: Planche) -> tuple[bytes, tuple[Remarque, ...]]:
        """The PDF/UA-1, and the characters that it cannot show."""
        return self._compilateur.pdf(lambda sans: _input(planche, sans))

    def pages(self, planche: Planche) -> tuple[bytes, ...]:
        """The pages as SVG."""
        return self._compilateur.pages(lambda sans: _input(planche, sans))

    def images(self, planche: Planche, largeur: int) -> tuple[bytes, ...]:
        """The pages as PNG, `largeur` pixels wide."""
        return self._compilateur.images(lambda sans: _input(planche, sans), largeur / _A3_POUCES)


def _input(planche: Planche, sans: Sans) -> str:
    mots = planche.mots
    valeurs: dict[str, Json] = {
        "titre": planche.titre,
        "sujet": line(planche.sujet, sans, _LIEU),
        "date": planche.date,
        "avertissement": planche.avertissement,
        "legende": _marks(planche.legende),
        "lecture": [*planche.lecture],
        "pied": line(planche.pied, sans, _LIEU),
        "polices": [*polices.chain()],
        "echelles": [*_ECHELLES],
        "hauteur_mm": _HAUTEUR_MM,
        "feuille": planche.feuille,
        "couleurs": {str(gravite): couleur for gravite, couleur in COULEURS.items()},
        "mots": {
            "ecarts": mots.ecarts,
            "anciens": mots.anciens,
            "point": mots.point,
            "rien": mots.rien,
            "sans_source": mots.sans_source,
            "colonnes_ecarts": [*mots.colonnes_ecarts],
            "colonnes_anciens": [*mots.colonnes_anciens],
        },
        "volets": [_part(volet, sans) for volet in planche.volets],
        "ecarts": [_finding(ecart, sans) for ecart in planche.ecarts],
        "anciens": [_old(ancien) for ancien in planche.anciens],
    }
    return json.dumps(valeurs, ensure_ascii=False, separators=(",", ":"))


def _part(volet: VoletGrille, sans: Sans) -> Json:
    return {
        "titre": volet.titre,
        "bandes": [{"titre": bande.titre, "colonnes": bande.colonnes, "fait": bande.fait} for bande in volet.bandes],
        "colonnes": [_column(colonne, sans) for colonne in volet.colonnes],
        "rangees": [
            {
                "point": rangee.point,
                "marques": _marks(rangee.marques),
                "cases": [_cell(case, sans) for case in rangee.cases],
                "longue": rangee.longue,
            }
            for rangee in volet.rangees
        ],
    }


def _column(colonne: ColonneSource, sans: Sans) -> Json:
    return {
        "repere": colonne.repere,
        "genre": colonne.genre,
        "date": colonne.date,
        "fichier": line(colonne.fichier, sans, _LIEU),
        "temoignage": colonne.temoignage,
        "poids": colonne.poids,
    }


def _cell(case: Case, sans: Sans) -> Json:
    return {"citations": [line(citation, sans, _LIEU) for citation in case.citations], "marques": _marks(case.marques)}


def _finding(ecart: LigneEcart, sans: Sans) -> Json:
    return {
        "numero": ecart.numero,
        "gravite": ecart.gravite,
        "mot": ecart.mot,
        "point": ecart.point,
        "titre": ecart.titre,
        "fait": line(ecart.fait, sans, _LIEU),
        "droit": line(ecart.droit, sans, _LIEU),
        "demande": line(ecart.demande, sans, _LIEU),
        "articles": ecart.articles,
        "sources": ecart.sources,
        "longue": ecart.longue,
    }


def _old(ancien: AncienArticle) -> Json:
    return {
        "ancien": ancien.ancien,
        "objet": ancien.objet,
        "aujourd_hui": ancien.aujourd_hui,
        "explication": ancien.explication,
        "piege": ancien.piege,
        "sources": ancien.sources,
    }


def _marks(marques: Iterable[Marque]) -> list[Json]:
    return [
        {"gravite": marque.gravite, "mot": marque.mot, "numeros": ", ".join(map(str, marque.numeros))} for marque in marques
    ]
