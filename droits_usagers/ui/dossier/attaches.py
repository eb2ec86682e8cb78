"""What is attached to a dossier, from its declaration alone: the form where a line is said, the list where they are seen."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.questions import Genre, Question, Reponses
from droits_usagers.domain.dossier.attaches import ATTACHES, Attache
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffre.saisies import SaisieGardee
from droits_usagers.services.dossier.ecran import AttacheMontree
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Colonne, Libelle, Rangee, TexteLong, Titre
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.formulaire import FormulaireDossier
from droits_usagers.ui.questions.entrees import Entree, EntreeTexte, Intitules
from droits_usagers.ui.questions.formulaire import Formulaire, ReglesFormulaire

#: Those that people write, by their codes.
ECRITES = {code: une for code, une in ATTACHES.items() if une.questions}
#: Lines of a long text.
_LIGNES = 8


class FormulaireAttache(FormulaireDossier):
    """Form of a dossier: the questions of one kind. What is half said waits with the dossier it is about."""

    def __init__(self, textes: Textes, attache: Attache[Any], parent: QWidget | None = None) -> None:
        racine = f"attaches.{attache.code}"
        super().__init__(textes, racine, parent)
        self.attache = attache
        #: The dossier it is about; what was left unfinished about others.
        self._reference = ""
        self._laissees: dict[str, Reponses] = {}
        regles = ReglesFormulaire(
            Intitules(textes, textes, racine=f"{racine}."), lambda *_: (), lambda *_: None, lambda *_: (), make=_make
        )
        self.formulaire = Formulaire(attache.questions, regles)
        # Where Enter starts a line, it gives nothing.
        lignes = any(question.genre is Genre.TEXTE_LONG for question in attache.questions)
        self.garder = BoutonPrimaire(self._say("garder"), touche=textes("commun.ctrl_entree" if lignes else "commun.entree"))
        self._fill(Titre(self._say("ajouter"), niveau=2), self.formulaire, donner=self.garder)
        self.garder.bind_enter(self, plain=not lignes)
        self.garder.clicked.connect(self._on_given)

    def start(self, reference: str) -> None:
        """A blank one, or the one that was being said of this dossier."""
        if reference != self._reference:
            self._laissees = self._unfinished()
            self.formulaire.show_answers(self._laissees.pop(reference, {}))
        self._reference = reference
        self.formulaire.focus_first()

    @property
    def typed(self) -> dict[str, str]:
        """Nothing: several may be unfinished (`drafts`), shown or not."""
        return {}

    def drafts(self) -> tuple[SaisieGardee, ...]:
        """What is unfinished: each time the dossier it is about, and the answers."""
        return tuple(
            SaisieGardee({id_: str(dite) for id_, dite in dites.items()}, self.attache.code, reference)
            for reference, dites in self._unfinished().items()
        )

    def take_up(self, saisie: SaisieGardee) -> None:
        """What was unfinished before, for when one comes to its dossier."""
        self._laissees[saisie.reference] = dict(saisie.champs)

    def drop(self, reference: str = "") -> None:
        """Nothing stays of what is unfinished about a dossier, or about all."""
        if reference in {"", self._reference}:
            self.forget()
        self._laissees = {autre: dites for autre, dites in self._laissees.items() if reference not in {"", autre}}

    def _unfinished(self) -> dict[str, Reponses]:
        dites = self.formulaire.values()
        return self._laissees | ({} if self.attache.said(dites) is None else {self._reference: dites})

    def forget(self) -> None:
        """What is being said is kept."""
        self._reference = ""
        self.formulaire.show_answers({})

    def _on_given(self) -> None:
        ligne = self.attache.said(self.formulaire.values())
        if ligne is not None:
            self.geste.emit(lambda vers: vers.gestes.put(self.attache, ligne))
            return
        premiere = self.attache.questions[0].id
        self.formulaire.champ(premiere).say(self._say("vide"), mot=self._textes("suivi.refus.mot"))
        self.formulaire.focus_on(premiere)


def _make(question: Question) -> Entree | None:
    return EntreeTexte(TexteLong(lignes=_LIGNES)) if question.genre is Genre.TEXTE_LONG else None


class VueAttaches(QWidget):
    """List of those of one kind: a line each, masked with the names, for they may name someone. `taken`: one, by its number."""

    taken = Signal(int)

    def __init__(
        self, textes: Textes, attache: Attache[Any], lignes: Sequence[AttacheMontree], *, discreet: bool, lecture_seule: bool
    ) -> None:
        super().__init__()
        self._say = textes.under(f"attaches.{attache.code}")
        self._lecture_seule, self._colonne = lecture_seule, Colonne(self)
        if lignes:
            self._colonne.addWidget(Titre(self._say("titre"), niveau=2))
        if lignes and f"attaches.{attache.code}.phrase" in textes:
            self._colonne.addWidget(Libelle(self._say("phrase"), teinte=Teinte.DOUX))
        for ligne in lignes:
            dite = self._say("masquee") if discreet else ligne.dite
            bouton = self._add(dite, "retirer", partial(self.taken.emit, ligne.numero))
            if bouton is not None:
                bouton.setAccessibleDescription(dite)

    def add_address(self, *, discreet: bool, seule: bool, freed: Callable[[], object]) -> None:
        """Under cells of a table: the address of the person is written on no paper until someone says otherwise (`freed`)."""
        # Nobody decides of words that are hidden.
        self._lecture_seule = self._lecture_seule or discreet
        self._add(self._say("tue_vue" if seule else "tue"), "ecrire", freed)

    def _add(self, dite: str, id_: str, clicked: Callable[[], object]) -> BoutonSecondaire | None:
        rangee, bouton = Rangee(ecart=12), None
        rangee.addWidget(Libelle(dite), 1)
        if not self._lecture_seule:
            bouton = BoutonSecondaire(self._say(id_))
            bouton.clicked.connect(lambda *_: clicked())
            rangee.addWidget(bouton)
        self._colonne.addLayout(rangee)
        return bouton
