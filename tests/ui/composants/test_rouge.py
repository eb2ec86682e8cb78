"""Red is for the day a right can be lost, and for what is erased for ever: an error that stops is amber, with its icon."""

from pathlib import Path

import droits_usagers

UI = Path(droits_usagers.__file__).parent / "ui"
#: Where the colour is named, on how many lines, and for what.
PERMIS = {
    "accueil/accueil.py": 2,  # the last day to go to the CADA or to court
    "coffre/conservation.py": 1,  # « sera effacé »: nothing brings it back
    "composants/libelles.py": 1,  # the icon that goes with it
    "composants/theme.py": 2,  # what it is, light and dark
    "dossier/panneau.py": 1,  # a date by which a right is lost
    "dossier/tete.py": 1,  # the same, first
    "grille/modele.py": 1,  # the gravest of three weights, with its shape, as on paper
    "suivi/table.py": 1,  # the same date in the list
}


def test_red_is_used_where_it_is_allowed_and_nowhere_else() -> None:
    vus = {
        str(fichier.relative_to(UI)): nombre
        for fichier in sorted(UI.rglob("*.py"))
        if (nombre := sum("Teinte.RETARD" in ligne for ligne in fichier.read_text("utf-8").splitlines()))
    }
    assert vus == PERMIS
