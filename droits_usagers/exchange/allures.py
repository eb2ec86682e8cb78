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

from droits_usagers.exchange.hors_cellules import around_cells, around_ods, of_page, of_page_ods

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
#: What is drawn on an OpenDocument sheet, and holds words; a comment is read as one.
_DESSINES = frozenset(
    {"text-box", "custom-shape", "rect", "ellipse", "circle", "polygon", "path", "line", "connector", "caption"}
)
_ARGB = 8
_NUANCE = re.compile(r"-?\d{1,3}(?:\.\d{1,30})?")
#: A height or a width, however it is written, that leaves nothing to see.
_NULLE = re.compile(r"0*(?:0|\.0+|0\.0+)(?:cm|mm|in|pt)?")
#: Cells, and rows, that one stands for.
_REPETEES = 1_024
_BLANCS = frozenset({"FFFFFF", "ffffff", "transparent"})
#: Of a fill that is none; of letters as everyone writes them, and as links are.
_SANS_FOND = frozenset({"theme 0", "indexed 9", "indexed 64", "indexed 65"})
_SANS_ENCRE = frozenset({"000000", "theme 1", "theme 10", "theme 11", "indexed 8", "indexed 64", "indexed 32767"})


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
        #: The rows where something is written; those of each colour, by rank.
        self.ecrites: set[int] = set()
        self.couleurs: dict[str, list[int]] = {}
        self.commentaires: dict[tuple[int, int], str] = {}
        #: The rows where something is written that the spreadsheet does not show.
        self.lignes_cachees: list[int] = []
        self.colonnes_cachees = 0
        self.cachee = False
        #: What is shown around what cells hold; what those hold of which nothing was computed; what the sheet shows elsewhere.
        self.autour: dict[tuple[int, int], tuple[str, str]] = {}
        self.formules: dict[tuple[int, int], str] = {}
        self.montres: list[tuple[str, int, str]] = []

    def colour(self, couleurs: set[str], y: int, fois: int = 1) -> None:
        """Rows, from this one on, that have these."""
        for couleur in couleurs:
            self.couleurs.setdefault(couleur, []).extend(range(y, y + min(fois, _REPETEES)))

    def colour_by_rule(self, couleurs: set[str], rangs: set[int]) -> None:
        """Rows that a rule may colour: nobody but the spreadsheet knows whether it does."""
        for couleur in couleurs:
            siens = rangs & self.ecrites | {*self.couleurs.get(couleur, ())}
            if siens:
                self.couleurs[couleur] = sorted(siens)

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
            "autour": [[*ou, *dits] for ou, dits in self.autour.items()],
            "formules": [[*ou, texte] for ou, texte in self.formules.items()],
            "montres": self.montres,
            "colonnes_cachees": self.colonnes_cachees,
            "cachee": self.cachee,
        }


