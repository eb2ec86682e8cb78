"""`ecarts`: the findings in JSON, in words and as a document, and C.toml refused in one sentence."""

import json
import re
import tomllib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
import typst

from tests.bavards import scan
from tests.cli.conftest import Fin, Lance
from tests.ecarts import plain
from tests.services.grilles import pages

NIR = "2 55 08 14 168 025 38"
CLES = ["regle", "point", "sources", "gravite", "articles", "phrase", "confirme", "a_confirmer"]


@pytest.fixture
def exemples(racine: Path) -> Path:
    return racine / "resources" / "ecarts" / "exemples"


@pytest.fixture
def exemple(exemples: Path, tmp_path: Path) -> Path:
    """That of a body that is none of our models: what comes from one leaves nothing."""
    (tmp_path / "constats").mkdir()
    chemin = tmp_path / "constats" / "C.toml"
    modele = (exemples / "service-social-2011.toml").read_text("utf-8")
    chemin.write_text(modele.replace("Département de l'Arance", "Département de la Sauldre"), "utf-8")
    return chemin


def test_an_example_that_nobody_changed_leaves_nothing(lance: Lance, exemples: Path, tmp_path: Path) -> None:
    fichier = tmp_path / "grille.pdf"
    fin = lance("ecarts", "--constats", exemples / "service-social-2011.toml", "--sortie", fichier)

    assert fin.code == 3
    assert "valeur_d_exemple" in fin.err
    assert not fichier.exists()


def test_findings_come_worst_first_in_json(lance: Lance, exemple: Path) -> None:
    sortie = lance("ecarts", "--constats", exemple, "--json")

    ecarts = json.loads(sortie.out)
    assert sortie.code == 0
    assert [list(ecart) for ecart in ecarts] == [CLES] * len(ecarts)
    assert [ecart["gravite"] for ecart in ecarts] == sorted((ecart["gravite"] for ecart in ecarts), reverse=True)
    with exemple.open("rb") as flux:
        sources = {source["id"] for source in tomllib.load(flux)["source"]}
    assert all(set(ecart["sources"]) <= sources and ecart["sources"] for ecart in ecarts)


#: What the people who wrote these texts complain of.
ATTENDUS = {
    "service-social-2011": {
        *("conservation_divergente", "conservation_devenir", "identifiants_commentaires", "comptes_rendus_saisis"),
        *("tout_le_personnel", "evaluation_agents", "source_non_nommee", "affiche_disparue", "refus_sans_reponse"),
        *("absent_du_registre", "finalite_vague", "parole_non_verifiee", "statistiques_annuelles", "donnees_non_annoncees"),
    },
    "circonscription-2012": {
        *("refus_sans_aide", "rapport_exige", "affiche_disparue", "affiche_incomplete", "usage_securite", "usage_expulsion"),
        *("usage_autorites", "appreciations", "conservation_illimitee", "comptes_partages", "tracabilite_absente"),
        *("aipd_absente", "comite_non_saisi"),
    },
    "centre-medico-social-2026": {
        *("refus_sans_aide", "opposition_impossible", "usagers_non_informes", "tout_le_personnel", "acces_non_prevu"),
        *("donnees_non_annoncees", "donnees_sans_finalite", "evaluation_agents", "source_non_nommee", "origine_non_annoncee"),
        "aipd_a_demander",
    },
}


@pytest.mark.parametrize("nom", ATTENDUS)
def test_each_grievance_is_found(nom: str, lance: Lance, exemples: Path) -> None:
    sortie = lance("ecarts", "--constats", exemples / f"{nom}.toml", "--json")

    assert ATTENDUS[nom] <= {ecart["regle"] for ecart in json.loads(sortie.out)}


def test_a_tract_copied_by_whole_paragraphs_is_heard(lance: Lance, racine: Path) -> None:
    sortie = lance("ecarts", "--constats", racine / "tests" / "donnees" / "ecarts" / "tract.toml", "--json")

    assert {ecart["regle"] for ecart in json.loads(sortie.out)} >= {
        *("refus_sans_aide", "rapport_exige", "affiche_disparue", "conservation_divergente", "identifiants_commentaires"),
        *("tout_le_personnel", "acces_non_prevu", "appreciations", "donnees_sans_finalite", "finalite_vague"),
        *("usage_securite", "usage_expulsion", "usage_autorites", "evaluation_agents", "source_non_nommee"),
        *("absent_du_registre", "aipd_absente", "conservation_devenir", "registre_a_demander"),
    }


