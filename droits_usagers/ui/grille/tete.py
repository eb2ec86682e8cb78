"""The head of a grille: what it is about and where it is kept, and the four things one does with it at any time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.grille import Grille
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.grille.atelier import AtelierEcarts
from droits_usagers.services.socle.clavier import key_name
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    LibelleEtat,
    LigneTexte,
    ListeDeroulante,
    Rangee,
)
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.questions.ecran import EcranAssistant

#: Never one that does something else on any screen.
TOUCHE_LISTE = "Ctrl+Shift+L"


class Tete(QWidget):
    """The names; `boutons` stand apart from them. `subject_wanted`: the name was pressed."""

    subject_wanted = Signal()

    def __init__(self, textes: Textes, atelier: AtelierEcarts) -> None:
        super().__init__()
        self._textes, self._atelier = textes, atelier
        self.sujet = BoutonLien("", icone="fiches")
        self._etat = LibelleEtat(first=False, teinte=Teinte.DOUX)
        self.ajouter = BoutonSecondaire(textes("grille.ajouter"), icone="creer", note="Ctrl+N")
        self.enregistrer = BoutonSecondaire(textes("grille.enregistrer"), icone="enregistrer", note="Ctrl+S")
        self.liste = BoutonSecondaire(textes("grille.liste.titre"), icone="coche", note=key_name(textes, TOUCHE_LISTE))
        self.suites = BoutonSecondaire(textes("grille.suites.titre"), icone="suite")
        colonne = Colonne(self, ecart=0)
        colonne.addWidget(self.sujet, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self._etat)
        self.boutons = QWidget()
        rangee = Rangee(self.boutons, ecart=8)
        for bouton in (self.ajouter, self.liste, self.enregistrer, self.suites):
            rangee.addWidget(bouton, 0, Qt.AlignmentFlag.AlignTop)
        rangee.addStretch(1)
        self.sujet.clicked.connect(lambda _checked=False: self.subject_wanted.emit())
        # What is hidden where there is little room must not make the window grow first.
        self.fit(large=False)

    def fit(self, *, large: bool) -> None:
        """Where there is little room, the grille needs it more than names and keys do."""
        self.setVisible(large)
        for bouton, touche in ((self.ajouter, "Ctrl+N"), (self.liste, TOUCHE_LISTE), (self.enregistrer, "Ctrl+S")):
            bouton.set_up(bouton.titre, note=key_name(self._textes, touche) if large else "")

    def refresh(self, *, masque: bool) -> None:
        """As the grille now stands; its name may be hidden."""
        self.sujet.set_up(self._textes("grille.masque") if masque else self.name())
        self.sujet.setAccessibleDescription(self._textes("grille.sujet.changer"))
        self._etat.setText(self._state())

    def name(self) -> str:
        """What the grille is about."""
        grille = self._atelier.grille
        return " · ".join(filter(None, (grille.titre, grille.organisme.nom))) or self._textes("grille.sans_nom")

    def _state(self) -> str:
        atelier = self._atelier
        if atelier.chemin is None:
            return self._textes("grille.non_gardee")
        return self._textes("grille.modifiee" if atelier.is_modified else "grille.gardee", fichier=atelier.chemin.name)


class EcranSujet(EcranAssistant):
    """`given`: what it is called, who holds it, and of what kind that is. `left`: back, and nothing is changed."""

    given = Signal(str, str, str)
    left = Signal()

    def __init__(self, textes: Textes) -> None:
        say = textes.under("grille.sujet")
        super().__init__(say("titre"), say("aide"), au_milieu=True)
        self.nom, self.organisme = LigneTexte(), LigneTexte()
        self._montres = "", ""
        genres = [(un.value, textes(f"assistant.questions.organisme_genre.choix.{un}")) for un in GenreOrganisme]
        self.genre = ListeDeroulante(genres)
        self.suite = BoutonPrimaire(say("suite"), touche=textes("commun.entree"))
        for champ in (
            Champ(Intitule(say("nom"), say("nom_aide")), self.nom),
            Champ(Intitule(say("organisme")), self.organisme),
            Champ(Intitule(say("genre"), say("genre_aide")), self.genre),
        ):
            self.colonne.addWidget(champ)
        self.colonne.addStretch(1)
        self.retour = BoutonSecondaire(textes("commun.retour"), icone="retour")
        self.put_under(self.retour, self.suite)
        self.retour.clicked.connect(lambda _checked=False: self.left.emit())
        self.suite.bind_enter(self)
        self.suite.clicked.connect(
            lambda _checked=False: self.given.emit(self.nom.text(), self.organisme.text(), self.genre.value())
        )

    def show_grille(self, grille: Grille) -> None:
        """As it now stands. Most of those who are looked at are départements."""
        self._montres = grille.titre, grille.organisme.nom
        for ligne, mot in zip((self.nom, self.organisme), self._montres, strict=True):
            ligne.setText(mot)
        genre = grille.organisme.genre if grille.organisme.nom else GenreOrganisme.DEPARTEMENT
        self.genre.setCurrentIndex(self.genre.findData(genre.value))

    @property
    def typed(self) -> tuple[str, str, str] | None:
        """What was changed and not given yet."""
        mots = self.nom.text(), self.organisme.text()
        return None if mots == self._montres else (*mots, self.genre.value())

    def focus_first(self) -> bool:
        """On the name."""
        self.nom.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def conceal(self, *, masque: bool) -> None:
        """What is typed."""
        for ligne in (self.nom, self.organisme):
            ligne.setEchoMode(LigneTexte.EchoMode.Password if masque else LigneTexte.EchoMode.Normal)
