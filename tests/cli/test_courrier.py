"""`courrier`: a letter from a file of answers, or one sentence and nothing written."""

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.personnes import Qualite
from tests.cli.conftest import JOUR, Lance
from tests.exchange.strategies import demandes
from tests.fichiers import write_demande
from tests.letters.lecture import pdf_text, word_text
from tests.outils import besoin_de

ACCES = """
demarche = "acces"
date = 2026-11-24
[concerne]
nom = "Œuvrard"
[organisme]
genre = "departement"
[reponses]
"""


@pytest.fixture
def reponses(tmp_path: Path) -> Path:
    chemin = tmp_path / "R.toml"
    chemin.write_text(ACCES, encoding="utf-8")
    return chemin


def left(dossier: Path) -> list[str]:
    return sorted(chemin.name for chemin in dossier.iterdir())


@pytest.mark.parametrize(("nom", "debut"), [("a.docx", b"PK"), ("a.pdf", b"%PDF"), ("a.TXT", b"Mme ")])
def test_a_letter_is_written_for_its_owner_only(nom: str, debut: bytes, lance: Lance, reponses: Path, tmp_path: Path) -> None:
    reponses.write_text(ACCES.replace('nom = "Œ', 'civilite = "Mme"\nnom = "Œ'), encoding="utf-8")
    fin = lance("courrier", "--reponses", reponses, "--sortie", tmp_path / nom)

    assert (fin.code, fin.out) == (0, "")
    assert (tmp_path / nom).read_bytes().startswith(debut)
    assert left(tmp_path) == sorted(["R.toml", nom])
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / nom).stat().st_mode) == 0o600


def test_a_dash_shows_the_text(lance: Lance, reponses: Path) -> None:
    fin = lance("courrier", "--reponses", reponses, "--sortie", "-")

    assert fin.code == 0
    assert "article 15 du règlement (UE) 2016/679" in fin.out
    assert "Œuvrard" in fin.out


def test_an_empty_table_of_answers_makes_a_letter_to_fill_by_hand(lance: Lance, reponses: Path) -> None:
    reponses.write_text('demarche = "acces"\n[reponses]\n', encoding="utf-8")
    fin = lance("courrier", "--reponses", reponses, "--sortie", "-")

    assert fin.code == 0
    assert "………" in fin.out
    # How many lines there are to fill, then what is missing of whom it goes to, and of where and when.
    assert fin.err.count("\n") == 3


def test_what_no_font_draws_is_said_and_kept_in_word(lance: Lance, reponses: Path, tmp_path: Path) -> None:
    reponses.write_text(ACCES.replace("Œuvrard", "Œuvrard 🜁"), encoding="utf-8")
    pdf = lance("courrier", "--reponses", reponses, "--sortie", tmp_path / "a.pdf")
    word = lance("courrier", "--reponses", reponses, "--sortie", tmp_path / "a.docx")

    assert (pdf.code, word.code) == (0, 0)
    assert "🜁" in pdf.err
    assert "🜁" not in word.err
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.docx").read_bytes())) as archive:
        assert "Œuvrard 🜁" in "".join(map(str, etree.fromstring(archive.read("word/document.xml")).itertext()))


def test_the_reminder_starts_from_a_paper(lance: Lance, reponses: Path) -> None:
    reponses.write_text(
        ACCES + 'preuve_reception = "avis_reception"\nnumero_envoi = "2C 123 456 7890 1"\n'
        '[[evenement]]\ntype = "envoye"\ndate = 2026-10-01\n[[evenement]]\ntype = "recu"\ndate = 2026-10-05\n',
        encoding="utf-8",
    )
    fin = lance("courrier", "--reponses", reponses, "--etape", "relance", "--sortie", "-")

    assert fin.code == 0
    assert "1er octobre 2026" in fin.out
    assert "2C 123 456 7890 1" in fin.out


def test_the_rights_of_residents_are_cited_to_establishments_only(lance: Lance, reponses: Path) -> None:
    departement = lance("courrier", "--reponses", reponses, "--sortie", "-").out
    reponses.write_text(ACCES.replace("departement", "essms"), encoding="utf-8")
    essms = lance("courrier", "--reponses", reponses, "--sortie", "-").out

    assert "code de l’action sociale" not in departement
    assert "L311-3 du code de l’action sociale" in essms


def test_what_has_no_letter_names_the_question_and_where_to_go(lance: Lance, reponses: Path, tmp_path: Path) -> None:
    reponses.write_text('demarche = "opposition"\n[reponses]\nsituations = ["securite"]\n', encoding="utf-8")
    fin = lance("courrier", "--reponses", reponses, "--sortie", tmp_path / "a.txt")

    assert fin.code == 3
    assert fin.err.count("\n") == 1
    for nom in ("situations", "acces", "registre_aipd", "defaut_information", "Voir mon dossier"):
        assert nom in fin.err
    assert left(tmp_path) == ["R.toml"]


