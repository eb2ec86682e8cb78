"""`demo`: every letter and page, from invented cases."""

from itertools import chain
from pathlib import Path

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.sorties import write_text
from droits_usagers.services.ensemble import Services


@click.command("demo", cls=Commande)
@click.option("--sortie", required=True, type=click.Path(path_type=Path))
@click.option("--remplacer", is_flag=True)
@click.pass_obj
def demo(services: Services, *, sortie: Path, remplacer: bool) -> None:
    """Write them, and say each path on stdout as it is written."""
    from droits_usagers.services.demonstration import write_demonstration, write_fiches

    lettres = write_demonstration(services.catalogue, services.courriers, sortie, remplacer=remplacer)
    for chemin in chain(lettres, write_fiches(services, sortie, remplacer=remplacer)):
        write_text(str(chemin))
