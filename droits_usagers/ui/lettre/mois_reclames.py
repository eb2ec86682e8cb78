"""The months of a debt as a little calendar, with in words what may be too old: the words alone say it all."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from droits_usagers.domain.dette.prescription import AgeMois, ExamenMois
from droits_usagers.domain.mots.dates import mois_seul
from droits_usagers.ui.composants import Colonne, Libelle, Titre
from droits_usagers.ui.composants.entendre import GROUPE, Annonceur, Lisible
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Tailles, Teinte, current_theme
from droits_usagers.ui.socle.saisies import REPIT_MS

#: More years are not drawn: the words tell them.
_ANNEES = 12
_COTE, _ECART, _MARGE_ANNEE = 26, 4, 56


#: More sentences than that are not said over who is typing: they are read.
_ANNONCEES = 2


class MoisReclames(Annonceur, Lisible, QFrame):
    """Hidden as long as there is nothing to say. `due`: nobody has typed for a moment, what is known is to be said again."""

    entendu = GROUPE
    due = Signal()

    def __init__(self, titre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.be_a_stop()
        self.setAccessibleName(titre)
        colonne = Colonne(self, ecart=8, marges=(16, 12, 16, 12))
        colonne.addWidget(Titre(titre, niveau=2, lu=False))
        self._dessin = _Annees()
        colonne.addWidget(self._dessin)
        self._phrases = Colonne(ecart=6)
        colonne.addLayout(self._phrases)
        self._dites: tuple[str, ...] = ()
        self._repit = QTimer(self, singleShot=True, interval=REPIT_MS)
        self._repit.timeout.connect(self.due)
        self.hide()

    def touch(self) -> None:
        """A key: a month being typed is read as another until its last letter."""
        self._repit.start()

    def spoken(self) -> str:
        """What matters most."""
        return " ".join(self._dites[:_ANNONCEES])

    def say(self, examen: ExamenMois | None, phrases: Sequence[str]) -> None:
        """What is known now."""
        if (tuple(phrases), examen) == (self._dites, self._dessin.examen):
            return
        self._dites = tuple(phrases)
        self._dessin.draw(examen)
        replace_all(self._phrases, [Libelle(phrase, lu=False) for phrase in phrases])
        self.setAccessibleDescription(" ".join(phrases))
        self.setVisible(bool(phrases))
        self.tell_change()


class _Annees(QWidget):
    """A row a year, a square a month: full, barred or plain; a month that is not claimed is only its letter."""

    def __init__(self) -> None:
        super().__init__()
        self.examen: ExamenMois | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def draw(self, examen: ExamenMois | None) -> None:
        """Those of the latest years."""
        self.examen = examen
        self.setVisible(examen is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As many rows as years."""
        px = current_theme().px
        annees = min(len(self.examen.par_annee), _ANNEES) if self.examen is not None else 0
        return QSize(px(_MARGE_ANNEE + 12 * (_COTE + _ECART)), px(annees * (_COTE + _ECART)))

    def minimumSizeHint(self) -> QSize:
        """The same height, whatever the width: the squares get narrower."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws them."""
        if self.examen is None:
            return
        theme = current_theme()
        peintre = QPainter(self)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        peintre.setFont(theme.font(Tailles.TEXTE))
        haut, marge = theme.px(_COTE + _ECART), min(theme.px(_MARGE_ANNEE), self.width() // 6)
        large = min(haut, (self.width() - marge) // 12)
        for rang, (annee, mois) in enumerate(list(self.examen.par_annee.items())[-_ANNEES:]):
            ages = {un.mois.month: un.age for un in mois}
            peintre.setPen(theme.color(Teinte.TEXTE))
            peintre.drawText(QRectF(0, rang * haut, marge, haut), Qt.AlignmentFlag.AlignVCenter, str(annee))
            for numero in range(1, 13):
                case = QRectF(marge + (numero - 1) * large, rang * haut, large, haut).adjusted(1, 1, -3, -3)
                lettre = mois_seul(mois[0].mois.replace(month=numero))[0].upper()
                self._draw_month(peintre, case, ages.get(numero), lettre=lettre)
        peintre.end()

    @staticmethod
    def _draw_month(peintre: QPainter, case: QRectF, age: AgeMois | None, *, lettre: str) -> None:
        theme = current_theme()
        plein = age is AgeMois.ANCIEN
        if age is not None:
            peintre.setPen(QPen(theme.color(Teinte.PRIMAIRE), 1.5))
            peintre.setBrush(theme.color(Teinte.PRIMAIRE) if plein else Qt.BrushStyle.NoBrush)
            peintre.drawRoundedRect(case, 4, 4)
        if age is AgeMois.DISCUTE:
            peintre.drawLine(case.bottomLeft(), case.topRight())
        peintre.setPen(theme.color(Teinte.SUR_PRIMAIRE if plein else Teinte.DOUX if age is None else Teinte.TEXTE))
        peintre.drawText(case, Qt.AlignmentFlag.AlignCenter, lettre)
