"""Where posters were put up, which version, and whether they were still there: what they are called, and what is to be done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.notice.traitements import MOIS_MAX, FicheTraitement


def names_of(lignes: Sequence[Reponses]) -> tuple[str, ...]:
    """What to call each poster, in order: its place and its version, and a number when two would be called the same."""
    noms: list[str] = []
    for rang, ligne in enumerate(lignes, start=1):
        nom = " · ".join(filter(None, (_text(ligne, "affichage_lieu"), _text(ligne, "affichage_version")))) or str(rang)
        noms.append(nom if nom not in noms else f"{nom} ({rang})")
    return tuple(noms)


def months(texte: str) -> int | None:
    """How often posters are looked at, as it was typed; None when nobody can tell."""
    dit = texte.strip()
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
    noms = names_of([{"affichage_lieu": pose.lieu, "affichage_version": pose.version} for pose in fiche.affichages])
    if not isinstance(fiche.version, str) or not fiche.version:
        return ()
    return tuple(
        nom for nom, affichage in zip(noms, fiche.affichages, strict=True) if affichage.version not in ("", fiche.version)
    )


def _text(ligne: Reponses, id_: str) -> str:
    valeur = ligne.get(id_, "")
    return valeur.strip() if isinstance(valeur, str) else ""
