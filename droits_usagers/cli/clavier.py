"""`clavier`: every key of the window, said in a terminal."""

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.sorties import write_text
from droits_usagers.services.ensemble import Services


@click.command("clavier", cls=Commande)
@click.pass_obj
def clavier(services: Services) -> None:
    """Say them, place by place, on stdout."""
    from droits_usagers.services.droit.fiches import CLAVIER

    write_text(services.courriers.text(services.fiches.make(CLAVIER)))
