"""What one may expect of a demarche, before starting it; and which one, where a situation has several answers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import ChoixUnique, Colonne, Libelle, Option
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.composants.volets import VoletMontre, Volets
from droits_usagers.ui.questions.ecran import EcranAssistant


class EcranAttente(EcranAssistant):
    """Texts, and a choice when there is one. `demarche_chosen` names another demarche."""

    demarche_chosen = Signal(str)

    def __init__(
        self,
        textes: Textes,
        textes_demarche: Callable[[str], Textes],
        volets: Callable[[str], Sequence[VoletMontre]],
        *,
        demarche: str,
        parmi: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(textes("assistant.attente.titre"), parent=parent)
        self._textes_demarche, self._volets = textes_demarche, volets
        self._choix: ChoixUnique | None = None
        self._phrase = Libelle(teinte=Teinte.DOUX)
        #: The same at a glance, where the demarche has it.
        self._tableau = Colonne()
        self._attente = Libelle()
        if len(parmi) > 1:
            self._offer(parmi, textes("assistant.attente.choix"), demarche)
        self.colonne.addWidget(self._phrase)
        # Said with the name, by the line of the title or by the choice.
        self._phrase.setVisible(self._choix is None)
        self.colonne.addLayout(self._tableau)
        self.colonne.addWidget(self._attente)
        self.colonne.addStretch(1)
        self._show(demarche)

    def _offer(self, parmi: Sequence[str], nom: str, chosen: str) -> None:
        options = tuple(Option(id_, self._textes_demarche(id_)("titre"), self._textes_demarche(id_)("phrase")) for id_ in parmi)
        self._choix = ChoixUnique(options)
        self._choix.setAccessibleName(nom)
        self._choix.set_value(chosen)
        self._choix.choice_changed.connect(self._on_choice)
        self.colonne.addWidget(self._choix)

    def _on_choice(self) -> None:
        if self._choix is not None:
            self._show(self._choix.value())
            self.demarche_chosen.emit(self._choix.value())

    def _show(self, demarche: str) -> None:
        textes = self._textes_demarche(demarche)
        self._phrase.setText(textes("phrase"))
        self._attente.setText(textes("attente"))
        volets = self._volets(demarche)
        replace_all(self._tableau, (Volets(volets),) if volets else ())

    def focus_first(self) -> bool:
        """On the choice, where there is one."""
        if self._choix is not None:
            self._choix.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._choix is not None
