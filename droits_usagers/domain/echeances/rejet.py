"""What silence means on a right over one's data: for an administration, a rejection, then the court (CRPA L231-4, CJA R421-2).

The same prudence as for documents: silence is counted from the latest receipt, so that nobody goes too early, and the time to
go to court from the first one, so that nobody goes too late. Writing above in time keeps that time (`superieur`), and so does
legal aid, it seems (`aide`). Documents go another way, through the CADA (`crpa`, `recours`).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.echeances.aide import Tribunal, explain_aid, read_tribunal, restart
from droits_usagers.domain.echeances.chronologie import Chronologie, Reception
from droits_usagers.domain.echeances.crpa import (
    FenetreRecours,
    acknowledgement,
    aim,
    born,
    given_after,
    kept_silent,
    left_out,
    steps,
    told_by,
    unmoved,
    written_after,
)
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.recours import Motifs, read_motifs, went_to_court
from droits_usagers.domain.echeances.rgpd import unknown_receipt
from droits_usagers.domain.echeances.superieur import (
    Appel,
    Gracieux,
    appel_steps,
    explain_late,
    explain_silence,
    is_acknowledged,
    late_readings,
    read_gracieux,
)
from droits_usagers.domain.echeances.valeurs import Code, Echeance, Explication, Phrase, phrase
from droits_usagers.domain.personnes.organismes import GenreOrganisme, StatutOrganisme, statut_of
from droits_usagers.domain.personnes.personnes import Qualite

_T = TypeEvenement
_UN_JOUR = dt.timedelta(days=1)
#: Private or public bodies of a public service, whose judge nobody has named for data.
_CAISSES = frozenset(
    {
        *(GenreOrganisme.CAF, GenreOrganisme.CPAM, GenreOrganisme.MSA, GenreOrganisme.RETRAITE),
        GenreOrganisme.FRANCE_TRAVAIL,
    }
)


def echeances_rejet(chronologie: Chronologie) -> Iterator[Echeance]:
    """`rejet_implicite`, `recours_hierarchique` and `recours_ta`, of a public body, and of one of which nobody knows.

    Of a private one, no text read here gives a date.
    """
    premiere = chronologie.au_refus
    if _statut(chronologie) is StatutOrganisme.PRIVE or premiere is None:
        return
    if not chronologie.applies(premiere.date, "rejet_implicite", "recours_ta", "recours_ta_refus_ecrit"):
        return
    silence = _read(chronologie, premiere) if Code.REJET_IMPLICITE in chronologie.faits.delais else None
    decision = None if silence is not None and not chronologie.faits.sans_reponse else _of_a_decision(chronologie, premiere)
    if silence is not None:
        yield from born(chronologie, silence, Code.REJET_IMPLICITE, lignes=_explain_silence(chronologie, silence))
        pour = "note.pour_le_reste" if chronologie.faits.sans_reponse and silence.refus is None else ""
        yield from _of_one(chronologie, _of_what_is_taken_back(chronologie, silence), pour)
    if decision is not None and (silence is None or decision.jusqu_au != silence.jusqu_au):
        yield from _of_one(chronologie, decision, "note.pour_l_accord" if silence is not None else "")


def _of_one(chronologie: Chronologie, fenetre: FenetreRecours, pour: str) -> Iterator[Echeance]:
    limite = fenetre.jusqu_au
    repris = fenetre.refus is not None and fenetre.refus == chronologie.levee
    if limite is None or (chronologie.satisfied_by(limite) and not repris):
        return
    gracieux = read_gracieux(chronologie, (_born(fenetre), limite), fenetre.mois)
    peut_etre = () if gracieux is None else gracieux.peut_etre
    sans_aide = limite if gracieux is None or peut_etre else gracieux.appel.jusqu_au
    lue = max(*_readings(chronologie, fenetre, limite), *peut_etre, limite)
    tribunal = read_tribunal(chronologie, sans_aide, fenetre.mois, depuis=_born(fenetre), lue=lue)
    suite = _Suite(fenetre, limite, gracieux, tribunal, pour)
    yield from _above(chronologie, suite)
    if repris or not chronologie.satisfied_by(max((tribunal.jusqu_au, *peut_etre))):
        yield _court(chronologie, suite)


def _in_doubt(chronologie: Chronologie, fenetre: FenetreRecours) -> bool:
    """True where the court may be over already, for want of a receipt; of what is taken back, silence refused nothing."""
    return fenetre.refus != chronologie.levee and chronologie.in_doubt(
        fenetre.premiere, _T.REFUS, _T.REPONSE_PARTIELLE, _T.REPONSE_COMPLETE
    )


class _Suite(NamedTuple):
    """What follows a refusal: the last day without anything more, an appeal above, and the court."""

    fenetre: FenetreRecours
    limite: dt.date
    gracieux: Gracieux | None
    tribunal: Tribunal
    #: The id of what says of which of the things asked in one letter it is.
    pour: str

    @property
    def appel(self) -> Appel | None:
        """The appeal above that the court is counted from; not one that may have arrived too late."""
        return None if self.gracieux is None or self.gracieux.juste else self.gracieux.appel

    @property
    def depart(self) -> dt.date:
        """What the months to go to court run from."""
        if self.tribunal.repart and self.tribunal.decidee is not None:
            return self.tribunal.decidee
        if self.appel is not None:
            return self.appel.rejete or self.appel.naissance
        return self.fenetre.depart

    @property
    def ouvre(self) -> dt.date | None:
        """The day of the silence that opens the court; None after a written refusal."""
        if self.appel is not None:
            return self.appel.naissance if self.appel.nee else None
        return self.fenetre.naissance if self.fenetre.nee else None


def _court(chronologie: Chronologie, suite: _Suite) -> Echeance:
    fenetre, gracieux, tribunal = suite.fenetre, suite.gracieux, suite.tribunal
    echeance = chronologie.never_moved(
        Code.RECOURS_TA,
        tribunal.jusqu_au,
        _explain_appeal(chronologie, suite),
        delai=_rule(fenetre, suite.appel),
        estimation=_is_estimated(fenetre, suite.appel),
    )
    # That silence is a rejection here is not read in the text itself.
    inconnu = _perhaps_private(chronologie)
    repris = fenetre.refus == chronologie.levee
    a_verifier = repris or fenetre.refus is None or chronologie.faits.genre in _CAISSES or tribunal.repart or inconnu
    tardives = late_readings(chronologie, gracieux.appel) if gracieux is not None else ()
    discutable = suite.appel is None and _is_disputed(chronologie, fenetre)
    if gracieux is not None:
        discutable = discutable or gracieux.plusieurs or gracieux.juste or bool(tardives)
    discutable = discutable or tribunal.held or inconnu
    echeance = replace(echeance, a_verifier=echeance.a_verifier or a_verifier, contestable=discutable, ouvre=suite.ouvre)
    faute_de = suite.depart if _in_doubt(chronologie, fenetre) else None
    echeance = replace(echeance, aide_attendue=tribunal.attendue, faute_de=faute_de)
    peut_etre = () if gracieux is None else gracieux.peut_etre
    lues = [*_readings(chronologie, fenetre, tribunal.jusqu_au), *tardives, *peut_etre]
    return chronologie.before_a_court(echeance, chronologie.at_latest(max(lues)), depuis=_opened(fenetre), lues=lues)


def _rule(fenetre: FenetreRecours, appel: Appel | None) -> str:
    """The id of the delay that the last day rests on."""
    if appel is not None:
        return "recours_ta" if appel.rejete is None else "recours_ta_refus_ecrit"
    return "recours_ta" if fenetre.refus is None else "recours_ta_refus_ecrit"


def _is_estimated(fenetre: FenetreRecours, appel: Appel | None) -> bool:
    """True where a day of receipt is not known."""
    return appel.rejete is None if appel is not None else fenetre.refus is None and fenetre.premiere.estimee


def _born(fenetre: FenetreRecours) -> dt.date:
    """The day from which something is refused, by the reading that says it first."""
    strict = add_months(fenetre.premiere.date, fenetre.silence)
    return min(strict, fenetre.naissance) if fenetre.refus is None else fenetre.refus


def _opened(fenetre: FenetreRecours) -> dt.date:
    """The first day a court has something to judge: that of a written refusal, the day after a silence."""
    return _born(fenetre) + (_UN_JOUR if fenetre.refus is None else dt.timedelta())


def _above(chronologie: Chronologie, suite: _Suite) -> Iterator[Echeance]:
    """Until when to write to who decided, or above; then the day its silence is a rejection."""
    fenetre, gracieux = suite.fenetre, suite.gracieux
    estimee = fenetre.refus is None and fenetre.premiere.estimee
    lignes = _explain_above(chronologie, suite)
    echeance = chronologie.never_moved(Code.RECOURS_HIERARCHIQUE, suite.limite, lignes, estimation=estimee)
    inconnu = _perhaps_private(chronologie)
    echeance = replace(
        echeance,
        a_verifier=echeance.a_verifier or fenetre.refus is None or inconnu,
        contestable=_is_disputed(chronologie, fenetre) or inconnu,
        ouvre=fenetre.naissance if fenetre.nee else None,
        aide_attendue=gracieux is None and suite.tribunal.attendue,
    )
    # It is to be made within the time to go to court.
    lues = _readings(chronologie, fenetre, suite.limite)
    yield chronologie.before_a_court(echeance, chronologie.at_latest(max(lues)), depuis=_born(fenetre), lues=lues)
    if gracieux is not None and gracieux.appel.nee:
        silence = explain_silence(chronologie, gracieux.appel)
        regle = "recours_hierarchique_silence"
        yield chronologie.never_moved(Code.REFUS_CONFIRME, gracieux.appel.naissance, silence, delai=regle, estimation=True)


def _explain_above(chronologie: Chronologie, suite: _Suite) -> Iterator[Explication]:
    gracieux, limite = suite.gracieux, suite.limite
    yield tuple(steps(chronologie, suite.fenetre, limite))
    yield (phrase("note.recours_fait", date=gracieux.appel.envoye),) if gracieux is not None else aim(chronologie, limite)
    yield (phrase(f"note.plus_haut_{chronologie.faits.genre}"),)
    yield (phrase("note.recours_recu_a_temps"),)


def _statut(chronologie: Chronologie) -> StatutOrganisme:
    return statut_of(chronologie.faits.genre, chronologie.faits.statut.value)


def _perhaps_private(chronologie: Chronologie) -> bool:
    """True where nobody knows whether the body is public: its dates are those of a public one, and it is said."""
    return _statut(chronologie) is StatutOrganisme.INCONNU


def _read(chronologie: Chronologie, premiere: Reception) -> FenetreRecours:
    derniere = chronologie.derniere or premiere
    silence, mois = (chronologie.length(id_, premiere.date) for id_ in ("rejet_implicite", "recours_ta"))
    naissance = add_months(derniere.date, silence)
    refus = chronologie.first(_T.REFUS, premiere.date)
    complete = chronologie.first(_T.REPONSE_COMPLETE, premiere.date)
    partielle = chronologie.first(_T.REPONSE_PARTIELLE, premiere.date)
    fermeture = add_months(add_months(premiere.date, silence), mois)
    # Where silence was no rejection, a refusal is the first one, however late it is by the strictest reading.
    repondu = complete is not None and complete <= naissance
    in_time = refus is not None and (repondu or refus <= max(fermeture, naissance))
    # A partial answer is a refusal of the rest.
    reste = partielle if partielle is not None and (repondu or partielle <= naissance) else None
    avant = left_out(chronologie, premiere.date, refus) if in_time else None
    decision = (avant or refus) if in_time else reste
    agir = mois if decision is None else chronologie.length("recours_ta_refus_ecrit", premiere.date)
    return FenetreRecours(
        premiere,
        derniere,
        silence=silence,
        mois=agir,
        naissance=naissance,
        nee=not any(jour is not None and jour <= naissance for jour in (refus, partielle, complete)),
        fermeture=fermeture,
        refus=decision,
        confirmatif=None if in_time else refus,
        ecrit=refus if avant is not None else given_after(chronologie, decision),
    )


def _of_a_decision(chronologie: Chronologie, premiere: Reception) -> FenetreRecours | None:
    """Of what needs no answer (a consent taken back): nothing is refused by silence, and a refusal is one whenever it comes."""
    refus = chronologie.first(_T.REFUS, premiere.date)
    decision = refus or chronologie.first(_T.REPONSE_PARTIELLE, premiere.date)
    if decision is None:
        return None
    derniere = chronologie.derniere or premiere
    silence, mois = (chronologie.length(id_, premiere.date) for id_ in ("rejet_implicite", "recours_ta_refus_ecrit"))
    avant = left_out(chronologie, premiere.date, refus)
    # What refuses the whole once those months are over has its own.
    avant = avant if avant is not None and decision <= add_months(avant, mois) else None
    return FenetreRecours(
        premiere,
        derniere,
        silence=silence,
        mois=mois,
        naissance=add_months(derniere.date, silence),
        nee=False,
        fermeture=add_months(avant or decision, mois),
        refus=avant or decision,
        ecrit=None if avant is None else refus,
    )


def _of_what_is_taken_back(chronologie: Chronologie, silence: FenetreRecours) -> FenetreRecours:
    """The same; where what had been granted is taken back, the months run from that day, as from a refusal."""
    if (repris := chronologie.levee) is None:
        return silence
    mois = chronologie.length("recours_ta_refus_ecrit", silence.premiere.date)
    return FenetreRecours(
        silence.premiere,
        silence.derniere,
        silence=silence.silence,
        mois=mois,
        naissance=silence.naissance,
        nee=False,
        fermeture=add_months(repris, mois),
        refus=repris,
    )


def _is_disputed(chronologie: Chronologie, fenetre: FenetreRecours) -> bool:
    """True where the body may count otherwise: a refusal late by the strictest reading, or a partial answer taken for one."""
    if fenetre.confirmatif is not None or fenetre.refus is None:
        return fenetre.confirmatif is not None or _motifs(chronologie, fenetre) is not None
    repris = fenetre.refus == chronologie.levee
    return repris or fenetre.refus > fenetre.fermeture or fenetre.ecrit is not None or _is_partial(chronologie, fenetre)


def _readings(chronologie: Chronologie, fenetre: FenetreRecours, jusqu_au: dt.date) -> list[dt.date]:
    """The last day, and by each other reading, which the explanation gives."""
    lues = [jusqu_au]
    if fenetre.ecrit is not None:
        lues.append(_from_the_whole(chronologie, fenetre.ecrit, fenetre.mois))
    elif _is_partial(chronologie, fenetre):
        lues.append(fenetre.fermeture)
    if fenetre.trop_tard:
        lues.append(fenetre.soutenable)
    motifs = _motifs(chronologie, fenetre)
    if fenetre.confirmatif is not None and (
        _after_reasons(fenetre, motifs) or not is_acknowledged(chronologie, avant=fenetre.naissance)
    ):
        lues.append(add_months(fenetre.confirmatif, fenetre.mois))
    if motifs is not None:
        lues.append(motifs.jusqu_au)
    return lues


def _from_the_whole(chronologie: Chronologie, refus: dt.date, mois: int) -> dt.date:
    """The last day for the court counted from the refusal of the whole, and not from what a partial answer left out."""
    limite = add_months(refus, mois)
    gracieux = read_gracieux(chronologie, (refus, limite), mois)
    sans_aide = limite if gracieux is None else gracieux.appel.jusqu_au
    return read_tribunal(chronologie, sans_aide, mois, depuis=refus).jusqu_au


def _after_reasons(fenetre: FenetreRecours, motifs: Motifs | None) -> bool:
    """True where a written refusal came while the reasons asked for still kept the court open: two months run from it too."""
    return motifs is not None and fenetre.confirmatif is not None and fenetre.confirmatif <= motifs.jusqu_au


def _motifs(chronologie: Chronologie, fenetre: FenetreRecours) -> Motifs | None:
    """The reasons of this silence, asked for in time by the widest reading: where they are owed, the court waits (L232-4)."""
    if fenetre.refus is not None:
        return None
    limite = max(fenetre.fermeture, fenetre.soutenable) if fenetre.trop_tard else fenetre.fermeture
    return read_motifs(chronologie, _born(fenetre), fenetre.mois, limite=chronologie.at_latest(limite))


def _is_partial(chronologie: Chronologie, fenetre: FenetreRecours) -> bool:
    """True where the months run from a partial answer, and no written refusal."""
    refus = chronologie.levee or chronologie.first(_T.REFUS, fenetre.premiere.date)
    return fenetre.refus is not None and fenetre.refus != refus


def _explain_silence(chronologie: Chronologie, fenetre: FenetreRecours) -> Iterator[Explication]:
    yield from kept_silent(chronologie, fenetre)
    if _perhaps_private(chronologie):
        yield (phrase("note.public_ou_prive"),)
    if chronologie.faits.qualite is not Qualite.AGENT:
        # CRPA L231-4, 5°: between an administration and its agents, the text says so.
        yield (phrase("note.rejet_discute"),)


def _explain_appeal(chronologie: Chronologie, suite: _Suite) -> Iterator[Explication]:
    fenetre, jusqu_au = suite.fenetre, suite.tribunal.jusqu_au
    yield tuple(_court_steps(chronologie, suite))
    tardives = late_readings(chronologie, suite.gracieux.appel) if suite.gracieux is not None else ()
    peut_etre = () if suite.gracieux is None else suite.gracieux.peut_etre
    lue = max(*_readings(chronologie, fenetre, jusqu_au), *tardives, *peut_etre, jusqu_au)
    yield from went_to_court(chronologie, jusqu_au, ouvert=_opened(fenetre), lue=lue)
    if suite.pour:
        yield (phrase(suite.pour),)
    yield from unmoved(chronologie, jusqu_au)
    if fenetre.refus is None:
        yield from unknown_receipt(fenetre.premiere)
    if suite.gracieux is not None and suite.gracieux.plusieurs:
        yield (phrase("note.recours_plusieurs"),)
    if suite.gracieux is not None and suite.gracieux.juste:
        yield (suite.gracieux.note,)
    yield from _read_otherwise(chronologie, fenetre, jusqu_au)
    yield from explain_aid(suite.tribunal)
    yield from ((note,) for note in _late_refusal(chronologie, fenetre))
    if suite.gracieux is not None:
        yield from ((note,) for note in explain_late(chronologie, suite.gracieux.appel))
    yield from ((phrase(note),) for note in _notes(chronologie, fenetre))
    if (motifs := _motifs(chronologie, fenetre)) is not None:
        yield (phrase("note.motifs_peut_etre_dus", attendus=motifs.attendus_le, date=motifs.jusqu_au),)
    yield from chronologie.distance()


def _read_otherwise(chronologie: Chronologie, fenetre: FenetreRecours, jusqu_au: dt.date) -> Iterator[Explication]:
    """The later last days that may be argued for: of another receipt, of another answer."""
    if fenetre.trop_tard:
        yield (phrase("note.deux_receptions_ta", date=fenetre.soutenable),)
    if fenetre.ecrit is not None:
        lue = _from_the_whole(chronologie, fenetre.ecrit, fenetre.mois)
        yield (phrase(f"note.{written_after(chronologie, fenetre)}", date=lue),)
    elif _is_partial(chronologie, fenetre) and fenetre.fermeture != jusqu_au:
        yield (phrase("note.reste_refuse_autre", date=fenetre.fermeture),)


def _court_steps(chronologie: Chronologie, suite: _Suite) -> Iterator[Phrase]:
    """What the last day for the court is counted from."""
    if suite.tribunal.repart:
        yield from restart(chronologie, suite.tribunal)
    elif suite.appel is not None:
        yield from appel_steps(chronologie, suite.appel)
        yield chronologie.day(suite.appel.jusqu_au)
    else:
        yield from steps(chronologie, suite.fenetre, suite.limite)


def _late_refusal(chronologie: Chronologie, fenetre: FenetreRecours) -> Iterator[Phrase]:
    """What a written refusal that came too late is worth."""
    if fenetre.confirmatif is None:
        return
    date = add_months(fenetre.confirmatif, fenetre.mois)
    if _after_reasons(fenetre, _motifs(chronologie, fenetre)):
        yield phrase("note.refus_apres_motifs", date=date)
    elif is_acknowledged(chronologie, avant=fenetre.naissance):
        yield phrase("note.refus_confirmatif")
    else:
        yield phrase("note.refus_apres_silence", date=date)


def _notes(chronologie: Chronologie, fenetre: FenetreRecours) -> Iterator[str]:
    """The ids of what is to be known about this last day."""
    if _is_partial(chronologie, fenetre):
        yield "note.reste_refuse"
    if fenetre.refus is not None and fenetre.refus == chronologie.levee:
        yield "note.reprise"
    yield (
        told_by(chronologie, "note.ta_sans_voies")
        if fenetre.refus is not None
        else acknowledgement(chronologie, fenetre.naissance)
    )
    if fenetre.refus is None and chronologie.faits.qualite is not Qualite.AGENT:
        yield "note.rejet_discute"
    if _perhaps_private(chronologie):
        yield "note.public_ou_prive"
    if chronologie.dates(_T.RELANCE_ENVOYEE):
        yield "note.relance_sans_effet_ta"
    if chronologie.dates(_T.MOTIFS_DEMANDES):
        yield "note.motifs_sans_effet_ta"
    yield "note.cnil_sans_effet"
    if chronologie.faits.genre in _CAISSES:
        yield "note.juge_des_caisses"
    yield "note.ta_expedition"
