"""`courrier`: from R.toml to a letter."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.controle import TriLignes, confirmer, decider, held_back, name_of, say_alertes, write_document
from droits_usagers.cli.sorties import STDOUT, say, say_remarks
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.demarche.demande import is_protected
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from collections.abc import Mapping

    from droits_usagers.domain.controle.libre import Libre
    from droits_usagers.domain.controle.valeurs import Regle
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.lettre.lettre import Remarque
    from droits_usagers.services.lettre.courriers import Exemplaire, Format


@click.command("courrier", cls=Commande)
@click.option("--reponses", required=True, type=Chemin())
@click.option("--etape")
@click.option("--sortie", required=True, type=Chemin(ecrit=True))
@click.option("--remplacer", is_flag=True)
@click.option("--ensemble", is_flag=True)
@confirmer
@decider
@click.pass_obj
def courrier(
    services: Services,
    *,
    reponses: Path,
    etape: str | None,
    sortie: Path,
    remplacer: bool,
    ensemble: bool,
    confirmees: "frozenset[Regle]",
    tri: TriLignes,
) -> None:
    """Write one letter, or all that goes with it; what must be known before sending it is said on stderr."""
    from droits_usagers.domain.controle.cadre import Decisions
    from droits_usagers.domain.controle.lecture import key_of
    from droits_usagers.services.socle.lecture import read_demande

    format_ = _format_of_all(sortie) if ensemble else format_of(sortie)
    textes, departs = services.catalogue.textes, services.departs
    entiere = read_demande(reponses, services.catalogue)
    demande = departs.without(entiere, tri.retires)
    decisions = Decisions(
        laissees=frozenset(filter(None, map(key_of, tri.laisses))),
        retirees=frozenset((*tri.retires, *departs.taken_out(entiere, tri.retires))),
    )
    with held_back(
        textes,
        confirmees,
        lambda: departs.undecided(demande, etape, decisions),
        can_take_out=lambda ligne: any(departs.taken_out(demande, (ligne.texte,))),
    ):
        kit = departs.kit(demande, etape, confirmees=confirmees, decisions=decisions, nom=name_of(sortie))
    if ensemble:
        remarques = _write_all(services, kit, sortie, remplacer=remplacer)
    else:
        lettre = kit.map(lambda exemplaires: exemplaires[0].document)
        rendu = lettre.map(lambda document: services.courriers.render(document, format_))
        write_document(sortie, rendu.map(lambda un: un.contenu), remplacer=remplacer)
        remarques = (*lettre.contenu.remarques, *rendu.contenu.remarques)
    say_remarks(remarques, textes)
    if tri.decides and (dit := _told_of_lines(services, entiere, demande, etape=etape)):
        say(dit)
    if is_protected(demande):
        # Neither the letter nor any page that goes with it bears a date.
        for dit in services.courriers.to_remember(demande, etape):
            say(textes("assistant.fin.retenir.ecrit", dit=dit))
    say_alertes(services, departs.known(kit.contenu, demande, etape))


def _told_of_lines(services: Services, entiere: "Demande", demande: "Demande", *, etape: str | None) -> str:
    """What became of the lines that had to be decided: those no longer in the letter that leaves were taken out."""
    from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE
    from droits_usagers.domain.releve.tri import told_of_lines

    restent = {ligne.cle for ligne in services.departs.undecided(demande, etape, RIEN_DE_DECIDE)}
    lignes = services.departs.undecided(entiere, etape, RIEN_DE_DECIDE)
    dites = [([un.texte for un in ligne.passages], ligne.cle in restent) for ligne in lignes]
    return told_of_lines(dites, services.catalogue.textes) if dites else ""


def _write_all(
    services: Services, kit: "Libre[tuple[Exemplaire, ...]]", sortie: Path, *, remplacer: bool
) -> "tuple[Remarque, ...]":
    """The PDF and the Word letter beside it, both or neither."""
    from droits_usagers.services.lettre.courriers import Format, bundle
    from droits_usagers.services.socle.ecriture import write_together

    def place(contenus: "Mapping[str, bytes]") -> "Mapping[Path, bytes]":
        return {sortie: contenus[Format.PDF], sortie.with_suffix(f".{Format.DOCX}"): contenus[Format.DOCX]}

    paquet = kit.map(lambda exemplaires: bundle(services.courriers, exemplaires))
    write_together(paquet.map(lambda un: place(un.contenus)), remplacer=remplacer)
    return paquet.contenu.remarques


def _format_of_all(sortie: Path) -> "Format":
    """Only a PDF holds several documents. Raises ExpectedError SORTIE_REFUSEE."""
    from droits_usagers.services.lettre.courriers import Format

    if sortie.suffix.lower() != f".{Format.PDF}":
        raise ExpectedError(Panne.SORTIE_REFUSEE, fichier=readable_key(sortie.name), attendu=f".{Format.PDF}")
    return Format.PDF


def format_of(sortie: Path) -> "Format":
    """What to write, by the end of the name; text on stdout. Raises ExpectedError SORTIE_REFUSEE."""
    from droits_usagers.services.lettre.courriers import Format

    if sortie == STDOUT:
        return Format.TXT
    try:
        return Format(sortie.suffix.lower().removeprefix("."))
    except ValueError:
        attendu = ", ".join(f".{format_}" for format_ in Format)
        raise ExpectedError(Panne.SORTIE_REFUSEE, fichier=readable_key(sortie.name), attendu=attendu) from None
