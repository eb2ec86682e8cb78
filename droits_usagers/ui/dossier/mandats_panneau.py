"""Beside the list: the mandats chosen, where they stand, and what can be done about them, the most useful first."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.mandats import EtatMandat
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.mandats import SANS, LigneMandat
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Colonne, Libelle, Puce, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte

TEINTES = {
    SANS: Teinte.SEMAINE,
    EtatMandat.TERMINE: Teinte.SEMAINE,
    EtatMandat.REVOQUE: Teinte.CLOS,
    EtatMandat.A_SIGNER: Teinte.SEMAINE,
    EtatMandat.FINIT_BIENTOT: Teinte.SEMAINE,
    EtatMandat.EN_COURS: Teinte.REPONSE,
}
#: One for each, so that the colour is not what tells them apart.
ICONES = {
    SANS: "attention",
    EtatMandat.TERMINE: "retard",
    EtatMandat.REVOQUE: "interdit",
    EtatMandat.A_SIGNER: "document",
    EtatMandat.FINIT_BIENTOT: "semaine",
    EtatMandat.EN_COURS: "coche",
}


class ActionMandat(StrEnum):
    """What can be done; its words are `[mandats.actions]`."""

    CREER = "creer"
    SIGNER = "signer"
    FIN = "fin"
    REVOQUER = "revoquer"
    REFAIRE = "refaire"
    IMPRIMER = "imprimer"
    JOINDRE = "joindre"
    VOIR = "voir"


_ICONES = {
    ActionMandat.CREER: "creer",
    ActionMandat.SIGNER: "coche",
    ActionMandat.FIN: "semaine",
    ActionMandat.REVOQUER: "fermer",
    ActionMandat.REFAIRE: "creer",
    ActionMandat.IMPRIMER: "imprimer",
    ActionMandat.JOINDRE: "enregistrer",
    ActionMandat.VOIR: "suivi",
}
#: By état, the most useful first; what is not written changes nothing in the coffre.
_ACTIONS = {
    SANS: (ActionMandat.CREER, ActionMandat.IMPRIMER, ActionMandat.VOIR),
    EtatMandat.A_SIGNER: (ActionMandat.SIGNER, ActionMandat.IMPRIMER, ActionMandat.JOINDRE, ActionMandat.VOIR),
    EtatMandat.FINIT_BIENTOT: (
        ActionMandat.REFAIRE,
        ActionMandat.FIN,
        ActionMandat.REVOQUER,
        ActionMandat.IMPRIMER,
        ActionMandat.JOINDRE,
        ActionMandat.VOIR,
    ),
    EtatMandat.EN_COURS: (
        ActionMandat.REVOQUER,
        ActionMandat.FIN,
        ActionMandat.JOINDRE,
        ActionMandat.IMPRIMER,
        ActionMandat.VOIR,
    ),
    EtatMandat.TERMINE: (ActionMandat.REFAIRE, ActionMandat.FIN, ActionMandat.JOINDRE, ActionMandat.VOIR),
    EtatMandat.REVOQUE: (ActionMandat.REFAIRE, ActionMandat.VOIR),
}
_LECTURE = frozenset({ActionMandat.IMPRIMER, ActionMandat.VOIR})
_UN_SEUL = frozenset({ActionMandat.JOINDRE})


def actions_of(lignes: Sequence[LigneMandat]) -> tuple[ActionMandat, ...]:
    """What can be done with all of these at once, in the order of the first."""
    if not lignes:
        return ()
    communes = [action for action in _ACTIONS[lignes[0].etat] if all(action in _ACTIONS[ligne.etat] for ligne in lignes)]
    return tuple(action for action in communes if len(lignes) == 1 or action not in _UN_SEUL)


class PanneauMandats(QWidget):
    """`asked`: an Action on what is chosen."""

    asked = Signal(object)

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        self._textes = textes
        self._say = self._textes.under("mandats")
        self._titre, self._etat, self._dit = Titre(niveau=2), Puce(), Libelle()
        self._boutons = Colonne(ecart=8)
        self._principal: BoutonPrimaire | BoutonSecondaire | None = None
        colonne = Colonne(self)
        colonne.addWidget(self._titre)
        colonne.addWidget(self._etat)
        colonne.addWidget(self._dit)
        colonne.addLayout(self._boutons)
        colonne.addStretch(1)

    def show_lines(self, lignes: Sequence[LigneMandat], titre: str, phrase: str, *, lecture_seule: bool) -> None:
        """What is chosen, in words that are given; nothing when there is nothing."""
        self.setVisible(bool(lignes))
        self._titre.setText(titre)
        etats = {ligne.etat for ligne in lignes}
        self._etat.setVisible(len(etats) == 1)
        if len(etats) == 1:
            (etat,) = etats
            self._etat.show_state(self._say(f"etats.{etat}"), TEINTES[etat], icone=ICONES[etat])
        self._dit.setText(phrase)
        actions = [action for action in actions_of(lignes) if not lecture_seule or action in _LECTURE]
        replace_all(self._boutons, [self._button(action, main=not rang) for rang, action in enumerate(actions)])

    def _button(self, action: ActionMandat, *, main: bool) -> QWidget:
        libelle = self._say(f"actions.{action}")
        entree = self._textes("commun.entree")
        bouton = BoutonPrimaire(libelle, touche=entree) if main else BoutonSecondaire(libelle, icone=_ICONES[action])
        bouton.clicked.connect(lambda _checked=False: self.asked.emit(action))
        if main:
            self._principal = bouton
        return bouton

    def first_action(self) -> None:
        """Does the most useful one, as Enter on the list does."""
        if self._principal is not None and self.isVisible():
            self._principal.click()

    def focus_first(self) -> None:
        """The focus on it."""
        if self._principal is not None:
            self._principal.setFocus(Qt.FocusReason.OtherFocusReason)
