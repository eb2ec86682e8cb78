"""Answers that are no words: a picture put beside the fiche, a colour."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QWidget

from droits_usagers.domain.demarche.questions import Question, Valeur
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.notice.traitements import COULEUR, contrast, is_colour, readable
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import GenreFichier
from droits_usagers.services.dossier.pieces import Recu, read_file
from droits_usagers.services.notice.atelier import AtelierNotice
from droits_usagers.services.notice.joints import names
from droits_usagers.services.notice.notices import Notices
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonSecondaire,
    Colonne,
    Libelle,
    LibelleEtat,
    LigneTexte,
    Nature,
    Rangee,
)
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.questions.entrees import Entree
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.images import read_image, renew
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from collections.abc import Callable

#: The longest side, in points: of a photo, then of a logo until it is light enough.
_COTE_PHOTO = 2000
_COTES_LOGO = (1200, 700, 400, 200)
_LOGO_LEGER = 500_000
_QUALITE = 85


def make_photo(chemin: Path) -> tuple[bytes, str]:
    """A photo of this computer, and how its name ends. Raises ExpectedError as `read_file` and `renew`."""
    recu = read_file(chemin)
    image = _smaller(_renewed(recu), _COTE_PHOTO)
    return _written(image.convertToFormat(QImage.Format.Format_RGB32), "JPEG"), "jpg"


def make_logo(chemin: Path, notices: Notices) -> tuple[bytes, str]:
    """A logo of this computer, and how its name ends. Raises ExpectedError also as `Notices.check_logo`."""
    recu = read_file(chemin)
    if recu.genre is not GenreFichier.IMAGE:
        # A drawing, or nothing one can print: the check tells which.
        return notices.check_logo(recu.contenu, recu.nom), "svg"
    image = _renewed(recu)
    tailles = (_written(_smaller(image, cote), "PNG") for cote in _COTES_LOGO)
    contenu = next((taille for taille in tailles if len(taille) <= _LOGO_LEGER), b"")
    if not contenu:
        raise ExpectedError(Panne.IMAGE_ILLISIBLE, fichier=readable_key(recu.nom))
    notices.check_logo(contenu, recu.nom)
    return contenu, "png"


def _renewed(recu: Recu) -> QImage:
    if recu.genre is not GenreFichier.IMAGE:
        raise ExpectedError(Panne.IMAGE_ILLISIBLE, fichier=readable_key(recu.nom))
    return read_image(renew(recu.contenu, recu.nom))


def _smaller(image: QImage, cote: int) -> QImage:
    if max(image.width(), image.height()) <= cote:
        return image
    proportions, lisse = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(cote, cote, proportions, lisse)


def _written(image: QImage, format_: str) -> bytes:
    sortie = QBuffer()
    sortie.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(sortie, format_, _QUALITE)  # type: ignore[call-overload] # a name of format may be a str
    return bytes(sortie.data().data())


LOGO, PHOTO, COULEUR_PROPRE = "logo", "controle_photo", "couleur"
#: How pictures are called on the disk.
_RACINES = {LOGO: "logo", PHOTO: "photo"}


class BoiteImage(QWidget):
    """What is chosen, a button to choose, another to take it away; why a file will not do is said under them."""

    image_changed = Signal()

    def __init__(self, question: str, atelier: AtelierNotice, contexte: Contexte) -> None:
        super().__init__()
        self._racine, self._atelier, self._contexte = _RACINES[question], atelier, contexte
        self._say = self._contexte.textes.under("notices.fichiers_joints")
        self._make = make_photo if question == PHOTO else lambda chemin: make_logo(chemin, contexte.services.notices)
        #: How one says which file to read; asked by a dialog.
        self.ask_file: Callable[[], Path | None] = lambda: ask_image(self, contexte.textes, self._say(f"{self._racine}_titre"))
        self.nom = ""
        self._etat = LibelleEtat(first=False, teinte=Teinte.DOUX)
        self.choisir = BoutonSecondaire(self._say(f"{self._racine}_choisir"), icone="ouvrir")
        self.retirer = BoutonLien(self._say("retirer"), icone="fermer")
        self._avis = Avis("", mot="")
        self._avis.hide()
        colonne = Colonne(self, ecart=6)
        colonne.addWidget(self._etat)
        boutons = Rangee(ecart=8)
        boutons.addWidget(self.choisir)
        boutons.addWidget(self.retirer)
        boutons.addStretch(1)
        colonne.addLayout(boutons)
        colonne.addWidget(self._avis)
        self.choisir.clicked.connect(lambda _checked=False: self._on_choose())
        self.retirer.clicked.connect(lambda _checked=False: self._on_remove())
        self.setFocusProxy(self.choisir)

    def show_name(self, nom: str) -> None:
        """Shows which picture it is, and whether it is where it should be."""
        self.nom = nom
        voisins = self._atelier.joints.voisins
        if not nom:
            dit = self._say("aucun_logo" if self._racine == LOGO else "aucune_photo")
        else:
            ou = "en_attente" if nom in voisins.attente else "en_place" if voisins.has(nom) else "introuvable"
            dit = self._say(ou, fichier=nom)
        self._etat.setText(dit)
        self.choisir.set_up(self._say("changer" if nom else f"{self._racine}_choisir"))
        self.retirer.setVisible(bool(nom))
        # The state is a label of its own: the button that has the focus says it too.
        self.choisir.setAccessibleDescription(f"{self.accessibleName()}\n{dit}")

    def _on_choose(self) -> None:
        chemin = self.ask_file()
        if chemin is None:
            return
        self._avis.hide()
        contexte = self._contexte
        reponses = Reponses(self, self._on_made, self._on_failure)
        contexte.operations.run(contexte.services.rendu, lambda: self._make(chemin), reponses)

    def _on_made(self, image: tuple[bytes, str]) -> None:
        contenu, extension = image
        nom = self._atelier.joints.add(self._racine, extension, contenu, pris=names(self._atelier.fiche))
        self.show_name(nom)
        self.image_changed.emit()

    def _on_failure(self, error: ExpectedError) -> None:
        phrase = self._contexte.operations.sentence(error)
        self._avis.say(phrase, mot=self._contexte.textes("commun.avis.arret"), nature=Nature.ARRET)
        self._avis.show()

    def _on_remove(self) -> None:
        self._avis.hide()
        self.show_name("")
        self.choisir.setFocus(Qt.FocusReason.OtherFocusReason)
        self.image_changed.emit()


class EntreeImage(Entree):
    """The name of a picture beside the fiche."""

    def __init__(self, widget: BoiteImage) -> None:
        super().__init__(widget)
        self._boite = widget
        widget.image_changed.connect(self.changed)

    def read(self) -> Valeur | None:
        """Its name; empty for none."""
        return self._boite.nom

    def show(self, valeur: Valeur | None) -> None:
        """Shown again."""
        self._boite.show_name(valeur if isinstance(valeur, str) else "")


class Pastille(QWidget):
    """A square of a colour."""

    def __init__(self) -> None:
        super().__init__()
        self.couleur = COULEUR
        cote = current_theme().px(32)
        self.setFixedSize(cote, cote)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Drawn with a line around: a light one must be seen too."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_theme().color(Teinte.TRAIT))
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), QColor(self.couleur))


class BoiteCouleur(QWidget):
    """A colour as it is written, a square of it, a palette to choose it from; whether it can be read is said under them."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._textes = contexte.textes
        #: How one chooses among colours; asked by a dialog.
        self.ask_colour: Callable[[str], str] = self._ask
        self.ligne = LigneTexte(indice=COULEUR)
        self.ligne.setAccessibleName(self._textes("notices.questions.couleur.libelle"))
        self.palette_ = BoutonSecondaire(self._textes("notices.fichiers_joints.palette"))
        self.pastille = Pastille()
        self.dit = Libelle(teinte=Teinte.DOUX)
        rangee = Rangee(ecart=8)
        rangee.addWidget(self.pastille)
        rangee.addWidget(self.ligne, 1)
        rangee.addWidget(self.palette_)
        colonne = Colonne(self, ecart=6)
        colonne.addLayout(rangee)
        colonne.addWidget(self.dit)
        self.ligne.textChanged.connect(self._on_changed)
        self.palette_.clicked.connect(lambda _checked=False: self._on_choose())
        self.setFocusProxy(self.ligne)
        self._on_changed()

    def _ask(self, couleur: str) -> str:
        titre = self._textes("notices.fichiers_joints.palette_titre")
        option = QColorDialog.ColorDialogOption.DontUseNativeDialog
        choisie = QColorDialog.getColor(QColor(couleur), self.window(), titre, options=option)
        return choisie.name().upper() if choisie.isValid() else ""

    def _on_choose(self) -> None:
        choisie = self.ask_colour(self.pastille.couleur)
        if choisie:
            self.ligne.setText(choisie)
        self.ligne.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        couleur = self.ligne.text().strip()
        lue = is_colour(couleur)
        self.pastille.couleur = couleur if lue else COULEUR
        self.pastille.update()
        self.dit.setText(self._sentence(couleur) if couleur else "")
        self.dit.setVisible(bool(couleur))
        self.ligne.setAccessibleDescription(self.dit.text())

    def _sentence(self, couleur: str) -> str:
        if not is_colour(couleur):
            return self._textes("notices.couleurs.illisible", exemple=COULEUR)
        nuance = readable(couleur)
        contraste = f"{contrast(couleur):.1f}".replace(".", ",")
        id_ = "lisible" if nuance == couleur else "foncee"
        return self._textes(f"notices.couleurs.{id_}", couleur=couleur, contraste=contraste, nuance=nuance)


class EntreeCouleur(Entree):
    """A colour as it is written."""

    def __init__(self, widget: BoiteCouleur) -> None:
        super().__init__(widget)
        self._boite = widget
        widget.ligne.textChanged.connect(self.changed)

    def read(self) -> Valeur | None:
        """As typed."""
        return self._boite.ligne.text()

    def show(self, valeur: Valeur | None) -> None:
        """Shown again."""
        self._boite.ligne.setText(str(valeur or ""))


def make_special(question: Question, atelier: AtelierNotice, contexte: Contexte) -> Entree | None:
    """What answers a question that is no words; None for any other."""
    if question.id in _RACINES:
        return EntreeImage(BoiteImage(question.id, atelier, contexte))
    return EntreeCouleur(BoiteCouleur(contexte)) if question.id == COULEUR_PROPRE else None


def ask_image(parent: QWidget, textes: Textes, titre: str) -> Path | None:
    """Which picture to read; None if the person gave up."""
    return ask_file(parent, titre, textes("notices.fichiers_joints.filtre"))
