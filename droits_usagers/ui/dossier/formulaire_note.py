"""« Écrire une note »: a few lines for oneself, dated by the program, that go into no letter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffre.saisies import SaisieGardee
from droits_usagers.ui.composants import BoutonPrimaire, Champ, Intitule, TexteLong, Titre
from droits_usagers.ui.dossier.formulaire import FormulaireDossier

#: Its name among the forms, and its one field.
NOTE, TEXTE = "note", "texte"


class FormulaireNote(FormulaireDossier):
    """Gives a note to keep."""

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(textes, "suivi.notes", parent)
        #: The dossier it is about; what was left unfinished about others.
        self._reference = ""
        self._laissees: dict[str, str] = {}
        self.texte = TexteLong(lignes=8)
        self.champ = Champ(Intitule(self._say("texte"), self._say("aide")), self.texte)
        self.enregistrer = BoutonPrimaire(self._say("enregistrer"), touche=textes("commun.ctrl_entree"))
        self._fill(Titre(self._say("titre"), niveau=2), self.champ, donner=self.enregistrer)
        self.enregistrer.bind_enter(self, plain=False)
        self.enregistrer.clicked.connect(self._on_written)
        self.texte.textChanged.connect(self.champ.hush)

    def start(self, reference: str) -> None:
        """A blank one, or the one that was being written about this dossier."""
        if reference != self._reference:
            self._laissees = self._unfinished()
            self.texte.setPlainText(self._laissees.pop(reference, ""))
        self._reference = reference
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def typed(self) -> dict[str, str]:
        """Nothing: several may be unfinished (`drafts`), shown or not."""
        return {}

    def drafts(self) -> tuple[SaisieGardee, ...]:
        """What is unfinished: each time the dossier it is about, and the text."""
        return tuple(SaisieGardee({TEXTE: texte}, NOTE, reference) for reference, texte in self._unfinished().items())

    def take_up(self, saisie: SaisieGardee) -> None:
        """What was unfinished before, for when one comes to its dossier."""
        self._laissees[saisie.reference] = saisie.champs[TEXTE]

    def drop(self, reference: str = "") -> None:
        """Nothing stays of what is unfinished about a dossier, or about all."""
        if reference in {"", self._reference}:
            self.forget()
        self._laissees = {autre: texte for autre, texte in self._laissees.items() if reference not in {"", autre}}

    def _unfinished(self) -> dict[str, str]:
        texte = self.texte.toPlainText()
        return self._laissees | ({self._reference: texte} if texte.strip() else {})

    def forget(self) -> None:
        """What is being written is kept."""
        self._reference = ""
        self.texte.clear()

    def _on_written(self) -> None:
        if self.texte.toPlainText().strip():
            texte = self.texte.toPlainText().strip()
            self.geste.emit(lambda vers: vers.gestes.write_note(texte))
        else:
            self.champ.say(self._say("vide"), mot=self._textes("suivi.refus.mot"))
            self.texte.setFocus()
