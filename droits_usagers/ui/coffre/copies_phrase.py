"""What one can do so as not to lose a phrase: print it on a sheet to keep under lock, or copy it for thirty seconds."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.coffre.champ_phrase import ChampPhrase
from droits_usagers.ui.composants import BoutonLien, Colonne, Libelle, Rangee
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class CopiesPhrase(QWidget):
    """Works on what the field holds at that moment."""

    def __init__(self, contexte: Contexte, champ: ChampPhrase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._champ = champ
        textes, sorties = contexte.textes, contexte.sorties()
        self.imprimer = BoutonLien(textes("coffre_ecran.copies.imprimer"), icone="imprimer")
        self.copier = BoutonLien(textes("commun.copier"), icone="copier")
        self._dit = Libelle(teinte=Teinte.DOUX)
        self._dit.hide()
        rangee = Rangee(ecart=8)
        rangee.addWidget(self.imprimer)
        rangee.addWidget(self.copier)
        rangee.addStretch(1)
        colonne = Colonne(self, ecart=4)
        colonne.addLayout(rangee)
        colonne.addWidget(self._dit)
        self.imprimer.setVisible(sorties.allows(Sortie.IMPRIMER))
        self.copier.setVisible(sorties.allows(Sortie.COPIER))
        self.imprimer.clicked.connect(self._print)
        self.copier.clicked.connect(self._copy)

    def clear(self) -> None:
        """Takes back what was said."""
        self._dit.setText("")
        self._dit.hide()
        self.hide()

    def say(self, texte: str) -> None:
        """Says what was just done, or why not."""
        self._dit.setText(texte)
        self._dit.show()

    def _print(self) -> None:
        services, phrase = self._contexte.services, self._champ.phrase

        def lay_out() -> Libre[Sequence[Liasse]]:
            libre = services.controle.release_document(services.phrases.sheet(phrase))
            return libre.map(lambda feuille: [services.courriers.liasse(feuille)])

        self._contexte.operations.run(services.rendu, lay_out, Reponses(self, self._on_laid_out, self.say_failure))

    def _on_laid_out(self, liasses: Libre[Sequence[Liasse]]) -> None:
        if (
            self._contexte.operations.attempt(lambda: self._contexte.sorties().print_pages(liasses), self.say_failure)
            is not None
        ):
            self.say(self._contexte.textes("coffre_ecran.copies.imprimee"))

    def _copy(self) -> None:
        def put() -> bool:
            phrase = self._champ.phrase
            libre = self._contexte.services.controle.release_as_is(phrase)
            self._contexte.sorties().copy_text(libre, secret=True)
            return True

        if self._contexte.operations.attempt(put, self.say_failure):
            self.say(self._contexte.textes("coffre_ecran.copies.copiee"))

    def say_failure(self, error: ExpectedError) -> None:
        """Says why not."""
        self.say(self._contexte.operations.sentence(error))
