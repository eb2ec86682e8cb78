"""The dossiers of an opened coffre: what is asked, the letters made of it, the files kept with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from droits_usagers.domain.controle.valeurs import Regle
from droits_usagers.domain.dossier.dossiers import Action, Affaire, DossierLu, GenrePiece
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.services.coffre.valeurs import FaitANoter

if TYPE_CHECKING:
    from collections.abc import Callable

    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.dossier.adresses import AdresseAPartager, AdresseTenue, ReponseAdresse
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.services.coffre.valeurs import NouveauDossier
    from droits_usagers.services.dossier.faits import FaitsCoffre
    from droits_usagers.services.dossier.mandats_coffre import MandatsCoffre
    from droits_usagers.services.suivi.liste_coffre import ListeCoffre
    from droits_usagers.vault.depot import Depot


class DossiersCoffre:
    """The dossiers themselves. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def read(self, reference: str) -> DossierLu:
        """A dossier, whole, without the content of its pieces."""
        with self._depot.reading():
            return self._depot.dossiers.read(self._depot.dossiers.number_of(reference))

    def create(self, demande: "Demande", *, brouillon: str = "", affaire: int | None = None) -> str:
        """Make a dossier (its draft, if any, goes away in the same transaction). Returns its reference, « 2026-0113 »."""
        with self._depot.writing():
            self._depot.brouillons.delete(brouillon)
            numero = self._lignes.create(demande, cle=brouillon, affaire=affaire)
            return self._lignes.note(Action.DOSSIER_CREE, numero).reference

    def create_all(self, nouveaux: "Iterable[NouveauDossier]") -> tuple[str, ...]:
        """Make several, all or none. Returns their references."""
        with self._depot.writing():
            return self._lignes.create_all(nouveaux)

    def update(self, reference: str, demande: "Demande", *, brouillon: str = "") -> None:
        """Replace what is asked, of whom and by whom. Facts are left alone: they are recorded and cancelled, never edited."""
        with self._depot.writing():
            numero = self._depot.dossiers.number_of(reference)
            self._depot.dossiers.update(numero, demande, self._moyens.now())
            self._depot.brouillons.delete(brouillon)
            self._lignes.note(Action.DOSSIER_MODIFIE, numero)


@dataclass(frozen=True, slots=True)
class CourrierANoter:
    """A letter that was made: for which dossier, which étape, from which template."""

    reference: str
    etape: str
    gabarit: GabaritUtilise
    #: True for the letter that opens the demarche: its making is a fact.
    premiere: bool = False
    #: The rules of the control that someone chose to pass.
    confirmees: frozenset[Regle] = frozenset()


class LettresCoffre:
    """The letters that were made. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def keep(
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

    def keep_all(self, courriers: Sequence[CourrierANoter]) -> tuple[int, ...]:
        """Remember that the letters of many dossiers were made, all or none. Returns their numbers, in the same order."""
        with self._depot.writing():
            numeros = tuple(map(self._keep, courriers))
        self._depot.sauvegardes.want(len(courriers))
        return numeros

    def _keep(self, courrier: CourrierANoter) -> int:
        dossiers, moment = self._depot.dossiers, self._moyens.now()
        numero = dossiers.number_of(courrier.reference)
        fait = dossiers.pieces.add_letter(
            numero, courrier.etape, courrier.gabarit, moment=moment, confirmees=courrier.confirmees
        )
        if courrier.premiere:
            etabli = Evenement(self._moyens.today(), TypeEvenement.COURRIER_ETABLI)
            self._lignes.record(numero, FaitANoter(courrier.reference, etabli))
            self._lignes.note(Action.COURRIER_ETABLI, numero)
        else:
            # A letter made changes nothing of where the dossier stands: its line in the Suivi stays as it is.
            dossiers.touch(numero, moment)
            self._depot.journal.add(moment, Action.COURRIER_ETABLI, numero)
        return fait


class PiecesCoffre:
    """The files kept with dossiers. An unknown reference raises ExpectedError DOSSIER_INCONNU."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def content(self, empreinte: str) -> bytes:
        """What a kept file holds. Raises ExpectedError PIECE_INCONNUE."""
        with self._depot.reading():
            return self._depot.dossiers.pieces.content(empreinte)

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


