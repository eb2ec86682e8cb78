"""Words on the screen: running text, headings, a state, a calm notice. All plain text, whoever wrote it."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from droits_usagers.ui.composants.entendre import GROUPE, Annonceur, Entendu, Lisible, Role, stop_to_read
from droits_usagers.ui.composants.mise_en_page import Colonne, Rangee
from droits_usagers.ui.composants.peinture import Mesure
from droits_usagers.ui.composants.theme import Icone, Tailles, Teinte, current_theme


def paint_ring(painter: QPainter, widget: QWidget) -> None:
    """Where what is read has the focus: only while someone listens."""
    theme = current_theme()
    painter.setPen(QPen(theme.color(Teinte.FOCUS), theme.px(2)))
    painter.drawRect(widget.rect().adjusted(1, 1, -2, -2))


class Libelle(Lisible, QLabel):
    """A text that wraps anywhere it must and shows characters as they are, markup included.

    Tab stops at it while a screen reader listens, unless `lu` is false: something else says it, or it is said on the way in.
    """

    def __init__(
        self,
        texte: str = "",
        *,
        teinte: Teinte = Teinte.TEXTE,
        corps: Tailles = Tailles.TEXTE,
        gras: bool = False,
        lu: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lu = lu
        self._teinte, self._corps, self._gras = teinte, corps, gras
        self._cle: object = None
        self._mesure: Mesure
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        politique = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        politique.setHeightForWidth(True)
        self.setSizePolicy(politique)
        # Once it is known for what it is: Qt says a text to who listens as soon as it has one.
        self.setText(texte)
        self._dress()

    def setText(self, texte: str) -> None:
        """Nothing to stop at where nothing is written."""
        super().setText(texte)
        self.be_a_stop()

    def clear(self) -> None:
        """Nothing is written."""
        self.setText("")

    def setBuddy(self, champ: QWidget) -> None:
        """It is the name of a field, and said with it."""
        super().setBuddy(champ)
        self._lu = False
        self.be_a_stop()

    def be_a_stop(self) -> None:
        """Unless something else says it, or nothing is written."""
        stop_to_read(self, stop=self._lu and bool(self.text()))

    def set_teinte(self, teinte: Teinte) -> None:
        """Changes its colour."""
        self._teinte = teinte
        self.update()

    def _dress(self) -> None:
        police = current_theme().font(self._corps, gras=self._gras)
        if self.font() != police:
            self.setFont(police)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self._dress()
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """True: a narrower one is taller."""
        return True

    def heightForWidth(self, largeur: int) -> int:
        """Height that shows every word."""
        return round(self._measured().height(largeur) + 0.49)

    def _measured(self) -> Mesure:
        cle = (self.text(), self.font(), self.layoutDirection())
        if self._cle != cle:
            self._cle, self._mesure = cle, Mesure(*cle)
        return self._mesure

    def sizeHint(self) -> QSize:
        """On one line, unless that is wider than what is comfortable to read."""
        largeur = min(round(self._measured().width) + 2, current_theme().reading_width())
        return QSize(largeur, self.heightForWidth(largeur))

    def minimumSizeHint(self) -> QSize:
        """Its longest word, within reason."""
        largeur = min(round(self._measured().word) + 2, current_theme().px(160))
        return QSize(largeur, self.fontMetrics().height() if self.text() else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the lines in the colour of its role."""
        painter = QPainter(self)
        theme = current_theme()
        teinte = self._teinte if self.isEnabled() else Teinte.DOUX
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText) if theme.contraste else theme.color(teinte))
        self._measured().lines(self.width()).draw(painter, self.contentsRect().topLeft())
        if self.hasFocus():
            paint_ring(painter, self)
        painter.end()


class Titre(Libelle):
    """A heading. Level 1 is the name of the screen, 2 a part of it, 3 a group."""

    def __init__(self, texte: str = "", *, niveau: int = 1, lu: bool = True, parent: QWidget | None = None) -> None:
        # Before anything is said of it. The largest is a first level too.
        self.entendu = Entendu(Role.Heading, max(niveau, 1))
        corps = {0: Tailles.GRAND, 1: Tailles.TITRE, 2: Tailles.INTERTITRE}.get(niveau, Tailles.TEXTE)
        super().__init__(texte, corps=corps, gras=True, lu=lu, parent=parent)


