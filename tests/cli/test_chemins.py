"""A name that no disk takes is refused in one sentence, wherever a path is taken."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.cli.programme import programme
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.services.socle.pannes import sentence_of
from tests.chaque import chaque
from tests.cli.conftest import Lance
from tests.pannes import intact

LONGS = ["a" * 256, "é" * 128, "d/" * 2048 + "x", f"{'b' * 256}/lettre.pdf", f"lettre/{'c' * 252}.toml", "/" + "e/" * 2100]


def paths_taken(commande: click.Command, mots: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Parameter]]:
    """Each way to hand over a path: the words of the command, and the option or argument."""
    if isinstance(commande, click.Group):
        ctx = click.Context(commande)
        for nom in commande.list_commands(ctx):
            sous = commande.get_command(ctx, nom)
            assert sous is not None
            yield from paths_taken(sous, (*mots, nom))
    else:
        yield from ((mots, param) for param in commande.params if isinstance(param.type, click.Path))


CHEMINS = list(paths_taken(programme))


def test_every_path_is_measured() -> None:
    assert len(CHEMINS) >= 15
    assert [param.name for _, param in CHEMINS if not isinstance(param.type, Chemin)] == []


@chaque("long", LONGS, ids=range(len(LONGS)))
@chaque(("mots", "param"), CHEMINS, ids=[f"{' '.join(mots)} {param.name}" for mots, param in CHEMINS])
def test_a_name_that_is_too_long_is_refused_in_one_sentence(
    mots: tuple[str, ...], param: click.Parameter, long: str, lance: Lance, catalogue: Catalogue
) -> None:
    option = [max(param.opts, key=len)] if isinstance(param, click.Option) else []
    fin = lance(*mots, *option, long)

    nom = option[0] if option else param.human_readable_name
    assert (fin.code, fin.out) == (2, "")
    assert fin.err == _refused(catalogue, nom)


#: What names no file: nothing, and folders.
SANS_NOM = ["", ".", "/", ".."]


@chaque("rien", SANS_NOM, ids=range(len(SANS_NOM)))
@chaque(("mots", "param"), CHEMINS, ids=[f"{' '.join(mots)} {param.name}" for mots, param in CHEMINS])
def test_what_names_no_file_is_refused_in_one_sentence(
    mots: tuple[str, ...],
    param: click.Parameter,
    rien: str,
    lance: Lance,
    catalogue: Catalogue,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Whatever would be written where one is.
    monkeypatch.chdir(tmp_path)
    # A folder may be named so: it is where one is.
    if mots in {("demo",), ("coffre", "lettres")} and param.name == "sortie" and rien:
        return
    option = [max(param.opts, key=len)] if isinstance(param, click.Option) else []
    fin = lance(*mots, *option, rien)

    nom = option[0] if option else param.human_readable_name
    assert (fin.code, fin.out, fin.err.count("\n")) == (2, "", 1)
    assert fin.err.startswith(catalogue.textes("cli.usage.valeur_refusee", option=nom))


def _refused(catalogue: Catalogue, option: str) -> str:
    return f"{sentence_of(intact(Panne.NOM_TROP_LONG, option=option), catalogue.textes)}\n"


def test_where_files_are_made_beside_it_a_name_is_shorter(lance: Lance, catalogue: Catalogue, tmp_path: Path) -> None:
    trop = lance("fiche", "guichet", "--sortie", tmp_path / ("a" * 197 + ".pdf"))
    juste = lance("fiche", "guichet", "--sortie", tmp_path / ("a" * 196 + ".pdf"))

    assert (trop.code, juste.code) == (2, 0)
    assert trop.err == _refused(catalogue, "--sortie")


def test_a_long_name_is_read(lance: Lance, tmp_path: Path) -> None:
    """What one has, one may read, whatever its name."""
    fin = lance("echeances", "--evenements", tmp_path / ("a" * 250 + ".toml"))

    assert "--evenements" not in fin.err
