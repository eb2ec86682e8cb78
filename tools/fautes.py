"""The faults that can be put in a source: an operator, a constant, a condition, what is returned, what is done."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: What a comparison, a sum or a condition becomes.
OPERATEURS: dict[type[ast.AST], Any] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


#: Characters of a piece of source that are shown.
LARGE = 90


@dataclass(frozen=True, slots=True)
class Faute:
    """A piece of a source, by its bytes, and what is written in its place."""

    fichier: str
    ligne: int
    genre: str
    debut: int
    fin: int
    avant: str
    apres: str

    def __str__(self) -> str:
        return f"{self.fichier}:{self.ligne} {self.genre}: {_short(self.avant)} → {_short(self.apres)}"

    def applied_to(self, source: bytes) -> bytes:
        """The source with that fault."""
        return source[: self.debut] + self.apres.encode() + source[self.fin :]


def _short(texte: str) -> str:
    ligne = " ".join(texte.split())
    return ligne if len(ligne) <= LARGE else f"{ligne[:LARGE]}…"


def faults_of(source: str, fichier: str) -> Iterator[Faute]:
    """Every fault that can be put in this source."""
    octets = source.encode()
    departs = [0]
    for ligne in octets.splitlines(keepends=True):
        departs.append(departs[-1] + len(ligne))
    for noeud, genre, apres in _changes(ast.parse(source)):
        debut = departs[noeud.lineno - 1] + noeud.col_offset
        fin = departs[(noeud.end_lineno or noeud.lineno) - 1] + (noeud.end_col_offset or 0)
        yield Faute(fichier, noeud.lineno, genre, debut, fin, octets[debut:fin].decode(), apres)


Change = tuple[ast.expr | ast.stmt, str, str]


def _changes(arbre: ast.AST) -> Iterator[Change]:
    """Each node that can be changed, with what is written in its place; what only documents or types is left alone."""
    for enfant in _children(arbre):
        changer = _CHANGES.get(type(enfant))
        if changer is not None and isinstance(enfant, ast.expr | ast.stmt):
            yield from changer(enfant)
        yield from _changes(enfant)


def _children(noeud: ast.AST) -> Iterator[ast.AST]:
    """Those that do something when the program runs."""
    match noeud:
        case ast.JoinedStr() | ast.Raise() | ast.Import() | ast.ImportFrom():
            return
        case ast.Call(func=ast.Name(id="TypeVar" | "cast" | "NewType")):
            return
        case ast.FunctionDef():
            yield from (*noeud.args.defaults, *(defaut for defaut in noeud.args.kw_defaults if defaut), *noeud.body)
        case ast.ClassDef():
            yield from noeud.body
        case ast.AnnAssign():
            yield from filter(None, [noeud.value])
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return
        case ast.Expr(value=ast.Constant()) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return
        case _:
            yield from ast.iter_child_nodes(noeud)


def _of_operator(noeud: ast.expr) -> Iterator[Change]:
    match noeud:
        case ast.Compare(ops=[op, *suite]) if type(op) in OPERATEURS:
            yield noeud, "comparaison", _written(ast.Compare(noeud.left, [OPERATEURS[type(op)](), *suite], noeud.comparators))
        case ast.BoolOp():
            yield noeud, "condition", _written(ast.BoolOp(OPERATEURS[type(noeud.op)](), noeud.values))
        case ast.BinOp() if type(noeud.op) in OPERATEURS:
            yield noeud, "calcul", _written(ast.BinOp(noeud.left, OPERATEURS[type(noeud.op)](), noeud.right))
        case ast.UnaryOp(op=ast.Not()):
            yield noeud, "négation", _written(noeud.operand)


def _of_constant(noeud: ast.Constant) -> Iterator[Change]:
    match noeud.value:
        case bool():
            yield noeud, "booléen", str(not noeud.value)
        case int():
            yield noeud, "nombre", str(noeud.value + 1)
        case str() if noeud.value:
            yield noeud, "texte", '""'


def _of_condition(noeud: ast.If | ast.IfExp) -> Iterator[Change]:
    yield noeud.test, "si", _written(ast.UnaryOp(ast.Not(), noeud.test))


def _of_return(noeud: ast.Return) -> Iterator[Change]:
    if noeud.value is not None and not isinstance(noeud.value, ast.Constant):
        yield noeud, "retour", "return None"


def _of_call(noeud: ast.Expr) -> Iterator[Change]:
    if isinstance(noeud.value, ast.Call):
        yield noeud, "geste", "pass"


def _written(noeud: ast.expr) -> str:
    return f"({ast.unparse(noeud)})"


_CHANGES: Mapping[type[ast.AST], Callable[[Any], Iterator[Change]]] = {
    ast.Compare: _of_operator,
    ast.BoolOp: _of_operator,
    ast.BinOp: _of_operator,
    ast.UnaryOp: _of_operator,
    ast.Constant: _of_constant,
    ast.If: _of_condition,
    ast.IfExp: _of_condition,
    ast.Return: _of_return,
    ast.Expr: _of_call,
}
