"""A first letter and what happened since, and how the letters that follow it are read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.services.lettre.courriers import Courriers
from tests.letters.cas import ORDINAIRE

_T = TypeEvenement
ENVOYE, RECU = Evenement(dt.date(2026, 10, 1), _T.ENVOYE), Evenement(dt.date(2026, 10, 5), _T.RECU)
REFUS = Evenement(dt.date(2026, 11, 20), _T.REFUS)
SUITES = ("relance", "complement", "contestation_refus")


def demande_of(
    demarche: str = "acces",
    faits: Sequence[Evenement] = (ENVOYE, RECU),
    jour: dt.date = dt.date(2026, 11, 24),
    **reponses: Valeur,
) -> Demande:
    return replace(ORDINAIRE, demarche=demarche, date=jour, reponses=reponses, evenements=tuple(faits))


def read(courriers: Courriers, demande: Demande, etape: str) -> str:
    return courriers.text(courriers.compose(demande, etape)).replace("\u00a0", " ").replace("\u202f", " ")


def sheet(courriers: Courriers, demande: Demande, etape: str) -> str:
    (apres,) = [exemplaire for exemplaire in courriers.kit(demande, etape) if exemplaire.id == "apres"]
    assert len(courriers.pages(apres.document)) == 1
    return courriers.text(apres.document).replace("\u00a0", " ").replace("\u202f", " ")
