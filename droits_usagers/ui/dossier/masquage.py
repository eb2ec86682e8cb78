"""« Masquer » in the viewer of a file: what is to be covered, page by page, then the copy in which it is.

« Masqué » is only said of a copy that was read back and kept. The file itself is never touched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.dossier.dossiers import GenrePiece, Piece
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.fichiers_recus import GenreFichier, NonLu, PageImage
from droits_usagers.domain.socle.masques import ENTIERE, ZoneMasquee, together
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.masquage import CopieMasquee, PdfAMasquer, PhotoAMasquer, mask
from droits_usagers.services.dossier.non_lu import tell_unread
from droits_usagers.services.dossier.pieces import Liseuse, Ouvert
from droits_usagers.services.socle.travail import Avancement, Tache, Unites
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Nature,
    Progres,
    Rangee,
)
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import PAPIER, Teinte, current_theme
from droits_usagers.ui.dossier.vue_page import VuePage
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.images import read_image
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Renvoi

_SUITE = "visionneuse.masquage"
#: Of a part added without drawing it, as parts of the page.
_LARGE, _HAUTE = 0.4, 0.04
#: The widest picture that becomes a page.
_POINTS_MAX = 9_000_000
#: Side by side from this width on, at 100 %.
_COTE_A_COTE = 900

Trouvee = tuple[Piece, bytes]


@dataclass(frozen=True, slots=True)
class Cherche:
    """Where words are, by page, and what could not be read."""

    zones: tuple[tuple[int, ZoneMasquee], ...]
    non_lus: tuple[NonLu, ...]


class Masquage(QWidget):
    """Under the page; its foot is the viewer's. `changed`: what is covered, or whether anything is done here, is another."""

    changed = Signal()
    #: A page, from 0, to look at.
    page_wanted = Signal(int)
    #: A file kept in the dossier, by its number, to look at.
    piece_wanted = Signal(int)

    def __init__(self, contexte: Contexte, vue: VuePage) -> None:
        super().__init__()
        self._contexte, self._textes, self._vue = contexte, contexte.textes, vue
        self._say = self._textes.under("visionneuse.masquage")
        self._acces = AccesCoffre(contexte)
        self._ouvert, self._rang, self._choisie = Ouvert(GenreFichier.AUTRE), 0, -1
        self._masques: dict[int, tuple[ZoneMasquee, ...]] = {}
        #: Where words were looked for and may not all have been found.
        self._non_lus: tuple[NonLu, ...] = ()
        self._lire: Callable[[Coffre], Trouvee] | None = None
        self._reference = ""
        self._tache: Tache | None = None
        #: The copy is being written in the coffre; and who is to be told whether it was.
        self._ecrite, self._a_dire = False, list[Callable[[str], None]]()
        self.mots = LigneTexte(indice=self._say("mots_indice"))
        self.chercher = BoutonSecondaire(self._say("chercher"))
        self.ajouter, self.entiere = BoutonSecondaire(self._say("ajouter")), BoutonSecondaire(self._say("entiere"))
        self.retirer = BoutonSecondaire(self._say("retirer"))
        self.renoncer, self.garder = BoutonSecondaire(self._say("renoncer")), BoutonPrimaire(self._say("garder"))
        self.compte = Libelle(teinte=Teinte.DOUX)
        self.progres = Progres(self._say("arreter"))
        self._dit = Colonne()
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        self._outils = QWidget()
        cherche = Rangee(ecart=8)
        champ = Champ(Intitule(self._say("mots")), self.mots)
        cherche.addWidget(champ, 1)
        cherche.addWidget(self.chercher, 0, Qt.AlignmentFlag.AlignBottom)
        self._gestes = QWidget()
        gestes = Rangee(self._gestes, ecart=8)
        for bouton in (self.ajouter, self.entiere, self.retirer):
            gestes.addWidget(bouton, 0, Qt.AlignmentFlag.AlignBottom)
        self._corps = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._outils)
        self._corps.setContentsMargins(0, 0, 0, 0)
        self._corps.addLayout(cherche, 1)
        self._corps.addWidget(self._gestes)
        colonne = Colonne(self, ecart=8)
        colonne.addLayout(self._dit)
        colonne.addWidget(self._outils)
        colonne.addWidget(self.progres)

    def _connect(self) -> None:
        for bouton, geste in (
            (self.chercher, self._search),
            (self.ajouter, self._add),
            (self.entiere, self._cover_all),
            (self.retirer, self._remove),
            (self.renoncer, self.close_it),
            (self.garder, self._keep),
        ):
            bouton.clicked.connect(lambda _checked=False, geste=geste: geste())
        self.mots.returnPressed.connect(self._search)
        self.progres.stop_asked.connect(self._stop)
        self._vue.zone_drawn.connect(self._on_drawn)
        self._vue.zone_chosen.connect(self._choose)
        self._vue.zone_moved.connect(self._move)
        self._vue.zone_removed.connect(self._remove)

    # What the viewer asks of it

    @property
    def active(self) -> bool:
        """True while one covers parts of the file, or reads what became of it."""
        return self._lire is not None

    @property
    def dirty(self) -> bool:
        """True if something is covered that is in no copy."""
        return bool(self._masques)

    def tell_lost(self, done: Callable[[str], None], *, perdu: bool) -> None:
        """Says whether what was covered is in no copy; once known, where one is being written."""
        if self._ecrite:
            self._a_dire.append(done)
        else:
            done(self._say("perdu") if perdu else "")

    def _tell_written(self, *, gardee: bool) -> None:
        dire, self._a_dire, self._ecrite = self._a_dire, [], False
        for done in dire:
            done("" if gardee else self._say("perdu"))

    def passages(self) -> tuple[Renvoi, ...]:
        """What its buttons do, where there is no room for them."""
        gestes = (self.ajouter, self.entiere, self.retirer)
        return tuple(Renvoi(un.titre, un.click, permis=un.isEnabled()) for un in gestes)

    def open_it(self, ouvert: Ouvert, lire: Callable[[Coffre], Trouvee], *, reference: str, rang: int) -> None:
        """One begins: nothing is covered. `lire` finds the file again, to make the copy of."""
        self._ouvert, self._lire, self._reference = ouvert, lire, reference
        self._masques, self._rang, self._choisie, self._non_lus = {}, rang, -1, ()
        self.mots.clear()
        self._hush()
        self._outils.show()
        self.show()
        self._tell(self._say("debut"), Nature.INFORMATION)
        self._refresh()
        self.mots.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_it(self) -> None:
        """Nothing is covered any more, and nothing is kept of it."""
        if not self.active:
            return
        self._contexte.operations.forget(_SUITE)
        self._stop()
        self._lire, self._masques, self._choisie = None, {}, -1
        self._ouvert = Ouvert(GenreFichier.AUTRE)
        self.mots.clear()
        self._hush()
        self.progres.end()
        self.hide()
        self._vue.cover((), dessine=False)
        self.changed.emit()

    def turn(self, rang: int) -> None:
        """Another page is looked at."""
        self._rang, self._choisie = rang, -1
        self._refresh()

    def arrange(self, *, short: bool) -> None:
        """Side by side where there is room; where the height is short, the menu of the title does what buttons do."""
        large = self.width() >= current_theme().px(_COTE_A_COTE)
        self._corps.setDirection(QBoxLayout.Direction.LeftToRight if large else QBoxLayout.Direction.TopToBottom)
        self._gestes.setVisible(not short)
        en_cours = self.active and not self.isHidden() and not self._outils.isHidden()
        for widget in (self.renoncer, self.garder):
            widget.setVisible(en_cours)
        self.compte.setVisible(en_cours and not short)

    # What is covered

    @property
    def _here(self) -> tuple[ZoneMasquee, ...]:
        return self._masques.get(self._rang, ())

    def _set(self, zones: tuple[ZoneMasquee, ...], choisie: int = -1) -> None:
        paires = [(rang, zone) for rang, autres in self._masques.items() if rang != self._rang for zone in autres]
        self._masques = together([*paires, *((self._rang, zone) for zone in zones)])
        self._choisie = choisie if choisie < len(self._here) else -1
        self._hush()
        self._refresh()

    def _on_drawn(self, zone: ZoneMasquee) -> None:
        if self._is_free:
            self._set((*self._here, zone), len(self._here))

    def _add(self) -> None:
        """One in the middle of what is seen, that the arrows then move."""
        x, y = self._vue.in_sight
        zone = ZoneMasquee(0.0, 0.0, _LARGE, _HAUTE).moved((x - _LARGE / 2, y - _HAUTE / 2))
        self._on_drawn(zone)
        self._vue.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._vue, self._say("ajoutee", aide=self._say("touches")))

    def _cover_all(self) -> None:
        entiere = self._here == (ENTIERE,)
        self._set(() if entiere else (ENTIERE,))
        announce(self._vue, self._say("page_nue" if entiere else "page_couverte", page=self._rang + 1))

    def _choose(self, rang: int) -> None:
        if self._is_free:
            self._choisie = rang
            self._vue.setFocus(Qt.FocusReason.OtherFocusReason)
            self._refresh()

    def _move(self, pas: tuple[float, float], grandir: tuple[float, float]) -> None:
        zones = list(self._here)
        zones[self._choisie] = zone = zones[self._choisie].moved(pas, grandir)
        self._set(tuple(zones), self._choisie)
        self._vue.show_zone(zone)
        cent = {cle: round(100 * getattr(zone, cle)) for cle in ("gauche", "haut", "droite", "bas")}
        announce(self._vue, self._say("place", **cent))

    def _remove(self) -> None:
        """The one that is chosen, else the last of the page."""
        zones = list(self._here)
        if zones and self._is_free:
            zones.pop(self._choisie)
            self._set(tuple(zones))
            announce(self._vue, self._say("retiree"))

    def _search(self) -> None:
        """Covers words wherever they are written."""
        mots = self.mots.text().strip()
        if not mots or not self._is_free or self._ouvert.genre is not GenreFichier.PDF:
            return
        services, pages = self._contexte.services, self._ouvert.pages
        self._contexte.operations.run_latest(
            services.rendu,
            lambda: _search_in(services.liseuse, mots, pages),
            Reponses(self, self._on_found, self._on_failure),
            suite=_SUITE,
        )
        self._tell(self._say("cherche"), Nature.INFORMATION)

    def _on_found(self, cherche: Cherche) -> None:
        ici = [(rang, zone) for rang, zones in self._masques.items() for zone in zones]
        neuves = [paire for paire in cherche.zones if paire not in ici]
        self._masques = together([*ici, *neuves])
        pages = ", ".join(str(rang + 1) for rang in dict.fromkeys(rang for rang, _ in cherche.zones))
        dits = [self._say("trouves", nombre=len(cherche.zones), pages=pages) if pages else self._say("introuvables")]
        self._non_lus = cherche.non_lus
        dits += self._said_unsearched()
        self._tell(" ".join(dits), Nature.ATTENTION if cherche.non_lus or not pages else Nature.INFORMATION)
        self._refresh()
        if cherche.zones and not self._here:
            self.page_wanted.emit(cherche.zones[0][0])

    def _said_unsearched(self) -> list[str]:
        """The pages where words may be that were not found: those that are covered whole hide them."""
        ouvertes = [un for un in self._non_lus if self._masques.get(un.page - 1) != (ENTIERE,)]
        return [self._say("pas_cherche", quoi=" ; ".join(tell_unread(ouvertes, self._textes)))] if ouvertes else []

    # The copy

    @property
    def _is_free(self) -> bool:
        return self.active and self._tache is None and not self._outils.isHidden()

    def _keep(self) -> None:
        if not self._is_free or self._lire is None or not self._masques:
            return
        self._acces.ask(self._lire, Reponses(self, self._make, self._on_failure))

    def _make(self, trouvee: Trouvee) -> None:
        if not self._is_free:
            return
        piece, contenu = trouvee
        masques, ouvert, faites = dict(self._masques), self._ouvert, list[CopieMasquee]()

        def units() -> Unites[None]:
            a_masquer = PhotoAMasquer(_page_of(ouvert.image)) if ouvert.image else PdfAMasquer(contenu, piece.nom)
            faites.append((yield from mask(a_masquer, masques)))

        self._hush()
        self.progres.begin(self._say("fait_la_copie"))
        reponses = Reponses(
            self,
            lambda _: self._on_made(piece, faites[0]),
            self._on_failure,
            on_progress=self._on_progress,
            on_cancelled=lambda _: self._on_stopped(),
        )
        self._tache = self._contexte.operations.run_units(self._contexte.services.rendu, units, reponses)
        self._refresh()

    def _on_progress(self, avancement: Avancement) -> None:
        self.progres.show_progress(avancement)

    def _stop(self) -> None:
        if self._tache is not None:
            self._tache.cancel()

    def _on_stopped(self) -> None:
        self._tache = None
        self.progres.end()
        if self.active:
            self._tell(self._say("arrete"), Nature.INFORMATION)
            self._refresh()
            self.garder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_made(self, piece: Piece, copie: CopieMasquee) -> None:
        self._tache = None
        if not self.active:
            return
        reference = self._reference
        nom = self._say("copie_nom", nom=Path(piece.nom).stem) if piece.nom else ""
        genre = piece.genre if piece.genre is not GenrePiece.INCONNU else GenrePiece.AUTRE

        def attach(coffre: Coffre) -> int:
            coffre.attach(reference, copie.contenu, nom=nom, genre=genre, masque_de=piece.empreinte)
            return max(une.numero for une in coffre.read(reference).pieces)

        self._ecrite = True
        self._acces.write(attach, Reponses(self, lambda numero: self._on_kept(copie, numero), self._on_failure))

    def _on_kept(self, copie: CopieMasquee, numero: int) -> None:
        self._tell_written(gardee=True)
        self.progres.end()
        if not self.active:
            return
        nombres = {"zones": sum(map(len, self._masques.values())), "pages": len(self._masques)}
        comptes = {
            quoi: self._textes(f"masquage.{quoi}_{'une' if nombre == 1 else 'plusieurs'}", nombre=nombre)
            for quoi, nombre in nombres.items()
        }
        dits = (
            self._textes.promise("masquage.fait", copie.relue, **comptes),
            "" if copie.couleurs else self._textes("masquage.gris"),
            self._say("garde"),
            *(pas_cherches := self._said_unsearched()),
        )
        self._masques, self._choisie = {}, -1
        avis = self._tell(" ".join(filter(None, dits)), Nature.ATTENTION if pas_cherches else Nature.BIEN)
        self._outils.hide()
        voir, retirer, finir = (BoutonSecondaire(self._say(id_)) for id_ in ("voir", "retirer_copie", "finir"))
        voir.clicked.connect(lambda _checked=False: self.piece_wanted.emit(numero))
        retirer.clicked.connect(lambda _checked=False: self._take_back(numero))
        finir.clicked.connect(lambda _checked=False: self.close_it())
        avis.add_button(voir, retirer, finir)
        self._refresh()
        voir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, numero: int) -> None:
        reference = self._reference

        def done(_: object) -> None:
            avis = self._tell(self._say("copie_retiree"), Nature.INFORMATION)
            finir = BoutonSecondaire(self._say("finir"))
            finir.clicked.connect(lambda _checked=False: self.close_it())
            avis.add_button(finir)
            finir.setFocus(Qt.FocusReason.OtherFocusReason)

        self._acces.write(lambda coffre: coffre.detach(reference, numero), Reponses(self, done, self._on_failure))

    def _on_failure(self, error: ExpectedError) -> None:
        self._tache = None
        self._tell_written(gardee=False)
        self.progres.end()
        if self.active:
            self._tell(self._contexte.operations.sentence(error), Nature.ATTENTION)
            self._refresh()

    # What is said and shown

    def _tell(self, texte: str, nature: Nature) -> Avis:
        avis = Avis(texte, mot=self._textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self._dit, (avis,))
        return avis

    def _hush(self) -> None:
        replace_all(self._dit, ())

    def _refresh(self) -> None:
        if not self.active:
            return
        libre, zones = self._is_free, self._here
        self._vue.cover(zones, self._choisie, dessine=libre)
        nombre = sum(map(len, self._masques.values()))
        self.compte.setText(self._say("compte", nombre=nombre, pages=len(self._masques)) if nombre else self._say("rien"))
        for bouton in (self.ajouter, self.entiere):
            bouton.setEnabled(libre)
        self.retirer.setEnabled(libre and bool(zones))
        self.garder.setEnabled(libre and bool(nombre))
        pdf = self._ouvert.genre is GenreFichier.PDF
        for widget in (self.mots, self.chercher):
            widget.setEnabled(libre and pdf)
        self.entiere.set_up(self._say("decouvrir" if zones == (ENTIERE,) else "entiere"))
        self.changed.emit()


def _search_in(liseuse: Liseuse, mots: str, pages: int) -> Cherche:
    """For a worker."""
    zones = tuple((rang, zone) for rang in range(pages) for zone in liseuse.places(rang, mots))
    vues = map(liseuse.unread, range(pages))
    return Cherche(zones, tuple(vue for vue in vues if vue is not None))


def _page_of(contenu: bytes) -> PageImage:
    """A picture as a page, for a worker. Raises ExpectedError PIECE_ILLISIBLE."""
    image = read_image(contenu)
    trop = image.width() * image.height() / _POINTS_MAX
    if trop > 1:
        image = image.scaledToWidth(round(image.width() / trop**0.5), Qt.TransformationMode.SmoothTransformation)
    fond = QImage(image.size(), QImage.Format.Format_RGB32)
    fond.fill(QColor(PAPIER))
    painter = QPainter(fond)
    painter.drawImage(0, 0, image)
    painter.end()
    return PageImage(fond.width(), fond.height(), bytes(fond.constBits()))
