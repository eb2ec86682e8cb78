"""What « Accueil » says when a coffre is open: what is late, what comes, what was begun, what will soon be erased."""

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.mandats import BIENTOT as FIN_PROCHE
from droits_usagers.domain.dossier.dossiers import Brouillon, ElementCorbeille, LigneSuivi, Tri
from droits_usagers.services.coffre.conservation import count_proposed
from droits_usagers.services.coffre.gardien import lacunes_of
from droits_usagers.services.suivi.lignes import Tranche, filtre_of

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre

#: Dossiers shown by name; the others are behind « Voir ».
LIGNES = 6
#: The bin is mentioned when something in it will be erased within this time.
BIENTOT = dt.timedelta(days=7)
_COMPTEES = (Tranche.DEPASSEES, Tranche.SEMAINE, Tranche.A_ENVOYER, Tranche.A_PROUVER)


@dataclass(frozen=True, slots=True)
class Accueil:
    """What there is to do, worst first."""

    dossiers: int
    depassees: int
    #: To come within a week; the late ones are not counted again.
    semaine: int
    #: Letters made, or begun, that have not left.
    a_envoyer: int
    #: Letters that left, without a proof that they arrived.
    a_prouver: int
    #: Mandates that hold, and end soon.
    mandats: int
    #: Dossiers closed for longer than they are to be kept.
    conservation: int
    lignes: tuple[LigneSuivi, ...] = field(repr=False)
    brouillons: tuple[Brouillon, ...] = field(repr=False)
    #: Why nothing can be changed (`coffre.lecture_seule.<raison>`), or an empty string.
    raison_lecture_seule: str
    #: What a damaged coffre lost (`coffre.lacunes.<quoi>`).
    lacunes: tuple[str, ...]
    #: What will soon be erased from the bin, first to go first.
    bientot_effaces: tuple[ElementCorbeille, ...] = field(repr=False)


def read_accueil(coffre: "Coffre", today: dt.date) -> Accueil:
    """Asks the coffre, in its own thread."""
    premieres = coffre.page(tri=Tri.URGENCE, taille=LIGNES)
    comptes = {tranche: coffre.liste.count(filtre_of("", frozenset({tranche}), today)) for tranche in _COMPTEES}
    return Accueil(
        dossiers=premieres.total,
        depassees=comptes[Tranche.DEPASSEES],
        semaine=comptes[Tranche.SEMAINE] - comptes[Tranche.DEPASSEES],
        a_envoyer=comptes[Tranche.A_ENVOYER],
        a_prouver=comptes[Tranche.A_PROUVER],
        mandats=coffre.mandats.count_ending(today, today + FIN_PROCHE),
        conservation=count_proposed(coffre, today),
        lignes=tuple(ligne for ligne in premieres.lignes if ligne.prochaine_date or ligne.prochaine_etape),
        brouillons=coffre.drafts(),
        raison_lecture_seule=coffre.raison_lecture_seule,
        lacunes=lacunes_of(coffre.lacunes),
        bientot_effaces=tuple(element for element in coffre.corbeille() if element.efface_le <= today + BIENTOT),
    )
