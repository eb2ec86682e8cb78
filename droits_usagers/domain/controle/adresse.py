"""A protected address, or a place or a name that must not be said."""

from collections.abc import Iterator

from droits_usagers.domain.controle.lecture import Lecture
from droits_usagers.domain.controle.valeurs import Alerte


def adresse_protegee(lecture: Lecture) -> Iterator[Alerte]:
    """Where it is printed."""
    yield from () if lecture.passages else ()
