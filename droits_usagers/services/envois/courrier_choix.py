"""What a slip or a letter of the day can say: the facts one may record, the likely one, and whether it holds."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.faits import INITIAL, Refus, check_fait, likely_faits, other_faits

_T = TypeEvenement

#: Before the type of a letter that is not the request: its return slip proves that it arrived, and starts no clock. It is
#: kept as a note, for a receipt of the reminder recorded as that of the request would move every date.
AVIS = "avis:"
#: The letters, besides the request, that may have left registered.
AUTRES_LETTRES = (
    _T.RELANCE_ENVOYEE,
    _T.PLAINTE_CNIL_ENVOYEE,
    _T.CADA_SAISIE,
    _T.MOTIFS_DEMANDES,
    _T.RECOURS_HIERARCHIQUE_ENVOYE,
    _T.RECOURS_PREALABLE_ENVOYE,
    _T.MEDIATION_SAISIE,
    _T.AIDE_JURIDICTIONNELLE_DEMANDEE,
    _T.TA_SAISI,
    _T.DEFENSEUR_SAISI,
)


@dataclass(frozen=True, slots=True)
class ChoixCourrier:
    """What can be recorded: the type of a fact, or `AVIS` and that of a letter; and its words."""

    id: str
    libelle: str


def choices(connus: Sequence[Evenement], textes: Textes) -> tuple[ChoixCourrier, ...]:
    """Everything that can be recorded, given the facts in force: the likely ones, the slips of other letters, the rest."""
    envoyees = [type_ for type_ in AUTRES_LETTRES if any(connu.type is type_ for connu in connus)]
    avis = [ChoixCourrier(f"{AVIS}{type_}", textes(f"courrier_du_jour.avis.{type_}")) for type_ in envoyees]

    def facts(types: Iterable[TypeEvenement]) -> list[ChoixCourrier]:
        return [ChoixCourrier(type_.value, textes(f"courrier_du_jour.faits.{type_}")) for type_ in types]

    return (*facts(likely_faits(connus)), *avis, *facts(other_faits(connus)))


def proposed(connus: Sequence[Evenement], lettre: TypeEvenement | None = None) -> str:
    """The id of the one that goes without saying, or nothing. `lettre`: what the registered letter found by its number was.

    An answer is never supposed: only a letter that was sent and has not arrived, or one that has not left.
    """
    if lettre in AUTRES_LETTRES:
        return f"{AVIS}{lettre}"
    probables = likely_faits(connus)
    premier = probables[0] if probables else None
    return premier.value if premier in {_T.RECU, _T.ENVOYE} else ""


def matching(texte: str, choix: Iterable[ChoixCourrier]) -> tuple[ChoixCourrier, ...]:
    """Those whose words begin like those typed, in any order; those that begin with them come first."""
    cherches = words(texte)
    trouves = [un for un in choix if all(any(mot.startswith(cherche) for mot in words(un.libelle)) for cherche in cherches)]
    return tuple(sorted(trouves, key=lambda un: words(un.libelle)[: len(cherches)] != cherches and not _begins(un, cherches)))


def check(choix: str, date: dt.date, *, connus: Sequence[Evenement], today: dt.date) -> Refus | None:
    """None when this can be recorded at that date; else the first thing that does not hold."""
    if not choix.startswith(AVIS):
        return check_fait(Evenement(date, TypeEvenement(choix)), connus, today)
    if date > today:
        return Refus("futur", {"date": date_courte(date)})
    envoi = sent_on(choix, connus)
    if envoi is not None and date < envoi:
        return Refus("trop_tot", {"date": date_courte(envoi)}, lettre_of(choix))
    return None


def lettre_of(choix: str) -> TypeEvenement:
    """The letter whose return slip it is."""
    return TypeEvenement(choix.removeprefix(AVIS))


def sent_on(choix: str, connus: Iterable[Evenement]) -> dt.date | None:
    """The day the letter of a return slip left; of several, the last."""
    return max((connu.date for connu in connus if connu.type is lettre_of(choix)), default=None)


def received_on(connus: Iterable[Evenement]) -> dt.date | None:
    """The day the request itself arrived at the body it was for, if it is known."""
    return min((connu.date for connu in connus if connu.type is _T.RECU and connu.organisme != INITIAL), default=None)


def _begins(choix: ChoixCourrier, cherches: Sequence[str]) -> bool:
    """True if the first word begins like the first one typed."""
    return bool(cherches) and words(choix.libelle)[0].startswith(cherches[0])
