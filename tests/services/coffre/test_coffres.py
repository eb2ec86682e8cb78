"""The use cases of a coffre: creating, drafting, recording, the bin, the phrase, the worker that owns it."""

import datetime as dt
import queue
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.dossier.dossiers import Action, PositionLettre, PositionSerie
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
from droits_usagers.services.coffres import SEJOUR_CORBEILLE, Coffre, Coffres
from droits_usagers.services.socle.travail import Travailleur
from droits_usagers.vault.moteur import dbapi2
from tests.coffres import AUTRE_PHRASE, CANARI, PHRASE, Horloge, erase, full, simple
from tests.vault.test_driver import run_python

FAIBLE = "bobigny93"


def refusal(action: object) -> Panne:
    assert callable(action)
    with pytest.raises(ExpectedError) as refus:
        action()
    return refus.value.panne


# Creating.


def test_a_weak_phrase_is_refused_and_nothing_is_made(coffres: Coffres, tmp_path: Path) -> None:
    assert refusal(lambda: coffres.create(tmp_path / "a.coffre", FAIBLE)) is Panne.PHRASE_TROP_FAIBLE
    assert list(tmp_path.iterdir()) == []


def test_a_weak_phrase_is_accepted_when_insisted_upon(coffres: Coffres, tmp_path: Path) -> None:
    coffres.create(tmp_path / "a.coffre", FAIBLE, accept_weak=True).close()
    coffres.open(tmp_path / "a.coffre", FAIBLE).close()


def test_an_empty_phrase_is_never_accepted(coffres: Coffres, tmp_path: Path) -> None:
    assert refusal(lambda: coffres.create(tmp_path / "a.coffre", "", accept_weak=True)) is Panne.PHRASE_INUTILISABLE


def test_a_file_that_exists_is_never_replaced(coffres: Coffres, tmp_path: Path) -> None:
    (tmp_path / "a.coffre").write_text("à moi")
    assert refusal(lambda: coffres.create(tmp_path / "a.coffre", PHRASE)) is Panne.FICHIER_EXISTE
    assert (tmp_path / "a.coffre").read_text() == "à moi"


def test_a_new_coffre_does_not_take_over_the_backups_of_a_former_one(coffres: Coffres, coffre: Coffre) -> None:
    coffre.backup()
    coffre.close()
    coffre.chemin.unlink()
    assert refusal(lambda: coffres.create(coffre.chemin, PHRASE)) is Panne.FICHIER_EXISTE


def test_a_folder_that_is_not_there_is_refused_in_words(coffres: Coffres, tmp_path: Path) -> None:
    assert refusal(lambda: coffres.create(tmp_path / "absent" / "a.coffre", PHRASE)) is Panne.DOSSIER_INACCESSIBLE


def test_a_coffre_with_any_name_can_be_made_and_opened(coffres: Coffres, tmp_path: Path) -> None:
    for nom in ("à # ? %20 [x] *.coffre", "dossiers de l'été", "?mode=memory"):
        coffre = coffres.create(tmp_path / nom, PHRASE, accept_weak=True)
        coffre.backup()
        coffre.close()
        rouvert = coffres.open(tmp_path / nom, PHRASE)
        assert len(rouvert.backups()) == 1
        rouvert.close()
    assert sorted(fichier.name for fichier in tmp_path.iterdir() if fichier.suffix == ".tmp") == []


def test_a_disk_pulled_out_is_said_and_is_no_crash(coffre: Coffre) -> None:
    coffre.dossiers.create(full())
    shutil.rmtree(coffre.chemin.parent)
    for action in (lambda: coffre.dossiers.create(simple()), coffre.backup, coffre.etat):
        assert refusal(action) is Panne.COFFRE_INACCESSIBLE


# Drafts.


def test_a_draft_is_replaced_by_the_next_one_of_the_same_key(coffre: Coffre) -> None:
    cle = coffre.brouillons.save(simple("A"), position=PositionSerie(2))
    assert coffre.brouillons.save(simple("B"), cle=cle, position=PositionSerie(3)) == cle
    (brouillon,) = coffre.brouillons.latest()
    assert (brouillon.demande, brouillon.position) == (simple("B"), PositionSerie(3))


def test_a_draft_goes_away_with_the_dossier_made_of_it(coffre: Coffre) -> None:
    cle = coffre.brouillons.save(simple())
    coffre.dossiers.create(simple(), brouillon=cle)
    assert coffre.brouillons.latest() == ()


def test_two_dossiers_can_be_made_of_one_draft(coffre: Coffre) -> None:
    cle = coffre.brouillons.save(simple())
    assert {coffre.dossiers.create(simple(), brouillon=cle) for _ in range(2)} == {"2026-0001", "2026-0002"}


