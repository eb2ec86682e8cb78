"""« Relire un écrit »: a comment about to be typed in a file, and what had better be taken out of it. Nothing is kept."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.grille.relecture import AReprendre, GenreReprise, reread
from droits_usagers.ui.composants import BoutonLien, Champ, Colonne, Defilement, Intitule, Libelle, Rangee, TexteLong
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.destination import Destination, Quoi, VersFiche
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page

#: Without a key for so many milliseconds, one looks at what was typed.
PAUSE = 300
SUITE = "grille.relecture"
#: Side by side from this width on, at 100 %; lines of text there, and where there is little room.
_LARGE, _LIGNES, _PEU = 760, 16, 6
_ICONES = {
    GenreReprise.RELEVE: "personne_suivante",
    GenreReprise.SENSIBLE: "attention",
    GenreReprise.JUGEMENT: "aide",
}


class PageRelecture(Page):
    """What is typed here is about someone: it is hidden as the rest, and forgotten with it."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._say = self.textes.under("relecture")
        self._trouves: tuple[AReprendre, ...] = ()
        self._masque = False
        self.texte = TexteLong(lignes=_LIGNES)
        self.dit = Libelle()
        self.liste = ListeMontree()
        self.liste.setAccessibleName(self._say("liste"))
        self.fiche = BoutonLien(self._say("fiche"), icone="fiches")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        contenu, gauche, droite = QWidget(), Colonne(ecart=8), Colonne(ecart=8)
        gauche.addWidget(Champ(Intitule(self._say("titre"), self._say("aide")), self.texte))
        gauche.addStretch(1)
        droite.addWidget(self.dit)
        droite.addWidget(self.liste, 1)
        droite.addWidget(self.fiche, 0, Qt.AlignmentFlag.AlignLeading)
        self._corps = Rangee(contenu, ecart=24, marges=(24, 24, 24, 16))
        self._corps.addLayout(gauche, 1)
        self._corps.addLayout(droite, 1)
        Colonne(self, ecart=0).addWidget(Defilement(contenu))
        self.texte.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._look)
        self.liste.line_opened.connect(self._on_line)
        self.fiche.clicked.connect(lambda _checked=False: self.page_wanted.emit(Destination("fiches", VersFiche("ecrits"))))
        self._show(())

    # What the window asks of a page

    @property
    def occupied(self) -> bool:
        """True if something is typed."""
        return bool(self.texte.toPlainText().strip())

    def arrive(self, quoi: Quoi | None = None) -> None:  # noqa: ARG002 - nothing on it can be named
        """Where one types."""
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """It is kept nowhere, which is said."""
        done(self.textes("relecture.verrouillage") if self.occupied else "")

    def clear(self) -> None:
        """Nothing of it is kept."""
        self.contexte.operations.forget(SUITE)
        self.texte.clear()
        self._pause.stop()
        self._show(())
        self.be_discreet(discreet=False)

    def be_discreet(self, *, discreet: bool) -> None:
        """What is typed, and what is quoted of it."""
        self._masque = discreet
        self.texte.conceal(masque=discreet)
        self._show(self._trouves)

    # What is found

    def _look(self) -> None:
        texte, catalogue = self.texte.toPlainText(), self.contexte.services.catalogue
        reponses = Reponses(self, self._show, lambda _error: None)
        self.contexte.operations.run_latest(
            self.contexte.services.rendu, lambda: reread(texte, catalogue.ecarts, catalogue.releve), reponses, suite=SUITE
        )

    def _show(self, trouves: tuple[AReprendre, ...]) -> None:
        self._trouves = trouves
        nombre = "rien" if not trouves else "un" if len(trouves) == 1 else "plusieurs"
        self.dit.setText(self._say(nombre if self.occupied else "vide", nombre=len(trouves)))
        self.liste.setVisible(bool(trouves))
        self.liste.show_lines([self._line(rang, un) for rang, un in enumerate(trouves)])

    def _line(self, rang: int, un: AReprendre) -> Ligne:
        extrait = self.textes("grille.masque") if self._masque else " ".join(un.texte.split())
        releve = un.genre is GenreReprise.RELEVE
        mot = self.textes(f"releve.genre.{un.quoi}") if releve else self._say(f"genre.{un.genre}", quoi=un.quoi)
        pourquoi = self._say(f"pourquoi.{un.genre}")
        return Ligne(str(rang), extrait, pourquoi, mot=mot, etat=Teinte.SEMAINE, icone=_ICONES[un.genre])

    def _on_line(self, id_: str) -> None:
        """To where it stands."""
        un, curseur = self._trouves[int(id_)], self.texte.textCursor()
        avant = self.texte.toPlainText()
        curseur.setPosition(_to_qt(avant, un.debut))
        curseur.setPosition(_to_qt(avant, un.fin), curseur.MoveMode.KeepAnchor)
        self.texte.setTextCursor(curseur)
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        large = self.width() >= current_theme().px(_LARGE)
        self._corps.setDirection(QBoxLayout.Direction.LeftToRight if large else QBoxLayout.Direction.TopToBottom)
        self.texte.show_lines(_LIGNES if large else _PEU)


def _to_qt(texte: str, place: int) -> int:
    """Beyond the basic plane, Qt counts two for a character."""
    return len(texte[:place].encode("utf-16-le")) // 2
