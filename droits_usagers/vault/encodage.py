"""A demande as JSON and back: whole for drafts, answers only for dossiers (their people and organismes have tables).

A date is `{"date": "2026-11-24"}`. In a list, an object is a line of a groupe: an answer is never a list of dates.
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar, cast

from droits_usagers.domain.demarche.demande import Demande, Domicile
from droits_usagers.domain.demarche.questions import Reponses, Valeur
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import read_iso
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA

_T = TypeVar("_T")
#: What `json` gives back: checked by the types it is read into, one field at a time.
_Objet = dict[str, Any]


def cleaned(value: _T) -> _T:
    """The same value, every text in it made storable (`domain/mots/nettoyage`): SQLite holds no lone surrogate."""
    return cast("_T", _cleaned(value))


def _cleaned(value: object) -> object:
    match value:
        case Enum():
            return value
        case str():
            return value if value.isascii() and value.isprintable() else clean(value).texte
        case tuple():
            return tuple(map(_cleaned, value))
        case Mapping():
            return {cle: _cleaned(item) for cle, item in value.items()}
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            avant = {champ.name: getattr(value, champ.name) for champ in dataclasses.fields(value)}
            apres = {nom: _cleaned(valeur) for nom, valeur in avant.items()}
            return dataclasses.replace(value, **apres) if apres != avant else value
        case _:
            return value


def encode(value: object) -> str:
    """JSON in ASCII: even what is half typed (a lone surrogate) survives."""
    return json.dumps(_plain(value), separators=(",", ":"))


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case dt.date():
            return {"date": value.isoformat()}
        case tuple():
            return list(map(_plain, value))
        case Mapping():
            return {cle: _plain(item) for cle, item in value.items()}
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {champ.name: _plain(getattr(value, champ.name)) for champ in dataclasses.fields(value)}
        case _:
            return value


def decode_reponses(texte: str) -> Reponses:
    """Answers as they were encoded."""
    return _reponses(json.loads(texte))


def decode_lignes(texte: str) -> tuple[str, ...]:
    """The lines of an address as they were encoded. Raises ValueError for what is no list of texts."""
    lignes = json.loads(texte)
    if not isinstance(lignes, list) or not all(isinstance(ligne, str) for ligne in lignes):
        raise ValueError
    return tuple(lignes)


def decode_demande(texte: str) -> Demande:
    """A demande as it was encoded."""
    lu: _Objet = json.loads(texte)
    return Demande(
        demarche=lu["demarche"],
        date=_date(lu["date"]),
        lieu=lu["lieu"],
        concerne=None if lu["concerne"] is None else _personne(lu["concerne"]),
        auteur=None if lu["auteur"] is None else Auteur(Qualite(lu["auteur"]["qualite"]), _personne(lu["auteur"]["personne"])),
        reponse_a=None if lu["reponse_a"] is None else ReponseA(**_with_adresse(lu["reponse_a"])),
        organisme=_organisme(lu["organisme"]),
        copies=tuple(Copie(**_with_adresse(copie)) for copie in lu["copies"]),
        reponses=_reponses(lu["reponses"]),
        evenements=tuple(map(_evenement, lu["evenements"])),
        domicile=home_of(lu.get("domicile") or ""),
    )


def encode_naissance(naissance: dt.date | int | None) -> str:
    """« 1970 », « 1970-03-02 » or nothing."""
    return "" if naissance is None else str(naissance)


def decode_naissance(texte: str) -> dt.date | int | None:
    """The reverse of `encode_naissance`."""
    if not texte:
        return None
    return int(texte) if texte.isdigit() else dt.date.fromisoformat(texte)


def _reponses(lu: _Objet) -> Reponses:
    return {cle: _valeur(item) for cle, item in lu.items()}


def _valeur(lu: Any) -> Valeur:  # noqa: ANN401 - what json gives back
    match lu:
        case dict():
            return dt.date.fromisoformat(lu["date"])
        case list():
            lignes = [_reponses(item) for item in lu if isinstance(item, dict)]
            return tuple(lignes) if lignes else tuple(lu)
        case bool():
            return lu
        case _:
            return str(lu)


def _organisme(lu: _Objet) -> Organisme:
    """A body; a draft of an earlier program says nothing of when its address was noted."""
    genre, relevee = GenreOrganisme(lu["genre"]), _date(lu.get("adresse_relevee"))
    return Organisme(**_with_adresse(lu) | {"genre": genre, "adresse_relevee": relevee})


def home_of(code: str) -> Domicile | None:
    """What becomes of the home address; nothing was said of it where there is no code."""
    return Domicile(code) if code else None


def iso_of(jour: dt.date | None) -> str | None:
    """A day as columns have it."""
    return None if jour is None else jour.isoformat()


def day_of(iso: str | None) -> dt.date | None:
    """The day of a column."""
    return None if iso is None else dt.date.fromisoformat(iso)


def date_of(iso: str | None) -> dt.date | None:
    """The day of a column, or the month where only that is known."""
    return None if iso is None else read_iso(iso)


def _date(lu: _Objet | None) -> dt.date | None:
    return None if lu is None else dt.date.fromisoformat(lu["date"])


def _with_adresse(lu: _Objet) -> _Objet:
    return lu | {"adresse": tuple(lu["adresse"])}


def _personne(lu: _Objet) -> Personne:
    civilite, naissance = lu["civilite"], lu["naissance"]
    return Personne(
        **_with_adresse(lu)
        | {
            "civilite": None if civilite is None else Civilite(civilite),
            "naissance": _date(naissance) if isinstance(naissance, dict) else naissance,
        }
    )


def _evenement(lu: _Objet) -> Evenement:
    return Evenement(read_iso(lu["date"]["date"]), TypeEvenement(lu["type"]), lu["organisme"])
