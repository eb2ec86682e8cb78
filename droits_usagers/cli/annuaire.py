"""`annuaire`: whom to write to."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande, GroupeCommandes
from droits_usagers.cli.phrase import ask_phrase
from droits_usagers.cli.sorties import back_up, over_and_over, say, write_json, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.ecriture import require_there

if TYPE_CHECKING:
    from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
    from droits_usagers.services.annuaire.coffre import BilanAnnuaire
    from droits_usagers.services.coffres import Coffre

_ICI = "droits_usagers.cli.annuaire"
_COMMANDES = {nom: f"{_ICI}:{nom}" for nom in ("chercher", "importer", "retirer")}


@click.group("annuaire", cls=GroupeCommandes, commandes=_COMMANDES)
def annuaire() -> None:
    """The bodies one may write to."""


@click.command("chercher", cls=Commande)
@click.argument("mots", nargs=-1, required=True)
@click.option("--json", "en_json", is_flag=True)
@click.option("--nombre", type=click.IntRange(min=1), default=12)
@click.pass_obj
def chercher(services: Services, *, mots: tuple[str, ...], en_json: bool, nombre: int) -> None:
    """Say on stdout the bodies that these words may name, the best first."""
    trouvees = services.annuaire.search(" ".join(mots), nombre)
    if services.annuaire.lacks(" ".join(mots), trouvees):
        say(services.catalogue.textes("annuaire.recherche.autre_genre"))
    if en_json:
        write_json([_plain(entree) for entree in trouvees])
    else:
        write_text(
            "\n".join(ligne for entree in trouvees for ligne in _lines(entree, services))
            or services.catalogue.textes("cli.annuaire.chercher.rien")
        )


@click.command("importer", cls=Commande)
@click.argument("fichier", type=Chemin())
@click.option("--coffre", type=Chemin(ecrit=True), required=True)
@click.option("--json", "en_json", is_flag=True)
@click.pass_obj
def importer(services: Services, *, fichier: Path, coffre: Path, en_json: bool) -> None:
    """Have a coffre know the bodies of a file, all or none, and say what came of it."""
    with closing(services.coffres.open(coffre, ask_phrase(services.catalogue.textes))) as ouvert:
        bilan = _take_in(ouvert, services, fichier)
    require_there(coffre, sinon=Panne.COFFRE_INACCESSIBLE)
    if en_json:
        write_json(asdict(bilan))
    else:
        write_text("\n".join(_report(bilan, services)))


@click.command("retirer", cls=Commande)
@click.argument("numero", type=click.IntRange(min=1), required=False)
@click.option("--coffre", type=Chemin(ecrit=True), required=True)
@click.pass_obj
def retirer(services: Services, *, numero: int | None, coffre: Path) -> None:
    """Take back from a coffre the bodies of a file; without its number, say on stdout those that there are."""
    dire = services.catalogue.textes.under("cli.annuaire.retirer")
    with closing(services.coffres.open(coffre, ask_phrase(services.catalogue.textes))) as ouvert:
        retirees = run_through(ouvert.annuaire.undoing(numero)) if numero is not None else None
        imports = ouvert.annuaire.imports()
    if retirees is not None:
        require_there(coffre, sinon=Panne.COFFRE_INACCESSIBLE)
        write_text(dire("fait", retirees=retirees))
        return
    lignes = (
        dire(
            "ligne",
            numero=un.numero,
            source=services.catalogue.textes(f"annuaire.fichiers.source_{un.source}"),
            jour=date_courte(un.fait_le.date()),
            combien=un.entrees,
        )
        for un in imports
    )
    write_text("\n".join(lignes) or dire("aucun"))


def _take_in(coffre: "Coffre", services: Services, fichier: Path) -> "BilanAnnuaire":
    dire = services.catalogue.textes.under("cli.annuaire.importer")
    with over_and_over() as say_over:
        bilan = run_through(
            services.listes.taking_in(coffre, fichier), lambda avancement: say_over(dire("avance", fait=avancement.fait))
        )
    back_up(coffre, services.catalogue.textes)
    return bilan


def _report(bilan: "BilanAnnuaire", services: Services) -> "Iterator[str]":
    from droits_usagers.services.annuaire.annuaire import report

    yield from report(bilan, services.catalogue.textes)
    if bilan.numero:
        yield services.catalogue.textes("cli.annuaire.importer.retirable", numero=bilan.numero)


def _plain(entree: "EntreeAnnuaire") -> dict[str, object]:
    return {
        "nom": entree.nom,
        "genre": entree.genre,
        "service": entree.service,
        "adresse": [*entree.adresse],
        "code_postal": entree.code_postal,
        "ville": entree.ville,
        "siren": entree.siren,
        "departement": entree.departement,
        "source": entree.source.value,
        "releve_le": entree.releve_le.isoformat() if entree.releve_le else None,
    }


def _lines(entree: "EntreeAnnuaire", services: Services) -> Iterator[str]:
    from droits_usagers.services.annuaire.annuaire import notes

    dire = services.catalogue.textes.under("cli.annuaire.chercher")
    yield dire("service_de", service=entree.service, nom=entree.nom) if entree.service else dire("titre", titre=entree.nom)
    yield from (dire("ligne", ligne=ligne) for ligne in entree.lignes)
    succession = services.annuaire.succession(entree)
    for note in notes(entree, services.catalogue.textes):
        yield dire("note", note=note)
    if succession is not None:
        yield dire("note", note=succession.phrase)
