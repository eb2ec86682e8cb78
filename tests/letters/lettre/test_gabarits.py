"""Templates are found and read, a user's own before ours, and what is wrong in one is told by its line."""

import os
from pathlib import Path

import pytest

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.gabarits import (
    CHAMPS_ENTETE,
    HABILLAGE,
    Gabarit,
    Gabarits,
    Sources,
    fields_name,
)
from droits_usagers.letters.lettre.jetons import ENTRE_CHAMPS
from tests.outils import sous_linux

ENTETE = '+++\nversion = "2"\nobjet = "L\'objet"\n+++\n'


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A folder for a user's own templates."""
    return tmp_path / "gabarits"


def write(dossier: Path, nom: str, texte: str) -> None:
    chemin = dossier / nom
    chemin.parent.mkdir(parents=True, exist_ok=True)
    chemin.write_text(texte, encoding="utf-8")


def users(gabarits: Gabarits, dossier: Path) -> dict[str, Gabarit]:
    return dict(Gabarits(gabarits._dossier, dossier).users())  # noqa: SLF001 - the folder of ours


def refusal(gabarits: Gabarits, dossier: Path) -> ExpectedError:
    with pytest.raises(ExpectedError) as erreur:
        users(gabarits, dossier)
    return erreur.value


def test_ours_are_there(gabarits: Gabarits) -> None:
    assert {"acces/demande", "suites/relance", HABILLAGE, "_communs/voix", "_communs/mandat"} <= set(gabarits.ours)
    assert all(gabarit.a_nous for gabarit in gabarits.ours.values())


def test_without_a_folder_there_is_nothing_of_the_user(gabarits: Gabarits, dossier: Path) -> None:
    assert gabarits.users() == {}
    assert users(gabarits, dossier) == {}


def test_a_user_s_template_is_read_under_the_name_of_ours(gabarits: Gabarits, dossier: Path) -> None:
    write(dossier, "acces/demande.md.j2", ENTETE + "Bonjour : l'autre.\n")
    write(dossier, "acces/inconnu.md.j2", "Personne ne l'appelle.")

    lus = users(gabarits, dossier)

    assert set(lus) == {"acces/demande"}
    gabarit = lus["acces/demande"]
    assert not gabarit.a_nous
    assert (gabarit.utilise.id, gabarit.utilise.version) == ("acces/demande", "2")
    assert gabarit.champs["objet"] == "L'objet"
    assert set(gabarit.champs) == set(CHAMPS_ENTETE)


def test_the_line_of_the_body_is_that_of_the_file(gabarits: Gabarits, dossier: Path) -> None:
    write(dossier, "acces/demande.md.j2", ENTETE + "Cinquième ligne")

    corps = users(gabarits, dossier)["acces/demande"].corps

    assert corps.split("\n").index("Cinquième ligne") == 4


def test_typography_is_applied_when_asked_for(gabarits: Gabarits, dossier: Path) -> None:
    write(dossier, "acces/demande.md.j2", ENTETE + "L'un : {{ cite('rgpd-15') }}")

    lu = users(gabarits, dossier)["acces/demande"]

    assert lu.corps.endswith("L'un : {{ cite('rgpd-15') }}")
    assert lu.with_typography().corps.endswith("L’un\u00a0: {{ cite('rgpd-15') }}")
    assert lu.with_typography().champs["objet"] == "L’objet"


def test_macros_and_the_habillage_are_templates_too(gabarits: Gabarits, dossier: Path) -> None:
    write(dossier, "_communs/voix.j2", "{% macro nom(p) %}X{% endmacro %}")
    write(dossier, "_communs/habillage.toml", 'version = "1"\nlieu_date = "ici"\n')

    lus = users(gabarits, dossier)

    assert lus["_communs/voix"].sources == {"_communs/voix": "{% macro nom(p) %}X{% endmacro %}"}
    champs = lus[HABILLAGE].sources[fields_name(HABILLAGE)].split(ENTRE_CHAMPS)
    assert "ici" in champs


def test_another_text_has_another_print(gabarits: Gabarits, dossier: Path) -> None:
    write(dossier, "acces/demande.md.j2", ENTETE + "un")
    un = users(gabarits, dossier)["acces/demande"].utilise.empreinte
    write(dossier, "acces/demande.md.j2", ENTETE + "deux")

    assert users(gabarits, dossier)["acces/demande"].utilise.empreinte != un


@pytest.mark.parametrize(
    ("entete", "ligne"),
    [
        ('+++\nversion = "2"\nobjet = L\n+++\n', "3"),
        ('+++\nversion = "2"\nobjet = "L\n\n+++\n', "3"),
        ('+++\nversion = "2"\na' + ".a" * 100 + " = 1\n+++\n", "3"),
    ],
)
def test_a_header_that_cannot_be_read_is_told(gabarits: Gabarits, dossier: Path, entete: str, ligne: str) -> None:
    write(dossier, "acces/demande.md.j2", entete + "Corps")

    erreur = refusal(gabarits, dossier)

    assert (erreur.panne, erreur.faits) == (Panne.GABARIT_ILLISIBLE, {"fichier": "acces/demande.md.j2", "ligne": ligne})