class _Xlsx:
    def __init__(self, part: Any) -> None:  # noqa: ANN401 - what reads a part by its name
        self._part = part
        styles = part(_STYLES)
        polices = [_is_on(_child(police, "strike")) for police in _children(_child(styles, "fonts"), "font")]
        encres = [_ink(police) for police in _children(_child(styles, "fonts"), "font")]
        fonds = [_colour(fond) for fond in _children(_child(styles, "fills"), "fill")]
        parents = _children(_child(styles, "cellStyleXfs"), "xf")
        self._styles = [
            _style(xf, parents, polices=polices, encres=encres, fonds=fonds)
            for xf in _children(_child(styles, "cellXfs"), "xf")
        ]
        formats = {un.get("numFmtId", ""): un.get("formatCode", "") for un in _all(styles, "numFmt")}
        #: By style, what its format shows around a number, and around a text.
        self._autour = [
            around_cells(formats.get(xf.get("numFmtId", ""), "")) for xf in _children(_child(styles, "cellXfs"), "xf")
        ]
        self._conditions = _children(_child(styles, "dxfs"), "dxf")
        self._textes = [(_runs(un), _inks(un)) for un in _children(part(_TEXTES), "si")]

    def read(self) -> Iterator[tuple[str, dict[str, Any]]]:
        liens = self._links(_CLASSEUR)
        for feuille in _all(self._part(_CLASSEUR), "sheet"):
            nom, chemin = feuille.get("name", ""), liens.get(_attribute(feuille, "id"), ("", ""))[1]
            racine = self._part(chemin)
            if racine is not None:
                allure = self._sheet(racine)
                allure.cachee = feuille.get("state", "visible") != "visible"
                self._comments(chemin, allure)
                allure.montres += self._shown(chemin, racine)
                yield nom, allure.plain()

    def _links(self, partie: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: its kind and where it is, by its id."""
        dossier = dirname(partie)
        relations = self._part(f"{dossier}/_rels/{partie.rpartition('/')[2]}.rels")
        return {
            lien.get("Id", ""): (lien.get("Type", "").rpartition("/")[2], _resolved(dossier, lien.get("Target", "")))
            for lien in _children(relations, "Relationship")
        }

    def _style_at(self, numero: str) -> tuple[bool, frozenset[str]]:
        return self._styles[int(numero)] if numero.isdigit() and int(numero) < len(self._styles) else (False, frozenset())

    def _sheet(self, racine: _Element) -> _Allure:
        allure = _Allure()
        par_defaut: dict[int, str] = {}
        for colonnes in _all(racine, "col"):
            debut, fin = int(colonnes.get("min", "1")), min(int(colonnes.get("max", "1")), 16_384)
            cachee = colonnes.get("hidden") in _OUI or _is_null(colonnes.get("width"))
            allure.colonnes_cachees += (fin - debut + 1) if cachee else 0
            par_defaut |= dict.fromkeys(range(debut - 1, fin), colonnes.get("style", "")) if colonnes.get("style") else {}
        # Rows that say nothing of themselves may be hidden too.
        defaut = _child(racine, "sheetFormatPr")
        cachees = defaut is not None and defaut.get("zeroHeight") in _OUI
        y = -1
        for rangee in _all(racine, "row"):
            if cachees and rangee.get("ht") is None and rangee.get("hidden") is None:
                rangee.set("hidden", "1")
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
            style = cellule.get("s") or de_ligne or par_defaut.get(x, "")
            barre, siennes = self._style_at(style)
            self._displayed(cellule, (y, x), style=style, allure=allure)
            # A part that says nothing of itself is as its cell is.
            dits, encres = self._runs_of(cellule)
            parts = [(texte, barre if dit is None else dit) for texte, dit in dits]
            allure.strike((y, x), parts or [("…", barre)])
            couleurs |= siennes | encres
        allure.ecrites |= {y} if ecrites else set()
        allure.colour(couleurs, y)
        if ecrites and (rangee.get("hidden") in _OUI or _is_null(rangee.get("ht"))):
            allure.lignes_cachees.append(y)

    def _displayed(self, cellule: _Element, ou: tuple[int, int], *, style: str, allure: _Allure) -> None:
        """What one sees of a cell, and it does not hold: the words of its format; or the formula that nobody computed."""
        formule, valeur = _child(cellule, "f"), _child(cellule, "v")
        # A formula may well come to nothing: it is then a text, and empty.
        calculee = valeur is not None and (bool(valeur.text) or cellule.get("t") == "str")
        if formule is not None and not calculee and _child(cellule, "is") is None:
            allure.formules[ou] = f"={formule.text or ''}"
            return
        nombre, texte = self._autour[int(style)] if style.isdigit() and int(style) < len(self._autour) else (("", ""), ("", ""))
        dits = nombre if cellule.get("t", "n") in {"n", "d"} else texte
        if any(dits):
            allure.autour[ou] = dits

    def _shown(self, chemin: str, racine: _Element) -> Iterator[tuple[str, int, str]]:
        """What the sheet shows beside its cells: of which kind, on which row (none: of the whole), and its words."""
        dessins = (self._part(cible) for genre, cible in self._links(chemin).values() if genre == "drawing")
        dits = (
            *(("page", -1, of_page(un.text or "")) for page in _all(racine, "headerFooter") for un in page),
            *(("message", *_message(une)) for une in _all(racine, "dataValidation")),
            *(("bulle", _row_of(un.get("ref") or ""), un.get("tooltip") or "") for un in _all(racine, "hyperlink")),
            *(
                ("zone", -1, "\n".join("".join(t.text or "" for t in _all(p, "t")) for p in _all(zone, "p")))
                for dessin in dessins
                for zone in _all(dessin, "txBody")
            ),
        )
        return ((genre, rang, texte.strip()) for genre, rang, texte in dits if texte.strip())

    def _runs_of(self, cellule: _Element) -> tuple[list[tuple[str, bool | None]], frozenset[str]]:
        """Each part of a text of several, and whether it is struck; their colours; nothing where it has no parts of its own."""
        if cellule.get("t") == "s":
            valeur = _child(cellule, "v")
            numero = "" if valeur is None else valeur.text or ""
            return self._textes[int(numero)] if numero.isdigit() and int(numero) < len(self._textes) else ([], frozenset())
        propre = _child(cellule, "is")
        return _runs(propre), _inks(propre)

    def _conditional(self, racine: _Element, allure: _Allure) -> None:
        """What a rule may strike through, or colour: nobody but the spreadsheet knows whether it does."""
        for format_ in _all(racine, "conditionalFormatting"):
            regles = _children(format_, "cfRule")
            allures = [*filter(lambda dite: dite is not None, map(self._of_rule, regles))]
            couleurs = {couleur for un in (*allures, *regles) for couleur in _colours_of_rule(un)}
            barre = any(_is_on(_child(_child(un, "font"), "strike")) for un in allures)
            if not (barre or couleurs):
                continue
            # A rule that looks at another sheet says its style and its cells itself.
            siennes = _child(format_, "sqref")
            ici = {*_cells(format_.get("sqref") or ("" if siennes is None else siennes.text or ""))}
            allure.par_regle |= ici if barre else set()
            allure.colour_by_rule(couleurs, {y for y, _ in ici})

    def _of_rule(self, regle: _Element) -> _Element | None:
        numero = regle.get("dxfId") or ""
        if numero.isdigit() and int(numero) < len(self._conditions):
            return self._conditions[int(numero)]
        return _child(regle, "dxf")

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


def _style(
    xf: _Element, parents: list[_Element], *, polices: list[bool], encres: list[str], fonds: list[str]
) -> tuple[bool, frozenset[str]]:
    """Whether a style strikes through, of itself or as the one it comes from; its colours, of the letters and behind."""

    def struck(un: _Element) -> bool:
        numero = un.get("fontId") or ""
        return numero.isdigit() and int(numero) < len(polices) and polices[int(numero)]

    parent, fond = xf.get("xfId") or "", xf.get("fillId") or ""
    herite = xf.get("applyFont") not in _OUI and parent.isdigit() and int(parent) < len(parents)
    police = xf.get("fontId") or ""
    dites = [liste[int(rang)] for rang, liste in ((fond, fonds), (police, encres)) if rang.isdigit() and int(rang) < len(liste)]
    return struck(xf) or (herite and struck(parents[int(parent)])), frozenset(filter(None, dites))


def _colours_of_rule(un: _Element) -> Iterator[str]:
    """Of the letters, behind them, or of a scale."""
    fond = _child(_child(un, "fill"), "patternFill")
    dites = [_said(_child(fond, cle)) for cle in ("bgColor", "fgColor")]
    yield from (dite for dite in dites if dite and dite not in _BLANCS | _SANS_FOND)
    if encre := _ink(_child(un, "font")):
        yield encre
    yield from (
        dite for echelle in ("colorScale", "dataBar") for une in _all(_child(un, echelle), "color") if (dite := _said(une))
    )


def _ink(police: _Element | None) -> str:
    """The colour of letters that are not written as everyone does."""
    dite = _said(_child(police, "color"))
    return "" if dite in _SANS_ENCRE else dite


def _inks(texte: _Element | None) -> frozenset[str]:
    """Of the parts of a text."""
    return frozenset(filter(None, (_ink(_child(un, "rPr")) for un in _children(texte, "r"))))


def _said(couleur: _Element | None) -> str:
    if couleur is None or couleur.get("auto") in _OUI:
        return ""
    if rgb := couleur.get("rgb") or "":
        return rgb[-6:].upper() if len(rgb) in {6, _ARGB} else ""
    # A colour of the theme, darkened or not, is another colour.
    nuance = couleur.get("tint") or "0"
    dite = f" {float(nuance):+.0%}" if _NUANCE.fullmatch(nuance) and float(nuance) else ""
    return next((f"{cle} {couleur.get(cle)}{dite}" for cle in ("theme", "indexed") if couleur.get(cle)), "")


def _colour(fond: _Element) -> str:
    motif = _child(fond, "patternFill")
    if motif is None or motif.get("patternType") in {None, "none", "gray125"}:
        return ""
    dite = _said(_child(motif, "fgColor"))
    return "" if dite in _BLANCS | _SANS_FOND else dite


def _runs(texte: _Element | None) -> list[tuple[str, bool | None]]:
    """None: it is not said of this one."""
    return [
        ("".join(t.text or "" for t in textes), None if (dite := _child(un, "rPr")) is None else _is_on(_child(dite, "strike")))
        for un in _children(texte, "r")
        if (textes := _children(un, "t"))
    ]


def _message(validation: _Element) -> tuple[int, str]:
    """What is shown of a cell that one is about to fill, and on which row."""
    zones = _child(validation, "sqref")
    texte = " ".join(filter(None, (validation.get("promptTitle"), validation.get("prompt"))))
    return _row_of(validation.get("sqref") or ("" if zones is None else zones.text or "")), texte


def _is_null(mesure: str | None) -> bool:
    return mesure is not None and _NULLE.fullmatch(mesure) is not None


def _row_of(zones: str) -> int:
    """The rank of the only row of these cells; -1 where there are several."""
    rangs = {int(nombre) - 1 for nombre in re.findall(r"(?<=[A-Z])\d{1,7}", zones.replace("$", ""))}
    return rangs.pop() if len(rangs) == 1 else -1


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
    nombres = {
        _attribute(style, "name"): style
        for partie in (communs, racine)
        for style in (() if partie is None else partie.iter())
        if _tag(style).endswith("-style") and _attribute(style, "name")
    }
    rangees = {_attribute(un, "name"): un for un in _all(racine, "style") if _attribute(un, "family") == "table-row"}
    barres = {nom for nom in styles if _inherited(styles, nom, _struck_ods) == _BARRE}
    regles = {nom: [_attribute(un, "apply-style-name") for un in _all(style, "map")] for nom, style in styles.items()}
    conditions = {nom for nom, dits in regles.items() if not barres.isdisjoint(dits)}
    couleurs = {nom: _colours_ods(styles, nom) for nom in styles}
    # Those that a rule of the style itself may give.
    teintes = {nom: dites.union(*(couleurs.get(dit, ()) for dit in regles[nom])) for nom, dites in couleurs.items()}
    cachees = {
        nom
        for nom, style in styles.items()
        if any(_attribute(un, "display") == "false" for un in _all(style, "table-properties"))
    }
    autour = {
        nom: dits
        for nom in styles
        if any(dits := around_ods(nombres.get(_inherited(styles, nom, lambda style: _attribute(style, "data-style-name")))))
    }
    pages = [("page", -1, texte) for texte in of_page_ods(communs)]
    nulles = {nom for nom, style in rangees.items() if any(_is_null(_attribute(un, "row-height")) for un in style)}
    messages = {
        _attribute(une, "name"): " ".join(" ".join(p.itertext()) for aide in _children(une, "help-message") for p in aide)
        for une in _all(racine, "content-validation")
    }
    lues = {}
    for feuille in _all(racine, "table"):
        allure = _ods_sheet(feuille, barres, conditions=conditions, teintes=teintes)
        allure.montres += pages
        _ods_shown(feuille, allure, autour=autour, nulles=nulles, messages=messages)
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


def _colours_ods(styles: Mapping[str, _Element], nom: str) -> frozenset[str]:
    fond, encre = (_inherited(styles, nom, lire).lstrip("#").upper() for lire in (_colour_ods, _ink_ods))
    dites = (fond if fond not in _BLANCS | {"TRANSPARENT"} else "", encre if encre not in _SANS_ENCRE else "")
    return frozenset(filter(None, dites))


def _ink_ods(style: _Element) -> str:
    return next((dite for un in _all(style, "text-properties") if (dite := _attribute(un, "color"))), "")


def _colour_ods(style: _Element) -> str:
    return next((dite for un in _all(style, "table-cell-properties") if (dite := _attribute(un, "background-color"))), "")


def _ods_sheet(feuille: _Element, barres: set[str], *, conditions: set[str], teintes: Mapping[str, frozenset[str]]) -> _Allure:
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
                noms = (nom, *(_attribute(span, "style-name") for p in paragraphes for span in _all(p, "span")))
                couleurs = couleurs.union(*(teintes.get(dit, ()) for dit in noms))
            x += fois
        allure.ecrites |= {*range(y, y + min(fois_y, _REPETEES))} if ecrites else set()
        allure.colour(couleurs, y, fois_y)
        y += fois_y
    _ods_conditional(feuille, allure, barres=barres, teintes=teintes)
    return allure


def _ods_shown(
    feuille: _Element,
    allure: _Allure,
    *,
    autour: Mapping[str, tuple[str, str]],
    nulles: set[str],
    messages: Mapping[str, str],
) -> None:
    """The same as `_Xlsx._shown` and `_Xlsx._displayed`, and the rows that are hidden."""
    colonnes: list[str] = []
    for colonne in _all(feuille, "table-column"):
        fois = min(int(_attribute(colonne, "number-columns-repeated") or "1"), _REPETEES)
        colonnes += [_attribute(colonne, "default-cell-style-name")] * fois
    y, dits = 0, dict[str, set[int]]()
    for rangee in _all(feuille, "table-row"):
        fois_y = int(_attribute(rangee, "number-rows-repeated") or "1")
        ici = range(y, y + min(fois_y, _REPETEES))
        for cellule, ous in _ods_cells(rangee, ici):
            x = ous[0][1]
            style = _attribute(rangee, "default-cell-style-name") or (colonnes[x] if x < len(colonnes) else "")
            _ods_displayed(cellule, ous, style=style, autour=autour, allure=allure)
            if message := messages.get(_attribute(cellule, "content-validation-name"), "").strip():
                dits.setdefault(message, set()).update(ici)
            bulles = (_attribute(lien, "title").strip() for lien in _all(cellule, "a"))
            allure.montres += [("bulle", y, bulle) for bulle in bulles if bulle]
        if _attribute(rangee, "visibility") not in {"", "visible"} or _attribute(rangee, "style-name") in nulles:
            allure.lignes_cachees += [rang for rang in ici if rang in allure.ecrites]
        y += fois_y
    allure.montres += [("message", min(rangs) if len(rangs) == 1 else -1, texte) for texte, rangs in dits.items()]
    dessines = (p for p in _all(feuille, "p") if any(map(_is_drawn, p.iterancestors())))
    allure.montres += [("zone", -1, texte) for p in dessines if (texte := "".join(p.itertext()).strip())]


def _ods_cells(rangee: _Element, ici: range) -> Iterator[tuple[_Element, list[tuple[int, int]]]]:
    """The cells of a row, each with where it stands; one may stand for many."""
    x = 0
    for cellule in (enfant for enfant in rangee if _tag(enfant) in {"table-cell", "covered-table-cell"}):
        fois = int(_attribute(cellule, "number-columns-repeated") or "1")
        # Nothing is written on what is repeated to the end of a sheet.
        ecrite = bool(len(cellule)) and fois <= _REPETEES
        yield cellule, [(rang, x + autre) for rang in (ici if ecrite else ici[:1]) for autre in range(fois if ecrite else 1)]
        x += fois


def _ods_displayed(
    cellule: _Element, ous: list[tuple[int, int]], *, style: str, autour: Mapping[str, tuple[str, str]], allure: _Allure
) -> None:
    nom = _attribute(cellule, "style-name") or style
    if _children(cellule, "p"):
        allure.autour |= dict.fromkeys(ous, autour[nom]) if nom in autour else {}
    elif not _attribute(cellule, "value-type") and (formule := _attribute(cellule, "formula")):
        allure.formules |= dict.fromkeys(ous, formule.partition(":")[2] or formule)


def _is_drawn(element: _Element) -> bool:
    return _tag(element) in _DESSINES and ":drawing:" in str(etree.QName(element).namespace or "")


def _spans(element: _Element, barres: set[str], *, barre: bool) -> Iterator[tuple[str, bool]]:
    """What a paragraph is made of, each part struck through or not."""
    yield element.text or "", barre
    for enfant in element:
        if _tag(enfant) == "span":
            yield from _spans(enfant, barres, barre=barre or _attribute(enfant, "style-name") in barres)
        elif _tag(enfant) != "annotation":
            yield {"line-break": "\n", "s": " ", "tab": " "}.get(_tag(enfant), "") + "".join(enfant.itertext()), barre
        yield enfant.tail or "", barre


def _ods_conditional(feuille: _Element, allure: _Allure, *, barres: set[str], teintes: Mapping[str, frozenset[str]]) -> None:
    """What a rule may strike through, or colour, where rules are kept apart from the styles."""
    for format_ in _all(feuille, "conditional-format"):
        noms = {_attribute(regle, cle) for regle in format_ for cle in ("apply-style-name", "style")}
        couleurs = {couleur for nom in noms for couleur in teintes.get(nom, ())}
        couleurs |= {_attribute(un, "color").lstrip("#").upper() for un in _all(format_, "color-scale-entry")}
        if not (noms & barres or couleurs):
            continue
        zones = _FEUILLE_CITEE.sub("", _attribute(format_, "target-range-address")).split()
        ici = {*_cells(" ".join(":".join(bout.rpartition(".")[2] for bout in zone.split(":")) for zone in zones))}
        allure.par_regle |= ici if noms & barres else set()
        allure.colour_by_rule(couleurs, {y for y, _ in ici})
