"""What a fiche leads to: the questions to put to the DPO, the letter about a notice, what changed between two versions."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import check_answers
from droits_usagers.domain.notice import check_notice
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    Conservation,
    Contact,
    Destinataire,
    DroitNotice,
    Finalite,
    Provenance,
    SourceDonnees,
)
from droits_usagers.places import Places
from droits_usagers.services.lettre.amorce import Amorce, Relais
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.courriers import Courriers
from droits_usagers.services.lettre.ecrans import ATTENTE
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.notice.formulaire import INCONNU, QUESTIONS, SANS_INCONNU
from droits_usagers.services.notice.suites import (
    EcartVersions,
    differences,
    letter_about_notice,
    letter_to_dpo,
    questions_to_ask,
)
from tests.domain.notice.test_mentions import BUT, SAINE

JOUR = dt.date(2026, 11, 24)
INCERTAINE = replace(
    SAINE,
    dpo=Contact(courriel=A_DEMANDER),
    conservations=(Conservation("dossier", A_DEMANDER, "dernier contact"), Conservation("statistiques", "1 an", A_DEMANDER)),
    transferts=A_DEMANDER,
    sans_objet=(),
)


@pytest.fixture
def assistant(catalogue: Catalogue) -> Assistant:
    return Assistant(catalogue.demarches, lambda: JOUR)


def begin(assistant: Assistant, amorce: Amorce) -> Amorce:
    relais = Relais()
    relais.give(amorce)
    return relais.begin(assistant)


def plain(texte: str) -> str:
    return texte.replace("\u202f", " ").replace("\u00a0", " ")


def test_everything_unknown_is_a_question_that_says_what_it_is_about(catalogue: Catalogue) -> None:
    assert tuple(map(plain, questions_to_ask(INCERTAINE, catalogue.textes))) == (
        "À quel courriel les personnes peuvent-elles vous écrire ?",
        "Combien de temps ces données sont-elles gardées : dossier ?",
        "À partir de quand cette durée se compte-t-elle : statistiques ?",
        "Des données partent-elles hors de l’Union européenne, et avec quelles garanties ?",
    )
    assert questions_to_ask(SAINE, catalogue.textes) == ()


def test_whatever_may_be_unknown_has_a_question_to_ask(catalogue: Catalogue) -> None:
    for questions in QUESTIONS.values():
        for question in [q for une in questions for q in (une, *une.questions)]:
            assert (f"notices.a_demander.{question.id}" in catalogue.textes) is (question.id not in SANS_INCONNU), question.id


def test_the_letter_to_the_dpo_asks_them_and_nothing_else(catalogue: Catalogue, places: Places, assistant: Assistant) -> None:
    assert begin(assistant, letter_to_dpo(INCERTAINE, catalogue.textes)).demarche == "question_dpo"
    assert assistant.ecran == ATTENTE
    demande = assistant.demande()
    assert demande is not None
    courriers = Courriers(catalogue, places)
    texte = courriers.text(courriers.compose(demande))

    for question in questions_to_ask(INCERTAINE, catalogue.textes):
        assert f"– {plain(question)}" in plain(texte)
    assert "Les buts." not in texte
    assert "Dossier social informatisé" in texte
    assert "Département de la Sauldre" in texte


def test_the_answers_handed_over_are_answers_to_these_demarches(catalogue: Catalogue) -> None:
    recue = replace(SAINE, dpo=None, conservations=())
    for amorce in (
        letter_to_dpo(INCERTAINE, catalogue.textes),
        letter_about_notice(recue, check_notice(recue, catalogue.mentions)),
    ):
        demarche = catalogue.demarches[amorce.demarche]
        check_answers(demarche.questions, amorce.reponses[demarche.id])


def test_what_a_notice_received_leaves_out_is_ticked_in_the_letter(catalogue: Catalogue, assistant: Assistant) -> None:
    recue = replace(SAINE, dpo=None, conservations=(), sources=(SourceDonnees(Provenance.TIERS, "la CAF"),))
    begin(assistant, letter_about_notice(recue, check_notice(recue, catalogue.mentions)))
    reponses = assistant.answers("defaut_information")

    assert reponses["recu"] == "incomplet"
    assert reponses["mentions"] == ("dpo", "duree")
    assert reponses["origine"] == "ailleurs"
    assert reponses["fichier_nom"] == SAINE.nom


def test_what_a_notice_says_too_vaguely_is_ticked_apart_and_asked_for(
    catalogue: Catalogue, places: Places, assistant: Assistant
) -> None:
    vague = (Conservation("dossier", "le temps nécessaire", "dernier contact"),)
    recue = replace(SAINE, dpo=None, conservations=vague, destinataires=(Destinataire("nos partenaires", BUT),))
    begin(assistant, letter_about_notice(recue, check_notice(recue, catalogue.mentions)))
    reponses = assistant.answers("defaut_information")
    assert (reponses["recu"], reponses["mentions"], reponses["floues"]) == ("incomplet", ("dpo",), ("destinataires", "duree"))

    demande = assistant.demande()
    assert demande is not None
    courriers = Courriers(catalogue, places)
    texte = plain(courriers.text(courriers.compose(demande)))
    absent, vagues = texte.split("pas assez précise")
    assert "comment joindre le délégué" in absent
    assert "combien de temps elles sont gardées" not in absent
    assert vagues.index("qui les reçoit") < vagues.index("combien de temps elles sont gardées")


def test_nothing_is_ticked_when_nothing_is_missing(catalogue: Catalogue, assistant: Assistant) -> None:
    begin(assistant, letter_about_notice(SAINE, check_notice(SAINE, catalogue.mentions)))
    assert "mentions" not in assistant.answers("defaut_information")


def test_who_writes_is_kept_and_the_organisme_is_that_of_the_fiche(catalogue: Catalogue, assistant: Assistant) -> None:
    assistant.choose("acces")
    assistant.answer(Section.VOUS, "qualite", "organisation")
    assistant.answer(Section.ORGANISME, "organisme_nom", "Commune de Bellerive")
    assistant.answer(Section.ORGANISME, "organisme_telephone", "autre")
    begin(assistant, letter_to_dpo(INCERTAINE, catalogue.textes))

    assert assistant.answers(Section.VOUS)["qualite"] == "organisation"
    organisme = assistant.answers(Section.ORGANISME)
    assert organisme["organisme_nom"] == "Département de la Sauldre"
    assert "organisme_telephone" not in organisme


def test_what_was_handed_over_is_taken_once(catalogue: Catalogue, assistant: Assistant) -> None:
    relais = Relais()
    relais.give(letter_to_dpo(INCERTAINE, catalogue.textes))
    assert relais.begin(assistant).demarche == "question_dpo"
    assert relais.begin(assistant) == Amorce()


def say_who(assistant: Assistant) -> None:
    """Someone has just written for themselves."""
    for question, valeur in {"qualite": "concerne", "concerne_nom": "Œuvrard"}.items():
        assistant.answer(Section.VOUS, question, valeur)


@pytest.mark.parametrize("qualite", ["agent", "organisation"])
def test_another_hand_that_takes_over_does_not_name_who_wrote_before(assistant: Assistant, qualite: str) -> None:
    say_who(assistant)
    begin(assistant, Amorce("question_dpo", {Section.VOUS: {"qualite": qualite}}, autre_main=True))

    assert assistant.answers(Section.VOUS) == {"qualite": qualite}


def test_another_hand_is_in_the_capacity_said_where_the_letter_would_suppose_one(assistant: Assistant) -> None:
    begin(assistant, Amorce("ordre_du_jour_cst", {Section.VOUS: {"qualite": "agent"}}, autre_main=True))

    assert assistant.answers(Section.VOUS)["qualite"] == "agent"


def test_the_same_hand_that_goes_on_is_not_asked_again(assistant: Assistant) -> None:
    say_who(assistant)
    begin(assistant, Amorce("question_dpo", {Section.VOUS: {"qualite": "concerne"}}, autre_main=True))

    assert assistant.answers(Section.VOUS)["concerne_nom"] == "Œuvrard"


def test_an_empty_one_begins_nothing(assistant: Assistant) -> None:
    assert begin(assistant, Amorce(voisin="2026-0001")).voisin == "2026-0001"
    assert assistant.is_untouched


# What changed


def test_two_versions_that_say_the_same_have_no_difference() -> None:
    assert differences(SAINE, SAINE) == ()


def test_a_line_is_added_taken_away_or_said_otherwise() -> None:
    apres = replace(
        SAINE,
        version="2027-01",
        finalites=(Finalite(BUT, A_DEMANDER, "CASF L123-2"),),
        destinataires=(Destinataire("La trésorerie", BUT),),
        droits=replace(SAINE.droits, offerts=(DroitNotice.ACCES,)),  # type: ignore[type-var] # droits, here
    )
    trouvees = [(d.ecart, d.question.id, d.ligne, d.avant, d.apres) for d in differences(SAINE, apres)]

    assert (EcartVersions.CHANGEMENT, "version", "", "2026-11", "2027-01") in trouvees
    assert (EcartVersions.CHANGEMENT, "finalite_base", BUT, "mission", INCONNU) in trouvees
    assert (EcartVersions.AJOUT, "destinataires", "La trésorerie", None, None) in trouvees
    assert (EcartVersions.RETRAIT, "destinataires", "Assistante sociale référente", None, None) in trouvees
    assert [id_ for _, id_, *_ in trouvees].count("droits_offerts") == 1
    assert len(trouvees) == 5


def test_a_whole_list_to_be_asked_is_one_change() -> None:
    (une,) = differences(SAINE, replace(SAINE, sources=A_DEMANDER))
    assert (une.ecart, une.question.id, une.apres) == (EcartVersions.CHANGEMENT, "sources", INCONNU)
