"""Ctrl+K: goes anywhere, and does anything, by typing part of its name; in the window, over the screen one is on."""

from collections.abc import Sequence
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from droits_usagers.domain.dossier.dossiers import PageSuivi
from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.services.socle.recherche import Partout
from droits_usagers.ui.annuaire.recherche import DemandeOrganismes
from droits_usagers.ui.composants import Colonne, LibelleEtat, LigneTexte
from droits_usagers.ui.composants.entendre import drop_focus
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.mise_en_page import Defilement
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.fenetre.offres import Offres, Trouvable
from droits_usagers.ui.lettre.dabord import Dabord, Ecoute
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

_FLECHES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
#: In pixels, at 100 %.
LARGEUR, HAUTEUR, HAUT = 640, 480, 4
#: A dossier is looked for from this many letters on.
_ASSEZ = 2
SUITE, SUITE_ORGANISMES = "partout", "partout.annuaire"
#: A body is looked for from this many letters on, where no more than so many other things answer; how many are shown.
_LETTRES, _PEU, _ORGANISMES = 3, 3, 3


class Recherche(QWidget):
    """One field and what it finds. Arrows move in the list without leaving the field; Enter goes there, Escape gives up.

    Covers the screen, which takes no order and no focus meanwhile; pressing beside the sheet gives up too.
    """

    def __init__(self, contexte: Contexte, offres: Offres, *, listen: Ecoute, parent: QWidget) -> None:
        super().__init__(parent)
        self._dessous = parent
        textes = contexte.textes
        self._say = textes.under("recherche")
        self._dire = textes.under("annuaire.recherche")
        self._acces = AccesCoffre(contexte)
        self._offres = offres
        self._organismes = DemandeOrganismes(contexte, self, suite=SUITE_ORGANISMES, plus=_ORGANISMES)
        self._avant = QApplication.focusWidget()
        #: All that can be found at once; what is found in a coffre comes later.
        self.offers = tuple(offres.everything())
        self._parmi = Partout(self.offers, offres.read())
        self._trouves: Sequence[Trouvable] = ()
        self._autre_genre = False
        self.setAccessibleName(textes("recherche.titre"))
        self._feuille = _Feuille(self)
        colonne = Colonne(self._feuille, ecart=8, marges=(16, 16, 16, 16))
        self.champ = LigneTexte(indice=textes("recherche.indice"))
        self.champ.setAccessibleName(textes("recherche.titre"))
        self.champ.textChanged.connect(self._search)
        self.champ.installEventFilter(self)
        colonne.addWidget(self.champ)
        self._rien = LibelleEtat(teinte=Teinte.DOUX)
        colonne.addWidget(self._rien)
        self.liste = ListeMontree()
        self.liste.setAccessibleName(textes("recherche.trouves"))
        self.liste.line_opened.connect(self._go)
        self.liste.be_walked_from(self.champ, textes)
        colonne.addWidget(self.liste, 1)
        self.dabord = Dabord(textes, listen)
        self.dabord.pressing.connect(self._on_pressing)
        self.dabord.numbers_wanted.connect(self._show_numbers)
        self._place_dabord = Defilement(self.dabord)
        self._place_dabord.hide()
        colonne.addWidget(self._place_dabord, 1)
        parent.installEventFilter(self)
        self._search("")

    def open(self) -> None:
        """Comes over the screen, and is typed in at once."""
        self._place()
        self.show()
        self.raise_()
        self.champ.setFocus(Qt.FocusReason.ShortcutFocusReason)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def give_up(self) -> None:
        """Forgets what was typed, closes, and gives the focus back to what had it."""
        if not self.isHidden():
            self._close()
            self._give_back()

    def _close(self) -> None:
        self._trouves = self.offers = ()
        self._parmi = Partout(())
        # Before it is hidden: Qt would give the focus to what is beside, that nobody went to.
        drop_focus(self.champ)
        self.hide()
        self.deleteLater()

    def _give_back(self) -> None:
        if self._avant is not None and shiboken6.isValid(self._avant) and self._avant.isVisible():
            self._avant.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        theme, dessous = current_theme(), self._dessous
        self.setGeometry(dessous.rect())
        largeur = min(theme.px(LARGEUR), dessous.width() - 16)
        hauteur = min(theme.px(HAUTEUR), dessous.height() - 2 * theme.px(HAUT))
        self._feuille.setGeometry((dessous.width() - largeur) // 2, theme.px(HAUT), largeur, hauteur)

    # What is typed.

    def _search(self, cherche: str) -> None:
        self._autre_genre = False
        self._show(self._parmi.find(cherche))
        self.liste.go_to("0")
        self.dabord.hear(cherche)
        self._say_nothing(cherche)
        if len(cherche.strip()) >= _ASSEZ and self._acces.is_open:
            reponses = Reponses(self, partial(self._add, cherche, bool(self._trouves)), lambda _: None)
            self._acces.ask_latest(self._offres.look_for_dossiers(cherche), reponses, suite=SUITE)
        self._organismes.forget()
        if len(cherche.strip()) >= _LETTRES and len(self._trouves) <= _PEU:
            self._organismes.ask(cherche, partial(self._add_bodies, cherche, bool(self._trouves)))

    def _add_bodies(  # noqa: PLR0917 - a partial
        self,
        cherche: str,
        exacts: bool,  # noqa: FBT001 - a partial
        entrees: Sequence[EntreeAnnuaire],
        autre_genre: bool,  # noqa: FBT001 - a partial
    ) -> None:
        """`exacts` leaves out those that only look like what was typed, as it does for dossiers."""
        self._autre_genre = autre_genre and not exacts and cherche == self.champ.text()
        corps = [*map(self._offres.body, entrees)]
        self._append(cherche, Partout(corps).find(cherche, exact=True) if exacts else corps)

    def _add(self, cherche: str, exacts: bool, page: PageSuivi) -> None:  # noqa: FBT001 - a partial
        """Dossiers come after what is known at once, and move nothing of it.

        `exacts` leaves out those that only look like what was typed: they come where nothing else was found at once.
        """
        lignes = page.lignes[: page.total - page.proches] if exacts else page.lignes
        self._append(cherche, [*map(self._offres.dossier, lignes)])

    def _append(self, cherche: str, trouves: Sequence[Trouvable]) -> None:
        if cherche == self.champ.text() and trouves:
            ici = self.liste.current()
            self._show((*self._trouves, *trouves))
            self.liste.go_to(ici or "0")
            self._say_nothing(cherche)

    def _show(self, trouves: Sequence[Trouvable]) -> None:
        self._trouves = trouves
        self.liste.show_lines([Ligne(str(rang), un.titre, un.sous_titre) for rang, un in enumerate(trouves)])

    def _say_nothing(self, cherche: str) -> None:
        dit = self._dire("autre_genre") if self._autre_genre else "" if self._trouves else self._say("rien", cherche=cherche)
        self._rien.setText(dit)
        self._rien.setVisible(bool(dit) and not self.dabord.is_pressing)

    def _on_pressing(self, pressing: bool) -> None:  # noqa: FBT001 - a signal
        self.liste.setVisible(not pressing)
        self._place_dabord.setVisible(pressing)
        if not pressing:
            self.champ.setFocus()

    def _go(self, id_: str) -> None:
        """Without going back first to what had the focus: who listens would hear it in passing."""
        offre, fenetre = self._trouves[int(id_)], self.window()
        self._close()
        offre.faire()
        if shiboken6.isValid(fenetre) and fenetre.focusWidget() is None:
            self._give_back()

    def _show_numbers(self) -> None:
        self._close()
        self._offres.show_numbers()

    # Qt.

    def _on_focus(self, _avant: QWidget | None, apres: QWidget | None) -> None:
        """The screen below may want the focus for what has just come to it: it waits."""
        if apres is not None and not self.isHidden() and apres.window() is self.window() and not self.isAncestorOf(apres):
            self._avant = apres
            self.champ.setFocus(Qt.FocusReason.OtherFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Beside the sheet: gives up."""
        event.accept()
        self.give_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gives the list the keys that only make sense there; follows the window."""
        if watched is self._dessous and event.type() is QEvent.Type.Resize:
            self._place()
        elif watched is self.champ and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        if event.key() in _FLECHES:
            self.liste.keyPressEvent(event)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.dabord.is_pressing:
                self.dabord.retour.setFocus()
            elif self.liste.current():
                self._go(self.liste.current())
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The screen below, a little further away."""
        voile = QColor(current_theme().hexa(Teinte.TEXTE))
        voile.setAlpha(48)
        painter = QPainter(self)
        painter.fillRect(self.rect(), voile)
        painter.end()


class _Feuille(QFrame):
    """What is written on."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Is not beside the sheet."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A sheet with an edge that is seen."""
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.hexa(Teinte.FOND)))
        painter.setPen(QPen(theme.color(Teinte.TRAIT), 1))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.px(6), theme.px(6))
        painter.end()
