"""What the control says of the letters of a bulk: a word for each line, and all of it for the line one is on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.decisions import RIEN_DE_DECIDE
from droits_usagers.domain.controle.valeurs import Alerte, Poids
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.envois.controle import FormeADecider, LettreVue, VerdictEnvoi, forms_to_decide, looking, verdict
from droits_usagers.services.envois.ecran import GroupeEcarte
from droits_usagers.services.envois.tri import LigneTriee, Motif
from droits_usagers.ui.composants import Champ, Colonne, Intitule
from droits_usagers.ui.composants.liste_cochee import LigneCochee, ListeCochee
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
        self._vues: dict[str, LettreVue] = {}
        self._gestes: dict[str, Gestes] = {}
        #: What was left in all of them at once.
        self._decisions = RIEN_DE_DECIDE
        self._dites: tuple[FormeADecider, ...] = ()
        self._tache: Tache | None = None
        self._reference = ""
        self.liste = ListeAlertes(contexte.textes, contexte.services.catalogue.controle, gestes=Gestes())
        #: Where someone must not be found: what may stay in the letters, ticked.
        self.formes = ListeCochee()
        self.formes.lignes.ticked.connect(self._on_form)
        self._champ = Champ(
            Intitule(contexte.textes("masse.formes_a_decider"), contexte.textes("masse.formes_aide")), self.formes
        )
        self._champ.hide()
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(self.liste)
        colonne.addWidget(self._champ)
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
                self._show_forms()
                self.show_line(self._reference)
                self.changed.emit()

        reponses = Reponses(self, tell, tell, on_progress=tell)
        self._tache = self._contexte.operations.run_units(
            services.rendu, lambda: looking(services.departs, lignes, vues), reponses
        )

    def conceal(self, *, masque: bool) -> None:
        """Hides what people wrote, or shows it again."""
        self._champ.setVisible(bool(self._dites) and not masque)

    def stop(self) -> None:
        """Looks at no more letters."""
        if self._tache is not None:
            self._tache.cancel()
            self._tache = None

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self.stop()
        self._vues, self._gestes, self._reference = {}, {}, ""
        self._decisions, self._dites = RIEN_DE_DECIDE, ()
        self.formes.show_lines((), ())
        self._champ.hide()
        self.liste.show_alertes((), mendable=False)
        self.hide()

    @property
    def gestes(self) -> Mapping[str, Gestes]:
        """What the person chose to keep in some letters, by dossier."""
        return self._gestes

    def of(self, reference: str) -> VerdictEnvoi:
        """What becomes of the letter of a dossier."""
        return verdict(self._vues.get(reference), self._gestes_of(reference))

    def _gestes_of(self, reference: str) -> Gestes:
        """What was kept in the letter of a dossier, and what was left in all of them."""
        gestes = self._gestes.setdefault(reference, Gestes())
        gestes.decisions = self._decisions
        return gestes

    def _said(self, reference: str) -> tuple[Alerte, ...]:
        return self._vues[reference].said(self._gestes_of(reference)) if reference in self._vues else ()

    def _show_forms(self) -> None:
        """Each once, with how many letters it is in; what is ticked stays so."""
        formes = forms_to_decide(self._vues)
        if formes != self._dites:
            self._dites = formes
            self.formes.show_lines([LigneCochee(forme.cle, self._form(forme)) for forme in formes], self._decisions.formes)
            self._champ.setVisible(bool(formes))

    def _form(self, forme: FormeADecider) -> str:
        dit = "masse.forme_dans_une" if forme.nombre == 1 else "masse.forme_dans"
        return self._contexte.textes(dit, texte=forme.texte, nombre=forme.nombre, phrase=forme.phrase)

    def _on_form(self, cle: str, laissee: bool) -> None:  # noqa: FBT001 - Qt
        formes = self._decisions.formes | {cle} if laissee else self._decisions.formes - {cle}
        self._decisions = replace(self._decisions, formes=formes)
        for reference in self._vues:
            self._gestes_of(reference)
        self.show_line(self._reference)
        self.changed.emit()

    def word(self, ligne: LigneTriee) -> str:
        """The same in words; nothing for a line without a letter."""
        if ligne.lettre is None:
            return ""
        verdict_, textes = self.of(ligne.reference), self._contexte.textes
        if verdict_ not in RETENUES:
            return textes(f"masse.controle.{verdict_}")
        poids = Poids.ARRET if verdict_ is VerdictEnvoi.ARRET else Poids.A_CONFIRMER
        premiere = next(alerte for alerte in self._said(ligne.reference) if alerte.poids is poids)
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
        gestes = self._gestes_of(reference)
        for alerte in self._said(reference):
            if alerte.poids is Poids.A_CONFIRMER:
                (gestes.keep if gardee else gestes.take_back)(alerte)
        self.show_line(self._reference)

    def show_line(self, reference: str) -> None:
        """Everything about the letter one is on."""
        self._reference = reference
        alertes = [alerte for alerte in self._said(reference) if alerte.poids is not Poids.A_SAVOIR]
        self.liste.use(self._gestes_of(reference) if reference else Gestes())
        self.liste.show_alertes(alertes, mendable=True)
        self.setVisible(bool(alertes or self._dites))
