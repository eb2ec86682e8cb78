"""`courrier`: from R.toml to a letter."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.controle import confirmer, held_back, name_of, say_alertes, write_document
from droits_usagers.cli.sorties import STDOUT, say_remarks
from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.lecture import readable_key
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.domain.controle.valeurs import Regle
    from droits_usagers.services.courriers import Format


@click.command("courrier", cls=Commande)
@click.option("--reponses", required=True, type=click.Path(path_type=Path))
@click.option("--etape")
@click.option("--sortie", required=True, type=click.Path(path_type=Path))
@click.option("--remplacer", is_flag=True)
@confirmer
@click.pass_obj
def courrier(
    services: Services,
    *,
    reponses: Path,
    etape: str | None,
    sortie: Path,
    remplacer: bool,
    confirmees: "frozenset[Regle]",
) -> None:
    """Write one letter; what the person must know before sending it is said on stderr."""
    from droits_usagers.services.lecture import read_demande

    format_ = format_of(sortie)
    demande = read_demande(reponses, services.catalogue)
    textes, departs = services.catalogue.textes, services.departs
    with held_back(textes, confirmees):
        lettre = departs.document(demande, etape, confirmees=confirmees, nom=name_of(sortie))
    rendu = lettre.map(lambda document: services.courriers.render(document, format_))
    write_document(sortie, rendu.map(lambda un: un.contenu), remplacer=remplacer)
    say_remarks((*lettre.contenu.remarques, *rendu.contenu.remarques), textes)
    say_alertes(services, departs.alertes(demande, etape))


def format_of(sortie: Path) -> "Format":
    """What to write, by the end of the name; text on stdout. Raises ExpectedError SORTIE_REFUSEE."""
    from droits_usagers.services.courriers import Format

    if sortie == STDOUT:
        return Format.TXT
    try:
        return Format(sortie.suffix.lower().removeprefix("."))
    except ValueError:
        attendu = ", ".join(f".{format_}" for format_ in Format)
        raise ExpectedError(Panne.SORTIE_REFUSEE, fichier=readable_key(sortie.name), attendu=attendu) from None
