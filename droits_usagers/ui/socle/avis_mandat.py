"""Where a letter in someone's name is about to leave: on which mandat it rests, or why one asks. It is never held back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Doute, Mandat
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.ui.composants import Avis, Colonne, Nature
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre


class AvisMandat(QWidget):
    """Asks the coffre, and says nothing where there is none."""

    def __init__(self, contexte: Contexte, demande: Demande) -> None:
        super().__init__()
        self._contexte = contexte
        self._colonne = Colonne(self)
        reponses = Reponses(self, self._on_known, lambda _: None)
        AccesCoffre(contexte).ask(partial(_situation, demande=demande), reponses)

    def _on_known(self, situation: tuple[Mandat | None, Doute | None]) -> None:
        mandat, doute = situation
        textes = self._contexte.textes
        if doute is not None:
            self._say(textes(f"mandats.doutes.{doute}"), Nature.ATTENTION)
        elif mandat is not None and mandat.signe_le is not None:
            self._say(textes("mandats.doutes.tenu", date=date_courte(mandat.signe_le)), Nature.INFORMATION)

    def _say(self, phrase: str, nature: Nature) -> None:
        self._colonne.addWidget(Avis(phrase, mot=self._contexte.textes("mandats.doutes.mot"), nature=nature))


def _situation(coffre: "Coffre", *, demande: Demande) -> tuple[Mandat | None, Doute | None]:
    return coffre.mandats.situation(demande)
