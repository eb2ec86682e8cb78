"""Articles of the act of 6 January 1978 by the number they had before June 2019, as older texts cite them."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from droits_usagers.domain.droit.droit import Correspondance
from droits_usagers.domain.grille.valeurs import Grille
from droits_usagers.domain.mots.pliage import fold

#: From this day on, a text cites the numbers of today.
RENUMEROTATION = dt.date(2019, 6, 1)

#: « 22 », « 40-1 », « 43 ter », then the part of it that is cited: « 25-I-7° », « 22, I bis », « 6, alinéa 3 ».
_NUMERO = (
    r"(?P<numero>\d+(?:-\d+)?(?:\s+(?:ter|quater)\b)?)"
    r"(?:[\s,-]*(?:\b(?:[iv]+|bis|al(?:inea|\.)?\s*\d+|[a-h](?!\s*\d))\b|\d+\s?°))*"
)
_DEBUT = re.compile(rf"\bart(?:icles?\s+|s?\.\s*|\s+){_NUMERO}")
_SUITE = re.compile(rf"\s*(?:[,;]|\b(?:et|ou|a)\b)+\s*(?:(?:et|ou)\s+)?(?:(?:(?:de|a)\s+)?(?:l')?articles?\s+)?{_NUMERO}")
#: Another text than that act: named, or an act of another year.
_AILLEURS = re.compile(
    r"[\s,(]*d(?:u|e\s+la|e\s+l')\s*"
    r"(?:rgpd|reglement|code|decret|arrete|casf|cgfp|crpa|csp|constitution|convention|directive|charte|deliberation|ordonnance|note)\b"
    r"|[\s,(]*de\s+la\s+loi\b(?![^.;]{0,40}(?:1978|78-17|informatique))(?=[^.;]{0,40}\d{4})"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """An old article that sources of a grille cite, and which ones do."""

    ancien: Correspondance
    sources: tuple[str, ...]


def find_old_citations(texte: str, correspondances: Mapping[str, Correspondance]) -> tuple[Correspondance, ...]:
    """What became of the old articles that a text cites, in its order, once each.

    Every number is taken for an old one: the caller knows how old the text is.
    """
    par_numero = {next(_cited(fold(ancien.ancien))): ancien for ancien in correspondances.values()}
    cites = (par_numero[numero] for numero in _cited(fold(texte)) if numero in par_numero)
    return tuple(dict.fromkeys(cites))


def old_citations(grille: Grille, correspondances: Mapping[str, Correspondance]) -> tuple[Citation, ...]:
    """Those of every source that is not surely later than the numbers of today, in the order of the act of 1978."""
    anciennes = {source.id for source in grille.sources if source.date is None or source.date < RENUMEROTATION}
    par_article: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for passage in grille.passages:
        if passage.source in anciennes:
            for ancien in find_old_citations(passage.texte, correspondances):
                par_article[ancien.id][passage.source] = None
    return tuple(
        Citation(ancien, tuple(par_article[ancien.id])) for ancien in correspondances.values() if ancien.id in par_article
    )


def _cited(texte: str) -> Iterator[str]:
    """The numbers that follow « article » and are not said to be another text's."""
    for debut in _DEBUT.finditer(texte):
        numeros, fin = [debut["numero"]], debut.end()
        while suite := _SUITE.match(texte, fin):
            numeros.append(suite["numero"])
            fin = suite.end()
        if not _AILLEURS.match(texte, fin):
            yield from (" ".join(numero.split()) for numero in numeros)
