"""« Colonnes du tableau »: which ones, in which order, how wide; with the keyboard as with the mouse on the header."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.suivi.colonnes import CLE, Colonnes, colonnes_of
from droits_usagers.services.suivi.lignes import Rubrique
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Colonne, Defilement, Libelle, Option, Rangee, Titre
from droits_usagers.ui.composants.choix import LigneMultiple
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.suivi.table import LARGEURS

_PAS = 40


class LigneColonne(QWidget):
    """A column: whether it is shown and, where the focus is, the two arrows that move it."""

    #: So many places further down; so much wider.
    moved = Signal(int)
    widened = Signal(int)

    def __init__(self, rubrique: Rubrique, nom: str, say: Callable[..., str]) -> None:
        super().__init__()
        self.carte = LigneMultiple(Option(rubrique, nom))
        rangee = Rangee(self, ecart=4)
        rangee.addWidget(self.carte, 1)
        self.fleches: list[BoutonLien] = []
        for id_, fleche, pas in (("avancer", "↑", -1), ("reculer", "↓", 1)):
            bouton = BoutonLien(fleche)
            bouton.setAccessibleName(say(f"nom_{id_}", colonne=nom))
            # A square of forty, as the line is high.
            bouton.marge_h = 14
            bouton.clicked.connect(partial(self._say_moved, pas))
            bouton.hide()
            self.fleches.append(bouton)
            rangee.addWidget(bouton)
        for touche, dire, pas in (
            ("Alt+Up", self.moved, -1),
            ("Alt+Down", self.moved, 1),
            ("+", self.widened, _PAS),
            ("-", self.widened, -_PAS),
        ):
            bind(touche, self, partial(dire.emit, pas))

    def _say_moved(self, pas: int, _coche: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt
        self.moved.emit(pas)

    def show_arrows(self, *, montrees: bool) -> None:
        """The arrows, where one is."""
        for fleche in self.fleches:
            fleche.setVisible(montrees)


class ReglageColonnes(QWidget):
    """Beside the list. Says each change at once."""

    #: A new `Colonnes`.
    arranged = Signal(object)
    closed = Signal()

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        self._textes = textes
        self._say = self._textes.under("liste.colonnes")
        self._colonnes = Colonnes()
        self.setAccessibleName(self._say("titre"))
        fermer = BoutonLien(self._say("fermer"), icone="fermer")
        fermer.clicked.connect(self.closed)
        debut = BoutonSecondaire(self._say("au_debut"))
        debut.clicked.connect(lambda: self._arrange(Colonnes()))
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=12, marges=(2, 2, 12, 16))
        colonne.addWidget(Titre(self._say("titre"), niveau=2))
        colonne.addWidget(Libelle(self._say("aide"), teinte=Teinte.DOUX))
        self._lignes = Colonne(ecart=0)
        colonne.addLayout(self._lignes)
        colonne.addWidget(debut, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addStretch(1)
        page = Colonne(self, ecart=8)
        page.addWidget(fermer, 0, Qt.AlignmentFlag.AlignLeading)
        page.addWidget(Defilement(contenu), 1)
        self.lignes = {rubrique: self._line(rubrique) for rubrique in Rubrique}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _line(self, rubrique: Rubrique) -> LigneColonne:
        ligne = LigneColonne(rubrique, self._textes(f"suivi.colonnes.{rubrique}"), self._say)
        ligne.carte.clicked.connect(lambda: self._arrange(self._colonnes.toggled(rubrique)))
        ligne.moved.connect(partial(self._move, rubrique))
        ligne.widened.connect(partial(self._widen, rubrique))
        return ligne

    def _on_focus(self, _avant: QObject | None, ici: QObject | None) -> None:
        if isinstance(ici, QWidget) and self.isAncestorOf(ici):
            for ligne in self.lignes.values():
                ligne.show_arrows(montrees=ligne.isAncestorOf(ici))

    def show_columns(self, colonnes: Colonnes) -> None:
        """As they are."""
        self._colonnes = colonnes
        for place, rubrique in enumerate(colonnes.ordre):
            ligne = self.lignes[rubrique]
            self._lignes.removeWidget(ligne)
            self._lignes.insertWidget(place, ligne)
            ligne.carte.setChecked(rubrique not in colonnes.masquees)

    def focus_first(self) -> None:
        """Puts the focus on the first column."""
        self.lignes[self._colonnes.ordre[0]].carte.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, rubrique: Rubrique, pas: int) -> None:
        self._arrange(self._colonnes.moved(rubrique, pas))

    def _widen(self, rubrique: Rubrique, pas: int) -> None:
        largeur = self._colonnes.largeurs.get(rubrique, LARGEURS[rubrique][1])
        self._arrange(self._colonnes.widened(rubrique, largeur + pas))

    def _arrange(self, colonnes: Colonnes) -> None:
        self.show_columns(colonnes)
        self.arranged.emit(colonnes)


#: A change is kept once it has settled.
_GARDE_MS = 600
_CLE_VOLET = "suivi.volet"


class Memoire(QObject):
    """Reads it once, keeps each change."""

    #: How it was left: its `Colonnes`, and whether the filters were open.
    recalled = Signal(object, bool)
    failed = Signal(object)

    def __init__(self, acces: AccesCoffre, parent: QObject) -> None:
        super().__init__(parent)
        self._acces = acces
        self._a_garder: dict[str, object] = {}
        self._rappelee = False
        self._garde = QTimer(self, singleShot=True, interval=_GARDE_MS)
        self._garde.timeout.connect(self.flush)

    def recall(self) -> None:
        """Asks how it was left, the first time; what was changed since is already shown."""
        if self._rappelee:
            return
        self._rappelee = True
        reponses = Reponses(self, lambda lus: self.recalled.emit(colonnes_of(lus[0]), lus[1] is True), self.failed.emit)
        self._acces.ask(lambda coffre: (coffre.reglages.read(CLE), coffre.reglages.read(_CLE_VOLET)), reponses)

    def keep_columns(self, colonnes: Colonnes) -> None:
        """Columns as they are now."""
        self._a_garder[CLE] = colonnes.as_json()
        self._garde.start()

    def keep_filters_open(self, *, ouvert: bool) -> None:
        """Whether the filters stay open."""
        self._a_garder[_CLE_VOLET] = ouvert or None
        self._garde.start()

    def flush(self) -> None:
        """Keeps now what is not kept yet: before a coffre is closed."""
        self._garde.stop()
        a_garder, self._a_garder = self._a_garder, {}
        for cle, valeur in a_garder.items():
            reponses = Reponses(self, lambda _: None, self._on_failure)
            self._acces.write(lambda coffre, c=cle, v=valeur: coffre.reglages.keep(c, v), reponses)  # type: ignore[misc]

    def _on_failure(self, error: ExpectedError) -> None:
        self.failed.emit(error)
