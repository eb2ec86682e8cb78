"""What ties a widget to an answer: how it is read, shown again and hidden, for each way of answering."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from droits_usagers.domain.demarche.questions import Question, Valeur
from droits_usagers.domain.mots.dates import date_courte, mois_annee
from droits_usagers.services.lettre.formulaires import Saisie, saisie_of
from droits_usagers.ui.composants import ChoixMultiples, ChoixUnique, LigneTexte, Option, TexteLong, Vide
from droits_usagers.ui.questions.choix import ChoixCherche, ChoixCourt, is_short
from droits_usagers.ui.questions.intitules import OUI_NON, Intitules


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
            return EntreeMultiple(ChoixMultiples(intitules.options(question)))
        case Saisie.OUI_NON:
            oui_non = intitules.yes_no()
            return EntreeOuiNon(make_choice(oui_non, intitules.blank(question, oui_non)))
        case _:
            msg = f"{question.id}: {saisie} is made of other questions"
            raise ValueError(msg)
