"""A digest read from a paper, looked for in the journal of the opened coffre."""

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.dossiers import TeteJournal, read_head
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.composants import BoutonSecondaire, Champ, Colonne, Intitule, LigneTexte, Nature
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class RechercheEmpreinte(QWidget):
    """What the journal says of what is typed is said under it."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._textes = contexte.textes
        self._say = self._textes.under("coffre_ecran.etat")
        self.ligne = LigneTexte()
        self.champ = Champ(Intitule(self._say("empreinte"), self._say("empreinte_aide")), self.ligne)
        self.chercher = BoutonSecondaire(self._say("empreinte_chercher"), icone="rechercher")
        self.champ.add_below(self.chercher)
        Colonne(self).addWidget(self.champ)
        self.chercher.clicked.connect(self._look)
        self.ligne.textChanged.connect(self.champ.hush)

    def _look(self) -> None:
        tete = read_head(self.ligne.text())
        if tete is None:
            self._tell(self._say("empreinte_illisible"), Nature.ATTENTION)
            return
        reponses = Reponses(self, lambda la: self._on_found(tete, la=la), self._on_failure)
        AccesCoffre(self._contexte).ask(lambda coffre: coffre.holds_line(tete), reponses)

    def _on_found(self, tete: TeteJournal, *, la: bool) -> None:
        texte = self._say("empreinte_trouvee" if la else "empreinte_absente", ligne=tete.ligne)
        self._tell(texte, Nature.BIEN if la else Nature.ATTENTION)

    def _tell(self, texte: str, nature: Nature) -> None:
        self.champ.say(texte, mot=self._textes(f"commun.avis.{nature}"), nature=nature)

    def _on_failure(self, error: ExpectedError) -> None:
        self._tell(self._contexte.operations.sentence(error), Nature.ATTENTION)
