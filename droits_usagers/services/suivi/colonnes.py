"""Which columns of the Suivi are shown, in which order and how wide: as someone arranged them, remembered in the coffre."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from droits_usagers.services.suivi.lignes import Rubrique

#: Under which key the coffre remembers it.
CLE = "suivi.colonnes"
#: What the column of one's own dates was called.
_AVANT = "echeance"
#: Widths that make sense, at 100 %.
LARGEUR_MIN, LARGEUR_MAX = 60, 900


@dataclass(frozen=True, slots=True)
class Colonnes:
    """Every rubrique has its place; `largeurs` holds, at 100 %, those that someone changed."""

    ordre: tuple[Rubrique, ...] = tuple(Rubrique)
    masquees: frozenset[Rubrique] = frozenset()
    largeurs: Mapping[Rubrique, int] = field(default_factory=dict)

    @property
    def montrees(self) -> tuple[Rubrique, ...]:
        """Those shown, in order."""
        return tuple(rubrique for rubrique in self.ordre if rubrique not in self.masquees)

    @property
    def arrangees(self) -> bool:
        """True if someone arranged them."""
        return self != Colonnes()

    def toggled(self, rubrique: Rubrique) -> "Colonnes":
        """With this one shown, or hidden; the same where nothing would be left."""
        if rubrique in self.masquees:
            return replace(self, masquees=self.masquees - {rubrique})
        return self if self.montrees == (rubrique,) else replace(self, masquees=self.masquees | {rubrique})

    def moved(self, rubrique: Rubrique, pas: int) -> "Colonnes":
        """With this one so many places further among those shown."""
        montrees = [autre for autre in self.montrees if autre is not rubrique]
        if rubrique in self.masquees:
            return self
        place = min(max(self.montrees.index(rubrique) + pas, 0), len(montrees))
        montrees.insert(place, rubrique)
        return self.ordered(tuple(montrees))

    def ordered(self, montrees: tuple[Rubrique, ...]) -> "Colonnes":
        """With those shown in this order; the hidden ones come after."""
        return replace(self, ordre=(*montrees, *(rubrique for rubrique in self.ordre if rubrique not in montrees)))

    def widened(self, rubrique: Rubrique, largeur: int) -> "Colonnes":
        """With this one so wide."""
        return replace(self, largeurs={**self.largeurs, rubrique: min(max(largeur, LARGEUR_MIN), LARGEUR_MAX)})

    def as_json(self) -> object:
        """What the coffre remembers; None when nothing was arranged."""
        if not self.arrangees:
            return None
        return {
            "ordre": [rubrique.value for rubrique in self.ordre],
            "masquees": sorted(rubrique.value for rubrique in self.masquees),
            "largeurs": {rubrique.value: largeur for rubrique, largeur in self.largeurs.items()},
        }


def colonnes_of(lu: object) -> Colonnes:
    """What was remembered; what is not understood, or no longer exists, counts for nothing."""
    if not isinstance(lu, dict):
        return Colonnes()
    connues = {_AVANT: Rubrique.A_FAIRE} | {rubrique.value: rubrique for rubrique in Rubrique}
    nommees = [connues[str(nom)] for nom in _as_list(lu.get("ordre")) if str(nom) in connues]
    ordre = tuple(dict.fromkeys([*nommees, *Rubrique]))
    masquees = frozenset(connues[str(nom)] for nom in _as_list(lu.get("masquees")) if str(nom) in connues)
    colonnes = Colonnes(ordre, masquees if len(masquees) < len(ordre) else frozenset())
    largeurs = lu.get("largeurs")
    for nom, largeur in (largeurs if isinstance(largeurs, dict) else {}).items():
        if nom in connues and isinstance(largeur, int) and not isinstance(largeur, bool):
            colonnes = colonnes.widened(connues[nom], largeur)
    return colonnes


def _as_list(valeur: object) -> list[object]:
    return valeur if isinstance(valeur, list) else []
