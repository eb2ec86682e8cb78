"""The evaluation after an alert about a child: an administrative document, others masked, unless it was made for a judge."""

from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Personne, Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

INTERET = "l’intérêt de l’enfant s’oppose à la communication d’un passage"


def test_what_was_made_for_a_judge_is_read_at_the_court(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    with pytest.raises(ExpectedError) as refus:
        courriers_livres.compose(demande_of("information_preoccupante", {"juge": "pour_le_juge"}))

    assert (refus.value.panne, refus.value.faits["question"]) == (Panne.PAS_DE_LETTRE, "juge")
    assert "greffe du juge des enfants" in catalogue.textes_demarche("information_preoccupante")("refus.juge")
    assert catalogue.demarches["information_preoccupante"].vers("juge") == ("acces",)


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL])
@pytest.mark.parametrize("place", ["enfant", "adulte", "parent"])
def test_the_report_and_the_record_are_documents_with_others_masked(
    courriers_livres: Courriers, qualite: Qualite, place: str
) -> None:
    texte = read(courriers_livres, demande_of("information_preoccupante", {"place": place}, qualite=qualite))

    for dit in (
        "articles L311-1 et L311-6",
        "- de la fiche de recueil de l’information préoccupante\n- du rapport d’évaluation et de ses annexes",
        "conseil de la Commission d’accès aux documents administratifs n° 20173306",
        "Je ne demande pas le nom de la personne qui a donné l’alerte.",
        "Le reste doit alors être communiqué (article L311-7 du CRPA)",
        "le premier délai (articles R*311-12 et R311-13 du CRPA)",
        "m’en avertir (article L114-2 du CRPA)",
        "Si une pièce a été établie pour une procédure judiciaire",
        "un mois de silence vaut refus, même si vous prolongez",
    ):
        assert dit in texte
    assert "L226-9" not in texte
    assert texte.index("gratuite au titre de l’article 15") < texte.index("code des relations entre le public")


@pytest.mark.parametrize(
    ("qualite", "place", "parent"),
    [
        (Qualite.REPRESENTANT_LEGAL, "", True),
        (Qualite.CONCERNE, "parent", True),
        (Qualite.MANDATAIRE, "parent", True),
        (Qualite.CONCERNE, "enfant", False),
        (Qualite.CONCERNE, "adulte", False),
        (Qualite.CONCERNE, "", False),
    ],
)
def test_the_interest_of_the_child_may_hide_a_passage_from_a_parent(
    courriers_livres: Courriers, qualite: Qualite, place: str, *, parent: bool
) -> None:
    demande = demande_of("information_preoccupante", {"place": place}, qualite=qualite)
    inconnu = replace(demande.concerne or Personne(), naissance=None)

    assert (INTERET in read(courriers_livres, replace(demande, concerne=inconnu))) is parent


@pytest.mark.parametrize("aussi", [True, False])
def test_a_parent_may_also_ask_in_her_own_name(courriers_livres: Courriers, *, aussi: bool) -> None:
    demande = demande_of("information_preoccupante", {"aussi_parent": aussi}, qualite=Qualite.REPRESENTANT_LEGAL)

    assert ("et aussi en mon nom pour ce qui me concerne" in read(courriers_livres, demande)) is aussi


@pytest.mark.parametrize("titre", ["tutelle", "represente", "assiste"])
def test_who_is_no_parent_asks_nothing_in_his_own_name(courriers_livres: Courriers, titre: str) -> None:
    texte = read(
        courriers_livres,
        demande_of("information_preoccupante", {"titre_representant": titre}, qualite=Qualite.REPRESENTANT_LEGAL),
    )

    assert "en mon nom" not in texte
    assert "aux miennes" not in texte


def test_a_child_has_no_curator(courriers_livres: Courriers) -> None:
    demande = demande_of("information_preoccupante", {"titre_representant": "assiste"}, qualite=Qualite.REPRESENTANT_LEGAL)
    texte = read(courriers_livres, replace(demande, concerne=replace(demande.concerne or Personne(), naissance=None)))

    assert "cet enfant" not in texte
    assert "pendant son enfance" in texte


def test_no_reason_has_to_be_given_as_the_court_held(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("information_preoccupante"))

    assert "sans que j’aie à en donner la raison (arrêt de la Cour de justice de l’Union européenne du 26 octobre 2023" in texte


@pytest.mark.parametrize(
    ("reponses", "attend"), [({"evaluation": "finie"}, False), ({"evaluation": "en_cours"}, True), ({}, True)]
)
def test_a_draft_may_wait_but_not_the_data_in_it(courriers_livres: Courriers, reponses: Reponses, *, attend: bool) -> None:
    texte = read(courriers_livres, demande_of("information_preoccupante", reponses))

    assert ("Un document préparatoire peut attendre la décision" in texte) is attend
    assert ("ne prévoit pas cette attente" in texte) is attend


def test_it_can_be_asked_of_any_body(courriers_livres: Courriers) -> None:
    for genre in GenreOrganisme:
        assert "20173306" in read(courriers_livres, demande_of("information_preoccupante", genre=genre))


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE])
def test_a_parent_without_parental_authority_asks_for_her_own_data_only(courriers_livres: Courriers, qualite: Qualite) -> None:
    avec = demande_of("information_preoccupante", {"place": "parent"}, qualite=qualite)
    sans = demande_of("information_preoccupante", {"place": "parent", "autorite": False}, qualite=qualite)

    assert "autorité parentale" in read(courriers_livres, avec)
    assert "autorité parentale" not in read(courriers_livres, sans)
    assert "de mon enfant" not in read(courriers_livres, sans)


def test_both_hers_and_her_child_s_data_are_asked(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("information_preoccupante", {"place": "parent"}))

    assert "l’accès à mes données personnelles et à celles de mon enfant" in texte


def test_what_was_only_sent_to_a_judge_afterwards_stays_a_document(courriers_livres: Courriers) -> None:
    transmis = read(courriers_livres, demande_of("information_preoccupante", {"juge": "transmis"}))

    assert "reste un document administratif (avis CADA n° 20221718)" in transmis
    assert "20221718" not in read(courriers_livres, demande_of("information_preoccupante"))


def test_the_short_version_promises_no_more_than_the_letter(courriers_livres: Courriers) -> None:
    clair = courriers_livres.compose(demande_of("information_preoccupante")).en_clair

    assert "Vous demandez tout le reste, ou les raisons d’un refus." in clair
