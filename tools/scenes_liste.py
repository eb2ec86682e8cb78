"""The list of the Suivi with something done in it: dossiers chosen, filters open, columns being arranged, a name mistyped."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from droits_usagers.services.suivi.criteres import Axe
from droits_usagers.services.suivi.lignes import Tranche
from droits_usagers.ui.suivi.page import EcranSuivi

_MAJ, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def choose(page: EcranSuivi) -> None:
    """Four dossiers."""
    for _ in range(3):
        QTest.keyClick(page.table, Qt.Key.Key_Down, _MAJ)


def gather(page: EcranSuivi) -> None:
    """Four dossiers, about to be of one affaire."""
    choose(page)
    QTest.keyClick(page.table, Qt.Key.Key_G, _CTRL)


def narrow(page: EcranSuivi) -> None:
    """A filter in force, and the others beside the list."""
    page.filtres.toggle(Axe.ETAT, Tranche.EN_ATTENTE)
    QTest.keyClick(page.table, Qt.Key.Key_F, _CTRL | _MAJ)


def arrange(page: EcranSuivi) -> None:
    """The columns, being arranged."""
    page.liste.columns_wanted.emit()


def mistype(page: EcranSuivi) -> None:
    """A name that nobody has."""
    page.filtres.recherche.setText("Kermarrec")


#: Name of the picture → what is done before it is taken.
GESTES: Mapping[str, Callable[[EcranSuivi], None]] = MappingProxyType(
    {
        "suivi-choix": choose,
        "suivi-reunir": gather,
        "suivi-filtres": narrow,
        "suivi-colonnes": arrange,
        "suivi-proches": mistype,
    }
)
