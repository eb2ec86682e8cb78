"""A PDF/UA that any name can enter, and the same pages as SVG."""

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typst
from lxml import etree

from droits_usagers.domain.lettre.lettre import (
    ACompleter,
    Feuille,
    GabaritUtilise,
    Intertitre,
    Liste,
    Paragraphe,
    Remarque,
    SautDeLigne,
    Tableau,
    Texte,
)
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.pdf import Typographe
from droits_usagers.services.lettre.courriers import Courriers
from tests.letters.cas import BLANCHE, COMPLETE, ORDINAIRE
from tests.letters.lecture import pdf_text, words
from tests.outils import besoin_de, sous_linux

GABARIT = GabaritUtilise("essai", "1", "")


def sheet(*textes: str) -> Feuille:
    return Feuille((Texte("Titre"),), tuple(Paragraphe((Texte(texte, saisi=True),)) for texte in textes), GABARIT)


def info(contenu: bytes) -> dict[str, str]:
    sortie = subprocess.run(["pdfinfo", "-"], input=contenu, check=True, capture_output=True).stdout.decode()
    return {cle: valeur.strip() for cle, _, valeur in (ligne.partition(":") for ligne in sortie.splitlines())}


@besoin_de("pdfinfo")
def test_it_is_tagged_titled_and_tells_nothing_else(courriers: Courriers, typographe: Typographe) -> None:
    contenu, remarques = typographe.pdf(courriers.compose(ORDINAIRE))
    lu = info(contenu)

    assert remarques == ()
    assert lu["Tagged"] == "yes"
    assert lu["Title"] == "Demande d’accès à mes données et à mon dossier"
    assert lu["Page size"].endswith("(A4)")
    assert not {"Author", "Subject", "Keywords", "CreationDate", "ModDate", "Producer"} & {cle for cle in lu if lu[cle]} - {
        "CreationDate",
        "ModDate",
    }
    assert "1970" in lu.get("CreationDate", "1970")
    assert re.search(rb"/Lang ?\(fr-FR\)", contenu)
    assert b"pdfuaid" in contenu


@besoin_de("pdffonts")
def test_the_object_is_bold_once(courriers: Courriers, typographe: Typographe) -> None:
    """Bold within bold takes a third, blacker face of the font."""
    contenu, _ = typographe.pdf(courriers.compose(ORDINAIRE))
    faces = subprocess.run(["pdffonts", "-"], input=contenu, check=True, capture_output=True).stdout.decode().splitlines()[2:]

    assert len(faces) == 2, faces


def test_a_thin_line_says_where_to_sign(courriers: Courriers, typographe: Typographe) -> None:
    lettre = courriers.compose(ORDINAIRE)
    (page,) = typographe.pages(lettre)

    assert page.count(b'stroke="#808080"') == 1
    assert all(b'stroke="#808080"' not in page for page in typographe.pages(sheet("court")))


def boxed(*textes: str) -> Feuille:
    return dataclasses.replace(sheet(*textes), encadre=(Texte("Revenez le 29 décembre 2026"),), corps_pt=16)


@pytest.mark.parametrize("nombre", [1, 30, 60])
def test_a_sheet_with_a_boxed_line_is_smaller_rather_than_on_two_pages(typographe: Typographe, nombre: int) -> None:
    textes = (
        "Une phrase assez longue pour tenir sur plus d'une ligne, comme il y en a tant sur une page à emporter.",
    ) * nombre

    assert len(typographe.pages(boxed(*textes))) == 1
    assert len(typographe.pages(dataclasses.replace(sheet(*textes), corps_pt=16))) == (1 if nombre == 1 else nombre // 15)


@besoin_de("pdftotext")
def test_what_is_boxed_comes_first_in_twenty_points_however_small_the_rest(typographe: Typographe, tmp_path: Path) -> None:
    (tmp_path / "f.pdf").write_bytes(typographe.pdf(boxed(*["Une phrase."] * 60))[0])
    mots = words(tmp_path / "f.pdf")

    assert [mot.texte for mot in mots[:7]] == ["Titre", "Revenez", "le", "29", "décembre", "2026", "Une"]
    # What a line of Noto Sans takes, in millimetres.
    assert mots[1].bas - mots[1].haut == pytest.approx(20 * 1.362 * 25.4 / 72, abs=0.1)
    assert mots[6].bas - mots[6].haut < 12 * 1.362 * 25.4 / 72


def test_the_same_document_gives_the_same_bytes(courriers: Courriers, typographe: Typographe) -> None:
    lettre = courriers.compose(COMPLETE)

    assert typographe.pdf(lettre) == typographe.pdf(lettre)


def test_pages_are_svg_one_by_one(courriers: Courriers, typographe: Typographe) -> None:
    pages = typographe.pages(courriers.compose(COMPLETE))

    assert len(pages) == 2
    assert all(etree.fromstring(page).tag == "{http://www.w3.org/2000/svg}svg" for page in pages)


def test_each_part_of_a_document_is_where_it_is_printed_on_the_same_pages(courriers: Courriers, typographe: Typographe) -> None:
    lettre = courriers.compose(COMPLETE)
    pages, parties = typographe.drawn(lettre, 400)

    assert pages == typographe.images(lettre, 400)
    assert "\n\n".join(partie.texte for partie in parties) + "\n" == courriers.text(lettre)
    assert courriers.parts(lettre) == tuple(partie.texte for partie in parties)
    expediteur, destinataire = (partie.bandes[0] for partie in parties[:2])
    assert expediteur.droite < destinataire.gauche < destinataire.droite < 1
    corps = [bande for partie in parties[2:] for bande in partie.bandes]
    assert all(bande.haut <= bande.bas and bande.gauche < bande.droite for bande in corps)
    assert [bande.page for bande in corps] == sorted(bande.page for bande in corps)
    assert corps[-1].page == len(pages) - 1


def test_a_paragraph_that_goes_on_to_another_page_is_on_both(typographe: Typographe) -> None:
    pages, parties = typographe.drawn(sheet("mot " * 3000), 200)
    (titre, long) = parties

    assert len(titre.bandes) == 1
    assert [bande.page for bande in long.bandes] == list(range(len(pages)))
    # Its number, at the foot of a page, is no part of it.
    assert 0.9 < long.bandes[0].bas < 0.96
    assert long.bandes[1].haut == 0


def test_pages_are_images_of_the_width_asked(courriers: Courriers, typographe: Typographe) -> None:
    (image,) = typographe.images(sheet("court"), 640)

    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[16:20], "big") == 640
    assert courriers.images(sheet("court"), 640) == (image,)


