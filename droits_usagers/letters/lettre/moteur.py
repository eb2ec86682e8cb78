"""Renders templates in a sandbox. Every value comes out as a token (`jetons.py`), so the Markdown parser only sees our text.

Only names, conditions, loops, macros and the helpers below exist in a template (`verification.py` refuses the rest before it
gets here). What helpers return is a token too, or Markup that was made of the template's own text.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property

from jinja2 import FunctionLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from droits_usagers.domain.lettre.lettre import ACompleter, Inline, SautDeLigne, Texte
from droits_usagers.letters.lettre.citations import Citations
from droits_usagers.letters.lettre.delais import MARQUE, MoisDit, settle_months
from droits_usagers.letters.lettre.jetons import Jetons, typed, unnest
from droits_usagers.letters.lettre.raccords import FINALE, Articles

#: Characters of template text (not of values) a rendering may produce: thirty pages, and no more.
TAILLE_MAX = 120_000
#: What one page holds: letters in a dotted line that runs on, empty lines one below the other.
LARGEUR_MAX = 1000
LIGNES_MAX = 60
#: And what thirty pages hold of them.
LARGEURS_MAX = 30 * LARGEUR_MAX
VIDES_MAX = 30 * LIGNES_MAX


#: A tag, or a comment; and one that ends its line, unless it says itself what becomes of the end of that line.
_BALISE = re.compile(r"\{[%#].*?[%#]\}", re.DOTALL)
_EN_FIN_DE_LIGNE = re.compile(r"(?<![-+])(?=[%#]\}$)", re.MULTILINE)
_FIN_DE_MACRO = re.compile(r"\}\n[ \t]*\{%-?\s*endmacro\b")


class UnfitValueError(TypeError):
    """A template prints something that is no text: a list, a whole table, true or false."""


class OverflowingError(Exception):
    """A template produces more than any letter holds."""


@dataclass
class _Rendu:
    """What one rendering draws on, and accumulates."""

    citations: Citations
    articles: Articles
    contexte: Mapping[str, object]
    jetons: Jetons = field(default_factory=Jetons)
    #: Texts of law already named in full.
    nommes: set[str] = field(default_factory=set)
    #: Every entry cited or named, by id.
    citees: set[str] = field(default_factory=set)
    #: Room already left to write in by hand: letters in dotted lines, empty lines.
    largeurs: int = 0
    vides: int = 0

    def cite(self, ids: Sequence[str], *, content: bool) -> Markup:
        """Their citation, once they are known to be cited."""
        texte = self.citations.cite(ids, self.nommes, self.articles, content=content)
        self.citees.update(ids)
        return _ours(texte)

    @cached_property
    def donnes(self) -> frozenset[str]:
        """Every text that was given to the template, as against those it holds."""
        return frozenset(_texts(self.contexte))


def _texts(valeur: object) -> Iterator[str]:
    if isinstance(valeur, str):
        yield valeur
    elif isinstance(valeur, Mapping):
        yield from _texts(list(valeur.values()))
    elif isinstance(valeur, list | tuple):
        for sous in valeur:
            yield from _texts(sous)


_COURANT: ContextVar[_Rendu] = ContextVar("rendu")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A rendered template: its text with tokens, the values they stand for, and the entries of the law it cites, by id."""

    texte: str
    valeurs: tuple[tuple[Inline, ...], ...] = field(repr=False)
    citees: frozenset[str] = frozenset()


def _with_line_ends(source: str) -> str:
    """The source, where only a line of nothing but tags leaves no line end: what follows a sentence is never stuck to it.

    jinja2 takes away the line end after any tag, the one that ends a sentence with a condition in it too. What a macro gives
    goes in a sentence: it has no line end of its own.
    """

    def kept(trouve: re.Match[str]) -> str:
        place = trouve.start()
        ligne = source[source.rfind("\n", 0, place) + 1 : place + 2]
        parle = _BALISE.sub("", ligne).strip() and not _FIN_DE_MACRO.match(source, place + 1)
        return "+" if parle else ""

    return _EN_FIN_DE_LIGNE.sub(kept, source)


class _Bac(ImmutableSandboxedEnvironment):
    """A sandbox in which `table.nom` is only ever an entry of the table, never one of its methods; and a text has none."""

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, str | int | float | list | tuple):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


