"""What one can do with an opened coffre. Storage is in `vault`; here is what a use case reads, writes and notes in one go."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import (
    Action,
    Brouillon,
    DossierLu,
    ElementCorbeille,
    Filtre,
    GenrePiece,
    LigneJournal,
    PageSuivi,
    Tri,
)
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.promesses import proves
from droits_usagers.services.annuaire.coffre import AnnuaireCoffre
from droits_usagers.services.chiffres.coffre import ChiffresCoffre
from droits_usagers.services.coffre.carnet import ConservationCoffre, ReglagesCoffre
from droits_usagers.services.coffre.effacement import EffacementCoffre
from droits_usagers.services.coffre.gardien import Gardien, Moyens
from droits_usagers.services.coffre.lignes import Lignes
from droits_usagers.services.coffre.lots import LotsCoffre
from droits_usagers.services.coffre.protection import ProtectionCoffre
from droits_usagers.services.coffre.valeurs import SEJOUR_CORBEILLE, TOUS, Effacement, FaitANoter, NouveauDossier
from droits_usagers.services.dossier.adresses_coffre import AdressesCoffre
from droits_usagers.services.dossier.affaires_coffre import AffairesCoffre
from droits_usagers.services.dossier.carnet import (
    AVerifierCoffre,
    ConsignesCoffre,
    NotesCoffre,
    RecommandesCoffre,
    RegardsCoffre,
)
from droits_usagers.services.dossier.faits_coffre import FaitsCoffre
from droits_usagers.services.dossier.mandats_coffre import MandatsCoffre
from droits_usagers.services.envois.coffre import MasseCoffre
from droits_usagers.services.reprise.coffre import RepriseCoffre
from droits_usagers.services.reprise.organismes_coffre import OrganismesCoffre
from droits_usagers.services.serie.coffre import SeriesCoffre
from droits_usagers.services.socle.travail import Avancement, Unites
from droits_usagers.services.suivi.agenda_coffre import AgendaCoffre
from droits_usagers.services.suivi.exports_coffre import ExportsCoffre
from droits_usagers.services.suivi.liste_coffre import ListeCoffre

if TYPE_CHECKING:
    from droits_usagers.vault.depot import Depot


class Coffre(Gardien):
    """An opened coffre. Used, from opening to closing, by the thread that opened it.

    Where a method only passes a question on, it is still where its transaction begins and where a failure gets its name: what
    is in `vault` reads and writes inside of one, and is never handed to a screen.

    Whatever writes raises ExpectedError COFFRE_LECTURE_SEULE when `lecture_seule`, DISQUE_PLEIN when the disk is full (nothing
    is then changed), COFFRE_ABIME when a page is not what was written, COFFRE_INACCESSIBLE when the disk is gone.
    An unknown reference raises ExpectedError DOSSIER_INCONNU.
    """

    def __init__(self, depot: "Depot", moyens: Moyens) -> None:
        super().__init__(depot, moyens)
        self._lignes = Lignes(depot, moyens)
        self.protection = ProtectionCoffre(depot, moyens, self)
        self.liste = ListeCoffre(depot, moyens, self._lignes)
        self.adresses = AdressesCoffre(depot, moyens, self.tell_protected)
        self.affaires = AffairesCoffre(depot, self._lignes)
        self.agenda = AgendaCoffre(depot, moyens)
        self.annuaire = AnnuaireCoffre(depot, moyens, avant=self.protection.before_import)
        self.exports = ExportsCoffre(depot, moyens)
        self.faits = FaitsCoffre(depot, moyens, self._lignes)
        self.notes = NotesCoffre(depot, moyens, self._lignes)
        self.consignes = ConsignesCoffre(depot, self._lignes)
        self.regards = RegardsCoffre(depot, self._lignes)
        self.a_verifier = AVerifierCoffre(depot, self._lignes)
        self.mandats = MandatsCoffre(depot, moyens, self._lignes)
        self.lots = LotsCoffre(depot, moyens, self._lignes)
        self.series = SeriesCoffre(depot, moyens.today, lots=self.lots, mandats=self.mandats)
        self.reprise = RepriseCoffre(depot, moyens, self._lignes, avant=self.protection.before_import)
        self.organismes = OrganismesCoffre(depot, moyens, self._lignes)
        self.reglages = ReglagesCoffre(depot)
        self.masse = MasseCoffre(depot, moyens, self._lignes)
        self.recommandes = RecommandesCoffre(depot)
        self.chiffres = ChiffresCoffre(depot, moyens)
        self.conservation = ConservationCoffre(depot)
        self.effacement = EffacementCoffre(depot, moyens, gardien=self, lignes=self._lignes, protection=self.protection)

    # Reading.

    def page(
        self, filtre: Filtre = TOUS, *, tri: Tri = Tri.URGENCE, debut: int = 0, taille: int = 100, compter: bool = True
    ) -> PageSuivi:
        """Some lines of the Suivi. Each is true for today; until `refresh` has run, their order may be of the day before.

        Without `compter`, what is long to count is not: the page is `partielle`, and `liste.count` is to be asked.
        """
        with self._depot.reading():
            trouves = self._depot.suivi.liste.find(filtre, tri, debut=debut, taille=taille, compter=compter)
            lignes = self._lignes.up_to_date(trouves.lignes)
            return PageSuivi(lignes, debut, trouves.total, trouves.proches, partielle=trouves.partiel)

    def read(self, reference: str) -> DossierLu:
        """A dossier, whole, without the content of its pieces."""
        with self._depot.reading():
            return self._depot.dossiers.read(self._depot.dossiers.number_of(reference))

    def piece(self, empreinte: str) -> bytes:
        """The content of a kept file. Raises ExpectedError PIECE_INCONNUE."""
        with self._depot.reading():
            return self._depot.dossiers.pieces.content(empreinte)

    def journal(self, *, taille: int = 200) -> tuple[LigneJournal, ...]:
        """What the program did lately, newest first."""
        with self._depot.reading():
            return self._depot.journal.latest(taille)

    # Drafts: saved while typing.

    def save_draft(self, demande: Demande, *, cle: str = "", position: str = "", reference: str = "") -> str:
        """Keep what is being typed. Returns its key: give it back next time so that the same draft is replaced.

        Read back: raises ExpectedError COFFRE_INACCESSIBLE rather than let anyone believe that it is there.
        """
        with self._depot.writing():
            brouillons = self._depot.brouillons
            numero = self._depot.dossiers.number_of(reference) if reference else None
            brouillon = Brouillon(cle or brouillons.new_key(), demande, self._moyens.now(), position, reference)
            brouillons.save(brouillon, numero)
        if self.holds_draft(brouillon.cle, demande, position=position) is None:
            raise ExpectedError(Panne.COFFRE_INACCESSIBLE, fichier=self.chemin.name)
        return brouillon.cle

    @proves
    def holds_draft(self, cle: str, demande: Demande, *, position: str) -> bool:
        """Reads a draft back: True if the coffre has it as it was typed."""
        with self._depot.reading():
            return self._depot.brouillons.holds(Brouillon(cle, demande, self._moyens.now(), position))

    def drafts(self) -> tuple[Brouillon, ...]:
        """Unfinished work, latest first."""
        with self._depot.reading():
            return self._depot.brouillons.latest()

    def delete_draft(self, cle: str) -> None:
        """Forget a draft here. Backups keep theirs until thinning, or until `erasing` is asked for it."""
        with self._depot.writing():
            self._depot.brouillons.delete(cle)

    # Dossiers.

    def create_dossier(self, demande: Demande, *, brouillon: str = "", affaire: int | None = None) -> str:
        """Make a dossier (its draft, if any, goes away in the same transaction). Returns its reference, « 2026-0113 »."""
        with self._depot.writing():
            self._depot.brouillons.delete(brouillon)
            numero = self._lignes.create(demande, cle=brouillon, affaire=affaire)
            return self._lignes.note(Action.DOSSIER_CREE, numero).reference

    def create_dossiers(self, nouveaux: Iterable[NouveauDossier]) -> tuple[str, ...]:
        """Make several, all or none. Returns their references."""
        with self._depot.writing():
            return self._lignes.create_all(nouveaux)

    def update_dossier(self, reference: str, demande: Demande, *, brouillon: str = "") -> None:
        """Replace what is asked, of whom and by whom. Facts are left alone: they are recorded and cancelled, never edited."""
        with self._depot.writing():
            numero = self._depot.dossiers.number_of(reference)
            self._depot.dossiers.update(numero, demande, self._moyens.now())
            self._depot.brouillons.delete(brouillon)
            self._lignes.note(Action.DOSSIER_MODIFIE, numero)

    def record_event(self, reference: str, evenement: Evenement, *, recommande: str = "") -> int:
        """Record what happened, with the number of the registered letter it is about. Returns the number of the fact."""
        return self.record_events([FaitANoter(reference, evenement, recommande)])[0]

    def record_events(self, faits: Iterable[FaitANoter]) -> tuple[int, ...]:
        """Record what happened to several dossiers, all or nothing. Returns the numbers of the facts, in the same order.

        The lines of many are then left to `refresh`.
        """
        with self._depot.writing():
            notes = [self._record(fait) for fait in faits]
            self._lignes.note_all(Action.FAIT_NOTE, [dossier for dossier, _ in notes])
        self._depot.sauvegardes.want(len({dossier for dossier, _ in notes}))
        return tuple(numero for _, numero in notes)

    def cancel_event(self, reference: str, numero: int) -> None:
        """Cancel a fact by another row: both stay, and it no longer counts. Raises ExpectedError FAIT_INCONNU."""
        self.cancel_events([(reference, numero)])

    def cancel_events(self, faits: Iterable[tuple[str, int]]) -> None:
        """Cancel facts of several dossiers, each by its reference and the number of the fact: all or nothing."""
        with self._depot.writing():
            annules = [(self._depot.dossiers.number_of(reference), numero) for reference, numero in faits]
            for dossier, numero in annules:
                self._depot.dossiers.faits.cancel(dossier, numero, self._moyens.now())
            self._lignes.note_all(Action.FAIT_ANNULE, [dossier for dossier, _ in annules])
        self._depot.sauvegardes.want(len({dossier for dossier, _ in annules}))

    def keep_letter(
        self,
        reference: str,
        *,
        etape: str,
        gabarit: GabaritUtilise,
        nom: str = "",
        contenu: bytes | None = None,
        confirmees: Iterable[str] = (),
    ) -> int:
        """Remember that a letter was made, from which template, and keep the file if it is given. Returns its number.

        `confirmees`: the rules of the control that someone chose to pass.
        """
        with self._depot.writing():
            numero, moment = self._depot.dossiers.number_of(reference), self._moyens.now()
            pieces = self._depot.dossiers.pieces
            courrier = pieces.add_letter(numero, etape, gabarit, moment=moment, confirmees=confirmees)
            if contenu is not None:
                pieces.attach(numero, contenu, nom, moment=moment, courrier=courrier)
            self._lignes.note(Action.COURRIER_ETABLI, numero)
            return courrier

    def attach(
        self,
        reference: str,
        contenu: bytes,
        *,
        nom: str,
        genre: GenrePiece = GenrePiece.INCONNU,
        courrier: int | None = None,
        masque_de: str = "",
    ) -> str:
        """Keep a file (a reply received, a proof of receipt, a letter as it left). Returns its SHA-256.

        `masque_de`: that of the file it is the covered copy of.
        """
        with self._depot.writing():
            numero, moment = self._depot.dossiers.number_of(reference), self._moyens.now()
            pieces = self._depot.dossiers.pieces
            empreinte = pieces.attach(numero, contenu, nom, moment=moment, courrier=courrier, genre=genre, masque_de=masque_de)
            self._lignes.note(Action.PIECE_AJOUTEE, numero)
            return empreinte

    def detach(self, reference: str, piece: int) -> None:
        """Take a file away from a dossier. Harmless if it is not there; backups keep theirs until thinning."""
        with self._depot.writing():
            numero = self._depot.dossiers.number_of(reference)
            self._depot.dossiers.pieces.detach(numero, piece)
            self._lignes.note(Action.PIECE_RETIREE, numero)

    # The bin.

    def discard(self, reference: str) -> ElementCorbeille:
        """Put a dossier in the bin, which says when it will be erased."""
        with self._depot.writing():
            numero, today = self._depot.dossiers.number_of(reference), self._moyens.today()
            self._depot.corbeille.put(numero, today, today + SEJOUR_CORBEILLE)
            self._depot.suivi.remove(numero)
            self._lignes.drop(numero)
            self._depot.journal.add(self._moyens.now(), Action.DOSSIER_JETE, numero)
            return next(element for element in self._depot.corbeille.content() if element.reference == reference)

    def take_back(self, reference: str) -> None:
        """Take a dossier out of the bin. Harmless if it is not there."""
        with self._depot.writing():
            numero = self._depot.dossiers.number_of(reference)
            if self._depot.corbeille.take_back(numero):
                self._lignes.note(Action.DOSSIER_REPRIS, numero)

    def corbeille(self) -> tuple[ElementCorbeille, ...]:
        """What is in the bin, first to be erased first."""
        with self._depot.reading():
            return self._depot.corbeille.content()

    def erasing(self, references: Sequence[str], *, brouillons: Sequence[str] = ()) -> Unites[Effacement]:
        """Erase dossiers and drafts for good, in units, here and in every backup within reach, with all that only they hold.

        Stopped before a unit that is `irrevocable`, nothing is erased; after it, all is, here.

        What is then left to do in backups is done by `tidying`, or asking again. Raises ExpectedError PLACE_EFFACER.
        """
        with self._depot.reading():
            numeros = [self._depot.dossiers.number_of(reference) for reference in references]
        return (yield from self.effacement.erasing(numeros, brouillons))

    def erasing_due(self) -> Unites[Effacement]:
        """Erase, in units, what has been in the bin long enough."""
        with self._depot.reading():
            numeros = self._depot.corbeille.due(self._moyens.today())
        return (yield from self.effacement.erasing(numeros)) if numeros else Effacement(0)

    def tidying(self) -> Unites[None]:
        """Erase and back up what is due, and finish what erasing left to do, in units: behind everything else."""
        yield from self.erasing_due()
        yield from self.effacement.finishing()
        yield from self.protection.after_bulk()
        if self.etat().sauvegarde_due:
            yield from self.backing_up()

    def refresh(self) -> Iterator[Avancement]:
        """Compute again the lines of the Suivi that the day or new rules have made stale, some at a time."""
        return self._lignes.refresh()

    # Inside `writing`.

    def _record(self, fait: FaitANoter) -> tuple[int, int]:
        """The number of the dossier, and that of the fact."""
        dossier = self._depot.dossiers.number_of(fait.reference)
        moment = self._moyens.now()
        # What one chose before it happened holds no longer.
        self._depot.dossiers.look_again(dossier, None)
        return dossier, self._depot.dossiers.faits.record(dossier, fait.evenement, moment, recommande=fait.recommande)
