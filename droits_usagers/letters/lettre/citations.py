"""Cites the law by id.

No template types the number of an article: what may be named, and whether its content may be stated, was decided when the entry
was checked (`domain/droit/droit.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from droits_usagers.domain.droit.droit import Droit, EntreeDroit, TexteLoi
from droits_usagers.domain.mots.typographie import typographie
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.letters.lettre.gabarits import Gabarit
from droits_usagers.letters.lettre.raccords import Articles
from droits_usagers.letters.lettre.verification import cited_ids, parse


class UncitableError(LookupError):
    """A template cites an entry that does not exist or that this letter may not cite; its ids are in the message."""


@dataclass(frozen=True, slots=True)
class Citations:
    """What a letter by one kind of author to one kind of organisme may cite; without an author, a page that is no letter.

    An entry is only asked for once it is cited: setting all of them in French typography is most of what a letter costs.
    """

    #: All there are, by id.
    entrees: Mapping[str, EntreeDroit] = field(repr=False)
    #: Those the entries are of, by id: how several articles of one are cited.
    textes: Mapping[str, TexteLoi] = field(repr=False)
    genres: frozenset[GenreOrganisme] = frozenset()
    qualite: Qualite | None = None

    @classmethod
    def of(cls, droit: Droit, genre: GenreOrganisme, qualite: Qualite, *, aussi: Iterable[GenreOrganisme] = ()) -> "Citations":
        """What may be cited between these two; and to what else the organisme is, or to whoever holds the file there."""
        return cls(droit.entrees, droit.textes, frozenset({genre, *aussi}), qualite)

    def may_name(self, entree: EntreeDroit) -> bool:
        """Whatever exists, on a page that is no letter."""
        if self.qualite is None:
            return entree.existence_sure
        return any(entree.citable(genre, self.qualite) for genre in self.genres)

    def cite(self, ids: Sequence[str], nommes: set[str], articles: Articles, *, content: bool) -> str:
        """The citation of one entry, or of several entries of one text; `nommes` are the texts already named in full.

        Raises UncitableError, also for what is cited one by one: entries of several texts, decisions.
        """
        entrees = [self._find(id_, content=content) for id_ in ids]
        textes = {entree.texte for entree in entrees}
        if len(textes) != 1:
            raise UncitableError(*ids)
        known = textes <= nommes
        nommes |= textes
        premiere, *autres = entrees
        if not autres:
            return typographie((known and premiere.citation_courte) or premiere.citation)
        texte = self.textes[premiere.texte]
        pluriel = texte.pluriel if known else texte.pluriel_long or texte.pluriel
        if not pluriel:
            raise UncitableError(*ids)
        return typographie(pluriel).format(articles=articles.join([entree.article for entree in entrees]))

    def _find(self, id_: str, *, content: bool) -> EntreeDroit:
        entree = self.entrees.get(id_)
        if entree is None or not self.may_name(entree) or (content and not entree.contenu_citable):
            raise UncitableError(id_)
        return entree


#: A macro by the template that defines it and its name; an empty name is what is outside any macro.
_Morceau = tuple[str, str]


def citations_of(gabarits: Mapping[str, Gabarit]) -> dict[str, frozenset[str]]:
    """By template id, whatever branch is taken: a macro counts only where it is used."""
    lus = {id_: _read(gabarit) for id_, gabarit in gabarits.items()}
    return {id_: _follow((id_, ""), lus) for id_ in gabarits}


class _Lu:
    """What a template cites and calls, piece by piece."""

    def __init__(self) -> None:
        self.cites: dict[str, set[str]] = {"": set()}
        self.appels: dict[str, set[str]] = {"": set()}
        #: The names it takes from elsewhere.
        self.importes: dict[str, _Morceau] = {}

    def add(self, arbre: nodes.Template) -> None:
        macros = list(arbre.find_all(nodes.Macro))
        for macro in macros:
            self._add_piece(macro.name, macro.body)
        self._add_piece("", arbre.body)
        self.importes |= {
            ici: (str(node.template.value), nom)
            for node in arbre.find_all(nodes.FromImport)
            if isinstance(node.template, nodes.Const)
            for nom, ici in _names(node)
        }

    def _add_piece(self, nom: str, corps: Iterable[nodes.Node]) -> None:
        # What a macro holds is its own, and only its own.
        dehors = nodes.Template([node for node in corps if not isinstance(node, nodes.Macro)])
        self.cites.setdefault(nom, set()).update(cited_ids(dehors))
        self.appels.setdefault(nom, set()).update(_calls(dehors))


def _read(gabarit: Gabarit) -> _Lu:
    lu = _Lu()
    for source in (gabarit.corps, *gabarit.champs.values()):
        lu.add(parse(gabarit.fichier, source))
    return lu


def _calls(node: nodes.Node) -> list[str]:
    return [appel.node.name for appel in node.find_all(nodes.Call) if isinstance(appel.node, nodes.Name)]


def _names(node: nodes.FromImport) -> Iterator[tuple[str, str]]:
    for nom in node.names:
        yield (nom, nom) if isinstance(nom, str) else nom


def _follow(depart: _Morceau, lus: Mapping[str, _Lu]) -> frozenset[str]:
    cites: set[str] = set()
    vus: set[_Morceau] = set()
    restants = [depart]
    while restants:
        gabarit, macro = morceau = restants.pop()
        lu = lus.get(gabarit)
        if lu is None or morceau in vus or macro not in lu.cites:
            continue
        vus.add(morceau)
        cites |= lu.cites[macro]
        restants.extend(lu.importes.get(appele, (gabarit, appele)) for appele in lu.appels[macro])
    return frozenset(cites)
