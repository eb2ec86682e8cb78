"""The files of bodies that a coffre knows: one more taken in, one taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.annuaire.phrases import report
from droits_usagers.ui.composants import BoutonLien, BoutonSecondaire, Colonne, Libelle, Progres, Rangee, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from pathlib import Path

    from droits_usagers.domain.personnes.annuaire import ImportAnnuaire
    from droits_usagers.services.annuaire.coffre import BilanAnnuaire
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.socle.travail import Avancement, Tache, Unites


class FichiersOrganismes(QWidget):
    """Names nobody. `told`: what was just done, in words; `failed`: why it was not."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._services, self._acces = contexte.services, AccesCoffre(contexte)
        self._say = contexte.textes.under("organismes.fichiers")
        self._tache: Tache | None = None
        #: Counts the times it was emptied: what was asked before is not told after.
        self._tour = 0
        self.ask_file: Callable[[], Path | None] = lambda: ask_file(self, self._say("ajouter"), self._say("filtre"))
        self.ajouter = BoutonSecondaire(self._say("ajouter"))
        self.progres = Progres(self._say("arreter"))
        self._lignes = Colonne(ecart=8)
        colonne = Colonne(self, ecart=12)
        colonne.addWidget(Titre(self._say("titre"), niveau=2))
        colonne.addWidget(Libelle(self._say("phrase"), teinte=Teinte.DOUX))
        colonne.addLayout(self._lignes)
        colonne.addWidget(self.ajouter, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self.progres)
        self.ajouter.clicked.connect(self._add)
        self.progres.stop_asked.connect(self._stop)

    def show_files(self, imports: "Sequence[ImportAnnuaire]") -> None:
        """Those that the coffre knows, the latest first."""
        self.ajouter.hold(self._acces.raison)
        replace_all(self._lignes, [])
        for un in imports:
            id_ = "ligne_un" if un.entrees == 1 else "ligne"
            source = self._services.catalogue.textes(f"annuaire.fichiers.source_{un.source}")
            dit = self._say(
                id_, source=source[:1].upper() + source[1:], jour=date_courte(un.fait_le.date()), combien=un.entrees
            )
            lien = BoutonLien(self._say("retirer"), icone="retour")
            lien.setAccessibleDescription(dit)
            lien.hold(self._acces.raison)
            lien.clicked.connect(partial(self._take_back, un.numero))
            rangee = Rangee(ecart=12)
            rangee.addWidget(Libelle(dit), 1)
            rangee.addWidget(lien)
            self._lignes.addLayout(rangee)

    def clear(self) -> None:
        """What is being taken in is given up, and nobody is told."""
        self._tour += 1
        self._stop()
        self._end()

    def _add(self) -> None:
        chemin = self.ask_file()
        if chemin is None:
            return
        listes = self._services.listes

        def take_in(coffre: "Coffre") -> "Unites[BilanAnnuaire]":
            return listes.taking_in(coffre, chemin)

        self._work(take_in, lambda bilan: " ".join(report(bilan, self._services.catalogue.textes)))

    def _take_back(self, numero: int) -> None:
        self._work(lambda coffre: coffre.annuaire.undoing(numero), lambda _: self._say("retire"))

    def _work(self, action: "Callable[[Coffre], Unites[object]]", dire: Callable[..., str]) -> None:
        """One at a time, and it can be stopped."""
        if self._tache is not None:
            return
        self.ajouter.setEnabled(False)
        self.progres.begin(self._say("en_cours"))
        reponses = Reponses(
            self,
            self._answer(lambda fait: self._finish(dire(fait))),
            self._answer(self._fail),
            self._answer(self._advance),
            self._answer(lambda _: self._finish(self._say("arrete"))),
        )
        self._tache = self._acces.work(action, reponses)
        if self._tache is None:
            self._end()

    def _answer(self, hear: Callable[..., object]) -> Callable[[object], None]:
        tour = self._tour

        def answer(dit: object) -> None:
            if tour == self._tour:
                hear(dit)

        return answer

    def _advance(self, avancement: "Avancement") -> None:
        self.progres.show_progress(avancement)
        self.progres.say(self._say("avance", fait=avancement.fait))

    def _stop(self) -> None:
        if self._tache is not None:
            self._tache.cancel()

    def _finish(self, phrase: str) -> None:
        self._end()
        self.told.emit(phrase)
        self.ajouter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: ExpectedError) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._tache = None
        self.progres.end()
        self.ajouter.setEnabled(True)
