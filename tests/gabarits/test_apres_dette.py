"""« Et après ? » of a sum claimed back: its two days, when it may be withheld, which court, and its months, on one page."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read
from tests.gabarits.test_apres import LONG, read_page

_T, _G = TypeEvenement, GenreOrganisme
RECUE, LE_JOUR = dt.date(2026, 11, 20), dt.date(2026, 12, 1)
SOMME = "2 317,40 €"
MOIS: tuple[Mapping[str, str | dt.date], ...] = (
    {"periode_du": dt.date(2023, 3, 1), "periode_au": dt.date(2025, 2, 1), "periode_somme": SOMME},
)
PAR_AIDE = {"caf": "aide_caf", "cpam": "aide_maladie", "france_travail": "aide_travail", "departement": "aide_collectivite"}


def a_debt(
    aide: str,
    genre: GenreOrganisme = _G.CAF,
    faits: Mapping[TypeEvenement, dt.date] | None = None,
    *,
    territoire: str = "59",
    **reponses: Valeur,
) -> Demande:
    dites = {"decision_genre": "indu", PAR_AIDE[genre]: aide, "raisons": ("calcul",), **reponses}
    evenements = (Evenement(RECUE, _T.DECISION_RECUE), *(Evenement(jour, type_) for type_, jour in (faits or {}).items()))
    demande = demande_of("somme_reclamee", dites, genre=genre)
    organisme = replace(demande.organisme, territoire=territoire)
    return replace(demande, date=LE_JOUR, evenements=evenements, organisme=organisme)


def page_of(courriers: Courriers, demande: Demande, etape: str) -> str:
    return read_page(courriers, demande, etape).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("aide", "genre", "juge"),
    [
        ("rsa", _G.CAF, "Ensuite : le tribunal administratif, sans avocat obligatoire."),
        ("prime_activite", _G.CAF, "Ensuite : le tribunal administratif, sans avocat obligatoire."),
        ("logement", _G.CAF, "Ensuite : le tribunal administratif, sans avocat obligatoire."),
        ("aah", _G.CAF, "Ensuite : le pôle social du tribunal judiciaire, sans avocat obligatoire."),
        ("indemnites", _G.CPAM, "Ensuite : le pôle social du tribunal judiciaire, sans avocat obligatoire."),
        ("apa", _G.DEPARTEMENT, "Ensuite : sans doute le tribunal administratif, à vérifier sur la décision."),
        ("chomage", _G.FRANCE_TRAVAIL, "Le tribunal vient ensuite : à vérifier sur la décision."),
    ],
)
def test_the_silence_and_the_court_that_comes_next_are_told(
    courriers_livres: Courriers, aide: str, genre: GenreOrganisme, juge: str
) -> None:
    page = page_of(courriers_livres, a_debt(aide, genre), "contester")

    assert "Deux mois après | Sans réponse, c’est " in page
    assert juge in page


@pytest.mark.parametrize("territoire", ["93", "66", "09", "974"])
def test_the_court_of_the_rsa_is_the_same_where_the_state_took_it_over(courriers_livres: Courriers, territoire: str) -> None:
    page = page_of(courriers_livres, a_debt("rsa", territoire=territoire), "contester")

    assert "Ensuite : le tribunal administratif, sans avocat obligatoire." in page


@pytest.mark.parametrize(
    ("aide", "etape", "dit"),
    [
        ("rsa", "demande", "pas avant la fin du 20 janvier 2027, ni pendant un recours."),
        ("familiales", "demande", "pas avant la fin du 10 décembre 2026. Partie à temps, cette lettre les repousse"),
        ("familiales", "contester", "pas avant la fin du 10 décembre 2026. Après, cette lettre ne les arrête pas."),
        ("logement", "remise", "pas avant la fin du 10 décembre 2026. Après, cette lettre ne les arrête pas."),
    ],
)
def test_when_it_may_be_withheld_is_beside_the_days(courriers_livres: Courriers, aide: str, etape: str, dit: str) -> None:
    assert f"Retenues : {dit}" in page_of(courriers_livres, a_debt(aide), etape)


def test_what_a_refusal_may_bring_nearer_is_not_promised(courriers_livres: Courriers) -> None:
    corrigee = a_debt("prime_activite", faits={_T.ENVOYE: dt.date(2026, 11, 25)})

    assert "Retenues : pas avant la fin du 25 février 2027, ou sept jours après un refus, ni" in page_of(
        courriers_livres, corrigee, "contester"
    )


def test_both_days_are_told_the_safer_first(courriers_livres: Courriers) -> None:
    demande = page_of(courriers_livres, a_debt("familiales"), "demande")
    contester = page_of(courriers_livres, a_debt("familiales"), "contester")

    assert demande.index("avant la fin du 10 décembre 2026") < demande.index("20 janvier 2027 | Dernier jour pour le recours")
    assert "10 décembre 2026 | Dernier jour pour demander de corriger. C’est une autre lettre." in contester
    assert "avant la fin du 20 janvier 2027" in contester


def test_a_remission_opens_no_delay_and_takes_none_away(courriers_livres: Courriers) -> None:
    page = page_of(courriers_livres, a_debt("rsa", periodes=MOIS), "remise")

    assert page.splitlines()[2] == "Dernier jour pour demander de corriger : 10 décembre 2026. Visez le 9 décembre 2026"
    assert "20 janvier 2027 | Dernier jour pour le recours avant le juge. Cette lettre ne le remplace pas." in page
    assert not any(mot in page for mot in ("CADA", "Les données", "Le dossier", "avant la fin du 10 décembre"))
    assert "1er décembre 2026 | Rien n’est venu" not in page


@pytest.mark.parametrize("etape", ["demande", "contester"])
def test_its_months_are_on_the_page_without_a_name_nor_a_sum(courriers_livres: Courriers, etape: str) -> None:
    """As many years as a fraud may go back, and names that are long: still one page."""
    annees: tuple[Mapping[str, str | dt.date], ...] = (
        {"periode_du": dt.date(2013, 11, 1), "periode_au": dt.date(2026, 10, 1), "periode_somme": SOMME},
    )
    demande = a_debt("familiales", periodes=annees)
    longue = page_of(courriers_livres, replace(demande, organisme=replace(demande.organisme, nom=LONG)), etape)
    page = page_of(courriers_livres, a_debt("familiales", periodes=MOIS), etape)

    assert "2024 | janvier à septembre | octobre à novembre | décembre" in page
    assert "2013 | novembre à décembre |  |" in longue
    assert demande.concerne is not None
    assert demande.concerne.nom not in page
    assert SOMME not in page.replace("\u202f", " ")


def test_nobody_is_told_not_to_pay_without_advice(courriers_livres: Courriers) -> None:
    assert all(
        "payez pas" not in page_of(courriers_livres, a_debt("rsa"), etape) for etape in ("demande", "contester", "remise")
    )


@pytest.mark.parametrize("etape", ["relance", "complement"])
def test_what_follows_the_first_letter_recognises_nothing_either(courriers_livres: Courriers, etape: str) -> None:
    envoyee = a_debt("logement", faits={_T.ENVOYE: dt.date(2026, 9, 25), _T.REPONSE_PARTIELLE: dt.date(2026, 10, 20)})

    assert "sans reconnaître aucune somme" in read(courriers_livres, envoyee, etape)


def test_the_silence_on_an_appeal_is_a_rejection_beside_a_remission_too(courriers_livres: Courriers) -> None:
    contestee = a_debt("rsa", faits={_T.RECOURS_PREALABLE_ENVOYE: dt.date(2026, 11, 25)})

    assert "Sans réponse à votre recours, c’est un rejet." in page_of(courriers_livres, contestee, "remise")


@pytest.mark.parametrize("etape", ["demande", "contester"])
def test_what_left_in_time_is_not_said_to_be_late(courriers_livres: Courriers, etape: str) -> None:
    """The appeal left, and its silence is what comes: no day of before is told again."""
    recours = dt.date(2026, 9, 11)
    demande = a_debt("prime_activite")
    faits = (Evenement(dt.date(2026, 9, 2), _T.DECISION_RECUE), Evenement(recours, _T.RECOURS_PREALABLE_ENVOYE))
    page = page_of(courriers_livres, replace(demande, evenements=faits), etape)

    assert "paraît passé" not in page
    assert "au plus tard" not in page
    assert "novembre 2026 | Dernier jour" not in page
    assert "11 janvier 2027 (à vérifier) | Dernier jour pour saisir le juge" in page
    assert ("11 septembre 2026 | La lettre part." in page) == (etape == "contester")


def test_a_correction_asked_too_late_is_not_said_to_put_anything_off(courriers_livres: Courriers) -> None:
    tard = replace(a_debt("familiales"), evenements=(Evenement(dt.date(2026, 11, 10), _T.DECISION_RECUE),))
    page = page_of(courriers_livres, tard, "demande")

    assert "Retenues : pas avant la fin du 30 novembre 2026." in page
    assert "les repousse" not in page


def test_who_is_accused_is_told_of_the_answer_that_a_penalty_waits_for(courriers_livres: Courriers) -> None:
    annees: tuple[Mapping[str, str | dt.date], ...] = (
        {"periode_du": dt.date(2013, 11, 1), "periode_au": dt.date(2026, 10, 1), "periode_somme": SOMME},
    )
    demande = a_debt("rsa", fraude=True, periodes=annees)
    accusee = page_of(courriers_livres, replace(demande, organisme=replace(demande.organisme, nom=LONG)), "demande")

    assert "Une pénalité est aussi annoncée ? On y répond par une autre lettre, en général dans le mois." in accusee
    assert "pénalité" not in page_of(courriers_livres, a_debt("rsa", fraude=False), "demande")
