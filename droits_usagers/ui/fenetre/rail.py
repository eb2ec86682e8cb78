"""Down the side, everywhere: the three doors, and at the foot what one can do from any screen."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Colonne
from droits_usagers.ui.composants.entendre import GROUPE, LISTE
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.fenetre.ecrans import PorteFenetre
from droits_usagers.ui.fenetre.portes import BoutonDeLaListe, BoutonPorte
from droits_usagers.ui.socle.touche_cacher import TOUCHE

#: In pixels, at 100 %.
LARGEUR = 72
MARGE = 2
_ICONES = {PorteFenetre.ECRIRE: "droit", PorteFenetre.SUIVRE: "suivi", PorteFenetre.INFORMER: "notice"}
#: What is done at the foot: its icon, and its key.
_PIEDS = {
    "abime": ("attention", ""),
    "rompu": ("attention", ""),
    "cacher": ("cacher", TOUCHE),
    "verrouiller": ("verrou", TOUCHE),
    "suivante": ("personne_suivante", ""),
}


class ListePortes(QWidget):
    """The doors, as a list."""

    entendu = LISTE


class Rail(QFrame):
    """`portes`: what each door does; `pieds`: what each thing at the foot does; `ailleurs`: what the « ⋯ » leads to."""

    entendu = GROUPE

    def __init__(
        self,
        textes: Textes,
        *,
        portes: Mapping[PorteFenetre, Callable[[], None]],
        pieds: Mapping[str, Callable[[], None]],
        ailleurs: Iterable[tuple[str, Callable[[], None]]],
    ) -> None:
        super().__init__()
        self.setAccessibleName(textes("rail.tout"))
        # Never what makes a window higher: it has shorter forms.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        colonne = Colonne(self, ecart=4, marges=(MARGE, 8, MARGE, 8))
        liste = ListePortes()
        liste.setAccessibleName(textes("rail.nom"))
        rangees = Colonne(liste, ecart=4)
        colonne.addWidget(liste)
        # Once it is in the rail: alone, it would be a window.
        liste.setVisible(bool(portes))
        self.portes: dict[PorteFenetre, BoutonPorte] = {}
        for porte, go in portes.items():
            self.portes[porte] = une = BoutonDeLaListe(textes(f"rail.porte.{porte}"), _ICONES[porte])
            une.setCheckable(True)
            une.clicked.connect(lambda _checked=False, go=go: go())
            rangees.addWidget(une)
        colonne.addStretch(1)
        self.pieds: list[BoutonPorte] = []
        for id_, faire in pieds.items():
            icone, touche = _PIEDS[id_]
            bouton = BoutonPorte(textes(f"rail.{id_}"), icone, touche=touche)
            bouton.clicked.connect(lambda _checked=False, faire=faire: faire())
            self.pieds.append(bouton)
            colonne.addWidget(bouton)
        self._menu = QMenu(self)
        for titre, go in ailleurs:
            self._menu.addAction(titre.replace("&", "&&")).triggered.connect(lambda _checked=False, go=go: go())
        self.plus = BoutonPorte(textes("rail.plus"), "plus")
        self.plus.show_word(mots=False)
        self.plus.clicked.connect(lambda: self._menu.popup(self.plus.mapToGlobal(self.plus.rect().topRight())))
        colonne.addWidget(self.plus)
        self.fit()

    def mark(self, porte: PorteFenetre | None) -> None:
        """Marks behind which door one is; none, on a screen that is behind no door."""
        for une, bouton in self.portes.items():
            bouton.setChecked(une is porte)

    def fit(self) -> None:
        """Follows the size of text and the height there is: the foot gives up its words first, then the doors."""
        theme = current_theme()
        largeur = theme.px(LARGEUR)
        self.setFixedWidth(largeur)
        boutons = [*self.portes.values(), *self.pieds, self.plus]
        dedans, ecarts = largeur - 2 * theme.px(MARGE), theme.px(4) * len(boutons) + 2 * theme.px(8)
        for combien in (len(boutons) - 1, len(self.portes), 0):
            hauts = (bouton.height_with(dedans, mots=rang < combien) for rang, bouton in enumerate(boutons))
            if not combien or sum(hauts) + ecarts <= self.height():
                for rang, bouton in enumerate(boutons):
                    bouton.show_word(mots=rang < combien)
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words where there is height for them."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet rule between the rail and the screen."""
        painter = QPainter(self)
        x = 0 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - 1
        painter.fillRect(QRectF(x, 0, 1, self.height()), QColor(current_theme().filet))
        painter.end()
