"""A sum claimed back whose letter is not the one asked for: why, before which court, and until when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import read
from tests.gabarits.test_adresse_protegee import protected
from tests.gabarits.test_apres_dette import a_debt, page_of

_T, _G = TypeEvenement, GenreOrganisme
DEPARTEMENT = _G.DEPARTEMENT


def why(courriers: Courriers, demande: Demande, etape: str) -> str:
    """What is said instead of the letter."""
    with pytest.raises(ExpectedError) as refus:
        courriers.compose(demande, etape)
    faits = refus.value.faits
    assert refus.value.panne is Panne.PAS_DE_LETTRE
    return f"{faits['question']} {faits.get('dit', '')}{faits['suite']}".replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("aide", "juge"), [("rsa", "tribunal administratif"), ("familiales", "pôle social du tribunal judiciaire")]
)
@pytest.mark.parametrize("envoye", [{_T.RECOURS_PREALABLE_ENVOYE: dt.date(2026, 11, 22)}, {}])
def test_an_appeal_noted_as_rejected_is_not_made_again(
    courriers_livres: Courriers, aide: str, juge: str, envoye: Mapping[TypeEvenement, dt.date]
) -> None:
    """Whatever was answered when it was first written."""
    faits = {**envoye, _T.RECOURS_REJETE: dt.date(2026, 11, 28)}
    dit = why(courriers_livres, a_debt(aide, faits=faits, contester_rejet="premiere"), "contester")

    assert dit.startswith("recours_rejete ")
    assert juge in dit
    assert "28 janvier 2027" in dit
    assert read(courriers_livres, a_debt(aide, faits=envoye), "contester")


def test_a_paper_that_is_the_rejection_gives_the_day_of_the_court(courriers_livres: Courriers) -> None:
    dit = why(courriers_livres, a_debt("rsa", contester_rejet="rejete"), "contester")

    assert all(mot in dit for mot in ("contester_rejet", "tribunal administratif", "20 janvier 2027", "ne se fait qu’une fois"))


@pytest.mark.parametrize("autre", ["titre", "contestee"])
def test_a_bill_of_rsa_goes_to_the_court_and_says_what_suspends(courriers_livres: Courriers, autre: str) -> None:
    """CE 473732: the court, on the debt itself; the presidency only against a decision that nothing contested yet."""
    dit = why(
        courriers_livres,
        a_debt("rsa", DEPARTEMENT, decision_genre="titre", contester_titre=autre, raisons=("calcul",)),
        "contester",
    )

    assert all(mot in dit for mot in ("tribunal administratif", "20 janvier 2027", "L262-46", "à vérifier", "demande ("))


def test_another_bill_names_no_court_that_was_not_read(courriers_livres: Courriers) -> None:
    dit = why(courriers_livres, a_debt("aide_sociale", DEPARTEMENT, decision_genre="titre"), "contester")

    assert "contester_titre" in dit
    assert "L262-46" not in dit
    assert "tribunal administratif" not in dit


def test_the_first_letter_about_a_bill_asks_for_what_came_before_it(courriers_livres: Courriers) -> None:
    lettre = read(courriers_livres, a_debt("rsa", DEPARTEMENT, decision_genre="titre"), "demande")
    page = page_of(courriers_livres, a_debt("rsa", DEPARTEMENT, decision_genre="titre"), "demande")

    assert "la preuve du jour où elle a été reçue (article R262-92-1" in lettre
    assert "article L262-46" in lettre
    assert "tribunal administratif" in page
    assert "20 janvier 2027 | Dernier jour pour saisir le juge" in page


def test_a_decision_before_the_bill_has_no_twenty_days_left(courriers_livres: Courriers) -> None:
    """They ran from that decision, and a bill comes once they are over: no date that is noted tells them."""
    demande = a_debt("rsa", DEPARTEMENT, decision_genre="titre", contester_titre="indu")
    lettre, page = read(courriers_livres, demande, "contester"), page_of(courriers_livres, demande, "contester")

    assert "Un avis des sommes à payer l’a suivie." in lettre
    assert "demander de corriger" not in page
    assert "10 décembre" not in page
    assert "pas pendant le recours" in page
    assert "Cet avis a aussi ses deux mois" in page


@pytest.mark.parametrize("genre", ["penalite", "annonce", "controle"])
def test_nothing_but_a_sum_paid_is_remitted(courriers_livres: Courriers, genre: str) -> None:
    dit = why(courriers_livres, a_debt("familiales", decision_genre=genre), "remise")

    assert dit.startswith("decision_genre ")
    assert "demande (" in dit


@pytest.mark.parametrize(
    ("aide", "genre", "article"),
    [
        ("rsa", DEPARTEMENT, "L262-46"),
        ("rsa", _G.CAF, "L262-46"),
        ("prime_activite", _G.CAF, "L845-3"),
        ("logement", _G.CAF, "L553-2"),
        ("familiales", _G.CAF, "L553-2"),
        ("indemnites", _G.CPAM, "L256-4"),
    ],
)
def test_what_a_text_takes_away_for_fraud_is_not_asked(
    courriers_livres: Courriers, aide: str, genre: GenreOrganisme, article: str
) -> None:
    dit = why(courriers_livres, a_debt(aide, genre, fraude=True), "remise")

    assert dit.startswith("fraude ")
    assert article in dit
    assert "contester (" in dit
    assert read(courriers_livres, a_debt(aide, genre, fraude=False), "remise")


@pytest.mark.parametrize(("aide", "genre"), [("aah", _G.CAF), ("c2s", _G.CPAM), ("chomage", _G.FRANCE_TRAVAIL)])
def test_where_no_text_was_read_a_fraud_is_a_warning(courriers_livres: Courriers, aide: str, genre: GenreOrganisme) -> None:
    lettre = courriers_livres.compose(a_debt(aide, genre, fraude=True), "remise")

    assert any("Fraude" in dite for dite in getattr(lettre, "en_clair", ()))


@pytest.mark.parametrize("faits", [{}, {_T.ENVOYE: dt.date(2026, 11, 24)}])
def test_what_is_to_be_remembered_of_an_appeal_is_its_own_day(
    courriers_livres: Courriers, faits: Mapping[TypeEvenement, dt.date]
) -> None:
    dits = [
        dit.replace("\u00a0", " ") for dit in courriers_livres.to_remember(protected(a_debt("rsa", faits=faits)), "contester")
    ]

    assert dits[0].startswith("Cette lettre part avant la fin du 20 janvier 2027")
    assert [dit for dit in dits if "10 décembre" in dit] == [
        *(["L’autre lettre, pour demander de corriger : avant la fin du 10 décembre 2026."] if not faits else [])
    ]


def test_an_appeal_whose_day_is_over_says_so(courriers_livres: Courriers) -> None:
    tard = replace(protected(a_debt("rsa")), date=dt.date(2027, 2, 10))

    assert "le délai paraît passé" in courriers_livres.to_remember(tard, "contester")[0].replace("\u00a0", " ")
