"""What every screen of the wizard is: a title and one column that scrolls, and what the page may ask of it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStyle, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.provenance import Blanc
from droits_usagers.ui.apercu.dessinateur import Dessin
from droits_usagers.ui.apercu.lettre import Explication
from droits_usagers.ui.composants import BoutonLien, Centre, Colonne, Libelle, Pied, Titre
from droits_usagers.ui.composants.entendre import GROUPE, is_listening
from droits_usagers.ui.composants.mise_en_page import ENTRE_GROUPES, Defilement
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.disposition import order_down

#: What is read and answered: 640 at most at 100 %, and the margins around it.
LECTURE = 654
#: A table, or lists side by side: all the width there is.
BUREAU = 8000
#: A scroll bar, at 100 %.
AVEC_BARRE = 12
#: Around what is pressed under such a screen: its edges are those of what is answered above.
SOUS_ECRAN = (2, 0, 24, 0)


class EcranAssistant(QWidget):
    """Made anew each time it is come to, so that nothing typed outlives it; the answers are kept by the assistant.

    `demarche_wanted` names one to start instead of this one. Its title is said on the way in, with the step that it is.
    """

    entendu = GROUPE

    demarche_wanted = Signal(str)
    #: The key of a screen, and a question there: what is missing is to be completed.
    question_wanted = Signal(str, str)

    #: Whom to call, and how one can be protected.
    numbers_wanted = Signal()

    #: Which step it is, as it is said.
    _rang = ""
    #: Leads to `numbers_wanted`, where that is offered.
    _numeros: BoutonLien | None = None
    #: True where there is something to read before the first question, which may be out of sight.
    read_first = False
    #: True for a table, or lists side by side: they start at the edge of the window, what is only read is in its middle.
    is_desk = False
    #: True where the letter is looked at for the last time: all that could be wrong with it must be known.
    is_proof = False

    def __init__(
        self,
        titre: str,
        introduction: str = "",
        *,
        largeur: int = LECTURE,
        au_milieu: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        contenu = QWidget()
        tout = Colonne(contenu, ecart=ENTRE_GROUPES, marges=(2, 0, 12, 24))
        self.colonne = Colonne(ecart=ENTRE_GROUPES)
        tout.addLayout(self.colonne, 1)
        #: What is said once all was read: of the page, rather than of this screen.
        self.dessous = Colonne(ecart=8)
        tout.addLayout(self.dessous)
        self.titre = Titre(titre, lu=False)
        self.setAccessibleName(titre)
        tete = Colonne(ecart=8)
        tete.addWidget(self.titre)
        self.introduction = Libelle(introduction, teinte=Teinte.DOUX)
        tete.addWidget(self.introduction)
        if not introduction:
            self.introduction.hide()
        self.colonne.addLayout(tete)
        self._contenu, self._largeur = contenu, largeur
        self._au_milieu = au_milieu
        self._defilement = Defilement(Centre(contenu, largeur=largeur, au_milieu=au_milieu))
        self._page = Colonne(self, ecart=8)
        self._page.addWidget(self._defilement, 1)

    def say_place(self, rang: str) -> None:
        """Which step it is (« étape 2 sur 6 »), said after its title; nothing where there are no steps."""
        self._rang = rang
        self.setAccessibleName(", ".join(filter(None, (self.titre.text(), rang))))

    def say_title(self, titre: str) -> None:
        """It is called otherwise, once it is known what it holds."""
        self.titre.setText(titre)
        self.say_place(self._rang)

    def offer_numbers(self, textes: Textes) -> None:
        """Whom to call, after all that is here so far. In plain words: nothing says why one would press it."""
        self._numeros = BoutonLien(textes("rail.numeros"))
        self._numeros.clicked.connect(lambda _checked=False: self.numbers_wanted.emit())
        self.colonne.addWidget(self._numeros, 0, Qt.AlignmentFlag.AlignLeading)

    def put_under(self, retour: QWidget, suite: QWidget | None = None) -> None:
        """What is pressed, in sight under what scrolls and at its edges; where a page has several screens, each has its own."""
        pied = QWidget()
        Pied(retour, suite, dans=pied, marges=(2, 0, 12, 8))
        sous = Centre(pied, largeur=self._largeur, au_milieu=self._au_milieu)
        self._page.addWidget(sous.stay_under(self._defilement))

    def order_tabs(self) -> tuple[QWidget, ...]:
        """Tab goes down it, whatever of it was made last: gives what can take the focus, from the top."""
        return order_down(self._contenu)

    @property
    def largeur(self) -> int:
        """Of its column and the scroll bar beside it, at 100 %: nothing under it is wider."""
        return self._largeur + AVEC_BARRE

    def sizeHint(self) -> QSize:
        """What it holds scrolls: nothing of it needs measuring before it has its place."""
        theme = current_theme()
        return QSize(theme.px(560), theme.px(400))

    def minimumSizeHint(self) -> QSize:
        """A column that can still be read."""
        theme = current_theme()
        return QSize(theme.px(240), theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide with a scroll bar as without: what is answered does not move as it gets longer."""
        super().resizeEvent(event)
        barre = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self._defilement.verticalScrollBar())
        self._contenu.setMaximumWidth(min(current_theme().px(self._largeur), max(self.width() - barre, 1)))

    def hasHeightForWidth(self) -> bool:
        """False, for the same reason."""
        return False

    def begin(self) -> bool:
        """Puts the focus on the first question, with the title in view if both fit; False when there is no question."""
        # The focus scrolls to where things are: they must be in their place.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        found = self.focus_first() or self._focus_reading()
        if self.read_first:
            self._defilement.show_top()
        elif found:
            question = self.focusWidget()
            bas = question.mapTo(self._contenu, question.rect().bottomLeft()).y()
            self._defilement.verticalScrollBar().setValue(max(0, bas - self._defilement.viewport().height()))
        return found

    def _focus_reading(self) -> bool:
        """Who listens starts with what is read, where there is no question: going on would say nothing of it."""
        lus = self.order_tabs() if is_listening() else ()
        if lus:
            lus[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(lus)

    def focus_first(self) -> bool:
        """Puts the focus on the first question; False when there is none, and the way on is all there is."""
        return False

    def focus_on(self, question: str) -> None:
        """Puts the focus on this question, if it is asked here."""

    def go_on(self) -> bool:
        """Does what the main button does here; False when it simply leads to the next screen."""
        return False

    def conceal(self, *, masque: bool) -> None:
        """Hides or shows again what says who someone is, or that they may need help."""
        if self._numeros is not None:
            self._numeros.setVisible(not masque)

    def show_letter(self, dessin: Dessin) -> None:
        """The letter as it now stands."""

    def show_missing(self, manques: Sequence[Blanc]) -> None:
        """What the letter leaves in dotted lines."""

    def show_explanation(self, explication: Explication) -> None:
        """Why there is no letter."""
