"""What is said above a grille: what was done, why something was not, and what one may do about it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.textes import Textes
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Nature, Rangee


class Bandeau(Avis):
    """Hidden while there is nothing to say."""

    def __init__(self, textes: Textes) -> None:
        super().__init__("", mot="")
        self._textes = textes
        self._gestes: QWidget | None = None
        self.hide()

    def tell(self, texte: str, *, nature: Nature) -> None:
        """Says it, in place of what was said."""
        self.hush()
        self.say(texte, mot=self._textes(f"commun.avis.{nature}"), nature=nature)
        self.show()

    def offer(self, gestes: Mapping[str, Callable[[], object]], *, focus: bool = True) -> None:
        """Side by side under what was said; the first has the focus, unless it is only a way back."""
        self._gestes = QWidget()
        rangee = Rangee(self._gestes, ecart=8)
        boutons = {titre: BoutonSecondaire(titre) for titre in gestes}
        for titre, bouton in boutons.items():
            bouton.clicked.connect(lambda _checked=False, geste=gestes[titre]: geste())
            rangee.addWidget(bouton)
        self.add_button(self._gestes)
        if focus:
            next(iter(boutons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def hush(self) -> None:
        """Takes back what was said."""
        self.hide()
        if self._gestes is not None:
            self._gestes.hide()
            self._gestes.deleteLater()
            self._gestes = None
