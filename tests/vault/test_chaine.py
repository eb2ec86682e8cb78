"""The lines of a journal are chained: an accident shows, wherever it is; whoever holds the phrase is not held by it."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from droits_usagers.domain.dossier.dossiers import Action, TeteJournal, read_head
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.suivi.exports import ChoixExport
from droits_usagers.vault.moteur import Database, rows
from droits_usagers.vault.sauvegardes import backups_of
from tests.chaque import chaque
from tests.coffres import AUTRE_PHRASE, PHRASE, Horloge, erase, full, simple
from tests.vault.clair import decrypted, holds_canary
from tests.vault.test_migrations import load_version

#: What an accident does, that the file itself refuses to whoever asks for it.
_GARDES = ("journal_sans_reecriture", "journal_sans_oubli")


def lines(coffre: Coffre) -> list[tuple[object, ...]]:
    """The lines as they lie in the file."""
    return rows(coffre._depot._db, "SELECT id, quand, action, numero, empreinte FROM journal ORDER BY id")  # noqa: SLF001 - idem


def hurt(coffre: Coffre, sql: str) -> None:
    """Change the journal as nothing of the program does."""
    db: Database = coffre._depot._db  # noqa: SLF001 - triggers can only be gone round there
    with db.atomic():
        gardes = [rows(db, "SELECT sql FROM sqlite_master WHERE name = ?", (garde,))[0][0] for garde in _GARDES]
        for garde in _GARDES:
            db.conn.execute(f"DROP TRIGGER {garde}")
        for partie in (*sql.split(";"), *gardes):
            db.conn.execute(partie)


def head(coffre: Coffre) -> TeteJournal:
    tete = coffre.verify().tete
    assert tete is not None
    return tete


def written(coffre: Coffre, combien: int = 6) -> None:
    """A journal with something in it."""
    for rang in range(combien):
        coffre.dossiers.create(simple(f"N{rang}"))


def test_each_line_is_chained_to_the_one_before_it_by_a_published_rule(coffre: Coffre) -> None:
    written(coffre)
    avant = b""
    for *ligne, empreinte in lines(coffre):
        avant = sha256(avant + json.dumps(ligne, separators=(",", ":")).encode()).digest()
        assert empreinte == avant
    tete = head(coffre)
    assert (tete.ligne, tete.empreinte) == (7, avant.hex())
    verifie = coffre.verify()
    assert (verifie.tete, verifie.journal_rompu, verifie.saine) == (tete, 0, True)


@pytest.mark.parametrize(
    ("sql", "rompue"),
    [
        ("UPDATE journal SET action = 'dossier_efface' WHERE id = 3", 3),
        ("UPDATE journal SET quand = '2020-01-01T00:00:00+00:00' WHERE id = 1", 1),
        ("UPDATE journal SET numero = 12 WHERE id = 7", 7),
        ("UPDATE journal SET empreinte = x'' WHERE id = 4", 4),
        ("DELETE FROM journal WHERE id = 4", 4),
        ("DELETE FROM journal WHERE id = 1", 1),
        # Nothing follows it: only the count of lines tells.
        ("DELETE FROM journal WHERE id > 5", 6),
        ("DELETE FROM journal", 1),
        # What does not even leave its count.
        ("DELETE FROM sqlite_sequence WHERE name = 'journal'; UPDATE journal SET action = 'note_ecrite' WHERE id = 3", 3),
        # Before the first one.
        ("INSERT INTO journal SELECT -5, quand, action, numero, empreinte FROM journal WHERE id = 2", 1),
    ],
)
def test_a_line_that_was_lost_or_changed_is_named(coffre: Coffre, sql: str, rompue: int) -> None:
    written(coffre)
    hurt(coffre, sql)
    assert coffre.verify().journal_rompu == rompue
    # And stays so, whatever is written after it.
    written(coffre)
    assert coffre.verify().journal_rompu == rompue


def test_a_journal_of_which_nothing_is_left_is_cut_and_has_no_last_line_to_print(coffre: Coffre) -> None:
    written(coffre)
    hurt(coffre, "DELETE FROM journal; DELETE FROM sqlite_sequence WHERE name = 'journal'")
    verifie = coffre.verify()
    assert (verifie.journal_rompu, verifie.tete) == (1, None)
    assert run_through(coffre.exports.gathering(ChoixExport())).tete is None


def test_whoever_holds_the_phrase_can_write_it_all_again(coffre: Coffre) -> None:
    """What SECURITY.md says of it: this is no proof against anyone."""
    written(coffre)
    imprimee = head(coffre)
    hurt(coffre, "UPDATE journal SET action = 'note_ecrite' WHERE id = 3")
    avant, refaites = b"", []
    for *ligne, _ in lines(coffre):
        avant = sha256(avant + json.dumps(ligne, separators=(",", ":")).encode()).digest()
        refaites.append(f"UPDATE journal SET empreinte = x'{avant.hex()}' WHERE id = {ligne[0]}")  # noqa: S608 - ours
    hurt(coffre, ";".join(refaites))
    assert coffre.verify().journal_rompu == 0
    # Only what was printed before, and kept elsewhere, tells.
    assert not coffre.holds_line(imprimee)


def test_a_printed_digest_is_found_again_and_another_is_not(coffre: Coffre) -> None:
    written(coffre)
    tete = head(coffre)
    written(coffre)
    lue = read_head(f"Journal du coffre, ligne {tete.ligne} : {tete.courte}")
    assert lue is not None
    assert coffre.holds_line(lue)
    assert not coffre.holds_line(TeteJournal(tete.ligne + 1, lue.empreinte))
    assert not coffre.holds_line(TeteJournal(9_999, lue.empreinte))
    assert not coffre.holds_line(TeteJournal(tete.ligne, ""))


@chaque(
    ("texte", "ligne"),
    [
        ("ligne 1234 : gkbc mnfr ssdt cbqv", 1234),
        ("1234 gkbcmnfrssdtcbqv", 1234),
        ("Journal du coffre, ligne 7 : GKBC-MNFR-SSDT-CBQV.", 7),
        ("  12,gkbc mnfr  ssdt cbqv ", 12),
        ("gkbc mnfr ssdt cbqv", None),
        ("1234", None),
        ("1234 : gkbc mnfr ssdt", None),
        ("1234 : gkbc mnfr ssdt cbqa", None),
        ("", None),
    ],
)
def test_a_digest_is_read_as_people_copy_it(texte: str, ligne: int | None) -> None:
    lue = read_head(texte)
    assert (lue.ligne if lue else None) == ligne
    assert lue is None or lue.courte == "gkbc mnfr ssdt cbqv"


def test_an_older_journal_is_chained_as_it_reads_that_day(coffres: Coffres, chemin: Path) -> None:
    load_version(chemin, 7)
    coffre = coffres.open(chemin, PHRASE)
    assert [ligne.action for ligne in coffre.journal()][:1] == [Action.FORMAT_CHANGE]
    assert coffre.verify().journal_rompu == 0
    assert head(coffre).ligne == 10
    coffre.close()


def test_the_chain_goes_on_after_erasing_and_names_nobody(coffre: Coffre, chemin: Path, horloge: Horloge) -> None:
    reference = coffre.dossiers.create(full())
    coffre.backup()
    avant = head(coffre)
    horloge.advance(hours=1)
    erase(coffre, [reference])
    # What is erased leaves its number, and the chain: here, and in the backup that was rewritten without it.
    assert coffre.verify().journal_rompu == 0
    assert coffre.holds_line(avant)
    (sauvegarde,) = backups_of(chemin)
    copie = chemin.with_name("relue.coffre")
    shutil.copy(sauvegarde, copie)
    coffre.close()
    for fichier in (chemin, copie):
        assert not holds_canary(decrypted(fichier))


def test_a_backup_rewritten_by_erasing_and_put_back_begins_again_and_says_so(
    coffres: Coffres, coffre: Coffre, chemin: Path, horloge: Horloge
) -> None:
    reference = coffre.dossiers.create(full())
    avant = head(coffre)
    coffre.backup()
    horloge.advance(hours=1)
    erase(coffre, [reference])
    apres = head(coffre)
    coffre.close()
    coffres.restore(chemin, PHRASE)
    remis = coffres.open(chemin, PHRASE)
    assert remis.journal()[0].action is Action.SAUVEGARDE_REMISE
    assert remis.verify().journal_rompu == 0
    # What was printed until the backup is found; what was printed after is not, and the journal says why.
    assert remis.holds_line(avant)
    assert not remis.holds_line(apres)
    remis.close()


def test_changing_the_phrase_keeps_the_chain(coffre: Coffre) -> None:
    written(coffre)
    avant = head(coffre)
    coffre.change_phrase(PHRASE, AUTRE_PHRASE, accept_weak=True)
    assert coffre.holds_line(avant)
    assert coffre.verify().journal_rompu == 0


def test_one_more_line_reads_no_other_one(coffre: Coffre) -> None:
    """A coffre of a hundred thousand dossiers: the plan of what is read to add a line walks no table but the tiny one."""
    from droits_usagers.vault.chaine import _FIN

    plan = " / ".join(str(ligne[-1]) for ligne in rows(coffre._depot._db, f"EXPLAIN QUERY PLAN {_FIN}"))  # noqa: SLF001 - idem
    # By the number of rows, from the end, and stopped at the first; sqlite_sequence has a line for each table.
    assert "TEMP B-TREE" not in plan
    assert plan.count("SCAN journal") == plan.count("SCAN sqlite_sequence") == 1


def test_a_copy_of_a_copy_compares_by_its_chain(coffres: Coffres, coffre: Coffre, chemin: Path, horloge: Horloge) -> None:
    autre = chemin.with_name(f"{chemin.stem}-PC-ACCUEIL.coffre")
    written(coffre, 2)
    shutil.copy(chemin, autre)

    def told() -> tuple[str, bool]:
        (conflit,) = run_through(coffre.protection.reading()).conflits
        assert conflit.nom == autre.name
        return conflit.parente, conflit.plus_recente

    assert told() == ("ancienne", False)
    horloge.advance(days=1)
    written(coffre, 1)
    assert told() == ("ancienne", False)
    horloge.advance(days=1)
    ailleurs = coffres.open(autre, PHRASE)
    written(ailleurs, 1)
    (vu_de_la,) = run_through(ailleurs.protection.reading()).conflits
    assert (vu_de_la.nom, vu_de_la.parente, vu_de_la.plus_recente) == (chemin.name, "divergente", False)
    ailleurs.close()
    assert told() == ("divergente", True)
    # It went on where this one stopped.
    coffre.close()
    shutil.copy(chemin, autre)
    ailleurs = coffres.open(autre, PHRASE)
    written(ailleurs, 1)
    ailleurs.close()
    rouvert = coffres.open(chemin, PHRASE)
    assert run_through(rouvert.protection.reading()).conflits[0].parente == "suite"
    # What is cut short is told by its date alone.
    autre.write_bytes(autre.read_bytes()[:100])
    assert run_through(rouvert.protection.reading()).conflits[0].parente == "inconnue"
    rouvert.close()
