"""One date of a dossier: what it is for, when, how sure, what has to be known at once, and « Pourquoi cette date ? »."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.ecran import EcheanceMontree
from droits_usagers.services.dossier.faits import Manque
from droits_usagers.ui.composants import Avis, BoutonDepliant, BoutonLien, BoutonSecondaire, Colonne, Libelle, Nature
from droits_usagers.ui.composants.theme import Teinte


class VueEcheance(QWidget):
    """Its explanation is folded until it is asked for; all but the title of what is nobody's act is."""

    #: The explanation is to be copied (`annexe`), and it is to be said here (`say`).
    copy_asked = Signal(object)

    def __init__(self, textes: Textes, echeance: EcheanceMontree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._echeance = echeance
        teinte = Teinte.RETARD if echeance.presse else Teinte.DOUX if echeance.douce else Teinte.TEXTE
        colonne = Colonne(self, ecart=2)
        quand = " · ".join((echeance.quand, *echeance.marques))
        if not echeance.repliee:
            colonne.addWidget(Libelle(echeance.titre, gras=True))
            colonne.addWidget(Libelle(quand, teinte=teinte))
        for texte in echeance.avertissements:
            colonne.addWidget(Libelle(texte))
        pourquoi = textes("suivi.panneau.pourquoi")
        self.pourquoi = BoutonDepliant(echeance.titre if echeance.repliee else pourquoi)
        self.pourquoi.setAccessibleName(echeance.titre if echeance.repliee else f"{pourquoi} {echeance.titre}")
        self._explications = (quand, *echeance.explications) if echeance.repliee else echeance.explications
        self.pourquoi.toggled.connect(self._on_toggled)
        colonne.addWidget(self.pourquoi, 0, Qt.AlignmentFlag.AlignLeading)
        self.explication = QWidget()
        lignes = Colonne(self.explication, ecart=6, marges=(12, 0, 0, 4))
        for texte in self._explications:
            lignes.addWidget(Libelle(texte, teinte=Teinte.DOUX))
        self.copier = BoutonLien(textes("suivi.panneau.copier"), icone="copier")
        self.copier.setAccessibleName(textes("suivi.panneau.copier_nom", titre=echeance.titre))
        self.copier.clicked.connect(lambda _checked=False: self.copy_asked.emit(self))
        lignes.addWidget(self.copier, 0, Qt.AlignmentFlag.AlignLeading)
        self._lignes = lignes
        self._dit: Avis | None = None
        self.explication.hide()
        colonne.addWidget(self.explication)

    @property
    def annexe(self) -> str:
        """The explanation, as text for someone else to read."""
        return self._echeance.annexe

    def say(self, texte: str, *, mot: str, nature: Nature) -> None:
        """Says what became of it, under the button."""
        if self._dit is None:
            self._dit = Avis(texte, mot=mot, nature=nature)
            self._lignes.addWidget(self._dit)
        self._dit.say(texte, mot=mot, nature=nature)
        self._dit.show()

    def _on_toggled(self, montre: bool) -> None:  # noqa: FBT001 - Qt
        self.explication.setVisible(montre)
        self.pourquoi.setAccessibleDescription("\n".join(self._explications) if montre else "")


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
