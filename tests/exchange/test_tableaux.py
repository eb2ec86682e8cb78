"""Tables are read whatever wrote them; what cannot be one, or is too much, is refused in a sentence."""

import csv
import datetime as dt
import functools
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.tableaux import Cellule, Rangee, shown, trimmed
from droits_usagers.exchange import tableaux
from droits_usagers.exchange.tableaux import laid_out, read_colle, read_tableau
from tests.chaque import chaque

TABLE = (("Nom", "Démarche", "Envoyé le"), ("Œuvrard; Élodie", 'dite "Zoé"', "3/10/2026"), ("", "", ""), ("D’Aÿ", "accès", "€"))


def xlsx(*feuilles: Sequence[Sequence[object]], **options: object) -> bytes:
    flux = io.BytesIO()
    classeur = xlsxwriter.Workbook(flux, {"in_memory": True, **options})
    date = classeur.add_format({"num_format": "dd/mm/yyyy"})
    for rangees in feuilles:
        feuille = classeur.add_worksheet()
        for y, rangee in enumerate(rangees):
            for x, cellule in enumerate(rangee):
                if isinstance(cellule, dt.date):
                    feuille.write_datetime(y, x, cellule, date)
                elif isinstance(cellule, dt.time):
                    feuille.write_datetime(y, x, cellule, classeur.add_format({"num_format": "hh:mm"}))
                else:
                    feuille.write(y, x, cellule)
    classeur.close()
    return flux.getvalue()


def ods(table: str, *, protege: bool = False) -> bytes:
    flux = io.BytesIO()
    espaces = "".join(f' xmlns:{nom}="urn:oasis:names:tc:opendocument:xmlns:{nom}:1.0"' for nom in ("office", "table", "text"))
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            + '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
            * protege
            + "</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content{espaces}><office:body><office:spreadsheet>{table}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return flux.getvalue()


