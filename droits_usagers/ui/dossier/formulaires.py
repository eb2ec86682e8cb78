"""The forms that take the place of a dossier: each is made the first time it is asked for, and then kept."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.attaches import Attache
from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.mots.dates import date_courte, date_longue, read_ahead
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffre.saisies import SaisieGardee
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonPrimaire,
    Champ,
    ChoixUnique,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Nature,
    Option,
    Titre,
    Vide,
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.affaire import FormulaireAffaire
from droits_usagers.ui.dossier.attaches import ECRITES, FormulaireAttache
from droits_usagers.ui.dossier.formulaire import FormulaireDossier
from droits_usagers.ui.dossier.formulaire_fait import FormulaireFait
from droits_usagers.ui.dossier.tete import FormulaireConsignes
from droits_usagers.ui.socle.choix_fichier import ask_file


def ask_piece(parent: QWidget, textes: Textes) -> Path | None:
    """Which file; None if the person gave up."""
    filtres = textes("suivi.pieces.filtre"), textes("suivi.pieces.filtre_tous")
    return ask_file(parent, textes("suivi.pieces.choisir_titre"), *filtres)


def dropped_files(donnees: QMimeData) -> tuple[Path, ...]:
    """The files of this computer among what is being dropped."""
    return tuple(Path(url.toLocalFile()) for url in donnees.urls() if url.isLocalFile())


#: What a file can be, when it is not a letter of ours.
_GENRES = (GenrePiece.REPONSE, GenrePiece.PREUVE, GenrePiece.AUTRE)


@dataclass(frozen=True, slots=True)
class PieceDonnee:
    """A file to keep. `courrier` is the letter whose version really sent it is."""

    chemin: Path = field(repr=False)
    nom: str = field(repr=False)
    genre: GenrePiece
    courrier: int | None = None


class FormulairePiece(FormulaireDossier):
    """Gives a `PieceDonnee`."""

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(textes, "suivi.pieces", parent)
        self._chemin = Path()
        self._courrier: int | None = None
        self._titre = Titre(niveau=2)
        self._fichier = Libelle()
        self._aide = Libelle(teinte=Teinte.DOUX)
        self._dit = Colonne()
        genres = [Option(genre, self._say(f"genres.{genre}"), self._say(f"aides.{genre}")) for genre in _GENRES]
        self.choix = ChoixUnique(genres, vide=Vide.of(textes, genres, ""))
        self.champ_genre = Champ(Intitule(self._say("genre")), self.choix)
        self.nom = LigneTexte()
        self.champ_nom = Champ(Intitule(self._say("nom"), self._say("nom_aide")), self.nom)
        self.enregistrer = BoutonPrimaire(self._say("enregistrer"), touche=textes("commun.entree"))
        fichier = (Libelle(self._say("fichier"), gras=True), self._fichier)
        dits = (self._aide, self.champ_genre, self.champ_nom)
        self._fill(self._titre, self._dit, *fichier, *dits, donner=self.enregistrer)
        self.enregistrer.bind_enter(self)
        self.enregistrer.clicked.connect(self._on_confirmed)
        self.choix.choice_changed.connect(self.champ_genre.hush)

    def start(
        self, chemin: Path, *, genre: GenrePiece = GenrePiece.INCONNU, courrier: int | None = None, lettre: str = ""
    ) -> None:
        """For this file; what it is may be known already, and so may the letter it takes the place of."""
        self._chemin, self._courrier = chemin, courrier
        self.ouvert = {"chemin": str(chemin), "courrier": "" if courrier is None else str(courrier), "lettre": lettre}
        remplace = courrier is not None
        self._titre.setText(self._say("titre_version" if remplace else "titre"))
        self._fichier.setText(chemin.name)
        self._aide.setText(self._say("aide_version", lettre=lettre) if remplace else "")
        self._aide.setVisible(remplace)
        self.champ_genre.setVisible(not remplace)
        self.champ_genre.hush()
        self.nom.setText(chemin.name)
        replace_all(self._dit, ())
        self.enregistrer.hold("")
        if genre in _GENRES:
            self.choix.set_value(genre)
        else:
            self.choix.clear()
        (self.enregistrer if remplace or genre in _GENRES else self.choix).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets the file."""
        self._chemin, self._courrier, self.ouvert = Path(), None, {}
        self._fichier.setText("")
        self._aide.setText("")
        self.nom.clear()
        self.choix.clear()
        replace_all(self._dit, ())

    def wait(self) -> None:
        """The file is being read."""
        replace_all(self._dit, ())
        self.enregistrer.hold(self._say("lecture"))

    def refuse(self, phrase: str) -> None:
        """Says why it was not kept; another can be chosen, or another way found."""
        self.enregistrer.hold("")
        avis = Avis(phrase, mot=self._textes("commun.avis.attention"), nature=Nature.ATTENTION)
        replace_all(self._dit, (avis,))
        self.retour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_confirmed(self) -> None:
        remplace = self._courrier is not None
        choisi = self.choix.value()
        if not remplace and not choisi:
            self.champ_genre.say(self._say("sans_genre"), mot=self._textes("suivi.refus.mot"))
            self.choix.setFocus()
            return
        genre = GenrePiece.VERSION_ENVOYEE if remplace else GenrePiece(choisi)
        donnee = PieceDonnee(self._chemin, self.nom.text().strip(), genre, self._courrier)
        self.geste.emit(lambda vers: vers.gestes.take_in(donnee))


#: Days that are usual, from today.
_USUELLES: dict[str, Callable[[dt.date], dt.date]] = {
    "quinzaine": lambda today: today + dt.timedelta(days=15),
    "mois": lambda today: add_months(today, 1),
    "trimestre": lambda today: add_months(today, 3),
}


