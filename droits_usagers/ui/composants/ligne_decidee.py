"""A sentence about which something is to be decided: what is marked in it, what was decided, and gestures with their keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.domain.mots.textes import Chapitre
from droits_usagers.ui.composants.boutons import BoutonSecondaire
from droits_usagers.ui.composants.champ import Champ, Intitule
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import GROUPE
from droits_usagers.ui.composants.libelles import Libelle, Puce, paint_ring
from droits_usagers.ui.composants.mise_en_page import Colonne, Rangee
from droits_usagers.ui.composants.phrase_marquee import PhraseMarquee
from droits_usagers.ui.composants.saisie import TexteLong
from droits_usagers.ui.composants.theme import Teinte


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