def confirming(lance: Lance, exemple: Path, dossier: Path, *regles: str, muette: str = "") -> Path:
    """The same file, in which someone looked at the findings of these rules again; of one, without saying at which passage."""
    trouves = json.loads(lance("ecarts", "--constats", exemple, "--json").out)
    passages = {un["regle"]: [demande["passage"] for demande in un["a_confirmer"]] for un in trouves if un["regle"] != muette}
    ecrit = "".join(
        f'\n[[ecart]]\nregle = "{regle}"\nconfirme = true\npassages = {json.dumps(passages.get(regle, []))}\n'
        for regle in regles
    )
    chemin = dossier / "confirmee.toml"
    chemin.write_text(exemple.read_text("utf-8") + ecrit, "utf-8")
    return chemin


@pytest.mark.parametrize("forme", ["plainte_cnil", "question_dpo", "lettre_collective"])
def test_a_letter_states_nothing_that_nobody_looked_at_again(forme: str, lance: Lance, exemple: Path, tmp_path: Path) -> None:
    fichier = tmp_path / "lettre.docx"
    rendu = lance("ecarts", "--constats", exemple, "--forme", forme, "--sortie", fichier)

    assert (rendu.code, fichier.exists()) == (3, False)
    assert rendu.err.count("\n") == 1
    assert "confirme = true" in rendu.err


def test_what_was_left_out_is_said(lance: Lance, exemple: Path, tmp_path: Path) -> None:
    confirmee = confirming(lance, exemple, tmp_path, "affiche_disparue")
    rendu = lance("ecarts", "--constats", confirmee, "--forme", "question_dpo", "--sortie", "-")

    assert rendu.code == 0
    assert "Où l’affiche est-elle en place aujourd’hui" in plain(rendu.out)
    assert "absents du registre" not in plain(rendu.out)
    assert re.search(r"laissés de côté, parce que personne ne les a encore vérifiés : \d+", plain(rendu.err))


def test_a_yes_to_no_passage_is_no_answer_and_it_is_said(lance: Lance, exemple: Path, tmp_path: Path) -> None:
    """Words alone do not tell that reports are typed in: the file says « confirme », and of nothing."""
    seul, avec = (
        lance("ecarts", "--constats", confirmee, "--forme", "plainte_cnil", "--sortie", "-")
        for regles in (("affiche_disparue",), ("affiche_disparue", "comptes_rendus_saisis"))
        for confirmee in (confirming(lance, exemple, tmp_path, *regles, muette="comptes_rendus_saisis"),)
    )

    assert (avec.code, avec.out) == (0, seul.out)
    assert avec.err == seul.err


@pytest.mark.parametrize(
    ("forme", "attendu"),
    [
        ("plainte_cnil", "Notre organisation vous adresse une plainte"),
        ("question_dpo", "Délégué à la protection des données"),
        ("registre_aipd", "la fiche du registre des activités de traitement"),
        ("lettre_collective", "Ce qui est déclaré est-il ce qui est fait ?"),
    ],
)
def test_a_letter_is_begun_from_the_findings(forme: str, attendu: str, lance: Lance, exemple: Path, tmp_path: Path) -> None:
    exemple = confirming(lance, exemple, tmp_path, "affiche_disparue", "absent_du_registre")
    texte = lance("ecarts", "--constats", exemple, "--forme", forme, "--sortie", "-")
    fichier = tmp_path / "lettre.docx"
    word = lance("ecarts", "--constats", exemple, "--forme", forme, "--sortie", fichier)

    assert (texte.code, word.code) == (0, 0)
    assert attendu in plain(texte.out)
    assert "Département de la Sauldre" in texte.out
    assert fichier.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("nom", ["sain", "sain-ccas", "sain-insertion", "sain-voix"])
def test_where_all_is_well_nothing_is_found(nom: str, lance: Lance, racine: Path) -> None:
    sain = racine / "tests" / "donnees" / "ecarts" / f"{nom}.toml"

    assert json.loads(lance("ecarts", "--constats", sain, "--json").out) == []
    assert lance("ecarts", "--constats", sain).out == "Aucun écart trouvé.\n"


