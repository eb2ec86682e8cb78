"""« D'abord »: whom to call, before any letter, when what someone typed presses more. It keeps nothing and calls nobody."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.situations import UrgenceDite
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.situations import numeros_of
from droits_usagers.ui.composants import Avis, BoutonLien, BoutonPrimaire, Colonne, Libelle, Nature, Titre
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.numeros import lines_of, say_line

#: What presses in some words.
Ecoute = Callable[[str], Sequence[UrgenceDite]]


class Dabord(QWidget):
    """One large line per number, those that fit what was typed first, and the way back. Hidden until something presses.

    What one came back from is not shown again, until the words are taken away.
    """

    #: True when it takes the place of everything else, False when it gives it back.
    pressing = Signal(bool)
    #: All of them, and how one can be protected.
    numbers_wanted = Signal()

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
        self.numeros = BoutonLien(textes("rail.numeros"))
        self.numeros.clicked.connect(lambda _checked=False: self.numbers_wanted.emit())
        colonne.addWidget(self.numeros, 0, Qt.AlignmentFlag.AlignLeading)
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
        yield from lines_of(self._textes, numeros_of(urgences))

    def _announce(self, numeros: Sequence[str]) -> None:
        """For who does not see it appear."""
        dit = " ".join((self.titre.text(), *(say_line(self._textes, numero) for numero in numeros)))
        self.setAccessibleName(self.titre.text())
        announce(self, dit)
