"""Whoever signs every dossier of a coffre costs each of them no more than any signatory: counted in steps of the engine."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.moteur import rows
from droits_usagers.vault.personnes import PROTEGEE
from droits_usagers.vault.releves import _ROLES, read_for_rules
from tests.coffres import simple
from tests.vault.contenu import add

#: Dossiers before, and dossiers more: enough that looking through them all would be most of the work.
PEU, BEAUCOUP = 40, 360
#: The words of more dossiers weigh a little on those of one.
TOLERANCE = 1.3


def signed(nom: str, *, protegee: bool = False) -> Demande:
    """A dossier of someone that the same person writes for."""
    syndicat = Personne(denomination="Syndicat", adresse=("1 rue du Port",), adresse_protegee=protegee)
    return replace(simple(nom), auteur=Auteur(Qualite.MANDATAIRE, syndicat))


def steps(depot: Depot, action: Callable[[], object]) -> int:
    """How many steps the engine takes for it."""
    comptes: list[None] = []
    connexion = depot._db.conn  # noqa: SLF001 - the engine counts for its connection only
    connexion.set_progress_handler(lambda: comptes.append(None), 1)
    try:
        action()
    finally:
        connexion.set_progress_handler(None, 0)
    return len(comptes)


def costs(depot: Depot, *, protegee: bool = False) -> tuple[int, int, int]:
    """What one dossier takes to be made, read, and computed again."""
    numeros: list[int] = []
    faire = steps(depot, lambda: numeros.append(add(depot, signed("Neuve", protegee=protegee))))
    lire = steps(depot, lambda: depot.dossiers.read(numeros[0]))
    return faire, lire, steps(depot, lambda: [*read_for_rules(depot._db, numeros)])  # noqa: SLF001 - idem


@pytest.mark.parametrize("protegee", [False, True])
def test_a_dossier_takes_no_more_steps_among_many_of_the_same_signatory(depot: Depot, *, protegee: bool) -> None:
    for rang in range(PEU):
        add(depot, signed(f"N{rang}", protegee=protegee))
    avant = costs(depot, protegee=protegee)
    for rang in range(PEU, BEAUCOUP):
        add(depot, signed(f"N{rang}", protegee=protegee))
    apres = costs(depot, protegee=protegee)

    assert [plus for plus, moins in zip(apres, avant, strict=True) if plus > moins * TOLERANCE] == []


@pytest.mark.parametrize("sql", [_ROLES, f"SELECT {PROTEGEE} FROM roles JOIN personnes ON personnes.id = personne"])  # noqa: S608 - our own names
def test_who_has_an_address_nobody_may_read_is_found_by_an_index(depot: Depot, sql: str) -> None:
    valeurs = ("[1]",) * sql.count("?")
    plan = [str(ligne[-1]) for ligne in rows(depot._db, f"EXPLAIN QUERY PLAN {sql}", valeurs)]  # noqa: SLF001 - idem
    assert [pas for pas in plan if "ailleurs" in pas] == ["SEARCH ailleurs USING INDEX roles_protegees (personne=?)"]
