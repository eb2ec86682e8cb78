"""What tests of an opened coffre put in it."""

import datetime as dt
from dataclasses import replace

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.attaches import A_VERIFIER
from droits_usagers.domain.dossier.dossiers import AVerifier, Suivi
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.vault.depot import Depot
from tests.coffres import simple

MOMENT = dt.datetime(2026, 11, 24, 10, 15, 30, tzinfo=dt.UTC)
PLUS_TARD = MOMENT + dt.timedelta(hours=1)
REGLES = 7


def jour(rang: int) -> dt.date:
    """A day of its own for each number."""
    return dt.date(2026, 1, 1) + dt.timedelta(days=rang)


def add(
    depot: Depot, demande: Demande, suivi: Suivi | None = None, *, a_verifier: tuple[AVerifier, ...] = (), **liens: int
) -> int:
    """Keep a dossier, with its line in the Suivi. Its key is made from its rank."""
    rang = depot.count() + len(depot.corbeille.content())
    with depot.writing():
        numero = depot.dossiers.insert(demande, MOMENT, cle=f"cle{rang}", **liens)  # type: ignore[arg-type] # its links
        for cellule in a_verifier:
            depot.dossiers.attaches.put(numero, A_VERIFIER, cellule)
        depot.suivi.put(depot.dossiers.read_light(numero), suivi or Suivi("a_envoyer"))
    return numero


def discard(depot: Depot, dossier: int) -> None:
    with depot.writing():
        depot.corbeille.put(dossier, jour(0), jour(30))
        depot.suivi.remove(dossier)


def sent(nom: str, quand: dt.date, *autres: tuple[dt.date, TypeEvenement], organisme: str = "CCAS") -> Demande:
    faits = (Evenement(quand, TypeEvenement.ENVOYE), *(Evenement(date, type_) for date, type_ in autres))
    return replace(simple(nom, evenements=faits), organisme=Organisme(organisme))
