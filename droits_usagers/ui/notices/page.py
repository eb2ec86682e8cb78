"""« Notices »: what one starts from, then the fiche being described; what is saved, and what it leads to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.errors import ExpectedError
from droits_usagers.domain.traitements import FicheTraitement
from droits_usagers.services.atelier_notice import AtelierNotice
from droits_usagers.services.comparaison_fiches import differences
from droits_usagers.services.fichiers_fiche import next_version, suggested_name
from droits_usagers.services.suites_fiche import Amorce, letter_about_notice, letter_to_dpo
from droits_usagers.ui import choix_depart
from droits_usagers.ui.choix_depart import ChoixDepart
from droits_usagers.ui.composants import Colonne, Nature
from droits_usagers.ui.fichiers import Fichiers
from droits_usagers.ui.notices import suites
from droits_usagers.ui.notices.editeur import PARTIES, SUITES, Editeur
from droits_usagers.ui.notices.fichiers import ask_file
from droits_usagers.ui.notices.joints import BoiteImage
from droits_usagers.ui.notices.suites import EcranSuites
from droits_usagers.ui.page import Contexte, Page

_RETAPER = "retaper"


class PageNotices(Page):
    """Needs no coffre: a fiche names nobody who is received, and is a file like any other."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._services = contexte.services
        #: How one says which file to read; asked by a dialog.
        self.ask_file: Callable[[], Path | None] = lambda: ask_file(self, self.textes)
        self.atelier = AtelierNotice(self._services.catalogue.mentions, self._services.today)
        self.fichiers = Fichiers(
            contexte,
            self._services.fiches_traitement,
            self.atelier,
            propose=lambda: suggested_name(self.atelier.fiche, self.textes("notices.fichier_defaut")),
            parent=self,
        )
        self._open = False
        modeles = self._services.fiches_traitement
        noms = {id_: str(modeles.model(id_).nom) for id_ in modeles.models()}
        self.choix = ChoixDepart(self.textes, "notices", noms, gestes={**choix_depart.GESTES, _RETAPER: "copier"})
        self.editeur = Editeur(contexte, self.atelier)
        self._pile = QStackedWidget()
        self._pile.addWidget(self.choix)
        self._pile.addWidget(self.editeur)
        Colonne(self, ecart=0).addWidget(self._pile)
        self._connect()

    def _connect(self) -> None:
        self.choix.chosen.connect(self._on_chosen)
        self.editeur.left.connect(self._show_choice)
        self.editeur.save_wanted.connect(self._on_save)
        self.editeur.suite_wanted.connect(self._on_suite)
        self.fichiers.saved.connect(self._on_saved)
        self.fichiers.failed.connect(self._on_failed)
        self.fichiers.annotated.connect(self._on_annotated)

    # What the window asks of a page

    @property
    def occupied(self) -> bool:
        """True if something is written that is in no file."""
        return self.atelier.is_modified

    def arrive(self, element: str = "") -> None:
        """Where one was; from a model (« modele:<id> »), an empty fiche or a notice to type again; at a part of the fiche."""
        if element in PARTIES:
            self._open = True
            self._pile.setCurrentWidget(self.editeur)
            self.editeur.go_to(PARTIES.index(element))
        elif element and not self.occupied:
            self._on_chosen(element)
        elif self._pile.currentWidget() is self.editeur:
            self.editeur.arrive()
        else:
            self._show_choice()

    @property
    def place(self) -> str:
        """Nothing of a fiche outlives its screen."""
        return ""

    def clear(self) -> None:
        """As if nobody had ever come."""
        self._open = False
        self.atelier.clear()
        self._services.fiches_traitement.forget()
        self.editeur.clear()
        self.choix.clear()
        self._pile.setCurrentWidget(self.choix)

    def be_discreet(self, *, discreet: bool) -> None:
        """Covers what is written, or shows it again."""
        self.editeur.conceal(masque=discreet)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """A fiche is kept where the person says, never in the coffre: they are asked to."""
        done(self.textes("notices.verrouillage") if self.occupied else "")

    # What one starts from

    def _show_choice(self) -> None:
        self._pile.setCurrentWidget(self.choix)
        self.choix.arrive(self.editeur.name() if self._open else "", modified=self.occupied)

    def _on_chosen(self, quoi: str) -> None:
        match quoi.partition(":"):
            case (choix_depart.REPRENDRE, _, _):
                self._pile.setCurrentWidget(self.editeur)
                self.editeur.arrive()
            case (choix_depart.OUVRIR, _, _):
                self._open_file()
            case ("retaper", _, _):
                self._begin(FicheTraitement(), recue=True)
            case ("modele", _, id_):
                self._begin(self._services.fiches_traitement.model(id_))
            case _:
                self._begin(FicheTraitement())

    def _open_file(self) -> None:
        chemin = self.ask_file()
        fiche = None if chemin is None else self.fichiers.open(chemin)
        if fiche is not None:
            self._begin(fiche, chemin)

    def _begin(self, fiche: FicheTraitement, chemin: Path | None = None, *, recue: bool = False) -> None:
        if chemin is None:
            self._services.fiches_traitement.forget()
        self.atelier.open(fiche, chemin, recue=recue)
        self._open = True
        self._pile.setCurrentWidget(self.editeur)
        self.editeur.go_to(0)

    # What becomes of it

    def _on_save(self) -> None:
        self.fichiers.save()

    def _on_saved(self, chemin: Path) -> None:
        self.editeur.refresh()
        for boite in self.editeur.findChildren(BoiteImage):
            boite.show_name(self.atelier.joints.noms.get(boite.nom, boite.nom))
        dit = self.textes("notices.suites.enregistre", fichier=chemin.name, dossier=str(chemin.parent))
        self._tell(dit, nature=Nature.BIEN)

    def _on_failed(self, error: ExpectedError) -> None:
        phrase = self.contexte.operations.sentence(error)
        if self._pile.currentWidget() is self.choix:
            self.choix.say(phrase)
            return
        self._tell(phrase, nature=Nature.ARRET)

    def _on_annotated(self, chemin: Path) -> None:
        """Said before anything is lost; nothing is until the person says so."""
        textes = self.textes
        self._tell(textes("notices.suites.annotee", fichier=chemin.name), nature=Nature.ATTENTION)
        if isinstance(self.editeur.ecran, EcranSuites):
            ailleurs, dessus = textes("notices.suites.annotee_ailleurs"), textes("notices.suites.annotee_dessus")
            self.editeur.ecran.offer({ailleurs: self.fichiers.save_as, dessus: lambda: self.fichiers.save(annote=True)})

    def _tell(self, texte: str, *, nature: Nature) -> None:
        if self.editeur.place != SUITES and nature is not Nature.BIEN:
            # Where something can be done about it.
            self.editeur.go_to(PARTIES.index(SUITES))
        if isinstance(self.editeur.ecran, EcranSuites):
            self.editeur.ecran.say(texte, mot=self.textes(f"commun.avis.{nature}"), nature=nature)

    def _on_suite(self, quoi: str) -> None:
        match quoi:
            case suites.ENREGISTRER_SOUS:
                self.fichiers.save_as()
            case suites.DOCUMENTS:
                self.editeur.show_documents()
            case suites.QUESTIONS:
                self._write(letter_to_dpo(self.atelier.fiche, self.textes))
            case suites.LETTRE:
                self._write(letter_about_notice(self.atelier.fiche, self.atelier.constats()))
            case suites.DUPLIQUER:
                self._duplicate()
            case suites.COMPARER:
                self._compare()
            case suites.COMPARER_AVANT:
                self._show_differences(self.atelier.avant)
            case _:
                self._show_choice()

    def _write(self, amorce: Amorce) -> None:
        """On to the wizard; the fiche stays here."""
        self._services.relais.give(amorce)
        self.page_wanted.emit("assistant", "amorce")

    def _duplicate(self) -> None:
        version = next_version(self.atelier.fiche.version, self._services.today())
        self.atelier.duplicate(version)
        self._services.fiches_traitement.forget()
        self.editeur.go_to(PARTIES.index(SUITES))
        self._tell(self.textes("notices.suites.duplique", version=version), nature=Nature.BIEN)

    def _compare(self) -> None:
        chemin = self.ask_file()
        self._show_differences(None if chemin is None else self.fichiers.look_at(chemin))

    def _show_differences(self, avant: FicheTraitement | None) -> None:
        if avant is not None and isinstance(self.editeur.ecran, EcranSuites):
            version = avant.version if isinstance(avant.version, str) else ""
            self.editeur.ecran.show_differences(differences(avant, self.atelier.fiche), version)
