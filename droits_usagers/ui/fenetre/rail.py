"""Down the side, everywhere: the three doors, and at the foot what one can do from any screen."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Colonne
from droits_usagers.ui.composants.boutons import BoutonPlat
from droits_usagers.ui.composants.entendre import GROUPE, LISTE, Entendu, Role
from droits_usagers.ui.composants.peinture import text_height
from droits_usagers.ui.composants.theme import Teinte, current_theme, paint_icon
from droits_usagers.ui.fenetre.ecrans import PorteFenetre
from droits_usagers.ui.socle.garde import TOUCHE

ICONE = 24
#: Between the icon and its word, and beside a word, at 100 %.
ECART, BORD = 4, 1


class BoutonPorte(BoutonPlat):
    """An icon over its word; or alone, where there is no height for words: a pointer and a screen reader still name it."""

    marge_v = 8
    entendu = Entendu(Role.Button)

    def __init__(self, titre: str, icone: str, *, touche: str = "") -> None:
        super().__init__(titre, icone=icone)
        self.setAccessibleDescription(touche)
        self._mots = True
        self.setToolTip(" · ".join(filter(None, (titre, touche))))

    def show_word(self, *, mots: bool) -> None:
        """With its word, or its icon alone."""
        if mots != self._mots:
            self._mots = mots
            self.updateGeometry()
            self.update()

    def height_with(self, largeur: int, *, mots: bool) -> int:
        """How high it is at this width, with its word or without."""
        theme = current_theme()
        mot = text_height(self._word(largeur)) + theme.px(ECART) if mots else 0
        return round(theme.px(ICONE) + mot + 2 * theme.px(self.marge_v))

    def _word(self, largeur: float) -> QTextLayout:
        return self._measured()[0].lines(largeur - 2 * current_theme().px(BORD))

    def heightForWidth(self, largeur: int) -> int:
        """Height that shows the whole word."""
        return self.height_with(largeur, mots=self._mots)

    def sizeHint(self) -> QSize:
        """As narrow as it may be: the rail says how wide."""
        largeur = current_theme().px(ICONE + 2 * self.marge_v)
        return QSize(largeur, self.heightForWidth(max(largeur, self.width())))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """Pressing it marks nothing: where one is then does."""

    def ink(self) -> str:
        """In the main colour where one is."""
        return current_theme().hexa(Teinte.PRIMAIRE if self.isChecked() else Teinte.TEXTE)

    def _paint_texts(self, painter: QPainter) -> None:
        theme = current_theme()
        cote = theme.px(ICONE)
        mot = self._word(self.width()) if self._mots else None
        haut = cote + (theme.px(ECART) + text_height(mot) if mot else 0)
        y = (self.height() - haut) / 2
        paint_icon(painter, QRectF((self.width() - cote) / 2, y, cote, cote), self.icone, couleur=self.ink())
        if self.isChecked():
            # A bar at the reading start: colour alone would not be enough.
            barre = QRectF(0, 0, current_theme().px(4), self.height())
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                barre.moveRight(self.width())
            painter.fillRect(barre, current_theme().color(Teinte.PRIMAIRE))
        if mot is None:
            return
        painter.setPen(QColor(self.ink()))
        y += cote + theme.px(ECART)
        for ligne in (mot.lineAt(rang) for rang in range(mot.lineCount())):
            # Read from the right, a line starts from the end of the room it has.
            decalage = (self.width() - ligne.naturalTextWidth()) / 2 - ligne.naturalTextRect().x()
            ligne.draw(painter, QPointF(decalage, y))


def _say_marked(bouton: "BoutonPorte", etat: QAccessible.State) -> None:
    etat.selectable, etat.selected = True, bouton.isChecked()


class BoutonDeLaListe(BoutonPorte):
    """One of the doors, in their list: the one behind which one is, is chosen."""

    entendu = Entendu(Role.ListItem, etat=_say_marked)


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
