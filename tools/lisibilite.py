"""How heavy the letters are to read: the first letter of every invented case, measured.

Run as `python -m tools.lisibilite`: one line a letter, then the middle of each column. What surrounds a letter (addresses,
reference, signature, enclosures) is not counted: only its body is read for its length.
"""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from droits_usagers.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.letters.lettre.texte import write_blocks
from droits_usagers.places import find_places
from droits_usagers.services.demonstration.papiers import load_cas
from droits_usagers.services.lettre.courriers import Courriers

_MOT = re.compile(r"\w+(?:[’'-]\w+)*")
_ARTICLE = re.compile(r"\barticles?\b", re.IGNORECASE)
#: A sentence ends with its line too, and a part of it with a semicolon: an item of a list is read by itself.
_FIN = re.compile(r"(?<=[.?!;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Mesure:
    """What a letter asks of who reads it."""

    mots: int
    articles: int
    phrase_la_plus_longue: int
    mots_par_phrase: float
    pages: int


def measure(texte: str, pages: int) -> Mesure:
    """The measure of a body, given as plain text."""
    phrases = [nombre for phrase in _FIN.split(texte) if (nombre := len(_MOT.findall(phrase)))]
    mots = sum(phrases)
    return Mesure(mots, len(_ARTICLE.findall(texte)), max(phrases, default=0), round(mots / max(1, len(phrases)), 1), pages)


def first_letters(catalogue: Catalogue, courriers: Courriers) -> Iterator[tuple[str, str, Mesure]]:
    """The case, its demarche, and the measure of its first letter; papers to sign are not letters."""
    for cas in load_cas(catalogue):
        etape = catalogue.demarches[cas.demande.demarche].etapes[0].id
        document = courriers.compose(cas.demande, etape) if etape in cas.etapes else None
        if isinstance(document, Lettre):
            yield cas.id, cas.demande.demarche, measure(write_blocks(document.corps), len(courriers.pages(document)))


def main() -> None:
    """Prints the table."""
    places = find_places()
    catalogue = load_catalogue(places.resources)
    mesures = list(first_letters(catalogue, Courriers(catalogue, places)))
    print(f"{'':58}{'mots':>6}{'article':>9}{'longue':>8}{'moyenne':>9}{'pages':>7}")
    for cas, demarche, lue in mesures:
        print(f"{cas:36}{demarche:22}{_row(astuple(lue))}")
    milieu = [statistics.median(colonne) for colonne in zip(*(astuple(lue) for *_, lue in mesures), strict=True)]
    print(f"{f'médiane de {len(mesures)} lettres':58}{_row(milieu)}")


def _row(mesure: Sequence[float]) -> str:
    mots, articles, longue, moyenne, pages = mesure
    return f"{mots:6.0f}{articles:9.1f}{longue:8.0f}{moyenne:9.1f}{pages:7.1f}"


if __name__ == "__main__":
    main()
