"""A phrase being chosen: typed twice or shown, measured while it is typed, and insisted upon when it is weak."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.phrases import Robustesse
from droits_usagers.ui.coffre.champ_phrase import ChampPhrase
from droits_usagers.ui.coffre.copies_phrase import CopiesPhrase
from droits_usagers.ui.coffre.force import Force
from droits_usagers.ui.coffre.proposition import Proposition
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Nature
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

#: After the last key, in milliseconds: measuring each letter of a long phrase would only warm the room.
_REPIT_MS = 120


@dataclass(frozen=True, slots=True)
class Choisie:
    """A phrase one can go on with. `faible`: the person was told, and keeps it all the same."""

    phrase: str
    faible: bool


class NouvellePhrase(QWidget):
    """Used to make a coffre and to change its phrase."""

    def __init__(self, contexte: Contexte, libelle: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._robustesse = Robustesse(0)
        #: The phrase that `_robustesse` is about.
        self._mesuree = ""
        #: The one the program drew, until it is changed.
        self._tiree = ""
        #: Who waits for a phrase that is being measured.
        self._on_chosen: Callable[[Choisie], None] | None = None
        self._acceptee = ""
        textes = contexte.textes
        self.phrase = ChampPhrase(textes, libelle, textes("coffre_ecran.phrase.aide"))
        self.encore = ChampPhrase(textes, textes("coffre_ecran.phrase.encore"))
        self.encore.montrer.hide()
        self.force = Force(textes)
        self.proposer = BoutonSecondaire(textes("coffre_ecran.phrase.proposer"))
        self.proposition = Proposition(contexte)
        self.copies = CopiesPhrase(contexte, self.phrase)
        self.copies.hide()
        self.insistance = self._make_insistence()
        colonne = Colonne(self, ecart=16)
        # What is typed comes first; help in choosing follows.
        for widget in (self.phrase, self.force, self.insistance, self.encore, self.copies):
            colonne.addWidget(widget)
        colonne.addWidget(self.proposer, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self.proposition)
        self._repit = QTimer(self, interval=_REPIT_MS, singleShot=True)
        self._connect()
        self.setFocusProxy(self.phrase)

    def _make_insistence(self) -> Avis:
        textes = self._contexte.textes
        avis = Avis(textes("coffre_ecran.phrase.insiste"), mot=textes("coffre_ecran.phrase.insiste_mot"), nature=Nature.ARRET)
        self.changer = BoutonSecondaire(textes("coffre_ecran.phrase.proposer"))
        self.garder = BoutonSecondaire(textes("coffre_ecran.phrase.garder"))
        self.changer.clicked.connect(self._on_asked)
        self.garder.clicked.connect(self._on_kept)
        avis.add_button(self.changer)
        avis.add_button(self.garder)
        avis.hide()
        return avis

    def _connect(self) -> None:
        self.phrase.ligne.textChanged.connect(self._on_typed)
        self.phrase.shown_changed.connect(self._on_shown)
        self.encore.ligne.textChanged.connect(self._on_repeated)
        self.proposer.clicked.connect(self._on_asked)
        self.proposition.phrase_taken.connect(self._on_taken)
        self.proposition.impeded.connect(self.copies.say_failure)
        self._repit.timeout.connect(self._measure)

    # What the screen asks.

    def choose(self, on_chosen: Callable[[Choisie], None]) -> None:
        """Goes on with the phrase, now or once it is measured; what is missing is said where it is."""
        phrase = self.phrase.phrase
        if not phrase:
            self._ask(self.phrase, "absente")
        elif self._mesuree != phrase:
            self._on_chosen = on_chosen
            self._measure()
        elif self._robustesse.faible and self._acceptee != phrase:
            self.insistance.show()
            # The way out first: Enter pressed twice must not keep a weak phrase.
            self.changer.setFocus()
        elif not self.phrase.shown and self.encore.phrase != phrase:
            self._ask(self.encore, "differente" if self.encore.phrase else "encore_absente")
        else:
            on_chosen(Choisie(phrase, faible=self._robustesse.faible))

    def _ask(self, champ: ChampPhrase, id_: str) -> None:
        textes = self._contexte.textes
        champ.say(textes(f"coffre_ecran.phrase.{id_}"), mot=textes("commun.avis.attention"))
        champ.ligne.setFocus()

    def clear(self) -> None:
        """Forgets everything that was typed or generated."""
        self._repit.stop()
        self.phrase.clear()
        self.encore.clear()
        self.force.clear()
        self.proposition.clear()
        self.copies.clear()
        self.insistance.hide()
        self._robustesse, self._mesuree, self._acceptee, self._tiree = Robustesse(0), "", "", ""
        self._on_chosen = None

    def cover(self) -> None:
        """The screen is being hidden: nothing typed or generated is left, which is said to who comes back."""
        typed = bool(self.phrase.phrase or self.proposition.texte.text())
        self.clear()
        if typed:
            self.phrase.say_erased()

    # What happens in it.

    def _on_typed(self, phrase: str) -> None:
        self.phrase.hush()
        self.encore.hush()
        self.copies.clear()
        if not phrase:
            self.force.clear()
            self.insistance.hide()
        self._on_chosen = None
        if phrase != self._tiree:
            self._tiree = ""
        self._repit.start()

    def _measure(self) -> None:
        self._repit.stop()
        phrase = self.phrase.phrase
        if phrase:
            reponses = Reponses(self, lambda robustesse: self._on_measured(phrase, robustesse), _ignore)
            contexte = self._contexte
            contexte.operations.run_latest(
                contexte.services.rendu, lambda: contexte.services.phrases.strength(phrase), reponses, suite="phrase"
            )

    def _on_measured(self, phrase: str, robustesse: Robustesse) -> None:
        if phrase != self.phrase.phrase:
            return
        self._robustesse, self._mesuree = robustesse, phrase
        if phrase == self._tiree:
            self.force.show_drawn(self._contexte.services.phrases.drawn)
        else:
            self.force.show_strength(robustesse)
        if not robustesse.faible:
            self.insistance.hide()
            self.copies.show()
        attend, self._on_chosen = self._on_chosen, None
        if attend is not None:
            self.choose(attend)

    def _on_kept(self) -> None:
        self._acceptee = self.phrase.phrase
        self.insistance.hide()
        (self.phrase if self.phrase.shown else self.encore).ligne.setFocus()

    def _on_shown(self, montre: bool) -> None:  # noqa: FBT001 - Qt
        self.encore.setVisible(not montre)

    def _on_repeated(self, _encore: str) -> None:
        self.encore.hush()

    def _on_asked(self) -> None:
        self.insistance.hide()
        self.proposition.propose()

    def _on_taken(self, phrase: str) -> None:
        self.phrase.montrer.setChecked(True)
        self._tiree = phrase
        self.phrase.ligne.setText(phrase)
        self._measure()
        self.phrase.ligne.setFocus()


def _ignore(_: ExpectedError) -> None:
    """Measuring reads nothing and writes nothing: no failure of it can be expected."""
