"""The window: the rail and the screens, and what covers them. Its title never names anyone."""

import gc
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget
from shiboken6 import isValid

from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.modes import Mode
from droits_usagers.services.socle.permanence import Retour
from droits_usagers.services.socle.sorties import SortiesPermises
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.mise_en_page import scroll_page
from droits_usagers.ui.composants.theme import Apparence, current_theme
from droits_usagers.ui.fenetre.allure import Allure, first_size, is_on_screen, keep_on_screen
from droits_usagers.ui.fenetre.boite import DoutesEffacement, PannesCoffre
from droits_usagers.ui.fenetre.corps import CorpsFenetre
from droits_usagers.ui.fenetre.ecrans import Pages
from droits_usagers.ui.fenetre.sortie_personne import SortiePersonne
from droits_usagers.ui.fenetre.voile import Voile
from droits_usagers.ui.socle.destination import VersCoffre, VersPartie
from droits_usagers.ui.socle.disposition import Pile, go_on, stay_by
from droits_usagers.ui.socle.garde import TOUCHE, Garde, close_dialogs
from droits_usagers.ui.socle.jour import JourNouveau
from droits_usagers.ui.socle.operations import Operations, Reponses
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page
from droits_usagers.ui.socle.presse_papiers import PressePapiers

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.ui.fenetre.recherche import GesteFenetre
    from droits_usagers.ui.fenetre.verrouillage import Fermeture, Verrou, Verrouillage

#: In pixels, at 100 %.
TAILLE = (1440, 900)
#: Time for this process to end, in milliseconds.
RAMASSAGE_MS = 5_000
#: After these, in milliseconds: layouts have settled; the system has put its frame.
CADRE_CONNU_MS = (0, 300)


