"""What the catalogue gives of the real data, in French, in a translation and in the pseudo-language."""

import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.demarche.demarches import CanalEnvoi, Signe
from droits_usagers.domain.demarche.questions import Genre
from droits_usagers.domain.echeances.evenements import Canal, TypeEvenement
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.places import Places


@pytest.fixture
def traduites(places: Places, tmp_path: Path) -> Path:
    """The data, with a translation of a few texts."""
    shutil.copytree(places.resources, tmp_path / "r", ignore=shutil.ignore_patterns("*.docx", "icones", "*.typ"))
    demarches = tmp_path / "r" / "demarches"
    (demarches / "acces.ar.toml").write_text('langue = "ar"\ntitre = "ملفي"\n[questions.periode]\nlibelle = "متى؟"\n')
    (demarches / "opposition.ar.toml").write_text('langue = "ar"\n[volets.possible]\ntitre = "ما يمكنكم رفضه"\n')
    (demarches / "_communs.ar.toml").write_text('langue = "ar"\n[questions.envoi.choix]\nlrar = "بريد مضمون"\n')
    return tmp_path / "r"


def test_a_demarche_is_read_whole(catalogue: Catalogue) -> None:
    acces = catalogue.demarches["acces"]

    assert acces.pour == (Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL)
    assert [(etape.id, etape.evenement) for etape in acces.etapes] == [
        ("demande", TypeEvenement.ENVOYE),
        ("relance", TypeEvenement.RELANCE_ENVOYEE),
        ("complement", TypeEvenement.RELANCE_ENVOYEE),
        ("contestation_refus", TypeEvenement.RELANCE_ENVOYEE),
    ]
    assert acces.fondements[0] == "rgpd-15"
    assert acces.canaux == ("lrar", "guichet", "simple", "courriel")
    documents = next(question for question in acces.questions if question.id == "documents")
    assert documents.genre is Genre.GROUPE
    assert [ligne.id for ligne in documents.questions] == ["document_quoi", "document_quand"]


def test_each_letter_has_its_own_screens(catalogue: Catalogue) -> None:
    acces = catalogue.demarches["acces"]

    assert [groupe.id for groupe in acces.groupes_of("demande")] == ["mesure", "connu", "facons", "envoi"]
    assert [groupe.id for groupe in acces.groupes_of("relance")] == ["mesure", "envoi", "preuve"]


def test_the_honest_page_tells_what_can_be_had_what_cannot_and_what_is_not_enough(catalogue: Catalogue) -> None:
    volets, textes = catalogue.demarches["opposition"].volets, catalogue.textes_demarche("opposition")

    assert {volet.signe for volet in volets} == set(Signe)
    for volet in volets:
        assert textes(f"volets.{volet.id}.titre")
        assert 1 < len(textes(f"volets.{volet.id}.lignes").splitlines()) <= 4
    assert catalogue.demarches["acces"].volets == ()


def test_a_shared_screen_comes_with_its_texts(catalogue: Catalogue) -> None:
    textes = catalogue.textes_demarche("acces")

    assert textes("questions.envoi.choix.guichet") == "Au guichet, contre un reçu"
    assert textes("groupes.envoi.titre") == "Comment envoyer votre lettre"


def test_a_shared_screen_may_ask_anything(traduites: Path) -> None:
    demarches = traduites / "demarches"
    with (demarches / "_communs.toml").open("a", encoding="utf-8") as communs:
        communs.write(
            '[[groupe]]\nid = "mot"\ntitre = "Un mot"\n[[groupe.question]]\nid = "mot"\ngenre = "texte"\nlibelle = "Mot"\n'
        )
    with (demarches / "acces.toml").open("a", encoding="utf-8") as acces:
        acces.write('[[groupe]]\ncommun = "mot"\n')
    catalogue = load_catalogue(traduites)

    assert "mot" in [question.id for question in catalogue.demarches["acces"].questions]
    assert catalogue.textes_demarche("acces")("questions.mot.libelle") == "Mot"


def test_texts_are_set_in_french_typography(catalogue: Catalogue) -> None:
    assert catalogue.textes_demarche("acces")("questions.piece_identite.libelle").endswith("pièce d’identité\u202f?")
    assert catalogue.droit.entrees["lil-4"].citation == "article 4 de la loi n°\u00a078-17 du 6 janvier 1978"