def ods_cell(texte: str, attributs: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{attributs}><text:p>{texte}</text:p></table:table-cell>'


def csv_of(rangees: Sequence[Sequence[str]], separateur: str = ";") -> str:
    flux = io.StringIO(newline="")
    csv.writer(flux, delimiter=separateur).writerows(rangees)
    return flux.getvalue()


def refusal(contenu: bytes) -> Panne:
    with pytest.raises(ExpectedError) as refus:
        read_tableau(contenu, "suivi.xlsx")
    assert refus.value.faits == {"fichier": "suivi.xlsx"}
    return refus.value.panne


def only_sheet(contenu: bytes) -> tuple[Rangee, ...]:
    (feuille,) = read_tableau(contenu, "f").feuilles
    return feuille.rangees


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separateur", [";", ",", "\t"])
def test_a_csv_is_read_whatever_its_encoding_and_separator(codage: str, separateur: str) -> None:
    lues = only_sheet(csv_of(TABLE, separateur).encode(codage))
    assert lues == trimmed(TABLE)
    assert lues[2] == ()


def test_excel_s_own_first_line_is_no_row_of_the_table() -> None:
    assert only_sheet(b"sep=,\r\nNom,Ville;Dept\r\nX,Y\r\n") == (("Nom", "Ville;Dept"), ("X", "Y"))


def test_a_quote_that_nothing_closes_swallows_nothing() -> None:
    assert only_sheet(b'Nom;Note\nA;"coup\nB;rien\n') == (("Nom", "Note"), ("A", '"coup'), ("B", "rien"))


def test_cells_pasted_keep_the_lines_within_a_cell() -> None:
    (feuille,) = read_colle('Nom\tAdresse\nÉlodie\t"12 rue X\n93000 Bobigny"\n').feuilles
    assert feuille.rangees[1] == ("Élodie", "12 rue X\n93000 Bobigny")


@pytest.mark.parametrize("codage", ["mac-roman", "cp850", "cp437"])
@pytest.mark.parametrize("nom", ["Koné", "François", "Hélène", "Benoît"])
def test_letters_that_would_be_others_are_refused(nom: str, codage: str) -> None:
    with pytest.raises(ExpectedError) as refus:
        read_tableau(f"Nom;Prénom\n{nom};Awa\n".encode(codage), "f.csv")
    assert refus.value.panne is Panne.TABLEAU_CODAGE
    # So are those of here read, signs that Windows alone has included.
    ici = f"Nom;Prénom\n{nom};Zoë\nŠimun;« l’œuvre » – 3 €…\nTRAORÉ;Žana\n"
    assert read_tableau(ici.encode("cp1252"), "f.csv").feuilles[0].rangees[1][0] == nom


def test_bytes_that_no_encoding_explains_are_counted() -> None:
    assert read_tableau(b"Nom;Ville\nX\x81;Y\n", "f").illisibles == 1


_CELLULES = st.text(st.characters(codec="utf-8", exclude_characters=",;\t\r\ufffd\ufeff"), max_size=12)
_TABLES = st.lists(st.lists(_CELLULES, min_size=2, max_size=2), max_size=8)


@given(_TABLES, st.sampled_from(";\t,"))
@example([['a"b', 'c\nd "e"'], ["", ""]], ";")
def test_what_a_spreadsheet_writes_as_text_is_what_is_read(table: list[list[str]], separateur: str) -> None:
    entiere = (("Nom", "Prénom"), *map(tuple, table))
    assert only_sheet(csv_of(entiere, separateur).encode()) == trimmed(entiere)


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
@example(b"\xff\xfe")
def test_any_bytes_are_a_table_or_a_sentence(contenu: bytes) -> None:
    try:
        classeur = read_tableau(contenu, "f")
    except ExpectedError as error:
        panne: Panne | None = error.panne
    else:
        panne = None
        assert all(feuille.rangees for feuille in classeur.feuilles)
    assert panne in {None, Panne.TABLEAU_ILLISIBLE, Panne.TABLEAU_VIDE, Panne.TABLEAU_PROTEGE, Panne.TABLEAU_CODAGE}


@given(st.data())
def test_a_damaged_workbook_is_a_table_or_a_sentence(data: st.DataObject) -> None:
    octets = bytearray(_INTACT)
    for _ in range(data.draw(st.integers(1, 4))):
        octets[data.draw(st.integers(4, len(octets) - 1))] = data.draw(st.integers(0, 255))
    panne = "tableau_lu"
    try:
        read_tableau(bytes(octets), "f")
    except ExpectedError as error:
        panne = error.panne.value
    assert panne.startswith("tableau_")


_INTACT = xlsx([("Nom", "Date"), ("X", dt.date(2026, 3, 5))])


@pytest.mark.parametrize("depuis_1904", [False, True])
def test_a_date_of_excel_is_that_day_in_both_of_its_calendars(*, depuis_1904: bool) -> None:
    lues = only_sheet(xlsx([("Envoyé le", "n"), (dt.date(2026, 3, 5), 93000), ("5 mars", 0.5)], date_1904=depuis_1904))
    assert lues == (("Envoyé le", "n"), (dt.date(2026, 3, 5), "93000"), ("5 mars", "0,5"))


def test_rows_and_columns_keep_the_place_they_have_on_the_sheet() -> None:
    assert only_sheet(xlsx([(), (), ("", "", "Nom"), (), ("", "X", True)])) == ((), (), ("", "", "Nom"), (), ("", "X", "1"))


def test_every_sheet_one_sees_is_offered() -> None:
    classeur = read_tableau(xlsx([("a",)], [], [("b", dt.datetime(2026, 3, 5, 10, 30, tzinfo=None))]), "f")  # noqa: DTZ001
    assert [feuille.nom for feuille in classeur.feuilles] == ["Sheet1", "Sheet3"]
    assert shown(classeur.feuilles[1].rangees[0][1]) == "05/03/2026"


def test_an_ods_is_read_with_its_dates_and_repeated_rows() -> None:
    date = (
        '<table:table-cell office:value-type="date" office:date-value="2026-03-05"><text:p>05/03/26</text:p></table:table-cell>'
    )
    vides = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/>'
    rangees = "".join(
        f"<table:table-row>{ligne}</table:table-row>" for ligne in (ods_cell("Nom") * 2, ods_cell("Élodie") + date)
    )
    lues = only_sheet(ods(f'<table:table table:name="Suivi">{rangees}{vides}</table:table-row></table:table>'))
    assert lues == (("Nom", "Nom"), ("Élodie", dt.date(2026, 3, 5)))


def test_an_old_workbook_is_read_too() -> None:
    ancien = (Path(__file__).parent / "fichiers" / "ancien.xls").read_bytes()
    assert only_sheet(ancien) == (("Nom", "Envoyé le", "n"), ("Œuvrard", dt.date(2026, 3, 5), "12,5"))
    assert refusal(ancien[:700]) is Panne.TABLEAU_ILLISIBLE


def test_a_workbook_under_a_password_is_said_so() -> None:
    assert refusal(ods("", protege=True)) is Panne.TABLEAU_PROTEGE
    # As Excel writes it: a container that holds only what is encrypted, named in its directory.
    assert (
        refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + "EncryptedPackage".encode("utf-16-le"))
        is Panne.TABLEAU_PROTEGE
    )


