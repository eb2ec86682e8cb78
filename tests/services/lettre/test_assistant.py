import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from droits_usagers.domain.demarche.demande import Demande, Domicile
from droits_usagers.domain.dossier.dossiers import PositionLettre
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import FIN, Step
from droits_usagers.services.lettre.formulaires import Section
from tests.inventions import DEMARCHES

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.questions import Valeur

AUJOURD_HUI = dt.date(2026, 11, 24)
VOUS, ORGANISME, PAPIER, SIGNATURE = Section.VOUS, Section.ORGANISME, Section.PAPIER, Section.SIGNATURE


@pytest.fixture
def assistant() -> Assistant:
    return Assistant(DEMARCHES, lambda: AUJOURD_HUI)


def _ids(assistant: Assistant) -> list[str]:
    return [ecran.id for ecran in assistant.screens]


def _made(assistant: Assistant) -> Demande:
    demande = assistant.demande()
    assert demande is not None
    return demande


def test_nothing_is_made_before_a_demarche_is_chosen(assistant: Assistant) -> None:
    assert assistant.demande() is None
    assert assistant.obstacle() is None
    assert assistant.canal() is None
    assert _ids(assistant) == ["situation"]
    assert assistant.is_untouched


def test_every_screen_can_be_passed_without_an_answer(assistant: Assistant) -> None:
    assistant.choose("sejour")
    seen = [assistant.ecran.id]
    while assistant.ecran != FIN:
        assistant.forward()
        seen.append(assistant.ecran.id)
    assert " ".join(seen) == "situation attente danger qualite soi reponse organisme quoi visites relire repondre fin"
    assert _made(assistant) == Demande(
        "sejour",
        date=AUJOURD_HUI,
        concerne=Personne(),
        reponses={"portee": "tout", "envoi": "lrar"},
        # Who must not know was one of them.
        domicile=Domicile.TU,
    )


