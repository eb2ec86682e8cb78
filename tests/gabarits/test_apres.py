"""« Et après ? » speaks of the delays that run, and of no other."""

import re

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.chaque import chaque
from tests.gabarits.ecriture import demande_of


def read_page(courriers: Courriers, demande: Demande, etape: str | None = None) -> str:
    (apres,) = [exemplaire for exemplaire in courriers.kit(demande, etape) if exemplaire.id == "apres"]
    assert len(courriers.pages(apres.document)) <= 2
    return courriers.text(apres.document)


SANS_DELAI = re.compile("Aucun texte ne fixe de délai|ne donne pas ici de délai")
# Who writes what, then: does it tell of the month of the RGPD, does it tell of the CADA.
CAS = [
    ("acces", Qualite.CONCERNE, True, True),
    ("acces_cible", Qualite.MANDATAIRE, True, True),
    ("algorithme", Qualite.CONCERNE, True, True),
    ("acces_agent", Qualite.AGENT, True, True),
    ("acces_agent", Qualite.ORGANISATION, False, True),
    ("registre_aipd", Qualite.CONCERNE, False, True),
    ("registre_aipd", Qualite.ORGANISATION, False, True),
    ("question_dpo", Qualite.CONCERNE, True, False),
    ("question_dpo", Qualite.AGENT, False, False),
    ("question_dpo", Qualite.ORGANISATION, False, False),
]


@chaque(("demarche", "qualite", "donnees", "documents"), CAS)
@chaque("etape", ["demande", "relance", "complement", "contestation_refus"])
def test_it_tells_of_the_delays_that_run(
    courriers_livres: Courriers, demarche: str, qualite: Qualite, etape: str, *, donnees: bool, documents: bool
) -> None:
    texte = read_page(courriers_livres, demande_of(demarche, qualite=qualite), etape)

    assert ("CADA" in texte) is documents
    if etape == "demande":
        assert ("Il peut prendre deux mois de plus" in texte) is donnees
        assert ("Votre lettre vaut deux demandes." in texte) is (donnees and documents)
        assert bool(SANS_DELAI.search(texte)) is (not donnees and not documents)
    else:
        assert "Elle ne rallonge aucun délai." in texte


def test_an_agent_keeps_it_away_from_work(courriers_livres: Courriers) -> None:
    conseil = "pas sur l’ordinateur du travail"

    assert conseil in read_page(courriers_livres, demande_of("acces_agent", qualite=Qualite.AGENT))
    assert conseil not in read_page(courriers_livres, demande_of("acces_agent", qualite=Qualite.ORGANISATION))


@pytest.mark.parametrize(("genre", "prive"), [(GenreOrganisme.ESSMS, True), (GenreOrganisme.DEPARTEMENT, False)])
def test_the_cada_is_not_promised_against_a_private_body(
    courriers_livres: Courriers, genre: GenreOrganisme, *, prive: bool
) -> None:
    page = read_page(courriers_livres, demande_of("dossier_essms", {"est_essms": "etablissement"}, genre=genre))

    assert ("Pour un organisme privé, seulement s’il a une mission de service public." in page) is prive
