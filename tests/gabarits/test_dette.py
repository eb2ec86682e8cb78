"""The letters on a sum claimed back: nothing is recognised in any, and no contest asks for time."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import obstacle_of
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.droit.voies import AIDES, Decision
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import Lettre as Ecrite
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.letters.lettre.composer import plain
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read
from tests.gabarits.lettres import write_letters

_G, _T = GenreOrganisme, TypeEvenement
RECUE = Evenement(dt.date(2026, 11, 6), _T.DECISION_RECUE)
PERIODES: tuple[Reponses, ...] = (
    {"periode_du": dt.date(2023, 5, 1), "periode_au": dt.date(2023, 12, 1), "periode_somme": "1 310 €"},
    {"periode_du": dt.date(2024, 8, 1), "periode_au": dt.date(2025, 2, 1)},
)
RECLAME: Reponses = {"decision_genre": "indu", "decision_du": dt.date(2026, 11, 3), "periodes": PERIODES}
RETENU: Reponses = {"retenu": "deja", "retenu_depuis": dt.date(2026, 11, 20)}
RESERVE = re.compile(r"sans que je reconnaisse (cette|aucune) somme", re.IGNORECASE)
#: To ask for time is to agree to pay; what hides an address speaks of a copy handed over, not of that.
DU_TEMPS = re.compile(r"échéanci|échelonn|délais? de paiement|facilités|(?<!copie )remise", re.IGNORECASE)


def claimed(
    genre: GenreOrganisme, reponses: Reponses, *, qualite: Qualite = Qualite.CONCERNE, territoire: str = "51"
) -> Demande:
    demande = demande_of("somme_reclamee", {**RECLAME, **reponses}, genre=genre, qualite=qualite)
    return replace(demande, organisme=replace(demande.organisme, territoire=territoire), evenements=(RECUE,))


def of_each_aid(catalogue: Catalogue, reponses: Reponses) -> list[Demande]:
    """A claim for every aid, by every body that pays it."""
    demarche = catalogue.demarches["somme_reclamee"]
    paires = {
        (genre, question.id, aide)
        for voie in catalogue.voies
        if Decision.INDU in voie.decisions
        for genre in voie.genres
        for question in demarche.questions
        if question.id in AIDES
        for aide in voie.aides & {*question.choix}
    }
    return [claimed(genre, {question: aide, **reponses}) for genre, question, aide in sorted(paires)]


def test_in_every_letter_nothing_is_recognised(catalogue: Catalogue, courriers_livres: Courriers) -> None:
    ecrites = [*write_letters(catalogue.demarches["somme_reclamee"], courriers_livres)]

    assert {lue.etape for lue in ecrites} >= {"demande", "contester", "remise", "contrainte"}
    propres = [lue for lue in ecrites if lue.etape in {"demande", "contester", "remise", "contrainte"}]
    assert [lue.nom for lue in propres if not RESERVE.search(lue.texte)] == []


@pytest.mark.parametrize("etape", ["demande", "contester"])
@pytest.mark.parametrize("reponses", [{"fraude": True}, {"fraude": False}])
def test_what_contests_a_sum_never_asks_for_time_nor_for_mercy(
    catalogue: Catalogue, courriers_livres: Courriers, etape: str, reponses: Reponses
) -> None:
    tout = ("mois", "faits", "declare", "erreur", "calcul", "deja", "entendu", "payer")
    demandes = of_each_aid(catalogue, {**reponses, **RETENU, "raisons": tout})

    assert len(demandes) > 20
    for demande in demandes:
        texte = read(courriers_livres, demande, etape)
        assert RESERVE.search(texte), demande.reponses
        assert not DU_TEMPS.search(texte), demande.reponses
        assert "cinq ans" not in texte


@pytest.mark.parametrize(("entiere", "demandee"), [(False, True), (True, False)])
def test_who_holds_the_first_page_alone_asks_for_the_whole_letter(
    courriers_livres: Courriers, *, entiere: bool, demandee: bool
) -> None:
    demande = claimed(_G.CAF, {"aide_caf": "logement", "lettre_entiere": entiere})

    assert ("copie entière" in read(courriers_livres, demande, "demande")) is demandee


@pytest.mark.parametrize(("reponses", "territoire"), [({"remise_quoi": "tout"}, "51"), ({}, "93")])
def test_a_remission_is_asked_apart_and_in_case(courriers_livres: Courriers, reponses: Reponses, territoire: str) -> None:
    demande = claimed(_G.CAF, {"aide_caf": "rsa", **reponses}, territoire=territoire)
    lettre = courriers_livres.compose(demande, "remise")
    texte = read(courriers_livres, demande, "remise")

    assert "à titre subsidiaire" in texte
    assert "L262-46" in texte
    assert "bonne foi" in texte
    assert isinstance(lettre, Ecrite)
    assert any("reconnaissance" in phrase for phrase in lettre.en_clair)
    assert ("Commission de recours amiable" in [plain(ligne) for ligne in lettre.destinataire]) == (territoire == "93")


def test_who_is_written_to_elsewhere_learns_whose_decision_it_is(courriers_livres: Courriers) -> None:
    """The presidency of a département has no idea which caisse wrote, nor the médiateur which agency."""
    for genre, question, aide in ((_G.CAF, "aide_caf", "rsa"), (_G.FRANCE_TRAVAIL, "aide_travail", "ass")):
        demande = claimed(genre, {question: aide})
        nomme = replace(demande, organisme=replace(demande.organisme, nom="Organisme de la Marne"))
        assert "une décision (Organisme de la Marne)" in read(courriers_livres, nomme, "contester")


@pytest.mark.parametrize(
    ("genre", "question", "aide"), [(_G.FRANCE_TRAVAIL, "aide_travail", "ass"), (_G.AUTRE, "aide_autre", "")]
)
def test_months_said_too_old_are_said_even_where_no_text_counts_them(
    courriers_livres: Courriers, genre: GenreOrganisme, question: str, aide: str
) -> None:
    texte = read(courriers_livres, claimed(genre, {question: aide, "raisons": ("mois",)}), "contester")

    assert "Des mois paraissent trop anciens" in texte


def test_the_text_that_fixes_when_one_may_withhold_is_the_one_named(courriers_livres: Courriers) -> None:
    """L262-46 suspends what is contested; the two months before any withholding are in R262-92-1."""
    texte = read(courriers_livres, claimed(_G.CAF, {"aide_caf": "rsa", **RETENU}))

    assert re.search(r"avant la fin du 6 janvier 2027 \(article R262-92-1", texte)


@pytest.mark.parametrize(
    ("genre", "question", "aide", "dit"),
    [
        (_G.RETRAITE, "aide_retraite", "retraite", "bonne foi qui a peu de ressources"),
        (_G.CPAM, "aide_maladie", "invalidite", "rien n’est retenu d’office (article L355-3"),
        (_G.RETRAITE, "aide_retraite", "aspa", "reste acquis"),
        (_G.CAF, "aide_caf", "ajpa", "sur une autre prestation (article L168-13"),
    ],
)
@pytest.mark.parametrize("etape", ["demande", "contester"])
def test_what_the_text_of_one_aid_adds_is_said_of_it_alone(
    courriers_livres: Courriers, genre: GenreOrganisme, question: str, aide: str, dit: str, etape: str
) -> None:
    assert dit in read(courriers_livres, claimed(genre, {question: aide}), etape)
    assert dit not in read(courriers_livres, claimed(_G.CAF, {"aide_caf": "familiales"}), etape)


@pytest.mark.parametrize("etape", ["demande", "contester"])
@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE])
def test_who_is_accused_asks_of_what_and_on_what_proof(courriers_livres: Courriers, etape: str, qualite: Qualite) -> None:
    demande = claimed(_G.CAF, {"aide_caf": "rsa", "fraude": True}, qualite=qualite)
    lettre = courriers_livres.compose(demande, etape)
    texte = read(courriers_livres, demande, etape)

    reproche = "sont reprochés à cette personne" if qualite is Qualite.MANDATAIRE else "me sont reprochés"
    assert f"quels faits précis {reproche}, et les preuves de chacun" in texte
    assert "rapport" in texte
    assert "cinq ans" not in texte
    assert isinstance(lettre, Ecrite)
    assert any("prenez conseil d’abord" in phrase for phrase in lettre.en_clair)
    assert any("25 juin 2026 à vérifier" in phrase.replace("\u00a0", " ") for phrase in lettre.en_clair)


def test_the_answer_before_a_penalty_is_heard_with_whom_one_wants(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, claimed(_G.CAF, {"decision_genre": "annonce", "aide_caf": "familiales"}))

    assert "mes observations avant toute pénalité" in texte
    assert "avec la personne de mon choix (article R114-11" in texte


def test_a_pension_fund_s_penalty_has_no_compulsory_appeal_either(catalogue: Catalogue) -> None:
    demande = claimed(_G.RETRAITE, {"decision_genre": "penalite"})
    demarche = catalogue.demarches["somme_reclamee"]

    assert obstacle_of(demarche, "contester", reponses=demande.reponses, contexte=contexte_of(demande)) is not None


def test_what_france_travail_may_withhold_is_asked_not_asserted(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, claimed(_G.FRANCE_TRAVAIL, {"aide_travail": "chomage", **RETENU}), "contester")

    assert "ou de dire quel texte les permet" in texte
    assert "Aucune retenue ne pouvait" not in texte
    demande = read(courriers_livres, claimed(_G.FRANCE_TRAVAIL, {"aide_travail": "chomage", **RETENU}))
    assert "Sinon, je demande sur quel texte elle se fonde." in demande
    assert "Aucune retenue ne pouvait" not in demande


def test_months_too_old_are_a_ground_by_themselves(courriers_livres: Courriers) -> None:
    pourquoi = read(courriers_livres, claimed(_G.CAF, {"aide_caf": "logement"}), "contester").partition("Pourquoi")[2]

    assert "L821-7" in pourquoi
    assert "…" not in pourquoi.partition("Ce que je demande")[0]


def test_no_remission_rests_on_a_mandate_for_personal_data(courriers_livres: Courriers) -> None:
    demande = claimed(_G.CAF, {"aide_caf": "familiales"}, qualite=Qualite.MANDATAIRE)

    assert "2019-536" not in read(courriers_livres, demande, "remise")


@pytest.mark.parametrize(
    ("genre", "aide", "reponse", "lues", "dit"),
    [
        (_G.CPAM, "aide_maladie", "indemnites", ("montant",), True),
        (_G.CPAM, "aide_maladie", "indemnites", ("montant", "recours"), False),
        # Elsewhere that text is not the one that fixes the delay.
        (_G.CAF, "aide_caf", "logement", ("montant",), False),
    ],
)
def test_a_delay_that_was_not_told_is_said_not_to_run(
    courriers_livres: Courriers, genre: GenreOrganisme, aide: str, reponse: str, lues: tuple[str, ...], *, dit: bool
) -> None:
    demande = claimed(genre, {aide: reponse, "lettre_entiere": True, "mentions_lues": lues})

    assert ("ne peut être opposé (article R142-1-A" in read(courriers_livres, demande, "contester")) == dit


@pytest.mark.parametrize(
    ("genre", "aide", "reponse", "article"),
    [(_G.CAF, "aide_caf", "logement", "R133-3"), (_G.FRANCE_TRAVAIL, "aide_travail", "chomage", "R5426-20")],
)
def test_what_had_to_come_before_an_order_to_pay_is_told(
    courriers_livres: Courriers, genre: GenreOrganisme, aide: str, reponse: str, article: str
) -> None:
    page = read(courriers_livres, claimed(genre, {"decision_genre": "contrainte", aide: reponse}), "contrainte")

    assert re.search(rf"Une mise en demeure devait arriver d’abord, un mois avant \([^)]*{article}", page)


@pytest.mark.parametrize(("jour", "dit"), [(20, True), (30, False)])
def test_who_only_cannot_pay_claims_back_what_was_withheld_too_soon(
    courriers_livres: Courriers, jour: int, *, dit: bool
) -> None:
    retenu: Reponses = {"retenu": "deja", "retenu_depuis": dt.date(2026, 11, jour), "raisons": ("payer",)}
    texte = read(courriers_livres, claimed(_G.CAF, {"aide_caf": "aah", **retenu}), "remise")

    assert ("Aucune retenue ne pouvait commencer avant la fin du 26 novembre 2026 (article R133-9-2" in texte) == dit
    assert "contestée" not in texte


@pytest.mark.parametrize("etape", ["demande", "contester"])
@pytest.mark.parametrize(
    ("genre", "question", "aide"),
    [(_G.CAF, "aide_caf", "familiales"), (_G.CPAM, "aide_maladie", "maladie"), (_G.RETRAITE, "aide_retraite", "retraite")],
)
def test_in_the_pacific_no_text_of_social_security_is_named(
    courriers_livres: Courriers, etape: str, genre: GenreOrganisme, question: str, aide: str
) -> None:
    demande = claimed(genre, {question: aide, **RETENU, "raisons": ("mois",)}, territoire="987")
    texte = read(courriers_livres, demande, etape)

    assert RESERVE.search(texte)
    assert "sécurité sociale" not in texte
    assert "Commission de recours amiable" not in texte
    assert "Sur quel texte se fonde-t-on pour les réclamer" in texte
    page = read(courriers_livres, replace(demande, reponses={**demande.reponses, "decision_genre": "contrainte"}), "contrainte")
    assert "sécurité sociale" not in page


@pytest.mark.parametrize("territoire", ["975", "976"])
def test_where_social_security_has_its_own_texts_no_appeal_is_said_to_be_compulsory(
    courriers_livres: Courriers, territoire: str
) -> None:
    assert "qui peut devoir précéder le juge" in read(
        courriers_livres, claimed(_G.CPAM, {"aide_maladie": "maladie"}, territoire=territoire), "contester"
    )


@pytest.mark.parametrize("etape", ["demande", "contester"])
def test_what_is_taken_back_on_an_inheritance_is_no_overpayment_and_no_two_years_are_told(
    courriers_livres: Courriers, etape: str
) -> None:
    """CSS L815-11 counts two years for what was paid in excess; an estate owes another debt, whose text was not read."""
    texte = read(courriers_livres, claimed(_G.RETRAITE, {"aide_retraite": "aspa_succession", "raisons": ("mois",)}), etape)

    assert "reprise sur une succession" in texte
    assert "n’est pas réclamée comme un trop-perçu" in texte
    assert "L815-11" not in texte
    assert "deux ans" not in texte


def test_who_copies_the_address_of_the_presidency_reads_of_what(courriers_livres: Courriers) -> None:
    lettre = courriers_livres.compose(claimed(_G.CAF, {"aide_caf": "rsa"}), "contester")

    assert isinstance(lettre, Ecrite)
    assert plain(lettre.destinataire[0]) == "Présidence du conseil départemental"


@pytest.mark.parametrize("decision", ["annonce", "penalite"])
@pytest.mark.parametrize(
    ("genre", "question", "aide", "article"),
    [(_G.DEPARTEMENT, "aide_collectivite", "rsa", "L262-52"), (_G.FRANCE_TRAVAIL, "aide_travail", "chomage", "L5426-7")],
)
def test_facts_too_old_to_be_punished_are_asked_for_with_their_dates(
    courriers_livres: Courriers, decision: str, genre: GenreOrganisme, question: str, aide: str, article: str
) -> None:
    texte = read(courriers_livres, claimed(genre, {"decision_genre": decision, question: aide}))

    assert re.search(rf"la date de chacun : des faits de plus de deux ans ne se sanctionnent pas \(article {article}", texte)
