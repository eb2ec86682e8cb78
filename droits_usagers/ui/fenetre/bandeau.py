"""What is said once over any screen, under its title, until it is put away: a backup that could not be made."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.protection import said_missed
from droits_usagers.ui.composants import Avis, BoutonLien, Colonne, Nature


class BandeauCoffre(QWidget):
    """Hidden while there is nothing to say. `look`: goes to where a backup can be made."""

    def __init__(self, textes: Textes, look: Callable[[], object]) -> None:
        super().__init__()
        self._textes = textes
        self.avis = Avis("", mot="")
        self.voir = BoutonLien(textes("coffre_ecran.manquee.voir"))
        self.compris = BoutonLien(textes("coffre_ecran.manquee.compris"))
        self.avis.add_button(self.voir, self.compris)
        for bouton in (self.voir, self.compris):
            bouton.clicked.connect(self.hide)
        self.voir.clicked.connect(lambda _checked=False: look())
        Colonne(self, marges=(24, 8, 24, 8)).addWidget(self.avis)
        self.hide()

    def tell(self, error: ExpectedError) -> None:
        """Says why there is no backup, and that nothing is lost."""
        self.avis.say(said_missed(error, self._textes), mot=self._textes("commun.avis.attention"), nature=Nature.ATTENTION)
        self.show()
