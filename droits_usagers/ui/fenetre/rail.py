"""The way from one screen to another: down the side where there is room, folded in a menu at the top where there is none."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Colonne, Rangee, Titre
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.fenetre.ecrans import EcranFenetre
from droits_usagers.ui.socle.destination import Destination

#: With its words; with its icons alone, beside a screen that needs the room.
LARGEUR, LARGEUR_ICONES = 236, 72


def show_words(bouton: Bouton, nom: str, *, note: str = "", mots: bool) -> None:
    """A button with its words, or its icon alone, which a pointer and a screen reader still name."""
    bouton.set_up(nom if mots else "", note=note if mots else "")
    bouton.setAccessibleName(nom)
    bouton.setToolTip("" if mots else " · ".join(filter(None, (nom, note))))


class BoutonRail(Bouton):
    """A screen one can go to; marked when one is there."""

    marge_h = 16
    hauteur_min = 44

    def __init__(self, titre: str, icone: str) -> None:
        super().__init__(titre, icone=icone)
        self.setCheckable(True)
        self.setAutoExclusive(True)

    @property
    def titre_gras(self) -> bool:  # type: ignore[override] # here it depends on where one is
        """Bold when one is there: colour alone would not be enough."""
        return self.isChecked()

    def background(self) -> str:
        """Tinted when one is there."""
        theme = current_theme()
        if self.isChecked():
            return theme.choisi
        return theme.survol if self.underMouse() else theme.hexa(Teinte.FOND)

    def border(self) -> tuple[str, float]:
        """None."""
        return self.background(), 0.0

    def ink(self) -> str:
        """In the main colour when one is there."""
        return current_theme().hexa(Teinte.PRIMAIRE if self.isChecked() else Teinte.TEXTE)


class Commandes(QWidget):
    """What one can do from any screen: search, hide, and start again for the next person."""

    search_wanted = Signal()
    hiding_wanted = Signal()
    next_person_wanted = Signal()
    #: What can be done about a coffre that something happened to.
    secours_wanted = Signal()

    def __init__(self, textes: Textes, mode: Mode, *, en_ligne: bool = False, accident: str = "") -> None:
        super().__init__()
        #: Each with its name and its key.
        self._boutons: dict[Bouton, tuple[str, str]] = {}
        boite = Rangee(self, ecart=8) if en_ligne else Colonne(self, ecart=4)
        # In the bar there is only room for the words; « Aide » says the keys.
        recherche, cacher = ("", "") if en_ligne else ("Ctrl+K", "Ctrl+L")
        if accident:
            self._add(boite, BoutonSecondaire(textes(f"rail.{accident}"), icone="attention"), self.secours_wanted)
        # In the bar, there is not the room for both.
        if mode is not Mode.POSTE_PARTAGE and not (accident and en_ligne):
            self._add(boite, BoutonLien(textes("rail.rechercher"), icone="rechercher", note=recherche), self.search_wanted)
        quoi, icone = ("verrouiller", "verrou") if mode is Mode.COFFRE else ("cacher", "cacher")
        self._add(boite, BoutonLien(textes(f"rail.{quoi}"), icone=icone, note=cacher), self.hiding_wanted)
        if mode is not Mode.COFFRE:
            suivante = BoutonSecondaire(textes("rail.suivante"), icone="personne_suivante")
            self._add(boite, suivante, self.next_person_wanted)

    def _add(self, boite: Rangee | Colonne, bouton: Bouton, signal: object) -> None:
        bouton.clicked.connect(signal)
        boite.addWidget(bouton)
        self._boutons[bouton] = (bouton.titre, bouton.note)

    def show_words(self, *, mots: bool) -> None:
        """With words, or icons alone."""
        for bouton, (nom, note) in self._boutons.items():
            show_words(bouton, nom, note=note, mots=mots)


class Rail(QFrame):
    """Down the side: the screens, then what one can do from any of them."""

    #: The screen to show: a `Destination`.
    page_chosen = Signal(object)

    def __init__(self, textes: Textes, ecrans: Sequence[EcranFenetre], commandes: Commandes) -> None:
        super().__init__()
        self.setAccessibleName(textes("rail.nom"))
        colonne = Colonne(self, ecart=4, marges=(12, 20, 12, 16))
        self._commandes = commandes
        self._mots = True
        self._titre = Titre(textes("commun.nom"), niveau=3)
        self._titre.setContentsMargins(0, 0, 0, 0)
        colonne.addWidget(self._titre)
        colonne.addSpacing(current_theme().px(12))
        self._noms = {ecran.id: textes(f"rail.{ecran.id}") for ecran in ecrans}
        self._boutons: dict[str, BoutonRail] = {}
        for ecran in ecrans:
            bouton = BoutonRail(self._noms[ecran.id], ecran.icone)
            bouton.clicked.connect(lambda _checked=False, id_=ecran.id: self.page_chosen.emit(Destination(id_)))
            self._boutons[ecran.id] = bouton
            colonne.addWidget(bouton)
        colonne.addStretch(1)
        colonne.addWidget(commandes)

    def mark(self, id_: str) -> None:
        """Marks where one is; nothing, on a screen that is reached from another one."""
        for ecran, bouton in self._boutons.items():
            bouton.setAutoExclusive(False)
            bouton.setChecked(ecran == id_)
            bouton.setAutoExclusive(True)

    def fit(self, *, mots: bool) -> None:
        """Follows the size of text; with its words, or its icons alone."""
        if mots != self._mots:
            self._mots = mots
            self._titre.setVisible(mots)
            for id_, bouton in self._boutons.items():
                show_words(bouton, self._noms[id_], mots=mots)
            self._commandes.show_words(mots=mots)
        self.setFixedWidth(current_theme().px(LARGEUR if mots else LARGEUR_ICONES))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet rule between the rail and the screen."""
        painter = QPainter(self)
        x = 0 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - 1
        painter.fillRect(QRectF(x, 0, 1, self.height()), QColor(current_theme().filet))
        painter.end()


class Barre(QFrame):
    """At the top, where there is no room for the rail: a menu of the screens, and the same commands."""

    #: The screen to show: a `Destination`.
    page_chosen = Signal(object)

    def __init__(self, textes: Textes, ecrans: Sequence[EcranFenetre], commandes: Commandes) -> None:
        super().__init__()
        rangee = Rangee(self, ecart=8, marges=(12, 8, 12, 8))
        self._menu = QMenu(self)
        for ecran in ecrans:
            action = QAction(textes(f"rail.{ecran.id}"), self._menu)
            action.triggered.connect(lambda _checked=False, id_=ecran.id: self.page_chosen.emit(Destination(id_)))
            self._menu.addAction(action)
        self.menu = BoutonSecondaire(textes("rail.menu"), icone="menu")
        self.menu.clicked.connect(lambda: self._menu.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft())))
        rangee.addWidget(self.menu)
        rangee.addStretch(1)
        rangee.addWidget(commandes)
        if len(ecrans) <= 1:
            self.menu.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet rule between the bar and the screen."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(current_theme().filet))
        painter.end()
