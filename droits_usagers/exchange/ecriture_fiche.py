"""Writes a fiche de traitement as T.toml. What was not said is not written; what is to be asked is, in the same words."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from droits_usagers.domain.notice.traitements import A_DEMANDER, FicheTraitement
from droits_usagers.exchange.ecriture import dump

#: The fields of a fiche that T.toml names in the singular: one table after another.
_NOMS = {
    "finalites": "finalite",
    "donnees": "donnee",
    "sources": "source",
    "destinataires": "destinataire",
    "conservations": "conservation",
    "transferts": "transfert",
    "decision": "decision_automatisee",
    "affichages": "affichage",
}


def write_fiche(fiche: FicheTraitement) -> bytes:
    """T.toml. What it reads back is the same fiche."""
    valeurs = {_NOMS.get(nom, nom): valeur for nom, valeur in _said(fiche)}
    # Whole lists that are to be asked go before the first table: TOML would take them for one of its keys.
    return dump(dict(sorted(valeurs.items(), key=lambda paire: _is_table(paire[1]))))


def _is_table(valeur: object) -> bool:
    return isinstance(valeur, dict) or (isinstance(valeur, list) and any(isinstance(item, dict) for item in valeur))


def _said(objet: Any) -> Iterable[tuple[str, Any]]:  # noqa: ANN401 - any of the values of a fiche
    for champ in fields(objet):
        valeur = getattr(objet, champ.name)
        if valeur is not None and valeur not in ("", ()):
            yield champ.name, _plain(valeur)


def _plain(valeur: object) -> object:
    if valeur is A_DEMANDER or isinstance(valeur, Enum):
        return valeur.value
    if isinstance(valeur, tuple):
        return [_plain(item) for item in valeur]
    return dict(_said(valeur)) if is_dataclass(valeur) else valeur
