"""`python3 start.py bench [--json] [--grand] [NAME…]`: runs the benchmarks, all or those named, beside their budgets.

`--grand`: the large coffre holds ten times as many dossiers; making it takes minutes.
`--croissance [--tailles 1000,10000]`: instead, how what is asked of a coffre grows with it (`croissance.py`); long.
"""

import argparse
import json
import os
import platform
import sys
import tomllib
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from benchmarks.compilation import uncompiled
from benchmarks.outillage import BANCS, ICI, Resultat, Sur, budgets, dossiers, load, measure_whole

TEXTES: dict[str, Any] = tomllib.loads((ICI / "textes.toml").read_text("utf-8"))
#: Between two columns.
ECART = "  "


def main(arguments: list[str]) -> int:
    """0 whatever was measured; 2 for a name that no benchmark has."""
    options = _read(arguments)
    for module in iter_modules([str(ICI)]):
        if module.name != "__main__":
            import_module(f"benchmarks.{module.name}")
    if options.grand:
        measure_whole()
    inconnus = [nom for nom in options.noms if nom not in BANCS]
    if inconnus:
        print(f"{', '.join(inconnus)} ? {', '.join(sorted(BANCS))}", file=sys.stderr)
        return 2
    if options.croissance:
        tell_growth(options.tailles, as_json=options.json)
    else:
        tell_benchmarks(options.noms or sorted(BANCS), as_json=options.json)
    return 0


def _read(arguments: list[str]) -> argparse.Namespace:
    lecture = argparse.ArgumentParser(prog="start.py bench", description=__doc__)
    for option in ("--json", "--grand", "--croissance"):
        lecture.add_argument(option, action="store_true")
    lecture.add_argument("--tailles", type=lambda dites: [*map(int, dites.split(","))], default=[1_000, 10_000, 100_000])
    lecture.add_argument("noms", nargs="*")
    return lecture.parse_args(arguments)


def tell_benchmarks(noms: Sequence[str], *, as_json: bool) -> None:
    """Runs these, and prints what each came to."""
    limites = budgets()
    resultats = []
    for nom in noms:
        print(f"{nom}…", file=sys.stderr, flush=True)
        charge = load()
        resultats.append(Resultat(nom, BANCS[nom](), limites[nom], charge))
    if as_json:
        compile_ = uncompiled() == 0
        print(json.dumps([resultat.as_json() | {"compile": compile_} for resultat in resultats], ensure_ascii=False, indent=1))
        return
    print_machine()
    print(TEXTES["machine"]["dossiers"].format(dossiers=dossiers()))
    print(TEXTES["machine"]["explication"])
    if max(resultat.charge or 0 for resultat in resultats) > (os.cpu_count() or 1):
        print(TEXTES["machine"]["occupe"])
    print_table([[*TEXTES["colonnes"].values()], *map(_cells, resultats)])
    for resultat in resultats:
        if not resultat.tient:
            print(_why_over(resultat))


def tell_growth(tailles: Sequence[int], *, as_json: bool) -> None:
    """Makes a coffre of each size, and prints how much each thing asked of it takes, with its exponent."""
    from benchmarks.croissance import growths

    croissances = growths(tailles)
    if as_json:
        print(json.dumps([croissance.as_json() for croissance in croissances], ensure_ascii=False, indent=1))
        return
    print_machine()
    entete = [TEXTES["croissance"]["nom"], *map(str, tailles), "", TEXTES["croissance"]["exposant"]]
    lignes = [[une.nom, *(f"{valeur:.2f}" for valeur in une.valeurs), une.unite, f"{une.exposant:.2f}"] for une in croissances]
    print_table([entete, *lignes])


def print_machine() -> None:
    """What the figures depend on; whether the code was compiled when it was installed."""
    dit, modules = TEXTES["machine"], uncompiled()
    faits = {"python": platform.python_version(), "systeme": platform.system(), "coeurs": os.cpu_count(), "charge": load()}
    print(dit["ligne"].format(**faits))
    print(dit["pas_compile"].format(modules=modules) if modules else dit["compile"])


def print_table(lignes: Sequence[Sequence[str]]) -> None:
    """Columns as wide as what they hold; the first one begins at its left, the others end at their right."""
    largeurs = [max(map(len, colonne)) for colonne in zip(*lignes, strict=True)]
    for premiere, *autres in lignes:
        reste = (autre.rjust(largeur) for autre, largeur in zip(autres, largeurs[1:], strict=True))
        print(ECART.join((premiere.ljust(largeurs[0]), *reste)).rstrip())


def _cells(resultat: Resultat) -> list[str]:
    """One line by benchmark; the last cell says which are over their budget."""
    releve, budget = resultat.releve, resultat.budget
    durees = [cote(sur) for cote in (releve.mesure, releve.reference) for sur in (Sur.MEDIANE, Sur.P95)]
    return [
        resultat.nom,
        *(f"{duree:.1f}" if duree >= 1 else f"{duree:.2f}" for duree in durees),
        releve.unite,
        str(releve.n),
        "" if resultat.charge is None else f"{resultat.charge:.1f}",
        f"{resultat.ratio:.2f} ({TEXTES['sur'][budget.sur]})",
        f"{budget.limite:g}",
        "" if budget.plafond is None else f"{budget.plafond:g} {releve.unite}",
        TEXTES["etats"]["tient" if resultat.tient else "depasse"],
    ]


def _why_over(resultat: Resultat) -> str:
    """What it was compared to, and why no more is allowed."""
    budget = resultat.budget
    faits = {"ratio": f"{resultat.ratio:.2f}", "limite": f"{budget.limite:g}", "reference": budget.reference}
    dit: str = TEXTES["depasses"]["ligne"].format(nom=resultat.nom, raison=budget.raison, **faits)
    return dit


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
