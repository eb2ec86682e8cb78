"""A debt, from the answers and the facts: when it may be withheld, what its letter lacks, and when it was claimed."""

import datetime as dt
from collections.abc import Callable

import pytest

from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.dette.dette import Dette, RegleRetenue, TropTot, claim_of, dette_of
from droits_usagers.domain.dette.mois import AgeMois, RaisonAge
from droits_usagers.domain.droit.voies import Contestee, Decision, voie_of
from droits_usagers.domain.echeances import Regles
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.dossiers import fact

_T = TypeEvenement
_G = GenreOrganisme
RECUE = fact(_T.DECISION_RECUE, "2026-11-19")
Faire = Callable[..., Dette]


@pytest.fixture
def faire(regles: Regles) -> Faire:
    """A debt of housing benefit to a CAF, unless told otherwise."""

    def une(*faits: Evenement, genre: _G = _G.CAF, aide: str = "logement", **reponses: Valeur) -> Dette:
        contestee = Contestee(Decision.INDU, frozenset({aide} if aide else ()))
        voie = voie_of(regles.voies, genre, contestee, territoire="69")
        dites = {"decision_genre": "indu", **reponses}
        trouvee = dette_of(dites, (RECUE, *faits), voie=voie, longueur=regles.length)
        assert trouvee is not None
        return trouvee

    return une


def _des(dette: Dette) -> dt.date | None:
    assert dette.retenues is not None
    return dette.retenues.des


def test_nothing_is_withheld_before_the_end_of_twenty_days_nor_while_a_correction_is_examined(faire: Faire) -> None:
    corrigee = fact(_T.ENVOYE, "2026-12-05")

    assert _des(faire()) == dt.date(2026, 12, 9)
    # A month of silence, then two months.
    assert _des(faire(corrigee)) == dt.date(2027, 3, 5)
    # Refused before that month: seven days.
    assert _des(faire(corrigee, fact(_T.REFUS, "2026-12-20"))) == dt.date(2026, 12, 27)
    # Asked too late, it puts nothing off.
    assert _des(faire(fact(_T.ENVOYE, "2026-12-10"))) == dt.date(2026, 12, 9)


def test_an_appeal_suspends_where_it_is_written_and_nowhere_else(faire: Faire) -> None:
    recours = fact(_T.RECOURS_PREALABLE_ENVOYE, "2026-12-05")
    rsa = faire(recours, aide="rsa").retenues
    logement = faire(recours).retenues

    assert rsa is not None
    assert (rsa.regle, rsa.entree, rsa.des) == (RegleRetenue.SUSPENSIF, "casf-l262-46", None)
    assert _des(faire(aide="rsa")) == dt.date(2027, 1, 19)
    assert logement is not None
    assert (logement.regle, logement.des) == (RegleRetenue.CORRECTION, dt.date(2026, 12, 9))


@pytest.mark.parametrize(
    ("depuis", "trop"),
    [("2026-11-25", TropTot.TOT), ("2026-12-09", TropTot.TOT), ("2026-12-10", TropTot.NON)],
)
def test_what_was_withheld_too_soon_is_known(faire: Faire, depuis: str, trop: TropTot) -> None:
    retenues = faire(retenu="deja", retenu_depuis=dt.date.fromisoformat(depuis)).retenues

    assert retenues is not None
    assert retenues.trop is trop


def test_what_is_withheld_once_an_appeal_suspends_is_known(faire: Faire) -> None:
    recours = fact(_T.RECOURS_PREALABLE_ENVOYE, "2027-01-05")
    retenues = faire(recours, aide="rsa", retenu="deja", retenu_depuis=dt.date(2027, 2, 5)).retenues

    assert retenues is not None
    assert retenues.trop is TropTot.CONTESTEE


def test_what_was_withheld_too_soon_stays_so_once_an_appeal_suspends(faire: Faire) -> None:
    recours = fact(_T.RECOURS_PREALABLE_ENVOYE, "2026-12-15")
    retenues = faire(recours, aide="rsa", retenu="deja", retenu_depuis=dt.date(2026, 12, 1)).retenues

    assert retenues is not None
    assert (retenues.trop, retenues.des) == (TropTot.TOT, dt.date(2027, 1, 19))


