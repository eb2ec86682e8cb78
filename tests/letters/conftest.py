"""The real thing, made once: what a letter needs is the same for everyone."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.letters.lettre.citations import Citations
from droits_usagers.letters.lettre.gabarits import Gabarits
from droits_usagers.letters.lettre.modele import Modele, read_modele
from droits_usagers.letters.lettre.pdf import Typographe
from droits_usagers.letters.lettre.raccords import Articles
from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Courriers


@pytest.fixture(scope="session")
def courriers(catalogue: Catalogue, places: Places) -> Courriers:
    return Courriers(catalogue, places)


@pytest.fixture(scope="session")
def gabarits(places: Places) -> Gabarits:
    return Gabarits(places.gabarits, None)


@pytest.fixture(scope="session")
def articles(gabarits: Gabarits) -> Articles:
    return Articles(gabarits.articles)


@pytest.fixture(scope="session")
def citations(catalogue: Catalogue) -> Citations:
    return Citations.of(catalogue.droit, GenreOrganisme.DEPARTEMENT, Qualite.CONCERNE)


@pytest.fixture(scope="session")
def modele(places: Places) -> Modele:
    return read_modele((places.resources / "modele.docx").read_bytes(), fichier="modele.docx")


@pytest.fixture(scope="session")
def typographe(places: Places) -> Typographe:
    return Typographe(places.resources / "mise_en_page")
