"""« Joindre un document »: which file, what it is, under what name it is shown. Nothing is read before it is confirmed."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import (
    Avis,
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
from droits_usagers.ui.dossier.formulaire import FormulaireDossier
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
