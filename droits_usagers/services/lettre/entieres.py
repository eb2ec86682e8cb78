"""What is typed as one answer, whole, and that a letter can do without: the service it goes to, the number of the file."""

from collections.abc import Callable
from dataclasses import replace

from droits_usagers.domain.demarche.demande import Demande


def whole_of(demande: Demande) -> tuple[str, ...]:
    """Those that were typed."""
    dites = (demande.organisme.service, demande.concerne.reference_dossier if demande.concerne else "")
    return tuple(filter(None, dites))


def with_whole(demande: Demande, make: Callable[[str], str]) -> Demande:
    """The same demande, each of them made again."""
    concerne, organisme = demande.concerne, demande.organisme
    if concerne is not None:
        concerne = replace(concerne, reference_dossier=make(concerne.reference_dossier))
    return replace(demande, concerne=concerne, organisme=replace(organisme, service=make(organisme.service)))
