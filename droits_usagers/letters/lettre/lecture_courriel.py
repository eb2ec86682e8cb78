"""E-mails that someone else sent, read in a process of their own: one made to harm ends that process alone.

Python reads a message as deep and as slowly as it is made: parts within parts, heads without end.
"""

import codecs
import contextlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.socle.fichiers_recus import PartieMuette
from droits_usagers.letters.lettre.processus import BIEN, ILLISIBLE, Limites, Processus, answer_all

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

_MOT = re.compile(r"[^\W_]+")
#: Within a word; any other mark parts two.
_DANS_UN_MOT = frozenset({
    *("a", "abbr", "b", "big", "bdo", "code", "em", "font", "i", "mark"),
    *("s", "small", "span", "strong", "sub", "sup", "tt", "u", "wbr"),
})  # fmt: skip
#: Within a line; any other mark begins or ends one.
_DANS_UNE_LIGNE = frozenset({"td", "th", "img", "input", "button", "label", "select", "option", "q", "cite", "time", "u"})
_BLANCS, _LIGNES = re.compile(r"\s+"), re.compile(r"\n{3,}")
_MUETS = frozenset({"script", "style", "title"})
#: Marks whose words are shown in place of something, or over it.
_DITS = frozenset({"alt", "title", "value", "placeholder"})
_DESSINS = re.compile(r"data:\s*image/", re.IGNORECASE)


def unsaid(message: "EmailMessage", texte: str) -> Counter[PartieMuette]:
    """How many of its other texts say more than the one that was read, and how many pictures are written in them."""
    lus, muets = _words(texte), Counter[PartieMuette]()
    for partie in message.walk():
        if partie.get_content_maintype() != "text" or partie.is_attachment():
            continue
        page = _Page()
        try:
            dit = _content(partie)
        except (LookupError, ValueError):
            # Written in letters that nobody knows.
            muets[PartieMuette.AUTREMENT] += 1
            continue
        if partie.get_content_type() == "text/html":
            page.read(dit)
            muets[PartieMuette.IMAGES] += page.dessins
            dit = page.text
        # Whatever else it is, its words are there.
        muets[PartieMuette.AUTREMENT] += bool(_words(dit) - lus)
    return +muets


def read_page(partie: "MIMEPart") -> str:
    """The text of a page, a line for each of its lines: all its words, those that it hides too."""
    page = _Page()
    page.read(_content(partie))
    lignes = (" ".join(ligne.split()) for ligne in page.text.split("\n"))
    return _LIGNES.sub("\n\n", "\n".join(lignes)).strip()


def _content(partie: "MIMEPart") -> str:
    if partie.get_content_type() == "text/html" and partie.get_content_charset() is None:
        # It says so within, or nowhere: what is UTF-8 is hardly ever anything else.
        octets = partie.get_payload(decode=True)
        with contextlib.suppress(UnicodeDecodeError):
            return bytes(octets).decode()
        return bytes(octets).decode("cp1252", "replace")
    contenu = partie.get_content()
    return contenu if isinstance(contenu, str) else bytes(contenu).decode("latin-1")


def _words(texte: str) -> Counter[str]:
    return Counter(_MOT.findall(fold(texte)))


