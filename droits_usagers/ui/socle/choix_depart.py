"""From what one starts: what is open, nothing, a file, an invented model. Enter goes on with the first, or begins anew."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import (
    Avis,
    BoutonListe,
    BoutonSecondaire,
    Centre,
    Colonne,
    Defilement,
    Libelle,
    Nature,
    Titre,
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.destination import Quoi, VersModele, VersPartie

REPRENDRE, VIERGE, OUVRIR = "reprendre", "vierge", "ouvrir"
#: What there always is to do, and its icon.
GESTES: Mapping[str, str] = MappingProxyType({REPRENDRE: "suite", VIERGE: "creer", OUVRIR: "ouvrir"})


class ChoixDepart(QWidget):
    """`chosen`: what to start from (`VersModele`, or a gesture as `VersPartie`), once nothing would be lost. Words in `<mots>`.

    `montre` shows what one will work on; `modeles` are the names of the invented ones, by id.
    """

    chosen = Signal(object)

    def __init__(
        self,
        textes: Textes,
        mots: str,
        modeles: Mapping[str, str],
        *,
        gestes: Mapping[str, str] = GESTES,
        montre: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._textes, self._mots = textes, mots
        self._say = self._textes.under(self._mots)
        self._modified = False
        self._voulu: Quoi | None = None
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=24, marges=(24, 24, 24, 24))
        entete = Colonne(ecart=8)
        entete.addWidget(Libelle(self._say("phrase"), teinte=Teinte.DOUX))
        entete.addWidget(Libelle(self._say("premiere_fois"), teinte=Teinte.DOUX))
        colonne.addLayout(entete)
        if montre is not None:
            colonne.addWidget(montre)
        self._avis = Avis("", mot="")
        self._avis.hide()
        colonne.addWidget(self._avis)
        self._gestes = Colonne(ecart=8)
        colonne.addLayout(self._gestes)
        self.boutons = {id_: self._button(id_, icone) for id_, icone in gestes.items()}
        replace_all(self._gestes, self.boutons.values())
        self.modeles: dict[str, BoutonListe] = {}
        if modeles:
            liste = Colonne(ecart=8)
            liste.addWidget(Titre(self._say("modeles"), niveau=2))
            liste.addWidget(Libelle(self._say("modeles_aide"), teinte=Teinte.DOUX))
            for id_, nom in modeles.items():
                self.modeles[id_] = bouton = BoutonListe(nom, icone="document")
                bouton.clicked.connect(lambda _checked=False, id_=id_: self._on_clicked(VersModele(id_)))
                liste.addWidget(bouton)
            colonne.addLayout(liste)
        colonne.addStretch(1)
        self._defilement = Defilement(Centre(contenu, largeur=640, au_milieu=True))
        Colonne(self, ecart=0).addWidget(self._defilement)

    def _button(self, id_: str, icone: str) -> BoutonListe:
        bouton = BoutonListe(self._say(id_, nom=""), self._say(f"{id_}_aide"), icone=icone)
        bouton.clicked.connect(lambda _checked=False: self._on_clicked(VersPartie(id_)))
        return bouton

    def arrive(self, ouverte: str, *, modified: bool) -> None:
        """Offers to go on with the fiche that is open, by its name; says so before another takes its place."""
        self._modified = modified
        self._hush()
        reprendre = self.boutons[REPRENDRE]
        reprendre.set_up(self._say("reprendre", nom=ouverte), self._say("reprendre_aide"))
        reprendre.setVisible(bool(ouverte))
        self.boutons[REPRENDRE if ouverte else VIERGE].setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, texte: str) -> None:
        """Says why a file cannot be opened."""
        self._avis.say(texte, mot=self._textes("commun.avis.arret"), nature=Nature.ARRET)
        self._avis.show()
        self._defilement.bring_into_view(self._avis)

    def clear(self) -> None:
        """Names nothing any more."""
        self.boutons[REPRENDRE].set_up(self._say("reprendre", nom=""))
        self._modified = False
        self._hush()

    def _hush(self) -> None:
        self._voulu = None
        self._avis.hide()
        for bouton in self._avis.findChildren(BoutonSecondaire):
            bouton.hide()
            bouton.deleteLater()

    def _on_clicked(self, quoi: VersPartie | VersModele) -> None:
        self._hush()
        if not self._modified or quoi == VersPartie(REPRENDRE):
            self.chosen.emit(quoi)
            return
        textes = self._textes
        self._voulu = quoi
        self._avis.say(self._say("pas_enregistree"), mot=textes("commun.avis.attention"), nature=Nature.ATTENTION)
        revenir, continuer = BoutonSecondaire(self._say("revenir")), BoutonSecondaire(self._say("continuer"))
        revenir.clicked.connect(lambda _checked=False: self.chosen.emit(VersPartie(REPRENDRE)))
        continuer.clicked.connect(lambda _checked=False: self.chosen.emit(self._voulu))
        self._avis.show()
        for bouton in (revenir, continuer):
            self._avis.add_button(bouton)
        revenir.setFocus(Qt.FocusReason.OtherFocusReason)
        self._defilement.bring_into_view(self._avis)
