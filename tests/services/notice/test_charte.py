"""A body's own logo and colour: on what is printed when they can be read, left aside and said when they cannot."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice.traitements import (
    CONTRASTE_MIN,
    Contact,
    FicheTraitement,
    Forme,
    Papier,
    contrast,
    is_colour,
    readable,
)
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.notice.joints import Voisins
from droits_usagers.services.notice.notices import Impression, Notices
from tests.letters.lecture import convert, words
from tests.notices import SOUND
from tests.outils import besoin_de

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">{}</svg>'
DESSIN = SVG.format('<rect width="30" height="10" fill="#123456"/>').encode()


def chunk(nom: bytes, contenu: bytes) -> bytes:
    return struct.pack(">I", len(contenu)) + nom + contenu + struct.pack(">I", zlib.crc32(nom + contenu))


def png(largeur: int = 2, hauteur: int = 2, *, points: bytes | None = None) -> bytes:
    entete = struct.pack(">IIBBBBB", largeur, hauteur, 8, 2, 0, 0, 0)
    donnees = zlib.compress((b"\x00" + b"\x80" * 3 * largeur) * min(hauteur, 10)) if points is None else points
    morceaux = ((b"IHDR", entete), (b"tEXt", b"GPS\x00canari 48.85"), (b"IDAT", donnees), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*morceau) for morceau in morceaux)


def jpeg(largeur: int = 8, hauteur: int = 8) -> bytes:
    """One with a camera's words in it; QImage writes it."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage

    image = QImage(largeur, hauteur, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    sortie = QBuffer()
    sortie.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(sortie, "JPEG")  # type: ignore[call-overload] # a name of format may be a str
    contenu = bytes(sortie.data().data())
    exif = b"Exif\x00\x00canari 48.85"
    return contenu[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + contenu[2:]


@pytest.fixture(scope="module")
def notices(catalogue: Catalogue, places: Places) -> Notices:
    return Notices(catalogue, places)


def dressed(contenu: bytes | None, *, couleur: str = "", nom: str = "logo.png") -> tuple[FicheTraitement, Voisins]:
    return replace(SOUND, logo=nom, couleur=couleur), Voisins(attente={} if contenu is None else {nom: contenu})


@given(st.from_regex(r"#[0-9A-Fa-f]{6}", fullmatch=True))
def test_whatever_the_colour_what_is_printed_can_be_read(couleur: str) -> None:
    nuance = readable(couleur)

    assert is_colour(nuance)
    assert contrast(nuance) >= CONTRASTE_MIN
    assert (nuance == couleur) is (contrast(couleur) >= CONTRASTE_MIN)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#FFFFFF") == pytest.approx(1)
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("contenu", [DESSIN, png(), jpeg()], ids=["svg", "png", "jpeg"])
@pytest.mark.parametrize("forme", [Forme.AFFICHE, Forme.DEPLIANT, Forme.COMPLETE, Forme.SIMPLIFIEE])
def test_a_logo_is_on_what_is_given_with_the_name_of_whose_it_is(notices: Notices, forme: Forme, contenu: bytes) -> None:
    fiche, voisins = dressed(contenu, couleur="#B30059")
    rendu = notices.render(fiche, Impression(forme, voisins=voisins), Format.PDF)
    sans = notices.render(replace(fiche, logo=""), Impression(forme), Format.PDF)
    word = notices.render(fiche, Impression(forme, voisins=voisins), Format.DOCX)

    assert isinstance(SOUND.responsable, Contact)
    assert not [remarque for remarque in rendu.remarques if remarque.id.startswith("notice_logo")]
    assert rendu.contenu.count(b"/Alt") == sans.contenu.count(b"/Alt") + 1
    assert b"canari" not in rendu.contenu
    with zipfile.ZipFile(io.BytesIO(word.contenu)) as paquet:
        document = paquet.read("word/document.xml").decode()
        images = [nom for nom in paquet.namelist() if nom.startswith("word/media/")]
        assert b"canari" not in b"".join(map(paquet.read, images))
    assert f'descr="{SOUND.responsable.nom}"' in document
    assert "B30059" in document
    assert len(images) == 1


@pytest.mark.parametrize(
    ("contenu", "panne"),
    [
        (None, Panne.LOGO_ABSENT),
        (b"", Panne.LOGO_ILLISIBLE),
        (b"\x89PNG\r\n\x1a\n", Panne.LOGO_ILLISIBLE),
        (b"\xff\xd8\xff\xe1", Panne.LOGO_ILLISIBLE),
        (png(0, 1), Panne.LOGO_ILLISIBLE),
        (png(points=b"rien"), Panne.LOGO_ILLISIBLE),
        (png(60000, 60000), Panne.LOGO_TROP_GRAND),
        (b" " * 1_000_001, Panne.LOGO_TROP_GRAND),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1" width="0" height="0"/>', Panne.LOGO_ILLISIBLE),
        (b"<html/>", Panne.LOGO_ILLISIBLE),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', Panne.LOGO_ILLISIBLE),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 e e"/>', Panne.LOGO_ILLISIBLE),
        *(
            (SVG.format(dedans).encode(), Panne.LOGO_REFUSE)
            for dedans in (
                "<script/>",
                '<image href="file:///etc/passwd"/>',
                '<rect onload="x()"/>',
                '<a href="https://exemple.fr"/>',
                '<rect style="fill:url(https://exemple.fr/a.svg#b)"/>',
                "<style>@import 'a.css'</style>",
                "<g/>" * 5000,
            )
        ),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + DESSIN, Panne.LOGO_REFUSE),
    ],
)
def test_a_logo_that_will_not_do_is_left_aside_and_keeps_nothing_from_being_printed(
    notices: Notices, contenu: bytes | None, panne: Panne
) -> None:
    fiche, voisins = dressed(contenu)
    rendu = notices.render(fiche, Impression(Forme.CLAUSE, voisins=voisins), Format.PDF)

    assert rendu.contenu.startswith(b"%PDF")
    (remarque,) = [remarque for remarque in rendu.remarques if "logo" in remarque.id]
    assert remarque.id == f"notice_{panne}"
    assert dict(remarque.faits)["fichier"] == "logo.png"
    if contenu is not None:
        with pytest.raises(ExpectedError) as error:
            notices.check_logo(contenu, "logo.png")
        assert error.value.panne is panne


