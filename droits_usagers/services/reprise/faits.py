"""What happened, as a line of a table dates it: a fact is a day that is read for sure, and that no other contradicts.

Every other date is kept word for word, to be checked. A day without its year becomes a fact only where one year alone can be.
"""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import RaisonAVerifier
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu, date_courte, read_month
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.reprise.champs import DATES, FAITS, FINIES, ChampReprise
from droits_usagers.domain.reprise.jours import (
    Illisible,
    JourSansAnnee,
    has_short_year,
    hinted_day,
    is_american,
    is_serial,
    looks_computed,
    looks_flipped,
    puts_day_first,
    puts_year_last,
    read_day,
    read_without_year,
    read_year_first,
    split_days,
)
from droits_usagers.domain.reprise.lexique import is_left_out, is_tick
from droits_usagers.domain.socle.tableaux import Cellule, Nombre, Rangee, shown
from droits_usagers.services.dossier.faits import check_fait
from droits_usagers.services.reprise.trouvailles import FINI, INDECIS, LectureCellule, Trouvailles

if TYPE_CHECKING:
    from droits_usagers.domain.reprise.lexique import Lexique

_MOIS = 12
#: How far out of the days of a table, in days, one that stands as a number is still likely; and one without its year.
_MARGE_NOMBRE, _MARGE_SANS_ANNEE = 370, 31
#: Of the days of a table, so many on each side may be slips.
_ECARTES = 50
#: A day without its year is that of the year which puts it so near another day of its line, in days, and no other does.
_PROCHE, _LOIN = 92, 200
_AN = dt.timedelta(days=364)
#: Of a table of so many days, one with nearly no other within so many days of it is a slip in its year.
_ASSEZ, _DES_ANNEES = 10, dt.timedelta(days=3 * 366)
#: No letter takes as many days to come.
_DES_MOIS = 120
#: No table of requests is older; before the RGPD, a year of two figures is a slip, or no year.
_PREMIERE, _RGPD = 2000, 2018
_CINQ_ANS = dt.timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class _Dite:
    """A day that a cell says, and where."""

    champ: ChampReprise
    rang: int
    texte: str = field(repr=False)


