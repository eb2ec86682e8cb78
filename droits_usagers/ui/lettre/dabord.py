"""« D'abord »: whom to call, before any letter, when what someone typed presses more. It keeps nothing and calls nobody."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.situations import UrgenceDite
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.urgences import numeros_of
from droits_usagers.ui.composants import Avis, BoutonPrimaire, Colonne, Libelle, Nature, Rangee, Titre
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Tailles, Teinte, current_theme

#: What presses in some words.
Ecoute = Callable[[str], Sequence[UrgenceDite]]
#: Room for a number, in the text size of the window.
_LARGEUR_NUMERO = 190


class Dabord(QWidget):
    """One large line per number, those that fit what was typed first, and the way back. Hidden until something presses.

    What one came back from is not shown again, until the words are taken away.
    """

    #: True when it takes the place of everything else, False when it gives it back.
    pressing = Signal(bool)

    def __init__(self, textes: Textes, listen: Ecoute, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._listen = listen
        self._montrees: tuple[str, ...] = ()
        self._vues: frozenset[str] = frozenset()
        colonne = Colonne(self, ecart=16)
        self.titre = Titre(textes("urgence.titre"))
        colonne.addWidget(self.titre)
        self._lignes = Colonne(ecart=14)
        colonne.addLayout(self._lignes)
        colonne.addWidget(Libelle(textes("urgence.aide"), teinte=Teinte.DOUX))
        self.retour = BoutonPrimaire(textes("commun.retour"))
        self.retour.clicked.connect(self._go_back)
        colonne.addWidget(self.retour, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    @property
    def is_pressing(self) -> bool:
        """True while it is what must be read."""
        return bool(self._montrees)

    def hear(self, mots: str) -> None:
        """What is typed so far."""
        urgences = self._listen(mots)
        if not mots.strip():
            self._vues = frozenset()
        nouvelles = {urgence.id for urgence in urgences} - self._vues
        self._show(urgences if nouvelles else ())

    def _go_back(self) -> None:
        self._vues |= frozenset(self._montrees)
        self._show(())

    def _show(self, urgences: Sequence[UrgenceDite]) -> None:
        ids = tuple(urgence.id for urgence in urgences)
        if ids == self._montrees:
            return
        changes = bool(ids) != bool(self._montrees)
        self._montrees = ids
        replace_all(self._lignes, self._make_lines(urgences))
        self.setVisible(bool(ids))
        if ids:
            self._announce(numeros_of(urgences))
        if changes:
            self.pressing.emit(bool(ids))

    def _make_lines(self, urgences: Sequence[UrgenceDite]) -> Iterator[QWidget]:
        for urgence in urgences:
            if urgence.conseil:
                conseil = self._textes(f"urgence.conseil.{urgence.id}")
                yield Avis(conseil, mot=self._textes("urgence.conseil.mot"), nature=Nature.ATTENTION)
        for numero in numeros_of(urgences):
            yield self._line(numero)

    def _line(self, numero: str) -> QWidget:
        ligne = QWidget()
        rangee = Rangee(ligne, ecart=16)
        grand = Titre(self._textes(f"urgence.numero.{numero}"))
        grand.setFixedWidth(current_theme().px(_LARGEUR_NUMERO))
        rangee.addWidget(grand, 0, Qt.AlignmentFlag.AlignTop)
        rangee.addWidget(Libelle(self._textes(f"urgence.quoi.{numero}"), corps=Tailles.INTERTITRE), 1)
        ligne.setAccessibleName(self._say(numero))
        return ligne

    def _say(self, numero: str) -> str:
        quoi = self._textes(f"urgence.quoi.{numero}")
        return self._textes("urgence.lu", numero=self._textes(f"urgence.numero.{numero}"), quoi=quoi)

    def _announce(self, numeros: Sequence[str]) -> None:
        """For who does not see it appear."""
        dit = " ".join((self.titre.text(), *map(self._say, numeros)))
        self.setAccessibleName(self.titre.text())
        announce(self, dit)
