"""The characters that the fonts of the PDF hold."""

import struct

import pytest

from droits_usagers.letters.lettre import polices


@pytest.mark.parametrize(
    "texte",
    [
        "Élodie Œuvrard",
        "Nguyễn Thị Hồng Đặng",
        "محمد بن علي",
        "שלום",
        "தமிழ்",
        "अनिल",
        "ខ្មែរ",
        "ไทย",
        "Ελένη",
        "Юлія",
        "Łódź Şükrü",
        "□",
    ],
)
def test_names_of_those_who_come_are_covered(texte: str) -> None:
    assert polices.covered().issuperset(texte.replace(" ", ""))


@pytest.mark.parametrize("signe", ["漢", "😀", "\ue000", "\U0010ffff"])
def test_what_no_font_holds_is_known(signe: str) -> None:
    assert signe not in polices.covered()


def test_only_the_tables_we_know_are_read() -> None:
    # Two subtables: format 6, which is passed over, then format 12, which holds A to C.
    douze = struct.pack(">HHIII", 12, 0, 28, 0, 1) + struct.pack(">III", 65, 67, 1)
    cmap = struct.pack(">HH", 0, 2) + struct.pack(">HHI", 1, 0, 20) + struct.pack(">HHI", 3, 10, 22) + b"\x00\x06" + douze
    police = b"\x00\x01\x00\x00" + struct.pack(">HHHH", 1, 0, 0, 0) + struct.pack(">4sIII", b"cmap", 0, 28, len(cmap)) + cmap

    assert "".join(map(chr, polices._codes(police))) == "ABC"  # noqa: SLF001 - no font we ship has another table


def test_a_font_without_a_table_is_damaged() -> None:
    vide = b"\x00\x01\x00\x00" + b"\x00" * 8

    with pytest.raises(KeyError):
        list(polices._codes(vide))  # noqa: SLF001 - no font we ship is damaged
