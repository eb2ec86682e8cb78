"""Scenes of an address that someone protects and that others have, and of one that is kept for a body."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.ui.annuaire.garder import GarderAdresse
from droits_usagers.ui.coffre.page import PageCoffre
from droits_usagers.ui.composants import Titre
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.dossier.avis_adresse import AvisAdresse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tools.scenes_fenetre import settle, until

#: Where the first three of some dossiers live.
_ADRESSE = ("14 bis rue des Acacias", "93200 Saint-Denis")


def share_home(demandes: list[Demande]) -> list[Demande]:
    """The same, the first three of whom live at one place that the first one protects."""

    def there(demande: Demande, rang: int) -> Demande:
        personne = demande.concerne or Personne()
        return replace(demande, concerne=replace(personne, adresse=_ADRESSE, adresse_protegee=rang == 0))

    trois = [demande for demande in demandes if demande.concerne is not None][:3]
    return [there(demande, rang) for rang, demande in enumerate(trois)] + demandes


def press_in(widget: QWidget, rang: int) -> None:
    """The button of that rank that is shown there."""
    until(lambda: len(_shown(widget)) > rang)
    _shown(widget)[rang].click()
    settle()


def answer_shown(fenetre: Fenetre) -> QWidget:
    """Beside the dossier, it is held; then what the coffre says of it."""
    avis = next(une for une in fenetre.findChildren(AvisAdresse) if une.isVisible())
    press_in(avis, 0)
    until(lambda: len(_shown(avis)) > 1)
    press_in(avis, 1)
    page = fenetre.pages.currentWidget()
    if isinstance(page, PageCoffre) and page.ecran is not None:
        ecran = page.ecran
        until(lambda: bool(ecran.findChildren(Titre)))
    settle()
    return fenetre


def keep_typed(show: Callable[[Fenetre], QWidget]) -> Callable[[Fenetre], QWidget]:
    """Once a body was taken, another address is typed for it, and shown before it is kept."""

    def type_another(fenetre: Fenetre) -> QWidget:
        montre = show(fenetre)
        page = fenetre.pages.currentWidget()
        champ = None if page is None else next(un for un in page.findChildren(QPlainTextEdit) if "59100" in un.toPlainText())
        garder = fenetre.findChild(GarderAdresse)
        if champ is not None and isinstance(garder, GarderAdresse):
            champ.setPlainText("5 rue Neuve\n59100 Roubaix")
            settle()
            press_in(garder, 0)
        return montre

    return type_another


def _shown(widget: QWidget) -> list[Bouton]:
    return [bouton for bouton in widget.findChildren(Bouton) if bouton.isVisible()]
