"""One dossier beside the list: what to do next, the dates that count, what happened, and a form to record what just did."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from droits_usagers.domain.evenements import TypeEvenement
from droits_usagers.domain.textes import Textes
from droits_usagers.services.dossier_ecran import DossierMontre, EtapeMontree, FaitMontre
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Colonne,
    Defilement,
    Libelle,
    Nature,
    Puce,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.suivi.echeance import VueEcheance
from droits_usagers.ui.suivi.formulaire_fait import FormulaireFait
from droits_usagers.ui.theme import Teinte


class PanneauDossier(QWidget):
    """Shows what it is given and reports what is asked."""

    #: A next step: the `EtapeMontree` whose letter the person wants to write.
    step_chosen = Signal(object)
    #: An `Evenement` to record.
    fact_given = Signal(object)
    #: The number of a fact to cancel.
    cancel_asked = Signal(int)
    #: An answer came: it is to be read.
    answer_brought = Signal()
    edit_asked = Signal()
    #: The dates on a page to take away.
    calendar_asked = Signal()
    discard_asked = Signal()
    #: The person goes back to the list, where only one of the two is shown.
    left = Signal()

    def __init__(self, textes: Textes, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._dossier: DossierMontre | None = None
        self._discreet = False
        self.lecture_seule = False
        self.fermer = BoutonLien(textes("suivi.fermer_panneau"), icone="retour")
        self._today = today
        #: Made the first time something is recorded.
        self._formulaire: FormulaireFait | None = None
        self._corps = Colonne(ecart=20)
        self._parts: list[QWidget] = []
        self._dit = Colonne()
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=12, marges=(2, 0, 12, 24))
        colonne.addLayout(self._dit)
        colonne.addLayout(self._corps)
        colonne.addStretch(1)
        self._pile = QStackedWidget()
        self._vue = Defilement(contenu)
        self._pile.addWidget(self._vue)
        page = Colonne(self, ecart=8)
        page.addWidget(self.fermer, 0, Qt.AlignmentFlag.AlignLeading)
        page.addWidget(self._pile, 1)
        self.setAccessibleName(textes("suivi.panneau.nom"))
        self.fermer.clicked.connect(self.left)

    def _say(self, id_: str, **valeurs: object) -> str:
        return self._textes(f"suivi.panneau.{id_}", **valeurs)

    @property
    def formulaire(self) -> FormulaireFait:
        """Where one says what happened."""
        if self._formulaire is None:
            self._formulaire = FormulaireFait(self._textes, self._today)
            self._formulaire.left.connect(self.show_dossier_side)
            self._formulaire.fact_given.connect(self.fact_given)
            self._pile.addWidget(self._formulaire)
        return self._formulaire

    # What the screen tells it.

    @property
    def dossier(self) -> DossierMontre | None:
        """The dossier shown."""
        return self._dossier

    def show_dossier(self, dossier: DossierMontre) -> None:
        """Shows a dossier; another one closes the form and takes back what was said."""
        if self._dossier is None or self._dossier.reference != dossier.reference:
            self.hush()
            self._pile.setCurrentIndex(0)
        self._dossier = dossier
        self._draw()

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self._dossier = None
        if self._formulaire is not None:
            self._formulaire.clear()
        self.hush()
        self._pile.setCurrentIndex(0)
        self._parts = [Libelle(self._say("rien"), teinte=Teinte.DOUX)]
        replace_all(self._corps, self._parts)

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self._discreet = discreet
        if self._dossier is not None:
            self._draw()

    def tell(self, texte: str, *, mot: str, nature: Nature = Nature.BIEN) -> Avis:
        """Says what was just done, above the dossier."""
        avis = Avis(texte, mot=mot, nature=nature)
        replace_all(self._dit, (avis,))
        return avis

    def hush(self) -> None:
        """Takes back what was said."""
        replace_all(self._dit, ())

    def show_form(self, fait: TypeEvenement | None = None) -> None:
        """Asks what happened."""
        if self._dossier is not None and not self.lecture_seule:
            self.hush()
            self._pile.setCurrentWidget(self.formulaire)
            self.formulaire.start(self._dossier.demande.evenements, fait=fait)

    def show_dossier_side(self) -> None:
        """Comes back from the form."""
        self._pile.setCurrentIndex(0)
        self.focus_first()

    def focus_first(self) -> None:
        """Puts the focus on the first thing one can do."""
        boutons = (bouton for part in self._parts for bouton in part.findChildren(Bouton))
        premier = next((bouton for bouton in boutons if bouton.isVisible() and bouton.isEnabled()), self.fermer)
        premier.setFocus(Qt.FocusReason.OtherFocusReason)
        # Whose dossier it is comes first.
        self._vue.show_from_top(premier)

    # How it is drawn.

    def _draw(self) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        parts = [self._head(dossier), self._next(dossier), self._dates(dossier), self._history(dossier), self._letters(dossier)]
        if not self.lecture_seule:
            parts.append(self._foot())
        # What had the focus is about to go.
        courant = QApplication.focusWidget()
        focused = courant is not None and any(part.isAncestorOf(courant) for part in self._parts)
        replace_all(self._corps, parts)
        self._parts = parts
        if focused:
            self.focus_first()

    def _head(self, dossier: DossierMontre) -> QWidget:
        part = QWidget()
        colonne = Colonne(part, ecart=4)
        colonne.addWidget(Titre(dossier.reference))
        sous_titre = " · ".join(texte for texte in (dossier.demarche, dossier.organisme) if texte)
        colonne.addWidget(Libelle(sous_titre))
        nom = self._textes("suivi.nom_masque") if self._discreet else dossier.personne
        colonne.addWidget(Libelle(self._say("personne", personne=nom) if dossier.personne else self._textes("suivi.anonyme")))
        colonne.addWidget(Puce(dossier.etat, Teinte(dossier.urgence)))
        return part

    def _next(self, dossier: DossierMontre) -> QWidget:
        part, colonne = self._part("prochaine")
        premiere = True
        for etape in dossier.etapes:
            colonne.addWidget(Libelle(etape.pourquoi, teinte=Teinte.DOUX))
            if not etape.possible:
                colonne.addWidget(Libelle(f"{etape.titre}. {self._say('ailleurs')}"))
                continue
            bouton = BoutonPrimaire(etape.titre) if premiere else BoutonSecondaire(etape.titre)
            bouton.setEnabled(not self.lecture_seule)
            bouton.clicked.connect(self._emit_step(etape))
            colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
            premiere = False
        if not dossier.etapes:
            colonne.addWidget(Libelle(dossier.sans_etape, teinte=Teinte.DOUX))
        if not self.lecture_seule and dossier.repondable:
            repondu = BoutonSecondaire(self._say("reponse"), icone="document")
            repondu.clicked.connect(self.answer_brought)
            colonne.addWidget(repondu, 0, Qt.AlignmentFlag.AlignLeading)
        if not self.lecture_seule:
            self.noter = BoutonSecondaire(self._say("fait"), icone="creer")
            self.noter.clicked.connect(lambda _checked=False: self.show_form())
            colonne.addWidget(self.noter, 0, Qt.AlignmentFlag.AlignLeading)
        return part

    def _emit_step(self, etape: EtapeMontree) -> Callable[[], None]:
        return lambda: self.step_chosen.emit(etape)

    def _dates(self, dossier: DossierMontre) -> QWidget:
        part, colonne = self._part("echeances")
        for echeance in dossier.echeances:
            colonne.addWidget(VueEcheance(self._textes, echeance))
        if not dossier.echeances:
            colonne.addWidget(Libelle(self._say("aucune_echeance"), teinte=Teinte.DOUX))
            return part
        calendrier = BoutonSecondaire(self._say("calendrier"), icone="imprimer")
        calendrier.clicked.connect(self.calendar_asked)
        colonne.addWidget(calendrier, 0, Qt.AlignmentFlag.AlignLeading)
        return part

    def _history(self, dossier: DossierMontre) -> QWidget:
        part, colonne = self._part("histoire")
        for fait in dossier.faits:
            colonne.addLayout(self._fact(fait))
        if not dossier.faits:
            colonne.addWidget(Libelle(self._say("aucune_echeance"), teinte=Teinte.DOUX))
        return part

    def _fact(self, fait: FaitMontre) -> Rangee:
        rangee = Rangee(ecart=8)
        ligne = self._say("ligne_histoire", date=fait.date, fait=fait.texte)
        dit = f"{ligne} ({self._say('annule')})" if fait.annule else ligne
        libelle = Libelle(dit, teinte=Teinte.DOUX if fait.annule else Teinte.TEXTE)
        rangee.addWidget(libelle, 1)
        if not fait.annule and not self.lecture_seule:
            annuler = BoutonLien(self._say("annuler"))
            annuler.setAccessibleName(self._say("annuler_nom", fait=fait.texte, date=fait.date))
            annuler.clicked.connect(self._emit_cancel(fait.numero))
            rangee.addWidget(annuler, 0, Qt.AlignmentFlag.AlignTop)
        return rangee

    def _emit_cancel(self, numero: int) -> Callable[[], None]:
        return lambda: self.cancel_asked.emit(numero)

    def _letters(self, dossier: DossierMontre) -> QWidget:
        part, colonne = self._part("lettres")
        for ligne in dossier.courriers or (self._say("aucune_lettre"),):
            colonne.addWidget(Libelle(ligne, teinte=Teinte.TEXTE if dossier.courriers else Teinte.DOUX))
        return part

    def _foot(self) -> QWidget:
        part = QWidget()
        rangee = Rangee(part, ecart=8)
        modifier = BoutonLien(self._say("modifier"))
        modifier.clicked.connect(self.edit_asked)
        jeter = BoutonLien(self._say("jeter"), icone="corbeille")
        jeter.clicked.connect(self.discard_asked)
        rangee.addWidget(modifier)
        rangee.addWidget(jeter)
        rangee.addStretch(1)
        return part

    def _part(self, id_: str) -> tuple[QWidget, Colonne]:
        part = QWidget()
        colonne = Colonne(part, ecart=8)
        colonne.addWidget(Titre(self._say(id_), niveau=2))
        return part, colonne
