"""A question on screen: its label, its help, where to answer, and why it is asked for whoever wants to know."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from droits_usagers.ui.composants.boutons import BoutonDepliant
from droits_usagers.ui.composants.choix import ChoixMultiples, ChoixUnique
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.libelles import Avis, Libelle, Nature
from droits_usagers.ui.composants.mise_en_page import Colonne
from droits_usagers.ui.composants.saisie import LigneTexte, ListeDeroulante
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


#: What is chosen first: it may bring, or empty, what follows.
_ORDRE = (ChoixUnique, ListeDeroulante, ChoixMultiples, QCheckBox, QLineEdit, QPlainTextEdit)
_ENTRE = "\n"


def read_fields(formulaire: QWidget) -> dict[str, str]:
    """What each of its fields holds, by its name."""
    return {nom: _read(champ) for nom, champ in _fields(formulaire)}


def fill_fields(formulaire: QWidget, champs: Mapping[str, str]) -> None:
    """Puts it back, in those that are still there."""
    for genre in _ORDRE:
        for nom, champ in tuple(_fields(formulaire)):
            if isinstance(champ, genre) and champs.get(nom, _read(champ)) != _read(champ):
                _fill(champ, champs[nom])


def is_typed_in(page: QWidget) -> bool:
    """True if someone typed in a field of it, whatever form that is in, something else than what is looked for."""
    return any(_is_typed(champ) and champ.isVisibleTo(page) and _read(champ).strip() for _nom, champ in _fields(page))


def _is_typed(champ: QWidget) -> bool:
    if isinstance(champ, QPlainTextEdit):
        return champ.document().isModified()
    cherche = isinstance(champ, LigneTexte) and champ.cherche
    return isinstance(champ, QLineEdit) and champ.isModified() and not cherche


def _fields(dans: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Those one answers in, never a secret, and each once: what a choice is made of is no field."""
    rangs = Counter[str]()
    for champ in dans.findChildren(QWidget):
        if isinstance(champ, _ORDRE) and _is_open(champ) and not _is_part(champ, dans):
            nom = champ.accessibleName()
            rangs[nom] += 1
            yield f"{nom} {rangs[nom]}", champ


def _is_open(champ: QWidget) -> bool:
    lu = isinstance(champ, QLineEdit | QPlainTextEdit) and champ.isReadOnly()
    return not lu and not champ.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def _is_part(champ: QWidget, dans: QWidget) -> bool:
    autour = champ.parentWidget()
    while autour is not None and autour is not dans:
        if isinstance(autour, ChoixUnique | ChoixMultiples | QComboBox):
            return True
        autour = autour.parentWidget()
    return False


def _read(champ: QWidget) -> str:
    if isinstance(champ, ChoixUnique | ListeDeroulante):
        return champ.value()
    if isinstance(champ, ChoixMultiples):
        return _ENTRE.join(champ.value())
    if isinstance(champ, QCheckBox):
        return "1" if champ.isChecked() else ""
    if isinstance(champ, QPlainTextEdit):
        return champ.toPlainText()
    return champ.text() if isinstance(champ, QLineEdit) else ""


def _fill(champ: QWidget, valeur: str) -> None:
    if isinstance(champ, ChoixUnique):
        champ.set_value(valeur)
    elif isinstance(champ, ListeDeroulante):
        champ.setCurrentIndex(max(champ.findData(valeur), 0))
    elif isinstance(champ, ChoixMultiples):
        champ.set_value(filter(None, valeur.split(_ENTRE)))
    elif isinstance(champ, QCheckBox):
        champ.setChecked(bool(valeur))
    elif isinstance(champ, QPlainTextEdit):
        champ.setPlainText(valeur)
    elif isinstance(champ, QLineEdit):
        champ.setText(valeur)
