"""Asked over any screen once someone was erased: whether what is half typed, and has a word of their name, is about them."""

from collections import deque

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from droits_usagers.domain.dossier.oubli import DouteOubli
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire
from droits_usagers.ui.fenetre.boite import Boite
from droits_usagers.ui.fenetre.pages import Pages
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class QuestionDoute(Boite):
    """Accepted: it is to go. Given up, by whoever answers or because the screen is hidden: it stays."""

    def __init__(self, contexte: Contexte, doute: DouteOubli, *, discreet: bool, raison: str, parent: QWidget) -> None:
        textes = contexte.textes
        quoi = textes(f"doutes.quoi.{doute.cle.partition('.')[0]}")
        masque = textes("suivi.nom_masque")
        qui, passage = (masque, masque) if discreet else (doute.qui, doute.passage)
        phrases = (raison, textes("doutes.phrase", quoi=quoi, qui=qui, passage=passage), textes("doutes.suite"))
        effacer = BoutonSecondaire(textes("doutes.effacer"))
        garder = BoutonPrimaire(textes("doutes.garder"), touche=textes("commun.entree"))
        super().__init__(textes("doutes.titre"), filter(None, phrases), (effacer, garder), parent=parent)
        self.effacer, self.garder = effacer, garder
        self.setWindowTitle(textes("commun.nom"))
        self.effacer.clicked.connect(self.accept)
        self.garder.clicked.connect(self.reject)


class DoutesEffacement(QObject):
    """One question after another. What nobody answers stays: it is somebody's work."""

    def __init__(self, contexte: Contexte, pages: Pages, fenetre: QWidget) -> None:
        super().__init__(fenetre)
        self._contexte, self._pages, self._fenetre = contexte, pages, fenetre
        self._acces = AccesCoffre(contexte)
        #: Each with why it could not be erased, when it was to be.
        self._attendent: deque[tuple[DouteOubli, str]] = deque()
        self._question: QuestionDoute | None = None
        pages.doubted.connect(self._on_doubted)

    def _on_doubted(self, doute: DouteOubli) -> None:
        self._attendent.append((doute, ""))
        self._ask_next()

    def _ask_next(self) -> None:
        if self._question is not None or not self._attendent:
            return
        if not self._acces.is_open or self._contexte.services.seance.hidden:
            # Hidden meanwhile: nothing of whoever was erased is remembered.
            self._attendent.clear()
            return
        doute, raison = self._attendent.popleft()
        discreet = self._pages.discreet
        self._question = QuestionDoute(self._contexte, doute, discreet=discreet, raison=raison, parent=self._fenetre)
        self._question.finished.connect(lambda resultat: self._on_answered(doute, resultat))
        self._question.open()

    def _on_answered(self, doute: DouteOubli, resultat: int) -> None:
        question, self._question = self._question, None
        if question is not None:
            question.deleteLater()
        if resultat == QDialog.DialogCode.Accepted:
            self._pages.give_up(doute)
            reponses = Reponses(self, lambda _: None, lambda error: self._on_failed(doute, error))
            self._acces.write(lambda coffre: coffre.effacement.give_up(doute), reponses)
        self._ask_next()

    def _on_failed(self, doute: DouteOubli, error: ExpectedError) -> None:
        self._attendent.append((doute, self._contexte.operations.sentence(error)))
        self._ask_next()
