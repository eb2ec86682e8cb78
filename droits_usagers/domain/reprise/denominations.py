"""The name of a body, or of one of its services, as people write it in one cell; and what of the cell is no part of it.

Names have words that bodies are called by, names of their own, and what small words tie to these. What warns of something is
worded in a thousand ways: nothing has to be known of it to be set apart.
"""

import re
from collections.abc import Collection

from droits_usagers.domain.mots.particules import PARTICULES
from droits_usagers.domain.mots.pliage import fold

_MOT = re.compile(r"[^\W_]+(?:\.(?=[^\W_]))?|[^\w\s]")
_SIGNES = frozenset(".'\N{RIGHT SINGLE QUOTATION MARK}-&\N{DEGREE SIGN}")
#: After these, another name, or a part of it, begins.
_COUPURES = frozenset(",;/()[]:|\N{EN DASH}\N{EM DASH}\n")
_LIENS = PARTICULES | {"a", "au", "aux", "en", "et", "l", "par", "pour", "sur", "sous", "n", "no"}


def cut_body(texte: str, connus: Collection[str], jamais: Collection[str]) -> str:
    """What of a cell names a body: from its beginning, up to the first word that has no place there. Empty where none has.

    Of a part that says more, nothing but the first is kept: « Archives, M. Untel est son ex ».

    `connus`: words that bodies are called by; `jamais`: those of warnings, be they also in such a name.

    >>> cut_body("CCAS de Pantin (conjoint violent)", {"ccas"}, ()), cut_body("Conjoint violent", {"ccas"}, ())
    ('CCAS de Pantin', '')
    >>> cut_body("Médecins du monde", (), ()), cut_body("association aurore", {"association"}, ())
    ('Médecins du monde', 'association aurore')
    """
    signes = [(trouve[0], fold(trouve[0]).strip("."), trouve.start()) for trouve in _MOT.finditer(texte)]
    capitales = not any(signe.islower() for signe in texte)
    lie = sur = apres_connu = False
    debut = 0
    for rang, (signe, plie, ou) in enumerate(signes):
        if signe in _COUPURES:
            lie, sur, apres_connu, debut = False, False, False, ou
            continue
        if signe in _SIGNES:
            # « l'insertion »; a dash that stands alone begins another part.
            if signe == "-" and texte[ou - 1 : ou].isspace():
                lie, sur, apres_connu, debut = False, False, False, ou
            continue
        connu = plie in connus
        if not plie or not plie[0].isalnum() or (plie in jamais and not (connu and (lie or apres_connu))):
            return _up_to(texte, ou if sur and not debut else debut)
        if plie in _LIENS:
            lie = True
            continue
        chiffre = any(map(str.isdigit, plie))
        propre = not capitales and any(map(str.isupper, signe)) and (sur or lie or not signe.istitle())
        place = connu or chiffre or propre or (sur and lie) or apres_connu or (not sur and _begins_a_name(signes, rang, connus))
        if not place:
            return _up_to(texte, ou if sur and not debut else debut)
        lie, sur, apres_connu = False, True, connu
    return _trimmed(texte)


def _begins_a_name(signes: list[tuple[str, str, int]], rang: int, connus: Collection[str]) -> bool:
    """True for a name of its own: a capital says so where what follows is one too, or tied to it, or nothing."""
    if not signes[rang][0][0].isupper():
        return False
    suivant, plie = signes[rang + 1][:2] if rang + 1 < len(signes) else ("", "")
    return not suivant or not suivant[0].isalpha() or suivant[0].isupper() or plie in _LIENS or plie in connus


def _up_to(texte: str, fin: int) -> str:
    """What comes before; nothing of a parenthesis that is cut there."""
    garde = texte[:fin]
    return _trimmed(garde[: garde.rindex("(")] if garde.count("(") > garde.count(")") else garde)


def _trimmed(texte: str) -> str:
    return " ".join(texte.split()).strip(" ,;:/|([-'.&\N{EN DASH}\N{EM DASH}")
