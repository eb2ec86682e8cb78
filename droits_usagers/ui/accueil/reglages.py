"""« Réglages »: colours, size of text, shared computer. A choice shows at once; it is kept only where the mode allows it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.socle.modes import Mode
from droits_usagers.services.socle.permanence import EXEMPLE_CODE
from droits_usagers.services.socle.reglages import Reglages
from droits_usagers.ui.composants import (
    Avis,
    BoutonSecondaire,
    Centre,
    Champ,
    ChoixUnique,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    Nature,
    Option,
    Titre,
)
from droits_usagers.ui.composants.theme import ZOOMS, Apparence, Teinte, system_wants_contrast
from droits_usagers.ui.socle.destination import Quoi
from droits_usagers.ui.socle.page import Contexte, Page


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


class PageReglages(Page):
    """Emits `look_changed` once the settings hold the new look."""

    look_changed = Signal()
    #: The choices are there to be shown.
    _made = False

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._carnet = contexte.services.carnet
        self._colonne = Colonne(ecart=24, marges=(24, 24, 24, 24))
        contenu = QWidget()
        contenu.setLayout(self._colonne)
        self._colonne.addWidget(Libelle(self._what_is_kept(), teinte=Teinte.DOUX))
        self._add_look()
        if contexte.services.seance.mode is not Mode.POSTE_PARTAGE:
            textes = self.textes
            self.partager = BoutonSecondaire(textes("reglages.poste_faire"))
            self.partager.clicked.connect(self._ask_to_share)
            self._champ_poste = Champ(Intitule(textes("reglages.poste"), textes("reglages.poste_aide")), self.partager)
            self._colonne.addWidget(self._champ_poste)
        self._colonne.addWidget(AdressesGardees(contexte))
        self._colonne.addStretch(1)
        page = Colonne(self)
        page.addWidget(Defilement(Centre(contenu, largeur=640, au_milieu=True)))
        self._made = True

    @property
    def _keeps(self) -> bool:
        return self.contexte.services.seance.regles.may_write_settings

    def _what_is_kept(self) -> str:
        chemin = self.contexte.services.places.reglages
        if self._keeps and chemin is not None:
            return self.textes("reglages.garde", fichier=chemin)
        return self.textes("reglages.seance")

    def _add_look(self) -> None:
        textes, reglages = self.textes, self._carnet.reglages
        self.apparence = ChoixUnique([Option(vue, textes(f"reglages.apparence_{vue}")) for vue in Apparence], en_ligne=True)
        self.apparence.set_value(reglages.apparence)
        self.apparence.choice_changed.connect(
            lambda: self._set(replace(self._carnet.reglages, apparence=self.apparence.value()))
        )
        aide = textes("reglages.contraste") if system_wants_contrast() else ""
        self._colonne.addWidget(Champ(Intitule(textes("reglages.apparence"), aide), self.apparence))
        tailles = [Option(str(zoom), textes("reglages.zoom_valeur", pourcent=round(zoom * 100))) for zoom in ZOOMS]
        self.zoom = ChoixUnique(tailles, en_ligne=True)
        self.zoom.set_value(str(reglages.zoom))
        self.zoom.choice_changed.connect(lambda: self._set(replace(self._carnet.reglages, zoom=float(self.zoom.value()))))
        self._champ_zoom = Champ(Intitule(textes("reglages.zoom"), textes("reglages.zoom_aide")), self.zoom)
        self._colonne.addWidget(self._champ_zoom)

    def _set(self, reglages: Reglages) -> None:
        if reglages != self._carnet.reglages:
            self.contexte.operations.attempt(lambda: self._carnet.set(reglages, keep=self._keeps), self._on_failure)
            self.look_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Shows a choice made elsewhere: Ctrl and +, or by the field."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self._made:
            self.apparence.set_value(self._carnet.reglages.apparence)
            self.zoom.set_value(str(self._carnet.reglages.zoom))

    def _on_failure(self, error: ExpectedError) -> None:
        self._champ_zoom.say(
            self.contexte.operations.sentence(error), mot=self.textes("commun.avis.arret"), nature=Nature.ARRET
        )

    def _ask_to_share(self) -> None:
        textes = self.textes
        avis = self._champ_poste.say(
            textes("reglages.poste_avant", fichier=self._carnet.fichier_permanence, exemple=EXEMPLE_CODE),
            mot=textes("commun.avis.information"),
            nature=Nature.INFORMATION,
        )
        self.partager.setEnabled(False)
        confirmer = BoutonSecondaire(textes("reglages.poste_confirmer"))
        confirmer.clicked.connect(lambda: self._share(confirmer))
        avis.add_button(confirmer)
        confirmer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _share(self, confirmer: BoutonSecondaire) -> None:
        textes, fichier = self.textes, self._carnet.fichier_permanence
        confirmer.setVisible(False)
        try:
            self._carnet.share_computer()
        except ExpectedError:
            phrase = textes("reglages.poste_refuse", dossier=fichier.parent)
            self._champ_poste.say(phrase, mot=textes("commun.avis.arret"), nature=Nature.ARRET)
        else:
            phrase = textes("reglages.poste_fait", fichier=fichier)
            self._champ_poste.say(phrase, mot=textes("commun.avis.bien"), nature=Nature.BIEN)

    def arrive(self, quoi: Quoi | None = None) -> None:  # noqa: ARG002 - nothing on it can be named
        """Starts with the colours."""
        self.apparence.setFocus()
