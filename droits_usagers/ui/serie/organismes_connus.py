"""The bodies a coffre writes to, to be ticked into a list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.services.serie.noms import line_of_organisme
from droits_usagers.ui.composants import BoutonSecondaire, Colonne, Libelle, LigneTexte, Titre
from droits_usagers.ui.composants.liste_cochee import LigneCochee, ListeCochee
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.serie.liste_collee import ListeCollee
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


class OrganismesConnus(QWidget):
    """The bodies of the coffre, to be ticked into a list; folded until one asks for them."""

    def __init__(self, contexte: Contexte, cible: ListeCollee) -> None:
        super().__init__()
        self._contexte, self._cible = contexte, cible
        self._say = self._contexte.textes.under("serie.listes")
        self._acces = AccesCoffre(contexte)
        self._tous: tuple[tuple[str, str], ...] = ()
        self.bouton = BoutonSecondaire(self._say("connus"), icone="deplier")
        self.bouton.setCheckable(True)
        self.cherche = LigneTexte(indice=self._say("connus_chercher"))
        self.cherche.setAccessibleName(self._say("connus_chercher"))
        self.liste = ListeCochee()
        self.liste.setAccessibleName(self._say("connus_titre"))
        self._vide = Libelle(self._say("connus_vide"), teinte=Teinte.DOUX)
        self._plie = QWidget()
        self._build()

    def _build(self) -> None:
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(self.bouton, 0, Qt.AlignmentFlag.AlignLeading)
        dedans = Colonne(self._plie, ecart=8)
        dedans.addWidget(Titre(self._say("connus_titre"), niveau=3))
        dedans.addWidget(Libelle(self._say("connus_aide"), teinte=Teinte.DOUX))
        for widget in (self.cherche, self._vide, self.liste):
            dedans.addWidget(widget)
        colonne.addWidget(self._plie)
        self._plie.hide()
        self.liste.setMinimumHeight(current_theme().px(200))
        self.bouton.toggled.connect(self._on_toggled)
        self.cherche.textChanged.connect(self._show)
        self.liste.lignes.ticked.connect(self._on_ticked)
        self._cible.read.connect(self._show)

    def _on_toggled(self, ouvert: bool) -> None:  # noqa: FBT001 - Qt
        self._plie.setVisible(ouvert)
        if ouvert:
            self._acces.ask(_ask_bodies, Reponses(self, self._on_known, lambda _: None))

    def _on_known(self, connus: Sequence[tuple[Organisme, int]]) -> None:
        self._tous = tuple((line_of_organisme(organisme), self._line(organisme, nombre)) for organisme, nombre in connus)
        self._vide.setVisible(not self._tous)
        self.cherche.setVisible(bool(self._tous))
        self.liste.setVisible(bool(self._tous))
        self._show()
        self.cherche.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, organisme: Organisme, nombre: int) -> str:
        dossiers = self._say("connus_dossier") if nombre == 1 else self._say("connus_dossiers", nombre=nombre)
        qui = ", ".join(filter(None, (organisme.nom, organisme.service, organisme.territoire)))
        return f"{qui} · {dossiers}"

    def _show(self) -> None:
        mots = fold(self.cherche.text()).split()
        trouves = [(id_, texte) for id_, texte in self._tous if all(mot in fold(texte) for mot in mots)]
        self.liste.show_lines([LigneCochee(id_, texte) for id_, texte in trouves], self._cible.lignes)

    def _on_ticked(self, ligne: str, coche: bool) -> None:  # noqa: FBT001 - Qt
        if coche:
            self._cible.add_lines([ligne])
        else:
            self._cible.remove_line(ligne)


def _ask_bodies(coffre: "Coffre") -> Sequence[tuple[Organisme, int]]:
    return coffre.series.organismes()
