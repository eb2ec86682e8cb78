"""« Reprendre un tableau »: the table chosen, what its columns say, and what its lines come to, before anything is written."""

import datetime as dt
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from droits_usagers.domain.dossier.dossiers import RaisonAVerifier
from droits_usagers.domain.reprise.champs import CONSTANTES, ChampReprise
from droits_usagers.domain.reprise.correspondance import (
    CorrespondanceColonnes,
    Valeur,
    from_memory,
    guess,
    guess_heading,
    headings,
    signature,
    to_memory,
    values_to_map,
)
from droits_usagers.domain.reprise.lexique import key_of
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.tableaux import Classeur, FeuilleTableau, Marques, Montre, is_empty, shown
from droits_usagers.letters.lettre.processus import BIEN, ILLISIBLE, Limites, Processus, answer_all
from droits_usagers.services.reprise.deja_la import Ajout, addition, are_two, joined, more_than_line, request_of
from droits_usagers.services.reprise.lignes import BARREE, BARREE_PAR_REGLE, CLOS_AUJOURDHUI, MARQUES_PERDUES, LecteurLignes
from droits_usagers.services.reprise.trouvailles import COLONNE_INCONNUE, MotifLigne
from droits_usagers.services.reprise.valeurs import LigneReprise, TableReprise
from droits_usagers.services.socle.lecture import read_file

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.dossier.dossiers import AVerifier
    from droits_usagers.domain.socle.tableaux import Rangee
    from droits_usagers.services.coffre.valeurs import NouveauDossier

#: Under which the coffre remembers how tables were read, and how many of them.
MEMOIRE = "reprise"
_MEMOIRES = 12
#: What an .xlsx and an .ods begin with.
_ZIP = b"PK\x03\x04"
#: …and an .xls, which says what is struck through in a way that is not read.
_XLS = b"\xd0\xcf\x11\xe0"
#: Added by the report of refused lines, so that it can be taken over as it is: texts of `[reprise.rapport]`.
AJOUTEES = ("reprise.rapport.ligne", "reprise.rapport.motif")


def read_tableau(chemin: Path) -> "Classeur":
    """The sheets of a file. Raises ExpectedError FICHIER_ABSENT, FICHIER_ILLISIBLE or one of TABLEAU_…."""
    from droits_usagers.exchange.tableaux import TAILLE_MAX
    from droits_usagers.exchange.tableaux import read_tableau as read

    contenu = read_file(chemin, taille_max=TAILLE_MAX)
    classeur = read(contenu, chemin.name)
    if not contenu.startswith(_ZIP):
        return replace(classeur, marques_perdues=contenu.startswith(_XLS))

    return as_shown(classeur, contenu) or replace(classeur, marques_perdues=True)


def read_colle(texte: str) -> "Classeur":
    """The cells pasted from a spreadsheet. Raises ExpectedError TABLEAU_TROP_GRAND or TABLEAU_VIDE."""
    from droits_usagers.exchange.tableaux import read_colle as read

    return read(texte)