def test_an_hour_or_a_length_of_time_is_the_text_one_sees() -> None:
    assert only_sheet(xlsx([("à", dt.time(14, 30))])) == (("à", "14:30:00"),)


_TABLE_LOINTAINE = (
    '<table:table-row table:number-rows-repeated="39999"><table:table-cell/></table:table-row>'
    f'<table:table-row><table:table-cell table:number-columns-repeated="19"/>{ods_cell("x")}</table:table-row>'
)


def _with_shared_text(longueur: int) -> bytes:
    """A short text that a hundred cells share, made long."""
    ancien, flux = zipfile.ZipFile(io.BytesIO(xlsx([("texte",)] * 100))), io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom in ancien.namelist():
            archive.writestr(nom, ancien.read(nom).replace(b">texte<", b">" + b"t" * longueur + b"<"))
    return flux.getvalue()


@functools.cache
def _bombs() -> dict[str, bytes]:
    loin = zipfile.ZipFile(io.BytesIO(_INTACT))
    feuille = loin.read("xl/worksheets/sheet1.xml").replace(b'r="B2"', b'r="XFD1048576"')
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom in loin.namelist():
            archive.writestr(nom, feuille if nom.endswith("sheet1.xml") else loin.read(nom))
    gonflee = io.BytesIO()
    with zipfile.ZipFile(gonflee, "w", zipfile.ZIP_DEFLATED) as archive:
        for rang in range(8):
            archive.writestr(f"xl/worksheets/sheet{rang}.xml", b" " * (1024 * 1024))
    fois = ' table:number-columns-repeated="16384"'
    repetee = f"<table:table-row>{ods_cell('x', fois)}</table:table-row>"
    haute = f'<table:table-row table:number-rows-repeated="900000"><table:table-cell/></table:table-row>{repetee}'
    large = f'<table:table-row><table:table-cell table:number-columns-repeated="4000000000"/>{ods_cell("x")}</table:table-row>'
    return {
        "far cell": flux.getvalue(),
        "unfolded": gonflee.getvalue(),
        "too many lines": b"a\n" * (tableaux.LIGNES_MAX + 1),
        "one endless cell": b'"' + b"a" * 140_000 + b'"',
        "ods rows": ods(f'<table:table table:name="S">{haute}</table:table>'),
        "shared text": _with_shared_text(60_000),
        "repeated text": ods(
            '<table:table table:name="S"><table:table-row table:number-rows-repeated="300">'
            + ods_cell("x" * 60_000, ' table:number-columns-repeated="20"')
            + "</table:table-row></table:table>"
        ),
        "many sheets": xlsx(*[[("a",), *[()] * 39_998, (*[""] * 19, "b")]] * 6),
        "many tables": ods(f'<table:table table:name="S">{_TABLE_LOINTAINE}</table:table>' * 6),
        "ods columns": ods(f'<table:table table:name="S">{large}</table:table>'),
    }


