"""A poster and a leaflet on real queues: at their size, on the sides they were made for, and said before where it cannot be."""

import pytest

from droits_usagers.domain.controle.libre import grant
from droits_usagers.domain.notice.traitements import Forme
from droits_usagers.services.notice.notices import Impression
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.impression import DialogueImpression
from droits_usagers.ui.socle.sorties import SortiesEcran
from tests.imprimantes import Cups
from tests.notices import SOUND
from tests.outils import besoin_de, sous_linux
from tests.ui.socle.conftest import Answer, go_on

pytestmark = [sous_linux, besoin_de("cupsd", "lp")]

A4, A3 = (595, 842), (842, 1191)


@pytest.fixture
def affiche(fenetre: Fenetre) -> Liasse:
    notices = fenetre.contexte.services.notices
    return notices.liasse(notices.prepare_print(SOUND, Impression(Forme.AFFICHE)))


@pytest.fixture
def depliant(fenetre: Fenetre) -> Liasse:
    notices = fenetre.contexte.services.notices
    return notices.liasse(notices.prepare_print(SOUND, Impression(Forme.DEPLIANT)))


def test_a_poster_leaves_on_a3(ecran: SortiesEcran, cups: Cups, answer: Answer, affiche: Liasse) -> None:
    answer(go_on("recto-verso"))
    assert ecran.print_pages(grant([affiche]))
    (travail,) = cups.came_out(1)
    assert travail.tailles == [A3]
    assert travail.options["media"] == "A3"
    assert len(travail.sheets()) == 1


def test_on_a_printer_without_a3_it_is_asked_then_made_of_two_a4_whose_words_are_whole(
    ecran: SortiesEcran, cups: Cups, answer: Answer, affiche: Liasse
) -> None:
    def ask(dialogue: DialogueImpression) -> None:
        dialogue.imprimante.setCurrentIndex(dialogue.imprimante.findData("sans-a3"))
        assert dialogue.avis_papier.isVisible()
        assert dialogue.feuilles.text() == "2 feuilles (A4) · Cette imprimante n’a pas de A3"
        go_on("sans-a3")(dialogue)

    answer(ask)
    assert ecran.print_pages(grant([affiche]))
    (travail,) = cups.came_out(1)
    assert travail.tailles == [A4, A4]
    assert len(travail.sheets()) == 2
    haut, bas = travail.textes
    assert "Un fichier parle de vous" in haut
    assert "Vos droits" in bas


@pytest.mark.parametrize(("file", "cotes", "feuilles"), [("recto-verso", "two-sided-short-edge", 1), ("recto", "one-sided", 2)])
def test_a_leaflet_is_turned_along_its_short_edge_where_it_can_be(
    file: str, cotes: str, feuilles: int, ecran: SortiesEcran, cups: Cups, answer: Answer, depliant: Liasse
) -> None:
    answer(go_on(file))
    assert ecran.print_pages(grant([depliant, depliant]))
    travaux = cups.came_out(2)
    assert [travail.options["sides"] for travail in travaux] == [cotes] * 2
    assert [len(travail.sheets()) for travail in travaux] == [feuilles] * 2
    assert {taille for travail in travaux for taille in travail.tailles} == {A4}
