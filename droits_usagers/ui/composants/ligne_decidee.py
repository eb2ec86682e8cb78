"""A sentence about which something is to be decided: what is marked in it, what was decided, and gestures with their keys."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.domain.mots.textes import Chapitre
from droits_usagers.ui.composants.boutons import BoutonSecondaire
from droits_usagers.ui.composants.champ import Champ, Intitule
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import GROUPE
from droits_usagers.ui.composants.libelles import Libelle, Puce, paint_ring
from droits_usagers.ui.composants.mise_en_page import Colonne, Rangee
from droits_usagers.ui.composants.saisie import TexteLong
from droits_usagers.ui.composants.theme import Teinte, current_theme


def qt_place(texte: str, place: int | None = None) -> int:
    """How many characters Qt counts before this place (code points), or in the whole text."""
    return len(texte[:place].encode("utf-16-le")) // 2


class PhraseMarquee(Libelle):
    """`places`: where each stands in the text, from its first sign to after its last (code points)."""

    def __init__(self, texte: str, places: Sequence[tuple[int, int]]) -> None:
        super().__init__(texte, lu=False)
        self._places = tuple((qt_place(texte, debut), qt_place(texte, fin)) for debut, fin in places)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lines, and what is marked in them."""
        painter, theme = QPainter(self), current_theme()
        painter.setPen(theme.color(Teinte.TEXTE))
        self._measured().lines(self.width()).draw(painter, self.contentsRect().topLeft(), [*map(_marked, self._places)])
        if self.hasFocus():
            paint_ring(painter, self)
        painter.end()


def _marked(place: tuple[int, int]) -> QTextLayout.FormatRange:
    marque, allure = QTextLayout.FormatRange(), QTextCharFormat()
    allure.setBackground(QColor(current_theme().choisi))
    allure.setForeground(current_theme().color(Teinte.TEXTE))
    allure.setFontUnderline(True)
    marque.start, marque.length, marque.format = place[0], place[1] - place[0], allure
    return marque


class LigneDecidee(QWidget):
    """Has the focus itself: Enter does nothing on it, and goes on with the screen. `say`: its states and gestures."""

    entendu = GROUPE

    def __init__(self, say: Chapitre, titre: str, *, texte: str, places: Sequence[tuple[int, int]], etat: str) -> None:
        super().__init__()
        self._say = say
        #: What was decided: an id of its sentences.
        self.etat = etat
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._colonne = Colonne(self, ecart=4, marges=(12, 8, 12, 8))
        self.titre = Libelle(titre, teinte=Teinte.DOUX, lu=False)
        if titre:
            self._colonne.addWidget(self.titre)
        self._colonne.addWidget(PhraseMarquee(texte, places))
        self._dit = Puce(say(etat), Teinte.SEMAINE)
        self._ecrire: QWidget | None = None

    def _button(self, id_: str, touche: str, action: Callable[[], object]) -> BoutonSecondaire:
        bouton = BoutonSecondaire(self._say(id_), note=touche)
        bouton.clicked.connect(lambda _checked=False: action())
        return bouton

    def _put_gestures(self, **gestes: BoutonSecondaire) -> None:
        """What was decided, then these side by side, each with its key: what is not offered is not done."""
        self._colonne.addWidget(self._dit)
        rangee = Rangee(ecart=8)
        for touche, bouton in gestes.items():
            rangee.addWidget(bouton)
            bind(touche, self, lambda faire=bouton: _press(faire), une_fois=True)
        rangee.addStretch(1)
        self._colonne.addLayout(rangee)

    @property
    def is_here(self) -> bool:
        """True while the focus is on it, or in it."""
        ici = QApplication.focusWidget()
        return ici is self or (ici is not None and self.isAncestorOf(ici))

    # Writing it otherwise

    @property
    def is_being_written(self) -> bool:
        """True while something is typed to put in its place."""
        return self._ecrire is not None

    def _write(self, texte: str, done: Callable[[str], object]) -> None:
        """Ask what to put in place of this; `done` is told it, unless one gives up, or nothing changed."""
        if self._ecrire is not None:
            return
        saisie = TexteLong(texte, lignes=3)
        self._ecrire = QWidget()
        colonne, rangee = Colonne(self._ecrire, ecart=8), Rangee(ecart=8)
        colonne.addWidget(Champ(Intitule(self._say("nouveau")), saisie))
        garder, annuler = BoutonSecondaire(self._say("remplacer")), BoutonSecondaire(self._say("annuler"))
        garder.clicked.connect(lambda _checked=False: self._written(texte, saisie.toPlainText(), done))
        annuler.clicked.connect(lambda _checked=False: self._written(texte, texte, done))
        for bouton in (garder, annuler):
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        colonne.addLayout(rangee)
        self._colonne.addWidget(self._ecrire)
        self._ecrire.show()
        saisie.setFocus(Qt.FocusReason.OtherFocusReason)
        saisie.selectAll()

    def _written(self, avant: str, apres: str, done: Callable[[str], object]) -> None:
        self._close_writing()
        if apres.strip() and apres != avant:
            done(apres.strip())

    def _close_writing(self) -> None:
        ecrire, self._ecrire = self._ecrire, None
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if ecrire is not None:
            self._colonne.removeWidget(ecrire)
            ecrire.hide()
            ecrire.deleteLater()

    # How it is seen

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring, where the focus is on the line itself."""
        if self.hasFocus():
            painter = QPainter(self)
            paint_ring(painter, self)
            painter.end()

    def event(self, event: QEvent) -> bool:
        """Redrawn with its ring, or without."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)


