"""Whether the dossier beside the list is in the list. One that a search or a filter hides is not acted upon without a word."""

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.dossier.dossiers import Filtre, Tri
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Nature
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses

#: The question about the dossier looked at: a later one drops it.
SUITE = "suivi.presence"


class Presence(QObject):
    """Asks the coffre, since only some pages of the list are read."""

    #: Whether the list holds the one last asked about.
    known = Signal(bool)

    def __init__(self, acces: AccesCoffre, parent: QObject) -> None:
        super().__init__(parent)
        self._acces = acces
        #: The one asked about; empty once that is known.
        self._reference = ""

    def settle(self) -> None:
        """It is in the list: that was seen without asking."""
        self._reference = ""
        self.known.emit(True)

    def ask(self, reference: str, filtre: Filtre, tri: Tri) -> None:
        """Find out if it is among those that this filter keeps, words included."""

        def find(coffre: Coffre) -> bool:
            if filtre.texte.strip():
                return reference in coffre.liste.references(filtre, tri=tri)
            return bool(coffre.liste.kept(filtre, (reference,), tri=tri))

        self._reference = reference
        reponses = Reponses(self, lambda present: self._on_found(reference, present=present), lambda _: None)
        self._acces.ask_latest(find, reponses, suite=SUITE)

    def _on_found(self, reference: str, *, present: bool) -> None:
        if reference == self._reference:
            self.known.emit(present)


class AvisHorsListe(Avis):
    """Says it above the dossier, and offers to show it in the list again."""

    show_wanted = Signal()

    def __init__(self, textes: Textes) -> None:
        super().__init__(textes("suivi.hors_liste.texte"), mot=textes("commun.avis.attention"), nature=Nature.ATTENTION)
        montrer = BoutonSecondaire(textes("suivi.hors_liste.montrer"))
        montrer.clicked.connect(self.show_wanted)
        self.add_button(montrer)
        self.hide()
