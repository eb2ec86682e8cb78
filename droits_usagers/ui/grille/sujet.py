"""What the grille is about: the processing, and who holds it."""

from PySide6.QtCore import Qt, Signal

from droits_usagers.domain.grille import Grille
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Champ, Intitule, LigneTexte, ListeDeroulante
from droits_usagers.ui.questions.ecran import EcranAssistant


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