class LibelleEtat(Annonceur, Libelle):
    """How something stands, in words: said to who listens when it changes.

    Without `first`, not when it is first known: that comes with the screen, whose title and first field are being said.
    """

    def __init__(self, *, first: bool = True, teinte: Teinte = Teinte.TEXTE) -> None:
        self._first = first
        super().__init__(teinte=teinte)

    def setText(self, texte: str) -> None:
        """Says it, if it is not what was said."""
        connu = bool(self.text())
        super().setText(texte)
        if connu or self._first:
            self.tell_change()
        else:
            self._annonce = texte


class Puce(QWidget):
    """A state: an icon, a word and a colour, always the three together. Without an icon of its own: that of its colour."""

    def __init__(self, mot: str = "", etat: Teinte = Teinte.CLOS, *, icone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icone = Icone(icone or ICONE_ETAT[etat], teinte=etat)
        self._mot = Libelle(mot, teinte=etat)
        rangee = Rangee(self, ecart=6)
        rangee.addWidget(self._icone, 0, Qt.AlignmentFlag.AlignTop)
        rangee.addWidget(self._mot, 1)

    def show_state(self, mot: str, etat: Teinte, *, icone: str = "") -> None:
        """Says another state."""
        self._icone.show_icon(icone or ICONE_ETAT[etat], etat)
        self._mot.setText(mot)
        self._mot.set_teinte(etat)


ICONE_ETAT = {
    Teinte.RETARD: "retard",
    Teinte.SEMAINE: "semaine",
    Teinte.ATTENTE: "attente",
    Teinte.REPONSE: "coche",
    Teinte.CLOS: "clos",
}


class Nature(StrEnum):
    """Why something is said in place."""

    INFORMATION = "information"
    ATTENTION = "attention"
    BIEN = "bien"
    ARRET = "arret"


_TEINTES = {
    Nature.INFORMATION: Teinte.ATTENTE,
    Nature.ATTENTION: Teinte.SEMAINE,
    Nature.BIEN: Teinte.REPONSE,
    # Red is kept for a right that can be lost: what stops has its own sign.
    Nature.ARRET: Teinte.SEMAINE,
}
_ICONES = {Nature.INFORMATION: "information", Nature.ATTENTION: "attention", Nature.BIEN: "coche", Nature.ARRET: "interdit"}


class Avis(Annonceur, Lisible, QFrame):
    """Something said calmly where it matters, instead of a box in the way: icon, word, sentence, and room for buttons.

    Said to a screen reader when it comes, not with the screen it is on: there, Tab stops at it.
    """

    entendu = GROUPE

    def __init__(self, texte: str = "", *, mot: str, nature: Nature = Nature.INFORMATION) -> None:
        super().__init__()
        self._icone = Icone(_ICONES[nature])
        self._mot = Libelle(gras=True, lu=False)
        self._texte = Libelle(lu=False)
        rangee = Rangee(self, ecart=12, marges=(16, 12, 16, 12))
        rangee.addWidget(self._icone, 0, Qt.AlignmentFlag.AlignTop)
        colonne = Colonne(ecart=2)
        colonne.addWidget(self._mot)
        colonne.addWidget(self._texte)
        rangee.addLayout(colonne, 1)
        self._colonne = colonne
        self.say(texte, mot=mot, nature=nature)

    def say(self, texte: str, *, mot: str, nature: Nature = Nature.INFORMATION) -> None:
        """Says something else, and tells a screen reader."""
        self._teinte = _TEINTES[nature]
        self._icone.show_icon(_ICONES[nature], self._teinte)
        self._mot.setText(mot)
        self._mot.set_teinte(self._teinte)
        self._texte.setText(texte)
        self.setAccessibleName(f"{mot} : {texte}" if mot else texte)
        self.be_a_stop()
        self.tell_change()
        self.update()

    def spoken(self) -> str:
        """The word and the sentence; nothing before there is one."""
        return self.accessibleName() if self._texte.text() else ""

    def be_a_stop(self) -> None:
        """Once something is said."""
        stop_to_read(self, stop=bool(self._texte.text()))

    def add_button(self, *boutons: QWidget) -> None:
        """Adds what can be done about it, under the sentence; several side by side."""
        rangee = Rangee(ecart=8)
        for bouton in boutons:
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        self._colonne.addLayout(rangee)
        # At once, so that they can take the focus.
        for bouton in boutons:
            bouton.show()

    @property
    def texte(self) -> str:
        """The sentence being said."""
        return self._texte.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A surface with a bar of its colour at the reading start."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(Teinte.SURFACE))
        painter.setPen(theme.filet)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        barre = self.rect()
        barre.setWidth(theme.px(4))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            barre.moveRight(self.rect().right())
        painter.fillRect(barre, theme.color(self._teinte))
        if self.hasFocus():
            paint_ring(painter, self)
        painter.end()
