"""How the cells of an .xlsx or .ods look, which says as much as what they hold: struck through, coloured, hidden, commented.

Read by lxml, which is to be run where it may be ended: this is someone's file, and what it unfolds to is counted first.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any, TypeAlias

from lxml import etree

_Element: TypeAlias = Any
#: Of all the parts read.
DEPLIEE_MAX = 192 * 1024 * 1024
_CLASSEUR, _STYLES, _TEXTES, _ODS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "content.xml"
_STYLES_ODS = "styles.xml"
#: The name of a sheet, between quotes, in an address.
_FEUILLE_CITEE = re.compile(r"'(?:[^']|'')*'")
_OUI = frozenset({"1", "true", "on"})
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
#: Cells of a conditional format, or of one line repeated, that are looked at.
_ETENDUE_MAX = 200_000
_ARGB = 8
#: Cells, and rows, that one stands for.
_REPETEES = 1_024
_BLANCS = frozenset({"FFFFFF", "ffffff", "transparent"})


def read_allures(contenu: bytes) -> dict[str, dict[str, Any]]:
    """By the name of each sheet, plain values. Raises ValueError, KeyError, zipfile.BadZipFile or etree.LxmlError."""
    with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
        noms = set(archive.namelist())
        if sum(partie.file_size for partie in archive.infolist() if partie.filename.endswith((".xml", ".rels"))) > DEPLIEE_MAX:
            raise ValueError(DEPLIEE_MAX)

        def part(nom: str) -> _Element | None:
            return _parse(archive.read(nom)) if nom in noms else None

        return _ods(part(_ODS), part(_STYLES_ODS)) if _ODS in noms else dict(_Xlsx(part).read())


def _parse(xml: bytes) -> _Element:
    analyseur = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    return etree.fromstring(xml, analyseur)


def _tag(element: _Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _children(element: _Element | None, nom: str) -> list[_Element]:
    return [] if element is None else [enfant for enfant in element if _tag(enfant) == nom]


def _child(element: _Element | None, nom: str) -> _Element | None:
    return next(iter(_children(element, nom)), None)


def _all(element: _Element | None, nom: str) -> Iterator[_Element]:
    return iter(()) if element is None else (enfant for enfant in element.iter() if _tag(enfant) == nom)


def _attribute(element: _Element, nom: str) -> str:
    return next((str(valeur) for cle, valeur in element.attrib.items() if etree.QName(cle).localname == nom), "")


def _is_on(element: _Element | None) -> bool:
    """True for `<strike/>`, unless it says no."""
    return element is not None and (element.get("val") or "1") in _OUI


class _Allure:
    """Of one sheet."""

    def __init__(self) -> None:
        self.barrees: set[tuple[int, int]] = set()
        #: Of cells struck through in part, what is not; and those that a rule may strike.
        self.vivantes: dict[tuple[int, int], str] = {}
        self.par_regle: set[tuple[int, int]] = set()
        #: The rows of each, by rank.
        self.couleurs: dict[str, list[int]] = {}
        self.commentaires: dict[tuple[int, int], str] = {}
        self.lignes_cachees = self.colonnes_cachees = 0
        self.cachee = False

    def colour(self, couleurs: set[str], y: int, fois: int = 1) -> None:
        """Rows, from this one on, that have these."""
        for couleur in couleurs:
            self.couleurs.setdefault(couleur, []).extend(range(y, y + min(fois, _REPETEES)))

    def strike(self, ou: tuple[int, int], parts: "list[tuple[str, bool]]") -> None:
        """A cell made of these, each struck through or not."""
        dites = [barre for texte, barre in parts if texte.strip()]
        if dites and all(dites):
            self.barrees.add(ou)
        elif any(dites):
            self.vivantes[ou] = "".join(texte for texte, barre in parts if not barre).strip()

    def plain(self) -> dict[str, Any]:
        return {
            "barrees": [[*ou] for ou in self.barrees],
            "vivantes": [[*ou, texte] for ou, texte in self.vivantes.items()],
            "par_regle": [[*ou] for ou in self.par_regle],
            "couleurs": self.couleurs,
            "commentaires": [[*ou, texte] for ou, texte in self.commentaires.items()],
            "lignes_cachees": self.lignes_cachees,
            "colonnes_cachees": self.colonnes_cachees,
            "cachee": self.cachee,
        }


class _Xlsx:
    def __init__(self, part: Any) -> None:  # noqa: ANN401 - what reads a part by its name
        self._part = part
        styles = part(_STYLES)
        polices = [_is_on(_child(police, "strike")) for police in _children(_child(styles, "fonts"), "font")]
        fonds = [_colour(fond) for fond in _children(_child(styles, "fills"), "fill")]
        parents = _children(_child(styles, "cellStyleXfs"), "xf")
        self._styles = [_style(xf, parents, polices=polices, fonds=fonds) for xf in _children(_child(styles, "cellXfs"), "xf")]
        self._conditions = [_is_on(_child(_child(un, "font"), "strike")) for un in _children(_child(styles, "dxfs"), "dxf")]
        self._textes = [_runs(un) for un in _children(part(_TEXTES), "si")]

    def read(self) -> Iterator[tuple[str, dict[str, Any]]]:
        liens = self._links(_CLASSEUR)
        for feuille in _all(self._part(_CLASSEUR), "sheet"):
            nom, chemin = feuille.get("name", ""), liens.get(_attribute(feuille, "id"), ("", ""))[1]
            racine = self._part(chemin)
            if racine is not None:
                allure = self._sheet(racine)
                allure.cachee = feuille.get("state", "visible") != "visible"
                self._comments(chemin, allure)
                yield nom, allure.plain()

    def _links(self, partie: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: its kind and where it is, by its id."""
        dossier = dirname(partie)
        relations = self._part(f"{dossier}/_rels/{partie.rpartition('/')[2]}.rels")
        return {
            lien.get("Id", ""): (lien.get("Type", "").rpartition("/")[2], _resolved(dossier, lien.get("Target", "")))
            for lien in _children(relations, "Relationship")
        }

    def _style_at(self, numero: str) -> tuple[bool, str]:
        return self._styles[int(numero)] if numero.isdigit() and int(numero) < len(self._styles) else (False, "")

    def _sheet(self, racine: _Element) -> _Allure:
        allure = _Allure()
        par_defaut: dict[int, str] = {}
        for colonnes in _all(racine, "col"):
            debut, fin = int(colonnes.get("min", "1")), min(int(colonnes.get("max", "1")), 16_384)
            allure.colonnes_cachees += (fin - debut + 1) if colonnes.get("hidden") in _OUI else 0
            par_defaut |= dict.fromkeys(range(debut - 1, fin), colonnes.get("style", "")) if colonnes.get("style") else {}
        y = -1
        for rangee in _all(racine, "row"):
            y = int(rangee.get("r")) - 1 if (rangee.get("r") or "").isdigit() else y + 1
            self._row(rangee, y, par_defaut=par_defaut, allure=allure)
        self._conditional(racine, allure)
        return allure

    def _row(self, rangee: _Element, y: int, *, par_defaut: Mapping[int, str], allure: _Allure) -> None:
        de_ligne = rangee.get("s", "") if rangee.get("customFormat") in _OUI else ""
        x, couleurs, ecrites = -1, set[str](), 0
        for cellule in _children(rangee, "c"):
            ou = _REFERENCE.fullmatch(cellule.get("r") or "")
            x = _column(ou[1]) if ou else x + 1
            if not len(cellule):
                continue
            ecrites += 1
            barre, couleur = self._style_at(cellule.get("s") or de_ligne or par_defaut.get(x, ""))
            # A part that says nothing of itself is as its cell is.
            parts = [(texte, barre if dit is None else dit) for texte, dit in self._runs_of(cellule)]
            allure.strike((y, x), parts or [("…", barre)])
            couleurs |= {couleur} if couleur else set()
        allure.colour(couleurs, y)
        allure.lignes_cachees += bool(ecrites) and rangee.get("hidden") in _OUI

    def _runs_of(self, cellule: _Element) -> list[tuple[str, bool | None]]:
        """Each part of a text of several, and whether it is struck; nothing where it has no parts of its own."""
        if cellule.get("t") == "s":
            valeur = _child(cellule, "v")
            numero = "" if valeur is None else valeur.text or ""
            return self._textes[int(numero)] if numero.isdigit() and int(numero) < len(self._textes) else []
        return _runs(_child(cellule, "is"))

    def _conditional(self, racine: _Element, allure: _Allure) -> None:
        """What a rule may strike through: nobody but the spreadsheet knows whether it does."""
        for format_ in _all(racine, "conditionalFormatting"):
            if any(map(self._may_strike, _children(format_, "cfRule"))):
                # A rule that looks at another sheet says its style and its cells itself.
                siennes = _child(format_, "sqref")
                for ou in _cells(format_.get("sqref") or ("" if siennes is None else siennes.text or "")):
                    allure.par_regle.add(ou)

    def _may_strike(self, regle: _Element) -> bool:
        numero = regle.get("dxfId") or ""
        commune = numero.isdigit() and int(numero) < len(self._conditions) and self._conditions[int(numero)]
        return commune or _is_on(_child(_child(_child(regle, "dxf"), "font"), "strike"))

    def _comments(self, chemin: str, allure: _Allure) -> None:
        liens = self._links(chemin).values()
        # What is answered to a comment is with it; what older programs show in its place says nothing more.
        for genre, balise in (("comments", "comment"), ("threadedComment", "threadedComment")):
            fils: dict[tuple[int, int], list[str]] = {}
            for racine in (self._part(cible) for sorte, cible in liens if sorte == genre):
                for commentaire in _all(racine, balise):
                    ou = _REFERENCE.fullmatch(commentaire.get("ref") or "")
                    texte = "".join(t.text or "" for t in _all(commentaire, "t" if genre == "comments" else "text")).strip()
                    if ou and texte:
                        fils.setdefault((int(ou[2]) - 1, _column(ou[1])), []).append(texte)
            allure.commentaires |= {ou: "\n".join(textes) for ou, textes in fils.items()}


