"""Draws a report on figures with typst: PDF/UA-1, printed pages, and each chart alone for Word."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from droits_usagers.domain.chiffres.valeurs import Graphique, PartieRapport, Rapport
from droits_usagers.domain.lettre.lettre import Bloc, Remarque, Tableau
from droits_usagers.letters.lettre import polices
from droits_usagers.letters.lettre.compilation import Compilateur
from droits_usagers.letters.lettre.ecriture import Json, Niveaux, blocks, line
from droits_usagers.letters.lettre.polices import Sans

_LIEU: Final = "chiffres"
_A4_POUCES: Final = 210 / 25.4
#: Fine enough for paper.
_PPP: Final = 220


class DessinateurChiffres:
    """Two compilers, kept. Safe from any thread."""

    def __init__(self, mise_en_page: Path) -> None:
        self._rapport = Compilateur(mise_en_page / "chiffres.typ")
        self._graphique = Compilateur(mise_en_page / "graphique.typ")

    def pdf(self, rapport: Rapport) -> tuple[bytes, tuple[Remarque, ...]]:
        """The PDF/UA-1, and the characters that it cannot show."""
        return self._rapport.pdf(lambda sans: _report(rapport, sans))

    def pages(self, rapport: Rapport) -> tuple[bytes, ...]:
        """The pages as SVG."""
        return self._rapport.pages(lambda sans: _report(rapport, sans))

    def images(self, rapport: Rapport, largeur: int) -> tuple[bytes, ...]:
        """The pages as PNG, `largeur` pixels wide."""
        return self._rapport.images(lambda sans: _report(rapport, sans), largeur / _A4_POUCES)

    def chart(self, graphique: Graphique, titre: str) -> bytes:
        """One chart as PNG, 160 mm wide."""

        def entry(sans: Sans) -> str:
            return _written({"titre": titre, "polices": [*polices.chain()], "graphique": _chart(graphique, sans)})

        return self._graphique.images(entry, _PPP)[0]


def _report(rapport: Rapport, sans: Sans) -> str:
    return _written(
        {
            "titre": rapport.titre,
            "sous_titre": rapport.sous_titre,
            "pied": rapport.pied,
            "polices": [*polices.chain()],
            "reperes": [{"valeur": repere.valeur, "libelle": repere.libelle} for repere in rapport.reperes],
            "parties": [_part(partie, sans) for partie in rapport.parties],
        }
    )


def _part(partie: PartieRapport, sans: Sans) -> Json:
    return {
        "titre": partie.titre,
        "avant": _blocks(partie.avant, sans),
        "graphique": _chart(partie.graphique or Graphique((), ""), sans),
        "tableau": _table(partie.tableau, sans),
        "croise": _table(partie.croise, sans),
        "croise_titre": partie.croise_titre,
        "apres": _blocks(partie.apres, sans),
        "etroit": partie.etroit,
    }


def _chart(graphique: Graphique, sans: Sans) -> Json:
    return {
        "description": sans.shown(graphique.description, _LIEU),
        "legende": [*graphique.legende],
        "part": graphique.part,
        "barres": [
            {
                "libelle": line(barre.libelle, sans, _LIEU),
                "n": barre.n,
                "dont": barre.dont,
                "tue": barre.tue,
                "valeur": barre.valeur,
            }
            for barre in graphique.barres
        ],
    }


def _blocks(blocs: Sequence[Bloc], sans: Sans) -> list[Json]:
    return [*blocks(blocs, sans, Niveaux(2))]


def _table(tableau: Tableau | None, sans: Sans) -> Json:
    (ecrit,) = _blocks((tableau or Tableau((), ()),), sans)
    return ecrit


def _written(valeurs: dict[str, Json]) -> str:
    return json.dumps(valeurs, ensure_ascii=False, separators=(",", ":"))