def test_what_exists_is_never_replaced_unasked(lance: Lance, reponses: Path, tmp_path: Path) -> None:
    sortie = tmp_path / "a.docx"
    sortie.write_bytes(b"ancien")
    refus = lance("courrier", "--reponses", reponses, "--sortie", sortie)

    assert refus.code == 3
    assert "a.docx existe déjà" in refus.err
    assert sortie.read_bytes() == b"ancien"
    assert lance("courrier", "--reponses", reponses, "--sortie", sortie, "--remplacer").code == 0
    assert sortie.read_bytes().startswith(b"PK")
    assert left(tmp_path) == ["R.toml", "a.docx"]


@pytest.mark.parametrize("nom", ["a", "a.odt", "a.docx.exe", ".docx", "a.pdf/"])
def test_a_name_that_does_not_say_what_to_write_is_refused(nom: str, lance: Lance, reponses: Path, tmp_path: Path) -> None:
    fin = lance("courrier", "--reponses", reponses, "--sortie", f"{tmp_path}/{nom}")

    if nom.endswith("/"):
        assert fin.code in {0, 3}
    else:
        assert fin.code == 2
        assert ".docx, .pdf, .txt" in fin.err
        assert left(tmp_path) == ["R.toml"]


@pytest.mark.parametrize(
    ("avant", "apres", "cle"),
    [
        ('nom = "Œuvrard"', 'nomm = "Œuvrard"', "concerne.nomm"),
        ('genre = "departement"', 'territoire = "00"', "organisme.territoire"),
        ("date = 2026-11-24", "date = 2026-11-31", "date"),
        ("[reponses]", "[reponses]\ninconnue = true", "reponses.inconnue"),
    ],
)
def test_a_refusal_is_one_sentence_naming_file_and_key(
    avant: str, apres: str, cle: str, lance: Lance, reponses: Path, tmp_path: Path
) -> None:
    reponses.write_text(ACCES.replace(avant, apres), encoding="utf-8")
    fin = lance("courrier", "--reponses", reponses, "--sortie", tmp_path / "a.docx")

    assert (fin.code, fin.out) == (2, "")
    assert fin.err.count("\n") == 1
    assert "R.toml" in fin.err
    assert f" {cle}\N{NO-BREAK SPACE}»" in fin.err.replace("«\N{NO-BREAK SPACE}", "« ")
    assert left(tmp_path) == ["R.toml"]


def test_nothing_without_a_date_is_written_by_a_parent_for_someone_of_age_today(
    lance: Lance, reponses: Path, tmp_path: Path
) -> None:
    parent = (
        ACCES.replace("date = 2026-11-24\n", "") + 'titre_representant = "parent"\n[auteur]\nqualite = "representant_legal"\n'
    )
    for naissance, code in (("2008-11-24", 3), ("2008-11-25", 0)):
        reponses.write_text(parent.replace("[concerne]", f"[concerne]\nnaissance = {naissance}"), encoding="utf-8")
        fin = lance("courrier", "--reponses", reponses, "--sortie", tmp_path / "a.docx")
        assert (fin.code, "majeure au 24 novembre 2026" in fin.err.replace("\u00a0", " ")) == (code, code == 3)


def test_an_unknown_etape_is_refused(lance: Lance, reponses: Path, tmp_path: Path) -> None:
    fin = lance("courrier", "--reponses", reponses, "--etape", "recours", "--sortie", tmp_path / "a.docx")

    assert (fin.code, fin.err.count("\n")) == (2, 1)
    assert left(tmp_path) == ["R.toml"]


def test_answers_that_are_not_a_file_are_refused(lance: Lance, tmp_path: Path) -> None:
    absent = lance("courrier", "--reponses", tmp_path / "absent.toml", "--sortie", tmp_path / "a.docx")
    dossier = lance("courrier", "--reponses", tmp_path, "--sortie", tmp_path / "a.docx")

    assert (absent.code, dossier.code) == (2, 2)
    assert "absent.toml n’existe pas" in absent.err
    assert left(tmp_path) == []