def test_the_same_is_told_in_words(lance: Lance, exemple: Path) -> None:
    sortie = lance("ecarts", "--constats", exemple)

    assert sortie.code == 0
    assert sortie.out.startswith("Écarts trouvés\u00a0: ")
    # Nobody said yet that it is of the poster that this passage speaks.
    assert "À demander. Information des personnes (affiche_disparue)" in sortie.out


def test_the_whole_grille_is_written(lance: Lance, exemple: Path, tmp_path: Path) -> None:
    for nom in ("grille.docx", "grille.pdf"):
        sortie = lance("ecarts", "--constats", exemple, "--sortie", tmp_path / nom)
        assert (sortie.code, sortie.out) == (0, "")
        assert (tmp_path / nom).stat().st_size > 5000
    # As it stands today.
    assert "État au 24 novembre 2026." in lance("ecarts", "--constats", exemple, "--sortie", "-").out.replace("\u00a0", " ")
    assert lance("ecarts", "--constats", exemple, "--sortie", tmp_path / "grille.pdf").code == 3
    assert lance("ecarts", "--constats", exemple, "--sortie", tmp_path / "grille.pdf", "--remplacer").code == 0


def test_the_grille_reads_as_text(lance: Lance, exemple: Path) -> None:
    texte = lance("ecarts", "--constats", exemple, "--sortie", "-").out

    assert texte.startswith("PROJET, rien n’est confirmé. Grille d’écarts")
    for partie in (
        "Ce qui ne concorde pas",
        "Les sources",
        "Ce que dit chaque source",
        "A. Déclaration, 16 mai 2008",
        "L'usager ou un tiers.",
    ):
        assert partie in texte


def test_the_summary_is_written_when_it_is_asked_for(lance: Lance, exemple: Path, tmp_path: Path) -> None:
    for nom in ("s.docx", "s.pdf"):
        assert lance("ecarts", "--constats", exemple, "--forme", "synthese", "--sortie", tmp_path / nom).code == 0
        assert (tmp_path / nom).stat().st_size > 5000
    lue = lance("ecarts", "--constats", exemple, "--forme", "synthese", "--sortie", "-").out
    assert lue.startswith("PROJET, rien n’est confirmé. Synthèse de la grille d’écarts")
    assert "1. L’affiche disparue" in lue


def test_what_is_taken_out_of_the_nameless_summary_is_listed_and_may_be_left(lance: Lance, tmp_path: Path) -> None:
    constats = tmp_path / "C.toml"
    document = '[[document]]\nid = "a"\ngenre = "observation"\n'
    dit = "Rien n'est jamais effacé à Colmar, dit Rose Petit à la piscine."
    passage = f'[[passage]]\nid = "p"\ndocument = "a"\npoint = "conservation"\ntexte = "{dit}"\n'
    ecart = '[[ecart]]\nregle = "conservation_illimitee"\npassages = ["p"]\nconfirme = true\n'
    constats.write_text("format = 2\n" + document + passage + ecart, "utf-8")
    commande = ("ecarts", "--constats", constats, "--forme", "synthese_sans_nom", "--sortie", "-")
    sortie = lance(*commande)
    trie = lance(*commande, "--laisser", "colmar", "--retirer", "piscine")

    assert "à [nom masqué], dit [nom masqué] à la piscine" in sortie.out
    assert "Retiré : « Rose Petit » (Peut-être un nom)" in plain(sortie.err)
    assert "à Colmar, dit [nom masqué] à la [nom masqué]" in trie.out
    assert "Laissé : « Colmar »" in plain(trie.err)
    assert "3 passages relevés : 2 retirés, 1 laissé par vous (Colmar)." in plain(trie.err)
    assert "3 passages relevés : 2 retirés, 1 laissé." in plain(trie.out)
    # What no line says decides nothing, and is not passed over.
    for option, absent in (("--retirer", "dossier"), ("--retirer", "e"), ("--retirer", ""), ("--laisser", "Petit")):
        refus = lance(*commande, option, absent)
        assert (refus.code, refus.out) == (2, "")
        assert f"« {absent} »" in plain(refus.err)


