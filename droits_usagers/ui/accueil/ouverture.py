"""« Ouverture »: the first screen. One thing has the focus and Enter starts it; what does not exist here is not shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.services.socle.modes import Mode
from droits_usagers.services.socle.permanence import Faute
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
from droits_usagers.ui.socle.destination import Destination, Quoi, VersPartie
from droits_usagers.ui.socle.page import Contexte, Page


class PageOuverture(Page):
    """What one can start, for someone who has just sat down. `exists` tells which screens there are in this mode."""

    def __init__(self, contexte: Contexte, exists: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._exists = exists
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=24, marges=(24, 32, 24, 24))
        colonne.addStretch(1)
        entete = Colonne(ecart=8)
        entete.addWidget(Titre(self.textes("ouverture.titre"), niveau=0))
        entete.addWidget(Libelle(self.textes("ouverture.phrase"), teinte=Teinte.DOUX))
        colonne.addLayout(entete)
        faute = contexte.services.carnet.permanence.faute
        if faute is not None:
            colonne.addWidget(self._faulty(faute))
        colonne.addLayout(self._choices())
        if contexte.services.seance.mode is Mode.POSTE_PARTAGE:
            colonne.addWidget(Libelle(self.textes("ouverture.poste_partage"), teinte=Teinte.DOUX))
        colonne.addLayout(self._links())
        colonne.addStretch(3)
        page = Colonne(self)
        page.addWidget(Defilement(Centre(contenu, largeur=640, au_milieu=True)))

    def _faulty(self, faute: Faute) -> Avis:
        """What the desk wrote cannot be followed: said to whoever can mend it, and why this is a shared computer meanwhile."""
        fichier = self.contexte.services.carnet.fichier_permanence.name
        texte = " ".join(self.textes(f"permanence.{id_}", fichier=fichier) for id_ in (f"faute.{faute}", "strict"))
        return Avis(texte, mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION)

    def _choices(self) -> Colonne:
        colonne = Colonne(ecart=12)
        textes = self.textes
        self.commencer = BoutonListe(
            textes("ouverture.commencer"), textes("ouverture.commencer_aide"), note=textes("commun.entree"), icone="droit"
        )
        self.commencer.stand_out()
        self.commencer.clicked.connect(lambda: self.page_wanted.emit(Destination("assistant")))
        colonne.addWidget(self.commencer)
        choix = (
            ("refus", "", "refus"),
            ("notices", "", "notice"),
            ("fiches", "", "fiches"),
            ("coffre", "ouvrir", "ouvrir"),
            ("coffre", "creer", "coffre"),
        )
        for page, element, icone in choix:
            if self._exists(page):
                id_ = element or page
                bouton = BoutonListe(textes(f"ouverture.{id_}"), textes(f"ouverture.{id_}_aide"), icone=icone)
                vers = Destination(page, VersPartie(element) if element else None)
                bouton.clicked.connect(lambda _checked=False, vers=vers: self.page_wanted.emit(vers))
                colonne.addWidget(bouton)
        return colonne

    def _links(self) -> Rangee:
        rangee = Rangee(ecart=4)
        rangee.addStretch(1)
        for page, icone in (("textes", "textes"), ("aide", "aide"), ("reglages", "reglages")):
            if self._exists(page):
                bouton = BoutonLien(self.textes(f"rail.{page}"), icone=icone)
                bouton.clicked.connect(lambda _checked=False, vers=page: self.page_wanted.emit(Destination(vers)))
                rangee.addWidget(bouton)
        return rangee

    def arrive(self, quoi: Quoi | None = None) -> None:  # noqa: ARG002 - nothing on it can be named
        """Enter starts a letter, or goes back to the one that was begun."""
        commencee = "reprendre" if self.contexte.begun() else "commencer"
        self.commencer.set_up(
            self.textes(f"ouverture.{commencee}"),
            self.textes(f"ouverture.{commencee}_aide"),
            self.textes("commun.entree"),
        )
        self.commencer.setFocus(Qt.FocusReason.OtherFocusReason)