class _Page(HTMLParser):
    """The words of a page, shown or not, and how many pictures are written in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._dits: list[str] = []
        self._muet = 0
        self.dessins = 0

    def read(self, dit: str) -> None:
        self.feed(dit)
        self.close()

    @property
    def text(self) -> str:
        return "".join(self._dits)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        self._muet += tag in _MUETS
        self.dessins += tag == "svg"
        for nom, valeur in attrs:
            self.dessins += len(_DESSINS.findall(valeur or ""))
            if nom in _DITS:
                self._dits.append(f" {valeur or ''} ")

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        self._muet -= tag in _MUETS and self._muet > 0

    def handle_data(self, data: str) -> None:
        if self._muet:
            self.dessins += len(_DESSINS.findall(data))
        else:
            self._dits.append(_BLANCS.sub(" ", data))

    def _part(self, tag: str) -> None:
        if tag not in _DANS_UN_MOT:
            self._dits.append(" " if tag in _DANS_UNE_LIGNE else "\n")


#: One that takes longer is not a letter.
DUREE_MAX_S = 3.0
#: Python takes the square of the length of a head to read it: this is one of 16 KB, or two hundred of 1 KB.
LECTURE_MAX = 2**28
_TETE = re.compile(
    rb"^(?:content-[a-z-]+|subject|date|from|sender|reply-to|to|cc|bcc)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
#: Of a body: as much as anyone reads on a screen, and a little more, that it shows.
TEXTE_MAX = 1_000_001
_ENTRE = "\n\n"


class LecteurCourriel:
    """Reads one at a time. Safe from any thread; whoever asks waits."""

    def __init__(self, *, duree_max_s: float = DUREE_MAX_S) -> None:
        self._processus = Processus(serve, Limites(duree_max_s))

    def read(self, contenu: bytes) -> tuple[str, dict[PartieMuette, int]]:
        """What it says, and how many files, pictures and other texts come with it, that are not read.

        Its day, from whom and to whom, its subject and its whole body, forwarded messages too.

        Empty where it has no text: heads alone mislead. Raises ExpectedError PIECE_ILLISIBLE where a text of it cannot be read.
        """
        texte, muets = json.loads(self._processus.ask_of_file(contenu))
        return str(texte), {PartieMuette(manque): int(nombre) for manque, nombre in muets.items()}

    def close(self) -> None:
        """End the process, and forget what it was given."""
        self._processus.close()


def serve(fil: Connection) -> None:
    """The child."""
    answer_all(fil, answer)


def answer(question: Any) -> bytes:  # noqa: ANN401 - a file, through a pipe
    """The text of a message."""
    try:
        texte, muets = _read(question)
        # Lone surrogates cannot leave; JSON would let them.
        propre = texte[:TEXTE_MAX].encode("utf-8", "replace").decode()
        return BIEN + json.dumps((propre, muets)).encode()
    except (MemoryError, RecursionError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError):
        # What a stranger's message makes Python meet; anything else ends this process, and is told in the same way.
        return ILLISIBLE


def _read(contenu: bytes) -> tuple[str, dict[PartieMuette, int]]:
    import email
    from email import policy
    from email.message import EmailMessage

    contenu = contenu.removeprefix(codecs.BOM_UTF8)
    lignes = contenu.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if sum(len(tete[0]) ** 2 for tete in _TETE.finditer(lignes)) > LECTURE_MAX:
        raise ValueError
    message = email.message_from_bytes(contenu, _class=EmailMessage, policy=policy.default)
    texte = _told(message)
    # Nothing is read of one that has no text.
    autres = unsaid(message, texte) if texte else {}
    return texte, {PartieMuette.JOINTS: sum(map(_is_beside, message.walk())), **autres}


def _is_beside(partie: "MIMEPart") -> bool:
    """True for what comes with a message and is not among what it says: a file, a picture shown in it."""
    genre = partie.get_content_maintype()
    return genre not in {"multipart", "message"} and (genre != "text" or partie.is_attachment())


def _told(message: "EmailMessage") -> str:
    textes = [texte for texte in _texts(message) if texte.strip()]
    return _ENTRE.join((*filter(None, _heads(message)), *textes)) if textes else ""


def _heads(message: "EmailMessage") -> Iterator[str]:
    for nom in ("Date", "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject"):
        try:
            yield str(message.get(nom, "")).strip()
        except (ValueError, TypeError, IndexError):
            # A head that nobody can read is not what one marks.
            continue


def _texts(partie: "MIMEPart", *, pages: bool = True) -> Iterator[str]:
    """What a part says, whole and in order. Raises ValueError or LookupError where it says it otherwise than in text.

    Not `pages`: otherwise than in plain text.
    """
    genre = partie.get_content_type()
    if genre == "multipart/alternative":
        yield from _of_one(partie, pages=pages)
    elif genre == "message/rfc822":
        yield _required(_told(partie.get_content()))
    elif partie.get_content_maintype() == "multipart":
        for une in partie.iter_parts():
            yield from _texts(une, pages=pages)
    elif partie.get_content_maintype() == "text" and not partie.is_attachment():
        if genre not in ({"text/plain", "text/html"} if pages else {"text/plain"}):
            raise ValueError(genre)
        yield read_page(partie) if genre == "text/html" else str(partie.get_content())
    # What is missing of a part, or damaged, is known once it has been read.
    if partie.defects:
        raise ValueError(genre)


def _of_one(partie: "MIMEPart", *, pages: bool) -> Iterator[str]:
    """What the first that can be read says, of parts that say the same: in plain text if one does."""
    for aussi in (False, True)[: 1 + pages]:
        for une in partie.iter_parts():
            with contextlib.suppress(ValueError):
                yield _required(_ENTRE.join(_texts(une, pages=aussi)))
                return
    raise ValueError(partie.get_content_type())


def _required(texte: str) -> str:
    if not texte.strip():
        raise ValueError
    return texte