@dataclass(frozen=True, slots=True)
class ChantierReprise:
    """A table being understood. Every change gives another one."""

    classeur: "Classeur" = field(repr=False)
    feuille: int = 0
    #: A person said that this sheet is meant.
    feuille_dite: bool = False
    #: Rank of the line of headings.
    entete: int = 0
    correspondance: CorrespondanceColonnes = field(default_factory=CorrespondanceColonnes, repr=False)
    #: True when the columns are those of a table taken over before.
    retrouve: bool = False
    #: How many times the names of a line were swapped, by its number.
    echanges: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    #: Whether bodies that are alike are one, by what they have in common: what a person was shown, and said.
    memes: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    #: The sheet from which addresses of bodies come, by its rank; None: none. And whether a person said so.
    adresses: int | None = None
    adresses_dites: bool = False
    #: Lines that are struck through are taken over too.
    avec_barrees: bool = False

    @property
    def asks_sheet(self) -> bool:
        """True while nobody said which of several sheets is meant."""
        return self.classeur.several and not self.feuille_dite

    @property
    def rangees(self) -> "tuple[Rangee, ...]":
        """The rows of the sheet."""
        return self.classeur.feuilles[self.feuille].rangees

    @property
    def entetes(self) -> tuple[str, ...]:
        """The headings, one for each column."""
        return headings(self.rangees, self.entete)

    @property
    def lignes(self) -> "tuple[Rangee, ...]":
        """The rows under the headings."""
        return self.rangees[self.entete + 1 :]

    @property
    def table(self) -> TableReprise:
        """What is to be read."""
        return TableReprise(
            self.entetes,
            self.entete + 2,
            self.lignes,
            self.correspondance,
            dessus=self.rangees[: self.entete],
            depuis_1904=self.classeur.depuis_1904,
            echanges=self.echanges,
            nom=self.classeur.feuilles[self.feuille].nom,
            marques=self.classeur.feuilles[self.feuille].marques,
            avec_barrees=self.avec_barrees,
            marques_perdues=self.classeur.marques_perdues,
        )

    @property
    def left(self) -> tuple[str, ...]:
        """The headings of the columns that stay in the table."""
        dit = self.correspondance
        laissees = enumerate(zip(self.entetes, dit.colonnes, strict=False))
        return tuple(entete for rang, (entete, champ) in laissees if entete and champ is None and rang not in dit.gardees)

    def examples(self, rang: int, combien: int = 3) -> tuple[str, ...]:
        """The first different things written in a column."""
        from droits_usagers.domain.socle.tableaux import is_empty, shown

        vus = (shown(rangee[rang]).strip() for rangee in self.lignes if rang < len(rangee) and not is_empty(rangee[rang]))
        trouves: dict[str, None] = {}
        for vu in vus:
            trouves.setdefault(vu)
            if len(trouves) == combien:
                break
        return tuple(trouves)

    def with_correspondance(self, correspondance: CorrespondanceColonnes) -> "ChantierReprise":
        """The same, read otherwise."""
        return replace(self, correspondance=correspondance)

    @property
    def missing(self) -> tuple[ChampReprise, ...]:
        """What no column nor constant says yet, and without which no line can be taken over."""
        dit = self.correspondance
        manques = [] if dit.says(ChampReprise.DEMARCHE) else [ChampReprise.DEMARCHE]
        if dit.says(ChampReprise.REPONSE) and not dit.says(ChampReprise.ISSUE):
            manques.append(ChampReprise.ISSUE)
        return tuple(manques)

    def constants(self) -> tuple[ChampReprise, ...]:
        """What may be said once for all lines: what no column says."""
        return tuple(champ for champ in CONSTANTES if champ not in self.correspondance.colonnes)


class LecteurReprise:
    """Opens tables, with what the coffre remembers of those before."""

    def __init__(self, catalogue: "Catalogue", memoire: object = None) -> None:
        self._catalogue = catalogue
        self._lexique = catalogue.lexique_reprise
        self._memoire: Mapping[str, object] = memoire if isinstance(memoire, Mapping) else {}
        self._ajoutees = {catalogue.textes(id_) for id_ in AJOUTEES}

    def open(self, classeur: "Classeur", *, feuille: int = 0, entete: int | None = None) -> ChantierReprise:
        """A table, its headings found and its columns guessed, or remembered."""
        rangees = classeur.feuilles[feuille].rangees
        rang = guess_heading(rangees, self._lexique) if entete is None else entete
        chantier = ChantierReprise(classeur, feuille, entete=rang)
        entetes = self._own(chantier.entetes)
        connue = from_memory(self._memoire.get(signature(entetes)), entetes)
        dite = connue or guess(entetes, chantier.lignes, self._lexique)
        # What the report says of its lines is none of the table's.
        rapport = {rang for rang, entete in enumerate(chantier.entetes) if entete in self._ajoutees}
        dite = replace(dite, gardees=dite.gardees - rapport)
        return replace(chantier, correspondance=dite, retrouve=connue is not None)

    def open_best(self, classeur: "Classeur") -> ChantierReprise:
        """The sheet of which most columns are known; the first of those that are as well known."""
        chantiers = [self.open(classeur, feuille=rang) for rang in range(len(classeur.feuilles))]
        return max(chantiers, key=lambda chantier: sum(dit is not None for dit in chantier.correspondance.colonnes))

    def values(self, chantier: ChantierReprise) -> tuple[Valeur, ...]:
        """The words of its columns of codes, those to explain first."""
        return values_to_map(chantier.correspondance, chantier.lignes, self._lexique)

    def read(self, chantier: ChantierReprise, today: dt.date) -> tuple[LigneReprise, ...]:
        """What each of its lines comes to."""
        return LecteurLignes(chantier.table, self._catalogue, today).read()

    def remember(self, chantier: ChantierReprise) -> dict[str, object]:
        """What the coffre is to remember from now on: this table, and the latest before it."""
        entetes = self._own(chantier.entetes)
        cle = signature(entetes)
        autres = [(autre, dit) for autre, dit in self._memoire.items() if autre != cle][-_MEMOIRES + 1 :]
        return dict(autres) | {cle: to_memory(chantier.correspondance, entetes)}

    def _own(self, entetes: Sequence[str]) -> tuple[str, ...]:
        """The headings without those of the report of refused lines."""
        return tuple("" if entete in self._ajoutees else entete for entete in entetes)


