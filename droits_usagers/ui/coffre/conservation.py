"""« Conservation »: what has been closed for long, or all that names someone; ticked, then erased for good."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.coffre.conservation import (
    LONGUEURS,
    GenreTrace,
    TraceGardee,
    Traces,
    about,
    erasing,
    keep_months,
    proposed,
    read_months,
)
from droits_usagers.services.suivi.lignes import Presentation
from droits_usagers.ui.coffre.effacement import EcranEffacement
from droits_usagers.ui.composants import (
    BoutonSecondaire,
    Champ,
    ChoixUnique,
    Colonne,
    Intitule,
    LibelleEtat,
    LigneTexte,
    ListeDeroulante,
    Option,
    Rangee,
)
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination, Quoi, VersPartie
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page

#: Laid out at once: the window goes on answering.
_PAR_FOIS = 30


class ListeTraces(ListeMontree):
    """Space or a click ticks; Ctrl+A ticks all, or nothing if all is ticked."""

    ticks_changed = Signal()

    def __init__(self, say: Callable[[TraceGardee, bool], Ligne], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._traces: dict[str, TraceGardee] = {}
        self._cochees: set[str] = set()
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_PAR_FOIS)
        self.line_opened.connect(self._toggle)
        for touche, action in ((Qt.Key.Key_Space, self._toggle_current), (QKeySequence.StandardKey.SelectAll, self.toggle_all)):
            raccourci = QShortcut(QKeySequence(touche), self)
            raccourci.setContext(Qt.ShortcutContext.WidgetShortcut)
            raccourci.activated.connect(action)

    @property
    def traces(self) -> tuple[TraceGardee, ...]:
        """Everything shown."""
        return tuple(self._traces.values())

    @property
    def cochees(self) -> tuple[TraceGardee, ...]:
        """What is ticked."""
        return tuple(trace for id_, trace in self._traces.items() if id_ in self._cochees)

    def show_traces(self, traces: Sequence[TraceGardee]) -> None:
        """Other things: what is ticked stays so if it is still there."""
        self._traces = {trace.id: trace for trace in traces}
        self._cochees &= set(self._traces)
        self.say_again()
        if traces and not self.current():
            self.go_to(traces[0].id)

    def say_again(self) -> None:
        """The same in other words."""
        with QSignalBlocker(self):
            self.show_lines([self._say(trace, trace.id in self._cochees) for trace in self.traces])
        self.ticks_changed.emit()

    def toggle_all(self) -> None:
        """Everything, or nothing if everything is ticked."""
        self._cochees = set() if len(self._cochees) == len(self._traces) else set(self._traces)
        self.say_again()

    def _toggle_current(self) -> None:
        self._toggle(self.current())

    def _toggle(self, id_: str) -> None:
        if id_ in self._traces:
            self._cochees ^= {id_}
            self.lignes.change_line(self._say(self._traces[id_], id_ in self._cochees))
            self.ticks_changed.emit()


#: Who is asked about: a later question drops it.
SUITE = "conservation"
#: References said before erasing; beyond, that there are more.
NOMMES, _ENCORE = 6, "…"
CLOS, PERSONNE = "clos", "personne"


class EcranConservation(EcranEffacement):
    """Nothing is erased without having been ticked, then named, and « Ne rien effacer » comes first."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "conservation", parent)
        services = contexte.services
        self._acces = AccesCoffre(contexte)
        self._presentation = Presentation(services.catalogue, services.today)
        self._discreet = False
        self._autres = 0
        #: What had the focus while the list one came for was awaited.
        self._en_attente: QWidget | None = None
        self.quoi = ChoixUnique([Option(id_, self.say(f"quoi_{id_}")) for id_ in (CLOS, PERSONNE)], en_ligne=True)
        self.mois = ListeDeroulante([(str(mois), self.say(f"mois_{mois}")) for mois in LONGUEURS])
        self.nom = LigneTexte(indice=self.say("nom_indice"))
        self._questions = QStackedWidget()
        self.liste = ListeTraces(self._line)
        self.compte = LibelleEtat(first=False, teinte=Teinte.DOUX)
        self.tout = BoutonSecondaire(self.say("tout"))
        self.tout.set_up(self.say("tout"), note=self.say("tout_touche"))
        self._fill()
        self.quoi.choice_changed.connect(self._on_kind)
        self.mois.activated.connect(self._on_months)
        self.nom.textChanged.connect(self._ask_about)
        self.liste.ticks_changed.connect(self._on_ticks)
        self.tout.clicked.connect(self.liste.toggle_all)
        self._show(())

    def _fill(self) -> None:
        self.quoi.set_value(CLOS)
        self.quoi.setAccessibleName(self.say("titre"))
        self._questions.addWidget(Champ(Intitule(self.say("mois"), self.say("mois_aide")), self.mois))
        self._questions.addWidget(Champ(Intitule(self.say("nom"), self.say("nom_aide")), self.nom))
        rangee = Rangee()
        rangee.addWidget(self.tout)
        rangee.addWidget(self.compte, 1, Qt.AlignmentFlag.AlignVCenter)
        partie = Colonne(ecart=8)
        partie.addWidget(self.liste, 100)
        partie.addLayout(rangee)
        # Where there is no list, what is said of it is right under what is asked.
        partie.addStretch(1)
        self.colonne.addWidget(self.quoi)
        self.colonne.addWidget(self._questions)
        self.colonne.addLayout(self.dit)
        self.colonne.addLayout(partie, 100)
        self.colonne.addStretch(1)

    # What the page tells it.

    def start(self) -> None:
        """Asks what there is to erase, where one begins."""
        self.ask()
        (self.nom if self.quoi.value() == PERSONNE else self.liste).setFocus()

    def arrive(self) -> None:
        """The same for someone who comes in: in the list, as soon as there is one, unless one has gone elsewhere by then."""
        self.start()
        ici: QWidget | None = self.window().focusWidget()
        # The page has the focus where nothing else can take it.
        self._en_attente = self.parentWidget() if ici is None else ici

    def ask(self) -> None:
        """What there is to erase, and what an erasure left to do."""
        self.ask_what_is_left()
        if self.quoi.value() == PERSONNE:
            self._ask_about(self.nom.text())
        else:
            self._acces.ask(read_months, Reponses(self, self._show_months, self.tell_failure))
            self._ask_closed()

    def choose(self, quoi: str) -> None:
        """What is closed, or a person."""
        self.quoi.set_value(quoi)

    def clear(self) -> None:
        """Forgets what it showed."""
        super().clear()
        self.nom.clear()
        self._show(())

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self._discreet = discreet
        self.liste.say_again()

    # What there is.

    def _on_kind(self) -> None:
        self.hush()
        self._questions.setCurrentIndex(int(self.quoi.value() == PERSONNE))
        self._show(())
        self.start()

    def _show_months(self, mois: int) -> None:
        self.mois.setCurrentIndex(self.mois.findData(str(mois)))

    def _on_months(self) -> None:
        self.hush()
        mois = int(self.mois.value())
        self._acces.write(
            lambda coffre: keep_months(coffre, mois), Reponses(self, lambda _: self._ask_closed(), self.tell_failure)
        )

    def _ask_closed(self) -> None:
        today = self.contexte.services.today()
        self._acces.ask(partial(proposed, today=today), Reponses(self, self._on_found, self.tell_failure))

    def _ask_about(self, nom: str) -> None:
        self._acces.ask_latest(partial(about, nom=nom), Reponses(self, self._on_found, self.tell_failure), suite=SUITE)

    def _on_found(self, traces: Traces) -> None:
        self._autres = traces.autres
        self._show(traces.traces)
        ici, self._en_attente = self._en_attente, None
        if traces.traces and ici is not None and ici is self.window().focusWidget() and self.quoi.value() == CLOS:
            self.liste.setFocus()

    def _show(self, traces: Sequence[TraceGardee]) -> None:
        self.liste.show_traces(traces)
        for widget in (self.liste, self.tout):
            widget.setVisible(bool(traces))
        self.liste.setMinimumHeight(current_theme().px(240) if traces else 0)

    def _line(self, trace: TraceGardee, cochee: bool) -> Ligne:  # noqa: FBT001 - what the list asks for
        demarche = self._presentation.demarche(trace.demarche)
        masque = self.textes("suivi.nom_masque") if self._discreet and trace.personne else trace.personne
        qui = " · ".join(part for part in (masque or self.textes("suivi.anonyme"), trace.organisme) if part)
        etat = self.say(f"genres.{trace.genre}", date=date_courte(trace.le)) if trace.le else self.say("genres.jamais_envoye")
        proche = [self.say("proche")] if trace.proche else []
        dessous = "\n".join((qui, *proche, etat))
        mot, teinte = ("sera_efface", Teinte.RETARD) if cochee else ("reste", Teinte.CLOS)
        return Ligne(trace.id, f"{self._reference(trace)} · {demarche}", dessous, self.say(mot), teinte)

    def _reference(self, trace: TraceGardee) -> str:
        return self.say("brouillon") if trace.genre is GenreTrace.BROUILLON else trace.id

    def _on_ticks(self) -> None:
        cochees, toutes = len(self.liste.cochees), len(self.liste.traces)
        self.suite.hold(self._acces.raison or ("" if cochees else self.textes("commun.rien_de_coche")))
        self.compte.setText(self._counted(cochees, toutes))
        self.liste.setAccessibleName(self.compte.text())

    def _counted(self, cochees: int, toutes: int) -> str:
        if not toutes:
            if self.quoi.value() == PERSONNE:
                return self.say("personne_vide" if self.nom.text().strip() else "personne_attente")
            return self.say("clos_vide")
        dits = [self.say("coches", coches=cochees, total=toutes)]
        if self._autres:
            dits.append(self.say(f"autres_{self.quoi.value()}", nombre=self._autres))
        return " ".join(dits)

    # Erasing.

    def go_on(self) -> None:
        """Says what is lost, the way back first."""
        cochees = self.liste.cochees
        if not cochees:
            return
        noms = [self._reference(trace) for trace in cochees[:NOMMES]]
        lesquels = ", ".join(noms) + (_ENCORE if len(cochees) > NOMMES else "")
        texte = self.say("perdu" if len(cochees) > 1 else "perdu_un", nombre=len(cochees), lesquels=lesquels)

        def erase() -> None:
            self.erase(lambda coffre: erasing(coffre, cochees))

        self.ask_before_erasing(texte, erase=erase, keep=self._on_kept)

    def _on_kept(self) -> None:
        self.hush()
        self.liste.setFocus()


class PageConservation(Page):
    """The screen, in the window.

    What is typed on it is not kept when the coffre is locked, which is said there: it is one name, often that of someone about
    to be erased, that would be written in the coffre by the very screen that takes it away.
    """

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.ecran = EcranConservation(contexte)
        Colonne(self, ecart=0).addWidget(self.ecran)
        self.ecran.back_asked.connect(lambda: self.page_wanted.emit(Destination("suivi")))

    def arrive(self, quoi: Quoi | None = None) -> None:
        """For what is closed, or a person if « personne » is named."""
        if isinstance(quoi, VersPartie) and quoi.id in (CLOS, PERSONNE):
            self.ecran.choose(quoi.id)
        self.ecran.arrive()

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self.ecran.clear()

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self.ecran.be_discreet(discreet=discreet)

    def day_changed(self, today: dt.date) -> None:  # noqa: ARG002 - asked again where it is needed
        """What may be erased depends on today."""
        self.ecran.ask()
