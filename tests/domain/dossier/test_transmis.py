"""What is sent on to another body had been received: what closes is counted from the first fact that tells so (L114-3)."""

import datetime as dt

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.echeances import Regles
from droits_usagers.exchange.faits import read_faits

CADA = ('demarche = "saisine_cada"', 'demarche_initiale = "acces"', 'genre = "ccas"')
TRIBUNAL = ('demarche = "plainte_cnil"', 'demarche_initiale = "effacement"', 'genre = "caf"')


@pytest.mark.parametrize(
    ("tete", "faits", "transmis", "acte"),
    [
        (
            CADA,
            {"relance_envoyee": "2026-10-12", "refus": "2026-11-30"},
            "2026-10-20",
            ("pourquoi.retrouver_cada", "2026-12-12"),
        ),
        (CADA, {"relance_envoyee": "2026-10-12"}, "2026-12-05", ("pourquoi.retrouver_cada", "2026-12-12")),
        (TRIBUNAL, {"reponse_partielle": "2026-10-20"}, "2026-11-20", ("pourquoi.devant_un_juge", "2026-12-20")),
    ],
)
def test_what_is_sent_on_neither_hides_nor_puts_off_the_day_that_is_lost(
    catalogue: Catalogue, regles: Regles, tete: tuple[str, ...], faits: dict[str, str], transmis: str, acte: tuple[str, str]
) -> None:
    connus = (faits, faits | {"transmis": transmis})
    for notes in connus:
        lignes = [*tete, 'territoire = "44"', 'demeure = "44"']
        lignes += [f'[[evenement]]\ntype = "{type_}"\ndate = {jour}' for type_, jour in notes.items()]
        lus = read_faits("\n".join(lignes).encode(), "E.toml", catalogue.demarches)

        premier = compute_bilan(lus, regles, dt.date(2026, 12, 8)).actes[0]

        assert (premier.pourquoi.id, premier.jusqu_au and premier.jusqu_au.isoformat()) == acte
