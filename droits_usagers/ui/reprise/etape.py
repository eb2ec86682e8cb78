"""What every screen of the taking over of a table shares: its sentences, and where something is said."""

import itertools
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.ui.composants import Avis, Colonne, Libelle, Nature
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.questions.ecran import LECTURE, EcranAssistant
from droits_usagers.ui.socle.page import Contexte

_FINI = object()


class EtapeReprise(EcranAssistant):
    """Made anew each time it is come to, and thrown away with what it shows."""

    def __init__(self, contexte: Contexte, id_: str, *, largeur: int = LECTURE, introduction: bool = True) -> None:
        self.contexte, self._id = contexte, id_
        #: The sentences of this screen.
        self.say = self.contexte.textes.under(f"reprise.{self._id}")
        super().__init__(self.say("titre"), self.say("phrase") if introduction else "", largeur=largeur)
        #: Where something is said; put in the column by each screen, or right under the title.
        self.dit = Colonne(ecart=8)
        self._parts: Iterator[object] = iter(())
        self._suite = QTimer(self)
        self._suite.timeout.connect(self._build_one)

    @property
    def way_on(self) -> str:
        """The words of the main button; empty when there is no way on."""
        return self.say("suite")

    def fit(self, liste: QAbstractItemView, *, hauteur: int, a_la_fois: int) -> None:
        """Makes a list as high as what it holds: so many lines at most, and no higher than that (at 100 %)."""
        rangs = range(min(liste.model().rowCount(), a_la_fois))
        haut = sum(liste.sizeHintForRow(rang) for rang in rangs) + 2 * liste.frameWidth() + 2
        liste.setFixedHeight(min(haut, current_theme().px(hauteur)))

    def tell(self, texte: str, *, nature: Nature = Nature.ATTENTION) -> Avis:
        """Says something in place of what was said before, in view."""
        avis = Avis(texte, mot=self.contexte.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self.dit, (avis,))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._defilement.bring_into_view(avis)
        return avis

    def tell_failure(self, error: ExpectedError) -> None:
        """Says what happened, what is safe, what to do."""
        self.tell(self.contexte.operations.sentence(error))

    def build(self, parts: Iterator[object], *, tout_de_suite: int) -> None:
        """Makes so many parts now, the others one by one, while what was pressed meanwhile is heard."""
        self._parts = parts
        for _ in itertools.islice(parts, tout_de_suite):
            pass
        self._suite.start(0)

    def _build_one(self) -> None:
        if next(self._parts, _FINI) is _FINI:
            self._suite.stop()

    def finish(self) -> None:
        """Makes all that remains to be made."""
        for _ in self._parts:
            pass

    def hush(self) -> None:
        """Takes back what was said."""
        replace_all(self.dit, ())

    def counted(self, id_: str, combien: int, /, **valeurs: object) -> str:
        """The sentence for so many, or that for one."""
        return self.say(f"{id_}_un" if combien == 1 else id_, **valeurs)


#: Under this width, at 100 %, one goes under the other.
COTE_A_COTE = 520


class LigneChoix(QWidget):
    """`exemples` may hold what someone else must not read: it can be hidden apart."""

    def __init__(self, libelle: str, editeur: QWidget, exemples: str = "") -> None:
        super().__init__()
        self.editeur = editeur
        self.libelle = Libelle(libelle, gras=True)
        self.libelle.setBuddy(editeur)
        self.exemples = Libelle(exemples, teinte=Teinte.DOUX)
        editeur.setAccessibleName(libelle)
        editeur.setAccessibleDescription(exemples)
        self._boite = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._boite.setContentsMargins(0, 0, 0, 0)
        dits = Colonne(ecart=2)
        dits.addWidget(self.libelle)
        dits.addWidget(self.exemples)
        self._boite.addLayout(dits, 3)
        self._boite.addWidget(editeur, 2, Qt.AlignmentFlag.AlignVCenter)
        if not exemples:
            self.exemples.hide()
        self.setFocusProxy(editeur)

    def tell(self, exemples: str) -> None:
        """Says something else under what it is about."""
        self.exemples.setText(exemples)
        self.editeur.setAccessibleDescription(exemples)

    def rename(self, libelle: str) -> None:
        """Says otherwise what it is about."""
        self.libelle.setText(libelle)
        self.editeur.setAccessibleName(libelle)

    def conceal(self, *, masque: bool, mot: str, exemples: str) -> None:
        """Says what stands for the examples, or the examples."""
        if exemples:
            self.exemples.setText(mot if masque else exemples)
            self.editeur.setAccessibleDescription("" if masque else exemples)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one under the other."""
        super().resizeEvent(event)
        wide = self.width() >= current_theme().px(COTE_A_COTE)
        self._boite.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._boite.setSpacing(current_theme().px(16 if wide else 4))
