"""What a slip or a letter of the day can say: the facts one may record, the likely one, and whether it holds."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.avis import AUTRES_LETTRES, AVIS, check_slip, letters_out, say_letter
from droits_usagers.services.dossier.faits import Refus, check_fait, likely_faits, other_faits

_T = TypeEvenement


@dataclass(frozen=True, slots=True)
class ChoixCourrier:
    """What can be recorded: the type of a fact, or `AVIS` and that of a letter; and its words."""

    id: str
    libelle: str


def choices(connus: Sequence[Evenement], textes: Textes) -> tuple[ChoixCourrier, ...]:
    """Everything that can be recorded, given the facts in force: the likely ones, the slips of other letters, the rest.

    Where several letters are out, first the slip of each, named.
    """
    parties = letters_out(connus)
    nommees = [ChoixCourrier(id_, say_letter(id_, connus, textes)) for id_ in parties]
    envoyees = [type_ for type_ in AUTRES_LETTRES if any(connu.type is type_ for connu in connus)]
    avis = [ChoixCourrier(f"{AVIS}{type_}", textes(f"courrier_du_jour.avis.{type_}")) for type_ in envoyees]

    def facts(types: Iterable[TypeEvenement]) -> list[ChoixCourrier]:
        return [ChoixCourrier(type_.value, textes(f"courrier_du_jour.faits.{type_}")) for type_ in types]

    autres = (*facts(likely_faits(connus)), *avis, *facts(other_faits(connus)))
    return (*nommees, *(un for un in autres if un.id not in parties))


def proposed(connus: Sequence[Evenement], lettre: TypeEvenement | None = None) -> str:
    """The id of the one that goes without saying, or nothing. `lettre`: what the registered letter found by its number was.

    An answer is never supposed: only a letter that was sent and has not arrived, or one that has not left; nor which letter a
    slip is of, where several are out and no number tells.
    """
    if lettre is None and letters_out(connus):
        return ""
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
    return check_slip(choix, date, connus=connus, today=today)


def _begins(choix: ChoixCourrier, cherches: Sequence[str]) -> bool:
    """True if the first word begins like the first one typed."""
    return bool(cherches) and words(choix.libelle)[0].startswith(cherches[0])
