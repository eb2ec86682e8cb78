"""What a person typed or pasted, made fit to be stored, printed and read back, without losing what they meant.

Sources: XML 1.0 § 2.2 (characters a .docx can hold), Unicode 23.7 (non-characters), UAX #9 (explicit directional formatting).
"""

import re
import unicodedata
from dataclasses import dataclass, field

REMPLACEMENT = "\ufffd"

_PAIRE = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_FIN_DE_LIGNE = re.compile("\r\n|[\r\u2028\u2029]")
# Non-characters end every plane (xFFFE, xFFFF), and fill U+FDD0–U+FDEF.
_NON_CARACTERES = "\ufdd0-\ufdef" + "".join(chr(plan << 16 | fin) for plan in range(17) for fin in (0xFFFE, 0xFFFF))
_INTERDITS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_NON_CARACTERES}]")

_FSI = "\u2068"
_PDF = "\u202c"
_PDI = "\u2069"
#: What closes each character that opens a directional run.
_FERMETURE = dict.fromkeys("\u202a\u202b\u202d\u202e", _PDF) | dict.fromkeys("\u2066\u2067\u2068", _PDI)
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Nettoye:
    """A storable text, and how many characters had to be replaced: the person is told when it is not zero."""

    texte: str = field(repr=False)
    remplaces: int = 0


def clean(texte: str) -> Nettoye:
    r"""The text in NFC, with line ends as \n, and U+FFFD in place of what neither XML nor UTF-8 can hold.

    Tabs stay. Directional overrides stay too, but each is closed within its line, so that it cannot turn what follows it
    on the page. Cleaning twice changes nothing more.
    """
    lignes = _FIN_DE_LIGNE.sub("\n", _PAIRE.sub(_join_pair, texte))
    sain, remplaces = _INTERDITS.subn(REMPLACEMENT, lignes)
    normal = unicodedata.normalize("NFC", sain)
    if _DIRECTION.search(normal):
        normal = "\n".join(map(_close_directions, normal.split("\n")))
    return Nettoye(normal, remplaces)


def first_forbidden(texte: str) -> tuple[int, str] | None:
    """Where the first character is that `clean` would replace, and how Unicode names it."""
    trouve = _INTERDITS.search(texte)
    return (trouve.start(), f"U+{ord(trouve[0]):04X}") if trouve else None


def _join_pair(paire: re.Match[str]) -> str:
    """Two halves of one character, as some clipboards hand it over."""
    return paire[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _close_directions(ligne: str) -> str:
    """The line with every directional run closed, and every stray end of isolate given a beginning."""
    ouverts: list[str] = []
    orphelins = 0
    for signe in _DIRECTION.findall(ligne):
        if signe in _FERMETURE:
            ouverts.append(_FERMETURE[signe])
        elif signe == _PDF:
            # Ends an embedding only in the innermost isolate; elsewhere it does nothing (UAX #9, X7).
            if ouverts and ouverts[-1] == _PDF:
                ouverts.pop()
        elif _PDI in ouverts:
            # Ends the isolate and the embeddings left open in it (X6a).
            while ouverts.pop() != _PDI:
                pass
        else:
            orphelins += 1
            ouverts.clear()
    return _FSI * orphelins + ligne + "".join(reversed(ouverts))
