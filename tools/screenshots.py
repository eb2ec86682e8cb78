"""Takes every screen in French and in the pseudo-language, light and dark, at 100 % and 200 %, at two sizes of screen.

    python -m tools.screenshots [--sortie DOSSIER] [--seulement MOT]

No screen is needed. The pictures are to be looked at before a change of the window is called done. `tools.captures` makes those
of the README.
"""

import argparse
import datetime as dt
import gc
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.places import find_places
from droits_usagers.services.ensemble import Services
from droits_usagers.ui.fenetre.application import make_application, make_window
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tools.scenes import SCENES
from tools.scenes_fenetre import Scene, settle

MAINTENANT = dt.datetime(2026, 11, 24, 10, 15, tzinfo=dt.UTC)
LANGUES = ("fr", "pseudo")
APPARENCES = ("claire", "sombre")
ZOOMS = (1.0, 2.0)
TAILLES = ((1366, 768), (1920, 1080))


@dataclass(frozen=True, slots=True)
class Vue:
    """One way of looking: a language, colours, a size of text, a size of window."""

    langue: str
    apparence: str
    zoom: float
    taille: tuple[int, int]

    @property
    def nom(self) -> str:
        """Its folder."""
        return f"{self.langue}-{self.apparence}-{self.zoom * 100:.0f}-{self.taille[0]}x{self.taille[1]}"


def views() -> Iterator[Vue]:
    """Every way of looking."""
    return (Vue(*choix) for choix in product(LANGUES, APPARENCES, ZOOMS, TAILLES))


@contextmanager
def shown(vue: Vue, show: Scene) -> Iterator[tuple[Fenetre, QWidget]]:
    """A new window that was brought to this scene, and what of it is to be looked at. Nothing of it is left afterwards."""
    services = Services(find_places().without_trace(), MAINTENANT.date, lambda: MAINTENANT, vue.langue)
    services.carnet.set(replace(services.carnet.reglages, apparence=vue.apparence, zoom=vue.zoom), keep=False)
    # A widget must not be thrown away by a worker that happens to collect garbage (see ui/menage.py).
    gc.disable()
    app = make_application(services)
    _, fenetre = make_window(app, services)
    fenetre.resize(*vue.taille)
    fenetre.show()
    try:
        montre = show(fenetre)
        settle()
        yield fenetre, montre
    finally:
        for widget in QApplication.topLevelWidgets():
            widget.hide()
            widget.deleteLater()
        settle()
        services.travail.stop()
        services.rendu.stop()
        gc.collect()
        gc.enable()


def take(vue: Vue, scenes: Mapping[str, Scene], sortie: Path) -> list[str]:
    """Takes these scenes in this view. Gives the names of those that made the window larger than it was."""
    trop_larges = []
    dossier = sortie / vue.nom
    dossier.mkdir(parents=True, exist_ok=True)
    for nom, show in scenes.items():
        with shown(vue, show) as (fenetre, montre):
            montre.grab().save(str(dossier / f"{nom}.png"))
            if fenetre.width() > vue.taille[0] or fenetre.height() > vue.taille[1]:
                trop_larges.append(f"{nom} ({fenetre.width()} × {fenetre.height()})")
    return trop_larges


def main() -> int:
    """Takes them all, or those of which the folder or the name holds a word. 1 if the window had to grow for one of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sortie", type=Path, default=Path("captures"))
    options.add_argument("--seulement", default="")
    choix = options.parse_args()
    debordent = 0
    for vue in views():
        scenes = {nom: show for nom, show in SCENES.items() if choix.seulement in f"{vue.nom}/{nom}"}
        if scenes:
            trop_larges = take(vue, scenes, choix.sortie)
            print(vue.nom, *scenes, *(f"TOO LARGE: {nom}" for nom in trop_larges))
            debordent += len(trop_larges)
    return int(debordent > 0)


if __name__ == "__main__":
    sys.exit(main())
