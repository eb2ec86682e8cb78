"""The line being typed: whose letter, what it says, which day. Enter goes to what is missing, then records."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from droits_usagers.domain.mots.dates import date_courte, date_longue, read_recent
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.faits import Refus
from droits_usagers.services.envois.courrier_du_jour import (
    ASSEZ,
    Candidat,
    CandidatsTrouves,
    ChoixCourrier,
    SaisieCourrier,
    check,
    matching,
)
from droits_usagers.ui.composants import Avis, Champ, Colonne, Intitule, Libelle, LigneTexte, Nature
from droits_usagers.ui.composants.champ import fill_fields, read_fields
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme

#: Height at most, at 100 %; width at least, where lines are long or short: what is found is read beside short ones.
HAUTEUR, LARGE, ETROITE = 300, 520, 240


class Propositions(ListeMontree):
    """One list for every cell of a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def propose(self, lignes: Sequence[Ligne], *, sous: QWidget, courante: str | None = "") -> None:
        """Shows these under this cell; hides when there is none.

        The first one is ready to be taken unless another is named; None when Enter would take none of them.
        """
        self.lignes.show_lines(lignes)
        if not lignes:
            self.hide()
            return
        if courante is None:
            self.setCurrentIndex(QModelIndex())
            self.scrollToTop()
        else:
            self.go_to(courante or lignes[0].id)
        self._put_under(sous, LARGE if any(ligne.sous_titre for ligne in lignes) else ETROITE)
        self.show()
        self.raise_()

    def move_by(self, pas: int) -> None:
        """One line further, or back."""
        rang = self.currentIndex().row() + pas
        if 0 <= rang < self.lignes.rowCount():
            self.setCurrentIndex(self.lignes.index(rang))

    def _put_under(self, cellule: QWidget, au_moins: int) -> None:
        autour = self.parentWidget()
        if autour is None:
            return
        theme, coin = current_theme(), cellule.mapTo(autour, QPoint(0, cellule.height() + 2))
        largeur = min(max(cellule.width(), theme.px(au_moins)), autour.width() - theme.px(16))
        x = min(coin.x(), autour.width() - largeur - theme.px(8))
        self.resize(largeur, theme.px(40))
        haut = sum(self.sizeHintForRow(rang) for rang in range(self.lignes.rowCount())) + 2 * self.frameWidth()
        self.setGeometry(
            max(x, 0), coin.y(), largeur, min(haut, theme.px(HAUTEUR), max(autour.height() - coin.y(), theme.px(80)))
        )

    def sizeHint(self) -> QSize:
        """Placed by hand."""
        return self.size()


