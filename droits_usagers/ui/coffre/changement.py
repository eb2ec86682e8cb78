"""« Changer la phrase »: the present one, the new one, then what to do with backups that open with the former one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffre.valeurs import Sauvegarde
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.coffre.champ_phrase import ChampPhrase
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.coffre.nouvelle_phrase import Choisie, NouvellePhrase
from droits_usagers.ui.composants import BoutonSecondaire, Nature
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class EcranChangement(EcranCoffre):
    """Changes the phrase of the opened coffre."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "changement", parent)
        self._acces = AccesCoffre(contexte)
        self.actuelle = ChampPhrase(self.textes, self.say("actuelle"))
        self.nouvelle = NouvellePhrase(contexte, self.say("nouvelle"))
        self.colonne.addWidget(self.actuelle)
        self.colonne.addWidget(self.nouvelle)
        self.colonne.addLayout(self.dit)
        self.colonne.addStretch(1)

    def start(self) -> None:
        """On the present phrase."""
        self.actuelle.ligne.setFocus()

    def clear(self) -> None:
        """Forgets both phrases."""
        super().clear()
        self.actuelle.clear()
        self.nouvelle.clear()

    def go_on(self) -> None:
        """Changes it."""
        if self.actuelle.phrase:
            self.nouvelle.choose(self._change)
        else:
            self._tell_actuelle(self.say("actuelle_absente"))

    def _change(self, choisie: Choisie) -> None:
        actuelle = self.actuelle.phrase
        self.wait(attente=True)
        self._acces.write(
            lambda coffre: coffre.change_phrase(actuelle, choisie.phrase, accept_weak=choisie.faible),
            Reponses(self, self._on_changed, self._on_failure),
        )

    def _on_changed(self, anciennes: Sequence[Sauvegarde]) -> None:
        self.wait(attente=False)
        self.clear()
        if not anciennes:
            self.tell(self.say("fait"), nature=Nature.BIEN)
            return
        avis = self.tell(
            self.say("anciennes" if len(anciennes) > 1 else "ancienne_une", nombre=len(anciennes)), nature=Nature.ATTENTION
        )
        refaire = BoutonSecondaire(self.say("refaire"))
        refaire.clicked.connect(self._remake)
        avis.add_button(refaire)
        refaire.setFocus()

    def _remake(self) -> None:
        self.wait(attente=True)
        reponses = Reponses(self, self._on_remade, self._on_failure)
        self._acces.write(lambda coffre: coffre.remake_backups(), reponses)

    def _on_remade(self, _: Sauvegarde) -> None:
        self.wait(attente=False)
        self.tell(self.say("refaites"), nature=Nature.BIEN)

    def _on_failure(self, error: ExpectedError) -> None:
        self.wait(attente=False)
        if error.panne is Panne.PHRASE_REFUSEE:
            # A file damaged under the program refuses every phrase: not before it was read is the phrase to blame.
            refusee = Reponses(self, lambda _: self._tell_actuelle(self.say("actuelle_refusee")), self.tell_failure)
            self._acces.ask(Coffre.etat, refusee)
        else:
            self.tell_failure(error)

    def _tell_actuelle(self, texte: str) -> None:
        self.actuelle.say(texte, mot=self.textes("commun.avis.attention"))
        self.actuelle.ligne.setFocus()
        self.actuelle.ligne.selectAll()
