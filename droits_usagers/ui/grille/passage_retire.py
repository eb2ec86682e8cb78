"""Something found in the summary without names: what it is, each sentence it stands in, and whether it is taken out."""

from dataclasses import replace

from PySide6.QtCore import Signal

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.releve.tri import PassageTrie
from droits_usagers.ui.composants.ligne_decidee import LigneDecidee
from droits_usagers.ui.composants.theme import Teinte

RETIRE, LAISSE = "retire", "laisse"


class PassageRetire(LigneDecidee):
    """`left`: it may stay. `taken_out`: it may not, after all."""

    left = Signal()
    taken_out = Signal()

    def __init__(self, textes: Textes, passage: PassageTrie) -> None:
        say = textes.under("grille.retires")
        #: Whether it was left is its state.
        self.passage = replace(passage, laisse=False)
        quoi = textes("releve.marque" if passage.marque else f"releve.genre.{passage.genre}")
        self._quoi = say("fois", quoi=quoi, nombre=passage.nombre) if passage.nombre > 1 else quoi
        self._phrases, places = passage.lignes
        super().__init__(say, self._quoi, texte=self._phrases, places=places, etat=RETIRE)
        self.laisser = self._button("laisser", "L", self.left.emit)
        self.retirer = self._button("retirer", "R", self.taken_out.emit)
        self._put_gestures(L=self.laisser, R=self.retirer)
        self.show_state(LAISSE if passage.laisse else RETIRE)

    def show_state(self, etat: str) -> None:
        """Says what is done of it."""
        self.etat = etat
        self._dit.show_state(self._say(etat), Teinte.SEMAINE if etat == LAISSE else Teinte.REPONSE)
        self.laisser.setVisible(etat == RETIRE)
        self.retirer.setVisible(etat == LAISSE)

    def tell_place(self, rang: int, nombre: int) -> None:
        """How it is said: which one it is, what it is, what is done of it, and the key."""
        dite = self._say(
            "ligne",
            rang=rang,
            nombre=nombre,
            etat=self._say(self.etat),
            quoi=self._quoi,
            passage=self.passage.texte,
            phrase=self._phrases,
            touche=self._say("touche_laisser" if self.etat == RETIRE else "touche_retirer"),
        )
        self.setAccessibleName(dite)
