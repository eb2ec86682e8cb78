"""`python3 start.py bench [--json] [--grand] [NAME…]`: runs the benchmarks, all or those named, beside their budgets.

`--grand`: the large coffre is as large as its budgets say (`grand_coffre.py`); making it takes minutes.
"""

import json
import sys
from importlib import import_module
from pkgutil import iter_modules

from benchmarks.outillage import BANCS, ICI, Resultat, budgets, measure_whole

OPTIONS = {"--json", "--grand"}
COLONNES = "{:<34} {:>10} {:>10} {:>4} {:>7} {:>7}  {}"


def main(arguments: list[str]) -> int:
    """0 whatever was measured; 2 for a name that no benchmark has."""
    for module in iter_modules([str(ICI)]):
        if module.name != "__main__":
            import_module(f"benchmarks.{module.name}")
    if "--grand" in arguments:
        measure_whole()
    noms = [argument for argument in arguments if argument not in OPTIONS] or sorted(BANCS)
    inconnus = [nom for nom in noms if nom not in BANCS]
    if inconnus:
        print(f"{', '.join(inconnus)} ? {', '.join(sorted(BANCS))}", file=sys.stderr)
        return 2
    limites = budgets()
    resultats = []
    for nom in noms:
        print(f"{nom}…", file=sys.stderr, flush=True)
        resultats.append(Resultat(nom, BANCS[nom](), limites[nom]))
    if "--json" in arguments:
        print(json.dumps([resultat.as_json() for resultat in resultats], ensure_ascii=False, indent=1))
    else:
        print_table(resultats)
    return 0


def print_table(resultats: list[Resultat]) -> None:
    """One line by benchmark; the last column says which are over their budget."""
    print(COLONNES.format("", "mesure", "référence", "", "ratio", "budget", ""))
    for resultat in resultats:
        releve = resultat.releve
        print(
            COLONNES.format(
                resultat.nom,
                f"{releve.mesure:.1f}",
                "" if releve.reference is None else f"{releve.reference:.1f}",
                releve.unite,
                "" if releve.ratio is None else f"{releve.ratio:.2f}",
                f"{resultat.budget:g}",
                "" if resultat.tient else "DÉPASSÉ",
            )
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
