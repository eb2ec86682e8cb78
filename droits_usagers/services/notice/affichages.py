"""Where posters were put up, which version, and whether they were still there: as typed, and as a fiche keeps it.

Each check is typed beside the posters, not inside them: it names its poster, as `names_of` calls it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from droits_usagers.domain.demarche.questions import Reponses, Valeur, filled_lines
from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.notice.traitements import MOIS_MAX, Affichage, ConstatAffichage, ControleAffiche, FicheTraitement


def names_of(lignes: Sequence[Reponses]) -> tuple[str, ...]:
    """What to call each poster, in order: its place and its version, and a number when two would be called the same."""
    noms: list[str] = []
    for rang, ligne in enumerate(lignes, start=1):
        nom = " · ".join(filter(None, (_text(ligne, "affichage_lieu"), _text(ligne, "affichage_version")))) or str(rang)
        noms.append(nom if nom not in noms else f"{nom} ({rang})")
    return tuple(noms)


def poster_answers(affichages: Sequence[Affichage]) -> dict[str, Valeur]:
    """What to show in the questions for these posters to be read in them."""
    lignes = tuple(_line(affichage) for affichage in affichages)
    controles = tuple(
        _seen(nom, controle)
        for nom, affichage in zip(names_of(lignes), affichages, strict=True)
        for controle in affichage.controles
    )
    return {"affichages": lignes, "controles": controles}


def _seen(nom: str, controle: ControleAffiche) -> dict[str, Valeur]:
    vu: dict[str, Valeur] = {
        "controle_affiche": nom,
        "controle_date": controle.date,
        "controle_constat": controle.constat.value,
    }
    return vu | {"controle_photo": controle.photo} if controle.photo else vu


def _line(affichage: Affichage) -> dict[str, Valeur]:
    ligne: dict[str, Valeur] = {"affichage_lieu": affichage.lieu, "affichage_version": affichage.version}
    return ligne if affichage.pose_le is None else ligne | {"affichage_pose_le": affichage.pose_le}


def posters_of(reponses: Reponses) -> tuple[Affichage, ...]:
    """The posters these answers describe.

    A check without a day or a finding is none yet; one of a poster that is not listed lists it.
    """
    lignes = filled_lines(reponses.get("affichages"))
    controles = tuple(_checks(filled_lines(reponses.get("controles"))))
    noms = names_of(lignes)
    ailleurs = dict.fromkeys(affiche for affiche, _ in controles if affiche and affiche not in noms)
    lignes = (*lignes, *({"affichage_lieu": nom} for nom in ailleurs))
    return tuple(
        Affichage(
            _text(ligne, "affichage_lieu"),
            _text(ligne, "affichage_version"),
            pose_le=_day(ligne, "affichage_pose_le"),
            controles=tuple(controle for affiche, controle in controles if affiche == nom),
        )
        for nom, ligne in zip((*noms, *ailleurs), lignes, strict=True)
    )


def _checks(lignes: Sequence[Reponses]) -> Iterator[tuple[str, ControleAffiche]]:
    for ligne in lignes:
        jour, constat = _day(ligne, "controle_date"), _text(ligne, "controle_constat")
        if jour is not None and constat:
            photo = _text(ligne, "controle_photo")
            yield _text(ligne, "controle_affiche"), ControleAffiche(jour, ConstatAffichage(constat), photo)


def months_of(reponses: Reponses) -> int | None:
    """How often posters are looked at, as it was typed; None when nobody can tell."""
    dit = _text(reponses, "controle_mois")
    mois = int(dit) if dit.isdecimal() and len(dit) <= len(str(MOIS_MAX)) else 0
    return mois if 1 <= mois <= MOIS_MAX else None


@dataclass(frozen=True, slots=True)
class Rappel:
    """How many posters are to be looked at, and since when for the first of them."""

    nombre: int
    depuis: dt.date


def due(fiche: FicheTraitement, today: dt.date) -> Rappel | None:
    """The posters that nobody looked at for longer than the fiche says; None when there is none.

    What counts is the last look, or the day it was put up; a poster without any day is not counted.
    """
    if fiche.controle_mois is None:
        return None
    vus = (
        max((*(controle.date for controle in affichage.controles), *filter(None, (affichage.pose_le,))), default=None)
        for affichage in fiche.affichages
    )
    jours = [jour for vu in vus if vu is not None and (jour := add_months(vu, fiche.controle_mois)) <= today]
    return Rappel(len(jours), min(jours)) if jours else None


def outdated(fiche: FicheTraitement) -> tuple[str, ...]:
    """The posters that carry another version than the fiche, by their names; none while the fiche has no version."""
    noms = names_of([_line(affichage) for affichage in fiche.affichages])
    if not isinstance(fiche.version, str) or not fiche.version:
        return ()
    return tuple(
        nom for nom, affichage in zip(noms, fiche.affichages, strict=True) if affichage.version not in ("", fiche.version)
    )


def _text(ligne: Reponses, id_: str) -> str:
    valeur = ligne.get(id_, "")
    return valeur.strip() if isinstance(valeur, str) else ""


def _day(ligne: Reponses, id_: str) -> dt.date | None:
    valeur = ligne.get(id_)
    return valeur if isinstance(valeur, dt.date) else None
