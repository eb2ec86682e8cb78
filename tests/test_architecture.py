"""What the other tools cannot say about the code: where French may be written, how long a file may be, who may catch what."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaque import chaque
from tests.outils import besoin_de

RACINE = Path(__file__).resolve().parent.parent
PAQUET = RACINE / "droits_usagers"
SOURCES = sorted(PAQUET.rglob("*.py"))

#: Files that hold French words as data for code, not for readers, and why.
FRANCAIS_ADMIS = {
    "droits_usagers/catalogue/textes.py": "the accents that the pseudo-language puts on everything",
    "droits_usagers/domain/mots/dates.py": "months and days, as letters write them whatever the language of the screen",
    "droits_usagers/domain/mots/horaires.py": "hours, as people type them and as letters write them",
    "droits_usagers/domain/grille/lexique.py": "the little words by which a French sentence is cut, turned, denied and goes on",
    "droits_usagers/domain/grille/enumeration.py": "the little words of lists, and those that name nothing",
    "droits_usagers/domain/releve/identifiants.py": "numbers in letters, the words around a number, those of laws and amounts",
    "droits_usagers/domain/releve/nir.py": "the words that people type beside a number, that of the social security among them",
    "droits_usagers/domain/releve/chiffres.py": "numbers in letters, months, and what is written beside the numbers of laws",
    "droits_usagers/domain/releve/valeurs.py": "the signs that end a sentence, French quotation marks among them",
    "droits_usagers/domain/releve/noms.py": "the little words before and inside a place or a name",
    "droits_usagers/domain/releve/releve.py": "the little words inside a name",
    "droits_usagers/domain/mots/typographie.py": "the abbreviations and signs that French typography acts on",
    "droits_usagers/letters/lettre/raccords.py": "the signs that French sentences end and are quoted with",
    "droits_usagers/letters/lettre/modele.py": "the names of styles, by which the Word model and the code find each other",
    "droits_usagers/services/reprise/parties.py": "the little words a mention beside an address is made of",
    "droits_usagers/vault/retablissement.py": "the suffix of a damaged file set aside, the same in every language",
    "droits_usagers/vault/restauration.py": "the same suffix",
}

#: Small words that no English message, SQL statement or style sheet holds, and that hardly any French sentence does without.
MOTS_FRANCAIS = re.compile(
    r"\b(au|aux|avec|ce|ces|cette|dans|de|des|du|elle|est|et|il|la|le|les|ne|nous|ou|par|pas|pour|que|qui|sont|sur|un|une|vos"
    r"|votre|vous)\b",
    re.IGNORECASE,
)
ACCENTS = re.compile(r"[àâçéèêëîïôûùüœæÀÂÇÉÈÊËÎÏÔÛÙÜŒÆ«»]")

#: Everything heavy, that must not be loaded before the window is shown or a command has begun.
LOURDS = (
    "sqlite_utils",
    "sqlcipher3",
    "docx",
    "typst",
    "jinja2",
    "markdown_it",
    "stdnum",
    "zxcvbn",
    "rapidfuzz",
    "lxml",
    "holidays",
)


def _relative(path: Path) -> str:
    return path.relative_to(RACINE).as_posix()


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    """The nodes of a module that are documentation: docstrings, and the strings under an attribute."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every string a module says, with its line; an f-string as one piece, its values as gaps."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = _docstrings(tree)
    pieces = {piece for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "…".join(str(piece.value) for piece in node.values if isinstance(piece, ast.Constant))
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation and node not in pieces
        ):
            yield node.lineno, node.value


def _is_french(text: str) -> bool:
    """True for a word with an accent (a letter alone is no word), and for several words one of which is French."""
    return (len(text) > 1 and bool(ACCENTS.search(text))) or (" " in text.strip() and bool(MOTS_FRANCAIS.search(text)))


@chaque("path", [path for path in SOURCES if _relative(path) not in FRANCAIS_ADMIS], ids=_relative)
def test_no_french_is_written_in_python(path: Path) -> None:
    assert [f"{_relative(path)}:{line} {text!r}" for line, text in _literals(path) if _is_french(text)] == []


@pytest.mark.parametrize("text", ["Ce dossier est vide", "il n'y a pas de lettre", "Prénom", "… de {nom}"])
def test_french_is_told_from_the_rest(text: str) -> None:
    assert _is_french(text)


@pytest.mark.parametrize("text", ["select id from dossiers where etat = ?", "QLabel { color: red; }", "no such step", "de"])
def test_sql_style_sheets_english_and_ids_are_not_french(text: str) -> None:
    assert not _is_french(text)


def test_no_file_is_longer_than_its_ceiling() -> None:
    plafond: int = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["tool"]["droits-usagers"]["lignes"]
    trop_longs = []
    for path in [
        *SOURCES,
        *RACINE.glob("tests/**/*.py"),
        *RACINE.glob("tools/*.py"),
        *RACINE.glob("benchmarks/*.py"),
        RACINE / "start.py",
    ]:
        longueur = len(path.read_text("utf-8").splitlines())
        if longueur > plafond:
            trop_longs.append(f"{_relative(path)}: {longueur} > {plafond}")

    assert trop_longs == []


def test_only_the_two_roots_meet_any_failure_at_all() -> None:
    larges = {
        _relative(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and not isinstance(node.body[-1], ast.Raise)  # cleaning up and letting it go on is another thing
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    }

    assert larges <= {"droits_usagers/app.py", "droits_usagers/ui/socle/operations.py"}


def test_only_app_reads_the_clock() -> None:
    exemptes = {_relative(path) for path in SOURCES if re.search(r"noqa:.*TID251", path.read_text("utf-8"))}

    assert exemptes <= {"droits_usagers/app.py"}


def test_no_query_reads_the_clock() -> None:
    horloge = re.compile(r"\bcurrent_(date|time|timestamp)\b|'now'|\b(unixepoch|julianday|datetime)\s*\(", re.IGNORECASE)

    assert [
        f"{_relative(path)}:{line} {text!r}"
        for path in (PAQUET / "vault").rglob("*.py")
        for line, text in _literals(path)
        if horloge.search(text)
    ] == []


@pytest.mark.parametrize(
    "chemin",
    [
        "import droits_usagers.__main__, droits_usagers.app, droits_usagers.services.ensemble",
        "import droits_usagers.cli.programme",
        "from droits_usagers.app import make_services; make_services().catalogue.textes",
        "import droits_usagers.ui.fenetre.application",
    ],
)
def test_nothing_heavy_is_loaded_on_the_way_in(chemin: str) -> None:
    programme = f"{chemin}\nimport sys\nprint(*sorted(set({LOURDS!r}) & set(sys.modules)))"

    charges = subprocess.run(
        [sys.executable, "-c", programme], cwd=RACINE, check=True, capture_output=True, encoding="utf-8"
    ).stdout.split()

    assert charges == []


@besoin_de("git")
def test_no_file_names_where_packages_come_from() -> None:
    """Where packages come from is the business of whoever installs them: a mirror, a proxy, an office without internet."""
    hotes = [("pypi", "org"), ("pythonhosted", "org"), ("debian", "org"), ("ubuntu", "com"), ("npmjs", "org"), ("crates", "io")]
    interdit = re.compile("|".join(r"\.".join(hote) for hote in hotes).encode())
    suivis = subprocess.run(["git", "ls-files", "-z"], cwd=RACINE, check=True, capture_output=True).stdout.decode().split("\0")

    assert [nom for nom in suivis if nom and (RACINE / nom).is_file() and interdit.search((RACINE / nom).read_bytes())] == []
