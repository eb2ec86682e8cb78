"""Asks for the files that a fiche names."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.socle import fichier_a_lire


def ask_image(parent: QWidget, textes: Textes, titre: str) -> Path | None:
    """Which picture to read; None if the person gave up."""
    return fichier_a_lire.ask_file(parent, titre, textes("notices.fichiers_joints.filtre"))
