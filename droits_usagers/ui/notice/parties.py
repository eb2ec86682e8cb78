"""The parts of a fiche beside the questions, in three groups, with what is missing in each; one group is unfolded at a time."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.ui.composants import BoutonLien, Colonne
from droits_usagers.ui.composants.boutons import BoutonPlat
from droits_usagers.ui.composants.icones import paint_icon
from droits_usagers.ui.composants.theme import Teinte, current_theme

#: What each group holds: who keeps the file, what the notice says, what is put on paper and on walls.
GROUPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "qui": ("fichier", "responsable", "dpo"),
        "dire": (
            "finalites",
            "donnees",
            "sources",
            "destinataires",
            "conservations",
            "transferts",
            "decision",
            "droits",
        ),
        "montrer": ("presentation", "affichages", "controles", "suites"),
    }
)


class EtatPartie(StrEnum):
    """How a part stands."""

    VIDE = "vide"
    REMPLIE = "remplie"
    MANQUE = "manque"
    #: Nothing is missing, and lines are those of a model.
    PROPOSEE = "proposee"


_SIGNES = MappingProxyType(
    {
        EtatPartie.REMPLIE: ("coche", Teinte.REPONSE),
        EtatPartie.MANQUE: ("attention", Teinte.SEMAINE),
        EtatPartie.PROPOSEE: ("attente", Teinte.ATTENTE),
    }
)


class BoutonPartie(BoutonPlat):
    """One part: its name, and the sign of how it stands; in words too, for a screen reader."""

    marge_h = 8
    marge_v = 6
    hauteur_min = 40

    def __init__(self, id_: str, textes: Textes) -> None:
        super().__init__(textes(f"notices.parties_noms.{id_}"), icone="document")
        self.etat = EtatPartie.VIDE
        self._here = False

    @property
    def here(self) -> bool:
        """Its questions are shown."""
        return self._here

    def show_state(self, phrase: str, etat: EtatPartie, *, here: bool) -> None:
        """Here or not, and how it stands."""
        self._here, self.etat, self.titre_gras = here, etat, here
        self.set_up(self.titre)
        self.setAccessibleDescription(phrase)

    def paint_ornament(self, painter: QPainter, rect: QRectF) -> None:
        """The sign of its state; an empty ring where nothing was said."""
        theme = current_theme()
        if self.etat in _SIGNES:
            icone, teinte = _SIGNES[self.etat]
            paint_icon(painter, rect, icone, couleur=theme.hexa(teinte))
            return
        painter.setPen(theme.color(Teinte.PRIMAIRE if self.here else Teinte.TRAIT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(5, 5, -5, -5))


class ListeParties(QWidget):
    """The list of parts: one goes to any of them at any time. `part_chosen`: its id."""

    part_chosen = Signal(str)

    def __init__(self, ids: tuple[str, ...], textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self.setAccessibleName(textes("notices.parties"))
        colonne = Colonne(self, ecart=2)
        self._boutons = {id_: BoutonPartie(id_, textes) for id_ in ids}
        self.groupes: dict[str, BoutonLien] = {}
        for groupe, parties in GROUPES.items():
            self.groupes[groupe] = tete = BoutonLien(textes(f"notices.groupes.{groupe}"), icone="deplier")
            tete.clicked.connect(lambda _checked=False, vers=parties[0]: self.part_chosen.emit(vers))
            colonne.addWidget(tete)
            for id_ in parties:
                bouton = self._boutons[id_]
                bouton.clicked.connect(lambda _checked=False, vers=id_: self.part_chosen.emit(vers))
                colonne.addWidget(bouton)
        colonne.addStretch(1)

    def button(self, id_: str) -> QWidget:
        """What leads to a part."""
        return self._boutons[id_]

    def show_parts(self, here: str, state: Callable[[str], EtatPartie]) -> None:
        """Where one is, and how each part stands; only the group where one is shows its parts."""
        for rang, (id_, bouton) in enumerate(self._boutons.items(), start=1):
            etat = state(id_)
            phrase = self._textes(f"notices.etat_partie.{'ici' if id_ == here else etat}", rang=rang, total=len(self._boutons))
            bouton.show_state(phrase, etat, here=id_ == here)
        for groupe, parties in GROUPES.items():
            ouvert = here in parties
            self._show_group(self.groupes[groupe], parties, ouvert=ouvert)

    def _show_group(self, tete: BoutonLien, parties: tuple[str, ...], *, ouvert: bool) -> None:
        tete.icone = "replier" if ouvert else "deplier"
        manque = any(self._boutons[id_].etat is EtatPartie.MANQUE for id_ in parties)
        dit = "" if ouvert or not manque else self._textes("notices.groupes.manque")
        tete.set_up(tete.titre, dit)
        for id_ in parties:
            self._boutons[id_].setVisible(ouvert)
