"""The program says only what it knows: a sentence that promises something is listed, and said by who has just looked.

What is checked is that a sentence is listed, not that its words are true: `test_promesses_dementies.py` makes each one false.
"""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.promesses import Preuve, SansPreuveError, proves

RACINE = Path(__file__).resolve().parent.parent
PAQUET = RACINE / "droits_usagers"
SOURCES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PAQUET.rglob("*.py"))}
PROMESSES = tomllib.loads((RACINE / "resources/textes/promesses.toml").read_text("utf-8"))["promesse"]
SANS = tomllib.loads((RACINE / "tests/donnees/sans_promesse.toml").read_text("utf-8"))

#: Where the words of a promise may be had without a proof: nothing is said there.
LISENT = {"domain/mots/textes.py", "catalogue/textes.py"}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(RACINE).with_suffix("").parts).removesuffix(".__init__")


def _provers(noeud: ast.AST, prefixe: str) -> Iterator[str]:
    """The dotted names of the functions marked `proves`."""
    for enfant in ast.iter_child_nodes(noeud):
        if isinstance(enfant, ast.ClassDef | ast.FunctionDef):
            nom = f"{prefixe}.{enfant.name}"
            if any(isinstance(marque, ast.Name) and marque.id == "proves" for marque in enfant.decorator_list):
                yield nom
            yield from _provers(enfant, nom)


def test_what_proves_is_what_the_list_names() -> None:
    trouves = {nom for path, arbre in SOURCES.items() for nom in _provers(arbre, _module(path))}

    assert trouves == {nom for promesse in PROMESSES for nom in promesse["preuve"]}


def test_each_promise_is_a_sentence_listed_once(catalogue: Catalogue) -> None:
    phrases = Counter(phrase for promesse in PROMESSES for phrase in promesse["phrases"])

    assert set(phrases) <= set(catalogue.textes)
    assert [phrase for phrase, nombre in phrases.items() if nombre > 1] == []


def test_each_promise_is_said_somewhere() -> None:
    """By its last word, which is what a screen calls it: one that nobody says any more goes."""
    dits = {noeud.value for arbre in SOURCES.values() for noeud in ast.walk(arbre) if isinstance(noeud, ast.Constant)}
    phrases = {phrase for promesse in PROMESSES for phrase in promesse["phrases"]}

    # What is safe goes through the sentences of failures.
    restent = {phrase for phrase in phrases if phrase not in dits and phrase.rpartition(".")[2] not in dits}
    ecrits = "\n".join(path.read_text("utf-8") for path in (RACINE / "resources/textes").glob("fr.toml"))
    assert {phrase for phrase in restent if "{" + phrase.removeprefix("surete.") + "}" not in ecrits} == set()


def test_a_proof_is_made_by_looking_alone() -> None:
    fabriquent = {
        path.relative_to(PAQUET).as_posix()
        for path, arbre in SOURCES.items()
        for noeud in ast.walk(arbre)
        if (isinstance(noeud, ast.Call) and getattr(noeud.func, "id", getattr(noeud.func, "attr", "")) == "Preuve")
        or (isinstance(noeud, ast.ImportFrom) and (noeud.module or "").endswith("promesses") and _names(noeud, "_CLE"))
    }

    assert fabriquent == {"domain/socle/promesses.py"}
    with pytest.raises(TypeError):
        Preuve(object(), "test")


def _names(noeud: ast.ImportFrom, nom: str) -> bool:
    return any(alias.name in {nom, "*"} for alias in noeud.names)


def test_nothing_is_said_of_words_had_without_a_proof() -> None:
    lisent = {
        path.relative_to(PAQUET).as_posix()
        for path, arbre in SOURCES.items()
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.Attribute) and noeud.attr == "wording"
    }

    assert lisent <= LISENT


def test_every_sentence_promises_something_or_was_read_and_does_not(catalogue: Catalogue) -> None:
    """A new table, or a new sentence where results are told, is in neither list: read it, and put it where it belongs."""
    promises = {phrase for promesse in PROMESSES for phrase in promesse["phrases"]}
    familles = re.compile(rf"(?:{'|'.join(map(re.escape, SANS['familles']))})\.")

    inconnues = [
        id_
        for id_ in catalogue.textes
        if id_ not in promises
        and id_.rpartition(".")[2] not in SANS["autres"].get(id_.rpartition(".")[0], ())
        and not familles.match(id_)
    ]
    assert inconnues == []


def test_no_sentence_is_declared_that_is_not_there_or_promises(catalogue: Catalogue) -> None:
    promises = {phrase for promesse in PROMESSES for phrase in promesse["phrases"]}
    declarees = {f"{table}.{cle}" for table, cles in SANS["autres"].items() for cle in cles}
    tables = {id_.rpartition(".")[0] for id_ in catalogue.textes}

    assert declarees - set(catalogue.textes) == set()
    assert declarees & promises == set()
    for famille in SANS["familles"]:
        assert any(f"{table}.".startswith(f"{famille}.") for table in tables), famille
        # Where something is promised, the rest is read sentence by sentence.
        assert not any(id_.startswith(f"{famille}.") for id_ in promises), famille


@proves
def _looked(*, vu: bool) -> bool:
    return vu


@proves
def _looked_elsewhere() -> bool:
    return True


def _said_by(par: str) -> Textes:
    return Textes("fr", {"fait": "{quoi} est gardé.", "autre": "Bonjour."}, promesses={"fait": frozenset({par})})


def test_a_promise_is_said_with_its_proof_and_not_otherwise() -> None:
    preuve, ailleurs = _looked(vu=True), _looked_elsewhere()
    assert preuve is not None
    assert ailleurs is not None
    textes = _said_by(preuve.par)

    assert textes.promise("fait", preuve, quoi="Ceci") == "Ceci est gardé."
    assert textes("autre") == "Bonjour."
    dires: tuple[Callable[[], str], ...] = (
        lambda: textes("fait", quoi="Ceci"),
        lambda: textes.promise("fait", quoi="Ceci"),
        lambda: textes.promise("fait", ailleurs, quoi="Ceci"),
        lambda: textes.promise("autre", preuve),
        lambda: Textes("ar", {"fait": "{quoi}"}, textes)("fait", quoi="Ceci"),
    )
    for dire in dires:
        with pytest.raises(SansPreuveError):
            dire()


def test_who_looked_and_saw_nothing_has_no_proof() -> None:
    assert _looked(vu=False) is None
    assert "Diallo" not in repr(_looked(vu=True))