def test_a_folder_that_does_not_exist_is_said(lance: Lance, reponses: Path, tmp_path: Path) -> None:
    fin = lance("courrier", "--reponses", reponses, "--sortie", tmp_path / "nulle" / "part.docx")

    assert (fin.code, fin.err.count("\n")) == (3, 1)
    assert left(tmp_path) == ["R.toml"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(demandes)
def test_whatever_people_type_a_letter_comes_out(lance: Lance, tmp_path: Path, demande: Demande) -> None:
    (tmp_path / "R.toml").write_bytes(write_demande(demande))

    code = lance("courrier", "--reponses", tmp_path / "R.toml", "--sortie", "-").code

    # What came before the letter left is held back: the service would say so. So is what a parent writes for someone of age.
    assert code == 0 or (code == 3 and (_came_before_it_left(demande) or _may_be_of_age(demande)))


def _may_be_of_age(demande: Demande) -> bool:
    """Written for someone born eighteen years before the letter at least, or before today when it has no date."""
    auteur, naissance = demande.auteur, demande.concerne.naissance if demande.concerne else None
    if auteur is None or auteur.qualite is not Qualite.REPRESENTANT_LEGAL or naissance is None:
        return False
    annee = naissance if isinstance(naissance, int) else naissance.year
    return annee + 18 <= (demande.date or JOUR).year


def _came_before_it_left(demande: Demande) -> bool:
    faits = [fait for fait in demande.evenements if not fait.organisme]
    envois = [fait.date for fait in faits if fait.type is TypeEvenement.ENVOYE]
    return bool(envois) and any(fait.date < max(envois) for fait in faits)


_MORCEAUX = ACCES.split("\n")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_MORCEAUX) | st.text(max_size=20), max_size=14).map("\n".join) | st.binary(max_size=80))
def test_whatever_the_file_it_is_a_letter_or_one_sentence_and_nothing(
    lance: Lance, tmp_path: Path, contenu: str | bytes
) -> None:
    octets = contenu if isinstance(contenu, bytes) else contenu.encode("utf-8", "surrogatepass")
    (tmp_path / "R.toml").write_bytes(octets)
    fin = lance("courrier", "--reponses", tmp_path / "R.toml", "--sortie", tmp_path / "a.txt")

    assert fin.code in {0, 2, 3}
    if fin.code:
        assert fin.err.count("\n") == 1
        assert left(tmp_path) == ["R.toml"]
    (tmp_path / "a.txt").unlink(missing_ok=True)


def test_numbers_that_identify_nobody_are_let_alone(lance: Lance, reponses: Path, tmp_path: Path) -> None:
    reponses.write_text(f'{ACCES}suivi_par = "Mme Petit, 01 43 93 93 93, depuis le 5 mars 2019"\n', encoding="utf-8")
    fin = lance("courrier", "--reponses", reponses, "--sortie", tmp_path / "a.txt")

    assert fin.code == 0
    assert "numéro" not in fin.err


@besoin_de("pdftotext")
def test_all_that_goes_with_a_letter_is_one_pdf_in_order_and_word_beside_it(lance: Lance, tmp_path: Path) -> None:
    (tmp_path / "R.toml").write_text(ACCES.replace("[reponses]", '[reponses]\nenvoi = "guichet"'), encoding="utf-8")
    fin = lance("courrier", "--reponses", tmp_path / "R.toml", "--ensemble", "--sortie", tmp_path / "a.pdf")

    assert (fin.code, fin.out) == (0, "")
    assert left(tmp_path) == ["R.toml", "a.docx", "a.pdf"]
    pages = pdf_text((tmp_path / "a.pdf").read_bytes()).split("\f")[:-1]
    debuts = [rang for rang, page in enumerate(pages) if "Objet" in page or "Reçu" in page or "Et après" in page]
    assert debuts[0] == 0
    # Each on the front of a sheet.
    assert len(debuts) >= 3
    assert {rang % 2 for rang in debuts} == {0}
    assert "Œuvrard" in word_text((tmp_path / "a.docx").read_bytes())
    if os.name == "posix":
        assert {stat.S_IMODE((tmp_path / nom).stat().st_mode) for nom in ("a.pdf", "a.docx")} == {0o600}


def test_the_whole_replaces_nothing_unasked_and_writes_both_or_neither(lance: Lance, reponses: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"corrige")
    commande = ("courrier", "--reponses", reponses, "--ensemble", "--sortie", tmp_path / "a.pdf")
    fin = lance(*commande)
    assert fin.code == 3
    assert "a.docx existe déjà" in fin.err
    assert left(tmp_path) == ["R.toml", "a.docx"]

    assert lance(*commande, "--remplacer").code == 0
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")
    (tmp_path / "a.docx").unlink()
    (tmp_path / "a.docx").mkdir()
    avant = (tmp_path / "a.pdf").read_bytes()
    reponses.write_text(ACCES.replace("Œuvrard", "Diallo"), encoding="utf-8")
    assert lance(*commande, "--remplacer").code == 3
    assert (tmp_path / "a.pdf").read_bytes() == avant
    assert left(tmp_path) == ["R.toml", "a.docx", "a.pdf"]


