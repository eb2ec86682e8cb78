"""Reads `resources/releve/`: what a text is read with to tell what in it is not ordinary French."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.catalogue.fichiers import open_document, read_packed
from droits_usagers.domain.releve.vocabulaire import BlocDeMots, LexiqueReleve

if TYPE_CHECKING:
    from droits_usagers.domain.droit.droit import Droit

_LISTES = ("usuels", "sigles", "civilites", "nomme", "proches", "voies", "organisations")
#: Of a code: « R*311-12 », « L311-5, 2° ».
_ARTICLE = re.compile(r"([LRD])\*?(\d{1,4}(?:-\d{1,3})+)")


def code_articles(droit: "Droit") -> frozenset[str]:
    """The articles of codes of the legal base, « R311-12 », and the initials of its codes: « crpa »."""
    trouves = (_ARTICLE.match(entree.article) for entree in droit.entrees.values())
    codes = (texte for texte in droit.textes.values() if texte.nom.startswith("Code "))
    initiales = (code.id for code in codes if f"({code.id.upper()})" in code.nom)
    return frozenset("".join(trouve.groups()) for trouve in trouves if trouve).union(initiales)


def load_lexique(dossier: Path, articles: Callable[[], frozenset[str]]) -> LexiqueReleve:
    """Both vocabularies, what is added to them, and the words that announce a name. Raises ExpectedError (RESSOURCE_ABIMEE)."""
    with open_document(dossier / "mots.toml") as root:
        listes = {nom: frozenset(root.texts(nom)) for nom in _LISTES}
    ordinaires, noms = (BlocDeMots(read_packed(dossier / f"{nom}.txt.xz")) for nom in ("ordinaires", "noms"))
    return LexiqueReleve(ordinaires, noms, articles=articles, **listes)
