"""Answers that may also be « je ne sais pas : à demander au délégué », whatever the way of answering."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.demarche.questions import Genre, Question, Valeur
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.notice.formulaire import INCONNU
from droits_usagers.ui.composants import BoutonLien, Option, Puce, Rangee
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.questions.entrees import Entree, EntreeChoix, EntreeOuiNon, make_choice, make_entree
from droits_usagers.ui.questions.formulaire import EntreeGroupe, LignesGroupe, ReglesFormulaire

#: From this width on, at 100 %, a line of text leaves room for the button beside it.
COTE_A_COTE = 380


class Demandable(QWidget):
    """What is typed, and a button to say that one does not know; then, instead of it, that it is to be asked."""

    known_changed = Signal()

    def __init__(self, editeur: QWidget, textes: Textes, *, en_ligne: bool) -> None:
        super().__init__()
        self._editeur, self._textes, self._en_ligne = editeur, textes, en_ligne
        self._rangee = Rangee(self, ecart=8)
        self._puce = Puce(textes("notices.demande"), Teinte.ATTENTE)
        self._puce.hide()
        self.bouton = BoutonLien(textes("notices.ne_sait_pas"))
        self.bouton.clicked.connect(lambda _checked=False: self._on_clicked())
        self._rangee.addWidget(editeur, 1)
        self._rangee.addWidget(self._puce, 1)
        self._rangee.addWidget(self.bouton, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(editeur)
        self._arrange()

    @property
    def is_known(self) -> bool:
        """False once one said that one does not know."""
        return not self._editeur.isHidden()

    def show_known(self, *, known: bool) -> None:
        """Shows what is typed, or that it is to be asked."""
        self._editeur.setVisible(known)
        self._puce.setHidden(known)
        self.bouton.set_up(self._textes("notices.ne_sait_pas" if known else "notices.repondre"))
        self.bouton.setAccessibleName(self._textes("notices.inconnu" if known else "notices.repondre"))
        self.setFocusProxy(self._editeur if known else self.bouton)

    def name(self, libelle: str, aide: str) -> None:
        """Names what takes the focus, which is not the whole."""
        self._editeur.setAccessibleName(libelle)
        self._editeur.setAccessibleDescription(aide)
        self.bouton.setAccessibleDescription(libelle)

    def _on_clicked(self) -> None:
        self.show_known(known=not self.is_known)
        self.known_changed.emit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        beside = self._en_ligne and self.width() >= current_theme().px(COTE_A_COTE)
        sens = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if sens is not self._rangee.direction():
            self._rangee.setDirection(sens)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()


class EntreeDemandable(Entree):
    """An answer of any genre, or that it is to be asked."""

    def __init__(self, dedans: Entree, demandable: Demandable) -> None:
        super().__init__(demandable)
        self.dedans = dedans
        self._demandable = demandable
        dedans.changed.connect(self.changed)
        dedans.left.connect(self.left)
        demandable.known_changed.connect(self.changed)

    def read(self) -> Valeur | None:
        """What is typed, or that one does not know."""
        return self.dedans.read() if self._demandable.is_known else INCONNU

    def show(self, valeur: Valeur | None) -> None:
        """As it was answered."""
        connue = valeur != INCONNU
        self.dedans.blockSignals(True)
        self.dedans.show(valeur if connue else None)
        self.dedans.blockSignals(False)
        self._demandable.show_known(known=connue)

    def conceal(self, *, masque: bool) -> None:
        """What is typed."""
        self.dedans.conceal(masque=masque)


class EntreeOuiNonInconnu(EntreeOuiNon):
    """Yes, no, or to be asked."""

    def read(self) -> Valeur | None:
        """True, False, that one does not know, or None when nothing was said."""
        return INCONNU if self._choix.value() == INCONNU else super().read()

    def show(self, valeur: Valeur | None) -> None:
        """Chosen again."""
        if valeur == INCONNU:
            self._choix.set_value(INCONNU)
        else:
            super().show(valeur)


def make_askable(question: Question, regles: ReglesFormulaire, textes: Textes) -> Entree:
    """What answers this question or says that it is to be asked."""
    intitules = regles.intitules
    match question.genre:
        case Genre.OUI_NON:
            oui_non = (*intitules.yes_no(), Option(INCONNU, textes("notices.demander")))
            choix = make_choice(oui_non, intitules.blank(question, oui_non))
            choix.card(INCONNU).setAccessibleName(textes("notices.inconnu"))
            return EntreeOuiNonInconnu(choix)
        case Genre.CHOIX:
            options = (*intitules.options(question), Option(INCONNU, textes("notices.inconnu")))
            return EntreeChoix(make_choice(options, intitules.blank(question, options)))
        case Genre.GROUPE:
            return _askable(EntreeGroupe(LignesGroupe(question, regles)), question, regles, textes=textes)
        case _:
            return _askable(make_entree(question, intitules), question, regles, textes=textes)


def _askable(dedans: Entree, question: Question, regles: ReglesFormulaire, *, textes: Textes) -> Entree:
    demandable = Demandable(dedans.widget, textes, en_ligne=question.genre is Genre.TEXTE)
    intitule = regles.intitules.intitule(question)
    demandable.name(intitule.libelle, intitule.aide)
    return EntreeDemandable(dedans, demandable)
