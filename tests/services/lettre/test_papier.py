"""« Reprendre avec un papier »: facts typed without any dossier, and what an answer that came amounts to."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import PositionLettre
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.formulaires import Section
from tests.inventions import DEMARCHES

AUJOURD_HUI = dt.date(2026, 11, 24)
PAPIER = Section.PAPIER
ENVOYE, RECU = Evenement(dt.date(2026, 10, 1), TypeEvenement.ENVOYE), Evenement(dt.date(2026, 10, 5), TypeEvenement.RECU)
LE_20 = dt.date(2026, 11, 20)


@pytest.fixture
def assistant() -> Assistant:
    return Assistant(DEMARCHES, lambda: AUJOURD_HUI)


def _ids(assistant: Assistant) -> list[str]:
    return [ecran.id for ecran in assistant.screens]


def _made(assistant: Assistant) -> Demande:
    demande = assistant.demande()
    assert demande is not None
    return demande


def _asked(assistant: Assistant, id_: str) -> list[str]:
    ecran = next(ecran for ecran in assistant.screens if ecran.id == id_)
    return [question.id for question in assistant.visible(ecran)]


def _come_back(assistant: Assistant, etape: str) -> None:
    assistant.resume("sejour")
    assistant.answer(PAPIER, "papier_etape", etape)
    assistant.answer(PAPIER, "papier_envoye", "1/10/26")
    assistant.answer(PAPIER, "papier_recu", "5/10/26")


def test_what_else_happened_is_dated_once_it_is_said_to_have_happened(assistant: Assistant) -> None:
    _come_back(assistant, "relance")
    assert _asked(assistant, "papier_faits") == ["papier_envoye", "papier_recu", "papier_aussi"]
    assistant.answer(PAPIER, "papier_aussi", ("refus_oral",))
    assert _asked(assistant, "papier_faits")[-1] == "papier_refus_oral"
    assistant.answer(PAPIER, "papier_refus_oral", "20/11/26")
    assert _made(assistant).evenements == (ENVOYE, RECU, Evenement(LE_20, TypeEvenement.REFUS_ORAL))
    assistant.answer(PAPIER, "papier_aussi", ())
    assert _made(assistant).evenements == (ENVOYE, RECU)


@pytest.mark.parametrize(
    ("retour", "fait", "obstacle"),
    [
        ("", TypeEvenement.REPONSE_PARTIELLE, None),
        ("partie", TypeEvenement.REPONSE_PARTIELLE, None),
        ("tout", TypeEvenement.REPONSE_COMPLETE, "issue_tout"),
        ("non", TypeEvenement.REFUS, "issue_non"),
    ],
)
def test_what_came_back_is_the_fact_that_the_answers_make_of_it(
    assistant: Assistant, retour: str, fait: TypeEvenement, obstacle: str | None
) -> None:
    _come_back(assistant, "suite")
    assistant.answer(PAPIER, "papier_reponse", "20/11/26")
    assistant.answer("sejour", "retour", retour)
    assert _made(assistant).evenements == (ENVOYE, RECU, Evenement(LE_20, fait))
    assert assistant.obstacle() == obstacle
    assert ("fin" in _ids(assistant)) is (obstacle is None)


def test_a_refusal_leads_to_the_letter_that_answers_it_with_everything_said_so_far(assistant: Assistant) -> None:
    _come_back(assistant, "suite")
    assistant.answer(PAPIER, "papier_reponse", "20/11/26")
    assistant.answer("sejour", "retour", "non")
    assistant.answer("sejour", "sujet", "le dossier")
    assistant.follow("non")
    assert (assistant.etape, assistant.ecran.id) == ("non", "papier_faits")
    assert assistant.obstacle() is None
    assert _made(assistant).evenements == (ENVOYE, RECU, Evenement(LE_20, TypeEvenement.REFUS))
    assert _made(assistant).reponses["sujet"] == "le dossier"
    assistant.answer(PAPIER, "papier_reponse", "21/11/26")
    assert [fait.date for fait in _made(assistant).evenements if fait.type is TypeEvenement.REFUS] == [dt.date(2026, 11, 21)]


def test_a_new_answer_does_not_take_the_place_of_the_one_before(assistant: Assistant) -> None:
    ancienne = Evenement(dt.date(2026, 11, 2), TypeEvenement.REPONSE_PARTIELLE)
    demande = Demande("sejour", evenements=(ENVOYE, RECU, ancienne))
    assistant.restore(demande, PositionLettre("suite", "demande.papier_faits"), answered=False)
    assert "papier_reponse" not in assistant.answers(PAPIER)
    assistant.answer(PAPIER, "papier_reponse", "20/11/26")
    assert _made(assistant).evenements == (ENVOYE, RECU, ancienne, Evenement(LE_20, TypeEvenement.REPONSE_PARTIELLE))
    assistant.restore(demande, PositionLettre("suite", "demande.papier_faits"))
    assert assistant.answers(PAPIER)["papier_reponse"] == ancienne.date


def test_a_letter_that_rests_on_another_asks_its_facts_without_being_a_reminder(assistant: Assistant) -> None:
    plainte = replace(DEMARCHES["conge"], etapes=(replace(DEMARCHES["conge"].etapes[0], papier=("envoye",)),))
    assistant = Assistant({"plainte": replace(plainte, id="plainte")}, lambda: AUJOURD_HUI)
    assistant.choose("plainte")
    assert [id_ for id_ in _ids(assistant) if id_ in {"attente", "papier", "papier_faits"}] == ["attente", "papier_faits"]
    assistant.answer(PAPIER, "papier_envoye", "1/10/26")
    assert _made(assistant).evenements == (ENVOYE,)


def test_nobody_comes_back_with_a_paper_for_a_letter_that_rests_on_none() -> None:
    conge = DEMARCHES["conge"]
    deux = replace(conge, etapes=(*conge.etapes, replace(conge.etapes[0], id="copie")))
    assistant = Assistant({"conge": deux}, lambda: AUJOURD_HUI)
    assert assistant.resumable() == ()
    assistant.choose("conge", "copie")
    assert "attente" in _ids(assistant)


def test_facts_nobody_asks_stay_whatever_letter_is_written(assistant: Assistant) -> None:
    identite = Evenement(dt.date(2026, 10, 9), TypeEvenement.IDENTITE_DEMANDEE)
    demande = Demande("sejour", evenements=(ENVOYE, identite))
    assistant.restore(demande, PositionLettre("suite"))
    assert _made(assistant).evenements == (ENVOYE, identite)
    assistant.answer(PAPIER, "papier_etape", "relance")
    assert assistant.answers(PAPIER)["papier_aussi"] == ("identite_demandee",)
    assistant.answer(PAPIER, "papier_etape", "suite")
    assert _made(assistant).evenements == (ENVOYE, identite)


def test_of_a_paper_the_month_alone_may_be_known(assistant: Assistant) -> None:
    _come_back(assistant, "relance")
    assistant.answer(PAPIER, "papier_recu", "octobre 2026")
    recu = next(fait for fait in _made(assistant).evenements if fait.type is TypeEvenement.RECU)
    assert recu.date == MoisConnu(2026, 10, 1)
    assert isinstance(recu.date, MoisConnu)
    # Gone on with another day, it is still a month.
    garde = _made(assistant)
    assistant.restore(garde, PositionLettre("relance"))
    assert assistant.answers(PAPIER)["papier_recu"] == "octobre 2026"
    assert _made(assistant).evenements == garde.evenements
