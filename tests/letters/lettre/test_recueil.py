"""Several letters in one .docx: each begins a page and is numbered from 1, with the footer it would have alone."""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from droits_usagers.domain.lettre.lettre import Feuille, GabaritUtilise, Lettre, Paragraphe, Texte
from droits_usagers.letters.lettre import word
from droits_usagers.letters.lettre.modele import STYLES, Modele, read_modele
from droits_usagers.letters.lettre.word import Recueil
from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Courriers
from tests.letters.cas import BLANCHE, COMPLETE, ORDINAIRE
from tests.letters.lecture import convert, styled, words
from tests.outils import besoin_de

_FOOTER = "word/footer1.xml"
_TEXTE = re.compile("<w:t(?: [^>]*)?>([^<]*)</w:t>")


@pytest.fixture
def lettres(courriers: Courriers) -> list[Lettre]:
    faites = [courriers.compose(cas) for cas in (COMPLETE, ORDINAIRE, BLANCHE)]
    return [lettre for lettre in faites if isinstance(lettre, Lettre)]


def write_all(documents: Iterable[Lettre | Feuille], modele: Modele) -> bytes:
    recueil = Recueil(modele)
    for document in documents:
        recueil.add(document)
    return recueil.content()


def test_the_letters_follow_one_another_as_each_would_be_alone(lettres: list[Lettre], modele: Modele) -> None:
    seules = [ligne for lettre in lettres for ligne in styled(word.write(lettre, modele))]

    assert styled(write_all(lettres, modele)) == seules


def test_each_letter_is_a_section_that_begins_a_sheet_numbered_1(lettres: list[Lettre], modele: Modele) -> None:
    seule = Document(io.BytesIO(word.write(lettres[0], modele))).sections[0]

    sections = Document(io.BytesIO(write_all(lettres, modele))).sections

    assert len(sections) == len(lettres)
    assert {section.start_type for section in sections} == {WD_SECTION.ODD_PAGE}
    for section in sections:
        (numeros,) = section._sectPr.xpath("w:pgNumType/@w:start")  # noqa: SLF001 - python-docx does not tell it
        assert numeros == "1"
        assert (section.page_width, section.left_margin) == (seule.page_width, seule.left_margin)
        assert not section.different_first_page_header_footer


def test_every_numbered_list_starts_again_at_1(lettres: list[Lettre], modele: Modele) -> None:
    document = Document(io.BytesIO(write_all([lettres[0]] * 3, modele)))
    listes = [p._p.xpath("string(w:pPr/w:numPr/w:numId/@w:val)") for p in document.paragraphs if p._p.xpath("w:pPr/w:numPr")]  # noqa: SLF001

    une_seule = Document(io.BytesIO(word.write(lettres[0], modele)))
    numerotees = {numero for numero in listes if numero not in {"0", "1"}}

    seules = {p._p.xpath("string(w:pPr/w:numPr/w:numId/@w:val)") for p in une_seule.paragraphs if p._p.xpath("w:pPr/w:numPr")}  # noqa: SLF001
    assert len(numerotees) == 3 * len(seules - {"0", "1"})


def test_the_same_objet_is_the_title_of_the_whole_and_different_ones_are_not(lettres: list[Lettre], modele: Modele) -> None:
    memes = Document(io.BytesIO(write_all(lettres[:1] * 2, modele))).core_properties
    autre = replace(lettres[0], objet=(Texte("Autre chose"),))

    assert memes.title
    assert (memes.author, memes.last_modified_by) == ("", "")
    assert Document(io.BytesIO(write_all([lettres[0], autre], modele))).core_properties.title == ""


def test_the_same_letters_give_the_same_bytes(lettres: list[Lettre], modele: Modele) -> None:
    assert write_all(lettres, modele) == write_all(lettres, modele)


def test_a_sheet_can_be_among_them(lettres: list[Lettre], modele: Modele) -> None:
    feuille = Feuille((Texte("Reçu"),), (Paragraphe((Texte("Texte"),)),), GabaritUtilise("essai", "1", ""), corps_pt=16)

    ecrit = write_all([lettres[0], feuille, lettres[0]], modele)

    seule = styled(word.write(lettres[0], modele))
    assert styled(ecrit) == [*seule, (STYLES.feuille, "Reçu"), (STYLES.corps, "Texte"), *seule]
    tailles = [run.font.size for p in Document(io.BytesIO(ecrit)).paragraphs[-len(seule) :] for run in p.runs]
    assert set(tailles) == {None}


