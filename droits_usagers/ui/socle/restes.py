"""What an erasure could not reach, said file by file, with the day each goes."""

from collections.abc import Iterator

from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffre.valeurs import Effacement, Sauvegarde


def say_left(effacement: Effacement, textes: Textes) -> tuple[str, ...]:
    """A line for each file that still holds what was erased; none when nothing is left anywhere."""
    return tuple(_lines(effacement, textes))


def say_waiting(effacement: Effacement, textes: Textes) -> tuple[str, ...]:
    """That it is erased here, and what waits for room: in which backups, and how much to free. Nothing when all is done."""
    attendent, place = effacement.sauvegardes_en_attente, effacement.place_manquante
    if effacement.compacte and not attendent:
        return ()
    mots = "coffre_ecran.effacement"
    dits = [textes(f"{mots}.en_attente" if attendent else f"{mots}.pas_compacte")]
    dits += [textes(f"{mots}.sauvegarde", fichier=sauvegarde.chemin.name) for sauvegarde in attendent]
    # In megabytes, rounded up: what is said is enough.
    return (*dits, textes(f"{mots}.place", place=-(-place // 10**6))) if place else tuple(dits)


def _lines(effacement: Effacement, textes: Textes) -> Iterator[str]:
    for sauvegarde in effacement.sauvegardes_hors_de_portee:
        yield _backup(sauvegarde, textes)
    for copie in effacement.autres_copies:
        yield textes("coffre_ecran.restes.autre_copie", fichier=copie.name)


def _backup(sauvegarde: Sauvegarde, textes: Textes) -> str:
    fichier = sauvegarde.chemin.name
    if sauvegarde.retiree_le is None:
        return textes("coffre_ecran.restes.sans_date", fichier=fichier)
    return textes("coffre_ecran.restes.jusqu_au", fichier=fichier, date=date_courte(sauvegarde.retiree_le))
