"""`--laisser`, `--retirer`: in a letter that someone must not be found by, what is not decided is told and held."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.conftest import Fin, Lance
from tests.ecarts import plain

REPONSES = """
demarche = "acces"
[concerne]
nom = "Le Bihan"
adresse = ["12 rue des Lilas", "93000 Bobigny"]
adresse_protegee = true
[reponses]
suivi_par = "Mme Kerjean, de Guiscriff. Elle vient le lundi."
"""


@pytest.fixture
def sortie(tmp_path: Path) -> Path:
    return tmp_path / "a.txt"


def write(lance: Lance, sortie: Path, *options: str, reponses: str = REPONSES) -> Fin:
    fichier = sortie.with_name("R.toml")
    fichier.write_text(reponses, encoding="utf-8")
    return lance("courrier", "--reponses", fichier, "--sortie", sortie, *options)


LUNDI = ("--laisser", "Elle vient le lundi.")


def test_what_nobody_decided_is_told_and_holds_the_letter(lance: Lance, sortie: Path) -> None:
    fin = write(lance, sortie)
    assert fin.code == 3
    assert all(dit in fin.err for dit in ("Mme Kerjean, de Guiscriff.", "Elle vient le lundi.", "--laisser"))
    assert not sortie.exists()


def test_what_was_left_leaves_and_nothing_else_of_it(lance: Lance, sortie: Path) -> None:
    for dite in ("Kerjean", "Guiscriff", "Mme kerjean, de guiscriff.", "Mme Kerjean, de Guiscriff. Elle vient le lundi."):
        assert write(lance, sortie, "--laisser", dite, *LUNDI).code == 3
    assert write(lance, sortie, "--laisser", "mme Kerjean, de Guiscriff").code == 3
    assert write(lance, sortie, "--laisser", "mme Kerjean, de Guiscriff", *LUNDI).code == 0
    assert "Guiscriff" in sortie.read_text("utf-8")


def test_the_sentences_that_hold_what_is_taken_out_are_gone(lance: Lance, sortie: Path) -> None:
    assert write(lance, sortie, "--retirer", "Guiscriff", *LUNDI).code == 0
    lettre = sortie.read_text("utf-8")
    assert "Kerjean" not in lettre
    assert "Elle vient le lundi" in lettre


def test_what_became_of_what_was_marked_is_told_with_the_letter_and_not_before_it(lance: Lance, sortie: Path) -> None:
    """The sentence of the window."""
    assert "Tout est décidé" not in write(lance, sortie).err
    dit = plain(write(lance, sortie, "--retirer", "Guiscriff", *LUNDI).err)
    assert "Tout est décidé. Laissées : 1. Retirées : 1. Dans ce que vous avez écrit, 2 passages relevés : 2 retirés." in dit
    dit = plain(write(lance, sortie, "--laisser", "Mme Kerjean, de Guiscriff.", *LUNDI, "--remplacer").err)
    assert "Laissées : 2. Retirées : 0." in dit
    assert "2 laissés par vous (Kerjean, Guiscriff)." in dit


def test_two_things_of_one_sentence_are_taken_out_together(lance: Lance, sortie: Path) -> None:
    assert write(lance, sortie, "--retirer", "Kerjean", "--retirer", "Guiscriff", *LUNDI).code == 0
    assert "Guiscriff" not in sortie.read_text("utf-8")


def test_what_resembles_the_address_is_told_to_be_and_not_to_be_left_here(lance: Lance, sortie: Path) -> None:
    reponses = REPONSES.replace("Elle vient le lundi.", "Kerdrain la voit à Bobigny.")
    proche = "Kerdrain la voit à Bobigny."
    for options in ((), ("--laisser", proche)):
        fin = write(lance, sortie, *options, reponses=reponses)
        assert fin.code == 3
        assert "cela peut dire où la personne habite" in fin.err
        assert "--laisser n’y suffit pas" in fin.err
    seule = write(lance, sortie, "--laisser", "Mme Kerjean, de Guiscriff.", "--laisser", proche, reponses=reponses)
    assert seule.code == 3
    assert "si elle peut partir" not in seule.err
    assert write(lance, sortie, "--laisser", "Mme Kerjean, de Guiscriff.", "--retirer", "Bobigny", reponses=reponses).code == 0


def test_a_copy_is_taken_out_whole(lance: Lance, sortie: Path) -> None:
    copies = '[[copie]]\nnom = "Mme Le Goff"\nadresse = ["9 rue du Port", "29200 Brest"]\n'
    retires = ("--retirer", "Guiscriff", "--retirer", "rue du port", *LUNDI)
    reponses = REPONSES.replace("[reponses]", f"{copies}[reponses]")
    assert "Le Goff" in write(lance, sortie, *retires[:2], reponses=reponses).err
    assert write(lance, sortie, *retires, reponses=reponses).code == 0
    lettre = sortie.read_text("utf-8")
    assert "Goff" not in lettre
    assert "Brest" not in lettre


def test_where_who_writes_for_her_is_answered_is_one_line_that_is_rewritten(lance: Lance, sortie: Path) -> None:
    elle = 'qualite = "mandataire"\nnom = "Guéguen"\nadresse = ["17 rue Saint-Gervais", "50300 Avranches"]\n'
    reponses = REPONSES.replace("[reponses]", f"[auteur]\n{elle}[reponses]")
    fin = write(lance, sortie, "--retirer", "Guiscriff", *LUNDI, reponses=reponses)
    assert fin.code == 3
    dit = plain(fin.err)
    assert "« 17 rue Saint-Gervais, 50300 Avranches »" in dit
    assert "personne ne saurait où répondre" in dit
    laisse = ("--laisser", "17 rue Saint-Gervais, 50300 Avranches")
    assert write(lance, sortie, "--retirer", "Guiscriff", *LUNDI, *laisse, reponses=reponses).code == 0


def test_what_is_nowhere_cannot_be_taken_out(lance: Lance, sortie: Path) -> None:
    fin = write(lance, sortie, "--retirer", "Guiscrif")
    assert fin.code == 2
    assert "Guiscrif" in fin.err
    assert not sortie.exists()


@pytest.mark.parametrize("nom", ["lettre-lilas.txt", "Guiscriff.txt", "chez_guiscriff_2.txt"])
def test_a_name_of_file_says_nothing_hidden_nor_taken_out(lance: Lance, sortie: Path, nom: str) -> None:
    for dit in ("Guiscriff", "Mme Kerjean, de Guiscriff."):
        fin = write(lance, sortie.with_name(nom), "--retirer", dit, *LUNDI)
        assert fin.code == 3
        assert "nom du fichier" in fin.err
        assert not sortie.with_name(nom).exists()


HEBERGEE = "C'est Soazig Le Naour qui m'héberge, 2 84 07 56 260 004 12."


@pytest.mark.parametrize(
    "nom", ["Soazig.txt", "lettre-naour.txt", "LettreSoazigLN.txt", "heberge.txt", "2840756.txt", "56-26.txt"]
)
@pytest.mark.parametrize("dit", [HEBERGEE, "Naour"])
def test_no_word_of_a_sentence_taken_out_comes_back_in_a_name_of_file(lance: Lance, sortie: Path, nom: str, dit: str) -> None:
    reponses = REPONSES.replace("Mme Kerjean, de Guiscriff.", HEBERGEE)
    fin = write(lance, sortie.with_name(nom), "--retirer", dit, *LUNDI, reponses=reponses)
    assert fin.code == 3
    assert not sortie.with_name(nom).exists()


def test_what_is_left_in_the_letter_may_be_in_its_name(lance: Lance, sortie: Path) -> None:
    laisse = ("--laisser", "Mme Kerjean, de Guiscriff.", *LUNDI)
    for nom in ("dossier_kerjean.txt", "Guiscriff.txt", "vient.txt"):
        assert write(lance, sortie.with_name(nom), *laisse).code == 0
        assert "Guiscriff" in sortie.with_name(nom).read_text("utf-8")


def test_it_may_not_before_it_is_left_nor_beside_what_is_taken_out(lance: Lance, sortie: Path) -> None:
    nom = sortie.with_name("kerjean.txt")
    assert write(lance, nom, *LUNDI).code == 3
    autre = REPONSES.replace("Elle vient", "Mme Kerjean, de Brest. Elle vient")
    dits = ("--laisser", "Mme Kerjean, de Brest.", "--retirer", "Guiscriff", *LUNDI)
    fin = write(lance, nom, *dits, reponses=autre)
    assert fin.code == 3
    assert "nom du fichier" in fin.err
    assert not nom.exists()


def test_the_name_that_is_proposed_says_nothing_even_in_the_words_taken_out(lance: Lance, sortie: Path) -> None:
    reponses = REPONSES.replace("Mme Kerjean", "Une demande d'accès de 2026 à Mme Kerjean")
    reponses = reponses.replace("[concerne]", "date = 2026-11-24\n[concerne]", 1)
    nom = sortie.with_name("2026-11-24-acces-demande.txt")
    assert write(lance, nom, "--retirer", "Guiscriff", *LUNDI, reponses=reponses).code == 0


def test_what_cannot_be_taken_out_so_is_said_to_be_mended_in_the_answers(lance: Lance, sortie: Path) -> None:
    ailleurs = '[reponse_a]\nadresse = ["3 rue du Port", "29200 Brest"]\n'
    reponses = REPONSES.replace("[reponses]", f"{ailleurs}[reponses]")
    fin = write(lance, sortie, reponses=reponses)
    dites = fin.err.replace("\u00a0", " ").replace("’", "'").splitlines()
    fixes = [avant for avant, apres in pairwise(dites) if apres.strip().startswith("Elle ne se retire pas")]
    assert len(fixes) == 1
    assert "3 rue du Port" in fixes[0]
    assert "--retirer TEXTE" in dites[-1]
    tout = write(lance, sortie, "--laisser", "Mme Kerjean, de Guiscriff.", *LUNDI, reponses=reponses)
    assert tout.code == 3
    assert "TEXTE" not in tout.err


def test_a_service_that_was_typed_is_decided_even_in_ordinary_words(lance: Lance, sortie: Path) -> None:
    dite = '[organisme]\nnom = "Département du Rhône"\nservice = "{}"\n[concerne]'
    laisses = ("--laisser", "Mme Kerjean, de Guiscriff.", *LUNDI)
    typed = REPONSES.replace("[concerne]", dite.format("maison bleue"))
    fin = write(lance, sortie, *laisses, reponses=typed)
    assert fin.code == 3
    assert "maison bleue" in fin.err
    assert write(lance, sortie, *laisses, "--laisser", "maison bleue", reponses=typed).code == 0
    assert "maison bleue" in sortie.read_text("utf-8")
    # As our annuaire calls one that every département has.
    connu = REPONSES.replace("[concerne]", dite.format("Service de l'aide sociale à l'enfance (ASE)"))
    assert write(lance, sortie.with_name("b.txt"), *laisses, reponses=connu).code == 0


def test_a_service_and_a_reference_are_taken_out_whole(lance: Lance, sortie: Path) -> None:
    organisme = '[organisme]\nnom = "Département du Rhône"\nservice = "maison bleue"\n'
    typed = REPONSES.replace("[concerne]", f'{organisme}[concerne]\nreference_dossier = "dossier Plouay 12"')
    options = ("--retirer", "Guiscriff", *LUNDI)
    fin = write(lance, sortie, *options, reponses=typed)
    assert fin.code == 3
    assert "maison bleue" in fin.err
    assert "dossier Plouay 12" in fin.err
    assert "ne se retire pas" not in fin.err
    assert write(lance, sortie, *options, "--retirer", "bleue", "--retirer", "plouay", reponses=typed).code == 0
    lettre = sortie.read_text("utf-8")
    assert "bleue" not in lettre
    assert "Plouay" not in lettre
    assert "Département du Rhône" in lettre
    assert (
        write(lance, sortie.with_name("plouay.txt"), *options, "--retirer", "bleue", "--retirer", "plouay", reponses=typed).code
        == 3
    )
