"""Settings: read by everyone, written only where a trace may be left."""

from pathlib import Path

import pytest

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.socle.reglages import Carnet, Reglages

CHOIX = Reglages(apparence="sombre", zoom=1.5, poste_partage=False)


def test_a_choice_is_kept_for_the_next_start(tmp_path: Path) -> None:
    chemin = tmp_path / "config" / "reglages.toml"
    Carnet(chemin, tmp_path).set(CHOIX, keep=True)
    assert Carnet(chemin, tmp_path).reglages == CHOIX


def test_a_choice_not_to_be_kept_leaves_no_file(tmp_path: Path) -> None:
    chemin = tmp_path / "reglages.toml"
    carnet = Carnet(chemin, tmp_path)
    carnet.set(CHOIX, keep=False)
    assert carnet.reglages == CHOIX
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_may_be_kept_there_is_nowhere_to_write(tmp_path: Path) -> None:
    carnet = Carnet(None, tmp_path)
    carnet.set(CHOIX, keep=True)
    assert carnet.reglages == CHOIX
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("contenu", ["", "pas du toml [", "zoom = 'grand'", "inconnu = 3", "\x00"])
def test_a_damaged_file_never_keeps_anyone_from_starting(tmp_path: Path, contenu: str) -> None:
    chemin = tmp_path / "reglages.toml"
    chemin.write_text(contenu, "utf-8")
    assert Carnet(chemin, tmp_path).reglages == Reglages()


def test_a_size_of_text_written_as_a_whole_number_is_understood(tmp_path: Path) -> None:
    chemin = tmp_path / "reglages.toml"
    chemin.write_text("format = 1\nzoom = 2\n", "utf-8")
    assert Carnet(chemin, tmp_path).reglages.zoom == 2.0


@pytest.mark.parametrize("nom", ["poste-partage", "poste-partage.txt"])
def test_a_file_beside_the_program_makes_a_shared_computer(tmp_path: Path, nom: str) -> None:
    (tmp_path / nom).touch()
    assert Carnet(None, tmp_path).poste_partage


def test_a_setting_makes_a_shared_computer_too(tmp_path: Path) -> None:
    chemin = tmp_path / "reglages.toml"
    chemin.write_text("poste_partage = true\n", "utf-8")
    assert Carnet(chemin, tmp_path / "ailleurs").poste_partage


def test_sharing_the_computer_leaves_a_file_beside_the_program(tmp_path: Path) -> None:
    carnet = Carnet(None, tmp_path)
    carnet.share_computer()
    carnet.share_computer()
    assert carnet.poste_partage
    assert carnet.fichier_permanence == tmp_path / "permanence.toml"
    assert Carnet(None, tmp_path).poste_partage


def test_sharing_the_computer_keeps_the_code_of_the_desk(tmp_path: Path) -> None:
    (tmp_path / "permanence.toml").write_text('poste_partage = false\ncode_retour = "4812"\n', "utf-8")
    Carnet(None, tmp_path).share_computer()
    lue = Carnet(None, tmp_path).permanence
    assert (lue.poste_partage, lue.code_retour, lue.faute) == (True, "4812", None)


def test_the_settings_of_one_person_are_not_those_of_the_next(tmp_path: Path) -> None:
    chemin = tmp_path / "reglages.toml"
    chemin.write_text("zoom = 1.25\n", "utf-8")
    carnet = Carnet(chemin, tmp_path)
    carnet.set(CHOIX, keep=False)
    assert carnet.go_back().zoom == 1.25
    assert carnet.reglages.zoom == 1.25


def test_a_folder_that_refuses_is_said(tmp_path: Path) -> None:
    obstacle = tmp_path / "fichier"
    obstacle.touch()
    with pytest.raises(ExpectedError) as refus:
        Carnet(None, obstacle).share_computer()
    assert refus.value.panne is Panne.DOSSIER_INACCESSIBLE
