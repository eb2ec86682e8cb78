"""Tables for spreadsheets: what a text becomes in CSV and XLSX, that no cell is a formula, what a file says of who made it."""

import csv
import datetime as dt
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape

from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.exchange.exports import (
    TAILLE_MAX,
    Cellule,
    Changements,
    ColonneTableau,
    TableauCsv,
    TableauEcrit,
    TableauXlsx,
    is_risky,
)
from tests.outils import besoin_de

TITRES = (
    ColonneTableau("Référence"),
    ColonneTableau("Organisme", 40),
    ColonneTableau("Envoyée le"),
    ColonneTableau("Faits", 8),
)
TABLE, OFFICE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{nom}:1.0}}" for nom in ("table", "office"))
#: What has been tried on spreadsheets elsewhere, and what people really write.
MECHANTS = (
    "=1+1",
    "+33 6 12 34 56 78",
    "-12",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\x00=1+1",
    "\uff1d1+1",
    '=HYPERLINK("http://exemple.invalid","lire")',
    "=cmd|' /C calc'!A0",
    'a";=1+1;"b',
    "a,=1+1",
    "a;=1+1",
    "a\n=1+1",
    "a\t=1+1",
    '"=1+1"',
    "http://exemple.invalid/?a=1",
    "mailto:a@exemple.invalid",
    "internal:Feuille!A1",
    "00123",
    "1E5",
    "12/11/2026",
    "VRAI",
    "{=1+1}",
    "_x0041_",
    "Œuvrard d’Été & <fils>",
    "\ud83d=1",
    "",
)
TEXTES = st.one_of(st.sampled_from(MECHANTS), st.text(st.characters(codec=None), max_size=40))


def write(tableau: TableauEcrit, lignes: Sequence[Sequence[Cellule]]) -> Changements:
    with tableau:
        for ligne in lignes:
            tableau.add(ligne)
        return tableau.finish()


def _xlsx(chemin: Path, titres: Sequence[ColonneTableau]) -> TableauXlsx:
    return TableauXlsx(chemin, titres, feuille="Dossiers")


def csv_of(dossier: Path, lignes: Sequence[Sequence[Cellule]]) -> tuple[bytes, Changements]:
    chemin = dossier / "t.csv"
    changements = write(TableauCsv(chemin, TITRES), lignes)
    return chemin.read_bytes(), changements


def xlsx_of(dossier: Path, lignes: Sequence[Sequence[Cellule]]) -> tuple[Path, Changements]:
    chemin = dossier / "t.xlsx"
    changements = write(TableauXlsx(chemin, TITRES, feuille="Dossiers"), lignes)
    assert [fichier.name for fichier in dossier.iterdir() if fichier.suffix != ".csv"] == ["t.xlsx"]
    return chemin, changements


def read_csv(contenu: bytes, separateur: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(contenu.decode("utf-8-sig"), newline=""), delimiter=separateur, strict=True))


def read_xlsx(chemin: Path) -> list[list[Cell]]:
    return [list(ligne) for ligne in load_workbook(chemin)["Dossiers"].iter_rows(min_row=2)]


# CSV


def test_a_csv_file_opens_as_it_is_in_a_french_spreadsheet(tmp_path: Path) -> None:
    contenu, changements = csv_of(
        tmp_path, [("2026-0113", "CCAS de « Pantin »", dt.date(2026, 11, 24), 3), ("a", None, None, -2)]
    )

    assert (
        contenu
        == (
            '\ufeff"Référence";"Organisme";"Envoyée le";"Faits"\r\n'
            '"2026-0113";"CCAS de « Pantin »";2026-11-24;3\r\n'
            '"a";;;-2\r\n'
        ).encode()
    )
    assert changements == Changements()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTES, TEXTES), max_size=5))
@example([(mechant, mechant) for mechant in MECHANTS])
def test_any_text_comes_back_from_csv_and_none_begins_a_formula(tmp_path: Path, lignes: list[tuple[str, str]]) -> None:
    contenu, changements = csv_of(tmp_path, [(*ligne, dt.date(2026, 1, 2), 1) for ligne in lignes])

    lus = read_csv(contenu)[1:]
    propres = [[clean(texte).texte for texte in ligne] for ligne in lignes]
    assert [[_bare(texte) for texte in lu[:2]] for lu in lus] == [[_bare(texte) for texte in ligne] for ligne in propres]
    assert changements.desamorcees == sum(is_risky(texte) for ligne in propres for texte in ligne)


