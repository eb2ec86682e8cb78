"""What tests of the screens share when there is a coffre: a real one with a fast key, the law as it is, invented dossiers."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.travail import Avancement, Rappels
from droits_usagers.ui.composants import Avis, Libelle
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tests.coffres import PHRASE, fast

T = TypeVar("T")
AUJOURDHUI = dt.date(2026, 11, 24)
W = TypeVar("W")


def demande(
    nom: str = "Œuvrard", *, envoyee: int | None = None, recue: int | None = None, organisme: str = "CCAS de Pantin"
) -> Demande:
    """An access request, sent and received so many days ago."""
    jours = ((envoyee, TypeEvenement.ENVOYE), (recue, TypeEvenement.RECU))
    faits = tuple(Evenement(AUJOURDHUI - dt.timedelta(jour), type_) for jour, type_ in jours if jour is not None)
    return Demande(
        "acces",
        concerne=Personne(prenom="Élodie" if nom else "", nom=nom),
        organisme=Organisme(organisme, genre=GenreOrganisme.CCAS, territoire="93"),
        evenements=faits,
    )


def ask(services: Services, action: Callable[[], T], qtbot: QtBot) -> T:
    """The answer of something asked in the coffre's own thread; what was asked before it is answered in the window too."""
    reponses: list[T] = []
    services.travail.submit(action, on_success=reponses.append, on_failure=lambda error: pytest.fail(repr(error)))
    qtbot.waitUntil(lambda: bool(reponses))
    # This one is told in that thread: what came before may still be on its way to the window.
    QApplication.processEvents()
    return reponses[0]


def wait_for_upkeep(services: Services, qtbot: QtBot) -> None:
    """Once what a coffre does by itself after opening (refresh, backups) is over: it writes. Long works follow one another."""
    finis: list[Avancement] = []
    services.travail.submit_units(
        lambda: iter(()),
        Rappels(
            on_progress=lambda _: None,
            on_success=finis.append,
            on_failure=lambda error: pytest.fail(repr(error)),
            on_cancelled=finis.append,
        ),
    )
    qtbot.waitUntil(lambda: bool(finis))
    QApplication.processEvents()


def open_coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot, demandes: Iterable[Demande] = ()) -> Coffre:
    """A new coffre with these dossiers, opened in the window as its screens do it."""
    coffres = fast(fenetre.contexte.services)
    return _enter(fenetre, lambda: fill(coffres.create(chemin, PHRASE, accept_weak=True), demandes), qtbot)


def reopen_coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    """A coffre made earlier, opened in the window."""
    coffres = fast(fenetre.contexte.services)
    return _enter(fenetre, lambda: coffres.open(chemin, PHRASE), qtbot)


def fill(coffre: Coffre, demandes: Iterable[Demande]) -> Coffre:
    """The same coffre, with a dossier for each of these."""
    for une in demandes:
        coffre.dossiers.create(une)
    return coffre


def _enter(fenetre: Fenetre, opening: Callable[[], Coffre], qtbot: QtBot) -> Coffre:
    services = fenetre.contexte.services
    coffre = ask(services, opening, qtbot)
    services.seance.open_coffre(coffre)
    fenetre.pages.mode_changed.emit()
    return coffre


def page_of(fenetre: Fenetre, kind: type[W]) -> W:
    """The screen shown, of this kind."""
    page = fenetre.pages.currentWidget()
    assert isinstance(page, kind)
    return page


def focused() -> object:
    """What has the focus."""
    return QApplication.focusWidget()


def said(ecran: QWidget) -> str:
    """Every notice and label one can read, without the spaces that do not break."""
    dits = [avis.texte for avis in ecran.findChildren(Avis) if avis.isVisible()]
    dits += [libelle.text() for libelle in ecran.findChildren(Libelle) if libelle.isVisible()]
    return plain(" ".join(dits))


def plain(texte: str) -> str:
    """Without the spaces that do not break."""
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def button(ecran: QWidget, nom: str) -> Bouton:
    """The first button shown whose words begin like this."""
    return next(bouton for bouton in ecran.findChildren(Bouton) if bouton.isVisible() and bouton.titre.startswith(nom))
