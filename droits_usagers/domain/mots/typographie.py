"""French typography for our own texts and templates, never for what people type.

Unbreakable spaces before « ; : ! ? » and inside « guillemets », typographic apostrophes, n°, 1er. What is not prose (code,
Jinja, placeholders, URLs, postal and e-mail addresses, references, hours, TOML) passes through untouched. Applying it twice
changes nothing more. Source: the usage of the Imprimerie nationale (thin space before « ; ! ? », word space elsewhere).

Each character is looked at a bounded number of times, whatever the text: what a search saw is not searched again.
"""

import re
from collections.abc import Iterator
from functools import cache

INSECABLE = "\u00a0"
FINE = "\u202f"

_VOIES = (
    "allée|avenue|av\\.|boulevard|bd|chemin|esplanade|impasse|parvis|passage|place|quai|route|rue|ruelle|sentier|"
    "square|venelle|villa|voie"
)
#: Stands for each protected span while the prose around it is worked on. One found in the text is protected like the rest.
_JETON = "\ue000"
#: What opens a span that may hold anything, and what closes it: code, Jinja.
_FERMETURES = {"```": "```", "{{": "}}", "{%": "%}", "{#": "#}"}
_FORMES = re.VERBOSE | re.MULTILINE | re.IGNORECASE
#: Never from the middle of a run of its characters: it would have begun before.
_ADRESSE = r"[\w.+-]++@[\w-]+(?:\.[\w-]+)+"
_ADRESSE_SUITE = re.compile(rf"(?<=[\w.+-]){_ADRESSE}")
_PROTEGE = rf"""
      {_JETON}
    | `[^`\n]*`                                                # code
    | \{{[^{{}}\n]*\}}                                         # {{placeholder}}
    | </?[a-zA-Z!][^<>\n]*>                                    # markup, autolinks
    | (?<=\])\([^()\n]*\) | ^\[[^\]\n]+\]:                     # Markdown link targets
    | &\#?\w+;                                                 # entities
    | \b(?:https?|ftp|file|mailto):[^\s"«»<>]+ | \bwww\.[^\s"«»<>]+
    | (?<![\w.+-]){_ADRESSE}                                   # e-mail addresses
    | ^[ \t]*["\w.-]+[ \t]*=[^\n]*$ | ^[ \t]*\[\[?[\w.-]+\]\]?[ \t]*$    # TOML
    | \b\d{{1,4}}(?:[ ]?(?:bis|ter|quater))?,?[ ](?:{_VOIES})\b(?:[^\n,;.:!?»"{{`<]*[^\s,;.:!?»"{{`<])?   # 12 bis rue…
    | \b\d{{5}}[ ](?-i:[A-ZÀ-Ý])[\w'’-]*                         # 93000 Bobigny
    | \b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b                       # hours
    """
#: A reference (2026-0113, AB:12/7) is one of these in a run of its characters, begun before the last digit of the run.
_REFERENCE = re.compile(r"\b[A-Z0-9]{2,}(?:[-_/.:'][A-Z0-9]+)+\b", re.IGNORECASE)
_SUITE = re.compile(r"[A-Z0-9_/.:'-]+", re.IGNORECASE)
_DERNIER_CHIFFRE = re.compile(r".*\d", re.DOTALL)

_BLANC = f"[ \t{INSECABLE}{FINE}]"
#: What may stand before a double punctuation mark: a word, its closing signs, or a protected span. Never a list marker.
_MOT = rf"(?:(?<=[\w)\]»…%°€’{_JETON}])|(?<=[^\W\d]\.)|(?<=\S\*))"
_REGLES = (
    # Straight double quotes, in pairs within a line.
    (re.compile(r"""(?<![^\s(\['’«—–-])"(?=[^\s"])([^"«»\n]*)(?<=\S)"(?!\w)"""), r"«\1»"),
    (re.compile(rf"(?<=[^\W\d_])'(?=[^\W\d_]|[«{_JETON}])"), "’"),
    (re.compile(rf"(?i)\bn[°º]{_BLANC}*(?=[\d{_JETON}])"), lambda n: f"{n[0][0]}°{INSECABLE}"),
    (re.compile(rf"\b1er{_BLANC}+(?=[^\W\d_])"), f"1er{INSECABLE}"),
    (re.compile(rf"(?<=\d){_BLANC}+(?=[%€])"), INSECABLE),
    (re.compile(rf"«{_BLANC}*(?=\S)"), f"«{INSECABLE}"),
    (re.compile(rf"(?<=[^\s«]){_BLANC}*»"), f"{INSECABLE}»"),
    (re.compile(rf"{_MOT}{_BLANC}+(?=[;!?])"), FINE),
    (re.compile(rf"{_MOT}{_BLANC}+(?=:)"), INSECABLE),
    (re.compile(rf"{_MOT}(?=[;!?][;:!?]*(?:[\s)\]»]|$))"), FINE),
    (re.compile(rf"{_MOT}(?=:(?:\s|$))"), INSECABLE),
)


