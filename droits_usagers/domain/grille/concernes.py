"""Who, in a sentence, is told or is not: those whose data it is, or a body, someone in charge.

« Le comité n'a été ni informé ni consulté » says nothing of them. What tells is the grammar: of what is told passively the
subject, of what is told actively the object, of who knows or ignores the subject. The words below are those of the grammar.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final

from droits_usagers.domain.mots.pliage import fold


class Averti(StrEnum):
    """Who it is that is told, or not."""

    #: Those whose data it is; or a pronoun, which may be them.
    CONCERNE = "concerne"
    #: Several, of whom nothing is known.
    PLUSIEURS = "plusieurs"
    #: A body, or someone in charge.
    AUTRE = "autre"


_PARTICIPE = re.compile(
    r"\b(?:informe|avise|consulte)e?s?\b|\bprevenue?s?\b|\bavertie?s?\b|\b(?:tenu|mis)e?s? (?:au courant|informee?s?|a l'ecart)"
)
_PASSIF = re.compile(
    r"\b(?:ne\s+|n')?(?:(?:est|sont|etai(?:t|ent)|fu(?:t|rent)|soi(?:t|ent)|ser(?:a|ont|ai(?:t|ent)))"
    r"|(?:a|ont|avai(?:t|ent)|ai(?:t|ent)|aur(?:a|ont|ai(?:t|ent)))\b(?=[^,;:.]*\bete\b))\b"
)
#: What one knows, or does not, by oneself.
_SAIT = re.compile(
    r"\b(?:ne\s+|n'|l')?(?:ignor(?:e|ent|ai(?:t|ent))|sai(?:t|ent)|sav(?:ent|ai(?:t|ent))|decouvr\w+|appren\w+|apprend"
    r"|(?:est|sont|etai(?:t|ent)) (?:pas |jamais |plus )?au courant|doute(?:nt)?|connai\w+)\b"
)
_A = r"(?P<a>aux|au|a la|a l')\s*"
#: Whom one tells: after the verb, after what was not given, after what was not said to them.
_ACTIF = re.compile(
    r"\b(?:inform|preven|averti|avis|consult)(?:er|ir|e|es|ee|ees|u|us|i|is|ent|ait|aient|ant|issent|issant|iennent|ient)?\s+"
    r"(?:(?:pas|plus|jamais|meme|aussi|ni|et|correctement|prealablement|consulter|informer|prevenir|avertir)\s+){0,3}"
    r"(?P<objet>(?:le|la|l'|les|un|une|des|ce|cet|cette|ces|notre|nos|votre|vos|leur|leurs|son|sa|ses|aucun|aucune)\b.*)"
)
_NOM = re.compile(r"\b(?:information|consultation|avertissement)\s+(?P<a>du|de la|de l'|des|aux|au|a la|a l')\s*(?P<objet>.*)")
_A_QUI = re.compile(
    rf"\b(?:dit|dire|disent|disait|expliqu\w+|parl\w+|signal\w+|annonc\w+|communiqu\w+)\s+(?:\w+\s+){{0,3}}?{_A}(?P<objet>.*)"
)
_BORNE = re.compile(r"[,;:.()«»!?–—]|\b(?:que|qu'|qui|dont|ou|car|puis|lorsque|quand)\b")
#: « Le comité, saisi trop tard, n'a été… »: between the subject and its verb.
_INCISE = re.compile(r"(?<=\S),[^,;:.]*,\s*$")
_ENSEMBLE = re.compile(r"\b(?:et|ni)\b")
_MOT = re.compile(r"[a-z0-9]+'?")


def _words(texte: str) -> frozenset[str]:
    return frozenset(texte.split())


_PREPOSITION: Final = _words(
    "a au aux de du d' dans par pour selon sur en avec depuis chez lors entre apres avant sous sans vers malgre contre"
)
_PLURIEL: Final = _words("les des ces nos vos leurs ses mes plusieurs certains certaines quelques tous toutes")
_DETERMINANT: Final = _PLURIEL | _words(
    "le la l' un une ce cet cette notre votre leur son sa mon ma tout toute aucun aucune nul nulle chaque beaucoup peu"
)
_PRONOM: Final = _words("je j' il ils elle elles on nous vous personne nul rien eux celui ceux celle celles qui chacun chacune")
#: « La majorité des personnes » are people; « le comité des usagers » is not.
_QUANTITE: Final = _words("majorite plupart ensemble partie totalite moitie tiers quart nombre part foule minorite poignee")


@lru_cache(256)
def told(texte: str, is_person: Callable[[str], bool]) -> frozenset[Averti]:
    """Everyone whom a sentence says to be told, or not; none where it names nobody.

    `is_person`: true of a word for those whose data it is.
    """
    return frozenset(_read(fold(texte), is_person))


def _read(plie: str, is_person: Callable[[str], bool]) -> Iterator[Averti]:
    passifs = [*_passive(plie)]
    for avant in (*passifs, *(plie[: trouve.start()] for trouve in _SAIT.finditer(plie))):
        # « Ni le comité ni les usagers ».
        nommes = [part for part in _ENSEMBLE.split(_BORNE.split(_INCISE.sub("", avant))[-1]) if part.strip()]
        yield from (_who(part, is_person) for part in nommes or [""])
    for motif in (_NOM, _A_QUI):
        for trouve in motif.finditer(plie):
            determinant = "les" if trouve["a"] in ("aux", "des") else "le"
            yield _who(f"{determinant} {trouve['objet']}", is_person)
    if not passifs:
        yield from (_who(trouve["objet"], is_person) for trouve in _ACTIF.finditer(plie))


def _passive(plie: str) -> Iterator[str]:
    """What stands before the verb of each that is said to be told."""
    for participe in _PARTICIPE.finditer(plie):
        verbes = list(_PASSIF.finditer(plie, 0, participe.start()))
        if verbes and not _BORNE.search(plie[verbes[-1].end() : participe.start()].replace(",", " ")):
            yield plie[: verbes[-1].start()]


def _who(groupe: str, is_person: Callable[[str], bool]) -> Averti:
    """Who a group of words names: by the first noun that nothing leads, and by what it counts if it is a quantity."""
    mots = _MOT.findall(_BORNE.split(groupe.strip(), maxsplit=1)[0])
    mene, determinant = False, ""
    for rang, mot in enumerate(mots):
        if mot in _PREPOSITION or (mot == "des" and rang):
            mene, determinant = True, ""
        elif mot in _DETERMINANT or mot.isdigit():
            determinant = mot
        elif mene:
            mene, determinant = False, ""
        elif mot in _PRONOM or is_person(mot) or (mot in _QUANTITE and any(map(is_person, mots[rang:]))):
            return Averti.CONCERNE
        elif determinant:
            return Averti.PLUSIEURS if determinant in _PLURIEL or determinant.isdigit() else Averti.AUTRE
    return Averti.CONCERNE
