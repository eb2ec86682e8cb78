"""What is struck through, commented, coloured or hidden in a workbook: read, or said not to be; the dead do not come back."""

import datetime as dt
import io
import json
import resource
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.socle.tableaux import Classeur
from droits_usagers.services.reprise.ecran import PresentationReprise, is_whole, look_at
from droits_usagers.services.reprise.reprise import ChantierReprise, LecteurReprise, as_shown, read_tableau
from tests.services.reprises import AUJOURDHUI, doutes, kept, made, motifs, read
from tests.services.reprises import essai as try_out

ENTETES = ("Nom", "Organisme", "Démarche", "Envoyé le", "Statut", "Remarques")


def workbook(dossier: Path) -> Path:
    """Seven lines of a table, two other sheets, one of them hidden."""
    flux = io.BytesIO()
    with xlsxwriter.Workbook(flux, {"in_memory": True}) as classeur:
        jour = classeur.add_format({"num_format": "dd/mm/yyyy"})
        barre = classeur.add_format({"font_strikeout": True})
        jour_barre = classeur.add_format({"font_strikeout": True, "num_format": "dd/mm/yyyy"})
        vert = classeur.add_format({"bg_color": "#00FF00"})
        feuille = classeur.add_worksheet("Suivi")
        feuille.write_row(0, 0, ENTETES)
        for y, nom in enumerate(("Koné", "Diallo", "Sow", "Traoré", "Benali", "Petit"), start=1):
            allure, celle_du_jour = (barre, jour_barre) if nom == "Diallo" else (None, jour)
            feuille.write(y, 0, nom, vert if nom == "Petit" else allure)
            feuille.write(y, 1, "CCAS de Pantin", allure)
            feuille.write(y, 2, "accès", allure)
            feuille.write_datetime(y, 3, dt.datetime(2026, 9, y), jour_barre if nom == "Sow" else celle_du_jour)  # noqa: DTZ001 - XlsxWriter wants it naive
            feuille.write(y, 4, {"Benali": "clos", "Petit": "rép. complète"}.get(nom, ""))
        feuille.write_rich_string(4, 5, "à ", barre, "rappeler", " demain")
        feuille.write_comment(1, 1, "le mari ne doit pas savoir")
        feuille.write_comment(5, 1, "vu au guichet")
        feuille.conditional_format("A8:F9", {"type": "no_blanks", "format": classeur.add_format({"font_strikeout": True})})
        feuille.write_row(7, 0, ("Roux", "CCAS de Pantin", "accès"))
        feuille.write_datetime(7, 3, dt.datetime(2026, 9, 8), jour)  # noqa: DTZ001 - XlsxWriter wants it naive
        feuille.set_row(4, None, None, {"hidden": True})
        classeur.add_worksheet("Novembre").write_row(0, 0, ENTETES)
        ancienne = classeur.add_worksheet("Anciens")
        ancienne.write_column(0, 0, ("Nom", "Lopez", "Garcia"))
        ancienne.hide()
    chemin = dossier / "suivi.xlsx"
    chemin.write_bytes(flux.getvalue())
    return chemin


@pytest.fixture
def chantier(catalogue: Catalogue, tmp_path: Path) -> ChantierReprise:
    return LecteurReprise(catalogue).open(read_tableau(workbook(tmp_path)))


def test_a_line_that_is_struck_through_stays_in_the_table_unless_someone_takes_it(
    catalogue: Catalogue, chantier: ChantierReprise
) -> None:
    lignes = LecteurReprise(catalogue).read(chantier, AUJOURDHUI)
    essai = try_out(lignes)
    assert [ligne.numero for ligne in essai.refusees] == [3]
    assert motifs(essai.refusees[0]) == ["barree"]
    assert essai.struck == (3,)
    assert not is_whole(chantier, essai)

    prises = LecteurReprise(catalogue).read(replace(chantier, avec_barrees=True), AUJOURDHUI)
    diallo = made(prises[1])
    assert diallo.demande.evenements == ()
    assert ("Envoyé le", "02/09/2026", "barre", "") in kept(prises[1])