@dataclass(frozen=True, slots=True)
class Doublon:
    """A line that is probably already there: as a dossier of the coffre, or on a line above."""

    ligne: LigneReprise
    reference: str = ""
    autre: int = 0
    #: What it says more, and that is kept in that dossier, to be checked.
    plus: tuple["AVerifier", ...] = field(default=(), repr=False)
    #: Its cells that did not say so when that dossier was last taken over: their headings, and their words.
    neuves: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class StatutMontre:
    """A word of a column of statuses, once, with the lines where it is."""

    texte: str = field(repr=False)
    lignes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Essai:
    """A dry run: what would be written, what would not, and why."""

    a_reprendre: tuple[LigneReprise, ...]
    refusees: tuple[LigneReprise, ...]
    doublons: tuple[Doublon, ...]
    #: Left aside because a person said that their word means nothing here.
    ecartees: tuple[LigneReprise, ...]

    def chosen(self, gardes: Collection[int] = ()) -> tuple["NouveauDossier", ...]:
        """The dossiers to make, in the order of the table, with those of the likely doubles that a person keeps, by line."""
        lignes = [*self.a_reprendre, *(double.ligne for double in self.doublons if double.ligne.numero in gardes)]
        triees = sorted(lignes, key=lambda ligne: ligne.numero)
        return tuple(ligne.nouveau for ligne in triees if ligne.nouveau is not None)

    def added(self, gardes: Collection[int] = ()) -> tuple[Ajout, ...]:
        """What is added to dossiers that are there: by the doubles that a person does not keep, by line."""
        return tuple(
            addition(double.ligne, double.reference, double.plus)
            for double in self.doublons
            if double.reference and double.plus and double.ligne.numero not in gardes
        )

    @property
    def commentaires(self) -> int:
        """How many comments are kept in dossiers: that of a double is, in the other one."""
        lignes = (*self.a_reprendre, *(double.ligne for double in self.doublons))
        return len({ou for ligne in lignes for ou in ligne.commentaires})

    def notices(self) -> tuple[tuple[MotifLigne, tuple[int, ...]], ...]:
        """What is worth knowing, once each, with the lines it is about; the most frequent first."""
        lignes: dict[tuple[str, str], list[int]] = {}
        motifs: dict[tuple[str, str], MotifLigne] = {}
        for ligne in (*self.a_reprendre, *(double.ligne for double in self.doublons)):
            dits = (motif for motif in (*ligne.doutes, *ligne.avis) if motif.id != MARQUES_PERDUES)
            for cle, motif in {(motif.id, motif.colonne): motif for motif in dits}.items():
                motifs.setdefault(cle, motif)
                lignes.setdefault(cle, []).append(ligne.numero)
        return tuple(sorted(((motifs[cle], tuple(trouvees)) for cle, trouvees in lignes.items()), key=lambda un: -len(un[1])))

    @property
    def colonnes_gardees(self) -> tuple[str, ...]:
        """The headings under which something is kept for want of knowing what it says; empty for one that has none."""
        lignes = (*self.a_reprendre, *(double.ligne for double in self.doublons))
        dits = (doute.colonne for ligne in lignes for doute in ligne.doutes if doute.id == COLONNE_INCONNUE)
        return tuple(dict.fromkeys(dits))

    @property
    def struck(self) -> tuple[int, ...]:
        """The lines left out because they are struck through."""
        return tuple(ligne.numero for ligne in self.refusees if any(motif.id == BARREE for motif in ligne.motifs))

    @property
    def par_regle(self) -> tuple[int, ...]:
        """The lines taken over that a rule of the spreadsheet may strike through."""
        return tuple(ligne.numero for ligne in self.a_reprendre if any(une.id == BARREE_PAR_REGLE for une in ligne.doutes))

    @property
    def clos_sans_jour(self) -> int:
        """How many of the lines taken over say, or may say, that they are over, without a day."""
        nouveaux = (ligne.nouveau for ligne in self.a_reprendre if ligne.nouveau)
        return sum(any(une.raison is RaisonAVerifier.FINI for une in nouveau.a_verifier) for nouveau in nouveaux)

    @property
    def closed_today(self) -> tuple[int, ...]:
        """The lines closed as of today, a person having said that their word means so."""
        return tuple(ligne.numero for ligne in self.a_reprendre if any(avis.id == CLOS_AUJOURDHUI for avis in ligne.avis))

    @property
    def statuts(self) -> tuple[StatutMontre, ...]:
        """The words of statuses that may say that a dossier is over, and that nobody explained; the most frequent first."""
        textes: dict[str, str] = {}
        lignes: dict[str, list[int]] = {}
        for ligne in self.a_reprendre:
            if ligne.statut:
                cle = key_of(ligne.statut) or ligne.statut
                textes.setdefault(cle, " ".join(ligne.statut.split()))
                lignes.setdefault(cle, []).append(ligne.numero)
        montres = (StatutMontre(textes[cle], tuple(numeros)) for cle, numeros in lignes.items())
        return tuple(sorted(montres, key=lambda un: -len(un.lignes)))

    @property
    def proteges(self) -> int:
        """How many of the lines taken over withhold an address."""
        return sum(ligne.withholds for ligne in self.a_reprendre)

    @property
    def a_verifier(self) -> int:
        """How many of the lines taken over have cells to be checked."""
        return sum(bool(ligne.doutes) for ligne in self.a_reprendre)

    def demarches(self) -> tuple[tuple[str, int], ...]:
        """How many dossiers of each demarche."""
        return tuple(Counter(ligne.nouveau.demande.demarche for ligne in self.a_reprendre if ligne.nouveau).most_common())