def test_a_drawing_does_not_say_who_made_it_nor_where(notices: Notices) -> None:
    bavard = (
        '<?xml version="1.0"?><!-- canari --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:export-filename="/home/canari/logo.png">'
        "<title>canari</title><metadata>canari</metadata><inkscape:grid>canari</inkscape:grid>"
        '<rect width="30" height="10" fill="#123456" inkscape:label="canari"/></svg>'
    )
    propre = notices.check_logo(bavard.encode(), "logo.svg")

    assert b"canari" not in propre
    assert b"inkscape" not in propre
    assert b"#123456" in propre
    assert notices.check_logo(propre, "logo.svg") == propre


def test_a_drawing_may_say_its_size_and_point_to_itself(notices: Notices) -> None:
    degrade = '<defs><linearGradient id="a"><stop stop-color="red"/></linearGradient></defs>'
    boite = '<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="10mm">'
    notices.check_logo(f'{boite}{degrade}<rect width="9" height="9" fill="url(#a)"/></svg>'.encode(), "logo.svg")


def test_a_colour_that_is_too_light_is_darkened_and_said(notices: Notices) -> None:
    rendu = notices.render(replace(SOUND, couleur="#FFD700"), Impression(Forme.AFFICHE), Format.DOCX)

    (remarque,) = [remarque for remarque in rendu.remarques if remarque.id == "notice_couleur"]
    nuance = dict(remarque.faits)["nuance"]
    assert contrast(nuance) >= CONTRASTE_MIN
    with zipfile.ZipFile(io.BytesIO(rendu.contenu)) as paquet:
        assert nuance.removeprefix("#") in paquet.read("word/document.xml").decode()


#: In the order of the schema, as far as notices use them.
ORDRES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign "
    "noEndnote titlePg textDirection bidi rtlGutter docGrid",
}


@pytest.mark.parametrize("forme", Forme)
def test_word_finds_everything_in_the_order_of_its_schema(notices: Notices, forme: Forme) -> None:
    fiche, voisins = dressed(DESSIN)
    langues = ("ar", "en") if forme is Forme.LANGUES else ()
    contenu = notices.render(fiche, Impression(forme, voisins=voisins, langues=langues), Format.DOCX).contenu
    with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
        racine = etree.fromstring(paquet.read("word/document.xml"))
    for nom, ordre in ORDRES.items():
        for proprietes in racine.iter(f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{nom}"):
            rangs = [ordre.split().index(etree.QName(enfant).localname) for enfant in proprietes]
            assert rangs == sorted(rangs), etree.tostring(proprietes)[:800]


@besoin_de("soffice")
@pytest.mark.parametrize(("papier", "pages"), [(Papier.A4, 1), (Papier.A3, 1), (Papier.A4X2, 2)])
def test_a_poster_in_word_holds_on_its_sheets_with_a_logo_and_a_code(
    notices: Notices, tmp_path: Path, papier: Papier, pages: int
) -> None:
    fiche, voisins = dressed(DESSIN)
    impression = Impression(Forme.AFFICHE, papier, adresse="https://exemple.fr/n", voisins=voisins)
    mots = words(convert(notices.render(fiche, impression, Format.DOCX).contenu, tmp_path))

    assert {mot.page for mot in mots if not mot.texte.startswith(("page", f"1/{pages}", f"2/{pages}"))} == {
        *range(1, pages + 1)
    }
