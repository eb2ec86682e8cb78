"""What can be done with the dossiers chosen: as many buttons as there is room for, and a menu that holds everything."""

from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.socle.clavier import key_name
from droits_usagers.ui.composants import Avis, BoutonLien, BoutonSecondaire, Colonne, Libelle, Nature, Rangee
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.socle.destination import AVEC_CHOIX, Acte, menu_line, name
from droits_usagers.ui.suivi.dossiers_choisis import DitGesteListe, GesteListeEnCours, GesteListeFait, GesteListeRefuse, Suites


def open_under(bouton: Bouton, menu: QMenu) -> None:
    """Opens a menu under its button, on its first line."""
    menu.setActiveAction(next(action for action in menu.actions() if not action.isSeparator()))
    menu.popup(bouton.mapToGlobal(bouton.rect().bottomLeft()))


def make_menu(bouton: Bouton, textes: Textes, *, groupes: Mapping[str, Sequence[Acte]], do: Callable[[Acte], object]) -> QMenu:
    """A menu for a button, one line per act, under the heading of its group (`[liste.groupes]`), if it has one."""
    menu = QMenu(bouton)
    for groupe, actes in groupes.items():
        if groupe:
            menu.addSection(textes(f"liste.groupes.{groupe}"))
        for acte in actes:
            action = menu.addAction(menu_line(textes, acte))
            action.setData(acte.id)
            action.triggered.connect(lambda _checked=False, a=acte: do(a))
    return menu


class BarreChoix(QWidget):
    """Shown while something is chosen."""

    #: One of `AVEC_CHOIX`.
    act_wanted = Signal(object)
    #: Nothing is to be chosen any more.
    release_wanted = Signal()

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        self._textes = textes
        #: Whether there is something to do it with, and little height to say it in.
        self._offert, self._serre = False, False
        self.compte = Libelle(gras=True)
        self.rien = BoutonLien(textes("liste.rien_choisir"), icone="fermer")
        self.rien.clicked.connect(self.release_wanted)
        self.boutons = [self._button(acte) for acte in AVEC_CHOIX]
        self.autres = BoutonSecondaire(textes("liste.autres_actes"), icone="replier")
        self.menu = make_menu(self.autres, textes, groupes={"": AVEC_CHOIX}, do=self.act_wanted.emit)
        self.autres.clicked.connect(lambda: open_under(self.autres, self.menu))
        self._tete, self._rangee = Rangee(ecart=8), Rangee(ecart=8)
        self._tete.addWidget(self.compte, 1, Qt.AlignmentFlag.AlignVCenter)
        self._tete.addWidget(self.rien)
        for bouton in (*self.boutons, self.autres):
            self._rangee.addWidget(bouton)
        self._rangee.addStretch(1)
        colonne = Colonne(self, ecart=4)
        colonne.addLayout(self._tete)
        colonne.addLayout(self._rangee)

    def _button(self, acte: Acte) -> BoutonSecondaire:
        bouton = BoutonSecondaire(name(self._textes, acte), key_name(self._textes, acte.touche))
        bouton.clicked.connect(lambda: self.act_wanted.emit(acte))
        return bouton

    def show_choice(self, dit: str, *, chosen: bool, lecture_seule: bool) -> None:
        """Says how many are chosen, or that none is any more, to the eye and to the ear; offers what can be done with them."""
        if dit and dit != self.compte.text():
            announce(self, dit)
        self.compte.setText(dit)
        self.setVisible(bool(dit))
        self.rien.setVisible(chosen)
        self.autres.setVisible(chosen)
        self._offert = chosen
        for acte, bouton in zip(AVEC_CHOIX, self.boutons, strict=True):
            bouton.hold(self._textes("suivi.lecture_seule") if acte.ecrit and lecture_seule else "")
        for acte, action in zip(AVEC_CHOIX, self.menu.actions(), strict=True):
            action.setEnabled(not (acte.ecrit and lecture_seule))
        self._fit()

    def be_tight(self, *, tight: bool) -> None:
        """With the menu alone, where there is little height: the title says how many are chosen."""
        if tight != self._serre:
            self._serre = tight
            self.compte.setVisible(not tight)
            self.autres.set_up(self._textes("liste.actions" if tight else "liste.autres_actes"))
            (self._rangee if tight else self._tete).removeWidget(self.autres)
            if tight:
                self._tete.insertWidget(1, self.autres)
            else:
                self._rangee.insertWidget(len(self.boutons), self.autres)
            self._fit()

    def _fit(self) -> None:
        """The first acts that fit; the menu holds all of them."""
        ecart = current_theme().px(8)
        reste = self.width() - self.autres.sizeHint().width()
        for bouton in self.boutons:
            reste -= bouton.sizeHint().width() + ecart
            bouton.setVisible(self._offert and not self._serre and reste >= 0)

    def minimumSizeHint(self) -> QSize:
        """Buttons that do not fit are in the menu: they ask for no room."""
        moindre = super().minimumSizeHint()
        return QSize(min(moindre.width(), self.autres.sizeHint().width()), moindre.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits again."""
        super().resizeEvent(event)
        self._fit()


class AnnonceListe(Colonne):
    """One thing at a time. `stop`: what is being done to many stops there."""

    def __init__(self, textes: Textes, stop: Callable[[], None]) -> None:
        super().__init__()
        self._textes, self._stop = textes, stop
        #: What is being done to many, while it is said.
        self._en_cours: Avis | None = None

    def tell(self, texte: str, *, nature: Nature) -> Avis:
        """Says something in place of what was said before."""
        avis = Avis(texte, mot=self._textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self, (avis,))
        self._en_cours = None
        return avis

    def hush(self) -> None:
        """Takes back what was said."""
        self._en_cours = None
        replace_all(self, ())

    def show_work(self, dit: DitGesteListe) -> None:
        """What becomes of what was asked."""
        match dit:
            case GesteListeFait(phrase, suites):
                self._offer(self.tell(phrase, nature=Nature.BIEN), suites)
            case GesteListeEnCours(phrase):
                self._show_progress(phrase)
            case GesteListeRefuse(phrase):
                self.tell(phrase, nature=Nature.ATTENTION)
            case _:
                assert_never(dit)

    @staticmethod
    def _offer(avis: Avis, suites: Suites) -> None:
        boutons = [BoutonSecondaire(mot) for mot, _ in suites]
        for bouton, (_, action) in zip(boutons, suites, strict=True):
            bouton.clicked.connect(action)
        avis.add_button(*boutons)

    def _show_progress(self, dit: str) -> None:
        if self._en_cours is None:
            self._en_cours = self.tell(dit, nature=Nature.INFORMATION)
            arreter = BoutonSecondaire(self._textes("liste.en_cours.arreter"))
            arreter.clicked.connect(self._stop)
            self._en_cours.add_button(arreter)
        else:
            self._en_cours.say(dit, mot=self._textes("commun.avis.information"))
