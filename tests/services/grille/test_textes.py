"""The text of a document to be marked: read whole from what people have, and never more than its text."""

import hashlib
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.dossier.pieces import TEXTE_MAX, Liseuse
from droits_usagers.services.grille.imprimee import FormeGrille, GrillesImprimees
from droits_usagers.services.grille.marquage import TexteDocument, as_typed, read_text
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.services.grilles import ECARTS, GRILLE, JOUR

COURRIEL = """\
From: Mme Kerbrat <kerbrat@exemple.fr>
To: equipe@exemple.fr
Date: Wed, 23 Jun 2010 10:00:00 +0200
Subject: =?utf-8?q?Dur=C3=A9e_de_conservation?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Les donn=E9es sont gard=E9es cinq ans.
--x
Content-Type: text/html; charset=utf-8

<p>Autre chose</p>
--x--
"""


def read(chemin: Path) -> TexteDocument:
    return read_text(chemin, Liseuse())


def refused(chemin: Path) -> Panne:
    with pytest.raises(ExpectedError) as refus:
        read(chemin)
    return refus.value.panne


def test_a_text_is_known_by_its_digest_whatever_wrote_its_accents(tmp_path: Path) -> None:
    compose, decompose = tmp_path / "a.txt", tmp_path / "b.txt"
    compose.write_text("Dur\u00e9e : cinq ans.", encoding="utf-8")
    decompose.write_text("Dure\u0301e : cinq ans.", encoding="utf-16")

    assert read(compose) == read(decompose)
    assert read(compose).empreinte == hashlib.sha256("Dur\u00e9e : cinq ans.".encode()).hexdigest()
    assert as_typed("Dure\u0301e : cinq ans.") == read(compose)
    assert as_typed("Autre.").empreinte != read(compose).empreinte


def test_a_word_document_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    document = Document()
    for texte in ("Tout le personnel lit tout.", "Rien n'est effacé."):
        document.add_paragraph(texte)
    document.save(str(tmp_path / "note.docx"))

    assert read(tmp_path / "note.docx").texte.split("\n") == ["Tout le personnel lit tout.", "Rien n'est effacé."]


def test_the_page_of_a_passage_of_a_pdf_is_known(tmp_path: Path, catalogue: Catalogue, places: Places) -> None:
    courriers = Courriers(catalogue, places)
    grilles = GrillesImprimees(catalogue, places, courriers=courriers)
    (tmp_path / "g.pdf").write_bytes(grilles.render(GRILLE, ECARTS * 9, Format.PDF, au=JOUR, forme=FormeGrille.GRILLE).contenu)
    lue = read(tmp_path / "g.pdf")

    assert len(lue.pages) > 1
    assert lue.page_of(0) == 1
    assert [lue.page_of(debut) for debut in lue.pages] == list(range(1, len(lue.pages) + 1))
    assert lue.page_of(lue.pages[1] - 1) == 1
    assert as_typed("Une page ?").page_of(3) == 0


