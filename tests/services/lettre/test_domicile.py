"""Who must not know, shown in the wizard and passed over: the home is written nowhere, and nothing else changes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande, Domicile, is_protected, is_withheld
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne, Qualite, ReponseA
from droits_usagers.places import Places
from droits_usagers.services.controle.controle import SortieRetenue
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import DANGER, FIN, RELIRE, REPONDRE, SOI, Step
from droits_usagers.services.lettre.formulaires import Section
from tests.inventions import DEMARCHES

AUJOURD_HUI = dt.date(2026, 11, 24)
CHEZ_ELLE = "8 venelle du Puits\n35000 Rennes"


@pytest.fixture
def assistant() -> Assistant:
    assistant = Assistant(DEMARCHES, lambda: AUJOURD_HUI)
    assistant.choose("sejour")
    assistant.answer(Section.VOUS, "concerne_adresse", CHEZ_ELLE)
    return assistant


def made(assistant: Assistant) -> Demande:
    demande = assistant.demande()
    assert demande is not None
    return demande


def passed(assistant: Assistant) -> Assistant:
    """Shown, and left with nothing ticked."""
    assistant.go_to(DANGER.cle)
    assistant.forward()
    return assistant


def ids(assistant: Assistant) -> list[str]:
    return [ecran.id for ecran in assistant.screens]


def back(assistant: Assistant) -> None:
    assistant.go_to(DANGER.cle)
    assistant.back()


PASSER: dict[str, Callable[[Assistant], object]] = {
    "shown": lambda assistant: assistant.go_to(DANGER.cle),
    "one on": passed,
    "shown, and back": back,
    "a step": lambda assistant: assistant.go_to_step(Step.VOUS),
    "a screen": lambda assistant: assistant.go_to(SOI.cle),
    "the reading": lambda assistant: assistant.go_to_step(Step.RELIRE),
    "the end": lambda assistant: assistant.go_to_step(Step.FIN),
}


@pytest.mark.parametrize("comment", PASSER)
def test_however_it_is_passed_over_the_home_is_withheld_and_nothing_else(assistant: Assistant, comment: str) -> None:
    PASSER[comment](assistant)
    demande = made(assistant)
    assert demande.domicile is Domicile.TU
    assert (is_withheld(demande), is_protected(demande)) == (True, False)
    # Kept as it was typed, for the day it may be written; and nothing is ticked with it.
    assert demande.concerne == Personne(adresse=tuple(CHEZ_ELLE.splitlines()))
    assert demande.reponse_a is None
    assert "taire" not in ids(assistant)


def test_before_it_is_shown_nothing_was_passed_over(assistant: Assistant) -> None:
    assert made(assistant).domicile is None
    assert "repondre" not in ids(assistant)


@pytest.mark.parametrize(("reponse", "domicile"), [("oui", None), ("tait", None), ("non", Domicile.DIT)])
def test_an_answer_takes_its_place_and_coming_back_gives_it_again(
    assistant: Assistant, reponse: str, domicile: Domicile | None
) -> None:
    passed(assistant)
    assistant.answer(Section.DANGER, "danger", reponse)
    assert made(assistant).domicile is domicile
    assert is_protected(made(assistant)) is (domicile is None)
    assistant.answer(Section.DANGER, "danger", None)
    assert made(assistant).domicile is Domicile.TU


def test_where_to_answer_is_asked_once_before_paper(assistant: Assistant) -> None:
    passed(assistant)
    assert ids(assistant)[-3:] == ["relire", "repondre", "fin"]
    assistant.go_to_step(Step.FIN)
    assert assistant.ecran == REPONDRE
    assert [question.id for question in assistant.visible(REPONDRE)] == ["ou_repondre"]
    # Left without an answer, the letter comes out all the same.
    assistant.forward()
    assert assistant.ecran == FIN
    assert made(assistant).domicile is Domicile.TU


def test_an_address_is_where_the_answer_goes_and_the_home_stays_withheld(assistant: Assistant) -> None:
    passed(assistant)
    assistant.answer(Section.VOUS, "ou_repondre", "ailleurs")
    assert [question.id for question in assistant.visible(REPONDRE)] == ["ou_repondre", "reponse_nom", "reponse_adresse"]
    assistant.answer(Section.VOUS, "reponse_adresse", "9 place Jules Verne\n75012 Paris")
    assert made(assistant).reponse_a == ReponseA("", ("9 place Jules Verne", "75012 Paris"))
    assert made(assistant).domicile is Domicile.TU
    assert assistant.answers(Section.VOUS)["reponse_ailleurs"] is True


def test_nobody_to_be_kept_from_knowing_lifts_it_and_is_an_answer(assistant: Assistant) -> None:
    passed(assistant)
    assistant.go_to(REPONDRE.cle)
    for reponse, domicile in (("chez_moi", Domicile.DIT), ("ailleurs", Domicile.TU), ("chez_moi", Domicile.DIT)):
        assistant.answer(Section.VOUS, "ou_repondre", reponse)
        assert made(assistant).domicile is domicile
        assert assistant.ecran == REPONDRE
    assert made(assistant).reponse_a is None
    relu = Assistant(DEMARCHES, lambda: AUJOURD_HUI)
    relu.restore(made(assistant), assistant.position)
    assert relu.answers(Section.DANGER) == {"danger": "non"}
    assert relu.ecran == RELIRE
    assert made(relu).domicile is Domicile.DIT


def test_where_to_answer_is_not_asked_when_it_was_said(assistant: Assistant) -> None:
    passed(assistant)
    assistant.answer(Section.VOUS, "reponse_ailleurs", valeur=True)
    assert "repondre" in ids(assistant)
    assistant.answer(Section.VOUS, "reponse_nom", "Association Escale")
    assert "repondre" not in ids(assistant)
    assert made(assistant).domicile is Domicile.TU


def test_what_was_said_last_of_where_to_answer_counts(assistant: Assistant) -> None:
    passed(assistant)
    assistant.answer(Section.VOUS, "ou_repondre", "ailleurs")
    assistant.answer(Section.VOUS, "reponse_nom", "Association Escale")
    assistant.answer(Section.VOUS, "reponse_ailleurs", valeur=False)
    assert made(assistant).reponse_a is None
    assistant.answer(Section.VOUS, "ou_repondre", "ailleurs")
    assistant.answer(Section.DANGER, "danger", "oui")
    assert made(assistant).reponse_a == ReponseA("Association Escale", enveloppe_neutre=True)
    assert "repondre" not in ids(assistant)


def test_no_place_of_writing_is_asked_or_kept(assistant: Assistant) -> None:
    assistant.answer(Section.SIGNATURE, "lieu", "Rennes")
    passed(assistant)
    assert [question.id for question in assistant.visible(RELIRE)] == ["date"]
    assert not made(assistant).lieu
    assistant.answer(Section.VOUS, "ou_repondre", "chez_moi")
    assert made(assistant).lieu == "Rennes"
    # Nobody was asked for it: the town of the home that may be written, above, stands there.
    assistant.answer(Section.SIGNATURE, "lieu", valeur=None)
    assistant.answer(Section.VOUS, "concerne_adresse", "3 rue du Port\n35400 Saint-Malo")
    assert made(assistant).lieu == "Saint-Malo"
    assistant.answer(Section.VOUS, "ou_repondre", "ailleurs")
    assert not made(assistant).lieu


def test_a_draft_comes_back_as_it_was_wherever_one_was(assistant: Assistant) -> None:
    passed(assistant)
    for cle in (SOI.cle, RELIRE.cle, REPONDRE.cle, FIN.cle):
        assistant.go_to(cle)
        relu = Assistant(DEMARCHES, lambda: AUJOURD_HUI)
        relu.restore(made(assistant), assistant.position)
        assert (made(relu).domicile, relu.ecran.cle) == (Domicile.TU, cle)
        relu.go_to(DANGER.cle)
        relu.answer(Section.DANGER, "danger", "non")
        assert made(relu).domicile is Domicile.DIT


def test_what_was_never_asked_is_as_before_until_the_question_is_shown(assistant: Assistant) -> None:
    """A dossier made by a table, a series or an earlier program, then opened to write its next letter."""
    importe = replace(made(assistant), lieu="Rennes")
    for step in (Step.VOUS, Step.DEMANDE, Step.RELIRE, Step.FIN):
        assistant.restore(importe, step=step)
        assert assistant.ecran.step is step
        assert made(assistant) == importe
        assistant.go_to_step(Step.FIN)
        assert assistant.ecran == FIN
        assert made(assistant) == importe
    assistant.go_to(DANGER.cle)
    assert made(assistant).domicile is Domicile.TU


def test_a_draft_begun_before_the_question_may_still_pass_it_over(assistant: Assistant) -> None:
    assistant.restore(made(assistant), assistant.position)
    assistant.go_to_step(Step.VOUS)
    assert made(assistant).domicile is Domicile.TU


def test_another_letter_of_the_same_sitting_keeps_it(assistant: Assistant) -> None:
    passed(assistant)
    autre = next(id_ for id_, demarche in DEMARCHES.items() if id_ != "sejour" and not demarche.sans_nom)
    assistant.choose(autre)
    assert made(assistant).domicile is Domicile.TU
    assistant.clear()
    assistant.choose(autre)
    assert made(assistant).domicile is None


@pytest.mark.parametrize("qualite", [*Qualite])
def test_whoever_writes_it_is_withheld(assistant: Assistant, qualite: Qualite) -> None:
    assistant.answer(Section.VOUS, "qualite", qualite.value)
    assistant.answer(Section.VOUS, "auteur_adresse", CHEZ_ELLE)
    passed(assistant)
    assert made(assistant).domicile is Domicile.TU


def test_going_through_yes_on_the_way_to_no_loses_no_address(assistant: Assistant) -> None:
    """By the arrow keys there is no other way; but once one has moved on, saying otherwise is no way to see it."""
    passed(assistant)
    assistant.go_to(DANGER.cle)
    for reponse in ("oui", "non"):
        assistant.answer(Section.DANGER, "danger", reponse)
    assert assistant.answers(Section.VOUS)["concerne_adresse"] == CHEZ_ELLE
    assistant.answer(Section.DANGER, "danger", "oui")
    assistant.go_to(SOI.cle)
    assistant.go_to(DANGER.cle)
    assistant.answer(Section.DANGER, "danger", "non")
    assert "concerne_adresse" not in assistant.answers(Section.VOUS)


def test_a_kit_leaves_where_help_is_in_the_town_of_the_body_and_of_the_home(places: Places) -> None:
    """Our own page says a Maison de justice nearby: at the postcode of the home, it says nothing of the home."""
    services = Services(places, lambda: AUJOURD_HUI, lambda: dt.datetime.combine(AUJOURD_HUI, dt.time(10, tzinfo=dt.UTC)))
    elle = Personne(nom="Benali", adresse=("27 chemin des Vignes", "38100 Grenoble"))
    caf = Organisme("CAF de l'Isère", GenreOrganisme.CAF, adresse=("3 rue des Alliés", "38000 Grenoble"))
    demande = Demande("acces", AUJOURD_HUI, concerne=elle, organisme=caf, domicile=Domicile.TU)

    pages = [services.courriers.text(une.document) for une in services.departs.kit(demande).contenu]

    assert any("38100 Grenoble" in page for page in pages)
    assert not any("Vignes" in page for page in pages)
    # Elsewhere, a postcode says something.
    with pytest.raises(SortieRetenue):
        services.departs.kit(
            replace(
                demande,
                concerne=replace(elle, reference_dossier="38100 Grenoble"),
                organisme=replace(caf, adresse=("1 place X", "73000 Chambéry")),
            )
        )
