"""What the two screens of a bulk share: a title, something said, a list, the work under way, « Retour » and the thing to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.errors import ExpectedError
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Colonne,
    Libelle,
    Nature,
    Progres,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.page import Contexte
from droits_usagers.ui.theme import Teinte


class CadreMasse(QWidget):
    """A subclass fills `corps`, and does its one thing in `go_on`."""

    back_asked = Signal()

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.textes = contexte.textes
        self.titre, self.compte = Titre(), Libelle(teinte=Teinte.DOUX)
        self.dit, self.corps = Colonne(), Colonne(ecart=12)
        self.progres = Progres(self.textes("masse.annuler"))
        self.retour = BoutonSecondaire(self.textes("masse.retour"), icone="retour")
        self.suite = BoutonPrimaire("", touche=self.textes("commun.entree"))
        self.pied = Rangee()
        self._lay_out()
        self.suite.bind_enter(self)
        self.suite.clicked.connect(self.go_on)
        self.retour.clicked.connect(self.back_asked)

    def _lay_out(self) -> None:
        page = Colonne(self, ecart=12, marges=(24, 20, 24, 16))
        page.addWidget(self.titre)
        page.addWidget(self.compte)
        page.addLayout(self.dit)
        page.addLayout(self.corps, 1)
        page.addWidget(self.progres)
        self.pied.addWidget(self.retour)
        self.pied.addStretch(1)
        self.pied.addWidget(self.suite)
        page.addLayout(self.pied)

    def add_to_foot(self, widget: QWidget) -> None:
        """Puts something beside the thing to do."""
        self.pied.insertWidget(self.pied.count() - 1, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def go_on(self) -> None:
        """Does the one thing this screen is for."""

    def show_action(self, texte: str, *, possible: bool = True) -> None:
        """Says what the thing to do is now."""
        self.suite.set_up(texte, note=self.textes("commun.entree"))
        self.suite.setEnabled(possible)

    def tell(self, texte: str, *, nature: Nature) -> Avis:
        """Says something in place of what was said before."""
        avis = Avis(texte, mot=self.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self.dit, (avis,))
        return avis

    def tell_failure(self, error: ExpectedError) -> None:
        """Says what happened, what is safe, what to do."""
        self.tell(self.contexte.operations.sentence(error), nature=Nature.ATTENTION)

    def hush(self) -> None:
        """Takes back what was said."""
        replace_all(self.dit, ())
