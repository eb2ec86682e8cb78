"""A union delegate at her desk: she makes a coffre, opens the one of the desk, and follows its requests."""

import datetime as dt
from pathlib import Path

from droits_usagers import app
from droits_usagers.services.demonstration.coffres import Inventeur, write_coffre
from tools.livraison.ecoute.lecteur import Lecteur
from tools.livraison.ecoute.seance import JOUR

#: Invented, and in this file: a coffre of which everybody knows the phrase protects nobody.
PHRASE = "sept girafes lisent une affiche du cornichon violet"
DOSSIERS = 60


def prepare(dossier: Path) -> None:
    """The coffre of the desk, full of invented dossiers."""
    maison = dossier / "maison"
    maison.mkdir(parents=True)
    services = app.make_services()
    inventeur = Inventeur(services.catalogue, DOSSIERS, dt.datetime.fromisoformat(JOUR).date())
    write_coffre(services.coffres, maison / "permanence.coffre", inventeur, phrase=PHRASE, tell=lambda _: None)


def follow(lecteur: Lecteur) -> None:
    """From an empty coffre to letters written in bulk."""
    lecteur.begin("Ouvrir le programme")
    lecteur.arrive()
    _create(lecteur)
    _open(lecteur)
    _look_at_week(lecteur)
    _follow_requests(lecteur)
    _write_in_bulk(lecteur)
    _look_at_one(lecteur)
    _tidy_bodies(lecteur)
    _lock(lecteur)


def _create(lecteur: Lecteur) -> None:
    lecteur.begin("Créer un coffre : où le ranger")
    lecteur.go_to("Coffre de dossiers")
    lecteur.press("Return")
    lecteur.expect_page("Ouvrir un coffre")
    lecteur.skim()
    lecteur.go_to("Créer un coffre")
    lecteur.press("Return")
    lecteur.expect_page("Créer un coffre", etape="étape 1 sur 3")
    lecteur.skim()
    lecteur.begin("Créer un coffre : ce qu’il faut savoir")
    lecteur.press("ctrl+Return")
    lecteur.expect_page("Avant de garder des dossiers", etape="étape 2 sur 3")
    lecteur.skim()
    lecteur.begin("Créer un coffre : sa phrase")
    lecteur.press("ctrl+Return")
    lecteur.expect_page("Sa phrase de passe", etape="étape 3 sur 3")
    lecteur.skim()
    lecteur.type(PHRASE, montre="la phrase")
    lecteur.go_to("deuxième fois")
    lecteur.type(PHRASE, montre="la phrase")
    lecteur.press("ctrl+Return", jusqu_a="vide")
    lecteur.begin("Ma semaine, dans un coffre vide")
    lecteur.expect_page("Ma semaine")
    lecteur.skim()


def _open(lecteur: Lecteur) -> None:
    lecteur.begin("Verrouiller, et ouvrir le coffre de la permanence")
    lecteur.press("ctrl+l")
    lecteur.expect_page("verrouillé")
    lecteur.skim()
    lecteur.go_to("Laisser ce coffre fermé")
    lecteur.press("Return")
    lecteur.seek("ouvrir un coffre")
    lecteur.expect_page("Ouvrir un coffre")
    lecteur.go_to("Fichier du coffre")
    lecteur.press("ctrl+a")
    lecteur.type(f"{lecteur.seance.dossier}/maison/permanence.coffre", montre="permanence.coffre")
    lecteur.go_to("Phrase de passe")
    lecteur.type(PHRASE, montre="la phrase")
    lecteur.press("Return", jusqu_a="Ma semaine")


def _look_at_week(lecteur: Lecteur) -> None:
    lecteur.begin("Ma semaine")
    lecteur.expect_page("Ma semaine")
    lecteur.read()


def _follow_requests(lecteur: Lecteur) -> None:
    lecteur.begin("Suivi")
    lecteur.seek("suivi", jusqu_a="dossiers")
    lecteur.expect_page("Suivi")
    lecteur.skim()
    lecteur.begin("Les dossiers, un à un")
    for touche in ("Down", "Down", "Right", "Down", "space"):
        lecteur.press(touche)


def _write_in_bulk(lecteur: Lecteur) -> None:
    lecteur.begin("Relancer pour plusieurs dossiers")
    lecteur.press("ctrl+a", jusqu_a="60 dossiers choisis")
    lecteur.press("Tab")
    lecteur.press("Tab", jusqu_a="Relancer")
    lecteur.press("Return", jusqu_a="Les dossiers choisis")
    lecteur.expect_page("Relancer")
    lecteur.skim()
    for touche in ("Down", "space", "space"):
        lecteur.press(touche)


def _look_at_one(lecteur: Lecteur) -> None:
    lecteur.begin("Un dossier")
    lecteur.seek("suivi", jusqu_a="dossiers")
    lecteur.press("Down")
    lecteur.press("Return", jusqu_a="Dossier 20")
    lecteur.skim()
    for _ in range(12):
        lecteur.press("Tab")
    lecteur.press("Escape", jusqu_a="Référence")


def _tidy_bodies(lecteur: Lecteur) -> None:
    lecteur.begin("Les organismes")
    lecteur.seek("organismes")
    lecteur.expect_page("Organismes")
    lecteur.skim()


def _lock(lecteur: Lecteur) -> None:
    lecteur.begin("Verrouiller, et revenir")
    lecteur.press("ctrl+l")
    lecteur.expect_page("verrouillé")
    lecteur.type(PHRASE, montre="la phrase")
    lecteur.press("Return", jusqu_a="Organismes")
    lecteur.expect_page("Organismes")
