"""What a sheet shows that no cell holds: the words of a format around a number, and those above and under printed pages."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

#: Of the code of a format: a text between quotes, one sign, a condition, the room of a sign, or anything else.
_PART = re.compile(r'"([^"]*)"|\\(.)|(\[[^\]]*\])|[_*].|(.)', re.DOTALL)
#: What stands between the parts of a number or of a day, and says nothing.
_CREUX = frozenset(" \u00a0\u202f\t-\u2010\u2011\u2012\u2013\u2014/.,:;'\u2019()+%")
#: Of the header of a page: another font, a size, a colour; then what stands for a number, a day, a name.
_ALLURE_PAGE = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&K\d\d[+-]\d{3}|&\d{1,3}|&[LCRBIUESXYHOGbiuesxyhog]')
_CHAMP_PAGE = re.compile(r"&[PNDTAFZpndtafz](?:[+-]\d+)?")
#: What numbers pages beside their number.
_DE_PAGE = frozenset({"page", "pages", "p", "sur", "de", "of"})
_MOT = re.compile(r"[^\W_]+")


def around_cells(code: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """What a format shows before and after a number, and before and after a text.

    >>> around_cells('00000" NE PAS ECRIRE"'), around_cells('dd/mm/yyyy')
    ((('', ' NE PAS ECRIRE'), ('', '')), (('', ''), ('', '')))
    """
    sections = [*_sections(code)]
    texte = next((une for une in sections if any(signe == "@" and not dit for signe, dit in une)), [])
    nombre = sections[0] if sections and sections[0] is not texte else []
    return _around(nombre), _around(texte)


def _sections(code: str) -> Iterator[list[tuple[str, bool]]]:
    """Of a number above zero, below, zero, and a text: each its signs, and whether they are shown as they are."""
    section: list[tuple[str, bool]] = []
    for trouve in _PART.finditer(code):
        cite, seul, condition, autre = trouve.groups()
        if autre == ";":
            yield section
            section = []
        elif cite is not None or seul is not None:
            section.append((cite or seul or "", True))
        elif condition is None and autre is not None:
            # A sign outside quotes that is no letter of a format is shown as it is.
            section.append((autre, _is_said(autre) and not autre.isalnum() and autre not in "#?@"))
    yield section


def _around(section: list[tuple[str, bool]]) -> tuple[str, str]:
    valeur = next((rang for rang, (_, dit) in enumerate(section) if not dit), len(section))
    avant = "".join(texte for texte, _ in section[:valeur])
    apres = "".join(texte for texte, dit in section[valeur:] if dit and _is_said(texte))
    return (avant if _is_said(avant) else "", apres)


def _is_said(texte: str) -> bool:
    """True for more than what stands between the parts of a number, or a currency."""
    return any(signe not in _CREUX and unicodedata.category(signe) != "Sc" for signe in texte)


def around_ods(style: Any) -> tuple[str, str]:  # noqa: ANN401 - an element, or nothing
    """The same, of the style of numbers of an OpenDocument file."""
    section: list[tuple[str, bool]] = []
    for enfant in () if style is None else style:
        nom = str(enfant.tag).rpartition("}")[2]
        if nom not in {"text-properties", "map"}:
            section.append((enfant.text or "", nom == "text"))
    return _around(section)


def of_page(code: str) -> str:
    r"""The words of the header or the footer of printed pages, without what numbers them.

    >>> of_page("&L&\"Arial\"VIF - ne pas ecrire&RPage &P / &N"), of_page("&CPage &P sur &N")
    ('VIF - ne pas ecrire', '')
    """
    texte = _ALLURE_PAGE.sub("\n", code)
    lignes = (
        _said_of_page(_CHAMP_PAGE.sub(" ", ligne), numerotee=bool(_CHAMP_PAGE.search(ligne))) for ligne in texte.split("\n")
    )
    return " ".join(filter(None, lignes))


def of_page_ods(communs: Any) -> Iterator[str]:  # noqa: ANN401 - idem
    """The same, of the styles of an OpenDocument file."""
    for partie in () if communs is None else communs.iter():
        nom = str(partie.tag).rpartition("}")[2]
        if nom.startswith(("header", "footer")) and not nom.endswith(("style", "properties")):
            for paragraphe in (un for un in partie.iter() if str(un.tag).rpartition("}")[2] == "p"):
                champs = [un for un in paragraphe.iter() if str(un.tag).rpartition("}")[2] not in {"p", "span", "a"}]
                textes = (un.text or "" for un in paragraphe.iter() if un not in champs)
                suites = (un.tail or "" for un in paragraphe.iter() if un is not paragraphe)
                if dit := _said_of_page(" ".join((*textes, *suites)), numerotee=bool(champs)):
                    yield dit


def _said_of_page(texte: str, *, numerotee: bool) -> str:
    mots = _MOT.findall(texte)
    if not mots or (numerotee and all(mot.casefold() in _DE_PAGE for mot in mots)):
        return ""
    return " ".join(texte.split())
