"""The names of which nothing says which is the first and which the last: all together, swapped with a key."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from droits_usagers.services.reprise.reprise import ChantierReprise
from droits_usagers.services.reprise.valeurs import LigneReprise
from droits_usagers.ui.composants import Champ, Intitule, Libelle
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.reprise.etape import EtapeReprise
from droits_usagers.ui.socle.page import Contexte

#: Names shown; beyond, they are taken over as they are written.
_MONTRES = 500
#: How high the list may be, at 100 %.
_A_LA_FOIS, _HAUTEUR = 8, 420


class ListeNoms(ListeMontree):
    """`swapped`: Space was pressed on a line, by its id; a click does it too."""

    swapped = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space swaps; Enter goes on with the screen."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.swapped.emit(self.current())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class EtapeNoms(EtapeReprise):
    """Holds the chantier, changed by each name swapped."""

    def __init__(self, contexte: Contexte, chantier: ChantierReprise, lignes: Sequence[LigneReprise]) -> None:
        super().__init__(contexte, "noms")
        self.chantier = chantier
        self._douteux = {ligne.numero: ligne.nom_douteux for ligne in lignes if ligne.nom_douteux is not None}
        self._discreet = False
        self.noms = ListeNoms()
        self.colonne.addLayout(self.dit)
        self.colonne.addWidget(Champ(Intitule(self.say("liste"), self.say("liste_aide")), self.noms))
        if len(self._douteux) > _MONTRES:
            self.colonne.addWidget(Libelle(self.say("plus", nombre=len(self._douteux) - _MONTRES)))
        self.colonne.addStretch(1)
        self._show()
        self.noms.swapped.connect(self._on_swapped)
        self.noms.line_opened.connect(self._on_swapped)

    def _show(self) -> None:
        montres = list(self._douteux)[:_MONTRES]
        self.noms.show_lines([self._line(numero) for numero in montres])

    def _line(self, numero: int) -> Ligne:
        douteux = self._douteux[numero]
        lu = douteux.way(self.chantier.echanges.get(numero, 0))
        masque = self.contexte.textes("suivi.nom_masque") if self._discreet else ""
        titre = self.say("nom", prenom=masque or lu.prenom or self.say("aucun"), nom=masque or lu.nom)
        return Ligne(str(numero), titre, self.say("ligne", numero=numero, texte=masque or " ".join(douteux.texte.split())))

    def _on_swapped(self, id_: str) -> None:
        numero = int(id_)
        fois = self.chantier.echanges.get(numero, 0) + 1
        self.chantier = replace(self.chantier, echanges={**self.chantier.echanges, numero: fois})
        self.noms.lignes.change_line(self._line(numero))

    def focus_first(self) -> bool:
        """On the first name."""
        if not self.noms.current():
            self.noms.go_to(str(next(iter(self._douteux), "")))
        self.noms.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def conceal(self, *, masque: bool) -> None:
        """Every name."""
        self._discreet = masque
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A list as high as what it holds, within reason."""
        super().resizeEvent(event)
        self.fit(self.noms, hauteur=_HAUTEUR, a_la_fois=_A_LA_FOIS)
