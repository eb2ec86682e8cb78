"""Stories told through the window: the same window, clock and cleaning as its own tests."""

from tests.limite import alarme_entendue
from tests.ui.conftest import fenetre, habille, make_fenetre, menage, qtbot

__all__ = ["alarme_entendue", "fenetre", "habille", "make_fenetre", "menage", "qtbot"]
