"""What takes the place of a dossier while something is said about it: what is asked scrolls, what is pressed stays in sight."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Colonne, Defilement, Pied
from droits_usagers.ui.composants.champ import fill_fields, read_fields

#: What one does in the panel of a dossier: `DossierRegarde` gives itself to it. It is about the dossier shown.
GestePanneau: TypeAlias = Callable[[Any], object]


class FormulaireDossier(QWidget):
    """Its words are those under `mots`."""

    #: A `GestePanneau`: what was given.
    geste = Signal(object)
    #: The person goes back without giving anything.
    left = Signal()

    def __init__(self, textes: Textes, mots: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._say = textes.under(mots)
        #: What it was opened with, that the dossier does not say; what it held then.
        self.ouvert: dict[str, str] = {}
        self._depart: dict[str, str] = {}
        self.retour = BoutonSecondaire(self._say("retour"), icone="retour")
        self.retour.clicked.connect(self.left)

    def begin(self) -> None:
        """What it holds now was not typed."""
        self._depart = read_fields(self)

    @property
    def typed(self) -> dict[str, str]:
        """What its fields hold, if any of that was typed, or chosen; nothing otherwise."""
        champs = read_fields(self)
        return champs if self.ouvert or champs != self._depart else {}

    def put_back(self, champs: Mapping[str, str]) -> None:
        """What was typed before."""
        fill_fields(self, champs)

    def _fill(self, *parties: QWidget | QLayout, donner: BoutonPrimaire | None = None, ecart: int = 12) -> None:
        """One under the other, then the way back and, where one thing is given, the button that gives it."""
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=ecart, marges=(0, 0, 12, 12))
        for partie in parties:
            if isinstance(partie, QLayout):
                colonne.addLayout(partie)
            else:
                colonne.addWidget(partie)
        colonne.addStretch(1)
        page = Colonne(self)
        page.addWidget(Defilement(contenu), 1)
        if donner is None:
            page.addWidget(self.retour, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            page.addLayout(Pied(self.retour, donner))
