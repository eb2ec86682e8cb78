"""What the control says of the letters of a bulk: a word for each line, and all of it for the line one is on."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.valeurs import Alerte, Poids
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.envois.controle import VerdictEnvoi, looking, verdict
from droits_usagers.services.envois.ecran import GroupeEcarte
from droits_usagers.services.envois.tri import LigneTriee, Motif
from droits_usagers.ui.composants import Colonne
from droits_usagers.ui.controle.liste import ListeAlertes
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.socle.travail import Tache

#: What is left aside until someone does something about it.
RETENUES = frozenset({VerdictEnvoi.ARRET, VerdictEnvoi.A_CONFIRMER})
_MOTIFS = {VerdictEnvoi.ARRET: Motif.A_CORRIGER, VerdictEnvoi.A_CONFIRMER: Motif.A_CONFIRMER}


class ControleMasse(QWidget):
    """`changed`: what some lines say is not what they said."""

    changed = Signal()

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._vues: dict[str, tuple[Alerte, ...]] = {}
        self._gestes: dict[str, Gestes] = {}
        self._tache: Tache | None = None
        self._reference = ""
        self.liste = ListeAlertes(contexte.textes, contexte.services.catalogue.controle, gestes=Gestes())
        Colonne(self, ecart=0).addWidget(self.liste)
        self.liste.changed.connect(self.changed)
        self.hide()

    def start(self, lignes: Sequence[LigneTriee]) -> None:
        """Looks at these letters, a few at a time, in the thread that draws."""
        self.clear()
        services = self._contexte.services
        vues = self._vues

        def tell(_: object) -> None:
            # Another list, since.
            if vues is self._vues:
                self.show_line(self._reference)
                self.changed.emit()

        reponses = Reponses(self, tell, tell, on_progress=tell)
        self._tache = self._contexte.operations.run_units(
            services.rendu, lambda: looking(services.departs, lignes, vues), reponses
        )

    def stop(self) -> None:
        """Looks at no more letters."""
        if self._tache is not None:
            self._tache.cancel()
            self._tache = None

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self.stop()
        self._vues, self._gestes, self._reference = {}, {}, ""
        self.liste.show_alertes((), mendable=False)
        self.hide()

    @property
    def gestes(self) -> Mapping[str, Gestes]:
        """What the person chose to keep in some letters, by dossier."""
        return self._gestes

    def of(self, reference: str) -> VerdictEnvoi:
        """What becomes of the letter of a dossier."""
        return verdict(self._vues.get(reference), self._gestes.get(reference, Gestes()))

    def word(self, ligne: LigneTriee) -> str:
        """The same in words; nothing for a line without a letter."""
        if ligne.lettre is None:
            return ""
        verdict_, textes = self.of(ligne.reference), self._contexte.textes
        if verdict_ not in RETENUES:
            return textes(f"masse.controle.{verdict_}")
        poids = Poids.ARRET if verdict_ is VerdictEnvoi.ARRET else Poids.A_CONFIRMER
        premiere = next(alerte for alerte in self._vues[ligne.reference] if alerte.poids is poids)
        return textes(f"masse.controle.{verdict_}", quoi=textes(f"controle.regles.{premiere.regle}"))

    def groups(self, lignes: Sequence[LigneTriee]) -> tuple[GroupeEcarte, ...]:
        """How many are left aside by the control: each is ticked on its own, after it was read."""
        verdicts = [self.of(ligne.reference) for ligne in lignes if ligne.lettre is not None]
        textes = self._contexte.textes
        return tuple(
            GroupeEcarte(motif, textes(f"masse.motifs.{motif}"), verdicts.count(un), cochable=False)
            for un, motif in _MOTIFS.items()
            if un in verdicts
        )

    def keep(self, reference: str, *, gardee: bool) -> None:
        """Its box was ticked, or no longer: that is the gesture."""
        gestes = self._gestes.setdefault(reference, Gestes())
        for alerte in self._vues.get(reference, ()):
            if alerte.poids is Poids.A_CONFIRMER:
                (gestes.keep if gardee else gestes.take_back)(alerte)
        self.show_line(self._reference)

    def show_line(self, reference: str) -> None:
        """Everything about the letter one is on."""
        self._reference = reference
        alertes = [alerte for alerte in self._vues.get(reference, ()) if alerte.poids is not Poids.A_SAVOIR]
        self.liste.use(self._gestes.setdefault(reference, Gestes()) if reference else Gestes())
        self.liste.show_alertes(alertes, mendable=True)
        self.setVisible(bool(alertes))
