"""A series being written is kept without being asked, and once only."""

from pytestqt.qtbot import QtBot

from droits_usagers.ui.serie.page import PageSerie
from droits_usagers.ui.socle.cadence import Regard
from tests.ui.serie.conftest import Permanence
from tests.ui.serie.gestes import done, go_to_check, mandated


def test_a_series_being_written_is_kept_without_being_asked(permanence: Permanence, qtbot: QtBot) -> None:
    permanence.open()
    page = permanence.show(PageSerie(permanence.contexte))
    mandated(page)
    go_to_check(page, qtbot, "Jeanne MARTIN\nDiop Awa")
    regard = page.findChild(Regard)
    assert regard is not None
    regard.look()
    # Made while it is being kept: the draft goes away all the same.
    page.suite.click()
    done(page, qtbot)
    assert permanence.ask(permanence.coffre.drafts) == ()
    regard.look()
    assert permanence.ask(permanence.coffre.drafts) == ()
