"""What is under the covers: the rail, the title line, the screens, and the line that says how long a copy stays."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.protection import said_missed
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.composants import Avis, BoutonLien, BoutonSecondaire, Colonne, Libelle, Nature, Rangee, Titre
from droits_usagers.ui.composants.entendre import drop_focus, tell_frames
from droits_usagers.ui.composants.peinture import Mesure
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.fenetre.ecrans import Pages, PorteFenetre, behind, door_of, exists, screen_name
from droits_usagers.ui.fenetre.rail import Rail
from droits_usagers.ui.fenetre.voile import say_duration, write_duration
from droits_usagers.ui.socle.destination import Destination, VersPartie
from droits_usagers.ui.socle.disposition import land
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page, Renvoi
from droits_usagers.ui.socle.presse_papiers import PressePapiers


class BandeauCoffre(QWidget):
    """Hidden while there is nothing to say. `look`: goes to where a backup can be made."""

    def __init__(self, textes: Textes, look: Callable[[], object]) -> None:
        super().__init__()
        self._textes = textes
        self.avis = Avis("", mot="")
        self.voir = BoutonLien(textes("coffre_ecran.manquee.voir"))
        self.compris = BoutonLien(textes("coffre_ecran.manquee.compris"))
        self.avis.add_button(self.voir, self.compris)
        for bouton in (self.voir, self.compris):
            bouton.clicked.connect(self.hide)
        self.voir.clicked.connect(lambda _checked=False: look())
        Colonne(self, marges=(24, 8, 24, 8)).addWidget(self.avis)
        self.hide()

    def tell(self, error: ExpectedError) -> None:
        """Says why there is no backup, and that nothing is lost."""
        self.avis.say(said_missed(error, self._textes), mot=self._textes("commun.avis.attention"), nature=Nature.ATTENTION)
        self.show()


#: What there is around a button, in pixels: 48 high at 100 %, and no more than it needs where text is large.
AUTOUR = 8
#: Under this width, at 100 %, the field shows its icon alone.
MOTS_DES = 640


class TitreFenetre(Titre):
    """Where one is, on one line: it gives up the end of a name, never what follows it, that goes under where it has no room."""

    def __init__(self) -> None:
        # Smaller than what a page asks: it says where one is.
        super().__init__(niveau=2, lu=False)
        self.setWordWrap(False)
        self._nom, self._compte = "", ""

    def say(self, nom: str, compte: str, dit: str = "") -> None:
        """A name, on one line whatever is in it, and how far one is, that is always seen; `dit`: all of it, to who listens."""
        self._nom, self._compte = " ".join(nom.split()), compte
        self.setText(f"{self._nom} · {compte}" if self._nom and compte else self._nom or compte)
        self.setAccessibleName(dit)
        self.updateGeometry()
        self._tell_all()

    def _is_whole(self, largeur: int) -> bool:
        return self.sizeHint().width() <= largeur

    def _under(self) -> Mesure:
        return Mesure(self._compte, self.font(), self.layoutDirection())

    def heightForWidth(self, largeur: int) -> int:
        """One line; where it is too long, what follows the name is under it."""
        ligne = self.fontMetrics().height()
        if not self._nom or not self._compte or self._is_whole(largeur):
            return ligne
        return ligne + round(self._under().height(largeur) + 0.49)

    def sizeHint(self) -> QSize:
        """As wide as what it says."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Some letters of it."""
        return QSize(min(self.sizeHint().width(), current_theme().px(180)), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room, or more."""
        super().resizeEvent(event)
        self._tell_all()

    def _tell_all(self) -> None:
        """What is cut is said under the pointer."""
        self.setToolTip("" if self._is_whole(self.width()) else self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The name cut by its end where it must be."""
        mesure = self.fontMetrics()
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        dessous = bool(self._nom and self._compte) and not self._is_whole(self.width())
        texte = mesure.elidedText(self._nom if dessous else self.text(), Qt.TextElideMode.ElideRight, self.width())
        ligne = QRect(0, 0, self.width(), mesure.height() if dessous else self.height())
        painter.drawText(ligne, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, texte)
        if dessous:
            self._under().lines(self.width()).draw(painter, QPointF(0, mesure.height()))
        painter.end()


class LigneTitre(QFrame):
    """Says what it is told. `search_wanted`: the field was pressed."""

    search_wanted = Signal()

    def __init__(self, textes: Textes, *, cherche: bool) -> None:
        super().__init__()
        self._textes = textes
        rangee = Rangee(self, ecart=4, marges=(24, 0, 12, 0))
        self.titre = TitreFenetre()
        rangee.addWidget(self.titre, 0, Qt.AlignmentFlag.AlignVCenter)
        self.passages = QMenu(self)
        self.menu = BoutonLien("", icone="replier")
        # A square of forty, and not narrower.
        self.menu.marge_h = 10
        self.menu.clicked.connect(lambda: self.passages.popup(self.menu.mapToGlobal(self.menu.rect().bottomLeft())))
        rangee.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignVCenter)
        rangee.addStretch(1)
        self.champ = BoutonSecondaire("", icone="rechercher")
        self.champ.setAccessibleName(textes("recherche.titre"))
        self.champ.clicked.connect(self.search_wanted)
        rangee.addWidget(self.champ, 0, Qt.AlignmentFlag.AlignVCenter)
        self.champ.setVisible(cherche)
        self.fit()

    def show_place(self, titre: str, compte: str, passages: Iterable[Renvoi], *, quoi: str, rang: str = "") -> None:
        """What the screen says of itself, and where its menu leads; `quoi`: what the menu is of (`entete.<quoi>`).

        `rang`: what is said of `compte` to who listens, if it is the number of a step.
        """
        # Never hidden, even with nothing to say: a screen reader that met it so would believe it for ever.
        self.titre.say(titre, compte, ", ".join(filter(None, (titre, rang or compte))))
        # Open, it would be left empty.
        self.passages.close()
        self.passages.clear()
        for passage in passages:
            action = self.passages.addAction(passage.titre.replace("&", "&&"))
            action.setEnabled(passage.permis)
            action.triggered.connect(lambda _checked=False, go=passage.go: go())
        self.menu.setVisible(not self.passages.isEmpty())
        self.menu.setAccessibleName(self._textes(f"entete.{quoi}"))
        self.menu.setToolTip(self._textes(f"entete.{quoi}"))

    def fit(self) -> None:
        """Follows the size of text and the width there is."""
        theme = current_theme()
        self.setMinimumHeight(theme.px(self.champ.hauteur_min) + AUTOUR)
        large = self.width() >= theme.px(MOTS_DES)
        mots = (self._textes("recherche.titre"), "", self._textes("recherche.touche")) if large else ("", "", "")
        if (self.champ.titre, self.champ.sous_titre, self.champ.note) != mots:
            self.champ.set_up(*mots)
            self.champ.setAccessibleName(self._textes("recherche.titre"))
        # Its words stay on one line: it is the title that gives way.
        self.champ.setMinimumWidth(self.champ.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words where there is room for them."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet rule between the line and the screen."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, current_theme().filet)
        painter.end()


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
            ailleurs=[
                (screen_name(textes, id_, mode), self._to(id_))
                for id_ in [id_ for id_ in AILLEURS if exists(id_, self._mode) and door_of(id_, self._mode) is None]
            ],
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
