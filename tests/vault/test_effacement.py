"""Erasing reaches every byte of the coffre and of the backups within reach; the others are named."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.dossier.attaches import NOTE
from droits_usagers.domain.dossier.dossiers import GenreLot, GenrePiece, PositionLettre
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.conservation import GenreTrace, Traces, about, erasing
from droits_usagers.services.coffre.saisies import (
    EbaucheGardee,
    SaisieGardee,
    drop_ebauche,
    keep_ebauche,
    keep_saisies,
    read_ebauche,
    read_saisies,
)
from droits_usagers.services.coffre.valeurs import FaitANoter, NouveauDossier
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.envois.envoi import keep_typed, take_typed
from droits_usagers.services.reprise.chemin import RepriseGardee, TableDonnee, keep_reprise, read_reprise
from droits_usagers.vault.driver import Cle
from tests.coffres import (
    AUTRE_PHRASE,
    CANARI,
    KDF_RAPIDE,
    PHRASE,
    Horloge,
    erase,
    files_holding,
    full,
    give_up_doubts,
    simple,
    write_note,
)
from tests.vault.clair import decrypted, holds_canary

CANARI_EN_OCTETS = CANARI.encode()


def fill(coffre: Coffre) -> str:
    """A dossier with the canary wherever something can be kept."""
    cle = coffre.brouillons.save(full())
    reference = coffre.dossiers.create(full(), brouillon=cle, affaire=coffre.affaires.create(CANARI))
    coffre.brouillons.save(full(), reference=reference, position=PositionLettre(CANARI))
    coffre.lettres.keep(
        reference, etape="demande", gabarit=GabaritUtilise("a", "1", "b"), nom=f"{CANARI}.docx", contenu=CANARI_EN_OCTETS
    )
    coffre.pieces.attach(reference, CANARI_EN_OCTETS * 900, nom=CANARI)
    write_note(coffre, reference, CANARI)
    keep_reprise(coffre, RepriseGardee(TableDonnee(colle=CANARI), {"decisions": {CANARI: True}}))
    keep_saisies(coffre, "suivi", [SaisieGardee({CANARI: CANARI})])
    for genre in ("notices", "grille"):
        keep_ebauche(coffre, genre, EbaucheGardee(CANARI_EN_OCTETS), nouvelle=True)
    keep_typed(coffre, [reference], date="", numeros=CANARI)
    coffre.mandats.add(Mandat(CANARI, CANARI), [reference])
    coffre.faits.take(FaitANoter(reference, Evenement(dt.date(2026, 11, 20), TypeEvenement.RELANCE_ENVOYEE), recommande=CANARI))
    return reference


def kept(chemin: Path, table: str) -> int:
    """How many rows a table of this file holds."""
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(chemin)
    try:
        return int(db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - ours
    finally:
        db.close()


def test_the_search_itself_finds_what_is_there(coffre: Coffre, chemin: Path) -> None:
    fill(coffre)
    coffre.close()
    clair = decrypted(chemin)
    assert holds_canary(clair)
    assert clair == decrypted(chemin, plainly=True)


def test_nothing_typed_is_in_clear_on_the_disk(coffre: Coffre, tmp_path: Path) -> None:
    fill(coffre)
    coffre.backup()
    coffre.close()
    assert files_holding(tmp_path, CANARI) == []
    assert files_holding(tmp_path, PHRASE) == []


def test_nothing_is_left_of_an_erased_dossier_here_or_in_its_backups(horloge: Horloge, coffre: Coffre, chemin: Path) -> None:
    garde = coffre.dossiers.create(simple("Gardée"))
    coffre.brouillons.save(full(), cle="brouillon-d-avant")
    coffre.backup()
    horloge.advance(hours=1)
    efface = fill(coffre)
    coffre.backup()
    horloge.advance(hours=1)
    coffre.corbeille.put(efface)
    coffre.backup()
    resultat = erase(coffre, [efface], brouillons=["brouillon-d-avant"])
    assert resultat.dossiers == 1
    assert resultat.sauvegardes_hors_de_portee == ()
    sauvegardes = [sauvegarde.chemin for sauvegarde in coffre.backups()]
    assert coffre.dossiers.read(garde).demande == simple("Gardée")
    coffre.close()
    assert len(sauvegardes) == 3
    for fichier in (chemin, *sauvegardes):
        assert not holds_canary(decrypted(fichier))


def test_someone_erased_by_name_is_in_no_byte_however_she_came_in(horloge: Horloge, coffre: Coffre, chemin: Path) -> None:
    """Alone, in a table taken over, in a series, in the bin, in the note of another dossier, in a draft."""
    garde = coffre.dossiers.create(simple("Gardée"))
    fill(coffre)
    mandat = Mandat(CANARI, "Syndicat", dt.date(2026, 1, 2))
    nouveau = NouveauDossier(full(), recommandes={TypeEvenement.ENVOYE: CANARI}, note=CANARI, affaire=CANARI, mandat=mandat)
    for genre in GenreLot:
        coffre.lots.create(genre, [nouveau, NouveauDossier(simple("Gardée"))])
    coffre.corbeille.put(fill(coffre))
    note = coffre.dossiers.create(simple("Autre"))
    write_note(coffre, note, f"a vu {CANARI}")
    coffre.brouillons.save(full())
    sauvegardes = [coffre.backup().chemin]
    horloge.advance(hours=1)
    coffre.mandats.update(replace(coffre.mandats.all()[0], fin_le=dt.date(2027, 1, 1)))
    sauvegardes.append(coffre.backup().chemin)
    traces = about(coffre, CANARI)
    assert {trace.genre for trace in traces.traces} == {GenreTrace.EN_COURS, GenreTrace.CORBEILLE, GenreTrace.BROUILLON}
    resultat = give_up_doubts(coffre, run_through(erasing(coffre, traces.traces)))
    assert (resultat.sauvegardes_hors_de_portee, resultat.autres_copies) == ((), ())
    assert about(coffre, CANARI) == Traces()
    assert sorted(ligne.personne for ligne in coffre.liste.page().lignes) == ["Élodie Gardée"] * 3
    assert coffre.dossiers.read(garde).demande == simple("Gardée")
    coffre.close()
    for fichier in (chemin, *sauvegardes):
        assert not holds_canary(decrypted(fichier))


def test_the_draft_that_a_dossier_was_does_not_come_back_once_the_dossier_is_erased(
    coffres: Coffres, coffre: Coffre, chemin: Path
) -> None:
    cle = coffre.brouillons.save(full())
    coffre.backup()
    erase(coffre, [coffre.dossiers.create(full(), brouillon=cle)])
    coffre.close()
    coffres.restore(chemin, PHRASE)
    restaure = coffres.open(chemin, PHRASE)
    assert (restaure.brouillons.latest(), restaure.liste.page().total) == ((), 0)
    restaure.close()
    assert not holds_canary(decrypted(chemin))


def test_the_batch_that_dossiers_were_made_in_goes_with_the_last_of_them_here_and_in_backups(
    coffre: Coffre, chemin: Path
) -> None:
    """It says that people came together, and when."""
    _, (premier, second) = coffre.lots.create(GenreLot.SERIE, [NouveauDossier(full()), NouveauDossier(simple("Autre"))])
    fichiers = (chemin, coffre.backup().chemin)
    erase(coffre, [premier])
    assert [kept(fichier, "lots") for fichier in fichiers] == [1, 1]
    erase(coffre, [second])
    assert [kept(fichier, "lots") for fichier in fichiers] == [0, 0]


def test_what_an_interrupted_erasure_left_goes_with_the_next_one(coffre: Coffre) -> None:
    efface = coffre.dossiers.create(full())
    sauvegarde = coffre.backup().chemin
    reste = sauvegarde.with_name(f".{sauvegarde.name}.0a1b2c3d.tmp")
    shutil.copy(sauvegarde, reste)
    erase(coffre, [efface])
    assert not reste.exists()


def test_backups_rewritten_by_an_erasure_still_hold_the_others(coffres: Coffres, coffre: Coffre) -> None:
    garde, efface = coffre.dossiers.create(simple("Gardée")), coffre.dossiers.create(full())
    sauvegarde = coffre.backup()
    erase(coffre, [efface])
    copie = coffres.open(sauvegarde.chemin, PHRASE)
    assert copie.dossiers.read(garde).demande == simple("Gardée")
    assert copie.verify().saine
    copie.close()


def test_a_dossier_erased_is_erased_even_where_a_restoration_gave_its_number_to_another(
    horloge: Horloge, coffres: Coffres, coffre: Coffre, chemin: Path
) -> None:
    coffre.backup()
    horloge.advance(hours=1)
    coffre.dossiers.create(simple("Première"))
    recente = coffre.backup()
    coffre.close()
    coffres.restore(chemin, PHRASE, sauvegarde=recente.chemin.with_name("2026-11-24_101500.coffre"))
    restaure = coffres.open(chemin, PHRASE)
    seconde = restaure.dossiers.create(simple("Seconde"))
    erase(restaure, [seconde])
    restaure.close()
    copie = coffres.open(recente.chemin, PHRASE)
    assert [ligne.personne for ligne in copie.liste.page().lignes] == ["Élodie Première"]
    copie.close()


def test_a_backup_out_of_reach_is_named_with_the_day_it_goes(horloge: Horloge, coffre: Coffre) -> None:
    reference = fill(coffre)
    coffre.backup()
    horloge.advance(hours=1)
    coffre.change_phrase(PHRASE, AUTRE_PHRASE)
    horloge.advance(hours=1)
    coffre.backup()
    hors = erase(coffre, [reference]).sauvegardes_hors_de_portee
    assert len(hors) == 2
    assert all(sauvegarde.retiree_le is not None for sauvegarde in hors)


def test_copies_that_nothing_here_reaches_are_named(coffres: Coffres, coffre: Coffre, chemin: Path) -> None:
    reference = fill(coffre)
    coffre.backup()
    coffre.close()
    ancien = coffres.restore(chemin, PHRASE).ancien
    conflit = chemin.with_name("permanence (conflicted copy 2026-11-24).coffre")
    shutil.copy(chemin, conflit)
    rouvert = coffres.open(chemin, PHRASE)
    assert erase(rouvert, [reference]).autres_copies == (ancien, conflit)
    rouvert.close()


def test_a_file_kept_by_two_dossiers_stays_until_both_are_erased(coffre: Coffre) -> None:
    premier, second = (coffre.dossiers.create(simple(nom)) for nom in ("A", "B"))
    empreinte = coffre.pieces.attach(premier, b"commune", nom="a")
    coffre.pieces.attach(second, b"commune", nom="b")
    erase(coffre, [premier])
    assert coffre.pieces.content(empreinte) == b"commune"
    erase(coffre, [second])
    with pytest.raises(ExpectedError) as refus:
        coffre.pieces.content(empreinte)
    assert refus.value.panne is Panne.PIECE_INCONNUE


def test_the_bin_is_emptied_on_the_day_it_told(horloge: Horloge, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    element = coffre.corbeille.put(reference)
    horloge.advance(days=29)
    assert run_through(coffre.effacement.erasing_due()).dossiers == 0
    horloge.advance(days=1)
    assert horloge.today() == element.efface_le
    assert run_through(coffre.effacement.erasing_due()).dossiers == 1
    assert coffre.corbeille.content() == ()


def test_the_journal_says_that_something_was_erased_and_not_whose(coffre: Coffre, chemin: Path) -> None:
    erase(coffre, [fill(coffre)])
    derniere = coffre.journal()[0]
    assert (derniere.action, derniere.numero) == ("dossier_efface", 1)
    coffre.close()
    assert not holds_canary(decrypted(chemin))


@pytest.mark.parametrize("ou", [2, -1], ids=["début", "fin"])
def test_a_damaged_backup_is_out_of_reach_and_is_not_made_to_look_whole(coffre: Coffre, ou: int) -> None:
    reference = fill(coffre)
    sauvegarde = coffre.backup().chemin
    contenu = bytearray(sauvegarde.read_bytes())
    contenu[ou * 4096 + 500] ^= 1
    sauvegarde.write_bytes(contenu)
    assert [hors.chemin for hors in erase(coffre, [reference]).sauvegardes_hors_de_portee] == [sauvegarde]
    assert sauvegarde.read_bytes() == contenu


def test_a_backup_of_a_former_format_is_out_of_reach(coffre: Coffre) -> None:
    reference = fill(coffre)
    sauvegarde = coffre.backup().chemin
    db = Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(sauvegarde)
    db.conn.execute("PRAGMA user_version = 0")
    db.close()
    assert len(erase(coffre, [reference]).sauvegardes_hors_de_portee) == 1


def test_a_file_and_a_note_taken_away_leave_nothing_of_themselves(coffre: Coffre, chemin: Path) -> None:
    reference = coffre.dossiers.create(simple())
    for genre in (GenrePiece.REPONSE, GenrePiece.PREUVE):
        coffre.pieces.attach(reference, CANARI.encode() * 2_000, nom=CANARI, genre=genre)
    note = write_note(coffre, reference, f"{CANARI} a rappelé")
    assert holds_canary(decrypted(chemin))
    for piece in coffre.dossiers.read(reference).pieces:
        coffre.pieces.detach(reference, piece.numero)
    coffre.attaches.take(reference, NOTE, note)
    coffre.close()
    assert not holds_canary(decrypted(chemin))


def test_what_is_half_typed_about_others_stays_when_one_falls_due(horloge: Horloge, coffre: Coffre) -> None:
    efface, autre = coffre.dossiers.create(simple(CANARI)), coffre.dossiers.create(simple("Gardée"))
    coffre.corbeille.put(efface)
    notes = [SaisieGardee({"texte": f"note {une}"}, "note", une) for une in (efface, autre)]
    keep_saisies(coffre, "suivi", notes)
    ligne = SaisieGardee({"dossier": "Gardée"})
    keep_saisies(coffre, "courrier_du_jour", [SaisieGardee({"dossier": f"élodie {CANARI.lower()}"}), ligne])
    fiche = EbaucheGardee(b"nom = 'Une fiche'")
    for ebauche in (EbaucheGardee(f"nom = '{efface}'".encode()), fiche):
        keep_ebauche(coffre, "notices", ebauche, nouvelle=True)
    reprise = RepriseGardee(TableDonnee(colle="nom\tdate\nGardée\t1"), {"decisions": [1]})
    keep_reprise(coffre, reprise)
    keep_typed(coffre, [autre], date="", numeros="")
    horloge.advance(days=31)
    assert run_through(coffre.effacement.erasing_due()).saisies == 3
    assert read_saisies(coffre, "suivi") == (notes[1],)
    assert read_saisies(coffre, "courrier_du_jour") == (ligne,)
    assert read_ebauche(coffre, "notices") == fiche
    drop_ebauche(coffre, "notices", fiche)
    assert read_ebauche(coffre, "notices") is None
    assert read_reprise(coffre) == reprise
    assert take_typed(coffre, [autre]) == ("", "")


def test_a_name_that_another_dossier_still_bears_takes_nothing_away(coffre: Coffre) -> None:
    efface = coffre.dossiers.create(simple("Gardée"))
    coffre.dossiers.create(simple("Gardée"))
    ligne = SaisieGardee({"dossier": "Gardée"})
    keep_saisies(coffre, "courrier_du_jour", [ligne])
    assert erase(coffre, [efface]).saisies == 0
    assert read_saisies(coffre, "courrier_du_jour") == (ligne,)


def test_what_only_has_a_word_of_their_name_stays_until_someone_decides(coffre: Coffre) -> None:
    efface, autre = coffre.dossiers.create(simple("Petit")), coffre.dossiers.create(simple("Gardée"))
    note = SaisieGardee({"texte": "un petit mot"}, "note", autre)
    keep_saisies(coffre, "suivi", [note])
    fiche, table = (
        EbaucheGardee(b"objet = 'Petit accueil'"),
        RepriseGardee(TableDonnee(colle="nom\nPetit pont"), {"decisions": [1]}),
    )
    keep_ebauche(coffre, "notices", fiche, nouvelle=True)
    keep_reprise(coffre, table)
    effacement = run_through(coffre.effacement.erasing([efface]))
    assert effacement.saisies == 0
    doutes = {doute.cle: doute for doute in effacement.doutes}
    assert doutes.keys() == {"notices.ebauche", "reprise.brouillon"}
    assert (doutes["notices.ebauche"].qui, doutes["reprise.brouillon"].passage) == ("Élodie Petit", "Petit pont")
    assert (read_ebauche(coffre, "notices"), read_reprise(coffre), read_saisies(coffre, "suivi")) == (fiche, table, (note,))
    coffre.effacement.give_up(doutes["reprise.brouillon"])
    assert (read_ebauche(coffre, "notices"), read_reprise(coffre)) == (fiche, None)
    keep_ebauche(coffre, "notices", EbaucheGardee(b"objet = 'Autre'"), nouvelle=False)
    coffre.effacement.give_up(doutes["notices.ebauche"])
    assert read_ebauche(coffre, "notices") == EbaucheGardee(b"objet = 'Autre'")


def test_a_number_that_another_of_the_household_has_is_nobody_s_alone(coffre: Coffre) -> None:
    def numbered(prenom: str, numero: str) -> Demande:
        return replace(simple(), concerne=Personne(nom="Oiry", prenom=prenom, reference_dossier=numero))

    commun, seul = (coffre.dossiers.create(numbered(*qui)) for qui in (("Anne", "75 1234"), ("Luc", "75 9876")))
    coffre.dossiers.create(numbered("Jean", "75 1234"))
    lignes = [SaisieGardee({"dossier": f"n° {numero}"}) for numero in ("75 1234", "759876", "75 9876")]
    keep_saisies(coffre, "courrier_du_jour", lignes)
    assert erase(coffre, [commun, seul]).saisies == 1
    assert read_saisies(coffre, "courrier_du_jour") == tuple(lignes[:2])


def test_a_table_being_taken_over_goes_with_whoever_it_names(coffre: Coffre) -> None:
    efface = coffre.dossiers.create(simple(CANARI))
    keep_reprise(coffre, RepriseGardee(TableDonnee(colle=f"nom\tprénom\n{CANARI}\tElodie"), {"decisions": [1]}))
    keep_typed(coffre, [efface], date="", numeros="")
    assert erase(coffre, [efface]).saisies == 2
    assert read_reprise(coffre) is None
    assert take_typed(coffre, [efface]) is None


def test_what_is_handed_over_while_its_dossier_is_erased_is_not_kept(coffre: Coffre) -> None:
    efface, autre = coffre.dossiers.create(simple(CANARI)), coffre.dossiers.create(simple("Gardée"))
    notes = [SaisieGardee({"texte": CANARI}, "note", une) for une in (efface, autre)]
    erase(coffre, [efface])
    keep_saisies(coffre, "suivi", notes)
    assert read_saisies(coffre, "suivi") == (notes[1],)
