"""The sentences of what someone typed, one at a time: together they are the whole text, and none is cut inside an address.

Whoever types writes « M. Diallo », « 12 r. des Lilas », and often no capital at all: in doubt, two sentences stay one.
"""

import re
import unicodedata
from collections.abc import Iterator

from droits_usagers.domain.mots.pliage import fold

#: Pictures, boxed letters, flags, and the tags that nothing shows; braille; what does not show, many times over.
_HORS_TEXTE = re.compile(
    "[\U0001f000-\U0001ffff\U000e0000-\U0010ffff\u2801-\u28ff\ufe00-\ufe0d]+|[\u200b-\u200f\u2060-\u2064\ufeff]{4,}"
)
_POINTS, _TRAITS = ".·•…", "–—−_-"
#: Dots and dashes, in groups. A line of dots, a rule of dashes, is none.
_MORSE = re.compile(
    rf"(?<![\w{_POINTS}{_TRAITS}])[{_POINTS}{_TRAITS}]{{1,6}}(?:[ /|\u00a0\u202f]{{1,3}}[{_POINTS}{_TRAITS}]{{1,6}})+"
)
_SIGNES_MIN = 4


def odd_signs(texte: str) -> tuple[tuple[int, int], ...]:
    """Where each stretch of them stands, in order.

    >>> odd_signs("Je suis à 🅻🅴🅽🆂 : .-.. . -.")
    ((10, 14), (17, 26))
    """
    trouves = [*_HORS_TEXTE.finditer(texte), *(trouve for trouve in _MORSE.finditer(texte) if _is_morse(trouve[0]))]
    return tuple(sorted(trouve.span() for trouve in trouves))


def _is_morse(texte: str) -> bool:
    points, traits = (sum(map(texte.count, genre)) for genre in (_POINTS, _TRAITS))
    return bool(points and traits) and points + traits >= _SIGNES_MIN


