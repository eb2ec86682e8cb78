"""The plan of the house: its floors and their rooms, drawn from the contracts that hold them (`pyproject.toml`).

After a change to the contracts, `python -m tools.plan` writes `docs/plan.svg` anew; a test compares it with what this makes.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

RACINE = Path(__file__).resolve().parent.parent
DESSIN = RACINE / "docs" / "plan.svg"

_LARGEUR = 1000
_MARGE = 20
#: How far the rooms are from the left edge: the name of their floor stands there.
_RETRAIT = 150
_HAUTEUR_PIECE = 30
_ECART = 8
_ENTRE_ETAGES = 14
_ENTETE = 84
_HAUTEUR_SANS_PIECES = 40
#: From how many rooms in a row a name must be smaller to fit.
_SERREES = 8
_PIED = 34


class Etage(NamedTuple):
    """A floor: its packages, and the rows of its rooms, those that need the most first; no row where it has no rooms."""

    nom: str
    rangs: tuple[tuple[str, ...], ...] = ()


def etages(projet: Path = RACINE / "pyproject.toml") -> tuple[Etage, ...]:
    """The floors from the top down. Raises KeyError when the contract of the layers is not there."""
    contrats = {un["id"]: un for un in tomllib.loads(projet.read_text("utf-8"))["tool"]["importlinter"]["contracts"]}
    pieces = {un["containers"][0].rpartition(".")[2]: _rows(un) for id_, un in contrats.items() if id_.startswith("pieces_")}
    return tuple(etage for rang in _rows(contrats["couches"]) for etage in _side_by_side(rang, pieces))


def _side_by_side(paquets: Sequence[str], pieces: Mapping[str, tuple[tuple[str, ...], ...]]) -> Iterator[Etage]:
    """Those that have rooms each on a floor of its own, then the others together."""
    yield from (Etage(paquet, pieces[paquet]) for paquet in paquets if paquet in pieces)
    autres = [paquet for paquet in paquets if paquet not in pieces]
    if autres:
        yield Etage(" · ".join(autres))


def _rows(contrat: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(nom.strip() for nom in rang.split("|")) for rang in contrat["layers"])


def svg(dessines: Sequence[Etage]) -> str:
    """The picture, readable on light and dark pages alike; every room is a text that can be searched."""
    corps: list[str] = []
    y = float(_ENTETE)
    for etage in dessines:
        hauteur = _height(etage)
        corps.extend(_floor(etage, y, hauteur))
        y += hauteur + _ENTRE_ETAGES
    total = int(y - _ENTRE_ETAGES + _PIED)
    return "\n".join((*_head(total), *corps, *_foot(total), "</svg>", ""))


def _height(etage: Etage) -> int:
    rangs = len(etage.rangs)
    return 2 * _MARGE + rangs * (_HAUTEUR_PIECE + _ECART) - _ECART if rangs else _HAUTEUR_SANS_PIECES


def _head(total: int) -> Iterator[str]:
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LARGEUR} {total}" role="img" aria-labelledby="titre">'
    yield '<title id="titre">Le plan : les étages, et leurs pièces</title>'
    yield f'<rect width="{_LARGEUR}" height="{total}" fill="#ffffff"/>'
    yield _text("Les mêmes pièces à chaque étage", _MARGE, 28, taille=18, gras=True)
    yield _text("D’un étage, on ne descend que plus bas. Sur un étage, une pièce ne connaît que celles des", _MARGE, 50)
    yield _text("lignes au-dessous d’elle ; deux pièces d’une même ligne s’ignorent.", _MARGE, 68)


def _floor(etage: Etage, y: float, hauteur: float) -> Iterator[str]:
    large = _LARGEUR - 2 * _MARGE
    yield f'<rect x="{_MARGE}" y="{y:g}" width="{large}" height="{hauteur:g}" rx="6" fill="#eef3f1" stroke="#5b7a70"/>'
    yield _text(etage.nom, _MARGE + 14, y + (_MARGE + 20 if etage.rangs else 25), gras=True)
    for rang, pieces in enumerate(etage.rangs):
        yield from _row(pieces, y + _MARGE + rang * (_HAUTEUR_PIECE + _ECART))


def _row(pieces: Sequence[str], y: float) -> Iterator[str]:
    place = _LARGEUR - 3 * _MARGE - _RETRAIT
    largeur = (place - _ECART * (len(pieces) - 1)) / len(pieces)
    for rang, piece in enumerate(pieces):
        x = _MARGE + _RETRAIT + rang * (largeur + _ECART)
        coin = f'x="{x:.1f}" y="{y:g}"'
        yield f'<rect {coin} width="{largeur:.1f}" height="{_HAUTEUR_PIECE}" rx="4" fill="#ffffff" stroke="#5b7a70"/>'
        yield _text(piece, x + largeur / 2, y + 20, taille=12 if len(pieces) > _SERREES else 14, centre=True)


def _foot(total: int) -> Iterator[str]:
    yield _text("Tiré des contrats de pyproject.toml par « python -m tools.plan ».", _MARGE, total - 12)


def _text(dit: str, x: float, y: float, *, taille: int = 14, gras: bool = False, centre: bool = False) -> str:
    style = (' font-weight="bold"' if gras else "") + (' text-anchor="middle"' if centre else "")
    return (
        f'<text x="{x:.1f}" y="{y:g}" font-family="sans-serif" font-size="{taille}" fill="#1b2b34"{style}>{escape(dit)}</text>'
    )


if __name__ == "__main__":
    DESSIN.write_text(svg(etages()), "utf-8")
