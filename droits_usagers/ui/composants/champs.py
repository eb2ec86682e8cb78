"""What any form holds, read from its fields by their names, and put back in them: no form is left out by being forgotten."""

from collections import Counter
from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from droits_usagers.ui.composants.choix import ChoixMultiples, ChoixUnique
from droits_usagers.ui.composants.saisie import LigneTexte, ListeDeroulante

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
