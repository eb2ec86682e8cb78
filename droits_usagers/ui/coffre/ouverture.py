"""« Ouvrir un coffre »: its file, its phrase, and a sentence in place for each reason why it may not open."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.coffre.acces import AccesCoffre
from droits_usagers.ui.coffre.champ_phrase import ChampPhrase
from droits_usagers.ui.coffre.choix_fichier import SUFFIXE, ChoixFichier, Usage, documents
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.composants import BoutonSecondaire, Intitule, Nature
from droits_usagers.ui.operations import Reponses
from droits_usagers.ui.page import Contexte

#: What a backup can mend.
_REPARABLES = frozenset({Panne.COFFRE_ABIME, Panne.COFFRE_VIDE})


class EcranOuvrir(EcranCoffre):
    """Opens, or says why not and what is safe. The phrase leaves the screen as soon as it was used."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "ouvrir", parent)
        self._acces = AccesCoffre(contexte)
        self.fichier = ChoixFichier(self.textes, Intitule(self.say("fichier")), Usage.OUVRIR)
        self.phrase = ChampPhrase(self.textes, self.say("phrase_de_passe"))
        self.colonne.addWidget(self.fichier)
        self.colonne.addWidget(self.phrase)
        self.colonne.addLayout(self.dit)
        self.colonne.addStretch(1)
        self.fichier.path_changed.connect(self.hush)
        self.phrase.ligne.textEdited.connect(self.hush)

    def start(self) -> None:
        """On the phrase when the file is known already, or is the only coffre where papers are kept: nothing is remembered."""
        if self.fichier.chemin is None:
            reponses = Reponses(self, self._on_found, lambda _: None)
            self._acces.on_path(lambda _: tuple(documents().glob(f"*{SUFFIXE}")), reponses)
        self._focus()

    def _on_found(self, coffres: Sequence[Path]) -> None:
        if len(coffres) == 1 and self.fichier.chemin is None:
            self.fichier.show_path(coffres[0])
            self._focus()

    def _focus(self) -> None:
        known = self.fichier.chemin is not None
        (self.phrase.ligne if known else self.fichier.ligne).setFocus()

    def clear(self) -> None:
        """Forgets the phrase, and the path."""
        super().clear()
        self.phrase.clear()
        self.fichier.clear()

    def go_on(self) -> None:
        """Opens."""
        chemin = self._path()
        if chemin is None:
            return
        if not self.phrase.phrase:
            self._tell_phrase(self.say("phrase_absente"))
            return
        self.wait(attente=True)
        phrase = self.phrase.phrase
        reponses = Reponses(self, self._on_opened, self._on_failure)
        self._acces.on_path(lambda coffres: coffres.open(chemin, phrase), reponses)

    def _path(self) -> Path | None:
        chemin = self.fichier.chemin
        if chemin is None:
            self.fichier.say(self.say("fichier_absent"), mot=self.textes("commun.avis.attention"))
            self.fichier.ligne.setFocus()
        return chemin

    def _on_opened(self, coffre: Coffre) -> None:
        self.wait(attente=False)
        self.phrase.clear()
        self.coffre_opened.emit(coffre)

    def _on_failure(self, error: ExpectedError) -> None:
        self.wait(attente=False)
        if error.panne is Panne.PHRASE_REFUSEE:
            self._tell_phrase(self.contexte.operations.sentence(error))
            return
        avis = self.tell_failure(error)
        if error.panne in _REPARABLES:
            avis.add_button(self._button("remettre", self._on_restore_asked))
        self.suite.setFocus()

    def _tell_phrase(self, texte: str) -> None:
        self.phrase.say(texte, mot=self.textes("commun.avis.attention"))
        self.phrase.ligne.setFocus()
        self.phrase.ligne.selectAll()

    # A damaged coffre: its backups, in two clicks.

    def _on_restore_asked(self) -> None:
        chemin = self._path()
        if chemin is not None:
            self._acces.on_path(lambda coffres: coffres.backups_of(chemin), Reponses(self, self._on_backups, self._on_failure))

    def _on_backups(self, sauvegardes: Sequence[Path]) -> None:
        if not sauvegardes:
            self.tell(self.say("aucune_sauvegarde"))
            return
        avis = self.tell(self.say("remettre_phrase"), nature=Nature.INFORMATION)
        oui = self._button("remettre_oui", self._restore)
        avis.add_button(oui)
        oui.setFocus()

    def _restore(self) -> None:
        chemin = self._path()
        if chemin is not None:
            phrase = self.phrase.phrase
            self.wait(attente=True)
            reponses = Reponses(self, self._on_restored, self._on_failure)
            self._acces.on_path(lambda coffres: coffres.restore(chemin, phrase), reponses)

    def _on_restored(self, abime: Path | None) -> None:
        self.wait(attente=False)
        fait = self.say("remis", fichier=abime.name) if abime is not None else self.say("remis_sans_reste")
        self.tell(fait, nature=Nature.BIEN)
        self.suite.setFocus()

    def _button(self, id_: str, action: Callable[[], None]) -> BoutonSecondaire:
        bouton = BoutonSecondaire(self.say(id_))
        bouton.clicked.connect(action)
        return bouton
