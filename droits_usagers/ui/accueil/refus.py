"""« Refuser l'ordinateur »: what can be refused and what cannot, then a door for each of those who come."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.services.lettre.refus import OPPOSITION, OffreMontree, PorteMontree, begin, doors
from droits_usagers.ui.composants import (
    Avis,
    BoutonListe,
    BoutonSecondaire,
    Colonne,
    Defilement,
    Libelle,
    Nature,
    Pied,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import ELEMENT, LISTE, is_listening
from droits_usagers.ui.composants.mise_en_page import ENTRE_GROUPES, replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.composants.volets import GrilleFluide, Volets, volets_of
from droits_usagers.ui.socle.destination import DepuisEcran, Destination, Quoi, VersAmorce, VersDossier, VersFiche
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page

#: Narrowest door at 100 %.
COLONNE = 300


class PortesRefus(GrilleFluide):
    """The doors, as a list."""

    entendu = LISTE


class PorteRefus(QWidget):
    """One of them: who comes, and what is offered."""

    entendu = ELEMENT


class PageRefus(Page):
    """Nothing is typed here. `exists` tells which screens there are in this mode."""

    def __init__(self, contexte: Contexte, exists: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._say = self.textes.under("refus")
        self._exists = exists
        #: The dossier one comes from, and the screen.
        self._voisin, self._origine = "", ""
        self._premiere: BoutonListe | None = None
        self._affaire = Colonne()
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(24, 16, 24, 24))
        colonne.addWidget(self._head())
        colonne.addWidget(self._picture())
        colonne.addLayout(self._doors())
        colonne.addStretch(1)
        self._defilement = Defilement(contenu)
        page = Colonne(self, ecart=0)
        page.addWidget(self._defilement, 1)
        page.addLayout(self._foot())
        for touche in ("Escape", "Alt+Left"):
            bind(touche, self, self._back)

    def _head(self) -> Libelle:
        self._phrase = Libelle(self._say("phrase"), teinte=Teinte.DOUX)
        return self._phrase

    def _picture(self) -> Volets:
        catalogue = self.contexte.services.catalogue
        textes = catalogue.textes_demarche(OPPOSITION)
        tableau = Volets(volets_of(catalogue.demarches[OPPOSITION], textes, self.textes))
        tableau.setAccessibleName(self._say("tableau"))
        return tableau

    def _doors(self) -> Colonne:
        services = self.contexte.services
        portes = doors(services.catalogue, fiches=services.fiches.ids if self._exists("fiches") else ())
        colonne = Colonne(ecart=8)
        colonne.addWidget(Titre(self._say("qui")))
        colonne.addLayout(self._affaire)
        liste = PortesRefus([self._door(porte) for porte in portes], colonne=COLONNE, ecart=ENTRE_GROUPES)
        liste.setAccessibleName(self._say("qui"))
        colonne.addWidget(liste)
        return colonne

    def _door(self, porte: PorteMontree) -> QWidget:
        part = PorteRefus()
        part.setAccessibleName(porte.titre)
        colonne = Colonne(part, ecart=8)
        colonne.addWidget(Titre(porte.titre, niveau=2, lu=False))
        colonne.addWidget(Libelle(porte.phrase, teinte=Teinte.DOUX))
        if porte.avis:
            colonne.addWidget(Avis(porte.avis, mot=self._say("avant"), nature=Nature.ATTENTION))
        for bouton in self._offers(porte):
            colonne.addWidget(bouton)
        colonne.addStretch(1)
        return part

    def _offers(self, porte: PorteMontree) -> Iterator[BoutonListe]:
        for offre in porte.offres:
            bouton = BoutonListe(offre.titre, offre.aide, icone="fiches" if offre.fiche else "droit")
            bouton.clicked.connect(self._make_open(offre))
            if self._premiere is None:
                self._premiere = bouton
                bouton.stand_out()
            yield bouton

    def _make_open(self, offre: OffreMontree) -> Callable[[], None]:
        return lambda: self._open(offre)

    def _foot(self) -> Pied:
        self.retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        self.retour.clicked.connect(self._back)
        return Pied(self.retour, marges=(24, 4, 24, 8))

    # What the window asks of a page

    @property
    def place(self) -> VersDossier | DepuisEcran | None:
        """The dossier one came from, to come back for the same affaire; or the screen."""
        if self._voisin:
            return VersDossier(self._voisin)
        return DepuisEcran(self._origine) if self._origine else None

    def arrive(self, quoi: Quoi | None = None) -> None:
        """On the door of the person concerned; what is begun here joins the affaire of the dossier one comes from."""
        en_coffre = self.contexte.services.seance.coffre is not None
        self._voisin = quoi.reference if isinstance(quoi, VersDossier) and en_coffre else ""
        self._origine = quoi.id if isinstance(quoi, DepuisEcran) else ""
        self._say_affaire()
        # Who listens starts with what is read: no door is heard in passing.
        premier = self._phrase if is_listening() else self._premiere
        if premier is not None:
            premier.setFocus(Qt.FocusReason.OtherFocusReason)
        # What can be refused is read before anything is chosen.
        self._defilement.show_top()

    def clear(self) -> None:
        """Forgets which dossier one came from."""
        self._voisin = self._origine = ""
        self._say_affaire()

    def _say_affaire(self) -> None:
        dit = self._say("affaire", reference=self._voisin) if self._voisin else ""
        mot = self.textes("commun.avis.information")
        replace_all(self._affaire, (Avis(dit, mot=mot),) if dit else ())

    # Going on

    def _open(self, offre: OffreMontree) -> None:
        if offre.fiche:
            self.page_wanted.emit(Destination("fiches", VersFiche(offre.fiche)))
            return
        services = self.contexte.services
        services.relais.give(begin(services.catalogue, offre, self._voisin))
        self.page_wanted.emit(Destination("assistant", VersAmorce()))

    def _back(self) -> None:
        if self._voisin:
            self.page_wanted.emit(Destination("suivi", VersDossier(self._voisin)))
        else:
            self.page_wanted.emit(Destination(self._origine or OUVERTURE))
