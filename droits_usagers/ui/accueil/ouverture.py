"""« Ouverture »: the first screen. One thing has the focus and Enter starts it; what does not exist here is not shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.services.socle.modes import Mode
from droits_usagers.services.socle.permanence import EXEMPLE_HORAIRES, Faute
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonListe,
    Centre,
    Colonne,
    Defilement,
    Libelle,
    Nature,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.destination import Destination, Quoi
from droits_usagers.ui.socle.page import Contexte, Page


class PageOuverture(Page):
    """What one can start, for someone who has just sat down. `exists` tells which screens there are in this mode."""

    def __init__(self, contexte: Contexte, exists: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._exists = exists
        textes = self.textes
        self.commencer = BoutonListe(
            textes("ouverture.commencer"), textes("ouverture.commencer_aide"), note=textes("commun.entree"), icone="droit"
        )
        self.commencer.stand_out()
        self.commencer.clicked.connect(lambda: self.page_wanted.emit(Destination("assistant")))
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=32, marges=(24, 32, 24, 24))
        colonne.addStretch(1)
        entete = Colonne(ecart=8)
        entete.addWidget(Titre(textes("ouverture.titre"), niveau=0))
        entete.addWidget(Libelle(textes("ouverture.phrase"), teinte=Teinte.DOUX))
        colonne.addLayout(entete)
        faute = contexte.services.carnet.permanence.faute
        if faute is not None:
            colonne.addWidget(self._faulty(faute))
        colonne.addWidget(self.commencer)
        colonne.addLayout(self._others())
        if contexte.services.seance.mode is Mode.POSTE_PARTAGE:
            colonne.addWidget(Libelle(textes("ouverture.poste_partage"), teinte=Teinte.DOUX))
        colonne.addStretch(3)
        page = Colonne(self)
        page.addWidget(Defilement(Centre(contenu, largeur=640, au_milieu=True)))

    def _faulty(self, faute: Faute) -> Avis:
        """What the desk wrote cannot be followed: said to whoever can mend it, and why this is a shared computer meanwhile."""
        fichier = self.contexte.services.carnet.fichier_permanence.name
        texte = " ".join(
            self.textes(f"permanence.{id_}", fichier=fichier, exemple=EXEMPLE_HORAIRES) for id_ in (f"faute.{faute}", "strict")
        )
        return Avis(texte, mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION)

    def _others(self) -> Colonne:
        """What is done at work, then what is kept: quiet links, where they exist."""
        colonne = Colonne(ecart=20)
        travail = Colonne(ecart=4)
        liens = [self._link(page) for page in ("refus", "notices", "grille") if self._exists(page)]
        if liens:
            # Level with the words of the links, that have a margin around them.
            intitule = Rangee(marges=(8, 0, 0, 0))
            intitule.addWidget(Libelle(self.textes("ouverture.au_travail"), gras=True))
            travail.addLayout(intitule)
        for lien in liens:
            travail.addWidget(lien, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addLayout(travail)
        if self._exists("coffre"):
            colonne.addWidget(self._link("coffre"), 0, Qt.AlignmentFlag.AlignLeading)
        return colonne

    def _link(self, page: str) -> BoutonLien:
        bouton = BoutonLien(self.textes(f"ouverture.{page}"))
        bouton.clicked.connect(lambda _checked=False: self.page_wanted.emit(Destination(page)))
        return bouton

    def arrive(self, quoi: Quoi | None = None) -> None:  # noqa: ARG002 - nothing on it can be named
        """Enter starts a letter, or goes back to the one that was begun."""
        commencee = "reprendre" if self.contexte.begun() else "commencer"
        self.commencer.set_up(
            self.textes(f"ouverture.{commencee}"),
            self.textes(f"ouverture.{commencee}_aide"),
            self.textes("commun.entree"),
        )
        self.commencer.setFocus(Qt.FocusReason.OtherFocusReason)
