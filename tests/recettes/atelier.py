"""A recipe of CONTRIBUTING or of docs/recettes.md as steps, and a scratch copy of the repository on which they are taken.

The steps of a recipe are in `<recipe>/recette.toml`:
  section      the title of the section that it follows
  verifie      the tests that say whether it was followed, and `choix`, which of them (`pytest -k`)
  python       what else must hold in the copy, as a program
  [[etape]]    one step, about one file of the copy:
    fichier      which
    ajoute       it is new, and is this file of the recipe (`.txt` ends the name of a Python one: nobody takes it for a test)
    copie        it is new, and is a copy of this one; with `remplace`
    texte        lines put `avant` or `apres` the line of these words, or at its end (`fin`)
    remplace     words, and what takes their place
    commande     or a command, run by Python in the copy
    oubli, dit   the test that fails when this step alone is left out, and the words by which it says what is missing
"""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2

ICI = Path(__file__).resolve().parent
RACINE = ICI.parent.parent
#: Without the cache, nor a report for each test: a copy is thrown away.
_PYTEST = ("pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly")


@dataclass(frozen=True, slots=True)
class Etape:
    """One step, as it is written."""

    rang: int
    dite: dict[str, object]

    @property
    def fichier(self) -> str:
        """The file it is about; empty for a command."""
        return str(self.dite.get("fichier", ""))

    @property
    def oubli(self) -> str:
        """The test that misses it."""
        return str(self.dite.get("oubli", ""))

    @property
    def dit(self) -> list[str]:
        """How that test says it."""
        dit = self.dite.get("dit", [])
        assert isinstance(dit, list)
        return dit

    @property
    def commande(self) -> list[str]:
        """What is run; empty for a change of a file."""
        commande = self.dite.get("commande", [])
        assert isinstance(commande, list)
        return commande


@dataclass(frozen=True, slots=True)
class Recette:
    """The steps of one recipe."""

    id: str
    section: str
    etapes: tuple[Etape, ...]
    verifie: tuple[str, ...]
    choix: str = ""
    python: str = ""


def recettes() -> Iterator[Recette]:
    """Those there are."""
    for chemin in sorted(ICI.glob("*/recette.toml")):
        lue = tomllib.loads(chemin.read_text(encoding="utf-8"))
        etapes = tuple(Etape(rang, dite) for rang, dite in enumerate(lue["etape"]))
        yield Recette(
            chemin.parent.name, lue["section"], etapes, tuple(lue["verifie"]), lue.get("choix", ""), lue.get("python", "")
        )


class Copie:
    """What git follows of the repository, elsewhere."""

    def __init__(self, racine: Path) -> None:
        self.racine = racine
        suivis = subprocess.run(["git", "ls-files", "-z"], cwd=RACINE, capture_output=True, text=True, check=True).stdout
        for nom in filter(None, suivis.split("\0")):
            if (RACINE / nom).is_file():  # not one that is being removed
                (racine / nom).parent.mkdir(parents=True, exist_ok=True)
                copy2(RACINE / nom, racine / nom)
                _copy_compiled(nom, racine)
        self._git("init", "add --all")  # some tests ask git what it follows

    def restore(self) -> None:
        """As it was made: what was compiled in it stays, and is not compiled again."""
        self._git("checkout -- .", "clean -dfq")

    def touched(self) -> list[str]:
        """The files that are not as the repository has them; the snapshots that one command writes are one."""
        changes = ("git", "ls-files", "--modified", "--others", "--exclude-standard")
        vus = subprocess.run(changes, cwd=self.racine, capture_output=True, text=True, check=True)
        return sorted({re.sub(r"(__snapshots__)/.*", r"\1", nom) for nom in vus.stdout.splitlines()})

    def _git(self, *commandes: str) -> None:
        for commande in commandes:
            subprocess.run(["git", *commande.split()], cwd=self.racine, capture_output=True, check=True)

    def follow(self, recette: Recette, *, sauf: Etape | None = None) -> None:
        """Take every step, but for one: what is run at the end would already stumble on it."""
        for etape in recette.etapes:
            if etape != sauf and not (sauf and etape.commande):
                self._take(recette, etape)

    def check(self, recette: Recette) -> subprocess.CompletedProcess[str]:
        """Run what the recipe says to run."""
        return self.test(recette.verifie, recette.choix)

    def test(self, chemins: Sequence[str], choix: str = "") -> subprocess.CompletedProcess[str]:
        """Run these tests of the copy."""
        return self.run("-m", *_PYTEST, *chemins, *(("-k", choix) if choix else ()))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the copy."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.racine,
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
            # What a copy runs says nothing of what the tests of this repository go through.
            # It is compiled once.
            env={nom: valeur for nom, valeur in os.environ.items() if not nom.startswith(("COV", "PYTEST_", "PYTHONDONT"))},
        )

    def _take(self, recette: Recette, etape: Etape) -> None:
        if etape.commande:
            _, *arguments = etape.commande
            fin = self.run("-m", *_PYTEST, *arguments)
            assert fin.returncode == 0, fin.stdout + fin.stderr
            return
        chemin = self.racine / etape.fichier
        chemin.parent.mkdir(parents=True, exist_ok=True)
        if "ajoute" in etape.dite:
            assert not chemin.exists()
            copy2(ICI / recette.id / str(etape.dite["ajoute"]), chemin)
            return
        if "copie" in etape.dite:
            copy2(self.racine / str(etape.dite["copie"]), chemin)
        chemin.write_text(changed(chemin.read_text(encoding="utf-8"), etape), encoding="utf-8")


def _copy_compiled(nom: str, racine: Path) -> None:
    """What a Python file was compiled into here: it holds for a copy of the same age, which is not compiled again."""
    la = Path(nom).parent / "__pycache__"
    for compile_ in (RACINE / la).glob(f"{Path(nom).stem}.*.pyc") if nom.endswith(".py") else ():
        (racine / la).mkdir(exist_ok=True)
        copy2(compile_, racine / la / compile_.name)


def changed(texte: str, etape: Etape) -> str:
    """A text as a step leaves it."""
    dite = etape.dite
    remplace = dite.get("remplace", {})
    assert isinstance(remplace, dict)
    for avant, apres in remplace.items():
        assert avant in texte, (etape.fichier, avant)
        texte = texte.replace(avant, apres, 1)
    ajout = str(dite.get("texte", "")).rstrip(" ")
    return texte[: (lieu := _place(texte, etape))] + ajout + texte[lieu:]


def _place(texte: str, etape: Etape) -> int:
    """Where its lines go."""
    repere = str(etape.dite.get("avant") or etape.dite.get("apres") or "")
    if not repere:
        return len(texte)
    assert repere in texte, (etape.fichier, repere)
    debut = texte.index(repere)
    return texte.rfind("\n", 0, debut) + 1 if "avant" in etape.dite else texte.index("\n", debut + len(repere)) + 1
