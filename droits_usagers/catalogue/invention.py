"""Reads `invention.toml`: what invented dossiers are made from."""

import re
from collections.abc import Collection
from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.domain.demonstration.invention import (
    AuteurInvente,
    GenreInvente,
    HistoireInventee,
    Invention,
    Noms,
    PasInvente,
)
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import Panne

#: « recu 2-9 », « recu 2-9 initial ».
_PAS = re.compile(r"([a-z_]+) (\d+)-(\d+)(?: (initial))?")


def load_invention(chemin: Path, demarches: Collection[str]) -> Invention:
    """What is in the file; `demarches` are those there are. Raises ExpectedError (RESSOURCE_ABIMEE)."""
    with open_document(chemin) as root:
        return Invention(
            jour=root.required_date("jour"),
            duree=root.count("duree"),
            noms=Noms(
                root.texts("prenoms_femme"),
                root.texts("prenoms_homme"),
                root.texts("noms_debut"),
                root.texts("noms_fin"),
                root.texts("voies"),
                root.texts("villes_debut"),
                root.texts("villes_fin"),
            ),
            departements=tuple(_departement(table) for table in root.tables("departement")),
            genres=tuple(_genre(table) for table in root.tables("organisme")),
            auteurs=tuple(_auteur(table) for table in root.tables("auteur")),
            demarches=tuple(_demarche(table, demarches) for table in root.tables("demarche")),
            histoires=tuple(_histoire(table) for table in root.tables("histoire")),
            periodes=root.texts("periodes"),
            suivis=root.texts("suivis"),
            notes=root.texts("notes"),
            affaires=root.texts("affaires"),
        )


def _departement(table: Table) -> tuple[str, str]:
    lu = table.text("code", None), table.text("nom", None)
    table.close()
    return lu


def _genre(table: Table) -> GenreInvente:
    genre = table.code("genre", GenreOrganisme)
    lu = GenreInvente(genre, table.text("nom", None), table.texts("services"), table.count("poids"), table.count("par"))
    table.close()
    return lu


def _auteur(table: Table) -> AuteurInvente:
    lu = AuteurInvente(table.code("qualite", Qualite), table.text("denomination"), table.count("poids"))
    table.close()
    return lu


def _demarche(table: Table, demarches: Collection[str]) -> tuple[str, int]:
    id_ = table.text("id", None)
    if id_ not in demarches:
        raise table.refusal(Panne.VALEUR_REFUSEE, "id")
    lu = id_, table.count("poids")
    table.close()
    return lu


def _histoire(table: Table) -> HistoireInventee:
    pas = tuple(_pas(table, texte) for texte in table.texts("faits"))
    lu = HistoireInventee(table.text("id", None), table.count("poids"), pas)
    table.close()
    return lu


def _pas(table: Table, texte: str) -> PasInvente:
    found = _PAS.fullmatch(texte)
    if not found or int(found[2]) > int(found[3]):
        raise table.refusal(Panne.VALEUR_REFUSEE, "faits")
    return PasInvente(table.as_code(found[1], "faits", TypeEvenement), int(found[2]), int(found[3]), found[4] or "")


def load_mots_devinables(chemin: Path) -> tuple[str, ...]:
    """The words of `resources/phrases.toml`, the most likely first. Raises ExpectedError (RESSOURCE_ABIMEE)."""
    with open_document(chemin) as racine:
        return tuple(mot for liste in ("temps", "courants", "prenoms", "villes") for mot in racine.texts(liste))
