"""What a law that was not read may have changed is said to be verified, and the law is named."""

from dataclasses import replace

import pytest

from droits_usagers.domain.droit.voies import Contestee, Decision
from droits_usagers.domain.echeances import Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.dossiers import a_dossier, fact

_G = GenreOrganisme
DELAIS = frozenset({"observations", "recours_prealable", "recours_juge"})
RECUE = fact(TypeEvenement.DECISION_RECUE, "2027-01-12")


@pytest.mark.parametrize(
    ("genre", "decision", "aide", "notes"),
    [
        (_G.FRANCE_TRAVAIL, Decision.CONTRAINTE, "chomage", {"note.loi_fraudes", "note.contrainte_suspend"}),
        (_G.FRANCE_TRAVAIL, Decision.INDU, "chomage", {"note.loi_fraudes"}),
        (_G.FRANCE_TRAVAIL, Decision.PENALITE, "chomage", {"note.loi_fraudes"}),
        (_G.CAF, Decision.PENALITE, "familiales", {"note.loi_fraudes"}),
        (_G.CAF, Decision.CONTRAINTE, "familiales", set()),
        (_G.CAF, Decision.INDU, "familiales", set()),
        (_G.FRANCE_TRAVAIL, Decision.REFUS, "sanction", set()),
    ],
)
def test_a_law_that_was_not_read_is_named_beside_what_it_may_have_changed(
    regles: Regles, genre: GenreOrganisme, decision: Decision, aide: str, notes: set[str]
) -> None:
    """The law of 25 June 2026 on fraud: penalties, and what France Travail claims back."""
    dossier = a_dossier(RECUE, demarche="somme_reclamee", delais=DELAIS, genre=genre)
    dossier = replace(dossier, contestee=Contestee(decision, frozenset({aide})))
    dates = [une for une in compute_echeances(dossier, regles) if une.date]

    assert dates
    for une in dates:
        dites = {pas.id for ligne in une.explication for pas in ligne}
        assert dites & {"note.loi_fraudes", "note.contrainte_suspend"} == notes
        assert une.a_verifier or "note.loi_fraudes" not in notes
