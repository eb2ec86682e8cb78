"""What was granted, or is by silence, is waited for, then claimed: no letter that contests a refusal is proposed."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.droit.voies import Contestee, Decision
from droits_usagers.domain.echeances import Regles
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.dossiers import a_dossier, fact

DELAIS = frozenset({"recours_prealable", "recours_juge"})
_T = TypeEvenement


@pytest.mark.parametrize(
    ("type_", "aide", "genre", "au", "acte"),
    [
        # CASF L232-14: two months from the 14th of September; nothing is refused.
        (_T.RECU, "apa", GenreOrganisme.DEPARTEMENT, "2026-11-14", ("attendre", "pourquoi.attendre")),
        (_T.RECU, "apa", GenreOrganisme.DEPARTEMENT, "2026-11-16", ("revoir", "pourquoi.accord")),
        # CCH R441-16-1, CJA R778-2: three months are to pass first.
        (_T.DECISION_RECUE, "dalo_trois", GenreOrganisme.AUTRE, "2026-12-01", ("revoir", "pourquoi.revoir")),
        (_T.DECISION_RECUE, "dalo_trois", GenreOrganisme.AUTRE, "2026-12-15", ("recours_juge", "pourquoi.devant_un_juge")),
    ],
)
def test_what_was_granted_is_waited_for_then_claimed(
    regles: Regles, type_: TypeEvenement, aide: str, genre: GenreOrganisme, au: str, acte: tuple[str, str]
) -> None:
    decision = Decision.REFUS if type_ is _T.DECISION_RECUE else None
    dossier = a_dossier(fact(type_, "2026-09-14"), demarche="aide_refusee", delais=DELAIS, genre=genre)
    faits = replace(dossier, contestee=Contestee(decision, frozenset({aide})), premier=_T.RECOURS_PREALABLE_ENVOYE)
    actes = compute_bilan(faits, regles, dt.date.fromisoformat(au)).actes
    assert [(un.etape, un.pourquoi.id) for un in actes] == [acte]
