"""« Relire un écrit »: a comment about to be typed in a file, and what had better be taken out of it. Nothing is kept."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.grille.relecture import AReprendre, GenreReprise, reread
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.dossier.non_lu import tell_unread
from droits_usagers.services.grille.textes import TexteDocument, read_what_can_be
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonSecondaire,
    Champ,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    Nature,
    Rangee,
    TexteLong,
)
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.places import qt_place
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.destination import Destination, Quoi, VersFiche
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page

if TYPE_CHECKING:
    from pathlib import Path

#: Without a key for so many milliseconds, one looks at what was typed.
PAUSE = 300
SUITE = "grille.relecture"
_FICHIER = "grille.relecture.fichier"
#: Before the rank of a line that says what was not read.
_MUETTE = "muette"
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
        #: What of the file that was opened was not read, in words.
        self._non_lus: tuple[str, ...] = ()
        #: How one says which file it is; asked by a dialog.
        self.ask_file: Callable[[], Path | None] = lambda: ask_file(self, self._say("fichier_titre"))
        self.ouvrir = BoutonSecondaire(self._say("ouvrir"), icone="fiches")
        self._avis = Avis("", mot="")
        self.texte = TexteLong(lignes=_LIGNES)
        self.dit = Libelle()
        self.liste = ListeMontree()
        self.liste.setAccessibleName(self._say("liste"))
        self.fiche = BoutonLien(self._say("fiche"), icone="fiches")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        contenu, gauche, droite = QWidget(), Colonne(ecart=8), Colonne(ecart=8)
        gauche.addWidget(Champ(Intitule(self._say("titre"), self._say("aide")), self.texte))
        gauche.addWidget(self.ouvrir, 0, Qt.AlignmentFlag.AlignLeading)
        gauche.addWidget(self._avis)
        self._avis.hide()
        gauche.addStretch(1)
        droite.addWidget(self.dit)
        droite.addWidget(self.liste, 1)
        droite.addWidget(self.fiche, 0, Qt.AlignmentFlag.AlignLeading)
        self._corps = Rangee(contenu, ecart=24, marges=(24, 24, 24, 16))
        self._corps.addLayout(gauche, 1)
        self._corps.addLayout(droite, 1)
        Colonne(self, ecart=0).addWidget(Defilement(contenu))
        self.texte.textChanged.connect(self._on_typed)
        self._pause.timeout.connect(self._look)
        self.ouvrir.clicked.connect(lambda _checked=False: self._open())
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
        """It is kept nowhere, an opened coffre included, as is promised beside it; that is said.

        It is the comment of another software, with names in it that this one exists to take out: it was only copied here.
        """
        done(self.textes("relecture.verrouillage") if self.occupied else "")

    def clear(self) -> None:
        """Nothing of it is kept."""
        for suite in (SUITE, _FICHIER):
            self.contexte.operations.forget(suite)
        self._non_lus = ()
        self._hush()
        self.texte.clear()
        self._pause.stop()
        self._show(())
        self.be_discreet(discreet=False)

    def be_discreet(self, *, discreet: bool) -> None:
        """What is typed, and what is quoted of it."""
        self._masque = discreet
        self.texte.conceal(masque=discreet)
        self._show(self._trouves)

    # A file

    def _open(self) -> None:
        self._hush()
        chemin = self.ask_file()
        if chemin is not None:
            lire = partial(read_what_can_be, chemin, self.contexte.services.liseuse)
            reponses = Reponses(self, self._on_read, self._on_failure)
            self.contexte.operations.run_latest(self.contexte.services.rendu, lire, reponses, suite=_FICHIER)

    def _hush(self) -> None:
        self._avis.hide()
        self._avis.say("", mot="")

    def _on_read(self, document: TexteDocument) -> None:
        """In place of what was there: what is typed over it is of it."""
        self.texte.setPlainText(document.texte)
        coupe = (self._say("coupe"),) if document.coupe else ()
        self._trouves, self._non_lus = (), (*tell_unread(document.non_lus, self.textes), *coupe)
        self._show_lines()
        # Nothing is said to have been found or not before it was looked for.
        self.dit.setText(self._say("en_partie") if self._non_lus else "")
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.texte, " ".join(filter(None, (self.dit.text(), *self._non_lus))))
        self._look()

    def _on_typed(self) -> None:
        self._pause.start()
        if not self.occupied:
            # Nothing is left of the file.
            self._non_lus = ()

    def _on_failure(self, error: ExpectedError) -> None:
        """Beside what opens a file: what was typed is as it was."""
        self._avis.say(
            self.contexte.operations.sentence(error), mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION
        )
        self._avis.show()

    # What is found

    def _look(self) -> None:
        texte, catalogue = self.texte.toPlainText(), self.contexte.services.catalogue
        reponses = Reponses(self, self._show, lambda _error: self.dit.setText(""))
        self.contexte.operations.run_latest(
            self.contexte.services.rendu, lambda: reread(texte, catalogue.ecarts, catalogue.releve), reponses, suite=SUITE
        )

    def _show(self, trouves: tuple[AReprendre, ...]) -> None:
        self._trouves = trouves
        nombre = "rien" if not trouves else "un" if len(trouves) == 1 else "plusieurs"
        dit = self._say(nombre if self.occupied else "vide", nombre=len(trouves))
        if self._non_lus:
            # Nothing is said of what was not read.
            dit = " ".join(filter(None, (dit if trouves else "", self._say("en_partie"))))
        self.dit.setText(dit)
        self._show_lines()

    def _show_lines(self) -> None:
        trouves = self._trouves
        self.liste.setVisible(bool(trouves or self._non_lus))
        muettes = [self._mute_line(rang, quoi) for rang, quoi in enumerate(self._non_lus)]
        self.liste.show_lines([*muettes, *(self._line(rang, un) for rang, un in enumerate(trouves))])

    def _mute_line(self, rang: int, quoi: str) -> Ligne:
        titre = f"{quoi[:1].upper()}{quoi[1:]}"
        return Ligne(
            f"{_MUETTE}{rang}",
            titre,
            self._say("pas_lu_pourquoi"),
            mot=self._say("pas_lu"),
            etat=Teinte.SEMAINE,
            icone="attention",
        )

    def _line(self, rang: int, un: AReprendre) -> Ligne:
        extrait = self.textes("grille.masque") if self._masque else " ".join(un.texte.split())
        releve = un.genre is GenreReprise.RELEVE
        mot = self.textes(f"releve.genre.{un.quoi}") if releve else self._say(f"genre.{un.genre}", quoi=un.quoi)
        pourquoi = self._say(f"pourquoi.{un.genre}")
        return Ligne(str(rang), extrait, pourquoi, mot=mot, etat=Teinte.SEMAINE, icone=_ICONES[un.genre])

    def _on_line(self, id_: str) -> None:
        """To where it stands; what was not read stands nowhere."""
        if id_.startswith(_MUETTE):
            return
        un, curseur = self._trouves[int(id_)], self.texte.textCursor()
        avant = self.texte.toPlainText()
        curseur.setPosition(qt_place(avant, un.debut))
        curseur.setPosition(qt_place(avant, un.fin), curseur.MoveMode.KeepAnchor)
        self.texte.setTextCursor(curseur)
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        large = self.width() >= current_theme().px(_LARGE)
        self._corps.setDirection(QBoxLayout.Direction.LeftToRight if large else QBoxLayout.Direction.TopToBottom)
        self.texte.show_lines(_LIGNES if large else _PEU)
