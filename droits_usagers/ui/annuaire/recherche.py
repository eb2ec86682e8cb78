"""A field that finds a body as one types, and a list under it: arrows move in it without leaving the field, Enter takes one.

Nothing is looked for in the window's thread. Where the annuaire cannot be read, one calm line says that all is typed by hand.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.services.annuaire.annuaire import notes
from droits_usagers.services.annuaire.corrections import search_all
from droits_usagers.services.annuaire.lecture import CommuneAnnuaire
from droits_usagers.ui.composants import Champ, Colonne, LibelleEtat, LigneTexte
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.composants.champ import Intitule
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class DemandeOrganismes:
    """For one widget, in one `suite`: only the last that is asked is answered."""

    def __init__(self, contexte: Contexte, pour: QWidget, *, suite: str, plus: int) -> None:
        self._contexte, self._pour, self._suite, self._plus = contexte, pour, suite, plus

    def ask(
        self,
        mots: str,
        on_success: Callable[[Sequence[EntreeAnnuaire], bool], object],
        on_failure: Callable[[], object] = lambda: None,
    ) -> None:
        """Asks what these words may mean, and whether none of it is what they ask for. `on_failure`: nothing can be read."""
        operations, services = self._contexte.operations, self._contexte.services

        def search(du_coffre: Sequence[EntreeAnnuaire]) -> None:
            def task() -> tuple[Sequence[EntreeAnnuaire], bool]:
                trouvees = search_all(services.annuaire, services.corrections, du_coffre, mots=mots, plus=self._plus)
                return trouvees, services.annuaire.lacks(mots, trouvees)

            reponses = Reponses(self._pour, lambda trouve: on_success(*trouve), lambda _refus: on_failure())
            operations.run_latest(services.rendu, task, reponses, suite=self._suite)

        coffre = services.seance.coffre
        if coffre is None:
            search(())
            return
        # Where the coffre cannot be asked, the rest is shown all the same.
        reponses = Reponses(self._pour, search, lambda _refus: search(()))
        operations.run_latest(services.travail, partial(coffre.annuaire.search, mots, self._plus), reponses, suite=self._suite)

    def forget(self) -> None:
        """What was asked and has not answered yet never will be."""
        self._contexte.operations.forget(self._suite)


_FLECHES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
#: A body is looked for from this many letters on; how many are shown; how high the list may be, at 100 %.
_ASSEZ, _MONTREES, _HAUTEUR = 2, 8, 280
#: Digits of a postcode; letters of a commune worth looking for; communes of one name whose postcodes are told.
_POSTAL, _COMMUNE, _HOMONYMES = 5, 3, 3
_T = TypeVar("_T")
SUITE = "annuaire"


class RechercheService(QWidget):
    """`taken`: an EntreeAnnuaire was chosen. What is typed is forgotten once it was, and by `clear`."""

    taken = Signal(object)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._demande = DemandeOrganismes(contexte, self, suite=SUITE, plus=_MONTREES)
        self._dire = contexte.textes.under("annuaire.recherche")
        self._trouvees: Sequence[EntreeAnnuaire] = ()
        self.mots = LigneTexte(indice=self._dire("indice"), passe=True, cherche=True)
        self._champ = Champ(Intitule(self._dire("libelle"), self._dire("aide")), self.mots)
        self._dit = LibelleEtat(teinte=Teinte.DOUX)
        self.liste = ListeMontree()
        self.liste.setAccessibleName(self._dire("trouves"))
        self.liste.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.liste.be_walked_from(self.mots, contexte.textes)
        colonne = Colonne(self, ecart=4)
        for widget in (self._champ, self._dit, self.liste):
            colonne.addWidget(widget)
        self._dit.hide()
        self.liste.hide()
        self.setFocusProxy(self.mots)
        self.mots.textChanged.connect(self._search)
        self.mots.installEventFilter(self)
        self.liste.line_opened.connect(lambda id_: self._take(int(id_)))

    def clear(self) -> None:
        """Forgets what was typed and found."""
        self.mots.clear()

    def say(self, phrase: str) -> None:
        """One line under the field; none when it is empty."""
        self._dit.setText(phrase)
        self._dit.setVisible(bool(phrase))

    def tell_communes(self, adresse: str) -> None:
        """Says which communes have the postcode that an address ends with, or which postcodes the commune it ends with has."""
        *_, fin = adresse.split("\n")
        annuaire = self._contexte.services.annuaire
        if len(fin) == _POSTAL and fin.isdecimal():
            self._ask(partial(annuaire.communes, fin), partial(self._on_communes, fin))
        elif len(fin) >= _COMMUNE and not any(signe.isdecimal() for signe in fin):
            self._ask(partial(annuaire.communes_named, fin), self._on_postcodes)

    def _ask(self, task: Callable[[], _T], on_success: Callable[[_T], None]) -> None:
        reponses = Reponses(self, on_success, lambda _refus: None)
        self._contexte.operations.run_latest(self._contexte.services.rendu, task, reponses, suite=SUITE)

    def _on_communes(self, code: str, communes: Sequence[CommuneAnnuaire]) -> None:
        if communes:
            noms = ", ".join(commune.nom for commune in communes[:_MONTREES])
            self.say(self._dire("communes", code_postal=code, communes=noms))

    def _on_postcodes(self, communes: Sequence[CommuneAnnuaire]) -> None:
        dites = (self._dire("postaux", commune=une.nom, codes=", ".join(une.postaux.split())) for une in communes[:_HOMONYMES])
        self.say(" ".join(dites))

    def conceal(self, *, masque: bool) -> None:
        """What is typed and what it found are forgotten rather than hidden: they are typed again in a moment."""
        if masque:
            self.clear()
            self.say("")

    def _search(self, tape: str) -> None:
        self.say("")
        if len(tape.strip()) < _ASSEZ:
            self._demande.forget()
            self._show(())
            return
        self._demande.ask(tape, partial(self._on_found, tape), self._on_refused)

    def _on_found(self, tape: str, trouvees: Sequence[EntreeAnnuaire], autre_genre: bool) -> None:  # noqa: FBT001 - a partial
        if tape != self.mots.text():
            return
        self._show(trouvees)
        self.say(self._dire("autre_genre") if autre_genre else "" if trouvees else self._dire("rien"))

    def _on_refused(self) -> None:
        self._show(())
        self.say(self._dire("absent"))

    def _show(self, trouvees: Sequence[EntreeAnnuaire]) -> None:
        self._trouvees = trouvees
        self.liste.show_lines([self._line(rang, entree) for rang, entree in enumerate(trouvees)])
        self.liste.setVisible(bool(trouvees))
        if trouvees:
            announce(self.liste, self._dire("combien", nombre=len(trouvees)))
            self.liste.go_to("0")
            haut = sum(self.liste.sizeHintForRow(rang) for rang in range(len(trouvees)))
            self.liste.setFixedHeight(min(haut + 2 * self.liste.frameWidth(), current_theme().px(_HAUTEUR)))

    def _line(self, rang: int, entree: EntreeAnnuaire) -> Ligne:
        textes = self._contexte.textes
        adresse = ", ".join(entree.lignes)
        qui = entree.nom if entree.service else ""
        dites = self._dire("separateur").join(notes(entree, textes))
        return Ligne(str(rang), entree.titre, "\n".join(filter(None, (qui, adresse, dites))))

    def _take(self, rang: int) -> None:
        entree = self._trouvees[rang]
        self.mots.clear()
        self.taken.emit(entree)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gives the list the keys that only make sense there, before the page makes anything else of them."""
        if watched is self.mots and isinstance(event, QKeyEvent) and self._trouvees and self._is_ours(event):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._press(event)
                return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return event.key() in (*_FLECHES, *ENTREE, Qt.Key.Key_Escape) and not control

    def _press(self, event: QKeyEvent) -> None:
        if event.key() in _FLECHES:
            self.liste.keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.mots.clear()
        else:
            self._take(int(self.liste.current() or 0))
