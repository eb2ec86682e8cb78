"""From what the control says is to be mended to the screen where it is asked."""

from collections.abc import Sequence

from droits_usagers.services.lettre.ecrans import RELIRE, Ecran


def screen_with(screens: Sequence[Ecran], champ: str) -> str:
    """The key of the screen that asks this question; that of the reading of the letter when none does."""
    return next((ecran.cle for ecran in screens if any(question.id == champ for question in ecran.questions)), RELIRE.cle)
