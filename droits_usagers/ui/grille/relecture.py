"""« Relire un écrit »: a comment about to be typed somewhere, or a file; a copy without what is taken out. Nothing is kept.

Each sentence in which something is found is left, taken out or rewritten.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.grille.relecture import GenreReprise, PhraseARelire, reread, sentences_to_reread, without
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.fichiers_recus import GenreFichier
from droits_usagers.services.dossier.masquage import CopieMasquee, PdfAMasquer, PhotoAMasquer, tell_masked
from droits_usagers.services.dossier.pieces import tell_unread
from droits_usagers.services.grille.marquage import TEXTE, WORD, TexteDocument, masked, read_what_can_be, written
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
    Progres,
    Rangee,
    TexteLong,
)
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.ligne_decidee import qt_place
from droits_usagers.ui.composants.theme import current_theme
from droits_usagers.ui.controle.retenue import Retenue
from droits_usagers.ui.dossier.copie_a_garder import page_of
from droits_usagers.ui.dossier.vue_page import VuePage
from droits_usagers.ui.grille.phrases_relues import LigneARelire, PhrasesRelues
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.destination import Destination, Quoi, VersEcrit, VersFiche
from droits_usagers.ui.socle.images import image_of, read_image
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page

if TYPE_CHECKING:
    from pathlib import Path

    from droits_usagers.domain.controle.libre import Libre
    from droits_usagers.domain.socle.masques import Masques
    from droits_usagers.domain.socle.promesses import Preuve
    from droits_usagers.services.dossier.pieces import Liseuse, Recu
    from droits_usagers.services.socle.travail import Tache, Unites


class CopieDImages(QObject):
    """`made`: the file, and what is said of it. `failed`: an ExpectedError."""

    made = Signal(bytes, str)
    failed = Signal(object)

    def __init__(self, contexte: Contexte, parent: QObject) -> None:
        super().__init__(parent)
        self._contexte, self._textes = contexte, contexte.textes
        self._tache: Tache | None = None
        self.progres = Progres(self._textes("visionneuse.masquage.arreter"))
        self.progres.stop_asked.connect(self.stop)

    def make(self, document: "TexteDocument", retirees: "Sequence[PhraseARelire]", couvertes: Collection[int]) -> None:
        """Of this file, one at a time. `couvertes`: the pages, from 1, of which nothing is left."""
        recu, faites = document.recu, list["tuple[Masques, CopieMasquee]"]()
        if recu is None or self._tache is not None:
            return

        def units() -> "Unites[None]":
            image = recu.genre is GenreFichier.IMAGE
            source = PhotoAMasquer(page_of(recu.contenu)) if image else PdfAMasquer(recu.contenu, recu.nom)
            faites.append((yield from masked(source, document, retirees, couvertes=couvertes)))

        reponses = Reponses(
            self,
            lambda _: self._on_made(*faites[0]),
            self._on_failure,
            on_progress=self.progres.show_progress,
            on_cancelled=lambda _: self._end(),
        )
        self._tache = self._contexte.operations.run_units(self._contexte.services.rendu, units, reponses)
        self.progres.begin(self._textes("visionneuse.masquage.fait_la_copie"))

    def stop(self) -> None:
        """Makes no more of its pages."""
        if self._tache is not None:
            self._tache.cancel()

    def give_up(self) -> None:
        """Nobody wants it any more."""
        self.stop()
        self._end()

    def _end(self) -> None:
        self._tache = None
        self.progres.end()

    def _on_made(self, masques: "Masques", copie: CopieMasquee) -> None:
        if self._tache is None:
            return
        self._end()
        self.made.emit(copie.contenu, " ".join(tell_masked(copie, masques, self._textes)))

    def _on_failure(self, error: ExpectedError) -> None:
        self._end()
        self.failed.emit(error)


def drawn_page(liseuse: "Liseuse", recu: "Recu", *, rang: int, largeur: int) -> QImage:
    """For a worker: a page of a file, as wide as that. Raises ExpectedError PIECE_ILLISIBLE."""
    if recu.genre is GenreFichier.IMAGE:
        return read_image(recu.contenu)
    liseuse.open(recu.contenu)
    try:
        return image_of(liseuse.page(rang, largeur))
    finally:
        liseuse.close()


#: Without a key for so many milliseconds, one looks at what was typed.
PAUSE = 300
SUITE = "grille.relecture"
_FICHIER, _PAGE = "grille.relecture.fichier", "grille.relecture.page"
#: Side by side from this width on, at 100 %; lines of text there, and where there is little room.
_LARGE, _LIGNES, _PEU = 760, 16, 6
_ICONES = {
    GenreReprise.RELEVE: "personne_suivante",
    GenreReprise.SENSIBLE: "attention",
    GenreReprise.JUGEMENT: "aide",
}
#: What is drawn, and leaves as pictures.
_DESSINES = frozenset({GenreFichier.PDF, GenreFichier.IMAGE})
#: A page takes the room there is, this high at least, at 100 %.
_PLACE, _PAGE_HAUTE = 100, 360
#: So many of what was left are named.
_NOMMES = 8


class PageRelecture(Page):
    """What is typed here is about someone: it is hidden as the rest, and forgotten with it."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._say = self.textes.under("relecture")
        self._phrases: tuple[PhraseARelire, ...] = ()
        #: The file that was opened, where it is, and its text as the screen shows it.
        self._document, self._montre = TexteDocument(""), ""
        self._fichier: Path | None = None
        #: What was looked at; whether a copy was asked for meanwhile.
        self._lu, self._voulue = "", False
        #: How one says which file it is; asked by a dialog.
        self.ask_file: Callable[[], Path | None] = lambda: ask_file(self, self._say("fichier_titre"))
        self.ouvrir = BoutonSecondaire(self._say("ouvrir"), icone="fiches")
        self._avis = Avis("", mot="")
        self.texte, self.vue = TexteLong(lignes=_LIGNES), VuePage()
        self.dit = Libelle()
        self.relues = PhrasesRelues(self.textes)
        self.liste = self.relues.liste
        self.copier = BoutonSecondaire(self._say("copie.texte"), icone="enregistrer")
        self.fiche = BoutonLien(self._say("fiche"), icone="fiches")
        self._livraison = Livraison(contexte, self)
        self.retenue = Retenue.at(self._livraison)
        self.images = CopieDImages(contexte, self)
        #: What is said of the copy, once it is where one said.
        self._dire_copie: Callable[[], str] = str
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._connect()
        self._show(())

    def _lay_out(self) -> None:
        contenu, gauche, droite = QWidget(), Colonne(ecart=8), Colonne(ecart=8)
        self._champ = Champ(Intitule(self._say("titre"), self._say("aide")), self.texte)
        gauche.addWidget(self._champ)
        gauche.addWidget(self.vue, _PLACE)
        gauche.addWidget(self.ouvrir, 0, Qt.AlignmentFlag.AlignLeading)
        gauche.addWidget(self._avis)
        gauche.addWidget(self.retenue)
        gauche.addWidget(self.images.progres)
        gauche.addStretch(1)
        droite.addWidget(self.dit)
        droite.addWidget(self.relues, 1)
        droite.addWidget(self.copier, 0, Qt.AlignmentFlag.AlignLeading)
        droite.addWidget(self.fiche, 0, Qt.AlignmentFlag.AlignLeading)
        self._avis.hide()
        self.vue.setMinimumHeight(current_theme().px(_PAGE_HAUTE))
        self.vue.hide()
        self._corps = Rangee(contenu, ecart=24, marges=(24, 24, 24, 16))
        self._corps.addLayout(gauche, 1)
        self._corps.addLayout(droite, 1)
        Colonne(self, ecart=0).addWidget(Defilement(contenu))

    def _connect(self) -> None:
        self.texte.textChanged.connect(self._on_typed)
        self._pause.timeout.connect(self._look)
        self.ouvrir.clicked.connect(lambda _checked=False: self._open())
        self.relues.opened.connect(self._on_line)
        self.relues.reached.connect(self._show_page)
        self.relues.rewritten.connect(self._rewrite)
        self.relues.decided.connect(self._show_way_out)
        self.vue.width_changed.connect(lambda: self._show_page(self.relues.here))
        self.copier.clicked.connect(lambda _checked=False: self._copy())
        self.images.made.connect(self._save_images)
        self.images.failed.connect(self._on_failure)
        self._livraison.delivered.connect(self._on_delivered)
        self._livraison.impeded.connect(self._on_failure)
        self.fiche.clicked.connect(lambda _checked=False: self.page_wanted.emit(Destination("fiches", VersFiche("ecrits"))))

    # What the window asks of a page

    @property
    def occupied(self) -> bool:
        """True if something is typed."""
        return bool(self.texte.toPlainText().strip())

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Where one types; with a file to read, unless something typed would be lost."""
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(quoi, VersEcrit) and self.occupied and self.texte.toPlainText() != self._montre:
            self._tell(self._say("occupee", fichier=quoi.chemin.name), Nature.ATTENTION)
        elif isinstance(quoi, VersEcrit):
            self._read(quoi.chemin)

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """It is kept nowhere, an opened coffre included, as is promised beside it; that is said.

        It is the comment of another software, with names in it that this one exists to take out: it was only copied here.
        """
        done(self.textes("relecture.verrouillage") if self.occupied else "")

    def clear(self) -> None:
        """Nothing of it is kept."""
        self._fichier = None
        for suite in (SUITE, _FICHIER, _PAGE):
            self.contexte.operations.forget(suite)
        self._document, self._montre = TexteDocument(""), ""
        self._lu, self._voulue = "", False
        self._hush()
        self.images.give_up()
        self._livraison.clear()
        self._dire_copie = str
        self.retenue.hush()
        self.texte.clear()
        self._pause.stop()
        self.relues.clear()
        self._show(())
        self.be_discreet(discreet=False)

    def be_discreet(self, *, discreet: bool) -> None:
        """What is typed, and what is quoted of it."""
        self.texte.conceal(masque=discreet)
        self.relues.conceal(masque=discreet)
        self.vue.viewport().setVisible(not discreet)

    # A file

    def _open(self) -> None:
        self._hush()
        chemin = self.ask_file()
        if chemin is not None:
            self._read(chemin)

    def _read(self, chemin: "Path") -> None:
        self._hush()
        lire = partial(read_what_can_be, chemin, self.contexte.services.liseuse)
        reponses = Reponses(self, partial(self._on_read, chemin), self._on_failure)
        self.contexte.operations.run_latest(self.contexte.services.rendu, lire, reponses, suite=_FICHIER)

    def _hush(self) -> None:
        self._avis.hide()
        self._avis.say("", mot="")

    def _on_read(self, chemin: "Path", document: TexteDocument) -> None:
        """In place of what was there: what is typed over it is of it."""
        self.relues.clear()
        self._fichier = chemin
        self.texte.setPlainText(document.texte)
        self._document, self._montre = document, self.texte.toPlainText()
        self._phrases = ()
        self._show_lines()
        # Nothing is said to have been found or not before it was looked for.
        muettes = [*self._mute_lines()]
        self.dit.setText(self._say("en_partie") if muettes else "")
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.texte, " ".join(filter(None, (self.dit.text(), *(ligne.texte for ligne in muettes)))))
        self._look()

    def _on_typed(self) -> None:
        self._pause.start()
        if self.occupied is not bool(self._montre.strip()):
            # Nothing is left of the file, or what is typed beside its picture is another text.
            self._document, self._montre = TexteDocument(""), ""

    @property
    def _is_drawn(self) -> bool:
        """True for a file of pages, as it came: what leaves of it is pictures. Typed over, it is a text."""
        recu = self._document.recu
        return recu is not None and recu.genre in _DESSINES and self.texte.toPlainText() == self._montre

    def _on_failure(self, error: ExpectedError) -> None:
        """Beside what opens a file: what was typed is as it was."""
        self._tell(self.contexte.operations.sentence(error), Nature.ATTENTION)

    # What is found

    def _look(self) -> None:
        texte, catalogue = self.texte.toPlainText(), self.contexte.services.catalogue

        def look() -> tuple[PhraseARelire, ...]:
            return sentences_to_reread(texte, reread(texte, catalogue.ecarts, catalogue.releve))

        def show(phrases: tuple[PhraseARelire, ...]) -> None:
            self._lu, voulue, self._voulue = texte, self._voulue, False
            self._show(phrases)
            if voulue:
                self._copy()

        self._pause.stop()
        reponses = Reponses(self, show, lambda _error: self.dit.setText(""))
        self.contexte.operations.run_latest(self.contexte.services.rendu, look, reponses, suite=SUITE)

    def _show(self, phrases: tuple[PhraseARelire, ...]) -> None:
        self._phrases = phrases
        nombre = "rien" if not phrases else "un" if len(phrases) == 1 else "plusieurs"
        dit = self._say(nombre if self.occupied else "vide", nombre=len(phrases))
        if any(True for _ in self._mute_lines()):
            # Nothing is said of what was not read.
            dit = " ".join(filter(None, (dit if phrases else "", self._say("en_partie"))))
        self.dit.setText(dit)
        self._show_lines()

    def _show_lines(self) -> None:
        self.relues.show_lines([*self._mute_lines(), *map(self._line, self._phrases)])

    def _mute_lines(self) -> Iterator[LigneARelire]:
        """What was not read: page by page, each to be looked at, where pages leave."""
        document, dessine = self._document, self._is_drawn
        image = dessine and not document.pages
        par_page = [un for un in document.non_lus if un.page]
        for un in par_page if dessine else ():
            yield self._mute_line(*tell_unread((un,), self.textes), page=un.page)
        autres = [un for un in document.non_lus if not un.page] if dessine else document.non_lus
        for dit in tell_unread(autres, self.textes):
            yield self._mute_line(dit, page=1 if image else 0)
        if document.coupe:
            yield self._mute_line(self._say("coupe"))

    def _mute_line(self, dit: str, *, page: int = 0) -> LigneARelire:
        return LigneARelire(
            f"{page}:{dit}",
            f"{dit[:1].upper()}{dit[1:]}",
            self._say("pas_lu_pourquoi" if page or not self._is_drawn else "pas_lu_couvert"),
            pourquoi=self._say("page_pourquoi"),
            icone="attention",
            decide=bool(page),
            page=page,
            recrite=False,
        )

    def _line(self, phrase: PhraseARelire) -> LigneARelire:
        dits: dict[str, list[str]] = {}
        for un in phrase.trouves:
            releve = un.genre is GenreReprise.RELEVE
            mot = self.textes(f"releve.genre.{un.quoi}") if releve else self._say(f"genre.{un.genre}", quoi=un.quoi)
            dits.setdefault(mot, []).extend([" ".join(un.texte.split())] if releve else [])
        genres = dict.fromkeys(un.genre for un in phrase.trouves)
        return LigneARelire(
            phrase.cle,
            phrase.texte,
            " ".join(f"{mot} : {', '.join(dict.fromkeys(quoi))}." if quoi else f"{mot}." for mot, quoi in dits.items()),
            pourquoi=" ".join(self._say(f"pourquoi.{genre}") for genre in genres),
            icone=_ICONES[phrase.trouves[0].genre],
            places=phrase.places,
            releves=phrase.releves,
            recrite=not self._is_drawn,
        )

    def _on_line(self, ligne: LigneARelire | None) -> None:
        """To where it stands; what was not read stands nowhere."""
        phrase = next((une for une in self._phrases if ligne is not None and une.cle == ligne.cle), None)
        if phrase is not None:
            self._choose(phrase.lieux[0])
            self.texte.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, place: tuple[int, int]) -> None:
        avant, curseur = self.texte.toPlainText(), self.texte.textCursor()
        curseur.setPosition(qt_place(avant, place[0]))
        curseur.setPosition(qt_place(avant, place[1]), curseur.MoveMode.KeepAnchor)
        self.texte.setTextCursor(curseur)

    def _rewrite(self, ligne: LigneARelire, texte: str) -> None:
        """Wherever it stands; Undo brings it back."""
        phrase = next((une for une in self._phrases if une.cle == ligne.cle), None)
        curseur = self.texte.textCursor()
        curseur.beginEditBlock()
        for place in reversed(phrase.lieux if phrase is not None else ()):
            self._choose(place)
            self.texte.textCursor().insertText(texte)
        curseur.endEditBlock()
        self._look()

    def _show_page(self, ligne: LigneARelire | None) -> None:
        """The page that no reading sees, beside what is decided of it; else the text."""
        page, recu = ligne.page if ligne is not None else 0, self._document.recu
        self._champ.setVisible(not page)
        self.vue.setVisible(bool(page))
        if ligne is None or not page or recu is None:
            self.vue.show_page(QImage())
            return
        services = self.contexte.services
        dessiner = partial(drawn_page, services.liseuse, recu, rang=page - 1, largeur=self.vue.page_width())
        self.vue.setAccessibleName(ligne.texte)
        reponses = Reponses(self, self.vue.redraw_page, self._on_failure)
        self.contexte.operations.run_latest(services.rendu, dessiner, reponses, suite=_PAGE)

    # The copy

    def _show_way_out(self) -> None:
        self.copier.setVisible(bool(self._phrases) or bool(self.relues.retirees or self.relues.laissees))
        self.copier.set_up(self._say("copie.images" if self._is_drawn else "copie.texte"))

    def _copy(self) -> None:
        """Of what is decided, all of it."""
        self._hush()
        if self.texte.toPlainText() != self._lu:
            # What was just typed is looked at first.
            self._voulue = True
            self._look()
            return
        if reste := self.relues.reste:
            self._tell(self._say("copie.avant" if reste > 1 else "copie.avant_une", nombre=reste), Nature.ATTENTION)
            self.relues.focus_undecided()
            return
        if self._is_drawn:
            retirees = self.relues.retirees
            pages = [ligne.page for ligne in self._mute_lines() if ligne.cle in retirees]
            self.images.make(self._document, [une for une in self._phrases if une.cle in retirees], pages)
        elif dit := without(self.texte.toPlainText(), self.relues.retirees):
            self._save_text(dit)
        else:
            self._tell(self._say("copie.rien"), Nature.ATTENTION)

    def _save_text(self, reste: str) -> None:
        retirees, bilan = self.relues.retirees, self._bilan()
        recu = self._document.recu
        suffixe = WORD if recu is not None and recu.genre is GenreFichier.WORD else TEXTE
        nom = f"{self._say('copie.nom')}{suffixe}"
        preuves: list[Preuve] = []

        def make() -> "Libre[bytes]":
            copie = written(reste, suffixe, retirees)
            preuves[:] = [copie.relue]
            return self._release(copie.contenu, reste, nom)

        self._dire_copie = lambda: " ".join((self._say.promise("copie.faite", *preuves), bilan))
        self._livraison.save_bytes(make, nom, self._fichier)

    def _save_images(self, contenu: bytes, dit: str) -> None:
        reste, nom, bilan = (
            without(self.texte.toPlainText(), self.relues.retirees),
            self._say("copie.nom_images"),
            self._bilan(),
        )
        self._dire_copie = lambda: f"{dit} {bilan}"
        self._livraison.save_bytes(lambda: self._release(contenu, reste, nom), nom, self._fichier)

    def _release(self, contenu: bytes, reste: str, nom: str) -> "Libre[bytes]":
        controle = self._livraison.controle
        return controle.release_texts(contenu, (reste,), gestes=self._livraison.gestes, nom=nom)

    def _bilan(self) -> str:
        """What was decided, counted."""
        retirees, laissees = self.relues.retirees, self.relues.laissees
        nommes = [*dict.fromkeys(releve for ligne in laissees for releve in ligne.releves)]
        lesquels = self._say("copie.lesquels", lesquels=", ".join(nommes)) if 0 < len(nommes) <= _NOMMES else ""
        nombre = len(retirees) + len(laissees)
        return self._say("copie.bilan", nombre=nombre, retirees=len(retirees), laissees=len(laissees), lesquels=lesquels)

    def _on_delivered(self, _fait: str, dit: str) -> None:
        self._livraison.gestes.clear()
        self._tell(f"{dit} {self._dire_copie()}", Nature.BIEN)

    def _tell(self, texte: str, nature: Nature) -> None:
        self._avis.say(texte, mot=self.textes(f"commun.avis.{nature}"), nature=nature)
        self._avis.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        large = self.width() >= current_theme().px(_LARGE)
        self._corps.setDirection(QBoxLayout.Direction.LeftToRight if large else QBoxLayout.Direction.TopToBottom)
        self.texte.show_lines(_LIGNES if large else _PEU)
