"""The steps beside the questions, or in one line where there is no room."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.lettre.ecrans import Step
from droits_usagers.ui.composants import Colonne, Libelle
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.icones import paint_icon
from droits_usagers.ui.composants.theme import Teinte, current_theme


class BoutonStep(Bouton):
    """One step: its number, its name, and whether it is behind, here or ahead; in words too, for a screen reader."""

    marge_h = 8

    def __init__(self, step: Step, textes: Textes) -> None:
        super().__init__(textes(f"assistant.steps.{step}"), icone="coche")
        self._textes = textes
        self.rang = 0
        self.here = self.seen = self.done = False

    def show_state(self, rang: int, total: int, *, here: bool, seen: bool, done: bool) -> None:
        """Behind, with something left to fill or not, here or ahead; which of how many."""
        self.rang, self.here, self.seen, self.done = rang, here, seen, done
        self.titre_gras = here
        etat = "ici" if here else "vue" if done else "incomplete" if seen else "a_venir"
        self.set_up(self.titre)
        self.setAccessibleDescription(self._textes(f"assistant.etat_step.{etat}", rang=rang, total=total))

    def background(self) -> str:
        """Quiet, but for the present step."""
        theme = current_theme()
        return (
            theme.choisi if self.here else theme.survol if self.underMouse() and self.isEnabled() else theme.hexa(Teinte.FOND)
        )

    def border(self) -> tuple[str, float]:
        """None."""
        return self.background(), 0.0

    def ink(self) -> str:
        """Softer for what is ahead."""
        return current_theme().hexa(Teinte.TEXTE if self.here or self.seen else Teinte.DOUX)

    def paint_ornament(self, painter: QPainter, rect: QRectF) -> None:
        """A tick on what is done, the number elsewhere, on a disc here."""
        theme = current_theme()
        if self.done and not self.here:
            paint_icon(painter, rect, "coche", couleur=theme.hexa(Teinte.REPONSE))
            return
        painter.setPen(theme.color(Teinte.PRIMAIRE if self.here else Teinte.TRAIT))
        painter.setBrush(theme.color(Teinte.PRIMAIRE) if self.here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        police = self.font()
        police.setPointSizeF(police.pointSizeF() * 0.85)
        painter.setFont(police)
        painter.setPen(theme.color(Teinte.SUR_PRIMAIRE if self.here else Teinte.DOUX))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self.rang))


class Etapes(QWidget):
    """The list of steps. A step can be gone to as soon as the path is known."""

    step_chosen = Signal(object)

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        colonne = Colonne(self, ecart=4)
        self._boutons: Mapping[Step, BoutonStep] = {step: BoutonStep(step, textes) for step in Step}
        for step, bouton in self._boutons.items():
            bouton.clicked.connect(lambda _checked=False, step=step: self.step_chosen.emit(step))
            colonne.addWidget(bouton)
        colonne.addStretch(1)
        self.setAccessibleName(textes("assistant.steps_nom"))

    def show_steps(
        self,
        steps: Sequence[Step],
        here: Step,
        was_seen: Callable[[Step], bool],
        *,
        is_done: Callable[[Step], bool],
        reachable: bool,
    ) -> None:
        """Where the person is on this way, where they have been, and what they have left to fill there."""
        for step, bouton in self._boutons.items():
            bouton.setVisible(step in steps)
        for rang, step in enumerate(steps, start=1):
            self._boutons[step].show_state(rang, len(steps), here=step is here, seen=was_seen(step), done=is_done(step))
            self._boutons[step].setEnabled(reachable or step is here)


class StepCourant(Libelle):
    """« Étape 3 sur 6 · Organisme », where the list has no room."""

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(teinte=Teinte.DOUX, parent=parent)
        self._textes = textes

    def show_step(self, steps: Sequence[Step], here: Step) -> None:
        """Where the person is on this way."""
        nom = self._textes(f"assistant.steps.{here}")
        self.setText(self._textes("assistant.step_courant", rang=steps.index(here) + 1, total=len(steps), nom=nom))
