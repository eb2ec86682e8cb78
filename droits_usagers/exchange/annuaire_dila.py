"""Reads « annuaire de l'administration », as the DILA publishes it: the whole file, or what its API answers.

One body at a time, however large the file is. Where the API gives lists as texts, they are read too. Whoever works there
(`affectation_personne`) is not read.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from droits_usagers.domain.personnes.annuaire import LigneLue
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.exchange.annuaire_champs import MotsImport, day_of, siren_of, text_of

#: What the list of bodies is called: in the whole file, in the two versions of the API; a bare list, in its export.
_DEBUT = re.compile(r'^\s*(?:\[|\{.*?"(?:service|results|records)"\s*:\s*\[)', re.DOTALL)
#: Where the version that is older puts what a body says.
_DANS = ("fields", "record")
_ENTRE = re.compile(r"[\s,]*")
#: Characters read at once, and the largest body.
_PART, _CORPS_MAX = 262_144, 4_194_304
_JOUR = re.compile(r"^(\d{2})/(\d{2})/(\d{4})|^(\d{4})-(\d{2})-(\d{2})")
_VOIE = ("complement1", "complement2", "numero_voie", "service_distribution")
#: Where letters are to be sent, when it is not where people go.
_POSTALE = "adresse postale"

_Objet = Mapping[str, Any]


def read_dila(flux: IO[str], mots: MotsImport, *, fichier: str) -> Iterator[LigneLue]:
    """What each body says; one without a name has an empty one. Raises ExpectedError ANNUAIRE_ILLISIBLE."""
    for objet in _objects(flux, fichier):
        yield _line(_within(objet), mots)


def _objects(flux: IO[str], fichier: str) -> Iterator[_Objet]:
    decodeur = json.JSONDecoder()
    texte, place = _after_start(flux, fichier), 0
    while True:
        place = _next_place(texte, place)
        try:
            objet, fin = decodeur.raw_decode(texte, place)
        except (ValueError, RecursionError) as error:
            if texte[place : place + 1] == "]":
                return
            # It may only be cut.
            suite = "" if isinstance(error, RecursionError) or len(texte) - place > _CORPS_MAX else flux.read(_PART)
            if not suite:
                raise ExpectedError(Panne.ANNUAIRE_ILLISIBLE, fichier=fichier) from error
            texte, place = texte[place:] + suite, 0
            continue
        if not isinstance(objet, dict):
            raise ExpectedError(Panne.ANNUAIRE_ILLISIBLE, fichier=fichier)
        yield objet
        place = fin


def _next_place(texte: str, place: int) -> int:
    trouve = _ENTRE.match(texte, place)
    return trouve.end() if trouve else place


def _after_start(flux: IO[str], fichier: str) -> str:
    debut = flux.read(_PART).removeprefix("\ufeff")
    trouve = _DEBUT.match(debut)
    if trouve is None:
        raise ExpectedError(Panne.ANNUAIRE_ILLISIBLE, fichier=fichier)
    return debut[trouve.end() :]


def _within(objet: _Objet) -> _Objet:
    for cle in _DANS:
        dedans = objet.get(cle)
        if isinstance(dedans, dict) and "nom" not in objet:
            return _within(dedans)
    return objet


def _line(objet: _Objet, mots: MotsImport) -> LigneLue:
    pivots = _tables(objet.get("pivot"))
    adresse = _address(_tables(objet.get("adresse")))
    code_postal, ville = mots.place(
        text_of(adresse.get("code_postal")), text_of(adresse.get("nom_commune")), text_of(adresse.get("pays"))
    )
    communes = [text_of(objet.get("code_insee_commune")), *_texts(pivots[0].get("code_insee_commune") if pivots else None)]
    modifie = text_of(objet.get("date_modification_datetime")) or text_of(objet.get("date_modification"))
    return LigneLue(
        text_of(objet.get("nom")),
        genre=mots.dila.get(text_of(pivots[0].get("type_service_local")), "") if pivots else "",
        commune=next(filter(None, communes), ""),
        voie=tuple(filter(None, (text_of(adresse.get(cle)) for cle in _VOIE))),
        code_postal=code_postal,
        ville=ville,
        siren=siren_of(text_of(objet.get("siren")) or text_of(objet.get("siret"))),
        courriel=mots.office_mailbox(" ".join(_texts(objet.get("adresse_courriel")))),
        releve_le=day_of(_JOUR.match(modifie)),
        cle=text_of(objet.get("id")),
    )


def _address(adresses: Sequence[_Objet]) -> _Objet:
    postale = (une for une in adresses if text_of(une.get("type_adresse")).lower() == _POSTALE)
    return next(postale, adresses[0] if adresses else {})


def _unfolded(valeur: object) -> object:
    """A list, though it was written as a text."""
    if isinstance(valeur, str) and valeur[:1] in {"[", "{"}:
        try:
            return json.loads(valeur)
        except (ValueError, RecursionError):
            return valeur
    return valeur


def _listed(valeur: object) -> list[Any]:
    lue = _unfolded(valeur)
    return lue if isinstance(lue, list) else [lue]


def _tables(valeur: object) -> list[_Objet]:
    return [une for une in _listed(valeur) if isinstance(une, dict)]


def _texts(valeur: object) -> list[str]:
    return [text_of(une.get("valeur") if isinstance(une, dict) else une) for une in _listed(valeur)]
