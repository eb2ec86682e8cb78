"""`echeances`: the dates of a dossier, from E.toml."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.sorties import write_json, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.domain.dossier.suivi import Bilan
    from droits_usagers.domain.echeances import Echeance
    from droits_usagers.domain.echeances.evenements import Evenement
    from droits_usagers.domain.mots.textes import Textes


@click.command("echeances", cls=Commande)
@click.option("--evenements", required=True, type=Chemin())
@click.option("--au", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--json", "en_json", is_flag=True)
@click.pass_obj
def echeances(services: Services, *, evenements: Path, au: dt.datetime | None, en_json: bool) -> None:
    """Say the etat, the dates and the next steps on stdout, as they stand that day (today unless said otherwise)."""
    from droits_usagers.domain.dossier.suivi import compute_bilan
    from droits_usagers.domain.echeances import Regles
    from droits_usagers.services.socle.lecture import read_faits

    catalogue = services.catalogue
    jour = au.date() if au else services.today()
    faits = read_faits(evenements, catalogue, au=jour)
    bilan = compute_bilan(faits, Regles(catalogue.delais, catalogue.feries, catalogue.voies), jour)
    if en_json:
        write_json(_plain(bilan, [fait for fait in faits.evenements if fait.date <= jour], catalogue.textes))
    else:
        write_text("\n".join(_lines(bilan, catalogue.textes)))


def _plain(bilan: "Bilan", faits: "Sequence[Evenement]", textes: "Textes") -> dict[str, object]:
    from droits_usagers.domain.dossier.derniers_jours import is_kept
    from droits_usagers.domain.echeances.valeurs import say

    return {
        "etat": bilan.etat.value,
        "echeances": [_plain_echeance(echeance, textes) | {"tenu": is_kept(faits, echeance)} for echeance in bilan.echeances],
        "prochaines_etapes": [
            {
                "demarche": acte.demarche,
                "etape": acte.etape,
                "pourquoi": say((acte.pourquoi,), textes),
                "qui": acte.qui.value,
                "jusqu_au": _iso(acte.jusqu_au),
                "perdu": acte.perdu.value if acte.perdu else None,
            }
            for acte in bilan.actes
        ],
    }


def _plain_echeance(echeance: "Echeance", textes: "Textes") -> dict[str, object]:
    from droits_usagers.domain.echeances.valeurs import say_all

    return {
        "code": echeance.code.value,
        "date": _iso(echeance.date),
        "date_brute": _iso(echeance.date_brute),
        "date_sans_suspension": _iso(echeance.date_sans_suspension),
        "sens": echeance.sens.value,
        "estimation": echeance.estimation,
        "contestable": echeance.contestable,
        "a_verifier": echeance.a_verifier,
        "fondement": echeance.fondement,
        "explication": list(say_all(echeance.explication, textes)),
        "fin": _iso(echeance.fin or max(echeance.lectures, default=None)),
    }


def _iso(jour: dt.date | None) -> str | None:
    return jour.isoformat() if jour else None


def _lines(bilan: "Bilan", textes: "Textes") -> Iterator[str]:
    """The same in words."""
    from droits_usagers.domain.echeances.valeurs import say, say_all

    yield textes("cli.echeances.etat", etat=textes(f"etats.{bilan.etat}"))
    for echeance in (une for une in bilan.echeances if not une.is_aside):
        yield ""
        yield _title(echeance, textes)
        yield from (textes("cli.echeances.ligne", ligne=ligne) for ligne in say_all(echeance.explication, textes))
    if bilan.actes:
        yield ""
        yield textes("cli.echeances.ensuite")
    for etape in bilan.actes:
        pourquoi = say((etape.pourquoi,), textes)
        yield textes("cli.echeances.etape", demarche=etape.demarche, etape=etape.etape, pourquoi=pourquoi)
    for echeance in (une for une in bilan.echeances if une.is_aside):
        yield ""
        yield textes("cli.echeances.repliee", titre=_title(echeance, textes))


def _title(echeance: "Echeance", textes: "Textes") -> str:
    """What the date is for, the date, and what makes it uncertain."""
    from droits_usagers.domain.mots.dates import date_longue

    jour = date_longue(echeance.date) if echeance.date else textes("echeances.marques.sans_date")
    if echeance.date and echeance.autre_date:
        jour = textes("echeances.marques.deux_dates", date=jour, autre=date_longue(echeance.autre_date))
    doutes = [marque for marque in ("estimation", "contestable", "a_verifier") if getattr(echeance, marque)]
    titre = textes("cli.echeances.echeance", titre=textes(f"echeances.titres.{echeance.code}"), jour=jour)
    marques = ", ".join(textes(f"echeances.marques.{doute}") for doute in doutes)
    return textes("cli.echeances.doutes", titre=titre, marques=marques) if marques else titre
