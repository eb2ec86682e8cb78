"""Answers to a refusal: one for each reason, for what was asked, and nothing denied that may be true."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.suites import ENVOYE, RECU, REFUS, SUITES, demande_of, read, sheet
from tests.letters.cas import by

_T = TypeEvenement


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


def summed_up(courriers: Courriers, demande: Demande, etape: str) -> str:
    return courriers.compose(demande, etape).en_clair[-1].replace("\u00a0", " ")


def test_who_is_about_to_send_it_sees_the_last_day_of_the_cada(courriers_livres: Courriers) -> None:
    for etape in SUITES:
        assert summed_up(courriers_livres, demande_of(), etape) == ("Dernier jour pour la CADA : 5 janvier 2027.")
        passee = summed_up(courriers_livres, demande_of(jour=dt.date(2027, 1, 6)), etape)
        assert passee == "Pour la CADA, le délai paraît passé (5 janvier 2027)."
        # A refusal that came late, and nothing that acknowledged the request in order: the page and its summary say it alike.
        apres = Evenement(dt.date(2027, 1, 20), _T.REFUS)
        douteuse = demande_of(faits=(ENVOYE, RECU, apres), jour=dt.date(2027, 1, 25), refus_forme="ecrit")
        dite = "Pour la CADA, le délai a pu finir le 5 janvier 2027. S'il court encore, c'est jusqu'au 20 mars 2027 :"
        assert summed_up(courriers_livres, douteuse, etape).replace("’", "'") == dite.partition(" S'il")[0]
        assert dite in sheet(courriers_livres, douteuse, etape).replace("’", "'")


def test_asking_again_of_a_public_body_keeps_the_court_once_and_never_the_cada(courriers_livres: Courriers) -> None:
    """CRPA L411-2, L412-4."""
    interrompt = "rrivée avant la fin du 20 janvier 2027, elle interrompt une fois le délai du tribunal administratif."
    refusee = demande_of("rectification", (ENVOYE, RECU, REFUS), refus_forme="ecrit")
    publique = replace(refusee, organisme=replace(refusee.organisme, genre=GenreOrganisme.DEPARTEMENT))
    for dite in (
        sheet(courriers_livres, publique, "contestation_refus"),
        sheet(courriers_livres, publique, "relance"),
    ):
        assert f"A{interrompt}" in dite
        assert "ne rallonge aucun délai" not in dite
    gardes = summed_up(courriers_livres, publique, "contestation_refus")
    assert gardes == "Reçue avant le 20 janvier 2027, elle garde le délai du tribunal."
    inconnue = replace(refusee, organisme=replace(refusee.organisme, genre=GenreOrganisme.AUTRE))
    assert f"Si l’organisme est public : a{interrompt}" in sheet(courriers_livres, inconnue, "contestation_refus")
    privee = replace(inconnue, reponses={**inconnue.reponses, "organisme_public": "prive"})
    deja = Evenement(dt.date(2026, 11, 22), _T.RECOURS_HIERARCHIQUE_ENVOYE)
    for demande in (privee, replace(publique, evenements=(*publique.evenements, deja))):
        texte = sheet(courriers_livres, demande, "contestation_refus")
        assert "Elle ne rallonge aucun délai." in texte
        assert "interrompt" not in texte
    # Nothing written was received: from when the court's time runs is not known.
    assert "Arrivée à temps, elle interrompt" in sheet(courriers_livres, demande_of("rectification"), "contestation_refus")
    rappel = "ne rallonge aucun délai. Pour garder celui du tribunal, un refus se conteste avant la fin du 5 février 2027."
    assert rappel in sheet(courriers_livres, demande_of("rectification"), "relance")
    for etape in SUITES:
        assert "Elle ne garde pas le délai de la CADA, obligatoire" in sheet(courriers_livres, demande_of(), etape)


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
