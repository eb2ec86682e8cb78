"""What is left to fill, one line each, with the way to the field that fills it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonSecondaire, Colonne, Libelle, Rangee, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.disposition import chain


@dataclass(frozen=True, slots=True)
class LigneACompleter:
    """A line: what is said, where it is, and the question to go to (on which screen of the wizard, by its key)."""

    texte: str
    question: str
    ecran: str
    ou: str = ""


class LignesACompleter(QWidget):
    """A calm list. `chosen` gives the screen and the question of the line whose button was pressed; hidden when empty."""

    chosen = Signal(str, str)

    def __init__(self, textes: Textes, titre: str, aide: str = "") -> None:
        super().__init__()
        self._textes = textes
        self._lignes: tuple[LigneACompleter, ...] = ()
        #: Where Tab comes in: lines are made later than what follows them.
        self._seuil = QWidget(self)
        self._pile = Colonne(ecart=8)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(Titre(titre, niveau=2))
        if aide:
            colonne.addWidget(Libelle(aide, teinte=Teinte.DOUX))
        colonne.addLayout(self._pile)
        self.hide()

    def show_lines(self, lignes: Sequence[LigneACompleter]) -> None:
        """Shows these; the same are not drawn again, so that what has the focus keeps it."""
        if tuple(lignes) == self._lignes:
            return
        self._lignes = tuple(lignes)
        boutons = [self._button(ligne) for ligne in lignes]
        replace_all(self._pile, [_row(ligne, bouton) for ligne, bouton in zip(lignes, boutons, strict=True)])
        self.setVisible(bool(lignes))
        # Qt only puts in order what can take the focus.
        self._seuil.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chain((self._seuil, *boutons))
        self._seuil.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _button(self, ligne: LigneACompleter) -> BoutonSecondaire:
        bouton = BoutonSecondaire(self._textes("assistant.a_completer.bouton"))
        bouton.setAccessibleName(self._textes("assistant.a_completer.nom", quoi=ligne.texte))
        bouton.setAccessibleDescription(ligne.ou)
        bouton.clicked.connect(lambda _checked=False: self.chosen.emit(ligne.ecran, ligne.question))
        return bouton


def _row(ligne: LigneACompleter, bouton: BoutonSecondaire) -> QWidget:
    rang = QWidget()
    rangee = Rangee(rang, ecart=12)
    dit = Colonne(ecart=0)
    dit.addWidget(Libelle(ligne.texte))
    if ligne.ou:
        dit.addWidget(Libelle(ligne.ou, teinte=Teinte.DOUX))
    rangee.addLayout(dit, 1)
    rangee.addWidget(bouton, 0, Qt.AlignmentFlag.AlignVCenter)
    return rang
