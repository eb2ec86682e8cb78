"""How heavy the letters are to read: a page for a plain request, the law beside what it serves, none heavier than today."""

import statistics

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.letters.lettre.gabarits import Gabarits
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read
from tests.letters.cas import BLANCHE, ORDINAIRE
from tools.lisibilite import first_letters, measure

#: What the letters say of the answer, of the silence, of the rest: the law is just after what it serves.
UN_MOIS = "d’indiquer les recours (articles 12 § 3 et 12 § 4 du RGPD)"
PROLONGEE = "s’explique pendant ce mois (article 12, paragraphe 3, du RGPD)"
REPONSE = "réception de cette lettre (article 12, paragraphe 3, du RGPD)"
SILENCE = "(articles R*311-12 et R311-13 du CRPA)"
REFUS = "délais de recours (article 12, paragraphe 4, du RGPD ; article L311-14 du CRPA)"
REFUS_ECRIT = "délais de recours (article L311-14 du CRPA)"
RESTE = "este doit alors être communiqué (article L311-7 du CRPA)"
TRANSMISE = "m’en avertir (article L114-2 du CRPA)"
DOUTE = "ce qui vous manque (article 12, paragraphe 6, du RGPD)"
DITES = {
    "effacement": (UN_MOIS, DOUTE),
    "rectification": (UN_MOIS, DOUTE),
    "limitation": (UN_MOIS, DOUTE),
    "opposition": (UN_MOIS, DOUTE),
    "retrait_consentement": (UN_MOIS, DOUTE),
    "acces": (PROLONGEE, SILENCE, REFUS, RESTE, TRANSMISE, DOUTE),
    "acces_cible": (
        PROLONGEE,
        SILENCE,
        REFUS,
        RESTE,
        TRANSMISE,
        DOUTE,
        "en est informée (article L114-8 du code",
        "point c, du RGPD ; arrêt",
    ),
    "acces_agent": (PROLONGEE, SILENCE, REFUS, RESTE, "documents administratifs (article L300-2 du CRPA)"),
    "registre_aipd": (SILENCE, REFUS_ECRIT, RESTE, TRANSMISE),
    "defaut_information": (REPONSE, SILENCE, REFUS),
    "algorithme": (
        PROLONGEE,
        SILENCE,
        REFUS,
        TRANSMISE,
        DOUTE,
        "cas (article 22 du RGPD ; article 47 de la loi",
        "(article R311-3-1-2",
    ),
    "dossier_essms": (
        PROLONGEE,
        SILENCE,
        "recours (article 12, paragraphe 4, du RGPD ; article L311-14",
        RESTE,
        DOUTE,
        "C-154/21)",
    ),
    "information_preoccupante": (REPONSE, SILENCE, REFUS, RESTE, TRANSMISE, DOUTE, "point c, du RGPD)"),
}
#: What a letter cannot be written without.
SANS_QUOI: dict[str, dict[str, Valeur]] = {
    "opposition": {"situations": ("proche",), "fait_proche": "Ma belle-sœur est à l'accueil."}
}
#: A body that may be private owes documents for a mission alone: nothing is said to oblige it beyond.
PRIVE = ("L114-2", "L114-8")


@pytest.mark.parametrize("demande", [ORDINAIRE, BLANCHE], ids=["ordinaire", "blanche"])
def test_a_plain_request_holds_on_one_page_with_its_signature(courriers_livres: Courriers, demande: Demande) -> None:
    assert len(courriers_livres.pages(courriers_livres.compose(demande))) == 1


def test_no_letter_gathers_its_law_at_the_end(gabarits_livres: Gabarits) -> None:
    assert [gabarit.id for gabarit in gabarits_livres.ours.values() if "Fondements" in gabarit.corps] == []


@pytest.mark.parametrize("demarche", DITES)
def test_the_law_is_beside_what_it_is_asked_for(catalogue: Catalogue, courriers_livres: Courriers, demarche: str) -> None:
    dit = read(courriers_livres, demande_of(demarche, SANS_QUOI.get(demarche), qualite=catalogue.demarches[demarche].pour[0]))

    for texte in DITES[demarche]:
        assert texte in dit, texte


@pytest.mark.parametrize("demarche", ["acces", "acces_cible", "algorithme", "information_preoccupante", "registre_aipd"])
def test_a_private_body_is_told_of_no_law_of_administrations(courriers_livres: Courriers, demarche: str) -> None:
    dit = read(courriers_livres, demande_of(demarche, genre=GenreOrganisme.HEBERGEMENT))

    for article in PRIVE:
        assert article not in dit
    assert "d’une autre administration" not in dit


@pytest.mark.lent
def test_first_letters_grow_no_heavier(catalogue: Catalogue, courriers_livres: Courriers) -> None:
    mesures = [lue for *_, lue in first_letters(catalogue, courriers_livres)]

    assert statistics.median(lue.mots for lue in mesures) <= 430
    assert statistics.median(lue.articles for lue in mesures) <= 10
    assert max(lue.phrase_la_plus_longue for lue in mesures) <= 45


def test_what_is_measured() -> None:
    lue = measure("L'article 15 et les articles 12 et 13.\n\n- un mot ; deux mots encore", 2)

    assert (lue.mots, lue.articles, lue.phrase_la_plus_longue, lue.pages) == (13, 2, 8, 2)
