"""The days that streets are called by, « 8-Mai-1945 », « huit mai », « 08/05/1945 »: one word each, in figures or words."""

import datetime as dt
from collections.abc import Iterator, Sequence

from droits_usagers.domain.mots.dates import date_sans_annee
from droits_usagers.domain.mots.dates_saisies import month_of
from droits_usagers.domain.mots.nombres import number_at, roman_value
from droits_usagers.domain.mots.pliage import fold

_JOURS, _MOIS = range(1, 32), range(1, 13)
_ANNEES = range(1700, 2100)
_PREMIER = frozenset({"premier", "1er"})
#: Letters of a month that is cut short; figures of a year, whole and not.
_COURT, _ANNEE, _DEUX = 3, 4, 2


def days_in(mots: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Each day, with its year or without: the rank where it begins, that after it, and the one word it is.

    >>> [*days_in("24 rue du dix neuf mars 1962".split())], [*days_in("24 rue du 19 03 62".split())]
    ([(3, 7, '19mars')], [(3, 6, '19mars')])
    """
    rang = 0
    while rang < len(mots):
        jour, fin = _day(mots, rang)
        lu = (_in_words(mots, jour, fin) or _in_figures(mots, rang, jour)) if jour in _JOURS else None
        if lu is not None:
            yield rang, *lu
        rang = max(fin, rang + 1) if lu is None else lu[0]


def is_day(mot: str) -> bool:
    """True for such a word.

    >>> is_day("19mars"), is_day("19"), is_day("mars")
    (True, False, False)
    """
    return mot[:1].isdigit() and mot[-1:].isalpha()


def _day(mots: Sequence[str], rang: int) -> tuple[int, int]:
    if mots[rang] in _PREMIER:
        return 1, rang + 1
    jour, fin = number_at(mots, rang)
    if fin == rang and len(mots[rang]) > 1 and (romain := roman_value(mots[rang])) is not None:
        jour, fin = romain, rang + 1
    return (jour, fin + (mots[fin : fin + 1] == ["er"])) if fin > rang else (0, rang)


def _in_words(mots: Sequence[str], jour: int, fin: int) -> tuple[int, str] | None:
    """« 8 mai 1945 », « 8 sept »."""
    mot = mots[fin] if fin < len(mots) else ""
    mois = month_of(mot) if len(mot) >= _COURT and mot.isalpha() else None
    return None if mois is None else (_after_year(mots, fin + 1), _word(jour, mois))


def _in_figures(mots: Sequence[str], rang: int, jour: int) -> tuple[int, str] | None:
    """« du 08 05 1945 », « du 8 5 45 », « du 8 05 »: figures that nothing else follows."""
    suite = list[str]()
    for mot in mots[rang : rang + 4]:
        if not mot.isdigit():
            break
        suite.append(mot)
    if rang == 0 or mots[rang - 1] != "du" or len(suite) not in {2, 3} or number_at(suite, 1)[0] not in _MOIS:
        return None
    mois, annee = suite[1], suite[2] if len(suite) > len(("jour", "mois")) else ""
    ecrite = len(annee) in {_ANNEE, _DEUX} if annee else len(mois) == _DEUX and mois[0] == "0"
    return (rang + len(suite), _word(jour, int(mois))) if ecrite else None


def _after_year(mots: Sequence[str], rang: int) -> int:
    """The rank after the year that begins there; the same where there is none."""
    if rang == len(mots):
        return rang
    if mots[rang].isdigit():
        return rang + (len(mots[rang]) == _ANNEE and int(mots[rang]) in _ANNEES)
    milles = next((i for i in (rang, rang + 1) if mots[i : i + 1] in (["mille"], ["mil"])), None)
    if milles is None or mots[rang] not in {"mille", "mil", "deux"}:
        return rang
    return number_at(mots, milles + 1)[1] if milles + 1 < len(mots) else milles + 1


def _word(jour: int, mois: int) -> str:
    # Any year has that month.
    return f"{jour}{fold(date_sans_annee(dt.date(2000, mois, 2))).split()[-1]}"
