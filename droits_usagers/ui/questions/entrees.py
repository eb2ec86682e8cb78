"""What ties a widget to an answer: how it is read, shown again and hidden, for each way of answering."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from droits_usagers.domain.demarche.questions import Question, Valeur
from droits_usagers.domain.mots.dates import date_courte, mois_annee
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.ecrans import Ecran
from droits_usagers.services.lettre.formulaires import Saisie, saisie_of
from droits_usagers.ui.composants import (
    BoutonLien,
    ChoixMultiples,
    ChoixUnique,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Option,
    TexteLong,
    Vide,
)
from droits_usagers.ui.composants.theme import Teinte

OUI_NON = ("oui", "non")


class Intitules:
    """Labels, help, reasons and choices. `racine` is where the questions are in `textes` (« assistant. », or nowhere special).

    `autre_nom` names the choices that have their name elsewhere.
    """

    def __init__(
        self,
        textes: Textes,
        communs: Textes,
        *,
        racine: str = "",
        autre_nom: Callable[[Question, str], str | None] = lambda _question, _choix: None,
    ) -> None:
        self.textes = textes
        self.communs = communs
        #: The wizard's own sentences.
        self.say = self.communs.under("assistant")
        self.racine = racine
        self.autre_nom = autre_nom

    def intitule(self, question: Question) -> Intitule:
        """What is said around this question."""
        return Intitule(
            self.textes(self._id(question, "libelle")),
            self._optional(question, "aide"),
            self._optional(question, "pourquoi"),
            self.communs("commun.pourquoi"),
        )

    def titre(self, ecran: Ecran) -> str:
        """The title of a screen."""
        return self.textes(f"{self.racine}groupes.{ecran.id}.titre")

    def introduction(self, ecran: Ecran) -> str:
        """What is said under the title of a screen, if anything."""
        id_ = f"{self.racine}groupes.{ecran.id}.aide"
        return self.textes(id_) if id_ in self.textes else ""

    def options(self, question: Question) -> tuple[Option, ...]:
        """The choices of this question, each with its line of help if it has one."""
        return self._numbered(
            Option(choix, self._choice(question, choix), self._optional(question, f"aides.{choix}")) for choix in question.choix
        )

    def _choice(self, question: Question, choix: str) -> str:
        return self.autre_nom(question, choix) or self.textes(self._id(question, f"choix.{choix}"))

    def yes_no(self) -> tuple[Option, ...]:
        """Yes and no."""
        return self._numbered(Option(id_, self.communs(f"assistant.{id_}")) for id_ in OUI_NON)

    def blank(self, question: Question, options: Sequence[Option]) -> Vide:
        """What is said of this choice as long as nothing is ticked: what leaving it so means, if anything more than that."""
        vide = Vide.of(self.communs, options)
        laisse = self._optional(question, "laisse")
        return replace(vide, laisse=laisse) if laisse else vide

    def _numbered(self, options: Iterable[Option]) -> tuple[Option, ...]:
        """Where one can say no, which of how many, to who listens: « non » that is chosen sounds as what is not."""
        toutes = tuple(options)
        if OUI_NON[1] not in {une.id for une in toutes}:
            return toutes
        return tuple(
            replace(une, dit=self.communs("commun.ligne", quoi=une.libelle, rang=rang, total=len(toutes)))
            for rang, une in enumerate(toutes, start=1)
        )

    def _id(self, question: Question, suite: str) -> str:
        return f"{self.racine}questions.{question.id}.{suite}"

    def _optional(self, question: Question, suite: str) -> str:
        id_ = self._id(question, suite)
        return self.textes(id_) if id_ in self.textes else ""


#: Ids of what resembles these words, the closest first; of everything, in the order to show it, for no word.
Recherche = Callable[[str], Sequence[str]]
#: Shown before anything is searched for.
PREMIERES = 6


class ChoixCherche(QWidget):
    """`choice_changed`: another one was chosen. What is chosen stays in view, whatever is searched for."""

    choice_changed = Signal()

    def __init__(self, options: Sequence[Option], search: Recherche, textes: Textes) -> None:
        super().__init__()
        self._search = search
        connues = {option.id: option for option in options}
        self._ids = tuple(search(""))
        self._mots = LigneTexte(indice=textes("assistant.choix_cherche.indice"))
        self._mots.setAccessibleName(textes("assistant.choix_cherche.chercher"))
        self._rien = QWidget()
        Colonne(self._rien, marges=(0, 16, 0, 16)).addWidget(
            Libelle(textes("assistant.choix_cherche.rien"), teinte=Teinte.DOUX)
        )
        self._choix = ChoixUnique([connues[id_] for id_ in self._ids], self, vide=Vide.of(textes, options))
        self._toutes = BoutonLien(textes("assistant.choix_cherche.toutes", nombre=len(self._ids)), icone="deplier")
        colonne = Colonne(self, ecart=8)
        for widget in (self._mots, self._rien, self._choix):
            colonne.addWidget(widget)
        colonne.addWidget(self._toutes, 0, Qt.AlignmentFlag.AlignLeading)
        self.setFocusProxy(self._mots)
        self._mots.installEventFilter(self)
        self._mots.textChanged.connect(self._arrange)
        self._choix.choice_changed.connect(self.choice_changed)
        self._toutes.clicked.connect(self._show_all)
        self._arrange()

    def setAccessibleName(self, nom: str) -> None:
        """Of the cards too: as long as none is chosen, they have the focus together."""
        super().setAccessibleName(nom)
        self._choix.setAccessibleName(nom)

    def _arrange(self) -> None:
        mots = self._mots.text()
        found = self._search(mots)
        shown = {self.value(), *(found if mots or self._toutes.isHidden() else self._ids[:PREMIERES])}
        for id_ in self._ids:
            self._choix.card(id_).setVisible(id_ in shown)
        self._rien.setVisible(not found)

    def _show_all(self) -> None:
        self._mots.clear()
        self._toutes.hide()
        self._arrange()
        self._choix.setFocus(Qt.FocusReason.TabFocusReason)

    def value(self) -> str:
        """The id chosen, or nothing."""
        return self._choix.value()

    def set_value(self, id_: str) -> None:
        """Chooses one."""
        self._choix.set_value(id_)
        self._arrange()

    def choose_found(self) -> bool:
        """Chooses what resembles most the words being typed; False when none are."""
        if not self._mots.hasFocus() or not self._mots.text():
            return False
        found = self._search(self._mots.text())
        if found:
            self._choix.set_value(found[0])
            self._choix.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the words to the cards."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            if not self.choose_found():
                self._choix.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)


#: More than that reads better as a list.
MAXIMUM = 3


def is_short(options: Sequence[Option]) -> bool:
    """True for a few choices that explain themselves."""
    return len(options) <= MAXIMUM and not any(option.aide for option in options)


class ChoixCourt(ChoixUnique):
    """The same cards in a row, as long as each can be read on one line; else in a column."""

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None, *, vide: Vide | None = None) -> None:
        super().__init__(options, parent, en_ligne=True, vide=vide or Vide())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a row or in a column, by the room there is."""
        super().resizeEvent(event)
        boite = self._rangee
        if boite is None or not self._cartes:
            return
        widest = max(carte.sizeHint().width() for carte in self._cartes.values())
        room = (self.width() - boite.spacing() * (len(self._cartes) - 1)) // len(self._cartes)
        sens = QBoxLayout.Direction.LeftToRight if widest <= room else QBoxLayout.Direction.TopToBottom
        if sens is not boite.direction():
            boite.setDirection(sens)
            self.updateGeometry()


