"""`fiche`: a page for those who work with people, or the calendar of a dossier from E.toml."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.controle import confirmer, held_back, name_of, write_document
from droits_usagers.cli.sorties import say_remarks
from droits_usagers.cli.usage import Chemin
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.domain.controle.valeurs import Regle
    from droits_usagers.domain.lettre.lettre import Feuille


@click.command("fiche", cls=Commande)
@click.argument("fiche")
@click.option("--evenements", type=Chemin())
@click.option("--au", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--sortie", required=True, type=Chemin(ecrit=True))
@click.option("--remplacer", is_flag=True)
@confirmer
@click.pass_context
def fiche(
    ctx: click.Context,
    /,
    *,
    fiche: str,
    evenements: Path | None,
    au: dt.datetime | None,
    sortie: Path,
    remplacer: bool,
    confirmees: "frozenset[Regle]",
) -> None:
    """Write one fiche."""
    from droits_usagers.cli.courrier import format_of

    services = ctx.ensure_object(Services)
    format_ = format_of(sortie)
    feuille = _make(ctx, services, fiche, evenements=evenements, au=au)
    textes, cadre = services.catalogue.textes, replace(services.controle.cadre, confirmees=confirmees)
    with held_back(textes, confirmees):
        libre = services.controle.release_document(feuille, cadre, nom=name_of(sortie))
    rendu = libre.map(lambda document: services.courriers.render(document, format_))
    write_document(sortie, rendu.map(lambda un: un.contenu), remplacer=remplacer)
    say_remarks(rendu.contenu.remarques, textes)


def _make(ctx: click.Context, services: Services, id_: str, *, evenements: Path | None, au: dt.datetime | None) -> "Feuille":
    """The calendar needs facts, that no other fiche takes."""
    from droits_usagers.services.droit.fiches import CALENDRIER

    if id_ != CALENDRIER:
        feuille = services.fiches.make(id_)
        if evenements is not None or au is not None:
            raise click.UsageError(id_, ctx)
        return feuille
    if evenements is None:
        raise click.MissingParameter(ctx=ctx, param=next(param for param in ctx.command.params if param.name == "evenements"))
    from droits_usagers.services.socle.lecture import read_faits

    jour = au.date() if au else services.today()
    return services.fiches.calendar(read_faits(evenements, services.catalogue, au=jour), jour)
