"""Dates of mandats, typed as people write them; what makes no sense is said beside it, and is not kept."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.mandats import Mandat, RefusMandat, refusal_of
from droits_usagers.domain.mots.dates import date_courte, read_date
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.mandats import read_end
from droits_usagers.ui.composants import BoutonPrimaire, BoutonSecondaire, Champ, Colonne, Intitule, LigneTexte, Pied, Titre


class GesteMandat(StrEnum):
    """What is being noted."""

    SIGNER = "signer"
    FIN = "fin"
    REVOQUER = "revoquer"


class FormulaireMandat(QWidget):
    """`given`: the mandats as they now are, all of them. `left`: the person goes back without noting anything."""

    given = Signal(object)
    left = Signal()

    def __init__(self, textes: Textes, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._textes, self._today = textes, today
        self._say = self._textes.under("mandats.formulaire")
        self._geste = GesteMandat.SIGNER
        self._mandats: tuple[Mandat, ...] = ()
        #: The end written last, so that forty signed the same day are noted alike.
        self._derniere_fin = self._say("fin_defaut")
        self._titre = Titre(niveau=2)
        self.jour, self.fin = LigneTexte(), LigneTexte()
        self.champ_jour = Champ(Intitule(self._say("jour"), self._say("jour_aide")), self.jour)
        self.champ_fin = Champ(Intitule(self._say("fin"), self._say("fin_aide")), self.fin)
        self.noter = BoutonPrimaire(self._say("noter"), touche=textes("commun.entree"))
        self.retour = BoutonSecondaire(self._say("retour"), icone="retour")
        self._lay_out()
        self.noter.bind_enter(self)
        self.noter.clicked.connect(self._on_given)
        self.retour.clicked.connect(self.left)
        self.jour.textChanged.connect(self.champ_jour.hush)
        self.fin.textChanged.connect(self.champ_fin.hush)

    def _lay_out(self) -> None:
        colonne = Colonne(self)
        colonne.addWidget(self._titre)
        colonne.addWidget(self.champ_jour)
        colonne.addWidget(self.champ_fin)
        colonne.addLayout(Pied(self.retour, self.noter))
        colonne.addStretch(1)

    def start(self, geste: GesteMandat, mandats: Sequence[Mandat]) -> None:
        """For these mandats; today is proposed."""
        self._geste, self._mandats = geste, tuple(mandats)
        nombre = len(self._mandats)
        self._titre.setText(
            self._say(f"{geste}_titre") if nombre == 1 else self._say(f"{geste}_titre_plusieurs", nombre=nombre)
        )
        self.champ_jour.setVisible(geste is not GesteMandat.FIN)
        self.champ_fin.setVisible(geste is not GesteMandat.REVOQUER)
        connu = self._mandats[0].signe_le if nombre == 1 and geste is GesteMandat.SIGNER else None
        self.jour.setText(date_courte(connu or self._today()))
        fin = self._mandats[0].fin_le if nombre == 1 else None
        self.fin.setText(date_courte(fin) if fin else self._derniere_fin if geste is GesteMandat.SIGNER else "")
        premier = self.fin if geste is GesteMandat.FIN else self.jour
        premier.selectAll()
        premier.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets whose they are."""
        self._mandats = ()
        self._derniere_fin = self._say("fin_defaut")
        self.jour.clear()
        self.fin.clear()

    def _on_given(self) -> None:
        jour = read_date(self.jour.text(), self._today())
        if jour is None and self._geste is not GesteMandat.FIN:
            self._refuse(self.champ_jour, "date_illisible")
            return
        changes = [self._changed(mandat, jour or self._today()) for mandat in self._mandats]
        if any(change is None for change in changes):
            self._refuse(self.champ_fin, "fin_illisible")
            return
        for change in changes:
            refus = refusal_of(change, self._today()) if change is not None else None
            if refus is not None:
                self._refuse(self.champ_fin if refus is RefusMandat.FIN_AVANT_SIGNATURE else self.champ_jour, refus)
                return
        if self._geste is GesteMandat.SIGNER:
            self._derniere_fin = self.fin.text()
        self.given.emit(tuple(changes))

    def _changed(self, mandat: Mandat, jour: dt.date) -> Mandat | None:
        """A mandat as it now is; None when its end cannot be read."""
        if self._geste is GesteMandat.REVOQUER:
            return replace(mandat, revoque_le=jour)
        signe = jour if self._geste is GesteMandat.SIGNER else mandat.signe_le
        texte = self.fin.text().strip()
        fin = read_end(texte, signe or self._today(), self._today()) if texte else None
        if texte and fin is None:
            return None
        # Signed again, it holds again.
        revoque = None if self._geste is GesteMandat.SIGNER else mandat.revoque_le
        return replace(mandat, signe_le=signe, fin_le=fin, revoque_le=revoque)

    def _refuse(self, champ: Champ, raison: str) -> None:
        champ.say(self._textes(f"mandats.refus.{raison}"), mot=self._textes("commun.avis.attention"))
        champ.setFocus(Qt.FocusReason.OtherFocusReason)
