"""A letter that claims a sum, drawn as one receives it: where to look for what it must say, by the number of each answer."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from droits_usagers.domain.dette.mois import AgeMois, ExamenMois
from droits_usagers.domain.mots.dates import mois_seul
from droits_usagers.domain.mots.textes import Chapitre
from droits_usagers.ui.apercu.lettre import VoieProposee
from droits_usagers.ui.composants import BoutonListe, Colonne, Libelle, Titre
from droits_usagers.ui.composants.entendre import GROUPE, Annonceur, Lisible
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import CLAIR, PAPIER, Tailles, Teinte, current_theme
from droits_usagers.ui.socle.saisies import REPIT_MS

#: The sheet at 100 %; on a narrower screen, all of it gets smaller.
_LARGE, _HAUT = 440, 348
#: What is above the numbers: where each is written, and whether it is what one reads first.
_TETE = (
    ("caisse", 20, 28, True),
    ("numero", 20, 46, False),
    ("vous", 262, 62, False),
    ("jour", 262, 84, False),
    ("objet", 20, 112, True),
)
#: What is written beside each number, and how far down.
_NUMEROS = ((1, 140), (2, 166), (3, 192), (4, 218), (5, 252), (6, 278), (7, 324))
#: Below it, what is often on the back.
_DOS = 300
_LETTRES, _RAYON, _GAUCHE = 13, 10, 48
_ENCRE, _GRIS = CLAIR[Teinte.TEXTE], CLAIR[Teinte.DOUX]


class LettreDessinee(Lisible, QFrame):
    """On white paper in every theme, as the letter is. What it shows is also said in words."""

    entendu = GROUPE

    def __init__(self, dire: Chapitre) -> None:
        super().__init__()
        self._dire = dire
        self.be_a_stop()
        self.setAccessibleName(dire("nom"))
        self.setAccessibleDescription(dire("dit"))
        politique = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        politique.setHeightForWidth(True)
        self.setSizePolicy(politique)

    def sizeHint(self) -> QSize:
        """That of the sheet."""
        theme = current_theme()
        return QSize(theme.px(_LARGE), theme.px(_HAUT))

    def minimumSizeHint(self) -> QSize:
        """It follows the column."""
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        """As high as it is wide allows."""
        return True

    def heightForWidth(self, largeur: int) -> int:
        """The whole sheet."""
        return round(self._scale(largeur) * _HAUT)

    @staticmethod
    def _scale(largeur: int) -> float:
        return min(largeur, current_theme().px(_LARGE)) / _LARGE

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet, what is written on it, and the numbers."""
        peintre = QPainter(self)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        echelle = self._scale(self.width())
        peintre.scale(echelle, echelle)
        peintre.setPen(QPen(current_theme().color(Teinte.TRAIT), 1))
        peintre.setBrush(QColor(PAPIER))
        peintre.drawRect(QRectF(0.5, 0.5, _LARGE - 1, _HAUT - 1))
        for mot, x, y, gras in _TETE:
            self._write(peintre, QPointF(x, y), mot, gras=gras)
        peintre.setPen(QPen(QColor(_GRIS), 1, Qt.PenStyle.DashLine))
        peintre.drawLine(QPointF(20, _DOS - 4), QPointF(_LARGE - 20, _DOS - 4))
        for numero, y in _NUMEROS:
            self._number(peintre, numero, y)
            self._write(peintre, QPointF(_GAUCHE, y + 5), f"mention_{numero}", gras=numero == 3)  # noqa: PLR2004 - the sum
        peintre.end()

    def _write(self, peintre: QPainter, ou: QPointF, mot: str, *, gras: bool) -> None:
        """Smaller where it would not fit."""
        texte, place = self._dire(mot), _LARGE - 12 - ou.x()
        police = self._font(_LETTRES, gras=gras)
        large = QFontMetricsF(police).horizontalAdvance(texte)
        peintre.setFont(police if large <= place else self._font(int(_LETTRES * place / large), gras=gras))
        peintre.setPen(QColor(_ENCRE if gras else _GRIS))
        peintre.drawText(ou, texte)

    def _number(self, peintre: QPainter, numero: int, y: int) -> None:
        rond = QRectF(32 - _RAYON, y - _RAYON, 2 * _RAYON, 2 * _RAYON)
        peintre.setPen(QPen(QColor(_ENCRE), 1))
        peintre.setBrush(QColor(PAPIER))
        peintre.drawEllipse(rond)
        peintre.setFont(self._font(_LETTRES, gras=True))
        peintre.drawText(rond, Qt.AlignmentFlag.AlignCenter, str(numero))

    @staticmethod
    def _font(taille: int, *, gras: bool) -> QFont:
        police = current_theme().font(gras=gras)
        police.setPixelSize(max(taille, 1))
        return police


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


class AutresLettres(QWidget):
    """What is to be sent and by when, a button for each letter but this one, and one apart. `wanted` names it (« /étape »)."""

    wanted = Signal(str)

    def __init__(self, dire: Chapitre, phrases: Sequence[str], voies: Sequence[VoieProposee], *, a_part: VoieProposee) -> None:
        super().__init__()
        colonne = Colonne(self, ecart=8)
        self._boutons: list[BoutonListe] = []
        colonne.addWidget(Titre(dire("titre"), niveau=2))
        for phrase in phrases:
            colonne.addWidget(Libelle(phrase))
        for voie in voies:
            colonne.addWidget(self._button(voie))
        colonne.addWidget(Titre(dire("a_part"), niveau=3))
        colonne.addWidget(self._button(a_part))

    def focus_first(self) -> None:
        """On the first of them."""
        self._boutons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, voie: VoieProposee) -> BoutonListe:
        bouton = BoutonListe(voie.titre, voie.phrase, icone="suite")
        bouton.clicked.connect(lambda _checked=False: self.wanted.emit(voie.demarche))
        self._boutons.append(bouton)
        return bouton
