"""An invented demarche is led through like a real one: whatever data ask is drawn, and an answer may mean no letter."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import Demarche, letter_obstacle
from droits_usagers.domain.demarche.situations import Situation, UrgenceDite
from droits_usagers.domain.lettre.lettre import GabaritUtilise, Lettre, PartieDocument, Remarque
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.courriers import Exemplaire, Format, Rendu
from droits_usagers.ui.apercu.dessinateur import Dessinateur
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.page import Contexte
from tests.inventions import CONGE, DEMARCHES, SEJOUR, textes_of
from tests.ui.lettre.conftest import show_page
from tests.ui.lettre.parcours import (
    ALT,
    CTRL,
    ENTREE,
    answer,
    apercu,
    focused,
    go_to,
    press,
    said,
    screen,
    settle,
    tab_to,
    texts_of,
    title,
)


@dataclass
class CatalogueInvente:
    """Two demarches that answer one situation."""

    #: What is not of these demarches is not invented.
    vrai: Catalogue
    demarches: Mapping[str, Demarche] = field(default_factory=lambda: MappingProxyType(DEMARCHES))
    situations: tuple[Situation, ...] = (Situation("seul", ("On me refuse un séjour",), ("sejour", "conge")),)
    urgences: tuple[UrgenceDite, ...] = ()

    def __getattr__(self, nom: str) -> object:
        return getattr(self.vrai, nom)

    def textes_demarche(self, id_: str) -> Textes:
        return textes_of(DEMARCHES[id_])


class CourriersInventes:
    """A letter that says its subject, unless an answer excludes it."""

    def letterhead(self) -> tuple[str, ...]:
        return ()

    def compose(self, demande: Demande, _etape: str) -> Lettre:
        obstacle = letter_obstacle(DEMARCHES[demande.demarche], demande.reponses, contexte_of(demande))
        if obstacle is not None:
            raise ExpectedError(Panne.PAS_DE_LETTRE, question=obstacle)
        return Lettre((), (), (), (), (), (), GabaritUtilise("x", "1", ""), en_clair=(f"Sur {demande.reponses.get('sujet')}.",))

    def drawn(self, _lettre: Lettre, largeur: int) -> tuple[tuple[bytes, ...], tuple[PartieDocument, ...]]:
        assert largeur > 0
        return (), ()

    def text(self, lettre: Lettre) -> str:
        return lettre.en_clair[0]

    def render(self, _lettre: Lettre, format_: Format) -> Rendu:
        assert format_ is Format.PDF
        return Rendu(b"", (Remarque("caractere_absent", (("caractere", "x"), ("code", "U+0078"), ("ou", "l'objet"))),))

    def kit(self, demande: Demande, etape: str, *, emporter: Collection[str] = ()) -> tuple[Exemplaire, ...]:  # noqa: ARG002
        return (Exemplaire("lettre", self.compose(demande, etape), 2),)


@pytest.fixture
def page(qtbot: QtBot, contexte: Contexte, theme: Callable[[float], None], services: Services) -> Iterator[AssistantPage]:  # noqa: ARG001
    invente = CatalogueInvente(services.catalogue)
    services.__dict__.update(catalogue=invente, courriers=CourriersInventes())
    yield from show_page(contexte, qtbot)


def _refuse(page: AssistantPage, qtbot: QtBot) -> None:
    """Up to the answer that excludes the letter."""
    press(Qt.Key.Key_Down)
    press(ENTREE)
    go_to(page, textes_of(SEJOUR)("groupes.quoi.titre"), qtbot)
    tab_to(textes_of(SEJOUR)("questions.motif.libelle"))
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    settle(page, qtbot)


def focused_name(titre: str, page: AssistantPage) -> str:
    """What a screen reader says of the button that bears this title."""
    return next(bouton.accessibleName() for bouton in page.findChildren(Bouton) if bouton.titre == titre)


def test_a_situation_with_two_answers_lets_one_choose(page: AssistantPage) -> None:
    press(Qt.Key.Key_Down)
    press(ENTREE)
    assert textes_of(SEJOUR)("attente") in list(texts_of(screen(page)))
    press(Qt.Key.Key_Down)
    assert textes_of(CONGE)("attente") in list(texts_of(screen(page)))
    press(ENTREE)
    press(ENTREE, CTRL)
    press(ENTREE)
    assert title(page) == page.textes("assistant.groupes.soi.titre")


def test_an_answer_that_excludes_the_letter_is_explained_wherever_it_would_be(page: AssistantPage, qtbot: QtBot) -> None:
    _refuse(page, qtbot)
    refus = textes_of(SEJOUR)("refus.motif")
    assert said(page) == [refus]
    go_to(page, page.textes("assistant.detour.titre"), qtbot)
    assert said(page) == [refus]


def test_what_has_no_letter_is_neither_read_nor_printed(page: AssistantPage, qtbot: QtBot) -> None:
    _refuse(page, qtbot)
    go_to(page, page.textes("assistant.detour.titre"), qtbot)
    assert not apercu(page).isVisible()
    offered = [bouton.titre for bouton in page.findChildren(Bouton) if bouton.isVisible()]
    assert page.textes("assistant.tout_imprimer") not in offered
    assert page.textes("assistant.suite") not in offered
    press(ENTREE, CTRL)
    press(ENTREE, CTRL)
    assert title(page) == page.textes("assistant.detour.titre")


def test_the_last_step_leads_to_the_explanation_too(page: AssistantPage, qtbot: QtBot) -> None:
    _refuse(page, qtbot)
    page.passages[-1].go()
    assert title(page) == page.textes("assistant.detour.titre")
    press(Qt.Key.Key_Left, ALT)
    assert title(page) == textes_of(SEJOUR)("groupes.visites.titre")


@pytest.mark.parametrize("at_the_end", [True, False])
def test_an_explanation_leads_to_what_can_be_done_instead(page: AssistantPage, qtbot: QtBot, *, at_the_end: bool) -> None:
    press(Qt.Key.Key_Down)
    press(ENTREE)
    go_to(page, page.textes("assistant.groupes.soi.titre"), qtbot)
    answer(page, "concerne_nom", "Œuvrard")
    go_to(page, textes_of(SEJOUR)("groupes.quoi.titre"), qtbot)
    tab_to(textes_of(SEJOUR)("questions.motif.libelle"))
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    settle(page, qtbot)
    if at_the_end:
        go_to(page, page.textes("assistant.detour.titre"), qtbot)
        assert focused().accessibleName().startswith(textes_of(CONGE)("titre"))
    else:
        tab_to(focused_name(textes_of(CONGE)("titre"), page))
    press(ENTREE)
    settle(page, qtbot)
    assert said(page) == []
    assert textes_of(CONGE)("attente") in list(texts_of(screen(page)))
    go_to(page, page.textes("assistant.groupes.soi.titre"), qtbot)
    assert "Œuvrard" in list(texts_of(screen(page)))


def test_an_explanation_that_comes_too_late_is_not_shown(page: AssistantPage, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Down)
    press(ENTREE)
    settle(page, qtbot)
    dessinateur = page.findChild(Dessinateur)
    assert isinstance(dessinateur, Dessinateur)
    dessinateur.impeded.emit(ExpectedError(Panne.PAS_DE_LETTRE, question="a question of another demarche"))
    assert said(page) == []


def test_changing_one_s_mind_gives_the_letter_back(page: AssistantPage, qtbot: QtBot) -> None:
    _refuse(page, qtbot)
    press(Qt.Key.Key_Up)
    settle(page, qtbot)
    assert said(page) == []


def test_what_only_the_pdf_knows_is_said_on_the_last_reading(page: AssistantPage, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Down)
    press(ENTREE)
    go_to(page, page.textes("assistant.relire.titre"), qtbot)
    assert any("U+0078" in phrase for phrase in said(page))
