"""E-mails that someone else sent, read in a process of their own: one made to harm ends that process alone.

Python reads a message as deep and as slowly as it is made: parts within parts, heads without end.
"""

import re
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from droits_usagers.letters.lettre.processus import BIEN, ILLISIBLE, Limites, Processus, answer_all

if TYPE_CHECKING:
    from email.message import EmailMessage

#: One that takes longer is not a letter.
DUREE_MAX_S = 3.0
#: Python takes the square of the length of a head to read it: this is one of 16 KB, or two hundred of 1 KB.
LECTURE_MAX = 2**28
_TETE = re.compile(rb"^(?:content-[a-z-]+|subject|date)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
#: Of a body: as much as anyone reads on a screen, and a little more, that it shows.
TEXTE_MAX = 1_000_001
_ENTRE = "\n\n"


class LecteurCourriel:
    """Reads one at a time. Safe from any thread; whoever asks waits."""

    def __init__(self, *, duree_max_s: float = DUREE_MAX_S) -> None:
        self._processus = Processus(serve, Limites(duree_max_s))

    def text(self, contenu: bytes) -> str:
        """Its day, its subject and its body; neither addresses nor what is attached. Raises ExpectedError PIECE_ILLISIBLE."""
        return self._processus.ask_of_file(contenu).decode("utf-8", "replace")

    def close(self) -> None:
        """End the process, and forget what it was given."""
        self._processus.close()


def serve(fil: Connection) -> None:
    """The child."""
    answer_all(fil, answer)


def answer(question: Any) -> bytes:  # noqa: ANN401 - a file, through a pipe
    """The text of a message."""
    try:
        return BIEN + _text_of(question)[:TEXTE_MAX].encode("utf-8", "replace")
    except (MemoryError, RecursionError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError):
        # What a stranger's message makes Python meet; anything else ends this process, and is told in the same way.
        return ILLISIBLE


def _text_of(contenu: bytes) -> str:
    import email
    from email import policy
    from email.message import EmailMessage

    lignes = contenu.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if sum(len(tete[0]) ** 2 for tete in _TETE.finditer(lignes)) > LECTURE_MAX:
        raise ValueError
    message = email.message_from_bytes(contenu, _class=EmailMessage, policy=policy.default)
    return _ENTRE.join(filter(None, (*_heads(message), _body(message))))


def _heads(message: "EmailMessage") -> Iterator[str]:
    for nom in ("Date", "Subject"):
        try:
            yield str(message.get(nom, "")).strip()
        except (ValueError, TypeError, IndexError):
            # A head that nobody can read is not what one marks.
            continue


def _body(message: "EmailMessage") -> str:
    """What it says, in plain text. Raises ValueError or LookupError where it says it otherwise: heads alone mislead."""
    corps = message.get_body(preferencelist=("plain",))
    if corps is None and any(partie.get_content_maintype() == "text" for partie in message.walk()):
        raise ValueError
    return "" if corps is None else str(corps.get_content())
