"""What the two screens of a bulk share: a title, something said, a list, the work under way, « Retour » and the thing to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Colonne,
    Defilement,
    LibelleEtat,
    Nature,
    Pied,
    Progres,
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.page import Contexte


class CadreMasse(QWidget):
    """A subclass fills `corps`, and does its one thing in `go_on`."""

    back_asked = Signal()
    #: The name of the key that does its one thing.
    touche = "commun.entree"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.textes = contexte.textes
        #: What it is for, said by the title line of the window.
        self.titre = ""
        self.compte = LibelleEtat(first=False, teinte=Teinte.DOUX)
        self.dit, self.corps = Colonne(), Colonne(ecart=12)
        self.progres = Progres(self.textes("masse.annuler"))
        self.retour = BoutonSecondaire(self.textes("masse.retour"), icone="retour")
        self.suite = BoutonPrimaire("", touche=self.textes(self.touche))
        self._lay_out()
        self.suite.bind_enter(self)
        self.suite.clicked.connect(self.go_on)
        self.retour.clicked.connect(self.back_asked)

    def _lay_out(self) -> None:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=12, marges=(24, 20, 24, 4))
        colonne.addWidget(self.compte)
        colonne.addLayout(self.dit)
        colonne.addLayout(self.corps, 1)
        # Where the text is large or the window low, everything is still within reach.
        self.defilement = Defilement(contenu)
        page = Colonne(self, ecart=8)
        page.addWidget(self.defilement, 1)
        bas = Colonne(ecart=12, marges=(24, 4, 24, 8))
        bas.addWidget(self.progres)
        bas.addLayout(Pied(self.retour, self.suite))
        page.addLayout(bas)

    def go_on(self) -> None:
        """Does the one thing this screen is for."""

    def show_action(self, texte: str, *, possible: bool = True, raison: str = "") -> None:
        """Says what the thing to do is now; or why it cannot be done."""
        self.suite.set_up(texte, note=self.textes(self.touche))
        self.suite.hold(raison)
        self.suite.setEnabled(possible and not raison)

    def tell(self, texte: str, *, nature: Nature) -> Avis:
        """Says something in place of what was said before."""
        avis = Avis(texte, mot=self.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self.dit, (avis,))
        self.defilement.bring_into_view(avis)
        return avis

    def tell_failure(self, error: ExpectedError) -> None:
        """Says what happened, what is safe, what to do."""
        self.tell(self.contexte.operations.sentence(error), nature=Nature.ATTENTION)

    def hush(self) -> None:
        """Takes back what was said."""
        replace_all(self.dit, ())
