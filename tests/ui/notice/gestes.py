"""What tests of a fiche do with it."""

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.ui.composants import Avis
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.notice.editeur import PARTIES
from droits_usagers.ui.notice.formulaire import EcranPartie
from droits_usagers.ui.notice.page import PageNotices
from droits_usagers.ui.notice.suites import SuitesNotice
from tests.ui.gestes import type_in


def part(page: PageNotices, id_: str) -> EcranPartie:
    page.editeur.go_to(PARTIES.index(id_))
    assert isinstance(page.editeur.ecran, EcranPartie)
    return page.editeur.ecran


def ends(page: PageNotices) -> SuitesNotice:
    page.editeur.go_to(PARTIES.index("suites"))
    assert isinstance(page.editeur.ecran, SuitesNotice)
    return page.editeur.ecran


def button(widget: QWidget, titre: str) -> Bouton:
    return next(bouton for bouton in widget.findChildren(Bouton) if bouton.titre == titre and bouton.isVisible())


def said(widget: QWidget) -> str:
    return " ".join(
        label.text() for avis in widget.findChildren(Avis) if avis.isVisible() for label in avis.findChildren(QLabel)
    )


def mentions(page: PageNotices) -> dict[str, str]:
    """Each mention of the list, and the word of its state."""
    lignes = page.editeur.verification.liste.lignes
    return {lignes.line(rang).id: lignes.line(rang).mot for rang in range(lignes.rowCount())}


def write(page: PageNotices, partie: str, question: str, texte: str) -> None:
    champ = part(page, partie).formulaire.champ(question).editeur
    type_in(champ.findChild(QLineEdit) or champ, texte)


def letter(fenetre: Fenetre) -> Demande:
    """What the wizard is about to write."""
    page = fenetre.pages.currentWidget()
    assert isinstance(page, AssistantPage)
    demande = page._assistant.demande()  # noqa: SLF001 # what is typed is read from the state
    assert demande is not None
    return demande
