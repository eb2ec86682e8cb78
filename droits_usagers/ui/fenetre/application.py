"""Starts the window: fonts and colours, the window itself, then what can wait until it is shown."""

import hashlib
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.lignee import Lignee
from droits_usagers.services.socle.pannes import anonymous_report
from droits_usagers.ui.composants import (
    BoutonPrimaire,
    BoutonSecondaire,
    Colonne,
    Defilement,
    Libelle,
    Rangee,
    TexteLong,
    Titre,
)
from droits_usagers.ui.composants.entendre import listen_again, tell_screen_readers
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.fenetre.allure import Allure, is_small
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.operations import Operations, Reponses
from droits_usagers.ui.socle.page import OUVERTURE
from droits_usagers.ui.socle.sans_trace import Menage, own_folder, use_own_plugins
from droits_usagers.vidage import forbid_dumps

if TYPE_CHECKING:
    from droits_usagers.ui.fenetre.ecrans import Pages


class Ouvertures(QObject):
    """Listens for them as long as it lives."""

    asked = Signal(Path)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        """Never keeps an event for itself, but that one."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.asked.emit(Path(event.file()))
            return True
        return False


#: Texts written from right to left, by language; the made-up one stands for them in tests.
DROITE_A_GAUCHE = frozenset({"ar", "fa", "he", "ur", "pseudo"})
#: After the window is shown and can be used, then after a screen is, in milliseconds.
ECHAUFFEMENT_MS, LECTURE_MS = 300, 500
#: Where one goes next from a screen.
ENSUITE = {OUVERTURE: "suivi"}


def run(
    services: Services,
    coffre: Path | None = None,
    *,
    lignee: Lignee | None = None,
    show: Callable[[Fenetre], object] | None = None,
) -> int:
    """Opens the window, on the phrase of this coffre if one is given, and returns the exit code once it is closed.

    `lignee`: « Personne suivante » gives the place to a new process. `show`: how the window comes, where it
    takes the place of another.
    """
    app = make_application(services)
    operations, fenetre = make_window(app, services)
    if sys.platform == "darwin":  # elsewhere, a file comes as an argument, and every event would be looked at for nothing
        Ouvertures(app).asked.connect(fenetre.open_file)
    if coffre is not None:
        fenetre.open_file(coffre)
    operations.bug_met.connect(lambda error: show_incident(error, services, fenetre))
    menage = Menage(app)
    avant = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = operations.on_uncaught, operations.on_uncaught_in_thread
    try:
        if show is not None:
            show(fenetre)
        elif is_small(fenetre):
            fenetre.showMaximized()
        else:
            fenetre.show()
        fenetre.watch()
        QTimer.singleShot(ECHAUFFEMENT_MS, fenetre, lambda: warm_up(services, operations, fenetre, lignee=lignee))
        return app.exec()
    finally:
        sys.excepthook, threading.excepthook = avant
        # Its timers must not outlive the workers they ask.
        shiboken6.delete(fenetre)
        services.travail.stop()
        services.rendu.stop()
        menage.stop()


def make_application(services: Services) -> QApplication:
    """The one QApplication, named, in the direction of its language, without a trace of its own."""
    from droits_usagers.ui.socle.sans_trace import forbid_dialog_memory

    forbid_dialog_memory()
    instance = QApplication.instance()
    if instance is None:
        use_own_plugins()
    app = instance if isinstance(instance, QApplication) else QApplication([sys.argv[0]])
    tell_screen_readers()
    app.setApplicationName("droits-usagers")
    app.setApplicationDisplayName(services.catalogue.textes("commun.nom"))
    app.setDesktopFileName("droits-usagers")
    app.setWindowIcon(QIcon(str(services.places.resources / "icones" / "application.svg")))
    langue = services.catalogue.langue
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    _speak(app, langue)
    sens = Qt.LayoutDirection.RightToLeft if langue in DROITE_A_GAUCHE else Qt.LayoutDirection.LeftToRight
    QGuiApplication.setLayoutDirection(sens)
    return app


def _speak(app: QApplication, langue: str) -> None:
    """Gives Qt's own words (in its file and printing dialogs) in the language of the window, or else in French."""
    for ancienne in app.findChildren(QTranslator):
        app.removeTranslator(ancienne)
        shiboken6.delete(ancienne)
    dossier = own_folder(QLibraryInfo.LibraryPath.TranslationsPath)
    traduction = QTranslator(app)
    if traduction.load(f"qtbase_{langue}", dossier) or traduction.load("qtbase_fr", dossier):
        app.installTranslator(traduction)


def make_window(app: QApplication, services: Services) -> tuple[Operations, Fenetre]:
    """The window and what brings answers to it; nothing is shown yet."""
    allure = Allure(app, services.carnet, services.places.resources / "icones")
    operations = Operations(services.catalogue.textes, app)
    return operations, Fenetre(services, operations, allure)


