"""The control before anything leaves: every rule over every passage, the worst first."""

from droits_usagers.domain.controle.adresse import adresse_ancienne, adresse_protegee, nom_de_fichier
from droits_usagers.domain.controle.cadre import Cadre, Sortant
from droits_usagers.domain.controle.consignes import consigne
from droits_usagers.domain.controle.faits import constat_non_confirme, crainte_generale, faits_contradictoires
from droits_usagers.domain.controle.incomplet import (
    destinataire_incomplet,
    lieu_ou_date_absents,
    piece_annoncee_absente,
    reste_a_remplir,
    valeur_d_exemple,
)
from droits_usagers.domain.controle.lecture import LectureControle, read
from droits_usagers.domain.controle.lignes import LigneALire, a_decider, lines_to_read
from droits_usagers.domain.controle.numero import numero
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Alerte, Poids, Regle

_LES_REGLES = (
    adresse_protegee,
    nom_de_fichier,
    numero,
    crainte_generale,
    destinataire_incomplet,
    lieu_ou_date_absents,
    reste_a_remplir,
    valeur_d_exemple,
    consigne,
    faits_contradictoires,
    constat_non_confirme,
    adresse_ancienne,
    piece_annoncee_absente,
)
_PAR_POIDS = {poids: rang for rang, poids in enumerate(Poids)}
_PAR_REGLE = {regle: rang for rang, regle in enumerate(Regle)}


def look_at(sortant: Sortant, cadre: Cadre, reference: Reference) -> tuple[tuple[Alerte, ...], tuple[LigneALire, ...]]:
    """What is found, the worst first, and each line to decide where someone must not be found, decided or not.

    What was confirmed is found all the same, and whoever asks knows what to do of it.
    """
    lecture: LectureControle = read(sortant, cadre, reference)
    lignes = lines_to_read(lecture)
    trouvees = dict.fromkeys((*a_decider(lecture, lignes), *(alerte for regle in _LES_REGLES for alerte in regle(lecture))))
    return tuple(sorted(trouvees, key=_rank)), lignes


def examine(sortant: Sortant, cadre: Cadre, reference: Reference) -> tuple[Alerte, ...]:
    """What is found alone."""
    return look_at(sortant, cadre, reference)[0]


def _rank(alerte: Alerte) -> tuple[int, int, str, str]:
    return _PAR_POIDS[alerte.poids], _PAR_REGLE[alerte.regle], alerte.cas, alerte.champ
