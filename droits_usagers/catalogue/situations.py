"""Reads `situations.toml` (what people say) and `canaux.toml` (how a letter is sent)."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from droits_usagers.catalogue.demarches import known, new_id
from droits_usagers.catalogue.fichiers import locating, open_document
from droits_usagers.domain.demarche.demarches import CanalEnvoi, Demarche
from droits_usagers.domain.demarche.questions import Reponses, Valeur, check_answers
from droits_usagers.domain.demarche.situations import NUMEROS, GroupeSituations, Offre, Porte, Situation, UrgenceDite
from droits_usagers.domain.echeances.evenements import Canal
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.mots.typographie import typographie
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import Panne


class DitesSituation(Mapping[str, Reponses]):
    """What the sentence of a situation says, by demarche; checked against one when it is asked for, as its file is then read.

    Raises ExpectedError (RESSOURCE_ABIMEE) for a question or an answer that the demarche does not have.
    """

    def __init__(self, chemin: Path, tables: Mapping[str, Table], demarches: Mapping[str, Demarche]) -> None:
        self._chemin = chemin
        self._demarches = demarches
        self._tables = tables

    def __getitem__(self, demarche: str) -> Reponses:
        table = self._tables[demarche]
        dites = {question: _frozen(table.raw(question)) for question in table}
        with locating(self._chemin):
            check_answers(self._demarches[demarche].questions, dites, fichier=table.fichier, dans=table.chemin)
        return dites

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def _frozen(valeur: object) -> Valeur:
    """A parsed answer in the shape the wizard keeps it in; `check_answers` says whether it may be given."""
    if isinstance(valeur, list):
        return tuple(_frozen(element) for element in valeur)  # type: ignore[return-value]
    if isinstance(valeur, dict):
        return {cle: _frozen(element) for cle, element in valeur.items()}  # type: ignore[return-value]
    return valeur  # type: ignore[return-value]


def load_situations(chemin: Path, demarches: Mapping[str, Demarche]) -> tuple[Situation, ...]:
    """The situations in the order of the file; `demarches` are those they may lead to."""
    with open_document(chemin) as root:
        found: dict[str, Situation] = {}
        for table in root.tables("situation"):
            id_ = new_id(table, found)
            phrases = table.texts("phrases")
            demarches_ = known(table, "demarches", demarches)
            if not phrases or not demarches_:
                raise table.refusal(Panne.CLE_ABSENTE, "demarches" if phrases else "phrases")
            found[id_] = Situation(
                id_,
                (typographie(phrases[0]), *phrases[1:]),
                demarches_,
                table.texts("mots"),
                table.text("etape"),
                DitesSituation(chemin, _said(table, demarches_), demarches),
                table.code("qualite", Qualite) if "qualite" in table else "",
                danger=table.boolean("danger"),
                groupe=table.code("groupe", GroupeSituations),
                frequente=table.boolean("frequente"),
            )
            table.close()
        root.tables("urgence")
        return tuple(found.values())


def load_urgences(chemin: Path) -> tuple[UrgenceDite, ...]:
    """What presses more than a letter, in the order of the file; each names every number once."""
    with open_document(chemin) as root:
        root.tables("situation")
        found: dict[str, UrgenceDite] = {}
        for table in root.tables("urgence"):
            id_ = new_id(table, found)
            numeros, dits = table.texts("numeros"), table.texts("dits")
            if not dits:
                raise table.refusal(Panne.CLE_ABSENTE, "dits")
            if sorted(numeros) != sorted(NUMEROS):
                raise table.refusal(Panne.VALEUR_REFUSEE, "numeros")
            found[id_] = UrgenceDite(id_, numeros, dits, table.texts("sauf"), conseil=table.boolean("conseil"))
            table.close()
        return tuple(found.values())


def _said(table: Table, parmi: tuple[str, ...]) -> dict[str, Table]:
    """The tables of answers, each named after a demarche to which the situation leads."""
    dites = table.table("reponses")
    if dites is None:
        return {}
    found: dict[str, Table] = {}
    for demarche in dites:
        siennes = dites.table(demarche) if demarche in parmi else None
        if siennes is None:
            raise dites.refusal(Panne.VALEUR_REFUSEE, demarche)
        found[demarche] = siennes
    return found


def load_canaux(chemin: Path) -> dict[str, CanalEnvoi]:
    """The ways of sending a letter, by id, in the order of the file."""
    with open_document(chemin) as root:
        found: dict[str, CanalEnvoi] = {}
        for table in root.tables("canal"):
            id_ = new_id(table, found)
            found[id_] = CanalEnvoi(id_, table.code("canal", Canal))
            table.close()
        return found


def load_portes(chemin: Path, demarches: Collection[str]) -> tuple[Porte, ...]:
    """The doors in the order of the file; `demarches` are those that may be offered."""
    with open_document(chemin) as root:
        found: dict[str, Porte] = {}
        for table in root.tables("porte"):
            id_ = new_id(table, found)
            offres = tuple(_offre(offre, demarches) for offre in table.tables("offre"))
            if not offres:
                raise table.refusal(Panne.CLE_ABSENTE, "offre")
            found[id_] = Porte(id_, offres, table.code("qualite", Qualite) if "qualite" in table else None)
            table.close()
        if not found:
            raise root.refusal(Panne.CLE_ABSENTE, "porte")
        return tuple(found.values())


def _offre(table: Table, demarches: Collection[str]) -> Offre:
    offre = Offre(table.text("demarche"), table.text("fiche"))
    if bool(offre.demarche) == bool(offre.fiche):
        raise table.refusal(Panne.VALEUR_REFUSEE, "fiche" if offre.fiche else "demarche")
    if offre.demarche and offre.demarche not in demarches:
        raise table.refusal(Panne.VALEUR_REFUSEE, "demarche")
    table.close()
    return offre
