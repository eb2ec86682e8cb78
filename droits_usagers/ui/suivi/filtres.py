"""What narrows the list: words, then filters that one can see and remove, and the order of the lines."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from droits_usagers.domain.dossier.dossiers import Tri
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.suivi.criteres import Axe, Criteres, Facette, Groupe
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonSecondaire,
    Colonne,
    Defilement,
    Libelle,
    LigneTexte,
    Option,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.choix import LigneMultiple
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme

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


class CarteFacette(LigneMultiple):
    """A value one may filter by; its count at the end."""

    def __init__(self, facette: Facette, textes: Textes) -> None:
        super().__init__(Option(facette.valeur, facette.libelle))
        self._textes = textes
        self.show_facette(facette)

    def show_facette(self, facette: Facette) -> None:
        """Says another count, without a word about it."""
        self.set_up(facette.libelle, note=str(facette.nombre))
        id_ = "facette_une" if facette.nombre == 1 else "facette"
        self.setAccessibleName(self._textes(f"liste.{id_}", libelle=facette.libelle, nombre=facette.nombre))
        self.setChecked(facette.choisie)


class _VueGroupe(QWidget):
    """An axis. Values keep their places while counts change."""

    def __init__(self, textes: Textes, axe: Axe) -> None:
        super().__init__()
        self._textes = textes
        self.cartes: dict[str, CarteFacette] = {}
        self._colonne = Colonne(self, ecart=0)
        self._colonne.addWidget(Titre(textes(f"liste.axes.{axe}"), niveau=3))
        self._autres = Libelle(teinte=Teinte.DOUX)
        self._colonne.addWidget(self._autres)

    def show_group(self, groupe: Groupe) -> list[CarteFacette]:
        """Shows these values; gives the cards that are new."""
        facettes = {facette.valeur: facette for facette in groupe.facettes}
        for valeur in [valeur for valeur in self.cartes if valeur not in facettes]:
            carte = self.cartes.pop(valeur)
            carte.hide()
            carte.deleteLater()
        nouvelles = []
        for valeur, facette in facettes.items():
            if valeur in self.cartes:
                self.cartes[valeur].show_facette(facette)
            else:
                self.cartes[valeur] = carte = CarteFacette(facette, self._textes)
                self._colonne.insertWidget(self._colonne.count() - 1, carte)
                nouvelles.append(carte)
        id_ = "autre_valeur" if groupe.autres == 1 else "autres_valeurs"
        self._autres.setText(self._textes(f"liste.{id_}", nombre=groupe.autres))
        self._autres.setVisible(bool(groupe.autres))
        return nouvelles


class VoletFiltres(QWidget):
    """Shows what it is given and reports what is chosen."""

    #: A value was chosen, or given up: its axis, and itself.
    toggled = Signal(object, str)
    #: The person has done with it.
    closed = Signal()

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        self._textes = textes
        #: The focus goes to the first value as soon as there is one.
        self._vise = False
        self.setAccessibleName(textes("liste.filtres"))
        self.fermer = BoutonLien(textes("liste.fermer_filtres"), icone="fermer")
        self.fermer.clicked.connect(self.closed)
        self._etat = Libelle(textes("liste.compter"), teinte=Teinte.DOUX)
        self.vues: dict[Axe, _VueGroupe] = {}
        #: The latest counts, and those of them that are still to be shown.
        self._groupes: tuple[Groupe, ...] = ()
        self._restent: list[Groupe] = []
        contenu = QWidget()
        self._colonne = Colonne(contenu, ecart=16, marges=(2, 2, 12, 16))
        self._colonne.addWidget(self._etat)
        self._colonne.addStretch(1)
        page = Colonne(self, ecart=8)
        page.addWidget(self.fermer, 0, Qt.AlignmentFlag.AlignLeading)
        page.addWidget(Defilement(contenu), 1)

    def show_groups(self, groupes: tuple[Groupe, ...]) -> None:
        """Shows these counts, an axis at a time, once they can be seen: the window is never held."""
        self._etat.setText(self._textes("liste.filtres_aide"))
        self._groupes = groupes
        presents = {groupe.axe for groupe in groupes}
        for axe, vue in self.vues.items():
            if axe not in presents:
                vue.hide()
        self._begin()

    def show_chosen(self, criteres: Criteres) -> None:
        """Ticks what is in force, before the counts come."""
        for axe, vue in self.vues.items():
            choisies = criteres.values(axe)
            for valeur, carte in vue.cartes.items():
                carte.setChecked(valeur in choisies)

    def clear(self) -> None:
        """Nothing of the coffre stays."""
        self._groupes = ()
        self._restent.clear()
        for vue in self.vues.values():
            vue.hide()
            vue.deleteLater()
        self.vues.clear()
        self._etat.setText(self._textes("liste.compter"))

    def focus_first(self) -> None:
        """Puts the focus on the first value, now or as soon as there is one."""
        cartes = (carte for vue in self.vues.values() if vue.isVisible() for carte in vue.cartes.values())
        premiere = next(cartes, None)
        (premiere or self.fermer).setFocus(Qt.FocusReason.OtherFocusReason)
        self._vise = premiere is None

    def _begin(self) -> None:
        if not self._restent and self.isVisible():
            self._restent = list(self._groupes)
            QTimer.singleShot(0, self, self._show_next)
        elif self._restent:
            self._restent = list(self._groupes)

    def _show_next(self) -> None:
        if not self._restent or not self.isVisible():
            self._restent.clear()
            return
        groupe = self._restent.pop(0)
        if groupe.axe not in self.vues:
            self.vues[groupe.axe] = _VueGroupe(self._textes, groupe.axe)
            rang = sorted(self.vues, key=list(Axe).index).index(groupe.axe)
            self._colonne.insertWidget(1 + rang, self.vues[groupe.axe])
        vue = self.vues[groupe.axe]
        for carte in vue.show_group(groupe):
            valeur = next(valeur for valeur, autre in vue.cartes.items() if autre is carte)
            carte.clicked.connect(lambda _=False, a=groupe.axe, v=valeur: self.toggled.emit(a, v))
        vue.show()
        if self._vise and self.fermer.hasFocus():
            self.focus_first()
        QTimer.singleShot(0, self, self._show_next)

    def showEvent(self, event: QShowEvent) -> None:
        """Shows the latest counts."""
        super().showEvent(event)
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Shown again, axes will come one at a time."""
        super().hideEvent(event)
        for vue in self.vues.values():
            vue.hide()
