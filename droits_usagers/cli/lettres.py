"""`coffre lettres`: the letters of many dossiers, one Word file each; those in which something is left to decide wait."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.adresses import require_known
from droits_usagers.cli.aide import Commande
from droits_usagers.cli.controle import TriLignes, confirmer, decider
from droits_usagers.cli.phrase import ask_phrase
from droits_usagers.cli.sorties import back_up, say, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.controle.valeurs import Regle
from droits_usagers.domain.releve.tri import told_of_lines
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.ensemble import Services
from droits_usagers.services.envois.sans_ecran import DitsLot, LotDecide, decide, sort, write
from droits_usagers.services.envois.tri import Geste, LigneTriee
from droits_usagers.services.socle.ecriture import require_there

if TYPE_CHECKING:
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.controle.controle import SortieRetenue
    from droits_usagers.services.envois.controle import PhraseADecider


@click.command("lettres", cls=Commande)
@click.argument("coffre", type=Chemin(ecrit=True))
@click.option("--geste", required=True, type=click.Choice([geste.value for geste in Geste]))
@click.option("--sortie", required=True, type=Chemin(ecrit=True, dossier=True))
@click.option("--reference", "references", multiple=True)
@confirmer
@decider
@click.pass_obj
def lettres(
    services: Services,
    *,
    coffre: Path,
    geste: str,
    sortie: Path,
    references: tuple[str, ...],
    confirmees: frozenset[Regle],
    tri: TriLignes,
) -> None:
    """Make what is due and asks for nothing; say what is put aside. Those made are remembered in their dossiers."""
    textes = services.catalogue.textes
    with closing(services.coffres.open(coffre, ask_phrase(textes))) as ouvert:
        for reference in references:
            require_known(ouvert, reference)
        lignes = sort(services, ouvert, Geste(geste), references=references)
        lot = decide(services, [une for une in lignes if une.ready], DitsLot(tri.laisses, tri.retires, confirmees))
        chantier = write(services, ouvert, lot, dossier=sortie)
        if chantier.faits:
            back_up(ouvert, textes)
    require_there(coffre, sinon=Panne.COFFRE_INACCESSIBLE)
    for dit in (*_left_out(lignes, textes), *_to_decide(lot, textes), *_held(chantier.retenues, services)):
        say(dit)
    if decidees := lot.decidees:
        say(told_of_lines(decidees, textes))
    fichiers = [fait.fichier for fait in chantier.faits if fait.fichier is not None]
    if fichiers:
        faits = {"nombre": len(fichiers), "dossier": str(sortie)}
        write_text(textes.promise("cli.coffre.lettres.faites", require_there(*fichiers), **faits))
    else:
        write_text(textes("cli.coffre.lettres.aucune"))
    if chantier.retenues:
        quoi = textes("cli.coffre.lettres.retenues", nombre=len(chantier.retenues))
        raise ExpectedError(Panne.SORTIE_RETENUE, quoi=quoi, faire=textes("cli.coffre.lettres.decider"))


def _left_out(lignes: Iterable[LigneTriee], textes: "Textes") -> Iterator[str]:
    """Those that are not made, or that ask something first, by why."""
    for motif, nombre in Counter(une.motif for une in lignes if une.motif is not None).items():
        yield textes("cli.coffre.lettres.ecartees", nombre=nombre, motif=textes(f"masse.motifs.{motif}"))


def _to_decide(lot: LotDecide, textes: "Textes") -> Iterator[str]:
    """Each sentence once, with how many letters it is in, and how else it is written."""
    for phrase in lot.phrases:
        yield _told(phrase, ", ".join(phrase.releves) or textes("cli.controle.ordinaire"), textes)
    for phrase, references in lot.proches:
        cle = f"cli.coffre.lettres.{'proche' if len(references) == 1 else 'proches'}"
        ou = textes(cle, reference=", ".join(references))
        yield f"{_told(phrase, textes('cli.controle.proche'), textes)} {ou}"


def _told(phrase: "PhraseADecider", releves: str, textes: "Textes") -> str:
    dire = textes.under("masse")
    dits = [dire("phrase_dans_une" if phrase.nombre == 1 else "phrase_dans", nombre=phrase.nombre)]
    if phrase.autrement:
        dits.append(dire("phrase_autrement", formes=dire("phrase_puis").join(phrase.autrement)))
    return f"{textes('cli.controle.ligne', texte=phrase.texte, releves=releves)} {' '.join(dits)}"


def _held(retenues: "dict[str, SortieRetenue]", services: Services) -> Iterator[str]:
    """Why each was put aside, but for what is to decide: that was told."""
    textes, phrase = services.catalogue.textes, services.catalogue.controle.phrase
    for reference, error in retenues.items():
        autres = [alerte for alerte in error.alertes if alerte.regle is not Regle.A_DECIDER]
        if autres:
            quoi = " ".join(dict.fromkeys(phrase(alerte).titre for alerte in autres))
            regles = ", ".join(dict.fromkeys(alerte.regle for alerte in autres))
            yield textes("cli.coffre.lettres.retenue", reference=reference, quoi=quoi, regles=regles)
