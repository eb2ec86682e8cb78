"""Somebody who comes to a legal-aid desk to ask for their file: the wizard to its end, the hidden screen, the next person."""

from pathlib import Path

from tools.livraison.ecoute.lecteur import Lecteur

DEMARCHE = "Voir mon dossier et en recevoir une copie"
#: Each screen of the wizard: its title, and the step it is of.
_ETAPES = 6


def prepare(_dossier: Path) -> None:
    """Nothing: they have just sat down."""


def follow(lecteur: Lecteur) -> None:
    """From opening the program to leaving it to the next person."""
    lecteur.begin("Ouvrir le programme")
    lecteur.arrive()
    lecteur.expect_page("Droits des usagers")
    lecteur.read()
    _choose(lecteur)
    _say_who(lecteur)
    _say_to_whom(lecteur)
    _say_what(lecteur)
    _keep_letter(lecteur)
    _hide(lecteur)
    _leave(lecteur)


def _go_on(lecteur: Lecteur, titre: str, etape: int) -> None:
    lecteur.begin(titre)
    lecteur.press("ctrl+Return")
    lecteur.expect_page(titre, etape=f"étape {etape} sur {_ETAPES}")


def _choose(lecteur: Lecteur) -> None:
    lecteur.begin("Que se passe-t-il ?")
    lecteur.press("Return")
    lecteur.expect_page("Que se passe-t-il")
    lecteur.skim()
    for _ in range(4):
        lecteur.press("Tab")
    lecteur.go_to("Chercher avec vos mots", touche="shift+Tab")
    lecteur.type("copie")
    lecteur.press("Down")
    lecteur.begin("Ce que vous pouvez attendre")
    lecteur.press("Return")
    lecteur.expect_page("Ce que vous pouvez attendre", etape=f"étape 1 sur {_ETAPES}")
    lecteur.skim()


def _say_who(lecteur: Lecteur) -> None:
    _go_on(lecteur, "Avant de commencer", 1)
    lecteur.press("F1", jusqu_a="aucun papier")
    lecteur.skim()
    lecteur.go_to("Non", touche="Down")
    _go_on(lecteur, "Pour qui est cette lettre", 2)
    lecteur.skim()
    _go_on(lecteur, "Qui êtes-vous", 2)
    lecteur.skim()
    lecteur.go_to("Prénom")
    lecteur.type("Camille")
    lecteur.go_to("Nom")
    lecteur.type("Exemple")
    lecteur.go_to("Adresse")
    lecteur.type("3 rue des Lilas")
    _go_on(lecteur, "Où recevoir la réponse", 2)
    lecteur.skim()


def _say_to_whom(lecteur: Lecteur) -> None:
    """The annuaire: a body found by its name."""
    _go_on(lecteur, "À qui écrivez-vous", 3)
    lecteur.type("ccas roubaix")
    lecteur.press("Down", jusqu_a="Roubaix")
    lecteur.press("Return")
    lecteur.skim()


def _say_what(lecteur: Lecteur) -> None:
    _go_on(lecteur, "Ce que vous savez de votre dossier", 4)
    lecteur.skim()
    _go_on(lecteur, "Comment vous voulez voir votre dossier", 4)
    lecteur.skim()
    _go_on(lecteur, "Relisez avant d’imprimer", 5)
    lecteur.skim()


def _keep_letter(lecteur: Lecteur) -> None:
    _go_on(lecteur, "Votre lettre est prête", 6)
    lecteur.read()
    lecteur.begin("Enregistrer la lettre")
    lecteur.go_to("Enregistrer en PDF")
    lecteur.press("Return", jusqu_a="Nom de fichier")
    lecteur.press("Return", jusqu_a="enregistré")
    lecteur.begin("Cacher les noms (F9)")
    lecteur.press("F9", jusqu_a="cach")
    lecteur.press("F9", jusqu_a="montr")


def _hide(lecteur: Lecteur) -> None:
    lecteur.begin("L’écran est caché")
    lecteur.press("ctrl+l", jusqu_a="30 minutes")
    lecteur.expect_page("L’écran est caché")
    lecteur.read()
    lecteur.wait(20, jusqu_a="10 minutes")
    lecteur.wait(5, jusqu_a="5 minutes")
    lecteur.wait(4, jusqu_a="1 minute")
    lecteur.go_to("Reprendre")
    lecteur.press("Return")
    lecteur.expect_page("Votre lettre est prête", etape=f"étape 6 sur {_ETAPES}")


def _leave(lecteur: Lecteur) -> None:
    lecteur.begin("Personne suivante")
    lecteur.go_to("Personne suivante")
    lecteur.press("Return")
    lecteur.skim()
