"""Articles picked by searching for them: what resembles the words typed, and what was chosen so far."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.ui.composants import BoutonLien, Colonne, Libelle, LigneTexte
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.page import Contexte

#: Offered at once: a longer list would be a wall.
PLUS = 5


class ChoixArticles(QWidget):
    """Ids of the legal base, in the order chosen."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._textes, self._services = contexte.textes, contexte.services
        self._entrees = contexte.services.catalogue.droit.entrees
        self._choisis: dict[str, None] = {}
        self.recherche = LigneTexte(indice=self._textes("grille.articles.indice"))
        self._trouves, self._gardes = Colonne(ecart=0), Colonne(ecart=0)
        colonne = Colonne(self, ecart=4)
        colonne.addWidget(self.recherche)
        colonne.addLayout(self._trouves)
        colonne.addLayout(self._gardes)
        self.setFocusProxy(self.recherche)
        self.recherche.textChanged.connect(self._search)
        self.recherche.returnPressed.connect(self._choose_first)

    def value(self) -> tuple[str, ...]:
        """What was chosen."""
        return tuple(self._choisis)

    def clear(self) -> None:
        """Nothing chosen, nothing searched."""
        self._choisis = {}
        self.recherche.clear()
        self._show_chosen()

    def _found(self) -> tuple[str, ...]:
        cherche = self.recherche.text().strip()
        return tuple(id_ for id_ in self._services.articles.find(cherche) if id_ not in self._choisis)[:PLUS] if cherche else ()

    def _search(self) -> None:
        trouves = self._found()
        liens: list[QWidget] = [self._link(id_, icone="creer") for id_ in trouves]
        if not trouves and self.recherche.text().strip():
            liens = [Libelle(self._textes("grille.articles.aucun"), teinte=Teinte.DOUX)]
        replace_all(self._trouves, liens)

    def _link(self, id_: str, *, icone: str) -> BoutonLien:
        entree = self._entrees[id_]
        lien = BoutonLien(entree.nom, icone=icone)
        dit = "ajouter" if icone == "creer" else "retirer"
        lien.setAccessibleName(self._textes(f"grille.articles.{dit}", article=lien.titre))
        geste = self._choose if icone == "creer" else self._drop
        lien.clicked.connect(lambda _checked=False: geste(id_))
        return lien

    def _choose_first(self) -> None:
        for id_ in self._found()[:1]:
            self._choose(id_)

    def _choose(self, id_: str) -> None:
        self._choisis[id_] = None
        self.recherche.clear()
        self._show_chosen()
        self.recherche.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, id_: str) -> None:
        self._choisis.pop(id_, None)
        self._show_chosen()
        self.recherche.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        replace_all(self._gardes, [self._link(id_, icone="fermer") for id_ in self._choisis])
