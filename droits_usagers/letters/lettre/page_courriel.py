"""What an e-mail says as a page: its text where there is no plain one; else whether it says more, and the pictures in it.

Nothing of a page is run, and nothing is looked for elsewhere.
"""

import contextlib
import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.socle.fichiers_recus import PartieMuette

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
