"""Writes to a coffre under `strace`, saying after each use case what must from then on be true. Run as a program of its own.

Usage: trace.py COFFRE. One line on stdout by use case: a JSON object, which `strace` sees in the order of what was written.
"""

import datetime as dt
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from tests.coffres import AUTRE_PHRASE, PHRASE, Horloge, erase, full, make_coffres, simple, write_note

#: How many are acknowledged once the phrase was changed.
PHRASE_CHANGEE = 13
#: What the lines of acknowledgement begin with.
DIT = "DIT "
_RELANCE = Evenement(dt.date(2026, 11, 20), TypeEvenement.RELANCE_ENVOYEE)


def known(coffre: Coffre) -> str:
    """Everything that can be read in a coffre, in short."""
    lus = [coffre.dossiers.read(ligne.reference) for ligne in coffre.liste.page(taille=500).lignes]
    tout = [
        sorted((lu.reference, repr(lu.demande), len(lu.faits), len(lu.courriers), len(lu.notes)) for lu in lus),
        sorted((brouillon.cle, repr(brouillon.position)) for brouillon in coffre.brouillons.latest()),
        sorted(element.reference for element in coffre.corbeille.content()),
    ]
    return hashlib.sha256(json.dumps(tout).encode()).hexdigest()[:16]


def kept(coffre: Coffre) -> str:
    """What can be read in a coffre, and how many backups it has."""
    return f"{known(coffre)} {len(coffre.backups())}"


def use_cases(coffre: Coffre) -> Iterator[Callable[[], object]]:
    """One after the other, each begun once the one before is acknowledged."""
    yield lambda: None
    yield lambda: coffre.brouillons.save(full(), cle="b1")
    yield lambda: coffre.dossiers.create(full(), brouillon="b1")
    reference = coffre.liste.page().lignes[0].reference
    yield lambda: coffre.faits.take(FaitANoter(reference, _RELANCE, recommande="2C 999 123 456 7 8"))
    yield lambda: coffre.lettres.keep(
        reference, etape="demande", gabarit=GabaritUtilise("a", "1", "b"), nom="l", contenu=bytes(range(256)) * 120
    )
    yield lambda: coffre.dossiers.create(simple("Deux"))
    references = [ligne.reference for ligne in coffre.liste.page().lignes]
    yield lambda: coffre.faits.take(
        *(FaitANoter(autre, Evenement(dt.date(2026, 11, 24), TypeEvenement.REFUS)) for autre in references)
    )
    yield lambda: write_note(coffre, reference, "À rappeler")
    yield coffre.backup
    yield lambda: coffre.corbeille.put(references[0])
    yield lambda: erase(coffre, [references[0]])
    yield lambda: coffre.dossiers.create(simple("Trois"))
    yield lambda: coffre.change_phrase(PHRASE, AUTRE_PHRASE, accept_weak=True)
    yield lambda: coffre.dossiers.create(simple("Quatre"))


def main() -> int:
    """Does them all."""
    coffre = make_coffres(Horloge()).open(Path(sys.argv[1]), PHRASE)
    for use_case in use_cases(coffre):
        use_case()
        os.write(1, f"{DIT}{kept(coffre)}\n".encode())
    coffre.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
