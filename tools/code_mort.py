"""Code that nothing of the program reaches: it is removed, or its name stands below with what reaches it.

Tests do not count: what only they call is not needed. vulture finds names that are written nowhere else; imports are left to
ruff, which sees the types between quotes.
"""

import sys
from pathlib import Path

from vulture import Vulture

RACINE = Path(__file__).resolve().parent.parent
LUS = ("droits_usagers", "tools", "benchmarks", "start.py")

#: Whatever these decorate is called by whoever made them.
DECORATEURS = ["@*.command", "@*.group", "@banc", "@migrations", "@Slot", "@pass_obj"]

#: Names that look unreached, by what reaches them. One that is gone must be taken away.
EXCEPTIONS = {
    "click writes its help by it": ["format_help"],
    "what reads a page calls it": ["handle_data", "handle_endtag", "handle_starttag"],
    "Qt calls it": [
        *(
            "actionNames",
            "attributeKeys",
            "attributeValue",
            "contextMenuEvent",
            "createMimeDataFromSelection",
            "doAction",
            "dragEnterEvent",
            "dropEvent",
            "hasHeightForWidth",
            "hitButton",
            "insertFromMimeData",
            "keyboardSearch",
            "nextCheckState",
            "wheelEvent",
        ),
    ],
    "Qt asks it of a text, for a screen reader": [
        *("addSelection", "characterCount", "characterRect", "cursorPosition", "interface_cast", "offsetAtPoint"),
        *("removeSelection", "scrollToSubstring", "selectionCount", "setSelection"),
    ],
    "Qt reads it back from a state, for a screen reader": [
        *("collapsed", "expandable", "expanded", "selectable", "selected"),
    ],
    "Qt reads it back from an option it was given": ["features"],
    "Qt asks it of what tells a screen reader about a widget": [
        *("attributeKeys", "attributeValue", "characterCount", "cursorPosition", "selectionCount", "characterRect"),
        *("offsetAtPoint", "addSelection", "removeSelection", "setSelection", "scrollToSubstring", "interface_cast"),
        *("collapsed", "expandable", "expanded", "focusable", "selectable", "selected"),
    ],
    "a member of an enum, read from the files of `resources/`": [
        *("CMRA", "CRA", "GUICHET", "INTERETS_VITAUX", "JUDICIAIRE", "OBSERVATION", "PERIMEE", "RAPO", "V_ANC", "V_SEC"),
        *("AGENTS", "APPRECIATIONS", "AUTRUI", "CHIFFRES", "CORRIGER", "IDENTIFIANTS", "REFUSER"),
    ],
    "a part of a fiche: all are gone through, in their order": ["CONSERVATIONS", "RESPONSABLE", "SOURCES"],
    "the look that is neither dark nor the system's, by its value in the settings": ["CLAIRE"],
    "python-docx writes it in the file": [
        *("_blob", "alignment", "autofit", "base_style", "bottom_margin", "different_first_page_header_footer"),
        *("footer_distance", "header_distance", "is_linked_to_previous", "keep_with_next", "language", "left_indent"),
        *("line_spacing", "line_spacing_rule", "page_break_before", "page_height", "quick_style", "rgb", "space_after"),
        *("space_before", "top_margin"),
    ],
    "multiprocessing reads it before it starts a process": ["_inheriting"],
    "jinja2 reads it when it renders": ["filters", "globals", "tests"],
    "zipfile writes it in the file": ["compress_type", "create_system", "external_attr"],
    "multiprocessing starts its children by it": ["_base_executable"],
    "XlsxWriter looks at it when it is thrown away": ["fileclosed"],
    "called by the name that comes through the pipe": ["_ouvrir", "_inventaire"],
    "called by a program that a benchmark starts, written as a text": ["rest"],
    "a type, named between quotes": ["CoffreDossiers", "CoffreOuReprendre", "CoffreSeul", "Suite", "TableauEcrit"],
    "called as a function, `textes(…)`": ["__call__"],
    "the last of a range that names the screens": ["VERIFIER"],
    "written whole, as a row of the table, by `astuple`": ["mots_par_phrase", "phrase_la_plus_longue"],
    "the format of docs/formats.md by which a dossier goes to another coffre: no screen offers it yet": ["dossier_as_bytes"],
}


def main() -> int:
    """0 when every name is reached, or stands above."""
    veilleur = Vulture(ignore_decorators=DECORATEURS)
    veilleur.scavenge([RACINE / lu for lu in LUS])
    trouves = [un for un in veilleur.get_unused_code() if un.typ != "import"]
    admis = [nom for noms in EXCEPTIONS.values() for nom in noms]
    morts = [un for un in trouves if un.name not in admis]
    partis = sorted(set(admis) - defined_names(veilleur))
    for un in morts:
        print(f"{un.filename}:{un.first_lineno} unused {un.typ} {un.name}")
    for nom in partis:
        print(f"tools/code_mort.py: {nom} is gone: take it out of the exceptions")
    return 1 if morts or partis else 0


def defined_names(veilleur: Vulture) -> set[str]:
    """Whatever is named in the code that was read."""
    genres = ("attrs", "classes", "funcs", "methods", "props", "vars")
    return {un.name for genre in genres for un in getattr(veilleur, f"defined_{genre}")}


if __name__ == "__main__":
    sys.exit(main())
