"""One door: nothing leaves the program but what the control let go. What the code says of it, read in its source."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parent.parent
PAQUET = RACINE / "droits_usagers"

#: Who may give the permission to leave: the control, and nobody else.
PERMET = "droits_usagers/services/controle/controle.py"

#: Who may write, print, copy or ask where to: everything else goes through them.
BAS_NIVEAU = {
    "droits_usagers/ui/socle/sorties.py": "the window's ways out: printer and file dialog; each takes a Libre",
    "droits_usagers/ui/socle/peinture.py": "the printer where no PDF is taken, used by the above alone",
    "droits_usagers/services/socle/lignee.py": "this very program, told where the window was and how it looks",
    "droits_usagers/services/socle/imprimeries.py": "writes zeros over what Qt wrote while printing",
    "droits_usagers/ui/socle/presse_papiers.py": "the clipboard, used by the above alone",
    "droits_usagers/ui/composants/lecture.py": "takes back from the clipboard what went there past the control",
    "droits_usagers/ui/fenetre/application.py": "the report of a defect, that says nothing of anyone",
    "droits_usagers/ui/reprise/page.py": "reads the clipboard: a table copied elsewhere",
    "droits_usagers/ui/socle/choix_fichier.py": "asks which file to read, which coffre to open, or where to make one",
    "droits_usagers/services/socle/ecriture.py": "files: what leaves is a Libre; what the program keeps is its settings",
    "droits_usagers/cli/sorties.py": "stdout and stderr: `write_text`",
    "droits_usagers/cli/aide.py": "the help of a command",
    "droits_usagers/app.py": "the sentence of a failure, on stderr",
    "droits_usagers/exchange/exports.py": "a table, where a FichierEnCours says: it stays there until it is allowed",
    "droits_usagers/services/chiffres/chiffres.py": "tables pass by a temporary folder: what was let go, and names nobody",
}

#: What writes nothing that leaves: the coffre, and what the program knows of itself.
AUTRES = ("droits_usagers/vault/",)

#: Calls that let something out, by the last name of what is called.
SORTENT = frozenset(
    {
        "write_bytes",
        "write_text",
        "QPrinter",
        "QPrintDialog",
        "QPdfWriter",
        "QFileDialog",
        "getSaveFileName",
        "setMimeData",
        "clipboard",
        "echo",
        "Popen",
        "check_call",
        "check_output",
        "NamedTemporaryFile",
        "TemporaryDirectory",
        "mkstemp",
    }
)
#: The ways of the program itself that a test sees called, and with what: `keep_file` takes bytes, for those who keep.
GARDENT = {
    "droits_usagers/services/socle/ecriture.py",
    "droits_usagers/services/socle/reglages.py",
    # A copy of a picture that was theirs, beside what they work on.
    "droits_usagers/services/notice/joints.py",
}
#: `write_text` on stdout: what commands say that is no document.
DISENT = {
    "droits_usagers/cli/controle.py": "the text of a document, taken out of its Libre",
    "droits_usagers/cli/demarches.py": "what one can start",
    "droits_usagers/cli/programme.py": "its version",
    "droits_usagers/cli/clavier.py": "the keys of the window",
    "droits_usagers/cli/droit.py": "what became of the law, beside official texts",
    "droits_usagers/cli/echeances.py": "the dates computed from facts",
    "droits_usagers/cli/masquer.py": "what was covered in a copy, without a word of it",
    "droits_usagers/cli/relire.py": "what is found in a document, for whoever runs the command on their own file",
    "droits_usagers/cli/demo.py": "where invented letters were written",
    "droits_usagers/cli/ecarts.py": "what the rules find in a grille, for whoever runs the command on their own file",
    "droits_usagers/cli/coffre.py": "that a coffre is sound",
    "droits_usagers/cli/reprendre.py": "how many dossiers of a table are in the coffre",
    "droits_usagers/cli/lettres.py": "how many letters were written, and in which folder",
    "droits_usagers/cli/adresses.py": "the references of dossiers whose address is held, never an address",
    "droits_usagers/cli/annuaire.py": "the bodies one may write to, which are public",
    "droits_usagers/cli/notice.py": "what a notice leaves out",
}


@cache
def sources() -> tuple[tuple[str, tuple[ast.AST, ...]], ...]:
    """By file, what it imports and what it calls."""
    noms = {chemin.relative_to(RACINE).as_posix(): chemin for chemin in sorted(PAQUET.rglob("*.py"))}
    return tuple((nom, found(chemin.read_text("utf-8"))) for nom, chemin in noms.items() if not nom.startswith(AUTRES))


def found(code: str) -> tuple[ast.AST, ...]:
    return tuple(noeud for noeud in ast.walk(ast.parse(code)) if isinstance(noeud, ast.Import | ast.ImportFrom | ast.Call))


def called(noeuds: Iterable[ast.AST]) -> Iterator[tuple[str, ast.Call]]:
    """Every call, by the last name of what is called."""
    for noeud in noeuds:
        if isinstance(noeud, ast.Call):
            fonction = noeud.func
            yield (fonction.attr if isinstance(fonction, ast.Attribute) else getattr(fonction, "id", "")), noeud


def writes(nom: str, appel: ast.Call) -> bool:
    """True for what lets something out; `open` only when it is to write."""
    if nom != "open":
        return nom in SORTENT
    # The mode comes after the path, unless a path is what opens.
    rang = 0 if isinstance(appel.func, ast.Attribute) else 1
    modes = [*appel.args[rang : rang + 1], *(mot.value for mot in appel.keywords if mot.arg == "mode")]
    return any(isinstance(mode, ast.Constant) and set(str(mode.value)) & set("wax+") for mode in modes)


def test_the_control_alone_gives_the_permission_to_leave() -> None:
    donnent = {
        nom
        for nom, noeuds in sources()
        for noeud in noeuds
        if isinstance(noeud, ast.ImportFrom | ast.Import)
        and (
            {"grant", "_CLE"} & {alias.name for alias in noeud.names}
            # The whole module would be a way to it.
            or (
                isinstance(noeud, ast.ImportFrom)
                and noeud.module == "droits_usagers.domain.controle"
                and _names(noeud, "libre")
            )
            or (isinstance(noeud, ast.Import) and _names(noeud, "droits_usagers.domain.controle.libre"))
        )
    }

    assert donnent == {PERMET}


def _names(noeud: ast.Import | ast.ImportFrom, nom: str) -> bool:
    return any(alias.name == nom for alias in noeud.names)


def test_what_touches_paper_files_and_the_clipboard_is_a_short_list() -> None:
    sortent = {nom for nom, noeuds in sources() for appelee, appel in called(noeuds) if writes(appelee, appel)}

    assert sortent - set(DISENT) <= set(BAS_NIVEAU)


def test_what_the_program_keeps_for_itself_is_its_own() -> None:
    assert {nom for nom, noeuds in sources() for appelee, _ in called(noeuds) if appelee == "keep_file"} <= GARDENT


def test_a_document_reaches_stdout_out_of_what_the_control_let_go() -> None:
    """`write_text` of a rendering, anywhere but in `write_document`, would be another door."""
    fautes = [
        nom
        for nom, noeuds in sources()
        for appelee, appel in called(noeuds)
        if appelee == "write_text"
        and nom != "droits_usagers/cli/controle.py"
        and any(isinstance(noeud, ast.Attribute) and noeud.attr in {"decode", "contenu"} for noeud in ast.walk(appel))
    ]

    assert fautes == []


def test_every_way_out_asks_for_the_permission() -> None:
    """By their own words: what they take is a `Libre`, and nothing else will do."""
    attendus = {
        "droits_usagers/services/socle/sorties.py": {"print_pages", "save_file", "copy_text"},
        "droits_usagers/ui/socle/sorties.py": {"print_pages", "save_file", "copy_text"},
        "droits_usagers/services/socle/ecriture.py": {"write_file", "write_new_files", "allow"},
        "droits_usagers/cli/controle.py": {"write_document"},
    }
    for nom, portes in attendus.items():
        for noeud in ast.walk(ast.parse((RACINE / nom).read_text("utf-8"))):
            if isinstance(noeud, ast.FunctionDef) and noeud.name in portes:
                prend = [ast.unparse(argument.annotation) for argument in noeud.args.args if argument.annotation is not None]
                assert any("Libre[" in un for un in prend), f"{nom}: {noeud.name}"


@pytest.mark.parametrize(
    "code", ["open('a', 'w')", "open('a', mode='ab')", "chemin.open('wb')", "chemin.write_bytes(b'')", "QPrinter()"]
)
def test_what_lets_something_out_is_recognised(code: str) -> None:
    assert any(writes(nom, appel) for nom, appel in called(found(code)))


@pytest.mark.parametrize("code", ["open('a')", "open('a', 'rb')", "chemin.open('rb')", "chemin.read_bytes()"])
def test_what_only_reads_is_not(code: str) -> None:
    assert not any(writes(nom, appel) for nom, appel in called(found(code)))
