"""A sentence of many letters, where someone must not be found: the same gestures as in one letter, for all of them."""

from PySide6.QtCore import Signal

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.envois.controle import PhraseADecider
from droits_usagers.ui.composants.ligne_decidee import LigneDecidee
from droits_usagers.ui.composants.theme import Teinte


class PhraseDuLot(LigneDecidee):
    """`left`, `taken_out`, `put_back`: what was decided. `rewritten`: what to write in its place. `closed`: no longer asked."""

    left = Signal()
    taken_out = Signal()
    put_back = Signal()
    rewritten = Signal(str)
    closed = Signal()

    def __init__(self, textes: Textes, phrase: PhraseADecider, *, combien: str, laissee: bool) -> None:
        etat = "retiree" if phrase.retiree else "laissee" if laissee else "a_decider"
        super().__init__(textes.under("assistant.lignes"), combien, texte=phrase.texte, places=phrase.places, etat=etat)
        self.phrase = phrase
        self._dit.show_state(self._say(etat), Teinte.SEMAINE if etat == "a_decider" else Teinte.REPONSE)
        self.laisser = self._button("laisser", "L", self.left.emit)
        self.retirer = self._button("remettre" if phrase.retiree else "retirer", "R", self._on_out)
        self.recrire = self._button("recrire", "E", self.write)
        self._put_gestures(L=self.laisser, R=self.retirer, E=self.recrire)
        # Once it has its place: alone, it would be a window.
        self.laisser.setVisible(etat == "a_decider")
        self.retirer.setVisible(phrase.ecrite)
        self.recrire.setVisible(phrase.ecrite and not phrase.retiree)

    def tell(self, *, rang: int, nombre: int, restent: str, touches: str) -> None:
        """How it is said: what it says, what was decided, which one it is, how many are left to decide, and the keys."""
        dits = [self.phrase.texte]
        if self.phrase.releves:
            dits.append(self._say("releve", quoi=", ".join(self.phrase.releves)))
        self.setAccessibleName(
            self._say(
                "ligne",
                rang=rang,
                nombre=nombre,
                quoi=f"{self.titre.text()} " if self.titre.text() else "",
                texte=" ".join(dits),
                etat=self._say(self.etat),
                restent=f"{restent} " if restent else "",
                touches=touches,
            )
        )

    def take_out(self) -> None:
        """The gesture of its key: out of every letter, or back in them."""
        if self.phrase.ecrite:
            self._on_out()

    def write(self) -> None:
        """The gesture of its key: what to put in its place, everywhere."""
        if self.phrase.ecrite and not self.phrase.retiree:
            self._write(self.phrase.texte, self.rewritten.emit)

    def _on_out(self) -> None:
        (self.put_back if self.phrase.retiree else self.taken_out).emit()

    def _close_writing(self) -> None:
        super()._close_writing()
        self.closed.emit()
