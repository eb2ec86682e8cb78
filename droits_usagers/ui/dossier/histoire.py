"""« Histoire »: what happened to a dossier, latest first, with what can be seen of it, undone or taken away."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.histoire import EntreeMontree, GenreEntree
from droits_usagers.ui.composants import Avis, BoutonLien, BoutonSecondaire, Colonne, Libelle, Nature, Rangee
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.formulaire import GestePanneau


@dataclass(frozen=True, slots=True)
class MotsConfirmation:
    """What is said: on the link, to a screen reader, before doing it, on the two buttons."""

    lien: str
    nom: str
    mot: str
    sur: str
    oui: str
    non: str


class Confirmation(BoutonLien):
    """A link; once pressed, a notice takes its place, in this column."""

    def __init__(self, mots: MotsConfirmation, action: Callable[[], object], colonne: QBoxLayout) -> None:
        super().__init__(mots.lien)
        self._mots, self._action, self._colonne = mots, action, colonne
        self.setAccessibleName(mots.nom)
        self.clicked.connect(self._ask)
        self._avis: Avis | None = None

    def _ask(self) -> None:
        mots = self._mots
        avis = Avis(mots.sur, mot=mots.mot, nature=Nature.ATTENTION)
        non, oui = BoutonSecondaire(mots.non), BoutonSecondaire(mots.oui)
        non.clicked.connect(self._give_up)
        oui.clicked.connect(lambda _checked=False: self._action())
        avis.add_button(non)
        avis.add_button(oui)
        self.hide()
        self._colonne.addWidget(avis)
        avis.show()
        self._avis = avis
        non.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self) -> None:
        if self._avis is not None:
            self._avis.hide()
            self._avis.deleteLater()
            self._avis = None
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class VueHistoire(QWidget):
    """Shows lines and reports what is asked of one of them. Made again each time they change."""

    #: What is done to a line: a `GestePanneau`.
    geste = Signal(object)
    #: Every line is there.
    completed = Signal()

    def __init__(self, textes: Textes, *, discreet: bool, lecture_seule: bool) -> None:
        super().__init__()
        self._textes = textes
        self._discreet, self._lecture_seule = discreet, lecture_seule
        self._colonne = Colonne(self, ecart=12)
        #: Lines still to be made, some at each turn: a long history must not keep the window from answering a key.
        self._reste: deque[EntreeMontree] = deque()
        self._tour = QTimer(self, singleShot=True, interval=0)
        self._tour.timeout.connect(self._go_on)

    @property
    def complete(self) -> bool:
        """True once every line is there."""
        return not self._reste

    def show_entries(self, entrees: tuple[EntreeMontree, ...]) -> None:
        """Every line, from the next turn on."""
        self._reste = deque(entrees)
        self._tour.start()
        if not entrees:
            self._colonne.addWidget(Libelle(self._textes("suivi.panneau.aucune_histoire"), teinte=Teinte.DOUX))

    def _go_on(self) -> None:
        for _ in range(min(_PAR_TOUR, len(self._reste))):
            part = self._entry(self._reste.popleft())
            self._colonne.addWidget(part)
            part.show()
        if self._reste:
            self._tour.start()
        else:
            self.completed.emit()

    def _entry(self, entree: EntreeMontree) -> QWidget:
        part = QWidget()
        colonne = Colonne(part, ecart=2)
        ligne = self._textes("suivi.panneau.ligne_histoire", date=entree.date, fait=entree.texte)
        dit = f"{ligne} ({self._textes('suivi.panneau.annule')})" if entree.annule else ligne
        colonne.addWidget(Libelle(dit, teinte=Teinte.DOUX if entree.annule else Teinte.TEXTE))
        if entree.saisi:
            masque = self._textes("suivi.panneau.masque")
            colonne.addWidget(Libelle(masque if self._discreet else entree.saisi, teinte=Teinte.DOUX))
        for precision in entree.precisions:
            colonne.addWidget(Libelle(precision, teinte=Teinte.DOUX))
        liens = self._links(entree, colonne)
        if liens:
            rangee = Rangee(ecart=4)
            for lien in liens:
                rangee.addWidget(lien)
            rangee.addStretch(1)
            colonne.addLayout(rangee)
        return part

    def _links(self, entree: EntreeMontree, colonne: Colonne) -> list[BoutonLien]:
        liens: list[BoutonLien] = []
        if entree.piece is not None:
            libelle = self._textes("suivi.pieces.voir_nom", piece=entree.piece.libelle, date=entree.date)
            numero = entree.piece.numero
            liens.append(self._link("pieces.voir", libelle, lambda vers: vers.gestes.view(numero)))
        if not self._lecture_seule:
            liens += self._changing(entree, colonne)
        return liens

    def _changing(self, entree: EntreeMontree, colonne: Colonne) -> list[BoutonLien]:
        """What can be done to a line, where anything can be changed."""
        liens: list[BoutonLien] = []
        if entree.genre is GenreEntree.FAIT and not entree.annule:
            nom = self._textes("suivi.panneau.annuler_nom", fait=entree.texte, date=entree.date)
            liens.append(self._link("panneau.annuler", nom, lambda vers: vers.cancel(entree.numero)))
        if entree.genre is GenreEntree.COURRIER and not _has_sent_version(entree):
            nom = self._textes("suivi.pieces.remplacer_nom", lettre=entree.texte, date=entree.date)
            liens.append(self._link("pieces.remplacer", nom, lambda vers: vers.gestes.replace(entree)))
        if entree.piece is not None:
            nom = self._textes("suivi.pieces.retirer_nom", piece=entree.piece.libelle, date=entree.date)
            numero = entree.piece.numero
            retirer = partial(self.geste.emit, lambda vers: vers.gestes.detach(numero))
            liens.append(Confirmation(self._words("suivi.pieces.retirer", nom), retirer, colonne))
        if (attache := entree.attache) is not None:
            mots = f"attaches.{attache.code}.retirer"
            retirer = partial(self.geste.emit, lambda vers: vers.gestes.take(attache, entree.numero))
            liens.append(Confirmation(self._words(mots, self._textes(f"{mots}_nom", date=entree.date)), retirer, colonne))
        return liens

    def _link(self, id_: str, nom: str, geste: GestePanneau) -> BoutonLien:
        lien = BoutonLien(self._textes(f"suivi.{id_}"))
        lien.setAccessibleName(nom)
        lien.clicked.connect(lambda _checked=False: self.geste.emit(geste))
        return lien

    def _words(self, id_: str, nom: str) -> MotsConfirmation:
        def say(suite: str) -> str:
            return self._textes(f"{id_}{suite}")

        return MotsConfirmation(say(""), nom, self._textes("commun.avis.attention"), say("_sur"), say("_oui"), say("_non"))


#: Lines made in one turn.
_PAR_TOUR = 2


def _has_sent_version(entree: EntreeMontree) -> bool:
    return entree.piece is not None and entree.piece.genre is GenrePiece.VERSION_ENVOYEE
