"""Where the letter would be, when an answer excludes it: why, and the demarches that can be started instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Avis, BoutonListe, Colonne, Nature, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all


@dataclass(frozen=True, slots=True)
class VoieProposee:
    """A demarche to start instead, as it is called and as a person would say it; or another letter, « /étape », of the same."""

    demarche: str
    titre: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Explication:
    """Why there is no letter, and where to go instead."""

    texte: str = ""
    voies: tuple[VoieProposee, ...] = ()
    #: True when nothing is excluded: an answer is only awaited.
    attendue: bool = False
    #: True when there is nothing left to ask for: that is good news.
    finie: bool = False

    @property
    def nature(self) -> Nature:
        """How it is to be heard."""
        if self.finie:
            return Nature.BIEN
        return Nature.INFORMATION if self.attendue else Nature.ATTENTION


_MOTS = {Nature.BIEN: "rien_a_ecrire", Nature.INFORMATION: "pas_encore", Nature.ATTENTION: "pas_de_lettre"}


class Detour(QWidget):
    """Says it, with one button per demarche. `demarche_wanted` names the one chosen."""

    demarche_wanted = Signal(str)

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._explication = Explication()
        self._avis = Avis("", mot="")
        self._autres = Titre(textes("assistant.detour.autres"), niveau=2)
        self._liste = Colonne(ecart=8)
        self._boutons: list[BoutonListe] = []
        colonne = Colonne(self, ecart=12)
        colonne.addWidget(self._avis)
        colonne.addWidget(self._autres)
        colonne.addLayout(self._liste)

    def say(self, explication: Explication) -> None:
        """Says why; once is enough, as the person goes on typing elsewhere."""
        if explication == self._explication:
            return
        self._explication = explication
        self._avis.say(
            explication.texte, mot=self._textes(f"assistant.apercu.{_MOTS[explication.nature]}"), nature=explication.nature
        )
        self._autres.setVisible(bool(explication.voies))
        self._boutons = [self._button(voie) for voie in explication.voies]
        replace_all(self._liste, self._boutons)

    def _button(self, voie: VoieProposee) -> BoutonListe:
        bouton = BoutonListe(voie.titre, voie.phrase, icone="suite")
        bouton.clicked.connect(lambda _checked=False: self.demarche_wanted.emit(voie.demarche))
        return bouton

    def stops(self) -> Sequence[QWidget]:
        """What Tab stops at, in order."""
        return self._boutons
