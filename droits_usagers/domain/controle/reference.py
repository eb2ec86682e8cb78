"""What the rules are told (`resources/controle/regles.toml`): weights, words, thresholds, and what is said of what is found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Poids, Regle
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

T = TypeVar("T")

#: What a rule looks for, by name.
MotsDe = Mapping[str, tuple[str, ...]]
#: The only case of a rule that has one.
SEUL = "seul"


@dataclass(frozen=True, slots=True)
class PhrasesRegle:
    """What is said of an alert: what was found, what is at stake for the person, what to do."""

    titre: str
    enjeu: str
    faire: str


@dataclass(frozen=True, slots=True)
class CasRegle:
    """One of the things a rule finds."""

    poids: Poids
    phrases: PhrasesRegle


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything the rules are told, by rule then by id."""

    cas: Mapping[Regle, Mapping[str, CasRegle]] = field(repr=False)
    #: What tells an ordinary word from a name, opened when it is first needed.
    open_lexique: Callable[[], LexiqueReleve] = field(compare=False, repr=False)
    mots: Mapping[Regle, MotsDe] = field(default_factory=dict, repr=False)
    seuils: Mapping[Regle, Mapping[str, int]] = field(default_factory=dict)
    _prepares: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    def prepared(self, regle: Regle, make: Callable[[MotsDe], T]) -> T:
        """What a rule makes of its words, made once."""
        if make not in self._prepares:
            self._prepares[make] = make(self.mots[regle])
        pret: T = self._prepares[make]  # type: ignore[assignment]
        return pret

    def phrase(self, alerte: Alerte) -> PhrasesRegle:
        """What to say of an alert, its facts in their places."""
        dites, faits = self.cas[alerte.regle][alerte.cas or SEUL].phrases, dict(alerte.faits)
        return PhrasesRegle(dites.titre.format(**faits), dites.enjeu.format(**faits), dites.faire.format(**faits))

    def alerte(self, regle: Regle, cas: str = "", *, lieux: tuple[Lieu, ...] = (), champ: str = "", **faits: object) -> Alerte:
        """An alert, with the weight of its case."""
        poids = self.cas[regle][cas or SEUL].poids
        dits = tuple((nom, str(valeur)) for nom, valeur in faits.items())
        return Alerte(regle, poids, tuple(dict.fromkeys(lieux)), cas=cas, faits=dits, champ=champ)
