"""A question on screen: its label, its help, where to answer, and why it is asked for whoever wants to know."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from droits_usagers.ui.composants.boutons import BoutonDepliant
from droits_usagers.ui.composants.choix import ChoixUnique
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.libelles import Avis, Libelle, Nature
from droits_usagers.ui.composants.mise_en_page import Colonne
from droits_usagers.ui.composants.theme import Teinte


@dataclass(frozen=True, slots=True)
class Intitule:
    """What is said around a field. `bouton_pourquoi` is the words of the button that shows `pourquoi` (F1 does too)."""

    libelle: str
    aide: str = ""
    pourquoi: str = ""
    bouton_pourquoi: str = ""


class Champ(QWidget):
    """A field with everything said about it, tied together for a screen reader."""

    def __init__(self, intitule: Intitule, editeur: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editeur = editeur
        self._colonne = Colonne(self, ecart=4)
        self.libelle = Libelle(intitule.libelle, gras=True, lu=False)
        # What a choice hands the focus to, if to anything, changes with what is ticked.
        seul = editeur.focusProxy() is None and not isinstance(editeur, ChoixUnique)
        if seul:
            # Of several to choose from, the whole is called so: tied to a label, a screen reader would look further for a name.
            self.libelle.setBuddy(editeur)
        self._colonne.addWidget(self.libelle)
        if intitule.aide:
            # Said with the field; of several to choose from, on the way to them.
            dite = seul and bool(editeur.focusPolicy() & Qt.FocusPolicy.TabFocus)
            self._colonne.addWidget(Libelle(intitule.aide, teinte=Teinte.DOUX, lu=not dite))
        self._colonne.addWidget(editeur)
        editeur.setAccessibleName(intitule.libelle)
        # What is typed in, of what holds more than that, and alone says how: heard twice, otherwise.
        dedans: QWidget | None = editeur.focusProxy()
        if dedans is None or isinstance(dedans, QAbstractButton):
            editeur.setAccessibleDescription(intitule.aide)
        elif not dedans.accessibleName():
            dedans.setAccessibleName(intitule.libelle)
            dedans.setAccessibleDescription(intitule.aide)
        # A card has the focus by itself: « Oui » alone would be read without what it answers. One that says more is understood.
        for carte in editeur.findChildren(QAbstractButton):
            carte.setAccessibleDescription(carte.accessibleDescription() or intitule.libelle)
        self._avis: Avis | None = None
        self.bouton_pourquoi: BoutonDepliant | None = None
        if intitule.pourquoi:
            self._add_why(intitule)
        self.setFocusProxy(editeur)

    def _add_why(self, intitule: Intitule) -> None:
        bouton = BoutonDepliant(intitule.bouton_pourquoi, note="F1")
        self.pourquoi = Libelle(intitule.pourquoi, teinte=Teinte.DOUX, lu=False)
        self.pourquoi.setVisible(False)
        self._colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        self._colonne.addWidget(self.pourquoi)
        bouton.toggled.connect(self._on_why_toggled)
        self.bouton_pourquoi = bouton

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 shows why, of the nearest question that says so: one may hold others, and a shortcut of each would be none's."""
        if event.key() == Qt.Key.Key_F1 and self.bouton_pourquoi is not None:
            self.bouton_pourquoi.toggle()
            return
        super().keyPressEvent(event)

    def _on_why_toggled(self, montre: bool) -> None:  # noqa: FBT001 - Qt
        self.pourquoi.setVisible(montre)
        if self.bouton_pourquoi is not None:
            self.bouton_pourquoi.setAccessibleDescription(self.pourquoi.text() if montre else "")
            announce(self.bouton_pourquoi, self.bouton_pourquoi.accessibleDescription())

    def add_below(self, bouton: QWidget) -> None:
        """Adds something one can do with the answer, right under where it is given."""
        self._colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)

    def say(self, texte: str, *, mot: str, nature: Nature = Nature.ATTENTION) -> Avis:
        """Says something under the field, in place of what was said before; the notice is given back to add buttons to it."""
        if self._avis is None:
            self._avis = Avis(texte, mot=mot, nature=nature)
            self._colonne.insertWidget(self._colonne.indexOf(self.editeur) + 1, self._avis)
        self._avis.say(texte, mot=mot, nature=nature)
        self._avis.setVisible(True)
        return self._avis

    def hush(self) -> None:
        """Takes back what was said."""
        if self._avis is not None:
            self._avis.say("", mot="")
            self._avis.setVisible(False)
