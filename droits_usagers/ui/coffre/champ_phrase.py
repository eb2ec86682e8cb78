"""Where a passphrase is typed: hidden or shown, with a word when Caps Lock seems to be on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonLien, Champ, Intitule, Libelle, LigneTexte, Nature
from droits_usagers.ui.composants.entendre import untold
from droits_usagers.ui.composants.theme import Teinte


class LignePhrase(LigneTexte):
    """One line, hidden at first, that keeps no copy and suggests nothing."""

    #: Caps Lock seems to be on (or off again), as far as the letters typed tell.
    capitals_noticed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhHiddenText
        )

    def clear(self) -> None:
        """Forgets it. Qt would tell every program that listens, in clear, what has just been taken away."""
        with untold():
            super().clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, tells that Caps Lock is on: Qt cannot ask the keyboard."""
        lettre = event.text()
        if len(lettre) == 1 and lettre.lower() != lettre.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals_noticed.emit(lettre.isupper() != shift)
        super().keyPressEvent(event)


class ChampPhrase(Champ):
    """A passphrase, its label, and « Montrer »."""

    #: Shown in clear, or hidden again.
    shown_changed = Signal(bool)

    def __init__(self, textes: Textes, libelle: str, aide: str = "") -> None:
        self.ligne = LignePhrase()
        super().__init__(Intitule(libelle, aide), self.ligne)
        self._textes = textes
        self.montrer = BoutonLien(textes("coffre_ecran.montrer"))
        self.montrer.setCheckable(True)
        self.montrer.toggled.connect(self._on_shown)
        self.add_below(self.montrer)
        self._capitales = Libelle(textes("coffre_ecran.verr_maj"), teinte=Teinte.SEMAINE)
        self._capitales.hide()
        self.add_below(self._capitales)
        self.ligne.capitals_noticed.connect(self._capitales.setVisible)

    @property
    def phrase(self) -> str:
        """As typed."""
        return self.ligne.text()

    @property
    def shown(self) -> bool:
        """True while it can be read on the screen."""
        return self.montrer.isChecked()

    def clear(self) -> None:
        """Forgets it, and hides what will be typed next."""
        self.ligne.clear()
        self.montrer.setChecked(False)
        self._capitales.hide()
        self.hush()

    def cover(self) -> None:
        """The screen is being hidden: erased, which is said to who comes back."""
        typed = bool(self.phrase)
        self.clear()
        if typed:
            self.say_erased()

    def say_erased(self) -> None:
        """To who comes back."""
        self.say(self._textes("coffre_ecran.effacee"), mot=self._textes("commun.avis.information"), nature=Nature.INFORMATION)

    def _on_shown(self, montre: bool) -> None:  # noqa: FBT001 - Qt
        self.ligne.setEchoMode(QLineEdit.EchoMode.Normal if montre else QLineEdit.EchoMode.Password)
        self.montrer.set_up(self._textes("coffre_ecran.cacher" if montre else "coffre_ecran.montrer"))
        self.shown_changed.emit(montre)
