"""« Avant 2019 »: each old article that the sources cite, what it was about, where that is today, and the trap."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.grille import Citation
from droits_usagers.services.socle.recherche import capital
from droits_usagers.ui.composants import Avis, BoutonLien, Colonne, Defilement, Libelle, Nature, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.page import Contexte


class FaceAnciens(QWidget):
    """`article_wanted`: an id of the legal base, or of an old article."""

    article_wanted = Signal(str)

    def __init__(self, contexte: Contexte, name: Callable[[str], str]) -> None:
        super().__init__()
        self._contexte, self._textes, self._name = contexte, contexte.textes, name
        self._say = self._textes.under("grille.anciens")
        self._montrees: Sequence[Citation] | None = None
        contenu = QWidget()
        self._liste = Colonne(ecart=24)
        colonne = Colonne(contenu, ecart=16, marges=(2, 0, 8, 8))
        colonne.addWidget(Libelle(self._say("aide"), teinte=Teinte.DOUX))
        colonne.addLayout(self._liste)
        colonne.addStretch(1)
        Colonne(self, ecart=0).addWidget(Defilement(contenu))
        self.show_citations(())

    def show_citations(self, citations: Sequence[Citation]) -> None:
        """Those of the grille as it now stands."""
        if citations == self._montrees:
            return
        self._montrees = citations
        replace_all(self._liste, [self._block(une) for une in citations] or [Libelle(self._say("aucun"))])

    def _block(self, citation: Citation) -> QWidget:
        ancien, entrees = citation.ancien, self._contexte.services.catalogue.droit.entrees
        bloc = QWidget()
        colonne = Colonne(bloc, ecart=4)
        colonne.addWidget(Titre(capital(self._textes("textes.ancien.titre", ancien=ancien.ancien)), niveau=2))
        cite = self._say("cite_par", sources=" ; ".join(map(self._name, citation.sources)))
        colonne.addWidget(Libelle(cite, teinte=Teinte.DOUX))
        for titre, dit in (("avant", ancien.objet), ("aujourd_hui", ancien.explication)):
            colonne.addWidget(Libelle(self._say(titre), gras=True))
            colonne.addWidget(Libelle(dit))
        for id_ in ancien.aujourd_hui:
            lien = BoutonLien(capital(entrees[id_].citation), icone="textes")
            lien.clicked.connect(lambda _checked=False, vers=id_: self.article_wanted.emit(vers))
            colonne.addWidget(lien, 0, Qt.AlignmentFlag.AlignLeading)
        if ancien.piege:
            colonne.addWidget(Avis(ancien.piege, mot=self._textes("textes.ancien.piege_mot"), nature=Nature.ATTENTION))
        return bloc
