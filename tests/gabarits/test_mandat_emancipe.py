"""A child of sixteen may be emancipated: the mandate leaves room for that (code civil 413-6), and for no younger child."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.domain.personnes.personnes import Personne, Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

JOUR = dt.date(2026, 12, 1)


@pytest.mark.parametrize(("naissance", "dit"), [(dt.date(2010, 12, 1), True), (dt.date(2010, 12, 2), False), (2008, False)])
@pytest.mark.parametrize("qualite", [Qualite.MANDATAIRE, Qualite.CONCERNE])
def test_a_mandate_for_who_may_be_emancipated_says_so(
    courriers_livres: Courriers, naissance: dt.date | int, qualite: Qualite, *, dit: bool
) -> None:
    demande = demande_of("mandat", qualite=qualite)
    enfant = replace(demande, date=JOUR, concerne=replace(demande.concerne or Personne(), naissance=naissance))
    texte = read(courriers_livres, enfant)

    assert ("ou en son propre nom, après émancipation (article 413-6 du code civil)" in texte) is dit
