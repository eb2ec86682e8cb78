"""« Textes »: the articles the letters rest on, searchable, each with its summary and how surely it was checked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.droit import EntreeDroit
from droits_usagers.services.recherche import capital, matches
from droits_usagers.ui.article import Article, weakest
from droits_usagers.ui.composants import (
    BoutonLien,
    Champ,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    LigneTexte,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.liste import Ligne, Liste
from droits_usagers.ui.page import Contexte, Page
from droits_usagers.ui.theme import Teinte, current_theme

#: Under this width, at 100 %, the list and the article take turns.
COTE_A_COTE = 820
LARGEUR_LISTE = 340
#: The texts most letters rest on come first; within a text, the order of its file.
PREMIERS = ("rgpd", "lil", "crpa", "casf", "csp")


class PageTextes(Page):
    """The list on one side, the article on the other; one after the other where there is no room."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        droit = contexte.services.catalogue.droit
        self._entrees = {entree.id: entree for entree in sorted(droit.entrees.values(), key=_rank)}
        self._article = Defilement(QWidget())
        self._gauche = self._make_list()
        self._droite = self._make_article()
        rangee = Rangee(self, ecart=0, marges=(24, 24, 0, 0))
        rangee.addWidget(self._gauche)
        rangee.addWidget(self._droite, 1)
        self._lit = False
        self._search("")
        self._show_nothing()

    def _make_list(self) -> QWidget:
        textes = self.textes
        gauche = QWidget()
        colonne = Colonne(gauche, ecart=12, marges=(0, 0, 0, 16))
        colonne.addWidget(Titre(textes("textes.titre")))
        self._phrase = Libelle(textes("textes.phrase"), teinte=Teinte.DOUX)
        colonne.addWidget(self._phrase)
        self.recherche = LigneTexte(indice=textes("textes.rechercher_indice"))
        self.recherche.setClearButtonEnabled(True)
        self.recherche.textChanged.connect(self._search)
        colonne.addWidget(Champ(Intitule(textes("textes.rechercher")), self.recherche))
        self.nombre = Libelle(teinte=Teinte.DOUX)
        colonne.addWidget(self.nombre)
        self.liste = Liste()
        self.liste.setAccessibleName(textes("textes.liste"))
        self.liste.line_reached.connect(self._on_reached)
        self.liste.line_opened.connect(self._on_opened)
        self.recherche.returnPressed.connect(self.liste.setFocus)
        colonne.addWidget(self.liste, 1)
        return gauche

    def _make_article(self) -> QWidget:
        droite = QWidget()
        colonne = Colonne(droite, ecart=8, marges=(0, 0, 0, 0))
        self._retour = BoutonLien(self.textes("textes.retour"), icone="retour")
        self._retour.clicked.connect(self._back_to_list)
        colonne.addWidget(self._retour, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self._article, 1)
        return droite

    def _search(self, cherche: str) -> None:
        trouves = [entree for entree in self._entrees.values() if matches(cherche, _words(entree))]
        self.liste.show_lines([self._line(entree) for entree in trouves])
        textes = self.textes
        match len(trouves):
            case 0:
                self.nombre.setText(textes("textes.aucun", cherche=cherche))
            case 1:
                self.nombre.setText(textes("textes.un"))
            case nombre:
                self.nombre.setText(textes("textes.nombre", nombre=nombre))

    def _line(self, entree: EntreeDroit) -> Ligne:
        titre = entree.citation_courte or entree.citation
        mot = self.textes(f"textes.cote.{weakest(entree)}")
        return Ligne(entree.id, capital(titre), mot if entree.a_verifier else "")

    def _on_reached(self, id_: str) -> None:
        if not id_:
            return
        article = Article(self._entrees[id_], self.contexte)
        article.demarche_wanted.connect(lambda demarche: self.page_wanted.emit("assistant", demarche))
        self._show(article)

    def _on_opened(self, _id: str) -> None:
        self._lit = True
        self._arrange()

    def _show(self, contenu: QWidget) -> None:
        contenu.setMaximumWidth(current_theme().reading_width() + current_theme().px(48))
        self._article.setWidget(contenu)

    def _show_nothing(self) -> None:
        vide = QWidget()
        colonne = Colonne(vide, marges=(24, 40, 24, 24))
        colonne.addWidget(Libelle(self.textes("textes.choisir"), teinte=Teinte.DOUX))
        colonne.addStretch(1)
        self._show(vide)

    def _back_to_list(self) -> None:
        self._lit = False
        self._arrange()
        self.liste.setFocus()

    def _arrange(self) -> None:
        theme = current_theme()
        ensemble = self.width() >= theme.px(COTE_A_COTE)
        self._gauche.setVisible(ensemble or not self._lit)
        self._droite.setVisible(ensemble or self._lit)
        self._retour.setVisible(not ensemble)
        # Where there is little room, the list needs it more.
        self._phrase.setVisible(ensemble)
        self._gauche.setFixedWidth(theme.px(LARGEUR_LISTE) if ensemble else max(self.width() - theme.px(48), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one after the other."""
        super().resizeEvent(event)
        self._arrange()

    def arrive(self, element: str = "") -> None:
        """Shows an article if one is asked for, the search otherwise."""
        if element in self._entrees:
            self.recherche.clear()
            self.liste.go_to(element)
            self._on_opened(element)
            self.liste.setFocus()
        else:
            self.recherche.setFocus()

    def clear(self) -> None:
        """Forgets what was searched and read."""
        self.recherche.clear()
        self.liste.clearSelection()
        self.liste.setCurrentIndex(self.liste.lignes.index(-1))
        self._lit = False
        self._show_nothing()
        self._arrange()


def _rank(entree: EntreeDroit) -> int:
    return PREMIERS.index(entree.texte) if entree.texte in PREMIERS else len(PREMIERS)


def _words(entree: EntreeDroit) -> tuple[str, ...]:
    return entree.citation, entree.citation_courte, entree.article, entree.resume, entree.ne_dit_pas
