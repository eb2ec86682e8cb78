"""Beside the list: the mandats chosen, where they stand, and what can be done about them, the most useful first."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.mandats import EtatMandat, Mandat, RefusMandat, refusal_of
from droits_usagers.domain.mots.dates import date_courte, read_date
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.fichiers_recus import GenreFichier
from droits_usagers.services.dossier.mandats import SANS, LigneMandat, read_end
from droits_usagers.services.dossier.pieces import read_file
from droits_usagers.ui.composants import (
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Pied,
    Puce,
    Titre,
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.images import renew
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre

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


class GesteMandat(StrEnum):
    """What is being noted."""

    SIGNER = "signer"
    FIN = "fin"
    REVOQUER = "revoquer"


class FormulaireMandat(QWidget):
    """`given`: the mandats as they now are, all of them. `left`: the person goes back without noting anything."""

    given = Signal(object)
    left = Signal()

    def __init__(self, textes: Textes, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._textes, self._today = textes, today
        self._say = self._textes.under("mandats.formulaire")
        self._geste = GesteMandat.SIGNER
        self._mandats: tuple[Mandat, ...] = ()
        #: The end written last, so that forty signed the same day are noted alike.
        self._derniere_fin = self._say("fin_defaut")
        self._titre = Titre(niveau=2)
        self.jour, self.fin = LigneTexte(), LigneTexte()
        self.champ_jour = Champ(Intitule(self._say("jour"), self._say("jour_aide")), self.jour)
        self.champ_fin = Champ(Intitule(self._say("fin"), self._say("fin_aide")), self.fin)
        self.noter = BoutonPrimaire(self._say("noter"), touche=textes("commun.entree"))
        self.retour = BoutonSecondaire(self._say("retour"), icone="retour")
        self._lay_out()
        self.noter.bind_enter(self)
        self.noter.clicked.connect(self._on_given)
        self.retour.clicked.connect(self.left)
        self.jour.textChanged.connect(self.champ_jour.hush)
        self.fin.textChanged.connect(self.champ_fin.hush)

    def _lay_out(self) -> None:
        colonne = Colonne(self)
        colonne.addWidget(self._titre)
        colonne.addWidget(self.champ_jour)
        colonne.addWidget(self.champ_fin)
        colonne.addLayout(Pied(self.retour, self.noter))
        colonne.addStretch(1)

    def start(self, geste: GesteMandat, mandats: Sequence[Mandat]) -> None:
        """For these mandats; today is proposed."""
        self._geste, self._mandats = geste, tuple(mandats)
        nombre = len(self._mandats)
        self._titre.setText(
            self._say(f"{geste}_titre") if nombre == 1 else self._say(f"{geste}_titre_plusieurs", nombre=nombre)
        )
        self.champ_jour.setVisible(geste is not GesteMandat.FIN)
        self.champ_fin.setVisible(geste is not GesteMandat.REVOQUER)
        connu = self._mandats[0].signe_le if nombre == 1 and geste is GesteMandat.SIGNER else None
        self.jour.setText(date_courte(connu or self._today()))
        fin = self._mandats[0].fin_le if nombre == 1 else None
        self.fin.setText(date_courte(fin) if fin else self._derniere_fin if geste is GesteMandat.SIGNER else "")
        premier = self.fin if geste is GesteMandat.FIN else self.jour
        premier.selectAll()
        premier.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets whose they are."""
        self._mandats = ()
        self._derniere_fin = self._say("fin_defaut")
        self.jour.clear()
        self.fin.clear()

    def _on_given(self) -> None:
        jour = read_date(self.jour.text(), self._today())
        if jour is None and self._geste is not GesteMandat.FIN:
            self._refuse(self.champ_jour, "date_illisible")
            return
        changes = [self._changed(mandat, jour or self._today()) for mandat in self._mandats]
        if any(change is None for change in changes):
            self._refuse(self.champ_fin, "fin_illisible")
            return
        for change in changes:
            refus = refusal_of(change, self._today()) if change is not None else None
            if refus is not None:
                self._refuse(self.champ_fin if refus is RefusMandat.FIN_AVANT_SIGNATURE else self.champ_jour, refus)
                return
        if self._geste is GesteMandat.SIGNER:
            self._derniere_fin = self.fin.text()
        self.given.emit(tuple(changes))

    def _changed(self, mandat: Mandat, jour: dt.date) -> Mandat | None:
        """A mandat as it now is; None when its end cannot be read."""
        if self._geste is GesteMandat.REVOQUER:
            return replace(mandat, revoque_le=jour)
        signe = jour if self._geste is GesteMandat.SIGNER else mandat.signe_le
        texte = self.fin.text().strip()
        fin = read_end(texte, signe or self._today(), self._today()) if texte else None
        if texte and fin is None:
            return None
        # Signed again, it holds again.
        revoque = None if self._geste is GesteMandat.SIGNER else mandat.revoque_le
        return replace(mandat, signe_le=signe, fin_le=fin, revoque_le=revoque)

    def _refuse(self, champ: Champ, raison: str) -> None:
        champ.say(self._textes(f"mandats.refus.{raison}"), mot=self._textes("commun.avis.attention"))
        champ.setFocus(Qt.FocusReason.OtherFocusReason)


