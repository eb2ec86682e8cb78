"""Whose dossier it is: its reference, what it asks and of whom, for whom, and where it stands."""

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.mandats import Doute
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne, Consignes
from droits_usagers.services.dossier.ecran import DossierMontre
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    ChoixMultiples,
    ChoixUnique,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Nature,
    Option,
    Puce,
    Titre,
)
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.formulaire import FormulaireDossier
from droits_usagers.ui.socle.destination import Destination

_A_COCHER = tuple(code for code in CodeConsigne if code is not CodeConsigne.AUTRE)


class PorteeConsigne(StrEnum):
    """For which dossiers a consigne holds; the values are the fields of `Consignes`."""

    PERSONNE = "personne"
    DOSSIER = "dossier"


def say_consigne(consigne: Consigne, textes: Textes) -> str:
    """A consigne in words."""
    return consigne.texte if consigne.code is CodeConsigne.AUTRE else textes(f"consignes.codes.{consigne.code}")


class VueConsignes(Avis):
    """Those of a dossier, in words; masked with the names, as someone may look over a shoulder."""

    change_asked = Signal()

    def __init__(self, textes: Textes, consignes: Consignes, *, discreet: bool, lecture_seule: bool) -> None:
        dites = "\n".join(say_consigne(consigne, textes) for consigne in consignes.toutes)
        super().__init__(
            textes("consignes.masquees") if discreet else dites, mot=textes("consignes.mot"), nature=Nature.ATTENTION
        )
        if not lecture_seule:
            changer = BoutonSecondaire(textes("consignes.changer"))
            changer.clicked.connect(lambda _checked=False: self.change_asked.emit())
            self.add_button(changer)


class FormulaireConsignes(FormulaireDossier):
    """What is to be avoided, for all the dossiers of the person or for this one."""

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(textes, "consignes", parent)
        self._consignes = Consignes()
        self._portee = PorteeConsigne.DOSSIER
        self.portee = ChoixUnique([Option(portee, self._say(_PORTEES[portee])) for portee in PorteeConsigne])
        self.choix = ChoixMultiples([Option(code, self._say(f"codes.{code}")) for code in _A_COCHER])
        self.autre = LigneTexte()
        self._champ_portee = Champ(Intitule(self._say("portee")), self.portee)
        self.garder = BoutonPrimaire(self._say("garder"), touche=textes("commun.entree"))
        choix = Champ(Intitule(self._say("question"), self._say("question_aide")), self.choix)
        autre = Champ(Intitule(self._say("autre"), self._say("autre_aide")), self.autre)
        self._fill(Titre(self._say("titre"), niveau=2), self._champ_portee, choix, autre, donner=self.garder, ecart=16)
        self.portee.choice_changed.connect(self._on_portee)
        self.garder.bind_enter(self)
        self.garder.clicked.connect(lambda _checked=False: self._on_kept())

    def start(self, consignes: Consignes, *, nommee: bool) -> None:
        """Those there are; `nommee` is False where nobody is named, and nothing can hold beyond the dossier."""
        self._consignes = consignes
        self._champ_portee.setVisible(nommee)
        large = nommee and (bool(consignes.personne) or not consignes.dossier)
        self._show(PorteeConsigne.PERSONNE if large else PorteeConsigne.DOSSIER)
        premier = self.portee if nommee else self.choix
        premier.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets what was typed."""
        self._consignes = Consignes()
        self._show(PorteeConsigne.DOSSIER)

    def _show(self, portee: PorteeConsigne) -> None:
        self._portee = portee
        self.portee.set_value(portee)
        siennes: tuple[Consigne, ...] = getattr(self._consignes, portee)
        self.choix.set_value(consigne.code for consigne in siennes)
        self.autre.setText(" ; ".join(consigne.texte for consigne in siennes if consigne.code is CodeConsigne.AUTRE))

    def _on_portee(self) -> None:
        portee = PorteeConsigne(self.portee.value() or self._portee)
        if portee is not self._portee:
            self._take()
            self._show(portee)

    def _take(self) -> None:
        """What is on screen, with what was said for the other dossiers."""
        autre = " ".join(self.autre.text().split())
        dites = [Consigne(CodeConsigne(code)) for code in self.choix.value()]
        dites += [Consigne(CodeConsigne.AUTRE, autre)] if autre else []
        self._consignes = replace(self._consignes, **{self._portee.value: tuple(dites)})

    def _on_kept(self) -> None:
        self._take()
        consignes = self._consignes
        self.geste.emit(lambda vers: vers.gestes.keep_consignes(consignes))


_PORTEES = {PorteeConsigne.PERSONNE: "de_la_personne", PorteeConsigne.DOSSIER: "du_dossier"}


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