_FIN = re.compile(r"[.!?\u2026]+(?P<ferme>[ \u00a0\u202f]?[\u00bb\u201d\"')\]]+)?\s+|\s*\n\s*")
#: Initials that a hyphen joins: « J.-P. », « J-P. », « M.-Th. ».
_INITIALES = re.compile(r"(?<![\w-])(?:[^\W\d_]{1,2}\.-|[A-Z\u00c0-\u00de]-)+[^\W\d_]{1,2}\Z")
#: One capital: « E. Page », « Ch. Pain », « bâtiment C. »; and the word after its full stop.
_SEULE = re.compile(r"(?<![\w.'\u2019-])[A-Z\u00c0-\u00de][b-df-hj-np-tv-xz]?\Z")
_SUIVANT = re.compile(r"(?P<mot>[^\W\d_]+)[ \u00a0'\u2019](?P<apres>[^\W\d_])")
#: What opens a sentence, and no name: its subject, wherever it stands; what determines one, before a word that is no name.
_SUJETS = frozenset({"je", "j", "tu", "il", "ils", "elle", "elles", "on", "nous", "vous", "ca", "c"})
_DETERMINENT = frozenset(
    (
        *("mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "ses", "notre", "nos", "votre", "vos", "leur", "leurs"),
        *("ce", "cet", "cette", "ces", "le", "la", "les", "l", "un", "une"),
    )
)
#: The word that a full stop follows, and the number before it: « 12 av. Foch ». What a hyphen joins, what is spelt, is none.
_MOT = re.compile(r"(?P<nombre>\d[ \u00a0]?(?:bis|ter)?[, ]{1,2})?(?<![\w-])(?<!\b[b-df-hj-np-tv-xz] )(?P<mot>[^\W\d_]+)\Z")
_LOIN = 40
#: What never ends a sentence, and so no line of one but where it was folded: what determines a word, and what leads to one.
_ANNONCENT = _DETERMINENT | {
    *(
        "a",
        "au",
        "aux",
        "avec",
        "chez",
        "contre",
        "dans",
        "de",
        "depuis",
        "des",
        "du",
        "en",
        "entre",
        "et",
        "ou",
        "par",
        "pour",
    ),
    *("que", "qui", "sans", "sous", "sur", "vers"),
}
#: A line shorter than that was not folded: a title, a cell of a table.
_REPLIEE = 25
_MONSIEUR = "M"
#: As short as this, it may be an abbreviation; as short as that, it is likely one; before a number, it is somewhat longer.
_ABREGE, _TRES_COURT, _NUMEROTE = 3, 2, 5
#: Symbols, and what no table names.
_IMAGES = frozenset({"So", "Sm", "No", "Co", "Cn"})
_VOYELLES = frozenset("aeiouy")
#: What a whole word ends with, and nothing that was cut: « 6 ans ».
_FINALES = _VOYELLES | {"s"}


def sentences_of(texte: str, *, replie: bool = False) -> Iterator[tuple[int, int]]:
    """Where each stands, from its first sign to its last; what says nothing goes with what it stands beside, or is none.

    `replie`: what was written folds its lines, as a page or an e-mail does: a sentence may go on from one to the next.

    >>> texte = "Je dors ailleurs. Tom est au 12 r. des Lilas !"
    >>> [texte[debut:fin] for debut, fin in sentences_of(texte)]
    ['Je dors ailleurs.', 'Tom est au 12 r. des Lilas !']
    """
    ici: tuple[int, int] | None = None
    for debut, fin, au_bout in _pieces(texte, replie=replie):
        if ici is not None and _has_words(texte, *ici) and _has_words(texte, debut, fin):
            yield from _trimmed(texte, *ici)
            ici = None
        ici = (ici[0] if ici else debut, fin)
        if au_bout:
            yield from _trimmed(texte, *ici)
            ici = None


def _pieces(texte: str, *, replie: bool) -> Iterator[tuple[int, int, bool]]:
    """Up to each stop, and whether the line ends there."""
    debut = 0
    for trouve in _FIN.finditer(texte):
        if _ends(texte, trouve, debut) and not (replie and _is_folded(texte, trouve, debut)):
            yield debut, trouve.end(), "\n" in trouve[0]
            debut = trouve.end()
    yield debut, len(texte), True


def _has_words(texte: str, debut: int, fin: int) -> bool:
    return any(map(str.isalnum, texte[debut:fin]))


def _is_folded(texte: str, trouve: re.Match[str], debut: int) -> bool:
    """True where a line ends and its sentence, begun at `debut`, does not. What is typed without capitals is not folded."""
    if trouve[0].strip() or trouve[0].count("\n") > 1 or not texte[debut : debut + 1].isupper():
        return False
    ligne = texte[texte.rfind("\n", 0, trouve.start()) + 1 : trouve.start()]
    dernier = _MOT.search(ligne[-_LOIN:])
    suit = texte[trouve.end() : trouve.end() + 1].islower() or (dernier is not None and fold(dernier["mot"]) in _ANNONCENT)
    return suit and len(ligne) > _REPLIEE


def without_sentences(texte: str, otees: frozenset[tuple[int, int]], *, replie: bool = False) -> str:
    """The text with none of these, as `sentences_of` gives them; what parts them from the next goes too, but a line's end."""
    morceaux, fin, entre = list[str](), 0, ""
    for debut, bout in sentences_of(texte, replie=replie):
        ici = texte[fin:debut]
        entre = ici if "\n" in ici or "\n" not in entre else entre
        fin = bout
        if (debut, bout) not in otees:
            morceaux.append((entre if morceaux else "") + texte[debut:bout])
            entre = ""
    return "".join(morceaux)


def _ends(texte: str, trouve: re.Match[str], debut: int) -> bool:
    if "\n" in trouve[0] or trouve["ferme"] or not trouve[0].startswith(".") or trouve[0].startswith(".."):
        return True
    loin, suite = max(debut, trouve.start() - _LOIN), texte[trouve.end() : trouve.end() + _LOIN]
    if suite[:1].isdigit() and texte[loin : trouve.start()][-1:].isdigit():
        # « 06. 12. 34 »
        return False
    if ends_in_initials(texte[loin : trouve.start()], suite):
        return False
    avant = _MOT.search(texte, loin, trouve.start())
    if avant is None or _opens(suite, numerote=bool(avant["nombre"]), titre=avant["mot"] == _MONSIEUR):
        return True
    if avant["nombre"] and suite[:1].islower():
        return False
    long = _NUMEROTE if suite[:1].isdigit() else _ABREGE
    nomme = bool(avant["nombre"]) or not suite[:1].isupper()
    return not _is_cut_short(avant["mot"], long, nomme=nomme)


def ends_in_initials(texte: str, suite: str = "") -> bool:
    """True for « avec J.-P », whose full stop ends no sentence: a name comes. `suite`: what comes; « E » is one for « Page ».

    >>> ends_in_initials("avec J.-P"), ends_in_initials("Y a-t-il")
    (True, False)
    >>> ends_in_initials("avec E", "Page le dit"), ends_in_initials("bâtiment C", "Il a les clés")
    (True, False)
    """
    if _INITIALES.search(texte):
        return True
    seule = _SEULE.search(texte)
    return seule is not None and suite[:1].isupper() and not _opens(suite, numerote=False, titre=seule[0] == _MONSIEUR)


def _opens(suite: str, *, numerote: bool, titre: bool) -> bool:
    """True where what comes is for sure another sentence, and goes on with no name: « Le gardien », and not « Le Goff ».

    `numerote`: a number was before, as in « 12 r. notre dame »; `titre`: « M. Le maire ».
    """
    trouve = _SUIVANT.match(suite)
    if trouve is None or not trouve["apres"].islower():
        return False
    mot = fold(trouve["mot"])
    return mot in _SUJETS or (mot in _DETERMINENT and trouve["mot"][0].isupper() and not (numerote or titre))


def _is_cut_short(mot: str, long: int, *, nomme: bool) -> bool:
    """True for an abbreviation: French cuts a word before a vowel, and a whole word holds one.

    `nomme`: a number before, or no capital after, lets « imp. » be one too. « RSA » bears no full stop of its own.
    """
    plie = fold(mot)
    if len(mot) > long or (len(mot) > 1 and mot.isupper()):
        return False
    entier = not _VOYELLES.isdisjoint(plie)
    return not entier or (plie[-1] not in _FINALES and (nomme or len(mot) <= _TRES_COURT))


def _trimmed(texte: str, debut: int, fin: int) -> Iterator[tuple[int, int]]:
    while debut < fin and texte[debut].isspace():
        debut += 1
    while fin > debut and texte[fin - 1].isspace():
        fin -= 1
    if _has_words(texte, debut, fin) or odd_signs(texte[debut:fin]) or any(map(_is_picture, texte[debut:fin])):
        yield debut, fin


def _is_picture(signe: str) -> bool:
    """True for ⛪ or →, that say something alone; no rule of dashes or of signs of the keyboard does."""
    return not signe.isascii() and unicodedata.category(signe) in _IMAGES


def excerpt(texte: str, longueur: int) -> str:
    """On one line of at most so many characters, and « … »: cut after a word, or inside the only one that does not hold.

    >>> excerpt("Tout le personnel peut lire, modifier et effacer.", 28)
    'Tout le personnel peut lire…'
    """
    ligne = " ".join(texte.split())
    if len(ligne) <= longueur:
        return ligne
    # The character after: a word that ends right there is whole.
    entier = ligne[: longueur + 1].rpartition(" ")[0] or ligne[:longueur]
    return entier.rstrip(" ,;:") + "…"
