"""What of a received document was not read, in words: « Page 3 : une image, sans texte lisible »; those in a row together."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from droits_usagers.domain.socle.fichiers_recus import NonLu

if TYPE_CHECKING:
    from droits_usagers.domain.mots.textes import Textes


def tell_unread(non_lus: Sequence[NonLu], textes: "Textes") -> tuple[str, ...]:
    """A line for each run of pages of which the same is not read, and for what is in no page."""
    return tuple(_lines(non_lus, textes))


def _lines(non_lus: Sequence[NonLu], textes: "Textes") -> Iterator[str]:
    say = textes.under("non_lu")
    # In a row, a page is as far from the first as it is in the list.
    rangs = enumerate(sorted((un for un in non_lus if un.page), key=lambda un: un.page))
    for (manque, _), suite in groupby(rangs, key=lambda paire: (paire[1].manque, paire[1].page - paire[0])):
        pages = [un.page for _, un in suite]
        dit = say(f"dit.{manque}")
        yield say("page", page=pages[0], dit=dit) if len(pages) == 1 else say("pages", de=pages[0], a=pages[-1], dit=dit)
    for un in non_lus:
        if not un.page:
            yield say(f"dit.{un.manque}" if un.nombre == 1 else f"dit.{un.manque}_plusieurs", nombre=un.nombre)