class Entree(QObject):
    """One answer being given. `changed`: another value; `left`: the person went on to something else."""

    changed = Signal()
    left = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        """Notices when the focus leaves the widget."""
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return False

    def read(self) -> Valeur | None:
        """The answer as it stands; None when nothing was ever said."""
        raise NotImplementedError

    def show(self, valeur: Valeur | None) -> None:
        """Shows an answer given before."""
        raise NotImplementedError

    def conceal(self, *, masque: bool) -> None:
        """Hides what is typed from someone looking over the shoulder, or shows it again. Choices say little: they stay."""


class EntreeLigne(Entree):
    """A line of text, or a date as people write it."""

    def __init__(self, widget: LigneTexte) -> None:
        super().__init__(widget)
        self._ligne = widget
        widget.textChanged.connect(self.changed)

    def read(self) -> Valeur | None:
        """As typed."""
        return self._ligne.text()

    def show(self, valeur: Valeur | None) -> None:
        """As typed, or a known date in words."""
        self._ligne.setText(date_courte(valeur) if isinstance(valeur, dt.date) else str(valeur or ""))
        self._ligne.setCursorPosition(0)

    def conceal(self, *, masque: bool) -> None:
        """Dots instead of letters."""
        self._ligne.setEchoMode(QLineEdit.EchoMode.Password if masque else QLineEdit.EchoMode.Normal)


class EntreeMois(EntreeLigne):
    """A date whose month is enough: nothing more is shown than was asked."""

    def show(self, valeur: Valeur | None) -> None:
        """« mai 2024 »."""
        super().show(mois_annee(valeur) if isinstance(valeur, dt.date) else valeur)


class EntreeTexte(Entree):
    """Several lines."""

    def __init__(self, widget: TexteLong) -> None:
        super().__init__(widget)
        self._texte = widget
        self._masque = False
        widget.textChanged.connect(self.changed)

    def read(self) -> Valeur | None:
        """As typed."""
        return self._texte.toPlainText()

    def show(self, valeur: Valeur | None) -> None:
        """As typed."""
        self._texte.setPlainText(str(valeur or ""))

    def conceal(self, *, masque: bool) -> None:
        """Nothing is drawn, and nothing is lost."""
        self._texte.conceal(masque=masque)


