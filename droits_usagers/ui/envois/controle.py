"""What the control says of the letters of a bulk: a word for each line, and all of it for the line one is on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE
from droits_usagers.domain.controle.lecture import key_of
from droits_usagers.domain.controle.valeurs import Alerte, Poids
from droits_usagers.domain.releve.tri import sentence_key, told_of_lines
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.envois.controle import (
    LettreVue,
    PhraseADecider,
    VerdictEnvoi,
    looking,
    sentences_to_decide,
    verdict,
    written_otherwise,
)
from droits_usagers.services.envois.envoi import GroupeEcarte
from droits_usagers.services.envois.tri import LigneTriee, Motif
from droits_usagers.ui.composants import Champ, Colonne, Intitule
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.libelles import LibelleEtat
from droits_usagers.ui.composants.ligne_decidee import PhraseDecidee, put_lines
from droits_usagers.ui.composants.liste import LigneCochee, ListeCochee
from droits_usagers.ui.controle.retenue import ListeAlertes
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.socle.travail import Tache

#: What is left aside until someone does something about it.
ARRETEES = frozenset({VerdictEnvoi.ARRET, VerdictEnvoi.A_DECIDER})
RETENUES = ARRETEES | {VerdictEnvoi.A_CONFIRMER}
_MOTIFS = {
    VerdictEnvoi.A_DECIDER: Motif.A_DECIDER,
    VerdictEnvoi.ARRET: Motif.A_CORRIGER,
    VerdictEnvoi.A_CONFIRMER: Motif.A_CONFIRMER,
}


class ControleMasse(QWidget):
    """`changed`: what some lines say is not what they said. `rewritten`: nor do these, as their letters now are."""

    changed = Signal()
    rewritten = Signal(object)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._vues: dict[str, LettreVue] = {}
        self._gestes: dict[str, Gestes] = {}
        #: What was left in all of them at once.
        self._decisions = RIEN_DE_DECIDE
        self._dites: tuple[PhraseADecider, ...] = ()
        #: The letters as they were, by dossier; what is written in place of some sentences, nothing for those taken out.
        self._lignes: dict[str, LigneTriee] = {}
        self._ecrites: dict[str, str] = {}
        #: Those taken out, and the dossiers they were in.
        self._otees: dict[str, tuple[PhraseADecider, frozenset[str]]] = {}
        #: Those put back, or written, in letters not looked at again yet; how many times each of these has to be.
        self._remises: dict[str, PhraseADecider] = {}
        self._a_revoir = Counter[str]()
        #: How many are left to decide, in words; nothing once all are.
        self._restent = ""
        #: The one that one is on, to be decided.
        self.phrase: PhraseDecidee | None = None
        self._masque = False
        self._tache: Tache | None = None
        self._reference = ""
        self.liste = ListeAlertes(contexte.textes, contexte.services.catalogue.controle, gestes=Gestes())
        #: Where someone must not be found: what may stay in the letters, ticked; and how many are left to decide.
        self.phrases = ListeCochee()
        self.phrases.lignes.ticked.connect(self._on_sentence)
        self.phrases.selectionModel().currentChanged.connect(lambda *_: self._show_here())
        bind("L", self.phrases, self._leave_here, une_fois=True)
        bind("R", self.phrases, lambda: self.phrase and self.phrase.take_out(), une_fois=True)
        bind("E", self.phrases, lambda: self.phrase and self.phrase.write(), une_fois=True)
        self.reste = LibelleEtat(first=False)
        dire = contexte.textes.under("masse")
        self._champ = Champ(Intitule(dire("phrases_a_decider"), dire("phrases_aide")), self.phrases)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(self.liste)
        colonne.addWidget(self._champ)
        self._ici = Colonne(ecart=0)
        colonne.addLayout(self._ici)
        colonne.addWidget(self.reste)
        self._be_seen()
        self.liste.changed.connect(self.changed)
        self.hide()

    def start(self, lignes: Sequence[LigneTriee]) -> None:
        """Looks at these letters, a few at a time, in the thread that draws."""
        self.clear()
        services = self._contexte.services
        vues = self._vues
        self._lignes = {ligne.reference: ligne for ligne in lignes}

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
        for part in filter(None, (self._champ, self.reste, self.phrase)):
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
        self._lignes, self._ecrites, self._otees, self._remises = {}, {}, {}, {}
        self._a_revoir.clear()
        self.phrases.show_lines((), ())
        self._show_here()
        self._be_seen()
        self.liste.show_alertes((), mendable=False)
        self.hide()

    @property
    def gestes(self) -> Mapping[str, Gestes]:
        """What the person chose to keep in some letters, by dossier."""
        return self._gestes

    def of(self, reference: str) -> VerdictEnvoi:
        """What becomes of the letter of a dossier."""
        vue = None if self._a_revoir[reference] else self._vues.get(reference)
        return verdict(vue, self._gestes_of(reference))

    def _gestes_of(self, reference: str) -> Gestes:
        """What was kept in the letter of a dossier, and what was left in all of them."""
        gestes = self._gestes.setdefault(reference, Gestes())
        gestes.decisions = self._decisions
        return gestes

    def _said(self, reference: str) -> tuple[Alerte, ...]:
        return tuple(self._vues[reference].said(self._gestes_of(reference))) if reference in self._vues else ()

    def _show_sentences(self) -> None:
        """Each once, with how many letters it is in; those that were there stay where they were."""
        ici = self._here()
        vues = {ref: self._as_it_will_be(vue) if self._a_revoir[ref] else vue for ref, vue in self._vues.items()}
        restent = self._remises | {phrase.cle: phrase for phrase in sentences_to_decide(vues)}
        otees = {cle: replace(phrase, nombre=len(ou), retiree=True) for cle, (phrase, ou) in self._otees.items()}
        toutes = otees | restent
        avant = [phrase.cle for phrase in self._dites if phrase.cle in toutes]
        self._dites = tuple(toutes[cle] for cle in dict.fromkeys((*avant, *toutes)))
        lignes = [LigneCochee(phrase.cle, self._sentence(phrase), possible=not phrase.retiree) for phrase in self._dites]
        self.phrases.show_lines(lignes, [phrase.cle for phrase in self._dites if self._is_left(phrase)])
        self._go_to(ici.cle if ici else "")
        self._show_here()
        self._count()
        self._be_seen()

    def _as_it_will_be(self, vue: LettreVue) -> LettreVue:
        """Until it is looked at again: a list that moved under a key would have another sentence decided."""
        return replace(vue, lignes=tuple(ligne for ligne in vue.lignes if ligne.cle not in self._ecrites))

    def _sentence(self, phrase: PhraseADecider) -> str:
        dire = self._contexte.textes.under("masse")
        dits = [self._how_many(phrase)]
        if phrase.releves:
            dits.append(dire("phrase_releves", quoi=", ".join(phrase.releves)))
        return f"{phrase.texte}\n{' '.join(dits)}"

    def _how_many(self, phrase: PhraseADecider) -> str:
        """In how many letters it is, out of how many it was taken, or how many say it still; and how else it is written."""
        dire = self._contexte.textes.under("masse")
        quoi = "phrase_retiree" if phrase.retiree else "phrase_necessaire" if phrase.cle in self._otees else "phrase_dans"
        dits = [dire(f"{quoi}_une" if phrase.nombre == 1 else quoi, nombre=phrase.nombre)]
        if phrase.autrement:
            dits.append(dire("phrase_autrement", formes=dire("phrase_puis").join(phrase.autrement)))
        return " ".join(dits)

    def _is_decided(self, phrase: PhraseADecider) -> bool:
        return phrase.retiree or self._is_left(phrase)

    def _is_left(self, phrase: PhraseADecider) -> bool:
        return phrase.is_left(self._decisions.laissees)

    def _count(self) -> None:
        nombre = sum(not self._is_decided(phrase) for phrase in self._dites)
        dire = self._contexte.textes.under("assistant.lignes")
        self._restent = dire("reste" if nombre == 1 else "restent", nombre=nombre) if nombre else ""
        dites = [(phrase.releves, not phrase.retiree) for phrase in self._dites]
        self.reste.setText(self._restent or (told_of_lines(dites, self._contexte.textes) if dites else ""))

    # The one that one is on

    def _here(self) -> PhraseADecider | None:
        rang = self.phrases.currentIndex().row()
        return self._dites[rang] if 0 <= rang < len(self._dites) else None

    def _go_to(self, cle: str) -> None:
        """On this one if it is to be decided; else on the next that is."""
        rang = next((rang for rang, phrase in enumerate(self._dites) if phrase.cle == cle), self.phrases.currentIndex().row())
        rangs = (*range(max(rang, 0), len(self._dites)), *range(max(rang, 0)))
        suivant = next((un for un in rangs if not self._is_decided(self._dites[un])), rang)
        if 0 <= suivant < len(self._dites):
            self.phrases.setCurrentIndex(self.phrases.lignes.index(suivant))

    def _show_here(self) -> None:
        """It, whole, with its gestures; what is being written is not disturbed."""
        avant, phrase = self.phrase, self._here()
        if avant is not None and avant.is_being_written and phrase is not None and phrase.cle == avant.phrase.cle:
            return
        la = avant is not None and avant.is_here
        self.phrase = self._make(phrase) if phrase is not None else None
        put_lines(self._ici, [avant] if avant else [], [self.phrase] if self.phrase else [])
        if self.phrase is not None:
            self.phrase.setVisible(not self._masque)
            if la:
                self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, phrase: PhraseADecider) -> PhraseDecidee:
        textes = self._contexte.textes
        etat = "retiree" if phrase.retiree else "laissee" if self._is_left(phrase) else "a_decider"
        ligne = PhraseDecidee(textes.under("assistant.lignes"), phrase, combien=self._how_many(phrase), etat=etat)
        touches = textes("assistant.lignes.touches") if phrase.ecrite else textes("masse.phrase_ailleurs")
        ligne.tell(rang=self._dites.index(phrase) + 1, nombre=len(self._dites), restent=self._restent, touches=touches)
        ligne.left.connect(self._leave_here)
        ligne.taken_out.connect(lambda: self._write(phrase, ""))
        ligne.rewritten.connect(lambda texte: self._write(phrase, texte))
        ligne.put_back.connect(lambda: self._put_back(phrase))
        return ligne

    def _leave_here(self) -> None:
        """What one is on may leave; on to the next one to decide."""
        phrase = self._here()
        if phrase is None or phrase.retiree:
            return
        self.phrases.lignes.setData(self.phrases.currentIndex(), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
        self._go_to(phrase.cle)
        self._show_here()

    def _write(self, phrase: PhraseADecider, texte: str) -> None:
        """In every letter that says it: this in its place, or nothing."""
        ou = frozenset(ref for ref, vue in self._vues.items() if any(ligne.cle in phrase.formes for ligne in vue.lignes))
        # Those it was taken out of are still without it.
        ou |= self._otees.pop(phrase.cle, (phrase, frozenset()))[1]
        self._ecrites |= dict.fromkeys(phrase.formes, texte)
        if not texte:
            self._otees[phrase.cle] = phrase, ou
            self._decisions = replace(self._decisions, retirees=self._decisions.retirees.union(phrase.formes.values()))
        else:
            cle, formes = sentence_key(texte) or texte, {key_of(texte): texte}
            ecrite = replace(phrase, cle=cle, texte=texte, releves=(), places=(), retiree=False, formes=formes)
            self._remises[ecrite.cle] = ecrite
        self._look_again(ou)

    def _put_back(self, phrase: PhraseADecider) -> None:
        for cle in phrase.formes:
            del self._ecrites[cle]
        remise, ou = self._otees.pop(phrase.cle)
        self._remises[phrase.cle] = remise
        self._decisions = replace(self._decisions, retirees=self._decisions.retirees.difference(phrase.formes.values()))
        self._look_again(ou)

    def _look_again(self, ou: frozenset[str]) -> None:
        """These letters as they now are: nothing leaves on what was found in what they were."""
        services, nouvelles, lot = self._contexte.services, dict[str, LettreVue](), self._vues
        lignes = [written_otherwise(self._lignes[ref], self._ecrites, services.catalogue) for ref in self._lignes if ref in ou]
        self._a_revoir.update(ou)
        self.rewritten.emit(lignes)
        self._show_sentences()
        self.changed.emit()

        def end(_: object) -> None:
            # Another list, since.
            if lot is self._vues:
                self._a_revoir.subtract(ou)
                self._vues.update(nouvelles)
                if not any(self._a_revoir.values()):
                    self._remises.clear()
                self._show_sentences()
                self.show_line(self._reference)
                self.changed.emit()

        reponses = Reponses(self, end, end)
        self._tache = self._contexte.operations.run_units(
            services.rendu, lambda: looking(services.departs, lignes, nouvelles), reponses
        )

    def _on_sentence(self, cle: str, laissee: bool) -> None:  # noqa: FBT001 - Qt
        formes = next(frozenset(phrase.formes) for phrase in self._dites if phrase.cle == cle)
        laissees = self._decisions.laissees | formes if laissee else self._decisions.laissees - formes
        self._decisions = replace(self._decisions, laissees=laissees)
        for reference in self._vues:
            self._gestes_of(reference)
        self._count()
        self._show_here()
        self.show_line(self._reference)
        self.changed.emit()

    def word(self, ligne: LigneTriee) -> str:
        """The same in words; nothing for a line without a letter."""
        if ligne.lettre is None:
            return ""
        verdict_, textes = self.of(ligne.reference), self._contexte.textes
        if verdict_ not in RETENUES:
            return textes(f"masse.controle.{verdict_}")
        poids = Poids.ARRET if verdict_ in ARRETEES else Poids.A_CONFIRMER
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
