"""Where the parts of an editor stand: side by side where there is room, one at a time behind tabs where there is none.

Where the height is short, nothing stands above what is looked at: the menu of the title leads to each, and does what the
head does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QTabBar, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Colonne, Libelle, Rangee
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.entendre import drop_focus
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.page import Renvoi


def chain(widgets: Iterable[QWidget]) -> None:
    """Puts each right after the one before; all are in the same window."""
    for avant, apres in pairwise(widgets):
        QWidget.setTabOrder(avant, apres)


def stops_in(widget: QWidget) -> tuple[QWidget, ...]:
    """What Tab stops at in a widget, shown or not, in the present order."""
    return tuple(suivant for suivant in _walk(widget) if widget.isAncestorOf(suivant) and _is_stop(suivant))


def ordered_in(widget: QWidget) -> tuple[QWidget, ...]:
    """The same, itself included, and what Tab may stop at later: of a choice, another card once it is chosen."""
    dedans = (un for un in (widget, *_walk(widget)) if un is widget or widget.isAncestorOf(un))
    return tuple(un for un in dedans if un.focusPolicy() is not Qt.FocusPolicy.NoFocus)


def put_under(dessus: QWidget, *dessous: QWidget) -> None:
    """Tab meets these after all that is on that widget. Called as one moves: some of it may have just been made, or gone."""
    fenetre = dessous[0].window()
    ici = [arret for arret in stops_in(dessus) if arret.window() is fenetre]
    chain((*ici[-1:], *dessous))


def order_down(widget: QWidget) -> tuple[QWidget, ...]:
    """Tab goes down what a widget holds as it is laid out, whatever of it was made last: gives all that, from the top."""
    # Once around: going back from here, PySide would take hold of what Qt is about to delete.
    autour = tuple(un for un in _walk(widget) if _is_stop(un) and not widget.isAncestorOf(un))
    dedans = tuple(_laid_out(widget))
    chain((*autour[-1:], *dedans))
    return dedans


def let_go(part: QWidget | None) -> None:
    """Takes the focus from what is about to be hidden: whoever hides it gives it to what comes, and nothing has it between."""
    ici = part.window().focusWidget() if part is not None else None
    if part is not None and ici is not None and (ici is part or part.isAncestorOf(ici)):
        drop_focus(ici)


class Pile(QStackedWidget):
    """One screen at a time. Whoever shows another one says what of it has the focus: nothing else is heard in passing."""

    def setCurrentWidget(self, montre: QWidget) -> None:
        """Another one."""
        if montre is not self.currentWidget():
            let_go(self.currentWidget())
            # The window would be deaf to its keys. Not the method itself: PySide would make another class of it, and Qt another
            # stack for who listens to the first.
            QTimer.singleShot(0, self, partial(self._come_in))
        super().setCurrentWidget(montre)

    def setCurrentIndex(self, rang: int) -> None:
        """Another one, by its place."""
        montre = self.widget(rang)
        if montre is not None:
            self.setCurrentWidget(montre)

    def _come_in(self) -> None:
        montre = self.currentWidget()
        if montre is not None and montre.isVisible() and self.window().focusWidget() is None:
            land(montre, montre)


def land(page: QWidget, apres: QWidget) -> None:
    """What had the focus is hidden: to what follows it on a page, or to the page, and never out of it."""
    suite = (un for un in _open_stops(apres) if page.isAncestorOf(un))
    (next(suite, None) or page).setFocus(Qt.FocusReason.OtherFocusReason)


def stay_by(ici: QWidget) -> None:
    """What had the focus is disabled: to what holds it, and never to a button that a key meant for it would press."""
    autour = ici.parentWidget()
    while autour is not None and not (autour.isEnabled() and autour.isVisible()):
        autour = autour.parentWidget()
    drop_focus(ici)
    if autour is not None:
        autour.setFocus(Qt.FocusReason.OtherFocusReason)


def go_on(ici: QWidget, *, en_avant: bool) -> bool:
    """Tab or Shift+Tab: to the stop after this one, or the one before. False when there is no other.

    Qt's own also takes for a stop what only hands the focus over to something in it; standing anywhere in the order, that led
    back to where one had been, for ever.
    """
    arrets = [un for un in _open_stops(ici) if un.focusProxy() is None and un.window() is ici.window()]
    if arrets:
        sens = Qt.FocusReason.TabFocusReason if en_avant else Qt.FocusReason.BacktabFocusReason
        arrets[0 if en_avant else -1].setFocus(sens)
    return bool(arrets)


@runtime_checkable
class DansSonOrdre(Protocol):
    """What Tab goes through otherwise than it is laid out: what takes a line away is at its head, and comes last."""

    def tab_parts(self) -> Iterable[QWidget]:
        """Its parts, in order."""


def _laid_out(contenu: QWidget | QLayout) -> Iterator[QWidget]:
    if isinstance(contenu, DansSonOrdre):
        for partie in contenu.tab_parts():
            yield from _laid_out(partie)
        return
    if isinstance(contenu, QScrollArea):
        contenu = contenu.widget() or contenu
    boite = contenu.layout() if isinstance(contenu, QWidget) else contenu
    # Of choices that exclude each other, Tab stops at one: another one as soon as it is chosen.
    if isinstance(contenu, QWidget) and contenu.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield contenu
    for element in map(boite.itemAt, range(boite.count())) if boite is not None else ():
        dedans = element.layout() or element.widget() if element is not None else None
        if dedans is not None:
            yield from _laid_out(dedans)


def _walk(widget: QWidget) -> Iterator[QWidget]:
    """All that follows in the window, once around."""
    suivant = widget.nextInFocusChain()
    while suivant is not None and suivant is not widget:
        yield suivant
        suivant = suivant.nextInFocusChain()


def _open_stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab can stop at now, after this one."""
    return (un for un in _walk(widget) if _is_stop(un) and un.isVisible() and un.isEnabled())


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


