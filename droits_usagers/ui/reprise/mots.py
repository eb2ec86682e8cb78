"""What each word of the table means: those nobody understands first; said once, and remembered."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import Valeur
from droits_usagers.domain.reprise.denominations import GroupeOrganisme
from droits_usagers.services.reprise.ecran import PresentationReprise
from droits_usagers.services.reprise.organismes import OrganismesLus
from droits_usagers.services.reprise.reprise import ChantierReprise
from droits_usagers.services.reprise.valeurs import LigneReprise
from droits_usagers.ui.composants import Champ, Intitule, Libelle, ListeDeroulante
from droits_usagers.ui.composants.liste import Ligne, LigneCochee, ListeCochee, ListeMontree
from droits_usagers.ui.reprise.etape import EtapeReprise, LigneChoix
from droits_usagers.ui.socle.page import Contexte

#: Lines shown; those to explain come first, and more words than that are no codes.
_MAXIMUM = 120
#: A word is quoted so far.
_LONGUEUR = 120
#: Made at once: as many as one sees.
_TOUT_DE_SUITE = 8
#: What is chosen while a person has not said.
_A_DIRE = "?"
#: What a word that says nothing here comes to.
_RIEN = {ChampReprise.DEMARCHE: "ecarter", ChampReprise.ISSUE: "en_cours"}


def _is_to_say(valeur: Valeur) -> bool:
    """True where nothing is proposed: for what is not understood, and for what would close dossiers and is only likely."""
    return valeur.code is None or (valeur.code == TypeEvenement.CLOS and not valeur.sure)


def _proposed(valeur: Valeur) -> str:
    return _A_DIRE if _is_to_say(valeur) or valeur.code is None else valeur.code


class EtapeMots(EtapeReprise):
    """Holds the chantier, changed by each word explained."""

    def __init__(self, contexte: Contexte, chantier: ChantierReprise, valeurs: Sequence[Valeur]) -> None:
        super().__init__(contexte, "mots")
        self._dit = PresentationReprise(contexte.services.catalogue)
        self.chantier = chantier
        self.lignes: list[LigneChoix] = []
        self._valeurs = valeurs[:_MAXIMUM]
        self._compte = Libelle(gras=True)
        self._a_dire = {rang for rang, valeur in enumerate(valeurs) if _is_to_say(valeur)}
        self.colonne.addLayout(self.dit)
        self.colonne.addWidget(self._compte)
        self._count()
        self.build(self._add_lines(self._valeurs), tout_de_suite=_TOUT_DE_SUITE)

    def _add_lines(self, valeurs: Sequence[Valeur]) -> Iterator[None]:
        for rang, valeur in enumerate(valeurs):
            self.lignes.append(self._line(rang, valeur))
            self.colonne.addWidget(self.lignes[-1])
            yield
        self.colonne.addStretch(1)

    def _line(self, rang: int, valeur: Valeur) -> LigneChoix:
        rien = self.say(_RIEN.get(valeur.champ, "rien"))
        choix = [*self._dit.codes(valeur.champ), ("", rien)]
        if _is_to_say(valeur):
            choix.insert(0, (_A_DIRE, self.say("a_dire")))
        liste = ListeDeroulante(choix)
        liste.setCurrentIndex(max(0, liste.findData(_proposed(valeur))))
        liste.activated.connect(partial(self._on_said, rang, valeur, liste))
        return LigneChoix(self._title(valeur), liste, self._told(valeur, _proposed(valeur)))

    def _title(self, valeur: Valeur) -> str:
        texte = self._dit.quoted(" ".join(valeur.texte.split())[:_LONGUEUR])
        return self.say("mot", champ=self._dit.champ(valeur.champ), texte=texte)

    def _told(self, valeur: Valeur, code: str) -> str:
        """On how many lines a word is, and what it implies, or whether it is only likely."""
        lignes = self.counted("lignes", valeur.lignes, lignes=valeur.lignes)
        implique = self._dit.implied(valeur.champ, "a_dire" if code == _A_DIRE else code)
        if implique:
            return self.say("implique", lignes=lignes, implique=implique)
        return lignes if valeur.sure else self.say("probable", lignes=lignes)

    def _on_said(self, rang: int, valeur: Valeur, liste: ListeDeroulante, _choix: int) -> None:
        if liste.value() == _A_DIRE:
            return
        dit = self.chantier.correspondance.with_meaning(valeur.champ, valeur.texte, liste.value())
        self.chantier = self.chantier.with_correspondance(dit)
        self._a_dire.discard(rang)
        if self._dit.implied(valeur.champ, liste.value()):
            self.lignes[rang].tell(self._told(valeur, liste.value()))
        self._count()

    def go_on(self) -> bool:
        """What is shown and was left as proposed is what is meant."""
        self.finish()
        for valeur, ligne in zip(self._valeurs, self.lignes, strict=True):
            code = ligne.editeur.value() if isinstance(ligne.editeur, ListeDeroulante) else _A_DIRE
            if code != _A_DIRE and valeur.a_montrer:
                dit = self.chantier.correspondance.with_meaning(valeur.champ, valeur.texte, code)
                self.chantier = self.chantier.with_correspondance(dit)
        return False

    def _count(self) -> None:
        self._compte.setText(self.say("reste", nombre=len(self._a_dire)) if self._a_dire else self.say("compris"))

    def conceal(self, *, masque: bool) -> None:
        """The words of the table: anything may be written there."""
        self.finish()
        self._dit = replace(self._dit, masque=masque)
        for valeur, ligne in zip(self._valeurs, self.lignes, strict=True):
            ligne.rename(self._title(valeur))

    def focus_first(self) -> bool:
        """On the first word to explain."""
        if self.lignes:
            self.lignes[0].setFocus()
        return bool(self.lignes)


#: Names shown; beyond, they are taken over as they are written.
_MONTRES = 500
#: How high the list may be, at 100 %.
_A_LA_FOIS, _HAUTEUR = 8, 420


class ListeNoms(ListeMontree):
    """`swapped`: Space was pressed on a line, by its id; a click does it too."""

    swapped = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space swaps; Enter goes on with the screen."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.swapped.emit(self.current())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class EtapeNoms(EtapeReprise):
    """Holds the chantier, changed by each name swapped."""

    def __init__(self, contexte: Contexte, chantier: ChantierReprise, lignes: Sequence[LigneReprise]) -> None:
        super().__init__(contexte, "noms")
        self.chantier = chantier
        self._douteux = {ligne.numero: ligne.nom_douteux for ligne in lignes if ligne.nom_douteux is not None}
        self._discreet = False
        self.noms = ListeNoms()
        self.colonne.addLayout(self.dit)
        self.colonne.addWidget(Champ(Intitule(self.say("liste"), self.say("liste_aide")), self.noms))
        if len(self._douteux) > _MONTRES:
            self.colonne.addWidget(Libelle(self.say("plus", nombre=len(self._douteux) - _MONTRES)))
        self.colonne.addStretch(1)
        self._show()
        self.noms.swapped.connect(self._on_swapped)
        self.noms.line_opened.connect(self._on_swapped)

    def _show(self) -> None:
        montres = list(self._douteux)[:_MONTRES]
        self.noms.show_lines([self._line(numero) for numero in montres])

    def _line(self, numero: int) -> Ligne:
        douteux = self._douteux[numero]
        lu = douteux.way(self.chantier.echanges.get(numero, 0))
        masque = self.contexte.textes("suivi.nom_masque") if self._discreet else ""
        titre = self.say("nom", prenom=masque or lu.prenom or self.say("aucun"), nom=masque or lu.nom)
        return Ligne(str(numero), titre, self.say("ligne", numero=numero, texte=masque or " ".join(douteux.texte.split())))

    def _on_swapped(self, id_: str) -> None:
        numero = int(id_)
        fois = self.chantier.echanges.get(numero, 0) + 1
        self.chantier = replace(self.chantier, echanges={**self.chantier.echanges, numero: fois})
        self.noms.lignes.change_line(self._line(numero))

    def focus_first(self) -> bool:
        """On the first name."""
        if not self.noms.current():
            self.noms.go_to(str(next(iter(self._douteux), "")))
        self.noms.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def conceal(self, *, masque: bool) -> None:
        """Every name."""
        self._discreet = masque
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A list as high as what it holds, within reason."""
        super().resizeEvent(event)
        self.fit(self.noms, hauteur=_HAUTEUR, a_la_fois=_A_LA_FOIS)


