"""What the commands that write documents share of the control: `--confirmer`, what is held back, what is worth knowing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.sorties import STDOUT, say, write_text
from droits_usagers.domain.controle.valeurs import Poids, Regle
from droits_usagers.domain.socle.errors import ExpectedError, Panne

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from droits_usagers.domain.controle.libre import Libre
    from droits_usagers.domain.controle.lignes import LigneALire
    from droits_usagers.domain.controle.valeurs import Alerte
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.ensemble import Services


def _rules(_ctx: click.Context, _param: click.Parameter, noms: tuple[str, ...]) -> frozenset[Regle]:
    return frozenset(map(Regle, noms))


#: Rules to pass, for this document only; one that is not known is refused by click.
confirmer = click.option(
    "--confirmer", "confirmees", multiple=True, type=click.Choice([regle.value for regle in Regle]), callback=_rules
)


@dataclass(frozen=True, slots=True)
class TriLignes:
    """What was said of the lines of a letter that someone must not be found by."""

    laisses: tuple[str, ...] = field(default=(), repr=False)
    retires: tuple[str, ...] = field(default=(), repr=False)

    @property
    def decides(self) -> bool:
        """True when anything was."""
        return bool(self.laisses or self.retires)


def decider(commande: Callable[..., None]) -> Callable[..., None]:
    """`--laisser` and `--retirer`, given to a command as `tri`."""

    @click.option("--laisser", "laisses", multiple=True)
    @click.option("--retirer", "retires", multiple=True)
    @wraps(commande)
    def sorted_out(*positions: object, laisses: tuple[str, ...], retires: tuple[str, ...], **reste: object) -> None:
        commande(*positions, tri=TriLignes(laisses, retires), **reste)

    return sorted_out


def name_of(sortie: Path) -> str:
    """The name of the file, that is read too; none on stdout."""
    return "" if sortie == STDOUT else sortie.name


@contextmanager
def held_back(
    textes: "Textes",
    confirmees: frozenset[Regle],
    undecided: "Callable[[], Iterable[LigneALire]]" = tuple,
    *,
    can_take_out: "Callable[[LigneALire], bool]" = lambda _: True,
) -> Iterator[None]:
    """Around what may be held back: says by which rules, and the way through that a command has.

    `undecided`: the lines that nobody decided, where someone must not be found; each is said, with what is marked in it.
    `can_take_out`: whether `--retirer` finds it; else it is mended in the answers, or in one's own model.
    """
    from droits_usagers.services.controle.controle import SortieRetenue

    try:
        yield
    except SortieRetenue as error:
        arrets = [alerte.regle for alerte in error.alertes if alerte.poids is Poids.ARRET]
        lignes = [*undecided()] if Regle.A_DECIDER in arrets else []
        otables = [ligne for ligne in lignes if can_take_out(ligne)]
        _say_lines(lignes, otables, textes)
        if set(arrets) == {Regle.A_DECIDER} and (gestes := _gestures(lignes, otables)):
            faire = textes(f"cli.controle.{gestes}")
        elif vaines := [regle for regle in dict.fromkeys(arrets) if regle in confirmees]:
            faire = textes("cli.controle.arret", regles=", ".join(vaines))
        elif arrets:
            faire = textes("cli.controle.corriger")
        else:
            faire = textes("cli.controle.confirmer", options=" ".join(f"--confirmer {regle}" for regle in error.regles))
        quoi = textes("cli.controle.retenue", regles=", ".join(error.regles), quoi=error.faits["quoi"])
        raise ExpectedError(Panne.SORTIE_RETENUE, quoi=quoi, faire=faire) from error


def _say_lines(lignes: "Iterable[LigneALire]", otables: "Collection[LigneALire]", textes: "Textes") -> None:
    for ligne in lignes:
        say(textes("cli.controle.ligne", texte=ligne.texte, releves=_say_why(ligne, textes)))
        if ligne.proche:
            say(textes("cli.controle.pas_laisser"))
        if ligne not in otables and (id_ := f"assistant.lignes.pas_retirer.{ligne.genre}") in textes:
            say(textes("cli.controle.pas_retirer", pourquoi=textes(id_)))


def _gestures(lignes: "Iterable[LigneALire]", otables: "Collection[LigneALire]") -> str | None:
    """What decides of these: ids of `[cli.controle]`; None where neither option does."""
    if all(ligne.proche for ligne in lignes):
        return "retirer" if otables else None
    return "decider" if otables else "laisser"


def _say_why(ligne: "LigneALire", textes: "Textes") -> str:
    dits = [*dict.fromkeys(un.texte for un in ligne.passages)]
    if ligne.proche:
        dits.append(textes("cli.controle.proche"))
    return ", ".join(dits) or textes("cli.controle.ordinaire")


def write_document(sortie: Path, libre: "Libre[bytes]", *, remplacer: bool) -> None:
    """A file, or the text on stdout."""
    from droits_usagers.services.socle.ecriture import write_file

    if sortie == STDOUT:
        write_text(libre.contenu.decode())
    else:
        write_file(sortie, libre, remplacer=remplacer)


def say_alertes(services: "Services", alertes: "tuple[Alerte, ...]") -> None:
    """What asks nothing, once it is written."""
    catalogue = services.catalogue
    for alerte in alertes:
        # How many dotted lines there are is said with the letter itself.
        if alerte.poids is Poids.A_SAVOIR and alerte.regle is not Regle.RESTE_A_REMPLIR:
            dite = catalogue.controle.phrase(alerte)
            say(catalogue.textes("cli.controle.a_savoir", titre=dite.titre, faire=dite.faire))