def test_a_form_that_there_is_not_is_refused(lance: Lance, exemple: Path, tmp_path: Path) -> None:
    refus = lance("ecarts", "--constats", exemple, "--forme", "affiche", "--sortie", tmp_path / "g.pdf")

    assert (refus.code, refus.err.count("\n")) == (2, 1)
    assert "grille, feuille, synthese, synthese_sans_nom" in refus.err
    assert not (tmp_path / "g.pdf").exists()


def test_a_grille_may_be_blank(lance: Lance, tmp_path: Path) -> None:
    vide = tmp_path / "C.toml"
    vide.write_text("[[ecart]]\nphrase = 'La porte ferme mal.'\n", encoding="utf-8")

    texte = lance("ecarts", "--constats", vide, "--sortie", "-").out
    assert "La porte ferme mal." in texte
    assert "La porte ferme mal." in lance("ecarts", "--constats", vide).out
    vide.write_text("", encoding="utf-8")
    assert "Aucun écart trouvé." in lance("ecarts", "--constats", vide, "--sortie", "-").out


def test_a_name_in_a_testimony_is_pointed_out_and_not_written(lance: Lance, tmp_path: Path) -> None:
    nomme = tmp_path / "C.toml"
    nomme.write_text(
        '[[source]]\nid = "t"\ngenre = "temoignage"\n'
        '[[constat]]\nsource = "t"\npoint = "refus"\ntexte = "Mme Œuvrard n\'a pas été reçue : elle refusait."\n',
        encoding="utf-8",
    )

    sortie = lance("ecarts", "--constats", nomme, "--sortie", "-")

    assert "«\u00a0t\u00a0» nomme quelqu’un" in sortie.err
    assert "Œuvrard" not in sortie.out
    # What is taken out is told to who wrote it.
    assert "Retiré : « Œuvrard »" in plain(sortie.err)


FORMES = ("grille", "feuille", "synthese", "question_dpo", "registre_aipd")
PASSES = ("reste_a_remplir", "destinataire_incomplet", "lieu_ou_date_absents")


@pytest.fixture
def martin(lance: Lance, tmp_path: Path) -> Callable[..., Fin]:
    """What is written from a grille about a software that is called as someone may be, and in which people are named."""
    constats = tmp_path / "C.toml"
    constats.write_text(
        'format = 2\ntitre = "Martin Social"\n[organisme]\nnom = "Département du Cantal"\ngenre = "departement"\n'
        '[[document]]\nid = "a"\ngenre = "observation"\n'
        '[[passage]]\nid = "p"\ndocument = "a"\npoint = "conservation"\n'
        'texte = "Rien n\'est jamais effacé à Aurillac, dit Rose Petit à la piscine."\n'
        '[[ecart]]\nregle = "conservation_illimitee"\npassages = ["p"]\nconfirme = true\n',
        "utf-8",
    )
    confirmer = [option for regle in PASSES for option in ("--confirmer", regle)]

    def write(forme: str, *options: str) -> Fin:
        return lance("ecarts", "--constats", constats, "--forme", forme, "--sortie", "-", *confirmer, *options)

    return write


@pytest.mark.parametrize("forme", FORMES)
def test_a_title_taken_for_someone_is_decided_before_anything_leaves(martin: Callable[..., Fin], forme: str) -> None:
    retenue = martin(forme)
    assert (retenue.code, retenue.out) == (3, "")
    assert "À décider : « Martin Social »" in plain(retenue.err)
    assert "--laisser" in retenue.err
    laisse = martin(forme, "--laisser", "Martin Social")
    assert laisse.code == 0
    assert "Martin Social" in laisse.out
    assert "Laissé : « Martin Social »" in plain(laisse.err)
    retire = martin(forme, "--retirer", "Martin Social")
    assert retire.code == 0
    assert "Martin" not in retire.out
    assert "Retiré : « Martin Social »" in plain(retire.err)


@pytest.mark.parametrize("forme", ["grille", "feuille", "synthese", "question_dpo"])
def test_what_is_masked_is_told_and_decided_in_all_that_leaves(martin: Callable[..., Fin], forme: str) -> None:
    titre = ("--laisser", "Martin Social")
    sortie = martin(forme, *titre)
    assert "Petit" not in sortie.out
    assert "piscine" in sortie.out
    assert all(f"Retiré : « {dit} »" in plain(sortie.err) for dit in ("Aurillac", "Rose Petit"))
    trie = martin(forme, *titre, "--laisser", "Rose Petit", "--laisser", "aurillac", "--retirer", "piscine")
    assert trie.code == 0
    assert "Rose Petit" in trie.out
    assert "Aurillac" in trie.out
    assert "piscine" not in trie.out
    refus = martin(forme, *titre, "--retirer", "préfecture")
    assert (refus.code, refus.out) == (2, "")
    assert "« préfecture »" in plain(refus.err)