@pytest.mark.parametrize(
    "nom",
    [
        *("far cell", "unfolded", "too many lines", "one endless cell", "ods rows", "ods columns"),
        *("shared text", "repeated text", "many sheets", "many tables"),
    ],
)
def test_a_file_that_stands_for_too_much_is_refused(nom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tableaux, "DEPLIEE_MAX", 4 * 1024 * 1024)
    assert refusal(_bombs()[nom]) is Panne.TABLEAU_TROP_GRAND


def test_a_file_or_a_paste_too_heavy_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tableaux, "TAILLE_MAX", 10)
    assert refusal(b"a;b\n" * 3) is Panne.TABLEAU_TROP_GRAND
    with pytest.raises(ExpectedError):
        read_colle("a\tb\n" * 3)


def test_a_sheet_too_large_beside_the_right_one_is_only_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tableaux, "LIGNES_MAX", 2)
    classeur = read_tableau(xlsx([("a",)] * 3, [("b",)]), "f")
    assert (classeur.ecartees, [feuille.nom for feuille in classeur.feuilles]) == (("Sheet1",), ["Sheet2"])
    assert refusal(xlsx([("a",)] * 3)) is Panne.TABLEAU_TROP_GRAND


_AUTRES = (b"%PDF-1.7 ...", b"\n<html><table>", b"\xef\xbb\xbf<?xml ?>", b"PK\x03\x04 but nothing else", _INTACT[:-40])


@pytest.mark.parametrize("contenu", _AUTRES)
def test_what_is_no_table_is_said_so(contenu: bytes) -> None:
    assert refusal(contenu) is Panne.TABLEAU_ILLISIBLE


@pytest.mark.parametrize("contenu", [b"", b"\n\n", b";;;\n ; ;\n", xlsx([])])
def test_a_table_without_a_single_word_is_said_empty(contenu: bytes) -> None:
    assert refusal(contenu) is Panne.TABLEAU_VIDE


def test_a_reader_that_numbers_cells_by_itself_sees_the_same_ones() -> None:
    assert laid_out([("xl/worksheets/s.xml", b"<row><c><v>1</v></c><c/></row><row><c></c><c ><v>2</v></c></row>")]) == (4, 0)
    assert laid_out([]) == (0, 0)


_LOIN = b'<row><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("nom", "feuille"),
    [
        ("xl/WORKSHEETS/sheet1.xml", _LOIN),
        ("xl\\worksheets\\sheet1.xml", _LOIN),
        ("xl/worksheets/sheet1.xml", _LOIN.replace(b"<c ", b'<c z=">" ')),
        ("xl/worksheets/sheet1.xml", _LOIN.replace(b"<c ", b'<c x:r="A1" ')),
        ("xl/worksheets/sheet1.xml", _LOIN.replace(b"<c ", b"""<c z=' r="A1"' """)),
        ("xl/worksheets/sheet1.xml", _LOIN.replace(b"<v>", b"<!-- --><v>")),
        ("xl/worksheets/sheet1.xml", _LOIN.replace(b"<v>", b"<w/><v>")),
    ],
)
def test_no_disguise_hides_a_far_cell(nom: str, feuille: bytes) -> None:
    assert laid_out([(nom, feuille)])[0] == 16384 * 1048576


@pytest.mark.parametrize("attributs", [' z=">" {}="16384"', ' {}="+16384"', ' {}="&#49;6384"', """ z=' {}="1"' {}='16384'"""])
def test_no_disguise_hides_a_cell_repeated(attributs: str) -> None:
    cellule = ods_cell("x", attributs.replace("{}", "table:number-columns-repeated"))
    table = f"<table:table><table:table-row>{cellule}</table:table-row></table:table>"
    assert laid_out([("content.xml", table.encode())])[0] >= 16384