def test_the_days_of_a_first_letter_are_not_counted_from_a_later_one(faire: Faire) -> None:
    retenues = faire(decision_genre="titre", retenu="deja", retenu_depuis=dt.date(2026, 11, 20)).retenues

    assert retenues is not None
    assert (retenues.regle, retenues.trop, retenues.des) == (RegleRetenue.INCONNUE, TropTot.NON, None)


def test_a_day_said_and_not_withheld_counts_for_nothing(faire: Faire) -> None:
    retenues = faire(retenu="nsp", retenu_depuis=dt.date(2026, 11, 25)).retenues

    assert retenues is not None
    assert (retenues.faites, retenues.trop) == (False, TropTot.NON)


@pytest.mark.parametrize(
    ("aide", "entree"),
    [("rsa", "casf-r262-92-1"), ("prime_activite", "css-r847-1-1"), ("logement", "css-r133-9-2"), ("aah", "css-r133-9-2")],
)
def test_what_its_letter_must_say_is_told_by_the_text_of_the_benefit(faire: Faire, aide: str, entree: str) -> None:
    dette = faire(aide=aide, lettre_entiere=True, mentions_lues=("montant",))

    assert dette.voie is not None
    assert dette.voie.mentions == entree
    assert "vingt_jours" in dette.manquantes


def test_nothing_is_said_to_be_missing_from_a_first_page(faire: Faire) -> None:
    lues = ("nature", "dates", "montant", "motif", "retenues")

    assert faire(mentions_lues=lues).manquantes == ()
    assert faire(mentions_lues=lues, lettre_entiere=False).manquantes == ()
    assert faire(mentions_lues=(), lettre_entiere=True).manquantes == ()
    assert faire(mentions_lues=lues, lettre_entiere=True).manquantes == ("vingt_jours", "recours")


def test_a_sum_is_claimed_from_the_day_of_its_letter_else_from_the_day_it_came() -> None:
    ecrite = claim_of({"decision_du": dt.date(2026, 11, 16)}, (RECUE,))
    arrivee = claim_of({}, (RECUE,))

    assert ecrite is not None
    assert ecrite.jour == dt.date(2026, 11, 16)
    assert arrivee is not None
    assert arrivee.jour == RECUE.date
    assert claim_of({}, ()) is None


def test_an_order_to_pay_is_not_what_claimed_first(faire: Faire) -> None:
    """A formal notice came before it: no month is too old by its own day, only by that of what came before."""
    mois = ({"periode_du": dt.date(2023, 1, 1), "periode_au": dt.date(2024, 3, 1)},)
    seule = faire(decision_genre="contrainte", periodes=mois).examen
    dite = faire(decision_genre="contrainte", periodes=mois, reclame_avant=dt.date(2025, 6, 10)).examen

    assert seule is not None
    assert seule.of_age(AgeMois.ANCIEN) == ()
    assert seule.raisons >= {RaisonAge.LETTRE_AVANT}
    assert dite is not None
    assert dite.of_age(AgeMois.ANCIEN)[-1] == dt.date(2023, 4, 1)


def test_a_penalty_is_no_debt(regles: Regles) -> None:
    assert dette_of({"decision_genre": "penalite"}, (RECUE,), voie=None, longueur=regles.length) is None


def test_nobody_can_tell_of_a_day_before_the_text(faire: Faire) -> None:
    assert _des(faire(Evenement(dt.date(2001, 1, 1), TypeEvenement.DECISION_RECUE))) is None


def test_before_the_aid_is_told_what_all_of_them_write_is_said_and_nothing_else(faire: Faire) -> None:
    vieux = ({"periode_du": dt.date(2022, 3, 1)},)
    retraite = faire(genre=_G.RETRAITE, aide="", periodes=vieux, decision_du=dt.date(2026, 11, 10))
    caf = faire(aide="", periodes=vieux, decision_du=dt.date(2026, 11, 10))

    assert retraite.examen is not None
    assert retraite.examen.regle.entrees == ("css-l355-3", "css-l815-11")
    assert retraite.examen.of_age(AgeMois.ANCIEN) == (dt.date(2022, 3, 1),)
    # Not all of them stop it, and not all give the same time to fraud.
    assert caf.examen is None
    assert caf.retenues is not None
    assert (caf.retenues.regle, caf.retenues.des) == (RegleRetenue.INCONNUE, dt.date(2026, 12, 9))
