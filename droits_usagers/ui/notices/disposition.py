"""Where the parts of the editor stand: side by side where there is room, one at a time behind tabs where there is none."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from droits_usagers.domain.textes import Textes
from droits_usagers.ui.composants import Colonne, Libelle, Rangee
from droits_usagers.ui.theme import Teinte, current_theme

#: Widths of the page at 100 %: with everything side by side, and with the list of parts.
LARGE, MOYEN = 960, 720
PARTIES = 172
COTE = 344
FICHE = "fiche"


class Disposition(QWidget):
    """The head, the parts of the fiche, the questions, and beside them one of `cotes`. `side_shown`: another is in view.

    `room_changed`: there is room for everything, or there no longer is.
    """

    side_shown = Signal(str)
    room_changed = Signal(bool)

    def __init__(
        self,
        textes: Textes,
        *,
        tete: tuple[QWidget, QWidget],
        parties: QWidget,
        questions: QWidget,
        cotes: Mapping[str, QWidget],
    ) -> None:
        super().__init__()
        self._ids = (FICHE, *cotes)
        self._noms, self._bouton = tete
        self._parties, self._questions = parties, questions
        self.partie_courante = Libelle(teinte=Teinte.DOUX)
        self._onglets = QTabBar()
        self._onglets.setDrawBase(False)
        self._onglets.setExpanding(False)
        self._onglets.setAccessibleName(textes("notices.onglets"))
        for id_ in self._ids:
            self._onglets.addTab(textes(f"notices.onglet.{id_}"))
        self._cote = QStackedWidget()
        for cote in cotes.values():
            self._cote.addWidget(cote)
        self._side_by_side = False
        self._in_view = ""
        self._build()
        self._onglets.currentChanged.connect(self.arrange)

    def _build(self) -> None:
        colonne = Colonne(self, ecart=8)
        self._tete = Rangee(ecart=16)
        self._tete.addWidget(self._noms, 1)
        self._tete.addWidget(self._bouton, 0, Qt.AlignmentFlag.AlignTop)
        colonne.addLayout(self._tete)
        self._ligne = Rangee(ecart=16)
        self._ligne.addWidget(self._onglets)
        self._ligne.addWidget(self.partie_courante, 1, Qt.AlignmentFlag.AlignVCenter)
        colonne.addLayout(self._ligne)
        corps = Rangee(ecart=16)
        # What is hidden where there is little room must not make the window grow first.
        self._parties.hide()
        self._cote.hide()
        corps.addWidget(self._parties)
        corps.addWidget(self._questions, 3)
        corps.addWidget(self._cote, 2)
        colonne.addLayout(corps, 1)

    @property
    def side(self) -> str:
        """What is in view beside the questions, or instead of them; empty when nothing is."""
        return self._ids[self._cote.currentIndex() + 1] if not self._cote.isHidden() else ""

    def show_questions(self) -> None:
        """Comes back to the questions, where only one thing is shown."""
        if not self._side_by_side:
            self._onglets.setCurrentIndex(0)

    def show_side(self, id_: str) -> None:
        """Shows one of the others."""
        self._onglets.setCurrentIndex(self._ids.index(id_))

    def stops(self) -> tuple[QWidget, ...]:
        """The tabs, before what they show."""
        return (self._onglets,)

    def arrange(self) -> None:
        """Shows each part where it fits."""
        theme = current_theme()
        largeur = self.width() / theme.zoom
        side_by_side = largeur >= LARGE
        if side_by_side is not self._side_by_side:
            self._side_by_side = side_by_side
            self.room_changed.emit(side_by_side)
            self._place_tabs()
            if side_by_side and self._onglets.currentIndex() == 0:
                self._onglets.setCurrentIndex(1)
                return
        rang = self._onglets.currentIndex()
        self._cote.setCurrentIndex(max(rang - 1, 0))
        on_questions = side_by_side or rang == 0
        self._questions.setVisible(on_questions)
        self._cote.setVisible(side_by_side or rang > 0)
        self._parties.setVisible(on_questions and largeur >= MOYEN)
        self.partie_courante.setVisible(on_questions and largeur < MOYEN)
        self._parties.setFixedWidth(theme.px(PARTIES))
        self._cote.setMinimumWidth(theme.px(COTE) if side_by_side else 0)
        if self.side != self._in_view:
            self._in_view = self.side
            self.side_shown.emit(self.side)

    def _place_tabs(self) -> None:
        """At the top beside the names where there is room, on a line of their own else."""
        self._onglets.setTabVisible(0, not self._side_by_side)
        if self._side_by_side:
            self._ligne.removeWidget(self._onglets)
            self._tete.insertWidget(1, self._onglets, 0, Qt.AlignmentFlag.AlignBottom)
        else:
            self._tete.removeWidget(self._onglets)
            self._ligne.insertWidget(0, self._onglets)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self.arrange()
