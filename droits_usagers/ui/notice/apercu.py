"""What will be printed for the fiche, in the form chosen, drawn again while one types; and on to paper or a file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from droits_usagers.domain.controle.cadre import Sortant
from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.notice.traitements import FicheTraitement, Forme, Papier
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.notice.joints import Voisins
from droits_usagers.services.notice.notices import Impression
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.apercu.feuilles import Feuilles
from droits_usagers.ui.apercu.texte import CopieTexte, Source
from droits_usagers.ui.composants import (
    Avis,
    BoutonDepliant,
    BoutonSecondaire,
    Champ,
    ChoixMultiples,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    ListeDeroulante,
    Nature,
    Option,
    Rangee,
)
from droits_usagers.ui.composants.lecture import TexteMontre
from droits_usagers.ui.composants.mise_en_page import DefilementAjuste
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.controle.retenue import Retenue
from droits_usagers.ui.socle.disposition import BAS
from droits_usagers.ui.socle.images import drawn
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.domain.lettre.lettre import Remarque
    from droits_usagers.domain.mots.textes import Langue
    from droits_usagers.services.notice.notices import NoticePrete


class FaceNotice(IntEnum):
    """In the order of the tabs."""

    CHOIX = 0
    PAGE = 1
    TEXTE = 2


class Faces(QWidget):
    """Shows what it is given, on the side that is open; covered, it shows neither."""

    def __init__(self, contexte: Contexte, choix: QWidget, source: Source) -> None:
        """`source`: what lets the text shown go, for who takes words of it."""
        super().__init__()
        dire = contexte.textes
        self.onglets = QTabBar()
        self.onglets.setDrawBase(False)
        self.onglets.setExpanding(False)
        self.onglets.setAccessibleName(dire("notices.apercu.faces"))
        for nom in ("notices.apercu.choix", "assistant.apercu.page", "assistant.apercu.texte"):
            self.onglets.addTab(dire(nom))
        self._short = False
        # No more than what is asked takes: the document scrolls, not both.
        self.choix = DefilementAjuste(choix)
        self.feuilles = Feuilles()
        self.feuilles.setAccessibleName(dire("notices.apercu.nom"))
        self.feuilles.setAccessibleDescription(dire("notices.apercu.aide"))
        self.texte = TexteMontre()
        self.texte.setAccessibleName(dire("notices.apercu.texte_nom"))
        self._copie = copie = CopieTexte(contexte, self.texte, source)
        self._masque = False
        cache = QWidget()
        dedans = Colonne(cache)
        dedans.addWidget(Avis(dire("notices.apercu.masque"), mot=dire("commun.avis.information")))
        dedans.addStretch(1)
        self._pile = QStackedWidget()
        for widget in (self.feuilles, self.texte, cache):
            self._pile.addWidget(widget)
        self._pile.setMinimumHeight(1)
        self._colonne = Colonne(self, ecart=4)
        for widget in (self.choix, self.onglets, self._pile):
            self._colonne.addWidget(widget)
        self._colonne.addWidget(copie)
        self._colonne.addStretch()
        self.onglets.currentChanged.connect(self._refresh)
        self._arrange()

    def show_choice(self, widget: QWidget) -> None:
        """Brings a part of what is asked into view."""
        if self._short:
            self.onglets.setCurrentIndex(FaceNotice.CHOIX)
        self.choix.bring_into_view(widget)

    def _arrange(self) -> None:
        """The tabs under what is asked, or above where that is behind one of them."""
        self._colonne.removeWidget(self.onglets)
        self._colonne.insertWidget(0 if self._short else 1, self.onglets)
        self.choix.part = 1.0 if self._short else 0.4
        self.onglets.setTabVisible(FaceNotice.CHOIX, self._short)
        self.onglets.setCurrentIndex(FaceNotice.CHOIX if self._short else FaceNotice.PAGE)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges again, where the height became short or no longer is."""
        super().resizeEvent(event)
        short = self.height() / current_theme().zoom < BAS
        if short is not self._short:
            self._short = short
            self._arrange()

    def show_document(self, pages: Sequence[QImage], texte: str) -> None:
        """Shows it, where the reading was."""
        self.feuilles.show_pages(pages)
        self.texte.show_where_read(texte)

    def conceal(self, *, masque: bool) -> None:
        """Covers it, or shows it again."""
        self._masque = masque
        self._refresh()

    def clear(self) -> None:
        """Holds nothing."""
        self.show_document((), "")
        self._copie.forget()
        self.conceal(masque=False)

    def _refresh(self) -> None:
        on_choice = self.onglets.currentIndex() == FaceNotice.CHOIX
        self.choix.setVisible(on_choice or not self._short)
        # What is asked is at the top, whatever is under it.
        self._pile.setVisible(not on_choice)
        for place, prend in ((2, not on_choice), (3, on_choice)):
            self._colonne.setStretch(place, int(prend))
        self._pile.setCurrentIndex(2 if self._masque else self.onglets.currentIndex() - FaceNotice.PAGE)


