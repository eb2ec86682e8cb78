"""Where each entry of the law serves: in which demarches, letters, sheets and delays. Computed when someone looks, not before.

Reading every template takes a moment: `find_usages` is for a thread that draws nothing.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.droit.veille import ArticleOfficiel, ConstatVeille, Sort, digest, versions, watch
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.exchange.textes_officiels import TAILLE_MAX, read_articles
from droits_usagers.services.socle.lecture import read_file

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demarches import Demarche
    from droits_usagers.domain.droit.droit import Droit
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
    from droits_usagers.letters.lettre.citations import citations_of
    from droits_usagers.letters.lettre.gabarits import Gabarits

    cites = citations_of(Gabarits(places.gabarits, None).ours)
    demarches: dict[str, list[UsageDemarche]] = defaultdict(list)
    for demarche in catalogue.demarches.values():
        for id_, usage in _usages_of(demarche, cites).items():
            demarches[id_].append(usage)
    delais = _turned({delai.id: [delai.fondement] for delai in catalogue.delais.values()})
    voies = _turned({voie.id: voie.entrees for voie in catalogue.voies})
    feuilles = _turned(
        {id_.partition("/")[2]: siens for id_, siens in cites.items() if (id_ in FEUILLES or id_.startswith(FICHES))}
    )
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


def _turned(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """What holds each thing, from what each holds."""
    tournee: dict[str, tuple[str, ...]] = {}
    for qui, choses in table.items():
        for chose in choses:
            tournee[chose] = (*tournee.get(chose, ()), qui)
    return tournee


#: How the publisher of codes names a text, in its addresses as in the names of its files.
_IDENTIFIANT = re.compile(r"(?:LEGI|JORF)TEXT\d{12}")
_JSON = ".json"
#: What became of an entry, the worst first.
_PIRE = tuple(Sort)


@dataclass(frozen=True, slots=True)
class Veille:
    """What became of each entry, and where those that serve do."""

    constats: tuple[ConstatVeille, ...]
    usages: Mapping[str, Usage]
    #: The names of the files that were given and are named as none of our texts.
    ignores: tuple[str, ...] = ()

    @property
    def comptes(self) -> Mapping[Sort, int]:
        """How many of each; zero where there is none."""
        comptes = Counter(constat.sort for constat in self.constats)
        return {sort: comptes[sort] for sort in Sort}

    @property
    def a_relire(self) -> int:
        """How many articles say something else or are gone, cited or not: what « Textes » says of each is read by people."""
        return self.comptes[Sort.CHANGE] + self.comptes[Sort.DISPARU]


def watch_texts(catalogue: "Catalogue", places: "Places", nouveau: Path, *, avant: Path | None, au: dt.date) -> Veille:
    """Our entries beside these folders of articles, as of `au`; where two copies say otherwise of one, the worst of both.

    Raises ExpectedError FICHIER_ABSENT, FICHIER_ILLISIBLE, FICHIER_TROP_GRAND, TEXTES_ABSENTS (no text of ours is there),
    TEXTE_SANS_ARTICLE (a file is named as one of ours, and tells nothing of it).
    """
    droit = catalogue.droit
    nouveaux, ignores = _read_copy(nouveau, droit, au)
    anciens = None if avant is None else next(_layers(_read_copy(avant, droit, dt.date.min)[0]))
    lectures = zip(*(watch(droit.entrees.values(), copie, anciens) for copie in _layers(nouveaux)), strict=True)
    constats = tuple(min(lus, key=lambda constat: _PIRE.index(constat.sort)) for lus in lectures)
    return Veille(constats, find_usages(catalogue, places), ignores)


#: Of each text, each article by its number: what each of its files says of it, once.
_Lus = Mapping[str, Mapping[str, list[ArticleOfficiel]]]


def _read_copy(dossier: Path, droit: "Droit", au: dt.date) -> tuple[_Lus, tuple[str, ...]]:
    """What a folder holds that day of each text, in one file or several (`casf.json`, `casf-ajouts.json`), and the rest."""
    if not dossier.is_dir():
        raise ExpectedError(Panne.FICHIER_ABSENT, fichier=readable_key(dossier.name))
    textes = {id_.casefold(): id_ for id_ in droit.textes} | {
        trouve[0].casefold(): entree.texte for entree in droit.entrees.values() if (trouve := _IDENTIFIANT.search(entree.lien))
    }
    lus: defaultdict[str, defaultdict[str, list[ArticleOfficiel]]] = defaultdict(lambda: defaultdict(list))
    ignores: list[str] = []
    for chemin in sorted(dossier.iterdir(), key=lambda chemin: (chemin.stem.casefold() not in textes, chemin.name)):
        texte = _text_of(chemin.stem.casefold(), textes) if chemin.suffix.casefold() == _JSON else ""
        if not texte:
            ignores += [readable_key(chemin.name)]
            continue
        articles = versions(read_articles(read_file(chemin, taille_max=TAILLE_MAX), chemin.name), au)
        if not articles:
            # What was given and not read would be counted with what was not given.
            raise ExpectedError(Panne.TEXTE_SANS_ARTICLE, fichier=readable_key(chemin.name))
        for cle, article in ((cle, article) for cle, lues in articles.items() for article in lues):
            if all(_said(article) != _said(autre) for autre in lus[texte][cle]):
                lus[texte][cle].append(article)
    if not lus:
        raise ExpectedError(Panne.TEXTES_ABSENTS, fichier=readable_key(dossier.name))
    return lus, tuple(ignores)


def _said(article: ArticleOfficiel) -> tuple[str, bool]:
    return digest(article.texte), article.en_vigueur


def _layers(lus: _Lus) -> Iterator[dict[str, dict[str, ArticleOfficiel]]]:
    """As many whole copies as it takes for each thing that the files say of an article to be in one of them."""
    for rang in range(max(len(dits) for articles in lus.values() for dits in articles.values())):
        yield {
            texte: {cle: dits[min(rang, len(dits) - 1)] for cle, dits in articles.items()} for texte, articles in lus.items()
        }


def _text_of(nom: str, textes: Mapping[str, str]) -> str:
    """Of which text a file holds articles: the longest of our names that it begins with, whatever is added (`rgpd (1)`)."""
    connus = [connu for connu in textes if nom.startswith(connu) and not nom[len(connu) :][:1].isalnum()]
    return textes[max(connus, key=len)] if connus else ""
