"""An expected failure as it reaches whoever says it, when nothing was written since its work began."""

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.socle.ecriture import nothing_written, written_so_far


def intact(panne: Panne, **faits: str) -> ExpectedError:
    """With the proof of it."""
    error = ExpectedError(panne, **faits)
    error.intact = nothing_written(written_so_far())
    return error
