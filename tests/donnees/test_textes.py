"""The sentences of the program: none missing, none left over, none that frightens."""

import re
import string

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.places import Places

INTERDITS = re.compile(r"\bveuillez\b|\berreurs?\b|\binvalides?\b|!", re.IGNORECASE)


def test_every_failure_is_said_in_one_or_two_short_sentences(catalogue: Catalogue) -> None:
    phrases = {id_.removeprefix("pannes."): catalogue.textes(id_) for id_ in catalogue.textes if id_.startswith("pannes.")}
    # What is safe is a sentence of its own, said where it is proven.
    phrases = {id_: re.sub(r"\{rien_\w+\}", "Rien.", phrase) for id_, phrase in phrases.items()}

    assert set(phrases) == {panne.value for panne in Panne}
    for id_, phrase in phrases.items():
        assert "\n" not in phrase, id_
        assert phrase.endswith("."), id_
        assert len(phrase.split()) <= 60, id_


#: About what is typed on the command line, which is in no file.
TAPEES = frozenset(
    {
        Panne.ETAPE_INCONNUE,
        Panne.FICHE_INCONNUE,
        Panne.ADRESSE_TROP_LONGUE,
        Panne.LANGUE_INCONNUE,
        Panne.SANS_LANGUE,
        Panne.NOM_TROP_LONG,
        Panne.MASQUAGE_RIEN,
        Panne.LIGNE_ABSENTE,
        Panne.REFERENCE_INCONNUE,
        Panne.MASQUAGE_PAGE_ABSENTE,
        Panne.RETRAIT_ABSENT,
        Panne.RETRAIT_ABSENT_DU_LOT,
    }
)


def test_a_refusal_of_a_file_names_the_file(catalogue: Catalogue) -> None:
    for panne in Panne:
        noms = {nom for _, nom, _, _ in string.Formatter().parse(catalogue.textes(f"pannes.{panne}")) if nom}
        if panne.is_input and panne not in TAPEES:
            assert "fichier" in noms, panne


def test_no_sentence_frightens_or_shouts(catalogue: Catalogue) -> None:
    assert [id_ for id_ in catalogue.textes if INTERDITS.search(catalogue.textes.wording(id_))] == []


def test_the_source_is_typed_plainly(places: Places) -> None:
    """Curly apostrophes and unbreakable spaces are set on loading: typed by hand, half of them would be missing."""
    for chemin in [*places.resources.glob("*/*.toml"), *places.resources.glob("*.toml")]:
        if chemin.parent.name != "demonstration":
            assert not re.search("[\u00a0\u202f’]", chemin.read_text(encoding="utf-8")), chemin.name
