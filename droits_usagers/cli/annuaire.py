"""`annuaire`: whom to write to."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande, GroupeCommandes
from droits_usagers.cli.sorties import write_json, write_text
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire


@click.group("annuaire", cls=GroupeCommandes, commandes={"chercher": "droits_usagers.cli.annuaire:chercher"})
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
    if en_json:
        write_json([_plain(entree) for entree in trouvees])
    else:
        write_text("\n".join(ligne for entree in trouvees for ligne in _lines(entree, services)) or _none(services))


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
    from droits_usagers.services.annuaire.phrases import notes

    dire = services.catalogue.textes.under("cli.annuaire.chercher")
    yield dire("service_de", service=entree.service, nom=entree.nom) if entree.service else dire("titre", titre=entree.nom)
    yield from (dire("ligne", ligne=ligne) for ligne in entree.lignes)
    succession = services.annuaire.succession(entree)
    for note in notes(entree, services.catalogue.textes):
        yield dire("note", note=note)
    if succession is not None:
        yield dire("note", note=succession.phrase)


def _none(services: Services) -> str:
    return services.catalogue.textes("cli.annuaire.chercher.rien")
