"""How many dossiers there would be with one more filter: counted in memory, a part at a time, behind everything else.

Each column that filters look at is kept as small numbers, one per dossier; they are read again once something was written. That
holds no name of anyone: words are searched in the coffre each time.
"""

import datetime as dt
from array import array
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat
from types import MappingProxyType

from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.domain.dossier.etats import Reserve
from droits_usagers.vault.moteur import Database, rows, scalar
from droits_usagers.vault.recherche import Expression, RechercheDossiers, expression_of

#: Lines read, or searched, in one part: under 20 ms.
_LUES = 2_000
#: The columns counted, by name of `suivi_index`.
COLONNES = (
    *("etat", "demarche", "organisme", "territoire", "affaire", "envoyee_le"),
    *("prochaine_date", "votre_date", "leur_date", "revoir_le", "a_verifier", "votre_reserve"),
)
_LECTURE = f"SELECT dossier, {', '.join(COLONNES)} FROM suivi_index WHERE dossier > ? ORDER BY dossier LIMIT ?"  # noqa: S608 - our own
#: No column: dossiers made together are found in the table of dossiers.
_LOT = "lot"
#: Days kept are counted by day; the value None counts the lines that have none.
Comptes = Mapping[str, Mapping[object, int]]


@dataclass(slots=True)
class _Colonne:
    """What each dossier has there, as the rank of a value; 0 where there is no dossier."""

    rangs: "array[int]" = field(default_factory=lambda: array("I"))
    valeurs: dict[object, int] = field(default_factory=dict)

    def put(self, dossiers: Sequence[int], valeurs: Sequence[object]) -> None:
        """What these dossiers have, in the order of their numbers, all greater than those put before."""
        connues = self.valeurs
        rangs = [connues.setdefault(valeur, len(connues) + 1) for valeur in valeurs]
        premier, dernier = dossiers[0], dossiers[-1]
        self.rangs.extend(repeat(0, dernier + 1 - len(self.rangs)))
        if dernier - premier + 1 == len(rangs):
            # All in one piece, as they nearly always are: ten times faster.
            self.rangs[premier : dernier + 1] = array("I", rangs)
        else:
            for dossier, rang in zip(dossiers, rangs, strict=True):
                self.rangs[dossier] = rang

    def mask(self, keeps: Mapping[object, bool]) -> int:
        """One byte per dossier, 1 where its value is kept."""
        table = [0, *(int(keeps[valeur]) for valeur in self.valeurs)]
        return int.from_bytes(bytes(map(table.__getitem__, self.rangs)), "little")

    def count(self, mask: int | None) -> dict[object, int]:
        """How many dossiers have each value, among those of the mask."""
        rangs = self.rangs if mask is None else compress(self.rangs, mask.to_bytes(len(self.rangs), "little"))
        comptes = Counter(rangs)
        return {valeur: comptes[rang] for valeur, rang in self.valeurs.items() if comptes[rang]}


