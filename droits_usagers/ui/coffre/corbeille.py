"""« Corbeille »: what was thrown away, until when it can be taken back, and erasing it now after saying what will be lost."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.dossiers import ElementCorbeille
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.suivi.lignes import Presentation
from droits_usagers.ui.coffre.effacement import EcranEffacement
from droits_usagers.ui.composants import BoutonSecondaire, Libelle, Nature
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class EcranCorbeille(EcranEffacement):
    """Nothing is erased without having been named, and « Ne pas effacer » comes first."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "corbeille", parent)
        self._acces = AccesCoffre(contexte)
        self._presentation = Presentation(contexte.services.catalogue, contexte.services.today)
        self._elements: dict[str, ElementCorbeille] = {}
        self._discreet = False
        self.liste = ListeMontree()
        self.liste.setAccessibleName(self.say("titre"))
        self.vide = Libelle(self.say("vide"), teinte=Teinte.DOUX)
        self.effacer = BoutonSecondaire(self.say("effacer"), icone="corbeille")
        self.liste.setMinimumHeight(current_theme().px(280))
        self.colonne.addWidget(self.vide)
        self.colonne.addWidget(self.liste, 100)
        self.colonne.addLayout(self.dit)
        self.colonne.addWidget(self.effacer, 0, Qt.AlignmentFlag.AlignLeading)
        self.colonne.addStretch(1)
        self.effacer.clicked.connect(self._on_erase_asked)
        self.liste.line_reached.connect(self.hush)
        self._show(())

    def start(self) -> None:
        """Asks what is in it."""
        self._acces.ask(lambda coffre: coffre.corbeille.content(), Reponses(self, self._on_content, self.tell_failure))
        self.ask_what_is_left()

    def clear(self) -> None:
        """Forgets what it showed."""
        super().clear()
        self._show(())

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self._discreet = discreet
        self._show(tuple(self._elements.values()))

    def go_on(self) -> None:
        """Takes the chosen one back."""
        reference = self.liste.current()
        if reference:
            reponses = Reponses(self, lambda _: self._on_done(self.say("remis", reference=reference)), self.tell_failure)
            self._acces.write(lambda coffre: coffre.corbeille.take_back(reference), reponses)

    def _on_content(self, elements: Sequence[ElementCorbeille]) -> None:
        self._show(elements)
        # Before the focus, that would put the cursor on the first line without choosing it.
        if elements and not self.liste.current():
            with QSignalBlocker(self.liste):
                self.liste.go_to(elements[0].reference)
        (self.liste if elements else self.retour).setFocus()

    def _show(self, elements: Sequence[ElementCorbeille]) -> None:
        self._elements = {element.reference: element for element in elements}
        # Lines that are replaced are not lines one goes to: what was said stays said.
        with QSignalBlocker(self.liste):
            self.liste.show_lines([self._line(element) for element in elements])
        self.liste.setVisible(bool(elements))
        self.vide.setVisible(not elements)
        writable = bool(elements) and not self._acces.lecture_seule
        self.effacer.setVisible(writable)
        self.suite.setVisible(bool(elements))
        self.suite.hold(self._acces.raison)
        self.suite.setEnabled(writable)

    def _line(self, element: ElementCorbeille) -> Ligne:
        demarche = self._presentation.demarche(element.demarche)
        personne = self.textes("suivi.nom_masque") if self._discreet and element.personne else element.personne
        qui = ", ".join(part for part in (personne or self.textes("suivi.anonyme"), element.organisme) if part)
        efface = self.say("efface_le", date=date_courte(element.efface_le))
        return Ligne(element.reference, f"{element.reference} · {demarche}", f"{qui}\n{efface}")

    def _on_erase_asked(self) -> None:
        element = self._elements.get(self.liste.current())
        if element is None:
            return
        reference, texte = element.reference, self.say("perdu", reference=element.reference)
        self.ask_before_erasing(texte, erase=lambda: self._erase(reference), keep=self._on_kept)

    def _on_kept(self) -> None:
        self.hush()
        self.liste.setFocus()

    def _erase(self, reference: str) -> None:
        self.erase(lambda coffre: coffre.effacement.erasing((reference,)))

    def _on_done(self, texte: str) -> None:
        self.start()
        self.tell(texte, nature=Nature.BIEN)