def _style(xf: _Element, parents: list[_Element], *, polices: list[bool], fonds: list[str]) -> tuple[bool, str]:
    """Whether a style strikes through, of itself or as the one it comes from; and the colour behind."""

    def struck(un: _Element) -> bool:
        numero = un.get("fontId") or ""
        return numero.isdigit() and int(numero) < len(polices) and polices[int(numero)]

    parent, fond = xf.get("xfId") or "", xf.get("fillId") or ""
    herite = xf.get("applyFont") not in _OUI and parent.isdigit() and int(parent) < len(parents)
    couleur = fonds[int(fond)] if fond.isdigit() and int(fond) < len(fonds) else ""
    return struck(xf) or (herite and struck(parents[int(parent)])), couleur


def _colour(fond: _Element) -> str:
    motif = _child(fond, "patternFill")
    if motif is None or motif.get("patternType") in {None, "none", "gray125"}:
        return ""
    premier = _child(motif, "fgColor")
    if premier is None:
        return ""
    if rgb := premier.get("rgb") or "":
        couleur = rgb[-6:] if len(rgb) in {6, _ARGB} else ""
        return "" if couleur in _BLANCS else couleur.upper()
    autre = next((f"{cle} {premier.get(cle)}" for cle in ("theme", "indexed") if premier.get(cle)), "")
    return "" if autre in {"theme 0", "indexed 9", "indexed 64", "indexed 65"} else autre


