"""`droit`: whether the official texts still say what our entries were read in."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.chemins import Chemin
from droits_usagers.cli.sorties import write_text
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.domain.droit.veille import ArticleOfficiel, ConstatVeille
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.droit.usages import Usage


@click.command("droit", cls=Commande)
@click.option("--textes", "nouveau", required=True, type=Chemin())
@click.option("--avant", type=Chemin())
@click.pass_obj
def droit(services: Services, *, nouveau: Path, avant: Path | None) -> None:
    """Say on stdout what became of each entry, what changed first; exit 3 if a cited article changed or is gone."""
    from droits_usagers.domain.droit.veille import Sort
    from droits_usagers.services.droit.veille import watch_texts

    textes = services.catalogue.textes
    veille = watch_texts(services.catalogue, services.places, nouveau, avant=avant)
    lignes: list[str] = []
    for sort in Sort:
        for constat in veille.constats:
            if constat.sort is sort:
                lignes += _lines(constat, veille.usages.get(constat.entree.id), textes)
    comptes = Counter(constat.sort for constat in veille.constats)
    lignes.append("")
    lignes.append(textes("cli.droit.bilan", **{sort.value: comptes[sort] for sort in Sort}))
    write_text("\n".join(lignes))
    if veille.a_relire:
        raise ExpectedError(Panne.TEXTES_CHANGES, nombre=str(len(veille.a_relire)))


def _lines(constat: "ConstatVeille", usage: "Usage | None", textes: "Textes") -> Iterator[str]:
    from droits_usagers.domain.droit.veille import Sort

    entree = constat.entree
    yield textes(f"cli.droit.{constat.sort}", id=entree.id, citation=entree.citation_courte or entree.citation)
    if constat.sort not in {Sort.CHANGE, Sort.DISPARU}:
        return
    if constat.nouveau is not None:
        yield from _article(constat.nouveau, "nouveau", textes)
    if constat.avant is not None:
        yield from _article(constat.avant, "avant", textes)
    yield textes("cli.droit.resume", resume=entree.resume)
    yield textes("cli.droit.cite", quoi="\u00a0; ".join(_uses(usage, textes)) or textes("cli.droit.rien"))


def _article(article: "ArticleOfficiel", quand: str, textes: "Textes") -> Iterator[str]:
    depuis = article.depuis.isoformat() if article.depuis else textes("cli.droit.date_inconnue")
    yield textes(
        f"cli.droit.{quand}_texte", identifiant=article.identifiant or article.num, etat=article.etat or "?", depuis=depuis
    )
    yield from (f"      {ligne.strip()}" for ligne in article.texte.splitlines() if ligne.strip())


def _uses(usage: "Usage | None", textes: "Textes") -> Iterator[str]:
    """What rests on an entry, by kind."""
    if usage is None:
        return
    for demarche in usage.demarches:
        etapes = ", ".join(demarche.etapes)
        yield textes("cli.droit.lettres", demarche=demarche.demarche, etapes=etapes) if etapes else demarche.demarche
    for cle, ids in (
        ("feuilles", usage.feuilles),
        ("mentions", usage.mentions),
        ("delais", usage.delais),
        ("voies", usage.voies),
        ("regles", usage.regles),
        ("anciens", usage.anciens),
    ):
        if ids:
            yield textes(f"cli.droit.{cle}", quoi=", ".join(ids))
    if usage.feries:
        yield textes("cli.droit.feries")
