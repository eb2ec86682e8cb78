"""A screen one comes to from the Suivi: one column that scrolls, what was just done said in it, and the way back under it."""

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Defilement, Nature, Pied
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination
from droits_usagers.ui.socle.page import Contexte, Page


class PageListe(Page):
    """Its words are in `<mots>`. A subclass gives what it shows to `_lay_out`, and puts `_dit` in it."""

    def __init__(self, contexte: Contexte, mots: str, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._say = self.textes.under(mots)
        self._acces = AccesCoffre(contexte)
        #: Counts the times it was emptied: what was asked before is not shown after.
        self._tour = 0
        self._discreet = False
        self._dit = Colonne(ecart=8)
        self.retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        self.retour.clicked.connect(self._go_back)

    def _lay_out(self, contenu: QWidget, suite: QWidget | None = None) -> Defilement:
        page = Colonne(self, ecart=12, marges=(24, 20, 24, 8))
        defilement = Defilement(contenu)
        page.addWidget(defilement, 1)
        page.addLayout(Pied(self.retour, suite))
        return defilement

    def _go_back(self) -> None:
        self.page_wanted.emit(Destination("suivi"))

    def _tell(self, phrase: str, *, nature: Nature = Nature.BIEN) -> Avis:
        avis = Avis(phrase, mot=self.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self._dit, [avis])
        return avis

    def _on_failure(self, error: ExpectedError) -> None:
        self._tell(self.contexte.operations.sentence(error), nature=Nature.ATTENTION)
