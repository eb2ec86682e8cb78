"""The first screen: what is going on, in the person's own words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.situations import GroupeSituations, Situation, UrgenceDite
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.situations import numeros_of
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonLigne,
    BoutonListe,
    BoutonPrimaire,
    Colonne,
    Libelle,
    LigneTexte,
    Nature,
    Titre,
)
from droits_usagers.ui.composants.entendre import ELEMENT, LISTE, announce
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.socle.numeros import lines_of, say_line

#: What presses in some words.
Ecoute = Callable[[str], Sequence[UrgenceDite]]


class Dabord(QWidget):
    """One large line per number, those that fit what was typed first, and the way back. Hidden until something presses.

    What one came back from is not shown again, until the words are taken away.
    """

    #: True when it takes the place of everything else, False when it gives it back.
    pressing = Signal(bool)
    #: All of them, and how one can be protected.
    numbers_wanted = Signal()

    def __init__(self, textes: Textes, listen: Ecoute, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._listen = listen
        self._montrees: tuple[str, ...] = ()
        self._vues: frozenset[str] = frozenset()
        colonne = Colonne(self, ecart=16)
        self.titre = Titre(textes("urgence.titre"))
        colonne.addWidget(self.titre)
        self._lignes = Colonne(ecart=14)
        colonne.addLayout(self._lignes)
        colonne.addWidget(Libelle(textes("urgence.aide"), teinte=Teinte.DOUX))
        self.numeros = BoutonLien(textes("rail.numeros"))
        self.numeros.clicked.connect(lambda _checked=False: self.numbers_wanted.emit())
        colonne.addWidget(self.numeros, 0, Qt.AlignmentFlag.AlignLeading)
        self.retour = BoutonPrimaire(textes("commun.retour"))
        self.retour.clicked.connect(self._go_back)
        colonne.addWidget(self.retour, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    @property
    def is_pressing(self) -> bool:
        """True while it is what must be read."""
        return bool(self._montrees)

    def hear(self, mots: str) -> None:
        """What is typed so far."""
        urgences = self._listen(mots)
        if not mots.strip():
            self._vues = frozenset()
        nouvelles = {urgence.id for urgence in urgences} - self._vues
        self._show(urgences if nouvelles else ())

    def _go_back(self) -> None:
        self._vues |= frozenset(self._montrees)
        self._show(())

    def _show(self, urgences: Sequence[UrgenceDite]) -> None:
        ids = tuple(urgence.id for urgence in urgences)
        if ids == self._montrees:
            return
        changes = bool(ids) != bool(self._montrees)
        self._montrees = ids
        replace_all(self._lignes, self._make_lines(urgences))
        self.setVisible(bool(ids))
        if ids:
            self._announce(numeros_of(urgences))
        if changes:
            self.pressing.emit(bool(ids))

    def _make_lines(self, urgences: Sequence[UrgenceDite]) -> Iterator[QWidget]:
        for urgence in urgences:
            if urgence.conseil:
                conseil = self._textes(f"urgence.conseil.{urgence.id}")
                yield Avis(conseil, mot=self._textes("urgence.conseil.mot"), nature=Nature.ATTENTION)
        yield from lines_of(self._textes, numeros_of(urgences))

    def _announce(self, numeros: Sequence[str]) -> None:
        """For who does not see it appear."""
        dit = " ".join((self.titre.text(), *(say_line(self._textes, numero) for numero in numeros)))
        self.setAccessibleName(self.titre.text())
        announce(self, dit)


_PAS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class GroupePhrases:
    """Sentences shown together, by id, and their heading."""

    titre: str
    ids: Sequence[str]


class LigneSituation(BoutonLigne):
    """One sentence."""

    entendu = ELEMENT


class ListePhrases(QWidget):
    """Those of a group, one under the other."""

    entendu = LISTE


class Cartes(QWidget):
    """`chosen` gives the id of a sentence. `left_upwards`: Up was pressed on the first row."""

    chosen = Signal(str)
    left_upwards = Signal()

    def __init__(self, phrases: Iterable[tuple[str, str]], textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._colonne = Colonne(self, ecart=0)
        self._lignes = {id_: self._line(id_, phrase) for id_, phrase in phrases}
        self._blocs: list[QWidget] = []
        self._shown: list[BoutonLigne] = []
        self._groupes: tuple[GroupePhrases, ...] = ()

    def _line(self, id_: str, phrase: str) -> BoutonLigne:
        ligne = LigneSituation(phrase)
        ligne.setParent(self)
        ligne.clicked.connect(lambda _checked=False: self.chosen.emit(id_))
        ligne.installEventFilter(self)
        return ligne

    def show_groups(self, groupes: Sequence[GroupePhrases]) -> None:
        """Shows these sentences, in this order, and no other."""
        if tuple(groupes) == self._groupes:
            return
        self._groupes = tuple(groupes)
        anciens, self._blocs, self._shown = self._blocs, [], []
        for groupe in groupes:
            self._add(groupe)
        for ligne in self._lignes.values():
            # Out of what is about to go.
            if ligne not in self._shown and ligne.parentWidget() is not self:
                ligne.setParent(self)
        for bloc in anciens:
            self._colonne.removeWidget(bloc)
            bloc.hide()
            bloc.deleteLater()
        for avant, ligne in zip(self._shown, self._shown[1:], strict=False):
            QWidget.setTabOrder(avant, ligne)

    def _add(self, groupe: GroupePhrases) -> None:
        bloc, liste = QWidget(self), ListePhrases()
        liste.setAccessibleName(groupe.titre)
        tete = Colonne(marges=(0, 20 if self._blocs else 4, 0, 4))
        # The list is called by it.
        tete.addWidget(Titre(groupe.titre, niveau=2, lu=False))
        dedans, lignes = Colonne(bloc, ecart=0), Colonne(liste, ecart=0)
        dedans.addLayout(tete)
        dedans.addWidget(liste)
        for rang, id_ in enumerate(groupe.ids, start=1):
            ligne = self._lignes[id_]
            ligne.setAccessibleDescription(
                self._textes("assistant.situation.groupes.place", groupe=groupe.titre, rang=rang, total=len(groupe.ids))
            )
            lignes.addWidget(ligne)
            ligne.show()
            self._shown.append(ligne)
        self._colonne.addWidget(bloc)
        bloc.show()
        self._blocs.append(bloc)

    def focus_first(self) -> None:
        """Puts the focus on the first sentence shown."""
        if self._shown:
            self._shown[0].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from one sentence to the next."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._shown:
            pas = _PAS.get(Qt.Key(event.key()))
            if pas is not None:
                self._walk(self._shown.index(watched), pas)
                return True
        return super().eventFilter(watched, event)

    def _walk(self, rang: int, pas: int) -> None:
        if rang + pas < 0:
            self.left_upwards.emit()
        elif rang + pas < len(self._shown):
            self._shown[rang + pas].setFocus(Qt.FocusReason.TabFocusReason)


Recherche = Callable[[str], Sequence[Situation]]


class EcranSituation(EcranAssistant):
    """A field to search in, and sentences to recognise oneself in. `search` gives them best first, and all of them for no word.

    The only screen that is kept: it is the first of everyone, and holds nothing but the words searched for.
    """

    situation_chosen = Signal(object)
    paper_brought = Signal()
    #: The key of the draft that was offered.
    draft_chosen = Signal(str)

    def __init__(self, textes: Textes, search: Recherche, *, listen: Ecoute, parent: QWidget | None = None) -> None:
        super().__init__(textes("assistant.situation.titre"), textes("assistant.situation.aide"), parent=parent)
        self._textes = textes
        self._say = self._textes.under("assistant.situation")
        self._search = search
        self._situations = {situation.id: situation for situation in search("")}
        #: Before all the sentences: who comes back has nothing to look for among them.
        self._papier = BoutonLigne(self._say("papier"), self._say("papier_aide"), icone="document")
        #: What was begun last; nothing of who it is about.
        self._reprise = Colonne()
        self._offerte: BoutonListe | None = None
        #: What was last said of how many sentences there are.
        self._trouve = ""
        self._mots = LigneTexte(indice=self._say("indice"))
        self._mots.setAccessibleName(self._say("chercher"))
        self._rien = QWidget()
        Colonne(self._rien, marges=(0, 12, 0, 12)).addWidget(Libelle(self._say("rien"), teinte=Teinte.DOUX))
        self._agent = Avis(self._say("agent_phrase"), mot=self._say("agent_mot"), nature=Nature.ATTENTION)
        self._cartes = Cartes([(situation.id, situation.phrase) for situation in self._situations.values()], textes)
        self._dabord = Dabord(textes, listen)
        self._build()
        self._mots.textChanged.connect(self._on_words)
        self._mots.installEventFilter(self)
        self._cartes.chosen.connect(self._on_chosen)
        self._cartes.left_upwards.connect(self.focus_first)
        self._dabord.pressing.connect(self._on_pressing)
        self._dabord.numbers_wanted.connect(self.numbers_wanted)
        self._on_words("")

    def _build(self) -> None:
        self._papier.clicked.connect(self.paper_brought)
        self.colonne.addLayout(self._reprise)
        cherche = Colonne(ecart=12)
        cherche.addWidget(self._mots)
        cherche.addWidget(self._dabord)
        cherche.addWidget(self._rien)
        cherche.addWidget(self._papier)
        cherche.addWidget(self._cartes)
        self.colonne.addLayout(cherche)
        self._bouton_agent = BoutonLien(self._say("agent"))
        self._bouton_agent.setCheckable(True)
        self._bouton_agent.toggled.connect(self._agent.setVisible)
        self._agent.hide()
        self.colonne.addWidget(self._bouton_agent, 0, Qt.AlignmentFlag.AlignLeading)
        self.colonne.addWidget(self._agent)
        self.colonne.addStretch(1)

    def offer(self, cle: str, demarche: str, jour: str) -> None:
        """Offers to go on with a draft, before all the rest."""
        aide = self._textes("assistant.situation.reprendre_aide", demarche=demarche, date=jour)
        bouton = BoutonListe(self._say("reprendre"), aide, icone="creer")
        bouton.clicked.connect(lambda: self.draft_chosen.emit(cle))
        self._offerte = bouton
        replace_all(self._reprise, (bouton,))
        bouton.setVisible(not self._dabord.is_pressing)

    def _on_words(self, mots: str) -> None:
        found = self._search(mots)
        self._cartes.show_groups(tuple(self._groups(found) if not mots.strip() else self._alike(found)))
        self._dabord.hear(mots)
        self._rien.setVisible(not found and not self._dabord.is_pressing)
        if self.isVisible() and not self._dabord.is_pressing:
            self._tell_found(len(found))

    def _tell_found(self, nombre: int) -> None:
        """How many there are now, to who does not see them."""
        id_ = "rien" if not nombre else "phrases" if nombre > 1 else "phrase"
        dit = self._say(id_, nombre=nombre) if nombre else self._say(id_)
        if dit != self._trouve:
            self._trouve = dit
            announce(self._mots, dit)

    def _groups(self, situations: Sequence[Situation]) -> Iterator[GroupePhrases]:
        """The frequent ones, then all the others under their heading."""
        yield from _group(self._say("groupes.frequentes"), (situation for situation in situations if situation.frequente))
        for groupe in GroupeSituations:
            autres = (situation for situation in situations if situation.groupe is groupe and not situation.frequente)
            yield from _group(self._say(f"groupes.{groupe}"), autres)

    def _alike(self, situations: Sequence[Situation]) -> Iterator[GroupePhrases]:
        """What was found, the closest first."""
        yield from _group(self._say("groupes.trouvees"), situations)

    def _on_pressing(self, pressing: bool) -> None:  # noqa: FBT001 - a signal
        """Before any letter: nothing else is offered beside it."""
        offerte = (self._offerte,) if self._offerte is not None else ()
        for widget in (*offerte, self.titre, self.introduction, self._papier, self._cartes, self._bouton_agent):
            widget.setVisible(not pressing)
        self._agent.setVisible(not pressing and self._bouton_agent.isChecked())
        if pressing:
            self._defilement.show_top()
        else:
            self.focus_first()

    def _on_chosen(self, id_: str) -> None:
        self.situation_chosen.emit(self._situations[id_])

    def go_on(self) -> bool:
        """Enter in the field goes to the first sentence, so that it is read before it is chosen."""
        if self._dabord.is_pressing:
            self._dabord.retour.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._cartes.focus_first()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field to the sentences."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            return self.go_on()
        return super().eventFilter(watched, event)

    def focus_first(self) -> bool:
        """In the search field."""
        self._mots.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def has_words(self) -> bool:
        """True if something was searched for."""
        return bool(self._mots.text())

    def clear(self) -> None:
        """As it was at first."""
        self._mots.clear()
        self._offerte = None
        replace_all(self._reprise, ())
        self._bouton_agent.setChecked(False)


def _group(titre: str, situations: Iterable[Situation]) -> Iterator[GroupePhrases]:
    """Nothing, where nothing is to be shown."""
    ids = tuple(situation.id for situation in situations)
    if ids:
        yield GroupePhrases(titre, ids)