@besoin_de("pdftotext")
def test_pages_are_numbered_beyond_one(courriers: Courriers, typographe: Typographe) -> None:
    deux = pdf_text(typographe.pdf(courriers.compose(COMPLETE))[0])
    une = pdf_text(typographe.pdf(sheet("court"))[0])

    assert "page 1/2" in deux
    assert "page 2/2" in deux
    assert "page" not in une


@besoin_de("pdftotext")
@pytest.mark.parametrize(
    "texte",
    [
        "Élodie Œuvrard",
        "Nguyễn Thị Hồng Đặng",
        "Łukasz Şükrü",
        "Ελένη",
        "Юлія",
        "שלום עולם",
        "محمد",
        "அகம்",
        "ไทย",
        "a&b<c>#$*_\\[x]",
    ],
)
def test_text_can_be_taken_out_again(typographe: Typographe, texte: str) -> None:
    contenu, remarques = typographe.pdf(sheet(texte))
    lu = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", pdf_text(contenu))

    assert remarques == ()
    assert texte in lu


@besoin_de("pdftotext")
def test_a_character_no_font_has_is_shown_and_said(courriers: Courriers, typographe: Typographe) -> None:
    concerne = dataclasses.replace(ORDINAIRE.concerne or BLANCHE.signataire, nom="漢字 😀")
    lettre = courriers.compose(dataclasses.replace(ORDINAIRE, concerne=concerne))

    contenu, remarques = typographe.pdf(lettre)

    assert "Mme Élodie □□ □" in pdf_text(contenu)
    assert remarques == (
        Remarque("caractere_absent", (("caractere", "字"), ("code", "U+5B57"), ("ou", "expediteur"))),
        Remarque("caractere_absent", (("caractere", "漢"), ("code", "U+6F22"), ("ou", "expediteur"))),
        Remarque("caractere_absent", (("caractere", "😀"), ("code", "U+1F600"), ("ou", "expediteur"))),
    )


@pytest.mark.parametrize(
    "texte",
    [
        "a\ufeffb",
        "a\u064e",
        "\u0645\u093f",
        "x\u0361y",
        "a\u200db\ufe0f",
        "\U000e0041",
        "\u2028\u2029",
        "\u3164",
        "\u202eabc\u202c",
        "a\u0f71",
        "\u0338" * 30,
        "\tx",
        "\té\U0010ffff",
        "\ue000",
        "\u17d2\u17d2",
        "👨‍👩‍👧",
    ],
)
def test_no_text_makes_it_fail(typographe: Typographe, texte: str) -> None:
    contenu, _ = typographe.pdf(sheet(texte))

    assert contenu.startswith(b"%PDF")


@sous_linux
def test_marks_piled_up_without_end_take_no_more_room_than_letters(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from tests.letters.lettre.test_pdf import sheet; "
        "from droits_usagers.letters.lettre.pdf import Typographe; from droits_usagers.places import find_places; "
        "resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)); "
        "contenu, _ = Typographe(find_places().resources / 'mise_en_page').pdf(sheet('e' + '\\u0301\\u0327' * 5000 + ' fin')); "
        "open(sys.argv[1], 'wb').write(contenu)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.pdf")], check=True, capture_output=True)

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_what_typst_cannot_lay_out_at_all_is_said_and_the_next_one_is_made(typographe: Typographe) -> None:
    with pytest.raises(ExpectedError) as refus:
        typographe.pdf(sheet("a" + "\u200d" * 30_000))
    assert refus.value.panne is Panne.TEXTE_DEMESURE
    assert typographe.pdf(sheet("a"))[0].startswith(b"%PDF")