class Moteur:
    """Templates by name, compiled when first used and kept. Safe from any thread."""

    def __init__(self, sources: Mapping[str, str], articles: Articles) -> None:
        self.noms: Collection[str] = sources
        self._articles = articles
        self._env = _Bac(
            # The name of a template stands for its file, so that a failure is found in it again.
            loader=FunctionLoader(lambda nom: (_with_line_ends(sources[nom]), nom, None) if nom in sources else None),
            undefined=StrictUndefined,
            autoescape=True,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals = {"cite": _cite, "nomme": _name, "accord": _agree, "a_completer": _blank, "lignes_vides": _room}
        self._env.filters = {"du": _du, "au": _au, "liste": _list, "phrase": _sentence}
        self._env.tests = {}

    def render(self, nom: str, contexte: Mapping[str, object], citations: Citations) -> Fragment:
        """Render one template. Raises jinja2's errors, UnfitValueError, UncitableError, OverflowingError."""
        rendu = _Rendu(citations, self._articles, contexte)
        restore = _COURANT.set(rendu)
        try:
            texte = self._generate(nom, contexte)
            texte = settle_months(texte)
            unnest(texte, rendu.jetons.valeurs)
            return Fragment(texte, tuple(rendu.jetons.valeurs), frozenset(rendu.citees))
        finally:
            _COURANT.reset(restore)

    def _generate(self, nom: str, contexte: Mapping[str, object]) -> str:
        morceaux: list[str] = []
        taille = 0
        for morceau in self._env.get_template(nom).generate(contexte):
            taille += len(morceau)
            if taille > TAILLE_MAX:
                raise OverflowingError(nom)
            morceaux.append(morceau)
        return "".join(morceaux)


def _sentence(texte: str) -> Markup:
    """What was answered as a sentence of its own: with a full stop, unless it ends in its own way."""
    # Whatever it is followed by begins another.
    propre = texte.rstrip()
    return _put((*typed(propre), *(() if FINALE.search(propre) else (Texte("."),)))) if propre else Markup()


@pass_context
def _finalize(_contexte: Context, valeur: object) -> Markup:
    # pass_context keeps jinja2 from folding constants at compile time, when there is no rendering to keep them in.
    if isinstance(valeur, Markup):
        return valeur
    if isinstance(valeur, StrictUndefined):
        str(valeur)  # raises, naming what is undefined
    if isinstance(valeur, MoisDit):
        return MARQUE + _put(typed(str(valeur)))
    if isinstance(valeur, str):
        return _put(typed(valeur))
    if isinstance(valeur, int) and not isinstance(valeur, bool):
        return _ours(str(valeur))
    raise UnfitValueError


def _put(valeur: tuple[Inline, ...]) -> Markup:
    return Markup(_COURANT.get().jetons.put(valeur)) if valeur else Markup()  # noqa: S704 - a token is no markup


def _ours(texte: str) -> Markup:
    return _put((Texte(texte),))


def _cite(*ids: str) -> Markup:
    """Cite entries of the law whose content was checked: in full the first time their text is named, short afterwards."""
    return _COURANT.get().cite(ids, content=True)


def _name(*ids: str) -> Markup:
    """Name entries of the law of which we only know that they exist."""
    return _COURANT.get().cite(ids, content=False)


def _du(nom: str) -> Markup:
    """« du Conseil départemental », « de la CAF », « de l'Association »."""
    return _after("du", nom)


def _au(nom: str) -> Markup:
    """« au Conseil départemental », « à la CAF », « à l'Association »."""
    return _after("au", nom)


def _after(forme: str, nom: str) -> Markup:
    article, reste = _COURANT.get().articles.joined(forme, nom)
    return _put((Texte(article), *typed(reste)))


def _list(valeurs: Sequence[str]) -> Markup:
    """« a, b et c »."""
    return _put(_COURANT.get().articles.enumerate(valeurs))


def _agree(personne: Mapping[str, str], *formes: str) -> Markup:
    """The word that agrees with a person: masculine, feminine, or the third one when the person does not say.

    A word of the template is ours; one that was given to it stays what a person typed.
    """
    masculin, feminin, neutre = formes
    forme = {"M.": masculin, "Mme": feminin}.get(personne["civilite"], neutre)
    if isinstance(forme, Markup):
        return forme
    return _put(typed(forme)) if forme in _COURANT.get().donnes else _ours(forme)


def _room(lignes: int) -> Markup:
    """Empty lines, where someone will sign or stamp."""
    rendu = _COURANT.get()
    rendu.vides += _checked(lignes, LIGNES_MAX)
    _checked(rendu.vides, VIDES_MAX)
    return _put((SautDeLigne(),) * lignes)


def _blank(largeur: int = 40) -> Markup:
    """A dotted line to fill by hand."""
    rendu = _COURANT.get()
    rendu.largeurs += _checked(largeur, LARGEUR_MAX)
    _checked(rendu.largeurs, LARGEURS_MAX)
    return _put((ACompleter(largeur),))


def _checked(nombre: object, maximum: int) -> int:
    """A number of letters or lines. Stops a template that asks for more room than there is, or for what is no room."""
    if isinstance(nombre, bool) or not isinstance(nombre, int) or nombre < 0:
        raise UnfitValueError
    if nombre > maximum:
        raise OverflowingError(nombre)
    return nombre
