"""The affaire of a dossier: its other dossiers as links, and a form to put it in one, call it otherwise, leave it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.dossiers import Affaire
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.ecran import AffaireMontree, DossierMontre, VoisinMontre
from droits_usagers.services.envois.tri import Geste
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    ListeDeroulante,
    Puce,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.formulaire import FormulaireDossier, GestePanneau
from droits_usagers.ui.socle.destination import Destination, VersAffaire, VersDossier, VersEnvois


class VueAffaire(QWidget):
    """The others, as links, and what one does for all of them; for a dossier that has no affaire, how to give it one."""

    #: A `GestePanneau`.
    geste = Signal(object)
    #: Another screen: a `Destination`.
    page_wanted = Signal(object)

    def __init__(self, textes: Textes, dossier: DossierMontre, *, discreet: bool, lecture_seule: bool) -> None:
        super().__init__()
        self._textes = textes
        self._say = self._textes.under("suivi.affaire")
        self._colonne = Colonne(self, ecart=8)
        #: What one does, closer together.
        self._gestes = Colonne(ecart=0)
        affaire = dossier.affaire
        if affaire is not None:
            self._show(affaire, discreet=discreet)
        self._colonne.addLayout(self._gestes)
        if affaire is not None and affaire.dossiers:
            self._lead("liste", "suivi", Destination("suivi", VersAffaire(affaire.numero)))
            if not lecture_seule:
                references = (dossier.reference, *(voisin.reference for voisin in affaire.dossiers))
                self._lead("imprimer", "imprimer", Destination("masse", VersEnvois(Geste.DEMANDE, references)))
        if dossier.partage:
            self._lead("partage", "refus", Destination("refus", VersDossier(dossier.reference)))
        if not lecture_seule:
            self._offer_changes(alone=affaire is None)

    def _offer_changes(self, *, alone: bool) -> None:
        self._link("ajouter_seul" if alone else "ajouter", "creer").clicked.connect(
            lambda _checked=False: self.geste.emit(lambda vers: vers.gestes.begin_letter())
        )
        changer = self._link("ranger" if alone else "changer")
        changer.setAccessibleName(self._say("ranger" if alone else "changer_nom"))
        changer.clicked.connect(lambda _checked=False: self.geste.emit(lambda vers: vers.gestes.ask_affaires()))

    def _show(self, affaire: AffaireMontree, *, discreet: bool) -> None:
        titre = self._say("masquee") if discreet else self._say("ligne", titre=affaire.titre)
        self._colonne.addWidget(Titre(titre, niveau=2))
        for voisin in affaire.dossiers:
            self._colonne.addWidget(self._neighbour(voisin))
        if not affaire.dossiers:
            self._colonne.addWidget(Libelle(self._say("aucun_voisin"), teinte=Teinte.DOUX))

    def _link(self, id_: str, icone: str = "") -> BoutonLien:
        lien = BoutonLien(self._say(id_), icone=icone)
        self._gestes.addWidget(lien, 0, Qt.AlignmentFlag.AlignLeading)
        return lien

    def _lead(self, id_: str, icone: str, vers: Destination) -> None:
        self._link(id_, icone).clicked.connect(lambda _checked=False: self.page_wanted.emit(vers))

    def _neighbour(self, voisin: VoisinMontre) -> QWidget:
        part = QWidget()
        colonne = Colonne(part, ecart=0)
        colonne.addWidget(Puce(voisin.etat, Teinte(voisin.signe.couleur), icone=voisin.signe.icone))
        ligne = self._say(
            "voisin" if voisin.organisme else "voisin_seul",
            reference=voisin.reference,
            demarche=voisin.demarche,
            organisme=voisin.organisme,
        )
        lien = BoutonLien(ligne)
        lien.setAccessibleName(self._say("voisin_nom", ligne=ligne, etat=voisin.etat))
        lien.clicked.connect(lambda _checked=False: self.geste.emit(lambda vers: vers.neighbour_wanted.emit(voisin.reference)))
        colonne.addWidget(lien, 0, Qt.AlignmentFlag.AlignLeading)
        return part


class FormulaireAffaire(FormulaireDossier):
    """Gives one to join, to make, another name for the present one."""

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(textes, "suivi.affaire", parent)
        self._place = Colonne(ecart=16)
        aide = Libelle(self._say("aide"), teinte=Teinte.DOUX)
        self._fill(Titre(self._say("titre"), niveau=2), aide, self._place)

    def start(self, actuelle: AffaireMontree | None, affaires: Sequence[Affaire]) -> None:
        """Offers what can be done with this one, or those there are."""
        parts = self._present(actuelle) if actuelle is not None else self._others(affaires)
        replace_all(self._place, parts)
        parts[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets the names."""
        replace_all(self._place, ())

    def _present(self, affaire: AffaireMontree) -> list[QWidget]:
        champ = self._named("nom", "renommer", lambda nom: lambda vers: vers.gestes.rename_affaire(nom), titre=affaire.titre)
        quitter = BoutonSecondaire(self._say("quitter"))
        quitter.clicked.connect(lambda _checked=False: self.geste.emit(lambda vers: vers.gestes.join_affaire(None)))
        rangee = Rangee()
        rangee.addWidget(quitter)
        rangee.addStretch(1)
        part = QWidget()
        part.setLayout(rangee)
        return [champ, part]

    def _others(self, affaires: Sequence[Affaire]) -> list[QWidget]:
        nouvelle = self._named("nom_nouvelle", "creer", lambda nom: lambda vers: vers.gestes.make_affaire(nom))
        if not affaires:
            return [nouvelle]
        liste = ListeDeroulante([(str(affaire.numero), affaire.titre) for affaire in affaires])
        champ = Champ(Intitule(self._say("existantes")), liste)
        rejoindre = BoutonSecondaire(self._say("rejoindre"))
        rejoindre.clicked.connect(lambda _checked=False: self._join(int(liste.value())))
        champ.add_below(rejoindre)
        return [champ, nouvelle]

    def _join(self, numero: int) -> None:
        self.geste.emit(lambda vers: vers.gestes.join_affaire(numero))

    def _named(self, id_: str, bouton_id: str, nomme: Callable[[str], GestePanneau], *, titre: str = "") -> Champ:
        ligne = LigneTexte(titre)
        aide = f"suivi.affaire.{id_}_aide"
        champ = Champ(Intitule(self._say(id_), self._textes(aide) if aide in self._textes else ""), ligne)
        bouton = BoutonSecondaire(self._say(bouton_id))

        def give() -> None:
            if ligne.text().strip():
                self.geste.emit(nomme(ligne.text().strip()))
            else:
                champ.say(self._say("sans_nom"), mot=self._textes("suivi.refus.mot"))
                ligne.setFocus()

        bouton.clicked.connect(give)
        ligne.returnPressed.connect(give)
        ligne.textChanged.connect(champ.hush)
        champ.add_below(bouton)
        return champ
