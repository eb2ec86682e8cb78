"""Where each entry of the law serves: in which demarches, letters, sheets and delays. Computed when someone looks, not before.

Reading every template takes a moment: `find_usages` is for a thread that draws nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demarches import Demarche
    from droits_usagers.places import Places

#: The pages that are no letter, by the folder of their templates: sheets that go with letters, pages for workers.
FEUILLES = ("_communs/mandat", "_communs/recepisse", "_communs/pieces", "_communs/apres")
FICHES = "fiches/"


@dataclass(frozen=True, slots=True)
class UsageDemarche:
    """A demarche that rests on an entry, or a letter of which cites it."""

    demarche: str
    #: The étapes whose letter may cite it.
    etapes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Where one entry serves."""

    demarches: tuple[UsageDemarche, ...] = ()
    #: Names of sheets and fiches: « mandat », « secret ».
    feuilles: tuple[str, ...] = ()
    #: Ids of what a notice must carry.
    mentions: tuple[str, ...] = ()
    #: Ids of the rules of the grille d'écarts.
    regles: tuple[str, ...] = ()
    #: Ids of `resources/droit/delais.toml`.
    delais: tuple[str, ...] = ()
    #: Ids of `resources/droit/voies.toml`.
    voies: tuple[str, ...] = ()
    #: True when days off rest on it.
    feries: bool = False
    #: Ids of the old numbers it comes from.
    anciens: tuple[str, ...] = ()


def find_usages(catalogue: "Catalogue", places: "Places") -> Mapping[str, Usage]:
    """Every entry that serves, by id. From the templates we ship: those of a user may change at any moment."""
    from droits_usagers.letters.lettre.emplois import citations_of
    from droits_usagers.letters.lettre.gabarits import Gabarits

    cites = citations_of(Gabarits(places.gabarits, None).ours)
    demarches: dict[str, list[UsageDemarche]] = defaultdict(list)
    for demarche in catalogue.demarches.values():
        for id_, usage in _usages_of(demarche, cites).items():
            demarches[id_].append(usage)
    delais = _turned({delai.id: [delai.fondement] for delai in catalogue.delais.values()})
    voies = _turned({voie.id: voie.entrees for voie in catalogue.voies})
    feuilles = _turned({id_.partition("/")[2]: siens for id_, siens in cites.items() if _is_page(id_)})
    mentions = _turned(
        {mention.id: {*mention.articles_directs, *mention.articles_indirects} for mention in catalogue.mentions.mentions}
    )
    regles = _turned({regle.id: regle.articles for regle in catalogue.ecarts.regles.values()})
    anciens = _turned({ancien.id: ancien.aujourd_hui for ancien in catalogue.droit.correspondances.values()})
    feries = {ferie.fondement for ferie in catalogue.feries.jours if ferie.fondement}
    return {
        id_: Usage(
            tuple(demarches.get(id_, ())),
            feuilles.get(id_, ()),
            mentions.get(id_, ()),
            regles.get(id_, ()),
            delais.get(id_, ()),
            voies.get(id_, ()),
            feries=id_ in feries,
            anciens=anciens.get(id_, ()),
        )
        for id_ in {*demarches, *feuilles, *mentions, *regles, *delais, *voies, *anciens, *feries}
    }


def _usages_of(demarche: "Demarche", cites: Mapping[str, frozenset[str]]) -> dict[str, UsageDemarche]:
    rien: frozenset[str] = frozenset()
    par_etape = {etape.id: cites.get(etape.gabarit, rien) for etape in demarche.etapes}
    return {
        id_: UsageDemarche(demarche.id, tuple(etape for etape, siens in par_etape.items() if id_ in siens))
        for id_ in {*demarche.fondements, *rien.union(*par_etape.values())}
    }


def _is_page(gabarit: str) -> bool:
    return gabarit in FEUILLES or gabarit.startswith(FICHES)


def _turned(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """What holds each thing, from what each holds."""
    tournee: dict[str, tuple[str, ...]] = {}
    for qui, choses in table.items():
        for chose in choses:
            tournee[chose] = (*tournee.get(chose, ()), qui)
    return tournee
