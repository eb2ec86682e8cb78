"""The history of a dossier, what it lacks to prove its dates, how one is explained to someone else, what a fact changes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Doute, Mandat
from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.ecran import DossierMontre, Lecteur
from droits_usagers.services.dossier.faits import INITIAL, Manque, effects_of, say_effects
from droits_usagers.services.dossier.histoire import EntreeMontree, GenreEntree
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.lignes import Presentation
from tests.coffres import PHRASE, Horloge, make_coffres, write_note

AUJOURDHUI = Horloge().today()
_T = TypeEvenement


@pytest.fixture
def coffre(catalogue: Catalogue, tmp_path: Path, horloge: Horloge) -> Iterator[Coffre]:
    coffre = make_coffres(horloge, suivre=Suivant(catalogue)).create(tmp_path / "essai.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


@pytest.fixture
def lecteur(catalogue: Catalogue) -> Lecteur:
    return Lecteur(Presentation(catalogue, lambda: AUJOURDHUI), Suivant(catalogue))


def fact(type_: TypeEvenement, jours: int, organisme: str = "") -> Evenement:
    return Evenement(AUJOURDHUI - dt.timedelta(jours), type_, organisme)


def demande(*faits: Evenement) -> Demande:
    organisme = Organisme("CD 93", genre=GenreOrganisme.DEPARTEMENT, service="Bobigny")
    return Demande("acces", concerne=Personne(nom="Œuvrard"), organisme=organisme, evenements=faits)


def plain(texte: str) -> str:
    return texte.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def dits(dossier: DossierMontre) -> list[tuple[str, str]]:
    return [(plain(entree.texte), plain(entree.saisi)) for entree in dossier.histoire]


# The history.


def test_everything_is_in_one_list_latest_first(coffre: Coffre, lecteur: Lecteur, horloge: Horloge) -> None:
    reference = coffre.dossiers.create(demande(fact(_T.ENVOYE, 12)))
    coffre.faits.take(FaitANoter(reference, fact(_T.RELANCE_ENVOYEE, 3), recommande="1A 123 456 7890 1"))
    horloge.advance(minutes=1)
    write_note(coffre, reference, "Rappeler mardi")
    horloge.advance(minutes=1)
    coffre.pieces.attach(reference, b"%PDF-", nom="scan.pdf", genre=GenrePiece.REPONSE)
    horloge.advance(minutes=1)
    coffre.pieces.attach(reference, b"autre", nom="")
    assert dits(lecteur(coffre, reference)) == [
        ("Document joint", ""),
        ("Document joint : réponse reçue", "scan.pdf"),
        ("Note", "Rappeler mardi"),
        ("Relance envoyée", "recommandé n° 1A 123 456 7890 1"),
        ("Lettre envoyée", ""),
    ]


def test_what_was_cancelled_stays_and_says_so(coffre: Coffre, lecteur: Lecteur) -> None:
    reference = coffre.dossiers.create(demande(fact(_T.ENVOYE, 12), fact(_T.RECU, 10)))
    coffre.faits.give_back(FaitPris(reference, lecteur(coffre, reference).histoire[0].numero))
    assert [(entree.texte, entree.annule) for entree in lecteur(coffre, reference).histoire] == [
        ("Lettre reçue par l’organisme", True),
        ("Lettre envoyée", False),
    ]


def test_a_receipt_by_the_wrong_body_is_told_apart(coffre: Coffre, lecteur: Lecteur) -> None:
    reference = coffre.dossiers.create(demande(fact(_T.ENVOYE, 12), fact(_T.RECU, 10, INITIAL)))
    assert "qui n’était pas le bon" in lecteur(coffre, reference).histoire[0].texte


def letter(coffre: Coffre, lecteur: Lecteur, reference: str) -> EntreeMontree:
    histoire = lecteur(coffre, reference).histoire
    return next(entree for entree in histoire if entree.genre is GenreEntree.COURRIER)


@pytest.mark.parametrize(
    ("etape", "parti", "titre"),
    [
        ("demande", _T.ENVOYE, "demande"),
        ("relance", _T.RELANCE_ENVOYEE, "relance"),
        ("saisine_cada/demande", _T.CADA_SAISIE, "saisine de la CADA"),
    ],
)
def test_a_letter_made_is_not_a_letter_sent(
    coffre: Coffre, lecteur: Lecteur, *, etape: str, parti: TypeEvenement, titre: str
) -> None:
    reference = coffre.dossiers.create(demande())
    coffre.lettres.keep(reference, etape=etape, gabarit=GabaritUtilise("acces/x", "3", "0" * 16))
    faite = letter(coffre, lecteur, reference)
    assert plain(faite.texte) == f"Lettre préparée : {titre}"
    assert plain(faite.precisions[0]) == "Modèle acces/x, version 3."
    assert faite.precisions[1].startswith("Préparée n’est pas envoyée")
    coffre.faits.take(FaitANoter(reference, fact(parti, 0)))
    assert len(letter(coffre, lecteur, reference).precisions) == 1


def test_a_letter_this_version_does_not_know_asks_for_nothing(coffre: Coffre, lecteur: Lecteur) -> None:
    reference = coffre.dossiers.create(demande())
    coffre.lettres.keep(reference, etape="autre/chose", gabarit=GabaritUtilise("autre/chose", "1", "0" * 16))
    assert len(letter(coffre, lecteur, reference).precisions) == 1


def test_what_was_confirmed_before_it_left_is_said_with_the_letter(coffre: Coffre, lecteur: Lecteur) -> None:
    reference = coffre.dossiers.create(demande())
    gabarit = GabaritUtilise("acces/demande", "1", "ab12")
    # A rule that only a newer version knows is kept, and not said.
    coffre.lettres.keep(reference, etape="demande", gabarit=gabarit, confirmees=("numero", "une_autre"))

    (courrier,) = coffre.dossiers.read(reference).courriers
    assert courrier.confirmees == ("numero", "une_autre")
    assert "Confirmé : un numéro." in map(plain, letter(coffre, lecteur, reference).precisions)


def test_the_version_really_sent_takes_the_place_of_the_letter(coffre: Coffre, lecteur: Lecteur) -> None:
    reference = coffre.dossiers.create(demande())
    courrier = coffre.lettres.keep(reference, etape="demande", gabarit=GabaritUtilise("acces/demande", "1", "0" * 16))
    assert letter(coffre, lecteur, reference).piece is None
    coffre.pieces.attach(reference, b"%PDF-", nom="signée.pdf", genre=GenrePiece.VERSION_ENVOYEE, courrier=courrier)
    faite = letter(coffre, lecteur, reference)
    assert faite.piece is not None
    assert (faite.piece.libelle, faite.saisi) == ("Version réellement envoyée", "signée.pdf")
    assert len(lecteur(coffre, reference).histoire) == 1


def test_nothing_typed_in_a_repr(coffre: Coffre, lecteur: Lecteur) -> None:
    reference = coffre.dossiers.create(demande(fact(_T.ENVOYE, 2)))
    write_note(coffre, reference, "CANARI")
    coffre.pieces.attach(reference, b"x", nom="CANARI.pdf")
    coffre.affaires.create("CANARI", [reference])
    assert "CANARI" not in repr(lecteur(coffre, reference))


# Affaires.


def test_dossiers_of_one_affaire_are_seen_together(coffre: Coffre, lecteur: Lecteur) -> None:
    un, deux = coffre.dossiers.create(demande()), coffre.dossiers.create(demande(fact(_T.ENVOYE, 60), fact(_T.RECU, 55)))
    coffre.dossiers.create(demande())
    assert lecteur(coffre, un).affaire is None
    coffre.affaires.create("Le logiciel", [un, deux])
    affaire = lecteur(coffre, un).affaire
    assert affaire is not None
    assert affaire.titre == "Le logiciel"
    assert [(voisin.reference, voisin.demarche, voisin.organisme) for voisin in affaire.dossiers] == [
        (deux, "Accès", "CD 93, Bobigny")
    ]


# The mandat.


def test_the_mandat_of_a_dossier_is_questioned_until_it_holds(coffre: Coffre, lecteur: Lecteur) -> None:
    ecrite = replace(demande(), auteur=Auteur(Qualite.MANDATAIRE, Personne(denomination="Syndicat")))
    reference = coffre.dossiers.create(ecrite)
    assert lecteur(coffre, reference).doute is Doute.SANS_MANDAT
    mandat = Mandat("Œuvrard", "Syndicat", signe_le=AUJOURDHUI)
    coffre.mandats.add(mandat, [reference])
    assert lecteur(coffre, reference).doute is None
    coffre.mandats.link([reference], None)
    coffre.faits.take(FaitANoter(reference, fact(_T.CLOS, 0)))
    assert lecteur(coffre, reference).doute is None
    assert lecteur(coffre, coffre.dossiers.create(demande())).doute is None


# What is lacking.


@pytest.mark.parametrize(
    ("faits", "preuve", "manque"),
    [
        ((), False, Manque.RIEN),
        ((fact(_T.ENVOYE, 9),), False, Manque.RECEPTION),
        ((fact(_T.ENVOYE, 9),), True, Manque.DATE),
        ((fact(_T.ENVOYE, 9), fact(_T.RECU, 7)), False, Manque.PIECE),
        ((fact(_T.RECU, 7),), False, Manque.PIECE),
        ((fact(_T.ENVOYE, 9), fact(_T.RECU, 7)), True, Manque.RIEN),
        ((fact(_T.ENVOYE, 9), fact(_T.REPONSE_COMPLETE, 1)), False, Manque.RIEN),
        ((fact(_T.ENVOYE, 9), fact(_T.CLOS, 1)), False, Manque.RIEN),
    ],
)
def test_the_proof_of_receipt_is_asked_for_while_a_date_hangs_on_it(
    coffre: Coffre, lecteur: Lecteur, *, faits: tuple[Evenement, ...], preuve: bool, manque: Manque
) -> None:
    reference = coffre.dossiers.create(demande(*faits))
    coffre.pieces.attach(reference, b"x", nom="", genre=GenrePiece.PREUVE if preuve else GenrePiece.REPONSE)
    assert lecteur(coffre, reference).manque is manque


# For someone else to read.


def annexe(dossier: DossierMontre, rang: int = 0) -> str:
    return plain(dossier.echeances[rang].annexe)


def test_an_explanation_can_be_added_to_a_complaint(coffre: Coffre, lecteur: Lecteur) -> None:
    reference = coffre.dossiers.create(demande(fact(_T.RECU, 45)))
    coffre.faits.take(FaitANoter(reference, fact(_T.ENVOYE, 48), recommande="1A 123 456 7890 1"))
    texte = annexe(lecteur(coffre, reference), 1)
    assert texte.startswith(
        "Dossier 2026-0001 : Accès\nOrganisme : CD 93, Bobigny\n\nDernier jour pour répondre : mardi 10 novembre"
    )
    assert "- Reçue le samedi 10 octobre 2026 → un mois" in texte
    assert "- Règle : article 12" in texte
    assert "  https://" in texte
    assert "- 7 octobre 2026 · Lettre envoyée (recommandé n° 1A 123 456 7890 1)" in texte
    assert texte.endswith("Calculé le 24 novembre 2026.")


def test_it_names_nobody_and_speaks_to_nobody(coffre: Coffre, lecteur: Lecteur) -> None:
    faits = (fact(_T.ENVOYE, 48), fact(_T.RECU, 45), fact(_T.IDENTITE_DEMANDEE, 40), fact(_T.PROLONGATION_ANNONCEE, 2))
    dossier = lecteur(coffre, coffre.dossiers.create(demande(*faits)))
    assert len(dossier.echeances) > 2
    for echeance in dossier.echeances:
        texte = plain(echeance.annexe)
        assert "Œuvrard" not in texte
        assert "vous" not in texte.lower().split()
        assert "votre" not in texte.lower().split()
    assert any("preuve d’identité" in un.annexe for un in dossier.echeances)


def test_of_someone_who_must_not_be_found_it_says_no_service(coffre: Coffre, lecteur: Lecteur) -> None:
    """It is typed at will, and nobody decides of it on the way to the clipboard."""
    dite = demande(fact(_T.ENVOYE, 48), fact(_T.RECU, 45))
    cachee = replace(dite, concerne=Personne(nom="Vidal", adresse_protegee=True))
    dossier = lecteur(coffre, coffre.dossiers.create(cachee))
    assert len(dossier.echeances) > 1
    for rang in range(len(dossier.echeances)):
        assert "Organisme : CD 93\n" in annexe(dossier, rang)
        assert "Bobigny" not in annexe(dossier, rang)


def test_doubt_goes_along(coffre: Coffre, lecteur: Lecteur) -> None:
    sans_organisme = replace(demande(fact(_T.ENVOYE, 40)), organisme=Organisme())
    texte = annexe(lecteur(coffre, coffre.dossiers.create(sans_organisme)))
    assert "Organisme" not in texte
    assert "Date estimée : il manque un jour de réception." in texte
    assert "le délai est compté depuis l'envoi" in texte


# What a fact changes.


def say(catalogue: Catalogue, avant: Demande, nouveau: Evenement) -> str:
    apres = replace(avant, evenements=(*avant.evenements, nouveau))
    return plain(say_effects(effects_of(Suivant(catalogue), avant, apres, today=AUJOURDHUI), catalogue.textes))


def test_a_late_prolongation_is_said_void_and_one_in_time_is_not(catalogue: Catalogue) -> None:
    tard = demande(fact(_T.ENVOYE, 48), fact(_T.RECU, 45))
    assert say(catalogue, tard, fact(_T.PROLONGATION_ANNONCEE, 2)).endswith("Cela ne compte pas.")
    tot = demande(fact(_T.ENVOYE, 12), fact(_T.RECU, 10))
    assert "a annoncé à temps" in say(catalogue, tot, fact(_T.PROLONGATION_ANNONCEE, 2))


def test_what_changes_nothing_says_nothing(catalogue: Catalogue) -> None:
    assert say(catalogue, demande(fact(_T.ENVOYE, 12)), fact(_T.RECU, 10)) == ""