def nouveaux_of(lignes: Sequence[LigneReprise]) -> "tuple[NouveauDossier, ...]":
    """What is to be looked for in the coffre (`RepriseCoffre.connus`)."""
    return tuple(ligne.connue for ligne in lignes if ligne.connue is not None)


def _keys_of(nouveau: "NouveauDossier") -> tuple[object, ...]:
    """By what two lines of a table are the same: all that they say; or what they are about, where the day they left is known.

    Nobody is like nobody: two lines that name no one may well be two people.
    """
    cle = request_of(nouveau)
    if cle is None:
        return ()
    dites = nouveau.empreinte.dite if nouveau.empreinte else ""
    return (dites, cle) if cle[-1] else (dites,)


def _are_two(vue: LigneReprise, nouveau: "NouveauDossier") -> bool:
    return vue.nouveau is not None and are_two(vue.nouveau.demande, nouveau.demande)


def sort_out(lignes: Sequence[LigneReprise], connus: Sequence[str]) -> Essai:
    """The dry run, from the lines read and, for each that can be taken over, the dossier that is like it."""
    a_reprendre: list[LigneReprise] = []
    doublons: list[Doublon] = []
    rangs: dict[int, int] = {}
    vues = defaultdict[object, list[LigneReprise]](list)
    connues = [ligne for ligne in lignes if ligne.connue is not None]
    paires = [*zip(connues, connus, strict=True)]
    vivantes = {reference for ligne, reference in paires if ligne.entiere is None}
    barrees = {
        ligne.numero: Doublon(ligne.entiere, reference)
        for ligne, reference in paires
        if ligne.entiere is not None and reference and not (ligne.motifs and reference in vivantes)
    }
    for ligne, reference in paires:
        nouveau = ligne.nouveau
        if ligne.numero in barrees:
            doublons.append(barrees[ligne.numero])
            continue
        if nouveau is None:
            continue
        cles = _keys_of(nouveau)
        autre = next((vue.numero for cle in cles for vue in vues[cle] if not _are_two(vue, nouveau)), 0)
        if reference or autre:
            doublons.append(Doublon(ligne, reference, 0 if reference else autre))
            if not reference:
                # What it says more is kept with the line above, which may say it twice.
                gardee = a_reprendre[rangs[autre]]
                plus = more_than_line(gardee, ligne)
                a_reprendre[rangs[autre]] = joined(gardee, ligne, plus)
                doublons[-1] = replace(doublons[-1], plus=plus)
            continue
        rangs[ligne.numero] = len(a_reprendre)
        for cle in cles:
            vues[cle].append(ligne)
        a_reprendre.append(ligne)
    return Essai(
        tuple(a_reprendre),
        tuple(ligne for ligne in lignes if ligne.motifs and ligne.numero not in barrees),
        tuple(doublons),
        tuple(ligne for ligne in lignes if ligne.nouveau is None and not ligne.motifs),
    )


