"""What is not ordinary French in what leaves of a grille, one thing a line: taken out or left, until someone says otherwise."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from droits_usagers.domain.mots.pliage import is_said
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE, PassageTrie, TriReleve, key_of
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.grille.anonymat import bilan_of
from droits_usagers.services.grille.examen import Examen, as_decided, found_in
from droits_usagers.services.grille.imprimee import DocumentGrille, FormeGrille
from droits_usagers.ui.composants import BoutonSecondaire, Champ, Colonne, Intitule, LibelleEtat, LigneTexte, Nature, Titre
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.ligne_decidee import LigneDecidee, put_lines
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.grille.suites import EcranPapiers
from droits_usagers.ui.socle.disposition import order_down
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.domain.grille import Ecart
    from droits_usagers.services.grille.anonymat import Lus

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


class EcranTri(EcranPapiers):
    """`left`: back to the other papers. What was decided holds for this grille, and until someone else sits down."""

    left = Signal()
    #: True: who decided of it is told on the screen.
    a_qui_trie = True

    def __init__(self, contexte: Contexte, id_: str) -> None:
        super().__init__(contexte, id_)
        #: What is being read: later ones drop it.
        self._suite = f"grille.{id_}"
        self.tri: TriReleve = RIEN_DE_TRIE
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
        relus, aussi = Colonne(ecart=8), Colonne(ecart=8)
        relus.addWidget(self.compte)
        relus.addLayout(self._pile)
        aussi.addWidget(Champ(Intitule(self._say("aussi"), self._say("aussi_aide")), self.mot))
        aussi.addWidget(self.retirer, 0, Qt.AlignmentFlag.AlignLeading)
        for partie in (relus, aussi):
            self.colonne.addLayout(partie)
        self._put_out()
        self.colonne.addStretch(1)
        self.put_under(self.retour)

    def _put_out(self) -> None:
        """From where it leaves, if that is from here."""

    # What the editor tells it

    def show_examen(self, examen: Examen) -> None:
        """What of these findings leaves."""
        self._examen = examen
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
        self._contexte.operations.forget(self._suite)
        self.tri, self._examen, self._marque = RIEN_DE_TRIE, Examen(), ("", "")
        self.mot.clear()
        self.compte.clear()
        self._show(())

    def focus_first(self) -> bool:
        """On the first thing that was found, or on what one may take out besides."""
        (self.passages[0] if self.passages else self.mot).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # What is found

    def _reading(self) -> "Callable[[], tuple[object, tuple[PassageTrie, ...]]]":
        """What gives what leaves, and what was found in it, from any thread."""
        raise NotImplementedError

    def _read(self) -> None:
        """What stands in it now: leaving something there may leave room for less."""
        reponses = Reponses(self, self._on_read, self._on_unread)
        self._contexte.operations.run_latest(self._contexte.services.rendu, self._reading(), reponses, suite=self._suite)

    def _on_read(self, fait: tuple[object, tuple[PassageTrie, ...]]) -> None:
        self._show(fait[1])

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
        self.compte.setText(bilan_of(tries, self._textes, a_qui_trie=self.a_qui_trie) if self._examen.trouves else "")

    # What is decided

    def _decide(self, ligne: PassageRetire, etat: str) -> None:
        cle = ligne.passage.cle
        self.tri = self.tri.leave(cle) if etat == LAISSE else self.tri.take_out(cle)
        ligne.show_state(etat)
        self._count()
        rang = self.passages.index(ligne) + 1
        (self.passages[rang] if rang < len(self.passages) else ligne).setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _mark(self) -> None:
        texte = self.mot.text().strip()
        cle = key_of(texte)
        if cle:
            self.tri, self._marque = self.tri.mark(cle), (cle, texte)
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


class EcranReleves(EcranTri):
    """`decided`: the Examen as papers and letters say it."""

    decided = Signal(object)
    #: Most of what stays, nobody decided.
    a_qui_trie = False

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte, "releves")

    def _reading(self) -> "Callable[[], tuple[Examen, tuple[PassageTrie, ...]]]":
        examen, tri, catalogue = self._examen, self.tri, self._contexte.services.catalogue

        def read() -> "tuple[Examen, tuple[PassageTrie, ...]]":
            return as_decided(examen, tri, catalogue), found_in(replace(examen.grille, tri=tri), catalogue)

        return read

    def _on_read(self, fait: "tuple[object, tuple[PassageTrie, ...]]") -> None:
        super()._on_read(fait)
        self.decided.emit(fait[0])


class EcranSansNom(EcranTri):
    """That of the summary, which leaves from here."""

    def __init__(self, contexte: Contexte) -> None:
        #: The findings with all that is quoted in them, read once for all that is decided.
        self._entiers: Callable[[], tuple[Ecart, ...]] = tuple
        #: What was found in their texts, whatever is decided of it.
        self._lus: Lus = {}
        super().__init__(contexte, "retires")

    def _put_out(self) -> None:
        self.colonne.addWidget(Titre(self._textes("grille.suites.formes.synthese_sans_nom"), niveau=2))
        self.colonne.addLayout(self._ways_out(FormeGrille.SYNTHESE_SANS_NOM))

    def show_examen(self, examen: Examen) -> None:
        """The summary of these findings."""
        self._entiers = cache(partial(self._contexte.services.grilles.whole, examen.grille, examen.ecarts))
        self._lus = {}
        super().show_examen(examen)

    def clear(self) -> None:
        """Holds nothing."""
        super().clear()
        self._entiers, self._lus = tuple, {}

    def _document(self, forme: FormeGrille) -> Callable[[], DocumentGrille]:  # noqa: ARG002 - it has one
        write = self._reading()
        return lambda: write()[0]

    def _reading(self) -> "Callable[[], tuple[DocumentGrille, tuple[PassageTrie, ...]]]":
        services, grille, entiers = self._contexte.services, self._examen.grille, self._entiers
        tri, lus = self.tri, self._lus
        return lambda: services.grilles.nameless(grille, entiers(), au=services.today(), tri=tri, lus=lus)