def test_what_is_struck_through_in_part_or_by_a_rule_is_to_be_checked(catalogue: Catalogue, chantier: ChantierReprise) -> None:
    lignes = {ligne.numero: ligne for ligne in LecteurReprise(catalogue).read(chantier, AUJOURDHUI)}
    assert doutes(lignes[4]) == ["barre"]
    assert made(lignes[4]).demande.evenements == ()
    assert "barre_en_partie" in doutes(lignes[5])
    assert made(lignes[5]).note == "à  demain"
    assert [fait.type for fait in made(lignes[5]).demande.evenements] == [TypeEvenement.ENVOYE]
    # A rule is not followed: the day of each line stays, and the line says that it may be struck.
    assert set(doutes(lignes[8])) == {"barree_par_regle"}
    assert [raison for _, _, raison, _ in kept(lignes[8])] == ["indecis"]
    assert [fait.date for fait in made(lignes[8]).demande.evenements] == [dt.date(2026, 9, 8)]
    essai = try_out([*lignes.values()])
    assert essai.par_regle == (8,)
    assert any("règle du tableur" in dite for dite in PresentationReprise(catalogue).regard(chantier, essai))


def test_comments_are_kept_and_may_warn_and_what_is_over_without_a_day_is_said(
    catalogue: Catalogue, chantier: ChantierReprise
) -> None:
    lignes = {ligne.numero: ligne for ligne in LecteurReprise(catalogue).read(chantier, AUJOURDHUI)}
    premier, benali, petit = (made(lignes[numero]).demande.concerne for numero in (2, 6, 7))
    assert premier is not None
    assert premier.adresse_protegee
    assert ("Organisme", "le mari ne doit pas savoir", "laisse", "") in kept(lignes[2])
    assert ("Organisme", "vu au guichet", "laisse", "") in kept(lignes[6])
    assert benali is not None
    assert not benali.adresse_protegee
    assert petit is not None
    assert "clos_sans_jour" in doutes(lignes[6])
    assert "clos_sans_jour" in doutes(lignes[7])


def test_a_comment_of_a_line_that_is_there_already_goes_to_the_other_dossier(catalogue: Catalogue, tmp_path: Path) -> None:
    flux = io.BytesIO()
    with xlsxwriter.Workbook(flux, {"in_memory": True}) as classeur:
        feuille = classeur.add_worksheet("Suivi")
        for y, rangee in enumerate((ENTETES[:4], *[("Koné", "CCAS de Pantin", "accès", "03/09/2026")] * 2)):
            feuille.write_row(y, 0, rangee)
        feuille.write_row(3, 0, ("Sow", "CCAS de Pantin", "accès"), classeur.add_format({"font_strikeout": True}))
        feuille.write_comment(2, 0, "vu au guichet")
        feuille.write_comment(3, 0, "revenir lundi")
    (tmp_path / "a.xlsx").write_bytes(flux.getvalue())
    lu = LecteurReprise(catalogue).open(read_tableau(tmp_path / "a.xlsx"))
    essai = try_out(LecteurReprise(catalogue).read(lu, AUJOURDHUI))
    assert [ligne.numero for ligne in (*essai.a_reprendre, *essai.refusees)] == [2, 4]
    assert [une.texte for une in made(essai.a_reprendre[0]).a_verifier] == ["vu au guichet"]
    assert essai.commentaires == 1
    dites = PresentationReprise(catalogue).regard(lu, essai)
    assert any("ni reprise ni déjà là\N{NO-BREAK SPACE}: 1" in une for une in dites)


def test_sheets_colours_and_what_is_hidden_are_said(catalogue: Catalogue, chantier: ChantierReprise) -> None:
    vu = look_at(chantier)
    assert [(une.nom, une.lignes, une.lue, une.cachee) for une in vu.feuilles] == [
        ("Suivi", 8, True, False),
        ("Novembre", 1, False, False),
        ("Anciens", 3, False, True),
    ]
    assert (vu.couleurs, vu.commentaires, vu.lignes_cachees, vu.marques_lues) == ({"00FF00": (7,)}, 2, (5,), True)
    essai = try_out(LecteurReprise(catalogue).read(chantier, AUJOURDHUI))
    assert len(PresentationReprise(catalogue).regard(chantier, essai)) >= 6


