"""In « Réglages »: the addresses of bodies that the desk proposes to everyone, each to be let go; and those not looked at."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Libelle, Nature, Titre
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.page import Contexte


class AdressesGardees(QWidget):
    """Hidden where the desk keeps none."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte, self._carnet = contexte, contexte.services.carnet
        self._dire = contexte.textes.under("reglages.adresses")
        self._colonne = Colonne(self, ecart=8)
        self._colonne.addWidget(Titre(self._dire("titre"), niveau=2))
        self._colonne.addWidget(Libelle(self._dire("aide"), teinte=Teinte.DOUX))
        self._lignes = QWidget()
        self._colonne.addWidget(self._lignes)
        permanence = self._carnet.permanence
        self.setVisible(bool(permanence.garder_adresses or permanence.adresses or permanence.non_relues))
        self._show()

    def _show(self, *dits: QWidget) -> None:
        """All of them anew, under what came of the last gesture."""
        avant, self._lignes = self._lignes, QWidget()
        self._colonne.replaceWidget(avant, self._lignes)
        avant.hide()
        avant.deleteLater()
        colonne, permanence = Colonne(self._lignes, ecart=8), self._carnet.permanence
        for dit in dits:
            colonne.addWidget(dit)
        if permanence.non_relues:
            # Not what they are: one may be where someone lives, and anyone may be looking at this screen.
            fichier, nombre = self._carnet.fichier_permanence.name, len(permanence.non_relues)
            avis = self._notice(self._dire("non_relues", nombre=nombre, fichier=fichier), Nature.ATTENTION)
            avis.add_button(self._button("oter_non_relues", self._carnet.drop_unread_addresses, self._dire("otees")))
            colonne.addWidget(avis)
        if not permanence.adresses:
            colonne.addWidget(Libelle(self._dire("aucune")))
        for entree in permanence.adresses:
            colonne.addWidget(Libelle(self._dire("une", service=entree.titre, adresse=", ".join(entree.lignes))))
            oter = self._button("oter", partial(self._carnet.drop_address, entree.cle), self._dire("otee"), undo=entree)
            oter.setAccessibleName(self._dire("oter_laquelle", service=entree.titre))
            colonne.addWidget(oter, 0, Qt.AlignmentFlag.AlignLeading)
        # At once, so that what undoes it can take the focus.
        self._lignes.show()

    def _button(
        self, id_: str, action: Callable[[], None], fait: str, *, undo: EntreeAnnuaire | None = None
    ) -> BoutonSecondaire:
        bouton = BoutonSecondaire(self._dire(id_))
        bouton.clicked.connect(lambda _checked=False: self._change(action, fait, undo))
        return bouton

    def _change(self, action: Callable[[], None], fait: str, undo: EntreeAnnuaire | None) -> None:
        operations = self._contexte.operations
        if not operations.attempt(partial(_done, action), self._on_failure):
            return
        avis = self._notice(fait, Nature.BIEN)
        self._show(avis)
        if undo is not None:
            annuler = self._button("annuler", partial(self._carnet.keep_address, undo), self._dire("remise"))
            avis.add_button(annuler)
            annuler.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failure(self, refus: ExpectedError) -> None:
        self._show(self._notice(self._contexte.operations.sentence(refus), Nature.ARRET))

    def _notice(self, phrase: str, nature: Nature) -> Avis:
        return Avis(phrase, mot=self._contexte.textes(f"commun.avis.{nature}"), nature=nature)


def _done(action: Callable[[], None]) -> bool:
    action()
    return True
