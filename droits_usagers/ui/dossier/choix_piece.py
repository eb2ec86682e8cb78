"""A file of this computer to take into the coffre: chosen in a dialog that remembers nothing, or dropped."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.socle.fichier_a_lire import ask_file


def ask_piece(parent: QWidget, textes: Textes) -> Path | None:
    """Which file; None if the person gave up."""
    filtres = textes("suivi.pieces.filtre"), textes("suivi.pieces.filtre_tous")
    return ask_file(parent, textes("suivi.pieces.choisir_titre"), *filtres)


def dropped_files(donnees: QMimeData) -> tuple[Path, ...]:
    """The files of this computer among what is being dropped."""
    return tuple(Path(url.toLocalFile()) for url in donnees.urls() if url.isLocalFile())
