"""`droit --textes`: what became of our entries beside newer official texts, as it is told.

The texts are invented: those of the law are not copied here, and what is true of them changes with the day.
"""

import contextlib
import datetime as dt
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.cli.programme import run
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from tests.cli.conftest import Fin, Lance
from tests.services.textes_officiels import NUMEROS, articles, read_in_them, write

Lit = Callable[..., Fin]


@pytest.fixture(scope="module")
def lit(places: Places, tmp_path_factory: pytest.TempPathFactory) -> Lit:
    """The command, where the entries of the code civil were read in the invented texts."""
    return command(places, read_in_them(places.resources, tmp_path_factory.mktemp("veille") / "resources"))


def command(places: Places, ressources: Path) -> Lit:
    services = Services(
        replace(places, resources=ressources),
        lambda: dt.date(2026, 11, 24),
        lambda: dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC),
    )

    def lit(*arguments: object) -> Fin:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["droit", *map(str, arguments)], services)
        return Fin(code, out.getvalue(), err.getvalue())

    return lit


def lines_of(fin: Fin, mot: str) -> list[str]:
    """The ids that are said to be so."""
    return [ligne.split()[len(mot.split())] for ligne in fin.out.splitlines() if ligne.startswith(mot)]


def test_what_reads_as_before_is_unchanged_wherever_spaces_are_put(lit: Lit, tmp_path: Path) -> None:
    autrement = articles(_1984="Texte  inventé de\u00a0l'article 1984, sur le mandat.\n")
    fin = lit("--textes", write(tmp_path / "n", "civil", {"articles": autrement}))

    assert (fin.code, fin.err) == (0, "")
    assert lines_of(fin, "inchangé") == [f"civil-{num}" for num in NUMEROS]
    assert lines_of(fin, "CHANGÉ") == lines_of(fin, "DISPARU") == []
    # What is not among the copies is not gone.
    assert "crpa-l311-1" in lines_of(fin, "sans texte")


def test_what_was_read_in_part_is_never_told_unchanged_but_is_told_changed(places: Places, tmp_path: Path) -> None:
    ressources = read_in_them(places.resources, tmp_path / "resources")
    civil = ressources / "droit" / "civil.toml"
    civil.write_text(civil.read_text("utf-8").replace("empreinte = ", "extrait = ", 1), "utf-8")
    lit = command(places, ressources)
    # Of before it was read.
    lus, autres = ([un | {"date_debut": "2016-10-01"} for un in articles(**dits)] for dits in ({}, {"_1984": "Plus long."}))
    meme = lit("--textes", write(tmp_path / "n", "civil", {"articles": lus}))
    entier = lit("--textes", write(tmp_path / "e", "civil", {"articles": autres}))

    assert (meme.code, lines_of(meme, "non comparé")) == (4, ["civil-1984"])
    assert "que l\N{RIGHT SINGLE QUOTATION MARK}empreinte d\N{RIGHT SINGLE QUOTATION MARK}un extrait" in meme.out
    assert (entier.code, lines_of(entier, "CHANGÉ")) == (3, ["civil-1984"])


def test_a_change_is_told_with_both_texts_and_what_rests_on_it(lit: Lit, tmp_path: Path) -> None:
    nouveau = write(tmp_path / "n", "civil", {"articles": articles(_2004="On ne révoque plus.")})
    avant = write(tmp_path / "a", "civil", {"articles": articles()})
    fin = lit("--textes", nouveau, "--avant", avant)

    assert fin.code == 3
    assert "Articles qui ont changé ou disparu\u00a0: 1." in fin.err
    assert lines_of(fin, "CHANGÉ") == ["civil-2004"]
    change = fin.out.partition("inchangé")[0]
    assert "On ne révoque plus." in change
    assert "Texte inventé de l'article 2004," in change
    assert "mandat" in change.partition("Le citent")[2]


def test_what_is_repealed_or_missing_is_gone(lit: Lit, tmp_path: Path) -> None:
    restent = [une for une in articles() if une["num"] != "1985"]
    restent[0]["etat"] = "ABROGE"
    fin = lit("--textes", write(tmp_path / "n", "civil", {"articles": restent}))

    assert fin.code == 3
    assert lines_of(fin, "DISPARU") == ["civil-1984", "civil-1985"]