def test_the_draft_of_a_dossier_says_which(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    cle = coffre.brouillons.save(simple("B"), reference=reference)
    assert coffre.brouillons.latest()[0].reference == reference
    coffre.dossiers.update(reference, simple("B"), brouillon=cle)
    assert coffre.brouillons.latest() == ()
    assert coffre.dossiers.read(reference).demande == simple("B")


def test_a_draft_that_is_forgotten_is_forgotten(coffre: Coffre) -> None:
    coffre.brouillons.delete(coffre.brouillons.save(simple()))
    coffre.brouillons.delete("inconnu")
    assert coffre.brouillons.latest() == ()


def test_drafts_come_latest_first(horloge: Horloge, coffre: Coffre) -> None:
    premier = coffre.brouillons.save(simple())
    horloge.advance(seconds=1)
    second = coffre.brouillons.save(simple())
    horloge.advance(seconds=1)
    coffre.brouillons.save(simple(), cle=premier)
    assert [brouillon.cle for brouillon in coffre.brouillons.latest()] == [premier, second]


# Dossiers.


def test_everything_asked_comes_back(coffre: Coffre) -> None:
    assert coffre.dossiers.read(coffre.dossiers.create(full())).demande == full()


def test_references_follow_one_another_within_a_year_and_are_never_given_again(horloge: Horloge, coffre: Coffre) -> None:
    coffre.dossiers.create(simple())
    erase(coffre, [coffre.dossiers.create(simple())])
    assert coffre.dossiers.create(simple()) == "2026-0003"
    horloge.advance(days=60)
    assert coffre.dossiers.create(simple()) == "2027-0001"


def test_an_edit_replaces_everyone_and_leaves_the_facts(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(full())
    coffre.dossiers.update(reference, simple())
    assert coffre.dossiers.read(reference).demande == replace(simple(), evenements=full().evenements)


def test_editing_one_dossier_leaves_the_organisme_and_the_people_of_another(coffre: Coffre) -> None:
    organisme = Organisme("CCAS")
    premier, second = (coffre.dossiers.create(replace(simple(), organisme=organisme)) for _ in range(2))
    coffre.dossiers.update(premier, replace(simple("Mariée"), organisme=Organisme("Mairie")))
    assert coffre.dossiers.read(second).demande == replace(simple(), organisme=organisme)


def test_a_cancelled_fact_stays_readable_and_counts_no_more(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    fait = Evenement(dt.date(2026, 11, 1), TypeEvenement.RECU)
    numero = coffre.faits.take(FaitANoter(reference, fait))[0].numero
    coffre.faits.give_back(FaitPris(reference, numero))
    lu = coffre.dossiers.read(reference)
    assert [(note.evenement, note.annule) for note in lu.faits] == [(fait, True)]
    assert lu.demande.evenements == ()
    assert refusal(lambda: coffre.faits.give_back(FaitPris(reference, numero))) is Panne.FAIT_INCONNU


def test_a_fact_of_another_dossier_cannot_be_cancelled(coffre: Coffre) -> None:
    numero = coffre.faits.take(
        FaitANoter(coffre.dossiers.create(simple()), Evenement(dt.date(2026, 11, 1), TypeEvenement.RECU))
    )[0].numero
    autre = coffre.dossiers.create(simple())
    assert refusal(lambda: coffre.faits.give_back(FaitPris(autre, numero))) is Panne.FAIT_INCONNU


def test_a_letter_keeps_its_template_and_its_file(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    gabarit = GabaritUtilise("acces/demande", "3", "ab12")
    coffre.lettres.keep(reference, etape="demande", gabarit=gabarit, nom="lettre.docx", contenu=b"PK")
    coffre.lettres.keep(reference, etape="relance", gabarit=gabarit)
    premiere, seconde = coffre.dossiers.read(reference).courriers
    assert (premiere.etape, premiere.gabarit) == ("demande", gabarit)
    assert premiere.piece is not None
    assert coffre.pieces.content(premiere.piece.empreinte) == b"PK"
    assert seconde.piece is None
    assert coffre.dossiers.read(reference).pieces == ()


@pytest.mark.parametrize("contenu", [b"", b"x", bytes(300_000)])
def test_a_file_comes_back_as_it_was(coffre: Coffre, contenu: bytes) -> None:
    reference = coffre.dossiers.create(simple())
    empreinte = coffre.pieces.attach(reference, contenu, nom="réponse.pdf")
    (piece,) = coffre.dossiers.read(reference).pieces
    assert (piece.empreinte, piece.nom, piece.taille) == (empreinte, "réponse.pdf", len(contenu))
    assert coffre.pieces.content(empreinte) == contenu


def test_what_is_not_there_is_said_not_to_be_there(coffre: Coffre) -> None:
    for action in (
        coffre.dossiers.read,
        coffre.corbeille.put,
        coffre.corbeille.take_back,
        lambda reference: erase(coffre, [reference]),
    ):
        assert refusal(lambda action=action: action("2020-0001")) is Panne.DOSSIER_INCONNU
    assert refusal(lambda: coffre.pieces.content("0" * 64)) is Panne.PIECE_INCONNUE


# The bin.


def test_the_bin_says_who_and_when(horloge: Horloge, coffre: Coffre) -> None:
    element = coffre.corbeille.put(coffre.dossiers.create(replace(simple(), organisme=Organisme("CCAS"))))
    assert (element.personne, element.organisme) == ("Élodie Œuvrard", "CCAS")
    assert element.efface_le == horloge.today() + SEJOUR_CORBEILLE
    assert coffre.corbeille.content() == (element,)
    etat = coffre.etat()
    assert etat.dossiers == 0


def test_discarding_twice_does_not_put_the_day_off(horloge: Horloge, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    premier = coffre.corbeille.put(reference)
    horloge.advance(days=5)
    assert coffre.corbeille.put(reference) == premier


def test_the_draft_of_a_discarded_dossier_is_not_offered(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    coffre.brouillons.save(simple(), reference=reference)
    coffre.corbeille.put(reference)
    assert coffre.brouillons.latest() == ()
    coffre.corbeille.take_back(reference)
    assert len(coffre.brouillons.latest()) == 1


def test_a_fact_recorded_while_in_the_bin_does_not_bring_the_dossier_out(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    coffre.corbeille.put(reference)
    coffre.faits.take(FaitANoter(reference, Evenement(dt.date(2026, 11, 1), TypeEvenement.RECU)))
    assert coffre.liste.page().total == 0


# The phrase.


def test_the_phrase_changes_only_for_who_knows_it(coffres: Coffres, coffre: Coffre) -> None:
    assert refusal(lambda: coffre.change_phrase("une autre", AUTRE_PHRASE)) is Panne.PHRASE_REFUSEE
    assert refusal(lambda: coffre.change_phrase(PHRASE, FAIBLE)) is Panne.PHRASE_TROP_FAIBLE
    coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    coffre.dossiers.create(simple())
    coffre.close()
    assert refusal(lambda: coffres.open(coffre.chemin, PHRASE)) is Panne.PHRASE_REFUSEE
    coffres.open(coffre.chemin, AUTRE_PHRASE).close()


# What is said, and what is not.


def test_the_journal_says_what_was_done_newest_first_and_to_nobody_s_name(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(full())
    coffre.faits.take(FaitANoter(reference, Evenement(dt.date(2026, 11, 1), TypeEvenement.RECU)))
    assert [ligne.action for ligne in coffre.journal()] == [Action.FAIT_NOTE, Action.DOSSIER_CREE, Action.COFFRE_CREE]
    assert coffre.journal(taille=1)[0].numero == coffre.dossiers.read(reference).numero
    assert CANARI not in repr(coffre.journal())


def test_nothing_that_is_given_back_shows_a_name_by_accident(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(full())
    coffre.pieces.attach(reference, b"x", nom=CANARI)
    coffre.brouillons.save(full(), reference=reference, position=PositionLettre(CANARI))
    vus = [
        coffre.dossiers.read(reference),
        coffre.liste.page(),
        coffre.brouillons.latest(),
        coffre.etat(),
        coffre.corbeille.put(reference),
        coffre.corbeille.content(),
    ]
    assert CANARI not in repr(vus)


def test_a_synchronised_folder_and_its_conflicts_are_named(coffres: Coffres, tmp_path: Path) -> None:
    dossier = tmp_path / "OneDrive - Conseil départemental" / "Permanence"
    dossier.mkdir(parents=True)
    coffre = coffres.create(dossier / "a.coffre", PHRASE, accept_weak=True)
    conflit = dossier / "a (copie en conflit de PC-12).coffre"
    conflit.touch()
    protection = run_through(coffre.protection.reading())
    assert protection.synchronise_par == coffre.etat().synchronise_par == "OneDrive"
    assert [copie.nom for copie in protection.conflits] == [conflit.name]
    coffre.close()
    assert coffres.synchronised_by(tmp_path / "a.coffre") == ""


# Threads and imports.


def test_the_worker_that_opened_a_coffre_is_the_only_one_to_use_it(coffres: Coffres, coffre: Coffre) -> None:
    coffre.close()
    travailleur, reponses = Travailleur(), queue.Queue[object]()

    def ask(action: object) -> object:
        assert callable(action)
        travailleur.submit(action, on_success=reponses.put, on_failure=reponses.put)
        return reponses.get(timeout=300)

    ouvert = ask(lambda: coffres.open(coffre.chemin, PHRASE))
    assert isinstance(ouvert, Coffre)
    reference = ask(lambda: ouvert.dossiers.create(simple()))
    with pytest.raises(dbapi2.ProgrammingError):
        ouvert.dossiers.read(str(reference))
    ask(ouvert.close)
    travailleur.stop()


def test_the_window_loads_the_use_cases_without_the_engine_until_it_is_prepared() -> None:
    fini = run_python(
        "import sys, droits_usagers.services.coffre.phrases\n"
        "from tests.coffres import make_coffres\n"
        "coffres = make_coffres()\n"
        "assert not {'sqlite_utils', 'sqlcipher3', 'zxcvbn', 'mnemonic', 'filelock'} & set(sys.modules)\n"
        "coffres.prepare()\n"
        "assert {'sqlite_utils', 'sqlcipher3', 'filelock'} < set(sys.modules)"
    )
    assert fini.returncode == 0, fini.stderr