@pytest.mark.parametrize("nom", ["a.docx", "a", "-"])
def test_only_a_pdf_holds_the_whole(nom: str, lance: Lance, reponses: Path, tmp_path: Path) -> None:
    sortie = nom if nom == "-" else tmp_path / nom
    fin = lance("courrier", "--reponses", reponses, "--ensemble", "--sortie", sortie)
    assert fin.code == 2
    assert ".pdf" in fin.err
    assert left(tmp_path) == ["R.toml"]


@pytest.mark.parametrize("sortie", [("--ensemble", "a.pdf"), ("a.docx",), ("-",)])
def test_of_a_protected_letter_the_day_that_matters_is_said(sortie: tuple[str, ...], lance: Lance, tmp_path: Path) -> None:
    """« Et après ? » is not among the pages of someone whom nobody must find: its first day is told all the same."""
    reponses = (
        'demarche = "acces"\ndate = 2026-11-24\n[concerne]\nnom = "Œuvrard"\nadresse_protegee = true\n'
        '[organisme]\nnom = "Département"\ngenre = "departement"\n[[evenement]]\ntype = "recu"\ndate = 2026-09-04\n'
    )
    (tmp_path / "R.toml").write_text(reponses, encoding="utf-8")
    *avec, nom = sortie
    commande = ("courrier", "--reponses", tmp_path / "R.toml", "--etape", "relance", *avec)
    fin = lance(*commande, "--sortie", nom if nom == "-" else tmp_path / nom)

    assert fin.code == 0, fin.err
    assert "À retenir : Dernier jour pour la CADA : 4 décembre 2026." in fin.err.replace("\u00a0", " ")


@pytest.mark.parametrize("qui", ["", '[concerne]\nnom = "Le Bihan"\n', '[auteur]\nqualite = "agent"\nnom = "Le Bihan"\n'])
def test_a_letter_of_organisations_alone_asks_for_the_one_that_writes(lance: Lance, tmp_path: Path, qui: str) -> None:
    reponses, sortie = tmp_path / "R.toml", tmp_path / "a.txt"
    dit = f'demarche = "lettre_collective"\n{qui}[reponses]\nprecedents = true\nsujets = ["refus"]\n'
    reponses.write_text(dit, encoding="utf-8")
    fin = lance("courrier", "--reponses", reponses, "--sortie", sortie)
    assert fin.code == 2
    assert all(mot in fin.err for mot in ("[auteur]", "organisation", "denomination", "R.toml"))
    assert not sortie.exists()


@pytest.mark.parametrize(("rejete", "code"), [("rejete", 3), ("premiere", 0)])
def test_an_appeal_already_rejected_is_not_made_again(
    rejete: str, code: int, lance: Lance, reponses: Path, tmp_path: Path
) -> None:
    """The rejection reclaims the sum too: taken for the first letter, the two months of the court would be lost."""
    texte = ACCES.replace('"acces"', '"somme_reclamee"').replace('"departement"', '"caf"')
    reponses.write_text(
        f'{texte}decision_genre = "indu"\naide_caf = "logement"\nraisons = ["calcul"]\ncontester_rejet = "{rejete}"\n',
        encoding="utf-8",
    )
    fin = lance("courrier", "--reponses", reponses, "--etape", "contester", "--sortie", tmp_path / "a.txt")

    assert fin.code == code
    assert ("contester_rejet" in fin.err) == (code == 3)


def test_the_refusal_says_why_before_which_court_and_until_when(lance: Lance, reponses: Path) -> None:
    """An appeal noted as rejected stops the letter, whatever was answered when it was written."""
    texte = ACCES.replace('"acces"', '"somme_reclamee"').replace('"departement"', '"caf"')
    faits = "".join(
        f'[[evenement]]\ntype = "{type_}"\ndate = {jour}\n'
        for type_, jour in (("decision_recue", "2026-10-01"), ("recours_rejete", "2026-11-20"))
    )
    reponses.write_text(
        f'{texte}decision_genre = "indu"\naide_caf = "rsa"\ncontester_rejet = "premiere"\n{faits}', encoding="utf-8"
    )
    fin = lance("courrier", "--reponses", reponses, "--etape", "contester", "--sortie", "-")
    dit = fin.err.replace("\u00a0", " ")

    assert (fin.code, fin.out, fin.err.count("\n")) == (3, "", 1)
    assert all(mot in dit for mot in ("« recours_rejete »", "Le tribunal administratif", "mercredi 20 janvier 2027"))
    assert "il ne se fait qu’une fois" in dit
