"""How people write, in a list or a table, that nobody may know an address: found however it is spelled, and cut out.

What is doubtful protects: an address hidden for nothing is seen and shown again, one printed cannot be taken back.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from droits_usagers.domain.mots.pliage import fold

#: Words shorter than this are looked for as they are; of the others, gender and number are let go.
_COURT = 5
_FINS = re.compile(r"(?:ees|ee|es|er|e|s)$")
#: What may stand between two words of a mention: « ne surtout pas donner », « adresse tenue secrète ».
_ENTRE = r"\W+(?:(?:surtout|absolument|strictement|tres|tenue?|gardee?|est|reste|a|d|l|la|le|son|sa|cette|ses|les|de)\W+){0,2}"
#: What a mention may go on with: « … l'adresse », « … : oui », « … (non) ».
_APRES = (
    rf"(?:{_ENTRE}(?:adresses?|domiciles?|coordonnees))?"
    r"(?:\s*[:=(]\s*(?:oui|o|yes|x|1|vrai|(?P<non>non|n|no|0|faux|aucune?|neant))\b\)?(?=\W*$))?"
)
#: What is protected otherwise, or said not to be: no reason to hide an address.
_AUTREMENT = re.compile(
    r"(?:majeure?|mineure?|personne|enfant|adulte|salariee?|agente?|atelier|milieu|emploi|temoin|espece|site)s?\W*$"
)
_NIE = re.compile(r"\b(?:non|pas|plus|jamais)\W*$")
_OUVRANTS = {")": "(", "]": "[", "}": "{"}


def cut_mention(texte: str, mentions: Sequence[str]) -> tuple[str, bool]:
    """The text without what says that nobody may know an address, and whether that was said. As it is when nothing was.

    A parenthesis that says it goes whole. « Adresse confidentielle : non » is cut out, and says no.

    >>> cut_mention("Diallo (ADRESSE PROTEGEE)", ("adresse protégée",)), cut_mention("Diallo", ("adresse protégée",))
    (('Diallo', True), ('Diallo', False))
    """
    plie, rangs = _spread(texte)
    coupes, dite = [], False
    for trouve in _found(_motif(tuple(mentions)), plie):
        dite |= trouve["non"] is None and _NIE.search(plie[: trouve.start()]) is None
        coupes.append(_enclosing(texte, rangs[trouve.start()], rangs[trouve.end() - 1] + 1))
    if not coupes:
        return texte, False
    restent, depuis = [], 0
    for debut, fin in sorted(coupes):
        restent.append(texte[depuis : max(debut, depuis)])
        depuis = max(fin, depuis)
    return " ".join(filter(None, map(_trimmed, (*restent, texte[depuis:])))), dite


def _found(motif: re.Pattern[str], plie: str) -> Iterator[re.Match[str]]:
    """Each mention; what is protected otherwise is passed over, and what follows it looked at."""
    ou = 0
    while (trouve := motif.search(plie, ou)) is not None:
        avant = _AUTREMENT.search(plie[: trouve.start()])
        if avant is None:
            yield trouve
        ou = trouve.end() if avant is None else trouve.start() + 1


@lru_cache(maxsize=8)
def _motif(mentions: tuple[str, ...]) -> re.Pattern[str]:
    if not mentions:
        return re.compile(r"(?!)")
    formes = (_ENTRE.join(map(_form, fold(mention).split())) for mention in sorted(mentions, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(formes)})(?!\w){_APRES}")


def _form(mot: str) -> str:
    return re.escape(mot) if len(mot) < _COURT else rf"{re.escape(_FINS.sub('', mot))}(?:ees?|es?|er|s)?"


def _spread(texte: str) -> tuple[str, list[int]]:
    """The folded text, and where each of its characters comes from; signs that are not seen are not there."""
    plie, rangs = [], []
    for rang, signe in enumerate(texte):
        sien = " " if signe == "_" else "" if unicodedata.category(signe) == "Cf" else fold(signe)
        plie.append(sien)
        rangs += [rang] * len(sien)
    return "".join(plie), rangs


def _enclosing(texte: str, debut: int, fin: int) -> tuple[int, int]:
    """From where to where to cut: the parenthesis that a mention is in, or the mention alone."""
    ferme = next((rang for rang in range(fin, len(texte)) if texte[rang] in "()[]{}"), None)
    if ferme is None or texte[ferme] not in _OUVRANTS:
        return debut, fin
    ouvre = texte.rfind(_OUVRANTS[texte[ferme]], 0, debut)
    return (debut, fin) if ouvre < 0 or texte[ferme] in texte[ouvre:debut] else (ouvre, ferme + 1)


def _trimmed(texte: str) -> str:
    """Without the signs that stood around what was cut."""
    lettres = [rang for rang, signe in enumerate(texte) if signe.isalnum()]
    return texte[lettres[0] : lettres[-1] + 1] if lettres else ""
