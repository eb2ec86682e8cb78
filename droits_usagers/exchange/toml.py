"""Opens a TOML file that someone handed in, whatever is in it: one refusal, one sentence, never a traceback.

Limits: 1 MiB, UTF-8 (a byte-order mark is forgiven: Windows editors add one).
"""

import re
import tomllib

from droits_usagers.domain.mots.lecture import FORMAT, Table, endless_key_line, readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne

#: A letter is typed by hand: beyond this, it is another kind of file.
TAILLE_MAXIMALE = 1 << 20

_LINE = re.compile(r"\(at line (\d+)")
# Texts, in which a # is a # like another; and any other.
_MORCEAUX = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''(?:.)*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#",
    re.DOTALL,
)
# A day as people write them without quotes: 2026-02-30, 2026-13-01, 24/11/2026. The parser calls most of them something else.
_DATE = re.compile(r"[=\[,]\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b")


def parse(contenu: bytes, fichier: str, *, connu: int = FORMAT) -> Table:
    """The root table of a file; `fichier` names it in refusals, `connu` is the newest format it may have.

    Raises ExpectedError FICHIER_TROP_GRAND, TOML_ILLISIBLE (`ligne`), DATE_REFUSEE for a day that does not exist,
    FORMAT_PLUS_RECENT.
    """
    fichier = readable_key(fichier)
    if len(contenu) > TAILLE_MAXIMALE:
        raise ExpectedError(Panne.FICHIER_TROP_GRAND, fichier=fichier)
    try:
        texte = contenu.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(fichier, contenu[: error.start].count(b"\n") + 1) from None
    root = Table(_loads(texte, fichier), fichier=fichier)
    root.read_format(connu)
    return root


def has_comments(contenu: bytes) -> bool:
    """True if a file that was read holds what someone wrote beside its values: it would not be written again."""
    texte = contenu.decode("utf-8-sig", errors="replace")
    return any(morceau[0] == "#" for morceau in _MORCEAUX.finditer(texte))


def _loads(texte: str, fichier: str) -> dict[str, object]:
    sans_fin = endless_key_line(texte)
    if sans_fin is not None:
        raise _unreadable(fichier, sans_fin)
    try:
        return tomllib.loads(texte)
    except tomllib.TOMLDecodeError as error:
        # The parser's own words stay out: they may quote what someone typed.
        found = _LINE.search(str(error))
        ligne = int(found[1]) if found else texte.count("\n") + 1
        if _DATE.search(texte.split("\n")[ligne - 1]):
            raise _bad_date(texte, fichier, ligne) from None
        raise _unreadable(fichier, ligne) from None
    except (ValueError, RecursionError):
        # A number of thousands of digits, brackets nested by the thousand: no place is given.
        raise _unreadable(fichier, 1) from None


def _bad_date(texte: str, fichier: str, ligne: int) -> ExpectedError:
    from droits_usagers.domain.mots.lecture import key_at

    return ExpectedError(Panne.DATE_REFUSEE, fichier=fichier, cle=readable_key(key_at(texte, ligne)))


def _unreadable(fichier: str, ligne: int) -> ExpectedError:
    return ExpectedError(Panne.TOML_ILLISIBLE, fichier=fichier, ligne=str(ligne))
