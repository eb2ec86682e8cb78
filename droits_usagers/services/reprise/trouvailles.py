"""What is found out of a line on the way: why it is left out, what is worth knowing of it, which cells are to be checked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from droits_usagers.domain.dossier.dossiers import AVerifier, RaisonAVerifier
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import CorrespondanceColonnes


@dataclass(frozen=True, slots=True)
class MotifLigne:
    """Why a line is left out, or what is worth knowing of it: an id of `[reprise.motifs]`, and what fills its sentence."""

    id: str
    #: The heading of the column; empty when it is about the whole line.
    colonne: str = field(default="", repr=False)
    valeur: str = field(default="", repr=False)
    faits: Mapping[str, str] = field(default_factory=dict, repr=False)


#: What is noted of a cell that is heard, or may be, and of one that is to be read.
ENTENDUE, ENTENDUE_PEUT_ETRE, A_LIRE = "alerte", "alerte_possible", "remarque_a_lire"
#: …but for one that withholds nothing: there is no address, or something else does; and of what stands above or beside lines.
A_VOIR, SOUS_TITRE, MONTRE = "remarque_a_voir", "sous_titre", "montre"
#: Of a cell that stands in a column that nothing is read under: reading it with the remarks settles nothing.
COLONNE_INCONNUE = "colonne_inconnue"
#: What someone who has read the remarks has seen.
DE_REMARQUE = frozenset({ENTENDUE_PEUT_ETRE, A_LIRE, A_VOIR, SOUS_TITRE, MONTRE})
#: …and of one that names a body, or is the reference of a file, and says more.
NOM_ET_PLUS, REFERENCE_ET_PLUS = "organisme_et_plus", "reference_et_plus"
#: …and of one that names someone, and says more.
PLUS_QU_UN_NOM = "nom_et_plus"


@dataclass(frozen=True, slots=True)
class MotsLibres:
    """Words of a line that someone has to read."""

    texte: str = field(repr=False)
    entendue: bool = False
    #: They withhold its address until then.
    tait: bool = True


@dataclass(frozen=True, slots=True)
class NomALire:
    """What a cell that names a body, or a file, says, as it is typed: more than they are called by, as far as is known."""

    champ: ChampReprise
    texte: str = field(repr=False)
    #: What is not of the name is heard as a warning, or may be.
    entendue: bool = False

    @property
    def mots(self) -> MotsLibres:
        """As a remark, that someone reads with the others."""
        return MotsLibres(tidy(self.texte), self.entendue)


def tidy(texte: str) -> str:
    """The words by which a remark is known: spaces and ends of lines say nothing."""
    return " ".join(texte.split())


@dataclass(frozen=True, slots=True)
class LectureCellule:
    """What was made of a cell that was not read for sure."""

    raison: RaisonAVerifier = RaisonAVerifier.LAISSE
    #: An ISO day, or a code.
    lu: str = field(default="", repr=False)


_LAISSEE = LectureCellule()
#: It says that the dossier is over; and it may, or not.
FINI, INDECIS = map(LectureCellule, (RaisonAVerifier.FINI, RaisonAVerifier.INDECIS))


class Trouvailles:
    """Of one line."""

    def __init__(self, entetes: Sequence[str], dit: CorrespondanceColonnes, noms: Mapping[ChampReprise, str]) -> None:
        self._entetes = entetes
        self._dit = dit
        #: What a champ is called, where no column is.
        self._noms = noms
        self.motifs: list[MotifLigne] = []
        self.avis: list[MotifLigne] = []
        self.doutes: list[MotifLigne] = []
        self.a_verifier: list[AVerifier] = []
        self.noms: list[NomALire] = []

    def refuse(self, id_: str) -> None:
        """The line is left out."""
        self.motifs.append(MotifLigne(id_))

    def note(
        self, id_: str, champ: ChampReprise | None = None, valeur: str = "", *, colonne: str | None = None, **faits: str
    ) -> None:
        """Something worth knowing, that keeps nothing. `colonne`: the heading, where no champ has it."""
        self.avis.append(MotifLigne(id_, self._heading(champ) if colonne is None else colonne, valeur, faits))

    def doubt(
        self,
        id_: str,
        ou: ChampReprise | int,
        texte: str,
        *,
        lecture: LectureCellule = _LAISSEE,
        valeur: str | None = None,
        **faits: str,
    ) -> None:
        """A cell is kept word for word, to be checked. `ou`: its column, by its rank or by what it says.

        `valeur`: what the sentence quotes, when it is not the words of the cell.
        """
        if isinstance(ou, int):
            # A cell may stand to the right of all headings.
            champ = self._dit.colonnes[ou] if ou < len(self._dit.colonnes) else None
            colonne = self._entetes[ou] if ou < len(self._entetes) else ""
        else:
            champ, colonne = ou, self._heading(ou)
        self.doutes.append(MotifLigne(id_, colonne, texte if valeur is None else valeur, faits))
        nom = colonne or (self._noms[champ] if champ is not None else "")
        self.a_verifier.append(AVerifier(nom, texte, lecture.raison, lecture.lu))

    def doubt_once(self, id_: str, rang: int, texte: str, *, valeur: str) -> None:
        """The same, but for a cell that is kept already for want of knowing what its column says."""
        colonne = self._entetes[rang] if rang < len(self._entetes) else ""
        cellules = zip(self.doutes, self.a_verifier, strict=True)
        if not any(dit.id == COLONNE_INCONNUE and (dit.colonne, une.texte) == (colonne, texte) for dit, une in cellules):
            self.doubt(id_, rang, texte, valeur=valeur)

    def doubt_line(self, id_: str, quoi: str, pourquoi: str, *, lecture: LectureCellule = _LAISSEE, valeur: str = "") -> None:
        """The line itself is to be checked. `valeur`: what the sentence quotes."""
        self.doutes.append(MotifLigne(id_, valeur=valeur))
        self.a_verifier.append(AVerifier(quoi, pourquoi, lecture.raison))

    def _heading(self, champ: ChampReprise | None) -> str:
        rangs = self._dit.columns_of(champ) if champ is not None else ()
        return self._entetes[rangs[0]] if rangs else ""


#: What the line of a sum begins with.
_TOTAUX = frozenset({"total", "totaux", "sous", "somme", "nombre"})
#: « 98 demandes chez Karim », alone on its line.
_COMPTE = re.compile(r"\d+ (?:demandes?|dossiers?|courriers?|lettres?|lignes?|personnes?|usagers?|adherents?|salaries?)\b")
#: A number of so many figures may be a year, or a day.
_ANNEE = 4
#: …which says so in its first cell alone.
_SEULS = frozenset({"total", "totaux", "total general", "sous total", "nb", "nombre"})
#: Of so few cells, it needs no more.
_PEU = 2


def is_total(noms: str, ecrites: Sequence[tuple[int, str]]) -> bool:
    """True for the line of a sum: it begins so, be it where nobody's name is."""
    chiffres = any(signe.isdigit() for signe in noms)
    if len(ecrites) == 1 and _COMPTE.match(ecrites[0][1]):
        return True
    if noms.split(" ", maxsplit=1)[0] in _TOTAUX and (len(ecrites) <= _PEU or chiffres):
        return True
    autres = [cle for _, cle in ecrites if cle != noms]
    # « CAF | 31 | 29 »: of a table that counts the others; « Année | 2024 | 2025 | 2026 » is its headings.
    longueur = _ANNEE if len(autres) <= _PEU else _ANNEE + 1
    compte = len(autres) > 1 and all(len(cle) < longueur and cle.isdigit() for cle in autres)
    # Someone may be known by a number, but then more is written of them.
    seul = noms in _SEULS or (len(ecrites) <= _PEU and noms.replace(" ", "").isdigit())
    return seul or compte or (bool(ecrites) and ecrites[0][1] in _SEULS and (chiffres or not noms))
