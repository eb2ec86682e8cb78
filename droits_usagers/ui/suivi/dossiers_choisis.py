"""What is done with the dossiers chosen: handed to the screen that does it, or done here, where it can be undone."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from droits_usagers.domain.dossier.dossiers import Affaire
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Avancement, Tache, Unites
from droits_usagers.services.suivi.liste_coffre import Cloture
from droits_usagers.ui.composants import (
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    LigneTexte,
    ListeDeroulante,
    Pied,
    Titre,
)
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import AVEC_CHOIX, Acte
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.suivi.chargement import Chargement
from droits_usagers.ui.suivi.modele import ChoixSuivi

#: How many times progress is said at most, and of how few it is not worth it.
_DITS, _PEU = 20, 20
#: What can be done about what was just said: words and an action, each.
Suites = Sequence[tuple[str, Callable[[], object]]]


@dataclass(frozen=True, slots=True)
class GesteListeFait:
    """Something was done, or stopped on the way."""

    phrase: str = field(repr=False)
    suites: Suites = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class GesteListeEnCours:
    """How far it is."""

    phrase: str


@dataclass(frozen=True, slots=True)
class GesteListeRefuse:
    """It cannot be done here: why."""

    phrase: str


@dataclass(frozen=True, slots=True)
class ChoisirAffaire:
    """To which affaire so many dossiers belong is to be asked; those there are."""

    nombre: int
    affaires: Sequence[Affaire] = field(repr=False)


@dataclass(frozen=True, slots=True)
class MontrerAffaire:
    """The dossiers of one affaire alone."""

    numero: int


@dataclass(frozen=True, slots=True)
class RangerColonnes:
    """The columns are to be arranged."""


DitGesteListe = GesteListeFait | GesteListeEnCours | GesteListeRefuse
VueVoulue = ChoisirAffaire | MontrerAffaire | RangerColonnes


class DossiersChoisis(QObject):
    """Knows what is chosen; writes to the coffre in units, so that search and scrolling go on."""

    #: Another screen: a `Destination`.
    page_wanted = Signal(object)
    #: What becomes of what was asked: a `DitGesteListe`.
    said = Signal(object)
    failed = Signal(object)
    #: What the list is to show: a `VueVoulue`.
    view_wanted = Signal(object)
    #: The list is to be read again.
    changed = Signal()
    #: Dossiers went into an affaire, or back out of it: their references.
    moved = Signal(object)

    def __init__(self, contexte: Contexte, chargement: Chargement, choix: ChoixSuivi) -> None:
        super().__init__(chargement)
        self._services, self._textes = contexte.services, contexte.textes
        self._acces = AccesCoffre(contexte)
        self._chargement, self._choix = chargement, choix
        self._reunis: tuple[str, ...] = ()
        #: Something is being done to many: nothing else is begun meanwhile.
        self._occupe = False
        self._tache: Tache | None = None

    def do(self, acte: Acte, *, courant: str = "", restreint: bool = False) -> None:
        """Does it with what is chosen, else with the dossier looked at.

        Where an act is of use without any dossier: `restreint`, with all that the filter keeps; otherwise with everything.
        """
        if acte.ecrit and self._acces.lecture_seule:
            self.said.emit(GesteListeRefuse(self._textes("liste.lecture_seule")))
        elif acte.id == "colonnes":
            self.view_wanted.emit(RangerColonnes())
        elif acte.emporte:
            self._ask_chosen(partial(self._hand_over, acte), seul="", tout=False)
        elif acte not in AVEC_CHOIX:
            self._hand_over(acte, ())
        else:
            seul = courant if acte.ecrit else ""
            self._ask_chosen(partial(self._do_with, acte), seul=seul, tout=restreint and not acte.ecrit)

    def forget(self) -> None:
        """Nothing of the coffre stays."""
        self._reunis = ()
        self._occupe = False

    def _ask_chosen(self, suite: Callable[[tuple[str, ...]], object], *, seul: str, tout: bool) -> None:
        """The references chosen, in the order of the list."""
        etendue, filtre, tri = self._choix.etendue, self._chargement.filtre, self._chargement.tri
        if not etendue.tous and not etendue.marques and not tout:
            suite((seul,) if seul else ())
            return

        def read(coffre: Coffre) -> tuple[str, ...]:
            if etendue.tous or not etendue.marques:
                return tuple(ref for ref in coffre.liste.references(filtre, tri=tri) if tout or etendue.holds(ref))
            return coffre.liste.kept(filtre, etendue.marques, tri=tri)

        self._acces.ask(read, Reponses(self, suite, self.failed.emit))

    def _do_with(self, acte: Acte, references: tuple[str, ...]) -> None:
        if acte.vers is not None:
            if references or not acte.ecrit:
                self._hand_over(acte, references)
        elif references and not self._occupe:
            {"jeter": self._discard, "clore": self._close, "reunir": self._ask_affaire}[acte.id](references)

    def _hand_over(self, acte: Acte, references: tuple[str, ...]) -> None:
        self._services.selection.give(references, self._chargement.tri)
        self.page_wanted.emit(acte.vers)

    # The bin.

    def _discard(self, references: tuple[str, ...]) -> None:
        fini = partial(self._on_discarded, references)
        self._work("jeter", lambda coffre: coffre.liste.discarding(references), fini, references=references)

    def _on_discarded(self, references: tuple[str, ...], efface_le: dt.date) -> None:
        self._choix.clear()
        id_ = "liste.corbeille.fait_un" if len(references) == 1 else "liste.corbeille.fait"
        dit = self._textes(id_, nombre=len(references), date=date_courte(efface_le))
        reprendre = (self._textes("liste.corbeille.reprendre"), lambda: self._take_back(references))
        self.said.emit(GesteListeFait(dit, (reprendre,)))
        self.changed.emit()

    def _take_back(self, references: tuple[str, ...]) -> None:
        fini = partial(self._on_taken_back, references)
        self._work("reprendre", lambda coffre: coffre.liste.taking_back(references), fini, references=references)

    def _on_taken_back(self, references: tuple[str, ...], _rien: object) -> None:
        self._choix.take(references)
        self.said.emit(GesteListeFait(self._textes("liste.corbeille.repris")))
        self.changed.emit()

    # The end.

    def _close(self, references: tuple[str, ...]) -> None:
        avant: list[Cloture] = []
        fini = partial(self._on_closed, avant)
        self._work("clore", lambda coffre: coffre.liste.closing(references, avant=avant), fini, references=references)

    def _on_closed(self, avant: list[Cloture], _rien: object) -> None:
        self._choix.clear()
        id_ = "rien" if not avant else "fait_un" if len(avant) == 1 else "fait"
        annuler = (self._textes("liste.clore.annuler"), lambda: self._reopen(avant))
        self.said.emit(GesteListeFait(self._textes(f"liste.clore.{id_}", nombre=len(avant)), (annuler,) if avant else ()))
        self.changed.emit()

    def _reopen(self, avant: list[Cloture]) -> None:
        references = tuple(cloture.pris.reference for cloture in avant)
        fini = partial(self._on_reopened, references)
        self._work("rouvrir", lambda coffre: coffre.liste.reopening(avant), fini, references=references)

    def _on_reopened(self, references: tuple[str, ...], _rien: object) -> None:
        self._choix.take(references)
        self.said.emit(GesteListeFait(self._textes("liste.clore.annule")))
        self.changed.emit()

    # Affaires.

    def _ask_affaire(self, references: tuple[str, ...]) -> None:
        self._reunis = references
        self._acces.ask(lambda coffre: coffre.affaires.all(), Reponses(self, self._on_affaires, self.failed.emit))

    def _on_affaires(self, affaires: Sequence[Affaire]) -> None:
        self.view_wanted.emit(ChoisirAffaire(len(self._reunis), affaires))

    def gather(self, numero: int | None, titre: str) -> None:
        """The dossiers last asked about belong to this affaire, or to a new one of that title."""
        references = self._reunis
        avant: dict[str, int | None] = {}
        self._work(
            "reunir",
            lambda coffre: coffre.liste.gathering(references, affaire=numero, titre=titre, avant=avant),
            partial(self._on_gathered, titre, avant),
            references=references,
        )

    def _on_gathered(self, titre: str, avant: dict[str, int | None], numero: int) -> None:
        id_ = "liste.reunir.fait_un" if len(avant) == 1 else "liste.reunir.fait"
        voir = (self._textes("liste.reunir.voir"), lambda: self.view_wanted.emit(MontrerAffaire(numero)))
        annuler = (self._textes("liste.reunir.annuler"), lambda: self._part(avant))
        self.said.emit(GesteListeFait(self._textes(id_, nombre=len(avant), titre=titre), (voir, annuler)))
        self.moved.emit(tuple(avant))
        self.changed.emit()

    def _part(self, avant: dict[str, int | None]) -> None:
        """Each goes back to where it was before they were gathered."""
        self._work(
            "separer", lambda coffre: coffre.liste.ungathering(avant), partial(self._on_parted, avant), references=tuple(avant)
        )

    def _on_parted(self, avant: dict[str, int | None], _rien: object) -> None:
        self.said.emit(GesteListeFait(self._textes("liste.reunir.annule")))
        self.moved.emit(tuple(avant))
        self.changed.emit()

    # Long work.

    def stop(self) -> None:
        """What is being done to many stops there; what is done stays done."""
        if self._tache is not None:
            self._tache.cancel()

    def _work(
        self,
        quoi: str,
        action: Callable[[Coffre], Unites[object]],
        fini: Callable[..., object],
        *,
        references: tuple[str, ...],
    ) -> None:
        self._occupe = True
        dit = -1

        def progress(avancement: Avancement) -> None:
            nonlocal dit
            part = avancement.fait * _DITS // max(avancement.total, 1)
            if part != dit and avancement.total > _PEU:
                dit = part
                phrase = self._textes(f"liste.en_cours.{quoi}", fait=avancement.fait, total=avancement.total)
                self.said.emit(GesteListeEnCours(phrase))

        def end() -> None:
            self._occupe, self._tache = False, None

        def fail(error: ExpectedError) -> None:
            end()
            self.failed.emit(error)
            self.changed.emit()

        def stopped(avancement: Avancement) -> None:
            end()
            faits = references[: avancement.fait]
            reprendre = (self._textes("liste.corbeille.reprendre"), lambda: self._take_back(faits))
            phrase = self._textes("liste.en_cours.arrete", fait=len(faits), total=len(references))
            self.said.emit(GesteListeFait(phrase, (reprendre,) if faits and quoi == "jeter" else ()))
            self.changed.emit()

        def done(resultat: object) -> None:
            end()
            fini(resultat)

        self._tache = self._acces.work(action, Reponses(self, done, fail, on_progress=progress, on_cancelled=stopped))


_NOUVELLE = ""
#: The least that is seen of what is asked, where the window is short.
_HAUTEUR = 96


class FormulaireReunir(QFrame):
    """Asks which affaire; `given` says its number, or None and the title of a new one."""

    given = Signal(object, str)
    left = Signal()

    def __init__(self, textes: Textes, nombre: int, affaires: Sequence[Affaire]) -> None:
        super().__init__()
        self._textes = textes
        self._say = self._textes.under("liste.reunir")
        options = [(_NOUVELLE, self._say("nouvelle")), *((str(une.numero), une.titre) for une in affaires)]
        self.affaire = ListeDeroulante(options)
        self.titre = LigneTexte()
        self._ou = Champ(Intitule(self._say("ou")), self.affaire)
        self._nom = Champ(Intitule(self._say("nom"), aide=self._say("nom_aide")), self.titre)
        self._ou.setVisible(bool(affaires))
        valider = BoutonPrimaire(self._say("reunir"), touche=textes("commun.entree"))
        annuler = BoutonSecondaire(textes("liste.colonnes.fermer"))
        valider.bind_enter(self)
        demande = QWidget()
        dedans = Colonne(demande, ecart=8)
        dedans.addWidget(Titre(self._say("titre_nombre", nombre=nombre) if nombre > 1 else self._say("titre"), niveau=2))
        dedans.addWidget(Libelle(self._say("aide"), teinte=Teinte.DOUX))
        dedans.addWidget(self._ou)
        dedans.addWidget(self._nom)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(_Demande(demande))
        colonne.addLayout(Pied(annuler, valider, ecart=8))
        self.affaire.currentIndexChanged.connect(lambda _: self._nom.setVisible(self.affaire.value() == _NOUVELLE))
        valider.clicked.connect(self._give)
        annuler.clicked.connect(self.left)

    def focus_first(self) -> None:
        """Puts the focus where one starts."""
        (self.affaire if self._ou.isVisible() else self.titre).setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        numero, titre = self.affaire.value(), self.titre.text().strip()
        if numero != _NOUVELLE:
            self.given.emit(int(numero), self.affaire.currentText())
        elif titre:
            self.given.emit(None, titre)
        else:
            self._nom.say(self._say("sans_nom"), mot=self._textes("commun.avis.attention"))
            self.titre.setFocus(Qt.FocusReason.OtherFocusReason)


class _Demande(Defilement):
    """What is asked: as high as it is, and scrolled where the window is shorter, so that the buttons stay in it."""

    def __init__(self, contenu: QWidget) -> None:
        super().__init__(contenu)
        self._demande = contenu
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """The height that it takes at this width."""
        return QSize(
            super().sizeHint().width(),
            max(self._demande.heightForWidth(self.width()), self._demande.minimumSizeHint().height()),
        )

    def minimumSizeHint(self) -> QSize:
        """Little."""
        return QSize(0, current_theme().px(_HAUTEUR))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words take other lines at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
