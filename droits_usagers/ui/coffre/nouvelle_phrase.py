"""A phrase being chosen: typed twice or shown, measured while it is typed, and insisted upon when it is weak."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffre.phrases import BITS_GENERES, Robustesse
from droits_usagers.services.coffre.valeurs import Sauvegarde
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.coffre.champ_phrase import ChampPhrase
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.composants import Avis, BoutonLien, BoutonSecondaire, Colonne, Libelle, Nature, Puce, Rangee
from droits_usagers.ui.composants.theme import Tailles, Teinte, current_theme
from droits_usagers.ui.socle.acces import AccesCoffre
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


#: Under this, a phrase falls to anyone who has the file and an ordinary computer.
BITS_FRAGILE = 40
#: How much of the bar a phrase that someone made up can fill: the rest is what nobody can measure.
PART_INVENTEE = 0.75


class Force(QWidget):
    """Says nothing until something was measured."""

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._mot = ""
        self._puce = Puce()
        self._barre = _Barre()
        self._detail = Libelle(teinte=Teinte.DOUX)
        colonne = Colonne(self, ecart=6)
        colonne.addWidget(self._barre)
        colonne.addWidget(self._puce)
        colonne.addWidget(self._detail)
        self.hide()

    def show_strength(self, robustesse: Robustesse) -> None:
        """Says how strong a phrase that someone made up is."""
        id_, teinte = _level(robustesse)
        self._say(self._textes(f"coffre_ecran.force.{id_}"), self._textes(f"coffre_ecran.force.{id_}_detail"))
        self._show(min(robustesse.bits / BITS_GENERES, PART_INVENTEE), teinte)

    def show_drawn(self, robustesse: Robustesse) -> None:
        """Says how strong one drawn by the program is."""
        bits = math.floor(robustesse.bits)
        self._say(self._textes("coffre_ecran.force.tiree", bits=bits), self._textes("coffre_ecran.force.tiree_detail"))
        self._show(1.0, Teinte.REPONSE)

    def _say(self, mot: str, detail: str) -> None:
        self._mot = mot
        self._detail.setText(detail)
        self.setAccessibleName(f"{mot}. {detail}")

    def _show(self, part: float, teinte: Teinte) -> None:
        self._puce.show_state(self._mot, teinte)
        self._barre.show_part(part, teinte)
        self.show()

    def clear(self) -> None:
        """Says nothing."""
        self._detail.setText("")
        self.setAccessibleName("")
        self.hide()


def _level(robustesse: Robustesse) -> tuple[str, Teinte]:
    if robustesse.bits < BITS_FRAGILE:
        return "fragile", Teinte.SEMAINE
    if robustesse.faible:
        return "faible", Teinte.SEMAINE
    return "solide", Teinte.REPONSE


class _Barre(QWidget):
    """A part of a whole. Says nothing to a screen reader: the words beside it do."""

    def __init__(self) -> None:
        super().__init__()
        self._part, self._teinte = 0.0, Teinte.CLOS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float, teinte: Teinte) -> None:
        self._part, self._teinte = part, teinte
        self.setFixedHeight(current_theme().px(6))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color(Teinte.TRAIT))
        rayon = self.height() / 2
        cadre = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(cadre, rayon, rayon)
        painter.setBrush(theme.color(self._teinte))
        painter.setPen(theme.color(self._teinte))
        plein = QRectF(cadre)
        plein.setWidth(max(cadre.width() * self._part, cadre.height()))
        if self.layoutDirection().name == "RightToLeft":
            plein.moveRight(cadre.right())
        painter.drawRoundedRect(plein, rayon, rayon)
        painter.end()


class Proposition(QFrame):
    """Offers a phrase. Nothing of it stays after `clear`."""

    #: The person takes this phrase.
    phrase_taken = Signal(str)
    #: The list of words could not be read.
    impeded = Signal(object)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        #: True while one is being drawn that is still wanted.
        self._awaited = False
        textes = contexte.textes
        self.texte = Libelle(corps=Tailles.INTERTITRE, gras=True)
        self.prendre = BoutonSecondaire(textes("coffre_ecran.proposition.prendre"), icone="coche")
        self.autre = BoutonLien(textes("coffre_ecran.proposition.autre"))
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(Libelle(textes("coffre_ecran.proposition.phrase"), teinte=Teinte.DOUX))
        colonne.addWidget(self.texte)
        rangee = Rangee(ecart=8)
        rangee.addWidget(self.prendre)
        rangee.addWidget(self.autre)
        rangee.addStretch(1)
        colonne.addLayout(rangee)
        self.prendre.clicked.connect(self._on_taken)
        self.autre.clicked.connect(self.propose)
        self.hide()

    def propose(self) -> None:
        """Draws a phrase, outside the window's thread: the list of words is read the first time."""
        self._awaited = True
        services = self._contexte.services
        reponses = Reponses(self, self._on_drawn, self._on_failure)
        self._contexte.operations.run(services.rendu, services.phrases.generate, reponses)

    def clear(self) -> None:
        """Forgets the phrase, and the one being drawn."""
        self._awaited = False
        self.texte.setText("")
        self.texte.setAccessibleName("")
        self.hide()

    def _on_drawn(self, phrase: str) -> None:
        if not self._awaited:
            return
        self.texte.setText(phrase)
        self.texte.setAccessibleName(phrase)
        self.show()
        # Once it has its place, so that scrolling brings all of it into view.
        self.prendre.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_taken(self) -> None:
        phrase = self.texte.text()
        self.clear()
        self.phrase_taken.emit(phrase)

    def _on_failure(self, error: ExpectedError) -> None:
        self.impeded.emit(error)


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
