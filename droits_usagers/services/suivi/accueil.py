"""What « Ma semaine » says when a coffre is open: what is late, what comes, what was begun, what will soon be erased."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.mandats import BIENTOT as FIN_PROCHE
from droits_usagers.domain.dossier.dossiers import Brouillon, ElementCorbeille, Filtre, LigneSuivi, Tri
from droits_usagers.services.coffre.conservation import count_proposed
from droits_usagers.services.coffre.gardien import lacunes_of
from droits_usagers.services.suivi.criteres import criteres_of, filtre_for
from droits_usagers.services.suivi.lignes import Tranche
from droits_usagers.services.suivi.signes import SEMAINE

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre

#: Dossiers shown by name; the others are behind « Voir ».
LIGNES = 6
#: The bin is mentioned when something in it will be erased within this time.
BIENTOT = dt.timedelta(days=7)
_COMPTEES = (Tranche.VOTRE_DELAI, Tranche.DEPASSEES, Tranche.SEMAINE, Tranche.A_ENVOYER, Tranche.A_PROUVER)


@dataclass(frozen=True, slots=True)
class Accueil:
    """What there is to do, worst first."""

    dossiers: int
    #: How many there are of each thing to do, worst first; `comptes_of` says what each is.
    comptes: Mapping[str, int]
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
    return Accueil(
        dossiers=premieres.total,
        comptes=comptes_of(coffre, today),
        lignes=_lines(coffre, premieres.lignes, today),
        brouillons=coffre.drafts(),
        raison_lecture_seule=coffre.raison_lecture_seule,
        lacunes=lacunes_of(coffre.lacunes),
        bientot_effaces=tuple(element for element in coffre.corbeille() if element.efface_le <= today + BIENTOT),
    )


def comptes_of(coffre: "Coffre", today: dt.date) -> Mapping[str, int]:
    """Of each thing to do, by its id: last days of the person that are near, services that are late, letters that wait."""
    par_tranche = {tranche.value: coffre.liste.count(filtre_for("", criteres_of((tranche,)), today)) for tranche in _COMPTEES}
    # Those that are late are not counted again.
    par_tranche[Tranche.SEMAINE] -= par_tranche[Tranche.DEPASSEES]
    return par_tranche | {
        # That hold, and end soon; then dossiers closed for longer than they are to be kept.
        "mandats": coffre.mandats.count_ending(today, today + FIN_PROCHE),
        "conservation": count_proposed(coffre, today),
    }


def _lines(coffre: "Coffre", premieres: tuple[LigneSuivi, ...], today: dt.date) -> tuple[LigneSuivi, ...]:
    """Where a right can be lost first, the nearest first; then what presses most."""
    votres: dict[str, LigneSuivi] = {}
    # Day after day, for however many there are in a week, none that is nearer is left out.
    for jours in range(SEMAINE.days + 1):
        if len(votres) < LIGNES:
            filtre = Filtre(votre_jusqu_au=today + dt.timedelta(jours))
            votres |= {ligne.reference: ligne for ligne in coffre.page(filtre, tri=Tri.URGENCE, taille=LIGNES).lignes}
    d_abord = sorted(votres.values(), key=lambda ligne: ligne.votre_date or dt.date.max)
    suivantes = (ligne for ligne in premieres if ligne.reference not in votres)
    return tuple([*d_abord, *(ligne for ligne in suivantes if ligne.prochaine_date or ligne.prochaine_etape)][:LIGNES])