#: Qt's own: no limit.
QWIDGETSIZE_MAX = (1 << 24) - 1
#: Under this height, at 100 %, bars would take more than a quarter of the window.
BAS = 460


@dataclass(frozen=True, slots=True)
class Largeurs:
    """At 100 %: of the page with everything side by side, then with the list of parts; of that list, and of what is beside."""

    large: int = 960
    moyen: int = 720
    parties: int = 172
    cote: int = 344
    #: The shares of what is in the middle and of what is beside it; the latter keeps its width when it has none.
    parts: tuple[int, int] = (3, 2)


LARGEURS = Largeurs()


class DispositionEditeur(QWidget):
    """The head, what is in the middle with the list of its parts if it has one, and beside it one of `cotes`.

    `side_shown`: another is in view. `room_changed`: there is room for everything, or there no longer is; `place_changed`: what
    the title says of it is another. Tabs are named in `<mots>.onglet`, the middle first, under `centre`.
    """

    side_shown = Signal(str)
    room_changed = Signal(bool)
    place_changed = Signal()

    def __init__(
        self,
        textes: Textes,
        mots: str,
        *,
        tete: tuple[QWidget, QWidget],
        centre: tuple[str, QWidget],
        cotes: Mapping[str, QWidget],
        parties: QWidget | None = None,
        largeurs: Largeurs = LARGEURS,
    ) -> None:
        super().__init__()
        self._ids = (centre[0], *cotes)
        self._noms, self._bouton = tete
        self._parties, self._centre, self._largeurs = parties or QWidget(), centre[1], largeurs
        self._has_parts = parties is not None
        self.partie_courante = Libelle(teinte=Teinte.DOUX)
        self._onglets = QTabBar()
        self._onglets.setDrawBase(False)
        self._onglets.setExpanding(False)
        self._onglets.setAccessibleName(textes(f"{mots}.onglets"))
        for id_ in self._ids:
            self._onglets.addTab(textes(f"{mots}.onglet.{id_}"))
        self._cote, self._boite = QStackedWidget(), QWidget()
        for cote in cotes.values():
            self._cote.addWidget(cote)
        self._side_by_side = self._short = False
        self._in_view = ""
        self._textes = textes
        self._build()
        self._onglets.currentChanged.connect(self.arrange)

    def _build(self) -> None:
        # What is too wide goes elsewhere, and does not make the window grow first.
        self.setMinimumWidth(1)
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
        self._colonne = Colonne(self._boite, ecart=8)
        self._colonne.addWidget(self._cote, 1)
        # What is hidden where there is little room must not make the window grow first.
        self._parties.hide()
        self._boite.hide()
        corps.addWidget(self._parties)
        corps.addWidget(self._centre, self._largeurs.parts[0])
        corps.addWidget(self._boite, self._largeurs.parts[1])
        colonne.addLayout(corps, 1)

    @property
    def side(self) -> str:
        """What is in view beside the middle, or instead of it; empty when nothing is."""
        return self._ids[self._cote.currentIndex() + 1] if not self._boite.isHidden() else ""

    @property
    def is_side_by_side(self) -> bool:
        """True where the middle and what is beside it are both in view."""
        return self._side_by_side

    def show_middle(self) -> None:
        """Comes back to the middle, where only one thing is shown."""
        if not self._side_by_side:
            self._onglets.setCurrentIndex(0)

    def show_side(self, id_: str) -> None:
        """Shows one of the others."""
        self._onglets.setCurrentIndex(self._ids.index(id_))

    def stops(self) -> tuple[QWidget, ...]:
        """The tabs, before what they show."""
        return (self._onglets,)

    @property
    def compte(self) -> str:
        """What is in view, where no tab says it."""
        return self._onglets.tabText(self._onglets.currentIndex()) if self._short else ""

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """Where the tabs lead, and what the head does, where neither is in sight."""
        if not self._short:
            return ()
        ici = self._onglets.currentIndex()
        noms = map(self._onglets.tabText, range(self._onglets.count()))
        onglets = (
            Renvoi(self._textes("entete.ici", nom=nom) if rang == ici else nom, partial(self._onglets.setCurrentIndex, rang))
            for rang, nom in enumerate(noms)
        )
        gestes = (self._bouton, *self._bouton.findChildren(Bouton))
        return (*onglets, *(Renvoi(un.titre, un.click) for un in gestes if isinstance(un, Bouton)))

    def order_tabs(self) -> None:
        """Tab goes to the middle, then to what is beside it; the tabs come first where one thing at a time is shown."""
        centre, onglets = stops_in(self._centre), (self._onglets,)
        milieu = (*centre, *onglets) if self._side_by_side else (*onglets, *centre)
        chain((*stops_in(self._bouton), *milieu, *stops_in(self._cote)))

    def arrange(self) -> None:
        """Shows each part where it fits."""
        theme, largeurs = current_theme(), self._largeurs
        largeur = self.width() / theme.zoom
        side_by_side = largeur >= largeurs.large
        tete = self._noms.minimumSizeHint().width() + self._tete.spacing() + self._bouton.minimumSizeHint().width()
        short = not side_by_side and (self.height() / theme.zoom < BAS or self.width() < tete)
        if short is not self._short:
            self._short = short
            self.place_changed.emit()
        for widget in (self._bouton, self._onglets):
            widget.setVisible(not short)
        if side_by_side is not self._side_by_side:
            self._side_by_side = side_by_side
            self.room_changed.emit(side_by_side)
            self._place_tabs()
            if side_by_side and self._onglets.currentIndex() == 0:
                self._onglets.setCurrentIndex(1)
                return
        rang = self._onglets.currentIndex()
        self._cote.setCurrentIndex(max(rang - 1, 0))
        in_middle = side_by_side or rang == 0
        self._centre.setVisible(in_middle)
        self._boite.setVisible(side_by_side or rang > 0)
        self._parties.setVisible(self._has_parts and in_middle and largeur >= largeurs.moyen)
        self.partie_courante.setVisible(self._has_parts and in_middle and largeur < largeurs.moyen and not short)
        self._parties.setFixedWidth(theme.px(largeurs.parties))
        self._boite.setMinimumWidth(theme.px(largeurs.cote) if side_by_side else 0)
        fixe = side_by_side and not largeurs.parts[1]
        self._boite.setMaximumWidth(theme.px(largeurs.cote) if fixe else QWIDGETSIZE_MAX)
        if self.side != self._in_view:
            self._in_view = self.side
            self.side_shown.emit(self.side)
            self.place_changed.emit()

    def _place_tabs(self) -> None:
        """On a line of their own where there is little room; else beside the names, or over what keeps its width."""
        self._onglets.setTabVisible(0, not self._side_by_side)
        for boite in (self._tete, self._ligne, self._colonne):
            boite.removeWidget(self._onglets)
        if not self._side_by_side:
            self._ligne.insertWidget(0, self._onglets)
        elif self._largeurs.parts[1]:
            self._tete.insertWidget(1, self._onglets, 0, Qt.AlignmentFlag.AlignBottom)
        else:
            self._colonne.insertWidget(0, self._onglets)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self.arrange()
