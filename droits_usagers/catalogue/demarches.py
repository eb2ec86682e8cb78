"""Reads a demarche: one file for what it asks and says (`resources/demarches/acces.toml`), in French.

The format is written at the head of `resources/demarches/acces.toml`. Every reference inside the file (conditions, étapes,
choices) and towards the rest of `resources/` (legal grounds, delays, channels) is checked here.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.catalogue.questions import QuestionReader
from droits_usagers.domain.demarches import Demarche, Etape, PieceJointe
from droits_usagers.domain.errors import Panne
from droits_usagers.domain.evenements import TypeEvenement
from droits_usagers.domain.lecture import Table
from droits_usagers.domain.personnes import Qualite
from droits_usagers.domain.questions import GroupeQuestions

#: Screens that several demarches share; a demarche takes one with `[[groupe]] commun = "envoi"`.
COMMUNS = "_communs"

_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Ecrans:
    """Screens and their French texts, by id."""

    groupes: Mapping[str, GroupeQuestions]
    textes: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class References:
    """The ids that exist elsewhere in `resources/`."""

    droit: Collection[str]
    delais: Collection[str]
    canaux: Collection[str]
    demarches: Collection[str]
    communs: Ecrans


def demarche_ids(dossier: Path) -> tuple[str, ...]:
    """The demarches there are: one per file, those beginning with "_" and the translations (two dots) apart."""
    stems = (chemin.stem for chemin in dossier.glob("*.toml"))
    return tuple(sorted(stem for stem in stems if _ID.fullmatch(stem)))


def load_communs(dossier: Path) -> Ecrans:
    """The screens that several demarches share."""
    with open_document(dossier / f"{COMMUNS}.toml") as root:
        reader = _GroupeReader(QuestionReader(demarche_ids(dossier)))
        return Ecrans({groupe.id: groupe for groupe in reader.read(root, ())}, reader.textes)


def load_demarche(dossier: Path, id_: str, references: References) -> tuple[Demarche, dict[str, str]]:
    """A demarche and its French texts by id. Raises ExpectedError (RESSOURCE_ABIMEE) naming file and line."""
    with open_document(dossier / f"{id_}.toml") as root:
        textes = {cle: root.text(cle, None) for cle in ("titre", "phrase", "attente")}
        etapes = tuple(_read_etapes(root, textes))
        if not etapes:
            raise root.refusal(Panne.CLE_ABSENTE, "etape")
        codes = tuple(etape.id for etape in etapes)
        reader = _GroupeReader(QuestionReader(references.demarches), references.communs)
        groupes = tuple(reader.read(root, codes))
        demarche = Demarche(
            id_,
            pour=root.codes("pour", Qualite) or tuple(Qualite),
            fondements=known(root, "fondements", references.droit),
            groupes=groupes,
            etapes=etapes,
            delais=known(root, "delais", references.delais),
            pieces=tuple(_read_pieces(root, textes, etapes=codes, questions=reader.questions)),
            canaux=known(root, "canaux", references.canaux),
        )
    return demarche, reader.textes | textes


def known(table: Table, cle: str, ids: Collection[str]) -> tuple[str, ...]:
    """A list of ids, each of which must exist."""
    found = table.texts(cle)
    if any(id_ not in ids for id_ in found):
        raise table.refusal(Panne.VALEUR_REFUSEE, cle)
    return found


def new_id(table: Table, taken: Collection[str]) -> str:
    """The `id` of a table, in snake_case and not taken yet."""
    id_ = table.text("id", None)
    if not _ID.fullmatch(id_) or id_ in taken:
        raise table.refusal(Panne.VALEUR_REFUSEE, "id")
    return id_


def _read_etapes(root: Table, textes: dict[str, str]) -> Iterator[Etape]:
    taken: set[str] = set()
    for table in root.tables("etape"):
        id_ = new_id(table, taken)
        taken.add(id_)
        textes[f"etapes.{id_}.titre"] = table.text("titre", None)
        yield Etape(id_, table.text("gabarit", None), table.code("evenement", TypeEvenement))
        table.close()


def _read_pieces(
    root: Table, textes: dict[str, str], *, etapes: tuple[str, ...], questions: QuestionReader
) -> Iterator[PieceJointe]:
    taken: set[str] = set()
    for table in root.tables("piece"):
        id_ = new_id(table, taken)
        taken.add(id_)
        textes[f"pieces.{id_}"] = table.text("libelle", None)
        yield PieceJointe(id_, questions.condition(table), known(table, "etapes", etapes))
        table.close()


class _GroupeReader:
    """Reads the screens in order, each able to refer to the questions of those before it."""

    def __init__(self, questions: QuestionReader, communs: Ecrans | None = None) -> None:
        self.questions = questions
        self._communs = communs
        self._titres: dict[str, str] = {}
        self._taken: set[str] = set()

    @property
    def textes(self) -> dict[str, str]:
        """The texts met so far."""
        return self.questions.textes | self._titres

    def read(self, root: Table, etapes: tuple[str, ...]) -> Iterator[GroupeQuestions]:
        for table in root.tables("groupe"):
            yield self._shared(table) if "commun" in table else self._own(table, etapes)
            table.close()

    def _own(self, table: Table, etapes: tuple[str, ...]) -> GroupeQuestions:
        id_ = new_id(table, self._taken)
        self._taken.add(id_)
        self._titres[f"groupes.{id_}.titre"] = table.text("titre", None)
        questions = tuple(self.questions.read(question) for question in table.tables("question"))
        return GroupeQuestions(id_, questions, known(table, "etapes", etapes), une_suffit=table.boolean("une_suffit"))

    def _shared(self, table: Table) -> GroupeQuestions:
        id_ = table.text("commun")
        if self._communs is None or id_ not in self._communs.groupes or id_ in self._taken:
            raise table.refusal(Panne.VALEUR_REFUSEE, "commun")
        groupe = self._communs.groupes[id_]
        self._taken.add(id_)
        self.questions.adopt(table, groupe.questions, self._communs.textes)
        self._titres[f"groupes.{id_}.titre"] = self._communs.textes[f"groupes.{id_}.titre"]
        return groupe
