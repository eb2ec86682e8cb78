"""« Source »: what a column is, its day, the document it comes from; and how it goes away, with all that it says."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.grille import GenreSource, Source
from droits_usagers.domain.mots.dates import date_courte, read_date
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.grille.atelier import SourceSaisie
from droits_usagers.services.grille.documents import Documents
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.ui.composants import (
    Avis,
    BoutonDepliant,
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    LibelleEtat,
    LigneTexte,
    ListeDeroulante,
    Nature,
    Pied,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class ChampJour(Champ):
    """`a_venir`: the day may be one that has not come yet."""

    def __init__(self, textes: Textes, id_: str, *, aide: str = "", a_venir: bool = False) -> None:
        self.ligne = LigneTexte()
        self._textes, self._a_venir = textes, a_venir
        self._say = textes.under("grille.source_")
        super().__init__(Intitule(self._say(id_), aide), self.ligne)
        self.ligne.textChanged.connect(self.hush)

    def show_day(self, jour: dt.date | None) -> None:
        """As a source has it."""
        self.ligne.setText(date_courte(jour) if jour else "")
        self.hush()

    @property
    def typed(self) -> str:
        """As it is written."""
        return self.ligne.text().strip()

    def day(self, today: dt.date) -> dt.date | None:
        """What is meant; None when nothing is."""
        return read_date(self.typed, today) if self.typed else None

    def refuse(self, today: dt.date) -> Avis | None:
        """Says why what is written is no such day, and takes the focus; None when it is one."""
        jour = self.day(today)
        if not self.typed or (jour is not None and (self._a_venir or jour <= today)):
            return None
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.say(self._say("jour_a_venir" if jour else "jour_illisible"), mot=self._textes("commun.avis.attention"))


class VoletProvenance(QWidget):
    """A line, and three fields under it once it is pressed, or as soon as one of them says something."""

    def __init__(self, textes: Textes) -> None:
        super().__init__()
        say = textes.under("grille.source_")
        self.deplier = BoutonDepliant(say("provenance"))
        self.auteur = LigneTexte()
        self.promis, self.recu = ChampJour(textes, "promis", a_venir=True), ChampJour(textes, "recu")
        self._plies = QWidget()
        plies = Colonne(self._plies, ecart=12)
        for champ in (Champ(Intitule(say("auteur"), say("auteur_aide")), self.auteur), self.promis, self.recu):
            plies.addWidget(champ)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(self.deplier, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self._plies)
        self._plies.hide()
        self.deplier.toggled.connect(self._plies.setVisible)

    def show_source(self, source: Source | None) -> None:
        """As it has them; None for a new one."""
        self.auteur.setText(source.auteur if source else "")
        self.promis.show_day(source.promis_le if source else None)
        self.recu.show_day(source.recu_le if source else None)
        self.deplier.setChecked(any(self.typed))

    @property
    def typed(self) -> tuple[str, str, str]:
        """As it is written."""
        return self.auteur.text().strip(), self.promis.typed, self.recu.typed

    def refuse(self, today: dt.date) -> Avis | None:
        """Says, in view, why a day cannot be kept; None when they all can."""
        if self.promis.typed or self.recu.typed:
            self.deplier.setChecked(True)
        return self.promis.refuse(today) or self.recu.refuse(today)

    def conceal(self, *, masque: bool) -> None:
        """Hides the author, or shows it again."""
        self.auteur.setEchoMode(LigneTexte.EchoMode.Password if masque else LigneTexte.EchoMode.Normal)


class FaceSource(QWidget):
    """`given`: a SourceSaisie to keep, for the source shown or as a new one. `removal_wanted`: its id. `left`: nothing done."""

    given = Signal(object)
    removal_wanted = Signal(str)
    #: Its text is to be read and marked: its id.
    text_wanted = Signal(str)
    left = Signal()

    def __init__(self, contexte: Contexte, documents: Documents) -> None:
        super().__init__()
        self._contexte, self._textes, self._documents = contexte, contexte.textes, documents
        self._say = self._textes.under("grille.source_")
        #: How one says which document it is; asked by a dialog.
        self.ask_file: Callable[[], Path | None] = lambda: ask_file(self, self._say("document_titre"))
        self._source: Source | None = None
        self._fichier = ""
        self._depart: tuple[str, ...] = ()
        self._masque = False
        self._titre = Titre(niveau=2)
        self.genre = ListeDeroulante([(un.value, self._textes(f"ecarts.genres.{un}")) for un in GenreSource])
        self.nom = LigneTexte()
        self._champ_genre = Champ(Intitule(self._say("genre")), self.genre)
        self._champ_nom = Champ(Intitule(self._say("nom"), self._say("nom_aide")), self.nom)
        self._champ_jour = ChampJour(self._textes, "jour", aide=self._say("jour_aide"))
        self.jour = self._champ_jour.ligne
        self.provenance = VoletProvenance(self._textes)
        self._temoignage = Avis(self._say("temoignage"), mot=self._textes("commun.avis.information"))
        self._etat = LibelleEtat(first=False, teinte=Teinte.DOUX)
        self.choisir = BoutonSecondaire(self._say("document_choisir"), icone="trombone")
        self.ouvrir = BoutonLien(self._say("document_ouvrir"), icone="lien")
        self.marquer = BoutonSecondaire(self._say("marquer"), icone="rechercher")
        self.detacher = BoutonLien(self._say("document_retirer"), icone="fermer")
        self._avis = Avis("", mot="")
        self.valider = BoutonPrimaire(self._say("valider"), touche=self._textes("commun.entree"))
        self.renoncer = BoutonSecondaire(self._say("renoncer"), icone="retour")
        self.retirer = BoutonLien(self._say("retirer"), icone="corbeille")
        self._lay_out()
        self._connect()
        self.start(None)

    def _lay_out(self) -> None:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=12, marges=(2, 0, 8, 8))
        document = Colonne(ecart=4)
        document.addWidget(Libelle(self._say("document"), gras=True))
        document.addWidget(self._etat)
        for bouton in (self.choisir, self.ouvrir, self.detacher):
            document.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        for element in (self._titre, self._champ_genre, self._temoignage, self._champ_nom, self._champ_jour, self.provenance):
            colonne.addWidget(element)
        colonne.addWidget(self.marquer, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addLayout(document)
        colonne.addWidget(self._avis)
        colonne.addLayout(Pied(self.renoncer, self.valider, ecart=8))
        colonne.addWidget(self.retirer, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addStretch(1)
        self._defilement = Defilement(contenu)
        Colonne(self, ecart=0).addWidget(self._defilement)

    def _connect(self) -> None:
        self.valider.clicked.connect(lambda _checked=False: self._on_given())
        self.valider.bind_enter(self)
        self.renoncer.clicked.connect(lambda _checked=False: self._on_given_up())
        bind("Esc", self, self._on_given_up)
        self.genre.currentIndexChanged.connect(self._show_kind)
        self.marquer.clicked.connect(lambda _checked=False: self._on_text())
        self.choisir.clicked.connect(lambda _checked=False: self._on_choose())
        self.ouvrir.clicked.connect(lambda _checked=False: self._on_open())
        self.detacher.clicked.connect(lambda _checked=False: self._show_document(""))
        self.retirer.clicked.connect(lambda _checked=False: self._on_removal())

    # What the editor tells it

    def start(self, source: Source | None, nom: str = "") -> None:
        """For this source, by its name; None for a new one."""
        self._source = source
        self._titre.setText(nom or self._say("nouvelle"))
        if source is not None:
            self.genre.setCurrentIndex(self.genre.findData(source.genre.value))
        self._champ_jour.show_day(source.date if source else None)
        self.nom.setText(source.nom if source else "")
        self.provenance.show_source(source)
        self.marquer.setVisible(source is not None)
        self._avis.hide()
        self.valider.set_up(self._say("valider" if source else "ajouter"), note=self._textes("commun.entree"))
        self.retirer.setVisible(source is not None)
        self._show_kind()
        self._show_document(source.fichier if source else "")
        self._depart = self._typed()

    def _typed(self) -> tuple[str, ...]:
        return self.genre.value(), self._champ_jour.typed, self._fichier, self.nom.text().strip(), *self.provenance.typed

    @property
    def is_dirty(self) -> bool:
        """True if something was changed here and not kept yet."""
        return self._typed() != self._depart

    @property
    def source(self) -> Source | None:
        """The one shown."""
        return self._source

    def begin(self) -> None:
        """The focus where one starts."""
        self.genre.setFocus(Qt.FocusReason.OtherFocusReason)

    def conceal(self, *, masque: bool) -> None:
        """Hides the name of the document, or shows it again."""
        self._masque = masque
        self.nom.setEchoMode(LigneTexte.EchoMode.Password if masque else LigneTexte.EchoMode.Normal)
        self.provenance.conceal(masque=masque)
        self._show_document(self._fichier)

    def clear(self) -> None:
        """Holds nothing."""
        self.genre.setCurrentIndex(0)
        self.start(None)

    # What is typed

    def _show_kind(self) -> None:
        temoigne = self.genre.value() == GenreSource.TEMOIGNAGE
        self._temoignage.setVisible(temoigne)
        # Nobody says who speaks; what a file says all the same is not hidden.
        self.provenance.setVisible(not temoigne or any(self.provenance.typed))

    def _show_document(self, nom: str) -> None:
        self._fichier = nom
        etat = "attente" if self._documents.is_waiting(nom) else "en_place"
        fichier = self._textes("grille.masque") if self._masque else nom
        self._etat.setText(self._say(f"document_{etat}", fichier=fichier) if nom else self._say("document_aucun"))
        self.choisir.set_up(self._say("document_changer" if nom else "document_choisir"))
        self.choisir.setAccessibleDescription(self._etat.text())
        self.detacher.setVisible(bool(nom))
        self.ouvrir.setVisible(bool(nom) and self._contexte.sorties().allows(Sortie.OUVRIR))

    def _on_choose(self) -> None:
        chemin = self.ask_file()
        if chemin is None:
            return
        self._avis.hide()
        racine = self._source.id if self._source else self.genre.value().replace("_", "-")
        nom = self._contexte.operations.attempt(lambda: self._documents.add(chemin, racine), self._on_failure)
        if nom is not None:
            self._show_document(nom)

    def _on_open(self) -> None:
        def open_() -> None:
            self._contexte.sorties().open_file(self._documents.place(self._fichier))

        self._avis.hide()
        self._contexte.operations.attempt(open_, self._on_failure)

    def _on_failure(self, error: ExpectedError) -> None:
        phrase = self._contexte.operations.sentence(error)
        self._avis.say(phrase, mot=self._textes("commun.avis.arret"), nature=Nature.ARRET)
        self._avis.show()
        self._defilement.bring_into_view(self._avis)

    def _on_text(self) -> None:
        if self._source is not None:
            self.text_wanted.emit(self._source.id)

    def _on_removal(self) -> None:
        if self._source is not None:
            self.removal_wanted.emit(self._source.id)

    def _on_given_up(self) -> None:
        self.start(self._source, self._titre.text() if self._source else "")
        self.left.emit()

    def _on_given(self) -> None:
        today, provenance = self._contexte.services.today(), self.provenance
        refus = self._champ_jour.refuse(today) or provenance.refuse(today)
        if refus is not None:
            self._defilement.bring_into_view(refus)
            return
        self._depart = self._typed()
        saisie = SourceSaisie(
            GenreSource(self.genre.value()),
            self._champ_jour.day(today),
            self._fichier,
            self.nom.text(),
            auteur=provenance.auteur.text(),
            promis_le=provenance.promis.day(today),
            recu_le=provenance.recu.day(today),
        )
        self.given.emit(saisie)
