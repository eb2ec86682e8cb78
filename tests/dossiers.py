"""Dossiers as deadlines see them, short to write."""

import datetime as dt
from collections.abc import Sequence

from droits_usagers.domain.echeances import Echeance, FaitsDossier
from droits_usagers.domain.echeances.evenements import Canal, Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite

#: The clocks of the full right of access, for a holder of any kind.
ACCES = frozenset({"reponse", "refus_tacite", "dossier_medical"})


def a_dossier(
    *evenements: Evenement,
    delais: frozenset[str] = ACCES,
    territoire: str = "",
    canal: Canal = Canal.POSTAL,
    genre: GenreOrganisme = GenreOrganisme.DEPARTEMENT,
    qualite: Qualite = Qualite.CONCERNE,
    pieces_medicales: tuple[dt.date, ...] = (),
    etapes: frozenset[str] | None = None,
    premier: TypeEvenement = TypeEvenement.ENVOYE,
    demarche: str = "acces",
    demeure: str = "93",
) -> FaitsDossier:
    """The facts of a right of access towards a département, unless told otherwise."""
    return FaitsDossier(
        demarche,
        delais,
        evenements,
        territoire=territoire,
        canal=canal,
        genre=genre,
        qualite=qualite,
        pieces_medicales=pieces_medicales,
        etapes=etapes,
        premier=premier,
        demeure=demeure,
    )


def fact(type_: TypeEvenement, jour: dt.date | str, organisme: str = "") -> Evenement:
    """A dated fact; the day may be written 2026-11-24."""
    return Evenement(jour if isinstance(jour, dt.date) else dt.date.fromisoformat(jour), type_, organisme)


def by_code(echeances: Sequence[Echeance]) -> dict[str, Echeance]:
    """The dates by code; of two for a medical file, the last."""
    return {echeance.code.value: echeance for echeance in echeances}
