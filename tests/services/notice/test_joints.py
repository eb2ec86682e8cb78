"""Pictures of a fiche: in memory until it is saved, then beside it; nothing that is there already is written over."""

from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.notice.joints import Joints
from tests.notices import SOUND


def test_each_picture_has_a_name_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "photo-2.jpg").write_bytes(b"autre")
    joints = Joints()
    joints.begin(tmp_path)
    noms = [joints.add("photo", "jpg", b"a", pris=("PHOTO.JPG",)), joints.add("photo", "jpg", b"b")]

    assert noms == ["photo-3.jpg", "photo.jpg"]
    assert joints.voisins.read("photo-3.jpg") == b"a"


def test_the_same_picture_is_not_written_twice_and_another_takes_another_name(tmp_path: Path) -> None:
    for contenu, attendu in ((b"un", "logo.png"), (b"un", "logo.png"), (b"deux", "logo-2.png"), (b"six", "logo-3.png")):
        joints = Joints()
        fiche = replace(SOUND, logo=joints.add("logo", "png", contenu))
        assert joints.unsaved(fiche)
        assert joints.write(fiche, tmp_path).logo == attendu
        assert not joints.unsaved(fiche)
        assert (tmp_path / attendu).read_bytes() == contenu
    assert len(list(tmp_path.iterdir())) == 3


def test_a_picture_that_is_nowhere_keeps_its_name_and_nothing_from_being_saved(tmp_path: Path) -> None:
    joints = Joints()
    joints.begin(tmp_path / "avant")
    fiche = replace(SOUND, logo="perdu.png")

    assert joints.write(fiche, tmp_path) == fiche
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ExpectedError):
        joints.voisins.read("perdu.png")


def test_what_the_fiche_no_longer_names_is_not_written(tmp_path: Path) -> None:
    joints = Joints()
    joints.add("logo", "png", b"un")
    joints.write(SOUND, tmp_path)

    assert list(tmp_path.iterdir()) == []
