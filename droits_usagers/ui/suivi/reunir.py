"""« Réunir en affaire » : in which one, or under which new name. In place, above the list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from droits_usagers.domain.dossiers import Affaire
from droits_usagers.domain.textes import Textes
from droits_usagers.ui.composants import (
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    ListeDeroulante,
    Rangee,
    Titre,
)
from droits_usagers.ui.theme import Teinte

_NOUVELLE = ""


class FormulaireReunir(QFrame):
    """Asks which affaire; `given` says its number, or None and the title of a new one."""

    given = Signal(object, str)
    left = Signal()

    def __init__(self, textes: Textes, nombre: int, affaires: Sequence[Affaire]) -> None:
        super().__init__()
        self._textes = textes
        options = [(_NOUVELLE, self._say("nouvelle")), *((str(une.numero), une.titre) for une in affaires)]
        self.affaire = ListeDeroulante(options)
        self.titre = LigneTexte()
        self._ou = Champ(Intitule(self._say("ou")), self.affaire)
        self._nom = Champ(Intitule(self._say("nom"), aide=self._say("nom_aide")), self.titre)
        self._ou.setVisible(bool(affaires))
        valider = BoutonPrimaire(self._say("reunir"), touche=textes("commun.entree"))
        annuler = BoutonSecondaire(textes("liste.colonnes.fermer"))
        valider.bind_enter(self)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(Titre(self._say("titre_nombre", nombre=nombre) if nombre > 1 else self._say("titre"), niveau=2))
        colonne.addWidget(Libelle(self._say("aide"), teinte=Teinte.DOUX))
        colonne.addWidget(self._ou)
        colonne.addWidget(self._nom)
        bas = Rangee(ecart=8)
        bas.addWidget(annuler)
        bas.addStretch(1)
        bas.addWidget(valider)
        colonne.addLayout(bas)
        self.affaire.currentIndexChanged.connect(lambda _: self._nom.setVisible(self.affaire.value() == _NOUVELLE))
        valider.clicked.connect(self._give)
        annuler.clicked.connect(self.left)

    def _say(self, id_: str, **valeurs: object) -> str:
        return self._textes(f"liste.reunir.{id_}", **valeurs)

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
