"""What covers everything while nobody is there: nothing of anyone, the time left, and two buttons."""

import datetime as dt
import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.socle.permanence import Retour
from droits_usagers.ui.coffre.champ_phrase import LignePhrase
from droits_usagers.ui.composants import (
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Icone,
    Intitule,
    Libelle,
    Nature,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.entendre import GROUPE, announce
from droits_usagers.ui.composants.mise_en_page import keep_in_sight
from droits_usagers.ui.composants.theme import Teinte


def write_duration(textes: Textes, duree: dt.timedelta) -> str:
    """« 4 min 07 s »."""
    secondes = round(duree.total_seconds())
    return textes("commun.duree", minutes=secondes // 60, secondes=f"{secondes % 60:02d}")


def say_duration(textes: Textes, duree: dt.timedelta) -> str:
    """« 5 minutes », what is begun counting as one: what is heard does not change every second."""
    minutes = max(1, math.ceil(duree.total_seconds() / 60))
    return textes("commun.minutes", minutes=minutes) if minutes > 1 else textes("commun.minute")


#: In minutes: when who listens is told that everything is about to be erased.
SEUILS = (30, 10, 5, 1)


class Voile(QWidget):
    """« Reprendre / Effacer tout ». Where the desk has set a code, resuming asks for it; erasing never does."""

    entendu = GROUPE

    resumed = Signal()
    erasing_wanted = Signal()

    def __init__(self, textes: Textes, retour: Retour, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._retour = retour
        #: The last of `SEUILS` that was said; nothing was, before the screen is hidden.
        self._dit = 0
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(24, 24, 24, 24))
        colonne.addStretch(1)
        colonne.addWidget(Icone("cacher", taille=40, teinte=Teinte.DOUX))
        colonne.addWidget(Titre(textes("voile.titre")))
        self.phrase = Libelle(textes("voile.phrase"))
        colonne.addWidget(self.phrase)
        self.compte = Libelle(gras=True)
        colonne.addWidget(self.compte)
        self.code = LignePhrase()
        self._champ = Champ(Intitule(textes("voile.code"), textes("voile.code_aide")), self.code)
        colonne.addWidget(self._champ)
        if not retour.is_asked:
            self._champ.hide()
        colonne.addStretch(1)
        self._defilement = keep_in_sight(self._buttons(), self, contenu, largeur=480)

    def _buttons(self) -> QWidget:
        textes = self._textes
        pied = QWidget()
        bas = Rangee(pied, marges=(24, 20, 24, 24))
        self.effacer = BoutonSecondaire(textes("voile.effacer"), icone="corbeille")
        self.effacer.clicked.connect(self.erasing_wanted)
        self.reprendre = BoutonPrimaire(textes("voile.reprendre"), touche=textes("commun.entree"))
        self.reprendre.clicked.connect(self._resume)
        self.reprendre.bind_enter(self)
        bas.addWidget(self.effacer)
        bas.addStretch(1)
        bas.addWidget(self.reprendre)
        return pied

    def show_time_left(self, reste: dt.timedelta) -> None:
        """Says when everything will be erased and, after wrong codes, when another one can be typed."""
        self._tell_time(reste)
        self.compte.setText(self._textes("voile.compte", duree=write_duration(self._textes, reste)))
        self._show_wait()

    def say_what_stays(self, *, begun: bool, beside: bool) -> None:
        """What is behind it: what was typed, which may be kept beside a file, or a screen that was only read."""
        self.phrase.setText(self._textes(f"voile.{'a_cote' if beside else 'phrase' if begun else 'rien'}"))
        self._name()

    def _name(self) -> None:
        """All that is to be heard on the way in."""
        self.setAccessibleName(f"{self._textes('voile.titre')}. {self.phrase.text()} {self.compte.accessibleName()}")

    def _tell_time(self, reste: dt.timedelta) -> None:
        """With the screen on the way in; then by itself, at the last minutes, once each."""
        textes = self._textes
        dit = textes("voile.compte", duree=say_duration(textes, reste))
        if dit == self.compte.accessibleName() and self.isVisible():
            return
        self.compte.setAccessibleName(dit)
        self._name()
        passes = [seuil for seuil in SEUILS if reste <= dt.timedelta(minutes=seuil)]
        seuil = min(passes, default=0)
        if seuil and seuil != self._dit and self.isVisible():
            announce(self, dit)
        self._dit = seuil

    def arrive(self) -> None:
        """Enter resumes, or the code is typed."""
        self.code.clear()
        self._champ.hush()
        self._show_wait()
        (self.code if self._retour.is_asked else self.reprendre).setFocus(Qt.FocusReason.OtherFocusReason)

    def _resume(self) -> None:
        if self._retour.is_asked:
            saisi = self.code.text()
            self.code.clear()
            if not saisi or not self._retour.try_code(saisi):
                self._refuse(empty=not saisi)
                return
        self._champ.hush()
        self.resumed.emit()

    def _refuse(self, *, empty: bool) -> None:
        """Calmly: most wrong codes are slips."""
        self._tell(self._textes("voile.code_absent" if empty else "voile.code_autre"))
        self._show_wait()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_wait(self) -> None:
        """Whoever goes on typing types nowhere: the field keeps the focus, and takes nothing while there is to wait."""
        reste = self._retour.left()
        waited = self.code.isReadOnly()
        self.code.setReadOnly(bool(reste))
        self.reprendre.setEnabled(not reste)
        if reste:
            self._tell(self._textes("voile.code_attente", duree=write_duration(self._textes, reste)))
        elif waited:
            self._champ.hush()

    def _tell(self, texte: str) -> None:
        avis = self._champ.say(texte, mot=self._textes("commun.avis.information"), nature=Nature.INFORMATION)
        self._defilement.bring_into_view(avis)
