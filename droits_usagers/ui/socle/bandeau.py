"""What is said above what is being described: what was done, why something was not, and what one may do about it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Nature, Rangee
from droits_usagers.ui.composants.theme import current_theme

#: What an icon and margins take on both sides of the buttons, at 100 %.
_AUTOUR = 68
#: Under this height, at 100 %, what is behind cannot be used beside a question.
_BAS = 360


class Bandeau(Avis):
    """Hidden while there is nothing to say. Where there is no room for both, `derriere` gives way to a question."""

    def __init__(self, textes: Textes, derriere: QWidget) -> None:
        super().__init__("", mot="")
        self._textes, self._derriere = textes, derriere
        self._gestes: QWidget | None = None
        self.hide()

    def tell(self, texte: str, *, nature: Nature) -> None:
        """Says it, in place of what was said."""
        self.hush()
        self.say(texte, mot=self._textes(f"commun.avis.{nature}"), nature=nature)
        self.show()

    def offer(self, gestes: Mapping[str, Callable[[], object]], *, focus: bool = True) -> None:
        """Under what was said, side by side where they hold; the first has the focus, unless it is only a way back."""
        self._gestes = QWidget()
        rangee = Rangee(self._gestes, ecart=8)
        boutons = {titre: BoutonSecondaire(titre) for titre in gestes}
        for titre, bouton in boutons.items():
            bouton.clicked.connect(lambda _checked=False, geste=gestes[titre]: geste())
            rangee.addWidget(bouton)
        self.add_button(self._gestes)
        self._arrange()
        if focus:
            haut = self._derriere.height()
            self._derriere.setHidden(0 < haut < current_theme().px(_BAS))
            next(iter(boutons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def hush(self) -> None:
        """Takes back what was said."""
        self.hide()
        self._derriere.show()
        if self._gestes is not None:
            self._gestes.hide()
            self._gestes.deleteLater()
            self._gestes = None

    def _arrange(self) -> None:
        if self._gestes is not None and isinstance(rangee := self._gestes.layout(), Rangee):
            boutons = [bouton.sizeHint().width() for bouton in self._gestes.findChildren(BoutonSecondaire)]
            tiennent = sum(boutons) + rangee.spacing() * len(boutons) <= self.width() - current_theme().px(_AUTOUR)
            sens = QBoxLayout.Direction.LeftToRight if tiennent else QBoxLayout.Direction.TopToBottom
            rangee.setDirection(sens)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One under the other where there is little room."""
        super().resizeEvent(event)
        self._arrange()
