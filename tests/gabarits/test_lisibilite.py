"""How heavy the letters are to read: a page for a plain request, the law beside what it serves, none heavier than today."""

import statistics

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read
from tests.gabarits.lettres import demandes_of
from tests.letters.cas import BLANCHE, ORDINAIRE
from tools.lisibilite import first_letters, measure

#: The letters whose law is gathered at their end.
REUNIES = ("acces", "acces_cible", "algorithme")
#: Those that say it where it serves, with what they say of the answer.
DITES = ("effacement", "rectification", "limitation", "opposition", "retrait_consentement")


@pytest.mark.parametrize("demande", [ORDINAIRE, BLANCHE], ids=["ordinaire", "blanche"])
def test_a_plain_request_holds_on_one_page_with_its_signature(courriers_livres: Courriers, demande: Demande) -> None:
    assert len(courriers_livres.pages(courriers_livres.compose(demande))) == 1


@pytest.mark.parametrize("demarche", REUNIES)
def test_the_law_is_gathered_at_the_end(courriers_livres: Courriers, demarche: str) -> None:
    paragraphes = read(courriers_livres, demande_of(demarche)).split("\n\n")
    fondements = [rang for rang, paragraphe in enumerate(paragraphes) if paragraphe.startswith("Fondements : ")]

    assert len(fondements) == 1
    assert paragraphes[fondements[0] + 1].startswith("Je vous prie d’agréer")
    assert all("12 §" not in paragraphe for rang, paragraphe in enumerate(paragraphes) if rang != fondements[0])


@pytest.mark.parametrize("demarche", DITES)
def test_the_law_is_beside_what_it_is_asked_for(catalogue: Catalogue, courriers_livres: Courriers, demarche: str) -> None:
    demande = next(d for d, variante in demandes_of(catalogue.demarches[demarche]) if variante)
    dit = read(courriers_livres, demande)

    assert "Fondements" not in dit
    assert "d’indiquer les recours (articles 12 § 3 et 12 § 4 du RGPD)" in dit
    assert "ce qui vous manque (article 12, paragraphe 6, du RGPD)" in dit


@pytest.mark.lent
def test_first_letters_grow_no_heavier(catalogue: Catalogue, courriers_livres: Courriers) -> None:
    mesures = [lue for *_, lue in first_letters(catalogue, courriers_livres)]

    assert statistics.median(lue.mots for lue in mesures) <= 430
    assert statistics.median(lue.articles for lue in mesures) <= 8
    assert max(lue.phrase_la_plus_longue for lue in mesures) <= 45


def test_what_is_measured() -> None:
    lue = measure("L'article 15 et les articles 12 et 13.\n\n- un mot ; deux mots encore", 2)

    assert (lue.mots, lue.articles, lue.phrase_la_plus_longue, lue.pages) == (13, 2, 8, 2)