#: How high the list may be, at 100 %, and how many lines are measured for it.
_A_LA_FOIS_ORGANISMES, _HAUTEUR_ORGANISMES = 8, 400
#: Spellings said of a body; beyond, how many more.
_CITEES = 8


class EtapeOrganismes(EtapeReprise):
    """Holds the chantier, with what is agreed to: what is ticked is one body."""

    def __init__(self, contexte: Contexte, chantier: ChantierReprise, lus: OrganismesLus) -> None:
        super().__init__(contexte, "organismes")
        self._chantier = chantier
        self._lus = lus
        self.groupes = ListeCochee()
        self.colonne.addLayout(self.dit)
        if lus.groupes:
            lignes = [LigneCochee(groupe.cle, self._said(groupe)) for groupe in lus.groupes]
            memes = {groupe.cle for groupe in lus.groupes if chantier.memes.get(groupe.cle, groupe.sur)}
            self.groupes.show_lines(lignes, memes)
            self.colonne.addWidget(Champ(Intitule(self.say("liste"), self.say("liste_aide")), self.groupes))
        self.feuille = ListeDeroulante([("", self.say("sans_feuille")), *((str(rang), nom) for rang, nom in lus.feuilles)])
        if lus.feuilles:
            self.feuille.setCurrentIndex(max(0, self.feuille.findData(self._sheet())))
            self.colonne.addWidget(LigneChoix(self.say("feuille"), self.feuille))
            self.colonne.addWidget(Libelle(self.say("feuille_aide")))
        self.colonne.addStretch(1)

    def _sheet(self) -> str:
        """The one a person chose; else the first there is."""
        choisie = self._chantier.adresses if self._chantier.adresses_dites else self._lus.feuilles[0][0]
        return "" if choisie is None else str(choisie)

    def _said(self, groupe: GroupeOrganisme) -> str:
        autres = [
            self.counted("graphie", graphie.lignes, texte=graphie.texte, lignes=graphie.lignes)
            for graphie in groupe.graphies
            if graphie.texte != groupe.nom and graphie.lignes
        ]
        dites = " ; ".join(autres[:_CITEES])
        if len(autres) > _CITEES:
            dites = self.say("graphies_plus", graphies=dites, nombre=len(autres) - _CITEES)
        id_ = "groupe" if groupe.sur else "groupe_faute"
        return self.say(id_, nom=groupe.nom, graphies=dites or groupe.nom)

    @property
    def chantier(self) -> ChantierReprise:
        """With what is agreed to now."""
        coches = self.groupes.lignes.coches
        choisie = self.feuille.value()
        return replace(
            self._chantier,
            memes={**self._chantier.memes, **{groupe.cle: groupe.cle in coches for groupe in self._lus.groupes}},
            adresses=int(choisie) if choisie else None,
            adresses_dites=bool(self._lus.feuilles),
        )

    def focus_first(self) -> bool:
        """On the first body."""
        if not self._lus.groupes:
            return False
        self.groupes.setCurrentIndex(self.groupes.model().index(0, 0))
        self.groupes.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def conceal(self, *, masque: bool) -> None:
        """A body may be someone: a doctor, a guardian."""
        self.groupes.setVisible(not masque and bool(self._lus.groupes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A list as high as what it holds, within reason."""
        super().resizeEvent(event)
        self.fit(self.groupes, hauteur=_HAUTEUR_ORGANISMES, a_la_fois=_A_LA_FOIS_ORGANISMES)
