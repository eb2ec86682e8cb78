"""Where something leaves and was held back: why, what can be kept as it is, and « Recommencer »."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Alerte, Poids
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.controle.controle import Gestes, SortieRetenue
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Libelle, Nature, Rangee, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.page import Contexte

#: The word says it first: a colour never says it alone.
_NATURES = {Poids.ARRET: Nature.ARRET, Poids.A_CONFIRMER: Nature.ATTENTION, Poids.A_SAVOIR: Nature.INFORMATION}


class ListeAlertes(QWidget):
    """`mend_asked`: the field to mend, as an id. `changed`: something was kept as it is, or is no longer."""

    mend_asked = Signal(str)
    changed = Signal()

    def __init__(self, textes: Textes, reference: Reference, *, gestes: Gestes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes, self._reference, self._gestes = textes, reference, gestes
        self._dit: tuple[tuple[Alerte, ...], bool] = ((), False)
        self._colonne = Colonne(self, ecart=8)
        self.lignes: list[Avis] = []
        self.boutons: list[BoutonSecondaire] = []
        self.hide()

    def use(self, gestes: Gestes) -> None:
        """What is kept from now on is kept there: another document is shown."""
        self._gestes = gestes
        self._build()

    def show_alertes(self, alertes: Sequence[Alerte], *, mendable: bool) -> None:
        """Says these. `mendable`: whoever shows them can lead to the field to mend. The same again changes nothing."""
        dit = (tuple(alertes), mendable)
        if dit != self._dit:
            self._dit = dit
            self._build()

    def _build(self) -> None:
        alertes, mendable = self._dit
        # The same thing said of the letter and of what goes with it is said once.
        groupes: dict[tuple[object, ...], list[Alerte]] = {}
        for alerte in alertes:
            groupes.setdefault((alerte.regle, alerte.poids, alerte.cas, alerte.faits), []).append(alerte)
        self.boutons = []
        self.lignes = [self._line(groupe, mendable=mendable) for groupe in groupes.values()]
        replace_all(self._colonne, self.lignes)
        self.setVisible(bool(alertes))

    def _line(self, groupe: Sequence[Alerte], *, mendable: bool) -> Avis:
        alerte, gardee = groupe[0], all(map(self._gestes.keeps, groupe))
        phrases = self._reference.phrase(alerte)
        dit = f"{phrases.titre}\n{phrases.enjeu}\n{phrases.faire}"
        mot, nature = self._textes(f"controle.poids.{alerte.poids}"), _NATURES[alerte.poids]
        if gardee:
            dit, mot, nature = phrases.titre, self._textes("controle.garde"), Nature.BIEN
        ligne = Avis(dit, mot=mot, nature=nature)
        champ = next((une.champ for une in groupe if une.champ), "")
        if champ and mendable and not gardee:
            self._add(ligne, "corriger", lambda: self.mend_asked.emit(champ), dit=phrases.titre)
        if alerte.poids is Poids.A_CONFIRMER:
            self._add(ligne, "reprendre" if gardee else "garder", lambda: self._toggle(ligne, groupe), dit=phrases.titre)
        return ligne

    def _add(self, ligne: Avis, id_: str, action: Callable[[], object], *, dit: str) -> None:
        aide = self._textes("controle.garder_aide") if id_ == "garder" else ""
        bouton = BoutonSecondaire(self._textes(f"controle.{id_}"), aide)
        bouton.setAccessibleDescription(dit)
        bouton.clicked.connect(lambda _checked=False: action())
        self.boutons.append(bouton)
        ligne.add_button(bouton)

    def _toggle(self, ligne: Avis, groupe: Sequence[Alerte]) -> None:
        gardee = all(map(self._gestes.keeps, groupe))
        for alerte in groupe:
            (self._gestes.take_back if gardee else self._gestes.keep)(alerte)
        rang = self.lignes.index(ligne)
        self._build()
        boutons = self.lignes[rang].findChildren(BoutonSecondaire)
        if boutons:
            boutons[-1].setFocus()
        self.changed.emit()


class Retenue(QWidget):
    """Hidden until something is held back, and once it has left. `mend_asked`: the field to mend; `appeared`: it shows."""

    mend_asked = Signal(str)
    appeared = Signal()

    def __init__(
        self,
        contexte: Contexte,
        gestes: Gestes,
        retry: Callable[[], object],
        *,
        mendable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        textes = contexte.textes
        self._mendable = mendable
        self.liste = ListeAlertes(textes, contexte.services.catalogue.controle, gestes=gestes)
        self.recommencer = BoutonSecondaire(textes("controle.recommencer"))
        self.revoir = BoutonSecondaire(textes("controle.revoir"))
        if not mendable:
            self.revoir.hide()
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(Titre(textes("controle.retenue"), niveau=2))
        colonne.addWidget(Libelle(textes("controle.retenue_phrase")))
        colonne.addWidget(self.liste)
        boutons = Rangee(ecart=8)
        boutons.addWidget(self.revoir)
        boutons.addWidget(self.recommencer)
        boutons.addStretch(1)
        colonne.addLayout(boutons)
        self.liste.mend_asked.connect(self.mend_asked)
        self.revoir.clicked.connect(lambda _checked=False: self.mend_asked.emit(""))
        self.recommencer.clicked.connect(lambda _checked=False: retry())
        self.hide()

    @classmethod
    def at(cls, livraison: Livraison, *, mendable: bool = False) -> "Retenue":
        """For what leaves by this way."""
        retenue = cls(livraison.contexte, livraison.gestes, livraison.retry, mendable=mendable)
        livraison.held.connect(retenue.show_held)
        livraison.delivered.connect(retenue.hush)
        livraison.impeded.connect(retenue.hush)
        return retenue

    def show_held(self, error: SortieRetenue) -> None:
        """Says why, where the door is."""
        self.liste.show_alertes(error.alertes, mendable=self._mendable)
        self.show()
        self.appeared.emit()
        premier = next(iter(self.liste.boutons), self.recommencer)
        premier.setFocus(Qt.FocusReason.OtherFocusReason)

    def hush(self, *_: object) -> None:
        """Nothing is held back any more."""
        self.liste.show_alertes((), mendable=False)
        self.hide()