def test_of_an_e_mail_one_reads_its_day_from_whom_to_whom_its_subject_and_its_body(tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_text(COURRIEL, encoding="ascii")
    lu = read(tmp_path / "m.eml").texte

    assert "Durée de conservation" in lu
    assert "Les données sont gardées cinq ans." in lu
    assert "2010" in lu
    assert all(mot in lu for mot in ("Kerbrat", "equipe@"))
    assert "Autre chose" not in lu


def mixed(*parties: str, genre: str = "mixed", fin: str = "") -> bytes:
    """A message that says several things one after the other, or the same one several times."""
    corps = "".join(f"--{genre}\n{partie}\n" for partie in parties)
    return f'Subject: R\nContent-Type: multipart/{genre}; boundary="{genre}"\n\n{corps}{fin or f"--{genre}--"}'.encode()


TEXTE, PAGE = "Content-Type: text/plain\n\n{}".format, "Content-Type: text/html\n\n<p>{}</p>".format
RICHE = (
    b"<head><title>t</title><style>p{}</style><script>vole()</script></head>"
    b"<p>Cinq\n <b>ans</b>.<br>Puis<p>rien&nbsp;&eacute;crit<table><tr><td>a<td>b<tr><td>c</table>"
    b"<div style='display:none'>tu</div><img src='https://x.fr/espion.png' alt='un logo'>"
)
JOINTE = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\njointe"
CHIFFREE = "Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nQUFB"


def test_of_an_e_mail_in_several_texts_each_is_read_and_one_forwarded_too(tmp_path: Path) -> None:
    transfere = "Content-Type: message/rfc822\n\nSubject: Refus\n" + TEXTE("Nous refusons.")
    choix = mixed(PAGE("page"), TEXTE("au choix"), genre="alternative").decode().removeprefix("Subject: R\n")
    (tmp_path / "m.eml").write_bytes(b"\xef\xbb\xbf" + mixed(TEXTE("un"), JOINTE, TEXTE("deux"), choix, transfere))

    assert read(tmp_path / "m.eml").texte.split() == ["R", "un", "deux", "au", "choix", "Refus", "Nous", "refusons."]


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"Subject: R\nContent-Type: text/html\n\n<p>Gard\xc3\xa9es</p>", "R\n\nGardées"),
        (b"Subject: R\nContent-Type: text/html; charset=iso-8859-15\n\n<p>Gard\xe9es 5\xa4</p>", "R\n\nGardées 5€"),
        (mixed(TEXTE("un"), PAGE("deux")), "R\n\nun\n\ndeux"),
        (mixed(TEXTE(" "), PAGE("deux"), genre="alternative"), "R\n\ndeux"),
        (
            b"Subject: R\nContent-Type: text/html\n\n" + RICHE,
            "R\n\nCinq ans.\nPuis\nrien écrit\n\na b\nc\n\ntu\nun logo",
        ),
    ],
)
def test_an_e_mail_that_is_only_a_page_is_read_as_its_text(tmp_path: Path, contenu: bytes, dit: str) -> None:
    (tmp_path / "m.eml").write_bytes(contenu)
    lu = read(tmp_path / "m.eml")

    assert lu.texte.strip().replace("\n\n\n", "\n\n") == dit
    assert lu.non_lus == ()


def long_pdf(pages: int) -> bytes:
    """So many pages of the same 180 000 letters."""
    lignes = "".join(f"1 0 0 1 10 {780 - 0.42 * rang:.2f} Tm ({'mot ' * 25}) Tj\n" for rang in range(1800))
    contenu = f"BT /F 0.4 Tf\n{lignes}ET".encode()
    enfants = " ".join(f"{rang + 5} 0 R" for rang in range(pages))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    objets = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{enfants}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(contenu), contenu),
        *[page.encode()] * pages,
    )
    corps = b"".join(b"%d 0 obj\n%s\nendobj\n" % numerote for numerote in enumerate(objets, start=1))
    return b"%PDF-1.4\n" + corps + b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF\n" % (len(objets) + 1)


