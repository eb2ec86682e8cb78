"""What a file is, by its bytes and not by its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.socle.fichiers_recus import GenreFichier, decode, genre_of

G = GenreFichier
TEXTE = "Réponse du service\nÀ l'attention d'Élodie Œuvrard, 5 €"


@pytest.mark.parametrize(
    ("contenu", "genre"),
    [
        (b"\xff\xd8\xff\xe1 Exif", G.IMAGE),
        (b"\x89PNG\r\n\x1a\n....", G.IMAGE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", G.IMAGE),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", G.AUTRE),
        (b"II*\x00\x08\x00\x00\x00", G.IMAGE_AUTRE),
        (b"\x00\x00\x00\x18ftypheic\x00", G.IMAGE_AUTRE),
        (b"\x00\x00\x00\x18ftypisom\x00", G.AUTRE),
        (b"%PDF-1.7\n", G.PDF),
        (b"\xef\xbb\xbf\n%PDF-1.4\n", G.PDF),
        (b"PK\x03\x04....word/document.xml", G.WORD),
        (b"PK\x03\x04....content.xml", G.AUTRE),
        (TEXTE.encode(), G.TEXTE),
        (TEXTE.encode("cp1252"), G.TEXTE),
        (TEXTE.encode("utf-16"), G.TEXTE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", G.AUTRE),
        (b"", G.AUTRE),
        (b"  \n", G.AUTRE),
    ],
)
def test_a_file_is_what_its_bytes_say(contenu: bytes, genre: GenreFichier) -> None:
    assert genre_of(contenu) is genre


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_whatever_wrote_it(codage: str) -> None:
    assert decode(TEXTE.replace("\n", "\r\n").encode(codage)) == TEXTE


@given(st.binary(max_size=200))
def test_no_bytes_are_refused(contenu: bytes) -> None:
    assert isinstance(decode(contenu), str)
    assert genre_of(contenu) in GenreFichier
