"""One article, in our words: what it says, what it does not say, what was checked, where it serves and where it can be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dates import date_courte
from droits_usagers.domain.droit import Cote, EntreeDroit
from droits_usagers.services.modes import Sortie
from droits_usagers.services.recherche import capital
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonSecondaire,
    Colonne,
    Libelle,
    LigneTexte,
    Nature,
    Puce,
    Rangee,
    Titre,
)
from droits_usagers.ui.page import Contexte
from droits_usagers.ui.theme import Teinte

#: From the surest to the least sure.
TEINTES_COTE = {Cote.V: Teinte.REPONSE, Cote.V_ANC: Teinte.SEMAINE, Cote.V_SEC: Teinte.SEMAINE, Cote.DM: Teinte.RETARD}


def weakest(entree: EntreeDroit) -> Cote:
    """How sure an entry is, taken whole: no more than the less sure of its existence and its content."""
    cotes = tuple(TEINTES_COTE)
    return max(entree.cote_existence, entree.cote_contenu, key=cotes.index)


class Article(QWidget):
    """Built anew for each article."""

    #: Asks for a demarche that rests on it, by id.
    demarche_wanted = Signal(str)

    def __init__(self, entree: EntreeDroit, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._textes = contexte.textes
        self._colonne = Colonne(self, ecart=24, marges=(24, 0, 24, 24))
        entete = Colonne(ecart=6)
        entete.addWidget(Titre(capital(entree.citation)))
        cote = weakest(entree)
        entete.addWidget(Puce(self._textes(f"textes.cote.{cote}"), TEINTES_COTE[cote]))
        self._colonne.addLayout(entete)
        self._add_part("textes.resume", entree.resume)
        if entree.ne_dit_pas:
            self._colonne.addWidget(Avis(entree.ne_dit_pas, mot=self._textes("textes.ne_dit_pas"), nature=Nature.ATTENTION))
        self._add_checks(entree)
        self._add_demarches(entree)
        self._add_link(entree.lien)
        self._colonne.addStretch(1)

    def _add_part(self, titre: str, *phrases: str) -> Colonne:
        colonne = Colonne(ecart=4)
        colonne.addWidget(Titre(self._textes(titre), niveau=3))
        for phrase in phrases:
            colonne.addWidget(Libelle(phrase))
        self._colonne.addLayout(colonne)
        return colonne

    def _add_checks(self, entree: EntreeDroit) -> None:
        textes = self._textes
        self._add_part(
            "textes.verifie",
            textes(f"textes.existence.{entree.cote_existence}"),
            textes(f"textes.contenu.{entree.cote_contenu}"),
            textes("textes.verifie_le", date=date_courte(entree.verifie_le)),
        )

    def _add_demarches(self, entree: EntreeDroit) -> None:
        catalogue = self._contexte.services.catalogue
        siennes = [id_ for id_, demarche in catalogue.demarches.items() if entree.id in demarche.fondements]
        if not siennes:
            return
        colonne = self._add_part("textes.demarches")
        for id_ in siennes:
            bouton = BoutonLien(catalogue.textes_demarche(id_)("titre"), icone="droit")
            bouton.clicked.connect(lambda _checked=False, demarche=id_: self.demarche_wanted.emit(demarche))
            colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)

    def _add_link(self, lien: str) -> None:
        if not lien:
            return
        textes = self._textes
        colonne = self._add_part("textes.lien")
        adresse = LigneTexte(lien)
        adresse.setReadOnly(True)
        adresse.setCursorPosition(0)
        adresse.setAccessibleName(textes("textes.lien"))
        colonne.addWidget(adresse)
        colonne.addWidget(Libelle(textes("textes.lien_aide"), teinte=Teinte.DOUX))
        colonne.addSpacing(4)
        boutons = Rangee(ecart=8)
        sorties = self._contexte.sorties()
        copier = BoutonSecondaire(textes("textes.copier"), icone="copier")
        copier.clicked.connect(lambda: self._contexte.sorties().copy_text(lien))
        boutons.addWidget(copier)
        if sorties.allows(Sortie.LIEN):
            ouvrir = BoutonSecondaire(textes("textes.ouvrir"), icone="lien")
            ouvrir.clicked.connect(lambda: self._contexte.sorties().open_link(lien))
            boutons.addWidget(ouvrir)
        boutons.addStretch(1)
        colonne.addLayout(boutons)