def test_what_is_too_long_is_read_as_far_as_it_is_said_to_be(tmp_path: Path) -> None:
    juste = "mot " * (TEXTE_MAX // 4)
    assert not as_typed(juste).coupe
    assert (as_typed(juste + "x").coupe, len(as_typed(juste + "x").texte)) == (True, TEXTE_MAX)
    for texte, coupe in ((juste, False), (juste + "x", True)):
        (tmp_path / "long.txt").write_text(texte, encoding="utf-8")
        assert read(tmp_path / "long.txt").coupe is coupe

    for pages, lues in ((2, 2), (12, 5)):
        (tmp_path / "long.pdf").write_bytes(long_pdf(pages))
        lu = read(tmp_path / "long.pdf")
        assert (len(lu.pages), lu.coupe) == (lues, lues < pages)
        assert len(lu.texte) > 150_000 * lues


@pytest.mark.parametrize(
    ("nom", "contenu", "panne"),
    [
        ("vide.txt", b"", Panne.PIECE_VIDE),
        ("blanc.txt", b" \n \n", Panne.DOCUMENT_SANS_TEXTE),
        ("invisible.txt", "\u200b\u2060\u202e \n".encode(), Panne.DOCUMENT_SANS_TEXTE),
        ("image.png", b"\x89PNG\r\n\x1a\n rien", Panne.DOCUMENT_SANS_TEXTE),
        ("abime.pdf", b"%PDF-1.7 rien", Panne.PIECE_ILLISIBLE),
        ("seul.eml", b"From: a@exemple.fr\nContent-Type: image/png\n\nx", Panne.DOCUMENT_SANS_TEXTE),
        ("faux.eml", b"Content-Type: text/plain; charset=inconnu\nSubject: \xff\n\n\xff\xfe", Panne.PIECE_ILLISIBLE),
        # Heads that take more to be read than any letter: told at once, not when their time is over.
        ("long.eml", b"Content-Type: text/plain" + b"; p=v" * 6000 + b"\n\ncinq ans", Panne.PIECE_ILLISIBLE),
        # A picture that is elsewhere is all that it shows.
        (
            "page.eml",
            b"Subject: R\nContent-Type: text/html\n\n<p><img src='//x.fr/a'></p>",
            Panne.DOCUMENT_SANS_TEXTE,
        ),
        ("chiffre.eml", b"Subject: R\n" + CHIFFREE.encode(), Panne.DOCUMENT_SANS_TEXTE),
        ("tnef.eml", b"Subject: R\nContent-Type: application/ms-tnef\n\nxx", Panne.DOCUMENT_SANS_TEXTE),
        ("casse.eml", b"Subject: R\nContent-Transfer-Encoding: base64\n\n====%%%", Panne.PIECE_ILLISIBLE),
        # And so would the half of it that is read.
        ("suite.eml", mixed(TEXTE("un"), "Content-Type: text/rtf\n\ndeux"), Panne.PIECE_ILLISIBLE),
        ("coupe.eml", mixed(TEXTE("un"), fin="\n"), Panne.PIECE_ILLISIBLE),
        ("transfere.eml", mixed(TEXTE("un"), "Content-Type: message/rfc822\n\n" + CHIFFREE), Panne.PIECE_ILLISIBLE),
    ],
)
def test_what_has_no_text_is_refused_in_one_sentence(nom: str, contenu: bytes, panne: Panne, tmp_path: Path) -> None:
    (tmp_path / nom).write_bytes(contenu)

    assert refused(tmp_path / nom) is panne
    assert refused(tmp_path / "absent.txt") is Panne.FICHIER_ABSENT


#: Parts within parts, heads without end, a head that takes the square of its length: what no letter is.
COURRIELS_PIEGES = {
    "parts": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (rang, rang) for rang in range(3000)),
    "messages": b"Content-Type: message/rfc822\n\n" * 20_000 + b"x",
    "sujet": b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nx",
    "tete": b"Content-Type: text/plain; " + b"(" * 250_000 + b"\n\nx",
}


@pytest.mark.parametrize("piege", COURRIELS_PIEGES)
def test_an_e_mail_made_to_harm_is_refused_in_a_sentence_or_read_and_the_next_one_is_read(tmp_path: Path, piege: str) -> None:
    (tmp_path / "piege.eml").write_bytes(COURRIELS_PIEGES[piege])
    (tmp_path / "m.eml").write_text(COURRIEL, encoding="ascii")
    liseuse = Liseuse()

    with suppress(ExpectedError):
        read_text(tmp_path / "piege.eml", liseuse)

    # Whatever it asked for was asked of another process.
    assert "cinq ans" in read_text(tmp_path / "m.eml", liseuse).texte