class Fenetre(QMainWindow):
    """One per program. What it shows depends on the mode of the session."""

    #: What the field offers is of what was there before.
    search_over = Signal()
    #: All is erased, and said: the next person may come.
    person_gone = Signal()

    def __init__(self, services: Services, operations: Operations, allure: Allure) -> None:
        super().__init__()
        self._services = services
        self._operations = operations
        self.allure = allure
        self._seance = services.seance
        self._closing = False
        #: What is shown instead of the screens, while something is.
        self._dessus: QWidget | None = None
        #: What one was at on the screen that is hidden, to come back to it.
        self._ici: QWidget | None = None
        self.setWindowTitle(services.catalogue.textes("commun.nom"))
        self.presse_papiers = PressePapiers(services.now, self)
        self._sorties: SortiesPermises | None = None
        self.contexte = Contexte(services, operations, self._allowed_ways_out, lambda: self.pages.occupied)
        self.pages = Pages(self.contexte)
        self._corps = CorpsFenetre(self.contexte, self.pages, self.presse_papiers)
        self._pile = Pile()
        self._pile.addWidget(self._corps)
        self.setCentralWidget(self._pile)
        self._pannes = PannesCoffre(operations, self.contexte.textes, seance=self._seance, fenetre=self)
        DoutesEffacement(self.contexte, self.pages, self)
        self._retour = Retour(services.carnet.permanence.code_retour, services.now)
        self._sortie = SortiePersonne(self.contexte.textes, self._seance, self._pile, occupied=lambda: self.pages.occupied)
        self.garde = Garde(self._seance, lambda: self.pages.occupied, self)
        self.jour = JourNouveau(services.today, self)
        #: What was caught in cycles goes too, once Qt has destroyed the screens.
        self._ramassage = QTimer(self, singleShot=True)
        self._ramassage.timeout.connect(gc.collect)
        self._connect()
        self._bind("Ctrl+K", self.search)
        self._bind(TOUCHE, self.garde.protect)
        self._bind("F9", self._toggle_discreet)
        for touche, crans in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            self._bind(touche, partial(self._zoom, crans))
        self.resize(first_size(self, QSize(*map(current_theme().px, TAILLE))))
        self._arrange_for_mode()

    # Making

    def _connect(self) -> None:
        self._pannes.happened.connect(self._corps.show_accident)
        self._pannes.locking_wanted.connect(self.garde.protect)
        self._corps.secours_wanted.connect(self._pannes.go_on)
        self._corps.search_wanted.connect(self.search)
        self._corps.hiding_wanted.connect(self.garde.protect)
        self._corps.next_person_wanted.connect(self.start_over)
        self.pages.mode_changed.connect(self._arrange_for_mode)
        self.pages.page_built.connect(self._on_page_built)
        self._sortie.abandoned.connect(self._on_abandoned)
        self._sortie.erasing_wanted.connect(self._give_up_all)
        self._sortie.finished.connect(self._on_finished)
        self.garde.hiding_ordered.connect(self._hide_all)
        self.garde.covering_ordered.connect(self._cover_again)
        self.garde.locking_ordered.connect(self._lock)
        self.garde.erasing_ordered.connect(self._erase_in_time)
        self.jour.day_changed.connect(self.pages.day_changed)
        self.allure.changed.connect(self._corps.arrange)
        self.allure.changed.connect(self._on_look_changed)

    @cached_property
    def _voile(self) -> Voile:
        """What hides a session that keeps nothing; made when it is first needed."""
        voile = Voile(self.contexte.textes, self._retour)
        voile.resumed.connect(self._resume)
        voile.erasing_wanted.connect(self.start_over)
        self.garde.time_left_changed.connect(voile.show_time_left)
        self._pile.addWidget(voile)
        return voile

    @cached_property
    def _verrou(self) -> "Verrou":
        """What covers a locked coffre; made when it is first needed, with what locks it."""
        from droits_usagers.ui.fenetre.verrouillage import Verrou

        verrou = Verrou(self.contexte)
        verrou.unlocked.connect(self._on_unlocked)
        verrou.left.connect(self._leave_coffre)
        verrou.secours_wanted.connect(self._show_help)
        self._verrouillage.locked.connect(self._on_locked)
        self._verrouillage.delayed.connect(verrou.show_delayed)
        self._pile.addWidget(verrou)
        return verrou

    @cached_property
    def _verrouillage(self) -> "Verrouillage":
        from droits_usagers.ui.fenetre.verrouillage import Verrouillage

        return Verrouillage(self._services, self._operations, self.pages)

    def _bind(self, touche: str, action: Callable[[], object]) -> None:
        QShortcut(QKeySequence(touche), self).activated.connect(action)

    def _allowed_ways_out(self) -> SortiesPermises:
        if self._sorties is None:
            # Imported late: the printer's module is not needed to start.
            from droits_usagers.ui.socle.sorties import SortiesEcran

            ecran = SortiesEcran(
                self,
                self._services.catalogue.textes,
                seance=self._seance,
                presse_papiers=self.presse_papiers,
                check_name=self._services.controle.check_name,
            )
            self._sorties = SortiesPermises(ecran, lambda: self._seance.regles.sorties)
        return self._sorties

    def _on_page_built(self, _id: str, page: Page) -> None:
        look_changed = getattr(page, "look_changed", None)
        if look_changed is not None:
            look_changed.connect(self.allure.apply)

    def _toggle_discreet(self) -> None:
        """F9: what the field had found by name goes too."""
        self._give_up_search()
        self.pages.toggle_discreet()
        announce(
            self, self._services.catalogue.textes("recherche.dit.caches" if self.pages.discreet else "recherche.dit.montres")
        )

    def _zoom(self, crans: int) -> None:
        keep = self._seance.regles.may_write_settings
        self._operations.attempt(lambda: self.allure.zoom_by(crans, keep=keep), lambda _: None)
        taille = round(self._services.carnet.reglages.zoom * 100)
        announce(self, self._services.catalogue.textes("recherche.dit.taille", taille=taille))

    def _dress(self, apparence: Apparence) -> None:
        keep = self._seance.regles.may_write_settings
        self._operations.attempt(lambda: self.allure.dress(apparence, keep=keep), lambda _: None)

    # Modes

    def _arrange_for_mode(self) -> None:
        """The screens and commands of the present mode. What is being typed in one that goes on existing is kept."""
        self._give_up_search()
        self.pages.discard(keep_occupied=True)
        self._corps.arrange_for_mode()
        self._pannes.forget()
        self.pages.go_to(OUVERTURE)
        if self._seance.hidden and self._seance.coffre is not None:
            # It was being opened when the screen was hidden.
            self._lock()

    # Going anywhere

    def open_file(self, chemin: Path) -> None:
        """Asks for the phrase of this coffre. On a shared computer there are none: the first screen stays."""
        self.pages.go_to("coffre", VersCoffre(chemin))

    def search(self) -> None:
        """Ctrl+K."""
        if self._pile.currentWidget() is not self._corps or self._seance.mode is Mode.POSTE_PARTAGE:
            return
        from droits_usagers.services.lettre.situations import find_urgences
        from droits_usagers.ui.fenetre.recherche import Offres, Recherche

        self._give_up_dialogs()
        offres = Offres(self.contexte, self.pages, tuple(self._commands()))
        ecoute = partial(find_urgences, self._services.catalogue.urgences)
        recherche = Recherche(self.contexte, offres, listen=ecoute, parent=self._corps)
        self.search_over.connect(recherche.give_up)
        recherche.open()

    def _commands(self) -> Iterator["GesteFenetre"]:
        """What the window itself does."""
        from droits_usagers.ui.fenetre.recherche import GesteFenetre

        yield GesteFenetre("verrouiller" if self._seance.mode is Mode.COFFRE else "cacher", self.garde.protect, TOUCHE)
        if self._seance.mode is not Mode.COFFRE:
            yield GesteFenetre("suivante", self.start_over)
        yield GesteFenetre("discret", self._toggle_discreet, "F9")
        for id_, crans, touche in (("agrandir", 1, "Ctrl++"), ("reduire", -1, "Ctrl+-"), ("taille", 0, "Ctrl+0")):
            yield GesteFenetre(id_, partial(self._zoom, crans), touche)
        for apparence in Apparence:
            yield GesteFenetre(apparence, partial(self._dress, apparence))
        yield GesteFenetre("quitter", self.close)
        if self._pannes.accident:
            yield GesteFenetre(self._pannes.accident, self._pannes.go_on)

    def _give_up_dialogs(self) -> None:
        """Dialogs and the field: they show names too."""
        close_dialogs()
        self._give_up_search()

    def _give_up_search(self) -> None:
        """What it offers is of the screen, the mode and the names it was opened on."""
        self.search_over.emit()

    # Hiding and erasing: nothing is kept

    def _hide_all(self) -> None:
        self._voile.show_time_left(self._seance.time_left() or self._seance.regles.hide_after)
        self._cover(self._voile)
        self._show_veil()

    def _cover_again(self) -> None:
        """What was begun on the cover: a code, a phrase, a choice of files to delete."""
        if self._seance.mode is Mode.COFFRE:
            self._cover(self._verrou)
            self._verrou.cover()
        else:
            self._cover(self._voile)
            self._show_veil()

    def _cover(self, couverture: QWidget) -> None:
        """Hides the screens first; then what was over them, what was copied from them and the phrases typed on them go."""
        self._mark_place()
        self._pile.setCurrentWidget(couverture)
        self._give_up_dialogs()
        self.presse_papiers.empty()
        self._sortie.drop()
        for page in self.pages:
            page.cover()

    def _mark_place(self) -> None:
        """Before a screen is hidden: Qt forgets what one was at."""
        courante = self.pages.currentWidget()
        if self._pile.currentWidget() is self._corps and courante is not None:
            self._ici = courante.focusWidget()

    def _show_veil(self) -> None:
        self._voile.say_what_stays(begun=self.pages.occupied, beside=any(page.is_beside for page in self.pages))
        self._pile.setCurrentWidget(self._voile)
        self._voile.arrive()

    def _resume(self) -> None:
        self._seance.resume()
        self._show_body()

    def _show_body(self) -> None:
        if self._dessus is not None:
            self._pile.setCurrentWidget(self._dessus)
            return
        self._pile.setCurrentWidget(self._corps)
        ici, self._ici = self._ici, None
        courante = self.pages.currentWidget()
        if ici is not None and isValid(ici) and ici.isVisible() and ici.isEnabled():
            # As it was: what is being typed there has not moved.
            ici.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(courante, Page):
            courante.arrive()

    def start_over(self) -> None:
        """« Personne suivante », « Effacer tout »: at once with nothing to lose, otherwise after saying what would be lost."""
        if self.pages.occupied or self._seance.fichiers:
            self._mark_place()
            self._sortie.ask(closing=False)
        else:
            self._give_up_all()
            self.person_gone.emit()

    def _on_abandoned(self) -> None:
        """Nothing was erased. What was hidden stays so: closing and thinking better of it is no way round a code."""
        if self._seance.hidden:
            self._show_veil()
        else:
            self._show_body()

    def _on_finished(self, closing: bool) -> None:  # noqa: FBT001 - Qt
        if closing:
            self._closing = True
            self.close()
        else:
            self._pile.setCurrentWidget(self._corps)
            self.pages.go_to(OUVERTURE)
            self.person_gone.emit()

    def cover(self, ecran: QWidget) -> None:
        """Shows this instead of the screens. This process is about to end, and what it holds too: tidied if it does not."""
        self._ramassage.start(RAMASSAGE_MS)
        self._dessus = ecran
        self._pile.addWidget(ecran)
        self._pile.setCurrentWidget(ecran)

    def uncover(self, ecran: QWidget) -> None:
        """The screens again."""
        self._dessus = None
        self._pile.removeWidget(ecran)
        ecran.deleteLater()
        self._on_abandoned()

    def _erase_in_time(self) -> None:
        self._erase()
        self.person_gone.emit()

    def _give_up_all(self) -> None:
        """Someone chose to, and was told what is lost: what is kept beside a file goes too. Time leaves it there."""
        for page in self.pages:
            page.renounce()
        self._erase()

    def _erase(self) -> None:
        """Nothing of the person before remains: screens, models, clipboard, list of files."""
        self._give_up_dialogs()
        self.presse_papiers.empty()
        self._sortie.drop()
        self._ici = None
        self.pages.discard()
        self._seance.forget()
        self._retour.reset()
        if self._seance.mode is Mode.POSTE_PARTAGE:
            self._services.carnet.go_back()
            self.allure.apply()
        self._forget_heard()
        self._pile.setCurrentWidget(self._corps)
        self.pages.go_to(OUVERTURE)
        self._ramassage.start(0)

    def _forget_heard(self) -> None:
        """What nothing could say for this person; once more after what was being drawn for them."""
        services = self._services
        services.controle.forget()
        services.corrections.clear()
        reponses = Reponses(self, lambda _: None, lambda _: None)
        self.contexte.operations.run(services.rendu, services.controle.forget, reponses)

    # Locking: a coffre

    def _lock(self) -> None:
        self._cover(self._verrou)
        self._verrou.show_closing()
        self._forget_heard()
        self._verrouillage.start()

    def _on_locked(self, chemin: Path, fermeture: "Fermeture", raisons: str) -> None:
        self._corps.forget_place()
        self._verrou.show_locked(chemin, fermeture, raisons)
        self._ramassage.start(0)
        # What was not kept is read before the window goes.
        self._closing = self._closing and not raisons
        if self._closing:
            self.close()
        elif self._pannes.take_wish():
            self._show_help(chemin)

    def _show_help(self, chemin: Path, phrase: str = "") -> None:
        from droits_usagers.ui.coffre.page import PageCoffre

        self._leave_coffre()
        self.pages.go_to("coffre", VersPartie("secours"))
        page = self.pages.currentWidget()
        if isinstance(page, PageCoffre):
            page.help_with(chemin, phrase)

    def _on_unlocked(self, coffre: "Coffre", again: bool) -> None:  # noqa: FBT001 - Qt
        self._seance.open_coffre(coffre)
        if again:
            # Hidden once more while the phrase was being tried.
            self._lock()
            return
        self._seance.resume()
        self._pile.setCurrentWidget(self._corps)
        self._arrange_for_mode()
        self.pages.follow(self._verrouillage.place)

    def _leave_coffre(self) -> None:
        self._seance.leave_coffre()
        self._pile.setCurrentWidget(self._corps)
        self._arrange_for_mode()

    # Qt

    def focusNextPrevChild(self, suivant: bool) -> bool:  # noqa: FBT001 - Qt's
        """Tab, from anywhere in the window; and where Qt leaves what can no longer be used."""
        ici: QWidget | None = self.focusWidget()
        if ici is not None and not ici.isEnabled():
            stay_by(ici)
            return True
        return go_on(self if ici is None else ici, en_avant=suivant)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is read scrolls with the keys of reading, wherever the focus is."""
        corps = self.centralWidget()
        if corps is None or not scroll_page(corps, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Says what would be lost and which files remain; in a coffre, keeps the draft and locks before going."""
        self._give_up_dialogs()
        if self._seance.coffre is not None:
            # Never before the coffre is closed, however often one asks.
            self._closing = True
            event.ignore()
            self.garde.protect()
        elif not self._closing and self._seance.mode is not Mode.COFFRE and (self.pages.occupied or self._seance.fichiers):
            event.ignore()
            self._mark_place()
            self._sortie.ask(closing=True)
        else:
            self.presse_papiers.empty()
            super().closeEvent(event)

    def watch(self) -> None:
        """Once the window is shown: watches over it, and listens to the system."""
        poignee = self.windowHandle()
        if poignee is not None:
            self.garde.veille.watch(poignee)
        self.garde.systeme.listen()
        self._keep_on_screen()

    def _on_look_changed(self) -> None:
        """Before layouts follow: larger text is about to make the window grow."""
        if is_on_screen(self):
            self._keep_on_screen()

    def _keep_on_screen(self) -> None:
        """Once the frame is known, or the window has grown."""
        for apres in CADRE_CONNU_MS:
            QTimer.singleShot(apres, self, lambda: keep_on_screen(self))
