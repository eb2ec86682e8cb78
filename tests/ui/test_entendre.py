"""What a person who does not see is told, on every screen: read in the tree of accessible objects, while it is listened to."""

import pytest

from tests.ui.ecouter import silent_titles, tree, unnamed, unreachable
from tools.scenes import SCENES
from tools.screenshots import Vue, shown

pytestmark = [pytest.mark.lent, pytest.mark.usefixtures("listening")]


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_all_is_named_and_reached_and_its_title_and_step_are_said(scene: str) -> None:
    with shown(Vue("fr", "claire", 1.0, (1366, 768)), SCENES[scene]) as (_, montre):
        racine = tree(montre)
        assert unnamed(racine) + silent_titles(racine) + unreachable(racine) == []
