"""The languages of a notice: whole, or refused by file and line."""

from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.catalogue.notices import load_langues
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne

PHRASES = frozenset({"titre", "aide"})
SOUND = 'format = 1\nlangue = "es"\nnom = "Español"\nnom_fr = "espagnol"\n[phrases]\ntitre = "t"\naide = "a"\n'


def load(dossier: Path, texte: str) -> None:
    (dossier / "es.toml").write_text(texte, encoding="utf-8")
    load_langues(dossier, PHRASES)


def test_a_language_says_its_name_and_whether_it_was_read_again(tmp_path: Path) -> None:
    relue = SOUND.replace("[phrases]", 'relue_par = "interprète"\nrelue_le = 2026-11-20\n[phrases]')
    for texte, attendu in ((SOUND, False), (relue, True)):
        (tmp_path / "es.toml").write_text(texte, encoding="utf-8")
        langue = load_langues(tmp_path, PHRASES)["es"]
        assert (langue.nom, langue.nom_fr, langue.relue) == ("Español", "espagnol", attendu)


@pytest.mark.parametrize(
    ("avant", "apres", "cle"),
    [
        ('langue = "es"', 'langue = "fr"', "langue"),
        ('aide = "a"\n', "", "phrases"),
        ('aide = "a"', 'aide = "a"\nautre = "b"', "phrases"),
        ("[phrases]\n", "", "titre"),
        ("[phrases]", 'relue_par = "x"\n[phrases]', "relue_le"),
        ("[phrases]", "relue_le = 2026-01-01\n[phrases]", "relue_le"),
        ("[phrases]", 'inconnue = "x"\n[phrases]', "inconnue"),
    ],
)
def test_what_is_not_whole_is_refused(tmp_path: Path, avant: str, apres: str, cle: str) -> None:
    with pytest.raises(ExpectedError) as refus:
        load(tmp_path, SOUND.replace(avant, apres))
    assert refus.value.panne is Panne.RESSOURCE_ABIMEE
    assert refus.value.faits["cle"] in {cle, "phrases"}


def test_the_seven_languages_say_the_same_things(catalogue: Catalogue) -> None:
    langues = catalogue.langues_notice()
    assert set(langues) == {"en", "es", "pt", "ro", "tr", "ar", "ta"}
    for langue in langues.values():
        assert not langue.relue or langue.relue_par
        assert "{contact}" in langue.phrases["contact"]
        assert "www.cnil.fr" in langue.phrases["reclamation"]
        assert Textes(langue.code, langue.phrases)("contact", contact="x")
        assert all(phrase.strip() for phrase in langue.phrases.values())
        assert len(set(langue.phrases.values())) == len(langue.phrases)