_LIMITES = Limites(duree_max_s=30.0, reponse_max=32_000_000)


def as_shown(classeur: Classeur, contenu: bytes) -> Classeur | None:
    """The workbook as one sees it: how its cells look, what they show and do not hold; None where it could not be told."""
    processus = Processus(serve, _LIMITES)
    try:
        lues = json.loads(processus.ask_of_file(contenu))
    except ExpectedError:
        return None
    finally:
        processus.close()
    feuilles = tuple(_displayed(une, lues[une.nom]) if une.nom in lues else une for une in classeur.feuilles)
    return replace(classeur, feuilles=feuilles, marques_lues=True)


def serve(fil: Connection) -> None:
    """What the process runs."""
    answer_all(fil, _answer)


def _answer(contenu: Any) -> bytes:  # noqa: ANN401 - the bytes of a file, through a pipe
    from lxml import etree

    from droits_usagers.exchange.allures import read_allures

    try:
        return BIEN + json.dumps(read_allures(contenu)).encode()
    except (etree.LxmlError, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError):
        return ILLISIBLE


def _marks(dite: Mapping[str, Any]) -> Marques:
    return Marques(
        barrees=frozenset((y, x) for y, x in dite["barrees"]),
        vivantes={(y, x): texte for y, x, texte in dite["vivantes"]},
        par_regle=frozenset((y, x) for y, x in dite["par_regle"]),
        commentaires={(y, x): texte for y, x, texte in dite["commentaires"]},
        couleurs={couleur: tuple(rangs) for couleur, rangs in dite["couleurs"].items()},
        lignes_cachees=tuple(dite["lignes_cachees"]),
        colonnes_cachees=dite["colonnes_cachees"],
        cachee=dite["cachee"],
        montres=tuple(Montre(genre, rang, texte) for genre, rang, texte in dite["montres"]),
    )


def _displayed(feuille: FeuilleTableau, dite: Mapping[str, Any]) -> FeuilleTableau:
    """The sheet as one sees it: its cells within the words of their format, and the formulas that nobody computed."""
    rangees = [*map(list, feuille.rangees)]
    for y, x, avant, apres in dite["autour"]:
        if y < len(rangees) and x < len(rangees[y]) and not is_empty(rangees[y][x]):
            rangees[y][x] = f"{avant}{shown(rangees[y][x])}{apres}"
    for y, x, formule in dite["formules"]:
        if y < len(rangees):
            rangees[y] += [""] * (x + 1 - len(rangees[y]))
            rangees[y][x] = rangees[y][x] if not is_empty(rangees[y][x]) else formule
    return replace(feuille, rangees=tuple(map(tuple, rangees)), marques=_marks(dite))
