"""The sentence one is on, of a list of them: left, taken out or written otherwise, wherever it stands, as in one letter."""

from typing import Protocol

from PySide6.QtCore import Signal

from droits_usagers.domain.mots.textes import Chapitre
from droits_usagers.ui.composants.ligne_decidee import LigneDecidee
from droits_usagers.ui.composants.theme import Teinte


class PhraseDite(Protocol):
    """It, what is marked in it, and whether anything is done with it here."""

    @property
    def cle(self) -> str:
        """What a decision of it holds for."""

    @property
    def texte(self) -> str:
        """Itself."""

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where what is marked stands."""

    @property
    def releves(self) -> tuple[str, ...]:
        """What is marked."""

    @property
    def ecrite(self) -> bool:
        """True: one can do without it, or say it otherwise."""


class PhraseDecidee(LigneDecidee):
    """`left`, `taken_out`, `put_back`: what was decided. `rewritten`: what to write in its place. `closed`: no longer asked."""

    left = Signal()
    taken_out = Signal()
    put_back = Signal()
    rewritten = Signal(str)
    closed = Signal()

    def __init__(self, say: Chapitre, phrase: PhraseDite, *, combien: str, etat: str) -> None:
        """`etat`: « a_decider », « laissee », « retiree »."""
        super().__init__(say, combien, texte=phrase.texte, places=phrase.places, etat=etat)
        self.phrase = phrase
        self._dit.show_state(self._say(etat), Teinte.SEMAINE if etat == "a_decider" else Teinte.REPONSE)
        self.laisser = self._button("laisser", "L", self.left.emit)
        self.retirer = self._button("remettre" if etat == "retiree" else "retirer", "R", self._on_out)
        self.recrire = self._button("recrire", "E", self.write)
        self._put_gestures(L=self.laisser, R=self.retirer, E=self.recrire)
        # Once it has its place: alone, it would be a window.
        self.laisser.setVisible(etat == "a_decider")
        self.retirer.setVisible(phrase.ecrite)
        self.recrire.setVisible(phrase.ecrite and etat != "retiree")

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
        if self.phrase.ecrite and self.etat != "retiree":
            self._write(self.phrase.texte, self.rewritten.emit)

    def _on_out(self) -> None:
        (self.put_back if self.etat == "retiree" else self.taken_out).emit()

    def _close_writing(self) -> None:
        super()._close_writing()
        self.closed.emit()
