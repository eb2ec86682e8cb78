"""Our entries beside a folder of official texts: which files are read, what is refused, what has to be read again."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.droit.veille import ConstatVeille, Sort
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.droit.usages import Veille, watch_texts
from tests.chaque import chaque
from tests.services.textes_officiels import CODE_CIVIL, NUMEROS, articles, read_in_them, write

Lit = Callable[..., Veille]


@pytest.fixture(scope="module")
def lue(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Where the entries of the code civil were read in the invented texts."""
    return load_catalogue(read_in_them(places.resources, tmp_path_factory.mktemp("veille") / "resources"))


@pytest.fixture(scope="module")
def lit(places: Places, lue: Catalogue) -> Lit:
    def lit(nouveau: Path, avant: Path | None = None) -> Veille:
        return watch_texts(lue, places, nouveau, avant=avant, au=dt.date(2026, 11, 30))

    return lit


def those(veille: Veille, sort: Sort) -> list[str]:
    return [constat.entree.id for constat in veille.constats if constat.sort is sort]


def one(veille: Veille, id_: str) -> ConstatVeille:
    (constat,) = [constat for constat in veille.constats if constat.entree.id == id_]
    return constat


def test_every_entry_is_told_and_those_whose_text_is_not_there_are_apart(lit: Lit, lue: Catalogue, tmp_path: Path) -> None:
    veille = lit(write(tmp_path / "n", "civil", {"articles": articles()}))

    assert [constat.entree for constat in veille.constats] == list(lue.droit.entrees.values())
    assert those(veille, Sort.INCHANGE) == [f"civil-{num}" for num in NUMEROS]
    assert len(those(veille, Sort.SANS_TEXTE)) == len(veille.constats) - len(NUMEROS)
    assert veille.a_relire == 0
    assert sum(veille.comptes.values()) == len(veille.constats)


def test_what_changed_or_is_gone_has_to_be_read_again_cited_or_not(lit: Lit, tmp_path: Path) -> None:
    nouveaux = [un for un in articles(_2004="On ne révoque plus.") if un["num"] != "1985"]
    veille = lit(write(tmp_path / "n", "civil", {"articles": nouveaux}))

    assert those(veille, Sort.DISPARU) == ["civil-1985"]
    assert those(veille, Sort.CHANGE) == ["civil-2004"]
    assert {"civil-1985", "civil-2004"} <= veille.usages.keys()
    # What serves nowhere is still read by people, on the page of the texts.
    assert Veille(veille.constats, {}).a_relire == veille.a_relire == 2


def test_a_text_is_read_from_all_the_files_that_hold_some_of_it(lit: Lit, tmp_path: Path) -> None:
    dossier = write(tmp_path / "n", "civil", {"articles": articles()[:2]})
    write(dossier, "civil-ajouts", {"articles": articles()[1:]})
    # An id that begins as another is another text: this one is none of ours.
    write(dossier, "civilite", {"articles": articles()})

    veille = lit(dossier)

    assert those(veille, Sort.INCHANGE) == [f"civil-{num}" for num in NUMEROS]
    assert (veille.comptes[Sort.DISPARU], veille.comptes[Sort.CHANGE]) == (0, 0)


@pytest.mark.parametrize("premiere", [True, False])
def test_of_two_versions_in_one_file_the_one_that_changed_is_told(lit: Lit, tmp_path: Path, *, premiere: bool) -> None:
    lus = articles()
    autre = {**lus[0], "texte": "Autre chose.", "date_debut": "2026-06-01"}
    veille = lit(write(tmp_path / "n", "civil", {"articles": [autre, *lus] if premiere else [*lus, autre]}))

    assert those(veille, Sort.CHANGE) == [f"civil-{NUMEROS[0]}"]


def test_the_former_texts_are_read_where_they_are_given(lit: Lit, tmp_path: Path) -> None:
    nouveau = write(tmp_path / "n", "civil", {"articles": articles(_2004="On ne révoque plus.")})
    avant = write(tmp_path / "a", "civil", {"articles": articles()})

    constat = one(lit(nouveau, avant), "civil-2004")

    assert constat.nouveau is not None
    assert constat.avant is not None
    assert (constat.nouveau.texte, constat.avant.texte) == ("On ne révoque plus.", articles()[3]["texte"])
    assert one(lit(nouveau), "civil-2004").avant is None


def test_a_code_as_a_tree_is_read_by_the_name_its_publisher_gives(lit: Lit, tmp_path: Path) -> None:
    feuilles = [
        {
            "type": "article",
            "data": {"num": une["num"], "etat": "VIGUEUR", "texte": une["texte"], "dateDebut": 1_788_220_800_000},
        }
        for une in articles(_2003="Autre chose.")
    ]
    arbre = {"type": "code", "data": {}, "children": [{"type": "section", "data": {}, "children": feuilles}]}
    dossier = write(tmp_path / "n", CODE_CIVIL, arbre)
    write(dossier, "index", [{"id": CODE_CIVIL}])

    veille = lit(dossier)

    assert those(veille, Sort.CHANGE) == ["civil-2003"]
    nouveau = one(veille, "civil-2003").nouveau
    assert nouveau is not None
    assert nouveau.depuis == dt.date(2026, 9, 1)


def test_a_file_of_a_text_that_is_not_ours_is_not_read(lit: Lit, tmp_path: Path) -> None:
    dossier = write(tmp_path / "n", "civil", {"articles": articles()})
    (dossier / "autre.json").write_bytes(b"{")
    (dossier / "civil.txt").write_bytes(b"{")

    assert len(those(lit(dossier), Sort.INCHANGE)) == len(NUMEROS)


@chaque(
    ("contenu", "panne", "fichier"),
    [
        (None, Panne.TEXTES_ABSENTS, "copie"),
        (b"{", Panne.TEXTE_SANS_ARTICLE, "civil.json"),
        (b"[" * 200_000, Panne.TEXTE_SANS_ARTICLE, "civil.json"),
        (b"[]", Panne.TEXTE_SANS_ARTICLE, "civil.json"),
        (b'{"articles": []}', Panne.TEXTE_SANS_ARTICLE, "civil.json"),
        (b'{"articles": [1, {"num": 3}]}', Panne.TEXTE_SANS_ARTICLE, "civil.json"),
        (b'{"type": "article", "children": 7}', Panne.TEXTE_SANS_ARTICLE, "civil.json"),
    ],
)
def test_what_is_no_copy_of_a_text_is_refused(
    lit: Lit, tmp_path: Path, contenu: bytes | None, panne: Panne, fichier: str
) -> None:
    dossier = tmp_path / "copie"
    dossier.mkdir(exist_ok=True)
    (dossier / "civil.json").unlink(missing_ok=True)
    if contenu is not None:
        (dossier / "civil.json").write_bytes(contenu)

    for nouveau, avant in ((dossier, None), (write(tmp_path / "n", "civil", {"articles": articles()}), dossier)):
        with pytest.raises(ExpectedError) as refus:
            lit(nouveau, avant)
        assert (refus.value.panne, refus.value.faits["fichier"]) == (panne, fichier)


def test_a_folder_that_is_not_there_is_refused_by_its_name(lit: Lit, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_bytes(b"")
    for nom in ("absent", "fichier"):
        with pytest.raises(ExpectedError) as refus:
            lit(tmp_path / nom)
        assert (refus.value.panne, refus.value.faits["fichier"]) == (Panne.FICHIER_ABSENT, nom)
