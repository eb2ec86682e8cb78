"""A dossier is given back by an opened coffre as it was put in it: every field, in the order promised, and nothing beside."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.dossier.attaches import NOTE
from droits_usagers.domain.dossier.dossiers import (
    Fait,
    Filtre,
    GenreLot,
    GenrePiece,
    Note,
    Tri,
)
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, CodeConsigne, Consigne, Consignes, Personne, Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffres import Coffres
from droits_usagers.vault.colonnes import damage_by_parts
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.moteur import rows, scalar
from tests.coffres import PHRASE, full, simple
from tests.vault.contenu import MOMENT, PLUS_TARD, add, discard, jour

# Dossiers.


def test_a_dossier_is_given_back_with_all_that_it_was_made_with(depot: Depot) -> None:
    with depot.writing():
        affaires = [depot.affaires.add(titre) for titre in ("Une", "Deux")]
        lots = [depot.lots.add(GenreLot.IMPORT, MOMENT) for _ in range(3)]
        mandats = [depot.mandats.add(Mandat("A", "B")) for _ in range(4)]
        numero = depot.dossiers.insert(
            full(),
            MOMENT,
            cle="cle",
            affaire=affaires[-1],
            lot=lots[-1],
            mandat=mandats[-1],
            recommandes={TypeEvenement.ENVOYE: "1A 00 \ud800"},
        )
    lu = depot.dossiers.read(numero)
    assert lu.demande == full()
    assert lu.demande.recommandes == ("1A 00 \ufffd",)
    assert (lu.reference, lu.numero, lu.modifie_le) == ("2026-0001", numero, MOMENT)
    assert (lu.affaire, lu.lot, lu.mandat) == (affaires[-1], lots[-1], mandats[-1])
    assert [(fait.evenement, fait.recommande, fait.saisi_le, fait.annule) for fait in lu.faits] == [
        (full().evenements[0], "1A 00 \ufffd", MOMENT, False),
        (full().evenements[1], "", MOMENT, False),
    ]
    assert depot.dossiers.affaire_of(numero) == affaires[-1]
    assert depot.dossiers.number_of("2026-0001") == numero
    assert (depot.dossiers.has_key("cle"), depot.dossiers.has_key("autre")) == (True, False)


def test_every_field_of_a_person_and_of_a_body_is_kept_apart(depot: Depot) -> None:
    personne = Personne(Civilite.M, "prénom", "nom", "naissance", 1950, "dénomination", "référence", ("une ligne", "une autre"))
    organisme = Organisme("nom", GenreOrganisme.CAF, "service", ("adresse",), "siren", "territoire", "parent")
    demande = Demande("acces", concerne=personne, auteur=Auteur(Qualite.HERITIER, personne), organisme=organisme)
    copies = tuple(Copie(f"copie {rang}", (f"adresse {rang}",)) for rang in (3, 1, 2))
    numero = add(depot, replace(demande, copies=copies))
    assert depot.dossiers.read(numero).demande == replace(demande, copies=copies)
    assert depot.connus.organismes(9) == [(organisme, 1)]


def test_a_dossier_that_is_linked_to_nothing_says_so_and_may_join_an_affaire_and_leave_it(depot: Depot) -> None:
    numero = add(depot, Demande("acces"))
    lu = depot.dossiers.read(numero)
    assert lu.demande == Demande("acces")
    assert (lu.affaire, lu.lot, lu.mandat, lu.notes, lu.consignes) == (None, None, None, (), Consignes())
    with depot.writing():
        affaire = depot.affaires.add("Une")
        depot.dossiers.join(numero, affaire)
    assert depot.dossiers.affaire_of(numero) == depot.dossiers.read(numero).affaire == affaire
    with depot.writing():
        depot.dossiers.join(numero, None)
    assert depot.dossiers.affaire_of(numero) is None


def test_what_changes_in_a_dossier_changes_there_alone_and_when_is_kept(depot: Depot) -> None:
    un, deux = add(depot, simple("Une")), add(depot, simple("Autre"))
    autre = replace(full(), demarche="opposition", evenements=())
    with depot.writing():
        depot.dossiers.update(un, autre, PLUS_TARD)
    lu = depot.dossiers.read(un)
    assert (lu.demande, lu.modifie_le) == (autre, PLUS_TARD)
    assert (depot.dossiers.read(deux).demande, depot.dossiers.read(deux).modifie_le) == (simple("Autre"), MOMENT)
    with depot.writing():
        depot.dossiers.touch(deux, PLUS_TARD)
    assert depot.dossiers.read(deux).modifie_le == PLUS_TARD
    assert depot.dossiers.keys_of([deux, un]) == ("cle0", "cle1")
    assert depot.dossiers.keys_of([deux]) == ("cle1",)


def test_a_body_and_people_that_no_dossier_names_any_more_are_not_kept(depot: Depot) -> None:
    numero = add(depot, full())
    garde = add(depot, replace(simple("Gardée"), organisme=Organisme("Gardé")))
    with depot.writing():
        depot.dossiers.update(numero, replace(simple("Gardée"), organisme=Organisme("Gardé")), MOMENT)
    assert depot.connus.organismes(9) == [(Organisme("Gardé"), 2)]
    with depot.writing():
        depot.dossiers.update(garde, full(), MOMENT)
    assert depot.dossiers.read(numero).demande.concerne == simple("Gardée").concerne


def test_references_go_on_by_year(depot: Depot) -> None:
    with depot.writing():
        numeros = [
            depot.dossiers.insert(simple(), MOMENT.replace(year=annee), cle=f"{rang}")
            for rang, annee in enumerate((2026, 2027, 2026))
        ]
    assert [depot.dossiers.read(numero).reference for numero in numeros] == ["2026-0001", "2027-0001", "2026-0002"]
    with pytest.raises(ExpectedError) as refus:
        depot.dossiers.number_of("2026-0003")
    assert refus.value.panne is Panne.DOSSIER_INCONNU


# Facts.


def test_facts_come_by_date_and_those_cancelled_are_marked(depot: Depot) -> None:
    numero = add(depot, Demande("acces"))
    with depot.writing():
        second = depot.dossiers.faits.record(numero, Evenement(jour(2), TypeEvenement.RECU, "initial"), MOMENT)
        premier = depot.dossiers.faits.record(
            numero, Evenement(jour(1), TypeEvenement.ENVOYE), PLUS_TARD, recommande="1A\ud800"
        )
        depot.dossiers.faits.cancel(numero, premier, PLUS_TARD)
    recu = Fait(second, Evenement(jour(2), TypeEvenement.RECU, "initial"), MOMENT)
    envoye = Fait(premier, Evenement(jour(1), TypeEvenement.ENVOYE), PLUS_TARD, annule=True, recommande="1A\ufffd")
    assert depot.dossiers.faits.of(numero) == (envoye, recu)
    assert depot.dossiers.read(numero).demande.evenements == (recu.evenement,)


def test_a_fact_is_cancelled_once_and_in_its_own_dossier(depot: Depot) -> None:
    un, autre = add(depot, Demande("acces")), add(depot, Demande("acces"))
    with depot.writing():
        numero = depot.dossiers.faits.record(un, Evenement(jour(1), TypeEvenement.ENVOYE), MOMENT)
        depot.dossiers.faits.cancel(un, numero, MOMENT)
        autre_fait = depot.dossiers.faits.record(autre, Evenement(jour(1), TypeEvenement.ENVOYE), MOMENT)
    for dossier, fait in ((un, numero), (un, autre_fait), (autre, numero), (autre, autre_fait + 1)):
        with pytest.raises(ExpectedError) as refus, depot.writing():
            depot.dossiers.faits.cancel(dossier, fait, MOMENT)
        assert refus.value.panne is Panne.FAIT_INCONNU
    assert [[fait.annule for fait in depot.dossiers.faits.of(dossier)] for dossier in (un, autre)] == [[True], [False]]


def test_a_registered_number_is_told_as_many_times_as_it_is_borne(depot: Depot) -> None:
    un, autre = add(depot, Demande("acces")), add(depot, Demande("acces"))
    faits = depot.dossiers.faits
    with depot.writing():
        for dossier, numero in ((un, "B"), (un, "A"), (autre, "A"), (autre, "C"), (un, "")):
            faits.record(dossier, Evenement(jour(1), TypeEvenement.ENVOYE), MOMENT, recommande=numero)
        annule = faits.record(autre, Evenement(jour(1), TypeEvenement.ENVOYE), MOMENT, recommande="B")
        faits.cancel(autre, annule, MOMENT)
    assert faits.registered(un) == ("A", "A", "B")
    assert faits.registered(autre) == ("A", "A", "C")


def test_letters_are_found_by_the_end_of_their_registered_number_the_latest_first(depot: Depot) -> None:
    un, autre, jete = (add(depot, simple(nom)) for nom in ("Une", "Autre", "Jetée"))
    faits = depot.dossiers.faits
    with depot.writing():
        for dossier, rang, recommande in (
            (un, 1, "2C 100 23 4"),
            (autre, 2, "1A\N{NO-BREAK SPACE}9234"),
            (un, 3, "5555"),
            (jete, 4, "1A 7234"),
            (un, 5, "8234 5"),
        ):
            faits.record(dossier, Evenement(jour(rang), TypeEvenement.ENVOYE, f"o{rang}"), MOMENT, recommande=recommande)
        faits.cancel(un, faits.record(un, Evenement(jour(6), TypeEvenement.ENVOYE), MOMENT, recommande="234"), MOMENT)
    discard(depot, jete)
    premier = (un, Evenement(jour(1), TypeEvenement.ENVOYE, "o1"))
    second = (autre, Evenement(jour(2), TypeEvenement.ENVOYE, "o2"))
    assert faits.ending_with("234", plus=9) == [second, premier]
    assert faits.ending_with("234", plus=1) == [second]
    assert faits.ending_with("234", plus=9, cle=True) == [(un, Evenement(jour(5), TypeEvenement.ENVOYE, "o5"))]


# Letters, files, notes.


def test_letters_and_files_are_given_back_as_they_were_kept(depot: Depot) -> None:
    numero, autre = add(depot, Demande("acces")), add(depot, Demande("acces"))
    pieces = depot.dossiers.pieces
    gabarits = (GabaritUtilise("id", "version", "empreinte"), GabaritUtilise("a", "b", "c"))
    with depot.writing():
        lettre = pieces.add_letter(numero, "demande", gabarits[0], moment=MOMENT, confirmees=("b", "a"))
        seconde = pieces.add_letter(numero, "relance", gabarits[1], moment=PLUS_TARD)
        seule = pieces.attach(numero, b"seule", "seule\ud800", moment=PLUS_TARD, genre=GenrePiece.PREUVE)
        avant = pieces.attach(numero, b"avant", "avant", moment=MOMENT, courrier=lettre)
        apres = pieces.attach(numero, b"encore", "apres", moment=MOMENT, courrier=lettre, genre=GenrePiece.VERSION_ENVOYEE)
        pieces.attach(autre, b"seule", "ailleurs", moment=MOMENT)
    (piece,) = pieces.of(numero)
    assert (piece.empreinte, piece.nom, piece.taille) == (seule, "seule\ufffd", 5)
    assert (piece.ajoutee_le, piece.genre) == (PLUS_TARD, GenrePiece.PREUVE)
    premier, second = pieces.letters_of(numero)
    assert (premier.numero, premier.etape, premier.gabarit) == (lettre, "demande", gabarits[0])
    assert (premier.etabli_le, premier.confirmees) == (MOMENT, ("a", "b"))
    assert premier.piece is not None
    assert (premier.piece.empreinte, premier.piece.nom, premier.piece.taille) == (apres, "apres", 6)
    assert (second.numero, second.etape, second.gabarit) == (seconde, "relance", gabarits[1])
    assert (second.etabli_le, second.confirmees, second.piece) == (PLUS_TARD, (), None)
    lu = depot.dossiers.read(numero)
    assert (lu.courriers, lu.pieces) == ((premier, second), (piece,))
    assert [pieces.content(empreinte) for empreinte in (avant, apres, seule)] == [b"avant", b"encore", b"seule"]
    # What two dossiers keep is counted once for each.
    assert [depot.size_of(dossiers) for dossiers in ([], [autre], [numero], [numero, autre])] == [0, 5, 16, 16]
    with depot.writing():
        pieces.detach(autre, piece.numero)
    assert pieces.of(numero) == (piece,)
    assert run_through(depot.damage_by_parts()).pages == 0


def test_a_file_that_is_not_what_was_kept_is_damage_and_names_the_coffre(depot: Depot) -> None:
    numero = add(depot, Demande("acces"))
    with depot.writing():
        empreinte = depot.dossiers.pieces.attach(numero, b"seule", "seule", moment=MOMENT)
        depot._db.conn.execute("UPDATE pieces SET contenu = ?", (b"autre",))  # noqa: SLF001 - no use case does it
    with pytest.raises(ExpectedError) as refus:
        depot.dossiers.pieces.content(empreinte)
    assert (refus.value.panne, refus.value.faits) == (Panne.COFFRE_ABIME, {"fichier": "permanence.coffre"})
    with pytest.raises(ExpectedError) as inconnue:
        depot.dossiers.pieces.content("absente")
    assert inconnue.value.panne is Panne.PIECE_INCONNUE


def test_whether_something_else_wrote_there_is_asked_by_parts(depot: Depot) -> None:
    """What is asked of the coffre meanwhile waits for none of it but a table, or a column."""
    add(depot, Demande("acces"))
    tables = len(list(damage_by_parts(depot._db)))  # noqa: SLF001 - the same without what is asked after
    assert len(list(depot.damage_by_parts())) > 2 * tables


def test_a_line_that_belongs_to_nothing_was_written_by_something_else(depot: Depot) -> None:
    add(depot, Demande("acces"))
    depot._db.conn.execute("PRAGMA foreign_keys = OFF")  # noqa: SLF001 - no use case does it
    with depot.writing():
        depot._db.conn.execute("UPDATE dossiers SET organisme = 404")  # noqa: SLF001
    with pytest.raises(ExpectedError) as refus:
        run_through(depot.damage_by_parts())
    assert refus.value.panne is Panne.COFFRE_INCOMPRIS


def test_notes_come_in_the_order_they_were_written_and_go_from_their_own_dossier(depot: Depot) -> None:
    numero, autre = add(depot, Demande("acces")), add(depot, Demande("acces"))
    attaches = depot.dossiers.attaches
    with depot.writing():
        tard = attaches.put(numero, NOTE, Note(texte="après\ud800", ecrite_le=PLUS_TARD))
        tot = attaches.put(numero, NOTE, Note(texte="avant", ecrite_le=MOMENT))
        assert attaches.take(autre, NOTE, tard.numero) is attaches.take(numero, NOTE, 99) is None
    assert depot.dossiers.read(numero).notes == (tard, tot)
    assert tard == Note(tard.numero, "après\ufffd", PLUS_TARD)
    with depot.writing():
        attaches.take(numero, NOTE, tard.numero)
    assert (attaches.of(numero)["note"], attaches.of(autre)["note"]) == ((tot,), ())


def test_nothing_is_left_of_what_a_dossier_no_longer_names(depot: Depot) -> None:
    numero = add(depot, full())
    with depot.writing():
        depot.dossiers.update(numero, Demande("acces", organisme=Organisme("CCAS")), MOMENT)
    comptes = [scalar(depot._db, f"SELECT count(*) FROM {table}") for table in ("organismes", "personnes", "roles")]  # noqa: SLF001, S608 - what is left in the tables
    assert comptes == [1, 0, 0]


def test_an_envelope_is_neutral_for_the_reply_alone(depot: Depot) -> None:
    add(depot, full())
    neutres = rows(depot._db, "SELECT role FROM roles WHERE enveloppe_neutre = 1")  # noqa: SLF001 - nobody reads the others
    assert neutres == [("reponse_a",)]


def test_a_file_taken_away_is_away_and_its_content_with_the_last_who_kept_it(depot: Depot) -> None:
    un, autre = add(depot, Demande("acces")), add(depot, Demande("acces"))
    pieces = depot.dossiers.pieces
    with depot.writing():
        empreinte = pieces.attach(un, b"commune", "a", moment=MOMENT)
        pieces.attach(autre, b"commune", "b", moment=MOMENT)
        pieces.detach(un, pieces.of(un)[0].numero)
    assert pieces.of(un) == ()
    assert pieces.content(empreinte) == b"commune"
    with depot.writing():
        pieces.detach(autre, pieces.of(autre)[0].numero)
    assert pieces.of(autre) == ()
    with pytest.raises(ExpectedError):
        pieces.content(empreinte)


def test_the_consignes_of_someone_who_is_no_longer_named_stay_with_the_dossier(depot: Depot) -> None:
    numero = add(depot, simple())
    sienne, du_dossier = Consigne(CodeConsigne.NE_PAS_TELEPHONER), Consigne(CodeConsigne.AUTRE, "texte")
    with depot.writing():
        depot.dossiers.consignes.put(numero, Consignes((sienne,), (du_dossier,)))
        depot.dossiers.update(numero, Demande("acces"), MOMENT)
    assert depot.dossiers.consignes.of(numero) == Consignes(dossier=(sienne, du_dossier))


def test_a_word_of_a_line_taken_away_is_not_meant_any_more(depot: Depot) -> None:
    numero = add(depot, simple("Kermarec"))

    def trouves() -> int:
        return depot.suivi.liste.find(Filtre(texte="Kermarrec"), Tri.REFERENCE, debut=0, taille=9).total

    assert trouves() == 1
    with depot.writing():
        depot.suivi.remove(numero)
    assert trouves() == 0


def test_how_old_an_address_is_stays_with_the_dossier_until_it_is_another(coffres: Coffres, chemin: Path) -> None:
    relevee = dt.date(2019, 10, 1)
    organisme = Organisme("CCAS de Pantin", adresse=("84 avenue du Général-Leclerc", "93500 Pantin"), adresse_relevee=relevee)
    coffre = coffres.create(chemin, PHRASE, accept_weak=True)
    reference = coffre.dossiers.create(Demande("acces", organisme=organisme))
    assert coffre.dossiers.read(reference).demande.organisme.adresse_relevee == relevee
    coffre.dossiers.update(reference, Demande("acces", organisme=replace(organisme, adresse_relevee=None)))
    assert coffre.dossiers.read(reference).demande.organisme.adresse_relevee is None
    coffre.close()
