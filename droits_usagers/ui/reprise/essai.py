"""The dry run: how many lines will be taken over, how many not and why, before anything is written."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.reprise.deja_la import Ajout
from droits_usagers.services.reprise.ecran import PresentationReprise
from droits_usagers.services.reprise.remarques import RemarqueMontree, decide, remarks_of
from droits_usagers.services.reprise.reprise import ChantierReprise, Doublon, Essai
from droits_usagers.services.reprise.valeurs import LigneReprise
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonSecondaire,
    Champ,
    ChoixMultiples,
    Colonne,
    Intitule,
    Libelle,
    Option,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.liste import Ligne, LigneCochee, ListeCochee, ListeMontree
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.reprise.etape import EtapeReprise
from droits_usagers.ui.socle.page import Contexte

#: Refused lines and likely doubles shown; all of them are in the report, or ticked together.
_MONTREES = 200
#: Lines measured, and how high a list may be, at 100 %.
_A_LA_FOIS, _HAUTEUR = 6, 280
#: What a person said of no remark.
_AUCUNE: Mapping[str, bool] = MappingProxyType({})
#: Numbers of lines said after a notice.
_CITEES = 5


class EtapeEssai(EtapeReprise):
    """`report_wanted`: the refused lines as a file, by its extension. `words_wanted`: back to the meaning of words."""

    read_first = True

    report_wanted = Signal(str)
    words_wanted = Signal()
    #: Whether lines that are struck through are taken over too.
    struck_wanted = Signal(bool)
    #: Another number of dossiers would be made.
    counted_again = Signal()

    def __init__(
        self,
        contexte: Contexte,
        chantier: ChantierReprise,
        essai: Essai,
        *,
        gardes: Collection[str] = (),
        decisions: Mapping[str, bool] = _AUCUNE,
    ) -> None:
        """`decisions`: of remarks, by their words, whether they withhold the address; one that nobody spoke of does."""
        super().__init__(contexte, "essai", introduction=False)
        self._dit = PresentationReprise(contexte.services.catalogue)
        self.chantier, self.tel_quel, self.decisions = chantier, essai, dict(decisions)
        self._remarques = {une.texte: une for une in remarks_of(essai)}
        self._discreet = self._asking = False
        self.remarques = ListeCochee()
        self._compte, self._avis = Colonne(ecart=8), Colonne(ecart=8)
        self.refusees, self.doublons = ListeMontree(), ListeCochee()
        self.colonne.addLayout(self._compte)
        self._add_struck()
        self.colonne.addLayout(self.dit)
        self._add_remarks()
        self._add_refused()
        self._add_doubles(gardes)
        self.colonne.addLayout(self._avis)
        self._say_again()
        self.mots = BoutonLien(self.say("mots"), icone="retour")
        self.mots.clicked.connect(self.words_wanted)
        self.colonne.addWidget(self.mots, 0, Qt.AlignmentFlag.AlignLeading)
        self.colonne.addStretch(1)

    # What is read

    @property
    def essai(self) -> Essai:
        """What the lines come to, with what was said of their remarks."""
        return decide(self.tel_quel, self.decisions)

    def _say_again(self) -> None:
        """What changes with what is said of the remarks."""
        essai = self.essai
        replace_all(self._compte, self._summary(essai))
        replace_all(self._avis, self._notices(essai))

    def _summary(self, essai: Essai) -> Iterator[QWidget]:
        reprises, refusees = len(essai.a_reprendre), len(essai.refusees)
        dits = {
            "reprises": self.counted("reprises", reprises, nombre=reprises) if reprises else self.say("aucune"),
            "refusees": self.counted("compte_refusees", refusees, nombre=refusees),
        }
        yield Titre(self.say("compte" if refusees else "sans_refus", **dits), niveau=2)
        par = [
            self.say("par_demarche", demarche=self._dit.code_demarche(id_), nombre=nombre) for id_, nombre in essai.demarches()
        ]
        yield Libelle(" · ".join(par), teinte=Teinte.DOUX)
        if essai.a_verifier:
            yield Libelle(self.counted("a_verifier", essai.a_verifier, nombre=essai.a_verifier))
        if essai.ecartees:
            yield Libelle(self.say("ecartees", nombre=len(essai.ecartees)))
        yield from map(Libelle, self._dit.regard(self.chantier, essai))
        if not reprises and not essai.doublons:
            yield Libelle(self.say("rien"))

    def _add_struck(self) -> None:
        if self.tel_quel.struck or self.chantier.avec_barrees:
            self.barrees = ChoixMultiples((Option("barrees", self.say("barrees"), self.say("barrees_aide")),))
            self.barrees.set_value(("barrees",) if self.chantier.avec_barrees else ())
            self.barrees.choice_changed.connect(lambda: self.struck_wanted.emit(bool(self.barrees.value())))
            self.colonne.addWidget(self.barrees)

    def _add_remarks(self) -> None:
        if not self._remarques:
            return
        self._show_remarks()
        self.colonne.addWidget(Champ(Intitule(self.say("remarques"), self.say("remarques_aide")), self.remarques))
        self.lues = BoutonSecondaire("")
        self.lues.clicked.connect(self._on_read)
        self.colonne.addWidget(self.lues, 0, Qt.AlignmentFlag.AlignLeading)
        self._label_read()
        self.remarques.lignes.ticked.connect(self._on_ticked)

    def _show_remarks(self) -> None:
        lignes = [LigneCochee(texte, self._remark(une)) for texte, une in self._remarques.items()]
        self.remarques.show_lines(lignes, [texte for texte in self._remarques if self._withholds(texte)])

    def _remark(self, une: RemarqueMontree) -> str:
        return self.say("remarque_nom" if une.nom else "remarque", texte=une.texte, lignes=self._numbers(une.lignes))

    def _withholds(self, texte: str) -> bool:
        """True for what is ticked: said so, or heard, and not said otherwise."""
        return self.decisions.get(texte, self._remarques[texte].entendue)

    @property
    def _all_read(self) -> bool:
        return self._remarques.keys() <= self.decisions.keys()

    def _on_read(self) -> None:
        """All that is shown has been read; or, pressed again, what is not ticked has not."""
        if self._all_read:
            self._decide({texte: True for texte in self._remarques if self._withholds(texte)})
        else:
            self._decide({texte: self._withholds(texte) for texte in self._remarques})

    def _on_ticked(self, texte: str, coche: bool) -> None:  # noqa: FBT001 - Qt's
        if not coche and self._remarques[texte].entendue:
            self._ask_to_untick(texte)
        elif coche or self._all_read:
            self._decide(self.decisions | {texte: coche})
        else:
            self._decide({autre: dite for autre, dite in self.decisions.items() if autre != texte})

    def _ask_to_untick(self, texte: str) -> None:
        """What is heard as a warning stays ticked, unless someone says that it is none."""
        self._show_remarks()
        avis, self._asking = self.tell(self.say("remarque_demande", texte=texte)), True
        garder, oui = BoutonSecondaire(self.say("remarque_garder")), BoutonSecondaire(self.say("remarque_ecrire"))

        def answer(decisions: Mapping[str, bool]) -> None:
            self._hush_question()
            self._decide(decisions)
            self._show_remarks()
            self.remarques.setFocus(Qt.FocusReason.OtherFocusReason)

        garder.clicked.connect(lambda: answer(self.decisions))
        oui.clicked.connect(lambda: answer(self.decisions | {texte: False}))
        avis.add_button(garder)
        avis.add_button(oui)
        garder.setFocus()

    def _hush_question(self) -> None:
        if self._asking:
            self.hush()
        self._asking = False

    def _decide(self, decisions: Mapping[str, bool]) -> None:
        self.decisions = dict(decisions)
        self._label_read()
        self._say_again()

    def _label_read(self) -> None:
        self.lues.set_up(self.say("remarques_non_lues" if self._all_read else "remarques_lues"))

    def _add_refused(self) -> None:
        refusees = self.tel_quel.refusees
        if not refusees:
            return
        self.refusees.show_lines([self._refused(ligne) for ligne in refusees[:_MONTREES]])
        self.colonne.addWidget(Champ(Intitule(self.say("refusees"), self.say("refusees_aide")), self.refusees))
        if len(refusees) > _MONTREES:
            self.colonne.addWidget(Libelle(self.say("plus", nombre=len(refusees) - _MONTREES)))
        rangee = Rangee(ecart=8)
        for extension in ("xlsx", "csv"):
            bouton = BoutonSecondaire(self.say(f"enregistrer_{extension}"), icone="enregistrer")
            bouton.clicked.connect(lambda _=False, extension=extension: self.report_wanted.emit(extension))
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        self.colonne.addLayout(rangee)

    def _refused(self, ligne: LigneReprise) -> Ligne:
        motifs = "\n".join(map(self._dit.motif, ligne.motifs))
        return Ligne(str(ligne.numero), self.say("ligne", numero=ligne.numero), motifs)

    def _add_doubles(self, gardes: Collection[str]) -> None:
        doublons = self.tel_quel.doublons
        if not doublons:
            return
        self._show_doubles(gardes)
        self.colonne.addWidget(Champ(Intitule(self.say("doublons"), self.say("doublons_aide")), self.doublons))
        tout = BoutonSecondaire(self.say("doublons_tout"))
        tout.clicked.connect(self._tick_all)
        self.colonne.addWidget(tout, 0, Qt.AlignmentFlag.AlignLeading)
        self.doublons.lignes.ticked.connect(lambda *_: self.counted_again.emit())

    def _show_doubles(self, coches: Collection[str]) -> None:
        lignes = [LigneCochee(str(double.ligne.numero), self._double(double)) for double in self.tel_quel.doublons]
        self.doublons.show_lines(lignes, coches)

    def _double(self, double: Doublon) -> str:
        nouveau = double.ligne.nouveau
        demande = nouveau.demande if nouveau else None
        personne = demande.signataire.nom_complet if demande else ""
        if self._discreet:
            personne = self.contexte.textes("suivi.nom_masque")
        organisme = demande.organisme.nom if demande else ""
        comme = (
            self.say("doublon_dossier", reference=double.reference)
            if double.reference
            else self.say("doublon_ligne", numero=double.autre)
        )
        dites = (self.say("doublon", numero=double.ligne.numero, personne=personne, organisme=organisme), comme)
        return "\n".join((*dites, self.say("doublon_plus", mots=self._dit.more(double))) if double.plus else dites)

    def _tick_all(self) -> None:
        self._show_doubles([str(double.ligne.numero) for double in self.tel_quel.doublons])
        self.counted_again.emit()

    def _notices(self, essai: Essai) -> Iterator[QWidget]:
        for rang, (motif, numeros) in enumerate(essai.notices()):
            if not rang:
                yield Titre(self.say("avis"), niveau=2)
            yield Libelle(self.say("avis_lignes", phrase=self._dit.motif(motif), lignes=self._numbers(numeros)))

    def _numbers(self, numeros: Sequence[int]) -> str:
        cites = ", ".join(map(str, numeros[:_CITEES]))
        if len(numeros) > _CITEES:
            return self.say("lignes_citees_trop", nombre=len(numeros), numeros=cites)
        return self.counted("lignes_citees", len(numeros), numeros=cites)

    # What is done

    @property
    def nouveaux(self) -> tuple[NouveauDossier, ...]:
        """The dossiers to make."""
        return self.essai.chosen({int(numero) for numero in self.doublons.lignes.coches})

    @property
    def ajouts(self) -> tuple[Ajout, ...]:
        """What is added to dossiers that are there."""
        return self.essai.added({int(numero) for numero in self.doublons.lignes.coches})

    @property
    def way_on(self) -> str:
        """How many dossiers will be made; nothing when there are none."""
        nombre, ajouts = len(self.nouveaux), len(self.ajouts)
        if not nombre:
            return self.counted("suite_ajouts", ajouts, nombre=ajouts) if ajouts else ""
        return self.say("suite", dossiers=self.counted("dossiers", nombre, nombre=nombre))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lists as high as what they hold, within reason."""
        super().resizeEvent(event)
        for liste in (self.remarques, self.refusees, self.doublons):
            self.fit(liste, hauteur=_HAUTEUR, a_la_fois=_A_LA_FOIS)

    def conceal(self, *, masque: bool) -> None:
        """Names of likely doubles, and what is quoted of the table."""
        self._discreet = masque
        self._dit = replace(self._dit, masque=masque)
        self._say_again()
        if masque:
            self._hush_question()
        self._show_doubles(tuple(self.doublons.lignes.coches))
        self.refusees.setVisible(not masque)
        for part in (self.remarques, *([self.lues] if self._remarques else ())):
            # Nobody reads what is not shown.
            part.setVisible(not masque)
