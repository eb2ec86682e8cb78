"""A grille d'écarts for colleagues: two pages that never become three."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.places import Places
from droits_usagers.services.grille.imprimee import FormeGrille, GrillesImprimees
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.letters.lecture import convert
from tests.outils import besoin_de
from tests.services.grilles import A4, ECARTS, GRILLE, JOUR, PHRASE, many, numbered, page_sizes, pages, text


@pytest.fixture(scope="module")
def grilles(catalogue: Catalogue, places: Places) -> Iterator[GrillesImprimees]:
    courriers = Courriers(catalogue, places)
    yield GrillesImprimees(catalogue, places, courriers=courriers)
    courriers.close()


EXTREMES = {
    "long": numbered(40, PHRASE * 30),
    "short": numbered(90, "Court."),
    "unbroken": numbered(40, "W" * 3000),
    "three times": tuple(replace(ecart, droit=PHRASE * 9, demande=PHRASE * 9) for ecart in numbered(40, PHRASE * 9)),
}


@pytest.mark.parametrize("nom", EXTREMES)
def test_the_summary_never_takes_more_than_two_pages(nom: str, grilles: GrillesImprimees) -> None:
    grille = replace(many(16), titre="Titre " * 400, organisme=Organisme("M" * 900))
    contenu = grilles.render(grille, EXTREMES[nom], Format.PDF, au=JOUR, forme=FormeGrille.SYNTHESE).contenu

    assert len(pages(contenu)) == 2
    assert page_sizes(contenu)[0] == pytest.approx(A4, abs=1)


@pytest.mark.lent
@besoin_de("soffice")
@pytest.mark.parametrize("nom", EXTREMES)
def test_nor_in_word(nom: str, grilles: GrillesImprimees, tmp_path: Path) -> None:
    contenu = grilles.render(GRILLE, EXTREMES[nom], Format.DOCX, au=JOUR, forme=FormeGrille.SYNTHESE).contenu

    assert len(pages(convert(contenu, tmp_path).read_bytes())) <= 2


def test_what_does_not_fit_is_counted_and_is_the_least_grave(grilles: GrillesImprimees) -> None:
    lu = text(grilles, GRILLE, EXTREMES["long"], FormeGrille.SYNTHESE)
    gardes = [rang for rang in range(1, 41) if f"\n{rang}. Données. " in lu]

    assert gardes == list(range(1, len(gardes) + 1))
    assert 5 < len(gardes) < 40
    assert f"Et {40 - len(gardes)} autres, dans la grille." in lu
    assert lu.index("Un droit paraît refusé") < lu.index("1. Données")


def test_what_fits_is_told_and_nothing_more_is_counted(grilles: GrillesImprimees) -> None:
    entiere = text(grilles, GRILLE, EXTREMES["long"], FormeGrille.SYNTHESE)
    gardes = sum(f"\n{rang}. Données. " in entiere for rang in range(1, 41))
    tous = text(grilles, GRILLE, EXTREMES["long"][:gardes], FormeGrille.SYNTHESE)

    assert "dans la grille." not in tous.replace("celui de la grille.", "")


def test_the_summary_says_the_fact_the_rule_and_what_is_asked(grilles: GrillesImprimees) -> None:
    lu = text(grilles, GRILLE, ECARTS, FormeGrille.SYNTHESE)

    assert "2. Conservation. Deux durées. Une seule.\n\n   Nous demandons de dire laquelle.\n" in lu
    # Someone's own finding, in which nothing is asked.
    assert "3. Sécurité. M. [nom masqué] a la clé.\n\nÀ qui" in lu
    assert "déclaration du 16 mai 2008, note du 11 mars 2009, registre." in lu
    for mots in (
        "délégué à la protection des données",
        "ni nom, ni numéro",
        "Refuser seul",
        "ni le poste",
        "On peut la voir ici",
    ):
        assert mots in lu


def test_a_quotation_that_is_cut_is_closed_and_says_whose_it_is(grilles: GrillesImprimees) -> None:
    citation = f"La CNIL, le 5 mai 2011, dit : « {PHRASE * 30} » (délibération n° 2011-157)."
    lu = text(grilles, GRILLE, numbered(3, citation), FormeGrille.SYNTHESE)
    assert lu.count("«") == lu.count("»")
    assert lu.count("(délibération n° 2011-157)") == 3
