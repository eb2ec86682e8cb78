"""Reads the questions of a demarche, and checks what a condition, a default or an exclusion refers to."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from droits_usagers.domain.demarche.questions import (
    FAIT,
    NOMME,
    PROTEGEE,
    TOUTE,
    Condition,
    Genre,
    NumeroAdmis,
    Question,
    Valeur,
)
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import Panne

#: What a yes-or-no answer is called in a condition.
OUI_NON = ("oui", "non")

# Facts a condition may bear on besides answers, with their values (domain/demarche/questions.py, Condition).
_CONTEXTE: Mapping[str, frozenset[str]] = {
    "auteur.qualite": frozenset(Qualite),
    "organisme.genre": frozenset(GenreOrganisme),
    NOMME: frozenset({OUI_NON[0]}),
    PROTEGEE: frozenset({OUI_NON[0]}),
} | {f"{FAIT}{type_}": frozenset({OUI_NON[0]}) for type_ in TypeEvenement}
_ID = re.compile(r"[a-z][a-z0-9_]*")
_TEXTES = ("aide", "pourquoi")
#: Why there is no letter: because of an answer, or as long as there is none.
_REFUS = ("refus", "attendu")
_LIBRES = frozenset({Genre.TEXTE, Genre.TEXTE_LONG})
_A_CHOIX = frozenset({Genre.CHOIX, Genre.CHOIX_MULTIPLES})
#: The last of the demarches one may have begun with: none.
_AUCUNE = "aucune"

#: The titles of the demarches of which a delay runs, by id, but for those that are written already; None for no such delay.
Suivies = Callable[[str, Collection[str]], Mapping[str, str] | None]


def none_followed(_delai: str, _ecrites: Collection[str]) -> Mapping[str, str] | None:
    """No delay is known: what several demarches share asks after none of them."""
    return None


class QuestionReader:
    """Reads questions one after the other: each can only refer to those already read, so that no condition is circular.

    Ids are unique in a whole demarche, lines of a groupe included: texts are always `questions.<id>.…`. `demarches` are those
    that there are, for where an obstacle leads; `suivies`, those that a recourse may follow.
    """

    def __init__(self, demarches: Collection[str], suivies: Suivies = none_followed) -> None:
        self._demarches = frozenset(demarches)
        self._suivies = suivies
        self.textes: dict[str, str] = {}
        self._values: dict[str, frozenset[str]] = {}
        self._taken: set[str] = set()
        self._on_lines: set[str] = set()

    def read(self, table: Table) -> Question:
        """One question. Raises ExpectedError (VALEUR_REFUSEE, CLE_ABSENTE…) for what it cannot mean."""
        id_ = self._new_id(table)
        genre = table.code("genre", Genre)
        condition = self.condition(table)
        choix = self._choix(table, id_, genre)
        # A day has no values to name: any.
        values = {Genre.OUI_NON: frozenset(OUI_NON), Genre.DATE: frozenset({TOUTE})}.get(genre, frozenset(choix))
        # Known before the questions of a line are read, so that none of them can bear its name.
        self._taken.add(id_)
        before = dict(self._values)
        lignes = self._lignes(table, genre)
        self._values = before | {id_: values} if values else before
        self._read_textes(table, id_)
        return _closed(
            table,
            Question(
                id_,
                genre,
                defaut=_default(table, genre, values),
                obligatoire=table.boolean("obligatoire"),
                au_moins=table.count("au_moins"),
                choix=choix,
                questions=lignes,
                condition=condition,
                exclut=_among(table, "exclut", values),
                vers=self._vers(table),
                numero_admis=_numeros(table, genre),
                histoire=table.boolean("histoire"),
                mois=table.boolean("mois"),
                seuls=_among(table, "seuls", frozenset(choix) if genre is Genre.CHOIX_MULTIPLES else frozenset()),
            ),
        )

    def condition(self, table: Table) -> Condition:
        """The `si` and `sauf` of a table: facts already known, each with values it can take."""
        return Condition(self._facts(table, "si"), self._facts(table, "sauf"))

    def is_asked_on_lines(self, id_: str) -> bool:
        """True for a question that each line of a groupe asks."""
        return id_ in self._on_lines

    def adopt(self, questions: Iterable[Question], textes: Mapping[str, str], *, table: Table, cle: str) -> None:
        """Take in questions read elsewhere (shared screens), with their texts. `cle` is the key that asks for them."""
        for question in questions:
            if question.id in self._taken:
                raise table.refusal(Panne.VALEUR_REFUSEE, cle)
            self._taken.add(question.id)
            if question.choix or question.genre is Genre.OUI_NON:
                self._values[question.id] = frozenset(question.choix or OUI_NON)
            prefix = (f"questions.{question.id}.", *(f"{cle}.{question.id}" for cle in _REFUS))
            self.textes |= {id_: texte for id_, texte in textes.items() if id_.startswith(prefix)}
            self._on_lines |= {sous.id for sous in question.questions}
            self.adopt(question.questions, textes, table=table, cle=cle)

    def _new_id(self, table: Table) -> str:
        id_ = table.text("id", None)
        if not _ID.fullmatch(id_) or id_ in self._taken:
            raise table.refusal(Panne.VALEUR_REFUSEE, "id")
        return id_

    def _facts(self, table: Table, cle: str) -> dict[str, frozenset[str]]:
        facts = table.table(cle)
        if facts is None:
            return {}
        found: dict[str, frozenset[str]] = {}
        for fait in facts:
            values = frozenset(facts.texts(fait))
            possible = _CONTEXTE.get(fait) or self._values.get(fait, frozenset())
            if not values or not possible or not values <= possible | {TOUTE}:
                raise facts.refusal(Panne.VALEUR_REFUSEE, fait)
            found[fait] = values
        return found

    def _choix(self, table: Table, id_: str, genre: Genre) -> tuple[str, ...]:
        choix = table.table("choix")
        if (choix is not None) is not (genre in _A_CHOIX):
            raise table.refusal(Panne.VALEUR_REFUSEE, "choix")
        if choix is None:
            return ()
        for code in choix:
            if not _ID.fullmatch(code) or code in OUI_NON:
                raise choix.refusal(Panne.VALEUR_REFUSEE, code)
        dits = {code: choix.text(code) for code in choix}
        # What `suivies` adds to the choices that are written: the demarches of which this delay runs, under their titles.
        delai = table.text("suivies")
        trouvees = self._suivies(delai, dits) if delai else {}
        if trouvees is None:
            raise table.refusal(Panne.VALEUR_REFUSEE, "suivies")
        suivies = dict(trouvees)
        # None of them stays the last.
        fin = {_AUCUNE: dits.pop(_AUCUNE)} if suivies and _AUCUNE in dits else {}
        dits |= suivies | fin
        self.textes |= {f"questions.{id_}.choix.{code}": texte for code, texte in dits.items()}
        return tuple(dits)

    def _lignes(self, table: Table, genre: Genre) -> tuple[Question, ...]:
        lignes = table.tables("question")
        if bool(lignes) is not (genre is Genre.GROUPE):
            raise table.refusal(Panne.VALEUR_REFUSEE, "question")
        questions = tuple(self.read(ligne) for ligne in lignes)
        self._on_lines.update(question.id for question in questions)
        if any(question.genre is Genre.GROUPE for question in questions):
            raise table.refusal(Panne.VALEUR_REFUSEE, "question")
        return questions

    def _vers(self, table: Table) -> tuple[str, ...]:
        found = _among(table, "vers", self._demarches)
        if found and "refus" not in table:
            raise table.refusal(Panne.CLE_ABSENTE, "refus")
        return found

    def _read_textes(self, table: Table, id_: str) -> None:
        self.textes[f"questions.{id_}.libelle"] = table.text("libelle", None)
        for cle in _TEXTES:
            if cle in table:
                self.textes[f"questions.{id_}.{cle}"] = table.text(cle)
        for cle in _REFUS:
            if cle in table:
                self.textes[f"{cle}.{id_}"] = table.text(cle)
        if "refus" not in table and (table.raw("obligatoire") or table.raw("exclut")):
            raise table.refusal(Panne.CLE_ABSENTE, "refus")


def _closed(table: Table, question: Question) -> Question:
    table.close()
    return question


def _default(table: Table, genre: Genre, values: frozenset[str]) -> Valeur | None:
    if "defaut" not in table:
        return None
    match genre:
        case Genre.OUI_NON:
            return table.boolean("defaut")
        case Genre.CHOIX:
            valeur = table.text("defaut")
            if valeur not in values:
                raise table.refusal(Panne.VALEUR_REFUSEE, "defaut")
            return valeur
        case Genre.CHOIX_MULTIPLES:
            return _among(table, "defaut", values)
        case _:
            # A text that nobody wrote would be printed as if the person had.
            raise table.refusal(Panne.VALEUR_REFUSEE, "defaut")


def _among(table: Table, cle: str, values: frozenset[str]) -> tuple[str, ...]:
    found = table.texts(cle)
    if not values.issuperset(found):
        raise table.refusal(Panne.VALEUR_REFUSEE, cle)
    return found


def _numeros(table: Table, genre: Genre) -> tuple[NumeroAdmis, ...]:
    found = table.codes("numero_admis", NumeroAdmis)
    if found and genre not in _LIBRES:
        raise table.refusal(Panne.VALEUR_REFUSEE, "numero_admis")
    return found
