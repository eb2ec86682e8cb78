"""Every key, in a terminal and on a page."""

from pathlib import Path

from droits_usagers.catalogue import Catalogue
from droits_usagers.services.socle.clavier import keyboard_map
from tests.cli.conftest import Lance


def plain(texte: str) -> str:
    """Whatever the spaces and apostrophes of print."""
    return texte.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def test_it_says_every_key_and_what_it_does(lance: Lance, catalogue: Catalogue) -> None:
    dit = plain(lance("clavier").out)

    for ou, lignes in keyboard_map(catalogue.textes):
        assert plain(ou) in dit
        for touches, geste in lignes:
            assert plain(f"{touches} | {geste}") in dit


def test_it_is_a_page_to_print(lance: Lance, tmp_path: Path) -> None:
    lance("fiche", "clavier", "--sortie", str(tmp_path / "clavier.pdf"))

    assert (tmp_path / "clavier.pdf").read_bytes().startswith(b"%PDF")
