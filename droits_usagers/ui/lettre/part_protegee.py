"""At the end, where someone must not know: what one may carry home, and the one page that bears the address."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.protection import protected_addresses
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.courriers import A_EMPORTER
from droits_usagers.services.lettre.ecrans import CANAL
from droits_usagers.ui.composants import BoutonSecondaire, ChoixMultiples, Colonne, Libelle, Option, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte

#: The receipt, and the channel without which there is none.
_RECU, _GUICHET = "recepisse", "guichet"


class PartProtegee(QWidget):
    """`chosen`: something else is to be carried home. `sheet_wanted`: the page with the address, by a gesture of its own."""

    chosen = Signal()
    sheet_wanted = Signal()

    def __init__(self, textes: Textes, demande: Demande) -> None:
        super().__init__()
        colonne = Colonne(self, ecart=8)
        #: Said, so that it is never absent in silence: nothing of it may be carried home.
        self._retenir = Colonne(ecart=8)
        colonne.addLayout(self._retenir)
        self._textes = textes
        possibles = (id_ for id_ in A_EMPORTER if id_ != _RECU or demande.reponses.get(CANAL) == _GUICHET)
        dire = "assistant.fin.emporter"
        self._choix = ChoixMultiples(tuple(Option(id_, textes(f"{dire}.{id_}")) for id_ in possibles))
        self._choix.setAccessibleName(textes(f"{dire}.titre"))
        self._choix.choice_changed.connect(self.chosen)
        self._emporter = QWidget()
        emporter = Colonne(self._emporter, ecart=8)
        emporter.addWidget(Titre(textes(f"{dire}.titre"), niveau=2))
        emporter.addWidget(Libelle(textes(f"{dire}.aide"), teinte=Teinte.DOUX))
        emporter.addWidget(self._choix)
        colonne.addWidget(self._emporter)
        if protected_addresses(demande):
            dire = "assistant.fin.feuille_adresse"
            bouton = BoutonSecondaire(textes(f"{dire}.bouton"), textes(f"{dire}.bouton_aide"), icone="imprimer")
            bouton.clicked.connect(lambda _checked=False: self.sheet_wanted.emit())
            colonne.addWidget(Titre(textes(f"{dire}.titre"), niveau=2))
            colonne.addWidget(Libelle(textes(f"{dire}.phrase")))
            colonne.addWidget(bouton)

    def offer_nothing_else(self) -> None:
        """What is made is one page, or a form: there is no copy of a letter to take."""
        self._emporter.hide()

    def remember(self, dits: Sequence[str]) -> None:
        """The day on which a right is lost first, and when to come back."""
        dire = self._textes.under("assistant.fin.retenir")
        lignes = (Libelle(dit, gras=True) for dit in dits)
        aide = Libelle(dire("aide"), teinte=Teinte.DOUX)
        replace_all(self._retenir, (Titre(dire("titre"), niveau=2), *lignes, aide) if dits else ())

    def taken(self) -> tuple[str, ...]:
        """What was ticked."""
        return self._choix.value()
