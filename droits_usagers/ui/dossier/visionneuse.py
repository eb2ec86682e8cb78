"""A kept file, in the window: its pages or its text. Nothing of it is written on the disk unless a copy is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QTabBar, QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.dossier.dossiers import DossierLu, Piece
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import GenreFichier, NonLu, PartieMuette, genre_of, image_format
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.histoire import PieceMontree, show_piece
from droits_usagers.services.dossier.pieces import Liseuse, Ouvert, tell_unread
from droits_usagers.services.socle.ecriture import require_there
from droits_usagers.services.suivi.lignes import Presentation
from droits_usagers.ui.apercu.texte import CopieTexte
from droits_usagers.ui.composants import Avis, BoutonLien, BoutonSecondaire, Colonne, Defilement, Libelle, Nature, Rangee
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.lecture import TexteMontre
from droits_usagers.ui.composants.mise_en_page import DefilementAjuste, replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.dossier.masquage import Masquage
from droits_usagers.ui.dossier.vue_page import VuePage
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination, Quoi, VersDossier, VersPiece
from droits_usagers.ui.socle.disposition import BAS
from droits_usagers.ui.socle.images import image_of, read_image
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page, Renvoi

_SUFFIXES = {GenreFichier.PDF: ".pdf", GenreFichier.WORD: ".docx", GenreFichier.TEXTE: ".txt"}
_IMAGES = {"jpeg": ".jpg", "png": ".png"}


class CopieDehors(QObject):
    """Asks, writes and says it in this place of a screen. Never a hidden temporary file."""

    #: Something is said there, or nothing any more.
    changed = Signal()

    def __init__(self, contexte: Contexte, place: QBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self.contexte, self.textes = contexte, contexte.textes
        self._say = self.textes.under("visionneuse")
        self._place = place
        self._acces = AccesCoffre(contexte)

    @property
    def active(self) -> bool:
        """True while something is said."""
        return self._place.count() > 0

    def close(self) -> None:
        """Says nothing any more."""
        if self.active:
            replace_all(self._place, ())
            self.changed.emit()

    def ask(self, lire: Callable[[Coffre], tuple[Piece, bytes]], nom: str) -> None:
        """Says what a copy leaves behind, before anything is written; `nom` names nobody."""
        avis = self._tell(self._say("ailleurs_sur"), mot=self._say("ailleurs_mot"), nature=Nature.ATTENTION)
        non, oui = BoutonSecondaire(self._say("ailleurs_non")), BoutonSecondaire(self._say("ailleurs_oui"))
        non.clicked.connect(lambda _checked=False: self.close())
        oui.clicked.connect(lambda _checked=False: self._read(lire, nom))
        avis.add_button(non)
        avis.add_button(oui)
        non.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, lire: Callable[[Coffre], tuple[Piece, bytes]], nom: str) -> None:
        def write(trouvee: tuple[Piece, bytes]) -> None:
            self._write(trouvee[0], trouvee[1], nom)

        self._acces.ask(lire, Reponses(self, write, self._on_failure))

    def _write(self, piece: Piece, contenu: bytes, nom: str) -> None:
        def save() -> Path | None:
            fichier = f"{nom}{_suffix(piece, contenu)}"
            # A file that was received leaves as it was kept: of it, only the name is read.
            return self.contexte.sorties().save_file(
                self.contexte.services.controle.release_as_is(contenu, nom=fichier), fichier
            )

        chemin = self.contexte.operations.attempt(save, self._on_failure)
        if chemin is None:
            return
        preuve = self.contexte.operations.attempt(lambda: require_there(chemin), self._on_failure)
        if preuve is None:
            return
        avis = self._tell(
            self._say.promise("copie_faite", preuve, fichier=str(chemin)),
            mot=self.textes("commun.avis.bien"),
            nature=Nature.BIEN,
        )
        ouvrir = BoutonSecondaire(self._say("ouvrir_copie"))
        ouvrir.clicked.connect(lambda _checked=False: self._open(chemin))
        avis.add_button(ouvrir)
        avis.add_button(self._way_back())
        ouvrir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, chemin: Path) -> None:
        self.contexte.operations.attempt(lambda: self.contexte.sorties().open_file(chemin), self._on_failure)

    def _on_failure(self, error: ExpectedError) -> None:
        phrase = self.contexte.operations.sentence(error)
        avis = self._tell(phrase, mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION)
        retour = self._way_back()
        avis.add_button(retour)
        retour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _way_back(self) -> BoutonSecondaire:
        retour = BoutonSecondaire(self._say("revoir"))
        retour.clicked.connect(lambda _checked=False: self.close())
        return retour

    def _tell(self, texte: str, *, mot: str, nature: Nature) -> Avis:
        avis = Avis(texte, mot=mot, nature=nature)
        replace_all(self._place, (avis,))
        self.changed.emit()
        return avis


def _suffix(piece: Piece, contenu: bytes) -> str:
    """What a program will know the copy by: what it is, else what its name said."""
    genre = genre_of(contenu)
    if genre in _SUFFIXES:
        return _SUFFIXES[genre]
    return _IMAGES.get(image_format(contenu)) or Path(piece.nom).suffix


#: The file to read, and the page to draw: a later one drops it.
_SUITE_PIECE, _SUITE_PAGE = "visionneuse.piece", "visionneuse.page"
_PAGE, _TEXTE = range(2)


class PageVisionneuse(Page):
    """For « reference:numero », the number of a file in its dossier."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._say = self.textes.under("visionneuse")
        self._acces = AccesCoffre(contexte)
        self._dit = Presentation(contexte.services.catalogue, contexte.services.today)
        self._montree: VersPiece | None = None
        self._ouvert = Ouvert(GenreFichier.AUTRE)
        self._piece: PieceMontree | None = None
        self._rang, self._discret, self._a_relire = 0, False, False
        #: Something was covered, that is in no copy, when all the screens were hidden.
        self._perdu = False
        #: The text of the page shown, once it was read.
        self._texte_de: int | None = None
        #: What of it is not read.
        self._manque: NonLu | None = None
        self._nom = Libelle(teinte=Teinte.DOUX)
        self._short = False
        self._onglets = QTabBar()
        self._compte = Libelle(teinte=Teinte.DOUX)
        self.vue, self.texte = VuePage(), TexteMontre()
        self._copie = CopieTexte(contexte, self.texte, self._source)
        self._message = Avis("", mot="")
        self._pile = QStackedWidget()
        self._dit_place = Colonne()
        self.precedente = BoutonSecondaire(self._say("precedente"))
        self.suivante = BoutonSecondaire(self._say("suivante"))
        self.agrandir, self.reduire = BoutonLien(self._say("agrandir")), BoutonLien(self._say("reduire"))
        self.retour = BoutonSecondaire(self._say("retour"), icone="retour")
        self.ailleurs = BoutonLien(self._say("ailleurs"), icone="enregistrer")
        self.masquer = BoutonLien(self._say("masquer"), icone="masquer")
        self.copie = CopieDehors(contexte, self._dit_place, self)
        self.masquage = Masquage(contexte, self.vue)
        #: It scrolls where text is large: the page is what is looked at.
        self._sous_la_page = DefilementAjuste(self.masquage)
        self._sous_la_page.hide()
        self._non_lu = Libelle(teinte=Teinte.DOUX)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._onglets.setDrawBase(False)
        self._onglets.setExpanding(False)
        self._onglets.setAccessibleName(self._say("onglets"))
        for face in ("page", "texte"):
            self._onglets.addTab(self._say(face))
        tete = Rangee(ecart=12)
        tete.addWidget(self._onglets)
        tete.addWidget(self._compte, 0, Qt.AlignmentFlag.AlignVCenter)
        tete.addStretch(1)
        tete.addWidget(self.reduire)
        tete.addWidget(self.agrandir)
        message = QWidget()
        dedans = Colonne(message, ecart=12)
        dedans.addWidget(self._message)
        dedans.addLayout(self._dit_place)
        dedans.addStretch(1)
        for widget in (self.vue, self.texte, Defilement(message)):
            self._pile.addWidget(widget)
        pied = Rangee(ecart=12)
        pied.addWidget(self.retour)
        pied.addWidget(self.ailleurs)
        pied.addWidget(self.masquer)
        pied.addWidget(self.masquage.renoncer)
        pied.addWidget(self.masquage.compte, 0, Qt.AlignmentFlag.AlignVCenter)
        pied.addStretch(1)
        pied.addWidget(self.precedente)
        pied.addWidget(self.suivante)
        pied.addWidget(self.masquage.garder)
        colonne = Colonne(self, ecart=8, marges=(24, 12, 24, 12))
        colonne.addWidget(self._nom)
        colonne.addLayout(tete)
        colonne.addWidget(self._non_lu)
        colonne.addWidget(self._pile, 1)
        colonne.addWidget(self._copie)
        colonne.addWidget(self._sous_la_page)
        colonne.addLayout(pied)

    def _source(self) -> Callable[[], Libre[str]]:
        """What was received is taken as it came, and the clipboard forgets it too."""
        texte, controle = self.texte.toPlainText(), self.contexte.services.controle
        return lambda: controle.release_as_is(texte)

    def _connect(self) -> None:
        self._onglets.currentChanged.connect(self._refresh)
        self.vue.width_changed.connect(self._draw)
        self.vue.turned.connect(self._turn)
        self.precedente.clicked.connect(lambda _checked=False: self._turn(-1, from_top=True))
        self.suivante.clicked.connect(lambda _checked=False: self._turn(1))
        self.agrandir.clicked.connect(lambda _checked=False: self._zoom(1))
        self.reduire.clicked.connect(lambda _checked=False: self._zoom(-1))
        self.retour.clicked.connect(lambda _checked=False: self._leave())
        self.copie.changed.connect(self._on_copy_changed)
        self.ailleurs.clicked.connect(lambda _checked=False: self._ask_copy())
        self.masquer.clicked.connect(lambda _checked=False: self._begin_covering())
        self.masquage.changed.connect(self._refresh)
        self.masquage.page_wanted.connect(self._show_page)
        self.masquage.piece_wanted.connect(self._show_other)
        bind("Escape", self, self._on_escape)

    # What the window asks of a page.

    @property
    def titre(self) -> str:
        """What it is; and what its file is called, where the height is short."""
        if self._piece is None:
            return ""
        nom = "" if self._discret or not self._short else self._piece.nom
        return " · ".join(filter(None, (self._piece.libelle, nom)))

    @property
    def compte(self) -> str:
        """The page, where it is not said above it."""
        pages = self._ouvert.pages
        return f"{self._rang + 1}/{pages}" if self._short and self._is_shown and pages else ""

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """What is above the page, where there is no room for it."""
        if not self._short or not self._is_shown or not self._ouvert.pages:
            return ()
        ici, noms = self._onglets.currentIndex(), map(self._onglets.tabText, range(self._onglets.count()))
        faces = (
            Renvoi(self.textes("entete.ici", nom=nom) if rang == ici else nom, partial(self._onglets.setCurrentIndex, rang))
            for rang, nom in enumerate(noms)
        )
        tailles = ((self.agrandir, self.vue.can_grow), (self.reduire, self.vue.can_shrink)) if ici == _PAGE else ()
        if self.masquage.active:
            tourne = ((self.suivante, self._rang < self._ouvert.pages - 1), (self.precedente, self._rang > 0))
            gestes = (*tailles, *(tourne if self._ouvert.pages > 1 else ()))
            return (*self.masquage.passages(), *(Renvoi(lien.titre, lien.click, permis=permis) for lien, permis in gestes))
        gestes = (
            *tailles,
            *(((self.ailleurs, True),) if self._piece is not None and not self.copie.active else ()),
            *(((self.masquer, True),) if self._can_cover else ()),
        )
        return (*faces, *(Renvoi(lien.titre, lien.click, permis=permis) for lien, permis in gestes))

    @property
    def occupied(self) -> bool:
        """True if something is covered that is in no copy."""
        return self.masquage.dirty

    def keep_draft(self, done: Callable[[str], None]) -> None:
        """What is covered is kept nowhere, which is said."""
        self.masquage.tell_lost(done, perdu=self.occupied or self._perdu)

    @property
    def place(self) -> VersPiece | None:
        """The file shown, to come back to it."""
        return self._montree

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Shows a file."""
        if isinstance(quoi, VersPiece):
            self._montree = quoi
        self._a_relire = False
        self._read()
        self.retour.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Nothing of the file stays, here or in the process that drew it."""
        self._montree = None
        self._empty()

    def be_discreet(self, *, discreet: bool) -> None:
        """Covers the file, or shows it again."""
        self._discret = discreet
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """One looks at something else: nothing of the file is kept meanwhile."""
        super().hideEvent(event)
        if not event.spontaneous() and self._montree is not None:
            # Left for another screen, it is hidden itself; here, it is only covered, by what locks.
            self._perdu = self.occupied and not self.isHidden()
            self._empty()
            self._a_relire = True

    def showEvent(self, event: QShowEvent) -> None:
        """Reads it again where one comes back to it."""
        super().showEvent(event)
        self._perdu = False
        if self._a_relire and self._montree is not None:
            self._a_relire = False
            self._read()

    def _empty(self) -> None:
        self._forget()
        self._refresh()
        services = self.contexte.services
        if "liseuse" in services.__dict__:
            self.contexte.operations.run(services.rendu, services.liseuse.close, Reponses(self, _nothing, _nothing))

    def _forget(self) -> None:
        """Nothing of the file shown stays on the screen."""
        self._ouvert, self._piece, self._rang, self._texte_de = Ouvert(GenreFichier.AUTRE), None, 0, None
        self.vue.show_page(QImage())
        self.texte.clear()
        self._nom.setText("")
        self._message.say("", mot="")
        self._manque = None
        self._copie.forget()
        self.copie.close()
        self.masquage.close_it()

    # Reading.

    def _read(self) -> None:
        lire = partial(_find, vers=self._montree or VersPiece("", 0))
        self._forget()
        self._tell_in_place("lecture", nature=Nature.INFORMATION)
        self._refresh()
        self._acces.ask_latest(lire, Reponses(self, self._on_found, self._on_failure), suite=_SUITE_PIECE)

    def _on_found(self, trouvee: tuple[Piece, bytes]) -> None:
        piece, contenu = trouvee
        self._piece = show_piece(piece, self._dit)
        services = self.contexte.services
        ouvrir = partial(services.liseuse.open, contenu)
        reponses = Reponses(self, self._on_opened, self._on_failure)
        self.contexte.operations.run_latest(services.rendu, ouvrir, reponses, suite=_SUITE_PAGE)
        self._refresh()

    def _on_opened(self, ouvert: Ouvert) -> None:
        self._ouvert, self._rang, self._texte_de = ouvert, 0, None
        self._message.say("", mot="")
        if ouvert.pages:
            self._onglets.setCurrentIndex(_PAGE)
            self._draw()
        elif ouvert.genre is GenreFichier.AUTRE:
            self._tell_in_place("pas_montre", nature=Nature.INFORMATION, mot="pas_montre_mot")
        elif not ouvert.texte.strip():
            self._tell_in_place("sans_texte", nature=Nature.INFORMATION, mot="pas_montre_mot")
        else:
            self.texte.setPlainText(ouvert.texte)
            self.texte.setAccessibleName(self._say("texte_entier"))
        self._refresh()
        (self.vue if ouvert.pages else self.texte if ouvert.texte else self.retour).setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self, *, from_end: bool = False) -> None:
        """Draws the page looked at, as wide as it is shown."""
        if not self._ouvert.pages:
            return
        services, rang = self.contexte.services, self._rang
        dessiner = partial(_draw_page, services.liseuse, self._ouvert, rang=rang, largeur=self.vue.page_width())
        montrer = partial(self._on_drawn, rang, from_end=from_end)
        self.contexte.operations.run_latest(
            services.rendu, dessiner, Reponses(self, montrer, self._on_failure), suite=_SUITE_PAGE
        )

    def _on_drawn(self, rang: int, dessin: tuple[QImage, str, NonLu | None], *, from_end: bool) -> None:
        image, texte, self._manque = dessin
        if self._texte_de == rang:
            self.vue.redraw_page(image)
        else:
            self.vue.show_page(image, from_end=from_end)
            lieu = self._say("page_nom", rang=rang + 1, total=self._ouvert.pages)
            announce(self.vue, " ".join(filter(None, (lieu, self._said_unread()))))
            self.texte.setPlainText(texte or self._say("image_sans_texte"))
            self._texte_de = rang
            self.masquage.turn(rang)
        total = self._ouvert.pages
        self.vue.setAccessibleName(self._say("page_nom", rang=rang + 1, total=total))
        self.vue.setAccessibleDescription(self._say("page_aide"))
        self.texte.setAccessibleName(self._say("texte_nom", rang=rang + 1))
        self._refresh()

    def _said_unread(self) -> str:
        """What of the page shown, or of a document without pages, its text does not say."""
        non_lus = (self._manque,) if self._manque is not None else self._ouvert.non_lus
        dits = tell_unread([replace(un, page=0) for un in non_lus], self.textes)
        return self._say("non_lu", quoi=" ; ".join(dits)) if dits else ""

    def _show_page(self, rang: int) -> None:
        self._turn(rang - self._rang, from_top=True)

    def _turn(self, pas: int, *, from_top: bool = False) -> None:
        rang = self._rang + pas
        if 0 <= rang < self._ouvert.pages:
            self._rang = rang
            self._draw(from_end=pas < 0 and not from_top)
            self._refresh()

    def _zoom(self, pas: int) -> None:
        self.vue.zoom(pas)
        self._refresh()

    def _on_failure(self, error: ExpectedError) -> None:
        self._ouvert = Ouvert(GenreFichier.AUTRE)
        phrase = self.contexte.operations.sentence(error)
        self._message.say(phrase, mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION)
        self._refresh()
        self.retour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_in_place(self, id_: str, *, nature: Nature, mot: str = "") -> None:
        dit = self._say(mot) if mot else self.textes(f"commun.avis.{nature}")
        self._message.say(self._say(id_), mot=dit, nature=nature)

    # What is shown of it.

    def _refresh(self) -> None:
        pages = self._ouvert.pages
        if self._discret:
            self._tell_in_place("masque", nature=Nature.INFORMATION, mot="masque_mot")
        elif self._message.texte == self._say("masque"):
            self._message.say("", mot="")
        montre, au_dessus = self._is_shown, self._is_shown and bool(pages) and not self._short
        face = self._onglets.currentIndex() if pages else _TEXTE
        self._pile.setCurrentIndex(face if montre else 2)
        self._message.setVisible(bool(self._message.texte))
        self._compte.setText(self._say("compte", rang=self._rang + 1, total=pages) if au_dessus else "")
        self._nom.setText(self._piece.nom if self._piece is not None and not self._discret else "")
        self._nom.setVisible(bool(self._nom.text()) and not self._short)
        masque = self.masquage.active
        self._non_lu.setText(self._said_unread() if montre else "")
        self._non_lu.setVisible(bool(self._non_lu.text()) and not (self._short and face == _PAGE))
        for widget in (self._sous_la_page, self.masquage):
            widget.setVisible(masque and montre)
        self._onglets.setVisible(au_dessus and not masque)
        # In the menu of the title, where the foot has no room for it beside what turns the pages.
        serre = bool(self._short and montre and pages)
        tournent = montre and pages > 1 and not (masque and self._short)
        self._show_foot(
            {
                self.retour: not masque,
                self.ailleurs: self._piece is not None and not self.copie.active and not serre and not masque,
                self.masquer: self._can_cover and not serre and not masque,
                self.precedente: tournent,
                self.suivante: tournent,
            }
        )
        self.precedente.setEnabled(self._rang > 0)
        self.suivante.setEnabled(self._rang < pages - 1)
        for lien in (self.agrandir, self.reduire):
            lien.setVisible(au_dessus and face == _PAGE)
        self.agrandir.setEnabled(self.vue.can_grow)
        self.reduire.setEnabled(self.vue.can_shrink)
        self.titled.emit()

    def _show_foot(self, montres: Mapping[QWidget, bool]) -> None:
        """What goes goes first: with what comes, it would make the window grow."""
        for widget, montre in montres.items():
            if not montre:
                widget.hide()
        self.masquage.arrange(short=self._short)
        for widget, montre in montres.items():
            widget.setVisible(montre)

    @property
    def _can_cover(self) -> bool:
        """True for pages, where anything can be kept beside them."""
        return self._is_shown and bool(self._ouvert.pages) and not self._acces.lecture_seule

    def _begin_covering(self) -> None:
        vers = self._montree
        if vers is None or not self._can_cover:
            return
        self._onglets.setCurrentIndex(_PAGE)
        self.masquage.open_it(self._ouvert, partial(_find, vers=vers), reference=vers.reference, rang=self._rang)

    def _show_other(self, numero: int) -> None:
        vers = self._montree
        if vers is not None:
            self.page_wanted.emit(Destination("piece", VersPiece(vers.reference, numero)))

    def _on_escape(self) -> None:
        """Out of what one is covering first; once something is, that is for the button to say."""
        if not self.masquage.active:
            self._leave()
        elif self.masquage.dirty:
            self.masquage.renoncer.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.masquage.close_it()

    @property
    def _is_shown(self) -> bool:
        return not self._discret and not self.copie.active and bool(self._ouvert.pages or self._ouvert.texte)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Nothing stands above the page where the height is short."""
        super().resizeEvent(event)
        self.masquage.arrange(short=self._short)
        short = self.height() / current_theme().zoom < BAS
        if short is not self._short:
            self._short = short
            self._refresh()

    # Where one goes from here.

    def _leave(self) -> None:
        vers = VersDossier(self._montree.reference) if self._montree is not None else None
        self.clear()
        self.page_wanted.emit(Destination("suivi", vers))

    def _on_copy_changed(self) -> None:
        self._refresh()
        if not self.copie.active and self.isVisible():
            (self.retour if self.ailleurs.isHidden() else self.ailleurs).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_copy(self) -> None:
        vers = self._montree
        if self._piece is not None and vers is not None:
            self.copie.ask(partial(_find, vers=vers), f"{vers.reference}-{self._piece.genre or 'document'}")


def _find(coffre: Coffre, *, vers: VersPiece) -> tuple[Piece, bytes]:
    """A file of a dossier, and its content. Raises ExpectedError PIECE_INCONNUE."""
    lu: DossierLu = coffre.dossiers.read(vers.reference)
    gardees = (*lu.pieces, *(courrier.piece for courrier in lu.courriers if courrier.piece is not None))
    piece = next((piece for piece in gardees if piece.numero == vers.numero), None)
    if piece is None:
        raise ExpectedError(Panne.PIECE_INCONNUE)
    return piece, coffre.pieces.content(piece.empreinte)


def _draw_page(liseuse: Liseuse, ouvert: Ouvert, *, rang: int, largeur: int) -> tuple[QImage, str, NonLu | None]:
    """For a worker: a page, its text, and what of it that does not say."""
    if ouvert.genre is GenreFichier.IMAGE:
        return read_image(ouvert.image), "", NonLu(PartieMuette.IMAGE)
    return image_of(liseuse.page(rang, largeur)), liseuse.text(rang), liseuse.unread(rang)


def _nothing(_: object) -> None:
    """Nobody waits for it."""
