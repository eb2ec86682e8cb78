"""The forms that take the place of a dossier: each is made the first time it is asked for, and then kept."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffre.saisies import SaisieGardee
from droits_usagers.ui.dossier.affaire import FormulaireAffaire
from droits_usagers.ui.dossier.consignes import FormulaireConsignes
from droits_usagers.ui.dossier.formulaire import FormulaireDossier
from droits_usagers.ui.dossier.formulaire_fait import FormulaireFait
from droits_usagers.ui.dossier.formulaire_note import NOTE, FormulaireNote
from droits_usagers.ui.dossier.formulaire_piece import FormulairePiece
from droits_usagers.ui.dossier.formulaire_revoir import FormulaireRevoir

#: Each by its name here.
NOMS = ("fait", "note", "revoir", "consignes", "piece", "affaire")
F = TypeVar("F", bound=FormulaireDossier)


class Formulaires(QObject):
    """Gives the words to each, and says what was given in any."""

    #: A `GestePanneau`.
    geste = Signal(object)
    #: The person goes back without giving anything.
    left = Signal()

    def __init__(self, textes: Textes, today: Callable[[], dt.date], parent: QObject) -> None:
        super().__init__(parent)
        self._textes = textes
        self._today = today

    @cached_property
    def fait(self) -> FormulaireFait:
        """Where one says what happened."""
        return self._heard(FormulaireFait(self._textes, self._today))

    @cached_property
    def note(self) -> FormulaireNote:
        """Where one writes a note."""
        return self._heard(FormulaireNote(self._textes))

    @cached_property
    def revoir(self) -> FormulaireRevoir:
        """Where one says when to look at it again."""
        return self._heard(FormulaireRevoir(self._textes, self._today))

    @cached_property
    def consignes(self) -> FormulaireConsignes:
        """Where one says what is to be avoided."""
        return self._heard(FormulaireConsignes(self._textes))

    @cached_property
    def piece(self) -> FormulairePiece:
        """Where one says what a file is."""
        return self._heard(FormulairePiece(self._textes))

    @cached_property
    def affaire(self) -> FormulaireAffaire:
        """Where one says to which affaire the dossier belongs."""
        return self._heard(FormulaireAffaire(self._textes))

    def _heard(self, formulaire: F) -> F:
        formulaire.geste.connect(self.geste)
        formulaire.left.connect(self.left)
        return formulaire

    def drafts(self) -> tuple[SaisieGardee, ...]:
        """The notes being written, each with the dossier it is about."""
        return self.note.drafts() if "note" in self.__dict__ else ()

    def name_of(self, formulaire: QObject | None) -> str:
        """What one of them is called here; empty for anything else."""
        return next((nom for nom in NOMS if formulaire is not None and self.__dict__.get(nom) is formulaire), "")

    def empty(self) -> None:
        """Nothing that was typed stays in those that were made, but the notes."""
        for nom in NOMS:
            if nom in self.__dict__ and nom != NOTE:
                getattr(self, nom).clear()

    def drop_note(self, reference: str = "") -> None:
        """Nothing stays of what is unfinished about a dossier, or about all."""
        if NOTE in self.__dict__:
            self.note.drop(reference)