def test_going_past_either_end_stays_there(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.back()
    assert assistant.ecran.id == "situation"
    assistant.go_to_step(Step.FIN)
    assistant.forward()
    assert assistant.ecran.id == "fin"


def test_writing_for_someone_else_asks_who_writes(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.answer(VOUS, "qualite", "mandataire")
    assert "auteur" in _ids(assistant)
    assert "mandat" in _ids(assistant)
    assert "concerne" in _ids(assistant)
    assistant.answer(VOUS, "concerne_nom", "Œuvrard")
    assistant.answer(VOUS, "auteur_denomination", " Syndicat ")
    assert _made(assistant).auteur == Auteur(Qualite.MANDATAIRE, Personne(denomination="Syndicat"))


def test_an_organisation_writes_in_its_own_name(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.answer(VOUS, "concerne_nom", "Œuvrard")
    assistant.answer(VOUS, "qualite", "organisation")
    assert _made(assistant).concerne is None
    assert not {"soi", "concerne"} & set(_ids(assistant))
    ecran = next(ecran for ecran in assistant.screens if ecran.id == "auteur")
    assert [question.id for question in assistant.visible(ecran)] == ["auteur_denomination", "auteur_adresse"]


def test_an_agent_signs_for_themself(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.answer(VOUS, "qualite", "agent")
    assistant.answer(VOUS, "concerne_prenom", "Ali")
    assert "auteur" not in _ids(assistant)
    assert _made(assistant).signataire.prenom == "Ali"


def test_what_is_typed_becomes_people_and_bodies(assistant: Assistant) -> None:
    assistant.choose("sejour")
    vous: dict[str, Valeur] = {
        "concerne_civilite": "mme",
        "concerne_prenom": "E\u0301lodie ",
        "concerne_naissance": "3/2/70",
        "concerne_adresse": "chez Mme Diallo\n\n  4 place du Marché \n93000 Bobigny",
        "reponse_ailleurs": True,
        "reponse_nom": "Mme Diallo",
        "reponse_enveloppe_neutre": True,
    }
    for id_, valeur in vous.items():
        assistant.answer(VOUS, id_, valeur)
    assistant.answer(ORGANISME, "organisme_nom", "CCAS")
    assistant.answer(ORGANISME, "organisme_genre", "ccas")
    assistant.answer(ORGANISME, "organisme_adresse", "Mairie\n93006 Bobigny cedex")
    assistant.answer(ORGANISME, "copies", ({"nom": "DPO"}, {"nom": "", "adresse": " "}))
    demande = _made(assistant)
    assert demande.concerne == Personne(
        civilite=Civilite.MME,
        prenom="Élodie",
        naissance=dt.date(1970, 2, 3),
        adresse=("chez Mme Diallo", "4 place du Marché", "93000 Bobigny"),
    )
    assert demande.reponse_a == ReponseA("Mme Diallo", (), enveloppe_neutre=True)
    assert demande.organisme == Organisme(
        "CCAS", GenreOrganisme.CCAS, adresse=("Mairie", "93006 Bobigny cedex"), territoire="93"
    )
    assert demande.copies == (Copie("DPO"),)


def test_a_neutral_envelope_needs_no_other_address(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.answer(VOUS, "reponse_nom", "oublié")
    assistant.answer(VOUS, "reponse_enveloppe_neutre", True)  # noqa: FBT003 - an answer
    assert _made(assistant).reponse_a == ReponseA(enveloppe_neutre=True)


def test_a_territoire_given_wins_over_the_postcode(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.answer(ORGANISME, "organisme_adresse", "20200 Bastia")
    assert _made(assistant).organisme.territoire == "2B"
    assistant.answer(ORGANISME, "organisme_territoire", "99")
    assert _made(assistant).organisme.territoire == "2B"
    assistant.answer(ORGANISME, "organisme_territoire", "2a")
    assert _made(assistant).organisme.territoire == "2A"


@pytest.mark.parametrize(
    ("ligne", "code"),
    [("97400 Le Port", "974"), ("20000 Ajaccio", "2A"), ("Bobigny", ""), ("1234", ""), ("00100 Roma", "")],
)
def test_a_postcode_tells_its_departement(assistant: Assistant, ligne: str, code: str) -> None:
    assistant.choose("sejour")
    assistant.answer(ORGANISME, "organisme_adresse", ligne)
    assert _made(assistant).organisme.territoire == code


def test_an_answer_hidden_by_a_later_choice_is_kept_but_not_written(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.answer("sejour", "portee", "partie")
    assistant.answer("sejour", "pieces", ("notes",))
    assert _made(assistant).reponses["pieces"] == ("notes",)
    assistant.answer("sejour", "portee", "tout")
    assert "pieces" not in _made(assistant).reponses
    assistant.answer("sejour", "portee", "partie")
    assert _made(assistant).reponses["pieces"] == ("notes",)


def test_lines_are_read_like_everything_else(assistant: Assistant) -> None:
    assistant.choose("sejour")
    lignes: tuple[dict[str, Valeur], ...] = (
        {"jour": "5 mars 2026", "refusee": True, "par_qui": " l'accueil "},
        {"jour": "hier", "refusee": False, "par_qui": "x"},
        {},
    )
    assistant.answer("sejour", "visite", lignes)
    assert _made(assistant).reponses["visite"] == (
        {"jour": dt.date(2026, 3, 5), "refusee": True, "par_qui": "l'accueil"},
        {"refusee": False},
    )


def test_a_line_asks_only_what_its_own_answers_call_for(assistant: Assistant) -> None:
    assistant.choose("sejour")
    groupe = next(ecran for ecran in assistant.screens if ecran.id == "visites").questions[0]
    asked = assistant.visible_on_line("sejour", groupe, {"refusee": True})
    assert [question.id for question in asked] == ["jour", "refusee", "par_qui"]
    assert [question.id for question in assistant.visible_on_line("sejour", groupe, {})] == ["jour", "refusee"]
    copies = next(ecran for ecran in assistant.screens if ecran.id == "organisme").questions[-1]
    assert [question.id for question in assistant.visible_on_line(ORGANISME, copies, {})] == ["nom", "adresse"]


def test_a_date_nobody_can_read_is_kept_as_typed_and_left_out(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.answer("sejour", "depuis", "au printemps")
    assert "depuis" not in _made(assistant).reponses
    assert assistant.answers("sejour")["depuis"] == "au printemps"


def test_an_answer_that_excludes_the_letter_is_an_obstacle(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assert assistant.obstacle() is None
    assistant.answer("sejour", "motif", "general")
    assert assistant.obstacle() == "motif"


def test_without_a_letter_there_is_nothing_to_hand_over(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.answer("sejour", "motif", "general")
    assert _ids(assistant)[-1] == "relire"
    assistant.go_to_step(Step.FIN)
    assert assistant.ecran.id == "relire"
    assistant.forward()
    assert assistant.ecran.id == "relire"


def test_a_draft_left_at_the_end_comes_back_where_it_is_explained(assistant: Assistant) -> None:
    assistant.restore(Demande("sejour", reponses={"motif": "general"}), PositionLettre("demande", "fin.fin"))
    assert assistant.ecran.id == "relire"


def test_the_letter_is_dated_today_unless_someone_dated_it(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assert _made(assistant).date == AUJOURD_HUI
    assistant.answer(SIGNATURE, "date", "1er décembre 2026")
    assistant.answer(SIGNATURE, "lieu", "Bobigny")
    assert (_made(assistant).date, _made(assistant).lieu) == (dt.date(2026, 12, 1), "Bobigny")
    assistant.answer(SIGNATURE, "date", "")
    assert _made(assistant).date == AUJOURD_HUI


def test_a_draft_is_not_dated_by_the_day_it_was_kept(assistant: Assistant) -> None:
    assistant.choose("sejour")
    draft = assistant.draft()
    assert draft is not None
    assert draft.date is None


def test_another_demarche_keeps_the_people_and_the_body(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.answer(VOUS, "concerne_nom", "Œuvrard")
    assistant.answer(ORGANISME, "organisme_nom", "CCAS")
    assistant.answer("sejour", "sujet", "le dossier")
    assistant.choose("conge")
    demande = _made(assistant)
    assert demande.concerne == Personne(nom="Œuvrard")
    assert demande.organisme.nom == "CCAS"
    assert "sujet" not in demande.reponses
    assistant.choose("sejour")
    assert _made(assistant).reponses["sujet"] == "le dossier"


def test_a_paper_brought_back_leads_to_the_reminder(assistant: Assistant) -> None:
    assert assistant.resumable() == ("sejour",)
    assistant.resume()
    assert (assistant.etape, assistant.ecran.id) == ("relance", "papier")
    assert assistant.answers(PAPIER) == {"papier_demarche": "sejour", "papier_etape": "relance"}
    assistant.answer(PAPIER, "papier_envoye", "1/10/26")
    assistant.answer(PAPIER, "papier_recu", dt.date(2026, 10, 5))
    assert _made(assistant).evenements == (
        Evenement(dt.date(2026, 10, 1), TypeEvenement.ENVOYE),
        Evenement(dt.date(2026, 10, 5), TypeEvenement.RECU),
    )
    assert "visites" not in _ids(assistant)


def test_the_dates_of_a_paper_do_not_follow_into_a_first_letter(assistant: Assistant) -> None:
    assistant.resume("sejour")
    assistant.answer(PAPIER, "papier_envoye", "1/10/26")
    assistant.choose("sejour")
    assert _made(assistant).evenements == ()


def test_what_was_sent_can_be_said_again(assistant: Assistant) -> None:
    assistant.resume()
    assistant.answer(PAPIER, "papier_demarche", "conge")
    assert assistant.demarche is DEMARCHES["sejour"]
    assistant.answer(PAPIER, "papier_etape", "relance")
    assert assistant.etape == "relance"


def test_the_letter_to_write_now_stays_chosen_when_what_was_asked_is_another_demarche() -> None:
    sejour = DEMARCHES["sejour"]
    autres = {"autre": replace(sejour, id="autre"), "court": replace(sejour, id="court", etapes=sejour.etapes[:2])}
    assistant = Assistant(DEMARCHES | autres, lambda: AUJOURD_HUI)
    assistant.resume("sejour")
    assistant.answer(PAPIER, "papier_etape", "non")
    assistant.answer(PAPIER, "papier_demarche", "autre")
    assert assistant.answers(PAPIER) == {"papier_demarche": "autre", "papier_etape": "non"}
    assistant.answer(PAPIER, "papier_demarche", "court")
    assert assistant.etape == sejour.etapes[1].id


def test_nobody_comes_back_for_a_demarche_of_one_letter() -> None:
    assistant = Assistant({"conge": DEMARCHES["conge"]}, lambda: AUJOURD_HUI)
    assistant.resume()
    assert assistant.demarche is None


RECU_PAR_ERREUR = Evenement(dt.date(2026, 9, 30), TypeEvenement.RECU, organisme="initial")
COMPLETE = Demande(
    "sejour",
    lieu="Bobigny",
    concerne=Personne(
        Civilite.M, "Ali", "Œuvrard", "Diallo", 1970, reference_dossier="A-12", adresse=("chez X", "93000 Bobigny")
    ),
    auteur=Auteur(Qualite.MANDATAIRE, Personne(denomination="Syndicat", naissance=dt.date(1980, 1, 2), adresse=("1 rue",))),
    reponse_a=ReponseA("Mme D", ("4 place",), enveloppe_neutre=True),
    organisme=Organisme("CD", GenreOrganisme.DEPARTEMENT, "ASE", ("93006 Bobigny",), "123456789", "93", "987654321"),
    copies=(Copie("DPO", ("1 rue", "93000 Bobigny")),),
    reponses={"portee": "partie", "pieces": ("notes",), "depuis": dt.date(2026, 1, 2), "envoi": "guichet", "duree": "un an"},
    evenements=(
        RECU_PAR_ERREUR,
        Evenement(dt.date(2026, 10, 1), TypeEvenement.ENVOYE),
        Evenement(dt.date(2026, 10, 5), TypeEvenement.RECU),
        Evenement(dt.date(2026, 10, 9), TypeEvenement.REFUS),
    ),
)


@pytest.mark.parametrize("position", [PositionLettre(), PositionLettre("relance", "organisme.organisme")])
def test_a_draft_comes_back_whole(assistant: Assistant, position: PositionLettre) -> None:
    assistant.restore(COMPLETE, position)
    assert assistant.draft() == COMPLETE
    assert assistant.position == (position if position.etape else PositionLettre("demande", "situation.attente"))


def test_a_date_corrected_on_the_paper_replaces_the_one_known(assistant: Assistant) -> None:
    assistant.restore(COMPLETE, PositionLettre("relance", "situation.papier"))
    assistant.answer(PAPIER, "papier_recu", "6/10/26")
    recus = [fait.date for fait in _made(assistant).evenements if fait.type is TypeEvenement.RECU and not fait.organisme]
    assert recus == [dt.date(2026, 10, 6)]


def test_another_body_does_not_keep_the_number_of_the_first(assistant: Assistant) -> None:
    assistant.restore(COMPLETE)
    assistant.answer(ORGANISME, "organisme_nom", "CAF")
    assert _made(assistant).organisme.siren == ""


def test_the_facts_of_one_demarche_do_not_follow_into_another(assistant: Assistant) -> None:
    assistant.restore(COMPLETE)
    assistant.choose("conge")
    assert _made(assistant).evenements == ()


def test_the_blank_draft_of_an_organisation_comes_back(assistant: Assistant) -> None:
    draft = Demande("sejour", auteur=Auteur(Qualite.ORGANISATION), reponses={"portee": "tout", "envoi": "lrar"})
    assistant.restore(draft)
    assert assistant.draft() == draft


def test_steps_passed_are_known_and_reached_again(assistant: Assistant) -> None:
    assistant.choose("sejour")
    assistant.forward()
    assert assistant.was_seen(Step.SITUATION)
    assert not assistant.was_seen(Step.VOUS)
    assistant.go_to_step(Step.RELIRE)
    assert assistant.ecran.id == "relire"
    assistant.clear()
    assistant.go_to_step(Step.FIN)
    assert assistant.ecran.id == "situation"


def test_clearing_leaves_nothing_of_the_person_before(assistant: Assistant) -> None:
    assistant.restore(COMPLETE, PositionLettre("relance", "relire.relire"))
    assert not assistant.is_untouched
    assistant.clear()
    assert assistant.is_untouched
    assert assistant.position == PositionLettre()
    assistant.choose("sejour")
    assert _made(assistant).concerne == Personne()
    assert _made(assistant).organisme == Organisme()
    assert _made(assistant).evenements == ()


def test_how_it_is_sent_is_asked_beside_the_letter_only(assistant: Assistant) -> None:
    assistant.choose("sejour")
    canal = assistant.canal()
    assert canal is not None
    assert canal.id == "envoi"
    assert "envoi" not in _ids(assistant)


def test_a_letter_that_is_not_for_oneself_is_for_those_it_is_for_until_one_says() -> None:
    succession = replace(DEMARCHES["conge"], id="succession", pour=(Qualite.HERITIER, Qualite.MANDATAIRE))
    assistant = Assistant({**DEMARCHES, "succession": succession}, lambda: AUJOURD_HUI)
    assistant.choose("succession")

    assert _made(assistant).qualite is Qualite.HERITIER
    assert assistant.answers(VOUS)["qualite"] == "heritier"
    assert "vous.auteur" in [ecran.cle for ecran in assistant.screens]

    assistant.answer(VOUS, "qualite", "mandataire")
    assert _made(assistant).qualite is Qualite.MANDATAIRE

    assistant.choose("conge")
    assistant.answer(VOUS, "qualite", None)
    assert _made(assistant).qualite is Qualite.CONCERNE


def test_a_letter_written_anew_keeps_the_day_its_dossier_was_made(assistant: Assistant) -> None:
    assistant.restore(Demande("sejour", date=AUJOURD_HUI, commencee_le=dt.date(2026, 9, 8)))
    assert _made(assistant).commencee_le == dt.date(2026, 9, 8)
    assistant.clear()
    assistant.choose("sejour")
    assert _made(assistant).commencee_le is None
