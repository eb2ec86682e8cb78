"""Reads a template before it is used: nothing but text, names of its context, conditions, loops, macros and our helpers.

What is refused is refused by name and line, so that whoever wrote the template can put it right. A name is followed as far as
the context is known (`Schema`); inside a macro, what its parameters hold is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from jinja2 import Environment, TemplateSyntaxError, nodes

from droits_usagers.domain.mots.nettoyage import first_forbidden
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.gabarits import Gabarit
from droits_usagers.letters.lettre.jetons import RESERVES

#: The shape of a context: a table of names, the shape of each element of a list (in a tuple of one), or None for a value.
Schema: TypeAlias = "Mapping[str, Schema] | tuple[Schema] | None"

AIDES = frozenset({"cite", "nomme", "accord", "a_completer", "lignes_vides"})
FILTRES = frozenset({"du", "au", "liste", "phrase"})

_ADMIS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.If, nodes.For, nodes.Macro,
    nodes.Call, nodes.Keyword, nodes.Filter, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
    nodes.FromImport, nodes.Import, nodes.Include, nodes.Assign, nodes.List, nodes.Tuple,
)  # fmt: skip
# What a syntax error of jinja2 calls the thing it stumbled on is in English: only its line is told.
_ANALYSEUR = Environment()  # noqa: S701 - it parses, and never renders


@dataclass(frozen=True, slots=True)
class _Inconnu:
    """The shape of something nothing is known about: a macro's parameter, what an import brings."""


_INCONNU = _Inconnu()
_Forme: TypeAlias = "Schema | _Inconnu"


def check_template(gabarit: Gabarit, schema: Mapping[str, Schema]) -> None:
    """Check a body and every field. Raises ExpectedError naming the file, and the line in it."""
    check_source(gabarit.fichier, gabarit.corps, schema)
    for champ, source in gabarit.champs.items():
        try:
            check_source(gabarit.fichier, source, schema)
        except ExpectedError as error:
            # The line of a field counts from its own beginning.
            ligne = gabarit.line_of(champ) + int(error.faits["ligne"]) - 1
            raise ExpectedError(error.panne, **error.faits | {"ligne": str(ligne)}) from None


def check_source(nom: str, source: str, schema: Mapping[str, Schema]) -> None:
    """Check one template.

    Raises ExpectedError GABARIT_ILLISIBLE (`fichier`, `ligne`), GABARIT_REFUSE or GABARIT_NOM_INCONNU (and `cle`).
    """
    reserve = RESERVES.search(source)
    if reserve is not None:
        ligne = source.count("\n", 0, reserve.start()) + 1
        raise ExpectedError(Panne.GABARIT_REFUSE, fichier=nom, ligne=str(ligne), cle=f"U+{ord(reserve[0]):04X}")
    _Verification(nom).check(parse(nom, source), schema)


def parse(nom: str, source: str) -> nodes.Template:
    """The syntax tree of a template. Raises ExpectedError GABARIT_ILLISIBLE."""
    try:
        return _ANALYSEUR.parse(source, nom)
    except TemplateSyntaxError as error:
        raise ExpectedError(Panne.GABARIT_ILLISIBLE, fichier=nom, ligne=str(error.lineno)) from error
    except RecursionError as error:
        raise ExpectedError(Panne.GABARIT_ILLISIBLE, fichier=nom, ligne="1") from error


def cited_ids(arbre: nodes.Template) -> frozenset[str]:
    """Every id of the law that a template may cite, whatever branch is taken."""
    return frozenset(
        argument.value
        for appel in arbre.find_all(nodes.Call)
        if isinstance(appel.node, nodes.Name) and appel.node.name in {"cite", "nomme"}
        for argument in appel.args
        if isinstance(argument, nodes.Const)
    )


