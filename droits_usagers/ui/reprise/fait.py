"""Once it is done: see the dossiers, or take everything back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from droits_usagers.services.reprise.coffre import Annulation, Reprise
from droits_usagers.services.socle.travail import Avancement
from droits_usagers.ui.composants import BoutonSecondaire, Libelle, Nature, Progres
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.avis_adresse import AvisAdresse
from droits_usagers.ui.reprise.etape import EtapeReprise
from droits_usagers.ui.socle.page import Contexte

#: References said; beyond, how many more.
_CITEES = 8


class EtapeFait(EtapeReprise):
    """`undo_wanted`: an Annulation. `again`: another table."""

    undo_wanted = Signal(object)
    again = Signal()

    def __init__(self, contexte: Contexte, reprise: Reprise, refusees: int, *, tout: bool) -> None:
        """`tout`: all that the file holds is in the coffre."""
        super().__init__(contexte, "fait", introduction=False)
        self.reprise = reprise
        self.colonne.addLayout(self.dit)
        self.adresse = AvisAdresse(contexte)
        self.colonne.addWidget(self.adresse)
        self.adresse.look()
        faits = len(reprise.references)
        self._menage = Libelle(self.say("menage" if tout else "menage_pas_encore"), teinte=Teinte.DOUX)
        self.autre = BoutonSecondaire(self.say("autre"), icone="creer")
        self.annuler = BoutonSecondaire(self.say("annuler"), icone="corbeille")
        ajouts = len(reprise.ajouts)
        dites = [self.counted("repris", faits, nombre=faits)] if faits or not ajouts else []
        dites += [self.counted("completes", ajouts, nombre=ajouts)] if ajouts else []
        self.tell(" ".join(dites), nature=Nature.BIEN)
        if ajouts and not faits:
            # There is nothing to put in the bin.
            self.annuler.hide()
        if refusees:
            self.colonne.addWidget(Libelle(self.counted("reste", refusees, nombre=refusees)))
        self.colonne.addWidget(self._menage)
        for bouton in (self.autre, self.annuler):
            self.colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        self.colonne.addStretch(1)
        self.autre.clicked.connect(self.again)
        self.annuler.clicked.connect(lambda: self.undo_wanted.emit(Annulation(reprise.lot)))

    def say_undone(self, annulation: Annulation) -> None:
        """What went to the bin, and what stayed because it was worked on since."""
        jetes = len(annulation.jetes)
        phrases = [self.counted("annule", jetes, nombre=jetes) if jetes else self.say("annule_rien")]
        if annulation.gardes:
            phrases.append(self.say("gardes", references=self._cited(annulation.gardes)))
        avis = self.tell(" ".join(phrases), nature=Nature.BIEN if annulation.jetes else Nature.INFORMATION)
        self.annuler.hide()
        self._menage.hide()
        if annulation.gardes:
            bouton = BoutonSecondaire(self.say("tout_annuler"), icone="corbeille")
            bouton.clicked.connect(lambda: self.undo_wanted.emit(Annulation(annulation.lot, tout=True)))
            avis.add_button(bouton)
        self.autre.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cited(self, references: Sequence[str]) -> str:
        dites = ", ".join(references[:_CITEES])
        reste = len(references) - _CITEES
        return self.say("gardes_plus", references=dites, nombre=reste) if reste > 0 else dites


class EtapeTravail(EtapeReprise):
    """`stopped`: the person wants nothing of it to be kept."""

    stopped = Signal()

    def __init__(self, contexte: Contexte, id_: str, total: int) -> None:
        super().__init__(contexte, id_)
        self.progres = Progres(self.say("arreter"))
        self.colonne.addWidget(self.progres)
        self.colonne.addStretch(1)
        self.progres.begin(self.say("avance", fait=0, total=total) if total else self.titre.text())
        self.progres.stop_asked.connect(self.stopped)

    @property
    def way_on(self) -> str:
        """None: it goes on by itself."""
        return ""

    def focus_first(self) -> bool:
        """On how far it is: Enter pressed once too often stops nothing."""
        self.progres.take_focus()
        return True

    def go_on(self) -> bool:
        """Nothing to do but wait."""
        return True

    def advance(self, avancement: Avancement) -> None:
        """So far."""
        self.progres.show_progress(avancement)
        self.progres.say(self.say("avance", fait=avancement.fait, total=avancement.total))
