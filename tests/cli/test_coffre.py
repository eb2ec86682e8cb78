"""`coffre`: made, checked, backed up, restored from a terminal or a script; a weak phrase is refused."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from droits_usagers.services.coffre.valeurs import SauvegardeRemise
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault.verrou import VerrouFichier, take_lock
from tests.annuaires import fichier_cnil, ligne_cnil
from tests.cli.conftest import Lance
from tests.coffres import AUTRE_PHRASE, PHRASE
from tests.outils import sous_linux
from tests.tableaux import as_text, table


@pytest.fixture
def coffre(lance: Lance, tmp_path: Path, phrase: None) -> Path:  # noqa: ARG001 - in the environment
    chemin = tmp_path / "permanence.coffre"
    assert lance("coffre", "creer", chemin).code == 0
    return chemin


@pytest.fixture
def phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)


def test_a_coffre_is_made_checked_backed_up_and_restored(lance: Lance, coffre: Path, tmp_path: Path) -> None:
    sain = lance("coffre", "verifier", coffre)
    assert (sain.code, sain.err) == (0, "")
    assert "permanence.coffre" in sain.out
    assert lance("coffre", "sauvegarder", coffre).code == 0
    assert lance("coffre", "sauvegarder", coffre, "--sortie", tmp_path / "clé.coffre").code == 0
    coffre.write_bytes(b"\0" * 9000)
    assert lance("coffre", "verifier", coffre).code == 3
    restaure = lance("coffre", "restaurer", coffre)
    assert restaure.code == 0
    assert "abîmé-2026-11-24" in restaure.err
    # Which one, and what it holds.
    assert "celle du 24 novembre 2026" in restaure.err
    assert "0 dossiers, 0 lettres" in restaure.err
    assert lance("coffre", "verifier", coffre).code == 0
    assert lance("coffre", "restaurer", coffre, "--depuis", tmp_path / "clé.coffre").code == 0


@pytest.mark.parametrize("commande", ["creer", "verifier", "phrase", "demo"])
def test_a_coffre_taken_away_meanwhile_is_neither_made_nor_whole_nor_changed(
    lance: Lance, coffre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commande: str
) -> None:
    """A stick that is pulled out, another program that moves the file: what is said of it is said of a file that is there."""
    monkeypatch.setenv("DROITS_USAGERS_NOUVELLE_PHRASE", AUTRE_PHRASE)
    chemin = coffre if commande in {"verifier", "phrase"} else tmp_path / "autre.coffre"
    fermer = Coffre.close

    def close(self: Coffre) -> None:
        fermer(self)
        chemin.unlink(missing_ok=True)

    monkeypatch.setattr(Coffre, "close", close)
    options = ("demo", "--coffre", chemin, "--dossiers", 1) if commande == "demo" else ("coffre", commande, chemin)
    fin = lance(*options)
    assert not chemin.exists()
    assert (fin.code, fin.out) == (3, "")
    assert chemin.name in fin.err
    assert all(dit not in fin.err for dit in ("est créé", "est changée", "intact"))


@pytest.mark.parametrize("commande", ["reprendre", "importer"])
def test_nothing_is_said_to_be_taken_in_a_coffre_that_was_taken_away(
    lance: Lance, coffre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commande: str
) -> None:
    recu = tmp_path / "recu.csv"
    recu.write_bytes(as_text(table(3), ";").encode() if commande == "reprendre" else fichier_cnil([ligne_cnil("LA FORGE")]))
    fermer = Coffre.close

    def close(self: Coffre) -> None:
        fermer(self)
        coffre.unlink()

    monkeypatch.setattr(Coffre, "close", close)
    fin = lance("coffre" if commande == "reprendre" else "annuaire", commande, recu, "--coffre", coffre)
    assert (fin.code, fin.out) == (3, "")
    assert coffre.name in fin.err


def test_nothing_is_said_to_be_taken_back_in_a_coffre_that_was_taken_away(
    lance: Lance, coffre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recu = tmp_path / "recu.csv"
    recu.write_bytes(fichier_cnil([ligne_cnil("LA FORGE")]))
    assert lance("annuaire", "importer", recu, "--coffre", coffre).code == 0
    fermer = Coffre.close

    def close(self: Coffre) -> None:
        fermer(self)
        coffre.unlink()

    monkeypatch.setattr(Coffre, "close", close)
    fin = lance("annuaire", "retirer", 1, "--coffre", coffre)
    assert (fin.code, fin.out) == (3, "")
    assert coffre.name in fin.err


def test_a_backup_taken_away_once_it_was_put_back_is_not_said_to_be_in_place(
    lance: Lance, coffre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lance("coffre", "sauvegarder", coffre).code == 0
    remettre = Coffres.restore

    def restore(self: Coffres, chemin: Path, phrase: str, *, sauvegarde: Path | None = None) -> SauvegardeRemise:
        remise = remettre(self, chemin, phrase, sauvegarde=sauvegarde)
        coffre.unlink()
        return remise

    monkeypatch.setattr(Coffres, "restore", restore)
    fin = lance("coffre", "restaurer", coffre)
    assert (fin.code, fin.out) == (3, "")
    assert "en place" not in fin.err


def test_damage_inside_exits_with_3(lance: Lance, coffre: Path) -> None:
    contenu = bytearray(coffre.read_bytes())
    contenu[-2000] ^= 1
    coffre.write_bytes(contenu)
    fini = lance("coffre", "verifier", coffre)
    assert (fini.code, fini.out) == (3, "")


def test_a_wrong_phrase_exits_with_3_in_one_sentence_that_does_not_quote_it(
    lance: Lance, coffre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    avant = coffre.read_bytes()
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", AUTRE_PHRASE)
    for commande in ("verifier", "sauvegarder", "restaurer"):
        fini = lance("coffre", commande, coffre)
        assert (fini.code, fini.out, fini.err.count("\n")) == (3, "", 1)
        assert AUTRE_PHRASE not in fini.err
    assert coffre.read_bytes() == avant


@pytest.mark.usefixtures("phrase")
def test_an_existing_file_is_left_as_it_was(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "a.coffre").write_text("à moi")
    assert lance("coffre", "creer", tmp_path / "a.coffre").code == 3
    assert (tmp_path / "a.coffre").read_text() == "à moi"


@pytest.mark.parametrize("faible", ["", "azerty", "soleil lundi marseille janvier"])
def test_a_phrase_that_can_be_found_is_refused_and_nothing_is_made(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faible: str
) -> None:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", faible)
    fini = lance("coffre", "creer", tmp_path / "a.coffre")
    assert (fini.code, fini.err.count("\n")) == (3, 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("phrase")
def test_a_file_that_is_not_there_exits_with_2(lance: Lance, tmp_path: Path) -> None:
    assert lance("coffre", "verifier", tmp_path / "absent.coffre").code == 2


# Changing the phrase.


NOUVELLE = "DROITS_USAGERS_NOUVELLE_PHRASE"


def test_the_phrase_is_changed_and_the_backups_of_before_are_named(
    lance: Lance, coffre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    avant = coffre.read_bytes()
    monkeypatch.setenv(NOUVELLE, AUTRE_PHRASE)
    fini = lance("coffre", "phrase", coffre)
    assert (fini.code, fini.out) == (0, "")
    assert "2026-11-24" in fini.err
    assert AUTRE_PHRASE not in fini.err
    assert coffre.read_bytes()[:16] != avant[:16]
    assert lance("coffre", "verifier", coffre).code == 3
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", AUTRE_PHRASE)
    assert lance("coffre", "verifier", coffre).code == 0


@pytest.mark.parametrize(
    ("nouvelle", "dit"), [(PHRASE, "la même"), (None, NOUVELLE), ("", NOUVELLE), ("azerty", "devine")], ids=str
)
def test_a_new_phrase_that_will_not_do_changes_nothing(
    lance: Lance, coffre: Path, monkeypatch: pytest.MonkeyPatch, nouvelle: str | None, dit: str
) -> None:
    avant = coffre.read_bytes()
    monkeypatch.delenv(NOUVELLE, raising=False)
    if nouvelle is not None:
        monkeypatch.setenv(NOUVELLE, nouvelle)
    with open(os.devnull) as rien:  # noqa: PTH123 - a device
        monkeypatch.setattr(sys, "stdin", rien)
        fini = lance("coffre", "phrase", coffre)
    assert (fini.code, fini.out, fini.err.count("\n")) == (3, "", 1)
    assert dit in fini.err
    assert coffre.read_bytes() == avant


def test_a_wrong_former_phrase_changes_nothing(lance: Lance, coffre: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    avant = coffre.read_bytes()
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", AUTRE_PHRASE)
    monkeypatch.setenv(NOUVELLE, PHRASE)
    assert lance("coffre", "phrase", coffre).code == 3
    assert coffre.read_bytes() == avant


def test_a_coffre_open_elsewhere_keeps_its_phrase(lance: Lance, coffre: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NOUVELLE, AUTRE_PHRASE)
    verrou = take_lock(coffre)
    assert isinstance(verrou, VerrouFichier)
    fini = lance("coffre", "phrase", coffre)
    verrou.release()
    assert (fini.code, fini.err.count("\n")) == (3, 1)
    assert "ouvert par un autre programme" in fini.err


def test_without_the_room_it_takes_the_phrase_is_not_changed_and_how_much_is_said(
    lance: Lance, coffre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    avant = coffre.read_bytes()
    monkeypatch.setenv(NOUVELLE, AUTRE_PHRASE)
    vrai = shutil.disk_usage(coffre.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: vrai._replace(free=300_000))
    fini = lance("coffre", "phrase", coffre)
    assert (fini.code, fini.err.count("\n")) == (3, 1)
    assert " Mo libres" in fini.err
    assert coffre.read_bytes() == avant


@pytest.mark.parametrize("commande", ["creer", "verifier", "sauvegarder", "restaurer", "phrase"])
def test_each_command_explains_itself(lance: Lance, commande: str) -> None:
    fini = lance("coffre", commande, "--aide")
    assert fini.code == 0
    assert "coffre" in fini.out


def test_the_group_shows_its_commands(lance: Lance) -> None:
    fini = lance("coffre", "--aide")
    assert all(commande in fini.out for commande in ("creer", "verifier", "sauvegarder", "restaurer", "phrase"))


def test_without_a_terminal_or_a_variable_the_phrase_is_asked_for_in_words(
    lance: Lance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open(os.devnull) as rien:  # noqa: PTH123 - a device
        monkeypatch.setattr(sys, "stdin", rien)
        fini = lance("coffre", "creer", tmp_path / "a.coffre")
    assert fini.code == 3
    assert "DROITS_USAGERS_PHRASE" in fini.err


def type_phrases(coffre: Path, *phrases: str) -> tuple[int, str]:
    """Makes a coffre from a terminal, typing a phrase at each question. Returns the exit code and what was shown."""
    clavier, terminal = os.openpty()
    programme = subprocess.Popen(
        [sys.executable, "-m", "droits_usagers", "coffre", "creer", str(coffre)],
        stdin=terminal,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert programme.stderr is not None
    vu = b""
    for phrase in phrases:
        # What is typed before the question would be thrown away.
        while not vu.endswith(b" : "):
            vu += os.read(programme.stderr.fileno(), 1)
        os.write(clavier, phrase.encode() + b"\n")
        vu += b"\n"
    vu += programme.stderr.read()
    programme.stderr.close()
    code = programme.wait()
    os.close(clavier)
    os.close(terminal)
    return code, vu.decode()


@sous_linux
def test_the_phrase_is_asked_twice_on_a_terminal_and_never_shown(tmp_path: Path) -> None:
    code, vu = type_phrases(tmp_path / "a.coffre", PHRASE, PHRASE)
    assert code == 0
    assert (tmp_path / "a.coffre").exists()
    assert PHRASE not in vu


@sous_linux
def test_two_different_phrases_make_nothing(tmp_path: Path) -> None:
    code, vu = type_phrases(tmp_path / "a.coffre", PHRASE, AUTRE_PHRASE)
    assert code == 3
    assert list(tmp_path.iterdir()) == []
    assert PHRASE not in vu
