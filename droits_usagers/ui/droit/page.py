"""« Textes »: the articles the letters rest on, and the numbers they had before 2019; searchable, each explained."""

from collections.abc import Mapping
from enum import IntEnum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from droits_usagers.domain.droit.droit import Correspondance, EntreeDroit
from droits_usagers.services.droit.repertoire import Repertoire
from droits_usagers.services.droit.usages import Usage
from droits_usagers.services.socle.recherche import capital
from droits_usagers.ui.composants import (
    BoutonLien,
    Champ,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    LibelleEtat,
    LigneTexte,
    Rangee,
)
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.droit.article import Article, PageLecture, VueAncien
from droits_usagers.ui.socle.destination import Destination, Quoi, VersArticle, VersDemarche
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Renvoi

#: The texts most letters rest on come first; within a text, the order of its file.
PREMIERS = ("rgpd", "lil", "crpa", "casf", "csp")


class VueTextes(IntEnum):
    """What the list holds."""

    ARTICLES = 0
    ANCIENS = 1


class PageTextes(PageLecture):
    """The list on one side, the article on the other."""

    cote_a_cote = 820

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        droit = contexte.services.catalogue.droit
        self._entrees = {entree.id: entree for entree in sorted(droit.entrees.values(), key=_rank)}
        self._anciens = dict(droit.correspondances)
        self._repertoires = {
            VueTextes.ARTICLES: contexte.services.articles,
            VueTextes.ANCIENS: Repertoire.of_old_numbers(droit),
        }
        self._usages: Mapping[str, Usage] | None = None
        self._fiche = Defilement(QWidget())
        self._gauche = self._make_list()
        self._droite = self._make_article()
        self._rangee = rangee = Rangee(self, ecart=0, marges=(24, 24, 0, 0))
        rangee.addWidget(self._gauche)
        rangee.addWidget(self._droite, 1)
        self._on_view()
        # What is hidden where there is little room must not make the window grow first.
        self._de_trop = (self._phrase,)
        self._phrase.hide()
        services = contexte.services
        contexte.operations.run(
            services.rendu,
            lambda: services.usages,
            Reponses(self, self._on_usages, lambda _error: self._on_usages({})),
        )

    def _make_list(self) -> QWidget:
        textes = self.textes
        gauche = QWidget()
        colonne = Colonne(gauche, ecart=12, marges=(0, 0, 0, 16))
        self.vues = QTabBar()
        self.vues.setDrawBase(False)
        self.vues.setExpanding(False)
        self.vues.setAccessibleName(textes("textes.vues"))
        for vue in VueTextes:
            self.vues.addTab(textes(f"textes.vue.{vue.name.lower()}"))
        self.vues.currentChanged.connect(self._on_view)
        colonne.addWidget(self.vues)
        self._phrase = Libelle(teinte=Teinte.DOUX)
        colonne.addWidget(self._phrase)
        self.recherche = LigneTexte(cherche=True)
        self.recherche.setClearButtonEnabled(True)
        self.recherche.textChanged.connect(self._search)
        self._champ = Champ(Intitule(textes("textes.rechercher")), self.recherche)
        colonne.addWidget(self._champ)
        self.nombre = LibelleEtat(first=False, teinte=Teinte.DOUX)
        colonne.addWidget(self.nombre)
        self.liste = ListeMontree()
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
        colonne.addWidget(self._fiche, 1)
        return droite

    @property
    def compte(self) -> str:
        """What the list holds, where no tab says it."""
        return self.vues.tabText(self.vue) if self._short and not self._lit else ""

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """The lists there are, where there is no room for tabs."""
        noms = enumerate(map(self.vues.tabText, range(self.vues.count())))
        return tuple(Renvoi(nom, partial(self.vues.setCurrentIndex, rang)) for rang, nom in noms) if self._short else ()

    def _arrange(self) -> None:
        super()._arrange()
        # The article has its own margins.
        self._rangee.space_out(0, (24, 16 if self._short else 24, 24 if self._droite.isHidden() else 0, 0))
        for each in (self.vues, self._champ.libelle, self.nombre):
            each.setVisible(not self._short)
        self.titled.emit()

    @property
    def vue(self) -> VueTextes:
        """What the list holds now."""
        return VueTextes(self.vues.currentIndex())

    def _text(self, cle: str, **valeurs: object) -> str:
        """A text of this page that differs from one view to the other."""
        return self.textes(f"textes.{cle}" if self.vue is VueTextes.ARTICLES else f"textes.ancien.{cle}", **valeurs)

    def _on_view(self) -> None:
        self._phrase.setText(self._text("phrase"))
        self._champ.libelle.setText(self._text("rechercher"))
        self.recherche.setAccessibleName(self._text("rechercher"))
        self.recherche.setPlaceholderText(self._text("rechercher_indice"))
        self.liste.setAccessibleName(self._text("liste"))
        self._search(self.recherche.text())
        self._show_nothing()

    def _search(self, cherche: str) -> None:
        trouves = self._repertoires[self.vue].find(cherche)
        if self.vue is VueTextes.ARTICLES and not cherche.strip():
            trouves = tuple(self._entrees)
        self.liste.show_lines([self._line(id_) for id_ in trouves])
        match len(trouves):
            case 0:
                self.nombre.setText(self._text("aucun", cherche=cherche))
            case 1:
                self.nombre.setText(self._text("un"))
            case nombre:
                self.nombre.setText(self._text("nombre", nombre=nombre))

    def _line(self, id_: str) -> Ligne:
        if id_ in self._anciens:
            ancien = self._anciens[id_]
            return Ligne(id_, capital(ancien.ancien), ancien.objet)
        entree = self._entrees[id_]
        reserve = entree.reserve(self.contexte.services.today())
        cote = self.textes(f"textes.cote.{reserve}") if reserve else ""
        # What was not read has its number alone, said once.
        nom = entree.nom if entree.nom != entree.sujet else ""
        return Ligne(id_, entree.sujet, " · ".join(filter(None, (nom, cote))))

    def _on_reached(self, id_: str) -> None:
        if id_ in self._anciens:
            self._show_old(self._anciens[id_])
        elif id_:
            self._show_article(self._entrees[id_])

    def _show_article(self, entree: EntreeDroit) -> None:
        article = Article(entree, self.contexte)
        article.demarche_wanted.connect(lambda id_: self.page_wanted.emit(Destination("assistant", VersDemarche(id_))))
        # Queued: what is clicked is thrown away when something else is shown in its place.
        article.element_wanted.connect(self._go_to, Qt.ConnectionType.QueuedConnection)
        if self._usages is not None:
            article.show_usage(self._usages.get(entree.id, Usage()))
        self._show(article)

    def _show_old(self, ancien: Correspondance) -> None:
        fiche = VueAncien(ancien, self.contexte)
        fiche.element_wanted.connect(self._go_to, Qt.ConnectionType.QueuedConnection)
        self._show(fiche)

    def _on_usages(self, usages: Mapping[str, Usage]) -> None:
        self._usages = usages
        article = self._fiche.widget()
        if isinstance(article, Article):
            article.show_usage(usages.get(article.entree.id, Usage()))

    def _on_opened(self, _id: str) -> None:
        self._lit = True
        self._arrange()

    def _show(self, contenu: QWidget) -> None:
        contenu.setMaximumWidth(current_theme().reading_width() + current_theme().px(48))
        self._fiche.setWidget(contenu)

    def _show_nothing(self) -> None:
        vide = QWidget()
        colonne = Colonne(vide, marges=(24, 40, 24, 24))
        colonne.addWidget(Libelle(self._text("choisir"), teinte=Teinte.DOUX))
        colonne.addStretch(1)
        self._show(vide)

    def _back_to_list(self) -> None:
        self._lit = False
        self._arrange()
        self.liste.setFocus()

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Shows an article, or an old number, if one is asked for, the search otherwise."""
        self._go_to(quoi.id if isinstance(quoi, VersArticle) else "")

    def _go_to(self, element: str) -> None:
        if element in self._entrees or element in self._anciens:
            self.vues.setCurrentIndex(VueTextes.ANCIENS if element in self._anciens else VueTextes.ARTICLES)
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
