"""The honest page: what can be had, what cannot, what is not enough, each on a card with its sign, read at a glance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from droits_usagers.domain.demarche.demarches import Demarche, Signe
from droits_usagers.domain.demarche.questions import Reponses, given_facts, holds
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants.entendre import GROUPE, Lisible
from droits_usagers.ui.composants.libelles import Libelle, Titre, paint_ring
from droits_usagers.ui.composants.mise_en_page import Colonne, Rangee
from droits_usagers.ui.composants.theme import Icone, Teinte, current_theme


class GrilleFluide(QWidget):
    """`colonne` is the narrowest a column may be, `ecart` the gap between two, both at 100 %."""

    def __init__(self, parts: Sequence[QWidget], *, colonne: int, ecart: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._colonne, self._ecart = colonne, ecart
        self._grille = QGridLayout(self)
        self._grille.setContentsMargins(0, 0, 0, 0)
        for part in self._parts:
            # Columns share the width evenly, whatever is in each.
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._colonnes = 0
        self._lay_out()

    @property
    def columns(self) -> int:
        """How many there are now."""
        return self._colonnes

    def _wanted(self) -> int:
        """As many as there is room for, without leaving a last row nearly empty."""
        theme = current_theme()
        ecart = theme.px(self._ecart)
        place = max(1, min((self.width() + ecart) // (theme.px(self._colonne) + ecart), len(self._parts)))
        rangs = -(-len(self._parts) // place)
        return -(-len(self._parts) // rangs)

    def _lay_out(self) -> None:
        self._colonnes = self._wanted() if self._parts else 0
        self._grille.setSpacing(current_theme().px(self._ecart))
        for part in self._parts:
            self._grille.removeWidget(part)
        for colonne in range(max(self._grille.columnCount(), self._colonnes)):
            self._grille.setColumnStretch(colonne, 1 if colonne < self._colonnes else 0)
        for rang, part in enumerate(self._parts):
            self._grille.addWidget(part, rang // self._colonnes, rang % self._colonnes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        if self._parts and self._wanted() != self._colonnes:
            self._lay_out()


#: Narrowest card at 100 %.
COLONNE = 212
_ECART = 16
_ICONES = {Signe.OUI: "coche", Signe.NON: "interdit", Signe.ATTENTION: "attention"}
_TEINTES = {Signe.OUI: Teinte.REPONSE, Signe.NON: Teinte.CLOS, Signe.ATTENTION: Teinte.SEMAINE}


@dataclass(frozen=True, slots=True)
class VoletMontre:
    """One card in words. `mot` is what its sign says."""

    signe: Signe
    mot: str
    titre: str
    lignes: tuple[str, ...]


def volets_of(
    demarche: Demarche, textes: Textes, communs: Textes, *, reponses: Reponses | None = None
) -> tuple[VoletMontre, ...]:
    """Those of a demarche for who answered so, from its texts and the common ones; none for one that has no honest page."""
    faits = given_facts(reponses or {})
    return tuple(
        VoletMontre(
            volet.signe,
            communs(f"commun.signe.{volet.signe}"),
            textes(f"volets.{volet.id}.titre"),
            tuple(textes(f"volets.{volet.id}.lignes").splitlines()),
        )
        for volet in demarche.volets
        if holds(volet.condition, faits)
    )


class Volets(GrilleFluide):
    """The cards side by side, or one under the other."""

    def __init__(self, volets: Sequence[VoletMontre], parent: QWidget | None = None) -> None:
        super().__init__([Carte(volet) for volet in volets], colonne=COLONNE, ecart=_ECART, parent=parent)


class Carte(Lisible, QFrame):
    """A sign (icon, word and colour), what it is about, and a few short lines: read as one."""

    entendu = GROUPE

    def __init__(self, volet: VoletMontre, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._teinte = _TEINTES[volet.signe]
        self.be_a_stop()
        self.setAccessibleName(f"{volet.mot} : {volet.titre}")
        self.setAccessibleDescription(" ".join(volet.lignes))
        colonne = Colonne(self, ecart=6, marges=(16, 14, 16, 12))
        signe = Rangee(ecart=8)
        signe.addWidget(Icone(_ICONES[volet.signe], teinte=self._teinte), 0, Qt.AlignmentFlag.AlignVCenter)
        signe.addWidget(Libelle(volet.mot, teinte=self._teinte, gras=True, lu=False), 1)
        colonne.addLayout(signe)
        colonne.addWidget(Titre(volet.titre, niveau=2, lu=False))
        for ligne in self._lines(volet.lignes):
            colonne.addWidget(ligne)
        colonne.addStretch(1)

    @staticmethod
    def _lines(lignes: Iterable[str]) -> Iterable[Libelle]:
        return (Libelle(ligne, lu=False) for ligne in lignes)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A surface, with a bar of the colour of its sign along its top."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cadre = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        rayon = theme.px(6)
        chemin = QPainterPath()
        chemin.addRoundedRect(cadre, rayon, rayon)
        painter.fillPath(chemin, theme.color(Teinte.SURFACE))
        painter.save()
        painter.setClipPath(chemin)
        painter.fillRect(QRectF(0, 0, self.width(), theme.px(4)), theme.color(self._teinte))
        painter.restore()
        painter.strokePath(chemin, QPen(QColor(theme.filet), 1.0))
        if self.hasFocus():
            paint_ring(painter, self)
        painter.end()
