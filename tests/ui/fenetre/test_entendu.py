"""What the window says to a person who does not see it, as she goes from one screen to the next."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from droits_usagers.ui.accueil.reglages import PageReglages
from droits_usagers.ui.composants import BoutonLigne
from droits_usagers.ui.composants.entendre import Role, name_of
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.rail import BoutonPorte, ListePortes
from droits_usagers.ui.fenetre.voile import Voile
from droits_usagers.ui.questions.ecran import EcranAssistant
from tests.coffres import Horloge
from tests.ui.ecouter import heard_on_arrival, plain, tree
from tests.ui.fenetre.test_fenetre import wait
from tests.ui.gestes import CTRL, ENTREE, begin_a_letter, press

pytestmark = pytest.mark.usefixtures("listening")


def test_the_doors_come_first_and_are_a_list_of_which_one_is_chosen(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("assistant")
    racine = tree(fenetre)
    (liste,) = [un for un in racine if isinstance(un.objet, ListePortes)]
    assert (liste.role, liste.nom) == (Role.List, "Portes")
    assert {un.role for un in liste.enfants} == {Role.ListItem}
    portes = [un.objet for un in liste.enfants if un.objet is not None]
    choisies = [un.accessibleName() for un in portes if QAccessible.queryAccessibleInterface(un).state().selected]
    assert choisies == ["Écrire"]
    assert next(un for un in racine if un.focusable).objet is portes[0]


def test_no_door_takes_the_focus_in_passing(fenetre: Fenetre) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    vus: list[QWidget] = []
    app.focusChanged.connect(lambda _avant, ici: vus.append(ici))
    for id_ in ("assistant", "reglages", "refus", "coffre", "notices", "grille", "textes", "aide", "accueil"):
        fenetre.pages.go_to(id_)
        QApplication.processEvents()
    begin_a_letter(fenetre, ecrans=1)
    assert not [un for un in vus if isinstance(un, BoutonPorte)]


def test_each_screen_of_the_wizard_says_its_title_then_its_step_then_its_first_field(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("assistant")
    next(un for un in fenetre.findChildren(BoutonLigne) if un.isVisible()).setFocus()
    press(fenetre, ENTREE)
    etapes: set[str] = set()
    while "étape 6 sur 6" not in etapes:
        (ecran,) = [un for un in fenetre.findChildren(EcranAssistant) if un.isVisible()]
        page = fenetre.pages.currentWidget()
        dit = heard_on_arrival(tree(fenetre))
        titre, rang = plain(ecran.titre.text()), plain(page.rang_dit)  # type: ignore[union-attr]
        # Where the first field is out of sight, what is read has the focus, and is called like the screen.
        avant, foyer, _ = dit.rpartition(plain(fenetre.focusWidget().accessibleName()))
        assert titre
        assert rang
        assert foyer, dit
        assert 0 <= avant.rfind(titre) < avant.rfind(rang), dit
        etapes.add(rang)
        press(fenetre, ENTREE, CTRL)
    assert etapes == {f"étape {rang} sur 6" for rang in range(1, 7)}


def test_why_one_asks_is_said_as_it_is_unfolded(fenetre: Fenetre, annonces: list[str]) -> None:
    begin_a_letter(fenetre)
    for _ in range(6):
        press(fenetre, Qt.Key.Key_F1)
        if annonces:
            break
        press(fenetre, ENTREE, CTRL)
    assert annonces


def test_the_hidden_screen_says_how_long_is_left_at_thirty_ten_five_and_one_minutes(
    fenetre: Fenetre, horloge: Horloge, annonces: list[str]
) -> None:
    begin_a_letter(fenetre)
    annonces.clear()
    press(fenetre, Qt.Key.Key_L, CTRL)
    voile = fenetre.findChild(Voile)
    assert voile is not None
    assert "Tout s'effacera dans 30 minutes" in heard_on_arrival(tree(fenetre)).replace("\u2019", "'")
    for _ in range(29 * 6):
        wait(fenetre, horloge, seconds=10)
    dits = [plain(un).replace("\u2019", "'") for un in annonces]
    assert dits == [f"Tout s'effacera dans {duree}." for duree in ("10 minutes", "5 minutes", "1 minute")]


def test_the_size_of_text_that_is_chosen_is_said_to_be_after_ctrl_0(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("reglages")
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageReglages)

    def chosen() -> list[str]:
        tailles = ("1.0", "1.25", "1.5", "1.75", "2.0")
        return [un for un in tailles if QAccessible.queryAccessibleInterface(page.zoom.card(un)).state().checked]

    press(fenetre, Qt.Key.Key_Plus, CTRL)
    press(fenetre, Qt.Key.Key_Plus, CTRL)
    assert chosen() == ["1.5"]
    press(fenetre, Qt.Key.Key_0, CTRL)
    assert chosen() == ["1.0"]


def test_what_a_key_of_the_window_did_is_said(fenetre: Fenetre, annonces: list[str]) -> None:
    press(fenetre, Qt.Key.Key_F9)
    press(fenetre, Qt.Key.Key_F9)
    press(fenetre, Qt.Key.Key_Plus, CTRL)
    press(fenetre, Qt.Key.Key_0, CTRL)
    dits = [plain(un) for un in annonces]
    assert dits == [
        "Les noms sont cachés. F9 les montre.",
        "Les noms sont montrés.",
        "Taille du texte : 125 %",
        "Taille du texte : 100 %",
    ]


def test_coming_back_from_the_hidden_screen_nothing_has_the_focus_in_passing(fenetre: Fenetre) -> None:
    begin_a_letter(fenetre)
    press(fenetre, Qt.Key.Key_L, CTRL)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    vus: list[QWidget | None] = []
    app.focusChanged.connect(lambda _avant, ici: vus.append(ici))
    press(fenetre, ENTREE)
    QApplication.processEvents()
    assert [un for un in vus if un is not None] == [fenetre.focusWidget()]


def test_a_frame_says_its_name_again_when_it_is_another_before_the_focus_comes_in(
    fenetre: Fenetre, monkeypatch: pytest.MonkeyPatch
) -> None:
    dits: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        cadre = event.object()
        if event.type() is QAccessible.Event.NameChanged and isinstance(cadre, QStackedWidget):
            dits.append(name_of(cadre))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    fenetre.pages.go_to("reglages")
    fenetre.pages.go_to("aide")
    assert {"Réglages", "Aide"} <= set(dits)
