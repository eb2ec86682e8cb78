"""The yearly reading of whoever keeps this program: our entries beside newer official texts, and what rests on each."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.droit.veille import ArticleOfficiel, ConstatVeille, Sort, by_key, watch
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.exchange.textes_officiels import TAILLE_MAX, read_articles
from droits_usagers.services.droit.usages import Usage, find_usages
from droits_usagers.services.socle.lecture import read_file

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.droit.droit import Droit
    from droits_usagers.places import Places

#: How the publisher of codes names a text, in its addresses as in the names of its files.
_IDENTIFIANT = re.compile(r"(?:LEGI|JORF)TEXT\d{12}")


@dataclass(frozen=True, slots=True)
class Veille:
    """What became of each entry, and where those that serve do."""

    constats: tuple[ConstatVeille, ...]
    usages: Mapping[str, Usage]

    @property
    def comptes(self) -> Mapping[Sort, int]:
        """How many of each; zero where there is none."""
        comptes = Counter(constat.sort for constat in self.constats)
        return {sort: comptes[sort] for sort in Sort}

    @property
    def a_relire(self) -> int:
        """How many articles say something else or are gone, cited or not: what « Textes » says of each is read by people."""
        return self.comptes[Sort.CHANGE] + self.comptes[Sort.DISPARU]


def watch_texts(catalogue: "Catalogue", places: "Places", nouveau: Path, *, avant: Path | None) -> Veille:
    """Our entries beside these folders of official articles.

    Raises ExpectedError FICHIER_ABSENT, FICHIER_ILLISIBLE, FICHIER_TROP_GRAND, TEXTES_ABSENTS (no text of ours is there),
    TEXTE_SANS_ARTICLE (a file is named as one of ours, and tells nothing of it).
    """
    droit = catalogue.droit
    nouveaux = _read_copy(nouveau, droit)
    anciens = None if avant is None else _read_copy(avant, droit)
    return Veille(tuple(watch(droit.entrees.values(), nouveaux, anciens)), find_usages(catalogue, places))


def _read_copy(dossier: Path, droit: "Droit") -> dict[str, dict[str, ArticleOfficiel]]:
    """The articles of each text of ours that a folder holds, in one file or in several (`casf.json`, `casf-ajouts.json`)."""
    if not dossier.is_dir():
        raise ExpectedError(Panne.FICHIER_ABSENT, fichier=readable_key(dossier.name))
    textes = {id_: id_ for id_ in droit.textes} | {
        trouve[0]: entree.texte for entree in droit.entrees.values() if (trouve := _IDENTIFIANT.search(entree.lien))
    }
    copie: defaultdict[str, list[ArticleOfficiel]] = defaultdict(list)
    # The file of a text comes before those that add to it: of two copies of an article, the first is read.
    for chemin in sorted(dossier.glob("*.json"), key=lambda chemin: (chemin.stem not in textes, chemin.name)):
        texte = _text_of(chemin.stem, textes)
        if texte:
            articles = read_articles(read_file(chemin, taille_max=TAILLE_MAX), chemin.name)
            if not by_key(articles):
                # What was given and not read would be counted with what was not given.
                raise ExpectedError(Panne.TEXTE_SANS_ARTICLE, fichier=readable_key(chemin.name))
            copie[texte] += articles
    if not copie:
        raise ExpectedError(Panne.TEXTES_ABSENTS, fichier=readable_key(dossier.name))
    return {id_: by_key(articles) for id_, articles in copie.items()}


def _text_of(nom: str, textes: Mapping[str, str]) -> str:
    """Of which text a file holds articles: the longest of our names it begins with; empty when it is none of ours."""
    connus = [connu for connu in textes if nom == connu or nom.startswith(f"{connu}-")]
    return textes[max(connus, key=len)] if connus else ""
