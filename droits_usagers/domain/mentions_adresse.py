"""How people write, in a list or a table, that nobody may know an address: found however it is spelled, and cut out."""

import re
from collections.abc import Sequence
from functools import lru_cache

from droits_usagers.domain.pliage import fold

#: Words shorter than this are looked for as they are; of the others, gender, number and a slip at the end are let go.
_COURT = 5
#: What may stand between two words of a mention: « ne surtout pas donner », « adresse tenue secrète ».
_ENTRE = r"\W+(?:(?:surtout|absolument|tenue?|est|reste|a|l|la|le|son|sa|cette|ses|les|de)\W+){0,2}"
#: What a mention may go on with: « … l'adresse », « … : oui ».
_APRES = rf"(?:{_ENTRE}(?:adr\w{{0,5}}|domiciles?|coordonnees))?(?:\s*[:=]\s*(?P<dit>\w+))?"
#: Whom the law protects otherwise: a guardian is no reason to hide an address.
_AUTREMENT = re.compile(r"(?:majeure?s?|mineure?s?|personnes?|enfants?|adultes?)\W*$")
_NON = frozenset({"non", "n", "0", "faux", "aucun", "aucune", "neant"})
#: What is left around a mention that was cut out.
_BORD = re.compile(r"^\W+|\W+$")
_OUVRANTS = {")": "(", "]": "[", "}": "{"}


def cut_mention(texte: str, mentions: Sequence[str]) -> tuple[str, bool]:
    """The text without what says that nobody may know an address, and whether that was said. As it is when nothing was.

    A parenthesis that says it goes whole. « Adresse confidentielle : non » is cut out, and says no.

    >>> cut_mention("Diallo (ADR. PROTEGEE)", ("adresse protégée",)), cut_mention("Diallo", ("adresse protégée",))
    (('Diallo', True), ('Diallo', False))
    """
    if len(texte) < _COURT:
        return texte, False
    motif = _motif(tuple(mentions))
    plie, rangs = _spread(texte)
    coupes, dite = [], False
    for trouve in motif.finditer(plie):
        if _AUTREMENT.search(plie[: trouve.start()]):
            continue
        dite |= (trouve["dit"] or "") not in _NON
        coupes.append(_enclosing(texte, rangs[trouve.start()], rangs[trouve.end() - 1] + 1))
    if not coupes:
        return texte, False
    # Last first; several in one parenthesis are one.
    for debut, fin in sorted(set(coupes), reverse=True):
        texte = f"{_BORD.sub('', texte[:debut])} {_BORD.sub('', texte[fin:])}"
    return texte.strip(), dite


@lru_cache(maxsize=8)
def _motif(mentions: tuple[str, ...]) -> re.Pattern[str]:
    if not mentions:
        return re.compile(r"(?!)(?P<dit>)")
    formes = (_ENTRE.join(map(_form, fold(mention).split())) for mention in sorted(mentions, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(formes)})(?!\w){_APRES}")


def _form(mot: str) -> str:
    racine = mot.rstrip("es")
    return re.escape(mot) if len(mot) < _COURT else rf"{re.escape(racine)}\w{{0,4}}"


def _spread(texte: str) -> tuple[str, list[int]]:
    """The folded text, and where each of its characters comes from."""
    plie, rangs = [], []
    for rang, signe in enumerate(texte):
        sien = fold(signe)
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