def _with_footer(places: Places, pied: str) -> Modele:
    """Our model, whose footer a user changed."""
    sortie = io.BytesIO()
    espace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(places.resources / "modele.docx") as ancien, zipfile.ZipFile(sortie, "w") as nouveau:
        for nom in ancien.namelist():
            nouveau.writestr(nom, f"<w:ftr {espace}><w:p>{pied}</w:p></w:ftr>" if nom == _FOOTER else ancien.read(nom))
    return read_modele(sortie.getvalue(), fichier="modele.docx")


def _run(texte: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{texte}</w:t></w:r>'


def _field(code: str) -> str:
    debut, milieu, fin = (f'<w:r><w:fldChar w:fldCharType="{genre}"/></w:r>' for genre in ("begin", "separate", "end"))
    return f"{debut}<w:r><w:instrText>{code}</w:instrText></w:r>{milieu}{_run('2')}{fin}"


@pytest.mark.parametrize(
    ("pied", "reste"),
    [
        (_run("page ") + _field("PAGE") + _run(" sur ") + _field("NUMPAGES") + _run("."), "page 2."),
        (_field("PAGE") + _run("/") + '<w:fldSimple w:instr=" NUMPAGES ">' + _run("2") + "</w:fldSimple>", "2"),
        (_field("NUMPAGES"), ""),
        # Six letters are words, and stay.
        (_run("page ") + _field("PAGE") + _run(", sur ") + _field("NUMPAGES"), "page 2, sur "),
        (_run("Nombre total de pages : ") + _field("NUMPAGES"), "Nombre total de pages : "),
        ('<w:fldSimple w:instr="PAGE">' + _run("2") + "</w:fldSimple>", "2"),
    ],
    ids=["sur", "simple", "seul", "mots", "phrase", "sans_total"],
)
def test_a_footer_numbers_pages_and_counts_none(places: Places, lettres: list[Lettre], pied: str, reste: str) -> None:
    with zipfile.ZipFile(io.BytesIO(write_all(lettres, _with_footer(places, pied)))) as paquet:
        lu = paquet.read(_FOOTER).decode()

    assert "NUMPAGES" not in lu
    assert "".join(_TEXTE.findall(lu)) == reste


def test_a_page_that_a_user_numbers_from_elsewhere_is_numbered_from_1(places: Places, lettres: list[Lettre]) -> None:
    document = Document(str(places.resources / "modele.docx"))
    numeros = OxmlElement("w:pgNumType")
    numeros.set(qn("w:start"), "7")
    document.sections[0]._sectPr.xpath("w:cols")[0].addprevious(numeros)  # noqa: SLF001
    document.save(sortie := io.BytesIO())

    modele = read_modele(sortie.getvalue(), fichier="modele.docx")

    sections = Document(io.BytesIO(write_all(lettres, modele))).sections
    assert [section._sectPr.xpath("w:pgNumType/@w:start") for section in sections] == [["1"]] * len(lettres)  # noqa: SLF001


@besoin_de("pdftotext", "soffice")
def test_libreoffice_prints_each_letter_from_the_front_of_a_sheet(
    tmp_path: Path, lettres: list[Lettre], modele: Modele
) -> None:
    tous = words(convert(write_all(lettres, modele), tmp_path))
    seules = [words(convert(word.write(lettre, modele), tmp_path)) for lettre in lettres]

    # The back of its last sheet is its own, even blank.
    pages = [(nombre + 1) // 2 * 2 for nombre in (max(mot.page for mot in mots) for mots in seules)]
    assert max(mot.page for mot in tous) == sum(pages[:-1]) + max(mot.page for mot in seules[-1])
    debuts = [1 + sum(pages[:rang]) for rang in range(len(pages))]
    for debut, mots in zip(debuts, seules, strict=True):
        # Alone, a letter says how many pages it has; among others it cannot, and its foot is read last.
        pied = next(rang for rang, mot in enumerate(mots) if mot.texte == "page")
        premiers = [(mot.texte, round(mot.gauche), round(mot.haut)) for mot in mots[:pied] if mot.page == 1]
        trouves = [(mot.texte, round(mot.gauche), round(mot.haut)) for mot in tous if mot.page == debut]
        # A section that begins a sheet may have a line or two more at the bottom of its first page.
        assert trouves[: len(premiers)] == premiers


def test_a_model_whose_sections_begin_otherwise_is_made_to_begin_a_sheet(places: Places, lettres: list[Lettre]) -> None:
    document = Document(str(places.resources / "modele.docx"))
    document.sections[0].start_type = WD_SECTION.CONTINUOUS
    document.save(sortie := io.BytesIO())

    modele = read_modele(sortie.getvalue(), fichier="modele.docx")

    sections = Document(io.BytesIO(write_all(lettres, modele))).sections
    assert {section.start_type for section in sections} == {WD_SECTION.ODD_PAGE}
