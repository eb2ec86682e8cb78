"""The forms that take the place of a dossier: each is made the first time it is asked for, and then kept."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.dossier.attaches import Attache
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffre.saisies import SaisieGardee
from droits_usagers.ui.dossier.affaire import FormulaireAffaire
from droits_usagers.ui.dossier.attaches import ECRITES, FormulaireAttache
from droits_usagers.ui.dossier.consignes import FormulaireConsignes
from droits_usagers.ui.dossier.formulaire import FormulaireDossier
from droits_usagers.ui.dossier.formulaire_fait import FormulaireFait
from droits_usagers.ui.dossier.formulaire_piece import FormulairePiece
from droits_usagers.ui.dossier.formulaire_revoir import FormulaireRevoir

#: Those of a kind of their own, each by its name here; the others have that of what is attached.
_PARTICULIERS = ("fait", "revoir", "consignes", "piece", "affaire")
NOMS = (*_PARTICULIERS, *ECRITES)
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
        self._attaches: dict[str, FormulaireAttache] = {}

    @cached_property
    def fait(self) -> FormulaireFait:
        """Where one says what happened."""
        return self._heard(FormulaireFait(self._textes, self._today))

    def attache(self, attache: Attache[Any]) -> FormulaireAttache:
        """Where one says what is attached to it."""
        if attache.code not in self._attaches:
            self._attaches[attache.code] = self._heard(FormulaireAttache(self._textes, attache))
        return self._attaches[attache.code]

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
        """What is half said and waits, each with the dossier it is about."""
        return tuple(saisie for formulaire in self._attaches.values() for saisie in formulaire.drafts())

    def take_up(self, saisie: SaisieGardee) -> None:
        """What waited before, if it is of those."""
        if saisie.formulaire in ECRITES:
            self.attache(ECRITES[saisie.formulaire]).take_up(saisie)

    def drop(self, reference: str = "") -> None:
        """Nothing stays of what waits with a dossier, or with all."""
        for formulaire in self._attaches.values():
            formulaire.drop(reference)

    def name_of(self, formulaire: QObject | None) -> str:
        """What one of them is called here; empty for anything else."""
        return next((nom for nom, autre in (self.__dict__ | self._attaches).items() if autre is formulaire and nom in NOMS), "")

    def empty(self) -> None:
        """Nothing that was typed stays in those that were made, but what waits."""
        for nom in _PARTICULIERS:
            if nom in self.__dict__:
                getattr(self, nom).clear()
