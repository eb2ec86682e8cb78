"""« Masquer » in the viewer of a file: what is to be covered, page by page, then the copy in which it is.

« Masqué » is only said of a copy that was read back and kept. The file itself is never touched.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.domain.socle.fichiers_recus import GenreFichier, NonLu
from droits_usagers.domain.socle.masques import ENTIERE, ZoneMasquee, together
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.masquage import CopieMasquee, tell_masked
from droits_usagers.services.dossier.pieces import Liseuse, Ouvert, tell_unread
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
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.dossier.copie_a_garder import CopieAGarder, CopieDemandee, Trouvee
from droits_usagers.ui.dossier.vue_page import VuePage
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Renvoi


class MasquesPoses:
    """Nothing at first. Pages are counted from 0; `choisie` is -1 where none is."""

    def __init__(self, rang: int = 0) -> None:
        self.rang, self.choisie = rang, -1
        self.par_page: dict[int, tuple[ZoneMasquee, ...]] = {}

    @property
    def ici(self) -> tuple[ZoneMasquee, ...]:
        """Those of the page one is on."""
        return self.par_page.get(self.rang, ())

    @property
    def nombre(self) -> int:
        """How many there are."""
        return sum(map(len, self.par_page.values()))

    @property
    def is_page_covered(self) -> bool:
        """True if nothing of the page one is on is seen."""
        return self.ici == (ENTIERE,)

    def turn(self, rang: int) -> None:
        """Another page is looked at."""
        self.rang, self.choisie = rang, -1

    def put(self, zones: Iterable[ZoneMasquee], choisie: int = -1) -> None:
        """These on the page one is on, instead of those that were."""
        autres = [(rang, zone) for rang, zones_ in self.par_page.items() if rang != self.rang for zone in zones_]
        self.par_page = together([*autres, *((self.rang, zone) for zone in zones)])
        self.choisie = choisie if choisie < len(self.ici) else -1

    def add(self, paires: Iterable[tuple[int, ZoneMasquee]]) -> None:
        """These too, each on its page."""
        deja = [(rang, zone) for rang, zones in self.par_page.items() for zone in zones]
        self.par_page = together([*deja, *(paire for paire in paires if paire not in deja)])

    def move(self, pas: tuple[float, float], grandir: tuple[float, float]) -> ZoneMasquee:
        """The chosen one, elsewhere or larger."""
        zones = list(self.ici)
        zones[self.choisie] = zone = zones[self.choisie].moved(pas, grandir)
        self.put(zones, self.choisie)
        return zone

    def remove(self) -> None:
        """The one that is chosen, else the last of the page."""
        zones = list(self.ici)
        zones.pop(self.choisie)
        self.put(zones)

    def in_sight(self, non_lus: Sequence[NonLu]) -> list[NonLu]:
        """Of what could not be read, what no whole page hides."""
        return [un for un in non_lus if self.par_page.get(un.page - 1) != (ENTIERE,)]


_SUITE = "visionneuse.masquage"


@dataclass(frozen=True, slots=True)
class Cherche:
    """Where words are, by page, and what could not be read."""

    zones: tuple[tuple[int, ZoneMasquee], ...]
    non_lus: tuple[NonLu, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """Those where they are, from 0."""
        return tuple(dict.fromkeys(rang for rang, _ in self.zones))


class MotsMasques(QWidget):
    """`found`: a Cherche. `failed`: an ExpectedError. `begun`: one is looking."""

    begun = Signal()
    found = Signal(object)
    failed = Signal(object)

    def __init__(self, contexte: Contexte, pages: Callable[[], int]) -> None:
        """`pages`: how many may be looked in; none where nothing is."""
        super().__init__()
        dire = contexte.textes.under("visionneuse.masquage")
        self._contexte, self._pages = contexte, pages
        self.mots = LigneTexte(indice=dire("mots_indice"))
        self.chercher = BoutonSecondaire(dire("chercher"))
        self.mots.returnPressed.connect(self._search)
        self.chercher.clicked.connect(lambda _checked=False: self._search())
        rangee = Rangee(self, ecart=8)
        rangee.addWidget(Champ(Intitule(dire("mots")), self.mots), 1)
        rangee.addWidget(self.chercher, 0, Qt.AlignmentFlag.AlignBottom)

    def allow(self, *, permis: bool) -> None:
        """Whether words can be looked for."""
        for widget in (self.mots, self.chercher):
            widget.setEnabled(permis)

    def clear(self) -> None:
        """Another file: nothing is looked for."""
        self._contexte.operations.forget(_SUITE)
        self.mots.clear()

    def _search(self) -> None:
        mots, pages, services = self.mots.text().strip(), self._pages(), self._contexte.services
        if mots and pages:
            reponses = Reponses(self, self.found.emit, self.failed.emit)
            chercher = self._contexte.operations.run_latest
            chercher(services.rendu, lambda: _search_in(services.liseuse, mots, pages), reponses, suite=_SUITE)
            self.begun.emit()


def _search_in(liseuse: Liseuse, mots: str, pages: int) -> Cherche:
    """For a worker."""
    zones = tuple((rang, zone) for rang in range(pages) for zone in liseuse.places(rang, mots))
    vues = map(liseuse.unread, range(pages))
    return Cherche(zones, tuple(vue for vue in vues if vue is not None))


#: Of a part added without drawing it, as parts of the page.
_LARGE, _HAUTE = 0.4, 0.04
#: Side by side from this width on, at 100 %.
_COTE_A_COTE = 900


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
        self._ouvert, self._poses = Ouvert(GenreFichier.AUTRE), MasquesPoses()
        #: Where words were looked for and may not all have been found.
        self._non_lus: tuple[NonLu, ...] = ()
        self._lire: Callable[[Coffre], Trouvee] | None = None
        self._reference = ""
        self._copie = CopieAGarder(contexte, self)
        self.mots = MotsMasques(contexte, lambda: self._ouvert.pages if self._may_search else 0)
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
        self._gestes = QWidget()
        gestes = Rangee(self._gestes, ecart=8)
        for bouton in (self.ajouter, self.entiere, self.retirer):
            gestes.addWidget(bouton, 0, Qt.AlignmentFlag.AlignBottom)
        self._corps = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._outils)
        self._corps.setContentsMargins(0, 0, 0, 0)
        self._corps.addWidget(self.mots, 1)
        self._corps.addWidget(self._gestes)
        colonne = Colonne(self, ecart=8)
        colonne.addLayout(self._dit)
        colonne.addWidget(self._outils)
        colonne.addWidget(self.progres)

    def _connect(self) -> None:
        for bouton, geste in (
            (self.ajouter, self._add),
            (self.entiere, self._cover_all),
            (self.retirer, self._remove),
            (self.renoncer, self.close_it),
            (self.garder, self._keep),
        ):
            bouton.clicked.connect(lambda _checked=False, geste=geste: geste())
        self.mots.begun.connect(lambda: self._tell(self._say("cherche"), Nature.INFORMATION))
        self.mots.found.connect(self._on_found)
        self.mots.failed.connect(self._on_failure)
        self.progres.stop_asked.connect(self._copie.stop)
        self._copie.begun.connect(self._on_begun)
        self._copie.progressed.connect(self.progres.show_progress)
        self._copie.kept.connect(self._on_kept)
        self._copie.stopped.connect(self._on_stopped)
        self._copie.failed.connect(self._on_failure)
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
        return bool(self._poses.nombre)

    def tell_lost(self, done: Callable[[str], None], *, perdu: bool) -> None:
        """Says whether what was covered is in no copy; once known, where one is being written."""
        self._copie.tell_lost(done, perdu=perdu)

    def passages(self) -> tuple[Renvoi, ...]:
        """What its buttons do, where there is no room for them."""
        gestes = (self.ajouter, self.entiere, self.retirer)
        return tuple(Renvoi(un.titre, un.click, permis=un.isEnabled()) for un in gestes)

    def open_it(self, ouvert: Ouvert, lire: Callable[[Coffre], Trouvee], *, reference: str, rang: int) -> None:
        """One begins: nothing is covered. `lire` finds the file again, to make the copy of."""
        self._ouvert, self._lire, self._reference = ouvert, lire, reference
        self._poses, self._non_lus = MasquesPoses(rang), ()
        self.mots.clear()
        self._hush()
        self._outils.show()
        self.show()
        self._tell(self._say("debut"), Nature.INFORMATION)
        self._refresh()
        self.mots.mots.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_it(self) -> None:
        """Nothing is covered any more, and nothing is kept of it."""
        if not self.active:
            return
        self._copie.give_up()
        self._lire, self._poses = None, MasquesPoses()
        self._ouvert = Ouvert(GenreFichier.AUTRE)
        self.mots.clear()
        self._hush()
        self.progres.end()
        self.hide()
        self._vue.cover((), dessine=False)
        self.changed.emit()

    def turn(self, rang: int) -> None:
        """Another page is looked at."""
        self._poses.turn(rang)
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

    def _set(self, zones: tuple[ZoneMasquee, ...], choisie: int = -1) -> None:
        self._poses.put(zones, choisie)
        self._hush()
        self._refresh()

    def _on_drawn(self, zone: ZoneMasquee) -> None:
        if self._is_free:
            self._set((*self._poses.ici, zone), len(self._poses.ici))

    def _add(self) -> None:
        """One in the middle of what is seen, that the arrows then move."""
        x, y = self._vue.in_sight
        zone = ZoneMasquee(0.0, 0.0, _LARGE, _HAUTE).moved((x - _LARGE / 2, y - _HAUTE / 2))
        self._on_drawn(zone)
        self._vue.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._vue, self._say("ajoutee", aide=self._say("touches")))

    def _cover_all(self) -> None:
        entiere = self._poses.is_page_covered
        self._set(() if entiere else (ENTIERE,))
        announce(self._vue, self._say("page_nue" if entiere else "page_couverte", page=self._poses.rang + 1))

    def _choose(self, rang: int) -> None:
        if self._is_free:
            self._poses.choisie = rang
            self._vue.setFocus(Qt.FocusReason.OtherFocusReason)
            self._refresh()

    def _move(self, pas: tuple[float, float], grandir: tuple[float, float]) -> None:
        zone = self._poses.move(pas, grandir)
        self._hush()
        self._refresh()
        self._vue.show_zone(zone)
        cent = {cle: round(100 * getattr(zone, cle)) for cle in ("gauche", "haut", "droite", "bas")}
        announce(self._vue, self._say("place", **cent))

    def _remove(self) -> None:
        if self._poses.ici and self._is_free:
            self._poses.remove()
            self._hush()
            self._refresh()
            announce(self._vue, self._say("retiree"))

    @property
    def _may_search(self) -> bool:
        return self._is_free and self._ouvert.genre is GenreFichier.PDF

    def _on_found(self, cherche: Cherche) -> None:
        self._poses.add(cherche.zones)
        pages = ", ".join(str(rang + 1) for rang in cherche.pages)
        dits = [self._say("trouves", nombre=len(cherche.zones), pages=pages) if pages else self._say("introuvables")]
        self._non_lus = cherche.non_lus
        dits += self._said_unsearched()
        self._tell(" ".join(dits), Nature.ATTENTION if cherche.non_lus or not pages else Nature.INFORMATION)
        self._refresh()
        if cherche.zones and not self._poses.ici:
            self.page_wanted.emit(cherche.pages[0])

    def _said_unsearched(self) -> list[str]:
        """The pages where words may be that were not found: those that are covered whole hide them."""
        ouvertes = self._poses.in_sight(self._non_lus)
        return [self._say("pas_cherche", quoi=" ; ".join(tell_unread(ouvertes, self._textes)))] if ouvertes else []

    # The copy

    @property
    def _is_free(self) -> bool:
        return self.active and not self._copie.under_way and not self._outils.isHidden()

    def _keep(self) -> None:
        if self._is_free and self._lire is not None and self.dirty:
            image, covered = self._ouvert.image, self._poses
            self._copie.make(CopieDemandee(self._reference, self._lire, image, lambda: dict(covered.par_page)))

    def _on_begun(self) -> None:
        self._hush()
        self.progres.begin(self._say("fait_la_copie"))
        self._refresh()

    def _on_stopped(self) -> None:
        self.progres.end()
        if self.active:
            self._tell(self._say("arrete"), Nature.INFORMATION)
            self._refresh()
            self.garder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_kept(self, copie: CopieMasquee, numero: int) -> None:
        self.progres.end()
        if not self.active:
            return
        dits = (
            *tell_masked(copie, self._poses.par_page, self._textes),
            self._say("garde"),
            *(pas_cherches := self._said_unsearched()),
        )
        self._poses = MasquesPoses(self._poses.rang)
        self._outils.hide()
        avis = self._tell(" ".join(filter(None, dits)), Nature.ATTENTION if pas_cherches else Nature.BIEN)
        voir, retirer = BoutonSecondaire(self._say("voir")), BoutonSecondaire(self._say("retirer_copie"))
        voir.clicked.connect(lambda _checked=False: self.piece_wanted.emit(numero))
        retirer.clicked.connect(lambda _checked=False: self._take_back(numero))
        avis.add_button(voir, retirer, self._end_button())
        self._refresh()
        voir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_button(self) -> BoutonSecondaire:
        finir = BoutonSecondaire(self._say("finir"))
        finir.clicked.connect(lambda _checked=False: self.close_it())
        return finir

    def _take_back(self, numero: int) -> None:
        def done(_: object) -> None:
            avis, finir = self._tell(self._say("copie_retiree"), Nature.INFORMATION), self._end_button()
            avis.add_button(finir)
            finir.setFocus(Qt.FocusReason.OtherFocusReason)

        self._copie.take_back(self._reference, numero, done)

    def _on_failure(self, error: ExpectedError) -> None:
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
        libre, poses = self._is_free, self._poses
        self._vue.cover(poses.ici, poses.choisie, dessine=libre)
        nombre, pages = poses.nombre, len(poses.par_page)
        self.compte.setText(self._say("compte", nombre=nombre, pages=pages) if nombre else self._say("rien"))
        for bouton in (self.ajouter, self.entiere):
            bouton.setEnabled(libre)
        self.retirer.setEnabled(libre and bool(poses.ici))
        self.garder.setEnabled(libre and bool(nombre))
        self.mots.allow(permis=self._may_search)
        self.entiere.set_up(self._say("decouvrir" if poses.is_page_covered else "entiere"))
        self.changed.emit()
