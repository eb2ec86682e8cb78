"""Which demarche, the same for everyone: searched for in one's own words, as for a paper one comes back with."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt

from droits_usagers.services.lettre.situations import search_demarches
from droits_usagers.services.serie.serie import Serie
from droits_usagers.ui.composants import Champ, Intitule, Option
from droits_usagers.ui.questions.choix import ChoixCherche
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.socle.page import Contexte


class EcranDemarche(EcranAssistant):
    """Chooses it in the series at once."""

    def __init__(self, contexte: Contexte, serie: Serie) -> None:
        textes, catalogue = contexte.textes, contexte.services.catalogue
        super().__init__(textes("serie.demarche.titre"), textes("serie.demarche.aide"))
        self._serie = serie
        options = []
        for id_ in serie.demarches:
            siens = catalogue.textes_demarche(id_)
            options.append(Option(id_, siens("titre"), siens("phrase")))
        search = partial(search_demarches, catalogue.situations, parmi=tuple(serie.demarches))
        self.choix = ChoixCherche(options, search, textes)
        self.champ = Champ(Intitule(textes("serie.demarche.question")), self.choix)
        self._manque = textes("serie.demarche.manque")
        self._mot = textes("commun.avis.attention")
        if serie.demarche is not None:
            self.choix.set_value(serie.demarche.id)
        self.choix.choice_changed.connect(self._on_choice)
        self.colonne.addWidget(self.champ)
        self.colonne.addStretch(1)

    def _on_choice(self) -> None:
        self.champ.hush()
        if self.choix.value():
            self._serie.choose(self.choix.value())

    def focus_first(self) -> bool:
        """In the words to search with."""
        self.choix.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_on(self) -> bool:
        """Enter among words chooses what resembles most; nothing chosen is said."""
        if self.choix.choose_found():
            return True
        if not self.choix.value():
            avis = self.champ.say(self._manque, mot=self._mot)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self._defilement.bring_into_view(avis)
            return True
        return False
