"""« Revoir à une autre date »: when one wants to look at a dossier again, whatever its dates say."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.mots.dates import date_courte, date_longue, read_ahead
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonPrimaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Nature,
    Titre,
)
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.formulaire import FormulaireDossier

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
