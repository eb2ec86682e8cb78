import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.dossier.dossiers import LigneSuivi, PageSuivi
from droits_usagers.services.suivi.lignes import SIGNES, Presentation, Rubrique
from droits_usagers.ui.suivi.modele import TAILLE, ModeleSuivi

AUJOURDHUI = dt.date(2026, 11, 24)
PERSONNE = tuple(Rubrique).index(Rubrique.PERSONNE)


def _page(debut: int, total: int) -> PageSuivi:
    fin = min(debut + TAILLE, total)
    return PageSuivi(tuple(_ligne(rang) for rang in range(debut, fin)), debut, total)


def _ligne(rang: int) -> LigneSuivi:
    return LigneSuivi(
        f"2026-{rang:04}", "acces", "en_attente", personne=f"Personne {rang}", organisme="CD 93", prochaine_date=AUJOURDHUI
    )


@pytest.fixture
def modele(catalogue: Catalogue) -> ModeleSuivi:
    return ModeleSuivi(Presentation(catalogue, lambda: AUJOURDHUI))


def test_the_model_keeps_the_rules_of_qt(modele: ModeleSuivi, qtmodeltester: ModelTester) -> None:
    modele.show_result(_page(0, 250))
    qtmodeltester.check(modele)  # type: ignore[no-untyped-call]


def test_rows_that_were_read_say_what_they_are(modele: ModeleSuivi) -> None:
    modele.show_result(_page(0, 5))
    assert modele.rowCount() == 5
    assert modele.index(3, 1).data() == "2026-0003"
    assert modele.index(3, 0).data(ModeleSuivi.REFERENCE) == "2026-0003"
    assert modele.index(3, 0).data(ModeleSuivi.CELLULE).signe == SIGNES["en_attente"]


def test_a_row_not_yet_read_says_so_to_the_eye_and_to_the_ear(modele: ModeleSuivi) -> None:
    modele.show_result(_page(0, 250))
    assert modele.index(180, 0).data() == "Chargement…"
    assert modele.index(180, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "Ligne 181, pas encore chargée"


def test_a_page_is_asked_for_once_when_one_of_its_rows_is_looked_at(modele: ModeleSuivi) -> None:
    modele.show_result(_page(0, 250))
    voulues: list[int] = []
    modele.page_wanted.connect(voulues.append)
    for rang in (120, 130, 240):
        modele.index(rang, 0).data()
    assert voulues == [100, 200]


def test_a_page_that_could_not_be_read_can_be_asked_for_again(modele: ModeleSuivi) -> None:
    modele.show_result(_page(0, 250))
    voulues: list[int] = []
    modele.page_wanted.connect(voulues.append)
    modele.index(120, 0).data()
    modele.forget(100)
    modele.index(120, 0).data()
    assert voulues == [100, 100]


def test_a_page_that_comes_says_which_rows_changed(modele: ModeleSuivi, qtbot: QtBot) -> None:
    modele.show_result(_page(0, 250))
    with qtbot.waitSignal(modele.dataChanged) as dit:
        modele.receive(_page(100, 250))
    assert dit.args is not None
    assert (dit.args[0].row(), dit.args[1].row()) == (100, 100 + TAILLE - 1)
    assert modele.index(120, 1).data() == "2026-0120"


def test_a_list_that_changed_meanwhile_is_shown_again(modele: ModeleSuivi) -> None:
    modele.show_result(_page(0, 250))
    modele.receive(_page(100, 240))
    assert modele.rowCount() == 240
    assert modele.line(0) is None


def test_names_can_be_hidden_from_the_eye_and_from_the_ear(modele: ModeleSuivi) -> None:
    modele.show_result(_page(0, 5))
    modele.hide_names(sans_nom=True)
    dits = [str(modele.index(2, c).data(role)) for c in range(modele.columnCount()) for role in _PARLES]
    assert not any("Personne 2" in dit for dit in dits)
    modele.hide_names(sans_nom=False)
    assert modele.index(2, PERSONNE).data() == "Personne 2"


_PARLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def test_nothing_of_anyone_stays_after_clearing(modele: ModeleSuivi) -> None:
    modele.show_result(_page(0, 250))
    modele.clear()
    assert modele.rowCount() == 0
    assert modele.line(3) is None
    assert "Personne" not in repr(vars(modele))


def test_only_the_pages_around_what_is_looked_at_are_kept(modele: ModeleSuivi) -> None:
    modele.show_result(_page(0, 100_000))
    for debut in range(TAILLE, 5_000, TAILLE):
        modele.receive(_page(debut, 100_000))
    assert modele.line(0) is None
    assert modele.line(4_950) is not None


def test_a_line_is_said_once_where_one_is_on_it_and_its_cells_apart_when_one_moves_in_it(modele: ModeleSuivi) -> None:
    modele.show_result(_page(0, 3))

    def said() -> list[str]:
        cellules = (modele.index(1, colonne) for colonne in range(modele.columnCount()))
        return [str(un.data(Qt.ItemDataRole.AccessibleTextRole)).strip() for un in cellules]

    phrase, *reste = said()
    assert phrase
    assert not any(reste)
    modele.colonne_dite = 3
    assert [un for un in said() if un] == [phrase]
    modele.colonne_dite = None
    assert phrase not in said()
    assert all(said()[:2])
