"""« Marquer comme envoyées »: which fact to record for each dossier, and which number of a pasted column goes with which."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demarches import CodeEtape
from droits_usagers.domain.dossier.faits import sent_as
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import say
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.dossier.faits import Refus, check_fait
from droits_usagers.services.envois.tri import LigneTriee, Motif
from droits_usagers.services.socle.travail import Avancement
from droits_usagers.services.suivi.lignes import Presentation

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demarches import Etape
    from droits_usagers.domain.dossier.dossiers import Courrier, DossierLu
    from droits_usagers.services.coffres import Coffre

_PAR_UNITE = 10
#: Between the cells of a line, and between numbers that were written on one line.
_CELLULES, _SUITE = re.compile("[\t;]+"), re.compile("[;,]")
#: What is a number of registered letter more than any other cell of its line: most digits, and this many at least.
_CHIFFRES = 6


@dataclass(frozen=True, slots=True)
class Envoi:
    """A dossier, and the fact that its latest letter was sent; no fact when there is nothing to say was sent."""

    reference: str
    demarche: str
    organisme: str = field(default="", repr=False)
    #: « demarche/etape » of that letter.
    code: str = ""
    evenement: TypeEvenement | None = None
    #: The day that letter was made, when it was made here.
    etabli_le: dt.date | None = None
    #: Its number in the coffre: letters are printed in this order.
    courrier: int = 0
    connus: tuple[Evenement, ...] = ()
    #: The day it was noted as sent already.
    note_le: dt.date | None = None


@dataclass(frozen=True, slots=True)
class LigneEnvoi:
    """A line: what will be recorded, with which number, or why not."""

    envoi: Envoi
    numero: str = field(default="", repr=False)
    #: Why the date makes no sense for this dossier.
    refus: Refus | None = None

    @property
    def ready(self) -> bool:
        """True if it will be recorded."""
        return self.envoi.evenement is not None and self.refus is None


@dataclass(frozen=True, slots=True)
class Appariement:
    """Letters and numbers, side by side."""

    lignes: tuple[LigneEnvoi, ...]
    #: How many letters stay without a number, when there are numbers at all.
    manquent: int = 0
    #: How many numbers stay without a letter.
    en_trop: int = 0
    #: Numbers that are there several times.
    doubles: tuple[str, ...] = field(default=(), repr=False)

    def facts(self, date: dt.date) -> list[FaitANoter]:
        """What to record."""
        return [
            FaitANoter(ligne.envoi.reference, Evenement(date, ligne.envoi.evenement), ligne.numero)
            for ligne in self.lignes
            if ligne.ready and ligne.envoi.evenement is not None
        ]


class Expediteur:
    """Proposes the fact that sending the latest letter of a dossier is. Keeps nothing."""

    def __init__(self, catalogue: "Catalogue") -> None:
        self._catalogue = catalogue

    def proposing(self, coffre: "Coffre", references: Sequence[str], *, envois: list[Envoi]) -> Iterator[Avancement]:
        """Add to `envois` those of these dossiers, in the order their letters were made, then those without a letter."""
        lus: list[Envoi] = []
        for debut in range(0, len(references), _PAR_UNITE):
            lus += [self.propose(coffre.dossiers.read(reference)) for reference in references[debut : debut + _PAR_UNITE]]
            yield Avancement(len(lus), len(references))
        envois += sorted(lus, key=lambda envoi: (envoi.evenement is None, not envoi.courrier, envoi.courrier))

    def propose(self, dossier: "DossierLu") -> Envoi:
        """The fact to record for a dossier."""
        demande = dossier.demande
        courrier = max(dossier.courriers, key=lambda un: un.numero, default=None)
        envoi = Envoi(dossier.reference, demande.demarche, demande.organisme.nom, connus=demande.evenements)
        etape, code = self._etape(demande.demarche, courrier)
        if etape is None:
            return envoi
        evenement = sent_as(etape, self._catalogue.demarches[CodeEtape.read(code).demarche], demande)
        envois = [fait.date for fait in demande.evenements if fait.type is evenement]
        etabli = courrier.etabli_le.date() if courrier else None
        deja = max((jour for jour in envois if etabli is None or jour >= etabli), default=None)
        return Envoi(
            dossier.reference,
            demande.demarche,
            demande.organisme.nom,
            code=code,
            evenement=evenement if deja is None else None,
            etabli_le=etabli,
            courrier=courrier.numero if courrier else 0,
            connus=demande.evenements,
            note_le=deja,
        )

    def _etape(self, demarche: str, courrier: "Courrier | None") -> "tuple[Etape | None, str]":
        """The étape of the letter made, or else the first of the demarche."""
        code = CodeEtape.read(courrier.etape if courrier else "", demarche)
        trouvee = self._catalogue.demarches.get(code.demarche)
        choisie = trouvee.etape(code.etape or None) if trouvee else None
        return choisie, str(CodeEtape(code.demarche, choisie.id)) if choisie else ""


def read_numbers(texte: str) -> tuple[str, ...]:
    """The numbers of a pasted column, one a line. An empty line is a letter without a number; those at the end are nothing."""
    lignes = texte.rstrip().splitlines()
    if len(lignes) == 1 and "\t" not in texte:
        lignes = _SUITE.split(lignes[0])
    return tuple(map(_number, lignes))


def _number(ligne: str) -> str:
    """Of a line of several cells, the one with the most digits."""
    cellules = [" ".join(cellule.split()) for cellule in _CELLULES.split(ligne)]
    meilleure = max(cellules, key=_digits)
    return meilleure.upper() if _digits(meilleure) >= _CHIFFRES else " ".join(filter(None, cellules))


def _digits(cellule: str) -> int:
    return sum(signe.isdigit() for signe in cellule)


def match_numbers(envois: Sequence[Envoi], numeros: Sequence[str], date: dt.date, *, today: dt.date) -> Appariement:
    """Numbers in the order of the letters they go with; a dossier that has nothing to send takes none."""
    restants = iter(numeros)
    lignes = []
    for envoi in envois:
        numero = next(restants, "") if envoi.evenement is not None else ""
        lignes.append(LigneEnvoi(envoi, numero, _refusal(envoi, date, today)))
    attendus = sum(envoi.evenement is not None for envoi in envois)
    compte = Counter(filter(None, numeros))
    return Appariement(
        tuple(lignes),
        manquent=max(0, attendus - len(numeros)) if numeros else 0,
        en_trop=max(0, len(numeros) - attendus),
        doubles=tuple(numero for numero, fois in compte.items() if fois > 1),
    )


def _refusal(envoi: Envoi, date: dt.date, today: dt.date) -> Refus | None:
    """Why this letter cannot have been sent that day."""
    if envoi.evenement is None:
        return None
    if envoi.etabli_le is not None and date < envoi.etabli_le:
        return Refus("trop_tot", {"date": date_courte(envoi.etabli_le)}, TypeEvenement.COURRIER_ETABLI)
    return check_fait(Evenement(date, envoi.evenement), envoi.connus, today)


# What is being typed when the coffre is locked: numbers and days only. Erased for good with any of its dossiers.

_CLE = "masse.envoi"


def keep_typed(coffre: "Coffre", references: Sequence[str], *, date: str, numeros: str) -> None:
    """Keep the day and the numbers typed for these dossiers. Read back: raises ExpectedError where they are not there."""
    garde = {"references": list(references), "date": date, "numeros": list(read_numbers(numeros))}
    coffre.reglages.keep_surely(_CLE, garde)


def forget_typed(coffre: "Coffre") -> None:
    """Once recorded, or taken up again, it is kept no longer."""
    coffre.reglages.keep(_CLE, None)


def take_typed(coffre: "Coffre", references: Sequence[str]) -> tuple[str, str] | None:
    """The day and the numbers that were typed for these same dossiers; kept no longer, whatever they were for."""
    garde = coffre.reglages.read(_CLE)
    if garde is None:
        return None
    forget_typed(coffre)
    return (garde["date"], "\n".join(garde["numeros"])) if garde["references"] == list(references) else None


#: The order in which motives are said.
_RANGS = {motif: rang for rang, motif in enumerate(Motif)}


@dataclass(frozen=True, slots=True)
class GroupeEcarte:
    """The dossiers left aside for one reason."""

    motif: Motif
    texte: str
    nombre: int
    #: The person may have their letters made all the same.
    cochable: bool


@dataclass(frozen=True, slots=True)
class ParolesMasse:
    """Says lines in the words of the texts."""

    dit: Presentation

    def demarche(self, demarche: str) -> str:
        """The name of a demarche in one or two words."""
        return self.dit.demarche(demarche)

    def reference(self, ligne: LigneTriee) -> str:
        """Its reference, with the mark of a dossier that has a consigne."""
        return f"{ligne.reference} {self.dit.catalogue.textes('consignes.marque')}" if ligne.consigne else ligne.reference

    def etat(self, ligne: LigneTriee) -> str:
        """What becomes of a dossier, were its letter not ticked."""
        textes = self.dit.catalogue.textes
        if ligne.motif is None:
            return textes("masse.a_ecrire_estimee" if ligne.estimee else "masse.a_ecrire")
        avec_jour = f"masse.motifs_jour.{ligne.motif}"
        if ligne.jour is not None and avec_jour in textes:
            return textes(avec_jour, date=date_courte(ligne.jour))
        return textes(f"masse.motifs.{ligne.motif}")

    def pourquoi(self, ligne: LigneTriee) -> str:
        """Why this letter, that day; empty when there is none."""
        return say((ligne.pourquoi,), self.dit.catalogue.textes) if ligne.pourquoi is not None else ""

    def groupes(self, lignes: Iterable[LigneTriee]) -> tuple[GroupeEcarte, ...]:
        """What is left aside, by reason."""
        motifs = Counter((ligne.motif, ligne.may_be_ticked) for ligne in lignes if ligne.motif is not None)
        return tuple(
            GroupeEcarte(motif, self.dit.catalogue.textes(f"masse.motifs.{motif}"), nombre, cochable)
            for (motif, cochable), nombre in sorted(motifs.items(), key=lambda item: _RANGS[item[0][0]])
        )

    def envoi(self, ligne: "LigneEnvoi") -> str:
        """What will be recorded for a dossier, or why nothing is."""
        textes, envoi = self.dit.catalogue.textes, ligne.envoi
        if ligne.refus is not None:
            return self.refus(ligne.refus)
        if envoi.evenement is not None:
            return textes(f"suivi.faits.{envoi.evenement}")
        return textes("masse.envoi.deja", date=date_courte(envoi.note_le)) if envoi.note_le else textes("masse.envoi.rien")

    def refus(self, refus: "Refus") -> str:
        """Why a date makes no sense."""
        textes = self.dit.catalogue.textes
        autre = textes(f"suivi.faits.{refus.autre}") if refus.autre is not None else ""
        return textes(f"suivi.refus.{refus.id}", fait=autre, **refus.faits)


def arranged(lignes: Sequence[LigneTriee]) -> tuple[LigneTriee, ...]:
    """What is made first, as it was chosen; then what one may add, then the rest, by reason."""
    return tuple(sorted(lignes, key=lambda ligne: -1 if ligne.motif is None else _RANGS[ligne.motif]))


def file_base(nom: str, today: dt.date) -> str:
    """« relances-2026-11-24 »: a name of file that names nobody."""
    return nom.format(date=today.isoformat())
