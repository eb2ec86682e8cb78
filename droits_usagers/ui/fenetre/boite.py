"""A box over any screen: a title, some sentences, and two gestures, the second of which Enter does."""

from collections import deque
from collections.abc import Iterable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from droits_usagers.domain.dossier.oubli import DouteOubli
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.accueil.seance import Seance
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Colonne, Defilement, Libelle, Rangee, Titre
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.fenetre.ecrans import Pages
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import ABIMES, Operations, Reponses
from droits_usagers.ui.socle.page import Contexte


class Boite(QDialog):
    """As large as its words, four fifths of the screen at most; what does not fit scrolls, its gestures stay."""

    def __init__(
        self, titre: str, phrases: Iterable[str], gestes: tuple[BoutonSecondaire, BoutonPrimaire], *, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        premier, second = gestes
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(24, 24, 24, 12))
        colonne.addWidget(Titre(titre))
        for phrase in phrases:
            colonne.addWidget(Libelle(phrase))
        colonne.addStretch(1)
        pied = Rangee(marges=(24, 12, 24, 24))
        second.bind_enter(self)
        pied.addWidget(premier)
        pied.addStretch(1)
        pied.addWidget(second)
        page = Colonne(self, ecart=0)
        page.addWidget(Defilement(contenu), 1)
        page.addLayout(pied)
        ecran = QGuiApplication.primaryScreen().availableGeometry()
        largeur = min(current_theme().px(560), ecran.width())
        self.resize(largeur, min(colonne.totalHeightForWidth(largeur) + pied.sizeHint().height(), ecran.height() * 4 // 5))
        second.setFocus()


class QuestionDoute(Boite):
    """Accepted: it is to go. Given up, by whoever answers or because the screen is hidden: it stays."""

    def __init__(self, contexte: Contexte, doute: DouteOubli, *, discreet: bool, raison: str, parent: QWidget) -> None:
        textes = contexte.textes
        quoi = textes(f"doutes.quoi.{doute.cle.partition('.')[0]}")
        masque = textes("suivi.nom_masque")
        qui, passage = (masque, masque) if discreet else (doute.qui, doute.passage)
        phrases = (raison, textes("doutes.phrase", quoi=quoi, qui=qui, passage=passage), textes("doutes.suite"))
        effacer = BoutonSecondaire(textes("doutes.effacer"))
        garder = BoutonPrimaire(textes("doutes.garder"), touche=textes("commun.entree"))
        super().__init__(textes("doutes.titre"), filter(None, phrases), (effacer, garder), parent=parent)
        self.effacer, self.garder = effacer, garder
        self.setWindowTitle(textes("commun.nom"))
        self.effacer.clicked.connect(self.accept)
        self.garder.clicked.connect(self.reject)


class DoutesEffacement(QObject):
    """One question after another. What nobody answers stays: it is somebody's work."""

    def __init__(self, contexte: Contexte, pages: Pages, fenetre: QWidget) -> None:
        super().__init__(fenetre)
        self._contexte, self._pages, self._fenetre = contexte, pages, fenetre
        self._acces = AccesCoffre(contexte)
        #: Each with why it could not be erased, when it was to be.
        self._attendent: deque[tuple[DouteOubli, str]] = deque()
        self._question: QuestionDoute | None = None
        pages.doubted.connect(self._on_doubted)

    def _on_doubted(self, doute: DouteOubli) -> None:
        self._attendent.append((doute, ""))
        self._ask_next()

    def _ask_next(self) -> None:
        if self._question is not None or not self._attendent:
            return
        if not self._acces.is_open or self._contexte.services.seance.hidden:
            # Hidden meanwhile: nothing of whoever was erased is remembered.
            self._attendent.clear()
            return
        doute, raison = self._attendent.popleft()
        discreet = self._pages.discreet
        self._question = QuestionDoute(self._contexte, doute, discreet=discreet, raison=raison, parent=self._fenetre)
        self._question.finished.connect(lambda resultat: self._on_answered(doute, resultat))
        self._question.open()

    def _on_answered(self, doute: DouteOubli, resultat: int) -> None:
        question, self._question = self._question, None
        if question is not None:
            question.deleteLater()
        if resultat == QDialog.DialogCode.Accepted:
            self._pages.give_up(doute)
            reponses = Reponses(self, lambda _: None, lambda error: self._on_failed(doute, error))
            self._acces.write(lambda coffre: coffre.effacement.give_up(doute), reponses)
        self._ask_next()

    def _on_failed(self, doute: DouteOubli, error: ExpectedError) -> None:
        self._attendent.append((doute, self._contexte.operations.sentence(error)))
        self._ask_next()


class Accident(StrEnum):
    """What happened to the opened coffre; the command that leads on is `rail.<accident>`."""

    AUCUN = ""
    ABIME = "abime"
    #: Closed after a failure that nobody understood.
    ROMPU = "rompu"


class CoffreEnPanne(Boite):
    """Accepted: to its backups, or to its phrase. Given up: back to the screen, whose commands go on leading there."""

    def __init__(self, textes: Textes, accident: Accident, parties: Sequence[str], *, parent: QWidget | None = None) -> None:
        rester = BoutonSecondaire(textes("panne_coffre.rester"))
        suite = BoutonPrimaire(textes(f"panne_coffre.{accident}.aller"), touche=textes("commun.entree"))
        super().__init__(textes(f"panne_coffre.{accident}.titre"), parties, (rester, suite), parent=parent)
        self.rester, self.suite = rester, suite
        self.setWindowTitle(textes("commun.nom"))
        self.rester.clicked.connect(self.reject)
        self.suite.clicked.connect(self.accept)


class PannesCoffre(QObject):
    """Says once what happened, and remembers where the commands must lead meanwhile. One per window."""

    #: An Accident: the commands must lead somewhere else.
    happened = Signal(object)
    #: The coffre is to be locked, drafts kept if they can be: its backups, or its phrase, come next.
    locking_wanted = Signal()

    def __init__(self, operations: Operations, textes: Textes, *, seance: Seance, fenetre: QWidget) -> None:
        super().__init__(fenetre)
        self._operations, self._textes, self._seance, self._fenetre = operations, textes, seance, fenetre
        self._accident = Accident.AUCUN
        #: Once locked, its backups are to be shown.
        self._backups_wanted = False
        operations.coffre_failed.connect(self._on_failed)
        operations.secours_wanted.connect(self.look_at_backups)

    def forget(self) -> None:
        """Another coffre, the same opened again, or none: only what could be read of a damaged one stays damaged."""
        coffre = self._seance.coffre
        self._happen(Accident.ABIME if coffre is not None and coffre.lacunes is not None else Accident.AUCUN)

    @property
    def accident(self) -> Accident:
        """What happened to it, if anything did."""
        return self._accident

    def look_at_backups(self) -> None:
        """From any screen."""
        self._backups_wanted = True
        self.locking_wanted.emit()

    def go_on(self) -> None:
        """To the backups of what is damaged; to the phrase of what had to be closed."""
        if self._accident is Accident.ABIME:
            self.look_at_backups()
        else:
            self.locking_wanted.emit()

    def take_wish(self) -> bool:
        """True once, if its backups are to be shown now that it is locked."""
        voulu, self._backups_wanted = self._backups_wanted, False
        return voulu

    def _happen(self, accident: Accident) -> None:
        if accident is not self._accident:
            self._accident = accident
            self.happened.emit(accident)

    def _on_failed(self, error: ExpectedError) -> None:
        """What one is looking at may be the last that can be read: it stays until one has read this."""
        coffre = self._seance.coffre
        if coffre is None or coffre.chemin.name != error.faits.get("fichier") or self._accident is not Accident.AUCUN:
            return
        accident = Accident.ABIME if error.panne in ABIMES else Accident.ROMPU
        self._happen(accident)
        parties = [self._operations.sentence(error)] if accident is Accident.ROMPU else []
        parties.append(self._textes(f"panne_coffre.{accident}.suite", fichier=coffre.chemin.name))
        boite = CoffreEnPanne(self._textes, accident, parties, parent=self._fenetre)
        boite.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        boite.accepted.connect(self.go_on)
        boite.open()
