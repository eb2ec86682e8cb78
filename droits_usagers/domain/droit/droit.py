"""Law as data: one assertion per entry, with how surely its existence and its content were checked."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from textwrap import shorten

from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite

#: Where a first clause ends; an abbreviation or a number has no space after its point.
_PAUSE = re.compile(r"\s?[;:]\s|\.(?:\s|$)")
#: Signs that two lines of a list hold.
_LIGNES = 72


class Cote(StrEnum):
    """How surely something was checked: read, read in a dated version, read at second hand, from memory."""

    V = "V"
    V_ANC = "V-anc"
    V_SEC = "V-sec"
    DM = "DM"


class ReserveDroit(StrEnum):
    """Why an entry is to be checked again before anyone rests on it, the gravest first."""

    #: What was read is known to have been replaced, or to be about to.
    FIN = "fin"
    DM = "DM"
    V_SEC = "V-sec"
    V_ANC = "V-anc"
    #: The official words were never kept: nothing would tell that they changed.
    SANS_TEXTE = "sans_texte"


@dataclass(frozen=True, slots=True)
class EntreeDroit:
    """One assertion of law. A letter may *name* it unless `cote_existence` is DM, and say what it holds unless either is."""

    id: str
    #: The text it belongs to: a `TexteLoi.id` (rgpd, lil, crpa, casf, csp, cp, cja…).
    texte: str
    #: As cited in a sentence: « article 15 du règlement (UE) 2016/679 (RGPD) ».
    citation: str
    article: str
    resume: str
    lien: str
    verifie_le: dt.date
    cote_existence: Cote
    cote_contenu: Cote
    #: The same once its text has been named in full: « article 15 du RGPD ».
    citation_courte: str = ""
    #: What people wrongly read into it, when there is a trap.
    ne_dit_pas: str = ""
    #: To what kinds of organisme a letter may cite it; none: never in a letter (a trap, kept to be explained).
    organismes: frozenset[GenreOrganisme] = frozenset(GenreOrganisme)
    #: The day of the official copy its article, or a part of it, was read in; None where it was not read in an official copy.
    texte_lu_le: dt.date | None = None
    #: LEGIARTI… of the version read, where known.
    identifiant: str = ""
    #: Digest of the official text read (domain/droit/veille.py).
    empreinte: str = ""
    #: The same of what was read, where that was a part of it only: it tells that it changed, never that it did not.
    extrait: str = ""
    #: The day from which it is known to read otherwise, or that it may: None where nothing is known of its end.
    fin: dt.date | None = None
    #: By what, as a part of a sentence: « loi n° 2026-534 du 25 juin 2026 ».
    fin_par: str = ""
    #: In whose letters it may be cited (the CNIL's precedents on social work: organisations and agents only).
    auteurs: frozenset[Qualite] = frozenset(Qualite)

    @property
    def nom(self) -> str:
        """How it is called at the start of a line: « Article 15 du RGPD »."""
        nom = self.citation_courte or self.citation
        return nom[:1].upper() + nom[1:]

    @property
    def sujet(self) -> str:
        """What it is about, in a few words: how its `resume` begins, up to its first pause or what fits on two lines.

        Its name, where what it says was not read.
        """
        if not self.contenu_citable:
            return self.nom
        debut = _PAUSE.split(self.resume, maxsplit=1)[0]
        return shorten(debut, _LIGNES, placeholder="…")

    def reserve(self, jour: dt.date) -> ReserveDroit | None:
        """Why it is to be checked, as of that day; None: its official words were read whole, and kept to be compared."""
        cotes = {ReserveDroit(cote) for cote in (self.cote_existence, self.cote_contenu) if cote is not Cote.V}
        if self.fin is not None and self.fin <= jour:
            cotes.add(ReserveDroit.FIN)
        if not self.empreinte:
            cotes.add(ReserveDroit.SANS_TEXTE)
        return min(cotes, key=tuple(ReserveDroit).index, default=None)

    @property
    def contenu_citable(self) -> bool:
        """True when a letter may say what it says, and not only name it."""
        return self.existence_sure and self.cote_contenu is not Cote.DM

    @property
    def existence_sure(self) -> bool:
        """True when its existence was checked in some source: only then may it be named at all."""
        return self.cote_existence is not Cote.DM

    def citable(self, genre: GenreOrganisme, qualite: Qualite) -> bool:
        """True when a letter by this kind of author to this kind of organisme may name it."""
        return self.existence_sure and genre in self.organismes and qualite in self.auteurs


@dataclass(frozen=True, slots=True)
class TexteLoi:
    """A text of law (a regulation, an act, a code, a body of decisions), to which entries belong."""

    id: str
    #: As a heading: « Règlement (UE) 2016/679 (RGPD) ».
    nom: str
    #: To cite several articles at once: « articles {articles} du RGPD »; empty for decisions, cited one by one.
    pluriel: str = ""
    pluriel_long: str = ""


@dataclass(frozen=True, slots=True)
class ValeurDelai:
    """The length of a delay from a given day on. Months, days and hours are never used together."""

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
    #: Its end moves to a working day: the RGPD's own delays alone (règlement 1182/71, art. 3 § 4), never domestic ones.
    reporte: bool = False
    #: True when its ground was not read in the text itself: whoever reads the date is told so.
    a_verifier: bool = False

    def in_force(self, on: dt.date) -> ValeurDelai:
        """The value that applied that day. Raises ValueError before the first one."""
        known = [valeur for valeur in self.valeurs if valeur.a_partir_du <= on]
        if not known:
            msg = f"no value of {self.id} on {on}"
            raise ValueError(msg)
        return max(known, key=lambda valeur: valeur.a_partir_du)


@dataclass(frozen=True, slots=True)
class Correspondance:
    """What became of an article renumbered since an older text cited it."""

    id: str
    #: As the older text writes it: « article 34 ».
    ancien: str
    objet: str
    #: The entries that hold it now, the main one first.
    aujourd_hui: tuple[str, ...]
    explication: str
    #: What the same number says today, or what would be wrongly concluded; empty when there is no trap.
    piege: str = ""


@dataclass(frozen=True, slots=True)
class Droit:
    """The whole legal base."""

    entrees: Mapping[str, EntreeDroit] = field(repr=False)
    delais: Mapping[str, Delai] = field(repr=False)
    textes: Mapping[str, TexteLoi] = field(default_factory=dict, repr=False)
    #: Articles of 1978 by their number before 2019, in its order.
    correspondances: Mapping[str, Correspondance] = field(default_factory=dict, repr=False)
