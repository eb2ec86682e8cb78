"""From what a person chose on screen to the work to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.dossier.pieces_a_voir import RelevePieces
from droits_usagers.services.envois.chantier import Chantier, DepartEnvois
from droits_usagers.services.envois.ecran import file_base
from droits_usagers.services.envois.formes import ChantierFichiers, ChantierPapier, ChantierPdf, ChantierRecueil, FormeEnvoi
from droits_usagers.services.envois.pieces import PiecesDePlainte
from droits_usagers.services.envois.tri import Geste, LigneTriee
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.socle.page import Contexte


@dataclass(frozen=True, slots=True)
class CommandeEnvois:
    """Which letters, in which form, in which folder."""

    geste: Geste
    forme: FormeEnvoi
    lignes: tuple[LigneTriee, ...] = field(repr=False)
    dossier: Path
    avec_pieces: bool = False
    #: What the person chose to keep in some letters, by dossier.
    gestes: Mapping[str, Gestes] = field(default_factory=dict)
    #: What was found in the exhibits so far, and decided of them.
    releve: RelevePieces = field(default_factory=RelevePieces)
    #: Each letter bears the reference of its dossier.
    references: bool = False


def make_chantier(contexte: Contexte, commande: CommandeEnvois) -> Chantier:
    """The work."""
    services = contexte.services
    dossier, today = commande.dossier, services.today()
    suite = None
    if commande.avec_pieces:
        suite = PiecesDePlainte(services=services, dossier=dossier, today=today, releve=commande.releve)
    depart = DepartEnvois(
        services.courriers, services.departs, commande.gestes, commande.references, services.travail.wait_for_calm
    )
    base = file_base(contexte.textes(f"masse.fichiers.{commande.geste}"), today)
    match commande.forme:
        case FormeEnvoi.DOCX:
            return ChantierFichiers(depart=depart, lignes=commande.lignes, suite=suite, dossier=dossier)
        case FormeEnvoi.UN_DOCX:
            return ChantierRecueil(depart=depart, lignes=commande.lignes, suite=suite, dossier=dossier, nom=f"{base}.docx")
        case FormeEnvoi.PDF:
            return ChantierPdf(depart=depart, lignes=commande.lignes, suite=suite, dossier=dossier, nom=f"{base}.pdf")
        case FormeEnvoi.IMPRIMER:

            def print_out(liasses: Libre[Sequence[Liasse]]) -> frozenset[int] | None:
                return contexte.sorties().print_pages(liasses)

            return ChantierPapier(depart=depart, lignes=commande.lignes, imprimer=print_out)
