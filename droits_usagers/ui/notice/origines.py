"""The lines of a part that are as a model has them, each to be read, and ticked once it is true here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.mots.typographie import apostrophes
from droits_usagers.domain.notice.origine import LigneProposee
from droits_usagers.ui.composants import Champ, ChoixMultiples, Colonne, Intitule, Option


class LignesDuModele(QWidget):
    """Under what is asked, where its lines are read. `confirmed`: the names of those that are said to be true."""

    confirmed = Signal(object)

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes, self._say = textes, textes.under("notices.origine")
        self._options: list[Option] = []
        self._masque = False
        self.choix: ChoixMultiples | None = None
        self._champ: Champ | None = None
        self._colonne = Colonne(self)
        self.hide()

    def show_lines(self, lignes: Sequence[LigneProposee]) -> None:
        """Shows those of a part; nothing where there is none."""
        options = [Option(une.nom, self._worded(une)) for une in lignes]
        if options != self._options:
            # Not at each key: what is typed elsewhere changes none.
            self._options = options
            self._draw()
        if self.choix is not None:
            self.choix.set_value(une.nom for une in lignes if une.confirmee)
        self._show()

    def conceal(self, *, masque: bool) -> None:
        """Hides them, or shows them again."""
        self._masque = masque
        self._show()

    def _show(self) -> None:
        self.setHidden(self._masque or self.choix is None)

    def _worded(self, proposee: LigneProposee) -> str:
        if proposee.texte:
            return self._say("ligne", texte=apostrophes(proposee.texte))
        return self._say("coche", titre=self._textes(f"mentions.titres.{proposee.ligne.mention}"))

    def _draw(self) -> None:
        if self._champ is not None:
            self._colonne.removeWidget(self._champ)
            self._champ.setParent(None)
            self._champ.deleteLater()
        self._champ = self.choix = None
        if self._options:
            self.choix = ChoixMultiples(self._options)
            self.choix.choice_changed.connect(self._on_changed)
            self._champ = Champ(Intitule(self._say("titre"), self._say("aide")), self.choix)
            self._colonne.addWidget(self._champ)

    def _on_changed(self) -> None:
        if self.choix is not None:
            self.confirmed.emit(self.choix.value())
