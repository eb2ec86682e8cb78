"""Reads `controle/regles.toml`: what the control before leaving is told. The format is at the head of the file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.catalogue.demarches import new_id
from droits_usagers.catalogue.fichiers import open_document, read_packed
from droits_usagers.domain.controle.reference import CasRegle, PhrasesRegle, Reference
from droits_usagers.domain.controle.valeurs import Poids, Regle
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.mots.typographie import typographie
from droits_usagers.domain.releve.vocabulaire import BlocDeMots, LexiqueReleve
from droits_usagers.domain.socle.errors import Panne

if TYPE_CHECKING:
    from droits_usagers.domain.droit.droit import Droit


def load_controle(chemin: Path, open_lexique: Callable[[], LexiqueReleve]) -> Reference:
    """Every rule, with its words and its sentences. Raises ExpectedError (RESSOURCE_ABIMEE)."""
    cas: dict[Regle, dict[str, CasRegle]] = {}
    mots: dict[Regle, dict[str, tuple[str, ...]]] = {}
    seuils: dict[Regle, dict[str, int]] = {}
    with open_document(chemin) as root:
        for table in root.tables("regle"):
            id_ = table.as_code(new_id(table, cas), "id", Regle)
            mots[id_], seuils[id_] = _read_mots(table), _read_seuils(table)
            cas[id_] = _read_cas(table)
            table.close()
        if len(cas) != len(Regle):
            raise root.refusal(Panne.CLE_ABSENTE, "regle")
    return Reference(cas, open_lexique, mots, seuils)


def _read_mots(table: Table) -> dict[str, tuple[str, ...]]:
    mots = table.table("mots")
    return {} if mots is None else {cle: mots.texts(cle) for cle in mots}


def _read_seuils(table: Table) -> dict[str, int]:
    seuils = table.table("seuils")
    return {} if seuils is None else {cle: seuils.count(cle) for cle in seuils}


def _read_cas(table: Table) -> dict[str, CasRegle]:
    found: dict[str, CasRegle] = {}
    for lu in table.tables("cas"):
        id_ = new_id(lu, found)
        dites = PhrasesRegle(*(typographie(lu.text(cle, None)) for cle in ("titre", "enjeu", "faire")))
        found[id_] = CasRegle(lu.code("poids", Poids), dites)
        lu.close()
    if not found:
        raise table.refusal(Panne.CLE_ABSENTE, "cas")
    return found


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
