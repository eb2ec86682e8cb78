"""Whether a text says the street of a place without its number, beside its town."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from droits_usagers.domain.controle.nommes import FENETRE, around, parts_of, says_town
from droits_usagers.domain.controle.voisinage import MOIS, RueNumerotee, TexteEnMots
from droits_usagers.domain.mots.nombres import value_of

#: How far « chez » is looked for before a street; where its number would be, on either side.
_CHEZ, _NUMERO = 8, 2


@dataclass(frozen=True)
class RueSansNumero:
    """What tells where someone lives in a town: a street that few others are named as, or one where « chez » is said."""

    rue: RueNumerotee
    code: str
    ville: tuple[str, ...]

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text says it of nobody's number."""
        mots = texte.mots
        if self.rue.nom[-1] not in texte.rangs:
            return
        for forme in self.rue.mots.equivalents.get(self.rue.voie, (self.rue.voie,)):
            for rang in texte.rangs.get(forme, ()):
                fin = rang + self.rue.said(mots[rang : rang + FENETRE])
                entiere = {*map(self.rue.mots.one_way, mots[rang:fin])}.issuperset(self.rue.nom)
                la = entiere and says_town(around(mots, rang, FENETRE), self.code, self.ville)
                if la and not self._has_number(mots, rang, fin) and (self._rare or self._is_home(mots, rang)):
                    yield texte.debut(rang)

    def _has_number(self, mots: Sequence[str], rang: int, fin: int) -> bool:
        """True where it is said, by this number or another: a day is none."""
        autour = (*range(max(0, rang - _NUMERO), rang), *range(fin, min(len(mots), fin + _NUMERO)))
        nombres = (i for i in autour if value_of(mots[i]) is not None and mots[i] not in parts_of(self.code))
        return any(i + 1 >= len(mots) or mots[i + 1] not in MOIS for i in nombres)

    def _is_home(self, mots: Sequence[str], rang: int) -> bool:
        return not self.rue.mots.chez.isdisjoint(mots[max(0, rang - _CHEZ) : rang])

    @cached_property
    def _rare(self) -> bool:
        return any(map(self.rue.mots.is_rare, self.rue.nom))
