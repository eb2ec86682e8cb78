"""What is said once letters are made: where they are, what was left aside, what is still to be done by hand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.envois.chantier import Chantier
from droits_usagers.services.envois.envoi import GroupeEcarte
from droits_usagers.services.envois.tri import Motif
from droits_usagers.services.socle.ecriture import require_there
from droits_usagers.services.socle.pannes import sentence_of
from droits_usagers.ui.composants import BoutonSecondaire, Colonne, Libelle, Rangee
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte

#: Dossiers whose exhibits are said one by one.
_MANQUES_DITS = 3
#: Dossiers left aside that are named.
_RETENUES_DITES = 12


def made_where(chantier: Chantier, textes: Textes) -> list[str]:
    """Where they are; that one is not there any more, if it is so."""
    fichiers = [*chantier.fichiers] or [fait.fichier for fait in chantier.faits if fait.fichier is not None]
    if not fichiers:
        return []
    try:
        preuve = require_there(*fichiers)
    except ExpectedError as error:
        return [sentence_of(error, textes)]
    un = fichiers[0]
    if chantier.fichiers:
        return [textes.promise("masse.fait_fichier", preuve, fichier=un.name, dossier=un.parent)]
    return [textes.promise("masse.fait_ou", preuve, dossier=un.parent)]


def left_to_do(chantier: Chantier, textes: Textes) -> list[str]:
    """What was left aside, and the exhibits someone has to add."""
    return [*_held_back(chantier, textes), *_missing(chantier, textes)]


def _held_back(chantier: Chantier, textes: Textes) -> list[str]:
    references = tuple(chantier.retenues)
    if not references:
        return []
    dites = ", ".join(references[:_RETENUES_DITES])
    suite = textes("masse.retenues_autres", nombre=len(references) - _RETENUES_DITES)
    return [textes("masse.retenues", references=dites), *([suite] if len(references) > _RETENUES_DITES else [])]


def _missing(chantier: Chantier, textes: Textes) -> list[str]:
    suite = chantier.suite
    if suite is None:
        return []
    manques = suite.manques
    dits = [
        textes("masse.manque", reference=manque.reference, rangs=", ".join(map(str, manque.rangs)))
        for manque in manques[:_MANQUES_DITS]
    ]
    dits += [
        textes(f"masse.pieces_{pourquoi}", reference=manque.reference, rangs=", ".join(map(str, rangs)))
        for manque in manques[:_MANQUES_DITS]
        for pourquoi, rangs in (("retenues", manque.retenues), ("ecartees", manque.ecartees))
        if rangs
    ]
    if len(manques) > _MANQUES_DITS:
        dits.append(textes("masse.manques_autres", nombre=len(manques) - _MANQUES_DITS))
    if len(suite.fichiers) < len(chantier.faits):
        dits.append(textes("masse.annule_pieces", fait=len(suite.fichiers), total=len(chantier.faits)))
    return dits


class GroupesLaisses(QWidget):
    """Read before anything is made."""

    #: The letters of this motif are to be made, or no longer.
    group_toggled = Signal(object, bool)

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._colonne = Colonne(self, ecart=4)
        self.boutons: dict[Motif, BoutonSecondaire] = {}

    def show_groups(self, groupes: Sequence[GroupeEcarte]) -> None:
        """Replaces every line."""
        self.boutons = {}
        lignes: list[QWidget] = [Libelle(self._textes("masse.laissees"), gras=True)] if groupes else []
        replace_all(self._colonne, [*lignes, *map(self._line, groupes)])

    def _line(self, groupe: GroupeEcarte) -> QWidget:
        ligne = QWidget()
        rangee = Rangee(ligne, ecart=12)
        texte = self._textes("masse.groupe", nombre=groupe.nombre, motif=groupe.texte)
        rangee.addWidget(Libelle(texte, teinte=Teinte.TEXTE if groupe.cochable else Teinte.DOUX), 1)
        if groupe.cochable:
            bouton = BoutonSecondaire(self._textes("masse.cocher_quand_meme"))
            bouton.setCheckable(True)
            bouton.setAccessibleDescription(texte)
            bouton.toggled.connect(lambda coche: self._on_toggled(groupe.motif, coche))
            self.boutons[groupe.motif] = bouton
            rangee.addWidget(bouton, 0, Qt.AlignmentFlag.AlignTop)
        return ligne

    def _on_toggled(self, motif: Motif, coche: bool) -> None:  # noqa: FBT001 - Qt
        self.boutons[motif].set_up(self._textes("masse.decocher" if coche else "masse.cocher_quand_meme"))
        self.group_toggled.emit(motif, coche)
