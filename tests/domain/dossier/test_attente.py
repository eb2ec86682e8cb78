"""What is waited for: when a dossier is looked at again, and an appeal that left, whatever it was noted as."""

import datetime as dt
from dataclasses import replace

from droits_usagers.domain.dossier.etats import Etat
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.droit.voies import Contestee, Decision
from droits_usagers.domain.echeances import FaitsDossier, Regles
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu
from tests.chaque import chaque
from tests.dossiers import a_dossier, fact

_T = TypeEvenement
RECU = fact(_T.RECU, "2026-11-24")


def day(jour: str) -> dt.date:
    return dt.date.fromisoformat(jour)


@chaque(
    ("faits", "au", "votre", "revoir"),
    [
        # The CADA until 24 February. Ten days before it, on an open day.
        (a_dossier(RECU, fact(_T.RELANCE_ENVOYEE, "2027-02-03")), "2027-02-04", "2027-02-24", "2027-02-12"),
        (a_dossier(RECU, fact(_T.RELANCE_ENVOYEE, "2027-01-30")), "2027-02-01", "2027-02-24", "2027-02-12"),
        # Nothing to lose: after a Sunday, or Christmas Day, the next day that is worked.
        (a_dossier(RECU, fact(_T.REPONSE_COMPLETE, "2026-12-10")), "2026-12-12", None, "2026-12-28"),
        # Of a month, the sooner reading.
        (
            a_dossier(fact(_T.RECU, MoisConnu(2026, 11, 1)), fact(_T.RELANCE_ENVOYEE, "2027-01-16")),
            "2027-01-17",
            "2027-02-01",
            "2027-01-22",
        ),
    ],
)
def test_one_looks_again_on_an_open_day_and_in_time(
    regles: Regles, faits: FaitsDossier, au: str, votre: str | None, revoir: str
) -> None:
    bilan = compute_bilan(faits, regles, day(au))
    assert (bilan.votre_date, bilan.revoir_le) == (day(votre) if votre else None, day(revoir))


@chaque(
    ("aide", "au", "etat", "acte"),
    [
        # No appeal is compulsory: the letter that left, noted as one that writes above, is that appeal.
        ("fsl", "2027-01-05", Etat.EN_ATTENTE, ("attendre", "2027-02-20")),
        ("secours", "2027-01-05", Etat.EN_ATTENTE, ("attendre", "2027-02-20")),
        ("fsl", "2027-02-21", Etat.REFUS_TACITE, ("recours_juge", "2027-04-20")),
        # It is: it keeps nothing, and the one that does is still to be written.
        ("rsa", "2027-01-05", Etat.BROUILLON, ("demande", "2027-01-11")),
    ],
)
def test_an_appeal_that_left_is_not_asked_again(regles: Regles, aide: str, au: str, etat: Etat, acte: tuple[str, str]) -> None:
    delais = frozenset({"recours_prealable", "recours_hierarchique", "recours_juge"})
    faits = replace(
        a_dossier(
            fact(_T.DECISION_RECUE, "2026-11-11"),
            fact(_T.RECOURS_HIERARCHIQUE_ENVOYE, "2026-12-20"),
            demarche="aide_refusee",
            delais=delais,
            etapes=frozenset({"demande"}),
            premier=_T.RECOURS_PREALABLE_ENVOYE,
        ),
        contestee=Contestee(Decision.REFUS, frozenset({aide})),
    )
    bilan = compute_bilan(faits, regles, day(au))
    assert (bilan.etat, bilan.actes[0].etape, bilan.actes[0].jusqu_au) == (etat, acte[0], day(acte[1]))