def test_what_typst_refuses_one_by_one_goes_out_at_last(typographe: Typographe, monkeypatch: pytest.MonkeyPatch) -> None:
    # Each of these is in a font, but no font has the mark on that letter: typst tells one after another.
    monkeypatch.setattr("droits_usagers.letters.lettre.compilation._ESSAIS", 1)
    monkeypatch.setattr("droits_usagers.letters.lettre.polices.covered", lambda: frozenset("漢"))

    contenu, _ = typographe.pdf(sheet("漢"))

    assert contenu.startswith(b"%PDF")


def test_headings_of_any_level_are_put_in_order(typographe: Typographe) -> None:
    titres = tuple(Intertitre((Texte(str(niveau)),), niveau) for niveau in (3, 1, 3, 2, 3))

    assert typographe.pdf(Feuille((Texte("T"),), titres, GABARIT))[0].startswith(b"%PDF")


def test_a_letter_of_any_body_can_be_written(courriers: Courriers, typographe: Typographe) -> None:
    tableau = Tableau(((Texte("A"),), ()), (((Texte("1"),), (SautDeLigne(),)),))
    liste = Liste(((Paragraphe((Texte("a"),)), tableau),), ordonnee=True)
    for corps in ((), (Intertitre((Texte("t"),), 3),), (liste,), (tableau, liste)):
        lettre = dataclasses.replace(courriers.compose(BLANCHE), corps=corps)
        assert typographe.pdf(lettre)[0].startswith(b"%PDF")


def test_a_defect_of_the_layout_is_not_hidden(typographe: Typographe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("droits_usagers.letters.lettre.pdf._input", lambda *_: "{}")

    with pytest.raises(typst.TypstError):
        typographe.pdf(sheet("a"))


@besoin_de("pdftotext")
def test_no_page_begins_with_the_signature_or_the_enclosures(
    courriers: Courriers, typographe: Typographe, tmp_path: Path
) -> None:
    ordinaire = courriers.compose(COMPLETE)
    suite = (Paragraphe((Texte("Antépénultième."),)), Paragraphe((Texte("Avant-dernier."),)), Paragraphe((Texte("Dernier."),)))
    for paragraphes in range(16, 34):
        corps = (*(Paragraphe((Texte(f"Ligne {rang}."),)) for rang in range(paragraphes)), *suite)
        chemin = tmp_path / "lettre.pdf"
        chemin.write_bytes(typographe.pdf(dataclasses.replace(ordinaire, corps=corps))[0])
        pages = {mot.texte: mot.page for mot in words(chemin)}

        assert pages["Antépénultième."] == pages["Avant-dernier."] == pages["Dernier."] == pages["Pièce"] == pages["Copie"]


def test_a_letter_that_overflows_by_little_is_set_on_one_page(courriers: Courriers, typographe: Typographe) -> None:
    ordinaire = courriers.compose(ORDINAIRE)
    pages = [
        len(typographe.pages(dataclasses.replace(ordinaire, corps=(Paragraphe((Texte("Une ligne."),)),) * lignes)))
        for lignes in range(10, 40)
    ]

    assert set(pages) == {1, 2}
    assert pages == sorted(pages)
    # At full size, the last of these letters would end on a second page.
    assert pages.count(1) > 10


@besoin_de("pdftotext")
def test_a_line_to_fill_by_hand_never_runs_over_the_next_cell(typographe: Typographe, tmp_path: Path) -> None:
    entetes = ((Texte("premiere"),), (Texte("suivante"),), (Texte("derniere"),))
    chemin = tmp_path / "feuille.pdf"
    feuille = dataclasses.replace(sheet(), corps=(Tableau(entetes, (((ACompleter(80),), (ACompleter(80),), ()),)),))
    chemin.write_bytes(typographe.pdf(feuille)[0])

    mots = words(chemin)
    (limite,) = [mot.gauche for mot in mots if mot.texte == "suivante"]
    premiers = [mot for mot in mots if "…" in mot.texte and mot.gauche < limite]
    assert premiers
    assert max(mot.droite for mot in premiers) < limite


@besoin_de("pdftotext")
def test_a_compound_name_is_not_cut_in_an_address(courriers: Courriers, typographe: Typographe, tmp_path: Path) -> None:
    chemin = tmp_path / "lettre.pdf"
    chemin.write_bytes(typographe.pdf(courriers.compose(ORDINAIRE))[0])

    assert "Seine-Saint-Denis" in [mot.texte for mot in words(chemin)]
