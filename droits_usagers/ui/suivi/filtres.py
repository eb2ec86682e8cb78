"""What narrows the list: words, then filters that one can see and remove, and the order of the lines."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from droits_usagers.domain.dossiers import Tri
from droits_usagers.domain.textes import Textes
from droits_usagers.services.suivi_ecran import Tranche
from droits_usagers.ui.composants import BoutonSecondaire, Colonne, LigneTexte, Rangee
from droits_usagers.ui.composants.mise_en_page import replace_all

_VERS_LA_LISTE = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Filtres(QWidget):
    """Above the list. Keeps what was chosen until `forget`."""

    #: Another word, filter or order.
    changed = Signal()
    #: Down or Enter in the search: the person goes on to the list.
    list_wanted = Signal()

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self.recherche = LigneTexte(indice=textes("suivi.indice"))
        self.recherche.setAccessibleName(textes("suivi.rechercher"))
        self.recherche.setClearButtonEnabled(True)
        self.filtrer = BoutonSecondaire(textes("suivi.filtrer"))
        self.trier = BoutonSecondaire(textes("suivi.trier"))
        self.actions_tranches = self._make_tranches()
        self.actions_tris = self._make_tris()
        self.puces = Rangee(ecart=8)
        rangee = Rangee(ecart=8)
        rangee.addWidget(self.recherche, 1)
        rangee.addWidget(self.filtrer)
        rangee.addWidget(self.trier)
        colonne = Colonne(self, ecart=8)
        colonne.addLayout(rangee)
        chips = Rangee()
        chips.addLayout(self.puces)
        chips.addStretch(1)
        colonne.addLayout(chips)
        self.recherche.textChanged.connect(lambda _: self.changed.emit())
        self.recherche.installEventFilter(self)

    def _make_tranches(self) -> dict[Tranche, QAction]:
        menu = self._menu(self.filtrer)
        actions = {}
        for tranche in Tranche:
            action = QAction(self._textes(f"suivi.tranches.{tranche}"), menu, checkable=True)
            action.toggled.connect(self._on_filter)
            menu.addAction(action)
            actions[tranche] = action
        return actions

    def _make_tris(self) -> dict[Tri, QAction]:
        menu = self._menu(self.trier)
        groupe = QActionGroup(menu)
        actions = {}
        for tri in Tri:
            action = QAction(self._textes(f"suivi.tris.{tri}"), groupe, checkable=True)
            menu.addAction(action)
            actions[tri] = action
        actions[Tri.URGENCE].setChecked(True)
        groupe.triggered.connect(lambda _: self.changed.emit())
        return actions

    def _menu(self, bouton: BoutonSecondaire) -> QMenu:
        menu = QMenu(bouton)
        bouton.clicked.connect(lambda: menu.popup(bouton.mapToGlobal(bouton.rect().bottomLeft())))
        return menu

    @property
    def texte(self) -> str:
        """The words to find."""
        return self.recherche.text()

    @property
    def tranches(self) -> frozenset[Tranche]:
        """The filters in force."""
        return frozenset(tranche for tranche, action in self.actions_tranches.items() if action.isChecked())

    @property
    def tri(self) -> Tri:
        """The order."""
        return next((tri for tri, action in self.actions_tris.items() if action.isChecked()), Tri.URGENCE)

    @property
    def narrows(self) -> bool:
        """True if some dossiers may be left out."""
        return bool(self.texte.strip() or self.tranches)

    def set_tranches(self, tranches: frozenset[Tranche]) -> None:
        """Exactly these filters, and no word."""
        self._choose(tranches)
        self.changed.emit()

    def sort_by(self, tri: Tri) -> None:
        """Another order."""
        self.actions_tris[tri].setChecked(True)
        self.changed.emit()

    def type_on(self, texte: str) -> None:
        """Goes on typing in the search what was begun elsewhere."""
        self.recherche.setFocus()
        self.recherche.setText(self.recherche.text() + texte)

    def forget(self) -> None:
        """No word, no filter, the first order; without a word about it: nothing is to be asked again."""
        self.actions_tris[Tri.URGENCE].setChecked(True)
        self._choose(frozenset())

    def _choose(self, tranches: frozenset[Tranche]) -> None:
        self.blockSignals(True)
        self.recherche.clear()
        for tranche, action in self.actions_tranches.items():
            action.setChecked(tranche in tranches)
        self.blockSignals(False)
        self._show_chips()

    def _on_filter(self) -> None:
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        chips = []
        for tranche in sorted(self.tranches, key=list(Tranche).index):
            mot = self._textes(f"suivi.tranches.{tranche}")
            puce = BoutonSecondaire(mot, icone="fermer")
            puce.setAccessibleName(self._textes("suivi.retirer_filtre", filtre=mot))
            # Later: the chip must not be destroyed by its own click.
            action = self.actions_tranches[tranche]
            puce.clicked.connect(lambda _checked=False, a=action: QTimer.singleShot(0, lambda: a.setChecked(False)))
            chips.append(puce)
        replace_all(self.puces, chips)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go on to the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _VERS_LA_LISTE
        if watched is self.recherche and pressed:
            self.list_wanted.emit()
            return True
        return super().eventFilter(watched, event)
