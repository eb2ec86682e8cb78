"""The pictures of the README: makes them, or says which no longer show the screen they were made of.

    python -m tools.captures                 every picture named in the README, in docs/captures, and what tells their screens
    python -m tools.captures --verifier      1, and their names, when a screen has changed since

The name of a picture is that of its scene (tools/scenes.py). Beside the pictures, `empreintes.toml` keeps a digest of each
screen (tools/empreintes.py) and one of each file, so that neither can be changed without the other. Look at the pictures before
they are committed: a digest cannot tell whether a screen is beautiful, or right.
"""

import argparse
import hashlib
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import tomli_w
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.services.socle.travail import Priorite, Travailleur
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tools.empreintes import digest
from tools.scenes import SCENES
from tools.scenes_fenetre import settle, until
from tools.screenshots import Vue, shown

RACINE = Path(__file__).resolve().parent.parent
CAPTURES = RACINE / "docs" / "captures"
EMPREINTES = CAPTURES / "empreintes.toml"
#: How a reader of the README sees the program.
VUE = Vue("fr", "claire", 1.0, (1366, 768))
#: A PNG of so many colours holds one byte a pixel.
COULEURS = 256
#: Squared distance under which an eye takes two colours for one: about four steps in each of red, green and blue.
_ECART = 48
_EN_TETE = "# Made by `python -m tools.captures`: what tells each screen, and the file of its picture.\n\n"
_NOMMEE = re.compile(r"docs/captures/([a-z0-9-]+)\.png")


def pictures(readme: str) -> tuple[str, ...]:
    """Those that it shows, in its order."""
    return tuple(dict.fromkeys(_NOMMEE.findall(readme)))


def look(nom: str) -> tuple[str, QImage]:
    """The digest of this scene, and its picture."""
    with shown(VUE, SCENES[nom]) as (fenetre, montre):
        # Wherever the pointer is, and whether a window is active here or not.
        QCursor.setPos(fenetre.mapToGlobal(fenetre.rect().bottomRight()))
        wait_until_still(fenetre, montre)
        ecran, focus = digest(montre), QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
        return ecran, montre.grab().toImage()


def wait_until_still(fenetre: Fenetre, montre: QWidget) -> None:
    """Until nothing that was asked of a worker is still to come, and the screen says twice the same."""
    services, dits = fenetre.contexte.services, [""]

    def is_still() -> bool:
        for travailleur in (services.travail, services.rendu):
            _wait_for(travailleur)
        settle()
        dits.append(digest(montre))
        return dits[-1] == dits[-2]

    until(is_still)


def _wait_for(travailleur: Travailleur) -> None:
    """Until it has done all that it was asked before now."""
    faits: list[object] = []
    travailleur.submit(lambda: None, priorite=Priorite.MASSE, on_success=faits.append, on_failure=faits.append)
    until(lambda: bool(faits))


def compress(image: QImage) -> bytes:
    """A PNG of this picture, one byte a pixel: each colour is the nearest of a few that are far enough from one another."""
    pixels = image.convertToFormat(QImage.Format.Format_RGB32)
    points = memoryview(pixels.constBits()).cast("I")
    gardees: list[int] = []
    rangs: dict[int, int] = {}
    for couleur, _ in Counter(points).most_common():
        ecart, rang = min(((_distance(couleur, gardee), rang) for rang, gardee in enumerate(gardees)), default=(_ECART, 0))
        if ecart >= _ECART and len(gardees) < COULEURS:
            rang = len(gardees)
            gardees.append(couleur)
        rangs[couleur] = rang
    octets = bytes(map(rangs.__getitem__, points))
    reduite = QImage(octets, image.width(), image.height(), image.width(), QImage.Format.Format_Indexed8)
    reduite.setColorTable(gardees)
    tampon = QBuffer()
    tampon.open(QIODevice.OpenModeFlag.WriteOnly)
    # Quality 0: the smallest file; a PNG never loses anything.
    reduite.save(tampon, "PNG", 0)  # type: ignore[call-overload] # a name of format may be a str
    return bytes(tampon.data().data())


def _distance(une: int, autre: int) -> int:
    return sum((((une >> decalage) & 255) - ((autre >> decalage) & 255)) ** 2 for decalage in (0, 8, 16))


def changes(gardees: Mapping[str, Mapping[str, str]], ecrans: Mapping[str, str], fichiers: Mapping[str, bytes]) -> list[str]:
    """What is wrong, a line each: a picture missing, made by hand, no longer shown, or of a screen that has changed."""
    dits = [f"{nom}: not in the README any more" for nom in gardees if nom not in ecrans]
    for nom, ecran in ecrans.items():
        garde = gardees.get(nom)
        if not garde or nom not in fichiers:
            dits.append(f"{nom}: never made")
        elif garde["image"] != hashlib.sha256(fichiers[nom]).hexdigest():
            dits.append(f"{nom}: not the file that was made with its digest")
        elif garde["ecran"] != ecran:
            dits.append(f"{nom}: its screen has changed")
    return dits


def verify() -> list[str]:
    """What is wrong with the pictures of this checkout."""
    noms = pictures((RACINE / "README.md").read_text("utf-8"))
    return changes(_kept(), {nom: look(nom)[0] for nom in noms}, _files())


def _kept() -> dict[str, dict[str, str]]:
    """What was made of each, by its name."""
    return tomllib.loads(EMPREINTES.read_text("utf-8")) if EMPREINTES.is_file() else {}


def _files() -> dict[str, bytes]:
    return {chemin.stem: chemin.read_bytes() for chemin in CAPTURES.glob("*.png")}


def make() -> None:
    """Makes every picture of the README whose screen has changed, and throws away those that it shows no more."""
    CAPTURES.mkdir(parents=True, exist_ok=True)
    gardees, faites = _kept(), dict[str, dict[str, str]]()
    for nom in pictures((RACINE / "README.md").read_text("utf-8")):
        ecran, image = look(nom)
        if not changes({nom: gardees.get(nom, {})}, {nom: ecran}, _files()):
            faites[nom] = gardees[nom]
            continue
        contenu = compress(image)
        (CAPTURES / f"{nom}.png").write_bytes(contenu)
        faites[nom] = {"ecran": ecran, "image": hashlib.sha256(contenu).hexdigest()}
        print(nom, len(contenu))
    for chemin in CAPTURES.glob("*.png"):
        if chemin.stem not in faites:
            chemin.unlink()
    EMPREINTES.write_text(_EN_TETE + tomli_w.dumps(faites), "utf-8", newline="\n")


def main() -> int:
    """Makes them, or checks them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--verifier", action="store_true")
    if not options.parse_args().verifier:
        make()
        return 0
    fautes = verify()
    print(*fautes, sep="\n", end="\n" if fautes else "")
    return int(bool(fautes))


if __name__ == "__main__":
    sys.exit(main())
