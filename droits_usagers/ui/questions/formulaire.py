"""Questions one under the other, drawn from data alone, appearing and disappearing as answers make them relevant.

A question may itself be a group, asked on as many lines as needed: each line is then a form.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, filled_lines, lines_of
from droits_usagers.services.lettre.formulaires import ConstatReponse
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Champ, Colonne, Libelle, Nature, Rangee, Titre
from droits_usagers.ui.composants.mise_en_page import ENTRE_GROUPES
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.questions.entrees import Entree, Intitules, make_entree
from droits_usagers.ui.socle.disposition import chain, ordered_in, stops_in


@dataclass(frozen=True, slots=True)
class Bibliotheque:
    """Usual lines of a groupe: what the button and its help say, how each is called, and what it fills in."""

    titre: str
    aide: str
    lignes: Sequence[tuple[str, Reponses]]


@dataclass(frozen=True, slots=True)
class ReglesFormulaire:
    """What a form must be told about answers: it decides nothing itself."""

    intitules: Intitules
    #: What must be said calmly about an answer.
    constats: Callable[[Question, Valeur], Sequence[ConstatReponse]]
    #: What a readable answer becomes once the person has gone on (a date in words); None to leave it as typed.
    tidy: Callable[[Question, Valeur], Valeur | None]
    #: The questions to ask on one line of a groupe, given that line.
    on_line: Callable[[Question, Reponses], Sequence[Question]]
    #: Ready-made lines of a groupe: the label of the button, and what it fills in.
    modeles: Callable[[Question], Sequence[tuple[str, Reponses]]] = field(default=lambda _groupe: ())
    #: Usual lines of a groupe, to pick from a menu.
    bibliotheque: Callable[[Question], "Bibliotheque | None"] = field(default=lambda _groupe: None)
    #: What answers a question, where it is not what its genre alone would give.
    make: Callable[[Question], Entree | None] = field(default=lambda _question: None)


class Formulaire(QWidget):
    """A group of questions. `answered` names the question whose answer changed."""

    answered = Signal(str)

    def __init__(self, questions: Sequence[Question], regles: ReglesFormulaire, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._regles = regles
        self._questions = {question.id: question for question in questions}
        self._entrees: dict[str, Entree] = {}
        self._champs: dict[str, Champ] = {}
        self._colonne = Colonne(self, ecart=ENTRE_GROUPES)
        for question in questions:
            self._add(question)

    def _add(self, question: Question) -> None:
        entree = self._make(question)
        champ = Champ(self._regles.intitules.intitule(question), entree.widget, self)
        self._entrees[question.id], self._champs[question.id] = entree, champ
        self._colonne.addWidget(champ)
        entree.changed.connect(lambda id_=question.id: self._on_changed(id_))
        entree.left.connect(lambda id_=question.id: self._on_left(id_))

    def _make(self, question: Question) -> Entree:
        special = self._regles.make(question)
        if special is not None:
            return special
        if question.genre is Genre.GROUPE:
            return EntreeGroupe(LignesGroupe(question, self._regles))
        return make_entree(question, self._regles.intitules)

    def champ(self, question: str) -> Champ:
        """The field of a question, asked or not."""
        return self._champs[question]

    def put_after(self, question: str, widget: QWidget) -> None:
        """What is computed from its answer, right under it."""
        self._colonne.insertWidget(self._colonne.indexOf(self._champs[question]) + 1, widget)

    def value(self, question: str) -> Valeur | None:
        """The answer to a question, as typed."""
        return self._entrees[question].read()

    def values(self) -> dict[str, Valeur]:
        """Every answer, as typed."""
        lues = ((id_, entree.read()) for id_, entree in self._entrees.items())
        return {id_: valeur for id_, valeur in lues if valeur is not None}

    def show_answers(self, reponses: Mapping[str, Valeur]) -> None:
        """Shows what was answered before; says nothing of it to anyone."""
        for id_, entree in self._entrees.items():
            entree.blockSignals(True)
            entree.show(reponses.get(id_, self._questions[id_].defaut))
            entree.blockSignals(False)
            self._tell(id_, finished=True)

    def show_only(self, ids: Iterable[str]) -> None:
        """Asks these questions; the others keep what was typed in them, unseen."""
        asked = set(ids)
        for id_, champ in self._champs.items():
            if champ.isHidden() is (id_ in asked):
                champ.setVisible(id_ in asked)

    def conceal(self, *, masque: bool, only: Iterable[str] | None = None) -> None:
        """Hides what was typed (in those questions, or in all), or shows it again."""
        for id_ in self._entrees if only is None else self._entrees.keys() & set(only):
            self._entrees[id_].conceal(masque=masque)

    def focus_first(self) -> bool:
        """Puts the focus on the first question asked; False when none is."""
        first = next((champ for champ in self._champs.values() if not champ.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def focus_on(self, question: str) -> None:
        """Puts the focus on this question, if it is asked."""
        champ = self._champs.get(question)
        if champ is not None and not champ.isHidden():
            champ.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, id_: str) -> None:
        self._tell(id_, finished=False)
        self.answered.emit(id_)

    def _on_left(self, id_: str) -> None:
        valeur = self.value(id_)
        propre = None if valeur is None else self._regles.tidy(self._questions[id_], valeur)
        if propre is not None:
            self._entrees[id_].show(propre)
        self._tell(id_, finished=True)

    def _tell(self, id_: str, *, finished: bool) -> None:
        """Says what must be said of an answer. One being typed is not called unreadable yet, but stops being so at once."""
        champ, valeur = self._champs[id_], self.value(id_)
        constats = () if valeur is None else self._regles.constats(self._questions[id_], valeur)
        if not finished:
            constats = tuple(constat for constat in constats if not constat.is_about_reading)
        if constats:
            dire = self._regles.intitules.say
            phrases = "\n".join(dire(f"constats.{constat}") for constat in constats)
            champ.say(phrases, mot=dire("constats.mot"), nature=Nature.INFORMATION)
        else:
            champ.hush()


class _CadreLigne(QFrame):
    """Around a line: Tab meets what takes it away after its questions."""

    parties: tuple[QWidget, ...] = ()

    def tab_parts(self) -> tuple[QWidget, ...]:
        """Its number, what is asked, what takes it away."""
        return self.parties


class LignesGroupe(QWidget):
    """Lines one under the other, each with a way to take it away, and a way to add one."""

    lines_changed = Signal()

    def __init__(self, groupe: Question, regles: ReglesFormulaire, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groupe, self._regles = groupe, regles
        self._masque = False
        self._lignes: list[tuple[QFrame, Formulaire]] = []
        self._colonne = Colonne(self, ecart=12)
        #: Where Tab comes in.
        self._seuil = QWidget(self)
        self._pile = Colonne(ecart=12)
        self._colonne.addLayout(self._pile)
        self._ajouter = BoutonSecondaire(regles.intitules.say("ajouter_ligne"), icone="creer")
        self._ajouter.clicked.connect(lambda: self._on_add({}))
        for libelle, contenu in regles.modeles(groupe):
            bouton = BoutonSecondaire(libelle, icone="creer")
            bouton.clicked.connect(lambda _checked=False, contenu=contenu: self._on_add(contenu))
            self._colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        self._colonne.addWidget(self._ajouter, 0, Qt.AlignmentFlag.AlignLeading)
        self._offer(regles.bibliotheque(groupe))
        self._lead_in()

    def _offer(self, bibliotheque: Bibliotheque | None) -> None:
        """A button under which the usual lines are."""
        if bibliotheque is None:
            return
        bouton = BoutonSecondaire(bibliotheque.titre, icone="deplier")
        bouton.setAccessibleDescription(bibliotheque.aide)
        self.menu = QMenu(bouton)
        for libelle, contenu in bibliotheque.lignes:
            action = self.menu.addAction(libelle.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, contenu=contenu: self._on_pick(contenu))
        bouton.clicked.connect(lambda _checked=False: self._open_under(bouton))
        self._colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        self._colonne.addWidget(Libelle(bibliotheque.aide, teinte=Teinte.DOUX))

    def _open_under(self, bouton: BoutonSecondaire) -> None:
        """On its first line."""
        self.menu.setActiveAction(self.menu.actions()[0])
        self.menu.popup(bouton.mapToGlobal(bouton.rect().bottomLeft()))

    def values(self) -> tuple[Mapping[str, Valeur], ...]:
        """The lines as typed, blank ones too."""
        return tuple(formulaire.values() for _, formulaire in self._lignes)

    def show_lines(self, lignes: tuple[Reponses, ...]) -> None:
        """Shows these lines instead."""
        for cadre, _ in self._lignes:
            self._pile.removeWidget(cadre)
            cadre.setParent(None)
            cadre.deleteLater()
        self._lignes.clear()
        self._lead_in()
        for ligne in lignes:
            self._add(ligne)

    def line(self, rang: int) -> Formulaire | None:
        """The questions of one line, if there is one there."""
        return self._lignes[rang][1] if rang < len(self._lignes) else None

    def conceal(self, *, masque: bool) -> None:
        """Hides what is typed in every line, or shows it again."""
        self._masque = masque
        for _, formulaire in self._lignes:
            formulaire.conceal(masque=masque)

    def _add(self, ligne: Reponses) -> Formulaire:
        cadre = _CadreLigne()
        colonne = Colonne(cadre, ecart=12, marges=(16, 12, 16, 12))
        dire = self._regles.intitules.say
        entete = Rangee()
        titre = Titre(dire("ligne", rang=len(self._lignes) + 1), niveau=3)
        retirer = BoutonLien(dire("retirer_ligne"), icone="fermer")
        entete.addWidget(titre, 1)
        entete.addWidget(retirer)
        colonne.addLayout(entete)
        formulaire = Formulaire(self._groupe.questions, self._regles)
        formulaire.show_answers(ligne)
        colonne.addWidget(formulaire)
        cadre.parties = (titre, formulaire, retirer)
        self._pile.addWidget(cadre)
        self._lignes.append((cadre, formulaire))
        self._order_tabs(formulaire, retirer)
        self._ask_relevant(formulaire)
        formulaire.conceal(masque=self._masque)
        formulaire.answered.connect(lambda _id: self._on_answered(formulaire))
        retirer.clicked.connect(lambda: self._on_remove(cadre))
        return formulaire

    def _order_tabs(self, formulaire: Formulaire, retirer: BoutonLien) -> None:
        """A line made later comes after those before it, not after everything else."""
        avant = ordered_in(self._lignes[-2][0])[-1] if len(self._lignes) > 1 else self._seuil
        # Qt only puts in order what can take the focus.
        self._seuil.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chain((avant, *ordered_in(formulaire), retirer))
        self._seuil.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lead_in()

    def _lead_in(self) -> None:
        """Tab comes in by the focus proxy, and goes on from there: it is whatever comes first."""
        self.setFocusProxy(stops_in(self)[0])

    def _ask_relevant(self, formulaire: Formulaire) -> None:
        asked = self._regles.on_line(self._groupe, formulaire.values())
        formulaire.show_only(question.id for question in asked)

    def _on_answered(self, formulaire: Formulaire) -> None:
        self._ask_relevant(formulaire)
        self.lines_changed.emit()

    def _on_pick(self, contenu: Reponses) -> None:
        """In the last line, when nothing is typed there yet."""
        if self._lignes and not filled_lines((self._lignes[-1][1].values(),)):
            cadre, _ = self._lignes.pop()
            self._pile.removeWidget(cadre)
            cadre.setParent(None)
            cadre.deleteLater()
        self._on_add(contenu)

    def _on_add(self, contenu: Reponses) -> None:
        self._add(contenu).focus_first()
        self.lines_changed.emit()

    def _on_remove(self, cadre: QFrame) -> None:
        self._lignes = [(autre, formulaire) for autre, formulaire in self._lignes if autre is not cadre]
        self._pile.removeWidget(cadre)
        cadre.setParent(None)
        cadre.deleteLater()
        self._lead_in()
        self._ajouter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.lines_changed.emit()


class EntreeGroupe(Entree):
    """As many lines as needed."""

    def __init__(self, widget: LignesGroupe) -> None:
        super().__init__(widget)
        self._lignes = widget
        widget.lines_changed.connect(self.changed)

    def read(self) -> Valeur | None:
        """The lines."""
        return self._lignes.values()

    def show(self, valeur: Valeur | None) -> None:
        """The lines given before."""
        self._lignes.show_lines(lines_of(valeur))

    def conceal(self, *, masque: bool) -> None:
        """Every line at once."""
        self._lignes.conceal(masque=masque)
