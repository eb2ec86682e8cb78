"""`notice --verifier`: what is there, what is not, and T.toml refused in one sentence when it cannot be read."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Lance

COMPLETE = """
format = 1
nom = "Dossier social informatisé"
version = "2026-11"
sans_objet = ["transferts"]
donnee = "a_demander"
[responsable]
nom = "Département de l'Arance"
service = "Service social"
adresse = ["18 avenue de la République", "99999 Bellerive"]
telephone = "a_demander"
[dpo]
adresse = "a_demander"
courriel = "dpo@exemple.fr"
[[finalite]]
libelle = "Instruire les demandes d'aide financière"
base = "6.1.e"
texte = "CASF L123-2"
[[source]]
genre = "personne"
libelle = "la personne elle-même"
[[destinataire]]
libelle = "Assistante sociale référente"
finalite = "Instruire les demandes d'aide financière"
[[conservation]]
donnees = "dossier"
duree = "2 ans"
depart = "dernier contact"
[decision_automatisee]
existe = false
[droits]
contact = "dpo@exemple.fr"
offerts = ["acces", "rectification", "effacement", "limitation", "opposition", "deces"]
reclamation_cnil = true
opposition_a_part = true
moins_de_15_ans = false
[[affichage]]
lieu = "salle d'attente"
version = "2026-11"
pose_le = 2026-11-24
controles = [{ date = 2026-12-01, constat = "presente" }]
"""


@pytest.fixture
def fiche(tmp_path: Path) -> Path:
    chemin = tmp_path / "T.toml"
    chemin.write_text(COMPLETE, encoding="utf-8")
    return chemin


def test_each_mention_is_told_once_in_json(lance: Lance, fiche: Path) -> None:
    sortie = lance("notice", "--fiche", str(fiche), "--verifier", "--json")

    lignes = {ligne["mention"]: ligne for ligne in json.loads(sortie.out)}
    assert sortie.code == 0
    assert lignes["finalites"]["statut"] == "presente"
    assert lignes["finalites"]["extrait"] == "Instruire les demandes d'aide financière"
    assert lignes["obligatoire"]["statut"] == "a_demander"
    assert lignes["obligatoire"]["articles"] == ["rgpd-13-2-e"]
    assert "transferts" not in lignes


def test_the_verdict_comes_first_in_words(lance: Lance, fiche: Path) -> None:
    sortie = lance("notice", "--fiche", str(fiche), "--verifier")

    assert sortie.code == 0
    assert sortie.out.startswith("Mentions qui manquent ou restent à demander\u00a0: 2.")
    assert "On lit\u00a0: 2 ans" in sortie.out


@pytest.mark.parametrize(
    ("avant", "apres", "cle"),
    [
        ('version = "2026-11"\nsans', 'versions = "x"\nsans', "versions"),
        ('sans_objet = ["transferts"]', 'sans_objet = ["finalites"]', "sans_objet"),
        ('base = "6.1.e"', 'base = "6.1.z"', "finalite[1].base"),
        ("pose_le = 2026-11-24", "pose_le = 2026-11-31", "pose_le"),
        ('constat = "presente"', 'constat = "peut-être"', "affichage[1].controles[1].constat"),
        ('offerts = ["acces"', 'offerts = ["tout"', "droits.offerts"),
        ("format = 1", "format = 2", "format"),
        ('donnee = "a_demander"', 'donnee = "inconnue"', "donnee"),
    ],
)
def test_what_cannot_be_read_is_refused_by_file_and_key(lance: Lance, fiche: Path, avant: str, apres: str, cle: str) -> None:
    assert avant in COMPLETE
    fiche.write_text(COMPLETE.replace(avant, apres, 1), encoding="utf-8")

    sortie = lance("notice", "--fiche", str(fiche), "--verifier", "--json")

    assert sortie.code == 2
    assert sortie.out == ""
    assert "T.toml" in sortie.err
    assert cle in sortie.err
