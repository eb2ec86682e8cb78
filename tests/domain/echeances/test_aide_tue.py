"""As long as nobody says which aid it is about: what all those of the body give, or the safer."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.domain.droit.voies import Contestee, Decision
from droits_usagers.domain.echeances import Code, FaitsDossier, Regles
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.domain.echeances.test_prealable import RECUE, contested, dates, said

_G = GenreOrganisme


def untold(genre: GenreOrganisme, decision: Decision = Decision.INDU) -> FaitsDossier:
    return replace(contested(RECUE, decision=decision, aide="", genre=genre), contestee=Contestee(decision))


@pytest.mark.parametrize(
    ("genre", "sur", "prealable", "note"),
    [
        (_G.RETRAITE, True, "note.aupres_cra", "note.sans_aide"),
        (_G.CPAM, False, "note.aupres_cra", "note.sans_aide"),
        (_G.CAF, False, "note.aupres_selon_aide", "note.selon_aide"),
        (_G.MSA, False, "note.aupres_selon_aide", "note.selon_aide"),
    ],
)
def test_what_all_the_aids_of_a_caisse_give_is_told_before_one_says_which(
    regles: Regles, genre: GenreOrganisme, *, sur: bool, prealable: str, note: str
) -> None:
    trouvees = dates(regles, untold(genre))

    assert trouvees["observations"].date == dt.date(2027, 2, 1)
    assert trouvees["recours_prealable"].date == dt.date(2027, 3, 12)
    assert trouvees["recours_prealable"].a_verifier is not sur
    assert {prealable, note} <= said(trouvees["recours_prealable"])
    assert "note.voie_inconnue" not in said(trouvees["recours_prealable"])


def test_a_penalty_of_a_caisse_goes_to_the_judge_whatever_the_aid(regles: Regles) -> None:
    for genre in (_G.CAF, _G.MSA, _G.CPAM, _G.RETRAITE):
        (juge,) = dates(regles, untold(genre, Decision.PENALITE)).values()
        assert (juge.code, juge.date) == (Code.RECOURS_JUGE, dt.date(2027, 3, 12))


def test_where_the_aids_do_not_agree_on_what_comes_first_the_two_months_stay_and_ask_which(regles: Regles) -> None:
    for genre in (_G.FRANCE_TRAVAIL, _G.CCAS, _G.HEBERGEMENT):
        (prealable,) = dates(regles, untold(genre, Decision.REFUS)).values()
        assert (prealable.date, prealable.a_verifier) == (dt.date(2027, 3, 12), True)
        assert "note.voie_inconnue" in said(prealable)
