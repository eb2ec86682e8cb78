"""The sentence of an expected failure: what happened, what is safe, what to do."""

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError

#: What is safe: said where someone looked.
_SURETE = "surete."


def sentence_of(error: ExpectedError, textes: Textes) -> str:
    """That nothing was written is said where it is proven; a sentence without it says what happened and what to do."""
    intact = error.intact
    surs = {
        id_.removeprefix(_SURETE): f"{textes.promise(id_, intact)} " if intact is not None else ""
        for id_ in textes.promesses
        if id_.startswith(_SURETE)
    }
    return textes(f"pannes.{error.panne}", **error.faits, **surs).strip()
