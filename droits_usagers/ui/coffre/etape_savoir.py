"""What to know before keeping dossiers: whose file it is, and what to tell the people who will be in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.notice import notice_sheet, notice_texts
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    Champ,
    ChoixUnique,
    Colonne,
    Intitule,
    Libelle,
    Nature,
    Option,
    Titre,
    Vide,
)
from droits_usagers.ui.composants.entendre import PartNommee
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

AGENT = "agent"
_TENANTS = ("moi", "groupe", AGENT)


class EtapeSavoir(PartNommee):
    """The second step. Nothing of it is kept."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._textes = contexte.textes
        self._say = self._textes.under("coffre_ecran.savoir")
        options = [Option(id_, self._say(f"tenant.{id_}"), self._say(f"tenant.{id_}_aide")) for id_ in _TENANTS]
        self.tenant = ChoixUnique(options, vide=Vide.of(self._textes, options))
        self.avis_agent = Avis(self._say("agent"), mot=self._textes("commun.avis.attention"), nature=Nature.ATTENTION)
        self.avis_agent.hide()
        self.imprimer = BoutonLien(self._say("imprimer_notice"), icone="imprimer")
        self._dit = Libelle(teinte=Teinte.DOUX)
        self._dit.hide()
        colonne = Colonne(self, ecart=16)
        colonne.addWidget(Champ(Intitule(self._say("qui")), self.tenant))
        colonne.addWidget(self.avis_agent)
        colonne.addLayout(self._notice())
        colonne.addWidget(self.imprimer, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self._dit)
        self.imprimer.setVisible(contexte.sorties().allows(Sortie.IMPRIMER))
        self.tenant.choice_changed.connect(self._on_chosen)
        self.imprimer.clicked.connect(self._print)

    def _notice(self) -> Colonne:
        colonne = Colonne(ecart=10)
        colonne.addWidget(Titre(self._say("notice_titre"), niveau=3))
        colonne.addWidget(Libelle(self._say("notice_aide"), teinte=Teinte.DOUX))
        for titre, texte in notice_texts(self._textes):
            partie = Colonne(ecart=0)
            partie.addWidget(Libelle(titre, gras=True))
            partie.addWidget(Libelle(texte))
            colonne.addLayout(partie)
        return colonne

    def _on_chosen(self) -> None:
        self.avis_agent.setVisible(self.tenant.value() == AGENT)

    def _print(self) -> None:
        contexte = self._contexte
        services, textes = contexte.services, self._textes

        def lay_out() -> Libre[Sequence[Liasse]]:
            libre = services.controle.release_document(notice_sheet(textes))
            return libre.map(lambda feuille: [services.courriers.liasse(feuille)])

        contexte.operations.run(contexte.services.rendu, lay_out, Reponses(self, self._on_laid_out, self._on_failure))

    def _on_laid_out(self, liasses: Libre[Sequence[Liasse]]) -> None:
        if (
            self._contexte.operations.attempt(lambda: self._contexte.sorties().print_pages(liasses), self._on_failure)
            is not None
        ):
            self._tell(self._say("notice_imprimee"))

    def _on_failure(self, error: ExpectedError) -> None:
        self._tell(self._contexte.operations.sentence(error))

    def _tell(self, texte: str) -> None:
        self._dit.setText(texte)
        self._dit.show()
