"""Every demarche: complete, readable by someone with little French, and true to what the program does."""

import re

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.catalogue.demarches import demarche_ids
from droits_usagers.domain.demarche.demarches import REPONSE
from droits_usagers.domain.demarche.questions import Condition, Genre, Question
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.places import Places, find_places
from droits_usagers.services.lettre.ecrans import CANAL, path_questions
from tests.chaque import chaque

DEMARCHES = demarche_ids(find_places().resources / "demarches")
#: What no text of ours says (`resources/textes/fr.toml`, header): these are for people who are already worried.
INTERDITS = re.compile(r"\bveuillez\b|\berreur\b|\binvalide\b|!|\btu\b|\bton\b|\bta\b", re.IGNORECASE)


def all_questions(catalogue: Catalogue, demarche: str) -> list[Question]:
    questions = catalogue.demarches[demarche].questions
    return [*questions, *(ligne for question in questions for ligne in question.questions)]


@chaque("id_", DEMARCHES)
def test_every_letter_has_its_template(id_: str, catalogue: Catalogue, places: Places) -> None:
    for etape in catalogue.demarches[id_].etapes:
        for gabarit in (etape.gabarit, etape.apres, *etape.feuilles):
            assert (places.gabarits / f"{gabarit}.md.j2").is_file(), gabarit
        for feuille in etape.feuilles:
            nom = feuille.rpartition("/")[2]
            assert f"assistant.fin.kit.{nom}" in catalogue.textes
            # A fiche is made to be kept, not to be copied elsewhere.
            assert (f"assistant.fin.copier_{nom}" in catalogue.textes) is not feuille.startswith("fiches/")


@chaque("id_", DEMARCHES)
def test_every_question_says_what_how_and_why(id_: str, catalogue: Catalogue) -> None:
    textes = catalogue.textes_demarche(id_)
    for question in catalogue.demarches[id_].questions:
        for cle in ("libelle", "aide", "pourquoi"):
            assert f"questions.{question.id}.{cle}" in textes, (question.id, cle)
    for question in all_questions(catalogue, id_):
        assert f"questions.{question.id}.libelle" in textes
        assert all(f"questions.{question.id}.choix.{code}" in textes for code in question.choix), question.id


@chaque("id_", DEMARCHES)
def test_texts_are_short_and_calm(id_: str, catalogue: Catalogue) -> None:
    textes = catalogue.textes_demarche(id_)
    for cle in textes:
        assert not INTERDITS.search(textes(cle)), cle
        for phrase in re.split(r"[.?:]\s", textes(cle)):
            assert len(phrase.split()) <= 25, (cle, phrase)
    for question in all_questions(catalogue, id_):
        assert len(textes(f"questions.{question.id}.libelle").split()) <= 14, question.id


@chaque("id_", DEMARCHES)
def test_the_ways_of_sending_are_those_of_the_question(id_: str, catalogue: Catalogue) -> None:
    demarche = catalogue.demarches[id_]
    envoi = next((question for question in demarche.questions if question.id == "envoi"), None)

    if envoi is not None:
        assert set(demarche.canaux) == set(envoi.choix)
        assert envoi.defaut == demarche.canaux[0]


def test_whatever_is_sent_asks_how(catalogue: Catalogue) -> None:
    """A reminder too: of the letters of a demarche that has ways of sending, only a page to take away is sent by none."""
    muettes = {
        (demarche.id, etape.id)
        for demarche in catalogue.demarches.values()
        for etape in demarche.etapes
        if demarche.canaux and CANAL not in {question.id for question in path_questions(demarche, etape.id)}
    }

    assert muettes == {("somme_reclamee", "contrainte")}


def test_a_way_of_sending_says_its_cost_its_time_and_what_it_proves(catalogue: Catalogue) -> None:
    for canal in catalogue.canaux:
        for cle in ("titre", "cout", "delai", "preuve"):
            assert f"canaux.{canal}.{cle}" in catalogue.textes


def test_access_rests_on_both_grounds_so_that_both_clocks_run(catalogue: Catalogue) -> None:
    acces = catalogue.demarches["acces"]

    assert {"rgpd-15", "crpa-l311-1", "crpa-l311-6"} <= set(acces.fondements)
    assert {"reponse", "refus_tacite", "saisine_cada"} <= set(acces.delais)


