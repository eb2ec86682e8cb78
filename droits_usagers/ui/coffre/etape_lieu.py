"""Where the coffre will be: a path, and a warning when a synchronisation program copies that folder elsewhere."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from droits_usagers.ui.composants import Avis, Colonne, Intitule, Libelle, Nature
from droits_usagers.ui.composants.entendre import PartNommee
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.choix_fichier import ChoixFichier, UsageFichier
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class EtapeLieu(PartNommee):
    """The first step."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = contexte.textes
        self._say = self._textes.under("coffre_ecran.creer")
        self._acces = AccesCoffre(contexte)
        self.fichier = ChoixFichier(self._textes, Intitule(self._say("fichier"), self._say("fichier_aide")), UsageFichier.CREER)
        self.synchronise = Avis("", mot="", nature=Nature.ATTENTION)
        self.synchronise.hide()
        colonne = Colonne(self, ecart=16)
        colonne.addWidget(Libelle(self._say("lieu"), teinte=Teinte.DOUX))
        colonne.addWidget(self.fichier)
        colonne.addWidget(self.synchronise)
        self.fichier.path_changed.connect(self._look)
        self.setFocusProxy(self.fichier)

    @property
    def chemin(self) -> Path | None:
        """What was chosen."""
        return self.fichier.chemin

    def propose(self, chemin: Path) -> None:
        """Proposes a place."""
        self.fichier.show_path(chemin)
        self._look()

    def is_ready(self) -> bool:
        """True when one can go on; otherwise says what is missing."""
        if self.chemin is None:
            self.fichier.say(self._say("fichier_absent"), mot=self._textes("commun.avis.attention"))
            self.fichier.ligne.setFocus()
        return self.chemin is not None

    def clear(self) -> None:
        """Forgets the path."""
        self.fichier.clear()
        self.synchronise.hide()

    def _look(self) -> None:
        chemin = self.chemin
        if chemin is not None:
            reponses = Reponses(self, self._on_looked, lambda _: self.synchronise.hide())
            self._acces.on_path(lambda coffres: coffres.synchronised_by(chemin), reponses)

    def _on_looked(self, programme: str) -> None:
        if programme:
            texte = self._say("synchronise", programme=programme)
            self.synchronise.say(texte, mot=self._textes("commun.avis.attention"), nature=Nature.ATTENTION)
        self.synchronise.setVisible(bool(programme))
