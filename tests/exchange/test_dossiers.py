"""One dossier as bytes and back."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.exchange.dossiers import CourrierTransmis, DossierTransmis, read_dossier, write_dossier
from tests.exchange.strategies import demandes, jours, textes

COURRIER = CourrierTransmis("demande", dt.date(2026, 11, 24), GabaritUtilise("acces/demande", "1", "9f86d0"))
courriers = st.builds(CourrierTransmis, textes, jours, st.builds(GabaritUtilise, textes, textes, textes))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.builds(DossierTransmis, demandes, st.lists(courriers, max_size=3).map(tuple), textes))
def test_a_dossier_travels_whole(catalogue: Catalogue, dossier: DossierTransmis) -> None:
    assert read_dossier(write_dossier(dossier), "d.toml", catalogue.demarches) == dossier


def test_a_dossier_is_a_text_one_can_paste() -> None:
    texte = write_dossier(DossierTransmis(Demande("acces"), (COURRIER,), "2026-0113")).decode()

    assert texte.startswith('format = 1\ncontenu = "dossier"\nreference = "2026-0113"\n')
    assert '[demande]\ndemarche = "acces"' in texte


DEMANDE = 'contenu = "dossier"\n[demande]\ndemarche = "acces"\n'


@pytest.mark.parametrize(
    ("texte", "panne", "cle"),
    [
        ('demarche = "acces"', Panne.CLE_ABSENTE, "contenu"),
        ('contenu = "lettre"', Panne.VALEUR_REFUSEE, "contenu"),
        ('contenu = "dossier"', Panne.CLE_ABSENTE, "demande"),
        (DEMANDE + "lieux = 1", Panne.CLE_INCONNUE, "demande.lieux"),
        (DEMANDE + "[demande.reponses]\nx = 1", Panne.QUESTION_INCONNUE, "demande.reponses.x"),
        (DEMANDE + '[demande.reponses]\nenvoi = "x"', Panne.REPONSE_REFUSEE, "demande.reponses.envoi"),
        (DEMANDE + '[[courrier]]\netape = "a"', Panne.CLE_ABSENTE, "courrier[1].etabli_le"),
        ("autre = 1\n" + DEMANDE, Panne.CLE_INCONNUE, "autre"),
    ],
)
def test_what_is_no_dossier_is_refused(texte: str, panne: Panne, cle: str, catalogue: Catalogue) -> None:
    with pytest.raises(ExpectedError) as refus:
        read_dossier(texte.encode(), "d.toml", catalogue.demarches)

    assert (refus.value.panne, refus.value.faits["cle"]) == (panne, cle)
