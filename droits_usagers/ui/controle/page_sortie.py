"""What the screens share from which something leaves the coffre: choices, the work in place, what came of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.controle.controle import Gestes, SortieRetenue
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
    Titre,
)
from droits_usagers.ui.composants.mise_en_page import ENTRE_GROUPES, replace_all
from droits_usagers.ui.composants.progres import Progres
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.controle.retenue import Retenue
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page

T = TypeVar("T")
LARGEUR = 680


class PageSortie(Page):
    """A subclass fills `colonne` with choices, and starts its work in `go_on`. Nothing on it names anyone."""

    def __init__(self, contexte: Contexte, id_: str, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._id = id_
        #: The sentences of this screen.
        self.say = self.textes.under(self._id)
        self.acces = AccesCoffre(contexte)
        self._tache: Tache | None = None
        #: What the person chose to keep in what leaves.
        self.gestes = Gestes()
        #: Counts what was begun: an answer to what was given up is dropped.
        self._fois = 0
        self._choix = QWidget()
        self.colonne = Colonne(self._choix, ecart=ENTRE_GROUPES)
        self.dit = Colonne()
        self.progres = Progres(self.textes("export.arreter"))
        self.retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        self.suite = BoutonPrimaire(self.say("suite"), touche=self.textes("commun.entree"))
        #: Why nothing left, and what can be kept as it is.
        self.retenue = Retenue(contexte, self.gestes, self._retry)
        self.retenue.appeared.connect(lambda: self.defilement.bring_into_view(self.retenue))
        self._lay_out()
        self.suite.bind_enter(self)
        self.suite.clicked.connect(self.go_on)
        self.retour.clicked.connect(lambda: self.page_wanted.emit(Destination("suivi")))
        self.progres.stop_asked.connect(self._on_stop_asked)

    def _lay_out(self) -> None:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=ENTRE_GROUPES, marges=(24, 24, 24, 24))
        tete = Colonne(ecart=8)
        # The title line says it already, where it is the name of the screen.
        if self.say("titre") != self.textes(f"rail.{self._id}"):
            tete.addWidget(Titre(self.say("titre")))
        tete.addWidget(Libelle(self.say("phrase"), teinte=Teinte.DOUX))
        colonne.addLayout(tete)
        colonne.addWidget(self._choix)
        colonne.addWidget(self.progres)
        colonne.addLayout(self.dit)
        colonne.addWidget(self.retenue)
        colonne.addStretch(1)
        page = Colonne(self, ecart=0)
        self.defilement = Defilement(Centre(contenu, largeur=LARGEUR, au_milieu=True))
        page.addWidget(self.defilement, 1)
        pied = QWidget()
        Pied(self.retour, self.suite, dans=pied, marges=(24, 4, 24, 8))
        page.addWidget(Centre(pied, largeur=LARGEUR, au_milieu=True).stay_under(self.defilement))

    def _retry(self) -> None:
        if not self.raison and not self.is_working:
            self.go_on()

    def go_on(self) -> None:
        """Does the one thing this screen is for."""

    @property
    def raison(self) -> str:
        """Why it cannot be done; empty when it can."""
        return ""

    def arrange(self) -> None:
        """Lets it be done, or not."""
        self.suite.hold(self.raison)
        self.suite.setEnabled(not self.raison and not self.is_working)

    def clear(self) -> None:
        """Gives up what is being done: what it would write is not written."""
        self._fois += 1
        if self._tache is not None:
            self._tache.cancel()
            self.end()
        self.gestes.clear()
        self.hush()

    # Saying.

    def tell(self, texte: str, *, nature: Nature) -> Avis:
        """Says something in place of what was said before."""
        self.retenue.hush()
        avis = Avis(texte, mot=self.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self.dit, (avis,))
        self.defilement.bring_into_view(avis)
        return avis

    def hush(self) -> None:
        """Takes back what was said."""
        replace_all(self.dit, ())
        self.retenue.hush()

    # Working.

    @property
    def is_working(self) -> bool:
        """True while something is being done."""
        return self._tache is not None

    def read(self, action: Callable[..., Unites[T]], then: Callable[[T], object], *, en_cours: str) -> None:
        """Reads the coffre unit by unit, then goes on with what it gave; the screen takes no other order meanwhile."""
        self._begin(en_cours)
        place: list[Tache | None] = []

        def go_on(resultat: T) -> None:
            # Asked too late for the reading to stop, but before anything was written.
            if place[0] is not None and place[0].cancelled:
                self.on_stopped()
            else:
                then(resultat)

        place.append(self.acces.work(action, self._reponses(go_on)))
        self._tache = place[0]

    def make(self, action: Callable[[], Unites[T]], then: Callable[[T], object], *, en_cours: str) -> None:
        """The same without the coffre, in the thread of what is drawn."""
        self._begin(en_cours)
        resultats: list[T] = []

        def units() -> Iterator[Avancement]:
            resultats.append((yield from action()))

        reponses = self._reponses(then)
        fini = replace(reponses, on_success=lambda _: reponses.on_success(resultats[0]))
        self._tache = self.contexte.operations.run_units(self.contexte.services.rendu, units, fini)

    def _begin(self, en_cours: str) -> None:
        self._fois += 1
        self.hush()
        self._choix.setEnabled(False)
        self.suite.setEnabled(False)
        self.progres.begin(en_cours)
        self.defilement.bring_into_view(self.progres)

    def _reponses(self, then: Callable[[T], object]) -> Reponses:
        fois = self._fois

        def when_wanted(action: Callable[..., object]) -> Callable[..., object]:
            return lambda *valeurs: action(*valeurs) if fois == self._fois else None

        def succeed(resultat: T) -> None:
            self.end()
            then(resultat)

        return Reponses(
            self,
            when_wanted(succeed),
            when_wanted(self.on_failure),
            when_wanted(self.progres.show_progress),
            when_wanted(lambda _: self.on_stopped()),
        )

    def end(self) -> None:
        """It is over: the screen takes orders again."""
        self._tache = None
        self.progres.end()
        self._choix.setEnabled(True)
        self.arrange()
        self.suite.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_failure(self, error: ExpectedError) -> None:
        """Says what happened, what is safe, what to do."""
        self.end()
        if isinstance(error, SortieRetenue):
            self.hush()
            self.retenue.show_held(error)
        else:
            self.tell(self.contexte.operations.sentence(error), nature=Nature.ATTENTION)

    def on_stopped(self) -> None:
        """Says that nothing was written."""
        self.end()
        self.tell(self.textes("export.arrete"), nature=Nature.INFORMATION)

    def _on_stop_asked(self) -> None:
        if self._tache is not None:
            self._tache.cancel()
