"""Reads what is shipped of the annuaire (`resources/annuaire/`, made by `tools/annuaire.py`).

Raises ExpectedError (RESSOURCE_ABIMEE) for a file that is not there, is not the one its hash promises, or cannot be read.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from droits_usagers.catalogue.annuaire import DOSSIER, damaged, load_towns, read_promises, read_rows
from droits_usagers.catalogue.fichiers import open_document, read_text
from droits_usagers.domain.personnes.annuaire import Succession
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.reprise.adresses import Villes
from droits_usagers.domain.reprise.denominations import Appellations, appellations_of

#: The macros that hold the address of an authority: read where they are, so that each has only one.
_AUTORITES = Path("_communs") / "autorites.j2"
_MACROS = {"cnil": "adresse_cnil", "cada": "adresse_cada", "defenseur_droits": "adresse_defenseur"}


class GenreAnnuaire(NamedTuple):
    """A kind of body, and the words people have for it."""

    id: str
    organisme: GenreOrganisme
    nom: str
    portee: str
    du_departement: bool
    rang: int
    mots: tuple[str, ...]
    #: What stands before the address of a town hall, for a body that is there.
    ligne: str
    #: From how many inhabitants a commune must have one.
    obligatoire: int


class DepartementAnnuaire(NamedTuple):
    """A département, or the collectivité that stands for one."""

    code: str
    nom: str
    de: str
    chef_lieu: str
    autorite: str
    #: What it became, by id of `successions.toml`.
    succession: str
    #: The code of the one where the administrative court that judges for it sits; empty: its own.
    tribunal_administratif: str


class CommuneAnnuaire(NamedTuple):
    """A commune, or a part of one: without inhabitants told, it is no commune by itself any more."""

    code: str
    nom: str
    departement: str
    postaux: str
    siren: str
    population: int
    de: str
    #: Who has the powers of the département there, where it is not the département.
    autorite: str


class LigneAnnuaire(NamedTuple):
    """An entry, as shipped."""

    genre: str
    commune: str
    departement: str
    nom: str
    service: str
    voie: str
    code_postal: str
    ville: str
    source: str
    succession: str


class Autorite(NamedTuple):
    """An authority, with the address that letters have."""

    genre: str
    nom: str
    adresse: tuple[str, ...]
    code_postal: str
    ville: str


class DonneesAnnuaire(NamedTuple):
    """All that is shipped; communes go from the most to the least inhabited."""

    genres: tuple[GenreAnnuaire, ...]
    departements: tuple[DepartementAnnuaire, ...]
    successions: Mapping[str, Succession]
    communes: tuple[CommuneAnnuaire, ...]
    lignes: tuple[LigneAnnuaire, ...]
    autorites: tuple[Autorite, ...]


def load_donnees(resources: Path, gabarits: Path) -> DonneesAnnuaire:
    """Everything, in memory."""
    dossier = resources / DOSSIER
    promises = read_promises(dossier)
    communes = [
        CommuneAnnuaire(code, nom, departement, postaux, siren, int(population or 0), de, autorite)
        for code, nom, departement, postaux, siren, population, de, autorite in read_rows(dossier / "communes.csv.xz", promises)
    ]
    communes.sort(key=lambda une: -une.population)
    return DonneesAnnuaire(
        tuple(_genres(dossier / "genres.toml")),
        tuple(_departements(dossier / "departements.toml")),
        {une.id: une for une in _successions(dossier / "successions.toml")},
        tuple(communes),
        tuple(LigneAnnuaire._make(champs) for champs in read_rows(dossier / "services.csv.xz", promises)),
        tuple(_autorites(gabarits / _AUTORITES)),
    )


@lru_cache(maxsize=1)
def towns(resources: Path) -> Villes:
    """Every town of the country: read once, when the first address is."""
    return Villes(load_towns(resources))


@lru_cache(maxsize=1)
def appellations(resources: Path) -> Appellations:
    """What the bodies of the annuaire are called by: read once, when the first of a table is."""
    dossier = resources / DOSSIER
    lues = map(LigneAnnuaire._make, read_rows(dossier / "services.csv.xz", read_promises(dossier)))
    noms = (dit for une in lues for dit in (une.nom, une.service) if dit)
    return appellations_of(noms, (nom for nom, _ in load_towns(resources)))


def load_nearest(resources: Path) -> Mapping[str, LigneAnnuaire]:
    """Where the law is explained for nothing, by postcode or by how it begins; without a name where it is nowhere near."""
    dossier = resources / DOSSIER
    lues = read_rows(dossier / "acces_droit.csv.xz", read_promises(dossier))
    return {code: LigneAnnuaire._make(champs) for codes, *champs in lues for code in codes.split()}


def _genres(chemin: Path) -> Iterator[GenreAnnuaire]:
    with open_document(chemin) as root:
        for table in root.tables("genre"):
            yield GenreAnnuaire(
                table.text("id", None),
                table.code("organisme", GenreOrganisme, GenreOrganisme.AUTRE),
                table.text("nom"),
                table.text("portee", None),
                table.boolean("du_departement"),
                table.count("rang"),
                table.texts("mots"),
                table.text("ligne"),
                table.count("obligatoire"),
            )
            table.close()


def _departements(chemin: Path) -> Iterator[DepartementAnnuaire]:
    with open_document(chemin) as root:
        for table in root.tables("departement"):
            code, nom, de, chef_lieu = (table.text(cle, None) for cle in ("code", "nom", "de", "chef_lieu"))
            autres = (table.text(cle) for cle in ("autorite", "succession", "tribunal_administratif"))
            yield DepartementAnnuaire(code, nom, de, chef_lieu, *autres)
            table.close()


def _successions(chemin: Path) -> Iterator[Succession]:
    with open_document(chemin) as root:
        for table in root.tables("succession"):
            yield Succession(
                table.text("id", None),
                table.required_date("depuis"),
                table.text("phrase", None),
                table.texts("mots"),
                table.text("genre"),
            )
            table.close()


def _autorites(chemin: Path) -> Iterator[Autorite]:
    """The lines between the name of a macro and its end: the name, the address, the town."""
    texte = read_text(chemin)
    for genre, macro in _MACROS.items():
        _, debut, suite = texte.partition(f"{{% macro {macro}() %}}\n")
        corps, fin, _ = suite.partition("{% endmacro %}")
        lignes = corps.split("\n")[:-1]
        if not debut or not fin or len(lignes) < len(("nom", "voie", "ville")):
            raise damaged(chemin)
        code_postal, _, ville = lignes[-1].partition(" ")
        yield Autorite(genre, lignes[0], tuple(lignes[1:-1]), code_postal, ville)
