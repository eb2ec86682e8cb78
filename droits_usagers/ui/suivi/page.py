"""« Suivi »: the list of dossiers and one of them beside it; one after the other where there is no room."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.domain.dossier.dossiers import ElementCorbeille
from droits_usagers.domain.dossier.oubli import Oubli
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.coffre.saisies import SaisieGardee
from droits_usagers.services.suivi.colonnes import Colonnes
from droits_usagers.services.suivi.criteres import Groupe, criteres_of
from droits_usagers.ui.composants import BoutonSecondaire, Nature, Rangee
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.dossier.attaches import ECRITES
from droits_usagers.ui.dossier.avis_adresse import AvisAdresse
from droits_usagers.ui.dossier.dossier_regarde import DossierRegarde
from droits_usagers.ui.dossier.panneau import PanneauDossier
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Quoi, VersAffaire, VersDossier, VersLot, VersPartie, VersSelection, VersTranche
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page
from droits_usagers.ui.socle.saisies import GardeSaisie
from droits_usagers.ui.suivi.colonnes import Memoire, ReglageColonnes
from droits_usagers.ui.suivi.filtres import VoletFiltres
from droits_usagers.ui.suivi.liste import ListeSuivi
from droits_usagers.ui.suivi.presence import AvisHorsListe

#: Under this width, at 100 %, the list and the dossier take turns; from the other, the filters stand beside both.
COTE_A_COTE, TOUT_A_COTE = 980, 1480
LARGEUR_PANNEAU, LARGEUR_VOLET = 336, 280


class EcranSuivi(Page):
    """Arranges the list, the filters and the dossier looked at; what they show is thrown away by `clear`."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._acces = AccesCoffre(contexte)
        self.liste = ListeSuivi(contexte)
        self.table, self.modele, self.filtres = self.liste.table, self.liste.modele, self.liste.filtres
        self.panneau = PanneauDossier(self.textes, contexte.services.today)
        self.dossier_regarde = DossierRegarde(contexte, self.panneau)
        #: What was being typed in the form of a dossier that is not the one looked at, by its reference.
        self._saisies: dict[str, SaisieGardee] = {}
        self._garde_saisie = GardeSaisie(contexte, "suivi", self, read=self._typed)
        self._garde_saisie.take(self._on_saisie)
        self._hors_liste = AvisHorsListe(self.textes)
        self.panneau.put_above(self._hors_liste)
        #: Asked once of an address that someone protects.
        self.adresse = AvisAdresse(contexte, self.page_wanted.emit)
        self.panneau.put_inside(self.adresse)
        self._memoire = Memoire(self._acces, self)
        #: How many dossiers each filter would leave, as last counted.
        self._comptes: tuple[Groupe, ...] = ()
        #: Made when it is first asked for.
        self._colonnes: ReglageColonnes | None = None
        #: Whether the dossier looked at is what is shown where there is room for one thing.
        self._entre = False
        #: What else is open beside the list.
        self._filtres_ouverts, self._colonnes_ouvertes = False, False
        self._rangee = Rangee(self, ecart=24, marges=(24, 20, 24, 12))
        self._rangee.addWidget(self.liste, 1)
        self._rangee.addWidget(self.panneau)
        self._connect()
        self.panneau.clear()
        self._arrange()

    def _connect(self) -> None:
        liste = self.liste
        liste.page_wanted.connect(self.page_wanted)
        liste.shown.connect(self._arrange)
        liste.placed.connect(self.titled)
        liste.counted.connect(self._on_counted)
        liste.columns_wanted.connect(self._open_columns)
        liste.seen.connect(self._on_seen)
        liste.dossiers_choisis.moved.connect(self._on_moved)
        self._hors_liste.show_wanted.connect(lambda: self._go_on_with(self.dossier_regarde.reference))
        self.table.dossier_selected.connect(self._on_selected)
        self.table.dossier_opened.connect(self._on_opened)
        self.table.entete.arranged.connect(self._on_arranged)
        self.filtres.filtrer.clicked.connect(lambda: self._open_filters(opened=not self._filtres_ouverts))
        self._memoire.recalled.connect(self._on_recalled)
        self._memoire.failed.connect(liste.fail)
        self.panneau.left.connect(self._back_to_list)
        dossier_regarde = self.dossier_regarde
        dossier_regarde.neighbour_wanted.connect(self._on_neighbour)
        dossier_regarde.shown.connect(self._arrange)
        dossier_regarde.interrupted.connect(self._put_aside)
        dossier_regarde.shown.connect(self._put_back)
        dossier_regarde.shown.connect(lambda: self.adresse.look(dossier_regarde.reference))
        self.adresse.changed.connect(self._ask_again)
        self.adresse.asked.connect(self.panneau.show_top)
        dossier_regarde.lost.connect(liste.fail)
        dossier_regarde.recorded.connect(self._on_recorded)
        dossier_regarde.changed.connect(self._ask_again)
        # What was given is not to be given back.
        dossier_regarde.changed.connect(self._garde_saisie.look)
        dossier_regarde.discarded.connect(self._on_discarded)
        dossier_regarde.page_wanted.connect(self.page_wanted)
        bind("Ctrl+F", self, self._begin_search)
        bind("Ctrl+Shift+F", self, lambda: self._open_filters(opened=not self._filtres_ouverts))
        bind("Escape", self, self._back_to_list)

    def _begin_search(self) -> None:
        # Whatever list comes meanwhile.
        self.liste.takes_focus = False
        self.filtres.begin_search()

    # What the window asks of a page.

    @property
    def compte(self) -> str:
        """How many dossiers there are, where the list has no room to say it."""
        return self.liste.compte if not self.liste.isHidden() else ""

    @property
    def place(self) -> VersDossier | None:
        """The dossier looked at, to come back to it."""
        return VersDossier(self.dossier_regarde.reference) if self.dossier_regarde.reference else None

    def arrive(self, quoi: Quoi | None = None) -> None:
        """For a dossier, and a fact to record if one is named with it; for some of the dossiers; or as left."""
        match quoi:
            case VersDossier(reference, fait):
                self.filtres.forget()
                self._entre = True
                self.dossier_regarde.go_to(reference, fait=fait)
            case VersTranche(tranche):
                self.filtres.set_criteres(criteres_of((tranche,)))
            case VersAffaire(numero):
                self.liste.show_affaire(numero)
            case VersLot(numero):
                self.liste.show_lot(numero)
            case VersSelection(parmi):
                # With the dossiers chosen elsewhere already chosen here.
                self.filtres.set_criteres(criteres_of(() if parmi is None else (parmi,)))
                choisis = self.contexte.services.selection.references
                self.modele.choix.take(choisis)
                self.dossier_regarde.look_at(choisis[0] if choisis else "")
            case VersPartie():
                self._open_columns()
            case _:
                self._go_to_saisie()
        self._memoire.recall()
        self._ask_again()
        self._arrange()
        self.liste.takes_focus = not self._entre
        if self.window().focusWidget() is None and self.liste.isVisible():
            # Its keys are heard before its lines are there.
            self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """What is typed in any form, until one comes back to it."""
        self._garde_saisie.keep_now(done)

    def _typed(self) -> list[SaisieGardee]:
        ici = self.panneau.saisie
        autres = [une for une in (*self._saisies.values(), ici) if une is not None and une.formulaire not in ECRITES]
        return [*self.panneau.formulaires.drafts(), *autres]

    def _put_aside(self, saisie: SaisieGardee) -> None:
        self._saisies[saisie.reference] = saisie

    def _on_saisie(self, saisie: SaisieGardee) -> None:
        self.panneau.formulaires.take_up(saisie)
        self._put_aside(saisie)
        self._put_back()
        if self.isVisible():
            self._go_to_saisie()

    def _go_to_saisie(self) -> None:
        """What was being typed is where one comes back to, unless another dossier is looked at."""
        if self._saisies and not self.dossier_regarde.reference:
            self._entre = True
            self.dossier_regarde.go_to(next(reversed(self._saisies)))

    def _put_back(self) -> None:
        """The form that was open on the dossier shown, as it was."""
        if self.panneau.lecture_seule or self.panneau.saisie is not None:
            return
        saisie = self._saisies.pop(self.panneau.reference, None)
        if saisie is not None:
            self.dossier_regarde.stay_out()
            self.panneau.put_back(saisie)

    def clear(self) -> None:
        """Nothing of anyone stays: lines, dossier, words searched for."""
        self._memoire.flush()
        self._garde_saisie.forget()
        self._entre = False
        self._saisies.clear()
        self.panneau.formulaires.drop()
        self.liste.clear()
        self.dossier_regarde.forget()
        self.adresse.forget()
        self._comptes = ()
        if "volet" in vars(self):
            self.volet.clear()

    def let_go(self, oubli: Oubli) -> None:
        """No form, and no note, of a dossier that is no more; what is typed about the others is kept on."""
        for reference in oubli.references:
            self._saisies.pop(reference, None)
            self.panneau.formulaires.drop(reference)
        if oubli.references & {self.dossier_regarde.reference, self.panneau.reference}:
            self.dossier_regarde.forget()
            self._entre = False
            self._arrange()
        self._garde_saisie.keep_again()

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names, in the list and in the dossier."""
        self.liste.be_discreet(discreet=discreet)
        self.panneau.be_discreet(discreet=discreet)
        self.adresse.be_discreet(discreet=discreet)

    def day_changed(self, today: dt.date) -> None:  # noqa: ARG002 - asked again where it is needed
        """Every date is said anew."""
        self._ask_again()

    # The list and the dossier.

    def _ask_again(self) -> None:
        self.liste.regarde = self.dossier_regarde.reference
        self.liste.ask_again()
        self.dossier_regarde.read()

    def _on_selected(self, reference: str) -> None:
        if reference and reference != self.dossier_regarde.reference:
            self.liste.presence.settle()
            self.dossier_regarde.look_at(reference)
            self.liste.regarde = reference

    def _on_seen(self, seen: bool) -> None:  # noqa: FBT001 - Qt
        """One that the list does not hold is not acted upon."""
        self.dossier_regarde.hold(held=not seen)
        self._hors_liste.setVisible(not seen)

    def _go_on_with(self, reference: str) -> None:
        """The same dossier, in the whole list."""
        self.filtres.forget()
        self.liste.regarde = reference
        self._ask_again()

    def _on_moved(self, references: tuple[str, ...]) -> None:
        """The affaire just made, or left, is what one looks at next."""
        self.panneau.bring_story_into_view()
        if references and self.dossier_regarde.reference not in references:
            self.liste.regarde = references[0]
            self.dossier_regarde.look_at(references[0])
        else:
            self.dossier_regarde.read()

    def _on_neighbour(self, reference: str) -> None:
        """Another dossier of the same affaire: in the list too, where it is in it."""
        self._entre = True
        self.liste.regarde = reference
        self.dossier_regarde.go_to(reference)
        rang = self.modele.row_of(reference)
        if rang >= 0:
            self.table.select_row(rang)
        else:
            self.liste.ask_again()

    def _on_opened(self, reference: str) -> None:
        self.liste.hush()
        self._on_selected(reference)
        self._entre = True
        self._arrange()
        self.dossier_regarde.go_into()

    def _back_to_list(self) -> None:
        self._entre = False
        self.dossier_regarde.stay_out()
        if self._colonnes_ouvertes or not self._has_room_for_filters():
            self._colonnes_ouvertes = False
            self._show_filters(opened=False)
        self._arrange()
        self.liste.leave_form()
        self.liste.take_focus()

    def _on_recorded(self) -> None:
        if self.liste.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_discarded(self, jete: ElementCorbeille) -> None:
        self._saisies.pop(jete.reference, None)
        self.panneau.formulaires.drop(jete.reference)
        # Another may be looked at by now: it stays.
        if self.dossier_regarde.reference == jete.reference:
            self.dossier_regarde.forget()
        self._back_to_list()
        texte = self.textes("suivi.panneau.jete", reference=jete.reference, date=date_courte(jete.efface_le))
        avis = self.liste.tell(texte, nature=Nature.BIEN)
        bouton = BoutonSecondaire(self.textes("suivi.panneau.reprendre"))
        bouton.clicked.connect(lambda: self._take_back(jete.reference))
        avis.add_button(bouton)
        self._ask_again()

    def _take_back(self, reference: str) -> None:
        reponses = Reponses(self, lambda _: self.arrive(VersDossier(reference)), self.liste.fail)
        self._acces.write(lambda coffre: coffre.corbeille.take_back(reference), reponses)
        self.liste.hush()

    # Filters and columns.

    @cached_property
    def volet(self) -> VoletFiltres:
        """The filters, beside the list; made when they are first looked at."""
        volet = VoletFiltres(self.textes)
        volet.hide()
        self._rangee.insertWidget(0, volet)
        self.filtres.changed.connect(lambda: volet.show_chosen(self.filtres.criteres))
        volet.toggled.connect(self.filtres.toggle)
        volet.closed.connect(lambda: self._open_filters(opened=False))
        if self._comptes:
            volet.show_groups(self._comptes)
        return volet

    def _on_counted(self, groupes: tuple[Groupe, ...]) -> None:
        self._comptes = groupes
        if "volet" in vars(self):
            self.volet.show_groups(groupes)

    def _on_recalled(self, colonnes: Colonnes, ouverts: bool) -> None:  # noqa: FBT001 - Qt
        if colonnes != self.table.entete.colonnes:
            self.table.show_columns(colonnes)
        if ouverts and self._has_room_for_filters():
            self._show_filters(opened=True)

    def _open_filters(self, *, opened: bool) -> None:
        ici = QApplication.focusWidget()
        dedans = ici is not None and "volet" in vars(self) and self.volet.isAncestorOf(ici)
        # Who narrows the list is no longer in a dossier: they may have to take turns.
        self._entre = self._entre and not opened
        self._show_filters(opened=opened)
        self._memoire.keep_filters_open(ouvert=opened)
        if opened:
            # Once it has its place.
            QTimer.singleShot(0, self.volet, self.volet.focus_first)
        elif dedans:
            self.liste.take_focus()

    def _show_filters(self, *, opened: bool) -> None:
        self._filtres_ouverts = opened
        self.filtres.filtrer.setChecked(opened)
        self._arrange()

    def _open_columns(self) -> None:
        if self._colonnes is None:
            self._colonnes = ReglageColonnes(self.textes)
            self._colonnes.arranged.connect(self._on_arranged)
            self._colonnes.arranged.connect(self.table.show_columns)
            self._colonnes.closed.connect(self._back_to_list)
            self._rangee.addWidget(self._colonnes)
        self._colonnes_ouvertes, self._entre = True, False
        self._colonnes.show_columns(self.table.entete.colonnes)
        self._arrange()
        QTimer.singleShot(0, self._colonnes, self._colonnes.focus_first)

    def _on_arranged(self, colonnes: Colonnes) -> None:
        self.table.entete.colonnes = colonnes
        if self._colonnes is not None and self._colonnes_ouvertes:
            self._colonnes.show_columns(colonnes)
        self._memoire.keep_columns(colonnes)

    # Where things go.

    def _has_room_for_filters(self) -> bool:
        return self.width() >= current_theme().px(TOUT_A_COTE)

    def _arrange(self) -> None:
        theme = current_theme()
        wide, spacious = self.width() >= theme.px(COTE_A_COTE), self._has_room_for_filters()
        filtres = self._filtres_ouverts and (spacious or not self._entre)
        colonnes = self._colonnes_ouvertes and not self._entre
        seul = not wide and (self._entre or filtres or colonnes)
        beside = self.liste.has_lines and not colonnes and (spacious or not filtres)
        self.panneau.fermer.setVisible(not wide)
        parts: list[tuple[QWidget, bool, int]] = [
            (self.panneau, beside if wide else self._entre, LARGEUR_PANNEAU),
            (self.liste, not seul, 0),
        ]
        if filtres or "volet" in vars(self):
            parts.append((self.volet, filtres and (spacious or not colonnes), LARGEUR_VOLET))
        if self._colonnes is not None:
            parts.append((self._colonnes, colonnes, LARGEUR_PANNEAU))
        # First what goes, then what comes: never wider together than the window is.
        for part, montree, largeur in sorted(parts, key=lambda une: une[1]):
            if largeur:
                _hold(part, theme.px(largeur) if wide else 0)
            part.setVisible(montree)
        self.titled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again."""
        super().resizeEvent(event)
        self._arrange()


def _hold(widget: QWidget, largeur: int) -> None:
    """Gives a part this width, or all there is when 0."""
    widget.setMinimumWidth(largeur)
    widget.setMaximumWidth(largeur or 16_777_215)
