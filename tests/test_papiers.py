"""What newcomers read first is short, and leads where it says: the pages of the repository, and what they link to."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parent.parent
PAGES = tuple(
    page
    for page in (*RACINE.glob("*.md"), *(RACINE / "docs").rglob("*.md"), *(RACINE / "letter_templates").glob("*.md"))
    if page.is_file()
)


def titles(page: Path) -> set[str]:
    """The anchors of a page, as a forge makes them of its titles."""
    texte = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    return {re.sub(r"[^\w\- ]", "", titre.lower()).replace(" ", "-") for titre in re.findall(r"^#+ (.*)$", texte, re.MULTILINE)}


def links(page: Path) -> Iterator[str]:
    """Those to a page or a place of the repository."""
    texte = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    yield from (lien for lien in re.findall(r"\]\(([^)\s]+)\)", texte) if not re.match(r"[a-z]+:", lien))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(RACINE).as_posix())
def test_a_link_leads_somewhere(page: Path) -> None:
    for lien in links(page):
        nom, _, titre = lien.partition("#")
        la = page.parent / nom if nom else page
        assert la.exists(), lien
        assert not titre or titre in titles(la), lien


def test_what_one_reads_before_a_change_is_read_in_a_sitting() -> None:
    assert len((RACINE / "CONTRIBUTING.md").read_bytes()) <= 12_000
    assert len((RACINE / "CHANGELOG.md").read_text("utf-8").splitlines()) <= 40
