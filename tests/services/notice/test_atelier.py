"""A fiche described question by question: nothing is lost on the way, and what is missing is known, with where to say it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Genre, Question
from droits_usagers.domain.notice import Statut
from droits_usagers.domain.notice.champs import PartieFiche
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    NOM,
    Affichage,
    Base,
    Conservation,
    ConstatAffichage,
    Contact,
    ControleAffiche,
    DecisionAutomatisee,
    Destinataire,
    Donnee,
    Droits,
    FicheTraitement,
    Finalite,
)
from droits_usagers.exchange.traitements import write_fiche
from droits_usagers.services.notice.atelier import AtelierNotice, PlaceFiche
from droits_usagers.services.notice.formulaire import (
    INCONNU,
    MENTIONS_DES_QUESTIONS,
    PLACES,
    QUESTIONS,
    RECUE,
    SANS_OBJET,
    USAGE,
)
from droits_usagers.services.notice.joints import outdated
from droits_usagers.services.notice.saisie import answers_of, fiche_of
from tests.domain.notice.test_mentions import BUT, SAINE
from tests.exchange.test_traitements import FICHES

JOUR = dt.date(2026, 11, 24)


@pytest.fixture
def atelier(catalogue: Catalogue) -> AtelierNotice:
    return AtelierNotice(catalogue.mentions, lambda: JOUR)


def ids(questions: tuple[Question, ...]) -> list[str]:
    return [id_ for question in questions for id_ in (question.id, *(sous.id for sous in question.questions))]


@given(fiche=FICHES)
def test_what_is_shown_in_the_questions_describes_the_same_fiche(catalogue: Catalogue, fiche: FicheTraitement) -> None:
    mentions = catalogue.mentions.mentions
    lue = fiche_of(answers_of(fiche), mentions)

    assert fiche_of(answers_of(lue), mentions) == lue
    assert write_fiche(lue) == write_fiche(fiche_of(answers_of(lue), mentions))


def test_a_sound_fiche_comes_back_as_it_is(catalogue: Catalogue) -> None:
    assert fiche_of(answers_of(SAINE), catalogue.mentions.mentions) == SAINE


@pytest.mark.parametrize("champ", ["responsable", "dpo", "droits", "finalites", "decision", "transferts"])
def test_a_whole_part_to_be_asked_stays_so(catalogue: Catalogue, champ: str) -> None:
    fiche = replace(SAINE, sans_objet=(), **{champ: A_DEMANDER})  # type: ignore[arg-type] # one of those that may be
    assert fiche_of(answers_of(fiche), catalogue.mentions.mentions) == fiche


def test_every_question_has_its_words_and_every_choice_too(catalogue: Catalogue) -> None:
    textes = catalogue.textes
    for partie, questions in QUESTIONS.items():
        assert textes(f"notices.parties_noms.{partie}")
        for question in [q for une in questions for q in (une, *une.questions)]:
            assert textes(f"notices.questions.{question.id}.libelle")
            for choix in question.choix:
                assert textes(f"notices.questions.{question.id}.choix.{choix}")


def test_every_mention_leads_to_a_question_of_its_part(catalogue: Catalogue) -> None:
    assert set(PLACES) == {mention.id for mention in catalogue.mentions.mentions} | {NOM}
    for partie, question, champ in PLACES.values():
        assert {question, champ} - {""} <= set(ids(QUESTIONS[partie]))
    assert set(MENTIONS_DES_QUESTIONS.values()) <= set(PLACES)


def test_each_conditional_mention_can_be_declared_not_to_apply(catalogue: Catalogue) -> None:
    declarables = {id_.removeprefix(SANS_OBJET) for questions in QUESTIONS.values() for id_ in ids(questions)}
    assert {mention.id for mention in catalogue.mentions.mentions if mention.conditionnelle} <= declarables


def test_an_empty_fiche_lacks_everything_and_a_sound_one_nothing(atelier: AtelierNotice) -> None:
    assert atelier.is_blank
    assert atelier.verdict(atelier.constats()).manquantes > 8

    atelier.open(SAINE)
    verdict = atelier.verdict(atelier.constats())
    assert (verdict.manquantes, verdict.a_demander, verdict.a_revoir) == (0, 0, 0)


def test_what_is_to_be_done_comes_first(atelier: AtelierNotice) -> None:
    atelier.open(replace(SAINE, dpo=None, conservations=(Conservation("dossier", "le temps nécessaire", "dernier contact"),)))
    constats = atelier.constats()
    assert [constat.statut for constat in constats[:2]] == [Statut.ABSENTE, Statut.VAGUE]
    assert constats[0].mention == "dpo"


def test_a_mention_not_to_apply_is_no_longer_missing(atelier: AtelierNotice) -> None:
    atelier.open(replace(SAINE, dpo=None, responsable=Contact("Union locale", courriel="union@exemple.fr")))
    assert f"{SANS_OBJET}dpo" in atelier.visible(PartieFiche.DPO)
    atelier.answer(f"{SANS_OBJET}dpo", ("dpo",))

    assert atelier.verdict(atelier.constats()).manquantes == 0
    assert atelier.fiche.sans_objet == ("dpo", "transferts")
    assert f"{SANS_OBJET}dpo" in atelier.visible(PartieFiche.DPO)


def test_one_is_not_offered_to_declare_away_what_is_said(atelier: AtelierNotice) -> None:
    atelier.open(SAINE)
    assert f"{SANS_OBJET}dpo" not in atelier.visible(PartieFiche.DPO)
    assert f"{SANS_OBJET}transferts" in atelier.visible(PartieFiche.TRANSFERTS)


def test_it_is_modified_until_it_is_in_a_file(atelier: AtelierNotice, tmp_path: Path) -> None:
    atelier.open(SAINE)
    assert not atelier.is_modified
    atelier.answer("nom", "Autre nom")
    assert atelier.is_modified
    atelier.mark_saved(tmp_path / "fiche.toml")
    assert not atelier.is_modified
    assert atelier.chemin == tmp_path / "fiche.toml"


def test_a_blank_line_just_added_changes_nothing(atelier: AtelierNotice) -> None:
    atelier.open(SAINE)
    atelier.answer("transferts", ({},))
    assert not atelier.is_modified


def test_a_copy_for_a_new_version_leaves_the_former_in_its_file(atelier: AtelierNotice, tmp_path: Path) -> None:
    atelier.open(SAINE, tmp_path / "fiche.toml")
    atelier.duplicate("2027-01")

    assert atelier.fiche == replace(SAINE, version="2027-01")
    assert atelier.avant == SAINE
    assert atelier.chemin is None
    assert atelier.is_modified


def test_recipients_follow_a_purpose_that_is_worded_otherwise(atelier: AtelierNotice) -> None:
    atelier.open(SAINE)
    lignes = ({"finalite_libelle": f"{BUT}s", "finalite_base": "mission", "finalite_texte": "CASF L123-2"},)
    atelier.answer("finalites", lignes)

    assert atelier.fiche.destinataires[0].finalite == f"{BUT}s"  # type: ignore[index] # a list, here
    assert atelier.verdict(atelier.constats()).a_revoir == 0


def test_a_recipient_is_tied_to_one_of_the_purposes(atelier: AtelierNotice) -> None:
    atelier.open(SAINE)
    (groupe,) = atelier.questions(PartieFiche.DESTINATAIRES)
    assert groupe.questions[1].genre is Genre.CHOIX
    assert groupe.questions[1].choix == (BUT,)

    atelier.clear()
    (groupe,) = atelier.questions(PartieFiche.DESTINATAIRES)
    assert groupe.questions[1].genre is Genre.TEXTE


def test_an_exception_is_asked_of_sensitive_data_and_never_hidden_once_said(atelier: AtelierNotice) -> None:
    (groupe, *_) = QUESTIONS[PartieFiche.DONNEES]
    assert "donnee_exception" not in ids(atelier.visible_on_line(groupe, {"donnee_sensible": False}))
    assert "donnee_exception" in ids(atelier.visible_on_line(groupe, {"donnee_sensible": True}))
    assert "donnee_exception" in ids(atelier.visible_on_line(groupe, {"donnee_sensible": INCONNU}))
    assert "donnee_exception" in ids(atelier.visible_on_line(groupe, {"donnee_sensible": False, "donnee_exception": "9.2.h"}))


def test_a_finding_leads_to_the_line_and_the_field_it_is_about(atelier: AtelierNotice) -> None:
    autre = Finalite("Tenir le registre des visites", None, "")
    atelier.open(replace(SAINE, finalites=(*SAINE.finalites, autre)))  # type: ignore[misc] # a list, here
    (base,) = (constat for constat in atelier.constats() if constat.mention == "base")
    assert atelier.place_of(base) == PlaceFiche(PartieFiche.FINALITES, "finalites", 1, "finalite_base")

    muette = Donnee("Santé", sensible=True, obligatoire=False)
    atelier.open(replace(SAINE, donnees=(*SAINE.donnees, muette)))  # type: ignore[misc] # a list, here
    (categories,) = (constat for constat in atelier.constats() if constat.mention == "categories")
    assert atelier.place_of(categories) == PlaceFiche(PartieFiche.DONNEES, "donnees", 1, "donnee_exception")


def test_two_lines_with_the_same_fault_are_each_led_to(atelier: AtelierNotice) -> None:
    deux = tuple(Conservation(donnees, "le temps nécessaire", "clôture") for donnees in ("Dossier", "Factures"))
    atelier.open(replace(SAINE, conservations=deux))
    fautes = [constat for constat in atelier.constats() if constat.mention == "conservation"]
    assert [atelier.place_of(constat).rang for constat in fautes] == [0, 1]
    assert atelier.verdict(atelier.constats()).a_revoir == 2


def test_a_finding_about_one_question_leads_to_it(atelier: AtelierNotice) -> None:
    atelier.open(replace(SAINE, droits=Droits("", (), reclamation_cnil=True), responsable=Contact("Le département")))
    places = {constat.mention: atelier.place_of(constat) for constat in reversed(atelier.constats())}
    assert places["responsable"] == PlaceFiche(PartieFiche.RESPONSABLE, "responsable_adresse")
    assert places["droits"] == PlaceFiche(PartieFiche.DROITS, "droits_contact")
    assert places["transferts" if "transferts" in places else "deces"].partie is PartieFiche.DROITS


def test_someone_else_s_notice_is_known_as_such_and_nothing_of_that_is_in_its_fiche(atelier: AtelierNotice) -> None:
    atelier.open(SAINE, recue=True)
    assert atelier.is_recue
    assert atelier.fiche == SAINE
    atelier.open(SAINE)
    atelier.answer(USAGE, RECUE)
    assert atelier.is_recue
    assert not atelier.is_modified


def test_a_text_left_unsaid_and_a_decision_to_ask_are_told_apart(atelier: AtelierNotice) -> None:
    atelier.open(replace(SAINE, decision=DecisionAutomatisee(A_DEMANDER, "")))
    verdict = atelier.verdict(atelier.constats())
    assert (verdict.manquantes, verdict.a_demander) == (0, 1)


def test_a_base_is_chosen_by_its_name(atelier: AtelierNotice) -> None:
    for base in Base:
        atelier.answer("finalites", ({"finalite_libelle": "Un but", "finalite_base": base.name.lower()},))
        assert atelier.fiche.bases == {base}


# On the walls

AFFICHES = (
    Affichage(
        "salle d'attente",
        "2025-01",
        pose_le=dt.date(2025, 1, 6),
        controles=(ControleAffiche(dt.date(2025, 3, 3), ConstatAffichage.ABSENTE),),
    ),
    Affichage("salle d'attente", "2026-11", controles=(ControleAffiche(dt.date(2026, 11, 23), ConstatAffichage.PRESENTE),)),
    Affichage("accueil", "2025-01"),
    Affichage("accueil", "2025-01", pose_le=dt.date(2025, 1, 7)),
)


def test_each_check_stays_with_its_poster(catalogue: Catalogue) -> None:
    fiche = replace(SAINE, affichages=AFFICHES)
    assert fiche_of(answers_of(fiche), catalogue.mentions.mentions) == fiche


def test_dates_are_read_however_they_are_typed(atelier: AtelierNotice) -> None:
    atelier.open(SAINE)
    atelier.answer("affichages", ({"affichage_lieu": "accueil", "affichage_pose_le": "6/1/2026"},))
    assert atelier.fiche.affichages == (Affichage("accueil", pose_le=dt.date(2026, 1, 6)),)


def test_checks_follow_a_poster_that_is_worded_otherwise(atelier: AtelierNotice) -> None:
    atelier.open(replace(SAINE, affichages=AFFICHES[:1]))
    atelier.answer("affichages", ({"affichage_lieu": "salle 2", "affichage_version": "2025-01"},))
    assert atelier.fiche.affichages == (Affichage("salle 2", "2025-01", controles=AFFICHES[0].controles),)


def test_a_check_of_a_poster_taken_away_is_not_lost(atelier: AtelierNotice) -> None:
    atelier.open(replace(SAINE, affichages=AFFICHES[:1]))
    atelier.answer("affichages", ())
    assert atelier.fiche.affichages == (Affichage("salle d'attente · 2025-01", controles=AFFICHES[0].controles),)


def test_posters_of_another_version_are_outdated() -> None:
    fiche = replace(SAINE, affichages=(*AFFICHES, Affichage("couloir")))
    assert outdated(fiche) == ("salle d'attente · 2025-01", "accueil · 2025-01", "accueil · 2025-01 (4)")
    assert outdated(replace(fiche, version="")) == ()
    assert outdated(replace(fiche, version=A_DEMANDER)) == ()


def test_the_verdict_counts_every_fault_and_each_leads_to_its_line(atelier: AtelierNotice) -> None:
    trois = tuple(Destinataire(libelle, BUT) for libelle in ("Les partenaires", "La CAF", "Les élus"))
    atelier.open(replace(SAINE, destinataires=trois))
    constats = atelier.constats()
    assert atelier.verdict(constats).a_revoir == 2
    fautes = [constat for constat in constats if constat.mention == "destinataires"]
    assert [(constat.extrait, atelier.place_of(constat).rang) for constat in fautes] == [
        ("Les partenaires", 0),
        ("Les élus", 2),
    ]
