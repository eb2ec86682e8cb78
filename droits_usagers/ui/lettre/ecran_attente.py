"""What one may expect of a demarche, before starting it; and which one, where a situation has several answers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.apercu.lettre import Detour, Explication, VoieProposee
from droits_usagers.ui.composants import BoutonListe, BoutonSecondaire, ChoixUnique, Colonne, Libelle, Option, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.composants.volets import VoletMontre, Volets
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.questions.entrees import ChoixCherche
from droits_usagers.ui.questions.formulaire import Formulaire


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


class EcranDetour(EcranAssistant):
    """There is nothing to read, to send or to print: only where to go.

    `noting_asked`: in a dossier, the answer that came is to be recorded, even with no letter to write about it.
    """

    noting_asked = Signal()
    read_first = True

    def __init__(self, textes: Textes, explication: Explication, parent: QWidget | None = None) -> None:
        suffixe = "_finie" if explication.finie else ""
        titre, aide = (textes(f"assistant.detour.{id_}{suffixe}") for id_ in ("titre", "aide"))
        super().__init__(titre, aide, parent=parent)
        self._textes = textes
        self._noter: BoutonSecondaire | None = None
        self._detour = Detour(textes)
        self._detour.say(explication)
        self._detour.demarche_wanted.connect(self.demarche_wanted)
        self.colonne.addWidget(self._detour)
        self.colonne.addStretch(1)

    def offer_noting(self) -> None:
        """Offers to record in the dossier what came."""
        textes = self._textes
        self._noter = BoutonSecondaire(
            textes("assistant.detour.noter"), note=textes("assistant.detour.noter_aide"), icone="creer"
        )
        self._noter.clicked.connect(self.noting_asked)
        self.colonne.insertWidget(self.colonne.count() - 1, self._noter, 0, Qt.AlignmentFlag.AlignLeading)

    def focus_first(self) -> bool:
        """On the first way out, if there is one."""
        sorties = (*self._detour.stops(), *filter(None, (self._noter,)))
        for bouton in sorties:
            bouton.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False


class EcranPapier(EcranAssistant):
    """Two forms: the letters one may write depend on what was asked first."""

    def __init__(self, titre: str, introduction: str, demande: Formulaire) -> None:
        super().__init__(titre, introduction)
        self._demande = demande
        self._suite = Colonne()
        self.colonne.addWidget(demande)
        self.colonne.addLayout(self._suite)
        self.colonne.addStretch(1)

    def ask_next(self, suite: Formulaire | None) -> None:
        """Asks which letter to write now, in place of what was asked before; nothing when there is only one."""
        replace_all(self._suite, [] if suite is None else [suite])
        if suite is not None:
            # Right after what it depends on, whenever it was made.
            QWidget.setTabOrder(self._demande, suite)

    def offer_authorities(self, voies: Sequence[VoieProposee], textes: Textes) -> None:
        """The demarches before an authority, that start from the same papers."""
        liste = Colonne(ecart=8)
        liste.addWidget(Titre(textes("assistant.papier.autorites"), niveau=2))
        for voie in voies:
            bouton = BoutonListe(voie.titre, voie.phrase, icone="suite")
            bouton.clicked.connect(lambda _checked=False, id_=voie.demarche: self.demarche_wanted.emit(id_))
            liste.addWidget(bouton)
        self.colonne.insertLayout(self.colonne.count() - 1, liste)

    def focus_first(self) -> bool:
        """Where to search what was asked."""
        return self._demande.focus_first()

    def go_on(self) -> bool:
        """Enter after words chooses what resembles them most, so that it is read before going on."""
        choix = self.findChild(ChoixCherche)
        return isinstance(choix, ChoixCherche) and choix.choose_found()