def typographie(texte: str) -> str:
    """The text with French typography; what is not prose is left exactly as it was."""
    prose: list[str] = []
    proteges: list[str] = []
    fin = 0
    for debut, suite in _protected(texte):
        prose.append(texte[fin:debut])
        proteges.append(texte[debut:suite])
        fin = suite
    prose.append(texte[fin:])
    travaillee = _JETON.join(prose)
    for motif, remplacement in _REGLES:
        travaillee = motif.sub(remplacement, travaillee)
    morceaux = travaillee.split(_JETON)
    return "".join(bout for paire in zip(morceaux, [*proteges, ""], strict=True) for bout in paire)


def apostrophes(texte: str) -> str:
    """The one thing done to what people type, read beside our sentences: its apostrophes, but for those of addresses."""
    return "".join(mot if _ADRESSE_TAPEE.search(mot) else _APOSTROPHE.sub("’", mot) for mot in _MOTS.split(texte))


#: Between two letters, or before what is quoted.
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[\w«“])")
_ADRESSE_TAPEE = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
_MOTS = re.compile(r"(\s+)")


def _protected(texte: str) -> Iterator[tuple[int, int]]:
    """Where each protected span begins and ends, in order: the first that begins, then the first after its end."""
    formes, references = _Formes(texte), _References(texte)
    fin = 0
    while True:
        trouvees = [trouvee for trouvee in (formes.after(fin), references.after(fin)) if trouvee is not None]
        if not trouvees:
            return
        # Of two that begin together, the first of the list: min keeps it.
        debut, fin = min(trouvees, key=lambda trouvee: trouvee[0])
        yield debut, fin


class _Formes:
    """The spans that are known by their first characters."""

    def __init__(self, texte: str) -> None:
        self._texte = texte
        self._ouvertures = tuple(ouvre for ouvre, ferme in _FERMETURES.items() if ferme in texte)
        self._prochaine: tuple[int, int] | None = (-1, -1)

    def after(self, place: int) -> tuple[int, int] | None:
        """The first that begins there or later."""
        if self._prochaine is not None and self._prochaine[0] < place:
            self._prochaine = self._find(place)
        return self._prochaine

    def _find(self, place: int) -> tuple[int, int] | None:
        adresse = _ADRESSE_SUITE.match(self._texte, place)
        if adresse is not None:
            # What came before ended in the middle of a run: an address may begin there all the same.
            return adresse.span()
        while (passage := _spans(self._ouvertures).search(self._texte, place)) is not None:
            ouvre = passage["ouvre"]
            if ouvre is None:
                return passage.span()
            fin = self._texte.find(_FERMETURES[ouvre], passage.end())
            if fin >= 0:
                return passage.start(), fin + len(_FERMETURES[ouvre])
            # Nothing closes it, nor any that comes later.
            self._ouvertures = tuple(autre for autre in self._ouvertures if autre != ouvre)
            place = passage.start()
        return None


@cache
def _spans(ouvertures: tuple[str, ...]) -> re.Pattern[str]:
    """The protected spans, where these may still be closed."""
    ouvre = "|".join(map(re.escape, ouvertures)) or "(?!)"
    return re.compile(rf"(?P<ouvre>{ouvre})|{_PROTEGE}", _FORMES)


class _References:
    """The references of a text, a run of their characters at a time."""

    def __init__(self, texte: str) -> None:
        self._texte = texte
        self._suites = _SUITE.finditer(texte)
        #: The run under way: its end, and where its last digit is (its beginning apart). None when there are no more.
        self._suite: tuple[int, int] | None = (0, -1)
        self._debut = 0
        self._prochaine: tuple[int, int] | None = None

    def after(self, place: int) -> tuple[int, int] | None:
        """The first that begins there or later."""
        if self._prochaine is None or self._prochaine[0] < place:
            self._prochaine = None
            while self._suite is not None and self._prochaine is None:
                fin, chiffre = self._suite
                # One more character: whether a word ends at the end of the run depends on it.
                trouvee = _REFERENCE.search(self._texte, place, fin + 1) if place <= chiffre else None
                if trouvee is not None and trouvee.start() <= chiffre:
                    self._prochaine = trouvee.span()
                else:
                    self._advance(place)
                    place = max(place, self._debut)
        return self._prochaine

    def _advance(self, place: int) -> None:
        """To the next run that holds, or is followed by, a digit."""
        self._suite = None
        for suite in self._suites:
            fin = suite.end()
            dernier = _DERNIER_CHIFFRE.match(self._texte, suite.start(), fin + 1)
            if fin > place and dernier is not None:
                self._suite = fin, dernier.end() - 1
                self._debut = suite.start()
                return
