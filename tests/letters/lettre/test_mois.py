"""A month in a letter: « En juin 2026 » where a day would have been « Le 5 juin 2026 »."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.letters.lettre.delais import MARQUE, settle_months
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services

_T = TypeEvenement
JUIN, JUILLET = MoisConnu(2026, 6, 1), MoisConnu(2026, 7, 1)


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("Le Xjuin", "En juin"),
        ("reçue le Xjuin", "reçue en juin"),
        ("votre lettre du Xjuin", "votre lettre de juin"),
        ("une lettre du Xavril 2026", "une lettre d’avril 2026"),
        ("une lettre du Xaoût 2026", "une lettre d’août 2026"),
        ("une lettre du Xoctobre 2026", "une lettre d’octobre 2026"),
        ("reçue le : Xjuin", "reçue le : juin"),
        ("Elle parle du juin", "Elle parle du juin"),
    ],
)
def test_what_comes_before_a_month_is_not_what_comes_before_a_day(avant: str, apres: str) -> None:
    assert settle_months(avant.replace("X", MARQUE)) == apres


@pytest.fixture(scope="module")
def services(places: Places) -> Services:
    return Services(places, lambda: dt.date(2026, 11, 24), lambda: dt.datetime(2026, 11, 24, tzinfo=dt.UTC), "fr")


@pytest.mark.parametrize("etape", ["relance", "complement", "contestation_refus"])
def test_a_letter_says_the_month_and_no_day_of_it(services: Services, etape: str) -> None:
    faits = (Evenement(JUIN, _T.ENVOYE), Evenement(JUILLET, _T.RECU), Evenement(MoisConnu(2026, 9, 1), _T.REFUS))
    demande = Demande(
        "acces",
        date=dt.date(2026, 11, 24),
        concerne=Personne(prenom="Élodie", nom="Œuvrard"),
        organisme=Organisme("CCAS de Pantin", genre=GenreOrganisme.CCAS),
        evenements=faits,
    )
    texte = services.courriers.text(services.courriers.compose(demande, etape)).replace("\u00a0", " ").replace("\n", " ")
    assert "n juin 2026" in texte
    for mois in ("juin", "juillet", "septembre"):
        assert f"le {mois}" not in texte.lower()
        assert f"du {mois}" not in texte
        assert f"1er {mois}" not in texte
    assert str(MARQUE) not in texte


def test_too_late_for_the_cada_is_not_said_before_the_latest_day(services: Services) -> None:
    demande = Demande(
        "saisine_cada",
        date=dt.date(2026, 9, 10),
        concerne=Personne(nom="Œuvrard"),
        organisme=Organisme("CCAS de Pantin", genre=GenreOrganisme.CCAS),
        evenements=(Evenement(JUIN, _T.ENVOYE), Evenement(JUIN, _T.RECU)),
    )
    au_juste = replace(demande, evenements=tuple(replace(fait, date=dt.date(2026, 6, 1)) for fait in demande.evenements))
    tard, juste = (
        {remarque.id for remarque in services.courriers.compose(une, "demande").remarques} for une in (demande, au_juste)
    )
    assert "cada_trop_tard" in juste
    assert "cada_trop_tard" not in tard