def _bare(texte: str) -> str:
    """Without what was added, nor what looked like it."""
    return texte.replace("'", "")


@pytest.mark.parametrize("separateur", [";", ",", "\t"])
def test_no_other_separator_makes_a_formula_of_the_end_of_a_text(tmp_path: Path, separateur: str) -> None:
    contenu, _ = csv_of(tmp_path, [(mechant, mechant, None, None) for mechant in MECHANTS])

    lecture = csv.reader(io.StringIO(contenu.decode("utf-8-sig"), newline=""), delimiter=separateur)
    assert not any(is_risky(cellule) for ligne in lecture for cellule in ligne)


def test_what_begins_a_formula_is_recognised_and_nothing_else() -> None:
    assert [mechant for mechant in MECHANTS[:21] if not is_risky(mechant)] == []
    assert not any(map(is_risky, ("", "Œuvrard", "2026-0113", "a=b", "'=1", "3 - 2", "(+33)", "1+1", "CCAS, Pantin")))


# XLSX


def test_each_cell_of_a_workbook_has_its_type(tmp_path: Path) -> None:
    chemin, changements = xlsx_of(tmp_path, [("2026-0113", "00123", dt.date(2026, 11, 24), 3), ("2026-0114", None, None, None)])

    premiere, seconde = read_xlsx(chemin)
    assert [cellule.data_type for cellule in premiere] == ["s", "s", "d", "n"]
    assert [cellule.value for cellule in premiere] == ["2026-0113", "00123", dt.datetime(2026, 11, 24), 3]  # noqa: DTZ001
    assert premiere[2].is_date
    assert [cellule.value for cellule in seconde] == ["2026-0114", None, None, None]
    assert changements == Changements()


def test_the_names_of_the_columns_stay_in_view_and_filter(tmp_path: Path) -> None:
    chemin, _ = xlsx_of(tmp_path, [("a", "b", None, 1), ("c", "d", None, 2)])

    feuille = load_workbook(chemin)["Dossiers"]
    assert feuille.freeze_panes == "A2"
    assert feuille.auto_filter.ref == "A1:D3"
    assert [cellule.value for cellule in feuille[1]] == [colonne.titre for colonne in TITRES]
    assert feuille.column_dimensions["B"].width == pytest.approx(40, abs=1)
    assert feuille.print_title_rows == "$1:$1"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.tuples(TEXTES, TEXTES), max_size=4))
@example([(mechant, mechant) for mechant in MECHANTS])
def test_any_text_comes_back_from_a_workbook_and_none_is_a_formula_or_a_link(
    tmp_path: Path, lignes: list[tuple[str, str]]
) -> None:
    chemin, changements = xlsx_of(tmp_path, [(*ligne, None, 1) for ligne in lignes])

    # As spreadsheets do, and as openpyxl leaves to do: « _x0041_ » was not meant as a code.
    lus = [[unescape(str(cellule.value or "")) for cellule in ligne[:2]] for ligne in read_xlsx(chemin)]
    assert lus == [[clean(texte).texte for texte in ligne] for ligne in lignes]
    with zipfile.ZipFile(chemin) as archive:
        feuille = archive.read("xl/worksheets/sheet1.xml")
        assert not any("rels" in nom and "sheet" in nom for nom in archive.namelist())
    noms = {etree.QName(noeud).localname for noeud in etree.fromstring(feuille).iter(etree.Element)}
    assert not noms & {"f", "hyperlink", "hyperlinks"}
    assert changements == Changements()


