"""What the rules of the grille are told is read strictly: each case spoils one line of the real data."""

import shutil
from pathlib import Path

import pytest

from droits_usagers.catalogue import load_catalogue
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places


@pytest.fixture
def ressources(places: Places, tmp_path: Path) -> Path:
    copie = tmp_path / "resources"
    for dossier in ("droit", "mentions", "releve", "ecarts"):
        shutil.copytree(places.resources / dossier, copie / dossier)
    return copie


@pytest.mark.parametrize(
    ("fichier", "avant", "apres", "cle"),
    [
        ("regles.toml", 'id = "refus_sans_aide"', 'id = "refus_de_tout"', "regle[1].id"),
        ("regles.toml", "gravite = 3", "gravite = 4", "regle[1].gravite"),
        ("regles.toml", '"rgpd-21-1", "rgpd-18', '"rgpd-210", "rgpd-18', "regle[1].articles"),
        ("regles.toml", "[durees]", "[duree]", "durees"),
        ("regles.toml", "[mots]", "[mot]", "mots"),
        ("regles.toml", "annee = 12", "annee = 12\nmois = 1", "durees.mois"),
        ("mots.toml", 'id = "sans_reponse"', 'id = "crainte"', "notion[8].id"),
        ("mots.toml", "avec = [[", "avec = 1\nou = [[", "].avec"),
        ("mots.toml", "ensemble = [", "ensemble = 1\nou = [", "].ensemble"),
        ("mots.toml", "meme_nie = true", "meme_nie = true\nautre = true", "notion[1].autre"),
        ("familles.toml", 'nom = "la santé"', 'noms = "la santé"', "donnees[1].nom"),
        ("liste.toml", 'points = ["finalite"]', 'points = ["but"]', "rubrique[2].points"),
        ("liste.toml", "conservation_repere", "conservation_des_reperes", "rubrique[9].regles"),
        ("liste.toml", 'id = "duree"', 'id = "durees"', "rubrique[9].id"),
        ("familles.toml", "sensible = true", "sensibles = true", "donnees[1].sensibles"),
    ],
)
def test_data_that_are_wrong_are_refused_by_their_key(fichier: str, avant: str, apres: str, cle: str, ressources: Path) -> None:
    chemin = ressources / "ecarts" / fichier
    texte = chemin.read_text(encoding="utf-8")
    assert avant in texte
    chemin.write_text(texte.replace(avant, apres, 1), encoding="utf-8")

    with pytest.raises(ExpectedError) as refus:
        load_catalogue(ressources).ecarts  # noqa: B018 - read on first use

    assert refus.value.panne is Panne.RESSOURCE_ABIMEE
    assert refus.value.faits["fichier"] == f"ecarts/{fichier}"
    assert refus.value.faits["cle"].endswith(cle)


def test_words_without_any_notion_are_read(ressources: Path) -> None:
    (ressources / "ecarts" / "mots.toml").write_text("", encoding="utf-8")

    assert load_catalogue(ressources).ecarts.notions == {}
