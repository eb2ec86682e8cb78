"""The sheet of languages: rights and where to complain, beside the French, and never passed off as read again."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from droits_usagers.catalogue.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.notice.traitements import Base, FicheTraitement, Forme
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.notice.notices import Impression, Notices
from tests.letters.lecture import word_text
from tests.notices import SOUND, with_bases
from tests.outils import besoin_de

pytestmark = besoin_de("pdftotext")


@pytest.fixture(scope="module")
def notices(catalogue: Catalogue, places: Places) -> Notices:
    return Notices(catalogue, places)


def text(contenu: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=contenu, check=True, capture_output=True).stdout.decode()


def plain(contenu: bytes) -> str:
    return " ".join(text(contenu).split())


def read(notices: Notices, fiche: FicheTraitement, impression: Impression) -> str:
    return plain(notices.render(fiche, impression, Format.PDF).contenu)


def sheet(*langues: str) -> Impression:
    return Impression(Forme.LANGUES, langues=langues)


def test_rights_are_said_in_each_language_beside_the_french_on_a_page_of_its_own(notices: Notices) -> None:
    toutes = tuple(langue.code for langue in notices.langues())
    contenu = notices.render(SOUND, sheet(*toutes), Format.PDF).contenu
    pages = [" ".join(page.split()) for page in text(contenu).split("\f")[:-1]]
    assert len(pages) == len(toutes) == 7
    for langue, page in zip(notices.langues(), pages, strict=True):
        assert langue.nom in page or langue.code in {"ar", "ta"}
        assert "Vous pouvez faire corriger" in page
        assert "www.cnil.fr" in page
        assert "Traduction non relue" in page
    assert "You can have what is wrong corrected." in pages[toutes.index("en")]
    assert "dpo@arance.exemple.fr" in pages[toutes.index("ar")]


def test_each_text_of_a_sheet_is_told_in_its_language(notices: Notices) -> None:
    contenu = notices.render(SOUND, sheet("ar", "ta"), Format.PDF).contenu
    assert {langue.decode() for langue in re.findall(rb"/Lang ?\((\w+)", contenu)} >= {"fr", "ar", "ta"}


def test_only_the_rights_that_are_open_are_told(notices: Notices) -> None:
    sans = with_bases(Base.OBLIGATION)
    lue = read(notices, sans, sheet("es"))
    assert "oponerse" not in lue
    assert "retirar su consentimiento" not in lue
    assert "oponerse" in read(notices, SOUND, sheet("es"))


def test_a_right_to_object_to_some_purposes_only_sends_back_to_the_notice(notices: Notices) -> None:
    fiche = with_bases(Base.MISSION, Base.OBLIGATION)
    assert "la notice en français dit lesquels" in read(notices, fiche, sheet("tr"))
    assert "la notice en français dit lesquels" not in read(notices, SOUND, sheet("tr"))


def test_a_translation_that_nobody_read_again_is_never_given_unasked(notices: Notices) -> None:
    with pytest.raises(ExpectedError) as refus:
        notices.render(SOUND, sheet(), Format.PDF)
    assert refus.value.panne is Panne.SANS_LANGUE
    rendu = notices.render(SOUND, sheet("pt"), Format.PDF)
    assert [remarque.id for remarque in rendu.remarques] == ["notice_non_relue"]
    assert "Tradução não revista" in plain(rendu.contenu)


def test_a_language_that_was_read_again_is_given_without_a_warning(places: Places, tmp_path: Path) -> None:
    shutil.copytree(places.resources, tmp_path / "resources")
    anglais = tmp_path / "resources" / "notices" / "langues" / "en.toml"
    relu = anglais.read_text(encoding="utf-8").replace(
        "\n[phrases]", '\nrelue_par = "traductrice assermentée"\nrelue_le = 2026-11-20\n[phrases]'
    )
    anglais.write_text(relu, encoding="utf-8")
    notices = Notices(load_catalogue(tmp_path / "resources"), places)
    rendu = notices.render(SOUND, sheet(), Format.PDF)
    assert rendu.remarques == ()
    assert "not reviewed" not in plain(rendu.contenu)
    assert "free copy" in plain(rendu.contenu)


def test_an_unknown_language_is_refused_by_its_code(notices: Notices) -> None:
    with pytest.raises(ExpectedError) as refus:
        notices.render(SOUND, sheet("xx"), Format.PDF)
    assert (refus.value.panne, refus.value.faits["valeur"]) == (Panne.LANGUE_INCONNUE, "xx")


def test_the_sheet_is_read_from_right_to_left_in_word_where_the_language_is(notices: Notices) -> None:
    contenu = notices.render(SOUND, sheet("ar", "en"), Format.DOCX).contenu
    arabe, anglais = Document(io.BytesIO(contenu)).tables
    sens = [[b"w:bidi/>" in etree.tostring(ligne.cells[1]._tc) for ligne in tableau.rows] for tableau in (arabe, anglais)]  # noqa: SLF001
    assert all(sens[0])
    assert not any(sens[1])
    assert "free copy" in word_text(contenu)


def test_a_title_in_arabic_is_as_large_as_the_others_in_word(notices: Notices) -> None:
    document = Document(io.BytesIO(notices.render(SOUND, sheet("ar", "en"), Format.DOCX).contenu))
    arabe, anglais = (
        paragraphe for paragraphe in document.paragraphs if paragraphe.style and paragraphe.style.name == "Heading 2"
    )

    assert [len(titre._p.xpath("./w:pPr/w:bidi")) for titre in (arabe, anglais)] == [1, 0]  # noqa: SLF001
    assert not arabe._p.xpath("./w:r/w:rPr/w:szCs")  # noqa: SLF001
    assert arabe.style is not None
    style = arabe.style.element.rPr
    assert style.xpath("./w:szCs/@w:val") == style.xpath("./w:sz/@w:val")
    assert len(style.xpath("./w:bCs")) == 1
