"""« Je reviens avec un papier »: what it was about, what to write now; or which authority to write to instead."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.apercu.lettre import VoieProposee
from droits_usagers.ui.composants import BoutonListe, Colonne, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.questions.entrees import ChoixCherche
from droits_usagers.ui.questions.formulaire import Formulaire


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
