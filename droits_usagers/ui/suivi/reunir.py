"""« Réunir en affaire » : in which one, or under which new name. In place, above the list."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from droits_usagers.domain.dossier.dossiers import Affaire
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import (
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    LigneTexte,
    ListeDeroulante,
    Pied,
    Titre,
)
from droits_usagers.ui.composants.theme import Teinte, current_theme

_NOUVELLE = ""
#: The least that is seen of what is asked, where the window is short.
_HAUTEUR = 96


class FormulaireReunir(QFrame):
    """Asks which affaire; `given` says its number, or None and the title of a new one."""

    given = Signal(object, str)
    left = Signal()

    def __init__(self, textes: Textes, nombre: int, affaires: Sequence[Affaire]) -> None:
        super().__init__()
        self._textes = textes
        self._say = self._textes.under("liste.reunir")
        options = [(_NOUVELLE, self._say("nouvelle")), *((str(une.numero), une.titre) for une in affaires)]
        self.affaire = ListeDeroulante(options)
        self.titre = LigneTexte()
        self._ou = Champ(Intitule(self._say("ou")), self.affaire)
        self._nom = Champ(Intitule(self._say("nom"), aide=self._say("nom_aide")), self.titre)
        self._ou.setVisible(bool(affaires))
        valider = BoutonPrimaire(self._say("reunir"), touche=textes("commun.entree"))
        annuler = BoutonSecondaire(textes("liste.colonnes.fermer"))
        valider.bind_enter(self)
        demande = QWidget()
        dedans = Colonne(demande, ecart=8)
        dedans.addWidget(Titre(self._say("titre_nombre", nombre=nombre) if nombre > 1 else self._say("titre"), niveau=2))
        dedans.addWidget(Libelle(self._say("aide"), teinte=Teinte.DOUX))
        dedans.addWidget(self._ou)
        dedans.addWidget(self._nom)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(_Demande(demande))
        colonne.addLayout(Pied(annuler, valider, ecart=8))
        self.affaire.currentIndexChanged.connect(lambda _: self._nom.setVisible(self.affaire.value() == _NOUVELLE))
        valider.clicked.connect(self._give)
        annuler.clicked.connect(self.left)

    def focus_first(self) -> None:
        """Puts the focus where one starts."""
        (self.affaire if self._ou.isVisible() else self.titre).setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        numero, titre = self.affaire.value(), self.titre.text().strip()
        if numero != _NOUVELLE:
            self.given.emit(int(numero), self.affaire.currentText())
        elif titre:
            self.given.emit(None, titre)
        else:
            self._nom.say(self._say("sans_nom"), mot=self._textes("commun.avis.attention"))
            self.titre.setFocus(Qt.FocusReason.OtherFocusReason)


class _Demande(Defilement):
    """What is asked: as high as it is, and scrolled where the window is shorter, so that the buttons stay in it."""

    def __init__(self, contenu: QWidget) -> None:
        super().__init__(contenu)
        self._demande = contenu
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """The height that it takes at this width."""
        return QSize(
            super().sizeHint().width(),
            max(self._demande.heightForWidth(self.width()), self._demande.minimumSizeHint().height()),
        )

    def minimumSizeHint(self) -> QSize:
        """Little."""
        return QSize(0, current_theme().px(_HAUTEUR))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words take other lines at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