def test_an_unknown_key_is_refused(lance: Lance, tmp_path: Path) -> None:
    faux = tmp_path / "C.toml"
    faux.write_text('[[source]]\nid = "t"\ngenre = "temoignage"\nlieu = "x"\n', encoding="utf-8")

    sortie = lance("ecarts", "--constats", faux, "--sortie", tmp_path / "g.pdf")

    assert sortie.code == 2
    assert "source[1].lieu" in sortie.err
    assert not (tmp_path / "g.pdf").exists()


def quoting(dossier: Path, fichier: str, nom: str = "") -> Path:
    """A grille of which a confirmed finding quotes that document."""
    document = f'[[document]]\nid = "a"\ngenre = "affiche"\nfichier = "{fichier}"\nnom = "{nom}"\n'
    passage = '[[passage]]\nid = "p"\ndocument = "a"\npoint = "conservation"\ntexte = "gardées sans limite"\n'
    ecart = '[[ecart]]\nregle = "conservation_illimitee"\npassages = ["p"]\nconfirme = true\n'
    (dossier / "C.toml").write_text(f"format = 2\n{document}{passage}{ecart}", "utf-8")
    return dossier / "C.toml"


def test_the_exhibits_are_bound_from_the_documents_beside_the_file(lance: Lance, tmp_path: Path) -> None:
    fichier = quoting(tmp_path, "affiche.txt")
    sortie = tmp_path / "pieces.pdf"

    absente = lance("ecarts", "--constats", fichier, "--forme", "pieces", "--sortie", sortie)
    assert (absente.code, sortie.read_bytes()[:5]) == (0, b"%PDF-")
    assert "à joindre à part, aucun fichier" in absente.err
    (tmp_path / "affiche.txt").write_text("Vos données sont gardées sans limite.", "utf-8")
    rendu = lance("ecarts", "--constats", fichier, "--forme", "pieces", "--sortie", sortie, "--remplacer")
    assert (rendu.code, rendu.err) == (0, "")
    assert lance("ecarts", "--constats", fichier, "--forme", "pieces", "--sortie", tmp_path / "p.docx").code == 2
    fichier.write_text('format = 2\n[[document]]\nid = "a"\ngenre = "affiche"\nfichier = "affiche.txt"\n', "utf-8")
    vide = lance("ecarts", "--constats", fichier, "--forme", "pieces", "--sortie", tmp_path / "v.pdf")
    assert (vide.code, (tmp_path / "v.pdf").exists()) == (3, False)


def test_a_complaint_of_nothing_is_not_written(lance: Lance, tmp_path: Path) -> None:
    fichier = tmp_path / "C.toml"
    source = 'format = 2\n[[document]]\nid = "a"\ngenre = "syndicat"\n'
    passage = '[[passage]]\ndocument = "a"\npoint = "refus"\ntexte = "Que se passe-t-il si l\'on refuse ?"\n'
    fichier.write_text(source + passage + '[[ecart]]\nregle = "refus_sans_reponse"\nconfirme = true\n', "utf-8")
    rendu = lance("ecarts", "--constats", fichier, "--forme", "plainte_cnil", "--sortie", tmp_path / "l.docx")
    assert (rendu.code, (tmp_path / "l.docx").exists()) == (3, False)


def test_a_link_that_leaves_the_folder_is_not_followed(lance: Lance, tmp_path: Path) -> None:
    dehors, dedans = tmp_path / "dehors.txt", tmp_path / "dedans"
    dehors.write_text("Le secret.", "utf-8")
    dedans.mkdir()
    (dedans / "affiche.txt").symlink_to(dehors)
    rendu = lance("ecarts", "--constats", quoting(dedans, "affiche.txt"), "--forme", "pieces", "--sortie", dedans / "p.pdf")
    assert rendu.code == 0
    assert "à joindre à part" in rendu.err


