"""Whether two words may be one, written otherwise: with a slip, cut short, as it is heard; and what to look for them by."""

from functools import lru_cache

from droits_usagers.domain.mots.distance import distance
from droits_usagers.domain.mots.nombres import value_of
from droits_usagers.domain.mots.sons import sound_of

_VOYELLES = frozenset("aeiouy")
_UNS = frozenset({"un", "une"})
#: Letters of a word that may have a slip, that may have two; of what is one or many; of the longest name.
COURT, _SUR, _PLURIEL, TROP = 4, 8, 3, 24
#: Letters of a word cut short, and of one end of a word.
TRONQUE, _BOUT = 3, 3


def one_way(mot: str) -> str:
    """A number by what it is worth, « quatre » as « 4 » and « 04 »; another word as it is."""
    valeur = None if mot in _UNS else value_of(mot)
    return mot if valeur is None else str(valeur)


def is_short_for(court: str, long: str) -> bool:
    """True for « bd » of « boulevard », « gal » of « general »: the same first letter, and others of it in their order.

    >>> is_short_for("bd", "boulevard"), is_short_for("st", "saint"), is_short_for("av", "boulevard")
    (True, True, False)
    """
    if not court or len(court) > COURT or len(court) >= len(long) or court[0] != long[0]:
        return False
    if len(court) == COURT and not (long.startswith(court) or _VOYELLES.isdisjoint(court[1:])):
        # « pour » is none of « plomeur ».
        return False
    reste = iter(long)
    return all(signe in reste for signe in court)


def is_like(dit: str, mot: str) -> bool:
    """True for two ways to write one word in an address."""
    if not mot or (dit[0] != mot[0] and len(mot) < _SUR):
        return False
    return mot in forms_of(dit) or is_short_for(mot, dit) or is_short_for(dit, mot) or differ_little(dit, mot)


def is_same_word(mot: str, dit: str) -> bool:
    """« St » is « Saint »: of a town, the last letter stays."""
    court, long = sorted((mot, dit), key=len)
    return mot == dit or differ_little(mot, dit) or (len(court) > 1 and court[-1] == long[-1] and is_short_for(court, long))


def sounds_like(une: str, autre: str) -> bool:
    """True for what is heard alike."""
    son = sound_of(une)
    return len(son) >= _PLURIEL and son == sound_of(autre)


@lru_cache(maxsize=4)
def sounds_of(mots: frozenset[str]) -> frozenset[str]:
    """How each of these sounds: words of ours, kept."""
    return frozenset(map(sound_of, mots))


def differ_little(une: str, autre: str) -> bool:
    """True for two ways of writing one word: a slip or two, fewer in a short one, which begins with the same letter."""
    court, long = sorted((une, autre), key=len)
    if len(court) < COURT or len(long) > TROP or not (une + autre).isalpha():
        return False
    if len(court) < _SUR and une[0] != autre[0]:
        return False
    permis = 1 if len(court) < _SUR else 2
    return len(long) - len(court) <= permis and distance(une, autre) <= permis


@lru_cache(maxsize=4096)
def forms_of(mot: str) -> tuple[str, ...]:
    """One or many of them."""
    return (mot, f"{mot}s", mot.removesuffix("s")) if len(mot) >= _PLURIEL and mot.isalpha() else (mot,)


@lru_cache(maxsize=4096)
def keys_of_sought(mot: str) -> frozenset[str]:
    """All that a word of an address may be found by: one of them is also of each word that is near it."""
    if not mot.isalpha() or len(mot) < COURT:
        return frozenset()
    return frozenset((sound_key(mot), *keys_of(mot), *(f"{mot[:fin]}~" for fin in range(TRONQUE, len(mot) - 1))))


def keys_of(mot: str) -> frozenset[str]:
    """What two words that differ little have in common: themselves without a letter, or one end of a long one."""
    cles = {mot, *(mot[:i] + mot[i + 1 :] for i in range(len(mot) if len(mot) >= COURT else 0))}
    return frozenset(cles | {f"^{mot[:_BOUT]}", f"{mot[-_BOUT:]}$"} if len(mot) >= _SUR else cles)


def sound_key(mot: str) -> str:
    """How it sounds, as a key."""
    return f"{sound_of(mot)}|"


def forget() -> None:
    """Keep nothing of what was looked for."""
    forms_of.cache_clear()
    keys_of_sought.cache_clear()
