"""« Marquer »: a document whole, and beside it what the passage being looked at is; decided by one key, and on to the next."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.domain.grille import Grille, NaturePassage, Point, Source
from droits_usagers.domain.grille.relecture import PhraseProposee
from droits_usagers.domain.mots.phrases import excerpt
from droits_usagers.domain.mots.typographie import typographie
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.dossier.pieces import tell_unread
from droits_usagers.services.grille.marquage import (
    Endroit,
    EtatEndroit,
    Marquage,
    Place,
    TexteDocument,
    as_typed,
    propositions_of,
    read_text,
)
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    ListeDeroulante,
    Nature,
    Pied,
    Rangee,
    TexteLong,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.grille.vue_texte import TEINTES_NATURES, TOUCHES_NATURES, TOUCHES_POINTS, VueTexte
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.disposition import BAS, Pile, chain
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Renvoi

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

#: What is being read or looked for in a text: later ones drop them.
SUITE = "grille.texte"
#: Side by side from this width on, at 100 %.
_LARGE = 820
#: Without moving for so many milliseconds, one stays somewhere.
_PAUSE = 60
#: From where one is, as many as anyone looks ahead.
_LISTEES = 25
#: Of a line of the list, as much as tells it from another.
_EXTRAIT = 90
_ICONES = {EtatEndroit.PROPOSE: "aide", EtatEndroit.MARQUE: "coche", EtatEndroit.RIEN: "clos", EtatEndroit.PERDU: "retard"}


class EcranMarquage(QWidget):
    """`marked`: a PassageMarque. `unmarked`: its id. `refused`: where nothing is to be proposed again. `left`: back."""

    marked = Signal(object)
    unmarked = Signal(str)
    refused = Signal(str, object)
    #: A source, and its text: to be kept in memory.
    read = Signal(str, object)
    left = Signal()
    #: What the title says of it is another.
    placed = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte, self._textes = contexte, contexte.textes
        self._say = self._textes.under("grille.marquage")
        #: How one says which file it is; asked by a dialog.
        self.ask_file: Callable[[], Path | None] = lambda: ask_file(self, self._say("fichier_titre"))
        self._source: Source | None = None
        #: What was pasted of other sources and not read yet, by source.
        self._colles: dict[str, str] = {}
        self._grille = Grille()
        self._marquage: Marquage | None = None
        self._ici: Endroit | None = None
        self._masque = self._court = False
        #: What was last said to who listens.
        self._dit: Endroit | None = None
        self._titre, self._compte = Titre(niveau=2), Libelle(teinte=Teinte.DOUX)
        self._pile = Pile()
        self.colle = TexteLong(lignes=8)
        self.ouvrir = BoutonSecondaire(self._say("ouvrir"), icone="fiches")
        self.lire = BoutonPrimaire(self._say("lire"), touche=self._textes("commun.ctrl_entree"))
        self._avis = Avis("", mot="")
        self.vue = VueTexte()
        self.point = ListeDeroulante([("", self._say("point_a_dire")), *self._keyed(TOUCHES_POINTS, "ecarts.points")])
        self.nature = ListeDeroulante(self._keyed(TOUCHES_NATURES, "ecarts.natures"))
        self._imprime = Libelle()
        self.garder = BoutonPrimaire(self._say("garder"), touche=self._textes("commun.entree"))
        self.refuser = BoutonSecondaire(self._say("refuser"), note=self._say("suppr"))
        self.liste = ListeMontree()
        self.retour = BoutonSecondaire(self._say("retour"), icone="retour")
        self._liste_plus_tard = QTimer(self, singleShot=True, interval=_PAUSE)
        self._liste_plus_tard.timeout.connect(self._show_list)
        self._lay_out()
        self._connect()

    def _keyed(self, touches: "Mapping[str, Point] | Mapping[str, NaturePassage]", famille: str) -> list[tuple[str, str]]:
        """What one chooses among, each with its key."""
        return [
            (un.value, self._say("touche", touche=touche.upper(), nom=self._textes(f"{famille}.{un}")))
            for touche, un in touches.items()
        ]

    # How it stands

    def _lay_out(self) -> None:
        # Arranged once it is known how wide it is: it does not make the window grow first.
        self.setMinimumWidth(1)
        self._entree, self._lecture = self._make_entry(), self._make_text()
        for page in (self._entree, self._lecture):
            self._pile.addWidget(page)
        colonne = Colonne(self, ecart=8)
        self._tete = QWidget()
        tete = Rangee(self._tete, ecart=16)
        tete.addWidget(self._titre)
        tete.addWidget(self._compte, 1, Qt.AlignmentFlag.AlignBottom)
        colonne.addWidget(self._tete)
        colonne.addWidget(self._avis)
        colonne.addWidget(self._pile, 1)
        self._pied = Pied(self.retour)
        colonne.addLayout(self._pied)
        self._avis.hide()

    def _make_entry(self) -> QWidget:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=12)
        colonne.addWidget(Champ(Intitule(self._say("coller"), self._say("coller_aide")), self.colle))
        rangee = Rangee(ecart=8)
        rangee.addWidget(self.ouvrir)
        rangee.addWidget(self.lire)
        rangee.addStretch(1)
        colonne.addLayout(rangee)
        colonne.addStretch(1)
        return Defilement(contenu)

    def _make_text(self) -> QWidget:
        page, cote = QWidget(), QWidget()
        self.vue.setAccessibleName(self._say("nom"))
        self.vue.setAccessibleDescription(self._say("touches"))
        self.liste.setAccessibleName(self._say("liste"))
        self.liste.setMinimumHeight(1)
        self._choix, self._gestes = Rangee(ecart=8), Rangee(ecart=8)
        noms = (("point", self.point), ("nature", self.nature))
        self._champs = [Champ(Intitule(self._say(id_)), un) for id_, un in noms]
        # Said with the text.
        touches, imprime = Libelle(self._say("touches"), teinte=Teinte.DOUX, lu=False), Libelle(self._say("imprime"), gras=True)
        #: What is only shown where there is room for it: keys lead to all of it.
        self._aides = (*(champ.libelle for champ in self._champs), touches, imprime)
        colonne = Colonne(cote, ecart=8)
        colonne.addLayout(self._choix)
        for widget in (imprime, self._imprime):
            colonne.addWidget(widget)
        self._gestes.addStretch(1)
        colonne.addLayout(self._gestes)
        colonne.addWidget(self.liste, 1)
        texte = Colonne(ecart=4)
        texte.addWidget(touches)
        texte.addWidget(self.vue, 1)
        self._corps = Rangee(page, ecart=16)
        self._corps.addLayout(texte, 3)
        self._corps.addWidget(cote, 2)
        return page

    def _connect(self) -> None:
        self.lire.clicked.connect(lambda _checked=False: self._on_pasted())
        self.lire.bind_enter(self._entree, plain=False)
        self.ouvrir.clicked.connect(lambda _checked=False: self._on_file())
        self.retour.clicked.connect(lambda _checked=False: self.left.emit())
        bind("Esc", self, self.left.emit)
        vue = self.vue
        vue.place_reached.connect(lambda de, a: self._on_place((de, a)))
        vue.accepted.connect(self._on_accepted)
        vue.refused.connect(self._on_refused)
        vue.walked.connect(self._walk)
        vue.point_chosen.connect(lambda point: self._mark(point=point))
        vue.nature_chosen.connect(lambda nature: self._mark(nature=nature))
        self.point.activated.connect(lambda _rang: self._on_chosen())
        self.nature.activated.connect(lambda _rang: self._on_chosen())
        self.garder.clicked.connect(lambda _checked=False: self._on_accepted())
        self.refuser.clicked.connect(lambda _checked=False: self._on_refused())
        self.liste.line_opened.connect(self._on_line)

    # What the editor tells it

    @property
    def source(self) -> str:
        """Id of the document shown, empty when none is."""
        return self._source.id if self._source else ""

    def show_source(self, source: Source, nom: str, *, document: TexteDocument | None, grille: Grille) -> None:
        """A document by its name; its text, when it was read already."""
        self._contexte.operations.forget(SUITE)
        if self._source is not None and self._marquage is None:
            self._colles[self._source.id] = self.colle.toPlainText()
        self._source, self._grille, self._marquage, self._ici = source, grille, None, None
        self._titre.setText(nom)
        self._compte.setText("")
        self._hush()
        self.colle.setPlainText(self._colles.pop(source.id, ""))
        if document is None:
            self._pile.setCurrentIndex(0)
        else:
            self._show_text(document)

    @property
    def is_dirty(self) -> bool:
        """True if a text was pasted and not read yet."""
        ici = self.colle.toPlainText() if self._marquage is None else ""
        return any(texte.strip() for texte in (ici, *self._colles.values()))

    def begin(self) -> None:
        """The focus where one starts."""
        self._arrange()
        (self.vue if self._marquage else self.colle).setFocus(Qt.FocusReason.OtherFocusReason)
        chain((self.vue, self.point, self.nature, self.refuser, self.garder, self.liste, self.retour))

    def follow(self, grille: Grille) -> None:
        """The marks as they now stand."""
        self._grille = grille
        if self._marquage is not None:
            self._marquage.follow(grille)
            self._on_place(self.vue.place)
            self._liste_plus_tard.start()

    def conceal(self, *, masque: bool) -> None:
        """Hides the text, or shows it again."""
        for champ in (self.vue, self.colle):
            champ.conceal(masque=masque)
        self._masque = masque
        self._arrange()

    def clear(self) -> None:
        """Holds nothing."""
        self._contexte.operations.forget(SUITE)
        self._liste_plus_tard.stop()
        self._source = self._marquage = self._ici = None
        self._colles.clear()
        self._grille = Grille()
        self._hush()
        for champ in (self.vue, self.colle):
            champ.clear()
        self.liste.show_lines(())
        self._imprime.setText("")
        self._titre.setText("")
        self._compte.setText("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room; else what one decides is under the text."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        zoom, sens = current_theme().zoom, QBoxLayout.Direction
        large, lit = self.width() / zoom >= _LARGE, self._marquage is not None
        court = not large and self.height() / zoom < BAS
        self._corps.setDirection(sens.LeftToRight if large else sens.TopToBottom)
        self._choix.setDirection(sens.TopToBottom if large else sens.LeftToRight)
        self._corps.setStretch(1, 2 if large else 0)
        # Where there is little room, what one decides stands at the foot; where there is less, that is all there is of it.
        for champ in self._champs:
            (self._pied if court else self._choix).addWidget(champ, 1)
            champ.setVisible(lit)
        self._gestes.insertWidget(0, self.refuser)
        for bouton in (self.garder,) if large else (self.refuser, self.garder):
            (self._gestes if large else self._pied).addWidget(bouton)
        self._pied.setStretch(1, 0 if court and lit else 1)
        self.garder.setVisible(lit)
        self.refuser.setVisible(lit and not court)
        self.retour.setVisible(not (court and lit))
        self._tete.setVisible(large or not (lit or court))
        for widget in (*self._aides, self._imprime, self.liste):
            widget.setVisible(large and not (self._masque and widget in (self._imprime, self.liste)))
        if court is not self._court:
            self._court = court
            self.placed.emit()

    @property
    def compte(self) -> str:
        """What is read, where the title alone says it."""
        return self._titre.text() if self._court and not self._masque else ""

    @property
    def passages(self) -> tuple[Renvoi, ...]:
        """What the foot does, where there is no room for it."""
        gestes = (self.retour, self.refuser) if self._court and self._marquage is not None else ()
        return tuple(Renvoi(un.titre, un.click) for un in gestes)

    # The text

    def _on_pasted(self) -> None:
        if self.colle.toPlainText().strip():
            self._on_read(as_typed(self.colle.toPlainText()))
            self.begin()
        else:
            self.colle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_file(self) -> None:
        chemin = self.ask_file()
        if chemin is None:
            return
        self._hush()
        services = self._contexte.services
        reponses = Reponses(self, self._on_file_read, self._on_failure)
        self._contexte.operations.run_latest(services.rendu, lambda: read_text(chemin, services.liseuse), reponses, suite=SUITE)

    def _on_file_read(self, document: TexteDocument) -> None:
        self._on_read(document)
        self.begin()

    def _on_failure(self, error: ExpectedError) -> None:
        self._tell(self._contexte.operations.sentence(error), Nature.ARRET)

    def _tell(self, texte: str, nature: Nature) -> None:
        """Says it, in place of what was said."""
        self._avis.say(texte, mot=self._textes(f"commun.avis.{nature}"), nature=nature)
        self._avis.show()

    def _hush(self) -> None:
        """Takes back what was said."""
        self._avis.hide()
        self._avis.say("", mot="")

    def _on_read(self, document: TexteDocument) -> None:
        if self._source is not None:
            self.read.emit(self._source.id, document)
            self._show_text(document)

    def _show_text(self, document: TexteDocument) -> None:
        source, services = self._source, self._contexte.services
        if source is None:
            return
        self._marquage = Marquage(document, source, services.catalogue)
        self._pile.setCurrentIndex(1)
        if laisses := self._left_out(document):
            self._tell(laisses, Nature.ATTENTION)
        self.vue.show_text(document.texte)
        self.follow(self._grille)
        catalogue = services.catalogue
        reponses = Reponses(self, self._on_proposed, lambda _error: None)
        self._contexte.operations.run_latest(
            services.rendu, partial(propositions_of, document, source, catalogue), reponses, suite=SUITE
        )

    def _left_out(self, document: TexteDocument, avant: str = "") -> str:
        """What of a document was not read: its end, pages and pictures that have no text; `avant`: once nothing is proposed."""
        non_lus = tell_unread(document.non_lus, self._textes)
        coupe = self._cut(document, avant) if document.coupe else ""
        return " ".join(filter(None, (coupe, self._say(f"{avant}non_lu", quoi=" ; ".join(non_lus)) if non_lus else "")))

    def _cut(self, document: TexteDocument, avant: str = "") -> str:
        """How much of a document was read, when there is more."""
        nombre = len(document.pages) or f"{len(document.texte):,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
        return self._say(f"{avant}coupe_{'pages' if document.pages else 'signes'}", nombre=nombre)

    def _on_proposed(self, propositions: tuple[PhraseProposee, ...]) -> None:
        if self._marquage is not None:
            self._marquage.propose(propositions)
            self.follow(self._grille)
            announce(self._compte, self._counted(self._marquage))
            if self.vue.place == (0, 0):
                self._walk(0)

    # What is being looked at

    def _on_place(self, place: Place) -> None:
        marquage = self._marquage
        if marquage is None:
            return
        debut, fin = place
        self._look_at(marquage.over(place) if fin > debut else marquage.at(debut))

    def _look_at(self, endroit: Endroit | None) -> None:
        self._ici = endroit
        marquage = self._marquage
        if marquage is None:
            return
        self.vue.show_marks(marquage.endroits, endroit.place if endroit else None)
        cite = typographie(excerpt(marquage.printed(endroit.place), _EXTRAIT)) if endroit else ""
        self._imprime.setText(self._say("cite", texte=cite) if cite else self._say("rien"))
        self._tell_place(endroit)
        for widget in (self.point, self.nature, self.garder):
            widget.setEnabled(endroit is not None)
        marque = endroit is not None and endroit.etat is EtatEndroit.MARQUE
        self.refuser.set_up(self._say("retirer" if marque else "refuser"), note=self._say("suppr"))
        if endroit is not None:
            self.point.setCurrentIndex(self.point.findData(endroit.point.value if endroit.point else ""))
            self.nature.setCurrentIndex(self.nature.findData(endroit.nature.value))
            self._liste_plus_tard.start()

    def _tell_place(self, endroit: Endroit | None) -> None:
        """What a key did of it, or led to: what it is said to be, and its words."""
        if endroit is None or endroit.etat is EtatEndroit.RIEN or self._masque or endroit == self._dit:
            return
        avant, self._dit = self._dit, endroit
        if avant is not None and (avant.place, avant.point, avant.nature) == (endroit.place, endroit.point, endroit.nature):
            announce(self.vue, self._say(f"etat.{endroit.etat}"))
        else:
            ligne = self._line(endroit)
            announce(self.vue, f"{ligne.mot}. {self._say('cite', texte=ligne.titre)}")

    def _walk(self, sens: int) -> None:
        """To what is proposed next, or before."""
        marquage = self._marquage
        if marquage is None:
            return
        debut, fin = self.vue.place
        endroit = marquage.previous(debut) if sens < 0 else marquage.next(fin if sens else -1)
        if endroit is None:
            if laisses := self._left_out(marquage.document, "fini_"):
                self._tell(laisses, Nature.ATTENTION)
            else:
                self._tell(self._say("fini"), Nature.BIEN)
        else:
            self.vue.go_to(endroit.place[0])

    # What one decides

    def _mark(self, *, point: Point | None = None, nature: NaturePassage | None = None) -> bool:
        """Keeps what is looked at, with what was just said of it; False when its point is still to be said."""
        ici, marquage = self._ici, self._marquage
        if ici is None or marquage is None or self._masque:
            return False
        point = point or ici.point
        if point is None:
            self._ici = Endroit(ici.place, ici.etat, None, nature or ici.nature, ici.texte, ici.passage)
            self.nature.setCurrentIndex(self.nature.findData(self._ici.nature.value))
            self.point.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.marked.emit(marquage.passage(ici, point, nature or ici.nature))
        return True

    def _on_chosen(self) -> None:
        """One of the two lists was used."""
        choix = self.point.value()
        self._mark(point=Point(choix) if choix else None, nature=NaturePassage(self.nature.value()))

    def _on_accepted(self) -> None:
        ici = self._ici
        if ici is not None and (ici.etat is EtatEndroit.MARQUE or self._mark()):
            self._walk(1)
            self.vue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self) -> None:
        ici = self._ici
        if ici is None or self._masque:
            return
        if ici.etat is EtatEndroit.MARQUE:
            self.unmarked.emit(ici.passage)
        elif ici.etat is EtatEndroit.PROPOSE:
            announce(self.vue, self._say("refuse"))
            self.refused.emit(self.source, ici.place)
            self._walk(1)
        self.vue.setFocus(Qt.FocusReason.OtherFocusReason)

    # The list

    def _show_list(self) -> None:
        """Once one stays somewhere: whoever goes from passage to passage does not wait for it."""
        marquage = self._marquage
        if marquage is None:
            return
        self.liste.show_lines(list(map(self._line, marquage.around(self.vue.place[0], _LISTEES))))
        if self._ici is not None:
            self.liste.go_to(_key(self._ici))
        self._compte.setText(self._counted(marquage))

    def _counted(self, marquage: Marquage) -> str:
        return self._say("compte", **{etat.value: marquage.count(etat) for etat in (EtatEndroit.PROPOSE, EtatEndroit.MARQUE)})

    def _line(self, endroit: Endroit) -> Ligne:
        etat = self._say("etat.servirait" if endroit.servirait else f"etat.{endroit.etat}")
        if endroit.point is not None and endroit.etat is not EtatEndroit.RIEN:
            point, nature = self._textes(f"ecarts.points.{endroit.point}"), self._textes(f"ecarts.natures.{endroit.nature}")
            etat = self._say("etat_dit", etat=etat, point=point, nature=nature)
        teinte = TEINTES_NATURES[endroit.nature] if endroit.etat is EtatEndroit.MARQUE else Teinte.CLOS
        return Ligne(_key(endroit), excerpt(endroit.texte, _EXTRAIT), mot=etat, etat=teinte, icone=_ICONES[endroit.etat])

    def _on_line(self, id_: str) -> None:
        marquage = self._marquage
        endroit = next((un for un in marquage.endroits if _key(un) == id_), None) if marquage else None
        if marquage is None or endroit is None:
            return
        if endroit.etat is EtatEndroit.PERDU:
            ailleurs = marquage.found_again(endroit)
            if ailleurs is None:
                self._tell(self._say("perdu"), Nature.ATTENTION)
                return
            self.marked.emit(marquage.passage(ailleurs, endroit.point or Point.FINALITE, endroit.nature))
            endroit = ailleurs
        self.vue.go_to(endroit.place[0])
        self.vue.setFocus(Qt.FocusReason.OtherFocusReason)


def _key(endroit: Endroit) -> str:
    return f"{endroit.etat}:{endroit.passage or endroit.place[0]}"
