"""The locked coffre: nothing of anyone, the name of the file, and a field for the phrase."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.coffre.champ_phrase import LignePhrase
from droits_usagers.ui.coffre.ouverture import REPARABLES
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Icone,
    Intitule,
    Libelle,
    Nature,
    Pied,
    Titre,
)
from droits_usagers.ui.composants.entendre import GROUPE
from droits_usagers.ui.composants.mise_en_page import keep_in_sight
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.fenetre.verrouillage import Fermeture
from droits_usagers.ui.socle.operations import ABIMES, Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


class Verrou(QWidget):
    """Says that the coffre is being closed, then what was kept in it; asks for the phrase and opens it again."""

    entendu = GROUPE
    #: The coffre is opened again; true when the screen was to be hidden meanwhile.
    unlocked = Signal(object, bool)
    #: The person goes on without it.
    left = Signal()
    #: What can be done about this file, with the phrase that was typed.
    secours_wanted = Signal(object, str)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._chemin, self._fermeture = Path(), Fermeture()
        self._again = False
        textes = contexte.textes
        self.setAccessibleName(textes("verrou.titre"))
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(24, 24, 24, 24))
        colonne.addStretch(1)
        colonne.addWidget(Icone("verrou", taille=40, teinte=Teinte.DOUX))
        self._titre = Titre(textes("verrou.titre"))
        colonne.addWidget(self._titre)
        self._phrase = Libelle()
        colonne.addWidget(self._phrase)
        self._fichier = Libelle(teinte=Teinte.DOUX)
        colonne.addWidget(self._fichier)
        #: What was not kept, and why.
        self.perdu = Avis(mot="", nature=Nature.ATTENTION)
        self.perdu.hide()
        colonne.addWidget(self.perdu)
        colonne.addWidget(self._make_field())
        colonne.addStretch(1)
        self._defilement = keep_in_sight(self._make_buttons(), self, contenu, largeur=480)

    def _make_field(self) -> Champ:
        self.saisie = LignePhrase()
        self.champ = Champ(Intitule(self._contexte.textes("verrou.champ")), self.saisie)
        return self.champ

    def _make_buttons(self) -> QWidget:
        textes = self._contexte.textes
        self.quitter = BoutonSecondaire(textes("verrou.quitter"))
        self.quitter.clicked.connect(self._leave)
        self.ouvrir = BoutonPrimaire(textes("verrou.ouvrir"), touche=textes("commun.entree"))
        self.ouvrir.clicked.connect(self._open)
        self.ouvrir.bind_enter(self)
        pied = QWidget()
        Pied(self.quitter, self.ouvrir, dans=pied, marges=(24, 20, 24, 24))
        return pied

    def show_locked(self, chemin: Path, fermeture: Fermeture, raisons: str) -> None:
        """Ready for the phrase of this coffre, once said how locking went, and why not all was kept."""
        self._chemin, self._fermeture = chemin, fermeture
        textes = self._contexte.textes
        self._say(textes(fermeture.titre), fermeture.words(textes), raisons)
        self._fichier.setText(textes("verrou.fichier", fichier=chemin.name))
        self.perdu.setVisible(bool(raisons))
        if raisons:
            self.perdu.say(raisons, mot=textes("commun.avis.attention"), nature=Nature.ATTENTION)
        self.saisie.clear()
        self.champ.hush()
        self._set_busy(busy=False)
        self.saisie.setFocus(Qt.FocusReason.OtherFocusReason)
        self._defilement.bring_into_view(self.champ)

    def _say(self, titre: str, comment: str, raisons: str = "") -> None:
        dits = [titre, comment]
        self._titre.setText(dits[0])
        self._phrase.setText(dits[1])
        self.setAccessibleName(" ".join(filter(None, (f"{dits[0]}. {dits[1]}", raisons))))

    def cover(self) -> None:
        """To be hidden, while it hides already: a phrase that was begun goes, and what it was about to open is locked again."""
        self._again = True
        self.saisie.clear()

    def show_closing(self) -> None:
        """While drafts are being kept: nothing is known yet, and nothing can be asked."""
        self._set_busy(busy=True)
        textes = self._contexte.textes
        self._say(textes("verrou.titre_fermeture"), textes("verrou.fermeture"))
        self._fichier.setText("")
        self.perdu.hide()

    def show_delayed(self) -> None:
        """The disk is slow."""
        textes = self._contexte.textes
        self._say(textes("verrou.titre_fermeture"), textes("verrou.lent"))

    def _set_busy(self, *, busy: bool) -> None:
        for widget in (self.champ, self.ouvrir, self.quitter):
            widget.setEnabled(not busy)

    def _open(self) -> None:
        phrase, chemin = self.saisie.text(), self._chemin
        if not phrase:
            self.saisie.setFocus()
            return
        textes = self._contexte.textes
        self._again = False
        self._set_busy(busy=True)
        self.champ.say(textes("verrou.attente"), mot=textes("commun.avis.information"), nature=Nature.INFORMATION)
        services = self._contexte.services
        self._contexte.operations.run(
            services.travail, lambda: services.coffres.open(chemin, phrase), Reponses(self, self._on_opened, self._on_refused)
        )

    def _on_opened(self, coffre: "Coffre") -> None:
        self.saisie.clear()
        self.champ.hush()
        self.unlocked.emit(coffre, self._again)

    def _on_refused(self, error: ExpectedError) -> None:
        self._set_busy(busy=False)
        textes = self._contexte.textes
        phrase = self._contexte.operations.sentence(error)
        avis = self.champ.say(phrase, mot=textes("commun.avis.arret"), nature=Nature.ARRET)
        if error.panne in ABIMES:
            self._phrase.setText(self._fermeture.words_of_file(textes))
        if error.panne in REPARABLES:
            secours = BoutonSecondaire(textes("verrou.secours"))
            secours.clicked.connect(self._on_help_asked)
            avis.add_button(secours)
        self._defilement.bring_into_view(avis)
        self.saisie.selectAll()
        self.saisie.setFocus()

    def _leave(self) -> None:
        self.saisie.clear()
        self.champ.hush()
        self.left.emit()

    def _on_help_asked(self) -> None:
        phrase = self.saisie.text()
        self.saisie.clear()
        self.secours_wanted.emit(self._chemin, phrase)