@pytest.fixture
def joindre(lance: Lance, tmp_path: Path) -> Callable[..., Fin]:
    """The exhibits of a grille that quotes note.txt, beside it."""
    constats = quoting(tmp_path, "note.txt")
    (tmp_path / "note.txt").write_text(f"Mme Kerbrat, {NIR} : gardées sans limite.", "utf-8")
    return lambda *dits: lance(
        "ecarts", "--constats", constats, "--forme", "pieces", "--sortie", tmp_path / "p.pdf", "--remplacer", *dits
    )


def mark_of(rendu: Fin) -> str:
    """What lets leave the one exhibit that is to be decided."""
    (marque,) = re.findall(r"--laisser (piece-\w+)", rendu.err)
    return str(marque)


def read(sortie: Path) -> str:
    return plain(" ".join(pages(sortie.read_bytes())))


def test_what_is_in_a_document_is_told_before_it_leaves(joindre: Callable[..., Fin], tmp_path: Path) -> None:
    sortie = tmp_path / "p.pdf"
    retenu = joindre()
    assert (retenu.code, sortie.exists()) == (3, False)
    assert "À décider : note.txt, pièce n° 1" in plain(retenu.err)
    assert NIR in plain(retenu.err)

    laissee = joindre("--laisser", mark_of(retenu))
    assert (laissee.code, laissee.err) == (0, "")
    assert NIR in read(sortie)
    for dit in ("note.txt", mark_of(retenu)):
        ecartee = joindre("--retirer", dit)
        assert ecartee.code == 0
        assert "laissée de côté" in ecartee.err
        assert NIR not in read(sortie)

    # A picture says nothing that is read: never that nothing was found.
    (tmp_path / "note.txt").write_bytes(scan())
    sans_texte = joindre()
    assert sans_texte.code == 3
    assert "sans texte lisible" in plain(sans_texte.err)


def test_a_document_leaves_as_it_was_read_and_under_no_other_name(joindre: Callable[..., Fin], tmp_path: Path) -> None:
    marque = mark_of(joindre())
    (tmp_path / "note.txt").write_text("Carte bancaire 4972 0341 8852 7068 : gardées sans limite.", "utf-8")
    for dit in (marque, "note.txt"):
        rendu = joindre("--laisser", dit)
        assert (rendu.code, (tmp_path / "p.pdf").exists()) == (3, False)
        assert mark_of(rendu) != marque
    faute = joindre("--laisser", "notte.txt")
    assert (faute.code, (tmp_path / "p.pdf").exists()) == (2, False)
    assert "aucun de ses documents" in faute.err


def test_a_document_in_which_nothing_is_found_is_left_out_as_asked(joindre: Callable[..., Fin], tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Vos données sont gardées sans limite.", "utf-8")
    rendu = joindre("--retirer", "note.txt")
    assert rendu.code == 0
    assert "laissée de côté" in rendu.err
    assert "gardées sans limite" not in read(tmp_path / "p.pdf")


def test_a_picture_in_a_word_file_joined_apart_is_told(joindre: Callable[..., Fin], tmp_path: Path) -> None:
    photo = bytes(typst.compile(b"#set page(width: 100pt, height: 60pt, fill: blue)", format="png"))
    papier = docx.Document()
    papier.add_paragraph("Vos données sont gardées sans limite.")
    papier.add_picture(BytesIO(photo))
    papier.save(str(tmp_path / "note.txt"))
    rendu = joindre()
    assert rendu.code == 0
    assert "Pièce 1 : seul son texte est ici" in plain(rendu.err)
    assert "une image, qui n’a pas été lue" in plain(rendu.err)


def test_exhibits_say_of_the_grille_only_what_is_taken_out_of_them(lance: Lance, tmp_path: Path) -> None:
    constats = quoting(tmp_path, "avis_lemercier.txt", nom="Avis de Mme Kerbrat")
    (tmp_path / "avis_lemercier.txt").write_text("Vos données sont gardées sans limite.", "utf-8")
    rendu = lance("ecarts", "--constats", constats, "--forme", "pieces", "--sortie", tmp_path / "p.pdf")
    assert rendu.code == 0
    assert "Retiré : « Kerbrat »" in plain(rendu.err)
    assert "lemercier" not in rendu.err
