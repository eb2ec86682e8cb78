"""A social worker who prints a notice, then compares what is declared of a program and what is done."""

from pathlib import Path

from tools.livraison.ecoute.lecteur import Lecteur

_TRACT = (
    "La direction parle de cinq ans après le dernier entretien, alors que la déclaration disait six mois. "
    "Tout le personnel peut lire et modifier les fiches, y compris les stagiaires."
)


def prepare(_dossier: Path) -> None:
    """Nothing: a computer at work."""


def follow(lecteur: Lecteur) -> None:
    """A notice in a file, a grille and its marking, the settings."""
    lecteur.begin("Ouvrir le programme")
    lecteur.arrive()
    _write_notice(lecteur)
    _print_notice(lecteur)
    _compare(lecteur)
    _mark(lecteur)
    _set_up(lecteur)


def _write_notice(lecteur: Lecteur) -> None:
    lecteur.begin("Choisir une notice")
    lecteur.go_to("Préparer une notice")
    lecteur.press("Return")
    lecteur.expect_page("Notices")
    lecteur.skim()
    lecteur.begin("Décrire le fichier")
    lecteur.go_to("Permanence d'accès aux droits")
    lecteur.press("Return")
    lecteur.expect_page("Le fichier", etape="étape 1 sur 15")
    lecteur.skim()
    lecteur.begin("La partie suivante")
    lecteur.press("ctrl+Return")
    lecteur.expect_page("Le responsable", etape="étape 2 sur 15")
    lecteur.read()


def _print_notice(lecteur: Lecteur) -> None:
    lecteur.begin("Enregistrer et suites")
    lecteur.go_to("Enregistrer et suites", touche="ctrl+Return", au_plus=15)
    lecteur.expect_page("Enregistrer et suites", etape="étape 15 sur 15")
    lecteur.skim()
    lecteur.begin("Imprimer la notice")
    lecteur.press("Return")
    lecteur.skim()
    for _ in range(4):
        lecteur.press("Tab")
    lecteur.begin("Enregistrer la fiche")
    lecteur.press("ctrl+s", jusqu_a="Nom de fichier")
    lecteur.press("Return", jusqu_a="enregistrée")


def _compare(lecteur: Lecteur) -> None:
    lecteur.begin("Comparer ce qui est déclaré et ce qui est fait")
    lecteur.seek("grille d'écarts")
    lecteur.expect_page("Grille d’écarts")
    lecteur.skim()
    lecteur.begin("Une grille")
    lecteur.go_to("Logiciel Parcours")
    lecteur.press("Return", jusqu_a="La grille")
    for touche in ("Down", "Right", "Down", "Left"):
        lecteur.press(touche)
    lecteur.skim()


def _mark(lecteur: Lecteur) -> None:
    lecteur.begin("Marquer un texte")
    lecteur.press("ctrl+m")
    lecteur.type(_TRACT)
    lecteur.press("ctrl+Return", jusqu_a="proposé")
    lecteur.press("Return")
    lecteur.press("space")
    lecteur.press("Delete")
    lecteur.read()
    lecteur.begin("Revenir à la grille")
    lecteur.press("Escape", jusqu_a="La grille")


def _set_up(lecteur: Lecteur) -> None:
    lecteur.begin("Les réglages")
    lecteur.seek("réglages")
    lecteur.expect_page("Réglages")
    lecteur.read()
    lecteur.press("ctrl+plus", jusqu_a="125")
    lecteur.press("ctrl+0", jusqu_a="100")
