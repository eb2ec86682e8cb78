"""The lines of a letter that someone must not be found by: each thing that was typed, once, and what is left to decide."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.lignes import RETIRABLES, GenreLigne, LigneALire
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.releve.tri import told_of_lines
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.ui.composants import Colonne, Libelle, Titre
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.libelles import LibelleEtat, Puce
from droits_usagers.ui.composants.ligne_decidee import LigneDecidee, put_lines
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


class LignesRelues(QWidget):
    """What is left as it is goes to `gestes`, and `decided` is said. The rest changes what was typed.

    `taken_out`, `put_back`: a LigneALire. `rewritten`: one, and what to write in its place. `mend_asked`: a question.
    """

    decided = Signal()
    taken_out = Signal(object)
    put_back = Signal(object)
    rewritten = Signal(object, str)
    mend_asked = Signal(str)

    def __init__(self, textes: Textes, gestes: Gestes) -> None:
        super().__init__()
        self._say, self._textes, self._gestes = textes.under("assistant.lignes"), textes, gestes
        self._relues: dict[str, LigneRelue] = {}
        self._pile = Colonne(ecart=8)
        #: How many are left to decide; then what was decided.
        self.compte = LibelleEtat(first=False)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(Titre(self._say("titre"), niveau=2))
        colonne.addWidget(Libelle(self._say("aide"), teinte=Teinte.DOUX))
        colonne.addLayout(self._pile)
        colonne.addWidget(self.compte)
        self._masque = False
        self.hide()

    def conceal(self, *, masque: bool) -> None:
        """Hides what was typed, or shows it again."""
        self._masque = masque
        self._be_seen()

    def _be_seen(self) -> None:
        self.setVisible(bool(self._relues) and not self._masque)

    @property
    def relues(self) -> tuple[LigneRelue, ...]:
        """Those shown, from the top."""
        return tuple(self._relues.values())

    def show_lines(self, lignes: Sequence[LigneALire], otees: Sequence[LigneALire]) -> None:
        """Shows these, and those that were taken out where they were; what is being done on one is not disturbed."""
        if any(relue.is_being_written for relue in self.relues):
            return
        ici = next((cle for cle, relue in self._relues.items() if relue.is_here), "")
        rang = list(self._relues).index(ici) if ici else 0
        dites = {ligne.cle: ligne for ligne in lignes}
        relues = {ligne.cle: self._relue(ligne) for ligne in self._in_place(dites, {ligne.cle: ligne for ligne in otees})}
        avant, self._relues = self._relues, relues
        put_lines(self._pile, [*avant.values()], [*relues.values()])
        for cle, relue in relues.items():
            relue.show_state(self._state(relue.ligne) if cle in dites else "retiree")
        self._count()
        self._be_seen()
        if ici and ici not in relues:
            self._focus_from(rang)

    def _in_place(self, dites: dict[str, LigneALire], otees: dict[str, LigneALire]) -> Iterator[LigneALire]:
        """Those of the letter in its order, each that was taken out before the one that came after it."""
        restent = {cle: ligne for cle, ligne in otees.items() if cle not in dites}
        avant = list(self._relues)
        for cle, ligne in dites.items():
            rang = avant.index(cle) if cle in avant else 0
            for otee in [otee for otee in avant[:rang] if otee in restent]:
                yield restent.pop(otee)
            yield ligne
        yield from restent.values()

    def _relue(self, ligne: LigneALire) -> LigneRelue:
        connue = self._relues.get(ligne.cle)
        if connue is not None and connue.ligne == ligne:
            return connue
        relue = LigneRelue(self._textes, ligne)
        relue.left.connect(lambda: self._leave(relue))
        relue.taken_out.connect(lambda: self._take_out(relue))
        relue.put_back.connect(lambda: self._put_back(ligne))
        relue.rewritten.connect(lambda texte: self.rewritten.emit(ligne, texte))
        relue.mend_asked.connect(lambda: self.mend_asked.emit(ligne.champ))
        return relue

    def _state(self, ligne: LigneALire) -> str:
        return "laissee" if self._gestes.decisions.leaves(ligne.cle, proche=ligne.proche) else "a_decider"

    def _leave(self, relue: LigneRelue) -> None:
        ligne, decisions = relue.ligne, self._gestes.decisions
        if ligne.proche:
            self._gestes.decisions = replace(decisions, malgre=decisions.malgre | {ligne.cle})
        else:
            self._gestes.decisions = replace(decisions, laissees=decisions.laissees | {ligne.cle})
        relue.show_state("laissee")
        self._advance(relue)
        self.decided.emit()

    def _take_out(self, relue: LigneRelue) -> None:
        decisions = self._gestes.decisions
        self._gestes.decisions = replace(decisions, retirees=decisions.retirees | {relue.ligne.texte})
        relue.show_state("retiree")
        self._advance(relue)
        self.taken_out.emit(relue.ligne)

    def _put_back(self, ligne: LigneALire) -> None:
        decisions = self._gestes.decisions
        self._gestes.decisions = replace(decisions, retirees=decisions.retirees - {ligne.texte})
        self.put_back.emit(ligne)

    def _advance(self, relue: LigneRelue) -> None:
        self._focus_from(self.relues.index(relue) + 1)
        self._count()

    def _focus_from(self, rang: int) -> None:
        """The next one to decide, from there; else the first one; else what was decided."""
        suivantes = (*self.relues[rang:], *self.relues[:rang])
        a_decider = next((une for une in suivantes if une.etat == "a_decider"), None)
        (a_decider or (suivantes[0] if suivantes else self)).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reste(self) -> int:
        """How many are left to decide."""
        return sum(relue.etat == "a_decider" for relue in self.relues)

    def focus_first(self) -> bool:
        """On the first one to decide; False when there is none, or nobody may see them."""
        if self.reste and not self._masque:
            self._focus_from(0)
            return True
        return False

    def _count(self) -> None:
        reste = self.reste
        restent = self._say("reste" if reste == 1 else "restent", nombre=reste) if reste else ""
        for rang, relue in enumerate(self.relues, start=1):
            relue.tell_place(rang, len(self.relues), restent)
        if all(relue.etat == "retiree" for relue in self.relues):
            # Without them there may be no letter: that is said where it would be.
            self.compte.clear()
        elif reste:
            self.compte.setText(restent)
        else:
            dites = (([un.texte for un in relue.ligne.passages], relue.etat == "laissee") for relue in self.relues)
            self.compte.setText(told_of_lines(dites, self._textes))
