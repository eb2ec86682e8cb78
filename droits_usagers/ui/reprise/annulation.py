"""Before a table taken over is taken back: what will happen, and the way out first."""

from collections.abc import Callable

from droits_usagers.domain.dossier.dossiers import Lot
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.ui.composants import BoutonSecondaire, Nature
from droits_usagers.ui.reprise.source import EtapeSource


def ask_to_undo(etape: EtapeSource, lot: Lot, undo: Callable[[], object]) -> None:
    """Asks in place; nothing is done unless the person says so."""
    textes = etape.contexte.textes
    id_ = "reprise.fait.demande_un" if lot.dossiers == 1 else "reprise.fait.demande"
    phrase = textes(id_, date=date_courte(lot.fait_le.date()), dossiers=lot.dossiers)
    avis = etape.tell(phrase, nature=Nature.ATTENTION)
    garder = BoutonSecondaire(textes("reprise.fait.garder"))
    oui = BoutonSecondaire(textes("reprise.fait.confirmer"), icone="corbeille")

    def keep() -> None:
        etape.hush()
        etape.focus_first()

    garder.clicked.connect(keep)
    oui.clicked.connect(undo)
    avis.add_button(garder)
    avis.add_button(oui)
    garder.setFocus()
