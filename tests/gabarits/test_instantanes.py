"""The letters as they are read, to be reviewed when a template changes: their text, and the styles of the Word file."""

from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from droits_usagers.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.places import find_places
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.gabarits.lettres import write_first
from tests.letters.cas import BLANCHE, COMPLETE, ORDINAIRE, RELANCE, by
from tests.letters.lecture import styled

LETTRES = {
    "blanche": (BLANCHE, "demande"),
    "ordinaire": (ORDINAIRE, "demande"),
    "complete": (COMPLETE, "demande"),
    "mandataire": (by(Qualite.MANDATAIRE), "demande"),
    "representant": (by(Qualite.REPRESENTANT_LEGAL), "demande"),
    "agent": (by(Qualite.AGENT), "demande"),
    "relance": (RELANCE, "relance"),
    "relance_blanche": (BLANCHE, "relance"),
}


class TexteSeul(SingleFileSnapshotExtension):
    """One plain text file for each letter, to be read as it is."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


def every_letter() -> Iterator[tuple[str, str, Qualite]]:
    """Each letter, for three kinds of authors where it is for as many."""
    for demarche in load_catalogue(find_places().resources).demarches.values():
        for etape in demarche.etapes:
            yield from ((demarche.id, etape.id, qualite) for qualite in demarche.pour[:3])


@pytest.mark.parametrize(
    ("demarche", "etape", "qualite"), list(every_letter()), ids=lambda partie: str(partie).replace("_", "-")
)
def test_each_letter(
    catalogue: Catalogue,
    courriers_livres: Courriers,
    snapshot: SnapshotAssertion,
    demarche: str,
    etape: str,
    qualite: Qualite,
) -> None:
    lue = write_first(catalogue, courriers_livres, (demarche, etape, qualite))

    assert lue.texte == snapshot(extension_class=TexteSeul)


@pytest.mark.parametrize("cas", LETTRES)
def test_the_text_of_a_letter(courriers_livres: Courriers, snapshot: SnapshotAssertion, cas: str) -> None:
    demande, etape = LETTRES[cas]

    assert courriers_livres.text(courriers_livres.compose(demande, etape)) == snapshot


@pytest.mark.parametrize("cas", ["blanche", "complete"])
def test_the_styles_of_a_letter(courriers_livres: Courriers, snapshot: SnapshotAssertion, cas: str) -> None:
    demande, etape = LETTRES[cas]

    assert styled(courriers_livres.render(courriers_livres.compose(demande, etape), Format.DOCX).contenu) == snapshot


@pytest.mark.parametrize("etape", ["demande", "relance"])
def test_the_text_of_what_goes_with_it(courriers_livres: Courriers, snapshot: SnapshotAssertion, etape: str) -> None:
    kit = courriers_livres.kit(by(Qualite.MANDATAIRE, COMPLETE), etape)

    assert {exemplaire.id: courriers_livres.text(exemplaire.document) for exemplaire in kit[1:]} == snapshot