class CoffreDossiers(Protocol):
    """What this room asks of an opened coffre, which is made above it."""

    dossiers: DossiersCoffre
    lettres: LettresCoffre
    faits: "FaitsCoffre"
    affaires: "AffairesCoffre"
    mandats: "MandatsCoffre"
    liste: "ListeCoffre"


class AffairesCoffre:
    """The affaires of an opened coffre. An unknown reference raises ExpectedError DOSSIER_INCONNU.

    One that no dossier belongs to any more goes away when something is erased.
    """

    def __init__(self, depot: "Depot", lignes: "Lignes") -> None:
        self._depot = depot
        self._lignes = lignes

    def all(self) -> tuple[Affaire, ...]:
        """Every affaire, latest first, with how many dossiers it has."""
        with self._depot.reading():
            return self._depot.affaires.all()

    def title(self, numero: int) -> str:
        """What it is called; empty when there is none of that number."""
        with self._depot.reading():
            return self._depot.affaires.title(numero)

    def create(self, titre: str, references: Sequence[str] = ()) -> int:
        """Make a story for dossiers to belong to, these first. Returns its number."""
        with self._depot.writing():
            affaire = self._depot.affaires.add(titre)
            self._join(references, affaire)
            return affaire

    def rename(self, numero: int, titre: str) -> None:
        """Call it otherwise. Harmless if it is not there."""
        with self._depot.writing():
            self._depot.affaires.rename(numero, titre)

    def join(self, references: Sequence[str], affaire: int | None) -> None:
        """Say to which affaire these dossiers belong; None: to none."""
        with self._depot.writing():
            self._join(references, affaire)

    def _join(self, references: Sequence[str], affaire: int | None) -> None:
        for reference in references:
            numero = self._depot.dossiers.number_of(reference)
            self._depot.dossiers.join(numero, affaire)
            self._lignes.note(Action.AFFAIRE_CHANGEE, numero)


class AdressesCoffre:
    """Those of an opened coffre. `tell`: the control is told of what changed."""

    def __init__(self, depot: "Depot", moyens: "Moyens", tell: "Callable[[], None]") -> None:
        self._depot = depot
        self._moyens = moyens
        self._tell = tell

    def to_ask(self, reference: str = "") -> "tuple[AdresseAPartager, ...]":
        """What is to be asked, of one dossier or of all: not of a body's address, nor of one where an organisation is.

        An unknown reference raises ExpectedError DOSSIER_INCONNU.
        """
        if self._depot.lecture_seule is not None:
            return ()
        with self._depot.reading():
            numero = self._depot.dossiers.number_of(reference) if reference else None
            possibles = self._depot.adresses.anyone_protects(numero)
        if not possibles:
            return ()
        self._place_all()
        with self._depot.reading():
            return tuple(self._asked(self._depot.adresses.to_share(numero)))

    def _asked(self, trouvees: "Iterable[AdresseAPartager]") -> "Iterable[AdresseAPartager]":
        for trouvee in trouvees:
            connue = self._moyens.adresses.is_body(trouvee.adresse)
            if not connue and not self._depot.is_known_place(trouvee.lieu, trouvee.adresse):
                yield trouvee

    def _place_all(self) -> None:
        """A coffre of before does not know where anyone lives."""
        with self._depot.reading():
            if not self._depot.adresses.lacks_places():
                return
        with self._depot.writing():
            while self._depot.adresses.place_some():
                pass

    def known(self) -> "tuple[AdresseTenue, ...]":
        """Every place of which one answered, the held ones first, and who lives there; then those of which nobody did."""
        with self._depot.reading():
            repondues, autres = self._depot.adresses.known(), self._depot.unanswered_addresses()
        return (*repondues, *(une for une in autres if not self._moyens.adresses.is_body(une.habitants[0].adresse)))

    def answer(self, lieu: str, reponse: "ReponseAdresse | None") -> "ReponseAdresse | None":
        """Hold a place, leave it, or (None) have it asked again. Returns what was answered before, to be put back."""
        with self._depot.writing():
            avant = self._depot.adresses.answer(lieu, reponse)
            self._depot.journal.add(self._moyens.now(), Action.ADRESSE_CHANGEE)
        self._tell()
        return avant

    def let_go(self, personne: int, *, libre: bool = True) -> None:
        """Let the address of someone be read although the place is held; or hold it again."""
        with self._depot.writing():
            self._depot.adresses.let_go(personne, libre=libre)
            self._depot.journal.add(self._moyens.now(), Action.ADRESSE_CHANGEE)
        self._tell()
