"""What a body had frozen and takes back, told in a letter to an authority about it."""

import datetime as dt

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.echeances import Code, Regles
from droits_usagers.exchange.faits import read_faits


@pytest.mark.parametrize("recue", [True, False])
@pytest.mark.parametrize(("demarche", "initiale"), [("plainte_cnil", "limitation"), ("defenseur_droits", "opposition")])
def test_a_letter_to_an_authority_keeps_the_day_of_what_is_taken_back(
    catalogue: Catalogue, regles: Regles, demarche: str, initiale: str, *, recue: bool
) -> None:
    faits = {"recu": "2026-08-03"} if recue else {}
    faits |= {"reponse_complete": "2026-08-24", "levee_limitation_annoncee": "2026-10-20"}
    lignes = [f'demarche = "{demarche}"', f'demarche_initiale = "{initiale}"', 'genre = "departement"']
    lignes += ['territoire = "72"', 'demeure = "72"']
    lignes += [f'[[evenement]]\ntype = "{type_}"\ndate = {jour}' for type_, jour in faits.items()]
    lus = read_faits("\n".join(lignes).encode(), "E.toml", catalogue.demarches)

    bilan = compute_bilan(lus, regles, dt.date.fromisoformat("2026-12-08"))

    assert (bilan.actes[0].etape, bilan.actes[0].jusqu_au) == ("recours_ta", dt.date.fromisoformat("2026-12-20"))


@pytest.mark.parametrize("recue", [True, False])
@pytest.mark.parametrize("demarche", ["limitation", "plainte_cnil"])
def test_the_end_of_a_freeze_is_a_refusal_even_if_nobody_noted_what_granted_it(
    catalogue: Catalogue, regles: Regles, demarche: str, *, recue: bool
) -> None:
    """Who is told of it had obtained it (RGPD 18-3): no silence refused it, and its months are those of what ends it."""
    faits = ({"recu": "2026-08-10"} if recue else {}) | {"levee_limitation_annoncee": "2026-10-14"}
    lignes = [f'demarche = "{demarche}"', 'genre = "sante"', 'public = "oui"', 'territoire = "49"', 'demeure = "49"']
    lignes += ['demarche_initiale = "limitation"'] if demarche == "plainte_cnil" else []
    lignes += [f'[[evenement]]\ntype = "{type_}"\ndate = {jour}' for type_, jour in faits.items()]
    lus = read_faits("\n".join(lignes).encode(), "E.toml", catalogue.demarches)

    bilan = compute_bilan(lus, regles, dt.date.fromisoformat("2026-12-02"))

    assert (bilan.actes[0].etape, bilan.actes[0].jusqu_au) == ("recours_ta", dt.date.fromisoformat("2026-12-14"))
    assert all(une.a_verifier for une in bilan.echeances if une.code is Code.RECOURS_TA)