def test_a_file_that_cannot_tell_says_so(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "suivi.csv").write_text("Nom;Organisme;Démarche\nKoné;CCAS;accès\n", encoding="utf-8")
    lu = LecteurReprise(catalogue).open(read_tableau(tmp_path / "suivi.csv"))
    essai = try_out(LecteurReprise(catalogue).read(lu, AUJOURDHUI))
    assert not look_at(lu).marques_lues
    assert not is_whole(lu, essai)
    assert json.dumps(dict(look_at(lu).couleurs)) == "{}"


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_BARREE = '<style:text-properties style:text-line-through-style="solid"/>'


def _ods_row(*textes: str, style: str = "", note: str = "") -> str:
    note = f"<office:annotation><text:p>{note}</text:p></office:annotation>" if note else ""
    debut = f'<table:table-cell office:value-type="string" table:style-name="{style}">{note}'
    cellules = (f"{debut}<text:p>{un}</text:p></table:table-cell>" for un in textes)
    return f"<table:table-row>{''.join(cellules)}</table:table-row>"


def _ods(chemin: Path, lignes: str, styles: str, *, communs: str = "", regles: str = "") -> Path:
    espaces = " ".join(f'xmlns:{nom}="{_ODF}:{nom}:1.0"' for nom in ("office", "table", "text", "style"))
    with zipfile.ZipFile(chemin, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {espaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f'<office:spreadsheet><table:table table:name="Suivi d\'ici">{lignes}{regles}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
        if communs:
            archive.writestr(
                "styles.xml",
                f"<office:document-styles {espaces}><office:styles>{communs}</office:styles></office:document-styles>",
            )
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_ODF}:manifest:1.0"/>')
    return chemin


def test_an_ods_says_the_same(catalogue: Catalogue, tmp_path: Path) -> None:
    lignes = _ods_row("Nom", "Organisme"), _ods_row("Diallo", "CCAS", style="b"), _ods_row("Sow", "CCAS", note="chut")
    style = f'<style:style style:name="b" style:family="table-cell">{_BARREE}</style:style>'

    lu = LecteurReprise(catalogue).open(read_tableau(_ods(tmp_path / "a.ods", "".join(lignes), style)))

    assert lu.classeur.marques_lues
    diallo, sow = LecteurReprise(catalogue).read(lu, AUJOURDHUI)
    assert motifs(diallo) == ["barree"]
    assert "commentaire" in doutes(sow)


def test_an_ods_strikes_by_a_named_style_and_by_a_rule(catalogue: Catalogue, tmp_path: Path) -> None:
    """As LibreOffice writes them: a style of the file, under its shown name in a rule, which is apart from the cells."""
    communs = f'<style:style style:name="Fini_5f_" style:display-name="Fini_" style:family="table-cell">{_BARREE}</style:style>'
    styles = (
        '<style:style style:name="c1" style:family="table-cell" style:parent-style-name="Fini_5f_"/>'
        '<style:style style:name="c2" style:family="table-cell" style:parent-style-name="Fini_5f_">'
        '<style:text-properties style:text-line-through-style="none"/></style:style>'
    )
    regles = (
        '<x:conditional-formats xmlns:x="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        """<x:conditional-format x:target-range-address="'Suivi d''ici'.A4:'Suivi d''ici'.B4">"""
        '<x:condition x:apply-style-name="Fini_"/></x:conditional-format></x:conditional-formats>'
    )
    noms = ("Diallo", "c1"), ("Sow", "c2"), ("Koné", "")
    lignes = "".join((_ods_row("Nom", "Organisme"), *(_ods_row(nom, "CCAS", style=style) for nom, style in noms)))

    chemin = _ods(tmp_path / "a.ods", lignes, styles, communs=communs, regles=regles)
    diallo, sow, kone = LecteurReprise(catalogue).read(LecteurReprise(catalogue).open(read_tableau(chemin)), AUJOURDHUI)

    assert motifs(diallo) == ["barree"]
    assert "barre" not in doutes(sow)
    assert doutes(kone).count("barree_par_regle") == 1


def test_a_rule_that_looks_at_another_sheet_may_strike(catalogue: Catalogue, tmp_path: Path) -> None:
    """As Excel writes it: apart, with its own style and its own cells."""
    regle = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
        '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:cfRule type="expression">'
        "<xm:f>Anciens!$A$1=1</xm:f><x14:dxf><font><strike/></font></x14:dxf></x14:cfRule><xm:sqref>A2:C2</xm:sqref>"
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
    )
    with zipfile.ZipFile(workbook(tmp_path)) as avant, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as apres:
        for nom in avant.namelist():
            contenu = avant.read(nom)
            ici = nom == "xl/worksheets/sheet1.xml"
            apres.writestr(nom, contenu.replace(b"</worksheet>", regle.encode()) if ici else contenu)

    lu = LecteurReprise(catalogue).open(read_tableau(tmp_path / "b.xlsx"))

    kone = LecteurReprise(catalogue).read(lu, AUJOURDHUI)[0]
    assert doutes(kone).count("barree_par_regle") == 1


