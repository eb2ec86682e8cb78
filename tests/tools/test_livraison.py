"""What is given to people: its reports are as new as what it is made from, and the stick says what is on it."""

import plistlib
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from tests.outils import sous_linux
from tools.livraison import __main__ as livraison
from tools.livraison import cle, gel, rapport
from tools.verrou import read_lock


def test_every_report_was_made_from_what_is_pinned_today(racine: Path) -> None:
    faits = [partie for partie in rapport.PARTIES if rapport.report_of(partie).is_file()]

    assert faits
    assert [partie for partie in rapport.stale() if partie in faits] == []
    # One that there is no report of is not said to be delivered.
    page = (racine / "docs" / "livraison" / "README.md").read_text("utf-8")
    assert [partie for partie in rapport.PARTIES if f"({partie}.toml)" in page] == faits


def test_a_change_of_what_is_pinned_makes_a_report_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapport, "RAPPORTS", tmp_path)
    for partie in rapport.PARTIES:
        rapport.write(partie, {})
    assert rapport.stale() == []

    paquets = tmp_path / "paquets.toml"
    paquets.write_text(rapport.PAQUETS.read_text("utf-8").replace('"nsis"', '"nsis3"'), "utf-8")
    monkeypatch.setattr(rapport, "PAQUETS", paquets)
    assert rapport.stale() == ["windows", "cle"]


@sous_linux
def test_packages_that_are_not_here_are_said_before_anything_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paquets = tmp_path / "paquets.toml"
    paquets.write_text(rapport.PAQUETS.read_text("utf-8").replace('"nsis"', '"nsis-de-demain"'), "utf-8")
    monkeypatch.setattr(rapport, "PAQUETS", paquets)
    monkeypatch.setattr("sys.argv", ["livraison", "--sortie", str(tmp_path / "sortie"), "windows"])

    assert livraison.main() == 1
    assert "nsis-de-demain" in capsys.readouterr().err
    assert not (tmp_path / "sortie").exists()


