"""One line of a letter to decide, where someone must not be found: what it says, what may betray in it, and three gestures."""

from PySide6.QtCore import Qt, Signal

from droits_usagers.domain.controle.lignes import RETIRABLES, GenreLigne, LigneALire
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.libelles import Libelle, Puce
from droits_usagers.ui.composants.ligne_decidee import LigneDecidee
from droits_usagers.ui.composants.theme import Teinte

#: Where one is led to answer otherwise: what is told is written otherwise in its place.
_AILLEURS = frozenset(GenreLigne) - {GenreLigne.PHRASE}


class LigneRelue(LigneDecidee):
    """That of a letter.

    `left`, `taken_out`, `put_back`: what was decided. `rewritten`: what to write in its place. `mend_asked`: it is answered
    elsewhere.
    """

    left = Signal()
    taken_out = Signal()
    put_back = Signal()
    rewritten = Signal(str)
    mend_asked = Signal()

    def __init__(self, textes: Textes, ligne: LigneALire) -> None:
        dire = textes.under("assistant.lignes")
        places = [(un.debut, un.fin) for un in ligne.passages]
        super().__init__(dire, dire(f"genre.{ligne.genre}"), texte=ligne.texte, places=places, etat="a_decider")
        self.ligne = ligne
        self._proche = Puce(self._say("proche"), Teinte.SEMAINE, icone="attention")
        self._colonne.addWidget(self._proche)
        self._proche.setVisible(ligne.proche)
        self.laisser = self._button("laisser", "L", self._on_left)
        self.retirer = self._button("retirer", "R", self._on_out)
        self.recrire = self._button("recrire", "E", self._on_rewrite)
        #: Of a line that resembles what is hidden, the second gesture: elsewhere, since the same one twice is a slip.
        self.insister = self._button("laisser_quand_meme", "", self.left.emit)
        self._put_gestures(L=self.laisser, R=self.retirer, E=self.recrire)
        self._colonne.addWidget(self.insister, 0, Qt.AlignmentFlag.AlignLeading)
        self.insister.hide()
        #: Why the letter cannot do without it.
        self.pourquoi = Libelle("", teinte=Teinte.DOUX)
        self._colonne.addWidget(self.pourquoi)
        self.pourquoi.hide()
        # Once it has its place: alone, it would be a window.
        self.recrire.setVisible(ligne.genre is not GenreLigne.MODELE)

    # What was decided

    def show_state(self, etat: str) -> None:
        """Says what was decided: « a_decider », « laissee », « retiree »."""
        self.etat = etat
        self._dit.show_state(self._say(etat), Teinte.SEMAINE if etat == "a_decider" else Teinte.REPONSE)
        self.laisser.setVisible(etat == "a_decider")
        self.insister.hide()
        # A model is written otherwise in Word.
        self.recrire.setVisible(etat != "retiree" and self.ligne.genre is not GenreLigne.MODELE)
        self.retirer.set_up(self._say("remettre" if etat == "retiree" else "retirer"), "", "R")
        self._proche.setVisible(self.ligne.proche and etat == "a_decider")

    def tell_place(self, rang: int, nombre: int, restent: str) -> None:
        """How it is said: what it says, what was decided, which one it is, how many are left to decide, and the keys."""
        quoi = self._say(f"genre.{self.ligne.genre}")
        dits = [self.ligne.texte]
        if self.ligne.passages:
            dits.append(self._say("releve", quoi=", ".join(un.texte for un in self.ligne.passages)))
        if self.ligne.proche:
            dits.append(self._say("proche"))
        self.setAccessibleName(
            self._say(
                "ligne",
                rang=rang,
                nombre=nombre,
                quoi=f"{quoi} : " if quoi else "",
                texte=" ".join(dits),
                etat=self._say(self.etat),
                restent=f"{restent} " if restent else "",
                touches=self._say("touches_modele" if self.ligne.genre is GenreLigne.MODELE else "touches"),
            )
        )

    def _on_left(self) -> None:
        if self.ligne.proche:
            self.insister.show()
            self.insister.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _on_out(self) -> None:
        if self.ligne.genre not in RETIRABLES:
            self.pourquoi.setText(self._say(f"pas_retirer.{self.ligne.genre}"))
            self.pourquoi.show()
            announce(self, self.pourquoi.text())
            return
        (self.put_back if self.etat == "retiree" else self.taken_out).emit()

    def _on_rewrite(self) -> None:
        if self.ligne.genre in _AILLEURS:
            self.mend_asked.emit()
        elif self.etat != "retiree":
            self._write(self.ligne.texte, self.rewritten.emit)
