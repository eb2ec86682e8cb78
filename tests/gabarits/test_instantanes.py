"""The letters as they are read, to be reviewed when a template changes: their text, and the styles of the Word file."""

import pytest
from syrupy.assertion import SnapshotAssertion

from droits_usagers.domain.personnes import Qualite
from droits_usagers.services.courriers import Courriers, Format
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