_PARTAGES = b"<sst><si><t>court</t></si><si><t>" + b"l" * 1000 + b"</t></si></sst>"


@chaque(
    "textes",
    [
        _PARTAGES,
        _PARTAGES.replace(b"<sst>", b"<sst><!--<si>-->"),
        _PARTAGES.replace(b"<sst>", b"<sst><si/>"),
        _PARTAGES.replace(b"<t>court", b'<t z="<si">court'),
    ],
)
@chaque("numero", [b"1", b" 1", b"&#49;", b"+1", b"<!-- -->1"])
def test_a_text_that_many_cells_share_weighs_as_many_times(textes: bytes, numero: bytes) -> None:
    leurre = b"<sst>" + b"<si><t/></si>" * 3 + b"</sst>"
    feuille = b"<row>" + (b'<c t="s"><v>' + numero + b"</v></c>") * 50 + b"</row>"
    assert laid_out([("a.xml", leurre), ("xl/sharedStrings.xml", textes), ("f.xml", feuille)])[1] > 50_000


def test_a_short_text_beside_a_long_one_weighs_little() -> None:
    assert laid_out([("t.xml", _PARTAGES), ("f.xml", b"<row>" + b"<c><v>0</v></c><c><v>7</v></c>" * 50 + b"</row>")])[1] < 5_000


@given(st.lists(st.lists(st.one_of(st.dates(dt.date(1990, 1, 1)), st.text("abcé; ", max_size=3)), max_size=4), max_size=5))
def test_trimming_loses_nothing_that_can_be_seen(rangees: list[list[Cellule]]) -> None:
    avant = tuple(map(tuple, rangees))
    apres = trimmed(avant)
    assert [c for r in apres for c in r if shown(c).strip()] == [c for r in avant for c in r if shown(c).strip()]
    assert trimmed(apres) == apres
    assert not apres or apres[-1]


def _shown_as(*formats: str, jour: dt.date = dt.date(2026, 3, 1)) -> tuple[str, ...]:
    """What is read of that day, shown in each of these ways."""
    flux = io.BytesIO()
    classeur = xlsxwriter.Workbook(flux, {"in_memory": True})
    feuille = classeur.add_worksheet("Mai & juin")
    for rang, ecrit in enumerate(formats):
        feuille.write_datetime(rang, 0, jour, classeur.add_format({"num_format": ecrit}))
    classeur.close()
    (lue,) = read_tableau(flux.getvalue(), "t.xlsx").feuilles
    return tuple(shown(cellule) for (cellule,) in lue.rangees)


def test_a_date_of_which_only_the_month_is_shown_is_no_day() -> None:
    """Who types « mars 2026 » in a spreadsheet gets the first of March, shown as « mars 2026 »."""
    mois = ("mmm-yy", "mmmm yyyy", "mm/yyyy", r"[$-40C]mmmm\ yyyy;@", '"vers "mmmm" "yyyy')
    assert _shown_as(*mois) == ("03/2026",) * len(mois)
    assert _shown_as("yyyy", "mmmm", '"année "yy') == ("2026", "mars", "2026")
    jours = ("dd/mm/yyyy", "d-mmm", "d mmmm", "yyyy-mm-dd", 'dddd d mmmm yyyy "(jour)"', "dd/mm/yy hh:mm")
    assert _shown_as(*jours) == ("01/03/2026",) * len(jours)


@chaque(
    ("vu", "lu"),
    [
        ("mars 2026", "mars 2026"),
        ("mars 26", "mars 26"),
        ("mars", "mars"),
        ("2026", "2026"),
        ("03/26", "03/26"),
        ("03/2026", "03/2026"),
        ("01/03/26", "01/03/2026"),
        ("1 mars", "01/03/2026"),
        ("01/03", "01/03/2026"),
        ("", "01/03/2026"),
    ],
)
def test_nor_is_it_in_an_opendocument_sheet(vu: str, lu: str) -> None:
    date = '<table:table-cell office:value-type="date" office:date-value="2026-03-01">'
    cellule = f"{date}<text:p>{vu}</text:p></table:table-cell>"
    contenu = ods(f'<table:table table:name="T"><table:table-row>{cellule}</table:table-row></table:table>')
    (feuille,) = read_tableau(contenu, "t.ods").feuilles
    assert tuple(shown(cellule) for (cellule,) in feuille.rangees) == (lu,)


