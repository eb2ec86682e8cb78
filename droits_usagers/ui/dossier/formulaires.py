"""The forms that take the place of a dossier: each is made the first time it is asked for, and then kept."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.attaches import Attache
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.mots.dates import date_courte, date_longue, read_ahead
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffre.saisies import SaisieGardee
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonPrimaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Nature,
    Titre,
)
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.affaire import FormulaireAffaire
from droits_usagers.ui.dossier.attaches import ECRITES, FormulaireAttache
from droits_usagers.ui.dossier.formulaire import FormulaireDossier
from droits_usagers.ui.dossier.formulaire_fait import FormulaireFait
from droits_usagers.ui.dossier.formulaire_piece import FormulairePiece
from droits_usagers.ui.dossier.tete import FormulaireConsignes

#: Days that are usual, from today.
_USUELLES: dict[str, Callable[[dt.date], dt.date]] = {
    "quinzaine": lambda today: today + dt.timedelta(days=15),
    "mois": lambda today: add_months(today, 1),
    "trimestre": lambda today: add_months(today, 3),
}


class FormulaireRevoir(FormulaireDossier):
    """Gives a day to come, or none, for that which the dates of the dossier give."""

    def __init__(self, textes: Textes, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(textes, "suivi.revoir", parent)
        self._today = today
        self.date = LigneTexte()
        self.champ = Champ(Intitule(self._say("date"), self._say("aide")), self.date)
        self._lue = Libelle(teinte=Teinte.DOUX)
        self.enregistrer = BoutonPrimaire(self._say("enregistrer"), touche=textes("commun.entree"))
        self.selon_ses_dates = BoutonLien(self._say("selon_ses_dates"))
        self.selon_ses_dates.clicked.connect(lambda _checked=False: self.geste.emit(lambda vers: vers.look_again(None)))
        usuelles = Colonne(ecart=0)
        for id_, jour_of in _USUELLES.items():
            lien = BoutonLien(self._say(id_))
            lien.clicked.connect(lambda _checked=False, jour_of=jour_of: self._propose(jour_of(self._today())))
            usuelles.addWidget(lien)
        usuelles.addWidget(self.selon_ses_dates)
        self._fill(Titre(self._say("titre"), niveau=2), self.champ, self._lue, usuelles, donner=self.enregistrer)
        self.enregistrer.bind_enter(self)
        self.enregistrer.clicked.connect(self._on_chosen)
        self.date.textChanged.connect(self._on_date)

    def start(self, choisie: dt.date | None) -> None:
        """From the day that holds, if one was chosen."""
        self.selon_ses_dates.setVisible(choisie is not None)
        self._propose(choisie or _USUELLES["quinzaine"](self._today()))

    def clear(self) -> None:
        """Forgets what was typed."""
        self.date.clear()

    def _propose(self, jour: dt.date) -> None:
        self.date.setText(date_courte(jour))
        self.date.setFocus()
        self.date.selectAll()

    def _on_date(self, texte: str) -> None:
        self.champ.hush()
        lue = read_ahead(texte, self._today())
        self._lue.setText(date_longue(lue) if lue is not None else "")

    def _on_chosen(self) -> None:
        lue = read_ahead(self.date.text(), self._today())
        if lue is None or lue < self._today():
            self.champ.say(self._say("illisible"), mot=self._textes("suivi.refus.mot"), nature=Nature.ATTENTION)
            self.date.setFocus()
            self.date.selectAll()
        else:
            self.geste.emit(lambda vers: vers.look_again(lue))


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
