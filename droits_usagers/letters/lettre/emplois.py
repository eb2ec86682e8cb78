"""Which entries of the law each template may cite, what it takes from other templates included. Nothing is rendered."""

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import nodes

from droits_usagers.letters.lettre.gabarits import Gabarit
from droits_usagers.letters.lettre.verification import cited_ids, parse

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
