"""Lengths of time as people write them (« 6 mois », « deux ans après le dernier entretien », « illimitée »), to be compared."""

import re
from dataclasses import dataclass

from droits_usagers.domain.pliage import fold

_NOMBRES = {
    nom: rang
    for rang, noms in enumerate(
        (
            "zero", "un une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
            "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
        )
    )
    for nom in noms.split()
} | {"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100}  # fmt: skip
#: Months in each unit; days and weeks are fractions of a month.
_MOIS = {"an": 12.0, "annee": 12.0, "mois": 1.0, "semestre": 6.0, "trimestre": 3.0, "semaine": 7 / 30, "jour": 1 / 30}
_NOMBRE = "|".join(sorted(_NOMBRES, key=len, reverse=True))
_DUREE = re.compile(rf"\b(\d{{1,4}}|{_NOMBRE})\s+(ans?|annees?|mois|semestres?|trimestres?|semaines?|jours?)\b")
_ILLIMITEE = re.compile(r"\billimite|\bsans limite|\bindefini|\ba vie\b|\bpermanent|\bpour toujours")


@dataclass(frozen=True, slots=True)
class Duree:
    """A length of time in months; None when it has no end."""

    mois: float | None

    def __lt__(self, autre: "Duree") -> bool:
        """What has no end is longer than anything."""
        return self.mois is not None and (autre.mois is None or self.mois < autre.mois)


def find_durees(texte: str) -> tuple[Duree, ...]:
    """Every length of time a text says, in its order.

    >>> [duree.mois for duree in find_durees("6 mois, puis deux ans après le dernier entretien")]
    [6.0, 24.0]
    """
    plie = fold(texte)
    if _ILLIMITEE.search(plie):
        return (Duree(None),)
    return tuple(Duree(_number(nombre) * _unit(unite)) for nombre, unite in _DUREE.findall(plie))


def _number(mot: str) -> int:
    return int(mot) if mot.isdigit() else _NOMBRES[mot]


def _unit(mot: str) -> float:
    return _MOIS[mot if mot == "mois" else mot.removesuffix("s")]
