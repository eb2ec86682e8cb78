"""What « Ma semaine » says when a coffre is open: what can be lost, the post, what others owe, what to look at again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.mandats import BIENTOT as FIN_PROCHE
from droits_usagers.domain.dossier.dossiers import Brouillon, ElementCorbeille, Filtre, LigneSuivi, Perte, Tri
from droits_usagers.services.coffre.conservation import count_proposed
from droits_usagers.services.coffre.gardien import lacunes_of
from droits_usagers.services.suivi.criteres import criteres_of, filtre_for
from droits_usagers.services.suivi.lignes import Tranche

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.suivi.lignes import Semaine

#: Dossiers shown by name in a part; the others are behind its count.
LIGNES = 3
#: Among how many times more of them they are looked for.
_PARMI = 8
#: What is counted as the list filters it: what opens holds as many.
COMPTEES = (*(Tranche.VOTRE_DELAI, Tranche.A_ENVOYER, Tranche.A_PROUVER, Tranche.DEPASSEES, Tranche.A_REVOIR, Tranche.SEMAINE),)


@dataclass(frozen=True, slots=True)
class MaSemaine:
    """What there is to do, what can be lost first."""

    #: The days the rest is about.
    semaine: "Semaine"
    dossiers: int
    #: How many there are of each thing to do, by its id: a `Tranche`, « mandats » or « conservation ».
    comptes: Mapping[str, int]
    pertes: tuple[Perte, ...]
    #: The longest late, and the first to be looked at again.
    retards: tuple[LigneSuivi, ...] = field(repr=False)
    a_revoir: tuple[LigneSuivi, ...] = field(repr=False)
    brouillons: tuple[Brouillon, ...] = field(repr=False)
    #: Why nothing can be changed (`coffre.lecture_seule.<raison>`), or an empty string.
    raison_lecture_seule: str
    #: What a damaged coffre lost (`coffre.lacunes.<quoi>`).
    lacunes: tuple[str, ...]
    #: What will soon be erased from the bin, first to go first.
    bientot_effaces: tuple[ElementCorbeille, ...] = field(repr=False)


def read_week(coffre: "Coffre", semaine: "Semaine", *, lignes: int = LIGNES) -> MaSemaine:
    """Asks the coffre, in its own thread; `lignes`: dossiers named in a part."""
    retards = coffre.liste.page(filtre_of(Tranche.DEPASSEES, semaine), tri=Tri.LEURS, taille=lignes * _PARMI)
    revoir = coffre.liste.page(filtre_of(Tranche.A_REVOIR, semaine), tri=Tri.URGENCE, taille=lignes * _PARMI)
    return MaSemaine(
        semaine=semaine,
        dossiers=coffre.liste.count(),
        comptes=_comptes(coffre, semaine, {Tranche.DEPASSEES: retards.total, Tranche.A_REVOIR: revoir.total}),
        pertes=coffre.liste.losses(semaine.fin),
        retards=tuple(ligne for ligne in _sure_first(retards.lignes) if not _is_elsewhere(ligne, semaine))[:lignes],
        a_revoir=tuple(ligne for ligne in revoir.lignes if not semaine.presses(ligne.votre_date))[:lignes],
        brouillons=coffre.brouillons.latest(),
        raison_lecture_seule=coffre.raison_lecture_seule,
        lacunes=lacunes_of(coffre.lacunes),
        bientot_effaces=tuple(element for element in coffre.corbeille.content() if element.efface_le <= semaine.fin),
    )


def _sure_first(lignes: Iterable[LigneSuivi]) -> list[LigneSuivi]:
    """What may be over comes after what is not."""
    return sorted(lignes, key=lambda ligne: ligne.peut_etre_clos)


def _is_elsewhere(ligne: LigneSuivi, semaine: "Semaine") -> bool:
    """True where it was said first, a right being at stake, or is said after, a day having been chosen: each is said once."""
    return semaine.presses(ligne.votre_date) or (ligne.revoir_le is not None and ligne.revoir_le <= semaine.fin)


def filtre_of(tranche: Tranche, semaine: "Semaine") -> Filtre:
    """What the list shows of this."""
    return filtre_for("", criteres_of((tranche,)), semaine)


def _comptes(coffre: "Coffre", semaine: "Semaine", connus: dict[Tranche, int]) -> Mapping[str, int]:
    """How many there are of each thing to do, by its id; `connus`: those that a page counted."""
    autres = (tranche for tranche in COMPTEES if tranche not in connus)
    comptes = {tranche: coffre.liste.count(filtre_of(tranche, semaine)) for tranche in autres} | connus
    return {tranche.value: nombre for tranche, nombre in comptes.items()} | {
        # That hold, and end soon; then dossiers closed for longer than they are to be kept.
        "mandats": coffre.mandats.count_ending(semaine.today, semaine.today + FIN_PROCHE),
        "conservation": count_proposed(coffre, semaine.today),
    }


def at_stake(coffre: "Coffre", perte: Perte) -> tuple[str, ...]:
    """The references of the dossiers in which this can be lost that day."""
    return coffre.liste.references(
        Filtre(
            votre_du=perte.jour,
            votre_jusqu_au=perte.jour,
            votre_delais=frozenset({perte.delai}),
            peut_etre_clos=perte.peut_etre_clos,
        )
    )
