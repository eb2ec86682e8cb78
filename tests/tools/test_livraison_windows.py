"""What is made for Windows, without Windows: what is refused, what is pruned, what the setup takes away."""

import hashlib
import os
import struct
import zipfile
from pathlib import Path

import pytest

from tools.livraison import rapport, windows, windows_dossier, windows_interprete
from tools.livraison.rapport import Echec
from tools.livraison.windows_wine import as_windows


def grow(racine: Path, *fichiers: str) -> Path:
    for fichier in fichiers:
        (racine / fichier).parent.mkdir(parents=True, exist_ok=True)
        (racine / fichier).write_text(fichier, "utf-8")
    return racine


@pytest.mark.parametrize("dite", ["", "0" * 64])
def test_an_interpreter_that_is_not_what_its_hash_says_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dite: str
) -> None:
    (tmp_path / "python.zip").write_bytes(b"another")
    monkeypatch.setenv(windows_interprete.ZIP, str(tmp_path / "python.zip"))
    monkeypatch.setenv(windows_interprete.EMPREINTE, dite)

    with pytest.raises(Echec, match=hashlib.sha256(b"another").hexdigest()):
        windows_interprete.interpreter(tmp_path / "interprete")
    assert not (tmp_path / "interprete").exists()


def test_an_interpreter_that_is_what_its_hash_says_may_be_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bibliotheque = b"MZ" + "FileVersion\0\0003.14.8\0".encode("utf-16-le")
    with zipfile.ZipFile(tmp_path / "python.zip", "w") as archive:
        for nom in ("python.exe", "python314._pth", "_ssl.pyd", "select.pyd"):
            archive.writestr(nom, b"")
        archive.writestr("python314.dll", bibliotheque)
    monkeypatch.setenv(windows_interprete.ZIP, str(tmp_path / "python.zip"))
    empreinte = hashlib.sha256((tmp_path / "python.zip").read_bytes()).hexdigest()
    monkeypatch.setenv(windows_interprete.EMPREINTE, empreinte.upper())

    interprete = windows_interprete.interpreter(tmp_path / "interprete")

    assert (interprete.version, interprete.mineure, interprete.nom) == ("3.14.8", "3.14", "python314")
    assert interprete.publiable
    assert empreinte in interprete.origine
    assert {fichier.name for fichier in rapport.files(interprete.dossier)} == {"python314.dll", "select.pyd"}


def test_of_qt_only_what_the_window_needs_is_kept(tmp_path: Path) -> None:
    grow(
        tmp_path,
        "PySide6/QtCore.pyd",
        "PySide6/Qt6Core.dll",
        "PySide6/Qt6Quick.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/designer.exe",
        "PySide6/qml/QtQuick/a/very/long/path.qml",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/translations/qtbase_fr.qm",
        "PySide6/translations/qtbase_de.qm",
        "click/core.py",
        "click/tests/test_core.py",
        "click-8.dist-info/METADATA",
        "click-8.dist-info/RECORD",
        "pip/__main__.py",
    )

    windows_dossier.prune(tmp_path)

    assert [fichier.relative_to(tmp_path).as_posix() for fichier in rapport.files(tmp_path)] == [
        "PySide6/Qt6Core.dll",
        "PySide6/QtCore.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/translations/qtbase_fr.qm",
        "click/core.py",
        "click-8.dist-info/METADATA",
    ]
    assert not (tmp_path / "pip").exists()


def test_a_path_too_long_for_windows_stops_all(tmp_path: Path) -> None:
    grow(tmp_path, "programme/a.py")
    assert windows_dossier.longest_path(tmp_path) == "Droits des usagers/programme/a.py"

    grow(tmp_path, "programme/" + "b" * 130)
    with pytest.raises(Echec, match="bbb"):
        windows_dossier.longest_path(tmp_path)


def test_each_part_is_weighed_and_too_much_stops_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(tmp_path, "a.exe", "programme/python313.dll", "programme/site-packages/click/core.py")
    (tmp_path / "programme" / "site-packages" / "typst").mkdir()
    (tmp_path / "programme" / "site-packages" / "typst" / "_typst.pyd").write_bytes(b"0" * 600_000)

    poids = windows_dossier.weights(tmp_path)

    assert poids["typst"] == 600_000
    assert poids["total"] == poids["typst"] + poids["autres"]
    monkeypatch.setattr(windows_dossier, "OCTETS_MAX", 500_000)
    with pytest.raises(Echec, match="500000"):
        windows_dossier.weights(tmp_path)


def test_the_same_files_make_the_same_archive(tmp_path: Path) -> None:
    for nom in ("un", "deux"):
        grow(tmp_path / nom, "b.txt", "a/c.txt")
    os.utime(tmp_path / "deux" / "b.txt", (0, 0))

    for nom in ("un", "deux"):
        windows_interprete.zip_folder(tmp_path / nom, tmp_path / f"{nom}.zip", prefixe="dossier/")

    assert (tmp_path / "un.zip").read_bytes() == (tmp_path / "deux.zip").read_bytes()
    assert zipfile.ZipFile(tmp_path / "un.zip").namelist() == ["dossier/a/c.txt", "dossier/b.txt"]


def test_the_setup_takes_away_what_it_brought_and_no_other_file(tmp_path: Path) -> None:
    grow(tmp_path, "a.exe", "programme/b.dll", "programme/c/d.py")
    livres = [*rapport.files(tmp_path)]
    grow(tmp_path, "programme/dossiers.coffre")

    lignes = [*windows.script(tmp_path, livres)]

    ote = lignes[lignes.index("!macro Oter") + 1 : -2]
    assert ote == [
        'Delete "$INSTDIR\\a.exe"',
        'Delete "$INSTDIR\\programme\\b.dll"',
        'Delete "$INSTDIR\\programme\\c\\d.py"',
        'RMDir "$INSTDIR\\programme\\c"',
        'RMDir "$INSTDIR\\programme"',
    ]
    assert f'File "{tmp_path}/a.exe"' in lignes
    assert not any("coffre" in ligne for ligne in lignes)


def test_the_icon_has_every_size_that_windows_shows(tmp_path: Path) -> None:
    windows_dossier.write_icon(tmp_path / "a.ico")

    octets = (tmp_path / "a.ico").read_bytes()
    _, genre, combien = struct.unpack_from("<HHH", octets)
    tailles = [struct.unpack_from("<BBBBHHII", octets, 6 + 16 * rang) for rang in range(combien)]
    assert genre == 1
    assert [taille[0] or 256 for taille in tailles][-1] == 256
    assert all(octets[taille[7] : taille[7] + 4] == b"\x89PNG" for taille in tailles)
    assert tailles[-1][6] + tailles[-1][7] == len(octets)


def test_windows_counts_in_four_numbers() -> None:
    assert windows_dossier.Version("0.1.0").quatre == "0.1.0.0"
    assert windows_dossier.Version("2.3").quatre == "2.3.0.0"


def test_a_file_is_named_as_wine_knows_it(tmp_path: Path) -> None:
    assert as_windows("/S") == "/S"
    assert as_windows(tmp_path / "été.coffre") == "Z:" + str(tmp_path).replace("/", "\\") + "\\été.coffre"
