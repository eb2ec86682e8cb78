"""What is said above the list: what became of what was asked of it, how far it is, and what can be done about it."""

from collections.abc import Callable
from typing import assert_never

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Nature
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.suivi.dossiers_choisis import DitGesteListe, GesteListeEnCours, GesteListeFait, GesteListeRefuse, Suites


class AnnonceListe(Colonne):
    """One thing at a time. `stop`: what is being done to many stops there."""

    def __init__(self, textes: Textes, stop: Callable[[], None]) -> None:
        super().__init__()
        self._textes, self._stop = textes, stop
        #: What is being done to many, while it is said.
        self._en_cours: Avis | None = None

    def tell(self, texte: str, *, nature: Nature) -> Avis:
        """Says something in place of what was said before."""
        avis = Avis(texte, mot=self._textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self, (avis,))
        self._en_cours = None
        return avis

    def hush(self) -> None:
        """Takes back what was said."""
        self._en_cours = None
        replace_all(self, ())

    def show_work(self, dit: DitGesteListe) -> None:
        """What becomes of what was asked."""
        match dit:
            case GesteListeFait(phrase, suites):
                self._offer(self.tell(phrase, nature=Nature.BIEN), suites)
            case GesteListeEnCours(phrase):
                self._show_progress(phrase)
            case GesteListeRefuse(phrase):
                self.tell(phrase, nature=Nature.ATTENTION)
            case _:
                assert_never(dit)

    @staticmethod
    def _offer(avis: Avis, suites: Suites) -> None:
        boutons = [BoutonSecondaire(mot) for mot, _ in suites]
        for bouton, (_, action) in zip(boutons, suites, strict=True):
            bouton.clicked.connect(action)
        avis.add_button(*boutons)

    def _show_progress(self, dit: str) -> None:
        if self._en_cours is None:
            self._en_cours = self.tell(dit, nature=Nature.INFORMATION)
            arreter = BoutonSecondaire(self._textes("liste.en_cours.arreter"))
            arreter.clicked.connect(self._stop)
            self._en_cours.add_button(arreter)
        else:
            self._en_cours.say(dit, mot=self._textes("commun.avis.information"))
