"""A generated phrase: shown, taken, or drawn again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Colonne, Libelle, Rangee
from droits_usagers.ui.composants.theme import Tailles, Teinte
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class Proposition(QFrame):
    """Offers a phrase. Nothing of it stays after `clear`."""

    #: The person takes this phrase.
    phrase_taken = Signal(str)
    #: The list of words could not be read.
    impeded = Signal(object)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        #: True while one is being drawn that is still wanted.
        self._awaited = False
        textes = contexte.textes
        self.texte = Libelle(corps=Tailles.INTERTITRE, gras=True)
        self.prendre = BoutonSecondaire(textes("coffre_ecran.proposition.prendre"), icone="coche")
        self.autre = BoutonLien(textes("coffre_ecran.proposition.autre"))
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(Libelle(textes("coffre_ecran.proposition.phrase"), teinte=Teinte.DOUX))
        colonne.addWidget(self.texte)
        rangee = Rangee(ecart=8)
        rangee.addWidget(self.prendre)
        rangee.addWidget(self.autre)
        rangee.addStretch(1)
        colonne.addLayout(rangee)
        self.prendre.clicked.connect(self._on_taken)
        self.autre.clicked.connect(self.propose)
        self.hide()

    def propose(self) -> None:
        """Draws a phrase, outside the window's thread: the list of words is read the first time."""
        self._awaited = True
        services = self._contexte.services
        reponses = Reponses(self, self._on_drawn, self._on_failure)
        self._contexte.operations.run(services.rendu, services.phrases.generate, reponses)

    def clear(self) -> None:
        """Forgets the phrase, and the one being drawn."""
        self._awaited = False
        self.texte.setText("")
        self.texte.setAccessibleName("")
        self.hide()

    def _on_drawn(self, phrase: str) -> None:
        if not self._awaited:
            return
        self.texte.setText(phrase)
        self.texte.setAccessibleName(phrase)
        self.show()
        # Once it has its place, so that scrolling brings all of it into view.
        self.prendre.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_taken(self) -> None:
        phrase = self.texte.text()
        self.clear()
        self.phrase_taken.emit(phrase)

    def _on_failure(self, error: ExpectedError) -> None:
        self.impeded.emit(error)
