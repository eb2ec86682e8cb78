"""What follows a first letter: where it goes, in whose name, and what it is in law."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read
from tests.gabarits.suites import ENVOYE
from tests.letters.cas import by

_T = TypeEvenement


def test_what_follows_goes_where_the_first_letter_went(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    for id_ in ("question_dpo", "ordre_du_jour_cst", "lettre_collective", "acces"):
        demarche = catalogue.demarches[id_]
        demande = by(demarche.pour[0], demande_of(id_))
        premiere = courriers_livres.compose(demande)
        assert isinstance(premiere, Lettre)
        for etape in (etape.id for etape in demarche.etapes if etape.gabarit.startswith("suites/")):
            suite = courriers_livres.compose(demande, etape)
            assert isinstance(suite, Lettre)
            assert suite.destinataire == premiere.destinataire, (id_, etape)


def test_the_reminder_of_a_letter_written_together_says_nous(courriers_livres: Courriers) -> None:
    demande = demande_of("lettre_collective", qualite=Qualite.ORGANISATION)
    texte = ""
    for type_ in (_T.REFUS, _T.REFUS_ORAL, _T.REPONSE_PARTIELLE, _T.RELANCE_ENVOYEE):
        suivie = replace(demande, evenements=(ENVOYE, Evenement(dt.date(2026, 10, 20), type_)))
        texte = read(courriers_livres, suivie, "relance")
        assert not re.search(r"\b(?:je|ma|me|mon|mes)\b|\b[jm]’", texte, re.IGNORECASE), type_
    assert "Nous vous prions donc de répondre par écrit, sans attendre, à chaque point de notre première lettre." in texte
    # Nobody knows, then, what the first letter asked for beside its questions.
    assert "rendez-vous" not in texte


@pytest.mark.parametrize(
    ("demarche", "genre", "reponses", "dit"),
    [
        (
            "rectification",
            GenreOrganisme.DEPARTEMENT,
            {},
            "Cette lettre est un recours gracieux (article L411-2 du code des relations",
        ),
        (
            "opposition",
            GenreOrganisme.ESSMS,
            {},
            "S’il s’agit d’une décision administrative, cette lettre est un recours gracieux",
        ),
        ("effacement", GenreOrganisme.ESSMS, {"organisme_public": "prive"}, ""),
        ("acces", GenreOrganisme.DEPARTEMENT, {}, ""),
        ("question_dpo", GenreOrganisme.DEPARTEMENT, {}, ""),
    ],
)
def test_asking_again_says_that_it_is_an_appeal_where_no_other_comes_before_the_court(
    courriers_livres: Courriers, demarche: str, genre: GenreOrganisme, reponses: Reponses, dit: str
) -> None:
    """CRPA L411-2: what is to interrupt the time of the court has to be read as an appeal."""
    texte = read(courriers_livres, demande_of(demarche, reponses, genre=genre), "contestation_refus")

    assert dit in texte
    assert ("recours gracieux" in texte) == bool(dit)


@pytest.mark.parametrize("etape", ["relance", "complement"])
def test_an_heir_rests_first_on_the_article_of_heirs(courriers_livres: Courriers, etape: str) -> None:
    texte = read(courriers_livres, demande_of("heritier", qualite=Qualite.HERITIER), etape)

    assert "Cette demande repose sur l’article 85 de la loi n° 78-17 du 6 janvier 1978 et sur l’article L311-1" in texte
