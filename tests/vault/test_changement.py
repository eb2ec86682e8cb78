"""Changing the phrase: a new file in the place of the former one, or the former one and its phrase, whatever fails."""

import os
import shutil
from pathlib import Path

import pytest

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault.changement import room_needed
from droits_usagers.vault.driver import Cle, salt_of
from droits_usagers.vault.moteur import APPLICATION_ID, Database, rows, scalar
from tests.coffres import AUTRE_PHRASE, KDF_RAPIDE, PHRASE, Horloge, full, simple, write_note


def everything(chemin: Path, phrase: str) -> tuple[object, ...]:
    """What a file holds, table by table, and how it says so."""
    db: Database = Cle(phrase, kdf_iter=KDF_RAPIDE).consult(chemin)
    try:
        schema = rows(db, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name")
        tables = [nom for genre, nom, _, sql in schema if genre == "table" and "VIRTUAL" not in sql and nom != "journal"]
        lignes = {nom: sorted(map(repr, rows(db, f'SELECT * FROM "{nom}"'))) for nom in tables if nom != "sqlite_sequence"}  # noqa: S608 - our own names
        dits = [scalar(db, f"PRAGMA {nom}") for nom in ("application_id", "user_version", "page_size", "auto_vacuum")]
        return schema, lignes, dits
    finally:
        db.close()


def test_the_new_file_holds_all_that_the_former_one_held_under_another_salt(
    horloge: Horloge, coffre: Coffre, chemin: Path
) -> None:
    reference = coffre.dossiers.create(full())
    coffre.pieces.attach(reference, os.urandom(50_000), nom="réponse")
    coffre.brouillons.save(simple("Brouillon"))
    write_note(coffre, reference, "À rappeler")
    coffre.reglages.keep("suivi.colonnes", ["a"])
    avant, sel = everything(chemin, PHRASE), salt_of(chemin)
    horloge.advance(hours=1)
    coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    apres = everything(chemin, AUTRE_PHRASE)
    assert apres == avant
    assert apres[2][0] == APPLICATION_ID  # type: ignore[index]
    assert salt_of(chemin) != sel
    assert coffre.journal()[0].action is Action.PHRASE_CHANGEE
    assert coffre.verify().saine
    assert sorted(fichier.name for fichier in chemin.parent.iterdir() if fichier.name.startswith(".")) == []


def test_the_opened_coffre_goes_on_with_the_new_file(coffres: Coffres, coffre: Coffre, chemin: Path) -> None:
    coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    reference = coffre.dossiers.create(simple("Depuis"))
    # The lock went along: nobody else may write.
    assert coffres.open(chemin, AUTRE_PHRASE).lecture_seule
    coffre.close()
    rouvert = coffres.open(chemin, AUTRE_PHRASE)
    assert not rouvert.lecture_seule
    assert rouvert.dossiers.read(reference).demande == simple("Depuis")
    rouvert.close()


def test_who_may_read_the_file_does_not_change(coffre: Coffre, chemin: Path) -> None:
    chemin.chmod(0o640)
    coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    assert chemin.stat().st_mode & 0o777 == 0o640


def test_going_back_to_a_former_phrase_opens_its_backups_again(horloge: Horloge, coffre: Coffre) -> None:
    for avant, apres in ((PHRASE, AUTRE_PHRASE), (AUTRE_PHRASE, PHRASE)):
        horloge.advance(hours=1)
        coffre.change_phrase(avant, apres)
    assert [sauvegarde.phrase_actuelle for sauvegarde in coffre.backups()] == [False, True]


def test_a_damaged_coffre_is_not_copied_as_if_it_were_whole(coffre: Coffre, chemin: Path) -> None:
    coffre.pieces.attach(coffre.dossiers.create(simple()), os.urandom(60_000), nom="a")
    contenu = bytearray(chemin.read_bytes())
    contenu[-3000] ^= 1
    chemin.write_bytes(contenu)
    with pytest.raises(ExpectedError) as refus:
        coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    assert refus.value.panne is Panne.COFFRE_ABIME
    assert chemin.read_bytes() == contenu


def test_the_room_it_takes_is_said_before_anything_is_done(
    coffre: Coffre, chemin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coffre.pieces.attach(coffre.dossiers.create(simple()), os.urandom(3 * 10**6), nom="a")
    vrai = shutil.disk_usage(chemin.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: vrai._replace(free=5_900_000))
    with pytest.raises(ExpectedError) as refus:
        coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    assert (refus.value.panne, refus.value.faits["libre"]) == (Panne.PLACE_PHRASE, "5")
    assert int(refus.value.faits["besoin"]) > 6
    assert coffre.backups() == ()


def test_a_new_file_that_does_not_open_gives_its_place_back(
    coffres: Coffres, coffre: Coffre, chemin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    avant = everything(chemin, PHRASE)
    ouvrir = Cle.connect

    def refuse(self: Cle, ou: Path) -> Database:
        if ou == chemin and self == Cle(AUTRE_PHRASE, kdf_iter=KDF_RAPIDE):
            raise OSError(5, os.strerror(5))
        return ouvrir(self, ou)

    monkeypatch.setattr(Cle, "connect", refuse)
    with pytest.raises(ExpectedError) as refus:
        coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    assert refus.value.panne is Panne.PHRASE_INCHANGEE
    monkeypatch.undo()
    assert everything(chemin, PHRASE) == avant
    # The same coffre goes on, under the same phrase.
    reference = coffre.dossiers.create(simple())
    coffre.close()
    rouvert = coffres.open(chemin, PHRASE)
    assert rouvert.dossiers.read(reference).demande == simple()
    assert not list(chemin.parent.glob(".*"))
    rouvert.close()


def test_a_first_page_damaged_under_the_program_is_not_taken_for_a_wrong_phrase(coffre: Coffre, chemin: Path) -> None:
    coffre.dossiers.create(full())
    with chemin.open("r+b") as fichier:
        fichier.seek(200)
        fichier.write(bytes(64))
    with pytest.raises(ExpectedError) as refus:
        coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    assert refus.value.panne is Panne.COFFRE_ABIME
    with pytest.raises(ExpectedError) as refus:
        coffre.change_phrase("une autre phrase", AUTRE_PHRASE)
    assert refus.value.panne is Panne.PHRASE_REFUSEE


def test_the_room_it_takes_is_that_of_a_backup_and_of_the_new_file(chemin: Path) -> None:
    for taille in (0, 12_345):
        chemin.write_bytes(bytes(taille))
        assert room_needed(chemin) == 2 * taille + 262_144


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM notes",
        "INSERT INTO journal (quand, action) VALUES ('', '')",
        "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'dossiers'",
        "DROP INDEX dossiers_lot",
        "PRAGMA user_version = 99",
        "PRAGMA application_id = 1",
    ],
)
def test_a_new_file_that_does_not_hold_the_same_is_not_put_in_place(
    coffre: Coffre, chemin: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    reference = coffre.dossiers.create(full())
    write_note(coffre, reference, "À rappeler")
    avant, copier = chemin.read_bytes(), shutil.copymode

    def spoil(de: Path, vers: Path) -> None:
        db = Cle(AUTRE_PHRASE, kdf_iter=KDF_RAPIDE).connect(vers)
        db.conn.execute(sql)
        db.conn.commit()
        db.close()
        copier(de, vers)

    monkeypatch.setattr(shutil, "copymode", spoil)
    depot = coffre._depot  # noqa: SLF001 - the phrase alone, without the backup that comes before
    with pytest.raises(ExpectedError) as refus:
        depot.change_key(Cle(AUTRE_PHRASE, kdf_iter=KDF_RAPIDE), Horloge().now())
    assert refus.value.panne is Panne.PHRASE_INCHANGEE
    assert isinstance(refus.value.__cause__, ExpectedError)
    assert refus.value.__cause__.panne is Panne.COPIE_INFIDELE
    assert chemin.read_bytes() == avant
    assert not list(chemin.parent.glob(".*"))
    monkeypatch.undo()
    depot.change_key(Cle(AUTRE_PHRASE, kdf_iter=KDF_RAPIDE), Horloge().now())
    assert not list(chemin.parent.glob(".*"))


def test_the_phrase_is_never_changed_inside_a_transaction(coffre: Coffre) -> None:
    depot = coffre._depot  # noqa: SLF001 - no use case does it
    with depot.writing(), pytest.raises(RuntimeError):
        depot.change_key(Cle(AUTRE_PHRASE, kdf_iter=KDF_RAPIDE), Horloge().now())


def test_a_disk_without_hard_links_changes_the_phrase_all_the_same(
    coffres: Coffres, coffre: Coffre, chemin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    reference = coffre.dossiers.create(full())
    coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    coffre.close()
    rouvert = coffres.open(chemin, AUTRE_PHRASE)
    assert rouvert.dossiers.read(reference).demande == full()
    rouvert.close()
    assert not list(chemin.parent.glob(".*"))
