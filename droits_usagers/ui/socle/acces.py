"""The door screens have to the opened coffre: pure callables on it, run in its own thread, answered in the window's.

Nothing is done, and nothing answered, once the coffre was taken away to be closed: a timer of a screen may still fire.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.socle.travail import Avancement, Priorite, Tache, Unites
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

T = TypeVar("T")


def why_read_only(textes: Textes, raison: str, lacunes: Sequence[str]) -> str:
    """Why an opened coffre can only be read, and what a damaged one lost."""
    dit = textes(f"coffre.lecture_seule.{raison}")
    perdus = ", ".join(textes(f"coffre.lacunes.{quoi}") for quoi in lacunes)
    return " ".join(filter(None, (dit, perdus and textes("coffre.lacunes_dites", quoi=perdus))))


class AccesCoffre:
    """Belongs to a screen; holds nothing."""

    def __init__(self, contexte: Contexte) -> None:
        self._services = contexte.services
        self._operations = contexte.operations

    @property
    def is_open(self) -> bool:
        """True while there is a coffre to ask."""
        return self._services.seance.coffre is not None

    @property
    def lecture_seule(self) -> bool:
        """True when everything can be read and nothing changed."""
        coffre = self._services.seance.coffre
        return coffre is not None and coffre.lecture_seule

    @property
    def raison(self) -> str:
        """Why what writes cannot be pressed, for `hold`; empty when it can."""
        return self._services.catalogue.textes("suivi.lecture_seule") if self.lecture_seule else ""

    # The opened coffre.

    def ask(self, action: Callable[[Coffre], T], reponses: Reponses) -> None:
        """Reads something that is on screen: goes before everything else."""
        self._run(action, reponses, Priorite.PAGE_VISIBLE)

    def ask_latest(self, action: Callable[[Coffre], T], reponses: Reponses, *, suite: str) -> None:
        """The same, where only the last question of a `suite` matters: a search while typing."""
        coffre = self._services.seance.coffre
        if coffre is not None:
            self._operations.run_latest(self._services.travail, partial(action, coffre), reponses, suite=suite)

    def write(self, action: Callable[[Coffre], T], reponses: Reponses) -> None:
        """Writes what a person did."""
        self._run(action, self._then_backed_up(reponses), Priorite.ECRITURE)

    def work(self, action: Callable[[Coffre], Unites[T]], reponses: Reponses) -> Tache | None:
        """Long work, unit by unit, behind everything else; `on_success` is given what it comes to. Can be cancelled."""
        coffre = self._services.seance.coffre
        if coffre is None:
            return None
        coffre.effacement.heard = self._operations.erased.emit
        resultats: list[T] = []

        def units() -> Iterator[Avancement]:
            resultats.append((yield from action(coffre)))

        fini = self._then_backed_up(replace(reponses, on_success=lambda _: reponses.on_success(resultats[0])))
        return self._operations.run_units(self._services.travail, units, fini)

    def maintain(self, reponses: Reponses) -> None:
        """Behind everything else: computes again what the day made stale, erases and backs up what is due.

        `on_success` is called when lists may have changed. What fails here is met again by whoever asks for it.
        """
        coffre = self._services.seance.coffre
        if coffre is None:
            return
        self._operations.run_units(self._services.travail, coffre.liste.refresh, replace(reponses, on_failure=_ignore))
        if not coffre.lecture_seule:
            coffre.effacement.heard = self._operations.erased.emit
            tidied = replace(reponses, on_success=lambda _: self._tidied(reponses), on_failure=_ignore)
            self._operations.run_units(self._services.travail, coffre.tidying, tidied)

    def back_up_if_wanted(self) -> None:
        """Behind everything else, once many dossiers were written: a backup. That it could not be made is told anywhere."""
        coffre = self._services.seance.coffre
        if coffre is None:
            return
        missed = coffre.protection.take_missed()
        if missed is not None:
            self._operations.backup_missed.emit(missed)
        if coffre.protection.wanted:
            reponses = Reponses(self._operations, lambda _: self.back_up_if_wanted(), _ignore)
            self._operations.run_units(self._services.travail, coffre.protection.after_bulk, reponses)

    def _then_backed_up(self, reponses: Reponses) -> Reponses:
        def succeed(resultat: object) -> None:
            reponses.on_success(resultat)
            self.back_up_if_wanted()

        return replace(reponses, on_success=succeed)

    def _tidied(self, reponses: Reponses) -> None:
        reponses.on_success(None)
        self.back_up_if_wanted()

    def _run(self, action: Callable[[Coffre], T], reponses: Reponses, priorite: Priorite) -> None:
        coffre = self._services.seance.coffre
        if coffre is not None:
            self._operations.run(self._services.travail, partial(action, coffre), reponses, priorite=priorite)

    # One that is not open.

    def prepare(self, pour: QObject) -> None:
        """While a phrase is typed, loads what opens a coffre. What fails here is met again by whoever opens one."""
        self.on_path(lambda coffres: coffres.prepare(), Reponses(pour, _ignore, _ignore))

    def on_path(self, action: Callable[[Coffres], T], reponses: Reponses) -> None:
        """Does something with a path: opens, creates, restores. Takes about a second where a key must be derived."""
        services = self._services
        self._operations.run(services.travail, lambda: action(services.coffres), reponses)


def _ignore(_: object) -> None:
    """Nobody asked for it."""
