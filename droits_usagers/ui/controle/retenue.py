"""Where something leaves and was held back: why, what can be kept as it is, and « Recommencer »."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.services.controle.controle import Gestes, SortieRetenue
from droits_usagers.ui.composants import BoutonSecondaire, Colonne, Libelle, Rangee, Titre
from droits_usagers.ui.controle.liste import ListeAlertes
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.page import Contexte


class Retenue(QWidget):
    """Hidden until something is held back, and once it has left. `mend_asked`: the field to mend; `appeared`: it shows."""

    mend_asked = Signal(str)
    appeared = Signal()

    def __init__(
        self,
        contexte: Contexte,
        gestes: Gestes,
        retry: Callable[[], object],
        *,
        mendable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        textes = contexte.textes
        self._mendable = mendable
        self.liste = ListeAlertes(textes, contexte.services.catalogue.controle, gestes=gestes)
        self.recommencer = BoutonSecondaire(textes("controle.recommencer"))
        self.revoir = BoutonSecondaire(textes("controle.revoir"))
        if not mendable:
            self.revoir.hide()
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(Titre(textes("controle.retenue"), niveau=2))
        colonne.addWidget(Libelle(textes("controle.retenue_phrase")))
        colonne.addWidget(self.liste)
        boutons = Rangee(ecart=8)
        boutons.addWidget(self.revoir)
        boutons.addWidget(self.recommencer)
        boutons.addStretch(1)
        colonne.addLayout(boutons)
        self.liste.mend_asked.connect(self.mend_asked)
        self.revoir.clicked.connect(lambda _checked=False: self.mend_asked.emit(""))
        self.recommencer.clicked.connect(lambda _checked=False: retry())
        self.hide()

    @classmethod
    def at(cls, livraison: Livraison, *, mendable: bool = False) -> "Retenue":
        """For what leaves by this way."""
        retenue = cls(livraison.contexte, livraison.gestes, livraison.retry, mendable=mendable)
        livraison.held.connect(retenue.show_held)
        livraison.delivered.connect(retenue.hush)
        livraison.impeded.connect(retenue.hush)
        return retenue

    def show_held(self, error: SortieRetenue) -> None:
        """Says why, where the door is."""
        self.liste.show_alertes(error.alertes, mendable=self._mendable)
        self.show()
        self.appeared.emit()
        premier = next(iter(self.liste.boutons), self.recommencer)
        premier.setFocus(Qt.FocusReason.OtherFocusReason)

    def hush(self, *_: object) -> None:
        """Nothing is held back any more."""
        self.liste.show_alertes((), mendable=False)
        self.hide()
