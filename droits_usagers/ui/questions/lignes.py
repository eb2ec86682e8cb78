"""The lines of a groupe: the same few questions, as often as the person needs."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from droits_usagers.domain.demarche.questions import Question, Reponses, Valeur, lines_of
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Colonne, Rangee, Titre
from droits_usagers.ui.questions.entrees import Entree
from droits_usagers.ui.questions.formulaire import Formulaire, Regles
from droits_usagers.ui.socle.tabulation import chain, stops_in


class LignesGroupe(QWidget):
    """Lines one under the other, each with a way to take it away, and a way to add one."""

    lines_changed = Signal()

    def __init__(self, groupe: Question, regles: Regles, parent: QWidget | None = None) -> None:
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
        self._lead_in()

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
        cadre = QFrame()
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
        avant = stops_in(self._lignes[-2][0])[-1] if len(self._lignes) > 1 else self._seuil
        # Qt only puts in order what can take the focus.
        self._seuil.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chain((avant, *stops_in(formulaire), retirer))
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
