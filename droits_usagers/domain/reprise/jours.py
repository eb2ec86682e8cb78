"""The days of a table: written in any way, but never guessed. What can be read in two ways is not read."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from droits_usagers.domain.mots.dates import date_longue, month_of, read_date
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.socle.tableaux import Cellule

#: What comes before or after a day without changing it: « le », « le jeudi », an hour, an apostrophe that keeps a text a text.
_AVANT = re.compile(r"^'*(?:date\s*:?\s*|le\s+)*")
_APRES = re.compile(r"[\s.,;]+$")
_HEURE = re.compile(r"[\sT,]+(?:a\s+)?\d{1,2}\s*[:h]\s*\d{0,2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_AVEC_ANNEE = re.compile(r"\d{4}|\d{1,2}\s*[/.\- ]\s*\d{1,2}\s*[/.\- ]\s*\d{2}$|[a-z]\.?\s+\d{2}$|^\d{6}$")
_CHIFFRES = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
#: Begins like a day; « 06 12 34 56 78 » does not.
_COMMENCE = re.compile(_CHIFFRES.pattern + r"(?!\s*[/.\-]?\s*\d)")
_SANS_ANNEE = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})")
_NOMBRE = re.compile(r"\d{1,5}(?:[.,]\d+)?")
#: A year of two figures at the end of a day; one of four, wherever it is.
_COURTE, _LONGUE = re.compile(r"\D\d{2}$|^\d{6}$"), re.compile(r"(?<!\d)\d{4}(?!\d)|\d{7}")
_DEUX_FOIS_DEUX = 4
_JOUR_DE_SEMAINE = re.compile(r"([a-z]{3,8})\.?,?\s+(?=\d)")
_PREMIER = re.compile(r"^1er\s*(?=[/.\-])")
_ANNEE_D_ABORD = re.compile(r"(\d{4})\s*[/.]\s*(\d{1,2})\s*[/.]\s*(\d{1,2})")
#: « 27-mai-26 », « 27/mai/2026 ».
_MOIS_ENTRE = re.compile(r"(\d{1,2})(?:er)?\s*[-/.]\s*([a-z]{3,9})\.?\s*[-/.]?\s*(\d{4}|\d{2})?")
_COLLES = re.compile(r"\d{7,8}")
#: A whole day among other words: what the cell may mean.
_DEDANS = re.compile(r"(?<!\w)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})(?!\d|\s*/\s*\d)")
#: « fin mai 2026 », « mi-juin », « 05/2026 ».
_MOIS_SEUL = re.compile(
    r"(?:(?:debut|mi|fin|courant|vers|en|mois\s+de|mois\s+d')[\s\-]*)*([a-z]{3,9})\.?[\s\-/]*(\d{4}|\d{2})?"
)
_MOIS_EN_CHIFFRES = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})|(\d{4})\s*[/.\-]\s*(\d{1,2})")
#: Several days in one cell: one under another, or separated.
_PLUSIEURS = re.compile(r"\s*(?:\n|;|\+|&|,\s|\bet\b|\bpuis\b)\s*")
#: What may be a day beside a word, with what announces it: « soldé le 12/11 », « clos (mars 2026) ».
_A_COTE = re.compile(
    r"(?:(?<!\w)(?:le|du|au|en|depuis)\s+)*(?<!\w)"
    r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s*[/.\-]\s*\d{4}"
    r"|\d{1,2}(?:er)?\s*[/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*(?:\d{4}|\d{2}))?"
    r"|(?:\d{1,2}(?:er)?\s+)?[^\W\d_]{3,9}\.?\s+\d{4}|\d{1,2}(?:er)?\s+[^\W\d_]{3,9}\.?)(?![\w/])",
    re.IGNORECASE,
)
_MOIS = 12
#: Far enough not to be a slip in the year, and still a date that a computer can count from.
_PREMIERE, _DERNIERE = 1990, 2100
_BISSEXTILE = 2000
#: Fewer could be so by chance.
_ASSEZ, _ASSEZ_DE_JOURS = 4, 8
#: Of a column that is a formula; and the least it adds, in days.
_PRESQUE_TOUTES, _TROIS_SEMAINES = 0.9, 21
_PREMIERE_NAISSANCE = dt.date(1910, 1, 1)
#: Spreadsheets count days from there; those whose workbook counts from 1904 count so many less.
_ORIGINE, _ECART_1904 = dt.date(1899, 12, 30), 1462


class Illisible(StrEnum):
    """Why a cell is not read as a day: ids of `[reprise.motifs]`."""

    PAS_UNE_DATE = "pas_une_date"
    NOMBRE = "nombre"
    SANS_ANNEE = "sans_annee"
    SANS_JOUR = "sans_jour"
    DEUX_FACONS = "deux_facons"
    N_EXISTE_PAS = "n_existe_pas"
    AUTRE_SIECLE = "autre_siecle"
    AUTRE_JOUR = "autre_jour"
    PLUSIEURS = "plusieurs_dates"
    #: Its year has two figures, and may be something else.
    ANNEE_COURTE = "annee_courte"
    #: Years away from nearly all others of its table.
    LOIN = "loin"
    #: Of a column that follows another by as many days all along.
    CALCULEE = "calculee"


_PAS_DE_JOUR = frozenset({Illisible.PAS_UNE_DATE, Illisible.NOMBRE})
#: A parenthesis from which the day was taken.
_VIDE = re.compile(r"\(\s*\)")


@dataclass(frozen=True, slots=True)
class JourSansAnnee:
    """A day whose year is not written; `semaine`: that of the week it is said to be (0: Monday), if it is."""

    jour: int
    mois: int
    semaine: int | None = None

    def on(self, annee: int) -> dt.date | None:
        """That day of that year; None when there is none, or when it is not that day of the week."""
        try:
            found = dt.date(annee, self.mois, self.jour)
        except ValueError:
            return None
        return found if self.semaine in {None, found.weekday()} else None


def looks_like_a_date(cellule: Cellule) -> bool:
    """True for a date, or a text that begins like one; never for a mere number, which anything may be."""
    if isinstance(cellule, dt.date):
        return True
    texte = _bare(cellule)
    if _NOMBRE.fullmatch(texte) or _COLLES.fullmatch(texte):
        return False
    return bool(_COMMENCE.match(texte)) or read_day(texte, american=False) not in {Illisible.PAS_UNE_DATE, Illisible.NOMBRE}


def is_american(cellules: Iterable[Cellule]) -> bool:
    """True when one of these dates can only have its month first: then no other one of them can be trusted."""
    return any(
        int(trouve[1]) <= _MOIS < int(trouve[2])
        for cellule in cellules
        if isinstance(cellule, str) and (trouve := _CHIFFRES.fullmatch(_bare(cellule)))
    )


def puts_day_first(cellules: Iterable[Cellule]) -> bool:
    """True when one of these dates can only have its day first."""
    cellules = list(cellules)
    trouves = [_CHIFFRES.fullmatch(_bare(cellule)) for cellule in cellules if isinstance(cellule, str)]
    if any(trouve is not None and int(trouve[2]) <= _MOIS < int(trouve[1]) for trouve in trouves):
        return True
    return any(isinstance(cellule, dt.date) and cellule.day > _MOIS for cellule in cellules)


def looks_flipped(cellules: Iterable[Cellule]) -> bool:
    """True when all that could be read with the month first was made a date so, by a spreadsheet of elsewhere.

    Its dates have no day after the 12th, and what it left as texts has no other.
    """
    cellules = list(cellules)
    jours = [cellule.day for cellule in cellules if isinstance(cellule, dt.date)]
    textes = [
        int(trouve[1]) for cellule in cellules if isinstance(cellule, str) and (trouve := _CHIFFRES.fullmatch(_bare(cellule)))
    ]
    assez = min(len(jours), len(textes)) >= _ASSEZ
    return assez and max(jours) <= _MOIS < min(textes)


def looks_computed(paires: Sequence[tuple[dt.date, dt.date]]) -> bool:
    """True when the second day of nearly all these pairs comes as long after the first: a formula reckoned it, nobody noted it.

    In days, from three weeks on, or in months. Letters that all left together are no such thing: the first days must differ.
    """
    if len({un for un, _ in paires}) < _ASSEZ_DE_JOURS:
        return False
    jours, mois = Counter[int](), Counter[int]()
    for un, autre in paires:
        ecart = (autre - un).days
        if ecart >= _TROIS_SEMAINES:
            jours[ecart] += 1
            mois[_MOIS * (autre.year - un.year) + autre.month - un.month] += _same_day_of_month(un, autre)
    return max((*jours.values(), *mois.values()), default=0) >= _PRESQUE_TOUTES * len(paires)


def _same_day_of_month(un: dt.date, autre: dt.date) -> bool:
    """The end of a short month stands for the days it has not."""
    fin = (autre + dt.timedelta(days=1)).day == 1
    return autre.day == un.day or (fin and autre.day < un.day)


def split_days(texte: str) -> tuple[str, ...]:
    """The days of one cell, where it holds several."""
    return tuple(part for part in _PLUSIEURS.split(texte) if part.strip())


def read_day(cellule: Cellule, *, american: bool, depuis_1904: bool = False) -> dt.date | Illisible:
    """The day of a cell that is not empty, or why it cannot be read. `american`: its column has months first somewhere.

    `depuis_1904`: the workbook counts its days from 1904, which matters where a day stands as a number.
    """
    jour = cellule if isinstance(cellule, dt.date) else _read(_bare(cellule), american=american, depuis_1904=depuis_1904)
    if isinstance(jour, dt.date) and not _PREMIERE <= jour.year <= _DERNIERE:
        return Illisible.AUTRE_SIECLE
    return jour


def read_birth_number(texte: str, today: dt.date, *, depuis_1904: bool) -> dt.date | None:
    """A day of birth that stands as a number, from 1910 on; None for anything else."""
    plat = _bare(texte)
    if not _NOMBRE.fullmatch(plat) or _SANS_ANNEE.fullmatch(plat):
        return None
    jour = _ORIGINE + dt.timedelta(int(re.split("[.,]", plat)[0]) + (_ECART_1904 if depuis_1904 else 0))
    return jour if _PREMIERE_NAISSANCE <= jour <= today else None


def is_serial(cellule: Cellule) -> bool:
    """True for a day that stands as the number of days since the beginning of the century before."""
    return isinstance(cellule, str) and bool(_NOMBRE.fullmatch(_bare(cellule)))


def puts_year_last(cellule: Cellule) -> bool:
    """True for « 3/8/2026 », as whoever writes the day first does."""
    return (
        isinstance(cellule, str) and (trouve := _CHIFFRES.fullmatch(_bare(cellule))) is not None and len(trouve[3]) > len("26")
    )


def has_short_year(cellule: Cellule) -> bool:
    """True for a day whose year has two figures: it may be that of another century, or its first number be the year.

    >>> has_short_year("26/08/03"), has_short_year("3 août 26"), has_short_year("3/8/2026"), has_short_year("2026-08-03")
    (True, True, False, False)
    """
    plat = "" if isinstance(cellule, dt.date) else _bare(cellule)
    return _COURTE.search(plat) is not None and not (_NOMBRE.fullmatch(plat) or _LONGUE.search(plat))


def read_year_first(cellule: Cellule) -> dt.date | None:
    """« 26/08/03 » as it is written where the year comes first; None where it cannot be."""
    trouve = None if isinstance(cellule, dt.date) else _CHIFFRES.fullmatch(_bare(cellule))
    if trouve is None or len(trouve[1]) + len(trouve[3]) != _DEUX_FOIS_DEUX:
        return None
    try:
        return dt.date(2000 + int(trouve[1]), int(trouve[2]), int(trouve[3]))
    except ValueError:
        return None


def read_without_year(cellule: Cellule) -> JourSansAnnee | None:
    """What a cell that is `SANS_ANNEE` says."""
    if isinstance(cellule, dt.date):
        return None
    texte, semaine = _without_weekday(_bare(cellule))
    for signe in "/ ":
        jour = read_date(f"{texte}{signe}{_BISSEXTILE}", dt.date(_BISSEXTILE, 12, 31))
        if jour is not None:
            return JourSansAnnee(jour.day, jour.month, semaine)
    return None


def cut_day(texte: str) -> tuple[str, str]:
    """What a cell says besides a day, and that day as it is written; the whole text and nothing where there is not just one.

    >>> cut_day("soldé le 12/11"), cut_day("12 dossiers clos"), cut_day("03/02/2026")
    (('soldé', '12/11'), ('12 dossiers clos', ''), ('03/02/2026', ''))
    """
    jours = [*_days_beside(texte)]
    if len(jours) != 1:
        return texte, ""
    reste = _VIDE.sub(" ", f"{texte[: jours[0].start()]} {texte[jours[0].end() :]}")
    mot = " ".join(reste.split()).strip(" ,;:.-\N{EN DASH}\N{EM DASH}")
    return (mot, jours[0][1]) if any(map(str.isalpha, mot)) else (texte, "")


def _days_beside(texte: str) -> Iterator[re.Match[str]]:
    ou = 0
    while (trouve := _A_COTE.search(texte, ou)) is not None:
        jour = read_day(trouve[1], american=False) not in _PAS_DE_JOUR
        ou = trouve.end() if jour else trouve.start() + 1
        if jour:
            yield trouve


def hinted_day(cellule: Cellule) -> dt.date | None:
    """The one whole day that stands among the words of a cell: what it may mean, and no more."""
    trouves = [] if isinstance(cellule, dt.date) else _DEDANS.findall(fold(cellule))
    jours = {read_day("/".join(trouve), american=False) for trouve in trouves}
    jour = jours.pop() if len(jours) == 1 else None
    return jour if isinstance(jour, dt.date) else None


def _bare(texte: str) -> str:
    return _APRES.sub("", _HEURE.sub("", _AVANT.sub("", " ".join(fold(texte).split()))))


def _without_weekday(texte: str) -> tuple[str, int | None]:
    """« lundi 25/05 » without « lundi », and which day of the week that is."""
    trouve = _JOUR_DE_SEMAINE.match(texte)
    rang = _weekday(trouve[1]) if trouve else None
    return (texte, None) if trouve is None or rang is None else (texte[trouve.end() :], rang)


def _weekday(mot: str) -> int | None:
    noms = [fold(date_longue(dt.date(2001, 1, jour))).split()[0] for jour in range(1, 8)]
    trouves = [rang for rang, nom in enumerate(noms) if nom.startswith(mot)]
    return trouves[0] if len(trouves) == 1 else None


def _read(texte: str, *, american: bool, depuis_1904: bool) -> dt.date | Illisible:
    if _NOMBRE.fullmatch(texte) and not _SANS_ANNEE.fullmatch(texte):
        # A day as spreadsheets count them, of our time.
        jour = _ORIGINE + dt.timedelta(int(re.split("[.,]", texte)[0]) + (_ECART_1904 if depuis_1904 else 0))
        return jour if _PREMIERE <= jour.year <= _DERNIERE else Illisible.NOMBRE
    plat, semaine = _without_weekday(texte)
    # « environ 27 mai 2026 », « avant le… »: what comes before a day changes it.
    lu = _dated(_plain(plat), american=american) if plat[:1].isdigit() else _reason(plat)
    if semaine is not None and isinstance(lu, dt.date) and lu.weekday() != semaine:
        return Illisible.AUTRE_JOUR
    return lu


def _plain(texte: str) -> str:
    """The same day, as it is most often written."""
    if trouve := _ANNEE_D_ABORD.fullmatch(texte):
        return f"{trouve[1]}-{trouve[2]}-{trouve[3]}"
    if trouve := _MOIS_ENTRE.fullmatch(texte):
        return " ".join(filter(None, trouve.groups()))
    if _COLLES.fullmatch(texte):
        # Eight digits: the year last, or first where it can only be first; a spreadsheet takes the first zero away.
        huit = texte.zfill(8)
        fin, debut = int(huit[4:]), int(huit[:4])
        if not _PREMIERE <= fin <= _DERNIERE and _PREMIERE <= debut <= _DERNIERE:
            return f"{huit[:4]}-{huit[4:6]}-{huit[6:]}"
        return f"{huit[:2]}/{huit[2:4]}/{huit[4:]}"
    return _PREMIER.sub("1", texte)


def _dated(texte: str, *, american: bool) -> dt.date | Illisible:
    # As of a day late enough for a year in two digits never to fall in the last century.
    jour = read_date(texte, dt.date(_DERNIERE - 2, 12, 31))
    if jour is None:
        return _reason(texte)
    en_chiffres = _CHIFFRES.fullmatch(texte) or _SANS_ANNEE.fullmatch(texte)
    if american and en_chiffres and jour.day != jour.month and jour.day <= _MOIS:
        return Illisible.DEUX_FACONS
    return jour if _AVEC_ANNEE.search(texte) else Illisible.SANS_ANNEE


def _tells_month(texte: str) -> bool:
    """True for a month, with its year or not, and no day (« fin mai 2026 », « 05/2026 »).

    What is known to the month and no more is read by `dates_saisies.read_month`.
    """
    texte = _bare(texte)
    if trouve := _MOIS_EN_CHIFFRES.fullmatch(texte):
        mois, annee = int(trouve[1] or trouve[4]), int(trouve[2] or trouve[3])
        return 1 <= mois <= _MOIS and _PREMIERE <= annee <= _DERNIERE
    trouve = _MOIS_SEUL.fullmatch(texte)
    return trouve is not None and month_of(trouve[1]) is not None


def _reason(texte: str) -> Illisible:
    if _tells_month(texte):
        return Illisible.SANS_JOUR
    if _CHIFFRES.fullmatch(texte):
        return Illisible.N_EXISTE_PAS
    # The 29th of February is a day of some years only.
    if texte[:1].isdigit() and read_without_year(texte) is not None:
        return Illisible.SANS_ANNEE
    parts = split_days(texte)
    if len(parts) > 1 and all(isinstance(read_day(part, american=False), dt.date) for part in parts):
        return Illisible.PLUSIEURS
    return Illisible.PAS_UNE_DATE