class _Verification:
    """One walk through one template."""

    def __init__(self, nom: str) -> None:
        self._nom = nom
        # Some nodes have no line of their own: that of the first thing they hold is told.
        self._ligne = 1

    def check(self, arbre: nodes.Template, schema: Mapping[str, Schema]) -> None:
        formes: dict[str, _Forme] = dict.fromkeys(AIDES, _INCONNU)
        formes |= schema
        # What a template defines at its top may be used anywhere below, in its macros too.
        for node in arbre.find_all((nodes.Macro, nodes.Import, nodes.FromImport, nodes.Assign)):
            formes |= dict.fromkeys(_defined(node), _INCONNU)
        self._walk(arbre, formes)

    def _walk(self, node: nodes.Node, formes: Mapping[str, _Forme]) -> None:
        self._ligne = node.lineno or next((sous.lineno for sous in node.find_all(nodes.Node) if sous.lineno), self._ligne)
        self._admit(node)
        match node:
            case nodes.For():
                formes = {**formes, **self._loop(node, formes)}
            case nodes.Macro():
                formes = {**formes, **dict.fromkeys((argument.name for argument in node.args), _INCONNU)}
            case nodes.Name() | nodes.Getattr():
                self._shape(node, formes)
                return
            case _:
                pass
        for enfant in node.iter_child_nodes():
            self._walk(enfant, formes)

    def _admit(self, node: nodes.Node) -> None:
        if not isinstance(node, _ADMIS):
            self._refuse(type(node).__name__)
        match node:
            case nodes.Filter() if node.name not in FILTRES:
                self._refuse(node.name)
            case nodes.Call() if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
                self._refuse(getattr(node.node, "attr", "()"))
            case nodes.Const(value=str(texte)) if (trouve := first_forbidden(texte)) is not None:
                # A string may write by its number what is nowhere in the file.
                raise ExpectedError(Panne.GABARIT_CARACTERE, fichier=self._nom, ligne=str(self._ligne), cle=trouve[1])
            case nodes.Import() | nodes.FromImport() | nodes.Include() if not isinstance(node.template, nodes.Const):
                self._refuse(type(node).__name__)
            case _:
                pass

    def _loop(self, node: nodes.For, formes: Mapping[str, _Forme]) -> dict[str, _Forme]:
        parcouru = self._shape(node.iter, formes) if isinstance(node.iter, nodes.Name | nodes.Getattr) else _INCONNU
        element: _Forme = parcouru[0] if isinstance(parcouru, tuple) else _INCONNU
        cibles = [cible.name for cible in node.target.find_all(nodes.Name)] or [getattr(node.target, "name", "")]
        forme = element if len(cibles) == 1 else _INCONNU
        return {**dict.fromkeys(cibles, forme), "loop": _INCONNU}

    def _shape(self, node: nodes.Expr, formes: Mapping[str, _Forme]) -> _Forme:
        if isinstance(node, nodes.Getattr):
            return self._member(node, self._shape(node.node, formes))
        if not isinstance(node, nodes.Name):
            # What a helper or a filter returns has no parts.
            self._refuse("()")
        if node.ctx == "load" and node.name not in formes:
            self._unknown(node.name)
        return formes.get(node.name, _INCONNU)

    def _member(self, node: nodes.Getattr, forme: _Forme) -> _Forme:
        if node.attr.startswith("_"):
            self._refuse(node.attr)
        if isinstance(forme, _Inconnu):
            return _INCONNU
        if not isinstance(forme, Mapping) or node.attr not in forme:
            self._unknown(_dotted(node))
        return forme[node.attr]

    def _refuse(self, cle: str) -> NoReturn:
        raise ExpectedError(Panne.GABARIT_REFUSE, fichier=self._nom, ligne=str(self._ligne), cle=cle)

    def _unknown(self, cle: str) -> NoReturn:
        raise ExpectedError(Panne.GABARIT_NOM_INCONNU, fichier=self._nom, ligne=str(self._ligne), cle=cle)


def _defined(node: nodes.Node) -> list[str]:
    match node:
        case nodes.Macro():
            return [node.name]
        case nodes.Import():
            return [node.target]
        case nodes.FromImport():
            return [nom if isinstance(nom, str) else nom[1] for nom in node.names]
        case nodes.Assign(target=nodes.Name(name=nom)):
            return [nom]
        case _:
            return []


def _dotted(node: nodes.Expr) -> str:
    return f"{_dotted(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else str(getattr(node, "name", ""))
