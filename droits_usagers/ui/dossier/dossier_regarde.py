"""What is done with the dossier looked at: it is read, facts are recorded and cancelled, it goes to the bin.

Everything written here can be undone from where it was done.
"""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.avis import foresee
from droits_usagers.services.dossier.ecran import DossierMontre, EtapeMontree, Lecteur
from droits_usagers.services.dossier.faits import effects_of, say_effects
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.services.suivi.lignes import Presentation
from droits_usagers.ui.composants import Nature
from droits_usagers.ui.dossier.formulaire import GestePanneau
from droits_usagers.ui.dossier.gestes import GestesDossier
from droits_usagers.ui.dossier.panneau import PanneauDossier
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination, VersLettre, VersRefaire, VersReponse, VersUneLettre
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

#: The dossier to read: a later one drops it.
SUITE = "suivi.dossier"
#: How long one stays on a line before it is more than passed by, in milliseconds.
_EN_PASSANT = 150


class DossierRegarde(QObject):
    """Stands between the panel and the coffre. Knows nothing of the list."""

    #: The dossier looked at was read, and the panel shows it.
    shown = Signal()
    #: It could not be read: why.
    lost = Signal(object)
    #: Another dossier comes in the place of one that a form was being filled in for: the `SaisieGardee`.
    interrupted = Signal(object)
    #: A fact was recorded, and the form is closed.
    recorded = Signal()
    #: A fact was recorded, or cancelled: lists are to be read again.
    changed = Signal()
    #: The dossier went to the bin: the `ElementCorbeille`.
    discarded = Signal(object)
    #: Another dossier of the same affaire, by its reference.
    neighbour_wanted = Signal(str)
    #: Another screen: a `Destination`.
    page_wanted = Signal(object)

    def __init__(self, contexte: Contexte, panneau: PanneauDossier) -> None:
        super().__init__(panneau)
        services = contexte.services
        self.contexte, self.textes = contexte, contexte.textes
        self.panneau = panneau
        #: The dossier looked at; empty when there is none.
        self.reference = ""
        self._acces = AccesCoffre(contexte)
        self._lecteur = Lecteur(Presentation(services.catalogue, services.today), services.suivant)
        self._livraison = Livraison(contexte, self)
        #: Files, notes, affaires.
        self.gestes = GestesDossier(contexte, panneau)
        #: The dossier looked at is one that the list does not hold.
        self._retenue = False
        #: The fact noted last, to be undone whole from wherever it is cancelled.
        self._pris: FaitPris | None = None
        #: A fact to record, as soon as the dossier is read.
        self._a_noter: TypeEvenement | None = None
        #: The focus goes to the dossier as soon as it is read.
        self._va_au_dossier = False
        #: Runs while one goes from line to line: a dossier passed by is not drawn.
        self._rythme = QTimer(self, singleShot=True, interval=_EN_PASSANT)
        self._rythme.timeout.connect(self._stop_there)
        self.panneau.prevoir = self._foresee
        self._connect()

    def _foresee(self, demande: Demande, choix: str, date: dt.date) -> str:
        services = self.contexte.services
        if demande.demarche not in services.catalogue.demarches:
            return ""
        return foresee(services.suivant, demande, self.textes, choix=choix, date=date)

    def _connect(self) -> None:
        self.panneau.geste.connect(self.do)
        self.panneau.page_wanted.connect(self.page_wanted)
        self.gestes.changed.connect(self.changed)
        self.gestes.page_wanted.connect(self.page_wanted)
        self._livraison.delivered.connect(self._on_calendar)
        self._livraison.impeded.connect(self._on_write_failure)
        self._livraison.held.connect(self._on_write_failure)

    # What someone did in the panel.

    def do(self, geste: GestePanneau) -> None:
        """Carries it out on the dossier that is shown, or has it carried out; nothing is done where none is.

        The dossier looked at may be another, that is still being read.
        """
        if self.panneau.reference:
            geste(self)

    # What the screen tells it.

    def look_at(self, reference: str) -> None:
        """Shows another dossier: at once, or where one stops when one goes through the list."""
        self.reference = reference
        if not self._rythme.isActive():
            self.read()
        self._rythme.start()

    def _stop_there(self) -> None:
        montre = self.panneau.dossier
        if montre is None or montre.reference != self.reference:
            self.read()

    def hold(self, *, held: bool) -> None:
        """Stops what can be done with the dossier looked at, or lets it go on."""
        self._retenue = self.panneau.hors_liste = held
        self.panneau.hold(held=held or self._acces.lecture_seule)

    def go_to(self, reference: str, *, fait: TypeEvenement | None = None) -> None:
        """Shows a dossier, and puts the focus on it once it is read; `fait`: asks then for the day of that fact."""
        self._a_noter, self._va_au_dossier = fait, True
        self.reference = reference
        self.read()

    def go_into(self) -> None:
        """The focus goes to the dossier, now or as soon as it is read."""
        dossier = self.panneau.dossier
        self._va_au_dossier = dossier is None or dossier.reference != self.reference
        if not self._va_au_dossier:
            self.panneau.focus_first()

    def stay_out(self) -> None:
        """The focus stays where it is."""
        self._va_au_dossier = False

    def read(self) -> None:
        """Reads it again, if there is one."""
        self.panneau.lecture_seule = self._acces.lecture_seule or self._retenue
        if self.reference:
            lire = partial(self._lecteur, reference=self.reference)
            self._acces.ask_latest(lire, Reponses(self, self._on_read, self._on_read_failure), suite=SUITE)

    def forget(self) -> None:
        """No dossier at all: nothing of anyone stays."""
        self.reference, self._a_noter, self._va_au_dossier = "", None, False
        self._pris = None
        self._retenue = self.panneau.hors_liste = False
        self._rythme.stop()
        self._livraison.clear()
        self.panneau.clear()

    # Reading.

    def _on_read(self, dossier: DossierMontre) -> None:
        if dossier.reference != self.reference:
            return
        saisie = self.panneau.saisie
        if saisie is not None and saisie.reference != dossier.reference:
            self.interrupted.emit(saisie)
        self.panneau.show_dossier(dossier)
        self.shown.emit()
        if self._a_noter is not None:
            fait, self._a_noter = self._a_noter, None
            self._va_au_dossier = False
            self.panneau.show_form(fait)
        elif self._va_au_dossier:
            self.go_into()

    def _on_read_failure(self, error: ExpectedError) -> None:
        self.reference = ""
        if (saisie := self.panneau.saisie) is not None:
            self.interrupted.emit(saisie)
        self.panneau.clear()
        self.lost.emit(error)

    # Letters and pages.

    def write_step(self, etape: EtapeMontree) -> None:
        """The letter of a next step is to be written."""
        if etape.refaire:
            self._go_write(VersRefaire(self.panneau.reference))
        else:
            self._go_write(VersLettre(self.panneau.reference, etape.demarche, etape.etape))

    def write_answer(self) -> None:
        """An answer came: it is to be read."""
        self._go_write(VersReponse(self.panneau.reference))

    def take_up_letter(self) -> None:
        """The letter is taken up again."""
        self._go_write(VersLettre(self.panneau.reference))

    def _go_write(self, quoi: VersUneLettre) -> None:
        self.page_wanted.emit(Destination("assistant", quoi))

    def print_calendar(self) -> None:
        """The dates of the dossier looked at, on a page that names nobody."""
        dossier, services = self.panneau.dossier, self.contexte.services
        if dossier is None:
            return
        faits, today = services.suivant.faits(dossier.demande, cree_le=dossier.cree_le), services.today()

        def lay_out() -> Libre[Sequence[Liasse]]:
            feuille = services.fiches.calendar(faits, today)
            libre = services.controle.release_document(
                feuille, services.departs.cadre(dossier.demande), gestes=self._livraison.gestes
            )
            return libre.map(lambda libere: [services.courriers.liasse(libere)])

        self._livraison.print_out(lay_out)

    def _on_calendar(self) -> None:
        self.panneau.tell(self.textes("suivi.panneau.calendrier_imprime"), mot=self.textes("commun.avis.bien"))

    # What is written.

    def record(self, evenement: Evenement, recommande: str = "", motifs: tuple[str, ...] | None = None) -> None:
        """A fact, the number of the registered letter it is about, the reasons of a refusal (None: not asked)."""
        reference = self.panneau.reference
        reponses = Reponses(self, partial(self._on_recorded, evenement), self._on_write_failure)

        def write(coffre: Coffre) -> tuple[FaitPris, str]:
            avant = coffre.dossiers.read(reference)
            (pris,) = coffre.faits.take(FaitANoter(reference, evenement, recommande, motifs))
            apres = coffre.dossiers.read(reference)
            effets = self._effects(avant.demande, apres.demande)
            return pris, " ".join(filter(None, (effets, self._lecteur.then(avant, apres))))

        self._acces.write(write, reponses)

    def _effects(self, avant: Demande, apres: Demande) -> str:
        """What the fact changes; a prolongation announced too late is said to count for nothing."""
        services = self.contexte.services
        return say_effects(effects_of(services.suivant, avant, apres, today=services.today()), self.textes)

    def _on_recorded(self, evenement: Evenement, note: tuple[FaitPris, str]) -> None:
        pris, effets = note
        self._pris = pris
        fait = self.textes(f"suivi.faits.{evenement.type}")
        texte = self.textes("suivi.panneau.note_fait", fait=fait, date=date_courte(evenement.date))
        annuler = partial(self._give_back, pris)
        self.gestes.say_done(pris.reference, f"{texte} {effets}".strip(), annuler, ensuite=self.recorded.emit)

    def look_again(self, jour: dt.date | None) -> None:
        """A day to look at it again; none: when its dates say so."""
        self._put_regard(self.panneau.reference, jour)

    def _put_regard(self, reference: str, jour: dt.date | None) -> None:
        def put(coffre: Coffre) -> tuple[dt.date | None, str]:
            avant = coffre.dossiers.read(reference)
            coffre.regards.put(reference, jour)
            return avant.revoir_le, self._lecteur.then(avant, coffre.dossiers.read(reference))

        def put_back(rendu: tuple[dt.date | None, str]) -> None:
            self._put_regard(reference, rendu[0])

        self.gestes.change(reference, put, lambda rendu: rendu[1], undo=put_back, ensuite=self.recorded.emit)

    def cancel(self, numero: int) -> None:
        """A fact, by its number."""
        reference, pris = self.panneau.reference, self._pris
        if pris is not None and (pris.reference, pris.numero) == (reference, numero):
            self._give_back(pris)
            return
        reponses = Reponses(self, partial(self._on_cancelled, reference), self._on_write_failure)
        self._acces.write(lambda coffre: coffre.faits.give_back(FaitPris(reference, numero)), reponses)

    def _give_back(self, pris: FaitPris) -> None:
        """What had just been noted: as if it never was, but in the history."""
        reponses = Reponses(self, partial(self._on_cancelled, pris.reference), self._on_write_failure)
        self._acces.write(lambda coffre: coffre.faits.give_back(pris), reponses)

    def _on_cancelled(self, reference: str, _rien: object) -> None:
        texte, ici = self.textes("suivi.panneau.annule_fait"), reference == self.panneau.reference
        if not ici:
            texte = self.textes("suivi.panneau.dans_un_autre", reference=reference, dit=texte)
        self.panneau.tell(texte, mot=self.textes("commun.avis.bien"))
        if ici:
            self.panneau.focus_first()
        self.changed.emit()

    def discard(self) -> None:
        """To the bin."""
        reponses = Reponses(self, self.discarded.emit, self._on_write_failure)
        reference = self.panneau.reference
        self._acces.write(lambda coffre: coffre.corbeille.put(reference), reponses)

    def _on_write_failure(self, error: ExpectedError) -> None:
        attention = self.textes("commun.avis.attention")
        self.panneau.tell(self.contexte.operations.sentence(error), mot=attention, nature=Nature.ATTENTION)