def test_a_text_longer_than_a_cell_is_cut_and_it_is_said(tmp_path: Path) -> None:
    longs = ("x" * TAILLE_MAX, "x" * (TAILLE_MAX + 1), "😀" * TAILLE_MAX, "é" * (TAILLE_MAX // 2 + 9))
    chemin, changements = xlsx_of(tmp_path, [(long, "", None, None) for long in longs])

    lus = [str(ligne[0].value) for ligne in read_xlsx(chemin)]
    assert changements == Changements(coupees=2)
    assert lus[0] == longs[0]
    assert lus[3] == longs[3]
    assert [lu[-1] for lu in lus[1:3]] == ["…", "…"]
    assert [len(lu.encode("utf-16-le")) // 2 <= TAILLE_MAX for lu in lus] == [True] * 4
    assert set(lus[2]) == {"😀", "…"}


def test_a_workbook_says_nothing_of_whoever_made_it_and_is_the_same_twice(tmp_path: Path) -> None:
    lignes = [("2026-0113", "CCAS", dt.date(2026, 11, 24), 3)]
    premier, second = (xlsx_of(tmp_path, lignes)[0].read_bytes() for _ in range(2))

    assert premier == second
    with zipfile.ZipFile(io.BytesIO(premier)) as archive:
        assert {nom.split("/")[0] for nom in archive.namelist()} == {"[Content_Types].xml", "_rels", "docProps", "xl"}
        assert not [nom for nom in archive.namelist() if "custom" in nom or "thumbnail" in nom]
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        proprietes = etree.fromstring(archive.read("docProps/core.xml"))
        application = archive.read("docProps/app.xml").decode()
    dites = {etree.QName(noeud).localname: noeud.text for noeud in proprietes}
    assert dites == {
        "creator": None,
        "lastModifiedBy": None,
        "created": "2000-01-01T00:00:00Z",
        "modified": "2000-01-01T00:00:00Z",
    }
    assert "<Company></Company>" in application
    assert "<Manager>" not in application


# Giving up, and failing


@pytest.mark.parametrize("make", [TableauCsv, _xlsx])
def test_giving_up_leaves_nothing_beside_the_file(
    make: Callable[[Path, Sequence[ColonneTableau]], TableauEcrit], tmp_path: Path
) -> None:
    chemin = tmp_path / "t.fichier"
    with make(chemin, TITRES) as tableau:
        for rang in range(200):
            tableau.add((str(rang), "b", None, 1))

    del tableau
    assert [fichier for fichier in tmp_path.iterdir() if fichier != chemin] == []


def test_a_disk_that_fails_is_said_as_the_system_says_it(tmp_path: Path) -> None:
    for make in (TableauCsv, _xlsx):
        with pytest.raises(OSError, match="absent"):
            make(tmp_path / "absent" / "t.fichier", TITRES).__enter__()

    disparu = tmp_path / "disparu"
    disparu.mkdir()
    with _xlsx(disparu / "t.xlsx", TITRES) as tableau:
        shutil.rmtree(disparu)
        with pytest.raises(OSError, match="disparu"):
            tableau.finish()


# A real spreadsheet


@besoin_de("soffice")
@pytest.mark.parametrize("suffixe", ["csv", "xlsx"])
def test_libreoffice_finds_every_cell_and_no_formula(suffixe: str, tmp_path: Path) -> None:
    lignes = [(mechant, f"n° {rang}", dt.date(2026, 11, 24), 3) for rang, mechant in enumerate(MECHANTS[:-1])]
    chemin = tmp_path / f"entree.{suffixe}"
    tableau = TableauCsv(chemin, TITRES) if suffixe == "csv" else TableauXlsx(chemin, TITRES, feuille="Dossiers")
    write(tableau, lignes)
    # Semicolon, quotes, UTF-8, French, and at the end: what looks like a formula is one.
    filtre = ["--infilter=CSV:59,34,76,1,,1036,false,true,false,false,false,-1,true"] if suffixe == "csv" else []
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", *filtre),
            *("--convert-to", "fods", "--outdir", str(tmp_path / "sortie"), str(chemin)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    racine = etree.parse(next((tmp_path / "sortie").glob("*.fods"))).getroot()

    cellules = [cellule for cellule in racine.iter("{*}table-cell") if cellule.get(f"{OFFICE}value-type")]
    assert not [cellule for cellule in cellules if cellule.get(f"{TABLE}formula")]
    assert len(cellules) == len(TITRES) * (1 + len(lignes))
    dates = [cellule for cellule in cellules if cellule.get(f"{OFFICE}value-type") == "date"]
    # What looks like a date is one in a CSV file, which cannot say otherwise.
    assert len(dates) == len(lignes) + ("12/11/2026" in MECHANTS and suffixe == "csv")
