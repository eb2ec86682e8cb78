"""A generated phrase: shown, taken, copied for thirty seconds, or printed on a sheet to keep under lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from droits_usagers.domain.errors import ExpectedError
from droits_usagers.services.modes import Sortie
from droits_usagers.services.sorties import Liasse
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Colonne, Libelle, Rangee
from droits_usagers.ui.operations import Reponses
from droits_usagers.ui.page import Contexte
from droits_usagers.ui.theme import Corps, Teinte


class Proposition(QFrame):
    """Offers a phrase. Nothing of it stays after `clear`."""

    #: The person takes this phrase.
    phrase_taken = Signal(str)
    #: A sentence about what was just done with it (copied, printed, or why not).
    said = Signal(str)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        textes = contexte.textes
        self.texte = Libelle(corps=Corps.INTERTITRE, gras=True)
        self.prendre = BoutonSecondaire(textes("coffre_ecran.proposition.prendre"), icone="coche")
        self.autre = BoutonLien(textes("coffre_ecran.proposition.autre"))
        self.copier = BoutonLien(textes("commun.copier"), icone="copier")
        self.imprimer = BoutonLien(textes("coffre_ecran.proposition.imprimer"), icone="imprimer")
        colonne = Colonne(self, ecart=8, marges=(16, 12, 16, 12))
        colonne.addWidget(Libelle(textes("coffre_ecran.proposition.phrase"), teinte=Teinte.DOUX))
        colonne.addWidget(self.texte)
        colonne.addWidget(self.prendre, 0, Qt.AlignmentFlag.AlignLeading)
        rangee = Rangee(ecart=8)
        for bouton in (self.autre, self.copier, self.imprimer):
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        colonne.addLayout(rangee)
        sorties = contexte.sorties()
        self.copier.setVisible(sorties.allows(Sortie.COPIER))
        self.imprimer.setVisible(sorties.allows(Sortie.IMPRIMER))
        self.prendre.clicked.connect(lambda: self.phrase_taken.emit(self.texte.text()))
        self.autre.clicked.connect(self.propose)
        self.copier.clicked.connect(self._copy)
        self.imprimer.clicked.connect(self.print_sheet)
        self.hide()

    def propose(self) -> None:
        """Draws a phrase, outside the window's thread: the list of words is read the first time."""
        reponses = Reponses(self, self._on_drawn, self._on_failure)
        self._contexte.operations.run(self._contexte.services.rendu, self._contexte.services.phrases.generate, reponses)

    def clear(self) -> None:
        """Forgets the phrase."""
        self.texte.setText("")
        self.hide()

    def _on_drawn(self, phrase: str) -> None:
        self.texte.setText(phrase)
        self.texte.setAccessibleName(phrase)
        self.show()
        self.prendre.setFocus()

    def _copy(self) -> None:
        phrase = self.texte.text()

        def put() -> bool:
            self._contexte.sorties().copy_text(phrase, secret=True)
            return True

        if self._contexte.operations.attempt(put, self._on_failure):
            self.said.emit(self._contexte.textes("coffre_ecran.proposition.copiee"))

    def print_sheet(self) -> None:
        """Prints the sheet to keep under lock."""
        phrase = self.texte.text()
        courriers, phrases = self._contexte.services.courriers, self._contexte.services.phrases

        def lay_out() -> list[Liasse]:
            return [Liasse(courriers.pages(phrases.sheet(phrase)))]

        reponses = Reponses(self, self._on_laid_out, self._on_failure)
        self._contexte.operations.run(self._contexte.services.rendu, lay_out, reponses)

    def _on_laid_out(self, liasses: list[Liasse]) -> None:
        if self._contexte.operations.attempt(lambda: self._contexte.sorties().print_pages(liasses), self._on_failure):
            self.said.emit(self._contexte.textes("coffre_ecran.proposition.imprimee"))

    def _on_failure(self, error: ExpectedError) -> None:
        self.said.emit(self._contexte.operations.sentence(error))