def test_what_one_cell_says_for_several_lines_is_said_on_each() -> None:
    flux = io.BytesIO()
    classeur = xlsxwriter.Workbook(flux, {"in_memory": True})
    feuille = classeur.add_worksheet()
    feuille.merge_range(0, 0, 0, 2, "Suivi")
    feuille.merge_range(1, 0, 2, 0, "Nom")
    for colonne, titre in enumerate(("Envoyé le", "Réponse"), start=1):
        feuille.merge_range(1, colonne, 2, colonne, titre)
    feuille.merge_range(3, 0, 5, 0, "DIOP Awa")
    for ligne in (3, 4, 5):
        feuille.write(ligne, 1, f"0{ligne}/10/2026")
    classeur.close()
    (lue,) = read_tableau(flux.getvalue(), "t.xlsx").feuilles
    assert [rangee[0] for rangee in lue.rangees[3:]] == ["DIOP Awa"] * 3
    # A title over several columns, headings over two lines: said once.
    assert [*lue.rangees[:3]] == [("Suivi",), ("Nom", "Envoyé le", "Réponse"), ()]


def test_cells_merged_over_one_another_are_more_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """No spreadsheet merges a cell twice; a few bytes that say so thousands of times would take hours."""
    monkeypatch.setattr(tableaux, "_CELLULES_MAX", 20)
    flux, sain = io.BytesIO(), zipfile.ZipFile(io.BytesIO(xlsx([("Nom",), ("DIOP Awa",), *[()] * 3, ("fin",)], [("b",)])))
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom in sain.namelist():
            fusions = b"<mergeCells>" + b'<mergeCell ref="A2:A5"/>' * 6 + b"</mergeCells>"
            partie = sain.read(nom)
            archive.writestr(nom, partie.replace(b"</sheetData>", b"</sheetData>" + fusions) if "sheet1" in nom else partie)
    classeur = read_tableau(flux.getvalue(), "t.xlsx")
    assert (classeur.ecartees, [feuille.nom for feuille in classeur.feuilles]) == (("Sheet1",), ["Sheet2"])


def test_a_cell_of_an_ods_merged_over_several_lines_is_of_each() -> None:
    haute = ' table:number-rows-spanned="3" table:number-columns-spanned="1"'
    vide = "<table:covered-table-cell/>"
    rangees = [
        ods_cell("Nom") + ods_cell("Rue") + ods_cell("Mot"),
        ods_cell("Koné") + ods_cell("4 quai Est", haute) + ods_cell("a"),
        ods_cell("Diop") + vide + ods_cell("b"),
        ods_cell("Sy") + vide + ods_cell("avec sa tante", haute.replace("3", "2")),
        ods_cell("Ba") + ods_cell("6 quai Sud") + vide,
        ods_cell("Ly") + ods_cell("8 quai Nord") + ods_cell("c"),
    ]
    lignes = "".join(f"<table:table-row>{rangee}</table:table-row>" for rangee in rangees)
    autre = '<table:table table:name="Autre &amp; co"><table:table-column/>' + lignes + "</table:table>"
    feuilles = read_tableau(
        ods(f'<table:table table:name="S"><table:table-row>{ods_cell("x")}</table:table-row></table:table>{autre}'), "t.ods"
    ).feuilles
    assert feuilles[1].rangees[1:] == (
        ("Koné", "4 quai Est", "a"), ("Diop", "4 quai Est", "b"), ("Sy", "4 quai Est", "avec sa tante"),
        ("Ba", "6 quai Sud", "avec sa tante"), ("Ly", "8 quai Nord", "c"),
    )  # fmt: skip
