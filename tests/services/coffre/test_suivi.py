"""What the Suivi keeps in a coffre: facts in number, notes, mandats, lots, affaires, files by kind, what screens remember."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.dossier.attaches import NOTE
from droits_usagers.domain.dossier.dossiers import Action, Filtre, GenreLot, GenrePiece
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import FaitANoter, NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.demonstration.coffres import Inventeur
from droits_usagers.services.reprise.coffre import Annulation
from droits_usagers.services.socle.suivant import Suivant
from tests.coffres import PHRASE, Horloge, erase, make_coffres, simple, write_note

ENVOI = Evenement(dt.date(2026, 11, 20), TypeEvenement.ENVOYE)
RECOMMANDE = "1A 123 456 7890 1"


@pytest.fixture
def coffre(horloge: Horloge, tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres(horloge).create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


def found(coffre: Coffre, texte: str) -> list[str]:
    page = coffre.liste.page(Filtre(texte=texte))
    return [ligne.reference for ligne in page.lignes[: page.total - page.proches]]


def test_facts_of_several_dossiers_are_recorded_and_cancelled_together(coffre: Coffre) -> None:
    references = [coffre.dossiers.create(simple(nom)) for nom in ("Un", "Deux")]
    pris = coffre.faits.take(*(FaitANoter(reference, ENVOI, RECOMMANDE) for reference in references))
    assert [coffre.dossiers.read(reference).faits[0].recommande for reference in references] == [RECOMMANDE, RECOMMANDE]
    coffre.faits.give_back(*pris)
    assert [coffre.dossiers.read(reference).demande.evenements for reference in references] == [(), ()]
    assert [ligne.action for ligne in coffre.journal()][:2] == [Action.FAIT_ANNULE, Action.FAIT_ANNULE]


def test_one_dossier_that_is_not_there_and_no_fact_is_recorded(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    with pytest.raises(ExpectedError) as refus:
        coffre.faits.take(FaitANoter(reference, ENVOI), FaitANoter("2026-9999", ENVOI))
    assert refus.value.panne is Panne.DOSSIER_INCONNU
    assert coffre.dossiers.read(reference).faits == ()


def test_a_dossier_is_found_by_the_number_of_its_registered_letter(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    coffre.dossiers.create(simple("Autre"))
    coffre.faits.take(FaitANoter(reference, ENVOI, recommande=RECOMMANDE))
    assert found(coffre, "1a12345678901") == [reference]
    assert found(coffre, "7890") == [reference]


def test_a_note_is_dated_found_and_taken_away(coffre: Coffre, horloge: Horloge) -> None:
    reference = coffre.dossiers.create(simple())
    numero = write_note(coffre, reference, "Rappeler l'accueil")
    (note,) = coffre.dossiers.read(reference).notes
    assert (note.texte, note.ecrite_le) == ("Rappeler l'accueil", horloge.now())
    assert found(coffre, "rappeler") == [reference]
    assert "accueil" not in repr(note)
    coffre.attaches.take(reference, NOTE, numero)
    assert coffre.dossiers.read(reference).notes == ()
    assert found(coffre, "rappeler") == []


def test_a_mandat_holds_for_the_dossiers_it_is_said_of(coffre: Coffre) -> None:
    un, deux = coffre.dossiers.create(simple("Un")), coffre.dossiers.create(simple("Deux"))
    numero = coffre.mandats.add(Mandat("Élodie Œuvrard", "Syndicat", dt.date(2026, 11, 1)), [un])
    coffre.mandats.link([deux], numero)
    assert (coffre.dossiers.read(un).mandat, coffre.dossiers.read(deux).mandat) == (numero, numero)
    mandat = coffre.mandats.read(numero)
    assert mandat is not None
    assert mandat.dossiers == 2
    assert "Œuvrard" not in repr(mandat)
    coffre.mandats.update(Mandat("Élodie Œuvrard", "Syndicat", mandat.signe_le, None, dt.date(2026, 11, 20), numero))
    assert [lu.revoque_le for lu in coffre.mandats.all()] == [dt.date(2026, 11, 20)]
    coffre.mandats.link([un], None)
    assert coffre.dossiers.read(un).mandat is None


def test_a_mandat_goes_away_with_the_last_dossier_that_rests_on_it(coffre: Coffre) -> None:
    un, deux = coffre.dossiers.create(simple("Un")), coffre.dossiers.create(simple("Deux"))
    numero = coffre.mandats.add(Mandat("Élodie Œuvrard", "Syndicat"), [un, deux])
    erase(coffre, [un])
    assert coffre.mandats.read(numero) is not None
    erase(coffre, [deux])
    assert coffre.mandats.read(numero) is None


def test_dossiers_made_together_are_known_as_a_lot_and_those_touched_since(coffre: Coffre, horloge: Horloge) -> None:
    lot, (un, deux) = coffre.lots.create(
        GenreLot.IMPORT, [NouveauDossier(simple("Un")), NouveauDossier(simple("Deux", evenements=(ENVOI,)))]
    )
    horloge.advance(minutes=5)
    coffre.faits.take(FaitANoter(deux, Evenement(dt.date(2026, 11, 23), TypeEvenement.RECU)))
    annulation = Annulation(lot)
    run_through(coffre.reprise.undoing(annulation))
    assert (annulation.jetes, annulation.gardes) == ((un,), (deux,))
    assert [(lu.numero, lu.genre, lu.dossiers) for lu in coffre.reprise.faites()] == [(lot, GenreLot.IMPORT, 1)]


def test_dossiers_made_together_share_a_mandat_and_a_story(coffre: Coffre) -> None:
    mandat = Mandat("Élodie Œuvrard", "Syndicat")
    affaire = coffre.affaires.create("Le fichier")
    nouveaux = [
        NouveauDossier(simple("Un"), note="À rappeler", affaire="Le fichier", mandat=mandat),
        NouveauDossier(simple("Deux", evenements=(ENVOI,)), recommandes={ENVOI.type: RECOMMANDE}, mandat=mandat),
        NouveauDossier(simple("Trois"), affaire="Une autre"),
    ]
    lus = [coffre.dossiers.read(reference) for reference in coffre.dossiers.create_all(nouveaux)]
    assert lus[0].mandat == lus[1].mandat != lus[2].mandat is None
    assert lus[0].affaire == affaire
    assert [lu.titre for lu in coffre.affaires.all()] == ["Une autre", "Le fichier"]
    assert lus[0].notes[0].texte == "À rappeler"
    assert lus[1].faits[0].recommande == RECOMMANDE


def test_dossiers_of_one_story_are_joined_and_parted(coffre: Coffre) -> None:
    un, deux = coffre.dossiers.create(simple("Un")), coffre.dossiers.create(simple("Deux"))
    affaire = coffre.affaires.create("Le fichier du service", [un, deux])
    assert [ligne.reference for ligne in coffre.liste.page(Filtre(affaire=affaire)).lignes] == [un, deux]
    coffre.affaires.rename(affaire, "Le fichier de 2011")
    coffre.affaires.join([deux], None)
    assert (coffre.affaires.title(affaire), coffre.affaires.title(affaire + 1)) == ("Le fichier de 2011", "")
    assert (coffre.dossiers.read(un).affaire, coffre.dossiers.read(deux).affaire) == (affaire, None)


def test_a_file_is_kept_for_what_it_is_and_can_be_taken_away(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple())
    courrier = coffre.lettres.keep(reference, etape="demande", gabarit=GabaritUtilise("acces/demande", "1", "ab"))
    coffre.pieces.attach(reference, b"%PDF", nom="scan.pdf", genre=GenrePiece.VERSION_ENVOYEE, courrier=courrier)
    empreinte = coffre.pieces.attach(reference, b"autre", nom="accusé.jpg", genre=GenrePiece.PREUVE)
    lu = coffre.dossiers.read(reference)
    assert lu.courriers[0].piece is not None
    assert lu.courriers[0].piece.genre is GenrePiece.VERSION_ENVOYEE
    assert [piece.genre for piece in lu.pieces] == [GenrePiece.PREUVE]
    coffre.pieces.detach(reference, lu.pieces[0].numero)
    assert coffre.dossiers.read(reference).pieces == ()
    with pytest.raises(ExpectedError) as refus:
        coffre.pieces.content(empreinte)
    assert refus.value.panne is Panne.PIECE_INCONNUE


def test_what_a_screen_remembers_is_kept_replaced_and_forgotten(coffre: Coffre) -> None:
    assert coffre.reglages.read("suivi.colonnes") is None
    coffre.reglages.keep("suivi.colonnes", {"etat": 120})
    coffre.reglages.keep("suivi.colonnes", ["etat"])
    assert coffre.reglages.read("suivi.colonnes") == ["etat"]
    coffre.reglages.keep("suivi.colonnes", None)
    assert coffre.reglages.read("suivi.colonnes") is None


class AutresRegles(Suivant):
    """The same law under another version: every line is to be computed again."""

    @property
    def version(self) -> int:
        return super().version + 1


def test_lines_computed_many_at_once_say_what_each_dossier_read_whole_says(
    catalogue: Catalogue, horloge: Horloge, tmp_path: Path
) -> None:
    chemin = tmp_path / "b.coffre"
    lu = make_coffres(horloge, suivre=Suivant(catalogue)).create(chemin, PHRASE, accept_weak=True)
    inventeur = Inventeur(catalogue, 120, horloge.today())
    references = lu.dossiers.create_all(map(inventeur.dossier, range(inventeur.nombre)))
    for reference in references[::5]:
        demande = lu.dossiers.read(reference).demande
        lu.dossiers.update(reference, replace(demande, concerne=Personne(nom="Un", adresse=("ici",), adresse_protegee=True)))
    lu.faits.take(*(FaitANoter(reference, ENVOI) for reference in references[::3]))
    annules = lu.faits.take(*(FaitANoter(reference, ENVOI) for reference in references[::7]))
    lu.faits.give_back(*annules)
    assert [*lu.liste.refresh()]
    lu.close()

    autre, suivant = make_coffres(horloge, suivre=AutresRegles(catalogue)).open(chemin, PHRASE), Suivant(catalogue)
    perimees = {ligne.reference: ligne for ligne in autre.liste.page(taille=200).lignes}
    assert [*autre.liste.refresh()]
    for ligne in autre.liste.page(taille=200).lignes:
        dossier = autre.dossiers.read(ligne.reference)
        suivi = suivant(dossier.demande, horloge.today(), revoir_le=dossier.revoir_le, cree_le=dossier.cree_le)
        assert perimees[ligne.reference] == ligne == ligne.on(suivi)
    autre.close()
