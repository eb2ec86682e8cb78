"""What is written about mandats, in the coffre's own thread; the signed paper, without what a camera adds to it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.socle.fichiers_recus import GenreFichier
from droits_usagers.services.dossier.mandats import LigneMandat
from droits_usagers.services.dossier.pieces import read_file
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.images import renew
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


class Ecriture(QObject):
    """`written`: what was done (an id of `[mandats.fait]`), to how many, and as they were before if it can be undone."""

    written = Signal(str, int, object)
    failed = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._acces = AccesCoffre(contexte)

    def _write(self, action: "Callable[[Coffre], int]", id_: str, avant: Sequence[Mandat] = ()) -> None:
        reponses = Reponses(self, lambda nombre: self.written.emit(id_, nombre, tuple(avant)), self.failed.emit)
        self._acces.write(action, reponses)

    def update(self, mandats: Sequence[Mandat], avant: Sequence[Mandat]) -> None:
        """Replaces what is known of them; `avant`: as they were, nothing when this undoes."""
        self._write(partial(_update, mandats=tuple(mandats)), "note" if avant else "annule", avant)

    def create(self, nouveaux: Sequence[tuple[Mandat, tuple[str, ...]]]) -> None:
        """Mandats to be signed, each for dossiers that have none."""
        self._write(partial(_create, nouveaux=tuple(nouveaux)), "cree")

    def renew(self, mandats: Sequence[Mandat]) -> None:
        """Others between the same, to be signed, on which their dossiers rest from now on."""
        self._write(partial(_renew, mandats=tuple(mandats)), "refait")

    def find(self, lignes: Sequence[LigneMandat], done: Callable[[Sequence[str]], None]) -> None:
        """The dossiers of these, those of the bin apart."""
        self._acces.ask(partial(_references, lignes=tuple(lignes)), Reponses(self, done, self.failed.emit))

    def attach(self, mandat: Mandat, fenetre: QWidget) -> None:
        """Asks for the signed paper, and keeps it with every dossier that rests on this mandat."""
        chemin = ask_file(fenetre, self._contexte.textes("mandats.choisir"))
        if chemin is not None:
            self.attach_file(mandat, chemin)

    def attach_file(self, mandat: Mandat, chemin: Path) -> None:
        """The same, from this file."""
        reponses = Reponses(self, partial(self._keep, mandat, chemin.name), self.failed.emit)
        self._contexte.operations.run(self._contexte.services.rendu, partial(_take_in, chemin), reponses)

    def _keep(self, mandat: Mandat, nom: str, contenu: bytes) -> None:
        self._write(lambda coffre: coffre.mandats.attach_signed(mandat.numero, contenu, nom), "joint")


def _take_in(chemin: Path) -> bytes:
    recu = read_file(chemin)
    return renew(recu.contenu, recu.nom) if recu.genre is GenreFichier.IMAGE else recu.contenu


def _update(coffre: "Coffre", *, mandats: Sequence[Mandat]) -> int:
    coffre.mandats.update_all(mandats)
    return len(mandats)


def _create(coffre: "Coffre", *, nouveaux: Sequence[tuple[Mandat, tuple[str, ...]]]) -> int:
    coffre.mandats.add_all(nouveaux)
    return len(nouveaux)


def _renew(coffre: "Coffre", *, mandats: Sequence[Mandat]) -> int:
    vierges = [(Mandat(mandat.mandant, mandat.mandataire), coffre.mandats.dossiers(mandat.numero)) for mandat in mandats]
    coffre.mandats.add_all(vierges)
    return len(vierges)


def _references(coffre: "Coffre", *, lignes: Sequence[LigneMandat]) -> tuple[str, ...]:
    siennes = (ligne.references or coffre.mandats.dossiers(ligne.mandat.numero) for ligne in lignes)
    return tuple(reference for references in siennes for reference in references)
