"""Writes a fiche de traitement as T.toml. What was not said is not written; what is to be asked is, in the same words."""

from collections.abc import Iterable
from dataclasses import is_dataclass
from enum import Enum
from typing import Any

from droits_usagers.domain.notice.champs import champs_of
from droits_usagers.domain.notice.traitements import A_DEMANDER, FicheTraitement
from droits_usagers.exchange.ecriture import dump


def write_fiche(fiche: FicheTraitement) -> bytes:
    """T.toml. What it reads back is the same fiche."""
    # Whole lists that are to be asked go before the first table: TOML would take them for one of its keys.
    return dump(dict(sorted(_said(fiche), key=lambda paire: _is_table(paire[1]))))


def _is_table(valeur: object) -> bool:
    return isinstance(valeur, dict) or (isinstance(valeur, list) and any(isinstance(item, dict) for item in valeur))


def _said(objet: Any) -> Iterable[tuple[str, Any]]:  # noqa: ANN401 - any of the values of a fiche
    for champ in champs_of(type(objet)):
        valeur = getattr(objet, champ.nom)
        if valeur is not None and valeur not in ("", ()):
            yield champ.cle, _plain(valeur)


def _plain(valeur: object) -> object:
    if valeur is A_DEMANDER or isinstance(valeur, Enum):
        return valeur.value
    if isinstance(valeur, tuple):
        return [_plain(item) for item in valeur]
    return dict(_said(valeur)) if is_dataclass(valeur) else valeur