def test_what_was_not_compared_is_counted_apart_and_never_ends_as_if_all_was_well(lit: Lit, tmp_path: Path) -> None:
    dossier = write(tmp_path / "n", "civil", {"articles": articles()})
    # The entries of this decree carry no fingerprint: whatever it says now, nothing can tell.
    write(dossier, "decret-2020-1717", {"articles": [{"num": "43", "etat": "VIGUEUR", "texte": "Tout autre chose."}]})
    fin = lit("--textes", dossier)

    assert (fin.code, lines_of(fin, "non comparé")) == (4, ["decret-2020-1717-43"])
    assert lines_of(fin, "inchangé") == [f"civil-{num}" for num in NUMEROS]
    # A change prevails: it is what has to be read first.
    write(dossier, "civil", {"articles": articles(_2004="On ne révoque plus.")})
    fin = lit("--textes", dossier)
    assert (fin.code, lines_of(fin, "non comparé"), lines_of(fin, "CHANGÉ")) == (3, ["decret-2020-1717-43"], ["civil-2004"])


def test_a_copy_under_a_near_name_is_read_and_what_is_no_copy_is_named(lit: Lit, tmp_path: Path) -> None:
    """Beside a good one too: where two say otherwise of one article, the worst of both is told."""
    bon = {"articles": articles()}
    for rang, nom in enumerate(("CIVIL", "civil (1)", "civil - Copie", "Civil_2")):
        dossier = write(write(tmp_path / str(rang), "civil", bon), nom, {"articles": articles(_2004="On ne révoque plus.")})
        (dossier / f"{nom}.json").rename(dossier / f"{nom}.JSON")
        (dossier / "civilité.json").write_text("{}", "utf-8")
        (dossier / "civil.txt").write_text("", "utf-8")
        fin = lit("--textes", dossier)

        assert (fin.code, lines_of(fin, "CHANGÉ")) == (3, ["civil-2004"])
        assert "civil.txt, civilité.json" in fin.out
        assert json.loads(lit("--textes", dossier, "--json").out)["ignores"] == ["civil.txt", "civilité.json"]


def test_a_program_is_told_the_same_and_the_same_code(lit: Lit, tmp_path: Path) -> None:
    dossier = write(tmp_path / "n", "civil", {"articles": articles(_2004="On ne révoque plus.")})
    write(dossier, "decret-2020-1717", {"articles": [{"num": "43", "etat": "VIGUEUR", "texte": "Tout autre chose."}]})
    fin = lit("--textes", dossier, "--json")
    dit = json.loads(fin.out)

    assert fin.code == 3
    assert {sort: nombre for sort, nombre in dit["comptes"].items() if sort != "sans_texte"} == {
        "change": 1,
        "disparu": 0,
        "non_compare": 1,
        "inchange": len(NUMEROS) - 1,
    }
    assert sum(dit["comptes"].values()) == len(dit["entrees"])
    (change,) = [entree for entree in dit["entrees"] if entree["sort"] == "change"]
    assert (change["id"], change["cite"], change["nouveau"]["depuis"], change["avant"]) == (
        "civil-2004",
        True,
        "2026-09-01",
        None,
    )


def test_what_is_no_copy_of_a_text_is_refused_in_a_sentence(lit: Lit, tmp_path: Path) -> None:
    # Beside another that is read, it would be counted with what nobody gave.
    write(tmp_path, "decret-2020-1717", {"articles": [{"num": "43", "etat": "VIGUEUR", "texte": "Tout autre chose."}]})
    for abime in (b"{", b'{"articles": []}', "é".encode("latin-1")):
        (tmp_path / "civil.json").write_bytes(abime)
        fin = lit("--textes", tmp_path)

        assert (fin.code, fin.out) == (2, "")
        assert "Aucun article n\u2019a été lu dans civil.json" in fin.err


def test_a_folder_that_is_not_there_is_refused(lance: Lance, tmp_path: Path) -> None:
    assert lance("droit", "--textes", tmp_path / "absent").code == 2


@pytest.mark.parametrize("quand", ["pas un jour", 10**30, -(10**30), None, 3.5])
def test_a_day_that_cannot_be_read_is_unknown(lit: Lit, tmp_path: Path, quand: object) -> None:
    autres = articles(_2004="Autre chose.")
    autres[3]["date_debut"] = quand
    fin = lit("--textes", write(tmp_path / "n", "civil", {"articles": autres}))

    assert "date inconnue" in fin.out
