"""In a coffre: keeps what is being written as it is typed, makes a dossier of it once the letter is made, goes on with it.

Without a coffre, or in one that can only be read, nothing here does anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import NULLE_PART, Brouillon, DossierLu, PositionLettre
from droits_usagers.domain.dossier.oubli import Oubli
from droits_usagers.domain.echeances.chronologie import REPONSES
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.promesses import Preuve
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.garde import LettreFaite, join_neighbour, keep_dossier, record_news
from droits_usagers.services.lettre.ecrans import Step
from droits_usagers.services.lettre.recours import follow_up, proven
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import VersBrouillon, VersLettre, VersRefaire, VersReponse, VersUneLettre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.socle.saisies import Cadence


@dataclass(frozen=True, slots=True)
class TravailEnCours:
    """What is being written, and where the person is in it."""

    demande: Demande
    position: PositionLettre = NULLE_PART
    #: Where to go instead, when all that comes before is known.
    step: Step | None = None
    #: False when an answer has just come: it is asked beside those known.
    answered: bool = True
    #: The draft it is, and the dossier it is of.
    noms: tuple[str, ...] = ()


class GardeLettre(QObject):
    """`resumed`: something kept earlier, to go on with (a Travail). `kept`: all is in the coffre, and the proof of it.

    `filed`: the work is now a dossier, whose reference is given. `failed`: an ExpectedError, to say in place.
    """

    resumed = Signal(object)
    kept = Signal(object)
    filed = Signal(str)
    #: What was begun last, in an earlier sitting or before a crash: a Brouillon.
    begun = Signal(object)
    failed = Signal(object)

    def __init__(self, contexte: Contexte, current: Callable[[], TravailEnCours | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acces = AccesCoffre(contexte)
        self._operations = contexte.operations
        self._today = contexte.services.today
        self._catalogue = contexte.services.catalogue
        self._current = current
        #: Counts the works begun: the answer about one of before says nothing of this one.
        self._rang = 0
        self._cadence = Cadence(self)
        self._cadence.due.connect(self._save)
        contexte.operations.coffre_failed.connect(self._on_coffre_failed)
        self._waiting: list[Callable[[str], None]] = []
        self.begin()

    def begin(self, *, cle: str = "", reference: str = "", voisin: str = "") -> None:
        """Goes on with this draft, of this dossier, or with new ones. What was not kept of the former is forgotten.

        A new dossier joins the affaire of the dossier `voisin`, if one is named.
        """
        self._cadence.stop()
        self._rang += 1
        self._cle, self._reference, self._voisin = cle, reference, voisin
        self._dirty = self._saving = False
        self._answer("")

    @property
    def active(self) -> bool:
        """True where what is typed is kept."""
        return self._acces.is_open and not self._acces.lecture_seule

    @property
    def cle(self) -> str:
        """The draft being written; empty until it was first kept."""
        return self._cle

    @property
    def noms(self) -> tuple[str, ...]:
        """What brings one back to it: the draft, then the dossier."""
        return tuple(filter(None, (self._cle, self._reference)))

    def is_about(self, oubli: Oubli) -> bool:
        """True if what is written was erased."""
        return self._cle in oubli.brouillons or self._reference in oubli.references

    def words(self, textes: Textes, garde: Preuve | None) -> str:
        """What becomes of what is typed (`[assistant.coffre]`), and of which affaire it will be; nothing without a coffre.

        `garde`: that the coffre has it.
        """
        dits: list[str] = []
        if self._acces.lecture_seule:
            dits.append(textes("assistant.coffre.lecture_seule"))
        elif garde is not None:
            dits.append(textes.promise("assistant.coffre.garde", garde))
        if self.active and self._voisin:
            dits.append(textes("assistant.coffre.affaire", reference=self._voisin))
        return " ".join(dits)

    # Drafts

    def touch(self) -> None:
        """An answer changed: it will be kept in a moment."""
        if self.active:
            self._dirty = True
            self._cadence.touch()

    def follow(self) -> None:
        """The person moved on: worth keeping only with something already begun."""
        if self._cle:
            self.touch()

    def keep_now(self, done: Callable[[str], None]) -> None:
        """Keeps what is not yet, then calls `done`: with an empty text, or with the sentence that says why it could not be."""
        self._waiting.append(done)
        self._save()

    def _save(self) -> None:
        self._cadence.stop()
        # The key of a first draft is only known once it is kept: a second one meanwhile would be another draft.
        if self._saving:
            return
        travail = self._current() if self._dirty and self.active else None
        if travail is None:
            self._answer("")
            return
        self._dirty, self._saving = False, True
        cle, reference, rang = self._cle, self._reference, self._rang
        position = replace(travail.position, voisin=self._voisin)

        def save(coffre: Coffre) -> tuple[str, Preuve]:
            garde = coffre.brouillons.save(travail.demande, cle=cle, position=position, reference=reference)
            lu = coffre.brouillons.holds(garde, travail.demande, position=position)
            if lu is None:
                raise ExpectedError(Panne.COFFRE_INACCESSIBLE, fichier=coffre.chemin.name)
            return garde, lu

        reponses = Reponses(self, lambda garde: self._on_saved(rang, *garde), lambda error: self._on_not_saved(rang, error))
        self._acces.write(save, reponses)

    def _on_saved(self, rang: int, cle: str, lu: Preuve) -> None:
        if rang != self._rang:
            return
        self._cle, self._saving = cle, False
        # Typed meanwhile: at once if someone waits for it or its time came while this was being written, else in its time.
        if self._dirty and (self._waiting or not self._cadence.is_counting):
            self._save()
        elif not self._dirty:
            self.kept.emit(lu)
            self._answer("")

    def _on_not_saved(self, rang: int, error: ExpectedError) -> None:
        if rang == self._rang:
            self._saving, self._dirty = False, True
            self.failed.emit(error)
            self._answer(self._operations.loss(error))

    def _on_coffre_failed(self, error: ExpectedError) -> None:
        """Something went wrong elsewhere in the coffre: that this is kept in it is not to be said any more."""
        if self._cle:
            self.failed.emit(error)

    def _answer(self, raison: str) -> None:
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done(raison)

    # Going on

    def look_for_draft(self) -> None:
        """Says what was begun last, unless something is being written already."""
        if self.active and not self._cle:
            self._acces.ask(lambda coffre: coffre.brouillons.latest(), Reponses(self, self._on_drafts, self.failed.emit))

    def _on_drafts(self, brouillons: Sequence[Brouillon]) -> None:
        dernier = next((un for un in brouillons if isinstance(un.position, PositionLettre)), None)
        if dernier is not None and not self._cle:
            self.begun.emit(dernier)

    def resume(self, quoi: VersUneLettre) -> None:
        """Goes on with what another screen names (`AssistantPage.arrive`), unless it is the draft being written."""
        match quoi:
            case VersBrouillon(cle):
                if cle != self._cle:
                    self.open_draft(cle)
            case VersLettre():
                self.open_dossier(quoi)
            case VersReponse(reference):
                self.open_answer(reference)
            case VersRefaire(reference):
                self.redo(reference)
            case _:
                assert_never(quoi)

    def open_draft(self, cle: str) -> None:
        """Goes on with a draft."""

        def find(coffre: Coffre) -> tuple[Brouillon, Preuve | None]:
            found = next((brouillon for brouillon in coffre.brouillons.latest() if brouillon.cle == cle), None)
            if found is None:
                raise ExpectedError(Panne.DOSSIER_INCONNU)
            return found, coffre.brouillons.holds(cle, found.demande, position=found.position)

        self._acces.ask(find, Reponses(self, lambda found: self._on_draft(*found), self.failed.emit))

    def _on_draft(self, brouillon: Brouillon, lu: Preuve | None) -> None:
        # A series is gone on with elsewhere: here, only with what it asks.
        position = brouillon.position if isinstance(brouillon.position, PositionLettre) else NULLE_PART
        noms = (brouillon.cle, brouillon.reference)
        self.resumed.emit(TravailEnCours(brouillon.demande, position, noms=noms))
        self.begin(cle=brouillon.cle, reference=brouillon.reference, voisin=position.voisin)
        self.kept.emit(lu)

    def open_dossier(self, lettre: VersLettre) -> None:
        """Writes the letter of an étape of a dossier; what the dossier says when no étape is named."""
        reponses = Reponses(self, lambda lu: self._on_dossier(lu, lettre), self.failed.emit)
        self._acces.ask(lambda coffre: coffre.dossiers.read(lettre.reference), reponses)

    def _on_dossier(self, lu: DossierLu, lettre: VersLettre) -> None:
        demarche, etape = lettre.demarche, lettre.etape
        # Another letter has its own date: that of the day it is written.
        demande = (
            replace(follow_up(self._proven(lu), self._catalogue.demarches[demarche], self._catalogue.canaux), date=None)
            if demarche
            else lu.demande
        )
        step = Step.DEMANDE if etape else Step.VOUS
        self.resumed.emit(TravailEnCours(demande, PositionLettre(etape), step, noms=(lu.reference,)))
        self.begin(reference=lu.reference)

    def _proven(self, lu: DossierLu) -> Demande:
        return proven(lu, self._catalogue.demarches[lu.demande.demarche])

    def open_answer(self, reference: str) -> None:
        """Reads an answer that has just come to a dossier: its questions decide which letter comes next."""

        def show(lu: DossierLu) -> None:
            etape = self._catalogue.demarches[lu.demande.demarche].etape_reponse
            position = PositionLettre(etape.id) if etape else NULLE_PART
            demande = replace(self._proven(lu), date=None)
            self.resumed.emit(TravailEnCours(demande, position, Step.DEMANDE, answered=False, noms=(reference,)))
            self.begin(reference=lu.reference)

        self._acces.ask(lambda coffre: coffre.dossiers.read(reference), Reponses(self, show, self.failed.emit))

    def redo(self, reference: str) -> None:
        """The same demande, as if it had never been sent: it will be another dossier."""

        def show(lu: DossierLu) -> None:
            self.resumed.emit(TravailEnCours(replace(lu.demande, date=None, evenements=(), commencee_le=None)))
            self.begin()

        self._acces.ask(lambda coffre: coffre.dossiers.read(reference), Reponses(self, show, self.failed.emit))

    # Dossiers

    def file(self, demande: Demande, lettre: LettreFaite) -> None:
        """Makes a dossier of this work, or brings its dossier up to date; its draft goes away."""
        self.keep_now(lambda _: self._file(demande, lettre))

    def can_note(self, demande: Demande) -> bool:
        """True if this is about a dossier, and the day an answer came is known, and what it amounts to."""
        return self.active and bool(self._reference) and any(fait.type in REPONSES for fait in demande.evenements)

    def note(self, demande: Demande) -> None:
        """Records in its dossier what happened, when there is no letter to write about it; the draft goes away."""
        self.keep_now(lambda _: self._note(demande))

    def _note(self, demande: Demande) -> None:
        cle, reference, today = self._cle, self._reference, self._today()

        def record(coffre: Coffre) -> str:
            record_news(coffre, reference, demande, today=today)
            coffre.brouillons.delete(cle)
            return reference

        self._acces.write(record, Reponses(self, self._on_filed, self.failed.emit))

    def _file(self, demande: Demande, lettre: LettreFaite) -> None:
        cle, reference, voisin, today = self._cle, self._reference, self._voisin, self._today()

        def keep(coffre: Coffre) -> str:
            fait = keep_dossier(coffre, demande, lettre=lettre, today=today, brouillon=cle, reference=reference)
            if voisin:
                join_neighbour(coffre, fait, voisin=voisin, catalogue=self._catalogue)
            return fait

        self._acces.write(keep, Reponses(self, self._on_filed, self.failed.emit))

    def _on_filed(self, reference: str) -> None:
        self.begin(reference=reference)
        self.filed.emit(reference)
