"""From what a person chose on screen to the work to do."""

from dataclasses import dataclass, field
from pathlib import Path

from droits_usagers.services.masse import Geste, Ligne
from droits_usagers.services.masse_chantier import Chantier
from droits_usagers.services.masse_ecran import file_base
from droits_usagers.services.masse_formes import ChantierFichiers, ChantierPapier, ChantierPdf, ChantierRecueil, Forme
from droits_usagers.services.masse_pieces import PiecesDePlainte
from droits_usagers.services.sorties import Liasse
from droits_usagers.ui.page import Contexte


@dataclass(frozen=True, slots=True)
class Commande:
    """Which letters, in which form, in which folder."""

    geste: Geste
    forme: Forme
    lignes: tuple[Ligne, ...] = field(repr=False)
    dossier: Path
    avec_pieces: bool = False


def make_chantier(contexte: Contexte, commande: Commande) -> Chantier:
    """The work."""
    services = contexte.services
    courriers, lignes, dossier, today = services.courriers, commande.lignes, commande.dossier, services.today()
    suite = PiecesDePlainte(services=services, dossier=dossier, today=today) if commande.avec_pieces else None
    base = file_base(contexte.textes(f"masse.fichiers.{commande.geste}"), today)
    match commande.forme:
        case Forme.DOCX:
            return ChantierFichiers(courriers=courriers, lignes=lignes, suite=suite, dossier=dossier)
        case Forme.UN_DOCX:
            return ChantierRecueil(courriers=courriers, lignes=lignes, suite=suite, dossier=dossier, nom=f"{base}.docx")
        case Forme.PDF:
            return ChantierPdf(courriers=courriers, lignes=lignes, suite=suite, dossier=dossier, nom=f"{base}.pdf")
        case Forme.IMPRIMER:

            def print_out(liasses: list[Liasse]) -> bool:
                return contexte.sorties().print_pages(liasses)

            return ChantierPapier(courriers=courriers, lignes=lignes, imprimer=print_out)
