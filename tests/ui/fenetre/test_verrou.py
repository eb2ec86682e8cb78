"""A coffre that nobody watches is locked: covered at once, its draft kept, its screens emptied, its file closed."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.socle.errors import Panne
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou, Verrouillage
from droits_usagers.ui.socle.page import Contexte, Page
from tests.coffres import PHRASE, Horloge
from tests.pannes import intact
from tests.ui.avec_coffre import ask, open_coffre, plain, said
from tests.ui.gestes import CANARI, CTRL, ENTREE, begin_a_letter, everything_shown, press, settle, type_in

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    return tmp_path / "permanence.coffre"


@pytest.fixture
def coffre(fenetre: Fenetre, qtbot: QtBot, chemin: Path) -> "Coffre":
    return open_coffre(fenetre, chemin, qtbot)


def verrou_of(fenetre: Fenetre) -> Verrou:
    verrou = fenetre.findChild(Verrou)
    assert verrou is not None
    return verrou


def drafts_in(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> tuple[object, ...]:
    """Those of a coffre that nobody has open."""
    services = fenetre.contexte.services

    def read() -> tuple[object, ...]:
        coffre = services.coffres.open(chemin, PHRASE)
        lus = coffre.brouillons.latest()
        coffre.close()
        return lus

    return ask(services, read, qtbot)


def lock(fenetre: Fenetre, qtbot: QtBot) -> Verrou:
    press(fenetre, Qt.Key.Key_L, CTRL)
    verrou = verrou_of(fenetre)
    qtbot.waitUntil(verrou.saisie.isEnabled)
    settle()
    return verrou


def test_ctrl_l_empties_every_screen_and_closes_the_file(fenetre: Fenetre, coffre: "Coffre", qtbot: QtBot) -> None:
    begin_a_letter(fenetre)
    verrou = lock(fenetre, qtbot)
    assert verrou.isVisible()
    assert fenetre.contexte.services.seance.coffre is None
    assert not [texte for texte in everything_shown() if CANARI in texte]
    refus: list[Exception] = []
    fenetre.contexte.services.travail.submit(coffre.etat, on_success=lambda _: None, on_failure=refus.append)
    qtbot.waitUntil(lambda: bool(refus))


def test_the_locked_screen_names_the_file_and_nobody(fenetre: Fenetre, coffre: "Coffre", qtbot: QtBot) -> None:
    lock(fenetre, qtbot)
    assert any(coffre.chemin.name in texte for texte in everything_shown())
    assert not any(str(coffre.chemin.parent) in texte for texte in everything_shown())


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not tell who holds a file")
def test_a_file_that_something_still_holds_is_not_said_to_be_closed(fenetre: Fenetre, coffre: "Coffre", qtbot: QtBot) -> None:
    with coffre.chemin.open("rb"):
        verrou = lock(fenetre, qtbot)
    assert "est fermé" not in said(verrou)
    assert "n’a pas pu être refermé" in said(verrou)


@pytest.mark.usefixtures("coffre")
def test_five_minutes_alone_lock_even_what_was_only_read(fenetre: Fenetre, horloge: Horloge) -> None:
    for _ in range(300):
        horloge.advance(seconds=1)
        fenetre.garde.beat()
    assert verrou_of(fenetre).isVisible()


@pytest.mark.usefixtures("coffre")
def test_a_computer_that_locks_or_goes_to_sleep_locks_the_coffre(fenetre: Fenetre) -> None:
    fenetre.garde.systeme.on_sleep(commence=True)
    assert verrou_of(fenetre).isVisible()


@pytest.mark.usefixtures("coffre")
def test_waking_up_does_not_lock_again(fenetre: Fenetre) -> None:
    fenetre.garde.systeme.on_sleep(commence=False)
    assert fenetre.findChild(Verrou) is None
    assert fenetre.contexte.services.seance.coffre is not None


@pytest.mark.usefixtures("coffre")
def test_the_phrase_opens_it_again(fenetre: Fenetre, qtbot: QtBot) -> None:
    verrou = lock(fenetre, qtbot)
    assert verrou.saisie.hasFocus()
    type_in(verrou.saisie, PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: fenetre.contexte.services.seance.coffre is not None)
    assert fenetre.contexte.services.seance.mode is Mode.COFFRE
    assert not verrou.isVisible()
    assert not [texte for texte in everything_shown() if PHRASE in texte]


@pytest.mark.usefixtures("coffre")
def test_another_phrase_is_refused_in_place(fenetre: Fenetre, qtbot: QtBot) -> None:
    verrou = lock(fenetre, qtbot)
    type_in(verrou.saisie, "une autre phrase")
    press(fenetre, ENTREE)
    qtbot.waitUntil(verrou.saisie.isEnabled)
    sentence = fenetre.contexte.operations.sentence(intact(Panne.PHRASE_REFUSEE))
    assert any(sentence in texte for texte in everything_shown())
    assert verrou.isVisible()
    assert verrou.saisie.hasFocus()


@pytest.mark.usefixtures("coffre")
def test_nothing_typed_opens_nothing(fenetre: Fenetre, qtbot: QtBot) -> None:
    verrou = lock(fenetre, qtbot)
    press(fenetre, ENTREE)
    assert verrou.saisie.isEnabled()


@pytest.mark.usefixtures("coffre")
def test_one_can_go_on_without_the_coffre(fenetre: Fenetre, qtbot: QtBot) -> None:
    verrou = lock(fenetre, qtbot)
    verrou.quitter.click()
    assert fenetre.contexte.services.seance.mode is Mode.SANS_ENREGISTREMENT
    assert fenetre.pages.current_id == "accueil"


@pytest.mark.usefixtures("coffre")
def test_closing_the_window_locks_first(fenetre: Fenetre, qtbot: QtBot) -> None:
    assert not fenetre.close()
    qtbot.waitUntil(lambda: not fenetre.isVisible())
    assert fenetre.contexte.services.seance.coffre is None


class PageAbrouillon(Page):
    """A screen whose draft is kept when the test says so."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.demandes: list[Callable[[str], None]] = []
        self.vide = False

    def keep_draft(self, done: Callable[[str], None]) -> None:
        self.demandes.append(done)

    def clear(self) -> None:
        self.vide = True


