"""What is under the covers: the rail, the title line, the screens, and the line that says how long a copy stays."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.composants import BoutonLien, Libelle, Rangee
from droits_usagers.ui.composants.entendre import drop_focus, tell_frames
from droits_usagers.ui.fenetre.bandeau import BandeauCoffre
from droits_usagers.ui.fenetre.ecrans import PorteFenetre, behind, door_of, exists, screen_name
from droits_usagers.ui.fenetre.ligne_titre import LigneTitre
from droits_usagers.ui.fenetre.pages import Pages
from droits_usagers.ui.fenetre.rail import Rail
from droits_usagers.ui.fenetre.voile import say_duration, write_duration
from droits_usagers.ui.socle.destination import Destination, VersPartie
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page, Renvoi
from droits_usagers.ui.socle.presse_papiers import PressePapiers
from droits_usagers.ui.socle.tabulation import land

#: Behind no door: in the « ⋯ », and in the field.
AILLEURS = (OUVERTURE, "textes", "aide", "reglages")


class CorpsFenetre(QWidget):
    """Arranges them for the mode and the screen shown."""

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
        self._entete: LigneTitre | None = None
        self._presse_papiers = presse_papiers
        self._ligne: QWidget | None = None
        #: The screen last shown behind each door, to come back to it.
        self._derniers: dict[PorteFenetre, str] = {}
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
        #: A backup that could not be made.
        self.bandeau = BandeauCoffre(contexte.textes, lambda: pages.follow(Destination("coffre", VersPartie("etat"))))
        contexte.operations.backup_missed.connect(self.bandeau.tell)
        self._colonne.addWidget(self.bandeau)
        self._colonne.addWidget(pages, 1)
        self._boite.addWidget(droite, 1)
        pages.page_shown.connect(self._on_page_shown)
        pages.page_built.connect(self._on_page_built)

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
        dit = textes("presse_papiers.copie", duree=say_duration(textes, reste)) if reste else ""
        if dit != self._compte.accessibleName():
            self._compte.setAccessibleName(dit)
        self._compte.setText(textes("presse_papiers.copie", duree=write_duration(textes, reste)) if reste else "")
        self._ligne.setVisible(bool(reste))

    # For the mode.

    @property
    def _mode(self) -> Mode:
        return self._contexte.services.seance.mode

    def arrange_for_mode(self) -> None:
        """Throws away the rail and the line of the former mode, and makes those of the present one."""
        # Never on what is about to go: the window would be left without a focus, and deaf to its keys.
        self.setFocus()
        for ancien in (self._rail, self._entete):
            if ancien is not None:
                ancien.hide()
                ancien.deleteLater()
        self._derniers.clear()
        self.bandeau.hide()
        textes, mode = self._contexte.textes, self._mode
        self._rail = Rail(
            textes,
            portes={porte: partial(self._enter, porte) for porte in self._doors()},
            pieds=dict(self._foot()),
            ailleurs=[(screen_name(textes, id_, mode), self._to(id_)) for id_ in self._elsewhere()],
        )
        self._boite.insertWidget(0, self._rail)
        # The doors come first for who listens to the window.
        self._rail.lower()
        self._entete = LigneTitre(textes, cherche=mode is not Mode.POSTE_PARTAGE)
        self._entete.search_wanted.connect(self.search_wanted)
        self._colonne.insertWidget(0, self._entete)
        self._entete.lower()
        self.arrange()

    def _doors(self) -> list[PorteFenetre]:
        """Those that lead somewhere; none where there is only one thing to do."""
        portes = [porte for porte in PorteFenetre if behind(porte, self._mode)]
        return portes if len(portes) > 1 else []

    def _elsewhere(self) -> list[str]:
        """What the « ⋯ » leads to."""
        return [id_ for id_ in AILLEURS if exists(id_, self._mode) and door_of(id_, self._mode) is None]

    def _foot(self) -> Iterator[tuple[str, Callable[[], None]]]:
        if self._accident:
            yield self._accident, self.secours_wanted.emit
        yield "verrouiller" if self._mode is Mode.COFFRE else "cacher", self.hiding_wanted.emit
        if self._mode is not Mode.COFFRE:
            yield "suivante", self.next_person_wanted.emit

    # Where one is.

    def focusNextPrevChild(self, suivant: bool) -> bool:  # noqa: FBT001 - Qt's
        """What is hidden gives the focus to what follows it there: a door would be heard that nobody went to."""
        page = self._pages.currentWidget()
        ici: QWidget | None = self.window().focusWidget()
        if ici is None or ici.isVisible():
            return super().focusNextPrevChild(suivant)
        drop_focus(ici)
        if page is not None and page.isVisible():
            land(page, ici)
        return True

    def _enter(self, porte: PorteFenetre) -> None:
        """Where one was last behind a door; from there, what the door opens on."""
        premier = behind(porte, self._mode)[0].id
        dernier = self._derniers.get(porte, premier)
        self._pages.go_to(premier if dernier == self._pages.current_id else dernier)

    def _to(self, id_: str) -> Callable[[], None]:
        return lambda: self._pages.go_to(id_)

    def _on_page_built(self, id_: str, page: Page) -> None:
        page.titled.connect(lambda: self._say_place() if id_ == self._pages.current_id else None)

    def _on_page_shown(self, id_: str) -> None:
        porte = door_of(id_, self._mode)
        if porte is not None and any(ecran.id == id_ for ecran in behind(porte, self._mode)):
            self._derniers[porte] = id_
        self.arrange()

    def arrange(self) -> None:
        """Says where one is, as large as the text is."""
        if self._rail is not None and self._entete is not None:
            self._rail.fit()
            self._rail.mark(door_of(self._pages.current_id, self._mode))
            self._entete.fit()
            self._say_place()

    def _say_place(self) -> None:
        page = self._pages.currentWidget()
        if self._entete is None or not isinstance(page, Page):
            return
        ici = self._pages.current_id
        # The first screen bears the name of the program, large.
        nom = (
            "" if ici == OUVERTURE and door_of(ici, self._mode) is None else screen_name(self._contexte.textes, ici, self._mode)
        )
        passages = page.passages
        voisins, quoi = (passages, "etapes") if passages else (tuple(self._neighbours(ici)), "voisins")
        self._entete.show_place(page.titre or nom, page.compte, voisins, quoi=quoi, rang=page.rang_dit)
        page.setAccessibleName(page.titre or screen_name(self._contexte.textes, ici, self._mode))
        # What holds it is called the same, and is not said again.
        self.setAccessibleName(page.accessibleName())
        tell_frames(self.window().focusWidget())

    def forget_place(self) -> None:
        """The screen that bore that name is thrown away, and no other is shown."""
        if self._entete is not None:
            self._entete.show_place("", "", (), quoi="voisins")
        self.setAccessibleName("")

    def _neighbours(self, ici: str) -> Iterator[Renvoi]:
        """The other screens behind the same door, where there are several."""
        porte = door_of(ici, self._mode)
        ecrans = behind(porte, self._mode) if porte is not None else ()
        for ecran in ecrans if len(ecrans) > 1 else ():
            nom = screen_name(self._contexte.textes, ecran.id, self._mode)
            yield Renvoi(self._contexte.textes("entete.ici", nom=nom) if ecran.id == ici else nom, self._to(ecran.id))
