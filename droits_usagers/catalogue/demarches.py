"""Reads a demarche: one file for what it asks and says (`resources/demarches/acces.toml`), in French.

The format is written at the head of `resources/demarches/acces.toml`. Every reference inside the file (conditions, étapes,
choices) and towards the rest of `resources/` (legal grounds, delays, channels) is checked here.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from droits_usagers.catalogue.fichiers import open_document, read_text
from droits_usagers.catalogue.questions import QuestionReader
from droits_usagers.catalogue.textes import PSEUDO, french, translated
from droits_usagers.domain.demarche.demarches import APRES, REPONSE, Demarche, Etape, Issue, PieceJointe, Signe, Volet
from droits_usagers.domain.demarche.questions import GroupeQuestions
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import Panne

_Element = TypeVar("_Element", GroupeQuestions, PieceJointe, Issue)


@dataclass(frozen=True, slots=True)
class Communs:
    """Everything shared, and its French texts by id."""

    groupes: tuple[GroupeQuestions, ...] = ()
    etapes: tuple[Etape, ...] = ()
    pieces: tuple[PieceJointe, ...] = ()
    issues: tuple[Issue, ...] = ()
    textes: Mapping[str, str] = field(default_factory=dict, repr=False)

    def after(self, suites: Collection[str]) -> "Communs":
        """What comes with these étapes: the étapes themselves, and what names one of them."""
        return Communs(
            tuple(_of(self.groupes, suites)),
            tuple(etape for etape in self.etapes if etape.id in suites),
            tuple(_of(self.pieces, suites)),
            # A letter that is not written is not one to go on to.
            tuple(replace(i, etape=i.etape if i.etape in suites else "") for i in _of(self.issues, suites)),
            self.textes,
        )


def _of(elements: Iterable[_Element], suites: Collection[str]) -> Iterator[_Element]:
    """Those that name one of these étapes, and no other étape with them."""
    for element in elements:
        if etapes := tuple(etape for etape in element.etapes if etape in suites):
            yield replace(element, etapes=etapes)


#: What several demarches share: screens, taken one by one with `[[groupe]] commun = "envoi"`, and what follows a first letter,
#: taken whole with `suites = ["relance"]`.
COMMUNS = "_communs"

_ID = re.compile(r"[a-z][a-z0-9_]*")
_FAITS = frozenset({*TypeEvenement, REPONSE})


@dataclass(frozen=True, slots=True)
class References:
    """The ids that exist elsewhere in `resources/`."""

    droit: Collection[str]
    delais: Collection[str]
    canaux: Collection[str]
    demarches: Collection[str]
    communs: Communs


def demarche_ids(dossier: Path) -> tuple[str, ...]:
    """The demarches there are: one per file, those beginning with "_" and the translations (two dots) apart."""
    stems = (chemin.stem for chemin in dossier.glob("*.toml"))
    return tuple(sorted(stem for stem in stems if _ID.fullmatch(stem)))


def load_communs(dossier: Path) -> Communs:
    """What several demarches share."""
    with open_document(dossier / f"{COMMUNS}.toml") as root:
        lecture = _Lecture(root, QuestionReader(demarche_ids(dossier)), communs=Communs(), suites=Communs())
        etapes, groupes = lecture.etapes(), lecture.groupes()
        pieces, issues = lecture.pieces(), lecture.issues()
        return Communs(groupes, etapes, pieces, issues, lecture.textes)


def load_demarche(dossier: Path, id_: str, references: References) -> tuple[Demarche, dict[str, str]]:
    """A demarche and its French texts by id. Raises ExpectedError (RESSOURCE_ABIMEE) naming file and line."""
    with open_document(dossier / f"{id_}.toml") as root:
        textes = {cle: root.text(cle, None) for cle in ("titre", "phrase", "attente")}
        communs = references.communs
        suites = communs.after(known(root, "suites", [etape.id for etape in communs.etapes]))
        questions = QuestionReader(references.demarches, _Suivables(dossier, id_, references.delais).titles)
        lecture = _Lecture(root, questions, communs=communs, suites=suites)
        etapes = lecture.etapes()
        if not etapes:
            raise root.refusal(Panne.CLE_ABSENTE, "etape")
        demarche = Demarche(
            id_,
            pour=root.codes("pour", Qualite) or tuple(Qualite),
            fondements=known(root, "fondements", references.droit),
            groupes=lecture.groupes(),
            etapes=etapes,
            delais=known(root, "delais", references.delais),
            pieces=lecture.pieces(),
            canaux=known(root, "canaux", references.canaux),
            issues=lecture.issues(),
            autorite=root.boolean("autorite"),
            sans_nom=root.boolean("sans_nom"),
            delais_de=_read_delais_de(root, references.delais),
            volets=lecture.volets(),
        )
    return demarche, lecture.textes | textes


@dataclass(frozen=True, slots=True)
class _Suivables:
    """The demarches that a recourse may follow."""

    dossier: Path
    recours: str
    delais: Collection[str]

    def titles(self, delai: str, ecrites: Collection[str]) -> Mapping[str, str] | None:
        """Those from which a delay runs and that nobody wrote, by id; None for a delay that there is not."""
        if delai not in self.delais:
            return None
        autres = (id_ for id_ in demarche_ids(self.dossier) if id_ not in {self.recours, *ecrites})
        lues = {id_: _glance(self.dossier / f"{id_}.toml", delai) for id_ in autres}
        return {id_: titre for id_, titre in lues.items() if titre}


def _glance(chemin: Path, delai: str) -> str:
    """The title of a demarche of which this delay runs, unless it is to an authority; empty for any other.

    Nothing is refused here: a file that is damaged says so when its demarche is opened.
    """
    texte = read_text(chemin)
    if f'"{delai}"' not in texte:  # much quicker than reading it
        return ""
    with suppress(tomllib.TOMLDecodeError):
        lue = tomllib.loads(texte)
        delais = lue.get("delais")
        if isinstance(delais, list) and delai in delais and not lue.get("autorite"):
            return str(lue.get("titre", ""))
    return ""


def _read_delais_de(root: Table, delais: Collection[str]) -> dict[Qualite, tuple[str, ...]]:
    table = root.table("delais_de")
    if table is None:
        return {}
    found = {table.as_code(cle, cle, Qualite): known(table, cle, delais) for cle in table}
    table.close()
    return found


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


class _Lecture:
    """Reads the parts of one file, étapes first, then screens, each able to refer to those before it.

    `communs` is what may be taken screen by screen; `suites`, what comes whole, after the file's own. A screen, an enclosure or
    an issue of the file takes the place of that of the same id in `suites`.
    """

    def __init__(self, root: Table, questions: QuestionReader, *, communs: Communs, suites: Communs) -> None:
        self._root = root
        self._questions = questions
        self._communs = communs
        self._suites = suites
        self._etapes: tuple[str, ...] = ()
        self._dits: dict[str, str] = {}
        self._taken: set[str] = set()

    @property
    def textes(self) -> dict[str, str]:
        """The texts met so far."""
        return self._questions.textes | self._dits

    def etapes(self) -> tuple[Etape, ...]:
        """The letters: those of the file, then those that follow any first letter."""
        taken = {etape.id for etape in self._suites.etapes}
        etapes: list[Etape] = []
        for table in self._root.tables("etape"):
            etapes.append(self._etape(table, taken))
            taken.add(etapes[-1].id)
        if etapes:
            etapes.extend(self._suites.etapes)
        for etape in self._suites.etapes:
            self._borrow(f"etapes.{etape.id}.titre")
        self._etapes = tuple(etape.id for etape in etapes)
        return tuple(etapes)

    def _etape(self, table: Table, taken: Collection[str]) -> Etape:
        id_ = new_id(table, taken)
        self._dits[f"etapes.{id_}.titre"] = table.text("titre", None)
        gabarit, evenement = table.text("gabarit", None), table.code("evenement", TypeEvenement)
        papier, aussi = (known(table, cle, _FAITS) for cle in ("papier", "papier_aussi"))
        if REPONSE in aussi or set(papier) & set(aussi):
            raise table.refusal(Panne.VALEUR_REFUSEE, "papier_aussi")
        apres, feuilles = table.text("apres") or APRES, table.texts("feuilles")
        feuilles_pour = table.codes("feuilles_pour", Qualite)
        recours = table.code("recours", TypeEvenement) if "recours" in table else None
        table.close()
        return Etape(id_, gabarit, evenement, papier, aussi, apres, feuilles, feuilles_pour, recours)

    def volets(self) -> tuple[Volet, ...]:
        """The parts of the honest page."""
        taken: set[str] = set()
        volets: list[Volet] = []
        for table in self._root.tables("volet"):
            id_ = new_id(table, taken)
            taken.add(id_)
            for cle in ("titre", "lignes"):
                self._dits[f"volets.{id_}.{cle}"] = table.text(cle, None)
            volets.append(Volet(id_, table.code("signe", Signe), self._questions.condition(table)))
            table.close()
        return tuple(volets)

    def groupes(self) -> tuple[GroupeQuestions, ...]:
        """The screens: those of the file, then the shared ones, unless the file has its own."""
        suites = {groupe.id for groupe in self._suites.groupes}
        propres: list[Table] = []
        autres: dict[str, Table] = {}
        for table in self._root.tables("groupe"):
            if table.raw("id") in suites:
                autres[table.text("id")] = table
            else:
                propres.append(table)
        groupes = [self._taken_in(table) if "commun" in table else self._own(table) for table in propres]
        suivants = (
            self._own(autres[groupe.id]) if groupe.id in autres else self._shared(self._root, "suites", groupe)
            for groupe in self._suites.groupes
        )
        return (*groupes, *suivants)

    def _own(self, table: Table) -> GroupeQuestions:
        id_ = new_id(table, self._taken)
        self._taken.add(id_)
        self._dits[f"groupes.{id_}.titre"] = table.text("titre", None)
        questions = tuple(self._questions.read(question) for question in table.tables("question"))
        une_suffit = table.boolean("une_suffit")
        groupe = GroupeQuestions(id_, questions, known(table, "etapes", self._etapes), une_suffit=une_suffit)
        table.close()
        return groupe

    def _taken_in(self, table: Table) -> GroupeQuestions:
        id_ = table.text("commun")
        found = next((groupe for groupe in self._communs.groupes if groupe.id == id_), None)
        if found is None:
            raise table.refusal(Panne.VALEUR_REFUSEE, "commun")
        ici = self._questions.condition(table)
        questions = tuple(replace(question, condition=question.condition.and_also(ici)) for question in found.questions)
        groupe = replace(found, questions=questions, etapes=known(table, "etapes", self._etapes))
        table.close()
        return self._shared(table, "commun", groupe)

    def _shared(self, table: Table, cle: str, groupe: GroupeQuestions) -> GroupeQuestions:
        if groupe.id in self._taken:
            raise table.refusal(Panne.VALEUR_REFUSEE, cle)
        self._taken.add(groupe.id)
        self._questions.adopt(groupe.questions, self._communs.textes, table=table, cle=cle)
        self._borrow(f"groupes.{groupe.id}.titre")
        return groupe

    def pieces(self) -> tuple[PieceJointe, ...]:
        """The enclosures, the shared ones last."""
        taken: set[str] = set()
        pieces: list[PieceJointe] = []
        for table in self._root.tables("piece"):
            id_ = new_id(table, taken)
            taken.add(id_)
            pieces.append(self._piece(table, id_))
            table.close()
        shared = [piece for piece in self._suites.pieces if piece.id not in taken]
        for piece in shared:
            self._borrow(f"pieces.{piece.id}")
        return (*pieces, *shared)

    def _piece(self, table: Table, id_: str) -> PieceJointe:
        ligne = table.text("ligne")
        if not ligne:
            self._dits[f"pieces.{id_}"] = table.text("libelle", None)
        elif not self._questions.is_asked_on_lines(ligne):
            raise table.refusal(Panne.VALEUR_REFUSEE, "ligne")
        return PieceJointe(id_, self._questions.condition(table), known(table, "etapes", self._etapes), ligne)

    def issues(self) -> tuple[Issue, ...]:
        """How an answer reads: those of the file first, then the shared ones."""
        propres = tuple(self._own_issues())
        shared = [issue for issue in self._suites.issues if all(issue.id != propre.id for propre in propres)]
        for issue in shared:
            self._borrow(f"refus.{issue.id}")
        return (*propres, *shared)

    def _own_issues(self) -> Iterator[Issue]:
        taken: set[str] = set()
        for table in self._root.tables("issue"):
            id_ = new_id(table, taken)
            taken.add(id_)
            if "texte" in table:
                self._dits[f"refus.{id_}"] = table.text("texte")
            evenement = table.code("evenement", TypeEvenement) if "evenement" in table else None
            etape = table.text("etape")
            if etape and etape not in self._etapes:
                raise table.refusal(Panne.VALEUR_REFUSEE, "etape")
            etapes = known(table, "etapes", self._etapes)
            yield Issue(id_, self._questions.condition(table), etapes, evenement, etape)
            table.close()

    def _borrow(self, id_: str) -> None:
        """A text of what is shared, if it has one."""
        if id_ in self._communs.textes:
            self._dits[id_] = self._communs.textes[id_]


@dataclass(frozen=True, slots=True)
class _Lue:
    demarche: Demarche
    textes: Textes


class Demarches(Mapping[str, Demarche]):
    """The demarches of a folder by id, in alphabetical order, and their texts in one language."""

    def __init__(self, dossier: Path, langue: str, references: Callable[[], References]) -> None:
        self._dossier = dossier
        self._langue = langue
        self._references = references
        self._ids = demarche_ids(dossier)
        self._lues: dict[str, _Lue] = {}

    def __getitem__(self, id_: str) -> Demarche:
        return self._read(id_).demarche

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id_: object) -> bool:
        """True if there is such a demarche; its file is not read."""
        return id_ in self._ids

    def textes(self, id_: str) -> Textes:
        """The texts of one demarche. Raises KeyError for an unknown one."""
        return self._read(id_).textes

    def _read(self, id_: str) -> _Lue:
        if id_ not in self._ids:
            raise KeyError(id_)
        if id_ not in self._lues:
            references = self._references()
            demarche, textes = load_demarche(self._dossier, id_, references)
            source = french(textes)
            if self._langue != PSEUDO:
                source = translated(source, self._sidecar(COMMUNS), self._langue, connus=references.communs.textes)
            self._lues[id_] = _Lue(demarche, translated(source, self._sidecar(id_), self._langue, connus=textes))
        return self._lues[id_]

    def _sidecar(self, stem: str) -> Path:
        """Where the translation of a file is, if there is one: acces.ar.toml."""
        return self._dossier / f"{stem}.{self._langue}.toml"
