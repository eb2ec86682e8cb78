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
    lecteur.read()
    lecteur.begin("Décrire le fichier")
    lecteur.go_to("Permanence d'accès aux droits")
    lecteur.press("Return")
    lecteur.expect_page("Le fichier")
    lecteur.read()
    lecteur.begin("La partie suivante")
    lecteur.press("ctrl+Return")
    lecteur.expect_page("Le responsable")
    lecteur.read()


def _print_notice(lecteur: Lecteur) -> None:
    lecteur.begin("Imprimer la notice")
    lecteur.go_to("Suites")
    lecteur.press("Return")
    lecteur.read()
    lecteur.begin("Enregistrer la fiche")
    lecteur.press("ctrl+s", jusqu_a="Nom de fichier")
    lecteur.press("Return", jusqu_a="enregistrée")


def _compare(lecteur: Lecteur) -> None:
    lecteur.begin("Comparer ce qui est déclaré et ce qui est fait")
    lecteur.seek("grille d'écarts")
    lecteur.expect_page("Grille d’écarts")
    lecteur.read()
    lecteur.begin("Une grille")
    lecteur.go_to("inventé")
    lecteur.press("Return", jusqu_a="La grille")
    for touche in ("Down", "Right", "Down", "Left"):
        lecteur.press(touche)
    lecteur.read()


def _mark(lecteur: Lecteur) -> None:
    lecteur.begin("Marquer un texte")
    lecteur.press("ctrl+m")
    lecteur.type(_TRACT)
    lecteur.press("ctrl+Return", jusqu_a="proposé")
    lecteur.read()
    lecteur.press("Return")
    lecteur.press("space")
    lecteur.press("Delete")


def _set_up(lecteur: Lecteur) -> None:
    lecteur.begin("Les réglages")
    lecteur.seek("réglages")
    lecteur.expect_page("Réglages")
    lecteur.read()
    lecteur.press("ctrl+plus")
    lecteur.press("ctrl+0")
