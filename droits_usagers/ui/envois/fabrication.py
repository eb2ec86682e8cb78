"""Takes the steps of a chantier, each in the thread it belongs to, and says how far it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.dossier.pieces import RelevePieces
from droits_usagers.services.envois.chantier import (
    Chantier,
    ChantierFichiers,
    ChantierPapier,
    ChantierPdf,
    ChantierRecueil,
    DepartEnvois,
    FormeEnvoi,
    LieuDePas,
    Pas,
)
from droits_usagers.services.envois.envoi import GroupeEcarte, file_base
from droits_usagers.services.envois.pieces import PiecesDePlainte
from droits_usagers.services.envois.tri import Geste, LettreAFaire, LigneTriee, Motif
from droits_usagers.services.socle.ecriture import nothing_written, require_there, written_so_far
from droits_usagers.services.socle.pannes import sentence_of
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.services.socle.travail import Avancement, Priorite
from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.composants import BoutonSecondaire, Colonne, Libelle, Rangee
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.images import drawn
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from collections.abc import Iterator


class Fabrication(QObject):
    """One chantier at a time."""

    progressed = Signal(object)
    #: It is over: all is done, or it was stopped.
    finished = Signal()
    #: It is over: an `ExpectedError`; what was not remembered was taken away.
    failed = Signal(object)
    #: It is over, whatever the way: nothing more will be written.
    settled = Signal()

    def __init__(self, contexte: Contexte, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._chantier: Chantier | None = None
        self._pas: Iterator[Pas] = iter(())
        self._avant = 0

    @property
    def under_way(self) -> bool:
        """True while something may still be written."""
        return self._chantier is not None

    def start(self, chantier: Chantier) -> None:
        """Begins."""
        self._chantier, self._pas = chantier, chantier.pas()
        self._avant = written_so_far()
        self._next()

    def stop(self) -> None:
        """What is being written is finished and remembered; nothing more is begun."""
        if self._chantier is not None:
            self._chantier.cancel()

    def _next(self) -> None:
        chantier = self._chantier
        if chantier is None:
            return
        pas = next(self._pas, None)
        self.progressed.emit(Avancement(chantier.avancement, chantier.total))
        if pas is None:
            self._end()
            self.finished.emit()
        else:
            self._take(pas)

    def _take(self, pas: Pas) -> None:
        services, operations = self._contexte.services, self._contexte.operations
        reponses = Reponses(self, self._on_taken, self._on_failure)
        coffre = services.seance.coffre
        if pas.lieu is LieuDePas.FENETRE:
            # None: it failed, and was said.
            fait = operations.attempt(pas.faire, self._on_failure)
            if fait is not None:
                self._on_taken(fait)
        elif pas.lieu is LieuDePas.RENDU:
            operations.run(services.rendu, pas.faire, reponses)
        elif coffre is not None:
            operations.run(services.travail, partial(pas.faire, coffre), reponses, priorite=Priorite.ECRITURE)
        elif self._chantier is not None:
            # The coffre was closed: what it cannot remember is taken away.
            end = Reponses(self, lambda _: self._end(), lambda _: self._end())
            operations.run(services.rendu, self._chantier.undo, end)

    def _on_taken(self, fait: object) -> None:
        if fait is False and self._chantier is not None:
            self._chantier.cancel()
        self._next()

    def _on_failure(self, error: ExpectedError) -> None:
        chantier = self._chantier
        if chantier is None:
            return
        # Of all that was begun, not of its last step.
        error.intact = nothing_written(self._avant)

        def tell(_: object = None) -> None:
            self._end()
            self.failed.emit(error)

        self._contexte.operations.run(self._contexte.services.rendu, chantier.undo, Reponses(self, tell, tell))

    def _end(self) -> None:
        self._chantier, self._pas = None, iter(())
        self.settled.emit()
        AccesCoffre(self._contexte).back_up_if_wanted()


@dataclass(frozen=True, slots=True)
class CommandeEnvois:
    """Which letters, in which form, in which folder."""

    geste: Geste
    forme: FormeEnvoi
    lignes: tuple[LigneTriee, ...] = field(repr=False)
    dossier: Path
    avec_pieces: bool = False
    #: What the person chose to keep in some letters, by dossier.
    gestes: Mapping[str, Gestes] = field(default_factory=dict)
    #: What was found in the exhibits so far, and decided of them.
    releve: RelevePieces = field(default_factory=RelevePieces)
    #: Each letter bears the reference of its dossier.
    references: bool = False


def make_chantier(contexte: Contexte, commande: CommandeEnvois) -> Chantier:
    """The work."""
    services = contexte.services
    dossier, today = commande.dossier, services.today()
    suite = None
    if commande.avec_pieces:
        suite = PiecesDePlainte(services=services, dossier=dossier, today=today, releve=commande.releve)
    depart = DepartEnvois(
        services.courriers, services.departs, commande.gestes, commande.references, services.travail.wait_for_calm
    )
    base = file_base(contexte.textes(f"masse.fichiers.{commande.geste}"), today)
    match commande.forme:
        case FormeEnvoi.DOCX:
            return ChantierFichiers(depart=depart, lignes=commande.lignes, suite=suite, dossier=dossier)
        case FormeEnvoi.UN_DOCX:
            return ChantierRecueil(depart=depart, lignes=commande.lignes, suite=suite, dossier=dossier, nom=f"{base}.docx")
        case FormeEnvoi.PDF:
            return ChantierPdf(depart=depart, lignes=commande.lignes, suite=suite, dossier=dossier, nom=f"{base}.pdf")
        case FormeEnvoi.IMPRIMER:

            def print_out(liasses: Libre[Sequence[Liasse]]) -> frozenset[int] | None:
                return contexte.sorties().print_pages(liasses)

            return ChantierPapier(depart=depart, lignes=commande.lignes, imprimer=print_out)


SUITE = "masse.apercu"


@dataclass(frozen=True, slots=True)
class _Vue:
    """A letter drawn."""

    pages: tuple[QImage, ...]
    texte: str


class DessinLettre(QObject):
    """Shows it in this preview."""

    def __init__(self, contexte: Contexte, apercu: Apercu, on_failure: Callable[[ExpectedError], object]) -> None:
        super().__init__(apercu)
        self._contexte, self._apercu, self._on_failure = contexte, apercu, on_failure

    def draw(self, lettre: LettreAFaire, is_wanted: Callable[[], bool], *, reference: str = "") -> None:
        """Draws a letter, with this reference, and shows it if it is still wanted then."""
        largeur, contexte = self._apercu.page_width(), self._contexte

        def show(vue: _Vue) -> None:
            if is_wanted():
                self._apercu.show_letter(vue.pages, vue.texte)

        reponses = Reponses(self, show, self._on_failure)
        contexte.operations.run_latest(
            contexte.services.rendu, lambda: self._drawn(lettre, largeur, reference), reponses, suite=SUITE
        )

    def _drawn(self, lettre: LettreAFaire, largeur: int, reference: str) -> _Vue:
        courriers = self._contexte.services.courriers
        document = courriers.referenced(courriers.compose(lettre.demande, lettre.etape), reference)
        pages = tuple(drawn(page) for page in courriers.images(document, largeur))
        return _Vue(pages, courriers.text(document))


#: Dossiers whose exhibits are said one by one.
_MANQUES_DITS = 3
#: Dossiers left aside that are named.
_RETENUES_DITES = 12


def made_where(chantier: Chantier, textes: Textes) -> list[str]:
    """Where they are; that one is not there any more, if it is so."""
    fichiers = [*chantier.fichiers] or [fait.fichier for fait in chantier.faits if fait.fichier is not None]
    if not fichiers:
        return []
    try:
        preuve = require_there(*fichiers)
    except ExpectedError as error:
        return [sentence_of(error, textes)]
    un = fichiers[0]
    if chantier.fichiers:
        return [textes.promise("masse.fait_fichier", preuve, fichier=un.name, dossier=un.parent)]
    return [textes.promise("masse.fait_ou", preuve, dossier=un.parent)]


def left_to_do(chantier: Chantier, textes: Textes) -> list[str]:
    """What was left aside, and the exhibits someone has to add."""
    return [*_held_back(chantier, textes), *_missing(chantier, textes)]


def _held_back(chantier: Chantier, textes: Textes) -> list[str]:
    references = tuple(chantier.retenues)
    if not references:
        return []
    dites = ", ".join(references[:_RETENUES_DITES])
    suite = textes("masse.retenues_autres", nombre=len(references) - _RETENUES_DITES)
    return [textes("masse.retenues", references=dites), *([suite] if len(references) > _RETENUES_DITES else [])]


def _missing(chantier: Chantier, textes: Textes) -> list[str]:
    suite = chantier.suite
    if suite is None:
        return []
    manques = suite.manques
    dits = [
        textes("masse.manque", reference=manque.reference, rangs=", ".join(map(str, manque.rangs)))
        for manque in manques[:_MANQUES_DITS]
    ]
    dits += [
        textes(f"masse.pieces_{pourquoi}", reference=manque.reference, rangs=", ".join(map(str, rangs)))
        for manque in manques[:_MANQUES_DITS]
        for pourquoi, rangs in (("retenues", manque.retenues), ("ecartees", manque.ecartees))
        if rangs
    ]
    if len(manques) > _MANQUES_DITS:
        dits.append(textes("masse.manques_autres", nombre=len(manques) - _MANQUES_DITS))
    if len(suite.fichiers) < len(chantier.faits):
        dits.append(textes("masse.annule_pieces", fait=len(suite.fichiers), total=len(chantier.faits)))
    return dits


class GroupesLaisses(QWidget):
    """Read before anything is made."""

    #: The letters of this motif are to be made, or no longer.
    group_toggled = Signal(object, bool)

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._colonne = Colonne(self, ecart=4)
        self.boutons: dict[Motif, BoutonSecondaire] = {}

    def show_groups(self, groupes: Sequence[GroupeEcarte]) -> None:
        """Replaces every line."""
        self.boutons = {}
        lignes: list[QWidget] = [Libelle(self._textes("masse.laissees"), gras=True)] if groupes else []
        replace_all(self._colonne, [*lignes, *map(self._line, groupes)])

    def _line(self, groupe: GroupeEcarte) -> QWidget:
        ligne = QWidget()
        rangee = Rangee(ligne, ecart=12)
        texte = self._textes("masse.groupe", nombre=groupe.nombre, motif=groupe.texte)
        rangee.addWidget(Libelle(texte, teinte=Teinte.TEXTE if groupe.cochable else Teinte.DOUX), 1)
        if groupe.cochable:
            bouton = BoutonSecondaire(self._textes("masse.cocher_quand_meme"))
            bouton.setCheckable(True)
            bouton.setAccessibleDescription(texte)
            bouton.toggled.connect(lambda coche: self._on_toggled(groupe.motif, coche))
            self.boutons[groupe.motif] = bouton
            rangee.addWidget(bouton, 0, Qt.AlignmentFlag.AlignTop)
        return ligne

    def _on_toggled(self, motif: Motif, coche: bool) -> None:  # noqa: FBT001 - Qt
        self.boutons[motif].set_up(self._textes("masse.decocher" if coche else "masse.cocher_quand_meme"))
        self.group_toggled.emit(motif, coche)
