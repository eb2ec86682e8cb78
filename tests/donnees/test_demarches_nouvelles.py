"""What a demarche gets by itself the day its file exists: the lists of the others find it."""

import re
import shutil
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.places import Places

TITRE = "Réécouter un message laissé au répondeur"


def with_another(places: Places, tmp_path: Path, *, avant: str = "", apres: str = "", de: str = "portabilite") -> Catalogue:
    """The real data, and one more demarche: another one, with a title of its own."""
    ressources = tmp_path / "ressources"
    shutil.copytree(places.resources, ressources)
    texte = (ressources / "demarches" / f"{de}.toml").read_text(encoding="utf-8").replace(avant, apres)
    texte = re.sub("^titre = .*", f'titre = "{TITRE}"', texte, count=1, flags=re.MULTILINE)
    (ressources / "demarches" / "appel.toml").write_text(texte, encoding="utf-8")
    return load_catalogue(ressources)


def choices(catalogue: Catalogue, recours: str) -> tuple[str, ...]:
    return next(question.choix for question in catalogue.demarches[recours].questions if question.id == "demarche_initiale")


def test_a_recourse_offers_it_under_its_title_before_none_of_them(places: Places, tmp_path: Path) -> None:
    catalogue = with_another(places, tmp_path, de="acces")

    assert "appel" in choices(catalogue, "plainte_cnil")[:-1]
    assert choices(catalogue, "plainte_cnil")[-1] == "aucune"
    assert "appel" in choices(catalogue, "saisine_cada")
    assert catalogue.textes_demarche("plainte_cnil")("questions.demarche_initiale.choix.appel") == TITRE


def test_a_recourse_offers_only_those_its_delay_runs_from(places: Places, tmp_path: Path) -> None:
    catalogue = with_another(places, tmp_path)

    assert "appel" in choices(catalogue, "plainte_cnil")
    assert "appel" not in choices(catalogue, "saisine_cada")


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ('delais = ["reponse"', 'autorite = true\ndelais = ["reponse"'),
        ("[[etape]]", "[[etape]"),
        ('delais = ["reponse", "annonce_prolongation", "rejet_implicite", "recours_ta", "suite_cnil"]', 'delais = "reponse"'),
    ],
)
def test_a_recourse_follows_no_authority_and_stumbles_on_no_other_file(
    places: Places, tmp_path: Path, avant: str, apres: str
) -> None:
    assert "appel" not in choices(with_another(places, tmp_path, avant=avant, apres=apres), "plainte_cnil")


def test_a_recourse_that_follows_no_delay_is_refused_by_name(places: Places, tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as refus:
        choices(
            with_another(places, tmp_path, avant='suivies = "reponse"', apres='suivies = "jamais"', de="plainte_cnil"), "appel"
        )

    assert refus.value.faits["cle"].endswith(".suivies")


def test_what_several_demarches_share_follows_none_of_them(places: Places, tmp_path: Path) -> None:
    ressources = tmp_path / "ressources"
    shutil.copytree(places.resources, ressources)
    communs = ressources / "demarches" / "_communs.toml"
    choix = 'id = "envoi"\ngenre = "choix"\n'
    texte = communs.read_text(encoding="utf-8")
    assert choix in texte
    communs.write_text(texte.replace(choix, f'{choix}suivies = "reponse"\n', 1), encoding="utf-8")

    with pytest.raises(ExpectedError) as refus:
        choices(load_catalogue(ressources), "plainte_cnil")

    assert refus.value.faits["cle"].endswith(".suivies")


def test_a_table_kept_elsewhere_names_it_by_its_title(places: Places, tmp_path: Path) -> None:
    lexique = with_another(places, tmp_path).lexique_reprise

    assert lexique.code_of(ChampReprise.DEMARCHE, TITRE.lower()) == "appel"
    assert lexique.code_of(ChampReprise.DEMARCHE, "droit d'accès") == "acces"
