"""Puts back in running text what was pasted from a printed page: its lines, its hyphens, its bullets, its notes."""

import re
from collections.abc import Iterator

#: Not written: where a word may be cut, where a line may break.
_INVISIBLES = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LIGNES = re.compile("\r\n?|[\f\v\u0085\u2028\u2029]")
#: Calls for footnotes: « [1] », « (1) » after a word, small figures.
_APPELS = re.compile(r"\s?\[\d{1,2}\]|(?<=\w)\(\d{1,2}\)|(?<=[^\W\d])[¹²³\u2070-\u2079]+")
#: The number of a page, alone on its line.
_PAGE = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,3}(?:\s*(?:/|sur)\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_PUCE = re.compile(
    r"^(?:[-–—•·●▪◦■□*►➢➔→✓✗✘❖\uf0b7\uf0a7]\s*|[ivx]{1,4}\)\s+|(?:\d{1,2}°?|[a-z])[/)]\s+|\d{1,2}\.\s+)+", re.IGNORECASE
)
#: A list inside a line: « 1/ la durée 2/ les droits », « la durée ; • les droits ».
_DANS_LA_LIGNE = re.compile(r"\s+(?=\d{1,2}[/)]\s+\w)|\s*[•●▪◦■➢►❖\uf0b7\uf0a7]\s*")
_CESURE = re.compile(r"(\w+)[-‐\u2011]$")
#: What keeps its hyphen at the end of a line: « rendez-vous », « celui-ci », « bloc-notes ».
_COMPOSES = re.compile(
    "rendez|peut|celui|celle|ceux|celles|au|la|sous|non|mi|demi|bloc|porte|savoir|ci|pole|mots|vice|"
    "avant|après|contre|grand|elle|elles|eux|lui|soi|nous|vous|moi|pôle|socio|médico|psycho|inter|demi|libre",
    re.IGNORECASE,
)
#: A line that ends so goes on.
_INACHEVEE = re.compile(
    r"(?:,|\b(?:de|d['’]|du|des|le|la|les|l['’]|un|une|et|ou|à|au|aux|en|par|pour|sur|dans|avec|sans|que|qui|qu['’]|ce|ces|cette|"
    r"son|sa|ses|leurs?|notre|nos|ne|n['’]|se|s['’]|est|sont|a|ont|tout|toute|tous|toutes|plus|comme|dont))$",
    re.IGNORECASE,
)
_ACHEVEE = re.compile(r"[.!?…;]$")
_ANNONCE = re.compile(r"[:»\"]$")
#: A line as long as this, that nothing ends, was cut by the margin.
_MARGE = 55
#: How a paragraph ends is read in so much of it.
_BOUT = 40


def unwrap(texte: str) -> str:
    r"""The same text, one line for each paragraph or item.

    >>> unwrap("L’infor-\nmatique lit\ntout.\n• Rien n'est effacé")
    "L’informatique lit tout.\nRien n'est effacé"
    """
    sur_une_ligne = _APPELS.sub("", _LIGNES.sub("\n", _INVISIBLES.sub("", texte)))
    return "\n".join(_paragraphs(_DANS_LA_LIGNE.sub("\n• ", sur_une_ligne).split("\n")))


def _paragraphs(lignes: list[str]) -> Iterator[str]:
    courant, saut = "", False
    for brute in lignes:
        ligne = brute.strip()
        if not ligne or _PAGE.fullmatch(ligne):
            saut = True
            continue
        item = _PUCE.sub("", ligne, count=1)
        if courant and item == ligne and _goes_on(courant, ligne, saut=saut):
            courant = _joined(courant, ligne)
        else:
            if courant:
                yield courant
            courant = item
        saut = False
    if courant:
        yield courant


def _goes_on(avant: str, ligne: str, *, saut: bool) -> bool:
    """True when a line goes on with what stands before. `saut`: a blank or a page in between."""
    bout = avant[-_BOUT:]
    if _ACHEVEE.search(bout):
        return False
    if ligne[0].islower():
        return True
    return not (saut or _ANNONCE.search(bout)) and (len(avant) >= _MARGE or _INACHEVEE.search(bout) is not None)


def _joined(avant: str, ligne: str) -> str:
    cesure = _CESURE.search(avant[-_BOUT:])
    if cesure is None or not ligne[0].islower():
        return f"{avant} {ligne}"
    return f"{avant if _COMPOSES.fullmatch(cesure[1]) else avant[:-1]}{ligne}"
