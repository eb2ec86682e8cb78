"""Someone must not know: what the answer changes, and where it never goes."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, MoyenPartage, is_protected
from droits_usagers.domain.demarche.situations import Situation
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite, ReponseA
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import asked_screens
from droits_usagers.services.lettre.formulaires import Section
from tests.inventions import DEMARCHES

AUJOURD_HUI = dt.date(2026, 11, 24)
CHEZ_ELLE = "12 rue des Lilas\n93000 Bobigny"


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


def ids(assistant: Assistant) -> list[str]:
    return [ecran.id for ecran in assistant.screens]


@pytest.mark.parametrize(("reponse", "protege"), [("oui", True), ("tait", True), ("non", False), (None, False)])
def test_not_to_say_protects_as_much_as_yes(assistant: Assistant, reponse: str | None, *, protege: bool) -> None:
    assistant.answer(Section.DANGER, "danger", reponse)
    concerne = made(assistant).concerne
    assert concerne == Personne(adresse=tuple(CHEZ_ELLE.splitlines()), adresse_protegee=protege)
    assert ("taire" in ids(assistant)) is protege


def test_it_is_asked_alone_before_anything_about_people_whatever_the_demarche() -> None:
    for id_, demarche in DEMARCHES.items():
        for etape in demarche.etapes:
            assistant = Assistant(DEMARCHES, lambda: AUJOURD_HUI)
            assistant.choose(id_, etape.id)
            assert ids(assistant)[2] == "danger"
            (question,) = assistant.screens[2].questions
            assert question.id == "danger"


def test_the_answer_itself_is_in_nothing_that_is_made(assistant: Assistant) -> None:
    """Yes and « je préfère ne pas répondre » make the same demande, and come back as the latter."""
    assistant.answer(Section.DANGER, "danger", "oui")
    oui, position = assistant.draft(), assistant.position
    assistant.answer(Section.DANGER, "danger", "tait")
    assert (oui, position) == (assistant.draft(), assistant.position)
    assert oui is not None
    assistant.restore(oui, position)
    assert assistant.answers(Section.DANGER) == {"danger": "tait"}
    assert made(assistant).concerne == oui.concerne


def test_a_neutral_envelope_and_another_address_are_ticked_with_it(assistant: Assistant) -> None:
    assistant.answer(Section.DANGER, "danger", "oui")
    assert made(assistant).reponse_a == ReponseA(enveloppe_neutre=True)
    assert assistant.answers(Section.VOUS)["reponse_ailleurs"] is True
    assistant.answer(Section.VOUS, "reponse_enveloppe_neutre", valeur=False)
    assistant.answer(Section.VOUS, "reponse_adresse", "9 place Jules Verne\n75012 Paris")
    assert made(assistant).reponse_a == ReponseA("", ("9 place Jules Verne", "75012 Paris"))


def test_a_place_that_is_a_secret_too_gives_way_to_whoever_receives_the_mail(assistant: Assistant) -> None:
    assistant.answer(Section.DANGER, "danger", "oui")
    assistant.answer(Section.VOUS, "reponse_adresse", "Foyer Les Tilleuls\n93000 Bobigny")
    assistant.answer(Section.VOUS, "reponse_secrete", valeur=True)
    assert made(assistant).reponse_a == ReponseA(enveloppe_neutre=True)
    assistant.answer(Section.VOUS, "domiciliation_nom", "Maître Awa Koné")
    assistant.answer(Section.VOUS, "domiciliation_adresse", "9 place Jules Verne\n75012 Paris")
    reponse_a = ReponseA("Maître Awa Koné", ("9 place Jules Verne", "75012 Paris"), enveloppe_neutre=True)
    assert made(assistant).reponse_a == reponse_a
    # Not asked any more, it counts for nothing.
    assistant.answer(Section.DANGER, "danger", "non")
    assert made(assistant).reponse_a == replace(reponse_a, nom="", adresse=("Foyer Les Tilleuls", "93000 Bobigny"))


def test_what_must_be_written_nowhere_is_told_and_not_kept(assistant: Assistant) -> None:
    assistant.answer(Section.DANGER, "danger", "tait")
    assistant.answer(Section.DANGER, "a_taire", ({"a_taire_quoi": " Foyer Les Tilleuls "}, {"a_taire_quoi": ""}))
    assert made(assistant).a_taire == ("Foyer Les Tilleuls",)
    assistant.restore(made(assistant))
    assert not assistant.answers(Section.DANGER).get("a_taire")
    assistant.clear()
    assert not assistant.protects


def test_what_others_open_is_asked_after_it_and_not_kept(assistant: Assistant) -> None:
    assistant.answer(Section.DANGER, "danger", "tait")
    assert ids(assistant)[2:5] == ["danger", "taire", "ouverts"]
    assistant.answer(Section.DANGER, "ouverts", ("telephone", "compte"))
    assistant.answer(Section.DANGER, "changer_acces", valeur=True)
    faite = made(assistant)
    assert (faite.ouverts, faite.changer_acces) == ((MoyenPartage.COMPTE, MoyenPartage.TELEPHONE), True)
    assistant.restore(faite)
    assert not made(assistant).ouverts
    assistant.answer(Section.DANGER, "danger", "non")
    assert "ouverts" not in ids(assistant)


def test_the_access_is_only_changed_of_an_account_that_another_opens(assistant: Assistant) -> None:
    assistant.answer(Section.DANGER, "danger", "oui")
    ouverts = next(ecran for ecran in assistant.screens if ecran.id == "ouverts")
    assert [question.id for question in assistant.visible(ouverts)] == ["ouverts"]
    assistant.answer(Section.DANGER, "ouverts", ("compte",))
    assert [question.id for question in assistant.visible(ouverts)] == ["ouverts", "changer_acces"]


def test_what_others_open_is_not_asked_where_nobody_has_an_account(assistant: Assistant) -> None:
    assistant.choose("conge")
    assistant.answer(Section.DANGER, "danger", "oui")
    assert "ouverts" not in ids(assistant)


def test_what_others_open_is_not_asked_for_a_letter_to_no_service(catalogue: Catalogue) -> None:
    revocation = catalogue.demarches["revocation_mandat"]
    demandes = {etape.id: {ecran.id for ecran in asked_screens(revocation, etape.id)} for etape in revocation.etapes}
    assert "ouverts" in demandes["demande"]
    assert "ouverts" not in demandes["mandataire"]


def test_no_place_of_writing_is_asked(assistant: Assistant) -> None:
    assistant.answer(Section.SIGNATURE, "lieu", "Bobigny")
    relire = next(ecran for ecran in assistant.screens if ecran.id == "relire")
    assert [question.id for question in assistant.visible(relire)] == ["lieu", "date"]
    assistant.answer(Section.DANGER, "danger", "oui")
    assert [question.id for question in assistant.visible(relire)] == ["date"]
    assert not made(assistant).lieu


@pytest.mark.parametrize(
    ("qualite", "protege"),
    [(Qualite.MANDATAIRE, False), (Qualite.REPRESENTANT_LEGAL, True), (Qualite.HERITIER, True), (Qualite.ORGANISATION, True)],
)
def test_whoever_acts_by_mandate_lives_elsewhere(assistant: Assistant, qualite: Qualite, *, protege: bool) -> None:
    assistant.answer(Section.VOUS, "qualite", qualite.value)
    assistant.answer(Section.VOUS, "auteur_adresse", "Bourse du travail\n93000 Bobigny")
    assistant.answer(Section.DANGER, "danger", "oui")
    lieu = ("Bourse du travail", "93000 Bobigny")
    assert made(assistant).auteur == Auteur(qualite, Personne(adresse=lieu, adresse_protegee=protege))


def test_a_situation_that_says_it_ticks_it_until_one_says_otherwise(assistant: Assistant) -> None:
    dit = Situation("adresse_secrete", ("Mon ex ne doit pas savoir où je suis",), ("sejour",), danger=True)
    assistant.begin(dit)
    assert assistant.answers(Section.DANGER) == {"danger": "oui"}
    assistant.answer(Section.DANGER, "danger", "non")
    assistant.begin(dit)
    assert assistant.answers(Section.DANGER) == {"danger": "non"}


def test_an_organisation_of_which_nothing_was_typed_is_protected_too(assistant: Assistant) -> None:
    assistant.answer(Section.VOUS, "qualite", "organisation")
    assistant.answer(Section.DANGER, "danger", "oui")
    assert is_protected(made(assistant))


def test_saying_otherwise_is_no_way_to_see_an_address_that_was_hidden(assistant: Assistant) -> None:
    assistant.answer(Section.DANGER, "danger", "oui")
    assistant.answer(Section.VOUS, "concerne_nom", "Œuvrard")
    assistant.answer(Section.DANGER, "danger", "tait")
    assert assistant.answers(Section.VOUS)["concerne_adresse"] == CHEZ_ELLE
    assistant.answer(Section.DANGER, "danger", "non")
    assert "concerne_adresse" not in assistant.answers(Section.VOUS)
    assert made(assistant).concerne == Personne(nom="Œuvrard")


def test_a_protected_draft_comes_back_where_the_answer_is_still_to_go_elsewhere(assistant: Assistant) -> None:
    assistant.answer(Section.DANGER, "danger", "oui")
    brouillon = assistant.draft()
    assert brouillon is not None
    assistant.restore(brouillon)
    assert assistant.answers(Section.VOUS)["reponse_ailleurs"] is True


def test_going_through_no_loses_no_address(assistant: Assistant) -> None:
    """With the arrow keys, there is no other way from « Oui » to « Je préfère ne pas répondre »."""
    for reponse in ("oui", "non", "tait"):
        assistant.answer(Section.DANGER, "danger", reponse)
        assert is_protected(made(assistant)) is (reponse != "non")
    concerne = made(assistant).concerne
    assert concerne is not None
    assert concerne.adresse == tuple(CHEZ_ELLE.splitlines())


def test_another_address_typed_meanwhile_is_the_one_kept(assistant: Assistant) -> None:
    assistant.answer(Section.DANGER, "danger", "oui")
    assistant.answer(Section.DANGER, "danger", "non")
    assert "concerne_adresse" not in assistant.answers(Section.VOUS)
    assistant.answer(Section.VOUS, "concerne_adresse", "3 rue Neuve")
    assistant.answer(Section.DANGER, "danger", "oui")
    assert assistant.answers(Section.VOUS)["concerne_adresse"] == "3 rue Neuve"
    assistant.answer(Section.DANGER, "danger", "non")
    assistant.answer(Section.DANGER, "danger", "oui")
    assert assistant.answers(Section.VOUS)["concerne_adresse"] == "3 rue Neuve"
