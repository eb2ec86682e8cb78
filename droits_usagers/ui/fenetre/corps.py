"""What is under the covers: the rail or the bar, the screens, and the line that says how long a copy stays in the clipboard."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.composants import BoutonLien, Libelle, Rangee
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.fenetre.ecrans import EcranFenetre, needs_room, screens
from droits_usagers.ui.fenetre.pages import Pages
from droits_usagers.ui.fenetre.rail import Barre, Commandes, Rail
from droits_usagers.ui.fenetre.voile import write_duration
from droits_usagers.ui.socle.page import OUVERTURE, Contexte
from droits_usagers.ui.socle.presse_papiers import PressePapiers

#: Under this width, at 100 %, the rail folds into a bar.
RAIL_DES = 980
#: Under this one, beside a screen that needs the room, the rail shows its icons alone.
MOTS_DES = 1500


class CorpsFenetre(QWidget):
    """Arranges them for the mode, the width and the screen shown."""

    search_wanted = Signal()
    hiding_wanted = Signal()
    next_person_wanted = Signal()
    #: What can be done about a coffre that something happened to.
    secours_wanted = Signal()

    def __init__(self, contexte: Contexte, pages: Pages, presse_papiers: PressePapiers) -> None:
        super().__init__()
        self._contexte = contexte
        self._pages = pages
        self._rail: Rail | None = None
        self._barre: Barre | None = None
        self._presse_papiers = presse_papiers
        self._ligne: QWidget | None = None
        #: What happened to the coffre (`rail.<accident>`), or nothing.
        self._accident = ""
        self._compte = Libelle()
        presse_papiers.remaining_changed.connect(self._show_clipboard)
        self._boite = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._boite.setContentsMargins(0, 0, 0, 0)
        self._boite.setSpacing(0)
        droite = QWidget()
        self._colonne = QBoxLayout(QBoxLayout.Direction.TopToBottom, droite)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.setSpacing(0)
        self._colonne.addWidget(pages, 1)
        self._boite.addWidget(droite, 1)
        pages.page_shown.connect(self.arrange)

    def _make_clipboard_line(self) -> QWidget:
        ligne = QWidget()
        rangee = Rangee(ligne, ecart=8, marges=(24, 4, 24, 8))
        rangee.addWidget(self._compte, 1)
        vider = BoutonLien(self._contexte.textes("presse_papiers.vider"))
        vider.clicked.connect(self._presse_papiers.empty)
        rangee.addWidget(vider)
        self._colonne.addWidget(ligne)
        return ligne

    def show_accident(self, accident: str) -> None:
        """Among the commands, on any screen, what leads to what can be done about the coffre; or no longer."""
        self._accident = accident
        self.arrange_for_mode()

    def _show_clipboard(self, reste: dt.timedelta) -> None:
        if self._ligne is None:
            self._ligne = self._make_clipboard_line()
        textes = self._contexte.textes
        self._compte.setText(textes("presse_papiers.copie", duree=write_duration(textes, reste)) if reste else "")
        self._ligne.setVisible(bool(reste))

    def arrange_for_mode(self) -> None:
        """Forgets the rail and the bar of the former mode; those of the present one are made when first needed."""
        for ancien in (self._rail, self._barre):
            if ancien is not None:
                ancien.setParent(None)
                ancien.deleteLater()
        self._rail = self._barre = None
        self.arrange()

    def _show_rail(self, *, mots: bool) -> None:
        if self._rail is None:
            self._rail = Rail(self._contexte.textes, self._screens(), self._commands())
            self._rail.page_chosen.connect(self._pages.follow)
            self._boite.insertWidget(0, self._rail)
        self._rail.fit(mots=mots)
        self._rail.mark(self._pages.current_id)
        self._rail.show()

    def _show_bar(self) -> None:
        if self._barre is None:
            self._barre = Barre(self._contexte.textes, self._screens(), self._commands(en_ligne=True))
            self._barre.page_chosen.connect(self._pages.follow)
            self._colonne.insertWidget(0, self._barre)
        self._barre.show()

    @property
    def _mode(self) -> Mode:
        return self._contexte.services.seance.mode

    def _screens(self) -> list[EcranFenetre]:
        return [ecran for ecran in screens(self._mode) if ecran.in_rail]

    def _commands(self, *, en_ligne: bool = False) -> Commandes:
        commandes = Commandes(self._contexte.textes, self._mode, en_ligne=en_ligne, accident=self._accident)
        commandes.secours_wanted.connect(self.secours_wanted)
        commandes.search_wanted.connect(self.search_wanted)
        commandes.hiding_wanted.connect(self.hiding_wanted)
        commandes.next_person_wanted.connect(self.next_person_wanted)
        return commandes

    def arrange(self) -> None:
        """The rail where there is room, the bar where there is none; neither on a first screen with nothing to erase."""
        seance = self._contexte.services.seance
        bare = self._mode is not Mode.COFFRE and self._pages.current_id in {"", OUVERTURE}
        bare = bare and not self._pages.occupied and not seance.fichiers
        wide = self.width() >= current_theme().px(RAIL_DES) and self._mode is not Mode.POSTE_PARTAGE
        if not bare and wide:
            serre = needs_room(self._pages.current_id) and self.width() < current_theme().px(MOTS_DES)
            self._show_rail(mots=not serre)
        elif self._rail is not None:
            self._rail.hide()
        if not bare and not wide:
            self._show_bar()
        elif self._barre is not None:
            self._barre.hide()
