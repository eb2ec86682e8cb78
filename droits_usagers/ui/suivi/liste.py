"""The list, with what is around it: words and filters above, the dossiers chosen and what one does with them, the count."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from droits_usagers.domain.dossier.dossiers import Affaire, PageSuivi
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.socle.clavier import key_name
from droits_usagers.services.suivi.criteres import Axe, Criteres, Decompte, criteres_of, filtre_for
from droits_usagers.services.suivi.lignes import Presentation, Tranche
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Centre,
    Colonne,
    Defilement,
    Libelle,
    Nature,
    Puce,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import PartNommee, announce
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import REPRISE, SERIE, TOUJOURS, TOUS, Acte, Destination, VersNouveau, name
from droits_usagers.ui.socle.disposition import put_under, stops_in
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.suivi.barre import AnnonceListe, BarreChoix, make_menu, open_under
from droits_usagers.ui.suivi.chargement import Chargement, ChargementDecompte
from droits_usagers.ui.suivi.choisir import Choisir
from droits_usagers.ui.suivi.dossiers_choisis import (
    ChoisirAffaire,
    DitGesteListe,
    DossiersChoisis,
    FormulaireReunir,
    GesteListeFait,
    MontrerAffaire,
    RangerColonnes,
    VueVoulue,
)
from droits_usagers.ui.suivi.filtres import Filtres
from droits_usagers.ui.suivi.modele import TAILLE, ModeleSuivi
from droits_usagers.ui.suivi.presence import Presence
from droits_usagers.ui.suivi.table import TableSuivi


class ListeVide(PartNommee):
    """Says why there is nothing, and offers what to do about it, first of all one thing. `[suivi.<id>]` holds its words."""

    way_out_wanted = Signal()

    def __init__(self, textes: Textes, id_: str, bouton: Bouton) -> None:
        super().__init__()
        self.bouton = bouton
        # Why there is nothing is heard before what one can do about it.
        self.setAccessibleName(textes(f"suivi.{id_}.titre"))
        contenu = QWidget()
        self._colonne = Colonne(contenu, ecart=16, marges=(0, 4, 0, 0))
        self._colonne.addWidget(Titre(textes(f"suivi.{id_}.titre"), niveau=2))
        self._colonne.addWidget(Libelle(textes(f"suivi.{id_}.texte"), teinte=Teinte.DOUX))
        self._colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        self._colonne.addStretch(1)
        bouton.clicked.connect(self.way_out_wanted)
        Colonne(self).addWidget(Defilement(Centre(contenu)))
        self.setFocusProxy(bouton)

    def show_example(self, etat: str, ligne: str) -> None:
        """What a line will look like."""
        exemple = Rangee(ecart=12)
        exemple.addWidget(Puce(etat, Teinte.ATTENTE))
        exemple.addWidget(Libelle(ligne, teinte=Teinte.DOUX), 1)
        self._colonne.insertLayout(self._colonne.indexOf(self.bouton), exemple)

    def offer(self, bouton: Bouton) -> None:
        """Another way to begin, after those already there."""
        self._colonne.insertWidget(self._colonne.count() - 1, bouton, 0, Qt.AlignmentFlag.AlignLeading)


#: Under this height, at 100 %, only what serves to find and to act stands around the lines.
HAUTEUR = 480


class ListeSuivi(PartNommee):
    """Reads the coffre; what it shows is thrown away by `clear`."""

    #: Another screen: a `Destination`.
    page_wanted = Signal(object)
    #: How many dossiers each filter would leave: groups of facettes.
    counted = Signal(object)
    #: The list was read, or read again.
    shown = Signal()
    #: The columns are to be arranged.
    columns_wanted = Signal()
    #: How many there are is another number, or said elsewhere.
    placed = Signal()
    #: Whether the list holds the dossier looked at.
    seen = Signal(bool)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte, self._textes = contexte, contexte.textes
        services = contexte.services
        self._dit = dit = Presentation(services.catalogue, services.today)
        self._libelles = Decompte(dit)
        self._acces = AccesCoffre(contexte)
        self.modele = ModeleSuivi(dit, self)
        self._chargement = Chargement(self._acces, self.modele, self)
        self._decompte = ChargementDecompte(self._acces, self._libelles, self)
        self.presence = Presence(self._acces, self)
        self.dossiers_choisis = DossiersChoisis(contexte, self._chargement, self.modele.choix)
        self.filtres = Filtres(self._textes, self._libelles.label)
        self.table = TableSuivi(self.modele)
        self.table.setAccessibleName(self._textes("suivi.titre"))
        self.table.setAccessibleDescription(self._textes("liste.choix_aide"))
        self.choisir = Choisir(self._textes, self._acces, table=self.table, chargement=self._chargement)
        self.plus = BoutonSecondaire(self._textes("liste.plus"), icone="replier")
        self.annonce, self._sur_place = AnnonceListe(self._textes, self.dossiers_choisis.stop), Colonne()
        self._proches, self._compte = Libelle(teinte=Teinte.SEMAINE), Libelle(teinte=Teinte.DOUX)
        self._pile = QStackedWidget()
        #: There is a list to narrow.
        self._filtrable = True
        #: The focus goes to the list as soon as it is read.
        self.takes_focus = False
        #: The dossier looked at, that the list keeps in sight.
        self.regarde = ""
        #: Another list was asked for: what it hides is not looked at any more.
        self._suit = False
        # Come to before its lines are there, it says what they are of.
        self.setAccessibleName(self._textes("suivi.titre"))
        self._make_layout()
        self._connect()
        self._connect_acts()

    # What is only made when it is needed: a first look at the list must not wait for it.

    @cached_property
    def vide(self) -> ListeVide:
        """In place of the list, in a coffre without any dossier."""
        vide = ListeVide(self._textes, "vide", BoutonPrimaire(self._textes("suivi.vide.creer")))
        vide.show_example(self._textes("suivi.vide.exemple_etat"), self._textes("suivi.vide.exemple"))
        for acte in (REPRISE, SERIE):
            vide.offer(self._door(acte))
        vide.way_out_wanted.connect(lambda: self.page_wanted.emit(Destination("assistant", VersNouveau())))
        self._pile.addWidget(vide)
        return vide

    @cached_property
    def sans_resultat(self) -> ListeVide:
        """In place of the list, when the filter keeps nothing."""
        tout_voir = BoutonSecondaire(self._textes("suivi.sans_resultat.tout_voir"))
        vide = ListeVide(self._textes, "sans_resultat", tout_voir)
        vide.way_out_wanted.connect(self._show_everything)
        self._pile.addWidget(vide)
        return vide

    @cached_property
    def menu_plus(self) -> QMenu:
        """What one may do at any time."""
        return make_menu(self.plus, self._textes, groupes=TOUJOURS, do=self.do)

    @cached_property
    def barre(self) -> BarreChoix:
        """What can be done with the dossiers chosen."""
        barre = BarreChoix(self._textes)
        barre.act_wanted.connect(self.do)
        barre.release_wanted.connect(self._release)
        self._colonne.insertWidget(self._colonne.indexOf(self._compte), barre)
        put_under(self._pile, *stops_in(barre))
        return barre

    def _make_layout(self) -> None:
        for widget in (QWidget(), self.table):
            self._pile.addWidget(widget)
        self.filtres.rangee.addWidget(self.plus)
        self._colonne = colonne = Colonne(self, ecart=12)
        colonne.addWidget(self.filtres)
        colonne.addLayout(self.annonce)
        colonne.addLayout(self._sur_place)
        colonne.addWidget(self._proches)
        colonne.addWidget(self._pile, 1)
        colonne.addWidget(self._compte)

    def _door(self, acte: Acte) -> BoutonSecondaire:
        bouton = BoutonSecondaire(name(self._textes, acte), note=key_name(self._textes, acte.touche))
        bouton.setAccessibleDescription(bouton.note)
        bouton.clicked.connect(lambda: self.do(acte))
        return bouton

    def _connect(self) -> None:
        self.filtres.changed.connect(self._on_filter)
        self.filtres.sorted.connect(self.ask_again)
        self.filtres.list_wanted.connect(self.take_focus)
        self._chargement.result_shown.connect(self._on_result)
        self._chargement.counted.connect(self._on_count)
        self._chargement.failed.connect(self.fail)
        self._decompte.counted.connect(self._on_facettes)
        self.presence.known.connect(self.seen)
        self.table.sort_asked.connect(self.filtres.sort_by)
        self.table.search_typed.connect(self.filtres.type_on)
        self.table.entete.customContextMenuRequested.connect(lambda _: self.columns_wanted.emit())
        self.choisir.said.connect(lambda dit, chosen: self._on_said(dit, chosen=chosen))
        self.choisir.failed.connect(self.fail)

    def _connect_acts(self) -> None:
        dossiers_choisis = self.dossiers_choisis
        dossiers_choisis.page_wanted.connect(self.page_wanted)
        dossiers_choisis.said.connect(self._on_work_said)
        dossiers_choisis.failed.connect(self.fail)
        dossiers_choisis.changed.connect(self.ask_again)
        dossiers_choisis.view_wanted.connect(self._on_view_wanted)
        self.plus.clicked.connect(lambda: open_under(self.plus, self.menu_plus))
        bind("Ctrl+Shift+A", self, self._release)
        for acte in TOUS:
            if acte.touche:
                # What throws away is only heard from the list itself.
                bind(acte.touche, self.table if acte.touche == "Del" else self, partial(self.do, acte))

    # What the screen tells it.

    def ask_again(self) -> None:
        """The same list, from where one is."""
        self._suit = False
        rang = max(self.table.currentIndex().row(), 0)
        self._ask(debut=rang - rang % TAILLE)

    def show_affaire(self, numero: int) -> None:
        """The dossiers of one story alone."""
        self.takes_focus = True
        self.filtres.set_criteres(Criteres().toggled(Axe.AFFAIRE, str(numero)))

    def show_lot(self, numero: int) -> None:
        """The dossiers made together alone."""
        self.takes_focus = True
        self.filtres.set_criteres(Criteres().toggled(Axe.LOT, str(numero)))

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names: in lines, and in the titles of affaires."""
        self.modele.hide_names(sans_nom=discreet)
        self._libelles.sans_nom = discreet
        self.hush()
        self.filtres.refresh_words()
        if self.has_lines:
            self._decompte.ask(self._chargement.filtre, self.filtres.criteres)

    def clear(self) -> None:
        """Nothing of anyone stays: lines, words searched for, dossiers chosen."""
        self._libelles.forget()
        self._chargement.forget()
        self._decompte.stop()
        self.dossiers_choisis.forget()
        self.choisir.forget()
        self.filtres.forget()
        self.modele.clear()
        self.regarde = ""
        self._compte.setText("")
        self._proches.setText("")
        self.hush()

    def do(self, acte: Acte) -> None:
        """Does something, with what is chosen where it bears on dossiers."""
        self.hush()
        self.dossiers_choisis.do(acte, courant=self.table.reference(), restreint=self.filtres.narrows)

    def tell(self, texte: str, *, nature: Nature) -> Avis:
        """Says something above the list, in place of what was said before."""
        return self.annonce.tell(texte, nature=nature)

    def hush(self) -> None:
        """Takes back what was said, and what was asked."""
        self.annonce.hush()
        replace_all(self._sur_place, ())
        self._fit()

    def fail(self, error: ExpectedError) -> None:
        """Says what could not be done."""
        self.tell(self._contexte.operations.sentence(error), nature=Nature.ATTENTION)

    def take_focus(self) -> None:
        """The focus goes to the list, or to what stands in its place."""
        montre = self._pile.currentWidget()
        # An answer may come once one is on another screen: Qt would give the keyboard to what nobody sees.
        if montre is not None and montre.isVisible():
            self.table.present(f"{self.accessibleName()}, {self._compte.text()}")
            montre.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_lines(self) -> bool:
        """True if there is a list to look at."""
        return self._pile.currentWidget() is self.table

    # Reading.

    def _on_filter(self) -> None:
        self.hush()
        self.choisir.leave(self.filtres.texte, self.filtres.criteres)
        self._suit = True
        self._ask(debut=0)

    def _show_everything(self) -> None:
        self.takes_focus = True
        self.filtres.set_criteres(Criteres())

    def _ask(self, *, debut: int) -> None:
        filtres = self.filtres
        filtre = filtre_for(filtres.texte, filtres.criteres, self._dit.semaine)
        self._decompte.stop()
        self.table.show_sort(filtres.tri)
        self._chargement.show(filtre, filtres.tri, debut=debut)

    def _on_result(self, page: PageSuivi) -> None:
        # Now: what is hidden to make room for lines passes the focus on.
        # An empty field may have been given the focus by what went away, not by anyone.
        tape = self.filtres.recherche.hasFocus() and bool(self.filtres.recherche.text())
        self._pile.setCurrentWidget(self.table if page.total else self._nothing)
        self._filtrable = bool(page.total) or self.filtres.narrows
        self._keep_in_sight(page)
        seuls, un = page.proches == page.total, page.proches == 1
        id_ = ("proche_seul" if un else "proches_seuls") if seuls else ("proche" if un else "proches")
        self._proches.setText(self._textes(f"liste.{id_}", nombre=page.proches) if page.proches else "")
        self._show_count(page.total, en_cours=page.partielle)
        if not (page.partielle and self.choisir.choix.etendue.tous):
            # How many « all » are is only known once they are counted.
            self.choisir.check()
        if self.takes_focus:
            self.takes_focus = False
            # Who types words to search goes on typing.
            if not tape:
                self.take_focus()
        self.shown.emit()
        self._decompte.ask(self._chargement.filtre, self.filtres.criteres)

    def _keep_in_sight(self, page: PageSuivi) -> None:
        """The dossier looked at, where the list has it; another one when the person asked for another list."""
        rang = self.modele.row_of(self.regarde)
        if page.total and (rang >= 0 or not self.regarde or self._suit):
            self.table.select_row(max(rang, page.debut))
            self.seen.emit(True)
        elif self.regarde:
            self.presence.ask(self.regarde, self._chargement.filtre, self._chargement.tri)

    @property
    def _nothing(self) -> ListeVide:
        return self.sans_resultat if self.filtres.narrows else self.vide

    def _on_count(self, total: int) -> None:
        self._show_count(total, en_cours=False)
        self.choisir.say()

    def _on_facettes(self, groupes: object) -> None:
        self.filtres.refresh_words()
        self.counted.emit(groupes)

    def _show_count(self, total: int, *, en_cours: bool) -> None:
        self._fit()
        if en_cours:
            self._compte.setText(self._textes("liste.compte_en_cours", total=total))
            return
        self._say_count(0)
        if total and not self.filtres.narrows:
            filtre = filtre_for("", criteres_of((Tranche.DEPASSEES,)), self._dit.semaine)
            reponses = Reponses(self, self._say_count, self.fail)
            self._acces.ask_latest(lambda coffre: coffre.liste.count(filtre), reponses, suite="suivi.retard")

    def _say_count(self, retard: int) -> None:
        total = self.modele.rowCount()
        proches = total - self.modele.exactes
        compte = self._textes("suivi.compte_un") if total == 1 else self._textes("suivi.compte", total=total)
        if 0 < proches < total:
            id_ = "compte_proche" if proches == 1 else "compte_proches"
            compte = self._textes(f"liste.{id_}", compte=compte, nombre=proches)
        id_ = "suivi.compte_retard_un" if retard == 1 else "suivi.compte_retard"
        dit = self._textes(id_, compte=compte, retard=retard) if retard else compte
        if self.filtres.narrows and dit != self._compte.text():
            announce(self._compte, dit)
        self._compte.setText(dit)
        self.placed.emit()

    # Choosing, and doing.

    def _on_said(self, dit: str, *, chosen: bool) -> None:
        if not dit and "barre" not in vars(self):
            return
        self.barre.show_choice(dit, chosen=chosen, lecture_seule=self._acces.lecture_seule)
        self._fit()

    @property
    def is_tight(self) -> bool:
        """True where there is little height."""
        return self.height() < current_theme().px(HAUTEUR)

    @property
    def compte(self) -> str:
        """How many there are, where that is not said under them."""
        if not self.is_tight or not self.has_lines:
            return ""
        choisis = self.barre.compte.text() if "barre" in vars(self) else ""
        return choisis or self._compte.text()

    def _fit(self) -> None:
        """Where there is little height, lines come first."""
        serre, dite = self.is_tight, "barre" in vars(self) and self.barre.isVisibleTo(self)
        demande = serre and bool(self._sur_place.count())
        self.filtres.setVisible(self._filtrable and not demande)
        for bouton in (self.filtres.filtrer, self.filtres.trier, self.plus):
            bouton.setVisible(not (serre and dite))
        if dite:
            # Beside the search, where there is little height: in place of what narrows the list.
            self.barre.be_tight(tight=serre)
            ou, ailleurs = (self.filtres.rangee, self._colonne) if serre else (self._colonne, self.filtres.rangee)
            if ou.indexOf(self.barre) < 0:
                ailleurs.removeWidget(self.barre)
                ou.insertWidget(ou.count() if serre else ou.indexOf(self._compte), self.barre)
        self._compte.setVisible(self.has_lines and not serre)
        self._proches.setVisible(bool(self._proches.text()) and not serre)
        self.placed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits again."""
        super().resizeEvent(event)
        self._fit()

    def _release(self) -> None:
        self.choisir.choix.clear()
        self.take_focus()

    def _on_work_said(self, dit: DitGesteListe) -> None:
        self.annonce.show_work(dit)
        self.takes_focus |= isinstance(dit, GesteListeFait)

    def _on_view_wanted(self, vue: VueVoulue) -> None:
        match vue:
            case ChoisirAffaire(nombre, affaires):
                self._ask_affaire(nombre, affaires)
            case MontrerAffaire(numero):
                self.show_affaire(numero)
            case RangerColonnes():
                self.columns_wanted.emit()
            case _:
                assert_never(vue)

    def _ask_affaire(self, nombre: int, affaires: Sequence[Affaire]) -> None:
        formulaire = FormulaireReunir(self._textes, nombre, affaires)
        formulaire.given.connect(self.dossiers_choisis.gather)
        formulaire.given.connect(self._close_form)
        formulaire.left.connect(self._close_form)
        replace_all(self._sur_place, (formulaire,))
        self._fit()
        formulaire.focus_first()

    def leave_form(self) -> None:
        """Gives up what is being asked, unless something was typed in it."""
        if not any(formulaire.titre.text() for formulaire in self.findChildren(FormulaireReunir)):
            replace_all(self._sur_place, ())
            self._fit()

    def _close_form(self) -> None:
        replace_all(self._sur_place, ())
        self._fit()
        self.take_focus()
