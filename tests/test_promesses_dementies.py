"""Each promise, with what makes it false done for real: it is not said.

What a window does with it is tested beside its screens; here is what each proof rests on.
"""

import datetime as dt
import errno
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from string import Formatter

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.libre import grant
from droits_usagers.domain.dossier.dossiers import PositionLettre, TeteJournal
from droits_usagers.domain.droit.veille import ArticleOfficiel, ConstatVeille, Sort, digest, reads_the_same
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffre.valeurs import Effacement, Verification, is_nowhere_else, reads_whole
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.ecriture import (
    are_gone,
    are_there,
    require_there,
    watching,
    write_file,
    write_new_files,
    write_together,
)
from droits_usagers.services.socle.pannes import sentence_of
from droits_usagers.ui.fenetre.verrouillage import Fermeture, all_answered
from tests.coffres import PHRASE, make_coffres, simple

RIEN = "Rien n’a été"


@contextmanager
def _small_files(octets: int) -> Iterator[None]:
    """The system refuses any file that is larger: what a full disk does."""
    avant = resource.getrlimit(resource.RLIMIT_FSIZE)
    ecoute = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, avant[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, avant)
        signal.signal(signal.SIGXFSZ, ecoute)


@pytest.fixture
def coffre(tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres().create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


# « Rien n'a été écrit »


def test_nothing_written_is_said_of_a_work_that_wrote_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(ExpectedError) as plein, watching(), _small_files(10):
        write_file(tmp_path / "lettre.pdf", grant(b"x" * 100))

    assert plein.value.panne is Panne.DISQUE_PLEIN
    assert [*tmp_path.iterdir()] == []
    assert RIEN in sentence_of(plein.value, catalogue.textes)


def test_nothing_written_is_not_said_once_a_file_was(tmp_path: Path, catalogue: Catalogue) -> None:
    """The first letters of a batch are on the disk when the next one finds it full."""

    def write_both() -> None:
        write_file(tmp_path / "premiere.pdf", grant(b"courte"))
        write_file(tmp_path / "seconde.pdf", grant(b"x" * 100))

    with pytest.raises(ExpectedError) as plein, watching(), _small_files(50):
        write_both()

    dit = sentence_of(plein.value, catalogue.textes)
    assert (tmp_path / "premiere.pdf").exists()
    assert RIEN not in dit
    assert "seconde.pdf" in dit


def test_nothing_written_is_not_said_once_a_coffre_changed(coffre: Coffre, tmp_path: Path, catalogue: Catalogue) -> None:
    def keep_and_write() -> None:
        coffre.brouillons.save(simple())
        write_file(tmp_path / "absent" / "lettre.pdf", grant(b"lettre"))

    with pytest.raises(ExpectedError) as absent, watching():
        keep_and_write()

    assert RIEN not in sentence_of(absent.value, catalogue.textes)


def test_nothing_is_said_to_be_safe_by_who_did_not_look(catalogue: Catalogue) -> None:
    for panne in Panne:
        noms = {nom for _, nom, _, _ in Formatter().parse(catalogue.textes(f"pannes.{panne}")) if nom}
        faits = {nom: "x" for nom in noms if f"surete.{nom}" not in catalogue.textes}
        dit = sentence_of(ExpectedError(panne, **faits), catalogue.textes)
        assert RIEN not in dit, panne
        assert "  " not in dit, panne


# « … est dans le dossier »


def test_a_file_that_is_taken_away_is_not_said_to_be_there(tmp_path: Path) -> None:
    places = write_new_files(tmp_path, {"a.pdf": grant(b"a"), "b.pdf": grant(b"b")})
    assert are_there(*places.values()) is not None

    places["b.pdf"].unlink()
    assert are_there(*places.values()) is None
    with pytest.raises(ExpectedError) as absent:
        require_there(*places.values())
    assert absent.value.panne is Panne.ECRIT_AUTREMENT


def test_a_file_that_was_emptied_or_is_none_is_not_said_to_be_there(tmp_path: Path) -> None:
    (tmp_path / "vide.pdf").touch()
    (tmp_path / "dossier.pdf").mkdir()

    assert are_there(tmp_path / "vide.pdf") is None
    assert are_there(tmp_path / "dossier.pdf") is None
    assert are_there() is None


@pytest.mark.skipif(os.name != "posix", reason="a folder is made to last by the system alone")
@pytest.mark.parametrize("ensemble", [True, False])
def test_a_disk_that_does_not_give_back_what_was_written_is_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, ensemble: bool
) -> None:
    """It says yes to all, and has something else: seen by opening the file again."""
    chemin = tmp_path / "lettre.pdf"
    fsync = os.fsync

    def spoil(descripteur: int) -> None:
        fsync(descripteur)
        if chemin.exists():
            chemin.write_bytes(b"autre chose")

    monkeypatch.setattr(os, "fsync", spoil)
    ecrire = partial(write_together, grant({chemin: b"lettre"})) if ensemble else partial(write_file, chemin, grant(b"lettre"))
    with pytest.raises(ExpectedError) as autre:
        ecrire()
    assert autre.value.panne is Panne.ECRIT_AUTREMENT


