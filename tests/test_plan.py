"""The plan that newcomers read is the house: its map in CONTRIBUTING, its picture, and no circle anywhere."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.plan import DESSIN, etages, svg

RACINE = Path(__file__).resolve().parent.parent
PAQUET = RACINE / "droits_usagers"
ETAGES = ("ui", "services", "letters", "domain")


def _rooms(etage: str) -> set[str]:
    return {face.parent.name for face in (PAQUET / etage).glob("*/__init__.py")}


def test_the_map_of_rooms_names_every_room_and_no_other() -> None:
    carte = (RACINE / "CONTRIBUTING.md").read_text("utf-8")
    lignes = re.findall(r"^\| `(\w+)` \| ([U–]) ([S–]) ([L–]) ([D–]) \| [^|]+ \|$", carte, re.MULTILINE)

    dites = {etage: {ligne[0] for ligne in lignes if ligne[1 + rang] != "–"} for rang, etage in enumerate(ETAGES)}
    assert dites == {etage: _rooms(etage) for etage in ETAGES}


def test_every_room_has_a_sentence_that_says_what_one_does_there() -> None:
    faces = [face for etage in ETAGES for face in (PAQUET / etage).glob("*/__init__.py")]

    assert [face for face in faces if not ast.get_docstring(ast.parse(face.read_text("utf-8")))] == []


def test_few_files_stand_loose_on_a_floor() -> None:
    libres = {etage: sorted(fichier.name for fichier in (PAQUET / etage).glob("*.py")) for etage in ETAGES}

    assert libres == {
        "ui": ["__init__.py"],
        "services": ["__init__.py", "coffre_ouvert.py", "coffres.py", "ensemble.py"],
        "letters": ["__init__.py"],
        "domain": ["__init__.py"],
    }


def test_the_picture_is_drawn_from_the_contracts_of_today() -> None:
    assert DESSIN.read_text("utf-8") == svg(etages())


def test_the_picture_shows_every_room() -> None:
    dessin = DESSIN.read_text("utf-8")

    assert {piece for etage in ETAGES for piece in _rooms(etage)} <= set(re.findall(r">(\w+)</text>", dessin))


def test_no_module_imports_what_imports_it() -> None:
    """Types included: import-linter lets the circles between two files of one room be."""
    fichiers = {".".join(fichier.relative_to(RACINE).with_suffix("").parts): fichier for fichier in PAQUET.rglob("*.py")}
    vers = {nom: set(_imported(fichier, fichiers)) - {nom} for nom, fichier in fichiers.items()}
    # What imports nothing left, or nothing left imports, is on no circle.
    while libres := {nom for nom in vers if not vers[nom] & vers.keys() or not any(nom in cibles for cibles in vers.values())}:
        vers = {nom: cibles for nom, cibles in vers.items() if nom not in libres}

    assert sorted(vers) == []


def _imported(fichier: Path, connus: Mapping[str, Path]) -> Iterator[str]:
    for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
        if isinstance(noeud, ast.ImportFrom) and noeud.module:
            for nom in noeud.names:
                entier = f"{noeud.module}.{nom.name}"
                yield entier if entier in connus else noeud.module


def test_a_class_has_a_name_of_its_own() -> None:
    noms: dict[str, list[str]] = {}
    for fichier in PAQUET.rglob("*.py"):
        for noeud in ast.parse(fichier.read_text("utf-8")).body:
            if isinstance(noeud, ast.ClassDef) and not noeud.name.startswith("_"):
                noms.setdefault(noeud.name, []).append(fichier.relative_to(RACINE).as_posix())

    assert {nom: ou for nom, ou in noms.items() if len(ou) > 1} == {}
