"""The person's own last days that are not over: what can be lost, and by when. Every surface reads them here."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from droits_usagers.domain.droit.feries import roll
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, Echeance

_T = TypeEvenement
#: How long before a last day one comes back for it, at least: enough to write, to sign and to send.
DIX_JOURS, _UN_JOUR = dt.timedelta(days=10), dt.timedelta(days=1)

#: What keeps each last day of the person.
TENUES: Mapping[Code, frozenset[TypeEvenement]] = {
    Code.SAISINE_CADA: frozenset({_T.CADA_SAISIE, _T.CADA_ENREGISTREE, _T.AVIS_CADA}),
    Code.RECOURS_HIERARCHIQUE: frozenset({_T.RECOURS_HIERARCHIQUE_ENVOYE, _T.TA_SAISI}),
    Code.RECOURS_TA: frozenset({_T.TA_SAISI}),
    Code.RECOURS_JUGE: frozenset({_T.TA_SAISI}),
    Code.OBSERVATIONS: frozenset({_T.ENVOYE, _T.RECOURS_PREALABLE_ENVOYE}),
    Code.RECOURS_PREALABLE: frozenset({_T.RECOURS_PREALABLE_ENVOYE, _T.RECOURS_REJETE}),
    Code.MEDIATION_PREALABLE: frozenset({_T.MEDIATION_SAISIE, _T.RECOURS_PREALABLE_ENVOYE}),
    Code.RECOURS_CONSEIL_ETAT: frozenset({_T.CONSEIL_ETAT_SAISI}),
}


@dataclass(frozen=True, slots=True)
class DernierJour:
    """A last day of the person that was not kept and is not over."""

    jour: dt.date
    echeance: Echeance
    #: Which one it is of the dates of its code.
    rang: int = 1
    #: What it is for can be done today; else a silence is to come first, and nothing can be lost before.
    ouvert: bool = True
    #: It still runs for those alone who live far from the court.
    loin: bool = False

    @property
    def code(self) -> Code:
        """What is lost once it is over."""
        return self.echeance.code

    @property
    def tot(self) -> dt.date | None:
        """The sooner day on which it may have been over already; None while it is not past."""
        return self.echeance.date if self.echeance.date != self.jour else None

    @property
    def peut_etre_fini(self) -> bool:
        """True when it may be over already: a sooner reading is past, or nobody knows what it should be counted from."""
        return self.tot is not None or self.echeance.faute_de is not None


def last_days(echeances: Iterable[Echeance], evenements: Sequence[Evenement], au: dt.date) -> tuple[DernierJour, ...]:
    """The person's own last days that `evenements` do not keep and that are not over that day, the first one first.

    Of the same day, the CADA comes first: without it, a court does not look at a refusal of documents (CRPA L342-1). Writing
    above is left out: it keeps the day of the court, which is there.
    """
    jours: dict[tuple[dt.date, Code], DernierJour] = {}
    for echeance, rang in ranked(echeances):
        code = echeance.code
        if code not in TENUES or code is Code.RECOURS_HIERARCHIQUE or is_kept(evenements, echeance):
            continue
        date = echeance.to_go_by(au)
        if date is not None and not echeance.is_kept_by_aid(au):
            ouvert = echeance.ouvre is None or echeance.ouvre < au
            loin = date == echeance.fin and echeance.is_far_only(au)
            un = DernierJour(date, echeance, rang, ouvert, loin)
            # Of two that end together, the surest; in doubt of the receipt, none is.
            jours[date, code] = min(
                jours.get((date, code), un),
                un,
                key=lambda un: (not un.ouvert, un.echeance.faute_de is None, un.tot is not None, un.rang),
            )
    return tuple(sorted(jours.values(), key=lambda un: (un.jour, un.code is not Code.SAISINE_CADA, un.code)))


def kept_by_aid(echeances: Iterable[Echeance], evenements: Sequence[Evenement], au: dt.date) -> tuple[Echeance, ...]:
    """The days before a judge that legal aid alone seems to keep that day, and that nothing done keeps."""
    devant = (une for une in echeances if une.code is not Code.RECOURS_HIERARCHIQUE)
    return tuple(une for une in devant if une.is_kept_by_aid(au) and not is_kept(evenements, une))


def come_back(
    jour: dt.date,
    siens: Iterable[dt.date],
    is_off: Callable[[dt.date], bool],
    *,
    depuis: dt.date,
    receives: Callable[[dt.date], bool] | None = None,
) -> dt.date:
    """When to come back, about that day: on an open day, ten days at least before the first of `siens`; else, `depuis`.

    `receives`: on which days the desk does; on one of them, unless none comes that soon.
    """
    premier = min(siens, default=None)
    recu = _near(jour, premier, lambda un: not receives(un), depuis=depuis) if receives is not None else depuis
    return recu if recu > depuis else _near(jour, premier, is_off, depuis=depuis)


def _near(jour: dt.date, premier: dt.date | None, is_off: Callable[[dt.date], bool], *, depuis: dt.date) -> dt.date:
    ouvert = roll(jour, is_off).date
    if premier is None:
        return max(depuis, ouvert)
    avant = premier - DIX_JOURS
    while is_off(avant):
        avant -= _UN_JOUR
    return max(depuis, min(ouvert, avant))


def ranked(echeances: Iterable[Echeance]) -> Iterator[tuple[Echeance, int]]:
    """Each date, and which one it is of those of its code."""
    rangs: dict[Code, int] = {}
    for echeance in echeances:
        rang = rangs[echeance.code] = rangs.get(echeance.code, 0) + 1
        yield echeance, rang


def is_kept(evenements: Sequence[Evenement], echeance: Echeance) -> bool:
    """True when what this last day is for was done, not too early.

    A month is sorted as its first day: what may have been done too early keeps nothing for sure.
    """
    tenue, depuis = TENUES.get(echeance.code, frozenset()), echeance.depuis or dt.date.min
    return any(fait.type in tenue and fait.date >= depuis for fait in evenements)
