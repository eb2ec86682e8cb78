"""The forms that take the place of a dossier: each is made the first time it is asked for, and then kept."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.dossier.affaire import FormulaireAffaire
from droits_usagers.ui.dossier.consignes import FormulaireConsignes
from droits_usagers.ui.dossier.formulaire_fait import FormulaireFait
from droits_usagers.ui.dossier.formulaire_note import FormulaireNote
from droits_usagers.ui.dossier.formulaire_piece import FormulairePiece

if TYPE_CHECKING:
    from droits_usagers.ui.dossier.panneau import PanneauDossier


class Formulaires:
    """Their words, and what they report to the panel."""

    def __init__(self, panneau: "PanneauDossier", textes: Textes, today: Callable[[], dt.date]) -> None:
        self._panneau = panneau
        self._textes = textes
        self._today = today

    @cached_property
    def fait(self) -> FormulaireFait:
        """Where one says what happened."""
        formulaire = FormulaireFait(self._textes, self._today)
        formulaire.left.connect(self._panneau.show_dossier_side)
        formulaire.fact_given.connect(self._panneau.fact_given)
        return formulaire

    @cached_property
    def note(self) -> FormulaireNote:
        """Where one writes a note."""
        formulaire = FormulaireNote(self._textes)
        formulaire.left.connect(self._panneau.show_dossier_side)
        formulaire.note_given.connect(self._panneau.note_given)
        return formulaire

    @cached_property
    def consignes(self) -> FormulaireConsignes:
        """Where one says what is to be avoided."""
        formulaire = FormulaireConsignes(self._textes)
        formulaire.left.connect(self._panneau.show_dossier_side)
        formulaire.consignes_given.connect(self._panneau.consignes_given)
        return formulaire

    @cached_property
    def piece(self) -> FormulairePiece:
        """Where one says what a file is."""
        formulaire = FormulairePiece(self._textes)
        formulaire.left.connect(self._panneau.show_dossier_side)
        formulaire.piece_given.connect(self._panneau.piece_given)
        return formulaire

    @cached_property
    def affaire(self) -> FormulaireAffaire:
        """Where one says to which affaire the dossier belongs."""
        formulaire = FormulaireAffaire(self._textes)
        formulaire.left.connect(self._panneau.show_dossier_side)
        formulaire.join_asked.connect(self._panneau.affaire_joined)
        formulaire.create_asked.connect(self._panneau.affaire_made)
        formulaire.rename_asked.connect(self._panneau.affaire_renamed)
        return formulaire

    def drafts(self) -> tuple[tuple[str, str], ...]:
        """The notes being written, each with the dossier it is about."""
        return self.note.drafts() if "note" in self.__dict__ else ()

    def clear(self) -> None:
        """Nothing that was typed stays in those that were made."""
        for nom in ("fait", "note", "consignes", "piece", "affaire"):
            if nom in self.__dict__:
                getattr(self, nom).clear()
