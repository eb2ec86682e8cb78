"""What follows a first letter: the reminder, what is missing, the answers to a refusal. For every demarche that has them."""

import datetime as dt
import itertools
import re
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.suites import ENVOYE, RECU, REFUS, SUITES, demande_of, read, sheet
from tests.letters.cas import RELANCE, by

_T = TypeEvenement
_CITES = re.compile(r"articles? ([LR]?[0-9-]+(?: et [0-9]+)?)")


def test_each_says_what_the_first_letter_asked(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    dites: dict[str, str] = {}
    for demarche in catalogue.demarches.values():
        suites = [etape.id for etape in demarche.etapes if etape.gabarit.startswith("suites/")]
        for qualite, etape in itertools.product(demarche.pour, suites):
            texte = read(courriers_livres, by(qualite, demande_of(demarche.id)), etape)
            ecrit = "nous vous avons" if demarche.id == "lettre_collective" else "je vous ai"
            assert f"Le 1er octobre 2026, {ecrit}" in texte, demarche.id
            assert "dont la copie est jointe" not in texte, f"letter_templates/_communs/demandes.j2: {demarche.id}"
            dites[demarche.id] = texte.split(ecrit, 1)[1].split(".", 1)[0]
    assert len(set(dites.values())) == len(dites), dites


def test_each_is_about_what_was_asked_and_rests_on_an_article_of_its_demarche(
    courriers_livres: Courriers, catalogue: Catalogue
) -> None:
    """Both are said in _communs/demandes.j2: a demarche forgotten there would rest on access, whatever it asks for."""
    for demarche in catalogue.demarches.values():
        # Its first article, whole, or any other that it names whole.
        premier, *autres = (catalogue.droit.entrees[id_].article for id_ in demarche.fondements)
        siens = {premier.partition(",")[0], *autres}
        for etape in (etape.id for etape in demarche.etapes if etape.gabarit.startswith("suites/")):
            texte = read(courriers_livres, demande_of(demarche.id), etape)
            objet = next(ligne for ligne in texte.splitlines() if ligne.startswith("Objet"))
            assert "ma demande" not in objet, f"letter_templates/_communs/demandes.j2, objet_demande: {demarche.id}"
            repose = texte.partition("repose sur ")[2].partition("\n")[0]
            cites = {article for motif in _CITES.findall(repose) for article in motif.split(" et ")}
            assert cites <= siens, f"letter_templates/_communs/demandes.j2, article_du_…: {demarche.id}"


def test_a_demarche_nobody_named_still_gives_the_three_letters(catalogue: Catalogue) -> None:
    """The generic sentence is in the macros: read there, since every demarche that exists is named."""
    macros = (catalogue.resources.parent / "letter_templates" / "_communs" / "demandes.j2").read_text(encoding="utf-8")
    assert "{%- else %}je vous ai adressé la demande dont la copie est jointe" in macros
    assert "{%- else %}ma demande" in macros


def test_only_the_clocks_that_run_are_named(courriers_livres: Courriers, suivies: list[Demarche]) -> None:
    for demarche in suivies:
        for etape in SUITES:
            texte = read(courriers_livres, demande_of(demarche.id), etape)
            assert ("Commission d’accès" in texte) is ("refus_tacite" in demarche.delais), (demarche.id, etape)
            assert ("RGPD" in texte) is ("reponse" in demarche.delais), (demarche.id, etape)


def test_a_reminder_tells_of_a_prolongation_that_came_too_late(courriers_livres: Courriers) -> None:
    tardive, valable = (Evenement(dt.date(2026, 11, jour), _T.PROLONGATION_ANNONCEE) for jour in (6, 5))

    texte = read(courriers_livres, demande_of(faits=(ENVOYE, RECU, tardive)), "relance")
    assert "le 6 novembre 2026, après la fin de ce mois. À cette date, elle n’était plus possible." in texte
    texte = read(courriers_livres, demande_of(faits=(ENVOYE, RECU, valable)), "relance")
    assert "n’était plus possible" not in texte
    assert "elle n’est possible que si elle a été annoncée et expliquée pendant ce premier mois" in texte


@pytest.mark.parametrize("etape", SUITES)
def test_nothing_leans_on_a_delay_that_is_over(courriers_livres: Courriers, etape: str) -> None:
    ouverte, fermee = dt.date(2027, 1, 5), dt.date(2027, 1, 6)

    assert "peut être saisie dans les deux mois" in read(courriers_livres, demande_of(jour=ouverte), etape)
    texte = read(courriers_livres, demande_of(jour=fermee), etape)
    assert "Commission d’accès" not in texte
    assert "la première garde sa date" in texte


def test_the_page_to_take_home_gives_the_last_day_and_the_one_to_aim_at(courriers_livres: Courriers) -> None:
    for etape in SUITES:
        texte = sheet(courriers_livres, demande_of(), etape)
        assert "5 janvier 2027 | Dernier jour pour saisir la CADA. Visez le 4 janvier 2027." in texte
        assert "N’attendez pas la réponse à cette lettre." in texte
        assert texte.splitlines()[2] == "Revenez le 8 décembre 2026"


def test_the_page_to_take_home_says_when_it_is_too_late_and_what_is_left(courriers_livres: Courriers) -> None:
    for etape in SUITES:
        texte = sheet(courriers_livres, demande_of(jour=dt.date(2027, 1, 6)), etape)
        assert "Le délai pour saisir la CADA paraît passé depuis le 5 janvier 2027." in texte
        assert "En principe, un refus reçu après ne le rouvre pas." in texte
        assert "Une demande sur d’autres papiers a son délai" in texte


def test_a_refusal_after_the_silence_moves_no_day_and_one_after_the_window_gives_nothing_for_sure(
    courriers_livres: Courriers,
) -> None:
    dedans = sheet(courriers_livres, demande_of(faits=(ENVOYE, RECU, REFUS), refus_forme="ecrit"), "contestation_refus")
    # It came after the silence: the day that is counted from the silence comes first.
    assert "5 janvier 2027 (à vérifier) | Dernier jour pour saisir la CADA. Visez le 4 janvier 2027." in dedans
    assert "Ce délai est le plus prudent, refus écrit compris. Un autre refus ne le rallonge pas." in dedans
    assert "cela se discute" not in dedans

    apres = Evenement(dt.date(2027, 1, 20), _T.REFUS)
    # Nothing shows an acknowledgement in order: two months from that refusal may be argued for.
    sans = demande_of(faits=(ENVOYE, RECU, apres), jour=dt.date(2027, 1, 25), refus_forme="ecrit")
    assert "le délai a pu finir le 5 janvier 2027. S’il court encore, c’est jusqu’au 20 mars 2027" in sheet(
        courriers_livres, sans, "contestation_refus"
    )
    accuse = Evenement(dt.date(2026, 10, 6), _T.ACCUSE_CONFORME)
    dehors = demande_of(faits=(ENVOYE, RECU, accuse, apres), jour=dt.date(2027, 1, 25), refus_forme="ecrit")
    assert "depuis le 5 janvier 2027. En principe, un refus reçu après ne le rouvre pas." in sheet(
        courriers_livres, dehors, "contestation_refus"
    )
    assert "Commission d’accès" not in read(courriers_livres, dehors, "contestation_refus")

    oral = demande_of(faits=(ENVOYE, RECU, replace(REFUS, type=_T.REFUS_ORAL)), refus_forme="oral")
    assert "Après un mois de silence, cela se discute : tenez le premier jour." in sheet(
        courriers_livres, oral, "contestation_refus"
    )


def test_who_seized_the_cada_already_is_not_sent_there_again(courriers_livres: Courriers) -> None:
    saisie = Evenement(dt.date(2026, 11, 21), _T.CADA_SAISIE)
    for etape in SUITES:
        demande = demande_of(faits=(ENVOYE, RECU, saisie))
        assert "peut être saisie" not in read(courriers_livres, demande, etape)
        texte = sheet(courriers_livres, demande, etape)
        assert "Vous avez déjà saisi la CADA, le 21 novembre 2026." in texte
        assert "Dernier jour pour saisir la CADA" not in texte


def test_a_demarche_without_documents_says_nothing_of_the_cada(courriers_livres: Courriers, suivies: list[Demarche]) -> None:
    for demarche in suivies:
        if "refus_tacite" not in demarche.delais and "reponse" in demarche.delais:
            for etape in ("demande", *SUITES):
                texte = (
                    sheet(courriers_livres, demande_of(demarche.id, refus_forme="ecrit"), etape) if etape != "demande" else ""
                )
                assert "CADA" not in texte, demarche.id


# What is missing.


def test_what_is_missing_is_asked_for_exactly(courriers_livres: Courriers) -> None:
    demande = demande_of(
        faits=(ENVOYE, RECU, replace(REFUS, type=_T.REPONSE_PARTIELLE)),
        reponse_recue="partie",
        manque=("destinataires", "source"),
        manque_autre=({"manque_quoi": "le rapport de mars 2025"}, {}),
    )

    texte = read(courriers_livres, demande, "complement")

    assert "J’ai reçu votre réponse le 20 novembre 2026." in texte
    assert "- le nom de chaque destinataire" in texte
    assert "- toute information disponible sur la source" in texte
    assert "- le rapport de mars 2025" in texte
    for absent in ("durée de conservation", "décision automatisée", "ne peut pas être lu", "…"):
        assert absent not in texte


def test_every_choice_of_every_questionnaire_makes_the_letter_say_something(
    courriers_livres: Courriers, suivies: list[Demarche]
) -> None:
    for demarche in suivies:
        (manque,) = [question for question in demarche.questions if question.id == "manque"]
        vide = read(
            courriers_livres,
            demande_of(demarche.id, reponse_recue="partie", manque_autre=({"manque_quoi": "x"},)),
            "complement",
        )
        for code in manque.choix:
            if code != "pas_fait":
                demande = demande_of(demarche.id, reponse_recue="partie", manque=(code,), manque_autre=({"manque_quoi": "x"},))
                assert len(read(courriers_livres, demande, "complement")) > len(vide), (demarche.id, code)


def test_what_cannot_be_read_is_asked_again_and_only_others_may_be_hidden(courriers_livres: Courriers) -> None:
    demande = demande_of(reponse_recue="complete", lisibilite=("codes", "masque"))

    texte = read(courriers_livres, demande, "complement")

    assert "Des codes et des abréviations ne sont pas expliqués." in texte
    assert "Je vous prie de ne masquer que ces passages" in texte
    assert "Ce qui manque" not in texte


@pytest.mark.parametrize(
    ("etape", "reponses", "suite"),
    [
        ("complement", {"reponse_recue": "complete"}, ""),
        ("complement", {"reponse_recue": "refus"}, "contestation_refus"),
        ("complement", {"reponse_recue": "oral"}, "contestation_refus"),
        ("complement", {"reponse_recue": "accuse"}, "relance"),
    ],
)
def test_an_answer_that_calls_for_another_letter_gives_none_here(
    courriers_livres: Courriers, etape: str, reponses: dict[str, Valeur], suite: str
) -> None:
    with pytest.raises(ExpectedError) as refus:
        courriers_livres.compose(replace(demande_of(), reponses=reponses), etape)

    assert refus.value.panne is Panne.PAS_DE_LETTRE
    assert refus.value.faits["question"] == "reponse_recue"
    assert suite in refus.value.faits["suite"]


def test_a_complete_answer_where_something_is_ticked_is_not_complete(courriers_livres: Courriers) -> None:
    assert read(courriers_livres, demande_of(reponse_recue="complete", manque=("duree",)), "complement")


@pytest.mark.parametrize("demarche", ["rectification", "effacement", "limitation", "opposition", "retrait_consentement"])
def test_what_was_not_done_is_a_refusal(courriers_livres: Courriers, catalogue: Catalogue, demarche: str) -> None:
    assert catalogue.demarches[demarche].issue("issue_non_fait")
    with pytest.raises(ExpectedError) as refus:
        courriers_livres.compose(demande_of(demarche, reponse_recue="partie", manque=("pas_fait",)), "complement")

    assert refus.value.faits["question"] == "manque"


def test_recipients_are_told_only_where_the_law_says_so(courriers_livres: Courriers) -> None:
    for demarche, dit in (("rectification", True), ("effacement", True), ("limitation", True), ("opposition", False)):
        demande = demande_of(demarche, reponse_recue="partie", manque=("destinataires_avertis",))
        texte = read(courriers_livres, demande, "complement")
        assert ("article 19 du" in texte) is dit, demarche


def test_a_reminder_opens_with_the_day_the_answer_was_due(courriers_livres: Courriers) -> None:
    """One line, with its law; neither before that day, nor once something came."""
    tard = replace(RELANCE, date=dt.date(2026, 11, 24))
    dit = read(courriers_livres, tard, "relance").partition("Madame, Monsieur,")[2].strip()
    assert dit.startswith("Vous deviez répondre le 5 novembre 2026 au plus tard (article 12, paragraphe 3, du règlement")
    assert "vous donne un mois pour répondre" not in dit
    registre = (
        read(courriers_livres, replace(tard, demarche="registre_aipd"), "relance").partition("Madame, Monsieur,")[2].strip()
    )
    assert registre.startswith("Votre silence vaut refus depuis le 5 novembre 2026 (articles R*311-12 et R311-13")
    refus = Evenement(dt.date(2026, 11, 2), TypeEvenement.REFUS)
    for autre in replace(RELANCE, date=dt.date(2026, 11, 3)), replace(tard, evenements=(*RELANCE.evenements, refus)):
        assert "Vous deviez" not in read(courriers_livres, autre, "relance")
        assert "vous donne un mois pour répondre" in read(courriers_livres, autre, "relance")


@pytest.mark.parametrize(("demarche", "qualite"), [("registre_aipd", Qualite.ORGANISATION), ("heritier", Qualite.HERITIER)])
def test_a_private_body_is_told_of_a_refusal_for_a_public_service_only(
    courriers_livres: Courriers, demarche: str, qualite: Qualite
) -> None:
    for genre in GenreOrganisme:
        demande = replace(demande_of(demarche), date=dt.date(2026, 11, 24), organisme=Organisme("Les Tilleuls", genre))
        dit = read(courriers_livres, by(qualite, demande), "relance").partition("Madame, Monsieur,")[2]
        prive = genre in {GenreOrganisme.ESSMS, GenreOrganisme.HEBERGEMENT, GenreOrganisme.SANTE, GenreOrganisme.AUTRE}
        assert ("Pour ce qui relève d’une mission de service public, votre silence vaut refus depuis" in dit) is prive, genre
        assert ("Votre silence vaut refus depuis" in dit) is not prive, genre
