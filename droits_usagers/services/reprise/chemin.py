"""What a person gave and said of one table, whichever step they look at: going back loses nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import CorrespondanceColonnes, imprint_of
from droits_usagers.domain.socle.tableaux import shown
from droits_usagers.services.reprise.reprise import ChantierReprise

if TYPE_CHECKING:
    from droits_usagers.domain.socle.tableaux import Classeur, Rangee
    from droits_usagers.services.coffre.carnet import CoffreSeul

#: The cells name people, and so may what is said of them: erased for good with whoever they name.
#: Where the first is kept.
TABLE, _DIT = "reprise.brouillon", "reprise.dit"


@dataclass(frozen=True, slots=True)
class TableDonnee:
    """Where the table is, or the cells pasted; `lue` if it had been read already."""

    chemin: str = field(default="", repr=False)
    colle: str = field(default="", repr=False)
    lue: bool = False

    @property
    def source(self) -> Path | str:
        """What is to be read."""
        return Path(self.chemin) if self.chemin else self.colle


@dataclass(frozen=True, slots=True)
class RepriseGardee:
    """The table, and what was said of it as plain values (`services.reprise.chemin`)."""

    table: TableDonnee
    dit: "Mapping[str, object]" = field(default_factory=dict, repr=False)


def keep_reprise(coffre: "CoffreSeul", gardee: RepriseGardee | None) -> None:
    """Keep it, in place of any other; None: nothing any more. Read back: raises ExpectedError rather than say it is there.

    A long table is written once, however much is said of it afterwards.
    """
    table = None if gardee is None else gardee.table
    en_clair = None if table is None else {"chemin": table.chemin, "colle": table.colle, "lue": table.lue}
    coffre.reglages.keep_surely(TABLE, en_clair)
    coffre.reglages.keep_surely(_DIT, dict(gardee.dit) or None if gardee is not None else None)


def read_reprise(coffre: "CoffreSeul") -> RepriseGardee | None:
    """The one kept; None if there is none."""
    table = coffre.reglages.read(TABLE)
    return None if table is None else RepriseGardee(TableDonnee(**table), coffre.reglages.read(_DIT) or {})


class StepReprise(StrEnum):
    """The steps one counts, in order; some are passed where there is nothing to do."""

    SOURCE = "source"
    COLONNES = "colonnes"
    MOTS = "mots"
    NOMS = "noms"
    ORGANISMES = "organismes"
    ESSAI = "essai"


@dataclass(frozen=True, slots=True)
class CheminReprise:
    """Where one is with a table. Every change gives another one."""

    table: TableDonnee = field(default_factory=TableDonnee)
    #: The table as it is understood; None before it is read.
    chantier: ChantierReprise | None = field(default=None, repr=False)
    #: The sheets left for another one, as they were understood.
    feuilles: Mapping[int, ChantierReprise] = field(default_factory=dict, repr=False)
    #: The steps one went through.
    atteints: tuple[StepReprise, ...] = (StepReprise.SOURCE,)
    #: The likely doubles that a person keeps, by line.
    gardes: frozenset[str] = frozenset()
    #: Of remarks, by their words, whether they withhold an address.
    decisions: Mapping[str, bool] = field(default_factory=dict, repr=False)

    def reached(self, step: StepReprise) -> "CheminReprise":
        """At this step."""
        return self if step in self.atteints else replace(self, atteints=tuple(sorted((*self.atteints, step), key=_rank)))

    def before(self, step: StepReprise) -> StepReprise | None:
        """The step one came from; None at the first."""
        return next((autre for autre in reversed(self.atteints) if _rank(autre) < _rank(step)), None)

    def understood(self, chantier: ChantierReprise) -> "CheminReprise":
        """With the table understood so."""
        return replace(self, chantier=chantier)

    def given(self, table: TableDonnee) -> "CheminReprise":
        """With this table: another one makes all that was said of the former one void."""
        return replace(self, table=table) if table.source == self.table.source else CheminReprise(table)

    def renewed(self, classeur: "Classeur") -> ChantierReprise | None:
        """What was said of the table, for the same one read again; None where its headings are others."""
        ancien = self.chantier
        if ancien is None or ancien.feuille >= len(classeur.feuilles):
            return None
        nouveau = replace(ancien, classeur=classeur)
        if nouveau.entetes != ancien.entetes:
            return None
        # The names that were swapped are told by their lines.
        return nouveau if nouveau.rangees == ancien.rangees else replace(nouveau, echanges={})

    def left_sheet(self) -> "CheminReprise":
        """With what was said of the present sheet, to come back to it."""
        chantier = self.chantier
        return self if chantier is None else replace(self, feuilles={**self.feuilles, chantier.feuille: chantier})

    # What a coffre keeps

    def written(self) -> dict[str, Any]:
        """What was said, as values that JSON holds; nothing before the table is read."""
        chantier = self.chantier
        if chantier is None:
            return {}
        return {
            "feuille": chantier.feuille,
            "feuilles": {str(un.feuille): _written(un) for un in (*self.feuilles.values(), chantier)},
            "atteints": list(self.atteints),
            "gardes": _by_row(dict.fromkeys(self.gardes, True), chantier.rangees),
            "decisions": dict(self.decisions),
        }

    def taken_up(self, ecrit: Mapping[str, Any], classeur: "Classeur") -> "CheminReprise | None":
        """What was said (`written`) of this table, read again; None where its headings are others.

        What was said of a line is only of that line as it was.
        """
        feuilles = {int(rang): _read(int(rang), dit, classeur) for rang, dit in ecrit.get("feuilles", {}).items()}
        chantier = feuilles.pop(ecrit.get("feuille", -1), None)
        if chantier is None:
            return None
        return CheminReprise(
            self.table,
            chantier,
            {rang: une for rang, une in feuilles.items() if une is not None},
            tuple(map(StepReprise, ecrit["atteints"])),
            frozenset(_of_rows(ecrit["gardes"], chantier.rangees)),
            ecrit["decisions"],
        )


def _rank(step: StepReprise) -> int:
    return tuple(StepReprise).index(step)


def _written(chantier: ChantierReprise) -> dict[str, Any]:
    dit = chantier.correspondance
    return {
        "entete": chantier.entete,
        "entetes": list(chantier.entetes),
        "colonnes": list(dit.colonnes),
        "gardees": sorted(dit.gardees),
        "constantes": dict(dit.constantes),
        "sens": {champ: dict(mots) for champ, mots in dit.sens.items()},
        "retrouve": chantier.retrouve,
        "feuille_dite": chantier.feuille_dite,
        "echanges": _by_row({str(numero): fois for numero, fois in chantier.echanges.items()}, chantier.rangees),
        "memes": dict(chantier.memes),
        "adresses": chantier.adresses,
        "adresses_dites": chantier.adresses_dites,
        "avec_barrees": chantier.avec_barrees,
    }


def _read(feuille: int, ecrit: Mapping[str, Any], classeur: "Classeur") -> ChantierReprise | None:
    if feuille >= len(classeur.feuilles) or ecrit["entete"] >= len(classeur.feuilles[feuille].rangees):
        return None
    correspondance = CorrespondanceColonnes(
        tuple(None if champ is None else ChampReprise(champ) for champ in ecrit["colonnes"]),
        {ChampReprise(champ): valeur for champ, valeur in ecrit["constantes"].items()},
        {ChampReprise(champ): mots for champ, mots in ecrit["sens"].items()},
        frozenset(ecrit.get("gardees", ())),
    )
    lu = ChantierReprise(
        classeur,
        feuille,
        ecrit.get("feuille_dite", False),
        ecrit["entete"],
        correspondance,
        retrouve=ecrit["retrouve"],
    )
    if list(lu.entetes) != ecrit["entetes"]:
        return None
    adresses = ecrit["adresses"]
    return replace(
        lu,
        echanges={int(numero): fois for numero, fois in _of_rows(ecrit["echanges"], lu.rangees).items()},
        memes=ecrit["memes"],
        adresses=adresses if adresses is not None and adresses < len(classeur.feuilles) else None,
        adresses_dites=ecrit["adresses_dites"],
        avec_barrees=ecrit["avec_barrees"],
    )


def _by_row(dits: Mapping[str, Any], rangees: "tuple[Rangee, ...]") -> dict[str, list[Any]]:
    """What is said of lines by their numbers, with what recognises each."""
    return {numero: [dit, _imprint(rangees[int(numero) - 1])] for numero, dit in dits.items()}


def _of_rows(ecrits: Mapping[str, list[Any]], rangees: "tuple[Rangee, ...]") -> dict[str, Any]:
    """The same, of the lines that are as they were."""
    return {
        numero: dit
        for numero, (dit, vue) in ecrits.items()
        if int(numero) <= len(rangees) and _imprint(rangees[int(numero) - 1]) == vue
    }


def _imprint(rangee: "Rangee") -> str:
    return imprint_of(("", shown(cellule)) for cellule in rangee)
