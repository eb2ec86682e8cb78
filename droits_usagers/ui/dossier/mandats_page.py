"""« Mandats »: those there are and those that are missing, what needs doing first; several are signed or ended at once."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.dossier.mandats import ETATS, LigneMandat, count_by_state, only, read_lines
from droits_usagers.ui.composants import (
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    ListeDeroulante,
    Nature,
    Rangee,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.dossier.mandats_impression import ImpressionMandats
from droits_usagers.ui.dossier.mandats_panneau import (
    ICONES,
    TEINTES,
    ActionMandat,
    Ecriture,
    FormulaireMandat,
    GesteMandat,
    PanneauMandats,
)
from droits_usagers.ui.socle.destination import Destination, Quoi, VersDossier, VersPartie, VersSelection
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.socle.page_liste import PageListe

#: Under this width, at 100 %, the panel is under the list.
COTE_A_COTE = 900
LARGEUR_PANNEAU = 380
#: Lines shown at most; beyond, one searches.
MONTREES = 300
TOUS = "tous"
SUITE = "mandats"


class PageMandats(PageListe):
    """Holds names until `clear`."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "mandats", parent)
        self._ecriture = Ecriture(contexte, self)
        self._impression = ImpressionMandats(contexte, self)
        #: Every line, and those shown, as they are written.
        self._toutes: tuple[LigneMandat, ...] = ()
        self._lignes: dict[str, LigneMandat] = {}
        self._ecrites: dict[str, Ligne] = {}
        self.cherche = LigneTexte(cherche=True)
        self.filtre = ListeDeroulante([(TOUS, "")] + [(etat, "") for etat in ETATS])
        self.liste = ListeMontree()
        self.liste.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        # Hundreds of lines are measured some at a time.
        self.liste.setLayoutMode(QListView.LayoutMode.Batched)
        self.liste.setBatchSize(40)
        self._vide = Libelle(teinte=Teinte.DOUX)
        self._reste = Libelle(teinte=Teinte.DOUX)
        self.panneau = PanneauMandats(self.textes)
        self.formulaire = FormulaireMandat(self.textes, contexte.services.today)
        self._cote = QStackedWidget()
        #: Where there is no room for both, what is chosen is looked at in place of the list.
        self._wide, self._entre = True, False
        self.voir = BoutonPrimaire(self._say("voir"), touche=self.textes("commun.entree"))
        self._gauche = QWidget()
        self._defilement = self._lay_out(self._column(), self.voir)
        self._connect()
        self._take(())
        self._show()

    def _column(self) -> QWidget:
        colonne = Colonne(self._gauche, ecart=12)
        filtres = Rangee()
        filtres.addWidget(Champ(Intitule(self._say("chercher")), self.cherche), 1)
        filtres.addWidget(Champ(Intitule(self._say("montrer")), self.filtre), 1)
        colonne.addLayout(filtres)
        vide = Colonne(marges=(0, 12, 0, 0))
        vide.addWidget(self._vide)
        colonne.addLayout(vide)
        colonne.addWidget(self.liste, 100)
        colonne.addWidget(self._reste)
        colonne.addStretch(1)
        self.liste.setAccessibleName(self._say("titre"))
        for widget in (self.panneau, self.formulaire):
            self._cote.addWidget(widget)
        rangee = Rangee(ecart=24)
        rangee.addWidget(self._gauche, 3)
        rangee.addWidget(self._cote, 2)
        contenu = QWidget()
        dedans = Colonne(contenu, ecart=12, marges=(2, 0, 12, 0))
        dedans.addWidget(Libelle(self._say("phrase"), teinte=Teinte.DOUX))
        dedans.addLayout(self._dit)
        dedans.addLayout(rangee, 1)
        return contenu

    def _connect(self) -> None:
        self.cherche.textChanged.connect(self._show)
        self.filtre.currentIndexChanged.connect(self._show)
        self.liste.selectionModel().selectionChanged.connect(self._on_selection)
        # A click chooses, and does nothing: several are chosen by as many clicks.
        self.liste.clicked.disconnect()
        self.liste.line_opened.connect(self._on_opened)
        self.panneau.asked.connect(self._on_asked)
        self.formulaire.given.connect(self._on_given)
        self.formulaire.left.connect(self._leave_form)
        self.voir.clicked.connect(lambda: self._turn(entre=True))
        self._ecriture.written.connect(self._on_written)
        self._ecriture.failed.connect(self._on_failure)
        self._impression.progressed.connect(lambda fait, total: self._tell(self._say("impression", fait=fait, total=total)))
        self._impression.printed.connect(lambda: self._tell(self._say("imprimes")))
        self._impression.impeded.connect(self._on_not_printed)
        self._impression.saved.connect(self._tell)
        self._impression.held.connect(lambda phrase: self._tell(phrase, nature=Nature.ATTENTION))
        for touche, action in (("Ctrl+F", self.cherche.setFocus), ("Escape", self._on_escape)):
            bind(touche, self, action)

    # What the window asks of a page

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Reads them again; an état may be named, to show alone."""
        if isinstance(quoi, VersPartie) and quoi.id in ETATS:
            self.filtre.setCurrentIndex(self.filtre.findData(quoi.id))
        self._read()
        self._focus()

    def _focus(self) -> None:
        """In the list; where one searches, when there is none."""
        (self.cherche if self.liste.isHidden() else self.liste).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self._tour += 1
        self._take(())
        self._discreet = self._entre = False
        self.cherche.clear()
        self.filtre.setCurrentIndex(0)
        self.formulaire.clear()
        self._impression.clear()
        self._cote.setCurrentWidget(self.panneau)
        replace_all(self._dit, [])
        self._show()

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self._discreet = discreet
        self.cherche.setEchoMode(LigneTexte.EchoMode.Password if discreet else LigneTexte.EchoMode.Normal)
        self._ecrites = {}
        self._show()

    def day_changed(self, today: dt.date) -> None:  # noqa: ARG002 - asked again where it is needed
        """A mandat may have ended."""
        self._read()

    # The list

    def _read(self) -> None:
        lire = partial(read_lines, today=self.contexte.services.today())
        reponses = Reponses(self, partial(self._on_read, self._tour), self._on_failure)
        self._acces.ask_latest(lire, reponses, suite=SUITE)

    def _on_read(self, tour: int, lignes: tuple[LigneMandat, ...]) -> None:
        if tour != self._tour:
            return
        self._take(lignes)
        here = self.focusWidget()
        self._show()
        if here in (None, self.liste, self.cherche, self.retour):
            self._focus()

    def _take(self, lignes: tuple[LigneMandat, ...]) -> None:
        self._toutes, self._ecrites = lignes, {}
        comptes = count_by_state(lignes)
        self.filtre.setItemText(0, self._say("filtres.tous", nombre=len(lignes)))
        for rang, etat in enumerate(ETATS, start=1):
            self.filtre.setItemText(rang, self._say("filtres.etat", etat=self._say(f"etats.{etat}"), nombre=comptes[etat]))

    def _show(self) -> None:
        toutes = self._toutes
        etat = self.filtre.value()
        trouvees = only(toutes, etats=() if etat == TOUS else (etat,), mots=self.cherche.text())
        self._lignes = {ligne.id: ligne for ligne in trouvees[:MONTREES]}
        ici = max(0, self.liste.currentIndex().row())
        self.liste.show_lines([self._line(ligne) for ligne in self._lignes.values()])
        self.liste.setVisible(bool(trouvees))
        self._vide.setText(self._say("rien_trouve" if toutes else "vide"))
        self._vide.setVisible(not trouvees)
        self._reste.setText(self._say("reste", nombre=len(trouvees) - MONTREES))
        self._reste.setVisible(len(trouvees) > MONTREES)
        if self._lignes and not self._chosen():
            # What was done took the line away: the next one is under the cursor.
            self.liste.go_to(tuple(self._lignes)[min(ici, len(self._lignes) - 1)])
        self._show_panel()
        self._arrange()

    def _line(self, ligne: LigneMandat) -> Ligne:
        if ligne.id not in self._ecrites:
            etat = self._say(f"etats.{ligne.etat}")
            teinte, icone = TEINTES[ligne.etat], ICONES[ligne.etat]
            ecrite = Ligne(ligne.id, self._who(ligne.mandat.mandant), self._about(ligne), etat, teinte, icone)
            self._ecrites[ligne.id] = ecrite
        return self._ecrites[ligne.id]

    def _who(self, nom: str) -> str:
        if not nom:
            return self._say("sans_nom")
        return self.textes("suivi.nom_masque") if self._discreet else nom

    def _about(self, ligne: LigneMandat) -> str:
        """To whom it is given; its days, on a line of theirs; how many dossiers."""
        mandat = ligne.mandat
        jours = [
            self._say(id_, date=date_courte(jour))
            for id_, jour in (("signe_le", mandat.signe_le), ("fin_le", mandat.fin_le), ("revoque_le", mandat.revoque_le))
            if jour is not None
        ]
        if mandat.signe_le is not None and mandat.fin_le is None:
            jours.append(self._say("sans_fin"))
        dits = [self._say("dossier") if ligne.dossiers == 1 else self._say("dossiers", nombre=ligne.dossiers)]
        if ligne.inactif and ligne.dossiers:
            dits.append(self._say("clos"))
        lignes = ([self._say("donne_a", nom=self._who(mandat.mandataire))], jours, dits)
        return "\n".join(" · ".join(dite) for dite in lignes if dite)

    def _chosen(self) -> tuple[LigneMandat, ...]:
        rangs = sorted(index.row() for index in self.liste.selectionModel().selectedIndexes())
        ids = (self.liste.lignes.line(rang).id for rang in rangs)
        return tuple(self._lignes[id_] for id_ in ids if id_ in self._lignes)

    def _on_selection(self, _apres: QItemSelection, _avant: QItemSelection) -> None:
        self._leave_form()
        self._show_panel()

    def _show_panel(self) -> None:
        choisies = self._chosen()
        titre, phrase = "", ""
        if len(choisies) == 1:
            titre, phrase = self._who(choisies[0].mandat.mandant), self._explain(choisies[0])
        elif choisies:
            titre, phrase = self._say("choisis", nombre=len(choisies)), self._say("choisis_aide")
        self.panneau.show_lines(choisies, titre, phrase, lecture_seule=self._acces.lecture_seule)

    def _explain(self, ligne: LigneMandat) -> str:
        return f"{self._about(ligne)}\n{self._say(f'pourquoi.{ligne.etat}')}"

    # What is done

    def _on_opened(self, _id: str) -> None:
        if self._wide:
            self.panneau.first_action()
        else:
            self._turn(entre=True)

    def _turn(self, *, entre: bool) -> None:
        """What is chosen, or back to the list, where one of them is shown."""
        self._entre = entre
        self._arrange()
        if entre and not self._wide:
            self.panneau.focus_first()
        else:
            self._focus()

    def _go_back(self) -> None:
        if self._entre and not self._wide:
            self._turn(entre=False)
        else:
            super()._go_back()

    def _on_escape(self) -> None:
        if self._cote.currentWidget() is self.formulaire:
            self._leave_form()
        elif self._entre and not self._wide:
            self._turn(entre=False)

    def _on_asked(self, action: ActionMandat) -> None:
        lignes = self._chosen()
        replace_all(self._dit, [])
        match action:
            case ActionMandat.SIGNER | ActionMandat.FIN | ActionMandat.REVOQUER:
                self.formulaire.start(GesteMandat(action), [ligne.mandat for ligne in lignes])
                self._cote.setCurrentWidget(self.formulaire)
                self._defilement.bring_into_view(self.formulaire)
                self.formulaire.start(GesteMandat(action), [ligne.mandat for ligne in lignes])
            case ActionMandat.CREER:
                self._ecriture.create([(ligne.mandat, ligne.references) for ligne in lignes])
            case ActionMandat.REFAIRE:
                self._ecriture.renew([ligne.mandat for ligne in lignes])
            case ActionMandat.JOINDRE:
                self._ecriture.attach(lignes[0].mandat, self)
            case _:
                self._ecriture.find(lignes, partial(self._on_found, action))

    def _on_found(self, action: ActionMandat, references: Sequence[str]) -> None:
        if action is ActionMandat.IMPRIMER:
            self._impression.print_for(references)
        else:
            self.contexte.services.selection.give(references)
            quoi = VersDossier(references[0]) if len(references) == 1 else VersSelection()
            self.page_wanted.emit(Destination("suivi", quoi))

    def _on_given(self, mandats: Sequence[Mandat]) -> None:
        avant = [ligne.mandat for ligne in self._chosen()]
        self._leave_form()
        self._turn(entre=False)
        self._ecriture.update(mandats, avant)

    def _on_written(self, id_: str, nombre: int, avant: Sequence[Mandat]) -> None:
        phrase = self._say(f"fait.{id_}") if nombre == 1 else self._say(f"fait.{id_}_plusieurs", nombre=nombre)
        avis = self._tell(phrase)
        if avant:
            bouton = BoutonSecondaire(self._say("annuler"))
            bouton.clicked.connect(lambda _checked=False: self._ecriture.update(avant, ()))
            avis.add_button(bouton)
        self._read()

    def _leave_form(self) -> None:
        if self._cote.currentWidget() is self.formulaire:
            self._cote.setCurrentWidget(self.panneau)
            self._turn(entre=self._entre)

    def _on_not_printed(self, error: ExpectedError) -> None:
        avis = self._tell(self.contexte.operations.sentence(error), nature=Nature.ATTENTION)
        self._impression.offer_file(avis, error)

    # Where things go

    def _arrange(self) -> None:
        """The panel beside the list, or in its place; there, the list is as high as its lines: one thing scrolls, not two."""
        theme, seul = current_theme(), self._entre and bool(self._lignes)
        self._gauche.setVisible(self._wide or not seul)
        self._cote.setVisible(self._wide or seul)
        self._cote.setMinimumWidth(theme.px(LARGEUR_PANNEAU) if self._wide else 0)
        self.voir.setVisible(not self._wide and not seul and bool(self._lignes))
        self.liste.be_whole(whole=not self._wide, sinon=220)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self._wide = self.width() >= current_theme().px(COTE_A_COTE)
        self._arrange()
