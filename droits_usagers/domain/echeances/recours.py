"""After the CADA: its silence confirms the refusal, then the administrative court (CRPA R343-5, CJA R421-2, CRPA L232-4)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.echeances.aide import Tribunal, explain_aid, read_tribunal, restart
from droits_usagers.domain.echeances.chronologie import Chronologie, Reception, months
from droits_usagers.domain.echeances.crpa import aim, is_seized, opened_on, seized_on, unmoved
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, Echeance, Explication, Phrase, phrase

_T = TypeEvenement
_UN_JOUR = dt.timedelta(days=1)


class Motifs(NamedTuple):
    """Reasons asked for a tacit refusal, within the time for appeal (L232-4): the court may be seized later, within a year."""

    demandes_le: dt.date
    recus_le: dt.date | None
    #: Last day for the body to give them.
    attendus_le: dt.date
    plafond: dt.date
    jusqu_au: dt.date

    @property
    def plafonne(self) -> bool:
        """True when the ceiling gives the last day, or may: no text that was read says it."""
        return self.jusqu_au == self.plafond


class _Suite(NamedTuple):
    """What follows the registration by the CADA."""

    enregistrement: Reception
    silence: int
    mois: int
    naissance: dt.date
    nee: bool
    motifs: Motifs | None
    #: The written refusal the two months run from; None when they run from silence.
    refus: dt.date | None
    confirmatif: dt.date | None
    #: A written refusal that came once the first months were over, the reasons received keeping the court open.
    tardif: dt.date | None
    #: …or the reasons awaited, up to a ceiling nobody read: `refus` is then the one to count from.
    attendu: bool
    #: Another last day that may be argued for: the written refusal may have come before the opinion of the CADA, or the
    #: opinion is all that is known of what the CADA did.
    soutenable: dt.date | None
    #: The CADA was seized before something was refused: nothing is sure that is counted from it.
    trop_tot: bool
    #: Of what the CADA did, its opinion alone is known: it is counted from the first day it may have registered.
    par_avis: bool

    @property
    def ouvert(self) -> dt.date:
        """The first day something is refused, which the court may judge: before, there is nothing to judge (CJA R421-1)."""
        return self.naissance + _UN_JOUR if self.refus is None else self.refus

    @property
    def jusqu_au(self) -> dt.date | None:
        """The last day to go to court; None when nothing was refused."""
        if self.refus is not None:
            return add_months(self.refus, self.mois)
        if self.motifs is not None and self.motifs.recus_le is not None:
            return self.motifs.jusqu_au
        # Reasons that were asked for and did not come leave more, up to a ceiling nobody read: the cautious day is kept.
        return add_months(self.naissance, self.mois) if self.nee else None

    @property
    def lue(self) -> dt.date | None:
        """Another last day that may be argued for; None when there is none."""
        if self.tardif is not None:
            return add_months(self.tardif, self.mois)
        attendus = self.motifs if self.refus is None and self.motifs is not None and self.motifs.recus_le is None else None
        return self.soutenable if attendus is None else attendus.plafond


def echeances_recours(chronologie: Chronologie) -> Iterator[Echeance]:
    """`refus_confirme` and `recours_ta`, once the CADA is seized."""
    suite = _read(chronologie)
    if suite is None:
        return
    if suite.nee:
        silence = _explain_silence(chronologie, suite)
        estimee = suite.enregistrement.estimee or suite.trop_tot
        confirme = chronologie.never_moved(Code.REFUS_CONFIRME, suite.naissance, silence, estimation=estimee)
        yield replace(confirme, a_verifier=confirme.a_verifier or suite.trop_tot or suite.par_avis)
    if suite.jusqu_au is None:
        return
    tribunal = read_tribunal(chronologie, suite.jusqu_au, suite.mois, lue=suite.lue)
    lue = max(tribunal.jusqu_au, suite.lue or tribunal.jusqu_au)
    if not _satisfied(chronologie, lue):
        echeance = chronologie.never_moved(
            Code.RECOURS_TA,
            tribunal.jusqu_au,
            _explain_appeal(chronologie, suite, tribunal),
            delai=_rule(suite),
            estimation=suite.trop_tot or (suite.refus is None and suite.enregistrement.estimee),
        )
        discutable = suite.lue is not None or tribunal.held or suite.attendu
        plafonne = suite.refus is None and suite.motifs is not None and suite.motifs.plafonne
        doute = tribunal.repart or suite.trop_tot or suite.attendu or suite.par_avis or plafonne
        echeance = replace(echeance, contestable=discutable, a_verifier=echeance.a_verifier or doute)
        ouvre = suite.naissance if suite.refus is None else None
        yield chronologie.before_a_court(
            replace(echeance, ouvre=ouvre, aide_attendue=tribunal.attendue),
            chronologie.at_latest(lue),
            depuis=suite.ouvert,
            lues=(lue,),
        )


def _rule(suite: _Suite) -> str:
    """The id of the delay that the last day rests on."""
    if suite.refus is not None:
        return "recours_ta" if suite.nee else "recours_ta_refus_ecrit"
    if suite.motifs is None or suite.motifs.recus_le is None:
        return "recours_ta"
    return "motifs_plafond" if suite.motifs.plafonne else "motifs_prorogation"


def _read(chronologie: Chronologie) -> _Suite | None:
    avis, saisie = chronologie.first(_T.AVIS_CADA), seized_on(chronologie)
    # What was given before it is the opinion on another seizure, that nobody noted.
    seul = avis if saisie is None or (avis is not None and avis < saisie) else None
    pivot = saisie if seul is None else _before_opinion(chronologie, seul)
    if pivot is None:
        return None
    connu = chronologie.first(_T.CADA_ENREGISTREE)
    enregistrement = Reception(connu) if connu is not None else Reception(pivot, estimee=True)
    if not chronologie.applies(enregistrement.date, "refus_confirme", "recours_ta", "recours_ta_refus_ecrit"):
        return None
    silence, mois = (chronologie.length(id_, enregistrement.date) for id_ in ("refus_confirme", "recours_ta"))
    naissance = add_months(enregistrement.date, silence)
    # Before the CADA may be seized, a refusal is the one of which it is.
    refus = chronologie.first(_T.REFUS, max(pivot, opened_on(chronologie)) + _UN_JOUR)
    complete = chronologie.first(_T.REPONSE_COMPLETE, pivot)
    nee = not any(jour is not None and jour <= naissance for jour in (refus, complete))
    motifs = read_motifs(chronologie, naissance, mois) if nee else None
    fin = motifs.jusqu_au if motifs else add_months(naissance, mois)
    in_time = refus is not None and refus <= fin
    # The months of its reasons end first: by prudence, they are the ones to keep.
    recus = motifs.recus_le if motifs is not None else None
    tard = in_time and refus is not None and recus is not None and max(recus, add_months(naissance, mois)) < refus
    agir = "recours_ta_refus_ecrit" if in_time and not nee else "recours_ta"
    # Registered by the day of its opinion, which is all that is known.
    par_avis = add_months(add_months(seul, silence), mois) if seul is not None else None
    rendu = chronologie.first(_T.AVIS_CADA, pivot)
    avant_avis = refus is not None and refus < naissance and (rendu is None or refus < max(rendu, connu or rendu))
    return _Suite(
        enregistrement,
        silence=silence,
        mois=chronologie.length(agir, enregistrement.date),
        naissance=naissance,
        nee=nee,
        motifs=motifs,
        refus=refus if in_time and not tard else None,
        confirmatif=None if in_time else refus,
        tardif=refus if tard else None,
        attendu=in_time and not tard and nee and refus is not None and refus > add_months(naissance, mois),
        soutenable=par_avis or (add_months(naissance, mois) if avant_avis else None),
        trop_tot=not is_seized(chronologie),
        par_avis=par_avis is not None,
    )


def _before_opinion(chronologie: Chronologie, avis: dt.date) -> dt.date:
    """The first day the CADA may have registered what it gave this opinion on, where nothing else is known of it."""
    ouvert = opened_on(chronologie)
    return avis if ouvert == dt.date.min else min(ouvert, avis)


def read_motifs(chronologie: Chronologie, naissance: dt.date, mois: int, *, limite: dt.date | None = None) -> Motifs | None:
    """The reasons asked for within the `mois` months that follow a tacit refusal born that day; None when they were not.

    `limite`: the last day to ask, where that is another.
    """
    demandes = chronologie.first(_T.MOTIFS_DEMANDES, naissance)
    if demandes is None or demandes > (limite or add_months(naissance, mois)):
        return None
    attente, de_plus, plafond_mois = (
        chronologie.length(id_, demandes) for id_ in ("motifs", "motifs_prorogation", "motifs_plafond")
    )
    plafond = add_months(demandes, plafond_mois)
    recus = chronologie.first(_T.MOTIFS_RECUS, demandes)
    jusqu_au = plafond if recus is None else min(plafond, add_months(recus, de_plus))
    return Motifs(demandes, recus, add_months(demandes, attente), plafond, jusqu_au)


def _satisfied(chronologie: Chronologie, jusqu_au: dt.date) -> bool:
    pivot, reponse = seized_on(chronologie), chronologie.derniere_reponse
    return chronologie.satisfied_by(jusqu_au) and pivot is not None and reponse is not None and reponse.date >= pivot


def _explain_silence(chronologie: Chronologie, suite: _Suite) -> Iterator[Explication]:
    yield _registered(suite), *months(suite.enregistrement.date, suite.silence), chronologie.day(suite.naissance)
    yield from unmoved(chronologie, suite.naissance)
    yield from _estimee(suite)


def _explain_appeal(chronologie: Chronologie, suite: _Suite, tribunal: Tribunal) -> Iterator[Explication]:
    jusqu_au = tribunal.jusqu_au
    yield tuple(restart(chronologie, tribunal) if tribunal.repart else _steps(chronologie, suite, jusqu_au))
    yield from went_to_court(chronologie, jusqu_au, ouvert=suite.ouvert, lue=suite.lue)
    yield from unmoved(chronologie, jusqu_au)
    if suite.refus is None:
        yield from _estimee(suite)
    yield from explain_aid(tribunal)
    yield from _notes(chronologie, suite)


def went_to_court(
    chronologie: Chronologie, jusqu_au: dt.date, *, ouvert: dt.date, lue: dt.date | None = None
) -> Iterator[Explication]:
    """« Ce délai est tenu », perhaps, or too late, once a court was seized; until then, which day to aim at.

    `ouvert`: the first day it counts; `lue`: its last day, read otherwise.
    """
    saisi = chronologie.first(_T.TA_SAISI, ouvert)
    if saisi is None:
        tot = chronologie.first(_T.TA_SAISI)
        if tot is not None:
            yield (phrase("note.ta_trop_tot", date=tot),)
        yield aim(chronologie, jusqu_au)
    elif saisi <= jusqu_au:
        yield (phrase("note.ta_saisi", date=saisi),)
    else:
        a_temps = saisi <= chronologie.at_latest(max(jusqu_au, lue or jusqu_au))
        yield (phrase("note.ta_peut_etre_a_temps" if a_temps else "note.ta_trop_tard", date=saisi),)


def _steps(chronologie: Chronologie, suite: _Suite, jusqu_au: dt.date) -> Iterator[Phrase]:
    motifs = suite.motifs
    if suite.refus is not None:
        yield phrase("pas.refus_recu", date=suite.refus)
        yield from months(suite.refus, suite.mois)
    elif motifs is not None and motifs.recus_le is not None:
        yield phrase("pas.motifs_demandes", date=motifs.demandes_le)
        if not motifs.plafonne:
            yield phrase("pas.motifs_recus", date=motifs.recus_le)
            yield from months(motifs.recus_le, chronologie.length("motifs_prorogation", motifs.demandes_le))
        else:
            yield phrase("pas.un_an_au_plus")
    else:
        yield phrase("pas.refus_confirme", date=suite.naissance)
        yield from months(suite.naissance, suite.mois)
    yield chronologie.day(jusqu_au)


def _notes(chronologie: Chronologie, suite: _Suite) -> Iterator[Explication]:
    motifs = suite.motifs
    if suite.par_avis and suite.soutenable is not None:
        yield (phrase("note.avis_seul", date=suite.soutenable),)
    elif suite.soutenable is not None:
        note = "refus_avant_avis" if chronologie.dates(_T.AVIS_CADA) else "refus_avant_avis_peut_etre"
        yield (phrase(f"note.{note}", date=suite.soutenable),)
    if suite.tardif is not None:
        yield (phrase("note.refus_apres_motifs", date=add_months(suite.tardif, suite.mois)),)
    if motifs is not None and motifs.recus_le is None and suite.refus is None:
        yield (phrase("note.motifs_attendus", date=motifs.attendus_le, plafond=motifs.plafond),)
    if motifs is None and suite.nee and chronologie.dates(_T.MOTIFS_DEMANDES):
        yield (phrase("note.motifs_hors_delai"),)
    if suite.confirmatif is not None:
        yield (phrase("note.refus_confirmatif"),)
    if chronologie.dates(_T.AVIS_CADA):
        # A date counted from a refusal, or from reasons, is not said to be counted from elsewhere.
        depuis_la = suite.refus is None and motifs is None
        yield (phrase("note.avis_sans_delai" if depuis_la else "note.avis_sans_effet"),)
    yield (phrase("note.ta_expedition"),)
    yield from chronologie.distance()


def _registered(suite: _Suite) -> Phrase:
    if suite.par_avis:
        return phrase("pas.cada_au_plus_tot", date=suite.enregistrement.date)
    return phrase("pas.cada_saisie" if suite.enregistrement.estimee else "pas.cada_enregistree", date=suite.enregistrement.date)


def _estimee(suite: _Suite) -> Iterator[Explication]:
    if suite.trop_tot:
        yield (phrase("note.cada_trop_tot_suite"),)
    if suite.enregistrement.estimee and not suite.par_avis:
        yield (phrase("note.enregistrement_estime"),)
