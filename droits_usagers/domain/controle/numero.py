"""Numbers that identify someone."""

from collections.abc import Iterator

from droits_usagers.domain.controle.lecture import Lecture
from droits_usagers.domain.controle.valeurs import Alerte


def numero(lecture: Lecture) -> Iterator[Alerte]:
    """Where they are printed."""
    yield from () if lecture.passages else ()
