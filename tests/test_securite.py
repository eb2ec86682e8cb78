"""SECURITY.md names, for each promise, the tests that would turn red: they exist, and so does each promise, once."""

import re
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
SECURITE = (RACINE / "SECURITY.md").read_text(encoding="utf-8")
_LIGNE = re.compile(r"^\| P(\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
_NOMME = re.compile(r"`([^`]*\b(?:test_\w+\.py|tests/[^`]*))`")
_LIEN = re.compile(r"\]\((?!http)([^)#]+)(#[^)]*)?\)")


def test_promises_are_numbered_from_one_without_a_hole_and_once_each() -> None:
    numeros = [int(numero) for numero, _, _ in _LIGNE.findall(SECURITE)]
    assert numeros
    assert numeros == [*range(1, len(numeros) + 1)]
    # No line of the table escapes this reading.
    assert len(numeros) == len(re.findall(r"^\| P\d", SECURITE, re.MULTILINE))


def test_each_promise_names_tests_that_exist_by_their_whole_path() -> None:
    fautes = []
    for numero, _, preuves in _LIGNE.findall(SECURITE):
        nommes = _NOMME.findall(preuves)
        if not nommes:
            fautes.append(f"P{numero}: no test is named")
        for nomme in nommes:
            fichier = RACINE / nomme
            if not (fichier.is_file() and re.search(r"^def test_", fichier.read_text(encoding="utf-8"), re.MULTILINE)):
                fautes.append(f"P{numero}: {nomme} holds no test")
    assert fautes == []


def test_every_file_that_is_named_or_linked_exists() -> None:
    nommes = {*_NOMME.findall(SECURITE), *(lien for lien, _ in _LIEN.findall(SECURITE) if lien)}
    assert [nomme for nomme in sorted(nommes) if not (RACINE / nomme).exists()] == []


def test_each_anchor_leads_to_a_heading() -> None:
    titres = {
        re.sub(r"[^\w -]", "", titre).strip().lower().replace(" ", "-")
        for titre in re.findall(r"^#+ (.+)$", SECURITE, re.MULTILINE)
    }
    ancres = re.findall(r"\]\(#([^)]+)\)", SECURITE)
    assert [ancre for ancre in ancres if ancre not in titres] == []
