"""What follows a first letter: the reminder, what is missing, the answers to a refusal. For every demarche that has them."""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demande import Demande
from droits_usagers.domain.demarches import Demarche
from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.evenements import Evenement, TypeEvenement
from droits_usagers.domain.organismes import GenreOrganisme
from droits_usagers.domain.personnes import Qualite
from droits_usagers.domain.questions import Valeur
from droits_usagers.services.courriers import Courriers
from tests.letters.cas import ORDINAIRE, by

_T = TypeEvenement
ENVOYE, RECU = Evenement(dt.date(2026, 10, 1), _T.ENVOYE), Evenement(dt.date(2026, 10, 5), _T.RECU)
REFUS = Evenement(dt.date(2026, 11, 20), _T.REFUS)
SUITES = ("relance", "complement", "contestation_refus")


def demande_of(
    demarche: str = "acces",
    faits: Sequence[Evenement] = (ENVOYE, RECU),
    jour: dt.date = dt.date(2026, 11, 24),
    **reponses: Valeur,
) -> Demande:
    return replace(ORDINAIRE, demarche=demarche, date=jour, reponses=reponses, evenements=tuple(faits))


def read(courriers: Courriers, demande: Demande, etape: str) -> str:
    return courriers.text(courriers.compose(demande, etape)).replace("\u00a0", " ").replace("\u202f", " ")


def sheet(courriers: Courriers, demande: Demande, etape: str) -> str:
    (apres,) = [exemplaire for exemplaire in courriers.kit(demande, etape) if exemplaire.id == "apres"]
    assert len(courriers.pages(apres.document)) == 1
    return courriers.text(apres.document).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def suivies(catalogue: Catalogue) -> list[Demarche]:
    return [demarche for demarche in catalogue.demarches.values() if demarche.etape("contestation_refus")]


