"""The sentences of an écrit in which something was found, what of it was not read: each is left, taken out or rewritten."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonSecondaire, Colonne
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.libelles import LibelleEtat
from droits_usagers.ui.composants.ligne_decidee import PhraseDecidee, put_lines
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import Teinte

A_DECIDER, LAISSEE, RETIREE = "a_decider", "laissee", "retiree"


@dataclass(frozen=True, slots=True)
class LigneARelire:
    """A sentence, or what was not read: as it is shown, and what can be done with it."""

    cle: str = field(repr=False)
    texte: str = field(repr=False)
    #: What was found in it, in words, and what to ask oneself.
    quoi: str = field(repr=False)
    pourquoi: str = ""
    icone: str = ""
    places: tuple[tuple[int, int], ...] = ()
    releves: tuple[str, ...] = field(default=(), repr=False)
    #: False: it is in no copy, whatever is decided.
    decide: bool = True
    #: True: a page of the file, that is to be looked at.
    page: int = 0
    #: True: it can be said otherwise here.
    recrite: bool = True

    @property
    def ecrite(self) -> bool:
        """It can be taken out."""
        return self.decide


class PhrasesRelues(QWidget):
    """`decided`: what is left to decide is not what it was. `reached`, `opened`: a line, or nothing.

    `rewritten`: a line, and what to write in its place.
    """

    decided = Signal()
    reached = Signal(object)
    opened = Signal(object)
    rewritten = Signal(object, str)

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        self._textes, self._say = textes, textes.under("relecture.lignes")
        self._lignes: dict[str, LigneARelire] = {}
        self._etats: dict[str, str] = {}
        self._masque = False
        self.liste = ListeMontree()
        self.liste.setAccessibleName(textes("relecture.liste"))
        #: The one that one is on, if it is to be decided.
        self.phrase: PhraseDecidee | None = None
        self._ici = Colonne(ecart=0)
        self.compte = LibelleEtat(first=False)
        self.tout = BoutonSecondaire(self._say("tout_retirer"))
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(self.liste, 1)
        colonne.addLayout(self._ici)
        colonne.addWidget(self.compte)
        colonne.addWidget(self.tout, 0, Qt.AlignmentFlag.AlignLeading)
        self.liste.line_reached.connect(lambda _id: self._show_here())
        self.liste.line_opened.connect(lambda id_: self.opened.emit(self._lignes.get(id_)))
        for touche, geste in (("L", self._leave), ("R", self._turn), ("E", self._rewrite)):
            bind(touche, self.liste, geste, une_fois=True)
        self.tout.clicked.connect(lambda _checked=False: self._take_out_the_rest())
        self._be_seen()

    # What the page asks of it

    @property
    def reste(self) -> int:
        """How many are left to decide."""
        return sum(ligne.decide and self._state(ligne) == A_DECIDER for ligne in self._lignes.values())

    @property
    def retirees(self) -> frozenset[str]:
        """The keys of those that were taken out."""
        return frozenset(ligne.cle for ligne in self._lignes.values() if ligne.decide and self._state(ligne) == RETIREE)

    @property
    def laissees(self) -> tuple[LigneARelire, ...]:
        """Those that were left."""
        return tuple(ligne for ligne in self._lignes.values() if ligne.decide and self._state(ligne) == LAISSEE)

    def show_lines(self, lignes: Sequence[LigneARelire]) -> None:
        """These; what was decided of those that were there is not asked again."""
        self._lignes = {ligne.cle: ligne for ligne in lignes}
        self._draw()
        if lignes and self.here is None and not lignes[0].page:
            # Its gestures are seen at once; a page would take the place of the text.
            self.liste.go_to(lignes[0].cle)

    def conceal(self, *, masque: bool) -> None:
        """Hides what was typed, or shows it again."""
        self._masque = masque
        self._draw()

    def clear(self) -> None:
        """Nothing is there, nothing was decided."""
        self._etats.clear()
        self.show_lines(())

    def focus_undecided(self) -> None:
        """On the first one that is left to decide."""
        self._go_on(-1)
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def _state(self, ligne: LigneARelire) -> str:
        return self._etats.get(ligne.cle, A_DECIDER)

    def _draw(self) -> None:
        self.liste.show_lines([self._drawn(ligne) for ligne in self._lignes.values()])
        reste = self.reste
        if reste:
            self.compte.setText(self._say("reste" if reste == 1 else "restent", nombre=reste))
        else:
            self.compte.setText(self._say("decidees") if any(un.decide for un in self._lignes.values()) else "")
        self._show_here()
        self._be_seen()
        self.decided.emit()

    def _be_seen(self) -> None:
        self.liste.setVisible(bool(self._lignes))
        self.compte.setVisible(bool(self._lignes))
        self.tout.setVisible(self.reste > 1)

    def _drawn(self, ligne: LigneARelire) -> Ligne:
        etat = self._state(ligne)
        mot = self._say(etat) if ligne.decide else self._textes("relecture.pas_lu")
        teinte = Teinte.SEMAINE if etat == A_DECIDER else Teinte.REPONSE
        texte, quoi = (self._textes("grille.masque"), "") if self._masque and not ligne.page else (ligne.texte, ligne.quoi)
        return Ligne(ligne.cle, " ".join(texte.split()), quoi, mot=mot, etat=teinte, icone=ligne.icone)

    # The one that one is on

    @property
    def here(self) -> LigneARelire | None:
        """The line one is on."""
        return self._lignes.get(self.liste.current())

    def _show_here(self) -> None:
        """It, whole, with its gestures; what is being written is not disturbed."""
        avant, ligne = self.phrase, self.here
        if avant is not None and avant.is_being_written:
            return
        la = avant is not None and avant.is_here
        montree = ligne is not None and ligne.decide and not (self._masque and not ligne.page)
        self.phrase = self._make(ligne) if ligne is not None and montree else None
        put_lines(self._ici, [avant] if avant else [], [self.phrase] if self.phrase else [])
        if self.phrase is not None and self.phrase.recrire.isVisible() and ligne is not None:
            self.phrase.recrire.setVisible(ligne.recrite)
        if la:
            (self.phrase or self.liste).setFocus(Qt.FocusReason.OtherFocusReason)
        self.reached.emit(ligne)

    def _make(self, ligne: LigneARelire) -> PhraseDecidee:
        etat, rangs = self._state(ligne), [*self._lignes]
        phrase = PhraseDecidee(self._say, ligne, combien=ligne.pourquoi, etat=etat)
        phrase.tell(
            rang=rangs.index(ligne.cle) + 1,
            nombre=len(rangs),
            restent=self.compte.text() if self.reste else "",
            touches=self._say("touches" if ligne.recrite else "touches_page"),
        )
        phrase.left.connect(self._leave)
        phrase.taken_out.connect(self._turn)
        phrase.put_back.connect(self._turn)
        phrase.rewritten.connect(lambda texte: self._put(ligne, texte))
        phrase.closed.connect(self._on_closed)
        return phrase

    def _on_closed(self) -> None:
        self._show_here()

    # What is decided

    def _leave(self) -> None:
        if (ligne := self.here) is not None and ligne.decide and self._state(ligne) == A_DECIDER:
            self._decide(ligne, LAISSEE)

    def _turn(self) -> None:
        """Out of the copy, or back to be decided."""
        if (ligne := self.here) is not None and ligne.decide:
            self._decide(ligne, A_DECIDER if self._state(ligne) == RETIREE else RETIREE)

    def _decide(self, ligne: LigneARelire, etat: str) -> None:
        rang = [*self._lignes].index(ligne.cle)
        self._etats[ligne.cle] = etat
        self._draw()
        if etat != A_DECIDER:
            self._go_on(rang)

    def _go_on(self, rang: int) -> None:
        """To the next one to decide, from there."""
        lignes = [*self._lignes.values()]
        suivantes = (*lignes[rang + 1 :], *lignes[: rang + 1])
        suivante = next((une for une in suivantes if une.decide and self._state(une) == A_DECIDER), None)
        if suivante is not None:
            self.liste.go_to(suivante.cle)

    def _take_out_the_rest(self) -> None:
        for ligne in self._lignes.values():
            if ligne.decide and self._state(ligne) == A_DECIDER:
                self._etats[ligne.cle] = RETIREE
        self._draw()
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rewrite(self) -> None:
        if self.phrase is not None and self.here is not None and self.here.recrite:
            self.phrase.write()

    def _put(self, ligne: LigneARelire, texte: str) -> None:
        self.rewritten.emit(ligne, texte)
