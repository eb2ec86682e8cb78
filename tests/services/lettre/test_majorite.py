"""A parent represents a child, never whoever came of age before the letter: the first one, the reminders, those of many."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.domain.controle.valeurs import Poids
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Personne, Qualite
from droits_usagers.places import Places
from droits_usagers.services.controle.controle import SortieRetenue
from droits_usagers.services.ensemble import Services
from tests.gabarits.ecriture import demande_of

JOUR = dt.date(2026, 11, 24)
DIX_HUIT = dt.date(2008, 11, 24)


@pytest.fixture(scope="module")
def services(places: Places) -> Services:
    return Services(places, lambda: JOUR, lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))


def of(naissance: dt.date | int | None, mesure: str = "parent", demarche: str = "acces") -> Demande:
    """A letter that someone writes for someone born then."""
    demande = demande_of(demarche, {"titre_representant": mesure} if mesure else {}, qualite=Qualite.REPRESENTANT_LEGAL)
    return replace(demande, date=JOUR, concerne=replace(demande.concerne or Personne(), naissance=naissance))


def said(services: Services, demande: Demande, etape: str | None = None) -> dict[str, Poids]:
    return {
        une.cas: une.poids for une in services.departs.alertes(demande, etape) if {"majeur", "mineur"} & {*une.cas.split("_")}
    }


@pytest.mark.parametrize("mesure", ["parent", ""])
def test_a_parent_writes_until_the_eve_of_eighteen_and_not_a_day_later(services: Services, mesure: str) -> None:
    assert said(services, of(DIX_HUIT + dt.timedelta(1), mesure)) == {}
    assert said(services, of(DIX_HUIT, mesure)) == {"majeur": Poids.ARRET}
    with pytest.raises(SortieRetenue):
        services.departs.document(of(DIX_HUIT, mesure))


def test_of_a_year_alone_the_doubt_is_asked_and_what_is_sure_is_not(services: Services) -> None:
    assert said(services, of(2008)) == {"peut_etre_majeur": Poids.A_CONFIRMER}
    assert said(services, of(2007)) == {"majeur": Poids.ARRET}
    assert said(services, of(2009)) == {}
    assert said(services, of(None)) == {}


@pytest.mark.parametrize("mesure", ["tutelle", "represente", "assiste"])
def test_an_adult_under_protection_is_represented_or_assisted(services: Services, mesure: str) -> None:
    assert said(services, of(1970, mesure)) == {}


def test_a_reminder_is_looked_at_on_its_own_day(services: Services) -> None:
    """The dossier was begun before."""
    assert said(services, replace(of(DIX_HUIT), date=JOUR - dt.timedelta(30))) == {}
    assert said(services, of(DIX_HUIT), "relance") == {"majeur": Poids.ARRET}
    with pytest.raises(SortieRetenue):
        services.departs.letter(of(DIX_HUIT), "relance")


@pytest.mark.parametrize("etape", ["demande", "relance"])
def test_a_letter_without_a_date_is_looked_at_today_whatever_happened_before(services: Services, etape: str) -> None:
    """It cannot be sent sooner."""
    faits = tuple(
        Evenement(JOUR - dt.timedelta(jours), type_) for jours, type_ in ((60, TypeEvenement.ENVOYE), (57, TypeEvenement.RECU))
    )
    for connus in (), faits:
        sans_date = replace(of(DIX_HUIT), date=None, evenements=connus)
        assert said(services, sans_date, etape) == {"majeur": Poids.ARRET}
        assert said(services, replace(of(2008), date=None, evenements=connus), etape) == {"peut_etre_majeur": Poids.A_CONFIRMER}
        assert said(services, replace(of(DIX_HUIT + dt.timedelta(1)), date=None, evenements=connus), etape) == {}
        with pytest.raises(SortieRetenue):
            services.departs.letter(sans_date, etape)


def test_where_nobody_is_asked_in_what_capacity_it_is_asked_again(services: Services) -> None:
    assert said(services, of(1990, "", "mandat")) == {"peut_etre_majeur": Poids.A_CONFIRMER}


def test_a_child_has_no_curator(services: Services) -> None:
    """From sixteen, someone may be emancipated, and under a measure then (code civil, 413-2 and 429)."""
    seize = dt.date(2010, 11, 24)
    assert said(services, of(seize + dt.timedelta(1), "assiste")) == {"mineur_assiste": Poids.ARRET}
    assert said(services, of(seize, "assiste")) == {"mineur_peut_etre_assiste": Poids.A_CONFIRMER}
    assert said(services, of(DIX_HUIT + dt.timedelta(1), "assiste")) == {"mineur_peut_etre_assiste": Poids.A_CONFIRMER}
    assert said(services, of(DIX_HUIT, "assiste")) == {}
    assert said(services, of(2011, "assiste")) == {"mineur_assiste": Poids.ARRET}
    assert said(services, of(2010, "assiste")) == {"mineur_peut_etre_assiste": Poids.A_CONFIRMER}
    with pytest.raises(SortieRetenue):
        services.departs.document(of(seize + dt.timedelta(1), "assiste"))


@pytest.mark.parametrize("mesure", ["parent", "tutelle", "represente", ""])
def test_a_child_may_have_a_guardian(services: Services, mesure: str) -> None:
    assert said(services, of(2015, mesure)) == {}


@pytest.mark.parametrize(
    ("demarche", "qualite"),
    [
        ("acces", Qualite.MANDATAIRE),
        ("mandat", Qualite.MANDATAIRE),
        ("mandat", Qualite.CONCERNE),
        ("plainte_cnil", Qualite.MANDATAIRE),
    ],
)
def test_a_mandate_for_a_child_is_said_to_be_that_of_the_parents(services: Services, demarche: str, qualite: Qualite) -> None:
    demande = demande_of(demarche, qualite=qualite)
    enfant = replace(demande, date=JOUR, concerne=replace(demande.concerne or Personne(), naissance=dt.date(2015, 9, 8)))
    assert said(services, enfant) == {"mineur_mandat": Poids.A_SAVOIR}
    assert said(services, replace(enfant, concerne=replace(demande.concerne or Personne(), naissance=DIX_HUIT))) == {}


def test_a_child_writes_for_himself(services: Services) -> None:
    demande = demande_of("acces")
    assert said(services, replace(demande, date=JOUR, concerne=replace(demande.concerne or Personne(), naissance=2015))) == {}
