"""A part of a letter comes from the question whose answer made it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.ecrans import CANAL, RELIRE
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.lettre.provenance import Blanc, origins

JOUR = dt.date(2026, 11, 24)
COMPLETE = Demande(
    "acces",
    date=JOUR,
    lieu="Bobigny",
    concerne=Personne(prenom="Élodie", nom="Œuvrard", adresse=("4 place du Marché", "93000 Bobigny")),
    organisme=Organisme("CCAS", adresse=("Mairie", "93006 Bobigny cedex")),
    reponses={"consultation": True, "documents": ({"document_quoi": "le courrier du 3 mars"},)},
)


@pytest.fixture(scope="module")
def services(places: Places) -> Services:
    return Services(places, lambda: JOUR, lambda: dt.datetime(2026, 11, 24, tzinfo=dt.UTC))


def traced(
    services: Services, demande: Demande, stopped: Callable[[], bool] = lambda: False
) -> tuple[list[str], tuple[Blanc | None, ...]]:
    """The parts of the first letter, and where each comes from."""
    demarche = services.catalogue.demarches[demande.demarche]

    def parts(essai: Demande) -> tuple[str, ...]:
        return services.courriers.parts(services.courriers.compose(essai))

    return list(parts(demande)), origins(demarche, demarche.etapes[0].id, demande, parts=parts, stopped=stopped)


def origin_of(services: Services, demande: Demande, mots: str) -> Blanc | None:
    """Where the part that holds these words comes from."""
    parties, origines = traced(services, demande)
    assert len(parties) == len(origines)
    return next(origine for partie, origine in zip(parties, origines, strict=True) if mots in partie)


@pytest.mark.parametrize(
    ("mots", "question"),
    [
        ("93006 Bobigny cedex", "organisme_nom"),
        ("24 novembre 2026", "lieu"),
        ("recommandée", CANAL),
        ("le courrier du 3 mars", "documents"),
        ("lire ce dossier sur place", "consultation"),
        ("Madame, Monsieur,", ""),
        ("mes salutations", ""),
    ],
)
def test_it_is_found_by_what_it_says_or_by_what_made_it_appear(services: Services, mots: str, question: str) -> None:
    origine = origin_of(services, COMPLETE, mots)
    assert ("" if origine is None else origine.question) == question


def test_how_a_letter_is_sent_is_asked_where_it_is_read_again(services: Services) -> None:
    assert origin_of(services, COMPLETE, "recommandée") == Blanc(CANAL, "acces", RELIRE.cle)


def test_dotted_lines_come_from_the_question_that_would_fill_them(services: Services) -> None:
    sans_adresse = replace(COMPLETE, organisme=Organisme("CCAS"))
    assert origin_of(services, sans_adresse, "CCAS") == Blanc("organisme_adresse", Section.ORGANISME, "organisme.organisme")


def test_it_stops_as_soon_as_it_is_told_to(services: Services) -> None:
    tours = iter((False, False, True))
    assert traced(services, COMPLETE, lambda: next(tours))[1] == ()


def test_the_demande_looked_at_is_left_as_it_was(services: Services) -> None:
    avant = traced(services, COMPLETE)
    assert traced(services, COMPLETE) == avant


def test_nobody_s_danger_is_tried(services: Services) -> None:
    """To answer otherwise, even to see, would take the addresses away."""
    _, origines = traced(services, COMPLETE)
    assert all(origine is None or origine.section != Section.DANGER for origine in origines)