def _runs(texte: _Element | None) -> list[tuple[str, bool | None]]:
    """None: it is not said of this one."""
    return [
        ("".join(t.text or "" for t in textes), None if (dite := _child(un, "rPr")) is None else _is_on(_child(dite, "strike")))
        for un in _children(texte, "r")
        if (textes := _children(un, "t"))
    ]


def _column(lettres: str) -> int:
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + ord(lettre) - ord("A") + 1
    return rang - 1


def _cells(zones: str) -> Iterator[tuple[int, int]]:
    reste = _ETENDUE_MAX
    for zone in zones.split():
        bouts = [_REFERENCE.fullmatch(bout) for bout in zone.replace("$", "").split(":")]
        if not all(bouts):
            continue
        debut, fin = bouts[0], bouts[-1]
        if debut is None or fin is None:
            continue
        for x in range(_column(debut[1]), _column(fin[1]) + 1):
            for y in range(int(debut[2]) - 1, int(fin[2])):
                reste -= 1
                if reste < 0:
                    return
                yield y, x


def _resolved(dossier: str, cible: str) -> str:
    return cible.lstrip("/") if cible.startswith("/") else normpath(join(dossier, cible))


def _ods(racine: _Element | None, communs: _Element | None) -> dict[str, dict[str, Any]]:
    # Those of the file (`communs`), which have a name that people see, then those of these cells alone.
    styles = {
        nom: style
        for partie in (communs, racine)
        for style in _all(partie, "style")
        for nom in (_attribute(style, "name"), _attribute(style, "display-name"))
        if nom and _attribute(style, "family") in {"table-cell", "text", "table", ""}
    }
    barres = {nom for nom in styles if _inherited(styles, nom, _struck_ods) == _BARRE}
    conditions = {
        nom for nom, style in styles.items() if any(_attribute(un, "apply-style-name") in barres for un in _all(style, "map"))
    }
    couleurs = {nom: _inherited(styles, nom, _colour_ods).lstrip("#") for nom in styles}
    fonds = {nom: couleur.upper() for nom, couleur in couleurs.items() if couleur and couleur not in _BLANCS}
    cachees = {
        nom
        for nom, style in styles.items()
        if any(_attribute(un, "display") == "false" for un in _all(style, "table-properties"))
    }
    lues = {}
    for feuille in _all(racine, "table"):
        allure = _ods_sheet(feuille, barres, conditions=conditions, fonds=fonds)
        allure.cachee = _attribute(feuille, "style-name") in cachees
        lues[_attribute(feuille, "name")] = allure.plain()
    return lues


