"""A day of a document, as people write it, or nothing; what cannot be read, or has not come yet, is refused under its field."""

import datetime as dt

from PySide6.QtCore import Qt

from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.dates_saisies import read_date
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import Avis, Champ, Intitule, LigneTexte


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
