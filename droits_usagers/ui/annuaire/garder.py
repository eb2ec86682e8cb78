"""Under the questions about a body: another address was typed for it, and may be kept, once it was looked at.

Nothing is kept by itself: on a shared computer, what one person types would be shown to the next as that of the body.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.meme_lieu import places
from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire, SourceAnnuaire
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.annuaire.annuaire import Annuaire
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Priorite
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Nature
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class OuGardee(StrEnum):
    """Where an address would be kept: who would be shown it."""

    COFFRE = "coffre"
    PERMANENCE = "permanence"
    SEANCE = "seance"


def where_kept(contexte: Contexte) -> OuGardee:
    """As things stand."""
    if _writable(contexte) is not None:
        return OuGardee.COFFRE
    return OuGardee.PERMANENCE if contexte.services.carnet.permanence.garder_adresses else OuGardee.SEANCE


def keep_chosen(contexte: Contexte, entree: EntreeAnnuaire, reponses: Reponses) -> None:
    """Once someone chose to."""
    services, coffre = contexte.services, _writable(contexte)
    if coffre is None:
        _here(partial(services.corrections.keep, entree), reponses)
    else:
        _there(contexte, partial(_correct, coffre, services.annuaire, entree), reponses)


def drop_kept(contexte: Contexte, entree: EntreeAnnuaire, reponses: Reponses) -> None:
    """It is proposed to nobody any more."""
    coffre = _writable(contexte)
    if coffre is None:
        _here(partial(contexte.services.corrections.drop, entree.cle), reponses)
    else:
        _there(contexte, partial(coffre.annuaire.forget, entree.cle), reponses)


def _writable(contexte: Contexte) -> Coffre | None:
    coffre = contexte.services.seance.coffre
    return None if coffre is None or coffre.lecture_seule else coffre


def _here(action: Callable[[], object], reponses: Reponses) -> None:
    try:
        fait = action()
    except ExpectedError as refus:
        reponses.on_failure(refus)
    else:
        reponses.on_success(fait)


def _there(contexte: Contexte, task: Callable[[], object], reponses: Reponses) -> None:
    contexte.operations.run(contexte.services.travail, task, reponses, priorite=Priorite.ECRITURE)


def _correct(coffre: Coffre, annuaire: Annuaire, entree: EntreeAnnuaire) -> None:
    coffre.annuaire.correct(entree, annuaire.fabrique())


class GarderAdresse(QWidget):
    """`look` says what is typed; `chez`: the homes that are in the same letter, where no body is."""

    def __init__(self, contexte: Contexte, chez: Callable[[], Sequence[tuple[str, ...]]]) -> None:
        super().__init__()
        self._contexte, self._chez = contexte, chez
        self._lieux = places(contexte.services.catalogue.controle)
        self._dire = contexte.textes.under("annuaire.garder")
        self._prise: EntreeAnnuaire | None = None
        self._tapee: EntreeAnnuaire | None = None
        self._avis: Avis | None = None
        self._masque = self._utile = False
        self._bouton = BoutonSecondaire(self._dire(f"{where_kept(contexte)}.bouton"))
        self._bouton.clicked.connect(lambda _checked=False: self._ask())
        self._colonne = Colonne(self, ecart=8)
        self._colonne.addWidget(self._bouton, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def look(self, prise: EntreeAnnuaire | None, tapee: EntreeAnnuaire | None) -> None:
        """`prise`: what was taken from the annuaire; `tapee`: the same at the address that is typed, where it is another."""
        if (prise, tapee) == (self._prise, self._tapee):
            return
        self._prise, self._tapee = prise, tapee
        self._say(None)
        gardee = tapee is None and prise is not None and prise.source is SourceAnnuaire.CORRIGE
        if tapee is not None and self._is_home(tapee):
            self._bouton.hide()
            self._say(self._dire("chez_quelqu_un"), Nature.ATTENTION)
        elif gardee and prise is not None:
            self._bouton.hide()
            oter = self._button("oter", partial(self._drop, prise))
            self._say(self._dire(f"{where_kept(self._contexte)}.fait"), Nature.INFORMATION, oter)
        else:
            self._bouton.setVisible(tapee is not None)
        self._utile = tapee is not None or gardee
        self._show()

    def conceal(self, *, masque: bool) -> None:
        """It says an address."""
        self._masque = masque
        self._show()

    def _show(self) -> None:
        self.setVisible(self._utile and not self._masque)

    def _is_home(self, entree: EntreeAnnuaire) -> bool:
        lieu = self._lieux.cle(entree.lignes)
        chez = {cle: adresse for adresse in self._chez() if (cle := self._lieux.cle(adresse))}
        return any(lieu in memes for memes in self._lieux.memes(chez, {lieu: entree.lignes}).values())

    def _ask(self) -> None:
        """Shows what would be kept, and for whom, before it is."""
        entree = self._tapee
        if entree is None:
            return
        self._bouton.hide()
        # The way back first: whoever presses twice keeps nothing.
        laisser, garder = self._button("laisser", self._give_up), self._button("garder", partial(self._keep, entree))
        phrase = self._dire(f"{where_kept(self._contexte)}.demande", service=entree.titre, adresse=", ".join(entree.lignes))
        self._say(phrase, Nature.ATTENTION, laisser, garder)
        laisser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self) -> None:
        self._say(None)
        self._bouton.show()
        self._bouton.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, entree: EntreeAnnuaire) -> None:
        keep_chosen(self._contexte, entree, Reponses(self, lambda _: self._on_kept(entree), self._on_failure))

    def _on_kept(self, entree: EntreeAnnuaire) -> None:
        avant = self._prise
        undo = partial(self._keep, avant) if avant is not None and avant.source is SourceAnnuaire.CORRIGE else None
        oter = self._button("oter", undo or partial(self._drop, entree))
        self._say(self._dire(f"{where_kept(self._contexte)}.fait"), Nature.BIEN, oter)
        oter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, entree: EntreeAnnuaire) -> None:
        drop_kept(self._contexte, entree, Reponses(self, lambda _: self._on_dropped(entree), self._on_failure))

    def _on_dropped(self, entree: EntreeAnnuaire) -> None:
        garder = self._button("reprendre", partial(self._keep, entree))
        self._say(self._dire("ote"), Nature.INFORMATION, garder)
        garder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failure(self, refus: ExpectedError) -> None:
        self._say(f"{self._dire('refus')} {self._contexte.operations.sentence(refus)}", Nature.ARRET)

    def _button(self, id_: str, action: Callable[[], object]) -> BoutonSecondaire:
        bouton = BoutonSecondaire(self._dire(id_))
        bouton.clicked.connect(lambda _checked=False: action())
        return bouton

    def _say(self, phrase: str | None, nature: Nature = Nature.INFORMATION, *boutons: BoutonSecondaire) -> None:
        """In place of what was said; nothing where there is no sentence."""
        if self._avis is not None:
            self._avis.hide()
            self._avis.deleteLater()
            self._avis = None
        if phrase is None:
            return
        self._avis = Avis(phrase, mot=self._contexte.textes(f"commun.avis.{nature}"), nature=nature)
        self._colonne.addWidget(self._avis)
        # At once, so that its buttons can take the focus.
        self._avis.show()
        if boutons:
            self._avis.add_button(*boutons)
