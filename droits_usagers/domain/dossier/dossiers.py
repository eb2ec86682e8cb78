"""What the coffre gives back: a dossier with its history, a line of the Suivi, a draft, something in the bin. Values only."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.etats import Reserve, reserved
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.personnes import Consignes


class RaisonAVerifier(StrEnum):
    """What was made of the cell: ids of `[a_verifier.raisons]`."""

    #: Nothing: its words are all there is.
    LAISSE = "laisse"
    #: A fact or a date that the dossier now has, on a likely reading (`lu`: an ISO day).
    LU = "lu"
    #: Nothing, but here is what it may mean (`lu`: an ISO day).
    PEUT_ETRE = "peut_etre"
    #: The dossier had to be put somewhere (`lu`: the id of the demarche).
    CLASSE = "classe"
    #: It had to be said in what capacity the letter is written (`lu`: the code of the `Qualite`).
    QUALITE = "qualite"
    #: Nothing: it says, or may say, that the dossier is over, and not when.
    FINI = "fini"
    #: Nothing: nobody can tell from it whether the dossier goes on. It does, until someone says otherwise.
    INDECIS = "indecis"
    #: What of it is struck through says nothing any more, or may.
    BARRE = "barre"


#: Those that are of no use once the dossier is closed.
DE_LA_FIN = frozenset({RaisonAVerifier.FINI, RaisonAVerifier.INDECIS})


@dataclass(frozen=True, slots=True)
class AVerifier:
    """The heading of the column, and the words of the cell."""

    colonne: str = field(default="", repr=False)
    texte: str = field(default="", repr=False)
    raison: RaisonAVerifier = RaisonAVerifier.LAISSE
    lu: str = field(default="", repr=False)
    #: In the coffre; 0 while it is not kept there.
    numero: int = 0


def reserve_of(raisons: Iterable[RaisonAVerifier]) -> Reserve:
    """What its cells to be checked say of a dossier as a whole."""
    vues = {*raisons}
    if RaisonAVerifier.FINI in vues:
        return Reserve.PEUT_ETRE_CLOS
    # What nobody has read may say anything of it.
    return Reserve.A_VERIFIER if vues else Reserve.SANS


@dataclass(frozen=True, slots=True)
class Suivi:
    """Where a dossier stands on a given day: computed from its facts, kept only to sort and search fast."""

    etat: str
    #: The next date that matters, or None when nothing is awaited.
    prochaine_date: dt.date | None = None
    #: « demarche/etape » of the next step proposed, e.g. "acces/relance"; empty when there is none.
    prochaine_etape: str = ""
    #: Last day for which this holds if nothing happens; None when time alone changes nothing.
    valable_jusqu_au: dt.date | None = None
    #: Their last day to answer, or None when no clock runs.
    dernier_jour: dt.date | None = None
    #: The nearest last day of the person that is not over, and what it is for (a `Code`); empty when there is none.
    votre_date: dt.date | None = None
    votre_delai: str = ""
    #: What others owe, by when or since when, and what it is (a `Code`); empty when nothing is owed.
    leur_date: dt.date | None = None
    leur_delai: str = ""
    #: When to look at it again, where that is what counts.
    revoir_le: dt.date | None = None
    #: How sure the two dates above are.
    votre_reserve: Reserve = Reserve.SANS
    leur_reserve: Reserve = Reserve.SANS


class Tri(StrEnum):
    """In which order the Suivi is shown; the reference settles ties."""

    #: Rights that can be lost first, nearest first; then the nearest date; what is closed, last.
    URGENCE = "urgence"
    #: The other way round.
    URGENCE_LOINTAINE = "urgence_lointaine"
    #: What others owe, the longest late first; and the other way round.
    LEURS = "leurs"
    LEURS_RECENTES = "leurs_recentes"
    REFERENCE = "reference"
    #: Latest first, as for ENVOI_RECENT.
    REFERENCE_RECENTE = "reference_recente"
    DEMARCHE = "demarche"
    PERSONNE = "personne"
    ORGANISME = "organisme"
    ETAT = "etat"
    ENVOI = "envoi"
    ENVOI_RECENT = "envoi_recent"


@dataclass(frozen=True, slots=True)
class Filtre:
    """Which dossiers to show. Every filled field narrows; what is in the bin never shows."""

    #: Beginnings of words, in any order, without regard to case or accents, in the reference, everyone's names and addresses,
    #: the organisme, what was typed in the answers. When few dossiers have them, those with words that look like them
    #: follow.
    texte: str = field(default="", repr=False)
    etats: frozenset[str] = frozenset()
    demarches: frozenset[str] = frozenset()
    #: Bodies, by the name they are listed under, and codes of territories.
    organismes: frozenset[str] = frozenset()
    territoires: frozenset[str] = frozenset()
    #: Only those whose date is this day or after, and this day or before.
    a_partir_du: dt.date | None = None
    jusqu_au: dt.date | None = None
    #: Only those to which others owed something by this day or before.
    leur_jusqu_au: dt.date | None = None
    #: Only those in which the person's own last day is this day or after, and this day or before; and is for one of these.
    votre_du: dt.date | None = None
    votre_jusqu_au: dt.date | None = None
    votre_delais: frozenset[str] = frozenset()
    #: Only those that are to be looked at again this day or before.
    revoir_jusqu_au: dt.date | None = None
    affaire: int | None = None
    #: Only those made together: a table taken over, a series.
    lot: int | None = None
    #: Only those whose letter first left this day or after, and this day or before.
    envoyee_du: dt.date | None = None
    envoyee_au: dt.date | None = None
    #: Only those whose letter has not left.
    pas_envoyee: bool = False
    #: Only those that keep cells of a table to be checked.
    a_verifier: bool = False
    #: Only those that a table may say to be over; or only the others.
    peut_etre_clos: bool | None = None


@dataclass(frozen=True, slots=True)
class LigneSuivi:
    """One line of the Suivi, ready to be shown."""

    reference: str
    demarche: str
    etat: str
    #: The concerned person, else the author; empty when the letter names nobody.
    personne: str = field(default="", repr=False)
    organisme: str = field(default="", repr=False)
    service: str = field(default="", repr=False)
    envoyee_le: dt.date | None = None
    prochaine_date: dt.date | None = None
    prochaine_etape: str = ""
    #: As in `Suivi`.
    dernier_jour: dt.date | None = None
    votre_date: dt.date | None = None
    votre_delai: str = ""
    leur_date: dt.date | None = None
    leur_delai: str = ""
    revoir_le: dt.date | None = None
    votre_reserve: Reserve = Reserve.SANS
    leur_reserve: Reserve = Reserve.SANS
    #: Someone asked that something not be done: what, is not told in a list.
    consigne: bool = False

    @property
    def peut_etre_clos(self) -> bool:
        """True where a table says, or may say, that it is over, and nobody said so."""
        return self.votre_reserve is Reserve.PEUT_ETRE_CLOS

    def on(self, suivi: Suivi) -> "LigneSuivi":
        """The same dossier, where it stands on another day."""
        return replace(
            self,
            etat=suivi.etat,
            prochaine_date=suivi.prochaine_date,
            prochaine_etape=suivi.prochaine_etape,
            dernier_jour=suivi.dernier_jour,
            votre_date=suivi.votre_date,
            votre_delai=suivi.votre_delai,
            leur_date=suivi.leur_date,
            leur_delai=suivi.leur_delai,
            revoir_le=suivi.revoir_le,
            # What a table said of it holds whatever the day.
            votre_reserve=reserved(self.votre_reserve, suivi.votre_reserve),
            leur_reserve=suivi.leur_reserve,
        )


@dataclass(frozen=True, slots=True)
class Perte:
    """What can be lost on a day, and in how many dossiers. `delai`: what that last day is for, a `Code`."""

    jour: dt.date
    delai: str
    dossiers: int
    #: True when it may be over already in each of them.
    peut_etre: bool = False
    #: True when each of them may be over: said after those that are not.
    peut_etre_clos: bool = False
    #: That dossier, when there is only one.
    ligne: LigneSuivi | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PageSuivi:
    """Some lines, from the `debut`-th (0 = first) of `total`."""

    lignes: tuple[LigneSuivi, ...]
    debut: int
    total: int
    #: How many of the total, its last ones, only look like the words searched for.
    proches: int = 0
    #: There are more than `total` says: those after these lines were not counted.
    partielle: bool = False


@dataclass(frozen=True, slots=True)
class Fait:
    """One recorded fact. A mistake is never rewritten: it is cancelled by another row, and both stay readable."""

    numero: int
    evenement: Evenement
    saisi_le: dt.datetime
    annule: bool = False
    #: The number of the registered letter, where the fact is that one was sent.
    recommande: str = field(default="", repr=False)


class GenrePiece(StrEnum):
    """What a kept file is."""

    REPONSE = "reponse"
    #: What shows that a letter was received: a return slip, a stamped receipt.
    PREUVE = "preuve"
    #: The letter as it really left.
    VERSION_ENVOYEE = "version_envoyee"
    AUTRE = "autre"
    #: Nobody said.
    INCONNU = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file kept in the coffre, known by its SHA-256; its content is read apart (`PiecesCoffre.content`)."""

    empreinte: str
    nom: str = field(repr=False)
    #: Size in bytes.
    taille: int
    ajoutee_le: dt.datetime
    genre: GenrePiece = GenrePiece.INCONNU
    #: Of this file in this dossier: what is given to take it away.
    numero: int = 0
    #: SHA-256 of the file it is the covered copy of: it leaves in its place.
    masque_de: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Courrier:
    """A letter that was made (not necessarily sent), with the template it came from and the file, when it was kept."""

    numero: int
    etape: str
    gabarit: GabaritUtilise
    etabli_le: dt.datetime
    piece: Piece | None = None
    #: The rules of the control that someone chose to pass, by their ids: a newer version may know others.
    confirmees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What someone wrote for herself about a dossier."""

    numero: int = 0
    texte: str = field(default="", repr=False)
    ecrite_le: dt.datetime = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


class GenreLot(StrEnum):
    """How dossiers came to be made together."""

    IMPORT = "import"
    SERIE = "serie"


@dataclass(frozen=True, slots=True)
class Lot:
    """Dossiers made together; `dossiers` counts those that are not in the bin."""

    numero: int
    genre: GenreLot
    fait_le: dt.datetime
    dossiers: int


@dataclass(frozen=True, slots=True)
class DossierLu:
    """A dossier, whole. `demande.evenements` holds the facts in force; `faits` holds the cancelled ones too."""

    reference: str
    #: What the journal calls it: says nothing about anyone.
    numero: int
    demande: Demande
    faits: tuple[Fait, ...]
    courriers: tuple[Courrier, ...]
    pieces: tuple[Piece, ...]
    modifie_le: dt.datetime
    affaire: int | None = None
    mandat: int | None = None
    lot: int | None = None
    #: What is attached to it, line by line, by the code of its kind (`domain/dossier/attaches.py`).
    attaches: Mapping[str, tuple[Any, ...]] = field(default_factory=dict, repr=False)
    consignes: Consignes = field(default_factory=Consignes)
    cree_le: dt.date | None = None
    #: The day someone chose to look at it again.
    revoir_le: dt.date | None = None

    @property
    def notes(self) -> tuple[Note, ...]:
        """In the order they were written."""
        return self.attaches.get("note", ())

    @property
    def a_verifier(self) -> tuple[AVerifier, ...]:
        """What a table said of it and could not be read for sure."""
        return self.attaches.get("a_verifier", ())


@dataclass(frozen=True, slots=True)
class PositionLettre:
    """Where one is in a letter: its étape, and the screen. `voisin`: the dossier whose affaire it is begun for, if any.

    What is carried is the reference of that dossier, and not the number of its affaire: nothing is written before there is a
    letter, so that one given up leaves no affaire behind, and an affaire changed meanwhile is the one that counts.
    """

    etape: str = ""
    ecran: str = field(default="", repr=False)
    voisin: str = field(default="", repr=False)


#: Before any étape was chosen.
NULLE_PART = PositionLettre()


@dataclass(frozen=True, slots=True)
class PositionSerie:
    """Where one is in a series: the rank of a screen."""

    pas: int


@dataclass(frozen=True, slots=True)
class Brouillon:
    """What was being typed, as it stood. `position`: where one comes back to."""

    cle: str
    demande: Demande
    modifie_le: dt.datetime
    position: PositionLettre | PositionSerie = field(default=NULLE_PART, repr=False)
    #: The dossier being edited; empty for a new one.
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ElementCorbeille:
    """A dossier in the bin: it can be taken back until the day it is erased for good."""

    reference: str
    demarche: str
    jete_le: dt.date
    efface_le: dt.date
    personne: str = field(default="", repr=False)
    organisme: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DossierClos:
    """A dossier that was closed, and when: it may be time to erase it."""

    reference: str
    demarche: str
    personne: str = field(repr=False)
    organisme: str = field(repr=False)
    clos_le: dt.date


@dataclass(frozen=True, slots=True)
class Affaire:
    """Dossiers of one story."""

    numero: int
    titre: str = field(repr=False)
    dossiers: int = 0


class Action(StrEnum):
    """What the journal of a coffre can say that the program did."""

    COFFRE_CREE = "coffre_cree"
    PHRASE_CHANGEE = "phrase_changee"
    FORMAT_CHANGE = "format_change"
    SAUVEGARDE = "sauvegarde"
    SAUVEGARDE_REMISE = "sauvegarde_remise"
    COPIE_SORTIE = "copie_sortie"
    DOSSIER_CREE = "dossier_cree"
    DOSSIER_MODIFIE = "dossier_modifie"
    FAIT_NOTE = "fait_note"
    FAIT_ANNULE = "fait_annule"
    COURRIER_ETABLI = "courrier_etabli"
    PIECE_AJOUTEE = "piece_ajoutee"
    PIECE_RETIREE = "piece_retiree"
    NOTE_ECRITE = "note_ecrite"
    NOTE_RETIREE = "note_retiree"
    ETIQUETTE_POSEE = "etiquette_posee"
    ETIQUETTE_RETIREE = "etiquette_retiree"
    CONSIGNE_CHANGEE = "consigne_changee"
    ORGANISME_CHANGE = "organisme_change"
    CELLULE_VUE = "cellule_vue"
    CELLULE_REMISE = "cellule_remise"
    MANDAT_CHANGE = "mandat_change"
    AFFAIRE_CHANGEE = "affaire_changee"
    DOSSIER_JETE = "dossier_jete"
    DOSSIER_REPRIS = "dossier_repris"
    DOSSIER_EFFACE = "dossier_efface"
    AGENDA_EXPORTE = "agenda_exporte"
    TABLEAU_EXPORTE = "tableau_exporte"
    ANNUAIRE_IMPORTE = "annuaire_importe"
    ANNUAIRE_CHANGE = "annuaire_change"
    ADRESSE_CHANGEE = "adresse_changee"


@dataclass(frozen=True, slots=True)
class LigneJournal:
    """What the program did: when, what, and the opaque number of a dossier (None for the coffre as a whole)."""

    quand: dt.datetime
    action: Action
    numero: int | None = None


#: How many signs of a digest are printed, and in groups of how many: short enough to be read from a paper, and to be typed.
_SIGNES, _GROUPE = 16, 4
#: Letters in place of the sixteen digits: nothing takes them for someone's number, they make no word, none looks like a 1.
_CHIFFRES, _LETTRES = "0123456789abcdef", "bcdfghjkmnpqrstv"
_DITE = re.compile(r"\D*(\d+)\W+" + r"[\s-]*".join([f"([{_LETTRES}]{{{_GROUPE}}})"] * (_SIGNES // _GROUPE)) + r"\W*")


@dataclass(frozen=True, slots=True)
class TeteJournal:
    """The last line of a journal and its digest, in hexadecimal: they stand for all that was written before."""

    ligne: int
    empreinte: str

    @property
    def courte(self) -> str:
        """The beginning of the digest, as it is printed: « gkbc mnfr ssdt cbqv »."""
        lettres = self.empreinte[:_SIGNES].translate(str.maketrans(_CHIFFRES, _LETTRES))
        return " ".join(lettres[debut : debut + _GROUPE] for debut in range(0, _SIGNES, _GROUPE))


def read_head(texte: str) -> TeteJournal | None:
    """A line and the beginning of its digest, as printed (« ligne 1234 : gkbc mnfr ssdt cbqv »); None if it is not that."""
    dite = _DITE.fullmatch(texte.strip().lower())
    if dite is None:
        return None
    ligne, *groupes = dite.groups()
    return TeteJournal(int(ligne), "".join(groupes).translate(str.maketrans(_LETTRES, _CHIFFRES)))


@dataclass(frozen=True, slots=True)
class Releve:
    """Everything a table may say of a dossier. What names someone, or was typed freely, comes last: it leaves if asked for."""

    numero: int
    reference: str
    demarche: str
    etat: str
    organisme: str = field(repr=False)
    genre: str
    territoire: str
    envoyee_le: dt.date | None
    recue_le: dt.date | None
    repondue_le: dt.date | None
    dernier_jour: dt.date | None
    prochaine_date: dt.date | None
    prochaine_etape: str
    #: As in `Suivi`: what says which act is the next one, and its day.
    votre_date: dt.date | None
    votre_delai: str
    leur_date: dt.date | None
    leur_delai: str
    revoir_le: dt.date | None
    clos_le: dt.date | None
    #: An organisation writes in its own name: the dossier is about nobody.
    en_propre: bool
    personne: str = field(repr=False)
    service: str = field(repr=False)
    #: What the body calls the person's file.
    leur_reference: str = field(repr=False)
    recommande: str = field(repr=False)
    affaire: str = field(repr=False)
    #: How sure one's own day is.
    votre_reserve: Reserve = Reserve.SANS
    #: Where each of its people lives, if nobody may know it (nothing where even we do not): said by no cell of this line.
    chez: tuple[tuple[str, ...], ...] = field(default=(), repr=False)

    @property
    def est_tu(self) -> bool:
        """True where someone must not find its people: what was typed at will was decided by nobody for a table."""
        return bool(self.chez)

    @property
    def jours_de_reponse(self) -> int | None:
        """Days from the receipt, or from the sending when that is not known, to the first answer."""
        depuis = self.recue_le or self.envoyee_le
        if depuis is None or self.repondue_le is None:
            return None
        return (self.repondue_le - depuis).days
