"""What is shipped of the annuaire is what its hashes promise, small, and clean."""

import csv
import lzma
import shutil
from pathlib import Path

import pytest

from tests.chaque import chaque
from tools.acces_droit import nearest_lines
from tools.annuaire import RACINE, SORTIE, altered, capitalised, main, mended, mended_street, plain

LIMITE = 2_000_000


@pytest.fixture(scope="module")
def services() -> list[dict[str, str]]:
    lignes = lzma.decompress((SORTIE / "services.csv.xz").read_bytes()).decode().splitlines()
    return [*csv.DictReader(lignes, delimiter=";")]


def test_nothing_was_altered_and_it_is_small(capsys: pytest.CaptureFixture[str]) -> None:
    assert altered(SORTIE) == []
    assert main(["--verifier"]) == 0
    assert capsys.readouterr().out
    assert sum(chemin.stat().st_size for chemin in SORTIE.iterdir()) <= LIMITE


def test_the_nearest_places_are_those_of_what_is_shipped() -> None:
    """If this fails: the other files changed, and `python -m tools.annuaire` makes this one from them."""
    lignes = lzma.decompress((SORTIE / "acces_droit.csv.xz").read_bytes()).decode().splitlines()

    assert [tuple(ligne) for ligne in csv.reader(lignes[1:], delimiter=";")] == [
        *nearest_lines(SORTIE.parent, RACINE / "letter_templates")
    ]


def test_what_was_altered_is_named(tmp_path: Path) -> None:
    shutil.copytree(SORTIE, tmp_path / "annuaire")
    (tmp_path / "annuaire" / "communes.csv.xz").write_bytes(b"")
    (tmp_path / "annuaire" / "services.csv.xz").unlink()

    assert altered(tmp_path / "annuaire") == ["communes.csv.xz", "services.csv.xz"]


def test_texts_are_whole_and_without_telephones_nor_mail(services: list[dict[str, str]]) -> None:
    for service in services:
        texte = "".join(service.values())
        assert not any(0x7F <= ord(signe) < 0xA0 or ord(signe) < 0x20 for signe in texte)
        assert "@" not in texte
        assert "  " not in texte


def test_an_address_is_whole_or_empty(services: list[dict[str, str]]) -> None:
    for service in services:
        assert bool(service["code_postal"]) == bool(service["ville"]) == (service["source"] != "R"), service
        assert not service["voie"] or service["code_postal"]
        assert not service["code_postal"] or (len(service["code_postal"]) == 5 and service["code_postal"].isdigit())


def test_where_the_law_is_explained_the_town_and_the_postcode_are_of_the_same_departement(
    services: list[dict[str, str]],
) -> None:
    """A place in another département is shown to a whole one: nobody goes there."""
    lues = csv.DictReader(lzma.decompress((SORTIE / "communes.csv.xz").read_bytes()).decode().splitlines(), delimiter=";")
    communes = [(plain(une["nom"]), une["codes_postaux"].split()) for une in lues]
    debuts: dict[str, set[str]] = {}
    for nom, codes in communes:
        for mots in range(1, len(nom.split()) + 1):
            debuts.setdefault(" ".join(nom.split()[:mots]), set()).update(code[:2] for code in codes)
    lieux = [un for un in services if un["genre"] in {"point_acces_droit", "maison_justice_droit"}]

    for lieu in lieux:
        ville = plain(lieu["ville"]).partition(" cedex")[0]
        assert lieu["code_postal"][:2] in debuts.get(ville, debuts[ville.split()[0]]), lieu
    assert len(lieux) == 208


def test_nobody_is_named(services: list[dict[str, str]]) -> None:
    for service in services:
        if service["source"] == "C":
            assert not service["voie"].lower().startswith(("monsieur", "madame", "directeur", "direction"))


def test_every_departement_has_who_answers_for_it(services: list[dict[str, str]]) -> None:
    trouves = {service["departement"]: service["nom"] for service in services if service["genre"] == "departement"}

    assert len(trouves) == 104
    assert trouves["80"] == "Département de la Somme"
    assert trouves["01"] == "Département de l'Ain"
    assert trouves["28"] == "Département d'Eure-et-Loir"
    assert trouves["2A"] == trouves["2B"] == "Collectivité de Corse"


@chaque(
    ("brut", "propre"),
    [
        ("Centre des \x9cuvres  universitaires ", "Centre des œuvres universitaires"),
        ("Permanence d\x92information", "Permanence d'information"),
        ("Maison dela vie", "Maison de la vie"),
    ],
)
def test_letters_are_mended(brut: str, propre: str) -> None:
    assert mended(brut) == propre


@chaque(
    ("brute", "propre"),
    [
        ("17 avenue du 8-Mai-01945", "17 avenue du 8-Mai-1945"),
        ("01193 avenue des Senes", "1193 avenue des Senes"),
        ("CS 010439", "CS 10439"),
        ("BP 901249", "BP 91249"),
        ("CS 301030 - 12 rue X", "CS 31030 - 12 rue X"),
        ("CS 20005", "CS 20005"),
        ("Mairie - " + "x" * 91, "Mairie"),
    ],
)
def test_zeros_too_many_are_taken_off(brute: str, propre: str) -> None:
    assert mended_street(brute) == propre


def test_towns_are_compared_and_written_as_on_signs() -> None:
    assert plain("ST OUEN") == plain("Saint-Ouen") == "saint ouen"
    assert capitalised("BORDEAUX LAC") == "Bordeaux-Lac"
    assert capitalised("Le Port") == "Le Port"