class FormulaireRevoir(FormulaireDossier):
    """Gives a day to come, or none, for that which the dates of the dossier give."""

    def __init__(self, textes: Textes, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(textes, "suivi.revoir", parent)
        self._today = today
        self.date = LigneTexte()
        self.champ = Champ(Intitule(self._say("date"), self._say("aide")), self.date)
        self._lue = Libelle(teinte=Teinte.DOUX)
        self.enregistrer = BoutonPrimaire(self._say("enregistrer"), touche=textes("commun.entree"))
        self.selon_ses_dates = BoutonLien(self._say("selon_ses_dates"))
        self.selon_ses_dates.clicked.connect(lambda _checked=False: self.geste.emit(lambda vers: vers.look_again(None)))
        usuelles = Colonne(ecart=0)
        for id_, jour_of in _USUELLES.items():
            lien = BoutonLien(self._say(id_))
            lien.clicked.connect(lambda _checked=False, jour_of=jour_of: self._propose(jour_of(self._today())))
            usuelles.addWidget(lien)
        usuelles.addWidget(self.selon_ses_dates)
        self._fill(Titre(self._say("titre"), niveau=2), self.champ, self._lue, usuelles, donner=self.enregistrer)
        self.enregistrer.bind_enter(self)
        self.enregistrer.clicked.connect(self._on_chosen)
        self.date.textChanged.connect(self._on_date)

    def start(self, choisie: dt.date | None) -> None:
        """From the day that holds, if one was chosen."""
        self.selon_ses_dates.setVisible(choisie is not None)
        self._propose(choisie or _USUELLES["quinzaine"](self._today()))

    def clear(self) -> None:
        """Forgets what was typed."""
        self.date.clear()

    def _propose(self, jour: dt.date) -> None:
        self.date.setText(date_courte(jour))
        self.date.setFocus()
        self.date.selectAll()

    def _on_date(self, texte: str) -> None:
        self.champ.hush()
        lue = read_ahead(texte, self._today())
        self._lue.setText(date_longue(lue) if lue is not None else "")

    def _on_chosen(self) -> None:
        lue = read_ahead(self.date.text(), self._today())
        if lue is None or lue < self._today():
            self.champ.say(self._say("illisible"), mot=self._textes("suivi.refus.mot"), nature=Nature.ATTENTION)
            self.date.setFocus()
            self.date.selectAll()
        else:
            self.geste.emit(lambda vers: vers.look_again(lue))


#: Those of a kind of their own, each by its name here; the others have that of what is attached.
_PARTICULIERS = ("fait", "revoir", "consignes", "piece", "affaire")
NOMS = (*_PARTICULIERS, *ECRITES)
F = TypeVar("F", bound=FormulaireDossier)


class Formulaires(QObject):
    """Gives the words to each, and says what was given in any."""

    #: A `GestePanneau`.
    geste = Signal(object)
    #: The person goes back without giving anything.
    left = Signal()

    def __init__(self, textes: Textes, today: Callable[[], dt.date], parent: QObject) -> None:
        super().__init__(parent)
        self._textes = textes
        self._today = today
        self._attaches: dict[str, FormulaireAttache] = {}

    @cached_property
    def fait(self) -> FormulaireFait:
        """Where one says what happened."""
        return self._heard(FormulaireFait(self._textes, self._today))

    def attache(self, attache: Attache[Any]) -> FormulaireAttache:
        """Where one says what is attached to it."""
        if attache.code not in self._attaches:
            self._attaches[attache.code] = self._heard(FormulaireAttache(self._textes, attache))
        return self._attaches[attache.code]

    @cached_property
    def revoir(self) -> FormulaireRevoir:
        """Where one says when to look at it again."""
        return self._heard(FormulaireRevoir(self._textes, self._today))

    @cached_property
    def consignes(self) -> FormulaireConsignes:
        """Where one says what is to be avoided."""
        return self._heard(FormulaireConsignes(self._textes))

    @cached_property
    def piece(self) -> FormulairePiece:
        """Where one says what a file is."""
        return self._heard(FormulairePiece(self._textes))

    @cached_property
    def affaire(self) -> FormulaireAffaire:
        """Where one says to which affaire the dossier belongs."""
        return self._heard(FormulaireAffaire(self._textes))

    def _heard(self, formulaire: F) -> F:
        formulaire.geste.connect(self.geste)
        formulaire.left.connect(self.left)
        return formulaire

    def drafts(self) -> tuple[SaisieGardee, ...]:
        """What is half said and waits, each with the dossier it is about."""
        return tuple(saisie for formulaire in self._attaches.values() for saisie in formulaire.drafts())

    def take_up(self, saisie: SaisieGardee) -> None:
        """What waited before, if it is of those."""
        if saisie.formulaire in ECRITES:
            self.attache(ECRITES[saisie.formulaire]).take_up(saisie)

    def drop(self, reference: str = "") -> None:
        """Nothing stays of what waits with a dossier, or with all."""
        for formulaire in self._attaches.values():
            formulaire.drop(reference)

    def name_of(self, formulaire: QObject | None) -> str:
        """What one of them is called here; empty for anything else."""
        return next((nom for nom, autre in (self.__dict__ | self._attaches).items() if autre is formulaire and nom in NOMS), "")

    def empty(self) -> None:
        """Nothing that was typed stays in those that were made, but what waits."""
        for nom in _PARTICULIERS:
            if nom in self.__dict__:
                getattr(self, nom).clear()
