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
@click.option("--ensemble", is_flag=True)
@click.pass_obj
def courrier(services: Services, *, reponses: Path, etape: str | None, sortie: Path, remplacer: bool, ensemble: bool) -> None:
    """Write one letter, or all that goes with it; what must be known before sending it is said on stderr."""
    from droits_usagers.services.ecriture import write_file
    from droits_usagers.services.lecture import read_demande

    format_ = _format_of_all(sortie) if ensemble else format_of(sortie)
    demande = read_demande(reponses, services.catalogue)
    if ensemble:
        remarques = _write_all(services, demande, etape, sortie, remplacer=remplacer)
        say_remarks((*remarques, *_numbers(services, demande)), services.catalogue.textes)
        return
    lettre = services.courriers.compose(demande, etape)
    rendu = services.courriers.render(lettre, format_)
    if sortie == STDOUT:
        write_text(rendu.contenu.decode())
    else:
        write_file(sortie, rendu.contenu, remplacer=remplacer)
    say_remarks((*lettre.remarques, *rendu.remarques, *_numbers(services, demande)), services.catalogue.textes)


def _write_all(  # noqa: PLR0917
    services: Services, demande: "Demande", etape: str | None, sortie: Path, *, remplacer: bool
) -> "tuple[Remarque, ...]":
    """The PDF and the Word letter beside it, both or neither."""
    from droits_usagers.services.courriers import Format
    from droits_usagers.services.ecriture import write_together
    from droits_usagers.services.paquets import bundle

    paquet = bundle(services.courriers, demande, etape)
    pdf, word = (paquet.contenus[format_] for format_ in (Format.PDF, Format.DOCX))
    write_together({sortie: pdf, sortie.with_suffix(f".{Format.DOCX}"): word}, remplacer=remplacer)
    return paquet.remarques


def _format_of_all(sortie: Path) -> "Format":
    """Only a PDF holds several documents. Raises ExpectedError SORTIE_REFUSEE."""
    from droits_usagers.services.courriers import Format

    if sortie.suffix.lower() != f".{Format.PDF}":
        raise ExpectedError(Panne.SORTIE_REFUSEE, fichier=readable_key(sortie.name), attendu=f".{Format.PDF}")
    return Format.PDF


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
