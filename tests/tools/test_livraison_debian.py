"""What goes around the program in its package says the same as the program, and asks for what it loads."""

import datetime as dt
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest
from lxml import etree
from PySide6.QtGui import QImage

import start
from droits_usagers.cli.programme import COMMANDES
from tools.livraison import debian, essai_gele, gel, icone, manuel, rapport

MIME = "application/x-droits-usagers-coffre"
COFFRE = "*.coffre"


def propose(script: Path, *mots: str) -> set[str]:
    """What bash would propose in place of the last word."""
    demande = f'. {script}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _droits_usagers; echo "${{COMPREPLY[@]}}"'
    dit = subprocess.run(["bash", "-ec", demande, "bash", *mots], capture_output=True, check=True, text=True)
    return set(dit.stdout.split())


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fichier = tmp_path_factory.mktemp("bash") / "droits-usagers"
    fichier.write_text(manuel.completion(), "utf-8")
    return fichier


def test_a_shell_proposes_commands_then_theirs_then_what_an_option_may_be(script: Path) -> None:
    assert propose(script, "droits-usagers", "") >= COMMANDES.keys() | {"--aide"}
    assert propose(script, "droits-usagers", "coffre", "re") == {"restaurer", "reprendre"}
    assert propose(script, "droits-usagers", "coffre", "creer", "a.coffre", "--") == {"--aide", "--help"}
    assert propose(script, "droits-usagers", "notice", "--format", "") == {"a3", "a4", "a4x2"}
    assert propose(script, "droits-usagers", "notice", "--fiche", "T.toml", "--fi") == {"--fiche"}


def test_the_manual_tells_every_command_and_its_options() -> None:
    page = manuel.manual_page(version="1.2.3", jour=dt.date(2026, 11, 29))

    assert "1.2.3" in page
    assert "2026-11-29" in page
    for contexte in manuel.contexts():
        if contexte.parent:
            nom = contexte.command_path.removeprefix("droits-usagers ").replace("-", "\\-")
            assert f"\n.SS {nom}\n" in page
    assert "\\-\\-reponses" in page
    assert not [ligne for ligne in page.splitlines() if ligne.startswith("'")]


def test_a_coffre_is_the_same_kind_of_file_everywhere() -> None:
    bureau = ConfigParser(interpolation=None)
    bureau.read(manuel.MODELES / "droits-usagers.desktop", "utf-8")
    genre = etree.parse(manuel.MODELES / "droits-usagers.mime.xml").getroot()[0]
    (fiche,) = manuel.MODELES.glob("*.metainfo.xml")
    vue = etree.parse(fiche).getroot()

    assert bureau["Desktop Entry"]["MimeType"] == f"{MIME};"
    assert bureau["Desktop Entry"]["Exec"] == "droits-usagers %f"
    assert genre.attrib["type"] == MIME
    assert [element.attrib["pattern"] for element in genre if "pattern" in element.attrib] == [COFFRE]
    assert vue.findtext("provides/mediatype") == MIME
    assert vue.findtext("launchable") == "droits-usagers.desktop"
    assert vue.findtext("id") == fiche.name.removesuffix(".metainfo.xml")


def test_the_package_asks_for_what_start_asks_for() -> None:
    """Both are lists of what Qt loads: a library in one only is missing from the other."""
    dites = set(tomllib.loads(rapport.PAQUETS.read_text("utf-8"))["dependances"]["debian"])

    assert set(start.BIBLIOTHEQUES.values()) <= dites


def test_the_icon_is_drawn_in_every_size() -> None:
    image = QImage.fromData(icone.draw(48))

    assert (image.width(), image.height()) == (48, 48)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(24, 3).alpha() == 255


def test_what_is_frozen_is_committed(racine: Path) -> None:
    assert [nom for nom in gel.LIVRES if not (racine / nom).exists()] == []
    assert set(debian.sources()) == set(gel.LIVRES)


def test_the_trial_of_a_frozen_program_is_handed_over_as_a_process_would_be(tmp_path: Path) -> None:
    """Without a frozen program, its Python stands for it: what comes on its standard input is run."""
    temoin = tmp_path / "fait"
    texte = f"open({str(temoin)!r}, 'w').close()"
    commande = "import pickle, sys; pickle.load(sys.stdin.buffer)"

    subprocess.run([sys.executable, "-c", commande], input=essai_gele.handed_over(texte), check=True)

    assert temoin.exists()
