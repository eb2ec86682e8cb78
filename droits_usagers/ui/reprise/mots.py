"""What each word of the table means: those nobody understands first; said once, and remembered."""

from collections.abc import Iterator, Sequence
from functools import partial

from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import Valeur
from droits_usagers.services.reprise.ecran import PresentationReprise
from droits_usagers.services.reprise.reprise import ChantierReprise
from droits_usagers.ui.composants import Libelle, ListeDeroulante
from droits_usagers.ui.reprise.etape import EtapeReprise
from droits_usagers.ui.reprise.lignes import LigneChoix
from droits_usagers.ui.socle.page import Contexte

#: Lines shown; those to explain come first, and more words than that are no codes.
_MAXIMUM = 120
#: Made at once: as many as one sees.
_TOUT_DE_SUITE = 8
#: What is chosen while a person has not said.
_A_DIRE = "?"


class EtapeMots(EtapeReprise):
    """Holds the chantier, changed by each word explained."""

    def __init__(self, contexte: Contexte, chantier: ChantierReprise, valeurs: Sequence[Valeur]) -> None:
        super().__init__(contexte, "mots")
        self._dit = PresentationReprise(contexte.services.catalogue)
        self.chantier = chantier
        self.lignes: list[LigneChoix] = []
        self._compte = Libelle(gras=True)
        self._a_dire = {rang for rang, valeur in enumerate(valeurs) if valeur.code is None}
        self.colonne.addLayout(self.dit)
        self.colonne.addWidget(self._compte)
        self._count()
        self.build(self._add_lines(valeurs[:_MAXIMUM]), tout_de_suite=_TOUT_DE_SUITE)

    def _add_lines(self, valeurs: Sequence[Valeur]) -> Iterator[None]:
        for rang, valeur in enumerate(valeurs):
            self.lignes.append(self._line(rang, valeur))
            self.colonne.addWidget(self.lignes[-1])
            yield
        self.colonne.addStretch(1)

    def _line(self, rang: int, valeur: Valeur) -> LigneChoix:
        rien = self.say("ecarter" if valeur.champ is ChampReprise.DEMARCHE else "rien")
        choix = [*self._dit.codes(valeur.champ), ("", rien)]
        if valeur.code is None:
            choix.insert(0, (_A_DIRE, self.say("a_dire")))
        liste = ListeDeroulante(choix)
        liste.setCurrentIndex(max(0, liste.findData(_A_DIRE if valeur.code is None else valeur.code)))
        liste.activated.connect(partial(self._on_said, rang, valeur, liste))
        lignes = self.counted("lignes", valeur.lignes, lignes=valeur.lignes)
        titre = self.say("mot", champ=self._dit.champ(valeur.champ), texte=" ".join(valeur.texte.split())[:120])
        return LigneChoix(titre, liste, lignes if valeur.sure else self.say("probable", lignes=lignes))

    def _on_said(self, rang: int, valeur: Valeur, liste: ListeDeroulante, _choix: int) -> None:
        if liste.value() == _A_DIRE:
            return
        dit = self.chantier.correspondance.with_meaning(valeur.champ, valeur.texte, liste.value())
        self.chantier = self.chantier.with_correspondance(dit)
        self._a_dire.discard(rang)
        self._count()

    def _count(self) -> None:
        self._compte.setText(self.say("reste", nombre=len(self._a_dire)) if self._a_dire else self.say("compris"))

    def focus_first(self) -> bool:
        """On the first word to explain."""
        if self.lignes:
            self.lignes[0].setFocus()
        return bool(self.lignes)
