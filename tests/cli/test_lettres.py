"""`coffre lettres`: what is left to decide puts its letters aside, told once for all of them; the others are made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.letters.lettre.lecture_word import read_word
from droits_usagers.places import Places
from tests.cli.conftest import Fin, Lance
from tests.coffres import PHRASE, fast
from tests.ecarts import plain
from tests.services.en_masse import demande, make_coffre, make_services

#: The same sentence, as three people wrote it; and one that is another.
LUNDI = (
    "Ma sœur me garde à Kerlouan, le lundi.",
    "ma soeur me garde à KERLOUAN le lundi",
    "Ma sœur me garde a Kerlouan, le lundi.",
)
MARDI = "Je nage le mardi."
Ecrire = Callable[..., Fin]


def hidden(nom: str, dit: str) -> Demande:
    """A first letter of someone whose address nobody may read, in which this is told."""
    adresse = ("8 venelle du Puits", "29800 Landerneau")
    une = replace(demande(nom=nom), concerne=Personne(nom=nom, adresse=adresse, adresse_protegee=True), lieu="Brest")
    return replace(
        une,
        organisme=replace(une.organisme, adresse=("84 avenue du Général-Leclerc", "93500 Pantin")),
        reponses={"suivi_par": dit},
    )


@pytest.fixture
def ecrire(lance: Lance, places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ecrire:
    """The command over five first letters: four of people whom someone must not find, and one of who does not mind."""
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)
    coffre = make_coffre(make_services(places), tmp_path / "p.coffre")
    noms = ("Le Roux", "Le Blin", "Morin", "Petit")
    for nom, dit in zip(noms, (*LUNDI, MARDI), strict=True):
        coffre.dossiers.create(hidden(nom, dit))
    libre = hidden("Kermarrec", LUNDI[0])
    coffre.dossiers.create(replace(libre, concerne=replace(libre.concerne or Personne(), adresse_protegee=False)))
    coffre.close()
    (tmp_path / "lettres").mkdir()

    def run(*options: str) -> Fin:
        return lance(
            "coffre", "lettres", tmp_path / "p.coffre", "--geste", "demande", "--sortie", tmp_path / "lettres", *options
        )

    return run


def written(dossier: Path) -> dict[str, str]:
    return {un.name[:9]: read_word(un.read_bytes()).texte for un in sorted((dossier / "lettres").iterdir())}


def test_letters_left_undecided_are_put_aside_and_told_once_and_the_others_are_made(ecrire: Ecrire, tmp_path: Path) -> None:
    fin = ecrire()
    assert fin.code == 3
    assert list(written(tmp_path)) == ["2026-0005"]
    dites = [dite for dite in plain(fin.err).splitlines() if dite.startswith("À décider")]
    assert len(dites) == 2
    assert "Dans 3 lettres." in dites[0]
    assert "Kerlouan" in dites[0]
    assert "KERLOUAN" in dites[0]
    assert "Dans une lettre." in dites[1]
    assert "Lettres mises de côté : 4." in plain(fin.err)
    assert ": 1." in plain(fin.out)
    assert "Landerneau" not in fin.out + fin.err
    assert "Tout est décidé" not in plain(fin.err)


def test_what_is_said_of_a_line_holds_for_the_whole_batch_however_it_is_written(ecrire: Ecrire, tmp_path: Path) -> None:
    fin = ecrire("--laisser", "MA SŒUR ME GARDE À KERLOUAN, LE LUNDI", "--retirer", "mardi")
    assert fin.code == 0
    lettres = written(tmp_path)
    assert len(lettres) == 5
    assert "KERLOUAN le lundi" in lettres["2026-0002"]
    assert "nage" not in lettres["2026-0004"]
    assert "Laissées : 1. Retirées : 1. Dans ce que vous avez écrit, 1 passage relevé : 1 laissé par vous (" in plain(fin.err)
    # They were remembered: what was made is not made again without a word.
    encore = ecrire()
    assert encore.code == 0
    assert len(written(tmp_path)) == 5
    assert "Pas écrites : 5" in plain(encore.err)


def test_what_is_taken_out_is_gone_from_each_letter_and_stays_in_its_dossier(ecrire: Ecrire, tmp_path: Path) -> None:
    fin = ecrire("--retirer", "kerlouan", "--reference", "2026-0001", "--reference", "2026-0003")
    assert fin.code == 0
    assert [("Kerlouan" in texte) for texte in written(tmp_path).values()] == [False, False]
    assert ecrire("--retirer", "Guiscriff").code == 2
    # Said by an ordinary letter only: nothing there is ever taken out.
    seule = ecrire("--retirer", "kerlouan", "--reference", "2026-0004", "--reference", "2026-0005")
    assert seule.code == 2
    assert "aucune lettre à l’adresse protégée" in plain(seule.err)


def test_nothing_is_taken_out_of_the_letter_of_who_hides_from_nobody(ecrire: Ecrire, places: Places, tmp_path: Path) -> None:
    coffre = fast(make_services(places)).open(tmp_path / "p.coffre", PHRASE)
    cachee, libre = (
        replace(une, organisme=replace(une.organisme, service="Antenne du Relecq"))
        for une in (hidden("Le Gall", "Je nage le mardi. Je marche."), hidden("Cariou", "Je nage le mardi. Je marche."))
    )
    libre = replace(libre, concerne=replace(libre.concerne or Personne(), adresse_protegee=False, reference_dossier="K 12"))
    deux = coffre.dossiers.create(cachee), coffre.dossiers.create(libre)
    coffre.close()
    ici = [mot for reference in deux for mot in ("--reference", reference)]
    fin = ecrire(*ici, "--retirer", "mardi", "--retirer", "Relecq", "--laisser", "Je marche.")
    assert fin.code == 0
    sans, avec = (written(tmp_path)[reference] for reference in deux)
    assert "mardi" not in sans
    assert "Relecq" not in sans
    assert all(dit in avec for dit in ("Je nage le mardi.", "Antenne du Relecq", "K 12"))


def test_another_sentence_of_the_same_words_is_not_left(ecrire: Ecrire, tmp_path: Path) -> None:
    for dit in ("Kerlouan", "Ma sœur me garde à Kerlouan, le mardi.", "Ma sœur ne me garde pas à Kerlouan, le lundi."):
        assert ecrire("--laisser", dit, "--reference", "2026-0001").code == 3
    assert written(tmp_path) == {}


def test_what_no_batch_decides_is_told_with_where_it_is(ecrire: Ecrire, places: Places, tmp_path: Path) -> None:
    """What resembles a hidden address, and what a rule asks about; a rule that is passed holds no letter."""
    coffre = fast(make_services(places)).open(tmp_path / "p.coffre", PHRASE)
    proche = coffre.dossiers.create(hidden("Le Gall", "On me voit à la venelle du Puits."))
    caf = hidden("Diallo", "le service social")
    caf = replace(caf, concerne=Personne(nom="Diallo"), organisme=replace(caf.organisme, service="n° allocataire 1234567"))
    numero = coffre.dossiers.create(caf)
    coffre.close()
    ici = ("--reference", proche, "--reference", numero, "--laisser", "On me voit à la venelle du Puits.")
    fin = ecrire(*ici)
    assert fin.code == 3
    assert written(tmp_path) == {}
    assert f"Se décide dans son dossier, {proche}." in plain(fin.err)
    assert f"{numero}, mise de côté" in plain(fin.err)
    assert ecrire(*ici, "--confirmer", "numero").code == 3
    assert list(written(tmp_path)) == [numero]


def test_what_resembles_a_hidden_address_is_told_once_and_counted_once_it_is_taken_out(
    ecrire: Ecrire, places: Places, tmp_path: Path
) -> None:
    coffre = fast(make_services(places)).open(tmp_path / "p.coffre", PHRASE)
    dits = ("On me voit à la venelle du Puits.", "on me voit à la venelle du puits")
    deux = [coffre.dossiers.create(hidden(nom, dit)) for nom, dit in zip(("Le Gall", "Cariou"), dits, strict=True)]
    coffre.close()
    ici = [mot for reference in deux for mot in ("--reference", reference)]
    dites = [dite for dite in plain(ecrire(*ici).err).splitlines() if dite.startswith("À décider")]
    assert len(dites) == 1
    assert "Dans 2 lettres." in dites[0]
    assert f"Se décide dans leurs dossiers, {deux[0]}, {deux[1]}." in dites[0]
    fin = ecrire(*ici, "--retirer", "venelle")
    assert fin.code == 0
    assert "Laissées : 0. Retirées : 1." in plain(fin.err)
    assert not any("venelle" in texte.casefold() for texte in written(tmp_path).values())


def test_nothing_is_made_where_nothing_can_be_written(ecrire: Ecrire, tmp_path: Path) -> None:
    (tmp_path / "lettres").rmdir()
    fin = ecrire("--reference", "2026-0005")
    assert fin.code != 0
    (tmp_path / "lettres").mkdir()
    # It was not remembered as made.
    assert ecrire("--reference", "2026-0005").code == 0
    assert ecrire("--reference", "2026-0099").code == 2
