"""`coffre`: making one, checking it, backing it up, putting a backup in its place, changing its phrase."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande, GroupeCommandes
from droits_usagers.cli.phrase import ask_new_phrase, ask_phrase
from droits_usagers.cli.sorties import say, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.protection import said_put_back
from droits_usagers.services.coffre.valeurs import reads_whole
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.ecriture import require_there

if TYPE_CHECKING:
    from droits_usagers.domain.socle.promesses import Preuve

_FICHIER = Chemin(ecrit=True)


@click.group(
    "coffre",
    cls=GroupeCommandes,
    commandes={
        **{nom: f"droits_usagers.cli.coffre:{nom}" for nom in ("creer", "verifier", "sauvegarder", "restaurer", "phrase")},
        "reprendre": "droits_usagers.cli.reprendre:reprendre",
        "adresses": "droits_usagers.cli.adresses:adresses",
        "lettres": "droits_usagers.cli.lettres:lettres",
    },
)
def coffre() -> None:
    """What can be done with a coffre without opening the window."""


def _still_there(coffre: Path) -> "Preuve":
    """Looked for once it is closed: a stick may have been pulled out meanwhile. Raises ExpectedError COFFRE_INACCESSIBLE."""
    return require_there(coffre, sinon=Panne.COFFRE_INACCESSIBLE)


@click.command("creer", cls=Commande)
@click.argument("coffre", type=_FICHIER)
@click.pass_obj
def creer(services: Services, *, coffre: Path) -> None:
    """Make an empty coffre; a phrase that could be found is refused."""
    textes = services.catalogue.textes
    # Before asking for anything: nobody should think of a phrase for nothing.
    if coffre.exists():
        raise ExpectedError(Panne.FICHIER_EXISTE, fichier=coffre.name)
    services.coffres.create(coffre, ask_phrase(textes, confirm=True)).close()
    say(textes.promise("cli.coffre.creer.fait", _still_there(coffre), fichier=coffre.name))


@click.command("verifier", cls=Commande)
@click.argument("coffre", type=_FICHIER)
@click.pass_obj
def verifier(services: Services, *, coffre: Path) -> None:
    """Read every page; a damaged coffre is refused like one that does not open."""
    textes = services.catalogue.textes
    with closing(services.coffres.open(coffre, ask_phrase(textes))) as ouvert:
        trouve = ouvert.verify()
    if trouve.journal_rompu:
        raise ExpectedError(Panne.JOURNAL_ROMPU, fichier=coffre.name, ligne=str(trouve.journal_rompu))
    intact = reads_whole(trouve)
    if intact is None or trouve.tete is None:
        raise ExpectedError(Panne.COFFRE_ABIME, fichier=coffre.name)
    write_text(textes.promise("cli.coffre.verifier.sain", intact, _still_there(coffre), fichier=coffre.name))
    write_text(textes("cli.coffre.verifier.journal", ligne=trouve.tete.ligne, empreinte=trouve.tete.courte))


@click.command("sauvegarder", cls=Commande)
@click.argument("coffre", type=_FICHIER)
@click.option("--sortie", type=_FICHIER)
@click.pass_obj
def sauvegarder(services: Services, *, coffre: Path, sortie: Path | None) -> None:
    """Make a checked copy, beside the coffre or elsewhere; no file is ever replaced."""
    textes = services.catalogue.textes
    with closing(services.coffres.open(coffre, ask_phrase(textes))) as ouvert:
        faite = ouvert.backup().chemin if sortie is None else run_through(ouvert.protection.copying_as(sortie)).fichier
    say(textes.promise("cli.coffre.sauvegarder.fait", require_there(faite), fichier=str(faite)))


@click.command("restaurer", cls=Commande)
@click.argument("coffre", type=_FICHIER)
@click.option("--depuis", type=_FICHIER)
@click.pass_obj
def restaurer(services: Services, *, coffre: Path, depuis: Path | None) -> None:
    """Put a whole backup in place; the former file is moved aside, never erased."""
    textes = services.catalogue.textes
    remise = services.coffres.restore(coffre, ask_phrase(textes), sauvegarde=depuis)
    _still_there(coffre)
    say(said_put_back(remise, textes))
    if remise.ancien is not None:
        say(textes("coffre_ecran.secours.garde", fichier=remise.ancien.name))


@click.command("phrase", cls=Commande)
@click.argument("coffre", type=_FICHIER)
@click.pass_obj
def phrase(services: Services, *, coffre: Path) -> None:
    """Change the phrase; backups made before still open with the former one, and are named."""
    textes = services.catalogue.textes
    coffres = services.coffres
    actuelle = ask_phrase(textes)
    with closing(coffres.open(coffre, actuelle)) as ouvert:
        if ouvert.etat().raison_lecture_seule == "ouvert_ailleurs":
            raise ExpectedError(Panne.COFFRE_DEJA_OUVERT, fichier=coffre.name)
        anciennes = ouvert.change_phrase(actuelle, ask_new_phrase(textes))
    say(textes.promise("cli.coffre.phrase.fait", _still_there(coffre), fichier=coffre.name))
    for sauvegarde in anciennes:
        say(textes("cli.coffre.phrase.ancienne", fichier=sauvegarde.chemin.name))
