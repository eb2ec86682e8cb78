"""« Case »: what one source says of one point, as typed or pasted; what had better be known of it is said calmly beside."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.grille import Source
from droits_usagers.services.grille.examen import Case, Remarques, remarks_on
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Colonne,
    Defilement,
    Libelle,
    Nature,
    Pied,
    TexteLong,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

#: Without a key for so many milliseconds, one looks at what was typed.
PAUSE = 300
SUITE = "grille.case"
#: Lines of text where there is room, from so high at 100 %, and where there is little.
LIGNES, HAUTE, PEU = 9, 400, 3


class FaceCase(QWidget):
    """`written`: what is typed is to be kept. `left`: the person goes back to the grille. `old_wanted`: to the old articles."""

    written = Signal(object, str)
    left = Signal()
    old_wanted = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte, self._textes = contexte, contexte.textes
        self._say = self._textes.under("grille.case_")
        self._case: Case | None = None
        self._source: Source | None = None
        self._garde = self._montre = ""
        self._point = Libelle(gras=True)
        self._nom = Libelle(teinte=Teinte.DOUX)
        self.texte = TexteLong(lignes=LIGNES)
        self.valider = BoutonPrimaire(self._say("valider"), touche=self._textes("commun.ctrl_entree"))
        self.renoncer = BoutonSecondaire(self._say("renoncer"))
        self._remarques = Colonne(ecart=8)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()
        self.show_case(None, None, "", nom="")

    def _lay_out(self) -> None:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=8, marges=(2, 0, 8, 8))
        colonne.addWidget(self._point)
        colonne.addWidget(self._nom)
        colonne.addWidget(self.texte)
        self._aide = Libelle(self._say("aide"), teinte=Teinte.DOUX)
        colonne.addWidget(self._aide)
        colonne.addLayout(Pied(self.renoncer, self.valider, ecart=8))
        colonne.addLayout(self._remarques)
        colonne.addStretch(1)
        Colonne(self, ecart=0).addWidget(Defilement(contenu))

    def _connect(self) -> None:
        self.texte.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._look)
        self.valider.clicked.connect(lambda _checked=False: self._on_validated())
        self.valider.bind_enter(self, plain=False)
        self.renoncer.clicked.connect(lambda _checked=False: self._on_given_up())
        bind("Esc", self, self._on_given_up)

    # What the editor tells it

    def show_case(self, case: Case | None, source: Source | None, texte: str, *, nom: str) -> None:
        """What this cell holds; None where there is no source yet."""
        self._case, self._source = case, source
        self._point.setText(self._textes(f"ecarts.points.{case[1]}") if case else self._say("aucune"))
        self._nom.setText(nom)
        self.texte.setAccessibleName(self._textes("grille.case", point=self._point.text(), source=nom) if case else "")
        self.texte.setAccessibleDescription(self._say("aide"))
        self.keep(texte)
        for widget in (self.texte, self._aide, self.valider, self.renoncer):
            widget.setVisible(case is not None)

    def keep(self, texte: str) -> None:
        """What the cell now holds."""
        self._garde = texte
        self.texte.setPlainText(texte)
        # Qt gives back plain spaces for those that do not break: that is no change.
        self._montre = self.texte.toPlainText()
        self.texte.document().clearUndoRedoStacks()
        self._pause.stop()
        self._look()

    @property
    def is_dirty(self) -> bool:
        """True if something typed was not kept yet."""
        return self._case is not None and self.texte.toPlainText() != self._montre

    @property
    def typed(self) -> tuple[Case, str] | None:
        """What is typed and was not kept yet, and where it goes."""
        return (self._case, self.texte.toPlainText()) if self._case is not None and self.is_dirty else None

    def flush(self) -> None:
        """What is typed is kept, wherever one goes."""
        if self.is_dirty:
            self.written.emit(self._case, self.texte.toPlainText())

    def begin(self) -> None:
        """The cursor where one goes on writing."""
        self.texte.moveCursor(self.texte.textCursor().MoveOperation.End)
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self, texte: str) -> None:
        """What begins to be typed, after what is there."""
        self.begin()
        self.texte.insertPlainText(f"\n\n{texte}" if self._garde else texte)

    def paste(self) -> None:
        """What is in the clipboard, after what is there."""
        self.go_on("")
        self.texte.paste()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many lines as leave what one does with them in view."""
        super().resizeEvent(event)
        self.texte.show_lines(LIGNES if self.height() >= current_theme().px(HAUTE) else PEU)

    def conceal(self, *, masque: bool) -> None:
        """Hides what is typed, or shows it again."""
        self.texte.conceal(masque=masque)

    def clear(self) -> None:
        """Holds nothing."""
        self.show_case(None, None, "", nom="")
        self.texte.clear()
        self.conceal(masque=False)

    # What is typed

    def _on_validated(self) -> None:
        self.flush()
        self.left.emit()

    def _on_given_up(self) -> None:
        self.keep(self._garde)
        self.left.emit()

    def _look(self) -> None:
        texte, source, catalogue = self.texte.toPlainText(), self._source, self._contexte.services.catalogue
        if source is None or not texte.strip():
            self._contexte.operations.forget(SUITE)
            self._show_remarks(Remarques())
            return
        reponses = Reponses(self, self._show_remarks, lambda _error: None)
        operations, rendu = self._contexte.operations, self._contexte.services.rendu
        operations.run_latest(rendu, lambda: remarks_on(source, texte, catalogue), reponses, suite=SUITE)

    def _show_remarks(self, remarques: Remarques) -> None:
        avis: list[QWidget] = []
        if remarques.nomme:
            avis.append(self._notice(self._say("nomme")))
        genres = (self._textes(f"releve.genre.{genre}") for genre in remarques.numeros)
        avis.extend(self._notice(self._say("numero", genre=genre)) for genre in genres)
        if remarques.anciens:
            articles = ", ".join(ancien.ancien for ancien in remarques.anciens)
            ancien = self._notice(self._say("anciens", articles=articles))
            voir = BoutonSecondaire(self._say("voir_anciens"))
            voir.clicked.connect(lambda _checked=False: self.old_wanted.emit())
            ancien.add_button(voir)
            avis.append(ancien)
        replace_all(self._remarques, avis)

    def _notice(self, phrase: str) -> Avis:
        return Avis(phrase, mot=self._textes("assistant.constats.mot"), nature=Nature.INFORMATION)