def test_the_law_names_an_article_in_full_then_short(catalogue: Catalogue) -> None:
    entree = catalogue.droit.entrees["rgpd-15-1-g"]

    assert entree is catalogue.droit.entrees["rgpd-15-1-g"]
    assert len(catalogue.droit.entrees) == len(list(catalogue.droit.entrees.values()))
    assert entree.citation.startswith("article 15, paragraphe 1, point g, du règlement (UE) 2016/679")
    assert entree.citation_courte == "article 15, paragraphe 1, point g, du RGPD"
    assert catalogue.droit.textes[entree.texte].pluriel == "articles {articles} du RGPD"


def test_a_delay_says_what_it_was_worth_on_a_day(catalogue: Catalogue) -> None:
    assert catalogue.delais["reponse"].in_force(dt.date(2026, 11, 24)).mois == 1
    assert catalogue.droit.delais is catalogue.delais


def test_the_ways_of_sending_say_how_they_count(catalogue: Catalogue) -> None:
    assert catalogue.canaux["courriel"] == CanalEnvoi("courriel", Canal.ELECTRONIQUE)


def test_no_answer_to_a_letter_leads_to_the_reminder(catalogue: Catalogue) -> None:
    situation = next(situation for situation in catalogue.situations if situation.id == "pas_de_reponse")

    assert (situation.demarches[0], situation.etape) == ("acces", "relance")
    assert situation.phrase == "J’ai déjà écrit et on ne m’a pas répondu"


def test_a_translation_falls_back_to_french_and_says_so(traduites: Path) -> None:
    textes = load_catalogue(traduites, "ar").textes_demarche("acces")

    assert (textes("titre"), textes.langue_de("titre")) == ("ملفي", "ar")
    assert (textes("questions.envoi.choix.lrar"), textes.langue_de("questions.envoi.choix.lrar")) == ("بريد مضمون", "ar")
    assert textes.langue_de("questions.periode.aide") == "fr"
    assert textes("questions.periode.aide").startswith("Par exemple")


def test_a_part_of_the_honest_page_is_translated_like_any_text(traduites: Path) -> None:
    textes = load_catalogue(traduites, "ar").textes_demarche("opposition")

    assert (textes("volets.possible.titre"), textes.langue_de("volets.possible.titre")) == ("ما يمكنكم رفضه", "ar")
    assert textes.langue_de("volets.possible.lignes") == "fr"


def test_a_language_nobody_translated_is_french(traduites: Path) -> None:
    assert load_catalogue(traduites, "pt").textes.langue_de("canaux.lrar.titre") == "fr"


def test_the_pseudo_language_is_longer_and_keeps_placeholders(places: Places) -> None:
    francais, pseudo = load_catalogue(places.resources), load_catalogue(places.resources, "pseudo")

    for id_ in ("canaux.lrar.titre", "pannes.pas_de_programme"):
        assert len(pseudo.textes(id_)) >= 1.35 * len(francais.textes(id_))
    assert "R.toml" in pseudo.textes("pannes.pas_de_programme", fichier="R.toml")
    assert pseudo.textes.langue_de("canaux.lrar.titre") == "pseudo"
    titre = pseudo.textes_demarche("acces")("titre")
    assert titre.startswith("\u2067[")
    assert titre.count("[") == 1


def test_only_what_is_asked_for_is_read(places: Places, tmp_path: Path) -> None:
    shutil.copytree(places.resources / "textes", tmp_path / "textes")

    assert load_catalogue(tmp_path).textes("canaux.lrar.titre")


def test_a_demarche_that_exists_is_known_without_being_read(tmp_path: Path) -> None:
    (tmp_path / "demarches").mkdir()
    for nom in ("acces.toml", "acces.ar.toml", "_communs.toml"):
        (tmp_path / "demarches" / nom).write_text("illisible")
    demarches = load_catalogue(tmp_path).demarches

    assert "acces" in demarches
    assert list(demarches) == ["acces"]
    assert len(demarches) == 1
    with pytest.raises(KeyError):
        demarches["opposition"]


def test_importing_the_catalogue_reads_none_of_its_parts() -> None:
    code = "import sys, droits_usagers.catalogue; print(*(m for m in sys.modules if m.startswith('droits_usagers.catalogue.')))"
    fini = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert fini.stdout == "droits_usagers.catalogue.catalogue\n"