def _inherited(styles: Mapping[str, _Element], nom: str, read: Callable[[_Element], str]) -> str:
    """What a style says of itself, or the nearest of those it comes from."""
    vus = set[str]()
    while nom in styles and nom not in vus:
        vus.add(nom)
        if dit := read(styles[nom]):
            return dit
        nom = _attribute(styles[nom], "parent-style-name")
    return ""


_BARRE, _PAS_BARRE = "barre", "pas_barre"


def _struck_ods(style: _Element) -> str:
    dites = [
        dite
        for un in _all(style, "text-properties")
        for dite in (_attribute(un, "text-line-through-style"), _attribute(un, "text-line-through-type"))
        if dite
    ]
    return "" if not dites else _BARRE if any(dite != "none" for dite in dites) else _PAS_BARRE


def _colour_ods(style: _Element) -> str:
    return next((dite for un in _all(style, "table-cell-properties") if (dite := _attribute(un, "background-color"))), "")


def _ods_sheet(feuille: _Element, barres: set[str], *, conditions: set[str], fonds: Mapping[str, str]) -> _Allure:
    allure = _Allure()
    colonnes: list[str] = []
    for colonne in _all(feuille, "table-column"):
        fois = min(int(_attribute(colonne, "number-columns-repeated") or "1"), _REPETEES)
        colonnes += [_attribute(colonne, "default-cell-style-name")] * fois
        allure.colonnes_cachees += fois if _attribute(colonne, "visibility") not in {"", "visible"} else 0
    y = 0
    for rangee in _all(feuille, "table-row"):
        fois_y = int(_attribute(rangee, "number-rows-repeated") or "1")
        x, couleurs, ecrites = 0, set[str](), 0
        for cellule in (enfant for enfant in rangee if _tag(enfant) in {"table-cell", "covered-table-cell"}):
            fois = int(_attribute(cellule, "number-columns-repeated") or "1")
            paragraphes = _children(cellule, "p")
            if (note := _child(cellule, "annotation")) is not None:
                texte = "\n".join("".join(p.itertext()) for p in _children(note, "p")).strip()
                allure.commentaires |= {(y, x): texte} if texte else {}
            if paragraphes and fois <= _REPETEES:
                ecrites += 1
                defaut = colonnes[x] if x < len(colonnes) else ""
                nom = _attribute(cellule, "style-name") or _attribute(rangee, "default-cell-style-name") or defaut
                parts = [part for p in paragraphes for part in (*_spans(p, barres, barre=nom in barres), ("\n", False))]
                ici = [(y + decalage, x + rang) for decalage in range(min(fois_y, _REPETEES)) for rang in range(fois)]
                for ou in ici if any(barre for _, barre in parts) else ():
                    allure.strike(ou, parts)
                allure.par_regle |= {*ici} if nom in conditions else set()
                couleurs |= {fonds[nom]} if nom in fonds else set()
            x += fois
        allure.colour(couleurs, y, fois_y)
        allure.lignes_cachees += bool(ecrites) and _attribute(rangee, "visibility") not in {"", "visible"}
        y += fois_y
    _ods_conditional(feuille, barres, allure)
    return allure


def _spans(element: _Element, barres: set[str], *, barre: bool) -> Iterator[tuple[str, bool]]:
    """What a paragraph is made of, each part struck through or not."""
    yield element.text or "", barre
    for enfant in element:
        if _tag(enfant) == "span":
            yield from _spans(enfant, barres, barre=barre or _attribute(enfant, "style-name") in barres)
        elif _tag(enfant) != "annotation":
            yield {"line-break": "\n", "s": " ", "tab": " "}.get(_tag(enfant), "") + "".join(enfant.itertext()), barre
        yield enfant.tail or "", barre


def _ods_conditional(feuille: _Element, barres: set[str], allure: _Allure) -> None:
    """What a rule may strike through, where rules are kept apart from the styles."""
    for format_ in _all(feuille, "conditional-format"):
        noms = {_attribute(regle, cle) for regle in format_ for cle in ("apply-style-name", "style")}
        if noms & barres:
            zones = _FEUILLE_CITEE.sub("", _attribute(format_, "target-range-address")).split()
            for ou in _cells(" ".join(":".join(bout.rpartition(".")[2] for bout in zone.split(":")) for zone in zones)):
                allure.par_regle.add(ou)
