"""A yes or a no to the information system, in the contract of an establishment or a service of that kind, and nowhere else."""

import itertools

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.chaque import chaque
from tests.gabarits.ecriture import demande_of, read

PROCHE: Reponses = {"situations": ("proche",), "fait_proche": "Ma belle-sœur est à l'accueil."}
#: By demarche, the answers with which its letter speaks of it.
LETTRES: dict[str, Reponses] = {
    "retrait_consentement": {"accord_essms": "accepte"},
    "opposition": PROCHE,
    "refus_accueil": {"condition": "ordinateur"},
    "dossier_essms": {"est_essms": "etablissement", "papiers": ("contrat",)},
}
PERSONNES = [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL]
ARTICLE = "L311-4"


@chaque("demarche", LETTRES)
@chaque("qualite", PERSONNES)
@chaque("genre", GenreOrganisme)
def test_it_is_for_establishments_and_nobody_else(
    courriers_livres: Courriers, genre: GenreOrganisme, qualite: Qualite, demarche: str
) -> None:
    texte = read(courriers_livres, demande_of(demarche, LETTRES[demarche], qualite=qualite, genre=genre))

    assert (ARTICLE in texte) is (genre is GenreOrganisme.ESSMS)


def test_no_other_body_ever_reads_the_words_of_it(courriers_livres: Courriers) -> None:
    for genre, demarche in itertools.product(set(GenreOrganisme) - {GenreOrganisme.ESSMS}, LETTRES):
        texte = read(courriers_livres, demande_of(demarche, LETTRES[demarche], genre=genre))
        assert "système d’information" not in texte, (genre, demarche)
        assert "document individuel" not in texte, (genre, demarche)


@pytest.mark.parametrize(
    ("accord", "dit"),
    [
        ("accepte", "J’ai donné cet accord : je le révoque."),
        ("refuse", "J’ai refusé, et ce refus vaut toujours."),
        ("rien", "cette question n’a pas été posée. Je refuse."),
        ("inconnu", "Je refuse. Si un accord a été écrit, je le révoque."),
        ("", "Je refuse. Si un accord a été écrit, je le révoque."),
    ],
)
def test_what_was_said_then_makes_what_is_asked_now(courriers_livres: Courriers, accord: str, dit: str) -> None:
    reponses: Reponses = {"accord_essms": accord} if accord else {}
    texte = read(courriers_livres, demande_of("retrait_consentement", reponses, genre=GenreOrganisme.ESSMS))

    assert dit in texte
    assert "d’écrire ce refus dans ce contrat ou ce document, et de m’en donner une copie" in texte
    assert "Je demande que l’accompagnement continue." in texte


def test_whoever_speaks_of_something_else_writes_the_ordinary_letter(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("retrait_consentement", {"accord_essms": "autre"}, genre=GenreOrganisme.ESSMS))

    assert ARTICLE not in texte


def test_a_mission_of_public_service_does_not_close_that_letter(courriers_livres: Courriers) -> None:
    """What closes the withdrawal of a consent elsewhere is no longer asked: this refusal does not rest on it."""
    reponses: Reponses = {"accord_essms": "rien", "base": "mission"}

    assert ARTICLE in read(courriers_livres, demande_of("retrait_consentement", reponses, genre=GenreOrganisme.ESSMS))


def test_it_comes_before_the_consent_and_is_the_subject_of_the_letter(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("retrait_consentement", {"accord_essms": "rien"}, genre=GenreOrganisme.ESSMS))

    assert "Objet : Refus du traitement informatique de mes données, et retrait de mon consentement" in texte
    assert texte.index(ARTICLE) < texte.index("S’il s’agit de mon consentement, je le retire")


def test_an_agent_is_not_someone_cared_for(courriers_livres: Courriers) -> None:
    demande = demande_of("retrait_consentement", qualite=Qualite.AGENT, genre=GenreOrganisme.ESSMS)

    assert ARTICLE not in read(courriers_livres, demande)


def test_an_opposition_to_a_part_refuses_no_more_than_that_part(courriers_livres: Courriers) -> None:
    for portee in ("partie", "usage"):
        demande = demande_of("opposition", {**PROCHE, "portee": portee}, genre=GenreOrganisme.ESSMS)
        assert ARTICLE not in read(courriers_livres, demande), portee


def test_the_decree_that_was_not_read_is_made_to_say_nothing(courriers_livres: Courriers) -> None:
    for demarche, reponses in LETTRES.items():
        texte = read(courriers_livres, demande_of(demarche, reponses, genre=GenreOrganisme.ESSMS))
        assert "2025-1395" not in texte
        assert "L312-9" not in texte


def test_the_page_about_refusing_says_where_it_holds_and_where_it_does_not(catalogue: Catalogue) -> None:
    dits = catalogue.textes_demarche("opposition")("volets.possible.lignes").replace("\u00a0", " ")

    assert "Dans un foyer ou un service d’accompagnement, vous pouvez aussi refuser le logiciel" in dits
    assert "Cette règle-là ne vaut pas au service social du département." in dits
    assert "retrait_consentement" in [offre.demarche for offre in catalogue.portes_refus[0].offres]
    assert "ne vaut pas pour le service social du département" in catalogue.textes_demarche("retrait_consentement")("attente")
