"""Draws the letter outside the window's thread, one at a time: while one is being drawn, only the newest request waits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QImage

from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE, Decisions
from droits_usagers.domain.controle.lignes import LigneALire
from droits_usagers.domain.controle.valeurs import Alerte
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.lettre.lettre import Document, Remarque
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.lettre.departs import Epreuve
from droits_usagers.services.lettre.provenance import Blanc, manques, origins
from droits_usagers.ui.apercu.texte import PartieVue, seen
from droits_usagers.ui.socle.images import drawn
from droits_usagers.ui.socle.operations import Operations, Reponses


@dataclass(frozen=True, slots=True)
class Dessin:
    """A letter, or a form; its pages as images of the width asked for, its text, and what to know before it leaves."""

    document: Document = field(repr=False)
    pages: tuple[QImage, ...] = field(repr=False)
    texte: str = field(repr=False)
    remarques: tuple[Remarque, ...] = ()
    #: What the control says of it and of what goes with it; nothing before it is looked at for the last time.
    alertes: tuple[Alerte, ...] = ()
    #: Where someone must not be found, each line to decide; None before that too.
    lignes: tuple[LigneALire, ...] | None = None
    #: What it is made of, in order.
    parties: tuple[PartieVue, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Souhait:
    """What to draw: a letter, how wide in device pixels, and whether for good (a proof is checked as the PDF will be).

    `compte`: what it leaves in dotted lines is to be told too.
    """

    demande: Demande
    etape: str
    largeur: int
    is_proof: bool = False
    compte: bool = False
    decisions: Decisions = RIEN_DE_DECIDE


class Dessinateur(QObject):
    """`drawn` gives the Dessin of the latest request that could be served; `impeded`, the ExpectedError met instead.

    `counted` gives, once the letter is there, what it leaves in dotted lines (`Blanc`), when that was asked; `traced`, the
    question that each part of the letter drawn comes from (`Blanc`, or None).
    """

    drawn = Signal(object)
    impeded = Signal(object)
    counted = Signal(object)
    traced = Signal(object)

    def __init__(self, services: Services, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._operations = operations
        self._drawing = False
        self._waiting: Souhait | None = None
        #: The letter drawn last, that whose parts were last traced, and whether one wants to know of another.
        self._drawn: Souhait | None = None
        self._traced: Souhait | None = None
        self._tracing = False
        #: Counts the people served: what was being drawn for the one before is thrown away on arrival.
        self._personne = 0

    def ask(self, souhait: Souhait) -> None:
        """Draw this letter, in place of any other still waiting."""
        self._waiting = souhait
        self._next()

    def trace(self) -> None:
        """Find where the parts of the letter shown come from, once nothing else is to be drawn."""
        self._tracing = self._drawn is not self._traced
        self._next()

    @property
    def idle(self) -> bool:
        """True when every request was answered."""
        return not self._drawing and self._waiting is None

    def clear(self) -> None:
        """Show nothing of what was asked so far."""
        self._waiting = self._drawn = self._traced = None
        self._tracing = False
        self._personne += 1

    def _next(self) -> None:
        if self._drawing:
            return
        if self._waiting is not None:
            souhait, self._waiting = self._waiting, None
            self._drawn, self._tracing = souhait, False
            suite = partial(self._count, souhait) if souhait.compte else None
            self._run(partial(draw, self._services, souhait), self.drawn, suite)
        elif self._tracing and self._drawn is not None:
            self._tracing, self._traced = False, self._drawn
            self._run(partial(trace, self._services, self._drawn, self._is_awaited), self.traced)

    def _is_awaited(self) -> bool:
        """True if a letter is to be drawn: nobody waits longer for it because of what the mouse is on."""
        return self._waiting is not None

    def _count(self, souhait: Souhait) -> None:
        """After the letter, unless another was asked for meanwhile: it would count otherwise."""
        if self.idle:
            self._run(partial(missing, self._services, souhait), self.counted)

    def _run(self, task: Callable[[], object], signal: SignalInstance, suite: Callable[[], None] | None = None) -> None:
        personne, self._drawing = self._personne, True

        def tell(telling: SignalInstance, quoi: object, ensuite: Callable[[], None] | None) -> None:
            self._drawing = False
            if personne == self._personne:
                telling.emit(quoi)
                if ensuite is not None:
                    ensuite()
            self._next()

        def fail(error: object) -> None:
            self._drawn = None
            tell(self.impeded, error, None)

        self._operations.run(self._services.rendu, task, Reponses(self, lambda quoi: tell(signal, quoi, suite), fail))


def missing(services: Services, souhait: Souhait) -> tuple[Blanc, ...]:
    """What the letter leaves in dotted lines. For a worker: touches no widget."""
    demande, etape = souhait.demande, souhait.etape
    demarche = services.catalogue.demarches[demande.demarche]
    return manques(demarche, etape, demande, compose=lambda essai: services.courriers.compose(essai, etape))


def trace(services: Services, souhait: Souhait, stopped: Callable[[], bool]) -> tuple[Blanc | None, ...]:
    """The question that each part of the letter comes from; nothing once stopped. For a worker: touches no widget."""
    demande, etape, courriers = souhait.demande, souhait.etape, services.courriers
    demarche = services.catalogue.demarches[demande.demarche]

    def parts(essai: Demande) -> tuple[str, ...]:
        return courriers.parts(courriers.compose(essai, etape))

    return origins(demarche, etape, demande, parts=parts, stopped=stopped)


def draw(services: Services, souhait: Souhait) -> Dessin:
    """The letter, drawn. For a worker: touches no widget. Raises what `Courriers.compose` raises."""
    courriers = services.courriers
    if souhait.is_proof:
        epreuve = services.departs.proof(souhait.demande, souhait.etape, souhait.decisions)
    else:
        epreuve = Epreuve(courriers.compose(souhait.demande, souhait.etape))
    document = epreuve.document
    # PNG rather than SVG: QSvgRenderer keeps the GIL 10 to 20 ms a page, during which the window would answer no key.
    dessinees, parties = courriers.drawn(document, souhait.largeur)
    pages = tuple(drawn(page) for page in dessinees)
    remarques = document.remarques
    if souhait.is_proof:
        # Only the PDF knows which characters no font can show.
        remarques += tuple(r for r in courriers.render(document, Format.PDF).remarques if r not in remarques)
    lignes = epreuve.lignes if souhait.is_proof else None
    return Dessin(document, pages, courriers.text(document), remarques, epreuve.alertes, lignes, seen(parties, pages))
