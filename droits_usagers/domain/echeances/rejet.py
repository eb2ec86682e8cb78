"""What silence means on a right over one's data: for an administration, a rejection, then the court (CRPA L231-4, CJA R421-2).

The same prudence as for documents: silence is counted from the latest receipt, so that nobody goes too early, and the time to
go to court from the first one, so that nobody goes too late. Documents go another way, through the CADA (`crpa`, `recours`).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from droits_usagers.domain.calendrier import add_months
from droits_usagers.domain.echeances.chronologie import Chronologie, Reception, months
from droits_usagers.domain.echeances.crpa import acknowledgement, aim, unmoved
from droits_usagers.domain.echeances.rgpd import received, unknown_receipt
from droits_usagers.domain.echeances.valeurs import Code, Echeance
from droits_usagers.domain.evenements import TypeEvenement
from droits_usagers.domain.explications import Explication, Phrase, phrase
from droits_usagers.domain.organismes import GenreOrganisme
from droits_usagers.domain.personnes import Qualite

_T = TypeEvenement
#: Whose silence is that of an administration, whatever is asked. Of the others, nobody knows: no date is given.
_ADMINISTRATIONS = frozenset({GenreOrganisme.DEPARTEMENT, GenreOrganisme.CCAS, GenreOrganisme.CAF, GenreOrganisme.MDPH})


class _Rejet(NamedTuple):
    """A silence, or a written refusal, and what follows."""

    premiere: Reception
    derniere: Reception
    #: Months of silence, then months to act.
    silence: int
    mois: int
    #: The day silence becomes a rejection, if it does.
    naissance: dt.date
    nee: bool
    #: The written refusal the months run from, or the partial answer that is one for the rest; None when they run from silence.
    refus: dt.date | None
    #: A written refusal that came after the time to act: it reopens nothing, if the silence could be held against the person.
    confirmatif: dt.date | None
    #: The body and the person may count otherwise.
    discute: bool

    @property
    def jusqu_au(self) -> dt.date | None:
        """The last day to go to court; None when nothing was refused."""
        if self.refus is not None:
            return add_months(self.refus, self.mois)
        return add_months(self.depart, self.mois) if self.nee else None

    @property
    def depart(self) -> dt.date:
        """The end of the silence, by the first receipt."""
        return add_months(self.premiere.date, self.silence)


def echeances_rejet(chronologie: Chronologie) -> Iterator[Echeance]:
    """`rejet_implicite` and `recours_ta`, of an administration alone."""
    rejet = _read(chronologie)
    if rejet is None:
        return
    if rejet.nee:
        silence = _explain_silence(chronologie, rejet)
        yield chronologie.never_moved(Code.REJET_IMPLICITE, rejet.naissance, silence, estimation=rejet.derniere.estimee)
    jusqu_au = rejet.jusqu_au
    if jusqu_au is not None and not chronologie.satisfied_by(jusqu_au):
        delai = "recours_ta" if rejet.refus is None else "recours_ta_refus_ecrit"
        estimee = rejet.refus is None and rejet.premiere.estimee
        recours = _explain_appeal(chronologie, rejet, jusqu_au)
        echeance = chronologie.never_moved(Code.RECOURS_TA, jusqu_au, recours, delai=delai, estimation=estimee)
        # That silence is a rejection here is not read in the text itself.
        a_verifier = rejet.refus is None or chronologie.faits.genre is GenreOrganisme.CAF
        yield replace(echeance, a_verifier=echeance.a_verifier or a_verifier, contestable=rejet.discute)


def _read(chronologie: Chronologie) -> _Rejet | None:
    premiere, derniere = chronologie.premiere, chronologie.derniere
    if chronologie.faits.genre not in _ADMINISTRATIONS or premiere is None or derniere is None:
        return None
    if not chronologie.applies(premiere.date, "rejet_implicite", "recours_ta"):
        return None
    silence, mois = (chronologie.length(id_, premiere.date) for id_ in ("rejet_implicite", "recours_ta"))
    naissance = add_months(derniere.date, silence)
    refus = chronologie.first(_T.REFUS, premiere.date)
    complete = chronologie.first(_T.REPONSE_COMPLETE, premiere.date)
    partielle = chronologie.first(_T.REPONSE_PARTIELLE, premiere.date)
    fermeture = add_months(add_months(premiere.date, silence), mois)
    # Before silence is a rejection, a refusal is the first one, however late it is by the strictest reading.
    in_time = refus is not None and refus <= max(fermeture, naissance)
    decision = refus if in_time else partielle if partielle is not None and partielle <= naissance else None
    confirmatif = None if in_time else refus
    return _Rejet(
        premiere,
        derniere,
        silence=silence,
        mois=mois,
        naissance=naissance,
        nee=not any(jour is not None and jour <= naissance for jour in (refus, partielle, complete)),
        refus=decision,
        confirmatif=confirmatif,
        discute=confirmatif is not None or (decision is not None and (decision > fermeture or decision != refus)),
    )


def _explain_silence(chronologie: Chronologie, rejet: _Rejet) -> Iterator[Explication]:
    yield received(rejet.derniere), *months(rejet.derniere.date, rejet.silence), chronologie.day(rejet.naissance)
    yield from unmoved(chronologie, rejet.naissance)
    yield from unknown_receipt(rejet.derniere)
    if chronologie.faits.qualite is not Qualite.AGENT:
        # CRPA L231-4, 5°: between an administration and its agents, the text says so.
        yield (phrase("note.rejet_discute"),)


def _explain_appeal(chronologie: Chronologie, rejet: _Rejet, jusqu_au: dt.date) -> Iterator[Explication]:
    yield tuple(_steps(chronologie, rejet, jusqu_au))
    saisi = chronologie.first(_T.TA_SAISI)
    yield (phrase("note.ta_saisi", date=saisi),) if saisi is not None and saisi <= jusqu_au else aim(chronologie, jusqu_au)
    yield from unmoved(chronologie, jusqu_au)
    if rejet.refus is None:
        yield from unknown_receipt(rejet.premiere)
    yield from ((phrase(note),) for note in _notes(chronologie, rejet))
    if saisi is not None and saisi > jusqu_au:
        yield (phrase("note.ta_trop_tard", date=saisi),)


def _steps(chronologie: Chronologie, rejet: _Rejet, jusqu_au: dt.date) -> Iterator[Phrase]:
    if rejet.refus is not None:
        yield phrase("pas.refus_recu", date=rejet.refus)
        yield from months(rejet.refus, rejet.mois)
    else:
        yield received(rejet.premiere)
        yield from months(rejet.premiere.date, rejet.silence)
        yield chronologie.day(rejet.depart)
        yield from months(rejet.depart, rejet.mois)
    yield chronologie.day(jusqu_au)


def _notes(chronologie: Chronologie, rejet: _Rejet) -> Iterator[str]:
    """The ids of what is to be known about this last day."""
    accuse = bool(chronologie.dates(_T.ACCUSE_CONFORME)) or chronologie.faits.qualite is Qualite.AGENT
    if rejet.confirmatif is not None:
        yield "note.refus_confirmatif" if accuse else "note.refus_apres_silence"
    yield "note.ta_sans_voies" if rejet.refus is not None else acknowledgement(chronologie)
    if rejet.refus is None and chronologie.faits.qualite is not Qualite.AGENT:
        yield "note.rejet_discute"
    if chronologie.dates(_T.RELANCE_ENVOYEE):
        yield "note.relance_sans_effet_ta"
    yield "note.cnil_sans_effet"
    if chronologie.faits.genre is GenreOrganisme.CAF:
        yield "note.juge_des_caisses"
    yield "note.ta_expedition"
    yield "note.ta_distance"
