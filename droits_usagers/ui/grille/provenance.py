"""Who wrote a document, for when it was promised and when it came: folded, for most of them say none of it."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.grille import Source
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Avis, BoutonDepliant, Champ, Colonne, Intitule, LigneTexte
from droits_usagers.ui.grille.champ_jour import ChampJour


class VoletProvenance(QWidget):
    """A line, and three fields under it once it is pressed, or as soon as one of them says something."""

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        say = textes.under("grille.source_")
        self.deplier = BoutonDepliant(say("provenance"))
        self.auteur = LigneTexte()
        self.promis, self.recu = ChampJour(textes, "promis", a_venir=True), ChampJour(textes, "recu")
        self._plies = QWidget()
        plies = Colonne(self._plies, ecart=12)
        for champ in (Champ(Intitule(say("auteur"), say("auteur_aide")), self.auteur), self.promis, self.recu):
            plies.addWidget(champ)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(self.deplier, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self._plies)
        self._plies.hide()
        self.deplier.toggled.connect(self._plies.setVisible)

    def show_source(self, source: Source | None) -> None:
        """As it has them; None for a new one."""
        self.auteur.setText(source.auteur if source else "")
        self.promis.show_day(source.promis_le if source else None)
        self.recu.show_day(source.recu_le if source else None)
        self.deplier.setChecked(any(self.typed))

    @property
    def typed(self) -> tuple[str, str, str]:
        """As it is written."""
        return self.auteur.text().strip(), self.promis.typed, self.recu.typed

    def refuse(self, today: dt.date) -> Avis | None:
        """Says, in view, why a day cannot be kept; None when they all can."""
        if self.promis.typed or self.recu.typed:
            self.deplier.setChecked(True)
        return self.promis.refuse(today) or self.recu.refuse(today)

    def conceal(self, *, masque: bool) -> None:
        """Hides the author, or shows it again."""
        self.auteur.setEchoMode(LigneTexte.EchoMode.Password if masque else LigneTexte.EchoMode.Normal)
