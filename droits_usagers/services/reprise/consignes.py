"""The consignes that a table tells: what its cells ask not to be done. Nothing that is written there is dropped."""

import re
from collections.abc import Iterable

from droits_usagers.domain.personnes.consignes import CodeConsigne, Consigne
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.lexique import Lexique, key_of

#: Between two consignes of one cell.
_ENTRE = re.compile(r"[;/\n•]|,(?!\d)")
#: A cell of a column whose heading says everything.
_OUI = frozenset({"oui", "o", "x", "1", "vrai", "true", "yes"})


def read_consignes(cellules: Iterable[tuple[str, str]], lexique: Lexique) -> tuple[Consigne, ...]:
    """What these cells ask, each after the heading of its column. Words that are no known consigne stay as they are."""
    lues: list[Consigne] = []
    for entete, texte in cellules:
        if key_of(texte) in _OUI:
            lues.append(_one(entete, lexique))
        else:
            parts = (part.strip(" .-–") for part in _ENTRE.split(texte))
            lues += (_one(part, lexique) for part in parts if part and not lexique.says_nothing(part))
    return tuple(dict.fromkeys(lues))


def _one(texte: str, lexique: Lexique) -> Consigne:
    """A known consigne when the words say that and nothing else; else the words."""
    sens = lexique.codes_of(ChampReprise.CONSIGNE, texte)
    if sens and sens[0].exact:
        return Consigne(CodeConsigne(sens[0].code))
    return Consigne(CodeConsigne.AUTRE, texte)
