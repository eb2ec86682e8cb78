"""`notice`: what the notice of a processing leaves out, or the notice itself to be printed, from T.toml."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.controle import confirmer, held_back, name_of, write_document
from droits_usagers.cli.sorties import say_remarks, write_json, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.notice.traitements import Forme, Papier
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.controle.valeurs import Regle
    from droits_usagers.domain.notice import ConstatMention
    from droits_usagers.services.notice.notices import Impression


@click.command("notice", cls=Commande)
@click.option("--fiche", required=True, type=Chemin())
@click.option("--verifier", is_flag=True)
@click.option("--json", "en_json", is_flag=True)
@click.option("--forme", type=click.Choice([forme.value for forme in Forme]))
@click.option("--format", "format_", type=click.Choice([papier.value for papier in Papier]))
@click.option("--adresse-qr", default="")
@click.option("--couper", is_flag=True)
@click.option("--langue", "langues", multiple=True)
@click.option("--sortie", type=Chemin(ecrit=True))
@click.option("--remplacer", is_flag=True)
@confirmer
@click.pass_context
def notice(
    ctx: click.Context,
    /,
    *,
    fiche: Path,
    verifier: bool,
    en_json: bool,
    forme: str | None,
    sortie: Path | None,
    remplacer: bool,
    confirmees: "frozenset[Regle]",
    **options: object,
) -> None:
    """Say how each mention stands on stdout (what is missing is no failure), or write what is printed. One or the other."""
    services = ctx.ensure_object(Services)
    if verifier:
        if forme or sortie or remplacer or confirmees or any(options.values()):
            raise _misused(ctx)
        _check(services, fiche, en_json=en_json)
    elif forme is None or en_json:
        raise _misused(ctx)
    elif sortie is None:
        raise click.MissingParameter(ctx=ctx, param=_param(ctx, "sortie"))
    else:
        impression = _here(services, _asked(ctx, Forme(forme), options), fiche)
        _print(services, fiche, impression, sortie=sortie, remplacer=remplacer, confirmees=confirmees)


def _misused(ctx: click.Context) -> click.UsageError:
    return click.UsageError(ctx.command_path, ctx)


def _param(ctx: click.Context, nom: str) -> click.Parameter:
    return next(param for param in ctx.command.params if param.name == nom)


def _asked(ctx: click.Context, forme: Forme, options: "Mapping[str, object]") -> "Impression":
    """What is to be printed. Raises BadParameter for a paper that this form does not take."""
    from droits_usagers.services.notice.notices import Impression

    papier = Papier(str(options["format_"])) if options["format_"] else None
    if papier is not None and papier not in forme.papiers:
        raise click.BadParameter(forme, ctx=ctx, param=_param(ctx, "format_"))
    langues = options["langues"]
    if langues and forme is not Forme.LANGUES:
        raise click.BadParameter(forme, ctx=ctx, param=_param(ctx, "langues"))
    return Impression(
        forme,
        papier,
        adresse=str(options["adresse_qr"]),
        couper=bool(options["couper"]),
        langues=tuple(map(str, langues)) if isinstance(langues, tuple) else (),
    )


def _here(services: Services, impression: "Impression", fiche: Path) -> "Impression":
    """The same today, with the files beside the fiche."""
    from droits_usagers.services.notice.joints import Voisins

    return replace(impression, jour=services.today(), voisins=Voisins(fiche.parent))


def _print(
    services: Services,
    fiche: Path,
    impression: "Impression",
    *,
    sortie: Path,
    remplacer: bool,
    confirmees: "frozenset[Regle]",
) -> None:
    from droits_usagers.services.notice.notices import format_of
    from droits_usagers.services.socle.lecture import read_fiche

    format_ = format_of(sortie)
    textes = services.catalogue.textes
    try:
        prete = services.notices.prepare(read_fiche(fiche, services.catalogue), impression, format_)
    except ExpectedError as error:
        if "lignes" in error.faits:
            raise ExpectedError(error.panne, **error.faits | {"coupe": textes("cli.notice.coupe", **error.faits)}) from error
        raise
    sortant, cadre = services.notices.said(prete), replace(services.controle.cadre, confirmees=confirmees)
    with held_back(textes, confirmees):
        libre = services.controle.release(prete, sortant, cadre, nom=name_of(sortie))
    rendu = libre.map(lambda une: services.notices.written(une, format_))
    write_document(sortie, rendu.map(lambda un: un.contenu), remplacer=remplacer)
    say_remarks(rendu.contenu.remarques, textes)


def _check(services: Services, fiche: Path, *, en_json: bool) -> None:
    from droits_usagers.domain.notice import check_notice
    from droits_usagers.services.socle.lecture import read_fiche

    catalogue = services.catalogue
    constats = check_notice(read_fiche(fiche, catalogue), services.notices.reference)
    if en_json:
        write_json([_plain(constat, catalogue) for constat in constats])
    else:
        write_text("\n".join(_lines(constats, catalogue)))


def _plain(constat: "ConstatMention", catalogue: "Catalogue") -> dict[str, object]:
    return {
        "mention": constat.mention,
        "statut": constat.statut.value,
        "articles": list(constat.articles),
        "extrait": constat.extrait,
        "conseil": _advice(constat, catalogue),
    }


def _advice(constat: "ConstatMention", catalogue: "Catalogue") -> str:
    return catalogue.textes(f"mentions.conseils.{constat.conseil}") if constat.conseil else ""


def _lines(constats: "Sequence[ConstatMention]", catalogue: "Catalogue") -> Iterator[str]:
    """The same in words: a verdict, then each mention."""
    from droits_usagers.domain.notice import missing
    from droits_usagers.services.notice.atelier import AtelierNotice

    textes = catalogue.textes
    manque = len(missing(constats))
    verdict = AtelierNotice.verdict([un for constat in constats for un in constat.each])
    yield textes("cli.notice.verdict", nombre=manque) if manque else textes("cli.notice.verdict_complet")
    if verdict.a_confirmer:
        yield textes("cli.notice.verdict_modele", nombre=verdict.a_confirmer)
    if verdict.a_revoir:
        yield textes("cli.notice.verdict_revoir", nombre=verdict.a_revoir)
    for constat in constats:
        yield ""
        yield textes(
            "cli.notice.ligne",
            titre=textes(f"mentions.titres.{constat.mention}"),
            statut=textes(f"mentions.statuts.{constat.statut}"),
            articles=", ".join(catalogue.droit.entrees[article].citation_courte for article in constat.articles),
        )
        for un in constat.each:
            if un.extrait:
                yield textes("cli.notice.extrait", extrait=un.extrait)
            if advice := _advice(un, catalogue):
                yield textes("cli.notice.conseil", conseil=advice)
