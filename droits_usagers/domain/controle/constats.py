"""A letter made from a grille: only what someone confirmed, one finding at a time."""

from collections.abc import Iterator

from droits_usagers.domain.controle.lecture import LectureControle
from droits_usagers.domain.controle.valeurs import Alerte, Partie, Regle


def constat_non_confirme(lecture: LectureControle) -> Iterator[Alerte]:
    """How many findings of this letter nobody confirmed."""
    nombre = lecture.cadre.constats_a_confirmer
    if nombre:
        cas = "un" if nombre == 1 else "plusieurs"
        lieux = lecture.lieux(Partie.CORPS)
        yield lecture.alerte(Regle.CONSTAT_NON_CONFIRME, cas, lieux=lieux, champ="ecarts", nombre=nombre)
