"""What the control says of the letters of a bulk: a word for each line, and all of it for the line one is on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.decisions import RIEN_DE_DECIDE
from droits_usagers.domain.controle.valeurs import Alerte, Poids
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.envois.controle import (
    LettreVue,
    PhraseADecider,
    VerdictEnvoi,
    looking,
    sentences_to_decide,
    verdict,
)
from droits_usagers.services.envois.ecran import GroupeEcarte
from droits_usagers.services.envois.tri import LigneTriee, Motif
from droits_usagers.ui.composants import Champ, Colonne, Intitule
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.libelles import LibelleEtat
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
        self._dites: tuple[PhraseADecider, ...] = ()
        self._masque = False
        self._tache: Tache | None = None
        self._reference = ""
        self.liste = ListeAlertes(contexte.textes, contexte.services.catalogue.controle, gestes=Gestes())
        #: Where someone must not be found: what may stay in the letters, ticked; and how many are left to decide.
        self.phrases = ListeCochee()
        self.phrases.lignes.ticked.connect(self._on_sentence)
        bind("L", self.phrases, self._leave_here, une_fois=True)
        self.reste = LibelleEtat(first=False)
        dire = contexte.textes.under("masse")
        self._champ = Champ(Intitule(dire("phrases_a_decider"), dire("phrases_aide")), self.phrases)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(self.liste)
        colonne.addWidget(self._champ)
        colonne.addWidget(self.reste)
        self._be_seen()
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

        def end(_: object) -> None:
            # Only once all were looked at: a line that moves under a key is another one.
            if vues is self._vues:
                self._show_sentences()
            tell(_)

        reponses = Reponses(self, end, end, on_progress=tell)
        self._tache = self._contexte.operations.run_units(
            services.rendu, lambda: looking(services.departs, lignes, vues), reponses
        )

    def conceal(self, *, masque: bool) -> None:
        """Hides what people wrote, or shows it again."""
        self._masque = masque
        self._be_seen()

    def _be_seen(self) -> None:
        for part in (self._champ, self.reste):
            part.setVisible(bool(self._dites) and not self._masque)

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
        self.phrases.show_lines((), ())
        self._be_seen()
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
        return tuple(self._vues[reference].said(self._gestes_of(reference))) if reference in self._vues else ()

    def _show_sentences(self) -> None:
        """Each once, with how many letters it is in."""
        self._dites = sentences_to_decide(self._vues)
        lignes = [LigneCochee(phrase.cle, self._sentence(phrase)) for phrase in self._dites]
        self.phrases.show_lines(lignes, self._decisions.laissees)
        self._count()
        self._be_seen()

    def _sentence(self, phrase: PhraseADecider) -> str:
        dire = self._contexte.textes.under("masse")
        dits = [dire("phrase_dans_une" if phrase.nombre == 1 else "phrase_dans", nombre=phrase.nombre)]
        if phrase.releves:
            dits.append(dire("phrase_releves", quoi=", ".join(phrase.releves)))
        return f"{phrase.texte}\n{' '.join(dits)}"

    def _count(self) -> None:
        nombre = len(self._dites) - len(self._decisions.laissees)
        dire = self._contexte.textes.under("assistant.lignes")
        dit = {0: "toutes_laissees", 1: "reste"}.get(nombre, "restent")
        self.reste.setText(dire(dit, nombre=nombre) if self._dites else "")

    def _leave_here(self) -> None:
        """What one is on may leave; on to the next one to decide."""
        lignes, ici = self.phrases.lignes, self.phrases.currentIndex()
        if not ici.isValid():
            return
        lignes.setData(ici, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
        rangs = (*range(ici.row() + 1, lignes.rowCount()), *range(ici.row()))
        suivante = next((rang for rang in rangs if self._dites[rang].cle not in lignes.coches), None)
        if suivante is not None:
            self.phrases.setCurrentIndex(lignes.index(suivante))

    def _on_sentence(self, cle: str, laissee: bool) -> None:  # noqa: FBT001 - Qt
        laissees = self._decisions.laissees | {cle} if laissee else self._decisions.laissees - {cle}
        self._decisions = replace(self._decisions, laissees=laissees)
        for reference in self._vues:
            self._gestes_of(reference)
        self._count()
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
