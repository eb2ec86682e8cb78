"""Whether the official texts still say what our entries were read in: each entry beside a newer copy of the articles.

A text is compared without its spaces, which each publisher puts where it likes, and in Unicode's compatibility form (NFKC);
whichever apostrophes, quotes and dashes it is printed with. A fingerprint is of the text as it was printed for whoever read it.
"""

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import product

from droits_usagers.domain.droit.droit import EntreeDroit
from droits_usagers.domain.socle.promesses import proves

#: Hexadecimal digits of an empreinte: enough for no two versions of an article to share one.
LONGUEUR_EMPREINTE = 16
#: What the publisher says of an article that is, or still is, law: a repeal may be for a day to come.
_EN_VIGUEUR = frozenset({"", "VIGUEUR", "ABROGE_DIFF"})
_ABROGE, _A_VENIR = "ABROGE", "VIGUEUR_DIFF"
_APOSTROPHES, _GUILLEMETS, _TIRETS = ("'", "’"), (('"', '"'), ("«", "»"), ("“", "”")), ("-", "–", "—")
_TYPOGRAPHIE = str.maketrans(
    dict.fromkeys("‘’‛ʼ`´", "'") | dict.fromkeys(("«", "»", "“", "”", "„", "‟"), '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
#: Within a word, a dash is always the same one.
_HORS_MOT, _CITE = re.compile(r"(?<!\w)-|-(?!\w)"), re.compile(r'"([^"]*)"')
#: « 15, paragraphe 3 »: an entry may hold a part of an article; it is read, and changes, whole.
_PARTIE = re.compile(r"[,(]|\set\s")


class Sort(StrEnum):
    """What became of the article of an entry."""

    #: Another text under the same number.
    CHANGE = "change"
    #: No such article any more, or repealed.
    DISPARU = "disparu"
    #: A copy of its text was given, and nothing of ours tells whether it still reads the same: no fingerprint was kept.
    NON_COMPARE = "non_compare"
    #: No copy of its text was given.
    SANS_TEXTE = "sans_texte"
    INCHANGE = "inchange"


@dataclass(frozen=True, slots=True)
class ArticleOfficiel:
    """One article of a copy, as its publisher gives it."""

    num: str
    texte: str = field(repr=False)
    #: LEGIARTI…, where known.
    identifiant: str = ""
    #: Since when it reads so.
    depuis: dt.date | None = None
    #: The day from which it does not any more; None: it is not said to end.
    jusqu_au: dt.date | None = None
    #: As the publisher says it: VIGUEUR, ABROGE…
    etat: str = ""

    @property
    def en_vigueur(self) -> bool:
        """True if it is law."""
        return self.etat in _EN_VIGUEUR

    @property
    def abroge(self) -> bool:
        """True if its publisher says that it is repealed."""
        return self.etat == _ABROGE

    def as_of(self, jour: dt.date) -> "ArticleOfficiel":
        """The same, as it is that day: what was to begin or to end by then has, whenever the copy was made."""
        if (self.en_vigueur or self.etat == _A_VENIR) and self.jusqu_au is not None and self.jusqu_au <= jour:
            return replace(self, etat=_ABROGE)
        if self.etat == _A_VENIR and self.depuis is not None and self.depuis <= jour:
            return replace(self, etat="")
        return self

    def is_before(self, autre: "ArticleOfficiel") -> bool:
        """True if it is known to have ended, or begun where it is not said to end, before the other began."""
        borne = self.jusqu_au or self.depuis
        if borne is None or autre.depuis is None:
            return False
        return borne <= autre.depuis if self.jusqu_au else borne < autre.depuis


#: Of each text, its articles by `article_key`.
Copie = Mapping[str, Mapping[str, ArticleOfficiel]]


@dataclass(frozen=True, slots=True)
class ConstatVeille:
    """What became of an entry. `avant`: its former text, where an older copy was given and holds it."""

    entree: EntreeDroit
    sort: Sort
    nouveau: ArticleOfficiel | None = None
    avant: ArticleOfficiel | None = None


def digest(texte: str) -> str:
    """The empreinte of an official text, whoever printed it.

    >>> digest("Toute  demande adressée…") == digest("Toute demande adressée...")
    True
    """
    replie = "".join(unicodedata.normalize("NFKC", texte).split())
    return hashlib.sha256(replie.encode()).hexdigest()[:LONGUEUR_EMPREINTE]


def is_printed_from(texte: str, empreinte: str) -> bool:
    r"""True if this text, its apostrophes, quotes and dashes printed in some way, has that fingerprint.

    >>> is_printed_from("l’avis « 1 – joint »", digest("l'avis \"1 - joint\""))
    True
    """
    return digest(texte) == empreinte or any(digest(autre) == empreinte for autre in _printed(_plain(texte)))


def _plain(texte: str) -> str:
    """With one apostrophe, one quote, one dash, and nothing that cannot be seen."""
    normal = unicodedata.normalize("NFKC", texte.translate(_TYPOGRAPHIE))
    return "".join(signe for signe in normal if unicodedata.category(signe) != "Cf")


def _printed(texte: str) -> Iterator[str]:
    """A plain text as publishers print it: each in one way from end to end."""
    for apostrophe, (ouvrant, fermant), tiret in product(_APOSTROPHES, _GUILLEMETS, _TIRETS):
        imprime = _HORS_MOT.sub(tiret, texte.replace("'", apostrophe))
        yield _CITE.sub(lambda cite: f"{ouvrant}{cite[1]}{fermant}", imprime)  # noqa: B023 - called at once


def article_key(num: str) -> str:
    """What two ways of writing the number of an article have in common; a part of an article is the article.

    >>> article_key("R.* 311-12"), article_key("4, 2°"), article_key("1er"), article_key("L311-3-1")
    ('R311-12', '4', '1', 'L311-3-1')
    """
    return re.sub(r"[.*\s]|(?<=\d)er$", "", _PARTIE.split(num, maxsplit=1)[0]).upper()


def versions(articles: Iterable[ArticleOfficiel], jour: dt.date) -> dict[str, list[ArticleOfficiel]]:
    """Articles that say something, be it that they are repealed, by their number, as of that day.

    Of several versions, those that are law, and what is not known to have been repealed before them; else the first.
    """
    toutes: dict[str, list[ArticleOfficiel]] = {}
    for article in articles:
        cle = article_key(article.num)
        if cle and (article.texte or article.abroge):
            toutes.setdefault(cle, []).append(article.as_of(jour))
    return {cle: _that_count(dites) for cle, dites in toutes.items()}


def _that_count(dites: list[ArticleOfficiel]) -> list[ArticleOfficiel]:
    lois = [une for une in dites if une.en_vigueur]
    if not lois:
        return dites[:1]
    return lois + [une for une in dites if une.abroge and not any(une.is_before(loi) for loi in lois)]


def watch(entrees: Iterable[EntreeDroit], nouveaux: Copie, anciens: Copie | None = None) -> Iterator[ConstatVeille]:
    """What became of each entry, in order. A text that is not among the new copies is not given, which is not gone."""
    for entree in entrees:
        cle = article_key(entree.article)
        avant = (anciens or {}).get(entree.texte, {}).get(cle)
        if entree.texte not in nouveaux:
            yield ConstatVeille(entree, Sort.SANS_TEXTE, avant=avant)
            continue
        nouveau = nouveaux[entree.texte].get(cle)
        became = _compared if entree.empreinte else _judged
        yield ConstatVeille(entree, became(entree, nouveau, avant), nouveau, avant)


def _compared(entree: EntreeDroit, nouveau: ArticleOfficiel | None, _avant: ArticleOfficiel | None) -> Sort:
    """What the fingerprint says."""
    if nouveau is None or not nouveau.en_vigueur:
        return Sort.DISPARU
    return Sort.INCHANGE if is_printed_from(nouveau.texte, entree.empreinte) else Sort.CHANGE


@proves
def reads_the_same(*constats: ConstatVeille) -> bool:
    """Compares again each article, as it was given, with the fingerprint of the one that was read: True if all are the same."""
    return all(un.nouveau is not None and is_printed_from(un.nouveau.texte, un.entree.empreinte) for un in constats)


def _judged(entree: EntreeDroit, nouveau: ArticleOfficiel | None, avant: ArticleOfficiel | None) -> Sort:
    """What can be known of an entry whose words were not kept whole: that it changed, never that it did not."""
    if nouveau is None:
        # Where the older copy has it not either, nothing tells that it ever was there.
        return Sort.NON_COMPARE if avant is None else Sort.DISPARU
    if nouveau.abroge:
        return Sort.DISPARU
    autre = avant is not None and digest(_plain(avant.texte)) != digest(_plain(nouveau.texte))
    autre = autre or (bool(entree.extrait) and not is_printed_from(nouveau.texte, entree.extrait))
    plus_recent = nouveau.depuis is not None and nouveau.depuis > (entree.texte_lu_le or entree.verifie_le)
    return Sort.CHANGE if autre or plus_recent else Sort.NON_COMPARE
