"""What a sentence or a paper says already is not asked again, and stays the person's to change."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import Step
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.lettre.recours import follow_up

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.questions import Valeur

AUJOURD_HUI = dt.date(2026, 11, 24)


@pytest.fixture
def assistant(catalogue: Catalogue) -> Assistant:
    return Assistant(catalogue.demarches, lambda: AUJOURD_HUI)


def begin(assistant: Assistant, catalogue: Catalogue, situation: str) -> None:
    assistant.begin(next(une for une in catalogue.situations if une.id == situation))


def made(assistant: Assistant) -> Demande:
    demande = assistant.demande()
    assert demande is not None
    return demande


def test_every_sentence_says_only_what_its_demarches_ask(catalogue: Catalogue) -> None:
    for situation in catalogue.situations:
        for demarche in situation.reponses:
            assert situation.reponses[demarche], (situation.id, demarche)
        if situation.qualite:
            assert situation.qualite in catalogue.demarches[situation.demarches[0]].pour


def test_a_number_in_a_comment_opens_the_letter_on_the_number(assistant: Assistant, catalogue: Catalogue) -> None:
    begin(assistant, catalogue, "numero_dans_un_commentaire")
    assert made(assistant).reponses["objet"] == "numero"
    assert made(assistant).reponses["numeros"] == ("nir",)
    assert assistant.dites.said("effacement", "numeros")


def test_a_relative_at_the_service_is_the_reason_and_asks_for_the_restriction_and_the_log(
    assistant: Assistant, catalogue: Catalogue
) -> None:
    begin(assistant, catalogue, "un_proche_travaille_la")
    assert made(assistant).reponses["situations"] == ("proche",)
    assert made(assistant).reponses["interieur"] == ("limiter", "journal")
    assistant.choose("acces_cible")
    assert made(assistant).reponses["volets"] == ("consultations",)


def test_who_writes_is_said_by_the_sentence(assistant: Assistant, catalogue: Catalogue) -> None:
    begin(assistant, catalogue, "agent_statistiques")
    assert made(assistant).qualite is Qualite.AGENT
    assistant.answer(Section.VOUS, "qualite", "organisation")
    assistant.choose("registre_aipd")
    assert made(assistant).qualite is Qualite.ORGANISATION


def test_what_the_person_answered_is_never_overwritten(assistant: Assistant, catalogue: Catalogue) -> None:
    begin(assistant, catalogue, "numero_dans_un_commentaire")
    assistant.answer("effacement", "numeros", ())
    assistant.answer("effacement", "objet", "partie")
    begin(assistant, catalogue, "numero_dans_un_commentaire")
    assert made(assistant).reponses["objet"] == "partie"
    assert not assistant.dites.said("effacement", "objet")


def test_another_sentence_takes_back_what_the_former_one_said(assistant: Assistant, catalogue: Catalogue) -> None:
    begin(assistant, catalogue, "numero_dans_un_commentaire")
    begin(assistant, catalogue, "combien_de_temps")
    assistant.choose("effacement")
    assert made(assistant).reponses["objet"] == "partie"
    assert "numeros" not in assistant.answers("effacement")


def test_a_draft_remembers_what_was_said_like_any_answer(assistant: Assistant, catalogue: Catalogue) -> None:
    begin(assistant, catalogue, "remarque_de_trop")
    draft = assistant.draft()
    assert draft is not None
    autre = Assistant(catalogue.demarches, lambda: AUJOURD_HUI)
    autre.restore(draft, assistant.position)
    assert made(autre).reponses["objet"] == "remarque"


def test_the_cada_is_told_what_the_paper_was_about(assistant: Assistant) -> None:
    assistant.resume()
    assistant.answer(Section.PAPIER, "papier_demarche", "dossier_medical")
    assistant.choose("saisine_cada")
    assert made(assistant).reponses["demarche_initiale"] == "dossier_medical"


def test_what_nobody_said_of_the_paper_is_still_asked(assistant: Assistant) -> None:
    assistant.resume()
    assert assistant.ecran.step is Step.SITUATION
    assistant.choose("saisine_cada")
    assert "demarche_initiale" not in made(assistant).reponses


def test_what_was_said_of_a_refusal_is_not_asked_again(assistant: Assistant) -> None:
    assistant.resume("acces")
    assistant.answer(Section.PAPIER, "papier_etape", "contestation_refus")
    assistant.answer(Section.PAPIER, "papier_refus", "20/11/26")
    assistant.go_to_step(Step.DEMANDE)
    dites: dict[str, Valeur] = {
        "documents": ({"document_quoi": "le rapport", "document_quand": "mai 2026"}, {"document_quand": "juin"}),
        "refus_forme": "ecrit",
        "refus_motifs": ("secret", "frais"),
        "refus_recours": False,
        "refus_mots": "couvert par le secret",
    }
    for question, valeur in dites.items():
        assistant.answer("acces", question, valeur)
    assistant.choose("saisine_cada")
    cada = assistant.answers("saisine_cada")
    assert cada["documents_refuses"] == ({"refuse_quoi": "le rapport", "refuse_quand": "mai 2026"},)
    assert (cada["motif_refus"], cada["recours_indiques"]) == ("couvert par le secret", "absents")
    assistant.choose("acces", "contestation_refus")
    assistant.go_to_step(Step.DEMANDE)
    assistant.choose("plainte_cnil")
    assert assistant.answers("plainte_cnil")["griefs"] == ("refus", "frais")


def test_a_dossier_says_it_too(catalogue: Catalogue) -> None:
    gardee = Demande("acces", reponses={"documents": ({"document_quoi": "le rapport"},), "reponse_recue": "partie"})
    cada, cnil = (follow_up(gardee, catalogue.demarches[id_], catalogue.canaux) for id_ in ("saisine_cada", "plainte_cnil"))
    assert cada.reponses["documents_refuses"] == ({"refuse_quoi": "le rapport"},)
    assert cnil.reponses["griefs"] == ("incomplete",)


def test_another_letter_does_not_bear_the_date_of_the_one_before(assistant: Assistant) -> None:
    assistant.choose("acces")
    assistant.answer(Section.SIGNATURE, "date", "1er octobre 2026")
    assistant.choose("acces")
    assert made(assistant).date == dt.date(2026, 10, 1)
    assistant.resume("acces")
    assert made(assistant).date == AUJOURD_HUI
