"""Ctrl+K: goes anywhere by typing part of its name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.socle.recherche import TrouvaillePartout, find
from droits_usagers.ui.composants import Champ, Colonne, Intitule, Libelle, LigneTexte
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.mise_en_page import Defilement
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.lettre.dabord import Dabord, Ecoute
from droits_usagers.ui.socle.destination import Destination, Quoi, VersArticle, VersDemarche, VersGrille

_FLECHES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Recherche(QDialog):
    """One field and what it finds. Arrows move in the list without leaving the field; Enter goes there."""

    #: A screen and something on it: a `Destination`.
    place_chosen = Signal(object)

    def __init__(
        self, textes: Textes, parmi: Sequence[TrouvaillePartout], *, listen: Ecoute, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._textes = textes
        self._parmi = parmi
        self._trouves: dict[str, TrouvaillePartout] = {}
        self.setWindowTitle(textes("commun.nom"))
        colonne = Colonne(self, ecart=12, marges=(20, 16, 20, 20))
        self.champ = LigneTexte(indice=textes("recherche.indice"))
        self.champ.textChanged.connect(self._search)
        self.champ.installEventFilter(self)
        colonne.addWidget(Champ(Intitule(textes("recherche.titre")), self.champ))
        self._rien = Libelle(teinte=Teinte.DOUX)
        colonne.addWidget(self._rien)
        self.liste = ListeMontree()
        self.liste.setAccessibleName(textes("recherche.titre"))
        self.liste.line_opened.connect(self._go)
        colonne.addWidget(self.liste, 1)
        self.dabord = Dabord(textes, listen)
        self.dabord.pressing.connect(self._on_pressing)
        self._place_dabord = Defilement(self.dabord)
        self._place_dabord.hide()
        colonne.addWidget(self._place_dabord, 1)
        self._size()
        self._search("")
        self.champ.setFocus()

    def _size(self) -> None:
        theme, parent = current_theme(), self.parentWidget()
        largeur, hauteur = theme.px(560), theme.px(460)
        if parent is not None:
            largeur, hauteur = min(largeur, parent.width() - 32), min(hauteur, parent.height() - 32)
        self.resize(largeur, hauteur)

    def _search(self, cherche: str) -> None:
        trouves = find(cherche, self._parmi)
        self._trouves = {str(rang): trouvaille for rang, trouvaille in enumerate(trouves)}
        self.liste.show_lines([Ligne(id_, trouve.titre, trouve.genre) for id_, trouve in self._trouves.items()])
        self.liste.go_to("0")
        self._rien.setText("" if trouves else self._textes("recherche.rien", cherche=cherche))
        self.dabord.hear(cherche)
        self._rien.setVisible(not trouves and not self.dabord.is_pressing)

    def _on_pressing(self, pressing: bool) -> None:  # noqa: FBT001 - a signal
        self.liste.setVisible(not pressing)
        self._place_dabord.setVisible(pressing)
        if not pressing:
            self.champ.setFocus()

    def _go(self, id_: str) -> None:
        trouvaille = self._trouves[id_]
        self.accept()
        self.place_chosen.emit(_destination(trouvaille))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gives the list the keys that only make sense there."""
        if watched is self.champ and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _FLECHES:
                self.liste.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.dabord.is_pressing:
                    self.dabord.retour.setFocus()
                elif self.liste.current():
                    self._go(self.liste.current())
                return True
        return super().eventFilter(watched, event)


def _destination(trouvaille: TrouvaillePartout) -> Destination:
    """Where it leads: what it names on a screen is a demarche, an article, or the grille."""
    quoi: Quoi | None = None
    if trouvaille.element:
        match trouvaille.page:
            case "assistant":
                quoi = VersDemarche(trouvaille.element)
            case "textes":
                quoi = VersArticle(trouvaille.element)
            case _:
                quoi = VersGrille()
    return Destination(trouvaille.page, quoi)
