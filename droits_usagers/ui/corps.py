"""What is under the covers: the rail or the bar, the screens, and the line that says how long a copy stays in the clipboard."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.services.modes import Mode
from droits_usagers.ui.composants import BoutonLien, Libelle, Rangee
from droits_usagers.ui.ecrans import OUVERTURE, screens
from droits_usagers.ui.page import Contexte
from droits_usagers.ui.pages import Pages
from droits_usagers.ui.presse_papiers import PressePapiers
from droits_usagers.ui.rail import Barre, Commandes, Rail
from droits_usagers.ui.theme import current_theme
from droits_usagers.ui.voile import write_duration

#: Under this width, at 100 %, the rail folds into a bar.
RAIL_DES = 980


class Corps(QWidget):
    """Arranges them for the mode, the width and the screen shown."""

    search_wanted = Signal()
    hiding_wanted = Signal()
    next_person_wanted = Signal()

    def __init__(self, contexte: Contexte, pages: Pages, presse_papiers: PressePapiers) -> None:
        super().__init__()
        self._contexte = contexte
        self._pages = pages
        self._rail: Rail | None = None
        self._barre: Barre | None = None
        self._boite = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._boite.setContentsMargins(0, 0, 0, 0)
        self._boite.setSpacing(0)
        droite = QWidget()
        self._colonne = QBoxLayout(QBoxLayout.Direction.TopToBottom, droite)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.setSpacing(0)
        self._colonne.addWidget(pages, 1)
        self._colonne.addWidget(self._make_clipboard_line(presse_papiers))
        self._boite.addWidget(droite, 1)
        pages.page_shown.connect(self._on_page_shown)

    def _make_clipboard_line(self, presse_papiers: PressePapiers) -> QWidget:
        self._ligne = QWidget()
        rangee = Rangee(self._ligne, ecart=8, marges=(24, 4, 24, 8))
        self._compte = Libelle()
        vider = BoutonLien(self._contexte.textes("presse_papiers.vider"))
        vider.clicked.connect(presse_papiers.empty)
        rangee.addWidget(self._compte, 1)
        rangee.addWidget(vider)
        self._ligne.hide()
        presse_papiers.remaining_changed.connect(self._show_clipboard)
        return self._ligne

    def _show_clipboard(self, reste: dt.timedelta) -> None:
        textes = self._contexte.textes
        self._compte.setText(textes("presse_papiers.copie", duree=write_duration(textes, reste)) if reste else "")
        self._ligne.setVisible(bool(reste))

    def arrange_for_mode(self) -> None:
        """Makes the rail and the bar of the present mode."""
        for ancien in (self._rail, self._barre):
            if ancien is not None:
                ancien.setParent(None)
                ancien.deleteLater()
        textes, mode = self._contexte.textes, self._contexte.services.seance.mode
        ecrans = [ecran for ecran in screens(mode) if ecran.in_rail]
        self._rail = Rail(textes, ecrans, self._commands(mode))
        self._barre = Barre(textes, [] if mode is Mode.POSTE_PARTAGE else ecrans, self._commands(mode, en_ligne=True))
        for morceau in (self._rail, self._barre):
            morceau.page_chosen.connect(self._pages.go_to)
        self._boite.insertWidget(0, self._rail)
        self._colonne.insertWidget(0, self._barre)
        self.arrange()

    def _commands(self, mode: Mode, *, en_ligne: bool = False) -> Commandes:
        commandes = Commandes(self._contexte.textes, mode, en_ligne=en_ligne)
        commandes.search_wanted.connect(self.search_wanted)
        commandes.hiding_wanted.connect(self.hiding_wanted)
        commandes.next_person_wanted.connect(self.next_person_wanted)
        return commandes

    def _on_page_shown(self, id_: str) -> None:
        if self._rail is not None:
            self._rail.mark(id_)
        self.arrange()

    def arrange(self) -> None:
        """The rail where there is room, the bar where there is none; neither on a first screen with nothing to erase."""
        if self._rail is None or self._barre is None:
            return
        seance = self._contexte.services.seance
        bare = seance.mode is not Mode.COFFRE and self._pages.current_id == OUVERTURE
        bare = bare and not self._pages.occupied and not seance.fichiers
        wide = self.width() >= current_theme().px(RAIL_DES) and seance.mode is not Mode.POSTE_PARTAGE
        self._rail.fit()
        self._rail.setVisible(wide and not bare)
        self._barre.setVisible(not wide and not bare)
