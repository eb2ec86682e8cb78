"""`demo`: every letter and page, from invented cases; a coffre of invented dossiers."""

import datetime as dt
from itertools import chain
from pathlib import Path

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.phrase import ask_phrase
from droits_usagers.cli.sorties import over_and_over, say, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.ensemble import Services

_FICHIER = Chemin(ecrit=True)
#: A coffre that nobody could fill in a life.
_DOSSIERS_MAX = 1_000_000
#: How many times, at most, it is said how far one is.
_PAS = 200


@click.command("demo", cls=Commande)
@click.option("--sortie", type=Chemin(ecrit=True, dossier=True))
@click.option("--remplacer", is_flag=True)
@click.option("--coffre", type=_FICHIER)
@click.option("--dossiers", type=click.IntRange(1, _DOSSIERS_MAX))
@click.option("--au", type=click.DateTime(["%Y-%m-%d"]))
@click.pass_context
def demo(
    ctx: click.Context,
    *,
    sortie: Path | None,
    remplacer: bool,
    coffre: Path | None,
    dossiers: int | None,
    au: dt.datetime | None,
) -> None:
    """Write the letters in a folder, or the dossiers in a coffre: whichever is asked for."""
    services: Services = ctx.obj
    if sortie is None and coffre is None:
        raise _missing(ctx, "sortie")
    if coffre is not None and dossiers is None:
        raise _missing(ctx, "dossiers")
    if coffre is not None and dossiers is not None:
        _write_coffre(services, coffre, dossiers, jour=au.date() if au else None)
    if sortie is not None:
        _write_letters(services, sortie, remplacer=remplacer)


def _write_letters(services: Services, sortie: Path, *, remplacer: bool) -> None:
    """Write them, and say each path on stdout as it is written."""
    from droits_usagers.services.demonstration.papiers import write_demonstration, write_fiches, write_grilles, write_notices

    lettres = write_demonstration(services, sortie, remplacer=remplacer)
    fiches = write_fiches(services, sortie, remplacer=remplacer)
    notices = write_notices(services, sortie, remplacer=remplacer)
    for chemin in chain(lettres, fiches, notices, write_grilles(services, sortie, remplacer=remplacer)):
        write_text(str(chemin))


def _write_coffre(services: Services, chemin: Path, nombre: int, *, jour: dt.date | None) -> None:
    """Make the coffre and fill it."""
    from droits_usagers.services.demonstration.coffres import Inventeur, write_coffre
    from droits_usagers.services.socle.ecriture import require_there

    textes, coffres = services.catalogue.textes, services.coffres
    # As `coffre creer`: nobody should think of a phrase for nothing.
    if chemin.exists():
        raise ExpectedError(Panne.FICHIER_EXISTE, fichier=chemin.name)
    phrase = ask_phrase(textes, confirm=True)
    inventeur = Inventeur(services.catalogue, nombre, jour)
    with over_and_over() as say_over:

        def tell(faits: int) -> None:
            if faits * _PAS // nombre > (faits - 1) * _PAS // nombre:
                say_over(textes("cli.demo.avance", faits=faits, dossiers=nombre))

        write_coffre(coffres, chemin, inventeur, phrase=phrase, tell=tell)
    preuve = require_there(chemin, sinon=Panne.COFFRE_INACCESSIBLE)
    say(textes.promise("cli.demo.fait", preuve, fichier=chemin.name, dossiers=nombre))


def _missing(ctx: click.Context, nom: str) -> click.MissingParameter:
    param = next(parametre for parametre in ctx.command.params if parametre.name == nom)
    return click.MissingParameter(ctx=ctx, param=param)
