"""« Faire valoir un droit » where dossiers are kept: drafts that survive, letters that become dossiers, étapes that follow."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.dossiers import Brouillon as BrouillonGarde
from droits_usagers.domain.dossiers import DossierLu
from droits_usagers.domain.errors import ExpectedError
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossiers import LettreFaite, keep_dossier
from droits_usagers.services.ecrans import Step
from droits_usagers.ui.assistant.page import AssistantPage
from droits_usagers.ui.coffre.acces import AccesCoffre
from droits_usagers.ui.coffre.brouillon import Brouillon
from droits_usagers.ui.composants import Avis, Colonne, Nature
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.operations import Reponses
from droits_usagers.ui.page import Contexte


class AssistantCoffre(AssistantPage):
    """Without a coffre, exactly the wizard."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._acces = AccesCoffre(contexte)
        self._brouillon = Brouillon(self._acces, contexte.operations, draft=self.draft, parent=self)
        self._sortie = False
        self._avis = Colonne(marges=(24, 12, 24, 0))
        colonne = self.layout()
        if isinstance(colonne, Colonne):
            colonne.insertLayout(0, self._avis)
        self.demande_changed.connect(self._brouillon.touch)
        self.letter_finished.connect(self._on_finished)
        self.keeping_asked.connect(partial(self._keep, envoyee=False))
        self.sending_reported.connect(partial(self._keep, envoyee=True))

    # What the window asks of a page.

    @property
    def place(self) -> str:
        """The draft, to come back to it."""
        return f"brouillon:{self._brouillon.cle}" if self._brouillon.cle else ""

    def arrive(self, element: str = "") -> None:
        """As the wizard, or « nouveau », « brouillon:clé », « dossier:référence:démarche/étape », « refaire:référence »."""
        quoi, _, reste = element.partition(":")
        starts: dict[str, Callable[[str], None]] = {
            "nouveau": self._start_new,
            "brouillon": self._resume,
            "dossier": self._follow,
            "refaire": self._redo,
        }
        start = starts.get(quoi)
        if start is not None and self._acces.is_open:
            self._brouillon.flush(partial(self._on_flushed, partial(start, reste)))
            return
        if self._acces.is_open and self.occupied and not self._brouillon.cle:
            # Begun before there was a coffre.
            self._brouillon.touch()
        super().arrive(element)

    def clear(self) -> None:
        """As if nobody had ever come."""
        self._brouillon.begin()
        self._sortie = False
        replace_all(self._avis, ())
        super().clear()

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """Keeps what was being typed before the coffre is locked."""
        self._brouillon.flush(done)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen will list this draft: it must be there."""
        super().hideEvent(event)
        self._brouillon.flush()

    # Where one starts from.

    def _on_flushed(self, suite: Callable[[], None], raison: str) -> None:
        if raison:
            self._tell(raison)
        else:
            suite()

    def _start_new(self, _reste: str) -> None:
        self.clear()
        super().arrive()

    def _resume(self, cle: str) -> None:
        if cle == self._brouillon.cle:
            super().arrive()
            return

        def find(brouillons: tuple[BrouillonGarde, ...]) -> None:
            garde = next((un for un in brouillons if un.cle == cle), None)
            if garde is not None:
                self._go_on(garde.demande, garde.position, cle=cle, reference=garde.reference)

        self._acces.ask(lambda coffre: coffre.drafts(), Reponses(self, find, self._on_failure))

    def _follow(self, reste: str) -> None:
        reference, _, code = reste.partition(":")

        demarche, _, etape = code.partition("/")

        def show(lu: DossierLu) -> None:
            demande = replace(lu.demande, demarche=demarche) if demarche else lu.demande
            self._go_on(demande, f"{etape}/" if etape else "", reference=reference)
            # What is known needs no asking again: straight to what this letter asks, or to who writes to whom.
            self._go(partial(self._assistant.go_to_step, Step.DEMANDE if etape else Step.VOUS))
            self._brouillon.begin(reference=reference)

        self._acces.ask(lambda coffre: coffre.read(reference), Reponses(self, show, self._on_failure))

    def _redo(self, reference: str) -> None:
        """The same demande, as if it had never been sent: another dossier."""

        def show(lu: DossierLu) -> None:
            self._go_on(replace(lu.demande, date=None, evenements=()), "")

        self._acces.ask(lambda coffre: coffre.read(reference), Reponses(self, show, self._on_failure))

    def _go_on(self, demande: Demande, position: str, *, cle: str = "", reference: str = "") -> None:
        self.restore(demande, position)
        # Restoring is not answering.
        self._brouillon.begin(cle=cle, reference=reference)

    # Where it ends.

    def _on_finished(self, _demande: Demande) -> None:
        self._sortie = True

    def _keep(self, demande: Demande, *, envoyee: bool) -> None:
        """Makes the dossier, or brings it up to date; then shows it, with the sending to confirm if there is one."""
        services, etape, sortie = self.contexte.services, self._assistant.etape, self._sortie
        demarche = services.catalogue.demarches[demande.demarche]
        cle, reference, today = self._brouillon.cle, self._brouillon.reference, services.today()
        self._brouillon.begin(cle=cle, reference=reference)

        def keep(coffre: Coffre) -> str:
            gabarit = services.courriers.compose(demande, etape).gabarit if sortie else None
            lettre = LettreFaite(demarche, etape, gabarit)
            return keep_dossier(coffre, demande, lettre=lettre, today=today, brouillon=cle, reference=reference)

        def show(gardee: str) -> None:
            faite = demarche.etape(etape)
            self.clear()
            self.page_wanted.emit("suivi", f"{gardee}:{faite.evenement}" if envoyee and faite is not None else gardee)

        self._acces.write(keep, Reponses(self, show, self._on_failure))

    def _on_failure(self, error: ExpectedError) -> None:
        self._tell(self.contexte.operations.sentence(error))

    def _tell(self, texte: str) -> None:
        replace_all(self._avis, (Avis(texte, mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION),))
