"""`notice`: what the notice of a processing says, and what it leaves out, from T.toml."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.sorties import write_json, write_text
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.mentions import Constat


@click.command("notice", cls=Commande)
@click.option("--fiche", required=True, type=click.Path(path_type=Path))
@click.option("--verifier", is_flag=True, required=True)
@click.option("--json", "en_json", is_flag=True)
@click.pass_obj
def notice(services: Services, *, fiche: Path, verifier: bool, en_json: bool) -> None:  # noqa: ARG001 - what is asked, so far
    """Say how each mention stands on stdout; what is missing is no failure."""
    from droits_usagers.domain.mentions import check_notice
    from droits_usagers.services.lecture import read_fiche

    catalogue = services.catalogue
    constats = check_notice(read_fiche(fiche, catalogue), catalogue.mentions)
    if en_json:
        write_json([_plain(constat, catalogue) for constat in constats])
    else:
        write_text("\n".join(_lines(constats, catalogue)))


def _plain(constat: "Constat", catalogue: "Catalogue") -> dict[str, object]:
    return {
        "mention": constat.mention,
        "statut": constat.statut.value,
        "articles": list(constat.articles),
        "extrait": constat.extrait,
        "conseil": _advice(constat, catalogue),
    }


def _advice(constat: "Constat", catalogue: "Catalogue") -> str:
    return catalogue.textes(f"mentions.conseils.{constat.conseil}") if constat.conseil else ""


def _lines(constats: "Sequence[Constat]", catalogue: "Catalogue") -> Iterator[str]:
    """The same in words: a verdict, then each mention."""
    from droits_usagers.domain.mentions import missing

    textes = catalogue.textes
    manque = len(missing(constats))
    yield textes("cli.notice.verdict", nombre=manque) if manque else textes("cli.notice.verdict_complet")
    for constat in constats:
        yield ""
        yield textes(
            "cli.notice.ligne",
            titre=textes(f"mentions.titres.{constat.mention}"),
            statut=textes(f"mentions.statuts.{constat.statut}"),
            articles=", ".join(catalogue.droit.entrees[article].citation_courte for article in constat.articles),
        )
        if constat.extrait:
            yield textes("cli.notice.extrait", extrait=constat.extrait)
        if advice := _advice(constat, catalogue):
            yield textes("cli.notice.conseil", conseil=advice)
