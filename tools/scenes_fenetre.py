"""The screens one sees without any coffre, and what covers them."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.domain.demarche.situations import NUMEROS
from droits_usagers.domain.socle.impression import Imprimante, Support
from droits_usagers.services.notice.formulaire import INCONNU
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.apercu.dessinateur import Dessinateur
from droits_usagers.ui.apercu.lettre import Apercu, Detour
from droits_usagers.ui.composants import Titre
from droits_usagers.ui.droit.numeros import PageNumeros
from droits_usagers.ui.fenetre.application import Incident
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.recherche import Recherche
from droits_usagers.ui.fenetre.sortie_personne import Depart, FichierLaisse
from droits_usagers.ui.notice.page import PageNotices
from droits_usagers.ui.socle.destination import Quoi, VersFiche, VersModele, VersPartie
from droits_usagers.ui.socle.disposition import Pile
from droits_usagers.ui.socle.impression import DialogueImpression
from droits_usagers.ui.socle.operations import Operations

Scene = Callable[[Fenetre], QWidget]
#: Milliseconds that a slow computer may need for one fact.
PATIENCE = 60_000
#: Milliseconds: what is put off no longer than that is waited for; what beats as often as that is doing something.
BIENTOT, SANS_CESSE = 1_000, 100
#: How many times nothing must be awaited before nothing is.
_FOIS = 2


def settle() -> None:
    """Until workers have told all they were asked, and what was put off for a moment is done. Raises TimeoutError otherwise."""
    calmes = 0

    def is_calm() -> bool:
        # More than once: what came may ask for more.
        nonlocal calmes
        calmes = 0 if _is_busy() else calmes + 1
        return calmes > _FOIS

    until(is_calm)


def _is_busy() -> bool:
    application = QApplication.instance()
    if application is None or not all(operations.idle for operations in application.findChildren(Operations)):
        return application is not None
    minuteries = (minuterie for fenetre in QApplication.topLevelWidgets() for minuterie in fenetre.findChildren(QTimer))
    return any(un.isActive() and un.interval() <= (BIENTOT if un.isSingleShot() else SANS_CESSE) for un in minuteries)


def until(fact: Callable[[], bool]) -> None:
    """Lets the window live until this holds. Raises TimeoutError where it never does: a picture would show something else."""
    terme = QDeadlineTimer(PATIENCE)
    while not fact():
        if terme.hasExpired():
            raise TimeoutError
        boucle = QEventLoop()
        QTimer.singleShot(10, boucle.quit)
        boucle.exec()


def wait_for_letters(fenetre: Fenetre) -> None:
    """Until each letter in view is drawn, or it is said why there is none."""

    def shows(apercu: Apercu) -> bool:
        return apercu.feuilles.has_pages or any(detour.isVisible() for detour in apercu.findChildren(Detour))

    until(lambda: all(shows(apercu) for apercu in fenetre.findChildren(Apercu) if apercu.isVisible()))
    until(lambda: all(dessinateur.idle for dessinateur in fenetre.findChildren(Dessinateur)))


def page(id_: str, quoi: Quoi | None = None) -> Scene:
    """A screen, as it comes."""

    def show(fenetre: Fenetre) -> QWidget:
        fenetre.pages.go_to(id_, quoi)
        return fenetre

    return show


def numbers(fenetre: Fenetre) -> QWidget:
    """Whom to call, once what is read under it is there."""
    fenetre.pages.go_to("numeros")
    (montree,) = fenetre.findChildren(PageNumeros)
    until(lambda: len(montree.findChildren(Titre)) > len(NUMEROS))
    return fenetre


def fiche(id_: str) -> Scene:
    """A fiche, once it is drawn."""

    def show(fenetre: Fenetre) -> QWidget:
        fenetre.pages.go_to("fiches", VersFiche(id_))
        settle()
        return fenetre

    return show


#: Posters of which one is to be seen again.
_POSEES = (
    {"affichage_lieu": "Salle d'attente", "affichage_version": "2026-11", "affichage_pose_le": "3/11/2026"},
    {"affichage_lieu": "Mairie", "affichage_version": "2026-05", "affichage_pose_le": "4/5/2026"},
)
_PASSAGES = ({"controle_affiche": "Mairie · 2026-05", "controle_date": "12/6/2026", "controle_constat": "perimee"},)


def notice(partie: str, cote: str = "") -> Scene:
    """A part of an invented fiche, with one thing forgotten and another to ask; what is beside it in view."""

    def show(fenetre: Fenetre) -> QWidget:
        fenetre.pages.go_to("notices", VersModele("service-social"))
        page = fenetre.pages.currentWidget()
        if isinstance(page, PageNotices):
            page.atelier.answer("decision_existe", INCONNU)
            page.atelier.answer("droits_reclamation_cnil", None)
            page.atelier.answer("couleur", "#F2B705")
            page.atelier.answer("affichages", _POSEES)
            page.atelier.answer("controles", _PASSAGES)
            page.atelier.answer("controle_mois", "3")
            page.arrive(VersPartie(partie))
            if cote:
                page.editeur.disposition.show_side(cote)
                settle()
        return fenetre

    return show


def recherche(fenetre: Fenetre) -> QWidget:
    """The field that leads anywhere, over the first screen."""
    fenetre.search()
    boite = fenetre.findChild(Recherche)
    if boite is None:
        return fenetre
    boite.champ.setText("copie")
    return fenetre


def voile(fenetre: Fenetre) -> QWidget:
    """What hides a session."""
    fenetre.garde.protect()
    return fenetre


def depart(fenetre: Fenetre) -> QWidget:
    """What is asked before the next person."""
    feuille = Depart(
        fenetre.contexte.textes,
        [
            FichierLaisse(Path("/media/cle-usb/2026-11-24-acces-demande.pdf")),
            FichierLaisse(Path("/home/permanence/Documents/acces-demande.docx"), change=True),
        ],
        occupied=True,
        partage=True,
    )
    pile = fenetre.centralWidget()
    if isinstance(pile, Pile):
        pile.addWidget(feuille)
        pile.setCurrentWidget(feuille)
    feuille.arrive()
    return fenetre


def incident(fenetre: Fenetre) -> QWidget:
    """The box that says a defect."""
    boite = Incident(KeyError(), fenetre.contexte.textes, fenetre)
    boite.show()
    return boite


def impression(fenetre: Fenetre) -> QWidget:
    """What is asked before printing, on a printer that has no A3."""
    accueil = Imprimante("Accueil", frozenset({Support.A4}), deux_faces=True)
    liasses = [Liasse(b"", (Support.A4,), 2, nom="La lettre"), Liasse(b"", (Support.A3,), nom="Affiche")]
    boite = DialogueImpression(
        fenetre.contexte.textes, [accueil], liasses, envoyer=lambda _nom, _tirage: iter(()), arret=Event(), parent=fenetre
    )
    boite.show()
    return boite


SCENES_FICHES: dict[str, Scene] = {
    "notices": page("notices"),
    "notices-fiche": notice("finalites"),
    "notices-verification": notice("conservations", "verification"),
    "notices-affiche": notice("droits", "apercu"),
    "notices-suites": notice("suites"),
    "notices-presentation": notice("presentation", "apercu"),
    "notices-passages": notice("affichages", "verification"),
    "notices-photo": notice("controles", "verification"),
    "fiches": fiche(""),
    "fiches-secret": fiche("secret"),
    "fiches-calendrier": fiche("calendrier"),
}
