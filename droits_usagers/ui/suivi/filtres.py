"""What narrows the list: words, then filters that one can see and remove, and the order of the lines."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from droits_usagers.domain.dossier.dossiers import Tri
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.suivi.criteres import Axe, Criteres
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Colonne, LigneTexte, Rangee
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import current_theme

_VERS_LA_LISTE = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class _Bascule(BoutonSecondaire):
    """A button that stays pressed."""

    def __init__(self, titre: str) -> None:
        super().__init__(titre)
        self.setCheckable(True)

    def background(self) -> str:
        """Tinted while pressed."""
        return current_theme().choisi if self.isChecked() else super().background()


class Filtres(QWidget):
    """Above the list. Keeps what was chosen until `forget`."""

    #: Other words or filters.
    changed = Signal()
    #: Another order of the same lines.
    sorted = Signal()
    #: Down or Enter in the search: the person goes on to the list.
    list_wanted = Signal()

    def __init__(self, textes: Textes, label: Callable[[Axe, str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._label = label
        self._criteres = Criteres()
        self.recherche = LigneTexte(indice=textes("suivi.indice"))
        self.recherche.setAccessibleName(textes("suivi.rechercher"))
        self.recherche.setClearButtonEnabled(True)
        self.filtrer = _Bascule(textes("liste.filtres"))
        self.trier = BoutonSecondaire(textes("suivi.trier"), icone="replier")
        self.actions_tris = self._make_tris()
        self.puces = Rangee(ecart=8)
        #: What is typed and the buttons beside it.
        self.rangee = Rangee(ecart=8)
        self.rangee.addWidget(self.recherche, 1)
        self.rangee.addWidget(self.filtrer)
        self.rangee.addWidget(self.trier)
        colonne = Colonne(self, ecart=8)
        colonne.addLayout(self.rangee)
        chips = Rangee()
        chips.addLayout(self.puces)
        chips.addStretch(1)
        colonne.addLayout(chips)
        self.recherche.textChanged.connect(lambda _: self.changed.emit())
        self.recherche.installEventFilter(self)

    def _make_tris(self) -> dict[Tri, QAction]:
        groupe = QActionGroup(self)
        actions = {}
        for tri in Tri:
            action = QAction(self._textes(f"suivi.tris.{tri}"), groupe, checkable=True)
            actions[tri] = action
        actions[Tri.URGENCE].setChecked(True)
        groupe.triggered.connect(lambda _: self.sorted.emit())
        self.trier.clicked.connect(self._open_sorts)
        return actions

    def _open_sorts(self) -> None:
        menu = QMenu(self.trier)
        menu.addActions(list(self.actions_tris.values()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.trier.mapToGlobal(self.trier.rect().bottomLeft()))

    @property
    def texte(self) -> str:
        """The words to find."""
        return self.recherche.text()

    @property
    def criteres(self) -> Criteres:
        """The filters in force."""
        return self._criteres

    @property
    def tri(self) -> Tri:
        """The order."""
        return next((tri for tri, action in self.actions_tris.items() if action.isChecked()), Tri.URGENCE)

    @property
    def narrows(self) -> bool:
        """True if some dossiers may be left out."""
        return bool(self.texte.strip() or self._criteres)

    def set_criteres(self, criteres: Criteres) -> None:
        """Exactly these filters, and no word."""
        self._choose(criteres)
        self.changed.emit()

    def toggle(self, axe: Axe, valeur: str) -> None:
        """One more filter, or one less."""
        self._criteres = self._criteres.toggled(axe, valeur)
        self._show_chips()
        self.changed.emit()

    def sort_by(self, tri: Tri) -> None:
        """Another order."""
        self.actions_tris[tri].setChecked(True)
        self.sorted.emit()

    def begin_search(self) -> None:
        """The focus goes to the words, which the next ones replace."""
        self.recherche.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.recherche.selectAll()

    def type_on(self, texte: str) -> None:
        """Goes on typing in the search what was begun elsewhere."""
        self.recherche.setFocus()
        self.recherche.setText(self.recherche.text() + texte)

    def forget(self) -> None:
        """No word, no filter, the first order; without a word about it: nothing is to be asked again."""
        self.actions_tris[Tri.URGENCE].setChecked(True)
        self._choose(Criteres())

    def refresh_words(self) -> None:
        """Says the filters again: what some are called has just been read."""
        self._show_chips()

    def _choose(self, criteres: Criteres) -> None:
        self.blockSignals(True)
        self.recherche.clear()
        self._criteres = criteres
        self.blockSignals(False)
        self._show_chips()

    def _show_chips(self) -> None:
        ordre = list(Axe)
        choisis = sorted(self._criteres.choisis, key=lambda paire: (ordre.index(paire[0]), paire[1]))
        chips: list[QWidget] = [self._chip(axe, valeur) for axe, valeur in choisis]
        if len(chips) > 1:
            tout = BoutonLien(self._textes("liste.tout_retirer"))
            tout.clicked.connect(lambda: QTimer.singleShot(0, self, self._remove_all))
            chips.append(tout)
        replace_all(self.puces, chips)

    def _chip(self, axe: Axe, valeur: str) -> BoutonSecondaire:
        mot = self._label(axe, valeur)
        puce = BoutonSecondaire(mot, icone="fermer")
        puce.setAccessibleName(self._textes("suivi.retirer_filtre", filtre=mot))
        # Later: the chip must not be destroyed by its own click.
        puce.clicked.connect(lambda: QTimer.singleShot(0, self, lambda: self._remove(axe, valeur)))
        return puce

    def _remove(self, axe: Axe, valeur: str) -> None:
        if (axe, valeur) in self._criteres.choisis:
            self.recherche.setFocus(Qt.FocusReason.OtherFocusReason)
            self.toggle(axe, valeur)

    def _remove_all(self) -> None:
        self.recherche.setFocus(Qt.FocusReason.OtherFocusReason)
        self._criteres = Criteres()
        self._show_chips()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go on to the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _VERS_LA_LISTE
        if watched is self.recherche and pressed:
            self.list_wanted.emit()
            return True
        return super().eventFilter(watched, event)
