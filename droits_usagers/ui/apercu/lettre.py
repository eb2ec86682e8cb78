"""The letter while it is being written: as it will be printed, or as text that can be selected, enlarged and read aloud."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.apercu.feuilles import Feuilles
from droits_usagers.ui.apercu.texte import CopieTexte, PartieVue, Source, TexteLettre, changed
from droits_usagers.ui.composants import Avis, BoutonLien, BoutonListe, Colonne, Libelle, Nature, Rangee, Titre
from droits_usagers.ui.composants.mise_en_page import Defilement, replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.disposition import chain
from droits_usagers.ui.socle.page import Contexte


@dataclass(frozen=True, slots=True)
class VoieProposee:
    """A demarche to start instead, as it is called and as a person would say it; or another letter, « /étape », of the same."""

    demarche: str
    titre: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Explication:
    """Why there is no letter, and where to go instead."""

    texte: str = ""
    voies: tuple[VoieProposee, ...] = ()
    #: True when nothing is excluded: an answer is only awaited.
    attendue: bool = False
    #: True when there is nothing left to ask for: that is good news.
    finie: bool = False

    @property
    def nature(self) -> Nature:
        """How it is to be heard."""
        if self.finie:
            return Nature.BIEN
        return Nature.INFORMATION if self.attendue else Nature.ATTENTION


_MOTS = {Nature.BIEN: "rien_a_ecrire", Nature.INFORMATION: "pas_encore", Nature.ATTENTION: "pas_de_lettre"}


class Detour(QWidget):
    """Says it, with one button per demarche. `demarche_wanted` names the one chosen."""

    demarche_wanted = Signal(str)

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._explication = Explication()
        self._avis = Avis("", mot="")
        self._autres = Titre(textes("assistant.detour.autres"), niveau=2)
        self._liste = Colonne(ecart=8)
        self._boutons: list[BoutonListe] = []
        colonne = Colonne(self, ecart=12)
        colonne.addWidget(self._avis)
        colonne.addWidget(self._autres)
        colonne.addLayout(self._liste)

    def say(self, explication: Explication) -> None:
        """Says why; once is enough, as the person goes on typing elsewhere."""
        if explication == self._explication:
            return
        self._explication = explication
        self._avis.say(
            explication.texte, mot=self._textes(f"assistant.apercu.{_MOTS[explication.nature]}"), nature=explication.nature
        )
        self._autres.setVisible(bool(explication.voies))
        self._boutons = [self._button(voie) for voie in explication.voies]
        replace_all(self._liste, self._boutons)

    def _button(self, voie: VoieProposee) -> BoutonListe:
        bouton = BoutonListe(voie.titre, voie.phrase, icone="suite")
        bouton.clicked.connect(lambda _checked=False: self.demarche_wanted.emit(voie.demarche))
        return bouton

    def stops(self) -> Sequence[QWidget]:
        """What Tab stops at, in order."""
        return self._boutons


#: Least height of what is shown, in pixels: a line or two.
HAUTEUR_MINIMALE = 48
#: How long what has just changed is tinted, in milliseconds.
DUREE = 2000


class FaceLettre(IntEnum):
    """The two ways of showing the letter, in the order of the tabs."""

    PAGE = 0
    TEXTE = 1


class Apercu(QWidget):
    """Shows what it is given; draws nothing by itself. `width_changed`: pages should be drawn again at `page_width`.

    `demarche_wanted` names one to start instead, where there is no letter. Where the parts of the letter are given, what an
    answer has just changed is tinted for a moment; `looked_at`: someone is at the letter, to be told where its parts lead
    (`lead`), and `part_chosen` names the part to be led by.
    """

    width_changed = Signal()
    hide_asked = Signal()
    demarche_wanted = Signal(str)
    looked_at = Signal()
    part_chosen = Signal(int)

    def __init__(self, contexte: Contexte, source: Source, parent: QWidget | None = None, *, masquable: bool = True) -> None:
        """`source`: what lets the document shown go, for who takes words of its text."""
        super().__init__(parent)
        self._textes = textes = contexte.textes
        self._say = self._textes.under("assistant.apercu")
        self._masque = False
        self._onglets = QTabBar()
        self._onglets.setDrawBase(False)
        self._onglets.setExpanding(False)
        self._onglets.setAccessibleName(self._say("onglets"))
        for face in FaceLettre:
            self._onglets.addTab(self._say(face.name.lower()))
        self._masquer = BoutonLien(self._say("masquer"), icone="masquer", note="F9")
        self._masquable = masquable
        self._compte = Libelle(teinte=Teinte.DOUX)
        self.feuilles = Feuilles()
        self.feuilles.setAccessibleName(self._say("page_nom"))
        self.feuilles.setAccessibleDescription(self._say("page_aide"))
        self.texte = TexteLettre()
        self.texte.setAccessibleName(self._say("texte_nom"))
        self._copie = CopieTexte(contexte, self.texte, source)
        self._message = Avis("", mot="")
        self._message.say(self._say("masque"), mot=self._say("masque_mot"), nature=Nature.INFORMATION)
        self._explication = Explication()
        self._detour = Detour(textes)
        self._detour.demarche_wanted.connect(self.demarche_wanted)
        self._pile = QStackedWidget()
        self._build()
        self._onglets.currentChanged.connect(self._refresh)
        self.feuilles.width_changed.connect(self.width_changed)
        for montre in (self.feuilles, self.texte):
            montre.looked_at.connect(self._on_looked_at)
            montre.part_chosen.connect(self.part_chosen)
        self._parties: Sequence[PartieVue] = ()
        self._led = False
        self._minuterie = QTimer(self, singleShot=True, interval=DUREE)
        self._minuterie.timeout.connect(self._untint)
        self.clear()

    def _build(self) -> None:
        #: Its tabs, and what one does beside them.
        self.tete = tete = Rangee(ecart=12)
        tete.addWidget(self._onglets)
        tete.addWidget(self._compte, 0, Qt.AlignmentFlag.AlignVCenter)
        tete.addStretch(1)
        self._masquer.clicked.connect(self.hide_asked)
        tete.addWidget(self._masquer)
        if not self._masquable:
            # There is no name in it.
            self._masquer.hide()
        message = QWidget()
        dedans = Colonne(message, ecart=0)
        dedans.addWidget(self._message)
        dedans.addWidget(self._detour)
        dedans.addStretch(1)
        for widget in (self.feuilles, self.texte, Defilement(message)):
            self._pile.addWidget(widget)
        # Each side scrolls: as the text grows, none of them may make the window higher than the screen.
        self._pile.setMinimumHeight(HAUTEUR_MINIMALE)
        colonne = Colonne(self, ecart=8)
        colonne.addLayout(tete)
        colonne.addWidget(self._pile, 1)
        colonne.addWidget(self._copie)

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in order."""
        return (self._onglets, self.feuilles, self.texte, *self._detour.stops(), self._masquer)

    def page_width(self) -> int:
        """Width at which pages should be drawn, in device pixels."""
        return self.feuilles.page_width()

    def show_letter(self, pages: Sequence[QImage], texte: str, parties: Sequence[PartieVue] = ()) -> None:
        """Shows a letter, on the side that was open and where the reading was."""
        self._explication = Explication()
        avant, self._parties, self._led = self._parties, parties, False
        changees = changed(avant, parties)
        if [partie.texte for partie in avant] != [partie.texte for partie in parties]:
            # What was tinted is perhaps no longer there, or elsewhere.
            self._untint()
        self.feuilles.show_pages(pages, parties)
        self.texte.show_text(texte, parties)
        self.feuilles.setAccessibleDescription(self._say("page_aide_parties" if parties else "page_aide"))
        if changees and not self._masque:
            self._tint(changees)
            self._minuterie.start()
        self._compte.setText(self._say("pages" if len(pages) > 1 else "une_page", nombre=len(pages)))
        self._refresh()

    def lead(self, liens: Sequence[str]) -> None:
        """What each part of the letter shown leads to, in words; empty for one that leads nowhere."""
        self._led = True
        self.feuilles.lead(liens)
        self.texte.lead(liens)

    def _on_looked_at(self) -> None:
        if self._parties and not self._led:
            self.looked_at.emit()

    def _tint(self, parties: frozenset[int]) -> None:
        self.feuilles.tint(parties)
        self.texte.tint(parties)

    def _untint(self) -> None:
        self._minuterie.stop()
        self._tint(frozenset())

    def show_explanation(self, explication: Explication) -> None:
        """Says why there is no letter, and where to go instead."""
        self._explication = explication
        self._detour.say(explication)
        chain(self.stops())
        self._untint()
        self._parties = ()
        self.feuilles.show_pages(())
        self.texte.show_text("", ())
        self._refresh()

    def conceal(self, *, masque: bool) -> None:
        """Covers the letter, or shows it again."""
        self._masque = masque
        self._untint()
        self._refresh()

    def clear(self) -> None:
        """Holds nothing of anyone."""
        self._masque = False
        self._copie.forget()
        self.show_explanation(Explication())

    def _refresh(self) -> None:
        explained = bool(self._explication.texte)
        self._message.setVisible(self._masque)
        self._detour.setVisible(explained and not self._masque)
        shown = self._masque or explained
        self._compte.setVisible(not shown and bool(self.feuilles.has_pages))
        empty = not shown and not self.feuilles.has_pages
        self._pile.setCurrentIndex(2 if shown or empty else self._onglets.currentIndex())
