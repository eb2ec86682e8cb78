"""What of a workbook was read, and what was not: said before anyone believes that all of it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from droits_usagers.services.reprise.reprise import ChantierReprise, Essai


@dataclass(frozen=True, slots=True)
class FeuilleVue:
    """A sheet: how many rows something is written on, and whether it is the one that is taken over."""

    nom: str = field(repr=False)
    lignes: int
    lue: bool
    cachee: bool


@dataclass(frozen=True, slots=True)
class RegardTable:
    """Of the whole file, and of the sheet taken over."""

    feuilles: tuple[FeuilleVue, ...]
    #: Headings nothing is read under.
    colonnes_laissees: tuple[str, ...] = field(repr=False)
    #: Struck through, comments and colours could be read.
    marques_lues: bool
    #: What is struck through could be read from no such file, or not from this one.
    marques_perdues: bool
    commentaires: int
    #: The lines under the headings that have each colour: what it means is not known.
    couleurs: Mapping[str, tuple[int, ...]]
    #: By number; a row that is not high enough to be seen is hidden.
    lignes_cachees: tuple[int, ...]
    colonnes_cachees: int

    @property
    def others(self) -> tuple[FeuilleVue, ...]:
        """The sheets that were not read, and hold something."""
        return tuple(feuille for feuille in self.feuilles if not feuille.lue)


def look_at(chantier: "ChantierReprise") -> RegardTable:
    """What there is to say of a table."""
    classeur, marques = chantier.classeur, chantier.classeur.feuilles[chantier.feuille].marques
    lues = (chantier.feuille, chantier.adresses)
    feuilles = tuple(
        FeuilleVue(une.nom, sum(map(bool, une.rangees)), rang in lues, une.marques.cachee)
        for rang, une in enumerate(classeur.feuilles)
    )
    trop = tuple(FeuilleVue(nom, 0, lue=False, cachee=False) for nom in classeur.ecartees)
    return RegardTable(
        (*feuilles, *trop),
        chantier.left,
        classeur.marques_lues,
        classeur.marques_perdues,
        len(marques.commentaires),
        {couleur: lignes for couleur, rangs in marques.couleurs.items() if (lignes := _under(rangs, chantier.entete))},
        _under(marques.lignes_cachees, chantier.entete),
        marques.colonnes_cachees,
    )


def _under(rangs: Iterable[int], entete: int) -> tuple[int, ...]:
    """The numbers of the rows that are under the headings, which may well be coloured for nothing."""
    return tuple(rang + 1 for rang in rangs if rang > entete)


def is_whole(chantier: "ChantierReprise", essai: "Essai") -> bool:
    """True where all that the file holds is in the coffre: only then is the file of no use any more."""
    regard = look_at(chantier)
    reste = essai.refusees or essai.ecartees or regard.others or regard.colonnes_laissees or regard.couleurs
    return regard.marques_lues and not reste and regard.commentaires <= essai.commentaires
