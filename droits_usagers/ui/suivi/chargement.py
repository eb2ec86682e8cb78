"""Asks the coffre for the pages of one list: a new search drops the former one, and what scrolled away is not asked for."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from droits_usagers.domain.dossier.dossiers import Affaire, Filtre, PageSuivi, Tri
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Tache, Unites
from droits_usagers.services.suivi.criteres import Criteres, Decompte
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.suivi.modele import TAILLE, ModeleSuivi

#: Pages that can be in sight at once, with one being passed over.
_EN_VUE = 3
#: Whatever is asked first for a new list, and how long it is: a later key drops it.
SUITE, SUITE_COMPTE = "suivi", "suivi.compte"


class Chargement(QObject):
    """Fills a model. One page is on its way at a time; the last one wanted goes next."""

    #: A new list has come: its first page read.
    result_shown = Signal(object)
    #: How many lines the list has, where its first page did not say.
    counted = Signal(int)
    #: The coffre could not be read.
    failed = Signal(object)

    def __init__(self, acces: AccesCoffre, modele: ModeleSuivi, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acces = acces
        self._modele = modele
        self.filtre = Filtre()
        self.tri = Tri.URGENCE
        #: Tells the pages of the present list from those of a former one.
        self._liste = 0
        self._en_route = False
        self._voulues: list[int] = []
        modele.page_wanted.connect(self._on_page_wanted)

    def show(self, filtre: Filtre, tri: Tri, *, debut: int = 0) -> None:
        """Asks for another list, or for the same one again, from the page that starts at `debut`."""
        self.filtre, self.tri = filtre, tri
        self.forget()
        reponses = Reponses(self, partial(self._on_result, self._liste), self._on_failure)
        self._acces.ask_latest(self._page(debut, compter=False), reponses, suite=SUITE)

    def forget(self) -> None:
        """Whatever is on its way is not wanted any more."""
        self._liste += 1
        self._voulues.clear()
        self._en_route = False

    def _page(self, debut: int, *, compter: bool) -> Callable[[Coffre], PageSuivi]:
        filtre, tri = self.filtre, self.tri
        return lambda coffre: coffre.liste.page(filtre, tri=tri, debut=debut, taille=TAILLE, compter=compter)

    def _on_result(self, liste: int, page: PageSuivi) -> None:
        if liste != self._liste:
            return
        if page.debut and not page.lignes:
            # The list is shorter than it was.
            self.show(self.filtre, self.tri)
            return
        self._modele.show_result(page)
        self.result_shown.emit(page)
        if page.partielle:
            filtre = self.filtre
            reponses = Reponses(self, partial(self._on_count, liste), self._on_failure)
            self._acces.ask_latest(lambda coffre: coffre.liste.count(filtre), reponses, suite=SUITE_COMPTE)

    def _on_count(self, liste: int, total: int) -> None:
        if liste == self._liste:
            self._modele.grow(total)
            self.counted.emit(total)

    def _on_page_wanted(self, debut: int) -> None:
        self._voulues.append(debut)
        for oubliee in self._voulues[:-_EN_VUE]:
            self._modele.forget(oubliee)
        del self._voulues[:-_EN_VUE]
        self._ask_next()

    def _ask_next(self) -> None:
        if self._voulues and not self._en_route:
            self._en_route = True
            debut = self._voulues.pop()
            recue = partial(self._on_page, self._liste)
            self._acces.ask(self._page(debut, compter=True), Reponses(self, recue, partial(self._on_page_failure, debut)))

    def _on_page(self, liste: int, page: PageSuivi) -> None:
        if liste == self._liste:
            self._en_route = False
            self._modele.receive(page)
            self._ask_next()

    def _on_page_failure(self, debut: int, error: ExpectedError) -> None:
        self._en_route = False
        self._modele.forget(debut)
        self._on_failure(error)

    def _on_failure(self, error: ExpectedError) -> None:
        self.failed.emit(error)


#: Nothing is counted while someone types.
ATTENTE_MS = 200


class ChargementDecompte(QObject):
    """Emits `counted` with groups of facettes."""

    counted = Signal(object)
    failed = Signal(object)

    def __init__(self, acces: AccesCoffre, decompte: Decompte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acces = acces
        self._decompte = decompte
        self._filtre, self._criteres = Filtre(), Criteres()
        self._tache: Tache | None = None
        #: Tells the present question from former ones.
        self._question = 0
        self._attente = QTimer(self, singleShot=True, interval=ATTENTE_MS)
        self._attente.timeout.connect(self._start)

    def ask(self, filtre: Filtre, criteres: Criteres) -> None:
        """Counts for this filter, in a moment; what was being counted is dropped."""
        self.stop()
        self._filtre, self._criteres = filtre, criteres
        self._attente.start()

    def stop(self) -> None:
        """Counts nothing more."""
        self._question += 1
        self._attente.stop()
        if self._tache is not None:
            self._tache.cancel()
            self._tache = None

    def _start(self) -> None:
        question, criteres = self._question, self._criteres

        def show(resultat: tuple[object, Sequence[Affaire]]) -> None:
            if question == self._question:
                comptes, affaires = resultat
                self.counted.emit(self._decompte.groups(comptes, criteres, affaires))  # type: ignore[arg-type] # its own counts

        self._tache = self._acces.work(self._count, Reponses(self, show, self._on_failure))

    def _count(self, coffre: Coffre) -> Unites[tuple[object, Sequence[Affaire]]]:
        comptes = yield from coffre.liste.counting(self._filtre)
        return comptes, coffre.affaires.all()

    def _on_failure(self, error: ExpectedError) -> None:
        self.failed.emit(error)