#: The pages to draw: later ones drop them.
SUITE = "notices.apercu"
_L = Forme.LANGUES
#: What the list of mentions says, and the band across the page.
DEJA_DITES = frozenset({"notice_projet", "notice_modele", "notice_trous", "notice_douteuse", "notice_nomme"})


class ApercuNotice(QWidget):
    """`fiche` gives it as it now stands, `voisins` the files beside it. Draws nothing while nobody sees it."""

    drawn = Signal()

    def __init__(
        self,
        contexte: Contexte,
        fiche: Callable[[], FicheTraitement],
        voisins: Callable[[], Voisins],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._contexte, self._textes, self._fiche, self._voisins = contexte, contexte.textes, fiche, voisins
        self._say = self._textes.under("notices.apercu")
        self._in_view = self._masque = self._couper = False
        #: What must be known of the file being made.
        self._remarques: tuple[Remarque, ...] = ()
        #: Counts the fiches: what was being drawn of the one before is not shown.
        self._rang = 0
        self._livraison = Livraison(contexte, self)
        self.formes = self._choice("formes", [forme.value for forme in Forme])
        self.papiers = self._choice("papiers", [papier.value for papier in Papier])
        #: Languages of the sheet of languages: what nobody read again is not ticked.
        self.langues = ChoixMultiples(
            [Option(langue.code, self._named(langue)) for langue in contexte.services.notices.langues()]
        )
        self.langues.set_value([langue.code for langue in contexte.services.notices.langues() if langue.relue])
        self.adresse = LigneTexte()
        self.deplier = BoutonDepliant(self._say("autres"))
        self._choix = QWidget()
        self.faces = Faces(contexte, self._choix, self._source)
        self.feuilles = self.faces.feuilles
        self.avis = Avis("", mot="")
        #: Whom the fiche seems to name, as long as it does.
        self.nommes = Avis("", mot="")
        self._build()
        self._connect()

    def _choice(self, liste: str, ids: list[str]) -> ListeDeroulante:
        return ListeDeroulante([(id_, self._say(f"{liste}.{id_}")) for id_ in ids])

    def _named(self, langue: "Langue") -> str:
        if langue.relue_le is None:
            return self._say("langue_non_relue", nom=langue.nom, nom_fr=langue.nom_fr)
        relue = {"date": date_courte(langue.relue_le), "par": langue.relue_par}
        return self._say("langue_relue", nom=langue.nom, nom_fr=langue.nom_fr, **relue)

    def _build(self) -> None:
        colonne = Colonne(self._choix, ecart=8, marges=(0, 0, 8, 8))
        ensemble = Rangee(ecart=8)
        ensemble.addWidget(Champ(Intitule(self._say("forme")), self.formes), 3)
        self._champ_papier = Champ(Intitule(self._say("papier")), self.papiers)
        ensemble.addWidget(self._champ_papier, 2)
        colonne.addLayout(ensemble)
        self._champ_langues = Champ(Intitule(self._say("langues"), self._say("langues_aide")), self.langues)
        self._champ_langues.hide()
        colonne.addWidget(self._champ_langues)
        self.avis.hide()
        colonne.addWidget(self.avis)
        self.nommes.hide()
        colonne.addWidget(self.nommes)
        self.retenue = Retenue.at(self._livraison)
        colonne.addWidget(self.retenue)
        colonne.addWidget(self._ways_out())
        colonne.addWidget(self.deplier, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self._less_asked())
        Colonne(self, ecart=8).addWidget(self.faces)

    def _less_asked(self) -> QWidget:
        """What few need, folded."""
        rare = QWidget()
        colonne = Colonne(rare, ecart=8)
        colonne.addWidget(Champ(Intitule(self._say("adresse"), self._say("adresse_aide")), self.adresse))
        colonne.addWidget(self.boutons["ensemble"], 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(Libelle(self._say("ensemble_aide"), teinte=Teinte.DOUX))
        rare.hide()
        self.deplier.toggled.connect(rare.setVisible)
        return rare

    def _ways_out(self) -> QWidget:
        boite = QWidget()
        rangee = Rangee(boite, ecart=8)
        sorties = self._contexte.sorties()
        self.boutons = {"imprimer": BoutonSecondaire(self._say("imprimer"), icone="imprimer")}
        if sorties.allows(Sortie.ENREGISTRER):
            for format_ in (Format.PDF, Format.DOCX):
                self.boutons[format_.value] = bouton = BoutonSecondaire(self._say(format_.value))
                bouton.setAccessibleName(self._textes(f"assistant.fin.{format_}"))
                bouton.clicked.connect(partial(self._save, format_))
        self.boutons["imprimer"].clicked.connect(lambda _checked=False: self._print())
        for bouton in self.boutons.values():
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        self.boutons["ensemble"] = BoutonSecondaire(self._say("ensemble"), icone="imprimer")
        self.boutons["ensemble"].setAccessibleDescription(self._say("ensemble_aide"))
        self.boutons["ensemble"].clicked.connect(lambda _checked=False: self._print_all())
        return boite

    def _connect(self) -> None:
        self.formes.currentIndexChanged.connect(self._on_form)
        self.papiers.currentIndexChanged.connect(self._on_changed)
        self.langues.choice_changed.connect(self._on_changed)
        self.adresse.textChanged.connect(self._on_changed)
        self.feuilles.width_changed.connect(self.draw)
        self._livraison.delivered.connect(self._on_delivered)
        self._livraison.impeded.connect(self._on_impeded)
        self.retenue.appeared.connect(lambda: self.faces.show_choice(self.retenue))

    # What is drawn

    @property
    def impression(self) -> Impression:
        """What is asked for."""
        forme = Forme(self.formes.value())
        papier = Papier(self.papiers.value()) if len(forme.papiers) > 1 else None
        langues = self.langues.value()
        return Impression(
            forme,
            papier,
            adresse=self.adresse.text().strip(),
            couper=self._couper,
            langues=langues,
            jour=self._contexte.services.today(),
            voisins=self._voisins(),
        )

    def arrive(self) -> None:
        """The focus on which document it is."""
        self.faces.show_choice(self.formes)
        self.formes.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_in_view(self, *, in_view: bool) -> None:
        """Says whether someone sees it."""
        self._in_view = in_view
        self.draw()

    def draw(self) -> None:
        """Draws the fiche as it now stands, if anyone sees it."""
        if not self._in_view or self._masque:
            return
        notices, impression, largeur = self._contexte.services.notices, self.impression, self.feuilles.page_width()
        fiche, rang = self._fiche(), self._rang

        def make() -> "tuple[tuple[list[QImage], str], tuple[Remarque, ...]]":
            pages = [drawn(page) for page in notices.images(fiche, impression, largeur)]
            return (pages, notices.text(fiche, impression)), notices.named(fiche, impression.forme)

        reponses = Reponses(self, lambda fait: self._on_drawn(rang, *fait), lambda error: self._on_impeded(error, rang=rang))
        self._contexte.operations.run_latest(self._contexte.services.rendu, make, reponses, suite=SUITE)

    def _on_drawn(self, rang: int, document: tuple[list[QImage], str], nommes: "tuple[Remarque, ...]") -> None:
        if rang == self._rang:
            self.avis.hide()
            if not self._masque:
                self._tell_names(nommes)
            self.faces.show_document(*document)
            self.drawn.emit()

    def _tell_names(self, nommes: "tuple[Remarque, ...]") -> None:
        """As long as the fiche seems to name them; empty: nobody."""
        dit = " ".join(self._textes(f"remarques.{un.id}", **dict(un.faits)) for un in nommes)
        self.nommes.say(dit, mot=self._textes("commun.avis.attention") if dit else "", nature=Nature.ATTENTION)
        self.nommes.setVisible(bool(dit))

    def _on_form(self) -> None:
        forme = Forme(self.formes.value())
        self._champ_papier.setVisible(len(forme.papiers) > 1)
        self._champ_langues.setVisible(forme is Forme.LANGUES)
        self._on_changed()

    def _on_changed(self) -> None:
        self._couper = False
        self.draw()

    def _on_impeded(self, error: ExpectedError, *, rang: int | None = None) -> None:
        if rang not in (None, self._rang):
            return
        self._drop_buttons()
        if error.panne is not Panne.NOTICE_DEBORDE:
            self._tell(self._contexte.operations.sentence(error), mot=self._textes("commun.avis.arret"), nature=Nature.ARRET)
            return
        # What is shown does not fit any more: it is no preview.
        self.faces.show_document((), "")
        self._tell(self._say("deborde", **error.faits), mot=self._say("ne_tient_pas"), nature=Nature.ATTENTION)
        couper = BoutonSecondaire(self._say("couper"))
        couper.clicked.connect(lambda _checked=False: self._cut())
        self.avis.add_button(couper)

    def _cut(self) -> None:
        self._couper = True
        self.draw()

    def _drop_buttons(self) -> None:
        for bouton in self.avis.findChildren(BoutonSecondaire):
            bouton.hide()
            bouton.deleteLater()

    def _tell(self, texte: str, *, mot: str, nature: Nature) -> None:
        self._drop_buttons()
        self.avis.say(texte, mot=mot, nature=nature)
        self.avis.show()
        self.faces.show_choice(self.avis)

    # Ways out

    def _print(self) -> None:
        notices, fiche, impression = self._contexte.services.notices, self._fiche(), self.impression

        def lay_out() -> Libre[Sequence[Liasse]]:
            return self._release((notices.prepare_print(fiche, impression),)).map(self._laid_out)

        self._livraison.print_out(lay_out)

    def _laid_out(self, composees: "Sequence[NoticePrete]") -> Sequence[Liasse]:
        return [self._contexte.services.notices.liasse(notice) for notice in composees]

    def _release(self, composees: "tuple[NoticePrete, ...]", nom: str = "") -> "Libre[tuple[NoticePrete, ...]]":
        pretes = [prete for notice in composees for prete in (notice, notice.en_deux) if prete is not None]
        dits = [self._contexte.services.notices.said(prete) for prete in pretes]
        documents = {f"{id_}{rang or ''}": document for rang, dit in enumerate(dits) for id_, document in dit.documents.items()}
        sortant = Sortant(documents, tuple(passage for dit in dits for passage in dit.passages))
        livraison = self._livraison
        return livraison.controle.release(composees, sortant, gestes=livraison.gestes, nom=nom)

    def _source(self) -> Callable[[], Libre[str]]:
        notices, fiche, impression = self._contexte.services.notices, self._fiche(), self.impression

        def make() -> Libre[str]:
            return self._release((notices.prepare_print(fiche, impression),)).map(
                lambda _pretes: notices.text(fiche, impression)
            )

        return make

    def _print_all(self) -> None:
        notices, fiche, choisie = self._contexte.services.notices, self._fiche(), self.impression

        def make() -> Libre[Sequence[Liasse]]:
            # Without a language chosen, there is no sheet of languages; the log is kept by the service.
            voulues = (forme for forme in Forme if forme is not Forme.JOURNAL and (forme is not _L or choisie.langues))
            formes = (replace(choisie, forme=forme, papier=None) for forme in voulues)
            toutes = (replace(une, papier=Papier.A4) if len(une.forme.papiers) > 1 else une for une in formes)
            pretes = tuple(notices.prepare_print(fiche, une, self._say(f"formes.{une.forme}")) for une in toutes)
            return self._release(pretes).map(self._laid_out)

        self._livraison.print_out(make)

    def _save(self, format_: Format, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt
        notices, fiche, impression = self._contexte.services.notices, self._fiche(), self.impression
        nom = notices.suggested_name(impression, format_)

        def write(prete: "NoticePrete") -> bytes:
            rendu = notices.written(prete, format_)
            self._remarques = rendu.remarques
            return rendu.contenu

        def make() -> Libre[bytes]:
            return self._release((notices.prepare(fiche, impression, format_),), nom).map(lambda libres: write(libres[0]))

        self._livraison.save_bytes(make, nom)

    def _on_delivered(self, fait: str, phrase: str) -> None:
        # It may be written otherwise before it leaves again.
        self._livraison.gestes.clear()
        dit = [phrase]
        a_dire = (remarque for remarque in self._remarques if remarque.id not in DEJA_DITES)
        dit.extend(self._textes(f"remarques.{remarque.id}", **dict(remarque.faits)) for remarque in a_dire)
        self._remarques = ()
        self._tell("\n".join(dit), mot=self._textes(f"assistant.fin.fait.{fait}_mot"), nature=Nature.BIEN)

    # What the window asks

    def conceal(self, *, masque: bool) -> None:
        """Covers the document, or shows it again."""
        self._masque = masque
        self._tell_names(())
        self.faces.conceal(masque=masque)
        self.draw()

    def clear(self) -> None:
        """Holds nothing of what was written."""
        self._rang += 1
        self._couper = self._masque = False
        self._remarques = ()
        self._livraison.clear()
        self.faces.clear()
        self.adresse.clear()
        self.avis.hide()
        self._tell_names(())
        self._drop_buttons()
