"""Where the law is explained for nothing, by postcode: what each letter asks of the annuaire, kept apart from the rest of it.

Distances are not known: in a commune of the postcode, else in the département, that of the most inhabited commune; a maison de
justice et du droit before a point d'accès au droit.
"""

from collections.abc import Iterator
from pathlib import Path

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.services.annuaire.entrees import Entrees
from droits_usagers.services.annuaire.lecture import LigneAnnuaire, load_donnees
from droits_usagers.services.annuaire.lieux import ZONE, Lieux

#: The nearest to people first.
_GENRES = ("maison_justice_droit", "point_acces_droit")
_NULLE_PART = LigneAnnuaire(*("" for _ in LigneAnnuaire._fields))


def nearest_lines(resources: Path, gabarits: Path) -> Iterator[tuple[str, ...]]:
    """Each place after the postcodes it is for, or the beginnings of all those that are not told apart; nowhere has no name."""
    donnees = load_donnees(resources, gabarits)
    lieux = Lieux(donnees.communes, donnees.departements, donnees.successions)
    entrees = Entrees(donnees, lieux)
    lignes = {entrees.shown(ligne): ligne for ligne in donnees.lignes if ligne.genre in _GENRES}
    codes = {postal for commune in donnees.communes for postal in commune.postaux.split()}
    codes |= {ligne.code_postal for ligne in donnees.lignes if ligne.code_postal}
    debuts = {debut: _around(entrees, lieux.departement_around(f"{debut}…")) for debut in {code[:ZONE] for code in codes}}
    pour: dict[EntreeAnnuaire | None, list[str]] = {}
    for debut, entree in debuts.items():
        if entree is not None:
            pour.setdefault(entree, []).append(debut)
    for code in codes:
        entree = _nearest(entrees, lieux, code)
        if entree != debuts[code[:ZONE]]:
            pour.setdefault(entree, []).append(code)
    yield from sorted((" ".join(sorted(siens)), *(lignes[une] if une else _NULLE_PART)) for une, siens in pour.items())


def _nearest(entrees: Entrees, lieux: Lieux, code_postal: str) -> EntreeAnnuaire | None:
    communes = entrees.communes(code_postal)
    ici = (entree for commune in communes for genre in _GENRES for entree in entrees.here(genre, commune))
    departement = next((commune.departement for commune in communes), "") or lieux.departement_around(code_postal)
    return next(ici, None) or _around(entrees, departement)


def _around(entrees: Entrees, departement: str) -> EntreeAnnuaire | None:
    proches = (entree for genre in _GENRES for entree in entrees.in_departement(genre, departement))
    return next(proches, None) if departement else None
