"""What a table shows beside the cells of its lines: titles, names of sheets, words of formats; unread, none of it is lost."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.services.reprise.ecran import look_at
from droits_usagers.services.reprise.remarques import decide, remarks_of
from droits_usagers.services.reprise.reprise import ChantierReprise, LecteurReprise, read_tableau
from droits_usagers.services.reprise.valeurs import LigneReprise
from tests.services.reprises import AUJOURDHUI, T, doutes, essai, kept, made, read

ENTETES = ("Nom", "Démarche", "Organisme", "Envoyé le")
LIGNE = ("accès", "CCAS de Pantin", "03/08/2026")


def test_a_title_between_lines_is_said_of_each_line_under_it(catalogue: Catalogue) -> None:
    titres = ("DOSSIERS CLOS",), ("Secteur nord - 2026",)
    kone, sow, ba, ly = ((nom, *LIGNE) for nom in ("Koné", "Sow", "Ba", "Ly"))
    lues = read(catalogue, ENTETES, kone, titres[0], sow, ba, titres[1], ly)
    dits = {une.numero: [(texte, raison) for _, texte, raison, _ in kept(une)] for une in lues if une.nouveau}
    clos = [("DOSSIERS CLOS", "fini")]
    assert dits == {2: [], 4: clos, 5: clos, 7: [("Secteur nord - 2026", "laisse")]}

    # Someone who has read them has seen the second; that it is over is said dossier by dossier.
    lus = decide(essai(lues), {une.texte: False for une in remarks_of(essai(lues))})
    assert [len(made(une).a_verifier) for une in lus.a_reprendre] == [0, 1, 1, 0]
    tus = decide(essai(lues), {"Secteur nord - 2026": True}).a_reprendre[-1]
    assert (concerne := made(tus).demande.concerne) is not None
    assert concerne.adresse_protegee


COLONNES = ("Nom", "Prénom", "Adresse", "CP", "Ville", "Démarche", "Organisme", "Envoyé le", "Remarques")
PERSONNE = ("12 rue des Lilas", "93000", "Bobigny", "accès", "CCAS de Pantin")


def _opened(
    catalogue: Catalogue,
    dossier: Path,
    draw: Callable[[xlsxwriter.Workbook, Worksheet], object],
    *,
    nom: str = "Feuil1",
    xml: tuple[str, str] = ("", ""),
) -> ChantierReprise:
    """Two lines of a workbook, drawn on; something of its sheet as no program of ours writes it."""
    flux, chemin = io.BytesIO(), dossier / "suivi.xlsx"
    with xlsxwriter.Workbook(flux, {"in_memory": True}) as classeur:
        jour = classeur.add_format({"num_format": "dd/mm/yyyy"})
        feuille = classeur.add_worksheet(nom)
        feuille.write_row(0, 0, COLONNES)
        for rang in (1, 2):
            feuille.write_row(rang, 0, ("Koné", "AwaZoé"[3 * rang - 3 : 3 * rang], *PERSONNE))
            feuille.write_datetime(rang, 7, dt.datetime(2026, 8, 3), jour)  # noqa: DTZ001 - XlsxWriter wants it naive
        draw(classeur, feuille)
    with zipfile.ZipFile(flux) as avant, zipfile.ZipFile(chemin, "w") as apres:
        for partie in avant.namelist():
            contenu = avant.read(partie)
            ici = partie.startswith("xl/worksheets/sheet") or partie == "xl/styles.xml"
            apres.writestr(partie, contenu.replace(xml[0].encode(), xml[1].encode()) if ici and xml[0] else contenu)
    return LecteurReprise(catalogue).open(read_tableau(chemin))


def _read(catalogue: Catalogue, chantier: ChantierReprise) -> tuple[LigneReprise, ...]:
    return LecteurReprise(catalogue).read(chantier, AUJOURDHUI)


def _nothing(_: xlsxwriter.Workbook, __: Worksheet) -> None:
    """As it is."""


@pytest.mark.parametrize("nom", ["Feuil1", "Sheet1", "Suivi", "Demandes 2026", "Mars 2026"])
def test_a_sheet_that_says_nothing_keeps_nothing(catalogue: Catalogue, tmp_path: Path, nom: str) -> None:
    lues = _read(catalogue, _opened(catalogue, tmp_path, _nothing, nom=nom))
    assert [(doutes(une), bool(une.remarques)) for une in lues] == [([], False)] * 2


@pytest.mark.parametrize(
    ("draw", "nom", "texte"),
    [
        (_nothing, "CLOS 2025", "CLOS 2025"),
        (_nothing, "VIF - ne pas écrire", "VIF - ne pas écrire"),
        (lambda _, feuille: feuille.set_header("&LSans suite&RPage &P / &N"), "Feuil1", "Sans suite"),
        (lambda _, feuille: feuille.insert_textbox("K2", "planquée chez Nadia"), "Feuil1", "planquée chez Nadia"),
        (
            lambda _, feuille: feuille.data_validation("A1:B9", {"validate": "any", "input_message": "ne plus écrire"}),
            "Feuil1",
            "ne plus écrire",
        ),
    ],
)
def test_what_a_sheet_shows_beside_its_cells_is_said_of_each_line(
    *,
    catalogue: Catalogue,
    tmp_path: Path,
    draw: Callable[[xlsxwriter.Workbook, Worksheet], object],
    nom: str,
    texte: str,
) -> None:
    lues = _read(catalogue, _opened(catalogue, tmp_path, draw, nom=nom))
    assert [[dit for _, dit, *_ in kept(une)] for une in lues] == [[texte]] * 2
    # Nor is the home written to, as long as nobody has read it.
    assert [(concerne := made(une).demande.concerne) is not None and concerne.adresse_protegee for une in lues] == [True] * 2
    assert [une.texte for une in remarks_of(essai(lues))] == [texte]


def test_what_is_shown_on_one_row_is_said_of_it_alone(catalogue: Catalogue, tmp_path: Path) -> None:
    def draw(_: xlsxwriter.Workbook, feuille: Worksheet) -> None:
        feuille.data_validation("C2", {"validate": "any", "input_message": "chez sa mère"})
        feuille.write_url("A3", "https://exemple.fr", string="Koné", tip="elle a tout reçu")

    un, autre = _read(catalogue, _opened(catalogue, tmp_path, draw))
    assert [dit for _, dit, *_ in kept(un)] == ["chez sa mère"]
    assert [dit for _, dit, *_ in kept(autre)] == ["elle a tout reçu"]


def test_a_cell_is_read_within_the_words_of_its_format(catalogue: Catalogue, tmp_path: Path) -> None:
    def draw(classeur: xlsxwriter.Workbook, feuille: Worksheet) -> None:
        jour = dt.datetime(2026, 8, 3)  # noqa: DTZ001 - idem
        feuille.write_datetime(1, 7, jour, classeur.add_format({"num_format": '"prévu le "dd/mm/yyyy'}))
        feuille.write_datetime(2, 7, jour, classeur.add_format({"num_format": '"le "dd/mm/yyyy'}))
        feuille.write_number(1, 3, 93000, classeur.add_format({"num_format": '00000" NE PAS ÉCRIRE"'}))
        feuille.write_string(2, 1, "Awa", classeur.add_format({"num_format": '@" ⚠ violences"'}))

    un, autre = _read(catalogue, _opened(catalogue, tmp_path, draw))
    # What is planned is no fact.
    assert made(un).demande.evenements == ()
    assert ("Envoyé le", "prévu le 03/08/2026", "peut_etre", "2026-08-03") in kept(un)
    assert [fait.type for fait in made(autre).demande.evenements] == [T.ENVOYE]
    for ligne, mots in ((un, "NE PAS ÉCRIRE"), (autre, "⚠ violences")):
        assert any(mots in dit for _, dit, *_ in kept(ligne))
        assert (concerne := made(ligne).demande.concerne) is not None
        assert concerne.adresse_protegee


def test_a_formula_that_nobody_computed_is_not_an_empty_cell(catalogue: Catalogue, tmp_path: Path) -> None:
    xml = ("<v>0</v>", "")

    def draw(_: xlsxwriter.Workbook, feuille: Worksheet) -> None:
        feuille.write_formula("I2", '="ne pas "&"écrire"')
        feuille.write_formula("H3", "=DATE(2026,8,3)")

    un, autre = _read(catalogue, _opened(catalogue, tmp_path, draw, xml=xml))
    assert (concerne := made(un).demande.concerne) is not None
    assert concerne.adresse_protegee
    assert ("Envoyé le", "=DATE(2026,8,3)", "laisse", "") in kept(autre)


def test_a_shade_of_the_theme_is_a_colour_and_a_row_without_height_is_hidden(catalogue: Catalogue, tmp_path: Path) -> None:
    def draw(classeur: xlsxwriter.Workbook, feuille: Worksheet) -> None:
        feuille.write(1, 0, "Koné", classeur.add_format({"bg_color": "#123456"}))
        feuille.set_row(2, 17.25)

    xml = ('<fgColor rgb="FF123456"/>', '<fgColor theme="0" tint="-0.249977111117893"/>')
    vu = look_at(_opened(catalogue, tmp_path, draw, xml=xml))
    assert dict(vu.couleurs) == {"theme 0 -25%": (2,)}
    assert look_at(_opened(catalogue, tmp_path, draw, xml=('ht="17.25"', 'ht="0"'))).lignes_cachees == (3,)


_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def test_an_ods_shows_as_much(catalogue: Catalogue, tmp_path: Path) -> None:
    noms = ("office", "table", "text", "style", "number", "draw")
    espaces = " ".join(f'xmlns:{nom}="{_ODF}:{ {"number": "datastyle", "draw": "drawing"}.get(nom, nom) }:1.0"' for nom in noms)

    def row(*textes: str, style: str = "", rangee: str = "") -> str:
        debut = f'<table:table-cell office:value-type="string" table:style-name="{style}">'
        cellules = (f"{debut}<text:p>{un}</text:p></table:table-cell>" for un in textes)
        return f'<table:table-row table:style-name="{rangee}">{"".join(cellules)}</table:table-row>'

    hauteur = '<style:table-row-properties style:row-height="0cm"/>'
    styles = (
        '<number:text-style style:name="N1"><number:text-content/><number:text> (à taire)</number:text></number:text-style>'
        '<style:style style:name="c" style:family="table-cell" style:data-style-name="N1"/>'
        f'<style:style style:name="r" style:family="table-row">{hauteur}</style:style>'
    )
    zone = "<draw:text-box><text:p>la mère lit tout</text:p></draw:text-box>"
    formes = f"<table:shapes><draw:frame>{zone}</draw:frame></table:shapes>"
    lignes = row("Nom", "Organisme"), row("Koné", "CCAS de Pantin", rangee="r"), row("Sow", "CCAS de Pantin", style="c")
    pages = (
        "<style:header><text:p>Sans suite</text:p></style:header>"
        "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {espaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f'<office:spreadsheet><table:table table:name="Feuille1">{formes}{"".join(lignes)}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {espaces}><office:master-styles><style:master-page>{pages}</style:master-page>"
            "</office:master-styles></office:document-styles>",
        )
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_ODF}:manifest:1.0"/>')
    chantier = LecteurReprise(catalogue).open(read_tableau(tmp_path / "a.ods"))

    assert look_at(chantier).lignes_cachees == (2,)
    un, autre = _read(catalogue, chantier)
    assert {"Sans suite", "la mère lit tout"} == {dit for colonne, dit, *_ in kept(un) if colonne != "Démarche"}
    assert any("(à taire)" in dit for _, dit, *_ in kept(autre))