def test_each_says_what_the_first_letter_asked(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    dites: dict[str, str] = {}
    for demarche in catalogue.demarches.values():
        suites = [etape.id for etape in demarche.etapes if etape.gabarit.startswith("suites/")]
        for qualite, etape in itertools.product(demarche.pour, suites):
            texte = read(courriers_livres, by(qualite, demande_of(demarche.id)), etape)
            assert "Le 1er octobre 2026, je vous ai" in texte, demarche.id
            assert "dont la copie est jointe" not in texte, demarche.id
            dites[demarche.id] = texte.split("je vous ai", 1)[1].split(".", 1)[0]
    assert len(set(dites.values())) == len(dites), dites


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
        assert "Pour saisir la CADA : le 5 janvier 2027 au plus tard. Visez le 4 janvier 2027." in texte
        assert "N’attendez pas la réponse à cette lettre." in texte
        assert "revenez saisir la CADA avant le 5 janvier 2027" in texte
        assert "dans deux semaines" not in texte


def test_the_page_to_take_home_says_when_it_is_too_late_and_what_is_left(courriers_livres: Courriers) -> None:
    for etape in SUITES:
        texte = sheet(courriers_livres, demande_of(jour=dt.date(2027, 1, 6)), etape)
        assert "Le délai pour saisir la CADA paraît passé depuis le 5 janvier 2027." in texte
        assert "En principe, un refus reçu après ne le rouvre pas." in texte
        assert "Une nouvelle demande peut ouvrir un autre délai" in texte


def test_a_refusal_in_the_window_gives_two_months_and_one_after_gives_nothing(courriers_livres: Courriers) -> None:
    dedans = sheet(courriers_livres, demande_of(faits=(ENVOYE, RECU, REFUS), refus_forme="ecrit"), "contestation_refus")
    assert "Pour saisir la CADA : le 20 janvier 2027 au plus tard. Visez le 19 janvier 2027." in dedans
    assert "Un autre refus ne le rallonge pas." in dedans
    assert "fait repartir" not in dedans

    apres = Evenement(dt.date(2027, 1, 20), _T.REFUS)
    dehors = demande_of(faits=(ENVOYE, RECU, apres), jour=dt.date(2027, 1, 25), refus_forme="ecrit")
    assert "depuis le 5 janvier 2027. En principe, un refus reçu après ne le rouvre pas." in sheet(
        courriers_livres, dehors, "contestation_refus"
    )
    assert "Commission d’accès" not in read(courriers_livres, dehors, "contestation_refus")

    oral = demande_of(faits=(ENVOYE, RECU, replace(REFUS, type=_T.REFUS_ORAL)), refus_forme="oral")
    assert "Un refus écrit, reçu pendant ce délai, fait repartir deux mois." in sheet(
        courriers_livres, oral, "contestation_refus"
    )


def test_who_seized_the_cada_already_is_not_sent_there_again(courriers_livres: Courriers) -> None:
    saisie = Evenement(dt.date(2026, 11, 21), _T.CADA_SAISIE)
    for etape in SUITES:
        demande = demande_of(faits=(ENVOYE, RECU, saisie))
        assert "peut être saisie" not in read(courriers_livres, demande, etape)
        texte = sheet(courriers_livres, demande, etape)
        assert "Vous avez déjà saisi la CADA, le 21 novembre 2026." in texte
        assert "au plus tard" not in texte


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


# Answers to a refusal.


def test_how_a_refusal_must_be_made_comes_first(courriers_livres: Courriers, suivies: list[Demarche]) -> None:
    for demarche in suivies:
        demande = demande_of(demarche.id, (ENVOYE, RECU, REFUS), refus_forme="ecrit", refus_motifs=("secret", "tiers"))
        texte = read(courriers_livres, demande, "contestation_refus")
        forme, raisons = texte.index("La forme de votre refus"), texte.index("Vos raisons")
        assert forme < raisons
        if "refus_tacite" in demarche.delais:
            assert forme < texte.index("L311-14") < raisons
        elif "reponse" in demarche.delais:
            assert forme < texte.index("article 12, paragraphe 4") < raisons
            assert "L311-14" not in texte


MOTIFS: dict[str, tuple[str, ...]] = {
    "identite": ("si vous avez des doutes raisonnables", "12, paragraphe 6", "je vous prie de la détruire"),
    "excessif": ("C’est à vous de démontrer", "12, paragraphe 5"),
    "secret": ("Il protège la personne ; il ne se dresse pas contre elle.", "L311-6"),
    "preparatoire": ("n’a pas d’exception pour les notes de travail", "article 15 du RGPD", "L311-2"),
    "tiers": ("peut être masqué. Le reste doit être communiqué", "15, paragraphe 4", "L311-7"),
    "justice": ("quelles pièces sont concernées", "20181006"),
    "introuvable": ("où vous avez cherché", "quand et selon quelle règle"),
    "frais": ("gratuite au titre de l’article 15, paragraphe 3", "R311-11"),
    "mauvais_service": ("L114-2",),
    "mission": ("Si vous en appliquez un, je vous prie de citer son article.",),
    "obligation_legale": ("Je vous prie de citer le texte",),
    "logiciel": ("Je ne connais pas de texte qui écarte un droit parce qu’un logiciel",),
    "prolongation": ("pendant le premier mois", "un mois de silence y vaut refus"),
}


@pytest.mark.parametrize("motif", MOTIFS)
def test_each_reason_has_its_answer_and_no_other(courriers_livres: Courriers, motif: str) -> None:
    demande = demande_of(faits=(ENVOYE, RECU, REFUS), refus_forme="ecrit", refus_motifs=(motif,))

    texte = read(courriers_livres, demande, "contestation_refus")

    for dit in MOTIFS[motif]:
        assert dit in texte
    for autre, dits in MOTIFS.items():
        if autre != motif and (autre, motif) not in {("mission", "logiciel"), ("logiciel", "mission")}:
            assert dits[0] not in texte, autre


def test_every_reason_offered_is_answered(catalogue: Catalogue) -> None:
    (motifs,) = [question for question in catalogue.demarches["acces"].questions if question.id == "refus_motifs"]

    assert set(motifs.choix) == {"sans_motif", *MOTIFS}


def test_the_right_of_access_comes_before_the_exception_of_documents(courriers_livres: Courriers) -> None:
    demande = demande_of(faits=(ENVOYE, RECU, REFUS), refus_motifs=("preparatoire",))
    paragraphe = read(courriers_livres, demande, "contestation_refus").split("Des documents préparatoires.")[1]

    assert paragraphe.index("article 15 du RGPD") < paragraphe.index("L311-2")


def test_a_free_copy_is_claimed_before_the_fees_of_documents(courriers_livres: Courriers) -> None:
    demande = demande_of(faits=(ENVOYE, RECU, REFUS), refus_motifs=("frais",))
    texte = read(courriers_livres, demande, "contestation_refus")

    assert texte.index("gratuite au titre de l’article 15") < texte.index("R311-11")


def test_a_reason_that_may_be_good_is_not_denied(courriers_livres: Courriers) -> None:
    opposition = demande_of("opposition", (ENVOYE, RECU, REFUS), refus_motifs=("obligation_legale",))
    texte = read(courriers_livres, opposition, "contestation_refus")
    assert "peut écarter l’opposition (article 56" in texte
    assert "Je vous demande la disposition précise." in texte

    effacement = demande_of("effacement", (ENVOYE, RECU, REFUS), refus_motifs=("obligation_legale", "mission"))
    texte = read(courriers_livres, effacement, "contestation_refus")
    assert "ne vaut que pour ce qui reste nécessaire" in texte
    assert "n’empêche pas" not in texte


def test_a_public_mission_does_not_close_opposition(courriers_livres: Courriers) -> None:
    demande = demande_of("opposition", (ENVOYE, RECU, REFUS), refus_motifs=("mission",))

    texte = read(courriers_livres, demande, "contestation_refus")

    assert "c’est à vous de démontrer des motifs légitimes et impérieux (article 21, paragraphe 1" in texte


def test_a_prolongation_announced_too_late_does_not_count_and_a_valid_one_does(courriers_livres: Courriers) -> None:
    def said(jour: int, letter: dt.date) -> str:
        annonce = Evenement(dt.date(2026, 11, jour), _T.PROLONGATION_ANNONCEE)
        demande = demande_of(faits=(ENVOYE, RECU, annonce), jour=letter, refus_motifs=("prolongation",))
        return read(courriers_livres, demande, "contestation_refus")

    tardive = said(6, dt.date(2026, 11, 24))
    assert "Vous l’avez annoncée le 6 novembre 2026." in tardive
    assert "premier mois, qui a pris fin le 5 novembre 2026" in tardive
    valable = said(5, dt.date(2026, 11, 24))
    assert "J’attends donc votre réponse au plus tard le 5 janvier 2027." in valable
    finie = said(5, dt.date(2027, 1, 6))
    assert "Le délai prolongé a pris fin le 5 janvier 2027." in finie


def test_what_was_made_for_a_judge_is_not_claimed(courriers_livres: Courriers) -> None:
    demande = demande_of("information_preoccupante", (ENVOYE, RECU, REFUS), refus_motifs=("justice",))

    assert "établi pour la justice peut ne pas être communiqué" in read(courriers_livres, demande, "contestation_refus")


def test_the_secret_of_people_covers_no_register(courriers_livres: Courriers) -> None:
    demande = demande_of("registre_aipd", (ENVOYE, RECU, REFUS), refus_motifs=("secret",))
    texte = read(courriers_livres, demande, "contestation_refus")

    assert "Je ne demande rien de ce qu’elles ont confié." in texte
    assert "contre elle" not in texte


def test_an_oral_refusal_is_asked_in_writing(courriers_livres: Courriers) -> None:
    oral = Evenement(dt.date(2026, 11, 20), _T.REFUS_ORAL)
    lettre = courriers_livres.compose(demande_of(faits=(ENVOYE, RECU, oral), refus_forme="oral"), "contestation_refus")
    texte = courriers_livres.text(lettre)

    assert "Un refus m’a été donné oralement le 20 novembre 2026." in texte
    assert "Si vous maintenez ce refus, je vous prie de me l’écrire." in texte
    assert "J’ai reçu votre refus" not in texte
    assert "Copie du refus" not in texte
    assert "On vous a dit non sans l’écrire." in lettre.en_clair


def test_a_refusal_without_reasons_or_remedies_is_told_so(courriers_livres: Courriers) -> None:
    demande = demande_of(faits=(ENVOYE, RECU, REFUS), refus_forme="ecrit", refus_motifs=("sans_motif",), refus_recours=False)
    texte = read(courriers_livres, demande, "contestation_refus")

    assert "Aucune raison ne m’a été donnée." in texte
    assert "Votre lettre n’indique pas de recours." in texte
    assert "Vos raisons" not in texte


def test_a_private_body_is_not_told_to_transmit_as_an_administration(courriers_livres: Courriers) -> None:
    demande = demande_of(faits=(ENVOYE, RECU, REFUS), refus_motifs=("mauvais_service",), refus_service="le siège")
    prive = replace(demande, organisme=replace(demande.organisme, genre=GenreOrganisme.ESSMS))

    assert "L114-2" in read(courriers_livres, demande, "contestation_refus")
    texte = read(courriers_livres, prive, "contestation_refus")
    assert "L114-2" not in texte
    assert "Vous me renvoyez vers : le siège." in texte


def test_the_words_of_a_refusal_are_quoted_as_typed(courriers_livres: Courriers) -> None:
    demande = demande_of(faits=(ENVOYE, RECU, REFUS), refus_mots="C'est *confidentiel* # et interne")

    assert "Vous écrivez : « C'est *confidentiel* # et interne »" in read(courriers_livres, demande, "contestation_refus")


@pytest.mark.parametrize("qualite", [Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL])
def test_whoever_writes_the_file_is_that_of_the_person(courriers_livres: Courriers, qualite: Qualite) -> None:
    demande = demande_of(faits=(ENVOYE, RECU, REFUS), refus_motifs=("preparatoire", "introuvable"))

    texte = read(courriers_livres, by(qualite, demande), "contestation_refus")

    assert "Ce qui y est écrit sur cette personne reste accessible." in texte
    assert "sur moi" not in texte


# What a jurist of the other side would answer « this text does not say that » to.


def test_a_reason_is_answered_for_what_was_asked(courriers_livres: Courriers) -> None:
    def answered(demarche: str, motif: str, qualite: Qualite = Qualite.CONCERNE) -> str:
        demande = by(qualite, demande_of(demarche, (ENVOYE, RECU, REFUS), refus_forme="ecrit", refus_motifs=(motif,)))
        return read(courriers_livres, demande, "contestation_refus")

    # Nothing is asked to be shown: there is nothing to mask.
    for demarche in ("rectification", "effacement", "limitation", "opposition", "retrait_consentement", "portabilite"):
        texte = answered(demarche, "tiers")
        assert "Ma demande ne porte pas sur elles." in texte, demarche
        assert "masqué" not in texte, demarche
    # Article 20 itself is closed to a public mission.
    assert "ne vaut que si vous vous fondez sur l’accord de la personne ou sur un contrat" in answered("portabilite", "mission")
    assert "Je ne connais pas de texte" not in answered("portabilite", "mission")
    # The secret is that of the users: neither a union nor a worker is the person it protects; nor is an heir.
    assert "contre elle" not in answered("heritier", "secret", Qualite.HERITIER)
    for qualite in (Qualite.ORGANISATION, Qualite.AGENT):
        assert "contre elle" not in answered("acces_agent", "secret", qualite)
    assert "article 85 de la loi" in answered("heritier", "secret", Qualite.HERITIER)


def test_no_reason_is_left_without_a_sentence(courriers_livres: Courriers, suivies: list[Demarche]) -> None:
    for demarche in suivies:
        for qualite in demarche.pour:
            demande = by(qualite, demande_of(demarche.id, (ENVOYE, RECU, REFUS), refus_motifs=tuple(MOTIFS)))
            lignes = read(courriers_livres, demande, "contestation_refus").splitlines()
            assert not {"Les frais.", "La prolongation.", "L’identité."} & set(lignes), (demarche.id, qualite)


def test_a_reason_given_is_not_said_to_be_missing(courriers_livres: Courriers) -> None:
    demande = demande_of(faits=(ENVOYE, RECU, REFUS), refus_forme="ecrit", refus_motifs=("sans_motif", "secret"))

    assert "Aucune raison ne m’a été donnée." not in read(courriers_livres, demande, "contestation_refus")


@pytest.mark.parametrize("etape", ["relance", "contestation_refus"])
def test_an_identity_asked_again_is_not_answered_before_it_was_asked(courriers_livres: Courriers, etape: str) -> None:
    demandee, fournie = _T.IDENTITE_DEMANDEE, _T.IDENTITE_FOURNIE
    faits = [Evenement(dt.date(2026, 10, 8), demandee), Evenement(dt.date(2026, 10, 12), fournie)]
    une = read(courriers_livres, demande_of(faits=(ENVOYE, RECU, *faits), refus_motifs=("identite",)), etape)
    assert "dire ce qui vous manque encore" in une or "je vous l’ai fourni le 12 octobre 2026" in une

    faits.append(Evenement(dt.date(2026, 11, 18), demandee))
    deux = read(courriers_livres, demande_of(faits=(ENVOYE, RECU, *faits), refus_motifs=("identite",)), etape)
    assert "je vous l’ai fourni" not in deux
    assert "autre" in deux
    assert "dire ce qui vous manque encore" in deux


def test_the_texts_are_named_in_full_outside_brackets(courriers_livres: Courriers, suivies: list[Demarche]) -> None:
    for demarche in suivies:
        for etape in SUITES:
            demande = demande_of(demarche.id, (ENVOYE, RECU, REFUS), refus_motifs=tuple(MOTIFS))
            assert "))" not in read(courriers_livres, demande, etape), (demarche.id, etape)


def test_a_body_that_may_be_private_owes_documents_of_a_public_service(courriers_livres: Courriers) -> None:
    for etape in SUITES:
        demande = demande_of()
        prive = replace(demande, organisme=replace(demande.organisme, genre=GenreOrganisme.AUTRE))
        assert "our ce qui relève d’une mission de service public" in read(courriers_livres, prive, etape)
        assert "mission de service public" not in read(courriers_livres, demande, etape)


def test_who_is_about_to_send_it_sees_the_last_day_of_the_cada(courriers_livres: Courriers) -> None:
    for etape in SUITES:
        dernier = courriers_livres.compose(demande_of(), etape).en_clair[-1].replace("\u00a0", " ")
        assert dernier == "Pour la CADA, le dernier jour reste le 5 janvier 2027."
        for autre in (demande_of(jour=dt.date(2027, 1, 6)), demande_of("rectification")):
            assert courriers_livres.compose(autre, etape).en_clair[-1] == "Cette lettre ne rallonge pas vos délais."


def test_a_delay_that_was_never_told_may_still_be_open(courriers_livres: Courriers) -> None:
    fermee = demande_of(jour=dt.date(2027, 1, 6))
    conseil = "Si aucun papier du service ne disait comment contester, la CADA peut encore accepter"

    assert conseil in sheet(courriers_livres, fermee, "relance")
    assert conseil not in sheet(courriers_livres, demande_of(), "relance")
    # Nothing of the kind protects an agent from her administration (CRPA L112-2).
    agent = by(Qualite.AGENT, replace(fermee, demarche="acces_agent"))
    assert conseil not in sheet(courriers_livres, agent, "relance")


def test_a_written_refusal_without_documents_may_go_to_court(courriers_livres: Courriers) -> None:
    tribunal = "Le tribunal peut aussi être saisi d’un refus écrit."
    faits = (ENVOYE, RECU, REFUS)

    assert tribunal in sheet(courriers_livres, demande_of("rectification", faits, refus_forme="ecrit"), "contestation_refus")
    # Where documents are refused, the CADA comes first.
    assert tribunal not in sheet(courriers_livres, demande_of("acces", faits, refus_forme="ecrit"), "contestation_refus")
    assert tribunal not in sheet(courriers_livres, demande_of("rectification"), "relance")


def test_a_medical_item_does_not_wait_for_a_decision(courriers_livres: Courriers) -> None:
    for demarche, medical in (("dossier_medical", True), ("acces", False)):
        demande = demande_of(demarche, (ENVOYE, RECU, REFUS), refus_motifs=("preparatoire",))
        texte = read(courriers_livres, demande, "contestation_refus")
        assert ("20234237" in texte) is medical
        assert ("quelle décision est encore attendue" in texte) is not medical
