"""What files of bodies have in common: postcodes that lost their zero, addresses that are those of an office or of someone."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from droits_usagers.domain.mots.pliage import fold

#: What stands for an empty cell.
_RIEN = frozenset({"null", "none", "neant", "n/a", "-"})
_COURT = max(map(len, _RIEN))
_POSTAL = re.compile(r"(?<!\d)(\d{4,5})(?!\d)")
_SUITE_POSTAL = re.compile(r"^\s*\d{4,5}\s*(.*)$", re.DOTALL)
_COURRIEL = re.compile(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+")
_LETTRES = re.compile(r"[a-z]+")
_SIREN_SERRE = 9
_SIREN = re.compile(r"^(\d{9})(?:\d{5})?$")
#: Places kept at hand while a file is read.
_LIEUX = 65_536
#: Letters of a word that is no syllable of a name.
_LONG = 5
#: Digits of a French postcode.
_CHIFFRES = 5


@dataclass(frozen=True)
class MotsImport:
    """The words by which cells are read: of `resources/annuaire/imports.toml`."""

    cnil: dict[str, str]
    #: Columns of the same file that are left there.
    cnil_autres: frozenset[str]
    dila: dict[str, str]
    courriel: tuple[str, ...]
    siren: tuple[str, ...]
    fonctions: frozenset[str]
    autour: frozenset[str]
    france: frozenset[str]

    @cached_property
    def _d_un_bureau(self) -> re.Pattern[str]:
        mots = sorted(self.fonctions | self.autour, key=len, reverse=True)
        return re.compile(f"(?:{'|'.join(mots)})+")

    @cached_property
    def office_mailbox(self) -> Callable[[str], str]:
        """The first address in a text that is that of an office (« dpo@ »); empty where each may be someone's.

        Every word before the « @ » is known, and one of them at least says what the office is for.
        """
        # One delegate watches over the data of many bodies.
        return lru_cache(_LIEUX)(lambda texte: next(filter(self._is_office, _addresses(texte)), ""))

    def _is_office(self, courriel: str) -> bool:
        mots = _LETTRES.findall(fold(courriel.partition("@")[0]))
        return all(map(self._is_known, mots)) and any(dite in mot for mot in mots for dite in self.fonctions)

    def _is_known(self, mot: str) -> bool:
        """A word of the lists, or several in one with a long one among them: short ones make names (« lacil »).

        A letter alone is an initial.
        """
        connus = self.fonctions | self.autour
        if len(mot) == 1 or mot in connus:
            return len(mot) > 1
        return self._d_un_bureau.fullmatch(mot) is not None and any(len(dite) >= _LONG and dite in mot for dite in connus)

    @cached_property
    def place(self) -> Callable[[str, str, str], tuple[str, str]]:
        """A postcode, a town and a country as an address ends: a zero that was lost is back; abroad, the country is said."""
        # The same towns come again and again.
        return lru_cache(_LIEUX)(self._place)

    def _place(self, code_postal: str, ville: str, pays: str) -> tuple[str, str]:
        code, ville = text_of(code_postal), text_of(ville)
        if fold(text_of(pays)) not in self.france:
            return code, ", ".join(filter(None, (ville, text_of(pays).upper())))
        trouve = _POSTAL.search(code)
        if trouve is None:
            return "", ville
        # « 59000 CEDEX 9 »: what follows is the end of the town.
        suite = text_of(_SUITE_POSTAL.sub(r"\1", code))
        if suite and fold(suite) not in fold(ville):
            ville = f"{ville} {suite}".strip()
        return trouve[1].zfill(_CHIFFRES), ville


def text_of(valeur: object) -> str:
    """A cell in one line, its spaces plain; empty for what stands for nothing (« NULL »)."""
    if not isinstance(valeur, str):
        valeur = str(valeur) if isinstance(valeur, int) and not isinstance(valeur, bool) else ""
    texte = " ".join(valeur.split())
    return "" if len(texte) <= _COURT and texte.lower() in _RIEN else texte


def siren_of(texte: str) -> str:
    """The nine digits of a SIREN or of a SIRET, however they are spaced; empty for anything else."""
    if len(texte) == _SIREN_SERRE and texte.isdecimal():
        return texte
    trouve = _SIREN.match("".join(texte.split()))
    return trouve[1] if trouve else ""


def day_of(trouve: re.Match[str] | None) -> dt.date | None:
    """The day of a match whose groups are a day, a month and a year, else a year, a month and a day; None if it is no day."""
    if trouve is None:
        return None
    jour, mois, annee, *autres = trouve.groups()
    try:
        return dt.date(int(annee), int(mois), int(jour)) if jour else dt.date(*map(int, autres))
    except ValueError:
        return None


def _addresses(texte: str) -> Iterator[str]:
    yield from (trouve[0].strip(".'-") for trouve in _COURRIEL.finditer(texte))