@pytest.fixture
def page(fenetre: Fenetre, coffre: "Coffre", monkeypatch: pytest.MonkeyPatch) -> PageAbrouillon:  # noqa: ARG001 - opened first
    page = PageAbrouillon(fenetre.contexte)
    monkeypatch.setitem(fenetre.pages._built, "essai", page)  # noqa: SLF001 - no real screen can be made to fail
    fenetre.pages.addWidget(page)
    return page


def test_the_draft_is_kept_before_the_screens_are_emptied(fenetre: Fenetre, page: PageAbrouillon, qtbot: QtBot) -> None:
    fenetre.garde.protect()
    assert verrou_of(fenetre).isVisible()
    assert not page.vide
    assert fenetre.contexte.services.seance.coffre is not None
    page.demandes.pop()("")
    qtbot.waitUntil(verrou_of(fenetre).saisie.isEnabled)
    assert page.vide


def test_a_draft_that_cannot_be_kept_is_said_once_the_file_is_closed_and_nothing_else_is_claimed(
    fenetre: Fenetre, page: PageAbrouillon, qtbot: QtBot
) -> None:
    fenetre.garde.protect()
    verrou = verrou_of(fenetre)
    textes = fenetre.contexte.textes
    assert plain(textes.wording("verrou.phrase")) not in said(verrou)
    page.demandes.pop()("Le disque est plein.")
    qtbot.waitUntil(verrou.saisie.isEnabled)
    assert page.vide
    assert "Le disque est plein." in said(verrou)
    assert plain(textes.wording("verrou.perdu")) in said(verrou)
    assert plain(textes.wording("verrou.phrase")) not in said(verrou)


def pass_a_second(fenetre: Fenetre) -> None:
    """What a lock waits for, and no longer."""
    verrouillage = fenetre.findChild(Verrouillage)
    assert verrouillage is not None
    (limite,) = verrouillage.findChildren(QTimer)
    assert limite.isActive()
    assert limite.interval() == 1_000
    limite.timeout.emit()


def test_after_a_second_the_file_is_closed_whatever_is_still_being_kept(
    fenetre: Fenetre, page: PageAbrouillon, qtbot: QtBot
) -> None:
    fenetre.garde.protect()
    verrou = verrou_of(fenetre)
    assert not page.vide
    pass_a_second(fenetre)
    assert not verrou.saisie.isEnabled()
    qtbot.waitUntil(verrou.saisie.isEnabled)
    assert page.vide
    assert plain(fenetre.contexte.textes("verrou.pas_fini")) in said(verrou)
    # What answers after that says nothing of this lock.
    page.demandes.pop()("")
    assert plain(fenetre.contexte.textes("verrou.pas_fini")) in said(verrou)


def test_what_was_handed_to_the_coffre_in_time_is_in_it_however_slow_the_disk(
    fenetre: Fenetre, coffre: "Coffre", qtbot: QtBot, chemin: Path
) -> None:
    lent, fenetre_attend = Event(), fenetre.contexte.services.travail
    fenetre_attend.submit(lent.wait, on_success=lambda _: None, on_failure=lambda _: None)
    begin_a_letter(fenetre)
    fenetre.garde.protect()
    verrou = verrou_of(fenetre)
    pass_a_second(fenetre)
    assert plain(fenetre.contexte.textes("verrou.lent")) in said(verrou)
    lent.set()
    qtbot.waitUntil(verrou.saisie.isEnabled)
    assert plain(fenetre.contexte.textes.wording("verrou.phrase")) in said(verrou)
    assert coffre is not None
    assert drafts_in(fenetre, chemin, qtbot)


def test_a_window_that_closes_stays_to_say_what_was_not_kept(fenetre: Fenetre, page: PageAbrouillon, qtbot: QtBot) -> None:
    assert not fenetre.close()
    page.demandes.pop()("Le disque est plein.")
    verrou = verrou_of(fenetre)
    qtbot.waitUntil(verrou.saisie.isEnabled)
    assert fenetre.isVisible()
    assert "Le disque est plein." in said(verrou)
    assert fenetre.close()


def test_a_letter_begun_before_a_coffre_was_opened_is_in_it_once_locked(fenetre: Fenetre, qtbot: QtBot, chemin: Path) -> None:
    begin_a_letter(fenetre)
    open_coffre(fenetre, chemin, qtbot)
    lock(fenetre, qtbot)
    assert drafts_in(fenetre, chemin, qtbot)


def test_a_letter_begun_before_a_coffre_was_opened_goes_on_in_it(fenetre: Fenetre, request: pytest.FixtureRequest) -> None:
    begin_a_letter(fenetre)
    request.getfixturevalue("coffre")
    settle()
    assert any(CANARI in texte for texte in everything_shown())