class Facettes:
    """Counts by column in an opened coffre."""

    def __init__(self, db: Database, recherche: RechercheDossiers) -> None:
        self._db = db
        self._recherche = recherche
        self._colonnes: dict[str, _Colonne] = {}
        #: What had been written when they were read, here and by another program.
        self._lu: tuple[int, int] | None = None

    def counting(self, filtre: Filtre) -> Generator[None, None, Comptes]:
        """For each column, how many dossiers have each value, among those that the filters on the other columns keep."""
        yield from self._load()
        masks: dict[str, int] = {}
        for nom, keeps in self._kept_values(filtre):
            masks[nom] = self._colonnes[nom].mask(keeps)
            yield
        if filtre.lot is not None:
            masks[_LOT] = self._in_lot(filtre.lot)
        if filtre.texte.strip():
            masks[""] = yield from self._having_words(filtre.texte)
        comptes: dict[str, Mapping[object, int]] = {}
        for nom, colonne in self._colonnes.items():
            comptes[nom] = colonne.count(_both(mask for autre, mask in masks.items() if autre != nom))
            yield
        if filtre.lot is not None:
            comptes[_LOT] = {filtre.lot: (_both(iter(masks.values())) or 0).bit_count()}
        return MappingProxyType(comptes)

    def _load(self) -> Iterator[None]:
        ecrit = (self._db.conn.total_changes, int(scalar(self._db, "PRAGMA data_version")))
        if self._lu == ecrit:
            return
        colonnes = {nom: _Colonne() for nom in COLONNES}
        dernier = 0
        while lues := rows(self._db, _LECTURE, (dernier, _LUES)):
            dossiers, *lus = zip(*lues, strict=True)
            for colonne, valeurs in zip(colonnes.values(), lus, strict=True):
                colonne.put(dossiers, valeurs)
            dernier = dossiers[-1]
            yield
        self._colonnes, self._lu = colonnes, ecrit

    def _kept_values(self, filtre: Filtre) -> Iterator[tuple[str, Mapping[object, bool]]]:
        affaires = frozenset(() if filtre.affaire is None else (filtre.affaire,))
        egaux: tuple[tuple[str, frozenset[object]], ...] = (
            ("etat", frozenset(filtre.etats)),
            ("demarche", frozenset(filtre.demarches)),
            ("organisme", frozenset(filtre.organismes)),
            ("territoire", frozenset(filtre.territoires)),
            ("affaire", frozenset(affaires)),
            ("votre_reserve", frozenset((Reserve.PEUT_ETRE_CLOS,) if filtre.peut_etre_clos else ())),
        )
        for nom, retenues in egaux:
            if retenues:
                yield nom, {valeur: valeur in retenues for valeur in self._colonnes[nom].valeurs}
        par_jour = (
            ("prochaine_date", filtre.a_partir_du, filtre.jusqu_au),
            ("leur_date", None, filtre.leur_jusqu_au),
            ("votre_date", filtre.votre_du, filtre.votre_jusqu_au),
            ("revoir_le", None, filtre.revoir_jusqu_au),
        )
        for nom, du, au in par_jour:
            if du is not None or au is not None:
                yield nom, self._days(nom, du, au)
        if filtre.a_verifier:
            yield "a_verifier", {nombre: bool(nombre) for nombre in self._colonnes["a_verifier"].valeurs}
        if filtre.envoyee_du is not None or filtre.envoyee_au is not None:
            jours = self._days("envoyee_le", filtre.envoyee_du, filtre.envoyee_au)
            yield "envoyee_le", {jour: garde and not filtre.pas_envoyee for jour, garde in jours.items()}
        elif filtre.pas_envoyee:
            yield "envoyee_le", {jour: jour is None for jour in self._colonnes["envoyee_le"].valeurs}

    def _days(self, nom: str, du: dt.date | None, au: dt.date | None) -> Mapping[object, bool]:
        premier, dernier = "" if du is None else du.isoformat(), "9999" if au is None else au.isoformat()
        return {jour: jour is not None and premier <= str(jour) <= dernier for jour in self._colonnes[nom].valeurs}

    def _in_lot(self, lot: int) -> int:
        dedans = bytearray(len(self._colonnes[COLONNES[0]].rangs))
        sql = "SELECT dossier FROM suivi_index WHERE dossier IN (SELECT id FROM dossiers WHERE lot = ?)"
        for (dossier,) in rows(self._db, sql, (lot,)):
            # One may have been made since the columns were read.
            if dossier < len(dedans):
                dedans[dossier] = 1
        return int.from_bytes(dedans, "little")

    def _having_words(self, texte: str) -> Generator[None, None, int]:
        taille = len(self._colonnes[COLONNES[0]].rangs)
        ayant = bytearray(taille)
        expression = expression_of(texte)
        if expression is not None:
            trouves = yield from self._mark(ayant, expression)
            if trouves < RechercheDossiers.TROP_PEU:
                yield from self._mark(ayant, self._recherche.widened(expression))
        return int.from_bytes(ayant, "little")

    def _mark(self, ayant: bytearray, expression: Expression) -> Generator[None, None, int]:
        trouves = 0
        for debut in range(0, len(ayant), _LUES):
            for dossier in self._recherche.find_between(expression, debut, debut + _LUES):
                if dossier < len(ayant):
                    ayant[dossier] = 1
                    trouves += 1
            yield
        return trouves


def _both(masks: Iterator[int]) -> int | None:
    ensemble: int | None = None
    for mask in masks:
        ensemble = mask if ensemble is None else ensemble & mask
    return ensemble