class EntreeChoix(Entree):
    """One of several."""

    def __init__(self, widget: ChoixUnique | ChoixCherche) -> None:
        super().__init__(widget)
        self._choix = widget
        widget.choice_changed.connect(self.changed)

    def read(self) -> Valeur | None:
        """The id chosen."""
        return self._choix.value() or None

    def show(self, valeur: Valeur | None) -> None:
        """Chosen again."""
        self._choix.set_value(valeur if isinstance(valeur, str) else "")


class EntreeOuiNon(EntreeChoix):
    """Yes or no."""

    def read(self) -> Valeur | None:
        """True, False, or None when nothing was said."""
        return self._choix.value() == OUI_NON[0] if self._choix.value() else None

    def show(self, valeur: Valeur | None) -> None:
        """Chosen again."""
        self._choix.set_value("" if valeur is None else OUI_NON[0 if valeur else 1])


class EntreeMultiple(Entree):
    """As many as apply."""

    def __init__(self, widget: ChoixMultiples) -> None:
        super().__init__(widget)
        self._choix = widget
        widget.choice_changed.connect(self.changed)

    def read(self) -> Valeur | None:
        """The ids ticked."""
        return self._choix.value()

    def show(self, valeur: Valeur | None) -> None:
        """Ticked again."""
        self._choix.set_value(id_ for id_ in valeur if isinstance(id_, str)) if isinstance(
            valeur, tuple
        ) else self._choix.clear()


def make_choice(options: Sequence[Option], vide: Vide) -> ChoixUnique:
    """Cards for one answer among these: in a row when they are few and short, one under the other else."""
    return ChoixCourt(options, vide=vide) if is_short(options) else ChoixUnique(options, vide=vide)


def make_entree(question: Question, intitules: Intitules) -> Entree:
    """What answers this question. A groupe is not drawn here: it is made of other questions."""
    saisie = saisie_of(question)
    match saisie:
        case Saisie.LIGNE | Saisie.DATE | Saisie.NAISSANCE:
            indice = "" if saisie is Saisie.LIGNE else intitules.say(f"indices.{saisie}")
            entree = EntreeMois if question.mois else EntreeLigne
            return entree(LigneTexte(indice=indice, passe=True))
        case Saisie.PARAGRAPHE | Saisie.ADRESSE:
            return EntreeTexte(TexteLong(lignes=3 if saisie is Saisie.ADRESSE else 6))
        case Saisie.CHOIX:
            options = intitules.options(question)
            return EntreeChoix(make_choice(options, intitules.blank(question, options)))
        case Saisie.CHOIX_MULTIPLES:
            return EntreeMultiple(
                ChoixMultiples(intitules.options(question), seuls=question.seuls, dit=intitules.say("decochees"))
            )
        case Saisie.OUI_NON:
            oui_non = intitules.yes_no()
            return EntreeOuiNon(make_choice(oui_non, intitules.blank(question, oui_non)))
        case _:
            msg = f"{question.id}: {saisie} is made of other questions"
            raise ValueError(msg)


_ENCORE_LA = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})


class EntreeTue(Entree):
    """Several lines, gone from the screen as soon as one goes on; what is typed next takes their place."""

    def __init__(self, textes: Textes) -> None:
        widget = TexteLong(lignes=3)
        super().__init__(widget)
        self._texte, self._textes, self._gardee = widget, textes, ""
        widget.textChanged.connect(self.changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes it off when the focus goes on to something else; a menu or another window is not yet that."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _ENCORE_LA and self._is_typed():
            self.show(self._texte.toPlainText())
        return super().eventFilter(watched, event)

    def _is_typed(self) -> bool:
        return bool(self._texte.toPlainText().strip())

    def read(self) -> Valeur | None:
        """What is being typed, or else what was."""
        return self._texte.toPlainText() if self._is_typed() else self._gardee

    def show(self, valeur: Valeur | None) -> None:
        """Says that there is one, and never which."""
        self._gardee = valeur if isinstance(valeur, str) else ""
        self._texte.blockSignals(True)
        self._texte.clear()
        self._texte.blockSignals(False)
        self._texte.setPlaceholderText(self._textes("assistant.adresse_tue.gardee") if self._gardee.strip() else "")

    def conceal(self, *, masque: bool) -> None:
        """While it is being typed too."""
        self._texte.conceal(masque=masque)


class IntitulesTus(Intitules):
    """The same words around every question but an address that is to be written nowhere."""

    def __init__(self, autres: Intitules, tues: frozenset[str]) -> None:
        super().__init__(autres.textes, autres.communs, racine=autres.racine, autre_nom=autres.autre_nom)
        self._tues = tues

    def _id(self, question: Question, suite: str) -> str:
        if question.id in self._tues:
            return f"{self.racine}questions.adresse_tue.{suite}"
        return super()._id(question, suite)
