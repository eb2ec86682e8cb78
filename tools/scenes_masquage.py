"""« Masquer » over a file kept in a dossier: parts of a page are covered, one of them chosen. All is invented."""

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.masques import ZoneMasquee
from droits_usagers.ui.dossier.visionneuse import PageVisionneuse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from tools.scenes_fenetre import Scene, settle, until

#: A name, and some lines under it.
_ZONES = (ZoneMasquee(0.1, 0.08, 0.5, 0.11), ZoneMasquee(0.1, 0.3, 0.85, 0.4))


def covered(piece: Scene) -> Scene:
    """On the file that this scene shows."""

    def show(fenetre: Fenetre) -> QWidget:
        montre = piece(fenetre)
        page = fenetre.pages.currentWidget()
        if isinstance(page, PageVisionneuse):
            until(lambda: page.vue.shown)
            page.masquer.click()
            settle()
            for zone in _ZONES:
                page.vue.zone_drawn.emit(zone)
            page.vue.zone_chosen.emit(0)
        settle()
        return montre

    return show
