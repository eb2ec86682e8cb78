"""The letter is drawn one at a time, and the newest request goes next."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QBuffer, QObject
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.lettre.lettre import GabaritUtilise, Lettre, PartieDocument
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.socle.travail import Travailleur
from droits_usagers.ui.apercu.dessinateur import Dessinateur, Souhait
from droits_usagers.ui.socle.operations import Operations


@dataclass
class CourriersLents:
    """Letters that are composed when the test says so."""

    go: threading.Event = field(default_factory=threading.Event)
    composed: list[str] = field(default_factory=list)

    def compose(self, demande: Demande, etape: str) -> Lettre:
        if etape == "interdite":
            raise ExpectedError(Panne.PAS_DE_LETTRE, question="motif")
        self.go.wait(5)
        self.composed.append(demande.lieu)
        return Lettre((), (), (), (), (), (), GabaritUtilise(demande.lieu, "1", ""))

    def drawn(self, _lettre: Lettre, largeur: int) -> tuple[tuple[bytes, ...], tuple[PartieDocument, ...]]:
        image = QImage(largeur, largeur, QImage.Format.Format_RGB32)
        image.fill("#123456")
        fichier = QBuffer()
        fichier.open(QBuffer.OpenModeFlag.WriteOnly)
        image.save(fichier, "PNG")  # type: ignore[call-overload] # a format by name
        page = bytes(fichier.data().data())
        return (page, page), ()

    def text(self, lettre: Lettre) -> str:
        return lettre.gabarit.id


@dataclass
class ServicesLents:
    courriers: CourriersLents
    rendu: Travailleur


@pytest.fixture
def courriers() -> CourriersLents:
    return CourriersLents()


@pytest.fixture
def dessinateur(qapp: QObject, courriers: CourriersLents) -> Iterator[Dessinateur]:
    rendu = Travailleur("rendu")
    operations = Operations(Textes("fr", {}), qapp)
    dessinateur = Dessinateur(ServicesLents(courriers, rendu), operations)  # type: ignore[arg-type] # only these two are used
    yield dessinateur
    courriers.go.set()
    rendu.stop()


@pytest.fixture
def ask(dessinateur: Dessinateur) -> Callable[[str], None]:
    return lambda mot: dessinateur.ask(Souhait(Demande("sejour", lieu=mot), "demande", 210))


def test_while_one_is_drawn_only_the_newest_waits(
    qtbot: QtBot, dessinateur: Dessinateur, courriers: CourriersLents, ask: Callable[[str], None]
) -> None:
    seen: list[str] = []
    dessinateur.drawn.connect(lambda dessin: seen.append(dessin.texte))
    for mot in ("a", "ab", "abc", "abcd"):
        ask(mot)
    courriers.go.set()
    qtbot.waitUntil(lambda: dessinateur.idle)
    assert courriers.composed == ["a", "abcd"]
    assert seen == ["a", "abcd"]


def test_pages_have_the_width_asked_for(
    qtbot: QtBot, dessinateur: Dessinateur, courriers: CourriersLents, ask: Callable[[str], None]
) -> None:
    courriers.go.set()
    with qtbot.waitSignal(dessinateur.drawn) as reponse:
        ask("a")
    [dessin] = reponse.args
    assert [(page.width(), page.height()) for page in dessin.pages] == [(210, 210), (210, 210)]
    assert dessin.pages[0].pixelColor(100, 100).name() == "#123456"


def test_what_is_not_a_letter_is_said_and_the_next_request_served(
    qtbot: QtBot, dessinateur: Dessinateur, courriers: CourriersLents, ask: Callable[[str], None]
) -> None:
    courriers.go.set()
    with qtbot.waitSignal(dessinateur.impeded) as reponse:
        dessinateur.ask(Souhait(Demande("sejour"), "interdite", 210))
    assert reponse.args[0].faits == {"question": "motif"}
    with qtbot.waitSignal(dessinateur.drawn):
        ask("b")


def test_nothing_asked_for_the_person_before_is_ever_shown(
    qtbot: QtBot, dessinateur: Dessinateur, courriers: CourriersLents, ask: Callable[[str], None]
) -> None:
    seen: list[str] = []
    dessinateur.drawn.connect(lambda dessin: seen.append(dessin.texte))
    ask("première")
    ask("première encore")
    dessinateur.clear()
    ask("deuxième")
    courriers.go.set()
    qtbot.waitUntil(lambda: dessinateur.idle)
    assert seen == ["deuxième"]