def watch_leaving(services: Services, operations: Operations, fenetre: Fenetre, *, lignee: Lignee) -> None:
    """From now on, « Personne suivante » gives the place to a new process."""
    from droits_usagers.ui.fenetre.passation import Passation

    passation = Passation(services, operations, fenetre, lignee=lignee)
    app = QApplication.instance()
    if app is not None:
        app.aboutToQuit.connect(passation.stop)


def warm_up(services: Services, operations: Operations, fenetre: Fenetre, *, lignee: Lignee | None = None) -> None:
    """While the person reads the first screen: keeps memory off the disk, loads what the next screen and the letter need."""
    forbid_dumps()
    listen_again(fenetre)
    if lignee is not None:
        watch_leaving(services, operations, fenetre, lignee=lignee)
    sans_suite = Reponses(fenetre, lambda _: None, lambda _: None)

    def load() -> None:
        from droits_usagers.services.socle.imprimeries import sweep

        load_ahead(services)
        services.courriers.warm_up()
        # What an earlier program left while printing, if it died of it.
        sweep()

    operations.run(services.rendu, load, sans_suite)
    _look_ahead(fenetre.pages)


def load_ahead(services: Services) -> None:
    """What does not depend on the settings of this computer, nor on anyone."""
    from droits_usagers.services.lettre.situations import search_situations

    # The largest screens, the field and the lock: their first opening must not wait for their modules.
    for ecran in ("accueil.accueil", "suivi.page", "fenetre.recherche", "fenetre.verrouillage"):
        import_module(f"droits_usagers.ui.{ecran}")
    textes, situations = services.catalogue.textes, services.catalogue.situations
    # Each part of the texts is read with the first that is asked for.
    textes("accueil.rien"), textes("suivi.titre")
    search_situations(situations, textes("assistant.situation.indice"))


def _look_ahead(pages: "Pages") -> None:
    """While a screen is read, builds the one that is wanted next."""
    lu = QTimer(pages, singleShot=True, interval=LECTURE_MS)
    lu.timeout.connect(lambda: pages.prepare(ENSUITE.get(pages.current_id, "")))
    pages.page_shown.connect(lambda _: lu.start())


def show_incident(error: BaseException, services: Services, fenetre: Fenetre) -> None:
    """Shows a defect of the program, once: one box is enough."""
    if fenetre.findChild(Incident) is None:
        incident = Incident(error, services.catalogue.textes, fenetre)
        incident.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        incident.open()


def incident_number(rapport: str) -> str:
    """The same few signs for the same defect, on any computer."""
    return hashlib.sha256(rapport.encode()).hexdigest()[:8]


class Incident(QDialog):
    """A box, for once: the only thing that has to be seen wherever one is."""

    neutre = True

    def __init__(self, error: BaseException, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(textes("commun.nom"))
        rapport = anonymous_report(error)
        self.numero = incident_number(rapport)
        contenu = QWidget()
        colonne = Colonne(contenu, marges=(24, 24, 24, 12))
        colonne.addWidget(Titre(textes("incident.titre")))
        colonne.addWidget(Libelle(textes("incident.phrase")))
        colonne.addWidget(Libelle(textes("incident.suite")))
        colonne.addWidget(Libelle(textes("incident.numero", numero=self.numero), gras=True))
        colonne.addWidget(Libelle(textes("incident.detail"), teinte=Teinte.DOUX))
        self.rapport = TexteLong(f"{self.numero}\n{rapport}", lignes=6)
        self.rapport.setReadOnly(True)
        self.rapport.setAccessibleName(textes("incident.detail"))
        colonne.addWidget(self.rapport)
        colonne.addStretch(1)
        pied = self._make_buttons(textes)
        page = Colonne(self, ecart=0)
        page.addWidget(Defilement(contenu), 1)
        page.addLayout(pied)
        self._fit(colonne.totalHeightForWidth, pied.sizeHint().height())
        self.continuer.setFocus()

    def _make_buttons(self, textes: Textes) -> Rangee:
        bas = Rangee(marges=(24, 12, 24, 24))
        copier = BoutonSecondaire(textes("incident.copier"), icone="copier")
        copier.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.rapport.toPlainText()))
        self.continuer = BoutonPrimaire(textes("incident.continuer"), touche=textes("commun.entree"))
        self.continuer.clicked.connect(self.accept)
        self.continuer.bind_enter(self)
        bas.addWidget(copier)
        bas.addStretch(1)
        bas.addWidget(self.continuer)
        return bas

    def _fit(self, height_for: Callable[[int], int], pied: int) -> None:
        """As large as its words, and no larger than the screen."""
        ecran = QGuiApplication.primaryScreen().availableGeometry()
        largeur = min(current_theme().px(560), ecran.width())
        self.resize(largeur, min(height_for(largeur) + pied, ecran.height()))