def test_without_hard_links_what_was_there_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a key in FAT, the first file was lost when the second could not be put in its place."""
    premier, second = tmp_path / "lettre.pdf", tmp_path / "lettre.docx"
    premier.write_bytes(b"ancienne")
    (second / "occupe").mkdir(parents=True)

    def refuse(_lien: Path, _cible: Path) -> None:
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with pytest.raises(ExpectedError):
        write_together(grant({premier: b"nouvelle", second: b"nouvelle"}), remplacer=True)
    assert premier.read_bytes() == b"ancienne"
    assert sorted(reste.name for reste in tmp_path.iterdir()) == ["lettre.docx", "lettre.pdf"]


# « Supprimés de cet ordinateur »


def test_a_file_that_is_still_there_is_not_said_to_be_gone(tmp_path: Path) -> None:
    la, lien = tmp_path / "la.pdf", tmp_path / "lien.pdf"
    la.write_bytes(b"lettre")
    lien.symlink_to(tmp_path / "absent.pdf")

    assert are_gone(tmp_path / "absent.pdf") is not None
    assert are_gone(tmp_path / "absent.pdf", la) is None
    assert are_gone(lien) is None
    # A name that no disk can look up tells nothing.
    assert are_gone(tmp_path / ("a" * 5000)) is None


# « Brouillon gardé »


def test_a_draft_that_is_not_in_the_coffre_as_typed_is_not_said_to_be_kept(coffre: Coffre) -> None:
    demande = simple()
    cle = coffre.brouillons.save(demande, position=PositionLettre("vous"))
    assert coffre.brouillons.holds(cle, demande, position=PositionLettre("vous")) is not None

    assert coffre.brouillons.holds(cle, simple("Autre"), position=PositionLettre("vous")) is None
    assert coffre.brouillons.holds(cle, demande, position=PositionLettre("relire")) is None
    coffre.brouillons.delete(cle)
    assert coffre.brouillons.holds(cle, demande, position=PositionLettre("vous")) is None


# « Le coffre est fermé »


def test_a_coffre_that_is_open_is_not_said_to_be_closed(coffre: Coffre, catalogue: Catalogue) -> None:
    assert coffre.is_closed() is None

    coffre.close()
    fermee = coffre.is_closed()
    assert fermee is not None
    assert "fermé" in Fermeture(fermee).words(catalogue.textes)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not tell who holds a file")
def test_a_handle_left_on_the_file_is_enough(coffre: Coffre, catalogue: Catalogue) -> None:
    with coffre.chemin.open("rb"):
        coffre.close()
        reste = coffre.is_closed()
    assert reste is None
    assert "est fermé" not in Fermeture(reste, all_answered(0, ())).words(catalogue.textes)
    assert "est fermé" not in Fermeture(reste).words_of_file(catalogue.textes)


def test_what_was_begun_is_not_said_to_be_kept_when_a_screen_says_otherwise(coffre: Coffre, catalogue: Catalogue) -> None:
    coffre.close()
    fermee = coffre.is_closed()
    for gardee in (all_answered(0, ("Le disque est plein.",)), all_answered(1, ())):
        dit = Fermeture(fermee, gardee).words(catalogue.textes)
        assert "a été gardé" not in dit
        assert "n’a pas pu y être gardé" in dit
    assert "a été gardé, chiffré" in Fermeture(fermee, all_answered(0, ())).words(catalogue.textes)


# « … il est intact », « C'est effacé », « inchangé »


def test_a_reading_that_found_something_is_not_said_to_be_whole() -> None:
    saine = Verification(0, 0, TeteJournal(3, "a" * 64))
    assert reads_whole(saine) is not None
    for autre in (replace(saine, pages_abimees=1), replace(saine, liens_rompus=1), replace(saine, tete=None)):
        assert reads_whole(autre) is None
    assert reads_whole(replace(saine, journal_rompu=2)) is None


def test_what_may_be_in_another_file_is_not_said_to_be_erased_everywhere(tmp_path: Path) -> None:
    assert is_nowhere_else(Effacement(1)) is not None
    assert is_nowhere_else(Effacement(1, autres_copies=(tmp_path / "copie.coffre",))) is None


def test_an_article_that_reads_otherwise_is_not_said_to_be_the_same(catalogue: Catalogue) -> None:
    entree = replace(next(iter(catalogue.droit.entrees.values())), empreinte=digest("Le texte."))
    article = ArticleOfficiel(num="1", texte="Le texte.", etat="VIGUEUR", depuis=dt.date(2026, 1, 1), identifiant="")
    pareil = ConstatVeille(entree, Sort.INCHANGE, article)

    assert reads_the_same(pareil) is not None
    assert reads_the_same(pareil, replace(pareil, nouveau=replace(article, texte="Un autre."))) is None
    assert reads_the_same(replace(pareil, nouveau=None)) is None
