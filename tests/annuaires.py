"""Invented files of bodies, as the CNIL and the DILA publish theirs: with the dirt that theirs have."""

import csv
import io
import json
from collections.abc import Iterable, Mapping

ENTETES_CNIL = (
    *(
        "SIREN organisme désignant",
        "Nom organisme désignant",
        "Secteur activité organisme désignant",
        "Code NAF organisme désignant",
    ),
    *("Adresse postale organisme désignant", "Code postal organisme désignant", "Ville organisme désignant"),
    *("Pays organisme désignant", "Type de DPO", "Date de la désignation", "SIREN organisme désigné", "Nom organisme désigné"),
    *("Secteur activité organisme désigné", "Code NAF organisme désigné", "Adresse postale organisme désigné"),
    *("Code postal organisme désigné", "Ville organisme désigné", "Pays organisme désigné", "Moyen contact DPO email"),
    *("Moyen contact DPO url", "Moyen contact DPO téléphone", "Moyen contact DPO adresse postale"),
    *("Moyen contact DPO code postal", "Moyen contact DPO ville", "Moyen contact DPO pays", "Moyen contact DPO autre"),
)
#: A name that is written in columns that must not be read.
CANARI = "Quetzalcoatl-Berthe"


def ligne_cnil(nom: str, **dit: str) -> dict[str, str]:
    """A line: `siren`, `voie`, `code_postal`, `ville`, `pays`, `jour`, `courriel`."""
    return {
        "SIREN organisme désignant": dit.get("siren", "NULL"),
        "Nom organisme désignant": nom,
        "Adresse postale organisme désignant": dit.get("voie", "1 RUE DE LA FORGE"),
        "Code postal organisme désignant": dit.get("code_postal", "59100"),
        "Ville organisme désignant": dit.get("ville", "ROUBAIX"),
        "Pays organisme désignant": dit.get("pays", "FRANCE"),
        "Type de DPO": "Personne physique",
        "Date de la désignation": dit.get("jour", "12/03/2021"),
        "Nom organisme désigné": CANARI,
        "Moyen contact DPO email": dit.get("courriel", "NULL"),
        "Moyen contact DPO téléphone": "0600000000",
        "Moyen contact DPO autre": CANARI,
    }


def fichier_cnil(lignes: Iterable[Mapping[str, str]], *, entetes: Iterable[str] = ENTETES_CNIL, vide: bool = True) -> bytes:
    """The file, with its mark, its quotes, and the twenty-seventh column that is empty."""
    flux = io.StringIO(newline="")
    colonnes = [*entetes, *([""] if vide else [])]
    sortie = csv.DictWriter(flux, colonnes, restval="NULL", delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    sortie.writeheader()
    for ligne in lignes:
        sortie.writerow({**({"": ""} if vide else {}), **{cle: dit for cle, dit in ligne.items() if cle in colonnes}})
    return b"\xef\xbb\xbf" + flux.getvalue().encode()


def service_dila(nom: str, genre: str, **dit: object) -> dict[str, object]:
    """A body of the whole file."""
    return {
        "id": f"id-{nom}",
        "nom": nom,
        "siren": dit.get("siren", ""),
        "affectation_personne": [{"personne": {"nom": CANARI}}],
        "adresse": [
            {"type_adresse": "Adresse", "numero_voie": "2 place du Marché", "code_postal": "62000", "nom_commune": "Arras"},
            {
                "type_adresse": "Adresse postale",
                "complement1": "Immeuble A",
                "complement2": "",
                "numero_voie": "12 rue des Moulins",
                "service_distribution": "CS 10203",
                "code_postal": dit.get("code_postal", "93150"),
                "nom_commune": dit.get("ville", "Le Blanc-Mesnil"),
                "pays": "France",
            },
        ],
        "adresse_courriel": dit.get("courriels", []),
        "telephone": [{"valeur": "0100000000"}],
        "pivot": [{"type_service_local": genre, "code_insee_commune": [dit.get("commune", "93007")]}],
        "date_modification": "05/02/2025 10:12:33",
    }


def fichier_dila(services: Iterable[Mapping[str, object]]) -> bytes:
    """The whole file."""
    return json.dumps({"service": [*services]}, ensure_ascii=False).encode()


def api_dila(services: Iterable[Mapping[str, object]], racine: str = "results") -> bytes:
    """What the API answers: lists are texts; its older version puts each body apart."""
    plats = [
        {cle: json.dumps(dit, ensure_ascii=False) if isinstance(dit, list) else dit for cle, dit in service.items()}
        for service in services
    ]
    if racine == "records":
        plats = [{"recordid": "x", "fields": plat} for plat in plats]
    return json.dumps(
        plats if not racine else {"total_count": len(plats), racine: plats}, ensure_ascii=False, indent=1
    ).encode()
