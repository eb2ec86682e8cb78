"""A dossier goes from one coffre to another as a text."""

import datetime as dt
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.dossier.garde import dossier_as_bytes, read_dossier
from tests.coffres import PHRASE, make_coffres

ENVOYE = Evenement(dt.date(2026, 10, 1), TypeEvenement.ENVOYE)
DEMANDE = Demande(
    "acces",
    date=dt.date(2026, 9, 30),
    concerne=Personne(nom="Œuvrard", adresse=("1 rue", "93999 Bellerive")),
    reponses={"documents": ({"document_quoi": "le rapport"},), "envoi": "guichet"},
    evenements=(ENVOYE,),
)
GABARIT = GabaritUtilise("acces/demande", "1", "9f86d0")


def test_a_dossier_is_the_same_in_the_next_coffre(catalogue: Catalogue, tmp_path: Path) -> None:
    coffres = make_coffres()
    premier = coffres.create(tmp_path / "un.coffre", PHRASE, accept_weak=True)
    reference = premier.dossiers.create(DEMANDE)
    premier.lettres.keep(reference, etape="demande", gabarit=GABARIT)
    (tmp_path / "d.toml").write_bytes(dossier_as_bytes(premier.dossiers.read(reference)))
    premier.close()

    transmis = read_dossier(tmp_path / "d.toml", catalogue)
    second = coffres.create(tmp_path / "deux.coffre", PHRASE, accept_weak=True)
    nouvelle = second.dossiers.create(transmis.demande)

    assert second.dossiers.read(nouvelle).demande == DEMANDE
    assert transmis.reference == reference
    assert [(courrier.etape, courrier.etabli_le, courrier.gabarit) for courrier in transmis.courriers] == [
        ("demande", dt.date(2026, 11, 24), GABARIT)
    ]
    second.close()


def test_what_is_no_dossier_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text('demarche = "acces"', encoding="utf-8")

    with pytest.raises(ExpectedError) as refus:
        read_dossier(tmp_path / "d.toml", catalogue)

    assert (refus.value.panne, refus.value.faits["fichier"]) == (Panne.CLE_ABSENTE, "d.toml")