#: Under this width, at 100 %, cells are one under the other.
COTE_A_COTE = 620
_PAS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class LigneSaisie(QWidget):
    """Asks for what is typed to be found, is told, and gives whole lines."""

    #: What was typed of a dossier, to be found.
    search_asked = Signal(str)
    #: A `SaisieCourrier` that makes sense: the cells are already empty for the next one.
    line_given = Signal(object)
    #: An `Avis` beside the line, to be seen.
    said = Signal(object)
    #: Ctrl+Z where there is nothing typed to undo.
    undo_asked = Signal()

    def __init__(
        self,
        textes: Textes,
        today: Callable[[], dt.date],
        page: QWidget,
        *,
        prevoir: Callable[[Candidat, str, dt.date], str],
    ) -> None:
        """`prevoir`: which dates a line would change."""
        super().__init__()
        self._textes, self._today, self._prevoir = textes, today, prevoir
        #: What it changes was said, and Enter is awaited once more.
        self._dite: SaisieCourrier | None = None
        self._say = self._textes.under("courrier_du_jour")
        self._trouves = CandidatsTrouves("")
        self._candidat: Candidat | None = None
        self._choix: ChoixCourrier | None = None
        #: That of the line above; and whether the day of this line was typed, or shown in its own cell as that of this dossier.
        self._date: dt.date | None = None
        self._date_vue = False
        self._discreet = False
        #: Enter was pressed before the answer came; what is typed meanwhile is for the next line (None: Enter again).
        self._ensuite, self._tampon = False, list[str | None]()
        self.dossier, self.fait, self.date = LigneTexte(indice=self._say("dossier_indice")), LigneTexte(), LigneTexte()
        self.cellules = (self.dossier, self.fait, self.date)
        self.propositions = Propositions(page)
        self.trouve = Libelle(gras=True)
        self.precision = Libelle(teinte=Teinte.DOUX)
        self._dit = Colonne()
        self._rang = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        colonne = Colonne(self, ecart=8)
        for nom, cellule, part in zip(("dossier", "quoi", "date"), self.cellules, (4, 4, 3), strict=True):
            self._rang.addWidget(Champ(Intitule(self._say(nom)), cellule), part)
        colonne.addLayout(self._rang)
        colonne.addWidget(self.trouve)
        colonne.addWidget(self.precision)
        colonne.addLayout(self._dit)

    def _connect(self) -> None:
        for cellule in self.cellules:
            cellule.installEventFilter(self)
        self.dossier.textEdited.connect(self._on_dossier_typed)
        self.fait.textEdited.connect(self._on_fact_typed)
        self.date.textEdited.connect(self._on_date_typed)
        self.propositions.line_opened.connect(self._on_clicked)

    # What the page tells it.

    def start(self) -> None:
        """Puts the cursor where a line begins."""
        self.dossier.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Nothing of anyone stays, and no date to repeat."""
        self._date = None
        self._empty()
        self._tampon.clear()

    @property
    def reference(self) -> str:
        """The dossier it is about; empty until there is one."""
        return self._candidat.reference if self._candidat is not None else ""

    @property
    def typed(self) -> dict[str, str]:
        """What its cells hold, if any of that was typed for this line."""
        gardee = date_courte(self._date) if self._date else ""
        autre = self.dossier.text().strip() or self.date.text() not in {"", gardee}
        return read_fields(self) if autre else {}

    def put_back(self, champs: Mapping[str, str]) -> None:
        """What was typed before: whose letter it is is looked for again, and its day is to be looked at again."""
        fill_fields(self, champs)
        fait = self.fait.text()
        self._on_dossier_typed(self.dossier.text())
        self.fait.setText(fait)

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self._discreet = discreet
        self._show_found()

    def show_found(self, trouves: CandidatsTrouves) -> None:
        """The answer to what was typed, unless something else was since."""
        if trouves.texte != self.dossier.text():
            return
        self._trouves = trouves
        if trouves.sur:
            self._take(trouves.candidats[0])
        elif trouves.candidats and not self._ensuite and QApplication.focusWidget() in self.cellules[1:]:
            # Gone on before the answer came: there are several to choose from.
            self.dossier.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_found()
        if self._ensuite:
            self._ensuite = False
            self.go_on()
            self._replay()

    def give_up(self) -> None:
        """The answer will not come."""
        self._ensuite = False
        self._tampon.clear()

    def refuse(self, refus: Refus, *, cellule: QWidget | None = None) -> None:
        """Says why the line is not recorded; it stays as it is."""
        self._tampon.clear()
        autre = self._textes(f"suivi.faits.{refus.autre}") if refus.autre is not None else ""
        texte = self._textes(f"suivi.refus.{refus.id}", fait=autre, **refus.faits)
        self._warn(texte, cellule or self.date)

    # Going on.

    def go_on(self) -> None:
        """Enter: takes what is proposed, goes to what is missing, records when nothing is."""
        if self._ensuite:
            self._tampon.append(None)
        elif self._candidat is not None:
            self._finish(self._candidat)
        elif self._waits:
            self._ensuite = True
        elif self._trouves.candidats and self.dossier.text():
            self._tampon.clear()
            self._take_proposed()
            self.fait.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._tampon.clear()
            texte = self.dossier.text().strip()
            id_ = "rien_tape" if not texte else "trop_court" if len(texte) < ASSEZ else "introuvable"
            self._warn(self._say(id_, texte=texte), self.dossier)

    def _finish(self, candidat: Candidat) -> None:
        ici = QApplication.focusWidget()
        date = read_recent(self.date.text(), self._today())
        if self._choix is None:
            self._go_to(self.fait, "" if ici is not self.fait else self._textes("suivi.refus.sans_fait"))
        elif date is None:
            id_ = "illisible" if self.date.text().strip() else "absente"
            self._go_to(self.date, "" if ici is not self.date and id_ == "absente" else self._textes(f"suivi.refus.{id_}"))
        elif not self._date_vue:
            # The day of another slip: it is shown, and Enter there is what says that it is also of this one.
            if self._tampon[:1] == [None]:
                # Pressed before it was: neither that Enter nor what was typed after it is of this line.
                self._tampon.clear()
            self._go_to(self.date, "")
            # The day that is there already, whole, before it is taken for that of this line.
            self._date_vue = True
            texte = self._say("date_gardee" if date == self._date else "date_deja_la", date=date_longue(date))
            self.precision.setText(f"{self.precision.text()}\n{texte}")
            announce(self.date, texte)
        else:
            refus = check(self._choix.id, date, connus=candidat.evenements, today=self._today())
            if refus is not None:
                self.refuse(refus)
                return
            saisie = SaisieCourrier(candidat, self._choix.id, date)
            if candidat.plusieurs and saisie != self._dite and (change := self._foreseen()):
                self._dite = saisie
                self._tampon.clear()
                self._warn(self._say("entree_encore", change=change), self.date)
                return
            self._date = date
            self._empty()
            self.start()
            self.line_given.emit(saisie)

    def _go_to(self, cellule: QWidget, plainte: str) -> None:
        """To the cell that is missing; a complaint only where one was already there."""
        if plainte or cellule is self.fait:
            # Letters meant for another line could well be those of a fact.
            self._tampon.clear()
        if plainte:
            self._warn(plainte, cellule)
        else:
            cellule.setFocus(Qt.FocusReason.TabFocusReason)

    def _replay(self) -> None:
        """What was typed while the answer was awaited belongs to the next line, or is the day that was missing."""
        while self._tampon and not self._ensuite:
            texte = self._tampon.pop(0)
            if texte is None:
                self.go_on()
            elif QApplication.focusWidget() is self.date:
                self.date.insert(texte)
                self._on_date_typed(self.date.text())
            else:
                self.dossier.insert(texte)
                self._on_dossier_typed(self.dossier.text())

    def _empty(self) -> None:
        """Ready for the next line."""
        self._ensuite, self._dite = False, None
        self._trouves, self._candidat, self._choix = CandidatsTrouves(""), None, None
        for cellule in (self.dossier, self.fait):
            cellule.setText("")
        self.date.setText(date_courte(self._date) if self._date else "")
        self._date_vue = False
        self._hush()
        self._show_found()

    # The dossier.

    @property
    def _waits(self) -> bool:
        """True while the answer to what is typed has not come."""
        texte = self.dossier.text()
        return len("".join(texte.split())) >= ASSEZ and self._trouves.texte != texte

    def _on_dossier_typed(self, texte: str) -> None:
        self._candidat, self._choix = None, None
        self.fait.setText("")
        # What was shown or said for another dossier was not for this one.
        self._date_vue, self._dite = False, None
        self._hush()
        if len("".join(texte.split())) < ASSEZ:
            self._trouves = CandidatsTrouves(texte)
            self._show_found()
        # Who was found for less is not said to be whom one is looking for.
        self.trouve.setText("")
        self.search_asked.emit(texte)

    def _take(self, candidat: Candidat) -> None:
        """Settles on one: what goes without saying is filled in, unless something is typed already."""
        self._candidat = candidat
        tape = self.fait.text()
        trouves = matching(tape, candidat.choix) if tape else [un for un in candidat.choix if un.id == candidat.defaut]
        self._choose(trouves[0] if trouves else None)
        self._hush()
        announce(self, f"{self._head(candidat)}. {candidat.quoi}. {candidat.situation}. {self.fait.text()}")
        if candidat.remarque:
            self._tell(candidat.remarque, mot=self._textes("commun.avis.information"), nature=Nature.INFORMATION)

    def _take_proposed(self) -> None:
        choisi = self.propositions.current()
        candidats = self._trouves.candidats
        self._take(next((un for un in candidats if un.reference == choisi), candidats[0]))
        self._show_found()

    def _show_found(self) -> None:
        """Who it is, or who it may be."""
        candidat, ici = self._candidat, QApplication.focusWidget()
        self.trouve.setText(self._head(candidat) if candidat else "")
        self.precision.setText(f"{candidat.quoi}\n{candidat.situation}" if candidat else self._hint())
        if ici is self.fait:
            self._propose_facts()
        elif candidat is None and ici is self.dossier:
            candidats = self._trouves.candidats
            self._propose(
                [Ligne(un.reference, self._head(un), f"{un.quoi} · {un.situation}") for un in candidats], self.dossier
            )
        else:
            self._propose((), self.dossier)

    def _hint(self) -> str:
        texte = self.dossier.text().strip()
        if self._trouves.autres:
            return self._say("encore", nombre=self._trouves.autres)
        if len(texte) >= ASSEZ and not self._waits and not self._trouves.candidats:
            return self._say("introuvable", texte=texte)
        return self._say("aide")

    def _head(self, candidat: Candidat) -> str:
        masque = self._textes("suivi.nom_masque") if self._discreet and candidat.qui else candidat.qui
        return f"{candidat.reference} · {masque or self._textes('suivi.anonyme')}"

    # The fact.

    def _on_fact_typed(self, texte: str) -> None:
        self._hush()
        trouves = matching(texte, self._candidat.choix) if self._candidat else ()
        self._choix = trouves[0] if trouves and texte.strip() else None
        self._propose_facts(trouves)

    def _propose_facts(self, trouves: Sequence[ChoixCourrier] | None = None) -> None:
        if trouves is None:
            trouves = self._candidat.choix if self._candidat else ()
        self._propose([Ligne(un.id, un.libelle) for un in trouves], self.fait, self._choix.id if self._choix else None)

    def _choose(self, choix: ChoixCourrier | None) -> None:
        self._choix = choix
        self.fait.setText(choix.libelle if choix else "")

    # The date.

    def _on_date_typed(self, texte: str) -> None:
        self._date_vue = True
        self._hush()
        lue = read_recent(texte, self._today())
        dite = self._textes("suivi.fait.date_lue", date=date_longue(lue)) if lue else ""
        self.precision.setText("\n".join(filter(None, (dite, self._foreseen()))))

    def _foreseen(self) -> str:
        """Which dates the line would change, once it is whole."""
        lue = read_recent(self.date.text(), self._today())
        if self._candidat is None or self._choix is None or lue is None:
            return ""
        return self._prevoir(self._candidat, self._choix.id, lue)

    # What is proposed, and what is said.

    def _propose(self, lignes: Sequence[Ligne], cellule: QWidget, courante: str | None = "") -> None:
        self.propositions.propose(lignes, sous=cellule, courante=courante)
        self._describe(cellule)

    def _describe(self, cellule: QWidget) -> None:
        """What is highlighted, for whoever does not see it."""
        index = self.propositions.currentIndex()
        texte = str(index.data(Qt.ItemDataRole.AccessibleTextRole)) if index.isValid() else ""
        for une in self.cellules:
            une.setAccessibleDescription(texte if une is cellule else "")
        announce(cellule, texte)

    def _on_clicked(self, id_: str) -> None:
        if QApplication.focusWidget() is self.fait and self._candidat is not None:
            self._choose(next(un for un in self._candidat.choix if un.id == id_))
            self.date.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._take_proposed()
            self.fait.setFocus(Qt.FocusReason.TabFocusReason)

    def _warn(self, texte: str, cellule: QWidget) -> None:
        cellule.setFocus(Qt.FocusReason.TabFocusReason)
        self._tell(texte, mot=self._textes("suivi.refus.mot"), nature=Nature.ATTENTION)

    def _tell(self, texte: str, *, mot: str, nature: Nature) -> None:
        self._propose((), self.dossier)
        avis = Avis(texte, mot=mot, nature=nature)
        replace_all(self._dit, (avis,))
        self.said.emit(avis)

    def _hush(self) -> None:
        replace_all(self._dit, ())

    # Keys.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go through what is proposed; leaving a cell takes it; coming into one selects it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(watched, event)
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, LigneTexte):
            watched.selectAll()
            self._date_vue |= watched is self.date and self._candidat is not None
            self._show_found()
        elif isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut:
            self._on_left(watched, going_on=event.reason() is Qt.FocusReason.TabFocusReason)
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        pas = _PAS.get(Qt.Key(event.key()))
        if pas is not None and watched is self.fait and self._candidat is not None and not self.propositions.isVisible():
            # What was said of the cell had taken their place.
            self._hush()
            self._propose_facts()
        if pas is not None and self.propositions.isVisible():
            self._move(watched, pas)
            return True
        if event.matches(QKeySequence.StandardKey.Undo) and not any(cellule.isUndoAvailable() for cellule in self.cellules):
            self.undo_asked.emit()
            return True
        if self._ensuite and event.text().isprintable() and event.text():
            self._tampon.append(event.text())
            return True
        return False

    def _move(self, watched: QObject, pas: int) -> None:
        self.propositions.move_by(pas)
        if watched is self.fait and self._candidat is not None:
            choisi = self.propositions.current()
            self._choose(next((un for un in self._candidat.choix if un.id == choisi), None))
            self.fait.selectAll()
        if isinstance(watched, QWidget):
            self._describe(watched)

    def _on_left(self, cellule: QObject, *, going_on: bool) -> None:
        self._propose((), self.dossier)
        if cellule is self.dossier and going_on and self._candidat is None and self._trouves.candidats and not self._waits:
            self._take_proposed()
        elif cellule is self.fait and self._choix is not None:
            self.fait.setText(self._choix.libelle)
        elif cellule is self.date and (lue := read_recent(self.date.text(), self._today())) is not None:
            self.date.setText(date_courte(lue))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cells side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= current_theme().px(COTE_A_COTE)
        self._rang.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._rang.setSpacing(current_theme().px(12))
