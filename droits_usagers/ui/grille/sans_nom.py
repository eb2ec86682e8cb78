"""What is taken out of the summary without names, one thing a line: all of it, until someone leaves some of it there."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from droits_usagers.domain.mots.pliage import is_said
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE, PassageTrie, TriReleve, key_of
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.grille.anonymat import bilan_of
from droits_usagers.services.grille.examen import Examen
from droits_usagers.services.grille.imprimee import DocumentGrille, FormeGrille
from droits_usagers.ui.composants import (
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    LibelleEtat,
    LigneTexte,
    Nature,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.ligne_decidee import put_lines
from droits_usagers.ui.grille.papiers import EcranPapiers
from droits_usagers.ui.grille.passage_retire import LAISSE, RETIRE, PassageRetire
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.socle.tabulation import order_down

if TYPE_CHECKING:
    from droits_usagers.domain.grille import Ecart

SUITE = "grille.sans_nom"


class EcranSansNom(EcranPapiers):
    """`left`: back to the other papers. What was decided holds for this grille, and until someone else sits down."""

    left = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte, "retires")
        self._tri: TriReleve = RIEN_DE_TRIE
        #: The findings with all that is quoted in them, read once for all that is decided.
        self._entiers: Callable[[], tuple[Ecart, ...]] = tuple
        #: The word just marked, by its key and as it was typed.
        self._marque = ("", "")
        self._masque = False
        self.passages: tuple[PassageRetire, ...] = ()
        #: How many were found, taken out and left, which ones.
        self.compte = LibelleEtat(first=False)
        self._pile = Colonne(ecart=8)
        self.mot = LigneTexte()
        self.retirer = BoutonSecondaire(self._say("aussi_bouton"))
        self.retour = BoutonSecondaire(self._textes("grille.suites.retour"), icone="retour")
        self._build()
        self.retirer.clicked.connect(lambda _checked=False: self._mark())
        bind("Return", self.mot, self._mark)
        self.retour.clicked.connect(lambda _checked=False: self.left.emit())
        bind("Esc", self, self.left.emit)

    def _build(self) -> None:
        sortir, relus, aussi = Colonne(ecart=8), Colonne(ecart=8), Colonne(ecart=8)
        relus.addWidget(self.compte)
        relus.addLayout(self._pile)
        aussi.addWidget(Champ(Intitule(self._say("aussi"), self._say("aussi_aide")), self.mot))
        aussi.addWidget(self.retirer, 0, Qt.AlignmentFlag.AlignLeading)
        sortir.addWidget(Titre(self._textes("grille.suites.formes.synthese_sans_nom"), niveau=2))
        sortir.addLayout(self._ways_out(FormeGrille.SYNTHESE_SANS_NOM))
        for partie in (relus, aussi, sortir):
            self.colonne.addLayout(partie)
        self.colonne.addStretch(1)
        self.put_under(self.retour)

    # What the editor tells it

    def show_examen(self, examen: Examen) -> None:
        """The summary of these findings."""
        self._examen = examen
        self._entiers = cache(partial(self._contexte.services.grilles.whole, examen.grille, examen.ecarts))
        self._avis.hide()
        self._read()

    def conceal(self, *, masque: bool) -> None:
        """Hides what was found, or shows it again."""
        self._masque = masque
        self._be_seen()

    def _be_seen(self) -> None:
        for widget in (*self.passages, self.compte, self.mot):
            widget.setVisible(not self._masque)

    def clear(self) -> None:
        """Holds nothing."""
        super().clear()
        self._contexte.operations.forget(SUITE)
        self._tri, self._examen, self._marque = RIEN_DE_TRIE, Examen(), ("", "")
        self._entiers = tuple
        self.mot.clear()
        self.compte.clear()
        self._show(())

    def focus_first(self) -> bool:
        """On the first thing that was found, or on what one may take out besides."""
        (self.passages[0] if self.passages else self.mot).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # What is found

    def _document(self, forme: FormeGrille) -> Callable[[], DocumentGrille]:  # noqa: ARG002 - it has one
        write = self._writing()
        return lambda: write()[0]

    def _writing(self) -> "Callable[[], tuple[DocumentGrille, tuple[PassageTrie, ...]]]":
        services, grille, entiers, tri = self._contexte.services, self._examen.grille, self._entiers, self._tri
        return lambda: services.grilles.nameless(grille, entiers(), au=services.today(), tri=tri)

    def _read(self) -> None:
        """What stands in it now: leaving something there may leave room for less."""
        reponses = Reponses(self, lambda fait: self._show(fait[1]), self._on_unread)
        self._contexte.operations.run_latest(self._contexte.services.rendu, self._writing(), reponses, suite=SUITE)

    def _on_unread(self, error: ExpectedError) -> None:
        self.say(self._contexte.operations.sentence(error), nature=Nature.ARRET)

    def _show(self, passages: tuple[PassageTrie, ...]) -> None:
        avant, connues = self.passages, {une.passage: une for une in self.passages}
        ici = next((rang for rang, une in enumerate(avant) if une.is_here), None)
        self.passages = tuple(connues.get(replace(un, laisse=False)) or self._line(un) for un in passages)
        for une, passage in zip(self.passages, passages, strict=True):
            une.show_state(LAISSE if passage.laisse else RETIRE)
        put_lines(self._pile, avant, self.passages)
        order_down(self)
        self._count()
        if ici is not None and not any(une.is_here for une in self.passages):
            # Where it was, something else is.
            (self.passages[min(ici, len(self.passages) - 1)] if self.passages else self.mot).setFocus()
        self._be_seen()
        self._tell_marked(passages)

    def _line(self, passage: PassageTrie) -> PassageRetire:
        ligne = PassageRetire(self._textes, passage)
        ligne.left.connect(lambda: self._decide(ligne, LAISSE))
        ligne.taken_out.connect(lambda: self._decide(ligne, RETIRE))
        return ligne

    def _count(self) -> None:
        for rang, une in enumerate(self.passages, start=1):
            une.tell_place(rang, len(self.passages))
        tries = [replace(une.passage, laisse=une.etat == LAISSE) for une in self.passages]
        self.compte.setText(bilan_of(tries, self._textes, a_qui_trie=True) if self._examen.trouves else "")

    # What is decided

    def _decide(self, ligne: PassageRetire, etat: str) -> None:
        cle = ligne.passage.cle
        self._tri = self._tri.leave(cle) if etat == LAISSE else self._tri.take_out(cle)
        ligne.show_state(etat)
        self._count()
        rang = self.passages.index(ligne) + 1
        (self.passages[rang] if rang < len(self.passages) else ligne).setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _mark(self) -> None:
        texte = self.mot.text().strip()
        cle = key_of(texte)
        if cle:
            self._tri, self._marque = self._tri.mark(cle), (cle, texte)
            self.mot.clear()
            self._read()

    def _tell_marked(self, passages: tuple[PassageTrie, ...]) -> None:
        """Whether what was just marked stands there."""
        (cle, texte), self._marque = self._marque, ("", "")
        if not cle:
            return
        la = any(is_said(cle, key_of(un.texte)) for un in passages)
        dit = self._say("marque" if la else "absent", texte=texte)
        self.say(dit, nature=Nature.BIEN if la else Nature.ATTENTION)
