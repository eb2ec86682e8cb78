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
nom = "Département de la Sauldre"
service = "Service social"
adresse = ["18 avenue de la République", "99999 Rivière"]
telephone = "a_demander"
[dpo]
adresse = "a_demander"
courriel = "dpo@sauldre-social.fr"
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
contact = "dpo@sauldre-social.fr"
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
        ("format = 1", 'format = 1\nlogo = "../logo.png"', "logo"),
        ("format = 1", 'format = 1\nlogo = "logo.exe"', "logo"),
        ("format = 1", 'format = 1\ncouleur = "vert"', "couleur"),
        ("format = 1", "format = 1\ncontrole_mois = 0", "controle_mois"),
        ('constat = "presente"', 'constat = "presente", photo = "/etc/a.png"', "affichage[1].controles[1].photo"),
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


@pytest.mark.parametrize("forme", ["affiche", "depliant", "complete", "simplifiee", "clause", "attestation"])
@pytest.mark.parametrize("suffixe", ["pdf", "docx"])
def test_each_form_is_written(lance: Lance, fiche: Path, tmp_path: Path, forme: str, suffixe: str) -> None:
    sortie = tmp_path / f"notice.{suffixe}"

    fin = lance("notice", "--fiche", fiche, "--forme", forme, "--sortie", sortie)

    assert (fin.code, fin.out) == (0, "")
    assert "PROJET" in fin.err
    assert sortie.read_bytes().startswith(b"%PDF" if suffixe == "pdf" else b"PK")


def test_a_file_is_replaced_only_when_asked(lance: Lance, fiche: Path, tmp_path: Path) -> None:
    sortie = tmp_path / "notice.pdf"
    sortie.write_bytes(b"")
    commande = ("notice", "--fiche", fiche, "--forme", "clause", "--sortie", sortie)

    assert lance(*commande).code == 3
    assert sortie.read_bytes() == b""
    assert lance(*commande, "--remplacer").code == 0


def test_what_does_not_fit_writes_nothing_until_it_is_cut(lance: Lance, fiche: Path, tmp_path: Path) -> None:
    but = '[[finalite]]\nlibelle = "But {} dont le nom prend bien deux lignes sur une affiche"\nbase = "6.1.e"\n'
    fiche.write_text(COMPLETE + "".join(but.format(rang) for rang in range(20)), encoding="utf-8")
    sortie = tmp_path / "affiche.pdf"
    commande = ("notice", "--fiche", fiche, "--forme", "affiche", "--format", "a4", "--sortie", sortie)

    refus = lance(*commande)
    assert refus.code == 3
    assert refus.err.count("\n") == 1
    assert "Pour quoi faire" in refus.err
    assert "--couper" in refus.err
    assert not sortie.exists()
    assert lance(*commande, "--couper").code == 0
    assert sortie.exists()


def test_what_no_list_can_give_is_refused_without_that_option(lance: Lance, fiche: Path, tmp_path: Path) -> None:
    fiche.write_text(COMPLETE.replace("Département de la Sauldre", "Long " * 400), encoding="utf-8")

    refus = lance("notice", "--fiche", fiche, "--forme", "affiche", "--sortie", tmp_path / "a.pdf")

    assert refus.code == 3
    assert "--couper" not in refus.err


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--verifier", "--forme", "clause"),
        ("--verifier", "--sortie", "a.pdf"),
        ("--verifier", "--couper"),
        ("--forme", "clause", "--json", "--sortie", "a.pdf"),
        ("--forme", "clause"),
        ("--forme", "tract", "--sortie", "a.pdf"),
        ("--forme", "depliant", "--format", "a3", "--sortie", "a.pdf"),
        ("--forme", "clause", "--sortie", "a.txt"),
        ("--forme", "clause", "--sortie", "-"),
        ("--forme", "clause", "--sortie", "a.pdf", "--adresse-qr", "https://exemple.fr/" + "a" * 200),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(
    lance: Lance, fiche: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    chemins = (str(tmp_path / option) if option.endswith((".pdf", ".txt")) else option for option in options)
    fin = lance("notice", "--fiche", fiche, *chemins)

    assert fin.code == 2
    assert fin.out == ""
    assert fin.err.count("\n") == 1
    assert [chemin.name for chemin in tmp_path.iterdir()] == ["T.toml"]
