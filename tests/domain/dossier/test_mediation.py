"""A mediator who was seized was written to: his letter is not asked for again, and the court comes once he is done."""

import datetime as dt

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.dossier.etats import Etat
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.echeances import Regles
from droits_usagers.exchange.faits import read_faits


@pytest.mark.parametrize(("finie", "acte"), [("", "revoir"), ("2026-11-12", "recours_juge")])
def test_a_mediator_who_was_seized_is_not_written_to_again(catalogue: Catalogue, finie: str, acte: str) -> None:
    # CJA R213-10 and L213-6: the whole time of the court begins anew when the mediation is over.
    faits = {"decision_recue": "2026-08-20", "mediation_saisie": "2026-09-10"} | (
        {"mediation_terminee": finie} if finie else {}
    )
    lignes = ['demarche = "aide_refusee"', 'genre = "france_travail"', 'decision = "refus"', 'aide = "sanction"']
    lignes += [f'[[evenement]]\ntype = "{type_}"\ndate = {jour}' for type_, jour in faits.items()]
    lus = read_faits("\n".join(lignes).encode(), "E.toml", catalogue.demarches)

    bilan = compute_bilan(lus, Regles(catalogue.delais, catalogue.feries, catalogue.voies), dt.date(2026, 12, 1))

    assert (bilan.etat, [une.etape for une in bilan.actes]) == (Etat.EN_ATTENTE, [acte])
