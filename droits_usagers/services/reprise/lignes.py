"""A line of someone's table as a dossier to make, or the reasons why it cannot be one: nothing is invented to fill a gap."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.identifiants import find_identifiants
from droits_usagers.domain.demarche.questions import NumeroAdmis
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.personnes import Consignes
from droits_usagers.domain.reprise.champs import CODES, DATES, FAITS, ChampReprise
from droits_usagers.domain.reprise.correspondance import CorrespondanceColonnes, meaning
from droits_usagers.domain.reprise.jours import Illisible, is_american, read_day, split_days
from droits_usagers.domain.socle.tableaux import Cellule, Rangee, shown
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.dossier.faits import check_fait
from droits_usagers.services.reprise.parties import PartiesLigne, read_consignes

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.reprise.lexique import Lexique

#: No name, reference or body is longer; notes may be.
_LONGUEUR_MAX = 300
_LIBRES = frozenset({ChampReprise.CONSIGNE, ChampReprise.NOTE, ChampReprise.ADRESSE, ChampReprise.ORGANISME_ADRESSE})
_SENS_DE_LECTURE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class MotifLigne:
    """Why a line is refused, or what is worth knowing of it: an id of `[reprise.motifs]`, and what fills its sentence."""

    id: str
    #: The heading of the column; empty when it is about the whole line.
    colonne: str = field(default="", repr=False)
    valeur: str = field(default="", repr=False)
    faits: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class LigneReprise:
    """A line of the table, by its number there."""

    numero: int
    #: What it comes to; None when it is refused or left aside.
    nouveau: NouveauDossier | None = field(default=None, repr=False)
    #: Why it is refused; empty when it is not.
    motifs: tuple[MotifLigne, ...] = field(default=(), repr=False)
    avis: tuple[MotifLigne, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class TableReprise:
    """The lines under the headings, and what is said of their columns."""

    entetes: tuple[str, ...] = field(repr=False)
    #: Number, on the sheet, of the first of the lines.
    premiere: int
    lignes: tuple[Rangee, ...] = field(repr=False)
    correspondance: CorrespondanceColonnes


class LecteurLignes:
    """Reads the lines of one table as of one day."""

    def __init__(self, table: TableReprise, catalogue: "Catalogue", today: dt.date) -> None:
        self._table = table
        self._dit = table.correspondance
        self._lexique: Lexique = catalogue.lexique_reprise
        self._parties = PartiesLigne(catalogue, today, nom_d_abord=self._last_name_first())
        self._demarches = catalogue.demarches
        self._today = today
        self._americaines = {
            rang
            for rang, champ in enumerate(self._dit.colonnes)
            if champ in DATES and is_american(rangee[rang] for rangee in table.lignes if rang < len(rangee))
        }
        #: What each word of a column of codes was found to mean.
        self._connus: dict[tuple[ChampReprise, str], str | None] = {}
        #: Of the line being read.
        self._motifs: list[MotifLigne] = []
        self._avis: list[MotifLigne] = []

    def __iter__(self) -> Iterator[LigneReprise]:
        """Every line where something is written, in order."""
        for rang, rangee in enumerate(self._table.lignes):
            textes = self._texts(rangee)
            if textes:
                yield self._line(self._table.premiere + rang, rangee, textes)

    def _line(self, numero: int, rangee: Rangee, textes: dict[ChampReprise, str]) -> LigneReprise:
        self._motifs, self._avis = [], []
        nouveau = self._read(rangee, textes)
        return LigneReprise(numero, None if self._motifs else nouveau, tuple(self._motifs), tuple(self._avis))

    # The cells.

    def _texts(self, rangee: Rangee) -> dict[ChampReprise, str]:
        """What the line says of each champ that is not a date; several columns one under another. Empty for a blank line."""
        dits: dict[ChampReprise, list[str]] = {}
        blanche = True
        for champ, cellule in zip(self._dit.colonnes, rangee, strict=False):
            texte = shown(cellule).strip()
            if champ is None or self._lexique.says_nothing(texte, champ):
                continue
            blanche = False
            dits.setdefault(champ, []).append(texte)
        if blanche:
            return {}
        constantes = {champ: texte for champ, texte in self._dit.constantes.items() if champ not in dits}
        return {champ: "\n".join(parts) for champ, parts in dits.items()} | constantes

    def _clean(self, champ: ChampReprise, texte: str) -> str:
        """A text that can be kept, printed and read back; what had to be changed is said."""
        propre = clean(texte)
        if propre.remplaces or not _SENS_DE_LECTURE.isdisjoint(texte):
            self._avis.append(self._motif("nettoye", champ))
        if champ in _LIBRES:
            return propre.texte
        if len(propre.texte) > _LONGUEUR_MAX:
            self._refuse("trop_long", champ)
        return " ".join(propre.texte.split())

    def _motif(self, id_: str, champ: ChampReprise | None = None, valeur: str = "", **faits: str) -> MotifLigne:
        rangs = self._dit.columns_of(champ) if champ is not None else ()
        return MotifLigne(id_, self._table.entetes[rangs[0]] if rangs else "", valeur, faits)

    def _refuse(self, id_: str, champ: ChampReprise | None = None, valeur: str = "", **faits: str) -> None:
        self._motifs.append(self._motif(id_, champ, valeur, **faits))

    def _last_name_first(self) -> bool | None:
        """What the heading of a whole name says of its order; None when it says nothing."""
        for rang in self._dit.columns_of(ChampReprise.PRENOM_NOM):
            rangs = {sens.code: sens.rang for sens in self._lexique.champs_of(self._table.entetes[rang])}
            if ChampReprise.NOM in rangs and ChampReprise.PRENOM in rangs:
                return rangs[ChampReprise.NOM] < rangs[ChampReprise.PRENOM]
        return None

    # What they come to.

    def _read(self, rangee: Rangee, textes: dict[ChampReprise, str]) -> NouveauDossier | None:
        """The dossier; None when nothing says which demarche it is, or a person said that such lines are left aside."""
        propres = {champ: self._clean(champ, texte) for champ, texte in textes.items() if champ not in DATES}
        codes = {champ: self._code(champ, propres[champ]) for champ in CODES if champ in propres}
        evenements = self._events(rangee, codes.get(ChampReprise.ISSUE) or "")
        self._check(evenements)
        self._notice_numbers(propres)
        if ChampReprise.DEMARCHE not in propres:
            self._refuse("sans_demarche", ChampReprise.DEMARCHE)
        demarche = codes.get(ChampReprise.DEMARCHE)
        if demarche is None:
            return None
        demande, refus, avis = self._parties.read(self._demarches[demarche], propres, codes)
        self._motifs.extend(
            self._motif(id_, champ, propres.get(champ, "") if champ else "", **faits) for id_, champ, faits in refus
        )
        self._avis.extend(
            self._motif(id_, champ, propres.get(champ, "") if champ else "", **faits) for id_, champ, faits in avis
        )
        faits = tuple(sorted(evenements))
        return NouveauDossier(
            self._parties.with_facts(demande, faits),
            recommandes=self._registered(propres.get(ChampReprise.RECOMMANDE, ""), faits),
            note=self._note(rangee),
            consignes=self._consignes(rangee),
            affaire=propres.get(ChampReprise.AFFAIRE, ""),
        )

    def _code(self, champ: ChampReprise, texte: str) -> str | None:
        """The code a word means; None when a person said that it means nothing here."""
        if self._dit.constantes.get(champ) == texte:
            return texte
        if (champ, texte) not in self._connus:
            self._connus[champ, texte] = meaning(self._dit, champ, texte, lexique=self._lexique)[0]
        code = self._connus[champ, texte]
        if code is None:
            self._refuse("mot_inconnu", champ, texte)
        return code or None

    def _events(self, rangee: Rangee, issue: str) -> dict[Evenement, ChampReprise]:
        """The facts the line tells, and the champ that tells each."""
        faits: dict[Evenement, ChampReprise] = {}
        for rang, champ in enumerate(self._dit.colonnes):
            if champ is None or champ not in DATES or rang >= len(rangee):
                continue
            for jour in self._days(champ, rang, rangee[rang]):
                type_ = self._type_of(champ, issue)
                if type_ is not None:
                    faits.setdefault(Evenement(jour, type_), champ)
        if issue and not any(fait.type == issue for fait in faits):
            self._refuse("issue_sans_jour", ChampReprise.ISSUE)
        return faits

    def _type_of(self, champ: ChampReprise, issue: str) -> TypeEvenement | None:
        if champ is not ChampReprise.REPONSE:
            return FAITS[champ]
        if not issue:
            self._refuse("reponse_sans_issue", champ)
            return None
        return TypeEvenement(issue)

    def _days(self, champ: ChampReprise, rang: int, cellule: Cellule) -> Iterator[dt.date]:
        if isinstance(cellule, str) and self._lexique.says_nothing(cellule):
            return
        parts: Sequence[Cellule] = (cellule,)
        if champ is ChampReprise.RELANCE and isinstance(cellule, str):
            parts = split_days(cellule)
        for part in parts:
            jour = read_day(part, american=rang in self._americaines)
            if isinstance(jour, Illisible):
                self._motifs.append(MotifLigne(jour, self._table.entetes[rang], clean(shown(part)).texte))
            else:
                yield jour

    def _check(self, evenements: Mapping[Evenement, ChampReprise]) -> None:
        """Each fact beside today and those before it in the line."""
        connus: list[Evenement] = []
        for fait, champ in evenements.items():
            refus = check_fait(fait, connus, self._today)
            if refus is not None:
                faits = dict(refus.faits) | ({"autre": refus.autre} if refus.autre else {})
                self._refuse(refus.id, champ, date_courte(fait.date), fait=fait.type, **faits)
            connus.append(fait)
        types = {fait.type for fait in connus}
        if TypeEvenement.ENVOYE in types and TypeEvenement.RECU not in types:
            self._avis.append(self._motif("sans_reception", ChampReprise.RECU))

    def _registered(self, numero: str, faits: Sequence[Evenement]) -> dict[TypeEvenement, str]:
        if numero and not any(fait.type is TypeEvenement.ENVOYE for fait in faits):
            self._avis.append(self._motif("recommande_sans_envoi", ChampReprise.RECOMMANDE))
            return {}
        return {TypeEvenement.ENVOYE: numero} if numero else {}

    def _note(self, rangee: Rangee) -> str:
        """What is written in the columns of notes; each under its heading when there are several."""
        dites, plusieurs = self._written(rangee, ChampReprise.NOTE), len(self._dit.columns_of(ChampReprise.NOTE)) > 1
        return "\n".join(f"{entete} : {texte}" if plusieurs and entete else texte for entete, texte in dites)

    def _consignes(self, rangee: Rangee) -> Consignes:
        """What the person asked: it holds for them, whatever the dossier."""
        return Consignes(personne=read_consignes(self._written(rangee, ChampReprise.CONSIGNE), self._lexique))

    def _written(self, rangee: Rangee, champ: ChampReprise) -> list[tuple[str, str]]:
        """The cells of the columns of this champ where something is written, each after its heading."""
        return [
            (self._table.entetes[rang], clean(shown(rangee[rang]).strip()).texte)
            for rang in self._dit.columns_of(champ)
            if rang < len(rangee) and not self._lexique.says_nothing(shown(rangee[rang]), champ)
        ]

    def _notice_numbers(self, propres: Mapping[ChampReprise, str]) -> None:
        """Numbers that identify someone elsewhere: pointed out, never refused."""
        for champ in (
            ChampReprise.NOTE,
            ChampReprise.CONSIGNE,
            ChampReprise.REFERENCE,
            ChampReprise.AFFAIRE,
            ChampReprise.ADRESSE,
        ):
            # A reference may well be the number of a CAF; it is never that of the social security.
            admis = tuple(NumeroAdmis) if champ is ChampReprise.REFERENCE else ()
            for genre in sorted({trouve.genre for trouve in find_identifiants(propres.get(champ, ""), admis)}):
                self._avis.append(self._motif(f"numero_{genre}", champ))
