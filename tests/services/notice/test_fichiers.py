"""Fiches as files: opened, saved over what is known, never over what someone else changed."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice.traitements import A_DEMANDER, FicheTraitement
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.controle.controle import Controle
from droits_usagers.services.notice.atelier import MODELES, FichiersFiche, next_version, suggested_name
from tests.domain.notice.test_mentions import SAINE

JOUR = dt.date(2026, 11, 24)


@pytest.fixture
def fiches(catalogue: Catalogue, places: Places) -> FichiersFiche:
    return FichiersFiche(catalogue, places.resources / MODELES, Controle(catalogue))


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    return tmp_path / "fiche.toml"


def test_six_models_to_start_from(fiches: FichiersFiche) -> None:
    assert len(fiches.models()) == 6
    assert fiches.models()[:2] == ("service-social", "aide-sociale-enfance")
    for id_ in fiches.models():
        assert fiches.model(id_).nom


def test_the_model_of_a_social_service_tells_of_those_who_share_for_the_rsa(fiches: FichiersFiche) -> None:
    """Code du travail L5411-1 and R5312-43, CASF L263-4-1; of the RSA by way of employers, no text was read: to be checked."""
    fiche = fiches.model("service-social")
    assert isinstance(fiche.sources, tuple)
    assert isinstance(fiche.destinataires, tuple)
    sources = [str(source.libelle) for source in fiche.sources]

    assert "France Travail, si vous demandez le RSA" in sources
    assert [dite for dite in sources if "employeurs" in dite and "RSA, à vérifier" in dite]
    dits = [str(un.libelle) for un in fiche.destinataires]
    assert [dit for dit in dits if "France Travail" in dit and "strictement nécessaire" in dit]


def test_what_is_saved_reads_back_and_is_saved_again(fiches: FichiersFiche, chemin: Path) -> None:
    fiches.save(SAINE, chemin)
    assert fiches.open(chemin) == SAINE
    fiches.save(replace(SAINE, nom="Autre"), chemin)
    fiches.save(replace(SAINE, nom="Encore"), chemin)

    assert fiches.look_at(chemin).nom == "Encore"


def test_a_file_changed_elsewhere_is_not_written_over(fiches: FichiersFiche, chemin: Path) -> None:
    fiches.save(SAINE, chemin)
    chemin.write_text('nom = "Changée par une collègue"\n', encoding="utf-8")

    with pytest.raises(ExpectedError) as refus:
        fiches.save(SAINE, chemin)
    assert refus.value.panne is Panne.FICHE_CHANGEE
    assert "collègue" in chemin.read_text(encoding="utf-8")


def test_looking_at_another_file_changes_nothing_of_where_one_saves(
    fiches: FichiersFiche, chemin: Path, tmp_path: Path
) -> None:
    fiches.save(SAINE, chemin)
    autre = tmp_path / "autre.toml"
    autre.write_text('nom = "Autre"\n', encoding="utf-8")
    fiches.look_at(autre)

    fiches.save(replace(SAINE, nom="Suite"), chemin)
    assert fiches.look_at(chemin).nom == "Suite"


def test_a_file_that_was_not_opened_here_is_not_written_over(fiches: FichiersFiche, chemin: Path) -> None:
    chemin.write_text('nom = "Autre"\n', encoding="utf-8")
    fiches.forget()
    with pytest.raises(ExpectedError) as refus:
        fiches.save(SAINE, chemin)
    assert refus.value.panne is Panne.FICHE_CHANGEE


def test_a_file_that_is_gone_is_written_again(fiches: FichiersFiche, chemin: Path) -> None:
    fiches.save(SAINE, chemin)
    chemin.unlink()
    fiches.save(SAINE, chemin)
    assert fiches.open(chemin) == SAINE


def test_what_could_not_be_opened_again_is_not_written(fiches: FichiersFiche, chemin: Path) -> None:
    fiches.save(SAINE, chemin)
    avant = chemin.read_bytes()
    with pytest.raises(ExpectedError) as refus:
        fiches.save(replace(SAINE, nom="é" * 600_000), chemin)
    assert refus.value.panne is Panne.FICHIER_TROP_GRAND
    assert chemin.read_bytes() == avant


def test_a_key_that_does_not_exist_is_named(fiches: FichiersFiche, chemin: Path) -> None:
    chemin.write_text("inconnue = 1\n", encoding="utf-8")
    with pytest.raises(ExpectedError) as refus:
        fiches.open(chemin)
    assert refus.value.faits == {"fichier": "fiche.toml", "cle": "inconnue"}


@pytest.mark.parametrize(
    ("fiche", "nom"),
    [
        (SAINE, "dossier-social-informatise-2026-11.toml"),
        (replace(SAINE, nom="Été / « 2027 » ?", version=A_DEMANDER), "ete-2027.toml"),
        (replace(SAINE, nom="é" * 90, version=""), "e" * 48 + ".toml"),
        (FicheTraitement(), "fiche.toml"),
    ],
)
def test_the_name_proposed_is_that_of_the_processing(fiche: FicheTraitement, nom: str) -> None:
    assert suggested_name(fiche, "fiche") == nom


@pytest.mark.parametrize(
    ("version", "suivante"),
    [("2025-03", "2026-11"), ("2026-11", "2026-11-2"), ("2026-11-2", "2026-11-3"), ("", "2026-11"), (A_DEMANDER, "2026-11")],
)
def test_a_new_version_is_called_by_the_month(version: object, suivante: str) -> None:
    assert next_version(version, JOUR) == suivante
