"""Each recipe (`PAGES`) is followed to the letter on a copy of the repository; none is longer than it must be."""

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.recettes.atelier import RACINE, Copie, Etape, Recette, recettes

RECETTES = {recette.id: recette for recette in recettes()}
OUBLIS = [(recette.id, etape) for recette in RECETTES.values() for etape in recette.etapes if etape.oubli]
#: A change that is told here is not spread wider: its tests and its pages are counted.
FICHIERS_AU_PLUS = 8
PAGES = ("CONTRIBUTING.md", "docs/recettes.md")
#: Between backquotes, what looks like a file or a folder of the repository; `<x>` is a name to choose.
_CHEMIN = re.compile(r"`([\w.<>-]+(?:/[\w.<>-]*)+|[\w<>-]+\.(?:py|toml|j2|md))`")
#: Writes letters by the command line, all in one process: the answers, the step and the file of each.
ECRIRE = """
import sys
from droits_usagers.app import run_command_line
mots = iter(sys.argv[1:])
for reponses, etape, sortie in zip(mots, mots, mots):
    if code := run_command_line(["courrier", "--reponses", reponses, "--etape", etape, "--sortie", sortie]):
        sys.exit(code)
"""
ETAPES = ("demande", "relance", "complement", "contestation_refus")


@pytest.fixture(scope="module")
def seule_copie(tmp_path_factory: pytest.TempPathFactory) -> Copie:
    """One for all: a new one would be compiled again."""
    return Copie(tmp_path_factory.mktemp("recettes") / "copie")


@pytest.fixture
def copie(seule_copie: Copie) -> Iterator[Copie]:
    """As the repository is."""
    yield seule_copie
    seule_copie.restore()


def sections() -> dict[str, str]:
    """The sections that begin with « Ajouter », by title."""
    parties = [partie for nom in PAGES for partie in re.split(r"^## ", (RACINE / nom).read_text("utf-8"), flags=re.MULTILINE)]
    return {titre: corps for titre, _, corps in (partie.partition("\n") for partie in parties) if titre.startswith("Ajouter ")}


def named(section: str) -> list[str]:
    """The files a section names, as patterns."""
    return [re.sub(r"<[^>]+>", "*", nom) for nom in _CHEMIN.findall(section)]


def is_named(fichier: str, noms: list[str]) -> bool:
    """By its path, by the end of it, or by the folder it is in."""
    motifs = [f"{nom}*" if nom.endswith("/") else nom for nom in noms]
    return any(fnmatch(fichier, motif) or fnmatch(fichier, f"*/{motif}") for motif in motifs)


# What the document says


@pytest.mark.parametrize("titre", sections())
def test_every_recipe_is_followed_by_a_test(titre: str) -> None:
    suivies = {recette.section for recette in RECETTES.values()}
    ailleurs = [chemin for chemin in (RACINE / "tests").rglob("test_*.py") if titre in chemin.read_text(encoding="utf-8")]

    assert titre in suivies or ailleurs, f"« {titre} »: add tests/recettes/<name>/recette.toml"


def test_every_test_follows_a_recipe() -> None:
    assert {recette.section for recette in RECETTES.values()} <= set(sections())


@pytest.mark.parametrize("titre", sections())
def test_a_recipe_names_only_what_is_there(titre: str) -> None:
    """A file to choose the name of is to be put in a folder that is there."""
    for nom in named(sections()[titre]):
        la = nom.rpartition("/")[0] if "*" in nom else nom.rstrip("/")
        assert any(RACINE.glob(la)) or any(_anywhere(la)), f"« {titre} » names {nom}"


def _anywhere(nom: str) -> Iterator[Path]:
    for dossier in ("droits_usagers", "resources", "letter_templates"):
        yield from RACINE.glob(f"{dossier}/**/{nom}")


@pytest.mark.parametrize("id_", RECETTES)
def test_what_a_recipe_changes_is_what_the_document_says(id_: str) -> None:
    noms = named(sections()[RECETTES[id_].section])

    for etape in RECETTES[id_].etapes:
        assert etape.commande or is_named(etape.fichier, noms), f"« {RECETTES[id_].section} » does not name {etape.fichier}"


# What happens to who follows it


@pytest.mark.lent
@pytest.mark.timeout(900)
@pytest.mark.parametrize("id_", RECETTES)
def test_who_follows_a_recipe_has_nothing_else_to_do(copie: Copie, id_: str) -> None:
    recette = RECETTES[id_]
    copie.follow(recette)
    assert len(copie.touched()) <= FICHIERS_AU_PLUS

    fin = copie.check(recette)
    assert fin.returncode == 0, fin.stdout + fin.stderr
    python = [etape.fichier for etape in recette.etapes if etape.fichier.endswith(".py")]
    if python:
        for outil in (("check",), ("format", "--check")):
            relu = copie.run("-m", "ruff", *outil, "--no-cache", *sorted(set(python)))
            assert relu.returncode == 0, relu.stdout + relu.stderr
    if recette.python:
        fin = copie.run("-c", recette.python)
        assert fin.returncode == 0, fin.stderr


@pytest.mark.lent
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("id_", "etape"), OUBLIS, ids=lambda partie: partie if isinstance(partie, str) else f"{partie.rang + 1}"
)
def test_who_forgets_a_step_is_told_which(copie: Copie, id_: str, etape: Etape) -> None:
    recette: Recette = RECETTES[id_]
    copie.follow(recette, sauf=etape)

    fin = copie.test((etape.oubli, "-x"), recette.choix)
    assert fin.returncode == 1, fin.stdout + fin.stderr
    for mot in etape.dit:
        assert mot in fin.stdout


@pytest.mark.lent
@pytest.mark.timeout(900)
def test_the_letters_of_a_new_demarche_are_written_empty_and_full(copie: Copie, tmp_path: Path) -> None:
    copie.follow(RECETTES["demarche"])
    cas = (copie.racine / "resources" / "demonstration" / "appel-de-la-caf.toml").read_text(encoding="utf-8")
    attendues = []
    for nom, reponses in {"vides": 'demarche = "appel_enregistre"\n', "pleines": cas}.items():
        fichier = tmp_path / f"{nom}.toml"
        fichier.write_text(reponses, encoding="utf-8")
        sorties = {f"{etape}.txt": etape for etape in ETAPES} | {f"demande.{format_}": "demande" for format_ in ("pdf", "docx")}
        attendues += [(str(fichier), etape, str(tmp_path / f"{nom}-{sortie}")) for sortie, etape in sorties.items()]

    fin = copie.run("-c", ECRIRE, *(mot for lettre in attendues for mot in lettre))

    assert fin.returncode == 0, fin.stderr
    debuts = {"txt": "appel enregistré".encode(), "pdf": b"%PDF", "docx": b"PK"}
    for _, _, sortie in attendues:
        assert debuts[sortie.rpartition(".")[2]] in Path(sortie).read_bytes()
