"""What a body calls a file: figures, with a few letters around them; what else a cell says is no reference.

No word is known to warn: what is not built like a reference is not one.
"""

import re
from collections.abc import Callable, Collection

from droits_usagers.domain.mots.pliage import fold, undotted

#: « n° », « 2026-0114/B », « AB_12.3 », « #12 ».
_MOT, _SEGMENT = re.compile(r"\S+"), re.compile(r"[^\W\d_]+|\d+")
_SIGNES = re.compile(r"[^\w\s\-./:#\N{DEGREE SIGN}\N{MASCULINE ORDINAL INDICATOR}\N{HYPHEN}\N{NON-BREAKING HYPHEN}]")
#: The letters of a part after which no figure comes; in small ones, of any.
_FIN, _PETITES = 2, 3


def is_reference(texte: str, libelles: Collection[str], is_ordinary: Callable[[str], bool]) -> bool:
    """True for a cell that is one, and nothing else. `libelles`: what stands before it and says what it is, folded.

    >>> dit = ({"n", "dossier"}, lambda mot: mot == "planque")
    >>> [is_reference(un, *dit) for un in ("n° dossier 2026-0114/B", "1234567 A", "DUPONT-75-2026", "CD93.44.1", "12")]
    [True, True, True, True, True]
    >>> [is_reference(un, *dit) for un in ("AB1 planquée", "MVV", "AB1-VIF", "12 OP", "AB1 *", "2026-PLANQUE-1", "AB1 N.P.E.")]
    [False, False, False, False, False, False, False]
    """
    if _SIGNES.search(texte):
        return False
    mots = _MOT.findall(undotted(texte))
    chiffres = [any(map(str.isdigit, mot)) for mot in mots]
    return any(chiffres) and all(
        _is_numbered(mot, libelles, is_ordinary) if numerote else _goes_along(mot, libelles)
        for mot, numerote in zip(mots, chiffres, strict=True)
    )


def _goes_along(mot: str, libelles: Collection[str]) -> bool:
    """« n° », « dossier », « A », « - »: what no figure is in."""
    lettres = _SEGMENT.findall(fold(mot))
    return all(len(part) == 1 or part in libelles for part in lettres)


def _is_numbered(mot: str, libelles: Collection[str], is_ordinary: Callable[[str], bool]) -> bool:
    segments = _SEGMENT.findall(mot)
    # « m² » has a figure, and no number.
    dernier = max((rang for rang, segment in enumerate(segments) if segment.isdigit()), default=-1)
    for rang, segment in enumerate(segments):
        plie = fold(segment)
        if segment.isdigit() or len(segment) == 1 or plie in libelles:
            continue
        if rang > dernier and len(segment) > _FIN:
            return False
        if len(segment) > _PETITES and (segment[1:].islower() or is_ordinary(plie)):
            return False
    return True
