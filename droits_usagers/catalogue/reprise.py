"""Reads `reprise.toml`: the words of the tables people keep."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.domain.droit.feries import TERRITOIRES
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Civilite, CodeConsigne, Qualite
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve
from droits_usagers.domain.reprise.adresses import MotsAdresse
from droits_usagers.domain.reprise.champs import DATES, SAUF, STATUTS, ChampReprise
from droits_usagers.domain.reprise.lexique import Lexique
from droits_usagers.domain.socle.errors import Panne


def load_lexique(
    chemin: Path,
    demarches: Collection[str],
    canaux: Collection[str],
    *,
    titre: Callable[[str], str],
    francais: LexiqueReleve | None = None,
    pays: frozenset[str] = frozenset(),
) -> Lexique:
    """What is in the file; every code is known to the program. Raises ExpectedError (RESSOURCE_ABIMEE).

    A demarche of which the file says nothing is found by its title.
    """
    codes: dict[ChampReprise, Collection[str]] = {
        ChampReprise.DEMARCHE: demarches,
        ChampReprise.CIVILITE: {civilite.name.lower() for civilite in Civilite},
        ChampReprise.QUALITE: set(Qualite),
        ChampReprise.GENRE: set(GenreOrganisme),
        ChampReprise.CANAL: canaux,
        ChampReprise.ISSUE: set[TypeEvenement](STATUTS),
        ChampReprise.TERRITOIRE: TERRITOIRES,
        ChampReprise.CONSIGNE: set(CodeConsigne) - {CodeConsigne.AUTRE},
    }
    with open_document(chemin) as root:
        vides, pareil, negations = (root.texts(cle) for cle in ("vides", "pareil", "negations"))
        doutes, protegees, lieux = (root.texts(cle) for cle in ("doutes", "protegees", "lieux"))
        a_confirmer, abreges, neutres = (root.texts(cle) for cle in ("a_confirmer", "abreges", "neutres"))
        prudence, indifferentes, rencontres = (root.texts(cle) for cle in ("prudence", "indifferentes", "rencontres"))
        services, nommants = (root.texts(cle) for cle in ("services", "nommants"))
        devant = _forms(root, "devant", DATES)
        sauf = _forms(root, "sauf", set(SAUF))
        organismes = _table(root, "organismes")
        graphies = {code: organismes.texts(code) for code in organismes}
        organismes.close()
        entetes = _forms(root, "entetes", set(ChampReprise))
        valeurs = _table(root, "valeurs")
        lus = {champ: _forms(valeurs, champ, connus) for champ, connus in codes.items()}
        valeurs.close()
        adresses = _table(root, "adresses")
        des_adresses = {
            cle.name: frozenset(adresses.texts(cle.name))
            for cle in fields(MotsAdresse)
            if cle.name not in {"jamais", "pays", "francais"}
        }
        adresses.close()
    demarches_dites = lus[ChampReprise.DEMARCHE]
    demarches_dites |= {id_: (titre(id_),) for id_ in demarches if id_ not in demarches_dites}
    return Lexique(
        entetes,
        lus,
        vides,
        negations,
        pareil=pareil,
        doutes=doutes,
        protegees=protegees,
        lieux=lieux,
        a_confirmer=a_confirmer,
        neutres=neutres,
        indifferentes=indifferentes,
        rencontres=rencontres,
        devant=devant,
        sauf=sauf,
        organismes=graphies,
        abreges=abreges,
        adresses=MotsAdresse(**des_adresses, jamais=frozenset(prudence), pays=pays, francais=francais),
        prudence=frozenset(prudence),
        francais=francais,
        nommants=frozenset(_words_of_bodies(nommants)),
        corps=frozenset(_words_of_bodies((*services, *nommants), graphies, lus[ChampReprise.GENRE])),
    )


def _words_of_bodies(services: Iterable[str], *formes: Mapping[str, Iterable[str]]) -> Iterator[str]:
    dites = (forme for par_code in formes for une in par_code.values() for forme in une)
    for forme in (*services, *dites):
        yield from words(forme)


def _table(parent: Table, cle: str) -> Table:
    table = parent.table(cle)
    if table is None:
        raise parent.refusal(Panne.CLE_ABSENTE, cle)
    return table


def _forms(parent: Table, cle: str, codes: Collection[str]) -> dict[str, tuple[str, ...]]:
    table = _table(parent, cle)
    for code in table:
        if code not in codes:
            raise table.refusal(Panne.CLE_INCONNUE, code)
    return {code: table.texts(code) for code in table}
