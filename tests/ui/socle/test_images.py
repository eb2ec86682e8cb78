"""Pictures are made again from their points alone."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import PageImage
from droits_usagers.ui.socle import images
from droits_usagers.ui.socle.images import image_of, read_image, renew
from tests.ui.suivi.papiers import LIEU, photo, png_bomb


def test_qt_never_guesses_a_format(racine: Path) -> None:
    """Guessing, it asks what reads SVG, which waits for a window that waits for Python: seen once in thousands of runs."""
    sources = {chemin: chemin.read_text(encoding="utf-8") for chemin in (racine / "droits_usagers").rglob("*.py")}
    devinent = re.compile(
        r"\bfromData\([^,()]*\)|loadFromData|setDecideFormatFromContent|QImageReader\(\w+\)|QPixmap\(str|QImage\(str"
    )
    assert {chemin.name for chemin, texte in sources.items() if devinent.search(texte)} == set()


def test_a_picture_of_a_kind_that_is_not_known_is_said_to_be_unreadable() -> None:
    with pytest.raises(ExpectedError) as erreur:
        renew(b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>", "logo.png")
    assert erreur.value.panne is Panne.IMAGE_ILLISIBLE


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "BMP"])
def test_nothing_but_points_is_kept(format_: str) -> None:
    avant = photo(format_=format_)
    apres = renew(avant, "photo")
    assert LIEU not in apres
    assert b"Exif" not in apres
    assert apres.startswith(b"\xff\xd8" if format_ == "JPEG" else b"\x89PNG")


def test_what_the_camera_said_was_there_to_be_lost() -> None:
    assert LIEU in photo()
    assert LIEU in photo(format_="PNG")


def test_it_is_kept_upright_without_having_to_be_told_so() -> None:
    image = QImage.fromData(renew(photo(), "photo"))
    assert (image.width(), image.height()) == (40, 60)
    haut, bas = image.pixelColor(20, 5), image.pixelColor(20, 55)
    assert (haut.red() > 200, haut.blue() < 50) == (True, True)
    assert (bas.blue() > 200, bas.red() < 50) == (True, True)


def test_what_can_be_seen_through_still_can() -> None:
    image = QImage(2, 2, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 0, 0, 100))
    tampon = QBuffer()
    tampon.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(tampon, "PNG")  # type: ignore[call-overload]
    assert read_image(renew(bytes(tampon.data().data()), "x")).pixelColor(0, 0).alpha() == 100


@pytest.mark.parametrize(
    ("contenu", "panne"), [(png_bomb(), Panne.IMAGE_DEMESUREE), (photo(format_="PNG")[:40], Panne.IMAGE_ILLISIBLE)]
)
@pytest.mark.qt_log_ignore(".*")
def test_what_cannot_be_made_again_is_not_kept(contenu: bytes, panne: Panne) -> None:
    with pytest.raises(ExpectedError) as erreur:
        renew(contenu, "photo.png")
    assert erreur.value.panne is panne
    assert erreur.value.faits["fichier"] == "photo.png"


def test_one_that_grew_too_large_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "POINTS_MAX", 100)
    with pytest.raises(ExpectedError) as erreur:
        read_image(photo())
    assert erreur.value.panne is Panne.PIECE_ILLISIBLE


def test_a_page_owns_its_points() -> None:
    image = image_of(PageImage(1, 2, bytes((10, 20, 30, 0, 40, 50, 60, 0))))
    assert [image.pixelColor(0, y).name() for y in range(2)] == ["#1e140a", "#3c3228"]
