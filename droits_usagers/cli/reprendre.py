"""`coffre reprendre`: the dossiers of a table kept elsewhere."""

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.phrase import ask_phrase
from droits_usagers.cli.sorties import back_up, over_and_over, say, write_json, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.reprise.champs import STATUTS, ChampReprise
from droits_usagers.domain.reprise.correspondance import imprint
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.services.ensemble import Services
from droits_usagers.services.reprise.ecran import PresentationReprise, look_at
from droits_usagers.services.reprise.reprise import read_tableau
from droits_usagers.services.reprise.sans_ecran import (
    DitsReprise,
    as_read,
    count,
    not_there,
    taking_over,
    to_read,
    try_table,
    unheard,
)
from droits_usagers.services.socle.ecriture import require_there

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.reprise.remarques import RemarqueMontree
    from droits_usagers.services.reprise.reprise import Essai


_S = TypeVar("_S")
#: What a word of a column of statuses may be said to mean.
_SENS = {"en-cours": ""} | {statut.value.replace("_", "-"): statut.value for statut in STATUTS}
#: What a column may be said to say.
_COLONNES = {"laisser": None} | {champ.value.replace("_", "-"): champ for champ in ChampReprise}


def _said(possibles: "Mapping[str, _S]") -> "Callable[[click.Context, click.Parameter, tuple[str, ...]], dict[str, _S]]":
    """« texte=sens »: what each text is said to mean. Raises BadParameter for anything else."""

    def read(ctx: click.Context, param: click.Parameter, dits: tuple[str, ...]) -> dict[str, _S]:
        sens: dict[str, _S] = {}
        for dit in dits:
            texte, _, voulu = (part.strip() for part in dit.rpartition("="))
            if not texte or voulu not in possibles:
                raise click.BadParameter(dit, ctx=ctx, param=param)
            # Two meanings of one text, however it is written, are none.
            if any(imprint(autre) == imprint(texte) and avant != possibles[voulu] for autre, avant in sens.items()):
                raise click.BadParameter(dit, ctx=ctx, param=param)
            sens[texte] = possibles[voulu]
        return sens

    return read


@click.command("reprendre", cls=Commande)
@click.argument("tableau", type=Chemin())
@click.option("--coffre", type=Chemin(ecrit=True), required=True)
@click.option("--feuille", default="")
@click.option("--barrees", is_flag=True)
@click.option("--remarques-lues", is_flag=True)
@click.option("--colonne", "colonnes", multiple=True, callback=_said(_COLONNES))
@click.option("--etat", "etats", multiple=True, callback=_said(_SENS))
@click.option("--essai", "essai_seul", is_flag=True)
@click.option("--json", "en_json", is_flag=True)
@click.pass_obj
def reprendre(
    services: Services,
    /,
    *,
    tableau: Path,
    coffre: Path,
    remarques_lues: bool,
    essai_seul: bool,
    en_json: bool,
    **dits: Any,  # noqa: ANN401 - the fields of DitsReprise, as click read them
) -> None:
    """Say what each line comes to, then make the dossiers, all or none, unless it is only a try."""
    textes = services.catalogue.textes
    classeur = read_tableau(tableau)
    with closing(services.coffres.open(coffre, ask_phrase(textes))) as ouvert:
        chantier, essai = try_table(
            ouvert,
            services.catalogue,
            classeur,
            dits=DitsReprise(**dits),
            fichier=tableau.name,
            today=services.today(),
            connus=services.annuaire.identify,
        )
        essai = as_read(essai) if remarques_lues else essai
        if not essai_seul:
            _take_over(ouvert, essai, textes)
    require_there(coffre, sinon=Panne.COFFRE_INACCESSIBLE)
    bilan = count(essai)
    dit = PresentationReprise(services.catalogue)
    for phrase in dit.regard(chantier, essai, ecrit=not essai_seul):
        say(phrase)
    for ligne in essai.refusees:
        say(textes("cli.coffre.reprendre.ecartee", numero=ligne.numero, motif=" ".join(map(dit.motif, ligne.motifs))))
    for double in essai.doublons:
        faits = {"numero": double.ligne.numero, "autre": double.autre or double.reference, "mots": dit.more(double)}
        if double.plus:
            say(textes(f"cli.coffre.reprendre.{'comme_et_plus' if double.autre else 'connu_et_plus'}", **faits))
        elif double.autre:
            say(textes("cli.coffre.reprendre.comme", **faits))
    _say_columns(textes, not_there(chantier, dits["colonnes"]), essai)
    _say_statuses(textes, unheard(chantier, dits["etats"]), essai)
    _say_remarks(textes, bilan.remarques_a_lire, to_read(essai) if essai_seul else ())
    if en_json:
        statuts = {un.texte: un.lignes for un in essai.statuts}
        gardees = {"colonnes_gardees": essai.colonnes_gardees}
        write_json(asdict(bilan) | {"statuts": statuts} | asdict(look_at(chantier)) | gardees)
    else:
        write_text(textes(f"cli.coffre.reprendre.{'essaye' if essai_seul else 'fait'}", **asdict(bilan)))


def _say_columns(textes: "Textes", absentes: "Sequence[str]", essai: "Essai") -> None:
    """What was said of headings that are nowhere, and how to say what the columns that nobody understands do."""
    for titre in absentes:
        say(textes("cli.coffre.reprendre.colonne_absente", titre=titre))
    if titres := [*filter(None, essai.colonnes_gardees)]:
        say(textes("cli.coffre.reprendre.colonne_a_dire", titre=titres[0]))


def _say_statuses(textes: "Textes", absents: "Sequence[str]", essai: "Essai") -> None:
    """What was said of words that are nowhere, and how to say what the others mean."""
    for mot in absents:
        say(textes("cli.coffre.reprendre.etat_absent", mot=mot))
    if essai.statuts:
        say(textes("cli.coffre.reprendre.statuts", texte=essai.statuts[0].texte))


def _say_remarks(textes: "Textes", combien: int, montrees: "Sequence[RemarqueMontree]") -> None:
    """How many nobody read, and these."""
    if combien:
        say(textes("cli.coffre.reprendre.remarques", nombre=combien))
    for une in montrees:
        id_ = "remarque_nom" if une.nom else "remarque"
        say(textes(f"cli.coffre.reprendre.{id_}", texte=une.texte, lignes=", ".join(map(str, une.lignes))))


def _take_over(coffre: "Coffre", essai: "Essai", textes: "Textes") -> None:
    with over_and_over() as say_over:
        for fait, total in taking_over(coffre, essai):
            say_over(textes("cli.coffre.reprendre.avance", fait=fait, total=total))
    back_up(coffre, textes)
    if a_demander := coffre.adresses.to_ask():
        say(textes("cli.coffre.reprendre.adresses", nombre=len(a_demander)))
