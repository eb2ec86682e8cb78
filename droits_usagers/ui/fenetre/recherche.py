"""Ctrl+K: goes anywhere, and does anything, by typing part of its name; in the window, over the screen one is on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QTabBar, QWidget

from droits_usagers.domain.dossier.dossiers import Filtre, LigneSuivi, PageSuivi, Tri
from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.services.annuaire.annuaire import notes
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.lettre.amorce import Amorce
from droits_usagers.services.socle.clavier import key_name
from droits_usagers.services.socle.modes import Mode
from droits_usagers.services.socle.recherche import Partout, TrouvaillePartout, all_demarches, all_texts, words_under
from droits_usagers.services.suivi.lignes import Presentation, Tranche
from droits_usagers.ui.annuaire.recherche import DemandeOrganismes
from droits_usagers.ui.composants import Colonne, LibelleEtat, LigneTexte
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.entendre import drop_focus
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.mise_en_page import Defilement
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.fenetre.ecrans import EcranFenetre, Pages, exists, screen_name, screens
from droits_usagers.ui.lettre.ecran_situation import Dabord, Ecoute
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import (
    AVEC_CHOIX,
    TOUJOURS,
    DepuisEcran,
    Destination,
    Quoi,
    VersAmorce,
    VersArticle,
    VersDemarche,
    VersDossier,
    VersPartie,
    VersTranche,
    name,
)
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page

_COFFRE = frozenset({Mode.COFFRE})
#: Dossiers shown at most: the Suivi is where one looks among many.
DOSSIERS = 5


@dataclass(frozen=True, slots=True)
class Trouvable:
    """Something one can do or go to: its name, what kind of thing it is, what else it answers to, and the key that does it."""

    titre: str = field(repr=False)
    genre: str
    faire: Callable[[], object] = field(repr=False)
    aussi: tuple[str, ...] = ()
    touche: str = ""
    #: What can only mean it, when nothing else is typed.
    vise: tuple[str, ...] = ()
    #: What tells it from others of the same name, as it is on the screen: without names while they are hidden.
    detail: str = field(default="", repr=False)

    @property
    def sous_titre(self) -> str:
        """What is under its name."""
        return " · ".join(filter(None, (self.detail, self.genre, self.touche)))


@dataclass(frozen=True, slots=True)
class GesteFenetre:
    """What the window itself does, by its id in `recherche.commande`."""

    id: str
    faire: Callable[[], object]
    touche: str = ""


class Offres:
    """`commandes`: what the window does by itself."""

    def __init__(self, contexte: Contexte, pages: Pages, commandes: tuple[GesteFenetre, ...]) -> None:
        self._contexte, self._pages, self._commandes = contexte, pages, commandes
        self._textes = contexte.textes
        self._say = contexte.textes.under("recherche")

    @property
    def _mode(self) -> Mode:
        return self._contexte.services.seance.mode

    def everything(self) -> Iterator[Trouvable]:
        """Where one can go, what is on the screen, what the program does, and the letters one can write.

        Of two that answer as well, Enter does the first: after a letter or two, going somewhere does nothing to a dossier.
        """
        yield from self._rooms()
        # The dossiers one goes back to, by what is to be done about them.
        for tranche in (Tranche.A_REVOIR, Tranche.DEPASSEES) if self._mode is Mode.COFFRE else ():
            titre, aller = self._textes(f"suivi.tranches.{tranche}"), self._go(Destination("suivi", VersTranche(tranche)))
            yield Trouvable(titre, self._say("acte"), aller, vise=self._aim(tranche))
        page = self._pages.currentWidget()
        if page is not None:
            yield from self.on_screen(page)
        yield from self._acts()
        yield from self._window()
        yield from self._written("assistant", all_demarches(self._contexte.services.catalogue))

    def read(self) -> Iterator[Trouvable]:
        """What is given after everything else: what takes a coffre, where none is open; the texts of law, hundreds of them."""
        yield from self._out_of_reach()
        yield from self._written("textes", all_texts(self._contexte.services.catalogue))

    # On the screen.

    def on_screen(self, page: QWidget) -> Iterator[Trouvable]:
        """Its buttons, its tabs, what its menus do, and where that of its title leads."""
        menu = ((un.titre, "", un.go) for un in (page.passages if isinstance(page, Page) else ()) if un.permis)
        ici, vus, lignes = self._say("ici"), set[tuple[str, str]](), (*_actions_in(page), *menu)
        fois = Counter(titre for titre, _, _ in lignes)
        for titre, sous_titre, faire in lignes:
            # Many dossiers have the same last day: each is offered, and told from the others.
            detail = " ".join(sous_titre.split()) if fois[titre] > 1 else ""
            if (titre, detail) not in vus:
                vus.add((titre, detail))
                yield Trouvable(titre, ici, faire, aussi=(detail,), detail=detail)

    # Where one can go.

    def _rooms(self) -> Iterator[Trouvable]:
        genre, actes = self._say("ecran"), {acte.vers: acte for acte in chain(*TOUJOURS.values())}
        for ecran in screens(self._mode):
            acte = actes.get(Destination(ecran.id))
            if ecran.found and not (acte and acte.ecrit and self._lecture_seule):
                # What one does from the list that is only to go there: its name and its key are those of the screen.
                aussi = self._also(ecran.id) + ((name(self._textes, acte),) if acte else ())
                touche = key_name(self._textes, acte.touche) if acte else ""
                nom = screen_name(self._textes, ecran.id, self._mode)
                yield Trouvable(nom, genre, self._go(Destination(ecran.id)), aussi, touche, self._aim_at(ecran))
        if exists("coffre", self._mode):
            for partie in self._parts_of_coffre():
                titre, aller = self._textes(f"coffre_ecran.{partie}.titre"), self._go(Destination("coffre", VersPartie(partie)))
                yield Trouvable(titre, genre, aller, self._also(f"coffre_{partie}"))

    def _out_of_reach(self) -> Iterator[Trouvable]:
        """What is only there once a coffre is open: it leads to where one opens it."""
        if self._mode is Mode.COFFRE or not exists("coffre", self._mode):
            return
        genre, aller = self._say("demande_coffre"), self._go(Destination("coffre"))
        for ecran in screens(Mode.COFFRE):
            if ecran.found and ecran.modes == _COFFRE:
                nom = screen_name(self._textes, ecran.id, Mode.COFFRE)
                yield Trouvable(nom, genre, aller, self._also(ecran.id), vise=self._aim_at(ecran))
        yield Trouvable(self._textes("coffre_ecran.corbeille.titre"), genre, aller, self._also("coffre_corbeille"))

    @property
    def _lecture_seule(self) -> bool:
        coffre = self._contexte.services.seance.coffre
        return coffre is not None and coffre.lecture_seule

    def _parts_of_coffre(self) -> tuple[str, ...]:
        if self._mode is not Mode.COFFRE:
            return "ouvrir", "creer", "secours"
        return ("etat", "adresses", "corbeille") if self._lecture_seule else ("etat", "changement", "adresses", "corbeille")

    def _acts(self) -> Iterator[Trouvable]:
        """What is done with dossiers: with those chosen, if any are."""
        seance, genre = self._contexte.services.seance, self._say("acte")
        if seance.coffre is None:
            return
        choisis = AVEC_CHOIX if self._contexte.services.selection.references else ()
        for acte in dict.fromkeys((*choisis, *chain(*TOUJOURS.values()))):
            permis = not (acte.ecrit and self._lecture_seule)
            if permis and acte.vers is not None and acte.vers.quoi is not None:
                yield Trouvable(
                    name(self._textes, acte), genre, self._go(acte.vers), touche=key_name(self._textes, acte.touche)
                )

    def _window(self) -> Iterator[Trouvable]:
        genre = self._say("commande.genre")
        for commande in self._commandes:
            titre = self._say(f"commande.{commande.id}")
            yield Trouvable(titre, genre, commande.faire, self._also(commande.id), commande.touche)

    # What is written in the program.

    def _written(self, page: str, trouvailles: Iterable[TrouvaillePartout]) -> Iterator[Trouvable]:
        for trouvaille in trouvailles if exists(page, self._mode) else ():
            yield Trouvable(
                trouvaille.titre, trouvaille.genre, self._go(_destination(trouvaille)), trouvaille.aussi, vise=trouvaille.vise
            )

    def show_numbers(self) -> None:
        """To whom to call, and back to this screen."""
        self._pages.follow(Destination("numeros", DepuisEcran(self._pages.current_id)))

    # Dossiers: asked of the coffre.

    @staticmethod
    def look_for_dossiers(cherche: str) -> Callable[[Coffre], PageSuivi]:
        """What to ask an opened coffre."""
        filtre = Filtre(texte=cherche)
        return lambda coffre: coffre.liste.page(filtre, tri=Tri.URGENCE, debut=0, taille=DOSSIERS, compter=False)

    def dossier(self, ligne: LigneSuivi) -> Trouvable:
        """A dossier found, without its name while names are hidden."""
        dit = Presentation(self._contexte.services.catalogue, self._contexte.services.today)
        personne = "" if self._pages.discreet else dit.personne(ligne)
        titre = " · ".join(filter(None, (ligne.reference, personne, dit.demarche(ligne.demarche))))
        return Trouvable(titre, self._say("dossier"), self._go(Destination("suivi", VersDossier(ligne.reference))))

    # Bodies: asked of the annuaire.

    def body(self, entree: EntreeAnnuaire) -> Trouvable:
        """A body found, with its address, where that comes from and of when: a letter to it begins there."""
        notees = ", ".join(notes(entree, self._textes))
        dit = (self._say("organisme"), entree.nom if entree.service else "", ", ".join(entree.lignes), notees)
        return Trouvable(entree.titre, " · ".join(filter(None, dit)), partial(self._write_to, entree))

    def _write_to(self, entree: EntreeAnnuaire) -> None:
        self._contexte.services.relais.give(Amorce(organisme=entree.as_organisme()))
        self._pages.follow(Destination("assistant", VersAmorce()))

    def _go(self, vers: Destination) -> Callable[[], object]:
        return partial(self._pages.follow, vers)

    def _also(self, id_: str) -> tuple[str, ...]:
        """Other words it is looked for by."""
        cle = f"recherche.aussi.{id_}"
        return (self._textes(cle),) if cle in self._textes else ()

    def _aim(self, id_: str) -> tuple[str, ...]:
        """What can only mean it: not the same before a coffre is open."""
        ou = "coffre" if self._mode is Mode.COFFRE else "sans_coffre"
        return words_under(self._textes, f"recherche.vise.{ou}.{id_}")

    def _aim_at(self, ecran: EcranFenetre) -> tuple[str, ...]:
        return self._aim("semaine" if ecran.id == OUVERTURE and ecran.modes == _COFFRE else ecran.id)


def _actions_in(page: QWidget) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """The name of each, what is under it, and what does it."""
    for bouton in page.findChildren(Bouton):
        titre = bouton.accessibleName() or bouton.titre
        if titre and bouton.isVisible() and bouton.isEnabled():
            yield titre, bouton.sous_titre, partial(_press, bouton)
    for onglets in page.findChildren(QTabBar):
        for rang in range(onglets.count() if onglets.isVisible() else 0):
            yield onglets.tabText(rang), "", partial(_show_tab, onglets, rang)
    for action in page.findChildren(QAction):
        if action.text() and action.isEnabled() and _is_offered(action):
            yield action.text().partition("\t")[0].replace("&&", "&"), "", partial(_trigger, action)


def _is_offered(action: QAction) -> bool:
    """True in a menu whose button can be pressed."""
    menu = action.parent()
    bouton = menu.parent() if menu is not None else None
    return isinstance(bouton, QWidget) and bouton.isVisible()


# The screen may have changed below since it was looked at: what is gone, hidden or greyed does nothing.


def _press(bouton: QAbstractButton) -> None:
    if shiboken6.isValid(bouton) and bouton.isVisible() and bouton.isEnabled():
        bouton.setFocus()
        bouton.click()


def _show_tab(onglets: QTabBar, rang: int) -> None:
    if shiboken6.isValid(onglets):
        onglets.setCurrentIndex(rang)


def _trigger(action: QAction) -> None:
    if shiboken6.isValid(action) and action.isEnabled():
        action.trigger()


def _destination(trouvaille: TrouvaillePartout) -> Destination:
    """Where what is written in the program leads: a demarche to start from, or an article."""
    quoi: Quoi = VersDemarche(trouvaille.element) if trouvaille.page == "assistant" else VersArticle(trouvaille.element)
    return Destination(trouvaille.page, quoi)


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
