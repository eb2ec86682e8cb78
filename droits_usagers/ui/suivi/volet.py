"""What narrows the list, beside it: on each axis some values, each with how many dossiers it would leave."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.suivi.criteres import Axe, Criteres, Facette, Groupe
from droits_usagers.ui.composants import BoutonLien, Colonne, Defilement, Libelle, Option, Titre
from droits_usagers.ui.composants.choix import LigneMultiple
from droits_usagers.ui.composants.theme import Teinte


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
