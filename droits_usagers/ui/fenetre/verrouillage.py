"""Locks a coffre in the right order: cover, keep the drafts encrypted, close the file, and say what was kept.

The window covers itself first. What is being kept has a second; then the file is closed, after what was already handed to its
worker. Only once it is closed is it said which: until then, nothing is known for sure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.promesses import Preuve, proves
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.travail import Priorite
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
from droits_usagers.ui.fenetre.ecrans import Pages
from droits_usagers.ui.socle.destination import Destination
from droits_usagers.ui.socle.operations import ABIMES, Operations, Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


@proves
def all_answered(attendus: int, raisons: Sequence[str]) -> bool:
    """True if no screen is still writing, and none says why something is not kept: each reads back what it wrote."""
    return not attendus and not raisons


@dataclass(frozen=True, slots=True)
class Fermeture:
    """`fermee`: that the file is closed. `gardee`: that all that was begun is in it."""

    fermee: Preuve | None = None
    gardee: Preuve | None = None

    @property
    def titre(self) -> str:
        """The id of its title: of a file that may still be open, only the screen is known to be hidden."""
        return "verrou.titre_fermeture" if self.fermee is None else "verrou.titre"

    def words(self, textes: Textes) -> str:
        """What became of the file, and of what was begun."""
        if self.fermee is None:
            return textes("verrou.mal_ferme")
        if self.gardee is None:
            return textes.promise("verrou.perdu", self.fermee)
        return textes.promise("verrou.phrase", self.fermee, self.gardee)

    def words_of_file(self, textes: Textes) -> str:
        """The same of a coffre that turns out to be damaged: what was said of a draft is only true of one that can be read."""
        return textes("verrou.mal_ferme") if self.fermee is None else textes.promise("verrou.ferme", self.fermee)


#: What keeping drafts may take before the file is closed all the same, in milliseconds.
LIMITE_MS = 1_000


class Verrouillage(QObject):
    """Its steps may wait for the coffre's worker."""

    #: Every screen is empty: of which file, how that went, and what was not kept, and why.
    locked = Signal(object, object, str)
    #: The disk is slow: it is still writing.
    delayed = Signal()

    def __init__(self, services: Services, operations: Operations, pages: Pages) -> None:
        super().__init__(pages)
        self._services = services
        self._operations = operations
        self._pages = pages
        #: Where one was, to come back to it.
        self.place = Destination("")
        self._limite = QTimer(self, singleShot=True, interval=LIMITE_MS)
        self._limite.timeout.connect(self._hurry)
        #: Counts the times: what answers late says nothing of the one after.
        self._tour = 0
        self._waiting = 0
        self._raisons: list[str] = []

    def start(self) -> None:
        """Stops long work, keeps every draft, then goes on by itself."""
        self._services.travail.cancel_bulk()
        pages = tuple(self._pages)
        self._tour += 1
        self._waiting, self._raisons = len(pages), self._read_only()
        self._limite.start()
        for page in pages:
            page.keep_draft(partial(self._on_kept, self._tour))
        if not pages:
            self._close()

    def _read_only(self) -> list[str]:
        coffre = self._services.seance.coffre
        lue = coffre is not None and coffre.lecture_seule and self._pages.occupied
        return [self._services.catalogue.textes("verrou.lecture_seule")] if lue else []

    def _on_kept(self, tour: int, raison: str) -> None:
        if tour != self._tour or not self._waiting:
            return
        self._waiting -= 1
        if raison:
            self._raisons.append(raison)
        if self._waiting == 0 and self._limite.isActive():
            self._close()

    def _hurry(self) -> None:
        """The second is over: the file is closed after what is being written in it."""
        self._limite.stop()
        self.delayed.emit()
        self._close()

    def _close(self) -> None:
        self._limite.stop()
        if not self._waiting:
            self._leave()
        coffre = self._services.seance.take_coffre()
        # What screens asked for meanwhile would find the file closed.
        self._services.travail.cancel_bulk()
        if coffre is not None:

            def close() -> Preuve | None:
                coffre.close()
                return coffre.is_closed()

            fini = Reponses(self, lambda fermee: self._on_closed(coffre, fermee), lambda _: self._on_closed(coffre, None))
            self._operations.run(self._services.travail, close, fini, priorite=Priorite.ECRITURE)

    def _leave(self) -> None:
        """Every screen is empty. Where one was is only known now: a draft has a name once it was kept."""
        if tuple(self._pages):
            self.place = self._pages.place
        self._pages.discard()

    def _on_closed(self, coffre: "Coffre", fermee: Preuve | None) -> None:
        """Whatever was handed to the worker was answered before: what still was not is not written."""
        if self._waiting:
            self._raisons.append(self._services.catalogue.textes("verrou.pas_fini"))
        fermeture = Fermeture(fermee, all_answered(self._waiting, self._raisons))
        self._tour += 1
        self._waiting = 0
        self._leave()
        raisons, self._raisons = " ".join(dict.fromkeys(self._raisons)), []
        self.locked.emit(coffre.chemin, fermeture, raisons)


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