class FaitsLignes:
    """Reads the facts of the lines of one table as of one day."""

    def __init__(
        self,
        colonnes: Sequence[ChampReprise | None],
        lignes: Sequence[Rangee],
        lexique: "Lexique",
        *,
        today: dt.date,
        depuis_1904: bool,
    ) -> None:
        self._colonnes = [(rang, champ) for rang, champ in enumerate(colonnes) if champ in DATES and champ is not None]
        self._lexique = lexique
        self._today = today
        self._depuis_1904 = depuis_1904
        cellules = {
            rang: [self._bare(champ, rangee[rang]) for rangee in lignes if rang < len(rangee)] for rang, champ in self._colonnes
        }
        self._americaines = {rang for rang, dites in cellules.items() if is_american(dites)}
        self._retournees = {rang for rang, dites in cellules.items() if looks_flipped(dites)}
        if self._americaines:
            # Of a column that never says which comes first, nobody knows, in such a table.
            muettes = {rang for rang, dites in cellules.items() if not puts_day_first(dites)}
            self._americaines |= muettes
            self._retournees |= muettes
        #: Every day of the table that is read for sure, in order.
        self._jours = self._days(cellules)
        # The first and the last of these days, but for a few that may be slips.
        reste = self._jours[len(self._jours) // _ECARTES : len(self._jours) - len(self._jours) // _ECARTES]
        self._bornes = (reste[0], reste[-1]) if reste else None
        #: Whether whoever wrote the line being read puts the month first.
        self._americaine = False
        #: Whether something shows that the day comes before a year of two figures; and that the year does, somewhere.
        self._jour_d_abord, self._annee_d_abord = self._order_of(cellules)
        self._calculees = self._computed(lignes)

    def read(
        self, rangee: Rangee, issue: str, trouvailles: Trouvailles, *, statut: tuple[int, str] | None = None
    ) -> tuple[Evenement, ...]:
        """The facts of a line, in order. `issue`: the code of what an answer is worth, or that the letter came, or nothing.

        `statut`: of the column that says this, its rank and the day that stands beside the word, if there is one.
        """
        self._americaine = is_american(rangee[rang] for rang, _ in self._colonnes if rang < len(rangee))
        dites, sans_annee, peut_etre = self._said(self._cells(rangee, issue, statut), issue, trouvailles)
        if (dites or sans_annee) and self._is_taken_back(rangee):
            for fait, dite in dites.items():
                trouvailles.doubt("dementi", dite.rang, dite.texte, lecture=_maybe(fait.date, self._today))
            for _, dite, _ in sans_annee:
                trouvailles.doubt("dementi", dite.rang, dite.texte)
            return ()
        faits = self._coherent(dites, peut_etre, trouvailles)
        for type_, dite, jour in sans_annee:
            self._without_year(type_, dite, jour, faits=faits, trouvailles=trouvailles)
        types = {fait.type for fait in faits}
        if TypeEvenement.ENVOYE in types and TypeEvenement.RECU not in types:
            trouvailles.note("sans_reception", ChampReprise.RECU)
        return tuple(sorted(faits))

    def _is_taken_back(self, rangee: Rangee) -> bool:
        """True where another cell says that the days of its line are not to be believed: all are then to be checked."""
        rangs = {rang for rang, _ in self._colonnes}
        autres = (shown(cellule) for rang, cellule in enumerate(rangee) if rang not in rangs)
        return any(texte and self._lexique.doubts_days(texte) for texte in autres)

    def says_something(self, rangee: Rangee) -> bool:
        """True if a cell of these columns is more than blank."""
        return any(not self._is_blank(rangee[rang]) for rang, _ in self._colonnes if rang < len(rangee))

    # What the cells say.

    def _cells(self, rangee: Rangee, issue: str, statut: tuple[int, str] | None) -> Iterator[tuple[int, ChampReprise, Cellule]]:
        for rang, champ in self._colonnes:
            for part in self._parts(rang, champ, rangee[rang] if rang < len(rangee) else ""):
                yield rang, champ, part
        if statut is not None and issue:
            yield statut[0], ChampReprise.ISSUE, statut[1]

    def _said(
        self, cellules: Iterable[tuple[int, ChampReprise, Cellule]], issue: str, trouvailles: Trouvailles
    ) -> tuple[dict[Evenement, _Dite], list[tuple[TypeEvenement, _Dite, JourSansAnnee]], list[list[Evenement]]]:
        """What is said for sure; the days whose year is to be found; what each other cell may mean."""
        dites: dict[Evenement, _Dite] = {}
        sans_annee, peut_etre = [], list[list[Evenement]]()
        for rang, champ, part in cellules:
            dite = _Dite(champ, rang, clean(shown(part)).texte)
            type_ = self._type_of(champ, issue)
            lu = self._day(rang, self._bare(champ, part))
            if type_ is None:
                jour = lu if isinstance(lu, dt.date) else None
                trouvailles.doubt("reponse_sans_issue", rang, dite.texte, lecture=_maybe(jour, self._today))
            elif isinstance(lu, dt.date):
                dites.setdefault(Evenement(lu, type_), dite)
            elif isinstance(lu, JourSansAnnee):
                sans_annee.append((type_, dite, lu))
            else:
                lecture = hinted_day(part)
                if lu is Illisible.ANNEE_COURTE and not self._may_be(lecture):
                    autre = read_year_first(part)
                    lecture = autre if self._may_be(autre) else None
                peut_l_etre = _maybe(lecture, self._today)
                if type_ in FINIES and peut_l_etre.raison is RaisonAVerifier.LAISSE:
                    # What stands, and is no day, where it would say when the dossier was over: « ✓ », « clos », « voir Karim
                    # ».
                    if is_tick(dite.texte) or self._lexique.says_over(dite.texte):
                        trouvailles.doubt("clos_sans_jour", dite.rang, dite.texte, lecture=FINI)
                    else:
                        trouvailles.doubt(lu, dite.rang, dite.texte, lecture=INDECIS)
                else:
                    trouvailles.doubt(lu, rang, dite.texte, lecture=peut_l_etre)
                peut_etre.append([Evenement(un, type_) for un in self._readings(lecture, lu)])
        return dites, sans_annee, peut_etre

    def _bare(self, champ: ChampReprise, cellule: Cellule) -> Cellule:
        """« AR 03/02/24 », under « AR », is that day."""
        return self._lexique.day_alone(champ, cellule) if isinstance(cellule, str) else cellule

    def _readings(self, jour: dt.date | None, raison: Illisible) -> tuple[dt.date, ...]:
        """The days that a doubtful cell may mean: this one, and the one with its month first where that may be."""
        if jour is None or jour > self._today:
            return ()
        if raison is not Illisible.DEUX_FACONS or jour.day > _MOIS:
            return (jour,)
        return jour, jour.replace(month=jour.day, day=jour.month)

    def _is_blank(self, cellule: Cellule) -> bool:
        # Under a heading of dates, a tick says that it happened, not when.
        if isinstance(cellule, dt.date) or is_left_out(cellule):
            return False
        return self._lexique.says_nothing(cellule) and not self._lexique.says_as_above(cellule)

    def _parts(self, rang: int, champ: ChampReprise, cellule: Cellule) -> Sequence[Cellule]:
        """The days of a cell; the whole of it where anything of it is no day, for that may change the others."""
        if self._is_blank(cellule):
            return ()
        if champ is not ChampReprise.RELANCE or not isinstance(cellule, str):
            return (cellule,)
        parts = [shown(self._bare(champ, part)) for part in split_days(cellule)]
        return (cellule,) if any(isinstance(self._day(rang, part), Illisible) for part in parts) else parts

    def _day(self, rang: int, cellule: Cellule) -> dt.date | JourSansAnnee | Illisible:
        lu = self._written_day(rang, cellule)
        if not isinstance(lu, dt.date):
            return lu
        if rang in self._calculees:
            return Illisible.CALCULEE
        return Illisible.LOIN if self._is_alone(lu) else lu

    def _written_day(self, rang: int, cellule: Cellule) -> dt.date | JourSansAnnee | Illisible:
        """The day, as far as its own cell, column and line tell."""
        retournee = rang in self._retournees or self._americaine
        if retournee and isinstance(cellule, dt.date) and cellule.month != cellule.day <= _MOIS:
            return Illisible.DEUX_FACONS
        american = rang in self._americaines or self._americaine
        lu = read_day(cellule, american=american, depuis_1904=self._depuis_1904)
        # Outside a workbook, which says from when it counts, only the other days of the table tell that it is one.
        compte = isinstance(cellule, Nombre) or self._bornes is not None
        if isinstance(lu, dt.date) and is_serial(cellule) and not (compte and self._is_likely(lu)):
            return Illisible.NOMBRE
        if lu is Illisible.SANS_ANNEE:
            return read_without_year(cellule) or Illisible.SANS_ANNEE
        if isinstance(lu, dt.date) and has_short_year(cellule) and not self._is_sure(lu, read_year_first(cellule)):
            return Illisible.ANNEE_COURTE
        return (self._month(cellule) or lu) if isinstance(lu, Illisible) else lu

    def _order_of(self, cellules: Mapping[int, Sequence[Cellule]]) -> tuple[bool, bool]:
        jour = annee = False
        for rang, dites in cellules.items():
            for cellule in dites:
                lu = read_day(cellule, american=rang in self._americaines)
                if isinstance(cellule, dt.date) or not isinstance(lu, dt.date):
                    # « 26/12/25 » with its year first is no other day; « 26/13/25 » is none at all.
                    annee |= self._may_be(read_year_first(cellule))
                elif has_short_year(cellule):
                    autre = self._may_be(read_year_first(cellule))
                    jour |= self._may_be(lu) and not autre
                    annee |= autre and not self._may_be(lu)
                else:
                    jour |= not is_serial(cellule) and puts_year_last(cellule)
        return jour, annee

    def _may_be(self, jour: dt.date | None) -> bool:
        """True for a day on which a letter of this table may have left."""
        return jour is not None and jour.year >= _RGPD and jour <= self._today

    def _is_sure(self, lu: dt.date, autre: dt.date | None) -> bool:
        """False for a day whose year of two figures may be another: no other day is near, or nothing says what is first."""
        if lu.year < _RGPD:
            return False
        if len(self._jours) > 1 and bisect_right(self._jours, lu + _CINQ_ANS) <= max(1, len(self._jours) // _ECARTES):
            return False
        douteux = self._may_be(autre) and autre != lu
        return not douteux or (self._jour_d_abord and not self._annee_d_abord)

    def _month(self, cellule: Cellule) -> MoisConnu | None:
        """A month and its year, and nothing more, that has begun: a fact is known to it; without its year, it may be any."""
        dite = shown(cellule)
        dit = read_month(dite, self._today) if re.search(r"\d{2}", dite) else None
        return dit if dit is not None and dit.premier <= self._today else None

    @staticmethod
    def _type_of(champ: ChampReprise, issue: str) -> TypeEvenement | None:
        if champ is ChampReprise.ISSUE:
            return TypeEvenement(issue)
        if champ is not ChampReprise.REPONSE:
            return FAITS[champ]
        return TypeEvenement(issue) if issue in _REPONSES else None

    # What is believed of it.

    def _coherent(
        self, dites: Mapping[Evenement, _Dite], peut_etre: Sequence[Sequence[Evenement]], trouvailles: Trouvailles
    ) -> list[Evenement]:
        """The facts that nothing contradicts; the others are to be checked, for nobody knows which of them is wrong."""
        ecartes: dict[Evenement, tuple[str, Evenement | None]] = {}
        for fait in dites:
            if fait.date > self._today:
                ecartes[fait] = "futur", None
            else:
                # A day is not surer than what is written beside it.
                contraire = next(filter(None, (self._against(fait, uns) for uns in peut_etre)), None)
                if contraire is not None:
                    ecartes[fait] = "contredit", contraire
        restent = [fait for fait in dites if fait not in ecartes]
        paires = [paire for paire in combinations(restent, 2) if self._contradict(*paire)]
        seuls = [fait for fait in restent if paires and all(fait in paire for paire in paires)]
        for un, autre in paires:
            # One that alone contradicts several others is the one that is wrong.
            if len(seuls) != 1 or un in seuls:
                ecartes.setdefault(un, ("contredit", autre))
            if len(seuls) != 1 or autre in seuls:
                ecartes.setdefault(autre, ("contredit", un))
        for fait, (id_, contraire) in ecartes.items():
            dite = dites[fait]
            autre = fait if contraire is None else contraire
            trouvailles.doubt(
                id_,
                dite.rang,
                dite.texte,
                valeur=date_courte(fait.date),
                fait=fait.type.value,
                autre=autre.type.value,
                autre_date=date_courte(autre.date),
            )
        return [fait for fait in restent if fait not in ecartes]

    def _against(self, fait: Evenement, lectures: Sequence[Evenement]) -> Evenement | None:
        """What a doubtful cell may mean, where one way of reading it makes a fact impossible, or each makes it unlikely."""
        impossibles = [un for un in lectures if check_fait(un, (fait,), self._today) is not None]
        return next(iter(impossibles or (lectures if all(_far_apart(fait, un) for un in lectures) else ())), None)

    def _contradict(self, un: Evenement, autre: Evenement) -> bool:
        return check_fait(autre, (un,), self._today) is not None or _far_apart(un, autre)

    def _without_year(
        self,
        type_: TypeEvenement,
        dite: _Dite,
        jour: JourSansAnnee,
        *,
        faits: list[Evenement],
        trouvailles: Trouvailles,
    ) -> None:
        """A fact where the line and the table leave one year only; else what it may be. Never a day to come."""
        debut, fin = self._window()
        tous = [
            found for found in _each_year(jour, self._today) if check_fait(Evenement(found, type_), faits, self._today) is None
        ]
        possibles = [found for found in tous if debut <= found <= fin]
        connus = [fait.date for fait in faits]
        seul = possibles[0] if len(possibles) == 1 else None
        if seul is not None and self._may_be_to_come(jour, seul, connus):
            seul = None
        sur = seul or _nearest(possibles, connus)
        if sur is not None:
            faits.append(Evenement(sur, type_))
            lecture = LectureCellule(RaisonAVerifier.LU, sur.isoformat())
        else:
            proposes = possibles or tous
            lecture = _maybe(proposes[0] if len(proposes) == 1 else None, self._today)
        trouvailles.doubt(Illisible.SANS_ANNEE, dite.rang, dite.texte, lecture=lecture)

    def _may_be_to_come(self, jour: JourSansAnnee, found: dt.date, connus: Sequence[dt.date]) -> bool:
        """True for a day that would soon come again, where nothing of its line is near the last time it came: a plan."""
        suivant = jour.on(self._today.year) or found
        if suivant <= self._today:
            suivant = jour.on(self._today.year + 1) or found
        bientot = found < suivant <= self._today + dt.timedelta(_PROCHE)
        return bientot and not any(abs((found - connu).days) <= _PROCHE for connu in connus)

    def _window(self) -> tuple[dt.date, dt.date]:
        """Between which days one without its year may be: those of the table, or the last twelve months."""
        if self._bornes is None:
            return self._today - _AN, self._today
        marge = dt.timedelta(_MARGE_SANS_ANNEE)
        return self._bornes[0] - marge, min(self._today, self._bornes[1] + 2 * marge)

    def _is_likely(self, jour: dt.date) -> bool:
        """False for a number that would be a day far from all others of the table: it may be counted otherwise."""
        marge = dt.timedelta(_MARGE_NOMBRE)
        return self._bornes is None or self._bornes[0] - marge <= jour <= self._bornes[1] + marge

    def _computed(self, lignes: Sequence[Rangee]) -> set[int]:
        """The columns that a formula fills: they say when a thing would be due."""
        rangs = [rang for rang, _ in self._colonnes]
        lus = [
            {
                rang: lu
                for rang in rangs
                if rang < len(rangee) and isinstance(lu := self._written_day(rang, rangee[rang]), dt.date)
            }
            for rangee in lignes
        ]
        return {
            autre
            for un, autre in permutations(rangs, 2)
            if looks_computed([(dits[un], dits[autre]) for dits in lus if un in dits and autre in dits])
        }

    def _is_alone(self, jour: dt.date) -> bool:
        """True for a day years away from nearly all others of the table."""
        if len(self._jours) < _ASSEZ:
            return False
        proches = bisect_right(self._jours, jour + _DES_ANNEES) - bisect_left(self._jours, jour - _DES_ANNEES)
        return proches <= max(1, len(self._jours) // _ECARTES)

    def _days(self, cellules: Mapping[int, Sequence[Cellule]]) -> list[dt.date]:
        """The days of the table, but for numbers, and what may be read in two ways."""
        return sorted(
            lu
            for rang, dites in cellules.items()
            for cellule in dites
            if not self._is_blank(cellule) and not is_serial(cellule)
            if isinstance(lu := read_day(cellule, american=rang in self._americaines), dt.date) and lu <= self._today
            if lu.year >= _RGPD or not has_short_year(cellule)
        )


def _far_apart(un: Evenement, autre: Evenement) -> bool:
    """True for a letter that took months to come: one of its two years is wrong."""
    jours = {fait.type: fait.date for fait in (un, autre)}
    envoi, reception = (jours.get(type_) for type_ in (TypeEvenement.ENVOYE, TypeEvenement.RECU))
    return envoi is not None and reception is not None and (reception - envoi).days > _DES_MOIS


def _each_year(jour: JourSansAnnee, today: dt.date) -> Iterator[dt.date]:
    """That day of each year that is over."""
    for annee in range(_PREMIERE, today.year + 1):
        found = jour.on(annee)
        if found is not None and found <= today:
            yield found


_REPONSES = frozenset({TypeEvenement.REPONSE_COMPLETE, TypeEvenement.REPONSE_PARTIELLE, TypeEvenement.REFUS})


def _maybe(jour: dt.date | None, today: dt.date) -> LectureCellule:
    if jour is None or jour > today:
        return LectureCellule()
    return LectureCellule(RaisonAVerifier.PEUT_ETRE, jour.isoformat())


def _nearest(possibles: Sequence[dt.date], connus: Sequence[dt.date]) -> dt.date | None:
    """The one that is near a known day, where all others are far from every one of them."""
    ecarts = sorted((min(abs((possible - connu).days) for connu in connus), possible) for possible in possibles if connus)
    if len(ecarts) > 1 and ecarts[0][0] <= _PROCHE and ecarts[1][0] >= _LOIN:
        return ecarts[0][1]
    return None
