"""What every screen about the coffre is: one calm column, « Retour » bottom left, the one thing to do bottom right."""

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Avancement, Tache, Unites
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Centre,
    Colonne,
    Defilement,
    Libelle,
    Nature,
    Pied,
    Progres,
)
from droits_usagers.ui.composants.mise_en_page import ENTRE_GROUPES, replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

T = TypeVar("T")


class EcranCoffre(QWidget):
    """Holds what is typed until `clear`. A subclass fills `colonne`, and does its one thing in `go_on`."""

    #: The person wants to leave without doing it.
    back_asked = Signal()
    #: A coffre has just been opened: whoever shows this goes on in it.
    coffre_opened = Signal(object)

    def __init__(self, contexte: Contexte, id_: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.textes = contexte.textes
        self._id = id_
        #: The sentences of this screen.
        self.say = self.textes.under(f"coffre_ecran.{self._id}")
        self._contenu = QWidget()
        #: What had the focus before the screen took no more orders.
        self._avant: QWidget | None = None
        self.colonne = Colonne(self._contenu, ecart=ENTRE_GROUPES, marges=(24, 24, 24, 24))
        self.introduction = Libelle(self.say("phrase"), teinte=Teinte.DOUX)
        self.colonne.addWidget(self.introduction)
        #: Long work under way, and what shows it.
        self._tache: Tache | None = None
        self.progres = Progres(self.textes("coffre_ecran.arreter"))
        self.progres.stop_asked.connect(self._stop)
        #: Where something is said; a subclass puts it in its column.
        self.dit = Colonne()
        self.retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        self.suite = BoutonPrimaire(self.say("suite"), touche=self.textes("commun.entree"))
        self._lay_out()
        self.suite.bind_enter(self)
        self.suite.clicked.connect(self.go_on)
        self.retour.clicked.connect(self.back_asked)

    def _lay_out(self) -> None:
        page = Colonne(self, ecart=0)
        self.defilement = Defilement(Centre(self._contenu, largeur=640, au_milieu=True))
        page.addWidget(self.defilement, 1)
        travail, pied = QWidget(), QWidget()
        Colonne(travail, marges=(24, 0, 24, 0)).addWidget(self.progres)
        page.addWidget(Centre(travail, largeur=640, au_milieu=True).stay_under(self.defilement))
        Pied(self.retour, self.suite, dans=pied, marges=(24, 4, 24, 8))
        page.addWidget(Centre(pied, largeur=640, au_milieu=True).stay_under(self.defilement))

    def go_on(self) -> None:
        """Does the one thing this screen is for."""

    def start(self) -> None:
        """Puts the focus where one starts."""

    def clear(self) -> None:
        """Forgets what was typed."""
        self.hush()

    def cover(self) -> None:
        """The screen is about to be hidden: erases the phrases typed on it."""

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names, where there are any."""

    def wait(self, *, attente: bool) -> None:
        """While the key derives (about a second): says so, and takes no other order."""
        if attente:
            self._avant = QApplication.focusWidget()
        for widget in (self._contenu, self.suite, self.retour):
            widget.setEnabled(not attente)
        if attente:
            self.tell(self.say("attente"), mot=self.textes("coffre_ecran.un_instant"), nature=Nature.INFORMATION)
        else:
            self.hush()
            # Where the focus was; on the one thing to do if that is gone (a button of a notice, say).
            avant = self._avant
            here = avant is not None and shiboken6.isValid(avant) and self.isAncestorOf(avant) and avant.isVisible()
            (avant if avant is not None and here else self.suite).setFocus()

    def ask_before_erasing(self, texte: str, *, erase: Callable[[], object], keep: Callable[[], object]) -> None:
        """Says what would be lost, the way back first and in focus."""
        avis = self.tell(texte, mot=self.textes("coffre_ecran.corbeille.perdu_mot"), nature=Nature.ARRET)
        garder, oui = BoutonSecondaire(self.say("garder")), BoutonSecondaire(self.say("effacer_oui"))
        garder.clicked.connect(lambda _checked=False: keep())
        oui.clicked.connect(lambda _checked=False: erase())
        avis.add_button(garder)
        avis.add_button(oui)
        garder.setFocus()

    def work(self, action: Callable[[Coffre], Unites[T]], on_success: Callable[[T], object]) -> None:
        """Does something long, says how far it is, and stops when asked to: `<screen>.arrete` says what is left then."""

        def end() -> None:
            self._tache = None
            self.progres.end()
            self.wait(attente=False)

        def succeed(resultat: T) -> None:
            end()
            on_success(resultat)

        def fail(error: ExpectedError) -> None:
            end()
            self.on_work_failed(error)

        def stop(avancement: Avancement) -> None:
            end()
            self.start()
            self.on_stopped(avancement)

        self.wait(attente=True)
        self.hush()
        self.progres.begin(self.say("attente"))
        reponses = Reponses(self, succeed, fail, on_progress=self.on_progress, on_cancelled=stop)
        self._tache = AccesCoffre(self.contexte).work(action, reponses)

    def on_progress(self, avancement: Avancement) -> None:
        """Says how far long work is."""
        self.progres.show_progress(avancement)

    def on_stopped(self, avancement: Avancement) -> None:  # noqa: ARG002 - a subclass may tell how far it was
        """Long work was stopped: says what is left."""
        self.tell(self.say("arrete"), nature=Nature.INFORMATION)

    def on_work_failed(self, error: ExpectedError) -> Avis:
        """Long work could not go on: says why, and what is safe."""
        return self.tell_failure(error)

    def _stop(self) -> None:
        if self._tache is not None:
            self._tache.cancel()

    def tell(self, texte: str, *, mot: str = "", nature: Nature = Nature.ATTENTION) -> Avis:
        """Says something in place of what was said before."""
        avis = Avis(texte, mot=mot or self.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self.dit, (avis,))
        self.defilement.bring_into_view(avis)
        return avis

    def tell_failure(self, error: ExpectedError) -> Avis:
        """Says what happened, what is safe, what to do."""
        return self.tell(self.contexte.operations.sentence(error), nature=Nature.ATTENTION)

    def hush(self) -> None:
        """Takes back what was said."""
        replace_all(self.dit, ())