def test_access_asks_nothing_that_must_be_answered(catalogue: Catalogue) -> None:
    for question in all_questions(catalogue, "acces"):
        assert not question.obligatoire
        assert not question.exclut


def test_an_identity_paper_is_offered_never_asked_and_to_be_destroyed(catalogue: Catalogue) -> None:
    acces, textes = catalogue.demarches["acces"], catalogue.textes_demarche("acces")
    question = next(question for question in acces.questions if question.id == "piece_identite")

    assert (question.genre, question.defaut) == (Genre.OUI_NON, False)
    assert "pas obligatoire" in textes("questions.piece_identite.aide")
    assert "détruire" in textes("questions.piece_identite.aide")
    assert "détruire" in textes("pieces.identite")


def test_what_one_may_expect_tells_of_the_two_clocks(catalogue: Catalogue) -> None:
    attente = catalogue.textes_demarche("acces")("attente")

    for mots in ("un mois", "deux demandes", "deux mois pour saisir la CADA", "gratuite"):
        assert mots in attente


def test_conditions_bear_on_people_and_organismes_that_exist(catalogue: Catalogue) -> None:
    possibles: dict[str, frozenset[str]] = {
        "auteur.qualite": frozenset(Qualite),
        "organisme.genre": frozenset(GenreOrganisme),
    }
    for demarche in catalogue.demarches.values():
        conditions = [question.condition for question in all_questions(catalogue, demarche.id)]
        conditions += [piece.condition for piece in demarche.pieces]
        for fait, valeurs in (
            (fait, valeurs) for c in conditions for faits in (c.si, c.sauf) for fait, valeurs in faits.items()
        ):
            assert fait not in possibles or valeurs <= possibles[fait]


@chaque("id_", DEMARCHES)
def test_every_fact_read_off_a_paper_is_asked_in_words(id_: str, catalogue: Catalogue) -> None:
    for etape in catalogue.demarches[id_].etapes:
        for fait in (*etape.papier, *etape.papier_aussi):
            assert f"assistant.questions.papier_{fait}.libelle" in catalogue.textes, (etape.id, fait)
        for fait in etape.papier_aussi:
            assert f"assistant.questions.papier_aussi.choix.{fait}" in catalogue.textes, (etape.id, fait)


@chaque("id_", DEMARCHES)
def test_every_answer_reads_one_way_and_is_explained_where_it_leads_elsewhere(id_: str, catalogue: Catalogue) -> None:
    demarche, textes = catalogue.demarches[id_], catalogue.textes_demarche(id_)
    for etape in demarche.etapes:
        issues = [issue for issue in demarche.issues if not issue.etapes or etape.id in issue.etapes]
        if REPONSE in etape.papier:
            # Whatever is answered, even nothing.
            assert issues[-1].condition == Condition(), etape.id
            assert issues[-1].etape == etape.id, etape.id
        for issue in issues:
            assert issue.etape == etape.id or f"refus.{issue.id}" in textes, issue.id


def test_whatever_is_asked_of_a_body_can_be_followed_up(catalogue: Catalogue) -> None:
    """A reminder, what is missing, an answer to a refusal: from a paper, without any dossier."""
    suites = {"relance", "complement", "contestation_refus"}
    for demarche in catalogue.demarches.values():
        papiers = {etape.id for etape in demarche.etapes if etape.papier}
        # One that rests on a letter already sent goes to someone else.
        if {"reponse", "refus_tacite", "dossier_medical"} & set(demarche.delais) and not demarche.etapes[0].papier:
            assert papiers >= suites, demarche.id
        # A letter that follows another asks what the paper says.
        assert papiers >= {etape.id for etape in demarche.etapes if etape.gabarit.startswith("suites/")}, demarche.id


@pytest.mark.parametrize(("recours", "delai"), [("saisine_cada", "refus_tacite"), ("plainte_cnil", "reponse")])
def test_a_recourse_knows_every_demarche_it_may_follow(catalogue: Catalogue, recours: str, delai: str) -> None:
    initiale = next(question for question in catalogue.demarches[recours].questions if question.id == "demarche_initiale")
    suivies = {id_ for id_, demarche in catalogue.demarches.items() if delai in demarche.delais and not demarche.autorite}

    assert suivies <= set(initiale.choix)
    assert set(initiale.choix) - {"aucune"} <= set(catalogue.demarches)
