"""The bodies a table writes in several ways, proposed as one (not ticked if a letter differs), and the sheet of addresses."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from droits_usagers.domain.reprise.denominations import GroupeOrganisme
from droits_usagers.services.reprise.organismes import OrganismesLus
from droits_usagers.services.reprise.reprise import ChantierReprise
from droits_usagers.ui.composants import Champ, Intitule, Libelle, ListeDeroulante
from droits_usagers.ui.composants.liste import LigneCochee, ListeCochee
from droits_usagers.ui.reprise.etape import EtapeReprise, LigneChoix
from droits_usagers.ui.socle.page import Contexte

#: How high the list may be, at 100 %, and how many lines are measured for it.
_A_LA_FOIS, _HAUTEUR = 8, 400
#: Spellings said of a body; beyond, how many more.
_CITEES = 8


class EtapeOrganismes(EtapeReprise):
    """Holds the chantier, with what is agreed to: what is ticked is one body."""

    def __init__(self, contexte: Contexte, chantier: ChantierReprise, lus: OrganismesLus) -> None:
        super().__init__(contexte, "organismes")
        self._chantier = chantier
        self._lus = lus
        self.groupes = ListeCochee()
        self.colonne.addLayout(self.dit)
        if lus.groupes:
            lignes = [LigneCochee(groupe.cle, self._said(groupe)) for groupe in lus.groupes]
            memes = {groupe.cle for groupe in lus.groupes if chantier.memes.get(groupe.cle, groupe.sur)}
            self.groupes.show_lines(lignes, memes)
            self.colonne.addWidget(Champ(Intitule(self.say("liste"), self.say("liste_aide")), self.groupes))
        self.feuille = ListeDeroulante([("", self.say("sans_feuille")), *((str(rang), nom) for rang, nom in lus.feuilles)])
        if lus.feuilles:
            self.feuille.setCurrentIndex(max(0, self.feuille.findData(self._sheet())))
            self.colonne.addWidget(LigneChoix(self.say("feuille"), self.feuille))
            self.colonne.addWidget(Libelle(self.say("feuille_aide")))
        self.colonne.addStretch(1)

    def _sheet(self) -> str:
        """The one a person chose; else the first there is."""
        choisie = self._chantier.adresses if self._chantier.adresses_dites else self._lus.feuilles[0][0]
        return "" if choisie is None else str(choisie)

    def _said(self, groupe: GroupeOrganisme) -> str:
        autres = [
            self.counted("graphie", graphie.lignes, texte=graphie.texte, lignes=graphie.lignes)
            for graphie in groupe.graphies
            if graphie.texte != groupe.nom and graphie.lignes
        ]
        dites = " ; ".join(autres[:_CITEES])
        if len(autres) > _CITEES:
            dites = self.say("graphies_plus", graphies=dites, nombre=len(autres) - _CITEES)
        id_ = "groupe" if groupe.sur else "groupe_faute"
        return self.say(id_, nom=groupe.nom, graphies=dites or groupe.nom)

    @property
    def chantier(self) -> ChantierReprise:
        """With what is agreed to now."""
        coches = self.groupes.lignes.coches
        choisie = self.feuille.value()
        return replace(
            self._chantier,
            memes={**self._chantier.memes, **{groupe.cle: groupe.cle in coches for groupe in self._lus.groupes}},
            adresses=int(choisie) if choisie else None,
            adresses_dites=bool(self._lus.feuilles),
        )

    def focus_first(self) -> bool:
        """On the first body."""
        if not self._lus.groupes:
            return False
        self.groupes.setCurrentIndex(self.groupes.model().index(0, 0))
        self.groupes.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def conceal(self, *, masque: bool) -> None:
        """A body may be someone: a doctor, a guardian."""
        self.groupes.setVisible(not masque and bool(self._lus.groupes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A list as high as what it holds, within reason."""
        super().resizeEvent(event)
        self.fit(self.groupes, hauteur=_HAUTEUR, a_la_fois=_A_LA_FOIS)
