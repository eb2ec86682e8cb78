"""Consignes read from the columns of a table: known ones understood, everything else kept as it is written."""

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne
from tests.services.reprises import made, read_one

C = CodeConsigne
ECRIRE, APPELER, MESSAGE = (Consigne(code) for code in C if code is not C.AUTRE)


@pytest.mark.parametrize(
    ("entete", "cellule", "attendues"),
    [
        ("Consigne", "Ne pas écrire au domicile", (ECRIRE,)),
        ("Consignes", "NE PAS APPELER", (APPELER,)),
        ("Consigne", "pas de message ; ne pas téléphoner", (MESSAGE, APPELER)),
        ("Consignes", "ne pas écrire chez elle, pas de SMS", (ECRIRE, MESSAGE)),
        ("Ne pas téléphoner", "x", (APPELER,)),
        ("Ne pas laisser de message", "Oui", (MESSAGE,)),
        ("Ne pas écrire au domicile", "non", ()),
        ("Consigne", "néant", ()),
        ("Consigne", "-", ()),
        ("Consigne", "", ()),
        ("Consigne", "ne pas appeler le soir", (Consigne(C.AUTRE, "ne pas appeler le soir"),)),
        ("Consigne", "le frère lit le courrier", (Consigne(C.AUTRE, "le frère lit le courrier"),)),
        ("Précautions", "oui", (Consigne(C.AUTRE, "Précautions"),)),
    ],
)
def test_a_cell_says_its_consignes(catalogue: Catalogue, entete: str, cellule: str, attendues: tuple[Consigne, ...]) -> None:
    assert made(read_one(catalogue, {entete: cellule})).consignes.personne == attendues


def test_several_columns_add_up(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Ne pas téléphoner": "x", "Consigne": "ne pas écrire au domicile"})
    assert set(made(ligne).consignes.personne) == {ECRIRE, APPELER}


def test_a_column_of_notes_is_no_consigne(catalogue: Catalogue) -> None:
    assert made(read_one(catalogue, {"Commentaire": "ne pas appeler"})).consignes.toutes == ()
