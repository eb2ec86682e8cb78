"""Every dossier of the coffre chosen, and a gesture for all of them; or the numbers of what was sent, pasted."""

from PySide6.QtWidgets import QWidget

from droits_usagers.ui.envois.page import ENVOYEES, PageMasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import VersEnvois
from tools.scenes_fenetre import settle, until


def show_bulk(fenetre: Fenetre, element: str) -> QWidget:
    """In a coffre that is open already."""
    services = fenetre.contexte.services
    coffre, references = services.seance.coffre, list[str]()
    if coffre is not None:
        services.travail.submit(
            lambda: [ligne.reference for ligne in coffre.liste.page(taille=12).lignes],
            on_success=references.extend,
            on_failure=lambda _: None,
        )
    until(lambda: bool(references))
    services.selection.give(references)
    fenetre.pages.go_to("masse", VersEnvois(element))
    settle()
    page = fenetre.pages.currentWidget()
    if isinstance(page, PageMasse) and element == ENVOYEES:
        page.envoi.numeros.setPlainText("2C 123 456 7890 1\n2C 123 456 7891 8")
        settle()
    return fenetre
