"""A table that is read, and what each of its lines comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import CorrespondanceColonnes, imprint_of
from droits_usagers.domain.reprise.lexique import key_of
from droits_usagers.domain.socle.tableaux import Marques, Rangee
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.reprise.trouvailles import MotifLigne, MotsLibres, NomALire

if TYPE_CHECKING:
    from droits_usagers.domain.personnes.personnes import Personne
    from droits_usagers.domain.reprise.noms import NomLu

#: Of the imprint of a cell: there are few in a dossier.
_COURTE = 8


class CelluleEcrite(NamedTuple):
    """A cell of a line: what its column is called, its words, and what is read there; None: nothing."""

    colonne: str
    texte: str
    champ: ChampReprise | None

    @property
    def empreinte(self) -> str:
        """What recognises what it says, without telling it, and under whatever heading where something is read of it."""
        return imprint_of([(self.champ or key_of(self.colonne), self.texte)])[:_COURTE]


@dataclass(frozen=True, slots=True)
class LigneReprise:
    """A line of the table, by its number there."""

    numero: int
    #: What it comes to; None when it is left out or left aside.
    nouveau: NouveauDossier | None = field(default=None, repr=False)
    #: Why it is left out; empty when it is not.
    motifs: tuple[MotifLigne, ...] = field(default=(), repr=False)
    avis: tuple[MotifLigne, ...] = field(default=(), repr=False)
    #: Of the cells kept to be checked.
    doutes: tuple[MotifLigne, ...] = field(default=(), repr=False)
    #: Its name, where nothing says which is the first name and which the last; None otherwise.
    nom_douteux: "NomDouteux | None" = field(default=None, repr=False)
    #: What alone withholds its address.
    remarques: tuple[MotsLibres, ...] = field(default=(), repr=False)
    #: Names of bodies that nothing tells from what is none: less of them is written, until someone has read them.
    noms: tuple[NomALire, ...] = field(default=(), repr=False)
    #: The word of its status, where it may say that the dossier is over and nobody said so; empty otherwise.
    statut: str = field(default="", repr=False)
    #: Where the comments that its dossier keeps stand, by row and column.
    commentaires: tuple[tuple[int, int], ...] = ()
    #: Its cells, as they are.
    cellules: tuple[CelluleEcrite, ...] = field(default=(), repr=False)
    #: Of a line that is all struck through, what it says as if it were not, by which it is known; None for any other.
    entiere: "LigneReprise | None" = field(default=None, repr=False)

    @property
    def connue(self) -> "NouveauDossier | None":
        """What it is known by, where it may be already there."""
        return self.entiere.nouveau if self.entiere is not None else self.nouveau

    @property
    def concerne(self) -> "Personne | None":
        """The person it is about, if it comes to anything and is about someone."""
        return self.nouveau.demande.concerne if self.nouveau else None

    @property
    def withholds(self) -> bool:
        """True where the address of that person is written nowhere."""
        return self.concerne is not None and self.concerne.adresse_protegee

    @property
    def withholds_for_good(self) -> bool:
        """…whatever is read of its words."""
        return self.withholds and not any(une.tait for une in self.remarques)


@dataclass(frozen=True, slots=True)
class NomDouteux:
    """A name as it is written, and the ways of taking it apart, the likeliest first."""

    texte: str = field(repr=False)
    facons: "tuple[NomLu, ...]" = field(repr=False)

    @property
    def whole(self) -> int:
        """How many swaps leave it whole, as a last name; none where no way does."""
        return next((fois for fois, facon in enumerate(self.facons) if not facon.prenom), 0)

    def way(self, fois: int) -> "NomLu":
        """How it is taken apart, once swapped so many times."""
        return self.facons[fois % len(self.facons)]


@dataclass(frozen=True, slots=True)
class TableReprise:
    """The lines under the headings, and what is said of their columns."""

    entetes: tuple[str, ...] = field(repr=False)
    #: Number, on the sheet, of the first of the lines.
    premiere: int
    lignes: tuple[Rangee, ...] = field(repr=False)
    correspondance: CorrespondanceColonnes
    #: The rows above the headings.
    dessus: tuple[Rangee, ...] = field(default=(), repr=False)
    #: Days that stand as numbers are counted from 1904.
    depuis_1904: bool = False
    #: How many times the first and the last name of a line were swapped, by its number.
    echanges: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    #: Of the sheet; empty for cells pasted.
    nom: str = field(default="", repr=False)
    #: By rank of row on the sheet, and of column.
    marques: Marques = field(default_factory=Marques, repr=False)
    #: Lines that are struck through are taken over too.
    avec_barrees: bool = False
    #: Which lines are struck through could not be read.
    marques_perdues: bool = False
