"""Letters made for the dossiers chosen in the Suivi, and « Marquer comme envoyées »."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.dossier.oubli import Oubli
from droits_usagers.services.envois.tri import Geste
from droits_usagers.ui.composants import Colonne
from droits_usagers.ui.envois.envoi import EcranEnvoi
from droits_usagers.ui.envois.preparer import EcranPreparer
from droits_usagers.ui.socle.destination import Destination, Quoi, VersDossier, VersEnvois
from droits_usagers.ui.socle.page import Contexte, Page

#: What one comes for, beside the gestures that make letters.
ENVOYEES = "envoyees"


class PageMasse(Page):
    """Shows one of the two screens, for the dossiers that the Suivi chose."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.preparer, self.envoi = EcranPreparer(contexte), EcranEnvoi(contexte)
        self._pile = QStackedWidget()
        self._quoi = ""
        self._references: tuple[str, ...] = ()
        self._apres: Callable[[str], None] | None = None
        colonne = Colonne(self, ecart=0)
        colonne.addWidget(self._pile)
        for ecran in (self.preparer, self.envoi):
            self._pile.addWidget(ecran)
            ecran.back_asked.connect(lambda: self.page_wanted.emit(Destination("suivi")))
        self.preparer.envoi_asked.connect(self._note_sent)
        self.preparer.letter_asked.connect(lambda lettre: self.page_wanted.emit(Destination("assistant", lettre)))
        self.preparer.dossier_asked.connect(lambda id_: self.page_wanted.emit(Destination("suivi", VersDossier(id_))))
        self.preparer.apercu.hide_asked.connect(self.discretion_wanted)
        self.preparer.fabrication.settled.connect(self._on_settled)

    @property
    def titre(self) -> str:
        """What is being done with the dossiers."""
        return self.envoi.titre if self._pile.currentWidget() is self.envoi else self.preparer.titre

    @property
    def occupied(self) -> bool:
        """True while letters are being written, or numbers typed."""
        return self.preparer.fabrication.under_way or self.envoi.occupied

    @property
    def place(self) -> VersEnvois | None:
        """The gesture and its dossiers: the selection itself is forgotten with the coffre."""
        references = self.envoi.references if self._quoi == ENVOYEES else self._references
        return VersEnvois(self._quoi, references) if references else None

    def arrive(self, quoi: Quoi | None = None) -> None:
        """For a gesture, and dossiers named with it; work under way, or what was typed for the same, is left as it is."""
        geste, references = (quoi.geste, quoi.references) if isinstance(quoi, VersEnvois) else ("", ())
        if self.preparer.fabrication.under_way or (geste == self._quoi == ENVOYEES and self.envoi.occupied):
            return
        if references:
            self.contexte.services.selection.give(references)
        self._quoi = geste or self._quoi or Geste.RELANCE
        self._references = self.contexte.services.selection.references
        if self._quoi == ENVOYEES:
            self._note_sent(self._references)
        else:
            self._pile.setCurrentWidget(self.preparer)
            self.preparer.start(Geste(self._quoi), self._references)
            self.titled.emit()

    def _note_sent(self, references: Sequence[str]) -> None:
        self._quoi, self._references = ENVOYEES, tuple(references)
        self._pile.setCurrentWidget(self.envoi)
        self.envoi.start(references)
        self.titled.emit()

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self._quoi, self._references = "", ()
        self.preparer.clear()
        self.envoi.clear()

    def let_go(self, oubli: Oubli) -> None:
        """What is typed of a sending that an erased dossier was part of is typed again, without it."""
        if not oubli.references.isdisjoint(self.envoi.references):
            self.envoi.clear()

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides the letter, or shows it again."""
        self.preparer.be_discreet(discreet=discreet)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """What is being written is finished and remembered first; nothing more is begun."""
        if self.preparer.fabrication.under_way:
            self._apres = done
            self.preparer.fabrication.stop()
        else:
            self.envoi.keep_draft(done)

    def _on_settled(self) -> None:
        apres, self._apres = self._apres, None
        if apres is not None:
            apres("")

    def day_changed(self, today: dt.date) -> None:  # noqa: ARG002 - asked again where it is needed
        """What is due is not what was due yesterday."""
        if not self.preparer.fabrication.under_way and self._pile.currentWidget() is self.preparer:
            self.preparer.read_again()