@pytest.mark.parametrize("valeur", ["[" * 50_000, "9" * 10_000], ids=["nested", "number"])
def test_a_header_made_to_be_unreadable_is_told(gabarits: Gabarits, dossier: Path, valeur: str) -> None:
    write(dossier, "acces/demande.md.j2", f"+++\nversion = {valeur}\n+++\nCorps")

    erreur = refusal(gabarits, dossier)

    assert (erreur.panne, erreur.faits) == (Panne.GABARIT_ILLISIBLE, {"fichier": "acces/demande.md.j2", "ligne": "1"})


@sous_linux
def test_what_is_no_file_is_told_and_not_waited_for(gabarits: Gabarits, dossier: Path) -> None:
    chemin = dossier / "acces" / "demande.md.j2"
    chemin.parent.mkdir(parents=True)
    chemin.symlink_to(os.devnull)

    assert refusal(gabarits, dossier).panne is Panne.GABARIT_ILLISIBLE


def test_a_habillage_that_cannot_be_read_is_told(gabarits: Gabarits, dossier: Path) -> None:
    write(dossier, "_communs/habillage.toml", 'version = "1"\nobjet = """')

    # What is open at the end is open on the last line.
    assert refusal(gabarits, dossier).faits == {"fichier": "_communs/habillage.toml", "ligne": "2"}


def test_an_unknown_key_is_told(gabarits: Gabarits, dossier: Path) -> None:
    write(dossier, "acces/demande.md.j2", '+++\nobjt = "a"\n+++\nCorps')

    erreur = refusal(gabarits, dossier)

    assert (erreur.panne, erreur.faits["cle"]) == (Panne.CLE_INCONNUE, "objt")


def test_what_is_not_text_is_told(gabarits: Gabarits, dossier: Path) -> None:
    dossier.mkdir()
    (dossier / "acces").mkdir()
    (dossier / "acces" / "demande.md.j2").write_bytes(b"\xff\xfe\x00")

    assert refusal(gabarits, dossier).panne is Panne.GABARIT_ILLISIBLE


def test_what_is_too_big_is_told(gabarits: Gabarits, dossier: Path) -> None:
    write(dossier, "acces/demande.md.j2", "a" * 300_000)

    assert refusal(gabarits, dossier).panne is Panne.GABARIT_DEMESURE


def test_what_is_as_big_as_a_template_may_be_is_read_and_not_a_letter_more(gabarits: Gabarits, dossier: Path) -> None:
    write(dossier, "_communs/voix.j2", "a" * 200_000)
    assert len(users(gabarits, dossier)["_communs/voix"].utilise.empreinte) == 16
    write(dossier, "_communs/voix.j2", "a" * 200_001)
    assert refusal(gabarits, dossier).panne is Panne.GABARIT_DEMESURE


def test_a_mark_at_the_head_of_the_file_is_no_text(gabarits: Gabarits, dossier: Path) -> None:
    write(dossier, "acces/demande.md.j2", "\ufeff" + ENTETE + "Corps")

    assert users(gabarits, dossier)["acces/demande"].utilise.version == "2"


@pytest.mark.parametrize(
    ("texte", "ligne", "cle"),
    [
        ("Bonjour.\n", "1", "+++"),
        ("", "1", "+++"),
        ('+++\nobjet = "a"\nJamais fermé.\n', "1", "+++"),
        ('+++\nversion = "2"\n+++\nBonjour.\n', "1", "objet"),
        ('+++\nversion = "2"\nobjet = " "\n+++\nBonjour.\n', "3", "objet"),
    ],
)
def test_a_template_without_its_header_is_told(gabarits: Gabarits, dossier: Path, texte: str, ligne: str, cle: str) -> None:
    write(dossier, "acces/demande.md.j2", texte)

    erreur = refusal(gabarits, dossier)

    assert erreur.panne is Panne.GABARIT_SANS_ENTETE
    assert erreur.faits == {"fichier": "acces/demande.md.j2", "ligne": ligne, "cle": cle}


@pytest.mark.parametrize(
    ("texte", "ligne", "cle"),
    [
        (ENTETE + "Bon\x00jour", "5", "U+0000"),
        (ENTETE + "a\n\x0b", "6", "U+000B"),
        (ENTETE + "a\n\n\x1b[0m", "7", "U+001B"),
        (ENTETE + "a\ufffe", "5", "U+FFFE"),
        ('+++\nobjet = "a\x7f"\n+++\n', "2", "U+007F"),
        ('+++\nversion = "1"\nobjet = "a\\u0000b"\n+++\n', "3", "U+0000"),
        ('+++\nobjet = """\na\\u0001b"""\n+++\n', "3", "U+0001"),
    ],
)
def test_a_character_that_no_document_holds_is_told(
    gabarits: Gabarits, dossier: Path, texte: str, ligne: str, cle: str
) -> None:
    write(dossier, "acces/demande.md.j2", texte)

    erreur = refusal(gabarits, dossier)

    assert erreur.panne is Panne.GABARIT_CARACTERE
    assert erreur.faits == {"fichier": "acces/demande.md.j2", "ligne": ligne, "cle": cle}


def test_what_the_engine_compiles_is_as_many_as_are_listed(gabarits: Gabarits) -> None:
    sources = Sources(gabarits.ours)
    assert len(sources) == len([*sources]) >= len([*gabarits.ours])