class Ecriture(QObject):
    """`written`: what was done (an id of `[mandats.fait]`), to how many, and as they were before if it can be undone."""

    written = Signal(str, int, object)
    failed = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._acces = AccesCoffre(contexte)

    def _write(self, action: "Callable[[Coffre], int]", id_: str, avant: Sequence[Mandat] = ()) -> None:
        reponses = Reponses(self, lambda nombre: self.written.emit(id_, nombre, tuple(avant)), self.failed.emit)
        self._acces.write(action, reponses)

    def update(self, mandats: Sequence[Mandat], avant: Sequence[Mandat]) -> None:
        """Replaces what is known of them; `avant`: as they were, nothing when this undoes."""
        self._write(partial(_update, mandats=tuple(mandats)), "note" if avant else "annule", avant)

    def create(self, nouveaux: Sequence[tuple[Mandat, tuple[str, ...]]]) -> None:
        """Mandats to be signed, each for dossiers that have none."""
        self._write(partial(_create, nouveaux=tuple(nouveaux)), "cree")

    def renew(self, mandats: Sequence[Mandat]) -> None:
        """Others between the same, to be signed, on which their dossiers rest from now on."""
        self._write(partial(_renew, mandats=tuple(mandats)), "refait")

    def find(self, lignes: Sequence[LigneMandat], done: Callable[[Sequence[str]], None]) -> None:
        """The dossiers of these, those of the bin apart."""
        self._acces.ask(partial(_references, lignes=tuple(lignes)), Reponses(self, done, self.failed.emit))

    def attach(self, mandat: Mandat, fenetre: QWidget) -> None:
        """Asks for the signed paper, and keeps it with every dossier that rests on this mandat."""
        chemin = ask_file(fenetre, self._contexte.textes("mandats.choisir"))
        if chemin is not None:
            self.attach_file(mandat, chemin)

    def attach_file(self, mandat: Mandat, chemin: Path) -> None:
        """The same, from this file."""
        reponses = Reponses(self, partial(self._keep, mandat, chemin.name), self.failed.emit)
        self._contexte.operations.run(self._contexte.services.rendu, partial(_take_in, chemin), reponses)

    def _keep(self, mandat: Mandat, nom: str, contenu: bytes) -> None:
        self._write(lambda coffre: coffre.mandats.attach_signed(mandat.numero, contenu, nom), "joint")


def _take_in(chemin: Path) -> bytes:
    recu = read_file(chemin)
    return renew(recu.contenu, recu.nom) if recu.genre is GenreFichier.IMAGE else recu.contenu


def _update(coffre: "Coffre", *, mandats: Sequence[Mandat]) -> int:
    coffre.mandats.update_all(mandats)
    return len(mandats)


def _create(coffre: "Coffre", *, nouveaux: Sequence[tuple[Mandat, tuple[str, ...]]]) -> int:
    coffre.mandats.add_all(nouveaux)
    return len(nouveaux)


def _renew(coffre: "Coffre", *, mandats: Sequence[Mandat]) -> int:
    vierges = [(Mandat(mandat.mandant, mandat.mandataire), coffre.mandats.dossiers(mandat.numero)) for mandat in mandats]
    coffre.mandats.add_all(vierges)
    return len(vierges)


def _references(coffre: "Coffre", *, lignes: Sequence[LigneMandat]) -> tuple[str, ...]:
    siennes = (ligne.references or coffre.mandats.dossiers(ligne.mandat.numero) for ligne in lignes)
    return tuple(reference for references in siennes for reference in references)
