"""« Suivi »: the list of dossiers and one of them beside it; one after the other where there is no room."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.dates import date_courte
from droits_usagers.domain.dossiers import ElementCorbeille, PageSuivi, Tri
from droits_usagers.domain.errors import ExpectedError
from droits_usagers.domain.evenements import TypeEvenement
from droits_usagers.services.suivi_ecran import Presentation, Tranche, filtre_of
from droits_usagers.ui.coffre.acces import AccesCoffre
from droits_usagers.ui.composants import Avis, BoutonPrimaire, BoutonSecondaire, Colonne, Libelle, Nature, Rangee, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.operations import Reponses
from droits_usagers.ui.page import Contexte, Page
from droits_usagers.ui.suivi.chargement import Chargement
from droits_usagers.ui.suivi.conduite import Conduite
from droits_usagers.ui.suivi.filtres import Filtres
from droits_usagers.ui.suivi.modele import TAILLE, ModeleSuivi
from droits_usagers.ui.suivi.panneau import PanneauDossier
from droits_usagers.ui.suivi.table import TableSuivi
from droits_usagers.ui.suivi.vide import ListeVide
from droits_usagers.ui.theme import Teinte, current_theme

#: Under this width, at 100 %, the list and the dossier take turns.
COTE_A_COTE = 980
LARGEUR_PANNEAU = 400


class EcranSuivi(Page):
    """Reads through its own door; what it shows is thrown away by `clear`."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        services = contexte.services
        dit = Presentation(services.catalogue, services.today)
        self._acces = AccesCoffre(contexte)
        self.modele = ModeleSuivi(dit, self)
        self._chargement = Chargement(self._acces, self.modele, self)
        self.filtres = Filtres(self.textes)
        self.table = TableSuivi(self.modele)
        self.table.setAccessibleName(self.textes("suivi.titre"))
        self.vide = ListeVide(self.textes, "vide", BoutonPrimaire(self.textes("suivi.vide.creer")))
        self.vide.show_example(self.textes("suivi.vide.exemple_etat"), self.textes("suivi.vide.exemple"))
        tout_voir = BoutonSecondaire(self.textes("suivi.sans_resultat.tout_voir"))
        self.sans_resultat = ListeVide(self.textes, "sans_resultat", tout_voir)
        self.panneau = PanneauDossier(self.textes, services.today)
        self.conduite = Conduite(contexte, self.panneau)
        self._dit, self._compte = Colonne(), Libelle(teinte=Teinte.DOUX)
        self._pile = QStackedWidget()
        for widget in (QWidget(), self.table, self.vide, self.sans_resultat):
            self._pile.addWidget(widget)
        #: Whether the dossier looked at is what is shown where there is room for one thing.
        self._entre = False
        #: The focus goes to the list as soon as it is read.
        self._va_a_la_liste = False
        self._gauche = self._make_list()
        rangee = Rangee(self, ecart=24, marges=(24, 20, 24, 16))
        rangee.addWidget(self._gauche, 1)
        rangee.addWidget(self.panneau)
        self._connect()
        self.panneau.clear()

    def _make_list(self) -> QWidget:
        gauche = QWidget()
        colonne = Colonne(gauche, ecart=12)
        colonne.addWidget(Titre(self.textes("suivi.titre")))
        colonne.addWidget(self.filtres)
        colonne.addLayout(self._dit)
        colonne.addWidget(self._pile, 1)
        colonne.addWidget(self._compte)
        return gauche

    def _connect(self) -> None:
        self.filtres.changed.connect(self._search)
        self.filtres.list_wanted.connect(self.table.setFocus)
        self._chargement.result_shown.connect(self._on_result)
        self._chargement.failed.connect(self._on_failure)
        self.table.dossier_selected.connect(self._on_selected)
        self.table.dossier_opened.connect(self._on_opened)
        self.table.sort_asked.connect(self.filtres.sort_by)
        self.table.search_typed.connect(self.filtres.type_on)
        self.vide.way_out_wanted.connect(lambda: self.page_wanted.emit("assistant", "nouveau"))
        self.sans_resultat.way_out_wanted.connect(self._show_everything)
        self.panneau.left.connect(self._back_to_list)
        self.conduite.shown.connect(self._arrange)
        self.conduite.lost.connect(self._on_failure)
        self.conduite.recorded.connect(self._on_recorded)
        self.conduite.changed.connect(self._ask_again)
        self.conduite.discarded.connect(self._on_discarded)
        self.conduite.page_wanted.connect(self.page_wanted)
        self._bind("Ctrl+F", self.filtres.recherche.setFocus)
        self._bind("Escape", self._back_to_list)

    def _bind(self, touche: str, action: object) -> None:
        raccourci = QShortcut(QKeySequence(touche), self)
        raccourci.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        raccourci.activated.connect(action)

    # What the window asks of a page.

    @property
    def place(self) -> str:
        """The dossier looked at, to come back to it."""
        return self.conduite.reference

    def arrive(self, element: str = "") -> None:
        """For a dossier, by reference, and a fact to record if one is named after it; for a `Tranche`; or as it was left."""
        reference, _, fait = element.partition(":")
        if element in set(Tranche):
            self.filtres.set_tranches(frozenset({Tranche(element)}))
        elif element:
            self.filtres.forget()
            self._entre = True
            self.conduite.go_to(reference, fait=TypeEvenement(fait) if fait else None)
        self._ask_again()
        self._arrange()
        self._va_a_la_liste = not self._entre

    def clear(self) -> None:
        """Nothing of anyone stays: lines, dossier, words searched for."""
        self._entre = False
        self._chargement.forget()
        self.conduite.forget()
        self.filtres.forget()
        self.modele.clear()
        self._compte.setText("")
        replace_all(self._dit, ())

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names, in the list and in the dossier."""
        self.modele.hide_names(sans_nom=discreet)
        self.panneau.be_discreet(discreet=discreet)

    def day_changed(self, today: dt.date) -> None:  # noqa: ARG002 - asked again where it is needed
        """Every date is said anew."""
        self._ask_again()

    # The list.

    def _search(self) -> None:
        replace_all(self._dit, ())
        self._ask(debut=0)

    def _show_everything(self) -> None:
        self.filtres.set_tranches(frozenset())
        self._va_a_la_liste = True

    def _ask_again(self) -> None:
        """The same list, from where one is."""
        rang = max(self.table.currentIndex().row(), 0)
        self._ask(debut=rang - rang % TAILLE)
        self.conduite.read()

    def _ask(self, *, debut: int) -> None:
        today = self.contexte.services.today()
        filtres = self.filtres
        self._chargement.show(filtre_of(filtres.texte, filtres.tranches, today), filtres.tri, debut=debut)

    def _on_result(self, page: PageSuivi) -> None:
        vide = self.sans_resultat if self.filtres.narrows else self.vide
        self._pile.setCurrentWidget(self.table if page.total else vide)
        self.filtres.setVisible(bool(page.total) or self.filtres.narrows)
        self._arrange()
        self._show_count(page.total, 0)
        rang = self.modele.row_of(self.conduite.reference)
        if page.total and (rang >= 0 or not self._entre):
            self.table.select_row(max(rang, page.debut))
        if page.total and not self.filtres.narrows:
            self._count_late(page.total)
        if self._va_a_la_liste:
            self._va_a_la_liste = False
            (self.table if page.total else vide).setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_late(self, total: int) -> None:
        filtre = filtre_of("", frozenset({Tranche.DEPASSEES}), self.contexte.services.today())
        reponses = Reponses(self, lambda page: self._show_count(total, page.total), self._on_failure)
        self._acces.ask_latest(lambda coffre: coffre.page(filtre, tri=Tri.REFERENCE, taille=1), reponses, suite="suivi.retard")

    def _show_count(self, total: int, retard: int) -> None:
        compte = self.textes("suivi.compte_un") if total == 1 else self.textes("suivi.compte", total=total)
        self._compte.setText(self.textes("suivi.compte_retard", compte=compte, retard=retard) if retard else compte)
        self._compte.setVisible(bool(total))

    def _on_failure(self, error: ExpectedError) -> None:
        self._tell(self.contexte.operations.sentence(error), nature=Nature.ATTENTION)

    def _tell(self, texte: str, *, nature: Nature) -> Avis:
        avis = Avis(texte, mot=self.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self._dit, (avis,))
        return avis

    # The dossier.

    def _on_selected(self, reference: str) -> None:
        if reference and reference != self.conduite.reference:
            self.conduite.look_at(reference)

    def _on_opened(self, reference: str) -> None:
        replace_all(self._dit, ())
        self._on_selected(reference)
        self._entre = True
        self._arrange()
        self.conduite.go_into()

    def _back_to_list(self) -> None:
        self._entre = False
        self.conduite.stay_out()
        self._arrange()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_recorded(self) -> None:
        if self._gauche.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_discarded(self, jete: ElementCorbeille) -> None:
        self.conduite.forget()
        self._back_to_list()
        texte = self.textes("suivi.panneau.jete", reference=jete.reference, date=date_courte(jete.efface_le))
        avis = self._tell(texte, nature=Nature.BIEN)
        bouton = BoutonSecondaire(self.textes("suivi.panneau.reprendre"))
        bouton.clicked.connect(lambda: self._take_back(jete.reference))
        avis.add_button(bouton)
        self._ask_again()

    def _take_back(self, reference: str) -> None:
        reponses = Reponses(self, lambda _: self.arrive(reference), self._on_failure)
        self._acces.write(lambda coffre: coffre.take_back(reference), reponses)
        replace_all(self._dit, ())

    # Where things go.

    def _arrange(self) -> None:
        theme = current_theme()
        wide = self.width() >= theme.px(COTE_A_COTE)
        has_list = self._pile.currentWidget() is self.table
        self.panneau.fermer.setVisible(not wide)
        self.panneau.setVisible(has_list if wide else self._entre)
        self._gauche.setVisible(wide or not self._entre)
        self.panneau.setMaximumWidth(theme.px(LARGEUR_PANNEAU) if wide else self.maximumWidth())
        self.panneau.setMinimumWidth(theme.px(LARGEUR_PANNEAU) if wide else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self._arrange()
