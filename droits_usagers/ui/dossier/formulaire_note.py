"""« Écrire une note »: a few lines for oneself, dated by the program, that go into no letter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonPrimaire, Champ, Intitule, TexteLong, Titre
from droits_usagers.ui.dossier.formulaire import FormulaireDossier
from droits_usagers.ui.dossier.gestes_du_panneau import EcrireNote


class FormulaireNote(FormulaireDossier):
    """Gives `EcrireNote`."""

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
            self._laissees |= dict(self.drafts())
            self.texte.setPlainText(self._laissees.pop(reference, ""))
        self._reference = reference
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def typed(self) -> dict[str, str]:
        """Nothing: what is unfinished is kept as notes."""
        return {}

    def drafts(self) -> tuple[tuple[str, str], ...]:
        """What is unfinished: each time the dossier it is about, and the text."""
        texte = self.texte.toPlainText().strip()
        actuelle = {self._reference: texte} if texte else {}
        return tuple((self._laissees | actuelle).items())

    def forget(self) -> None:
        """What is being written is kept."""
        self._reference = ""
        self.texte.clear()

    def clear(self) -> None:
        """Forgets what was typed."""
        self.forget()
        self._laissees = {}

    def _on_written(self) -> None:
        if self.texte.toPlainText().strip():
            self.geste.emit(EcrireNote(self.texte.toPlainText().strip()))
        else:
            self.champ.say(self._say("vide"), mot=self._textes("suivi.refus.mot"))
            self.texte.setFocus()