def _press(bouton: BoutonSecondaire) -> None:
    if bouton.isVisible():
        bouton.click()


def put_lines(pile: Colonne, avant: Sequence[QWidget], lignes: Sequence[QWidget]) -> None:
    """These in a column, in this order; one that is there already is not put again: it may have the focus."""
    for ligne in avant:
        if ligne not in lignes:
            pile.removeWidget(ligne)
            ligne.hide()
            ligne.deleteLater()
    for rang, ligne in enumerate(lignes):
        if pile.indexOf(ligne) != rang:
            pile.insertWidget(rang, ligne)
            ligne.show()


class PhraseDite(Protocol):
    """It, what is marked in it, and whether anything is done with it here."""

    @property
    def cle(self) -> str:
        """What a decision of it holds for."""

    @property
    def texte(self) -> str:
        """Itself."""

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where what is marked stands."""

    @property
    def releves(self) -> tuple[str, ...]:
        """What is marked."""

    @property
    def ecrite(self) -> bool:
        """True: one can do without it, or say it otherwise."""


class PhraseDecidee(LigneDecidee):
    """`left`, `taken_out`, `put_back`: what was decided. `rewritten`: what to write in its place. `closed`: no longer asked."""

    left = Signal()
    taken_out = Signal()
    put_back = Signal()
    rewritten = Signal(str)
    closed = Signal()

    def __init__(self, say: Chapitre, phrase: PhraseDite, *, combien: str, etat: str) -> None:
        """`etat`: « a_decider », « laissee », « retiree »."""
        super().__init__(say, combien, texte=phrase.texte, places=phrase.places, etat=etat)
        self.phrase = phrase
        self._dit.show_state(self._say(etat), Teinte.SEMAINE if etat == "a_decider" else Teinte.REPONSE)
        self.laisser = self._button("laisser", "L", self.left.emit)
        self.retirer = self._button("remettre" if etat == "retiree" else "retirer", "R", self._on_out)
        self.recrire = self._button("recrire", "E", self.write)
        self._put_gestures(L=self.laisser, R=self.retirer, E=self.recrire)
        # Once it has its place: alone, it would be a window.
        self.laisser.setVisible(etat == "a_decider")
        self.retirer.setVisible(phrase.ecrite)
        self.recrire.setVisible(phrase.ecrite and etat != "retiree")

    def tell(self, *, rang: int, nombre: int, restent: str, touches: str) -> None:
        """How it is said: what it says, what was decided, which one it is, how many are left to decide, and the keys."""
        dits = [self.phrase.texte]
        if self.phrase.releves:
            dits.append(self._say("releve", quoi=", ".join(self.phrase.releves)))
        self.setAccessibleName(
            self._say(
                "ligne",
                rang=rang,
                nombre=nombre,
                quoi=f"{self.titre.text()} " if self.titre.text() else "",
                texte=" ".join(dits),
                etat=self._say(self.etat),
                restent=f"{restent} " if restent else "",
                touches=touches,
            )
        )

    def take_out(self) -> None:
        """The gesture of its key: out of every letter, or back in them."""
        if self.phrase.ecrite:
            self._on_out()

    def write(self) -> None:
        """The gesture of its key: what to put in its place, everywhere."""
        if self.phrase.ecrite and self.etat != "retiree":
            self._write(self.phrase.texte, self.rewritten.emit)

    def _on_out(self) -> None:
        (self.put_back if self.etat == "retiree" else self.taken_out).emit()

    def _close_writing(self) -> None:
        super()._close_writing()
        self.closed.emit()
