"""The law counts from the receipt: when nobody knows that day, it is asked for, with what shows it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.preuves import Manque
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Nature


class VuePreuve(QWidget):
    """Says what is lacking, and offers to give it."""

    note_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, textes: Textes, manque: Manque, *, lecture_seule: bool) -> None:
        super().__init__()
        avis = Avis(textes(f"suivi.preuve.{manque}"), mot=textes("suivi.preuve.titre"), nature=Nature.ATTENTION)
        Colonne(self).addWidget(avis)
        if lecture_seule:
            return
        noter = BoutonSecondaire(textes("suivi.preuve.noter"))
        noter.clicked.connect(lambda _checked=False: self.note_wanted.emit())
        avis.add_button(noter)
        if manque is Manque.RECEPTION:
            joindre = BoutonSecondaire(textes("suivi.preuve.joindre"))
            joindre.clicked.connect(lambda _checked=False: self.file_wanted.emit())
            avis.add_button(joindre)
