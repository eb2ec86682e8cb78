"""Keeps every two seconds what is being described and is in no file yet: in the coffre, or without one beside its file.

In the coffre while one is open: encrypted, and nowhere else. Where that cannot be written, it is in memory only: it goes in the
clear where the person says, not by itself. Without a coffre, only a file that has a name is followed: beside it, in the clear,
as itself. What has neither is in memory only too. All of that is said (`homeless`, `failed`) as soon as there is something to
lose.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.saisies import EbaucheGardee, drop_ebauche, keep_ebauche, read_ebauche
from droits_usagers.services.socle.lecture import FichiersLus
from droits_usagers.services.socle.modes import Mode, Sortie
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

T = TypeVar("T")
R = TypeVar("R")


class AtelierFichier(Protocol[T]):
    """What is being described, where it is kept."""

    chemin: Path | None

    @property
    def is_recue(self) -> bool:
        """True for what is someone else's, typed again."""
        ...

    def put_beside(self, dossier: Path) -> T:
        """Puts in this folder the files that go with it; the value that names them as they are called there."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...

    def recover(self, valeur: T) -> None:
        """What was not saved, in place of what is in the file."""
        ...

    def mark_saved(self, chemin: Path) -> None:
        """It is in this file."""
        ...


class Fichiers(QObject, Generic[T]):
    """`saved`: it is in a file. `failed`: an ExpectedError, to say in place. `propose` gives a name for a new file."""

    saved = Signal(object)
    failed = Signal(object)
    #: The file holds comments, which would be lost; its path.
    annotated = Signal(object)

    def __init__(
        self,
        contexte: Contexte,
        fichiers: FichiersLus[T],
        atelier: AtelierFichier[T],
        *,
        propose: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._contexte, self._fichiers, self._atelier, self._propose = contexte, fichiers, atelier, propose

    def save(self, *, annote: bool = False) -> None:
        """Where it came from, or where the person says the first time. `annote`: even if comments are lost there."""
        chemin = self._atelier.chemin
        if chemin is None:
            self.save_as()
        elif self._fichiers.is_annotated and not annote:
            self.annotated.emit(chemin)
        else:
            self._write(chemin, lambda valeur: self._fichiers.save(valeur, chemin))

    def save_as(self) -> None:
        """Where the person says."""
        chemin = self._attempt(lambda: self._contexte.sorties().choose_file(self._propose()))
        if chemin is not None:
            self._write(chemin, lambda valeur: self._fichiers.save_as(valeur, chemin))

    def _write(self, chemin: Path, save: Callable[[T], Path]) -> None:
        """What goes with it first: it may have to take another name there."""
        valeur = self._attempt(lambda: self._atelier.put_beside(chemin.parent))
        if valeur is not None and self._attempt(lambda: save(valeur)) is not None:
            self._atelier.mark_saved(chemin)
            self.saved.emit(chemin)

    def open(self, chemin: Path) -> T | None:
        """What is in a file, to be saved over it; None, once `failed` said why, when it cannot be read."""
        return self._attempt(lambda: self._fichiers.open(chemin))

    def look_at(self, chemin: Path) -> T | None:
        """The same, only to compare with."""
        return self._attempt(lambda: self._fichiers.look_at(chemin))

    def _attempt(self, action: Callable[[], R]) -> R | None:
        return self._contexte.operations.attempt(action, self.failed.emit)


#: Between two looks, in milliseconds.
TOUTES_LES = 2_000


class OuGarde(StrEnum):
    """Where it is kept."""

    NULLE_PART = ""
    COFFRE = "coffre"
    A_COTE = "a_cote"


class GardeFichier(QObject, Generic[T]):
    """`failed`: it could not be kept (an ExpectedError), told once for each change; `recovered`: now it could.

    `homeless`: there is nowhere to keep it; `undecided`: what was found beside the file is there still, and would be lost under
    it. Both are told at each look until the screen had room to say so (`told`), or one decided (`decided`).
    """

    failed = Signal(object)
    recovered = Signal()
    homeless = Signal()
    undecided = Signal()
    #: False while what was found beside the file is neither taken back nor given up.
    decided = True
    #: True once it was said that there is nowhere to keep it.
    told = False

    def __init__(
        self,
        contexte: Contexte,
        lus: FichiersLus[T],
        atelier: AtelierFichier[T],
        *,
        genre: str,
        current: Callable[[], T],
        modified: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._contexte, self._lus, self._atelier, self._genre = contexte, lus, atelier, genre
        self._current, self._modified = current, modified
        self._acces = AccesCoffre(contexte)
        self._rythme = QTimer(self, interval=TOUTES_LES)
        self._rythme.timeout.connect(self.look)
        #: What was kept last, and where; what could not be.
        self._garde: tuple[T, Path | None] | None = None
        self._ou = OuGarde.NULLE_PART
        self._refuse: object = None
        #: What was last handed to the coffre, which may be writing it still.
        self._remise: EbaucheGardee | None = None
        #: Counts the works begun: the answer about one of before says nothing of this one.
        self._rang = 0
        self._writing = False
        self._waiting: list[Callable[[OuGarde, str], None]] = []

    # Beginning and ending

    def begin(self) -> None:
        """Another one is described from now on."""
        self.stop()
        self._rythme.start()

    def stop(self) -> None:
        """Nothing is described any more. What was kept stays where it is."""
        self._rythme.stop()
        self._rang += 1
        self._garde = self._refuse = self._remise = None
        self._ou = OuGarde.NULLE_PART
        self._writing = self.told = False
        self.decided = True
        self._waiting.clear()

    def renounce(self) -> None:
        """Whoever wrote it does not want it: nothing of it is left anywhere."""
        self._rythme.stop()
        if self._atelier.chemin is not None and self._modified():
            self._lus.drop(self._atelier.chemin)
        self._drop()

    @property
    def is_beside(self) -> bool:
        """True while what is not saved is beside its file, as it is now."""
        return self._ou is OuGarde.A_COTE and self._refuse is None and self._modified()

    @property
    def unsaved(self) -> str:
        """What it would be as a file, while no file is so; empty otherwise."""
        contenu = (
            self._contexte.operations.attempt(lambda: self._lus.checked(self._current()), _ignore) if self._modified() else None
        )
        return "" if contenu is None else contenu.decode()

    # Keeping

    def look(self) -> None:
        """What changed since the last time is kept; what is saved now needs it no more."""
        if self._writing or self._is_locking:
            return
        if not self._modified():
            self._drop()
            return
        actuel = (self._current(), self._atelier.chemin)
        ou = self._place()
        unsaid = ou is OuGarde.NULLE_PART and not self.told
        if unsaid or ou is not self._ou or self._refuse is not None or actuel != self._garde:
            self._keep(actuel, ou)

    def keep_now(self, done: Callable[[OuGarde, str], None]) -> None:
        """The same at once, then calls `done`: where it is; and why it is not in the coffre, if one is open."""
        if not self._modified() and not self._writing:
            self._drop()
            done(OuGarde.NULLE_PART, "")
            return
        self._waiting.append(done)
        if not self._writing:
            self._keep((self._current(), self._atelier.chemin), self._place())

    @property
    def _is_locking(self) -> bool:
        seance = self._contexte.services.seance
        return seance.mode is Mode.COFFRE and seance.coffre is None

    def _place(self) -> OuGarde:
        if self._acces.is_open:
            return OuGarde.NULLE_PART if self._acces.lecture_seule else OuGarde.COFFRE
        permis = self._atelier.chemin is not None and self.decided and self._contexte.sorties().allows(Sortie.ENREGISTRER)
        return OuGarde.A_COTE if permis else OuGarde.NULLE_PART

    def _keep(self, actuel: tuple[T, Path | None], ou: OuGarde) -> None:
        match ou:
            case OuGarde.COFFRE:
                self._keep_in_coffre(actuel)
            case OuGarde.A_COTE:
                self._keep_beside(actuel)
            case _:
                self._ou, self._garde = ou, actuel
                if not self.decided:
                    self.undecided.emit()
                elif not self.told:
                    self.homeless.emit()
                self._answer(OuGarde.NULLE_PART, "")

    def _keep_in_coffre(self, actuel: tuple[T, Path | None]) -> None:
        valeur, chemin = actuel
        contenu = self._contexte.operations.attempt(
            lambda: self._lus.checked(valeur), lambda error: self._on_refused(actuel, error)
        )
        if contenu is None:
            return
        ebauche, nouvelle = EbaucheGardee(contenu, chemin, recue=self._atelier.is_recue), self._ou is not OuGarde.COFFRE
        self._writing, self._remise, rang = True, ebauche, self._rang
        reponses = Reponses(
            self,
            lambda _: self._on_kept(rang, actuel),
            lambda error: self._on_refused(actuel, error) if rang == self._rang else None,
        )
        self._acces.write(lambda coffre: keep_ebauche(coffre, self._genre, ebauche, nouvelle=nouvelle), reponses)

    def _on_kept(self, rang: int, actuel: tuple[T, Path | None]) -> None:
        if rang != self._rang:
            return
        self._writing = False
        if self._ou is OuGarde.A_COTE and actuel[1] is not None:
            # Begun before there was a coffre.
            self._lus.drop(actuel[1])
        self._garde, self._ou = actuel, OuGarde.COFFRE
        self._recover()
        if self._waiting and (self._current(), self._atelier.chemin) != actuel:
            # Typed meanwhile, and someone waits for it.
            self._keep((self._current(), self._atelier.chemin), self._place())
        else:
            self._answer(OuGarde.COFFRE, "")

    def _keep_beside(self, actuel: tuple[T, Path | None]) -> None:
        valeur, chemin = actuel

        def keep() -> bool:
            if chemin is not None:
                self._lus.keep(valeur, chemin)
            return chemin is not None

        if self._contexte.operations.attempt(keep, lambda error: self._on_refused(actuel, error)):
            self._garde, self._ou = actuel, OuGarde.A_COTE
            self._recover()
            self._answer(OuGarde.A_COTE, "")

    def _on_refused(self, actuel: tuple[T, Path | None], error: ExpectedError) -> None:
        """In memory only. Tried again at each look, said again at another change."""
        self._writing = False
        nouveau, self._refuse = actuel != self._refuse, actuel
        if nouveau:
            self.failed.emit(error)
        self._answer(OuGarde.NULLE_PART, self._contexte.operations.loss(error))

    def _recover(self) -> None:
        refuse, self._refuse = self._refuse, None
        if refuse is not None:
            self.recovered.emit()

    def _answer(self, ou: OuGarde, raison: str) -> None:
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done(ou, raison)

    def _drop(self) -> None:
        """It is in its file, or given up."""
        remise = self._remise
        if remise is not None:
            self._acces.write(lambda coffre: drop_ebauche(coffre, self._genre, remise), Reponses(self, _ignore, _ignore))
        if self._ou is OuGarde.A_COTE and self._atelier.chemin is not None:
            self._lus.drop(self._atelier.chemin)
        self._garde = self._refuse = self._remise = None
        self._ou = OuGarde.NULLE_PART

    # Coming back

    def look_in_coffre(self, found: Callable[[EbaucheGardee | None], None]) -> None:
        """What was being described when the coffre was locked, or the program stopped. Nothing is asked where there is none."""
        if self._acces.is_open:
            self._acces.ask(lambda coffre: read_ebauche(coffre, self._genre), Reponses(self, found, lambda _: found(None)))
        else:
            found(None)

    def take_up(self, valeur: T, ebauche: EbaucheGardee) -> None:
        """What was found there, and still is."""
        self._garde, self._ou, self._remise = (valeur, self._atelier.chemin), OuGarde.COFFRE, ebauche


def _ignore(_: object) -> None:
    """It is met again at the next look."""
