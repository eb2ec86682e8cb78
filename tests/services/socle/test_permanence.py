"""What a desk decided for its computer: read beside the program, and strict as soon as it is not understood."""

from pathlib import Path

import pytest

from droits_usagers.services.socle.permanence import CODE_MAX, LIEU_MAX, NOM, Faute, Permanence, read_permanence


def write(dossier: Path, contenu: str | bytes, nom: str = NOM) -> Permanence:
    (dossier / nom).write_bytes(contenu if isinstance(contenu, bytes) else contenu.encode())
    return read_permanence(dossier)


def test_without_a_file_a_computer_is_an_ordinary_one(tmp_path: Path) -> None:
    assert read_permanence(tmp_path) == Permanence()
    assert read_permanence(tmp_path / "absent") == Permanence()


def test_what_is_written_is_followed(tmp_path: Path) -> None:
    lue = write(tmp_path, 'format = 1\nposte_partage = true\ncode_retour = "0481"\n')
    assert (lue.poste_partage, lue.code_retour, lue.faute) == (True, "0481", None)


def test_a_code_does_not_make_a_shared_computer(tmp_path: Path) -> None:
    lue = write(tmp_path, 'code_retour = "bleu12"')
    assert (lue.poste_partage, lue.code_retour, lue.faute) == (False, "bleu12", None)


@pytest.mark.parametrize(
    ("contenu", "faute"),
    [
        ("poste_partage = oui", Faute.ILLISIBLE),
        (b"\xff\xfe\x00", Faute.ILLISIBLE),
        ("a = " + "[" * 5000, Faute.ILLISIBLE),
        ("format = 2\nposte_partage = false", Faute.PLUS_RECENT),
        ("format = true", Faute.PLUS_RECENT),
        ("poste_partagé = true", Faute.ILLISIBLE),
        ("post_partage = true", Faute.CLE),
        ("[poste_partage]\nx = 1", Faute.PARTAGE),
        ('poste_partage = "non"', Faute.PARTAGE),
        ("poste_partage = 0", Faute.PARTAGE),
        ("code_retour = 4812", Faute.CODE),
        ('code_retour = "123"', Faute.CODE),
        ('code_retour = ""', Faute.CODE),
        ('code_retour = "12 34"', Faute.CODE),
        ('code_retour = "été2"', Faute.CODE),
        (f'code_retour = "{"1" * (CODE_MAX + 1)}"', Faute.CODE),
        ('permanence = "mardi"', Faute.HORAIRES),
        ("[permanence]\nlieu = 12", Faute.HORAIRES),
        (f'[permanence]\nlieu = "{"a" * (LIEU_MAX + 1)}"', Faute.HORAIRES),
        ('[permanence]\nlieu = """\n12 rue Colbert\nDouai"""', Faute.HORAIRES),
        ('[permanence]\nMardi = "14h-17h"', Faute.HORAIRES),
        ('[permanence]\nmarid = "14h-17h"', Faute.HORAIRES),
        ('[permanence]\nmardi = "17h-14h"', Faute.HORAIRES),
        ('[permanence]\nmardi = "14h-25h"', Faute.HORAIRES),
        ('[permanence]\nmardi = "14h"', Faute.HORAIRES),
        ("[permanence]\nmardi = 14", Faute.HORAIRES),
        ("[permanence]\nmardi = []", Faute.HORAIRES),
        ('[permanence]\nmardi = ["14h-17h", "9h-12h"]', Faute.HORAIRES),
        ('[permanence]\nfermee = "août"', Faute.HORAIRES),
        ('[permanence]\nfermee = "du 1/8 au 31/9"', Faute.HORAIRES),
        ("[permanence]\nfermee = true", Faute.HORAIRES),
        ('[permanence]\nfermee = "du 2/1 au 31/12"\nlundi = true', Faute.HORAIRES),
        ('[permanence]\nfermee = ["du 1/1 au 30/6", "1/7 - 31/12"]', Faute.HORAIRES),
    ],
)
def test_a_faulty_file_makes_a_shared_computer_and_is_said(tmp_path: Path, contenu: str | bytes, faute: Faute) -> None:
    lue = write(tmp_path, contenu)
    assert lue.poste_partage
    assert lue.faute is faute


def test_a_code_that_can_be_read_is_kept_when_the_rest_is_faulty(tmp_path: Path) -> None:
    assert write(tmp_path, 'code_retour = "4812"\nposte_partage = "oui"').code_retour == "4812"


def test_a_folder_of_that_name_is_a_faulty_file(tmp_path: Path) -> None:
    (tmp_path / NOM).mkdir()
    lue = read_permanence(tmp_path)
    assert lue.poste_partage
    assert lue.faute is Faute.ILLISIBLE


def test_a_link_that_leads_nowhere_is_a_faulty_file(tmp_path: Path) -> None:
    (tmp_path / NOM).symlink_to(tmp_path / "absent")
    assert read_permanence(tmp_path).faute is Faute.ILLISIBLE


def test_what_windows_does_to_a_file_is_understood(tmp_path: Path) -> None:
    lue = write(tmp_path, b"\xef\xbb\xbfposte_partage = true\r\n", f"{NOM}.txt")
    assert lue.poste_partage
    assert lue.faute is None


@pytest.mark.parametrize("nom", ["poste-partage", "poste-partage.txt"])
def test_the_file_of_before_still_makes_a_shared_computer(tmp_path: Path, nom: str) -> None:
    (tmp_path / nom).touch()
    assert read_permanence(tmp_path) == Permanence(poste_partage=True)
    assert write(tmp_path, "poste_partage = false").poste_partage


def test_the_code_is_not_shown(tmp_path: Path) -> None:
    assert "4812" not in repr(write(tmp_path, 'code_retour = "4812"'))


@pytest.mark.parametrize("nom", ["Permanence.toml", "PERMANENCE.TOML", "Permanence.toml.txt", "Poste-Partage"])
def test_capitals_do_not_undo_a_protection(tmp_path: Path, nom: str) -> None:
    assert write(tmp_path, "poste_partage = true" if "artage" not in nom else "", nom).poste_partage


def test_the_name_as_it_is_documented_comes_first(tmp_path: Path) -> None:
    write(tmp_path, "poste_partage = non", "Permanence.toml")
    assert write(tmp_path, 'code_retour = "4812"').faute is None


@pytest.mark.parametrize("dit", ["de 14h à 17h30", "14\u00a0h\u00a0-\u00a017\u202fh\u00a030", "14:00–17:30"])
def test_hours_are_understood_as_people_write_them(tmp_path: Path, dit: str) -> None:
    lue = write(tmp_path, f'[permanence]\nmardi = "{dit}"\n')
    assert lue.faute is None
    assert lue.horaires.semaine == {1: ("de 14\u00a0h à 17\u00a0h\u00a030",)}
