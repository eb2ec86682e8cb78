"""What the commands that write documents share of the control: `--confirmer`, what is held back, what is worth knowing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.sorties import STDOUT, say, write_text
from droits_usagers.domain.controle.valeurs import Poids, Regle
from droits_usagers.domain.socle.errors import ExpectedError, Panne

if TYPE_CHECKING:
    from droits_usagers.domain.controle.libre import Libre
    from droits_usagers.domain.controle.valeurs import Alerte
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.ensemble import Services


def _rules(_ctx: click.Context, _param: click.Parameter, noms: tuple[str, ...]) -> frozenset[Regle]:
    return frozenset(map(Regle, noms))


#: Rules to pass, for this document only; one that is not known is refused by click.
confirmer = click.option(
    "--confirmer", "confirmees", multiple=True, type=click.Choice([regle.value for regle in Regle]), callback=_rules
)


def name_of(sortie: Path) -> str:
    """The name of the file, that is read too; none on stdout."""
    return "" if sortie == STDOUT else sortie.name


@contextmanager
def held_back(textes: "Textes", confirmees: frozenset[Regle]) -> Iterator[None]:
    """Around what may be held back: says by which rules, and the way through that a command has."""
    from droits_usagers.services.controle.controle import SortieRetenue

    try:
        yield
    except SortieRetenue as error:
        arrets = [alerte.regle for alerte in error.alertes if alerte.poids is Poids.ARRET]
        if vaines := [regle for regle in dict.fromkeys(arrets) if regle in confirmees]:
            faire = textes("cli.controle.arret", regles=", ".join(vaines))
        elif arrets:
            faire = textes("cli.controle.corriger")
        else:
            faire = textes("cli.controle.confirmer", options=" ".join(f"--confirmer {regle}" for regle in error.regles))
        quoi = textes("cli.controle.retenue", regles=", ".join(error.regles), quoi=error.faits["quoi"])
        raise ExpectedError(Panne.SORTIE_RETENUE, quoi=quoi, faire=faire) from error


def write_document(sortie: Path, libre: "Libre[bytes]", *, remplacer: bool) -> None:
    """A file, or the text on stdout."""
    from droits_usagers.services.socle.ecriture import write_file

    if sortie == STDOUT:
        write_text(libre.contenu.decode())
    else:
        write_file(sortie, libre, remplacer=remplacer)


def say_alertes(services: "Services", alertes: "tuple[Alerte, ...]") -> None:
    """What asks nothing, once it is written."""
    catalogue = services.catalogue
    for alerte in alertes:
        # How many dotted lines there are is said with the letter itself.
        if alerte.poids is Poids.A_SAVOIR and alerte.regle is not Regle.RESTE_A_REMPLIR:
            dite = catalogue.controle.phrase(alerte)
            say(catalogue.textes("cli.controle.a_savoir", titre=dite.titre, faire=dite.faire))
