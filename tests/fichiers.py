"""Files that someone may hand to the program, made from what they would hold."""

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.exchange.demandes import dump, plain_demande


def write_demande(demande: Demande) -> bytes:
    """R.toml."""
    return dump(plain_demande(demande))
