"""Whose dossier it is: its reference, what it asks and of whom, for whom, and where it stands."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.mandats import Doute
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.ecran import DossierMontre
from droits_usagers.ui.composants import Avis, BoutonLien, BoutonSecondaire, Colonne, Libelle, Nature, Puce, Titre
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.consignes import VueConsignes
from droits_usagers.ui.socle.destination import Destination


class VueTete(QWidget):
    """The head of the panel. Names are hidden when `discreet`, and what people asked to avoid with them."""

    consignes_asked = Signal()
    look_again_asked = Signal()

    def __init__(self, textes: Textes, dossier: DossierMontre, *, discreet: bool, lecture_seule: bool) -> None:
        super().__init__()
        colonne = Colonne(self, ecart=4)
        colonne.addWidget(Titre(dossier.reference))
        sous_titre = " · ".join(texte for texte in (dossier.demarche, dossier.organisme) if texte)
        colonne.addWidget(Libelle(sous_titre))
        nom = textes("suivi.nom_masque") if discreet else dossier.personne
        #: For whom, as it is written.
        self.pour = textes("suivi.panneau.personne", personne=nom) if dossier.personne else textes("suivi.anonyme")
        colonne.addWidget(Libelle(self.pour))
        colonne.addWidget(Puce(dossier.etat, Teinte(dossier.signe.couleur), icone=dossier.signe.icone))
        dates = dossier.dates
        if dates.d_abord:
            colonne.addWidget(Libelle(dates.d_abord, teinte=Teinte.RETARD if dates.presse else Teinte.TEXTE))
        for texte in filter(None, (dates.revoir, dossier.permanence, dates.dessous)):
            colonne.addWidget(Libelle(texte, teinte=Teinte.DOUX))
        if dates.geste and not lecture_seule:
            revoir = BoutonLien(textes("suivi.revoir.ouvrir"), icone="semaine")
            revoir.clicked.connect(self.look_again_asked)
            colonne.addWidget(revoir, 0, Qt.AlignmentFlag.AlignLeading)
        if dossier.consignes.toutes:
            vue = VueConsignes(textes, dossier.consignes, discreet=discreet, lecture_seule=lecture_seule)
            vue.change_asked.connect(self.consignes_asked)
            colonne.addWidget(vue)


def mandate_notice(textes: Textes, doute: Doute, page_wanted: SignalInstance) -> Avis:
    """What is to be asked of the mandate on which the dossier rests."""
    avis = Avis(textes(f"suivi.mandat.{doute}"), mot=textes("suivi.mandat.mot"), nature=Nature.ATTENTION)
    voir = BoutonSecondaire(textes("suivi.mandat.voir"))
    voir.clicked.connect(lambda _checked=False: page_wanted.emit(Destination("mandats")))
    avis.add_button(voir)
    return avis
