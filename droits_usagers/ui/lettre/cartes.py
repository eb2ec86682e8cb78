"""Sentences to choose from: calm rows, under a few headings, gone through with the arrows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonLigne, Colonne, Titre
from droits_usagers.ui.composants.entendre import ELEMENT, LISTE

_PAS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class GroupePhrases:
    """Sentences shown together, by id, and their heading."""

    titre: str
    ids: Sequence[str]


class LigneSituation(BoutonLigne):
    """One sentence."""

    entendu = ELEMENT


class ListePhrases(QWidget):
    """Those of a group, one under the other."""

    entendu = LISTE


class Cartes(QWidget):
    """`chosen` gives the id of a sentence. `left_upwards`: Up was pressed on the first row."""

    chosen = Signal(str)
    left_upwards = Signal()

    def __init__(self, phrases: Iterable[tuple[str, str]], textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._colonne = Colonne(self, ecart=0)
        self._lignes = {id_: self._line(id_, phrase) for id_, phrase in phrases}
        self._blocs: list[QWidget] = []
        self._shown: list[BoutonLigne] = []
        self._groupes: tuple[GroupePhrases, ...] = ()

    def _line(self, id_: str, phrase: str) -> BoutonLigne:
        ligne = LigneSituation(phrase)
        ligne.setParent(self)
        ligne.clicked.connect(lambda _checked=False: self.chosen.emit(id_))
        ligne.installEventFilter(self)
        return ligne

    def show_groups(self, groupes: Sequence[GroupePhrases]) -> None:
        """Shows these sentences, in this order, and no other."""
        if tuple(groupes) == self._groupes:
            return
        self._groupes = tuple(groupes)
        anciens, self._blocs, self._shown = self._blocs, [], []
        for groupe in groupes:
            self._add(groupe)
        for ligne in self._lignes.values():
            # Out of what is about to go.
            if ligne not in self._shown and ligne.parentWidget() is not self:
                ligne.setParent(self)
        for bloc in anciens:
            self._colonne.removeWidget(bloc)
            bloc.hide()
            bloc.deleteLater()
        for avant, ligne in zip(self._shown, self._shown[1:], strict=False):
            QWidget.setTabOrder(avant, ligne)

    def _add(self, groupe: GroupePhrases) -> None:
        bloc, liste = QWidget(self), ListePhrases()
        liste.setAccessibleName(groupe.titre)
        tete = Colonne(marges=(0, 20 if self._blocs else 4, 0, 4))
        # The list is called by it.
        tete.addWidget(Titre(groupe.titre, niveau=2, lu=False))
        dedans, lignes = Colonne(bloc, ecart=0), Colonne(liste, ecart=0)
        dedans.addLayout(tete)
        dedans.addWidget(liste)
        for rang, id_ in enumerate(groupe.ids, start=1):
            ligne = self._lignes[id_]
            ligne.setAccessibleDescription(
                self._textes("assistant.situation.groupes.place", groupe=groupe.titre, rang=rang, total=len(groupe.ids))
            )
            lignes.addWidget(ligne)
            ligne.show()
            self._shown.append(ligne)
        self._colonne.addWidget(bloc)
        bloc.show()
        self._blocs.append(bloc)

    def focus_first(self) -> None:
        """Puts the focus on the first sentence shown."""
        if self._shown:
            self._shown[0].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from one sentence to the next."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._shown:
            pas = _PAS.get(Qt.Key(event.key()))
            if pas is not None:
                self._walk(self._shown.index(watched), pas)
                return True
        return super().eventFilter(watched, event)

    def _walk(self, rang: int, pas: int) -> None:
        if rang + pas < 0:
            self.left_upwards.emit()
        elif rang + pas < len(self._shown):
            self._shown[rang + pas].setFocus(Qt.FocusReason.TabFocusReason)