def test_of_a_cell_struck_in_part_only_the_rest_is_taken_and_a_struck_address_is_withheld(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    flux = io.BytesIO()
    with xlsxwriter.Workbook(flux, {"in_memory": True}) as classeur:
        barre = classeur.add_format({"font_strikeout": True})
        feuille = classeur.add_worksheet()
        feuille.write_row(0, 0, ("Nom Prénom", "Adresse", "CP", "Ville", "Organisme", "Envoyé le"))
        for y in (1, 2, 3):
            feuille.write_row(y, 0, ("SOW Awa", f"{y} rue Sigma", "76000", "Rouen", f"CCAS {y}", "02/10/2026"))
        feuille.write(1, 1, "1 rue Sigma", barre)
        feuille.write_rich_string(2, 0, barre, "DURAND ", "SOW Awa")
        feuille.write_rich_string(2, 1, barre, "2 rue Sigma", "\n5 allée des Saules")
        feuille.write_rich_string(2, 5, barre, "06/07/2026", " 02/10/2026")
        feuille.write(3, 0, "SOW Awa", barre)
    (tmp_path / "a.xlsx").write_bytes(flux.getvalue())
    lu = LecteurReprise(catalogue).open(read_tableau(tmp_path / "a.xlsx"))

    toute, en_partie, nom = LecteurReprise(catalogue).read(lu, AUJOURDHUI)

    assert (concerne := made(toute).demande.concerne) is not None
    assert concerne.adresse_protegee
    assert not toute.remarques
    assert (concerne := made(en_partie).demande.concerne) is not None
    # Her address is struck through on another line.
    assert (concerne.nom_complet, concerne.adresse[0], concerne.adresse_protegee) == ("Awa SOW", "5 allée des Saules", True)
    assert [fait.date for fait in made(en_partie).demande.evenements] == [dt.date(2026, 10, 2)]
    assert doutes(en_partie).count("barre_en_partie") == 3
    assert {"barre", "nom_barre"} < set(doutes(nom))
    assert {"barre", "indecis"} < {raison for _, _, raison, _ in kept(nom)}


def test_where_nothing_could_be_read_of_it_each_line_is_to_be_checked_and_it_is_said_once(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    chemin = workbook(tmp_path)
    avant = resource.getrlimit(resource.RLIMIT_NOFILE)
    ouverts = len([*Path("/proc/self/fd").iterdir()])
    lues = []
    try:
        # So few files that the process, or its pipe, cannot come to be.
        for reste in range(8):
            resource.setrlimit(resource.RLIMIT_NOFILE, (ouverts + reste, avant[1]))
            lues.append(as_shown(Classeur(()), chemin.read_bytes()))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, avant)
    assert None in lues

    contenu = chemin.read_bytes()
    abime = tmp_path / "abime.xlsx"
    with zipfile.ZipFile(io.BytesIO(contenu)) as ancien, zipfile.ZipFile(abime, "w") as neuf:
        for partie in ancien.namelist():
            neuf.writestr(partie, ancien.read(partie) if partie != "xl/comments1.xml" else b"<comments><")
    lu = LecteurReprise(catalogue).open(read_tableau(abime))
    prises = LecteurReprise(catalogue).read(lu, AUJOURDHUI)
    assert {doutes(ligne).count("marques_perdues") for ligne in prises} == {1}
    essaye = try_out(prises)
    assert "marques_perdues" not in [motif.id for motif, _ in essaye.notices()]
    dites = PresentationReprise(catalogue).regard(lu, essaye)
    assert sum("pas pu être lu" in dite for dite in dites) == 1
    # Diallo's line is struck through: nobody could tell.
    assert "02/09/2026" in [f"{fait.date:%d/%m/%Y}" for fait in made(prises[1]).demande.evenements]


@pytest.mark.parametrize("coche", ["✔", "x", "oui", "☑"])
def test_a_tick_under_a_heading_that_says_it_is_over_says_so(catalogue: Catalogue, coche: str) -> None:
    (ligne,) = read(catalogue, ("Nom", "Organisme", "Démarche", "Classé"), ("Diop", "CAF", "accès", coche))
    assert "clos_sans_jour" in doutes(ligne)


def test_colours_of_letters_and_of_rules_are_said_as_those_behind(catalogue: Catalogue, tmp_path: Path) -> None:
    flux = io.BytesIO()
    with xlsxwriter.Workbook(flux, {"in_memory": True}) as classeur:
        feuille = classeur.add_worksheet("Suivi")
        formes = {ligne: classeur.add_format({"font_color": couleur}) for ligne, couleur in ((2, "#7030A0"), (3, "#000000"))}
        for ligne in range(5):
            feuille.write_row(ligne, 0, ENTETES[:3] if ligne == 0 else (f"Diop{ligne}", "CAF", "accès"), formes.get(ligne))
        feuille.write_rich_string(4, 2, "accès ", classeur.add_format({"font_color": "#C00000"}), "urgent")
        regle = {"type": "formula", "criteria": "=$A2=1", "format": classeur.add_format({"bg_color": "#92D050"})}
        feuille.conditional_format("A2:C3", regle)
        feuille.conditional_format("A8:C99", {**regle, "format": classeur.add_format({"font_color": "#0070C0"})})
        feuille.conditional_format("C5", {"type": "2_color_scale", "min_color": "#FFC000", "max_color": "#FFC000"})
    (tmp_path / "a.xlsx").write_bytes(flux.getvalue())
    lu = LecteurReprise(catalogue).open(read_tableau(tmp_path / "a.xlsx"))
    vus = look_at(lu).couleurs
    assert dict(vus) == {"7030A0": (3,), "C00000": (5,), "92D050": (2, 3), "FFC000": (5,)}
    assert not is_whole(lu, try_out(LecteurReprise(catalogue).read(lu, AUJOURDHUI)))


def test_an_ods_says_them_too(catalogue: Catalogue, tmp_path: Path) -> None:
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    styles = "".join(
        f'<style:style style:name="{nom}" style:family="{famille}"><style:text-properties {fo} fo:color="{couleur}"/>{suite}'
        "</style:style>"
        for nom, famille, couleur, suite in (
            ("v", "table-cell", "#7030a0", ""), ("n", "table-cell", "#000000", ""), ("s", "text", "#c00000", ""),
            ("r", "table-cell", "#000000", '<style:map style:condition="x" style:apply-style-name="v"/>'),
        )
    )  # fmt: skip
    lignes = (
        _ods_row("Nom", "Organisme"), _ods_row("Diop", "CAF", style="v"), _ods_row("Sow", "CAF", style="n"),
        _ods_row("Ba", '<text:span text:style-name="s">CAF</text:span>'), _ods_row("Ly", "CAF", style="r"),
    )  # fmt: skip
    lu = LecteurReprise(catalogue).open(read_tableau(_ods(tmp_path / "a.ods", "".join(lignes), styles)))
    assert dict(look_at(lu).couleurs) == {"7030A0": (2, 5), "C00000": (4,)}
