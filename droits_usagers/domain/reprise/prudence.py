"""What may be a warning in a cell where nothing says how it is built: a remark, a column that nothing is read under.

It is told by the way one writes to be obeyed (« ne pas… », a sign, an exclamation, a shout), or speaks of who must not know.
What is doubtful warns: an address withheld for nothing is seen and shown again.
"""

import re
import unicodedata
from collections.abc import Collection

from droits_usagers.domain.mots.pliage import fold, words
from droits_usagers.domain.reprise.lexique import COCHES, Lexique

#: « ne pas », « n'ouvre pas »: but for what did not happen (« n'a pas répondu »).
_DEFENSE = re.compile(
    r"(?<!\w)(?:ne\s+|n\s*')(?!(?:y\s+)?(?:a|ai|as|ont|avait|avaient|aura|est|sont|etait|etaient|sera)\b)"
    r"|(?<!\w)(?:pas|plus|jamais|rien|aucune?)\s+(?:\w+\s+)?(?!encore\b)\w{2,}(?:er|ir|re)(?!\w)"
    r"|(?<!\w)(?:pas|plus|aucun)\s+(?:de\s+|d\s*')?(?:courriers?|lettres?|appels?|sms|messages?)(?!\w)|pas\s+au\s+courant"
)
_LETTRES, _CRIES = 3, 2


def may_warn(texte: str, mots: Collection[str], *, cries: bool = True) -> bool:
    """True for what someone had better read before anything is sent. `cries`: capitals are not what the column is written in.

    >>> may_warn("relancé le 3", ()), may_warn("ne rien envoyer", ()), may_warn("PAS CHEZ ELLE", ()), may_warn("⚠", ())
    (False, True, True, True)
    """
    return forbids(texte) or says_one_of(texte, mots) or (cries and shouts(texte))


def forbids(texte: str) -> bool:
    """True for words, or a sign, that one writes to be obeyed."""
    return bool(_DEFENSE.search(fold(texte))) or any(map(_is_sign, texte))


def says_one_of(texte: str, mots: Collection[str]) -> bool:
    """True for a text that has one of these words, or a sign."""
    return not set(words(texte)).isdisjoint(mots) or any(map(_is_sign, texte))


_MOT, _COURRIEL = re.compile(r"[^\W\d_]{2}"), re.compile(r"\S+@\S+\.\w+")


def is_remark(texte: str, lexique: Lexique) -> bool:
    """True for words in a cell that nothing is read of: neither a letter, nor a number, nor an address of mail is one."""
    return not lexique.says_nothing(texte) and in_words(texte)


def in_words(texte: str) -> bool:
    """True for a cell that neither a letter, nor a number, nor an address of mail is all of."""
    return not is_mailbox(texte) and bool(_MOT.search(texte))


def is_mailbox(texte: str) -> bool:
    """True for an address of mail, and nothing else."""
    return _COURRIEL.fullmatch(texte) is not None


def _is_sign(signe: str) -> bool:
    return signe == "!" or (unicodedata.category(signe) in {"So", "Cs", "Co"} and signe not in COCHES)


def shouts(texte: str) -> bool:
    """True for words in capitals."""
    mots = [mot for mot in re.findall(r"[^\W\d_]+", texte) if len(mot) >= _LETTRES]
    return len(mots) >= _CRIES and all(mot.isupper() for mot in mots)
