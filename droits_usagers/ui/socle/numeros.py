"""Whom to call: one large line per number, as a screen that presses and « Numéros utiles » show them."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Libelle, Rangee, Titre
from droits_usagers.ui.composants.theme import Tailles, current_theme

#: Room for a number, in the text size of the window.
_LARGEUR_NUMERO = 190


def lines_of(textes: Textes, numeros: Sequence[str]) -> Iterator[QWidget]:
    """The lines, in this order."""
    for numero in numeros:
        ligne = QWidget()
        rangee = Rangee(ligne, ecart=16)
        grand = Titre(textes(f"urgence.numero.{numero}"))
        grand.setFixedWidth(current_theme().px(_LARGEUR_NUMERO))
        rangee.addWidget(grand, 0, Qt.AlignmentFlag.AlignTop)
        rangee.addWidget(Libelle(textes(f"urgence.quoi.{numero}"), corps=Tailles.INTERTITRE), 1)
        ligne.setAccessibleName(say_line(textes, numero))
        yield ligne


def say_line(textes: Textes, numero: str) -> str:
    """A line as it is heard."""
    quoi = textes(f"urgence.quoi.{numero}")
    return textes("urgence.lu", numero=textes(f"urgence.numero.{numero}"), quoi=quoi)
