"""« Ouvrir un coffre »: its file, its phrase, and a sentence in place for each reason why it may not open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import SUFFIXE_COFFRE
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.coffre.champ_phrase import ChampPhrase
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.composants import Avis, BoutonLien, BoutonSecondaire, Intitule
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.choix_fichier import ChoixFichier, UsageFichier, documents
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

#: What a backup may mend: a wrong phrase and a damaged beginning can look the same.
REPARABLES = frozenset({Panne.COFFRE_ABIME, Panne.COFFRE_ILLISIBLE, Panne.COFFRE_VIDE, Panne.PHRASE_REFUSEE})


class EcranOuvrir(EcranCoffre):
    """Opens, or says why not and what is safe. The phrase leaves the screen as soon as it was used."""

    #: What can be done about this file, with the phrase that was typed.
    secours_asked = Signal(object, str)
    #: There is none yet.
    creation_asked = Signal()

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "ouvrir", parent)
        self._acces = AccesCoffre(contexte)
        self.fichier = ChoixFichier(self.textes, Intitule(self.say("fichier")), UsageFichier.OUVRIR)
        self.phrase = ChampPhrase(self.textes, self.say("phrase_de_passe"))
        self.colonne.addWidget(self.fichier)
        self.colonne.addWidget(self.phrase)
        self.colonne.addLayout(self.dit)
        creer = BoutonLien(self.say("creer"))
        creer.clicked.connect(self.creation_asked)
        self.colonne.addWidget(creer, 0, Qt.AlignmentFlag.AlignLeading)
        self.colonne.addStretch(1)
        self.fichier.path_changed.connect(self.hush)
        self.phrase.ligne.textEdited.connect(self.hush)

    def start(self) -> None:
        """On the phrase when the file is known already, or is the only coffre where papers are kept: nothing is remembered."""
        if self.fichier.chemin is None:
            reponses = Reponses(self, self._on_found, lambda _: None)
            self._acces.on_path(lambda _: tuple(documents().glob(f"*{SUFFIXE_COFFRE}")), reponses)
        self._acces.prepare(self)
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

    def cover(self) -> None:
        """The phrase; nothing else."""
        self.phrase.cover()

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
            avis = self._tell_phrase(self.contexte.operations.sentence(error))
        else:
            avis = self.tell_failure(error)
            self.suite.setFocus()
        if error.panne in REPARABLES:
            secours = BoutonSecondaire(self.say("secours"))
            secours.clicked.connect(self._on_help_asked)
            avis.add_button(secours)

    def _tell_phrase(self, texte: str) -> Avis:
        avis = self.phrase.say(texte, mot=self.textes("commun.avis.attention"))
        self.phrase.ligne.setFocus()
        self.phrase.ligne.selectAll()
        return avis

    def _on_help_asked(self) -> None:
        chemin = self._path()
        if chemin is not None:
            self.secours_asked.emit(chemin, self.phrase.phrase)
