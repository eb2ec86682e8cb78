"""« Fiches »: pages for those who work with people; what each is for, how it looks, and on to paper or a file."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.lettre.lettre import Feuille, Texte
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.droit.fiches import CALENDRIER
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Colonne,
    Libelle,
    Nature,
    Rangee,
)
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.controle.retenue import Retenue
from droits_usagers.ui.droit.article import PageLecture
from droits_usagers.ui.socle.destination import DepuisEcran, Destination, Quoi, VersFiche
from droits_usagers.ui.socle.images import drawn
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

#: The page to draw: a later one drops it.
SUITE = "fiches.apercu"
#: In pixels, at 100 %: what the way back, the tabs and the buttons take on one line.
D_UN_TRAIT = 560


class PageFiches(PageLecture):
    """Nothing on it is about anyone: there is nothing to hide and nothing to forget."""

    cote_a_cote = 900

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._fiches = contexte.services.fiches
        self._feuilles: Mapping[str, Feuille] = {}
        #: Asked for before the fiches were read.
        self._voulue = ""
        self._livraison = Livraison(contexte, self)
        self.liste = ListeMontree()
        self.apercu = Apercu(contexte, self._source, masquable=False)
        self._avis = Avis("", mot="")
        self._avis.hide()
        self._gauche = self._make_list()
        self._droite = self._make_preview()
        rangee = Rangee(self, ecart=24, marges=(24, 24, 24, 8))
        rangee.addWidget(self._gauche)
        rangee.addWidget(self._droite, 1)
        self._connect()
        self._let_go()
        contexte.operations.run(
            contexte.services.rendu,
            lambda: {id_: self._fiches.make(id_) for id_ in self._fiches.ids},
            Reponses(self, self._on_read, self._on_impeded),
        )

    def _make_list(self) -> QWidget:
        gauche = QWidget()
        colonne = Colonne(gauche, ecart=12)
        phrase = Libelle(self.textes("fiches.phrase"), teinte=Teinte.DOUX)
        # What is hidden where there is little room must not make the window grow first.
        phrase.hide()
        self._de_trop = (phrase,)
        colonne.addWidget(phrase)
        self.liste.setAccessibleName(self.textes("fiches.liste"))
        colonne.addWidget(self.liste, 1)
        self.refus = BoutonLien(self.textes("rail.refus"), icone="refus")
        self.refus.clicked.connect(lambda _checked=False: self.page_wanted.emit(Destination("refus", DepuisEcran("fiches"))))
        colonne.addWidget(self.refus, 0, Qt.AlignmentFlag.AlignLeading)
        return gauche

    def _make_preview(self) -> QWidget:
        droite = QWidget()
        colonne = Colonne(droite, ecart=12)
        self._retour = BoutonLien(self.textes("fiches.retour"), icone="retour")
        colonne.addWidget(self._retour, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self.apercu, 1)
        colonne.addWidget(self._avis)
        colonne.addWidget(Retenue.at(self._livraison))
        self._sorties = self._make_ways_out()
        colonne.addWidget(self._sorties)
        self._lecture = colonne
        return droite

    def _arrange(self) -> None:
        super()._arrange()
        dedans = self._lecture.indexOf(self._sorties) < 0
        # Where the height is short, on one line with the tabs of the page, if they have room on it.
        voulu = self._short and self.width() >= current_theme().px(D_UN_TRAIT)
        if voulu is dedans:
            return
        for part in (self._retour, self._sorties):
            (self.apercu.tete if dedans else self._lecture).removeWidget(part)
        if voulu:
            self.apercu.tete.insertWidget(0, self._retour)
            self.apercu.tete.addWidget(self._sorties)
        else:
            self._lecture.insertWidget(0, self._retour, 0, Qt.AlignmentFlag.AlignLeading)
            self._lecture.addWidget(self._sorties)

    def _make_ways_out(self) -> QWidget:
        boite = QWidget()
        rangee = Rangee(boite, ecart=8)
        rangee.addStretch(1)
        sorties = self.contexte.sorties()
        self.imprimer = BoutonPrimaire(self.textes("fiches.imprimer"))
        self.imprimer.clicked.connect(lambda _checked=False: self._print())
        self._boutons: list[BoutonSecondaire | BoutonPrimaire] = [self.imprimer]
        if sorties.allows(Sortie.ENREGISTRER):
            for format_ in (Format.PDF, Format.DOCX):
                bouton = BoutonSecondaire(self.textes(f"fiches.{format_}"))
                bouton.setAccessibleName(self.textes(f"assistant.fin.{format_}"))
                bouton.clicked.connect(lambda _checked=False, en=format_: self._save(en))
                self._boutons.append(bouton)
        for each in self._boutons:
            rangee.addWidget(each)
        return boite

    def _connect(self) -> None:
        self.liste.line_reached.connect(self._on_reached)
        self.liste.line_opened.connect(self._on_opened)
        self._retour.clicked.connect(self._back_to_list)
        self.apercu.width_changed.connect(self._draw)
        self._livraison.delivered.connect(self._on_delivered)
        self._livraison.impeded.connect(self._on_impeded)

    # What the window asks of a page

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Shows a fiche if one is named."""
        self._voulue = quoi.id if isinstance(quoi, VersFiche) else ""
        self._go_to_wanted()
        self._focus()

    def clear(self) -> None:
        """Takes back what was said of a file."""
        self._livraison.clear()
        self._avis.hide()

    # The list

    def _on_read(self, feuilles: Mapping[str, Feuille]) -> None:
        self._feuilles = feuilles
        self.liste.show_lines([self._line(id_, feuille) for id_, feuille in feuilles.items()])
        self._go_to_wanted()

    def _line(self, id_: str, feuille: Feuille) -> Ligne:
        titre = "".join(inline.texte for inline in feuille.titre if isinstance(inline, Texte))
        ici = (self.textes("fiches.calendrier.ici"),) if id_ == CALENDRIER else ()
        return Ligne(id_, titre, " ".join((*feuille.en_clair, *ici)))

    def _go_to_wanted(self) -> None:
        if self._feuilles:
            self.liste.go_to(
                self._voulue if self._voulue in self._feuilles else self.liste.current() or next(iter(self._feuilles))
            )
            if self._voulue in self._feuilles:
                self._on_opened(self._voulue)

    def _on_reached(self, id_: str) -> None:
        self._avis.hide()
        for bouton in self._boutons:
            bouton.setEnabled(bool(id_))
        self._draw()

    def _on_opened(self, _id: str) -> None:
        self._lit = True
        self._arrange()
        self._draw()
        self._focus()

    def _focus(self) -> None:
        """On the list, or on the page where it is alone."""
        ici = self.liste if self.liste.isVisible() else self.apercu.feuilles
        ici.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to_list(self) -> None:
        self._let_go()
        self._focus()

    def _let_go(self) -> None:
        self._lit = False
        self._arrange()
        for bouton in self._boutons:
            bouton.setEnabled(bool(self.liste.current()))

    # The page

    @property
    def _feuille(self) -> Feuille | None:
        return self._feuilles.get(self.liste.current())

    def _draw(self) -> None:
        feuille, courriers, largeur = self._feuille, self.contexte.services.courriers, self.apercu.page_width()
        if feuille is None or not self._droite.isVisible():
            return

        def draw() -> tuple[list[QImage], str]:
            # PNG rather than SVG: QSvgRenderer holds up the window.
            return [drawn(page) for page in courriers.images(feuille, largeur)], courriers.text(feuille)

        reponses = Reponses(self, lambda dessin: self.apercu.show_letter(*dessin), self._on_impeded)
        self.contexte.operations.run_latest(self.contexte.services.rendu, draw, reponses, suite=SUITE)

    def _source(self) -> Callable[[], Libre[str]] | None:
        feuille, livraison = self._feuille, self._livraison
        if feuille is None:
            return None
        return lambda: livraison.controle.release_document(feuille, gestes=livraison.gestes).map(livraison.courriers.text)

    def _print(self) -> None:
        feuille = self._feuille
        if feuille is not None:
            courriers = self.contexte.services.courriers
            livraison = self._livraison

            def lay_out() -> Libre[Sequence[Liasse]]:
                libre = livraison.controle.release_document(feuille, gestes=livraison.gestes)
                return libre.map(lambda libere: [courriers.liasse(libere)])

            livraison.print_out(lay_out)

    def _save(self, format_: Format) -> None:
        id_ = self.liste.current()
        if id_ in self._feuilles:
            feuille, livraison, nom = self._feuilles[id_], self._livraison, self._fiches.suggested_name(id_, format_)
            make = partial(livraison.controle.release_document, feuille, gestes=livraison.gestes, nom=nom)
            livraison.save_as(make, format_, nom)

    def _on_delivered(self, fait: str, dit: str) -> None:
        self._tell(dit, mot=self.textes(f"assistant.fin.fait.{fait}_mot"), nature=Nature.BIEN)

    def _on_impeded(self, error: ExpectedError) -> None:
        self._tell(self.contexte.operations.sentence(error), mot=self.textes("assistant.fin.empeche"), nature=Nature.ATTENTION)

    def _tell(self, texte: str, *, mot: str, nature: Nature) -> None:
        self._avis.say(texte, mot=mot, nature=nature)
        self._avis.show()

    # Where things go

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one after the other."""
        super().resizeEvent(event)
        self._draw()
