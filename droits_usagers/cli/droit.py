"""`droit`: whether the official texts still say what our entries were read in."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.sorties import write_json, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.domain.droit.veille import ArticleOfficiel, ConstatVeille
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.droit.usages import Usage, Veille


@click.command("droit", cls=Commande)
@click.option("--textes", "nouveau", required=True, type=Chemin())
@click.option("--avant", type=Chemin())
@click.option("--json", "en_json", is_flag=True)
@click.pass_obj
def droit(services: Services, *, nouveau: Path, avant: Path | None, en_json: bool) -> None:
    """Say on stdout what became of each entry, what changed first.

    Exit 3 if an article changed or is gone; else 4 if one could not be compared to the text that was given for it.
    """
    from droits_usagers.domain.droit.veille import Sort
    from droits_usagers.services.droit.usages import watch_texts

    textes = services.catalogue.textes
    veille = watch_texts(services.catalogue, services.places, nouveau, avant=avant, au=services.today())
    if en_json:
        write_json(_plain(veille))
    else:
        write_text("\n".join(_told(veille, textes)))
    muets = veille.comptes[Sort.NON_COMPARE]
    if veille.a_relire:
        raise ExpectedError(Panne.TEXTES_CHANGES, nombre=str(veille.a_relire), muets=str(muets))
    if muets:
        raise ExpectedError(Panne.TEXTES_NON_COMPARES, nombre=str(muets))


def _plain(veille: "Veille") -> dict[str, object]:
    return {
        "comptes": {sort.value: nombre for sort, nombre in veille.comptes.items()},
        "entrees": [
            {
                "id": constat.entree.id,
                "texte": constat.entree.texte,
                "article": constat.entree.article,
                "sort": constat.sort.value,
                "cite": constat.entree.id in veille.usages,
                "nouveau": constat.nouveau and _version(constat.nouveau),
                "avant": constat.avant and _version(constat.avant),
            }
            for constat in veille.constats
        ],
        "ignores": list(veille.ignores),
    }


def _version(article: "ArticleOfficiel") -> dict[str, object]:
    return {
        "identifiant": article.identifiant,
        "etat": article.etat,
        "depuis": article.depuis.isoformat() if article.depuis else None,
    }


def _told(veille: "Veille", textes: "Textes") -> Iterator[str]:
    """What became of each, by sort, then how many of each."""
    from droits_usagers.domain.droit.veille import Sort, reads_the_same

    for sort in Sort:
        for constat in veille.constats:
            if constat.sort is sort:
                yield from _lines(constat, veille.usages.get(constat.entree.id), textes)
    comptes = {sort.value: nombre for sort, nombre in veille.comptes.items()}
    yield ""
    inchanges = reads_the_same(*(constat for constat in veille.constats if constat.sort is Sort.INCHANGE))
    if inchanges is not None:
        yield textes.promise("cli.droit.bilan.inchanges", inchanges, **comptes)
    yield textes("cli.droit.bilan.changes", nombre=veille.a_relire, **comptes)
    yield textes("cli.droit.bilan.non_compares", nombre=comptes["non_compare"] + comptes["sans_texte"], **comptes)
    if veille.ignores:
        yield textes("cli.droit.bilan.ignores", fichiers=", ".join(veille.ignores))


def _lines(constat: "ConstatVeille", usage: "Usage | None", textes: "Textes") -> Iterator[str]:
    from droits_usagers.domain.droit.veille import Sort, reads_the_same

    entree = constat.entree
    citation = entree.citation_courte or entree.citation
    if constat.sort is Sort.INCHANGE and (preuve := reads_the_same(constat)) is not None:
        yield textes.promise("cli.droit.inchange", preuve, id=entree.id)
        return
    dit = "extrait" if constat.sort is Sort.NON_COMPARE and entree.extrait else constat.sort
    yield textes(f"cli.droit.{dit}", id=entree.id, citation=citation)
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
