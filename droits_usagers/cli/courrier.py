"""`courrier`: from R.toml to a letter."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.chemins import Chemin
from droits_usagers.cli.sorties import STDOUT, say_remarks, write_text
from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.lecture import readable_key
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from droits_usagers.domain.demande import Demande
    from droits_usagers.domain.lettre import Remarque
    from droits_usagers.services.courriers import Format


@click.command("courrier", cls=Commande)
@click.option("--reponses", required=True, type=Chemin())
@click.option("--etape")
@click.option("--sortie", required=True, type=Chemin(ecrit=True))
@click.option("--remplacer", is_flag=True)
@click.pass_obj
def courrier(services: Services, *, reponses: Path, etape: str | None, sortie: Path, remplacer: bool) -> None:
    """Write one letter; what the person must know before sending it is said on stderr."""
    from droits_usagers.services.ecriture import write_file
    from droits_usagers.services.lecture import read_demande

    format_ = format_of(sortie)
    demande = read_demande(reponses, services.catalogue)
    lettre = services.courriers.compose(demande, etape)
    rendu = services.courriers.render(lettre, format_)
    if sortie == STDOUT:
        write_text(rendu.contenu.decode())
    else:
        write_file(sortie, rendu.contenu, remplacer=remplacer)
    say_remarks((*lettre.remarques, *rendu.remarques, *_numbers(services, demande)), services.catalogue.textes)


def _numbers(services: Services, demande: "Demande") -> "Iterator[Remarque]":
    """What was typed and had better not travel: the letter is written all the same."""
    from droits_usagers.domain.lettre import Remarque
    from droits_usagers.domain.questions import contexte_of
    from droits_usagers.services.constats import numbers_typed

    catalogue = services.catalogue
    for question, constat in numbers_typed(
        catalogue.demarches[demande.demarche].questions, demande.reponses, contexte_of(demande)
    ):
        phrase = catalogue.textes(f"assistant.constats.{constat}")
        yield Remarque("numero_tape", (("question", question), ("phrase", phrase)))


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
