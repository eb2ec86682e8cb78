"""The backup that follows what a command did to many dossiers, and what is said where one could not be made."""

from typing import TYPE_CHECKING

from droits_usagers.cli.sorties import say
from droits_usagers.domain.socle.unites import run_through

if TYPE_CHECKING:
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.coffres import Coffre


def back_up(coffre: "Coffre", textes: "Textes") -> None:
    """Make the one that is wanted, if one is; say on stderr, once, that it or the one before could not be made."""
    from droits_usagers.services.coffre.protection import said_missed

    run_through(coffre.protection.after_bulk())
    manquee = coffre.protection.take_missed()
    if manquee is not None:
        say(said_missed(manquee, textes))
