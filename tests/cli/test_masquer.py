"""`masquer`: what three readers of PDF files find in the copy, and that nothing is written when it is not what it should be."""

import io
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageChops
from pypdfium2 import PdfDocument

from tests.bavards import SECRET, bavard, filled, large, lettre, locked, pages_of, picture_of, read_by_machine, scan, turned
from tests.cli.conftest import Lance
from tests.ecarts import plain
from tests.outils import besoin_de

NOIR, BLANC = (0, 0, 0), (255, 255, 255)


@pytest.fixture
def recu(tmp_path: Path) -> Path:
    return tmp_path / "recu.pdf"


@pytest.fixture
def copie(tmp_path: Path) -> Path:
    return tmp_path / "copie.pdf"


def said_by(*commande: object) -> str:
    fait = subprocess.run([str(mot) for mot in commande], capture_output=True, text=True, check=True)
    return fait.stdout + fait.stderr


@besoin_de("pdftotext", "pdfinfo", "pdfimages", "pdfdetach")
def test_of_what_a_file_says_everywhere_nothing_is_left_but_pictures(lance: Lance, recu: Path, copie: Path) -> None:
    recu.write_bytes(bavard())
    assert SECRET in said_by("pdftotext", recu, "-")

    fin = lance("masquer", recu, "--mots", SECRET.lower(), "--sortie", copie)

    assert (fin.code, fin.err) == (0, "")
    assert fin.out.startswith("Masqué\u00a0: 1 endroit sur 1 page.")
    assert recu.read_bytes() == bavard()
    assert said_by("pdftotext", copie, "-").split() == []
    assert said_by("pdfdetach", "-list", copie).startswith("0 ")
    dit = {ligne.split(":")[0].strip(): ligne.split(":", 1)[1].strip() for ligne in said_by("pdfinfo", copie).splitlines()}
    assert not {"Title", "Author", "Creator", "Producer", "CreationDate", "ModDate"} & set(dit)
    faux = ("Custom Metadata", "Metadata Stream", "Tagged", "JavaScript", "Encrypted")
    assert [dit[cle] for cle in faux] == ["no"] * 5
    assert len(said_by("pdfimages", "-list", copie).splitlines()) == 2 + 2
    with pikepdf.open(copie) as pdf:
        assert set(pdf.Root) == {"/Type", "/Pages"}
        assert set(pdf.trailer) == {"/Size", "/Root"}
        assert all(set(page.obj) == {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"} for page in pdf.pages)
    for mot in (SECRET.encode(), b"Metadata", b"Annot", b"Thumb", b"OCG", b"AcroForm", b"Names", b"/Prev"):
        assert mot not in copie.read_bytes()


def test_what_is_covered_is_of_one_shade_and_the_rest_is_seen(lance: Lance, recu: Path, copie: Path) -> None:
    recu.write_bytes(lettre())

    assert lance("masquer", recu, "--zone", "1:10,20,50,5", "--page", "2", "--sortie", copie).code == 0

    avant, apres = picture_of(recu.read_bytes()), picture_of(copie.read_bytes())
    large_, haut = apres.size
    couvert = apres.crop((round(0.1 * large_) + 3, round(0.2 * haut) + 3, round(0.6 * large_) - 3, round(0.25 * haut) - 3))
    assert couvert.getcolors() == [(couvert.width * couvert.height, NOIR)]
    assert apres.size == avant.size
    for vue in (avant, apres):
        # The first line, that nothing covers.
        assert len(vue.crop((0, 0, large_, round(0.15 * haut))).getcolors(10_000) or ()) > 2
    teintes = [teinte for _, teinte in picture_of(copie.read_bytes(), 1).getcolors() or ()]
    assert len(teintes) == 1
    assert teintes[0] not in {NOIR, BLANC}


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_words_are_covered_on_a_page_turned_and_cut_too(lance: Lance, recu: Path, copie: Path, angle: int) -> None:
    recu.write_bytes(turned(angle))
    avant = PdfDocument(recu.read_bytes())[0]

    assert lance("masquer", recu, "--mots", "KERBORGNE.", "--sortie", copie).code == 0

    assert PdfDocument(copie.read_bytes())[0].get_size() == pytest.approx(avant.get_size(), abs=0.01)
    vue, couverte = picture_of(recu.read_bytes()), picture_of(copie.read_bytes())
    # The name is red, and nothing else is.
    rouge, vert, bleu = vue.split()
    boite = ImageChops.subtract(rouge, ImageChops.lighter(vert, bleu)).getbbox()
    assert boite is not None
    aire = (boite[2] - boite[0]) * (boite[3] - boite[1])
    assert couverte.crop(boite).getcolors() == [(aire, NOIR)]
    noirs = {teinte: nombre for nombre, teinte in couverte.getcolors(100_000) or ()}[NOIR]
    assert noirs < 4 * aire


def test_a_file_that_may_be_read_and_not_copied_is_covered_and_one_behind_a_password_is_said(
    lance: Lance, recu: Path, copie: Path
) -> None:
    recu.write_bytes(locked(""))
    assert lance("masquer", recu, "--page", "1", "--sortie", copie).code == 0
    assert not pikepdf.open(io.BytesIO(copie.read_bytes())).is_encrypted

    recu.write_bytes(locked("sésame"))
    copie.unlink()
    fin = lance("masquer", recu, "--page", "1", "--sortie", copie)
    assert (fin.code, fin.out, copie.exists()) == (3, "", False)
    assert "demande un mot de passe" in fin.err


def test_a_page_of_five_metres_and_a_file_of_a_hundred_pages_are_covered(lance: Lance, recu: Path, copie: Path) -> None:
    recu.write_bytes(large())
    assert lance("masquer", recu, "--zone", "1:0,0,50,50", "--sortie", copie).code == 0
    assert PdfDocument(copie.read_bytes())[0].get_size() == (14_000.0, 14_000.0)

    recu.write_bytes(pages_of(100))
    fin = lance("masquer", recu, "--mots", "Page 77", "--sortie", copie, "--remplacer", "--json")
    dit = json.loads(fin.out)
    assert (fin.code, dit["pages"], dit["masques"]) == (0, 100, [{"page": 77, "zones": 1, "entiere": False}])


@pytest.mark.parametrize("contenu", [scan, read_by_machine], ids=["image", "cache"])
def test_words_are_not_said_to_be_covered_on_a_page_where_they_could_not_all_be_looked_for(
    lance: Lance, recu: Path, copie: Path, contenu: object
) -> None:
    with pikepdf.open(io.BytesIO(lettre())) as tout, pikepdf.open(io.BytesIO(contenu())) as vu:  # type: ignore[operator]
        tout.pages.append(vu.pages[0])
        tout.save(recu)

    fin = lance("masquer", recu, "--mots", "Kerborgne", "--sortie", copie)
    assert fin.code == 4
    assert "Page 3\u00a0: " in fin.err
    fin = lance("masquer", recu, "--mots", "Kerborgne", "--page", "3", "--sortie", copie, "--remplacer")
    assert (fin.code, fin.err) == (0, "")


def _refus() -> Iterator[tuple[bytes, tuple[str, ...], int, str]]:
    yield lettre(), (), 2, "Rien n’est à masquer"
    yield lettre(), ("--page", "3"), 2, "pas de page 3"
    yield lettre(), ("--page", "0"), 2, "--page"
    yield lettre(), ("--zone", "1:10,10"), 2, "--zone"
    yield lettre(), ("--zone", "1:10,10,0,5"), 2, "--zone"
    yield lettre(), ("--mots", "introuvable"), 3, "--mots"
    yield lettre(), ("--mots", "  "), 3, "--mots"
    yield scan(), ("--mots", SECRET), 3, "--mots"
    yield b"Bonjour", ("--page", "1"), 3, "n’est pas un PDF"
    yield b"%PDF-1.7 rien", ("--page", "1"), 3, "abîmé"


@pytest.mark.parametrize(("contenu", "options", "code", "dit"), list(_refus()))
def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(
    lance: Lance, recu: Path, copie: Path, contenu: bytes, options: tuple[str, ...], code: int, dit: str
) -> None:
    recu.write_bytes(contenu)

    fin = lance("masquer", recu, *options, "--sortie", copie)

    assert (fin.code, fin.out, copie.exists()) == (code, "", False)
    assert dit in fin.err
    assert "Masqué" not in fin.err


def test_the_name_of_the_copy_is_that_of_a_pdf_and_never_that_of_the_document(lance: Lance, recu: Path) -> None:
    recu.write_bytes(lettre())
    lien = recu.with_name("lien.pdf")
    lien.symlink_to(recu)

    for sortie in (recu, lien):
        fin = lance("masquer", recu, "--page", "1", "--sortie", sortie, "--remplacer")
        assert (fin.code, fin.out) == (2, "")
        assert "est le document à masquer" in plain(fin.err)
    assert lance("masquer", recu, "--page", "1", "--sortie", recu.with_suffix(".docx")).code == 2
    assert recu.read_bytes() == lettre()


def test_what_is_filled_in_a_form_is_covered_by_its_words(lance: Lance, recu: Path, copie: Path) -> None:
    recu.write_bytes(filled())

    fin = lance("masquer", recu, "--mots", "12 rue de Kerborgne", "--sortie", copie)

    assert (fin.code, fin.err) == (0, "")
    teintes = {teinte for _, teinte in picture_of(copie.read_bytes()).getcolors(100_000) or ()}
    assert NOIR in teintes
