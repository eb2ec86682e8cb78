"""Nobody was told: what was seen missing, what the law requires on paper too, and the notice asked for."""

import datetime as dt

import pytest

from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

CONSTAT: Reponses = {
    "constat_date": dt.date(2026, 11, 3),
    "constat_lieu": "salle d'attente",
    "constat_quoi": "affiche_enlevee",
    "constat_detail": "quatre trous de punaise",
}


def test_it_says_what_the_law_requires(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("defaut_information"))

    for article in ("article 13 ", "article 14 ", "article 14, paragraphe 3", "article 48", "article 21, paragraphe 4"):
        assert article in texte
    assert "la copie :\n\n- de la notice remise aux personnes" in texte
    assert "R625-10" not in texte


def test_what_was_seen_is_dated_and_placed(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("defaut_information", {"constats": (CONSTAT,)}))

    assert "- 3 novembre 2026, salle d'attente : l’affiche d’information n’y est plus ; quatre trous de punaise\n" in texte


def test_without_any_observation_there_is_room_to_write_one(courriers_livres: Courriers) -> None:
    assert "Date, lieu et ce qui manquait :\n……" in read(courriers_livres, demande_of("defaut_information"))


@pytest.mark.parametrize("support", ["ordinateur", "papier", "les_deux", "inconnu"])
def test_paper_counts_too(courriers_livres: Courriers, support: str) -> None:
    texte = read(courriers_livres, demande_of("defaut_information", {"support": support}))

    assert ("Cette loi vaut aussi pour le papier" in texte) is (support != "ordinateur")


@pytest.mark.parametrize(
    ("origine", "ailleurs"), [("personne", False), ("ailleurs", True), ("les_deux", True), ("inconnu", True)]
)
def test_what_comes_from_others_is_told_within_a_month(courriers_livres: Courriers, origine: str, *, ailleurs: bool) -> None:
    texte = read(courriers_livres, demande_of("defaut_information", {"origine": origine}))

    assert ("au plus tard un mois après" in texte) is ailleurs
    assert ("une exception vous dispense" in texte) is ailleurs


@pytest.mark.parametrize("qualite", [Qualite.AGENT, Qualite.ORGANISATION])
def test_who_writes_about_others_asks_for_documents_only(courriers_livres: Courriers, qualite: Qualite) -> None:
    demande = demande_of("defaut_information", {"de_qui": "personnes"}, qualite=qualite)
    texte = read(courriers_livres, demande)

    assert "les personnes que vous recevez" in texte
    assert "article 15" not in texte
    assert "article 12, paragraphe 3" not in texte
    assert "un mois de silence vaut refus" in texte


def test_an_agent_has_the_rights_of_anyone_on_her_own_data(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("defaut_information", {"de_qui": "agents"}, qualite=Qualite.AGENT))

    assert "des données qui me concernent" in texte
    assert "article 15, paragraphe 1" in texte


def test_what_is_missing_is_listed_when_something_was_said(courriers_livres: Courriers) -> None:
    reponses: Reponses = {"recu": "incomplet", "mentions": ("base", "mort")}
    texte = read(courriers_livres, demande_of("defaut_information", reponses, genre=GenreOrganisme.ESSMS))

    assert "- sur quelle base juridique elles sont traitées\n- que la personne peut décider du sort de ses données" in texte
    assert "Pour ce qui relève d’une mission de service public" in texte


def test_an_opposition_is_only_to_be_announced_where_it_is_open(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("defaut_information"))

    assert "Le droit de s’opposer, quand il existe, y est présenté à part (article 21, paragraphe 4, du RGPD)." in texte


def test_what_is_not_remembered_is_not_told_as_a_fact(courriers_livres: Courriers) -> None:
    for recu, dit in (
        ("inconnu", "Sauf erreur de ma part, je n’ai pas reçu"),
        ("rien", "Je n’ai pas reçu l’information que la loi"),
    ):
        assert dit in read(courriers_livres, demande_of("defaut_information", {"recu": recu}))
