"""The wizard on its own: real data and letters, and ways out that only remember what left."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.modes import REGLES
from droits_usagers.services.socle.sorties import Liasse, SortiesPermises
from droits_usagers.ui.composants.theme import Theme, apply_theme
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.disposition import go_on
from droits_usagers.ui.socle.operations import Operations
from droits_usagers.ui.socle.page import Contexte
from tests.ui.gestes import show_alone

AUJOURD_HUI = dt.date(2026, 11, 24)
MAINTENANT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)
LARGE, HAUT = 1366, 768


@dataclass
class SortiesFausses:
    """Files go to a folder of the test, the rest is remembered."""

    dossier: Path
    liasses: list[Liasse] = field(default_factory=list)
    fichiers: list[Path] = field(default_factory=list)
    ouverts: list[Path] = field(default_factory=list)
    copie: str = ""
    imprimante: bool = True

    def without_printer(self) -> None:
        self.imprimante = False

    def print_pages(self, liasses: Libre[Sequence[Liasse]]) -> frozenset[int] | None:
        if not self.imprimante:
            raise ExpectedError(Panne.PAS_D_IMPRIMANTE)
        self.liasses = list(liasses.contenu)
        return frozenset(range(len(self.liasses)))

    def save_file(self, contenu: Libre[bytes], nom: str, original: Path | None = None) -> Path | None:  # noqa: ARG002 - of one folder
        chemin = self.dossier / nom
        chemin.write_bytes(contenu.contenu)
        self.fichiers.append(chemin)
        return chemin

    def save_together(self, contenus: Libre[Mapping[str, bytes]], nom: str) -> tuple[Path, ...]:
        chemins = tuple((self.dossier / nom).with_suffix(f".{extension}") for extension in contenus.contenu)
        for chemin, contenu in zip(chemins, contenus.contenu.values(), strict=True):
            chemin.write_bytes(contenu)
        self.fichiers.extend(chemins)
        return chemins

    def choose_file(self, nom: str) -> Path | None:
        self.fichiers.append(self.dossier / nom)
        return self.fichiers[-1]

    def choose_folder(self, propose: Path | None) -> Path | None:
        return propose or self.dossier

    def open_file(self, chemin: Path) -> None:
        self.ouverts.append(chemin)

    def copy_text(self, texte: Libre[str], *, secret: bool = False) -> None:  # noqa: ARG002 - kept as long as the test lasts
        self.copie = texte.contenu

    def open_link(self, lien: str) -> None:
        raise NotImplementedError


@pytest.fixture
def theme(qapp: QApplication, places: Places) -> Iterator[Callable[[float], None]]:
    """Applies the look at a size of text; the usual one first, and again at the end."""

    def dress(zoom: float) -> None:
        apply_theme(qapp, Theme(zoom=zoom, icones=places.resources / "icones"))

    dress(1.0)
    yield dress
    dress(1.0)


@pytest.fixture
def sorties(tmp_path: Path) -> SortiesFausses:
    return SortiesFausses(tmp_path)


@pytest.fixture(scope="session")
def communs(places: Places) -> Services:
    """What is the same for everyone, and slow to make ready."""
    communs = Services(places, lambda: AUJOURD_HUI, lambda: MAINTENANT)
    communs.courriers.warm_up()
    return communs


@pytest.fixture
def services(places: Places, communs: Services) -> Iterator[Services]:
    services = Services(places, lambda: AUJOURD_HUI, lambda: MAINTENANT)
    services.__dict__.update(catalogue=communs.catalogue, courriers=communs.courriers, annuaire=communs.annuaire)
    yield services
    services.rendu.stop()
    services.travail.stop()


@pytest.fixture
def contexte(services: Services, sorties: SortiesFausses, qapp: QApplication) -> Contexte:
    permises = SortiesPermises(sorties, lambda: REGLES[services.seance.mode].sorties)
    operations = Operations(services.catalogue.textes, qapp)
    operations.bug_met.connect(_raise)
    return Contexte(services, operations, lambda: permises)


def _raise(error: BaseException) -> None:
    raise error


class PageSeule(AssistantPage):
    """In no window of the program: Tab goes around it as it would there."""

    def focusNextPrevChild(self, suivant: bool) -> bool:  # noqa: FBT001, N802 - Qt's
        """In the same order."""
        self.order_tabs()
        ici: QWidget | None = self.focusWidget()
        return go_on(self if ici is None else ici, en_avant=suivant)


def show_page(contexte: Contexte, qtbot: QtBot) -> Iterator[AssistantPage]:
    """The wizard in a window of its own, on its first question."""
    page = PageSeule(contexte)
    show_alone(page, qtbot, LARGE, HAUT)
    page.arrive()
    yield page
    # Nothing is asked of workers that are about to stop.
    page.clear()


@pytest.fixture
def page(qtbot: QtBot, contexte: Contexte, theme: Callable[[float], None]) -> Iterator[AssistantPage]:  # noqa: ARG001 - dressed first
    yield from show_page(contexte, qtbot)