def test_nothing_is_delivered_that_is_not_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report says which commit was tried."""
    monkeypatch.setattr(rapport, "RACINE", tmp_path)
    (tmp_path / "LICENSE").write_text("de tous", "utf-8")
    auteur = ("-c", "user.name=essai", "-c", "user.email=essai@example.org")
    for commande in (["init"], ["add", "LICENSE"], [*auteur, "commit", "--message=un"]):
        subprocess.run(["git", *commande], cwd=tmp_path, capture_output=True, check=True)
    (tmp_path / "notes.txt").write_text("ailleurs", "utf-8")
    assert re.fullmatch("[0-9a-f]{40}", rapport.commit())

    (tmp_path / "LICENSE").write_text("de personne", "utf-8")

    with pytest.raises(rapport.Echec, match="LICENSE"):
        rapport.commit()


@pytest.mark.parametrize(
    ("jeu", "vieux"),
    [
        ("base", ["debian", "windows", "cle", "entendre"]),
        ("gel", ["debian", "cle"]),
        ("essai-windows", ["windows", "cle"]),
        ("dev", ["entendre"]),
    ],
)
def test_a_lock_that_moves_makes_old_what_is_made_from_it(
    jeu: str, vieux: list[str], racine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(racine / "requirements", tmp_path / "requirements")
    monkeypatch.setattr(rapport, "RAPPORTS", tmp_path)
    monkeypatch.setattr(rapport, "RACINE", tmp_path)
    for partie in rapport.PARTIES:
        rapport.write(partie, {})

    with (tmp_path / "requirements" / f"{jeu}.txt").open("a", encoding="utf-8") as verrou:
        verrou.write("# moved\n")

    assert rapport.stale() == vieux


def test_a_part_without_a_report_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapport, "RAPPORTS", tmp_path)
    rapport.write(rapport.PARTIES[0], {"essais": {"rien": "vu"}})

    assert rapport.stale() == list(rapport.PARTIES[1:])
    assert tomllib.loads(rapport.report_of(rapport.PARTIES[0]).read_text("utf-8"))["essais"] == {"rien": "vu"}


def test_what_the_program_needs_depends_on_no_system() -> None:
    """The wheels of the stick are taken on Linux for Windows too: pip would read a condition as if it were there."""
    assert [paquet.nom for jeu in ("base", "uv") for paquet in read_lock(jeu) if paquet.condition] == []


def test_the_stick_holds_the_files_that_the_reports_tell_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapport, "RAPPORTS", tmp_path / "rapports")
    for chemin in ("debian/un.deb", "windows/un.exe", "windows/Droits des usagers/Droits des usagers.exe"):
        (tmp_path / chemin).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / chemin).write_text(chemin, "utf-8")
    rapport.write("windows", {"fichiers": [rapport.file_facts(tmp_path / "windows/un.exe")]})
    rapport.write("debian", {"fichiers": [rapport.file_facts(tmp_path / "debian/un.deb")]})
    livres = cle.copy_parts(tmp_path, tmp_path / "cle")
    assert [un["nom"] for un in livres] == ["un.deb", "un.exe"]

    (tmp_path / "debian/un.deb").write_text("refait depuis", "utf-8")

    with pytest.raises(rapport.Echec, match=r"un\.deb"):
        cle.copy_parts(tmp_path, tmp_path / "autre")


@sous_linux
def test_the_hashes_of_the_stick_are_read_by_sha256sum_and_see_a_changed_file(tmp_path: Path) -> None:
    dossier = tmp_path / "Clé d'été"
    (dossier / "windows").mkdir(parents=True)
    (dossier / "LISEZ-MOI.pdf").write_bytes(b"page")
    programme = dossier / "windows" / "Droits des usagers.exe"
    programme.write_bytes(b"programme")

    cle.write_sums(dossier)

    # The page prints the hash of the list: it cannot be in it.
    assert cle.IMPRIMEE not in (dossier / cle.SOMMES).read_text("utf-8")
    relire = ["sha256sum", "--check", "--quiet", cle.SOMMES]
    assert subprocess.run(relire, cwd=dossier, capture_output=True, check=False).returncode == 0
    programme.write_bytes(b"autre")
    assert subprocess.run(relire, cwd=dossier, capture_output=True, check=False).returncode == 1


def test_the_page_of_the_stick_is_one_and_prints_the_hash_of_the_list(tmp_path: Path) -> None:
    for chemin in ("debian/un.deb", "windows/un-essai.exe", "windows/Droits des usagers/Droits des usagers.exe"):
        (tmp_path / chemin).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / chemin).write_text(chemin, "utf-8")
    cle.write_sums(tmp_path)

    cle.print_page(tmp_path)

    with PdfDocument(tmp_path / cle.IMPRIMEE) as page:
        assert len(page) == 1
        texte = page[0].get_textpage().get_text_range()
    assert rapport.sha256(tmp_path / cle.SOMMES) in texte
    assert "Clé d'essai, pour vous seul" in texte.replace("\u2019", "'")


def test_the_sources_of_the_stick_hold_all_that_starts_the_program(racine: Path) -> None:
    for nom in cle.SOURCES:
        assert (racine / nom).exists()
    assert {"start.py", "requirements", "droits_usagers", "resources", "letter_templates"} <= set(cle.SOURCES)


def test_the_recipe_for_macos_can_be_read_and_knows_the_same_files_as_debian(racine: Path) -> None:
    livraison = racine / "tools" / "livraison"
    recette = livraison / "macos.sh"
    types = plistlib.loads((livraison / "macos.plist").read_bytes())
    permis = plistlib.loads((livraison / "macos.entitlements").read_bytes())
    mime = (livraison / "modeles_debian" / "droits-usagers.mime.xml").read_text("utf-8")

    assert subprocess.run(["sh", "-n", recette], capture_output=True, check=False).returncode == 0
    exporte = types["UTExportedTypeDeclarations"][0]
    marques = exporte["UTTypeTagSpecification"]
    assert marques["public.filename-extension"] == ["coffre"]
    assert f'type="{marques["public.mime-type"]}"' in mime
    assert types["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [
        types["UTExportedTypeDeclarations"][0]["UTTypeIdentifier"]
    ]
    assert permis
    for nomme in re.findall(
        r"(?<![\w/])(?:tools|resources|requirements|droits_usagers)/[\w./]+\w\.\w+", recette.read_text("utf-8")
    ):
        assert (racine / nomme).exists(), nomme


def test_what_is_frozen_is_told_in_options_that_a_shell_can_pass_on() -> None:
    options = list(gel.options("/source"))

    assert "--add-data=/source/resources:resources" in options
    assert not [option for option in options if not option.startswith("--") or " " in option]
