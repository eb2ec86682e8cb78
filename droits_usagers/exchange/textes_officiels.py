"""Official articles as others publish them: flat files of ours (`articles`), or a code as a tree (`children`, of legi-data)."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from droits_usagers.domain.droit.veille import ArticleOfficiel
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne

#: A whole code weighs some fifty million bytes.
TAILLE_MAX = 256 << 20
#: Of a tree: no code has so many levels.
_NIVEAUX = 60


def read_articles(contenu: bytes, fichier: str) -> tuple[ArticleOfficiel, ...]:
    """The articles of one file; none when it is another kind of JSON.

    Raises ExpectedError TEXTE_SANS_ARTICLE, FICHIER_TROP_GRAND.
    """
    if len(contenu) > TAILLE_MAX:
        raise ExpectedError(Panne.FICHIER_TROP_GRAND, fichier=readable_key(fichier))
    try:
        racine = json.loads(contenu)
    except (ValueError, RecursionError):
        raise ExpectedError(Panne.TEXTE_SANS_ARTICLE, fichier=readable_key(fichier)) from None
    if not isinstance(racine, dict):
        return ()
    bruts = racine["articles"] if isinstance(racine.get("articles"), list) else _leaves(racine, _NIVEAUX)
    return tuple(_read(brut) for brut in bruts if isinstance(brut, dict))


def _leaves(noeud: dict[str, Any], niveaux: int) -> Iterator[dict[str, Any]]:
    if noeud.get("type") == "article":
        yield noeud.get("data") or {}
    enfants = noeud.get("children")
    if niveaux and isinstance(enfants, list):
        for enfant in enfants:
            if isinstance(enfant, dict):
                yield from _leaves(enfant, niveaux - 1)


def _read(brut: dict[str, Any]) -> ArticleOfficiel:
    return ArticleOfficiel(
        num=_text(brut, "num"),
        texte=_text(brut, "texte"),
        identifiant=_text(brut, "id"),
        depuis=_day(brut.get("date_debut", brut.get("dateDebut"))),
        jusqu_au=_day(brut.get("date_fin", brut.get("dateFin"))),
        etat=_text(brut, "etat"),
    )


def _text(brut: dict[str, Any], cle: str) -> str:
    valeur = brut.get(cle)
    return valeur if isinstance(valeur, str) else ""


def _day(valeur: object) -> dt.date | None:
    """« 2026-02-05 », or milliseconds since 1970; None for anything else."""
    try:
        if isinstance(valeur, str):
            return dt.date.fromisoformat(valeur[:10])
        if isinstance(valeur, int):
            return dt.datetime.fromtimestamp(valeur / 1000, dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        pass
    return None
