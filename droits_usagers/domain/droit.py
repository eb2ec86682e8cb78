"""Law as data: one assertion per entry, with how surely its existence and its content were checked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Cote(StrEnum):
    """How surely something was checked (`base-legale`, § 0): read, read in a dated version, read at second hand, from memory."""

    V = "V"
    V_ANC = "V-anc"
    V_SEC = "V-sec"
    DM = "DM"


@dataclass(frozen=True, slots=True)
class EntreeDroit:
    """One assertion of law. A letter may *name* it unless `cote_existence` is DM, and state its content unless `cote_contenu` is."""

    id: str
    #: The text it belongs to, as an id (rgpd, lil, crpa, casf, csp, cp, cja…).
    texte: str
    #: As cited in a sentence: « article 15 du règlement (UE) 2016/679 (RGPD) ».
    citation: str
    article: str
    resume: str
    lien: str
    verifie_le: dt.date
    cote_existence: Cote
    cote_contenu: Cote
    #: What people wrongly read into it, when there is a trap.
    ne_dit_pas: str = ""

    @property
    def a_verifier(self) -> bool:
        """True when the « Textes » page must say that this still has to be checked."""
        return Cote.V not in (self.cote_contenu,) or self.cote_existence is not Cote.V


@dataclass(frozen=True, slots=True)
class ValeurDelai:
    """The length of a delay from a given day on. Months and days are never both used."""

    a_partir_du: dt.date
    mois: int = 0
    jours: int = 0
    heures: int = 0


@dataclass(frozen=True, slots=True)
class Delai:
    """A delay set by law: its values over time, its ground, and whether its end rolls to the next working day."""

    id: str
    fondement: str
    valeurs: tuple[ValeurDelai, ...]
    #: True only for the RGPD's own delays (règlement 1182/71, art. 3 § 4); domestic ones are never rolled.
    reporte: bool = False

    def in_force(self, on: dt.date) -> ValeurDelai:
        """The value that applied that day. Raises ValueError before the first one."""
        known = [valeur for valeur in self.valeurs if valeur.a_partir_du <= on]
        if not known:
            msg = f"no value of {self.id} on {on}"
            raise ValueError(msg)
        return max(known, key=lambda valeur: valeur.a_partir_du)


@dataclass(frozen=True, slots=True)
class Droit:
    """The whole legal base."""

    entrees: Mapping[str, EntreeDroit] = field(repr=False)
    delais: Mapping[str, Delai] = field(repr=False)
