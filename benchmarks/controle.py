"""What the control before leaving costs, beside what it looks at."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from benchmarks.lettres import N, courriers
from benchmarks.outillage import Releve, banc, compare
from droits_usagers.app import make_services
from droits_usagers.domain.controle.cadre import Sortant
from droits_usagers.domain.controle.controle import examine
from droits_usagers.domain.demande import Demande
from droits_usagers.services.controle_cadre import cadre_of
from droits_usagers.services.demonstration import load_cas

#: Someone who must not be found, with words of one's own, a mandate and many pages: all that the rules look for.
_CAS, _ADRESSE = "adresse-a-ne-pas-trouver", ("Résidence des Dunes, appt 12", "14 bis rue des Voiliers", "76999 Port-Aubry")


def _demandes(depart: Demande) -> Iterator[Demande]:
    """The same under one name after another, as in a bulk, each with an address of its own."""
    assert depart.concerne is not None
    for rang in count(1):
        adresse = (_ADRESSE[0], f"{rang} {_ADRESSE[1]}", _ADRESSE[2])
        yield replace(depart, concerne=replace(depart.concerne, nom=f"Ben-{rang}", adresse=adresse, adresse_protegee=True))


@banc("controle")
def controle() -> Releve:
    """Against composing the same packet."""
    catalogue = make_services().catalogue
    depart = next(cas.demande for cas in load_cas(catalogue) if cas.id == _CAS)
    demarche, reference = catalogue.demarches[depart.demarche], catalogue.controle
    nos, leurs = _demandes(depart), _demandes(depart)
    paquet = {exemplaire.id: exemplaire.document for exemplaire in courriers().kit(depart)}

    def look() -> None:
        demande = next(nos)
        examine(Sortant(paquet), cadre_of(demande, demarche, demarche.etapes[0].id), reference)

    return compare(look, lambda: courriers().kit(next(leurs)), n=N)
