"""What silence means on a right over one's data: for an administration, a rejection, then the court (CRPA L231-4, CJA R421-2).

The same prudence as for documents: silence is counted from the latest receipt, so that nobody goes too early, and the time to
go to court from the first one, so that nobody goes too late. Writing above in time keeps that time (`superieur`), and so does
legal aid, it seems (`aide`). Documents go another way, through the CADA (`crpa`, `recours`).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from droits_usagers.domain.droit.calendrier import add_months
from droits_usagers.domain.echeances.aide import Tribunal, explain_aid, read_tribunal, restart
from droits_usagers.domain.echeances.chronologie import Chronologie, Reception
from droits_usagers.domain.echeances.crpa import FenetreRecours, acknowledgement, aim, born, kept_silent, steps, unmoved
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.explications import Explication, Phrase, phrase
from droits_usagers.domain.echeances.recours import Motifs, read_motifs, went_to_court
from droits_usagers.domain.echeances.rgpd import unknown_receipt
from droits_usagers.domain.echeances.superieur import Gracieux, appel_steps, explain_silence, read_gracieux
from droits_usagers.domain.echeances.valeurs import Code, Echeance
from droits_usagers.domain.personnes.organismes import GenreOrganisme, StatutOrganisme, statut_of
from droits_usagers.domain.personnes.personnes import Qualite

_T = TypeEvenement
_UN_JOUR = dt.timedelta(days=1)
#: Private or public bodies of a public service, whose judge nobody has named for data.
_CAISSES = frozenset({GenreOrganisme.CAF, GenreOrganisme.CPAM, GenreOrganisme.MSA, GenreOrganisme.FRANCE_TRAVAIL})


def echeances_rejet(chronologie: Chronologie) -> Iterator[Echeance]:
    """`rejet_implicite`, `recours_hierarchique` and `recours_ta`, of a public body, and of one of which nobody knows.

    Of a private one, no text read here gives a date.
    """
    fenetre = _read(chronologie)
    if fenetre is None:
        return
    yield from born(chronologie, fenetre, Code.REJET_IMPLICITE, lignes=_explain_silence(chronologie, fenetre))
    limite = fenetre.jusqu_au
    if limite is None or chronologie.satisfied_by(limite):
        return
    gracieux = read_gracieux(chronologie, (_born(fenetre), limite), fenetre.mois)
    sans_aide = limite if gracieux is None else gracieux.appel.jusqu_au
    tribunal = read_tribunal(chronologie, sans_aide, fenetre.mois, depuis=_born(fenetre))
    suite = _Suite(fenetre, limite, gracieux, tribunal)
    yield from _above(chronologie, suite)
    if not chronologie.satisfied_by(tribunal.jusqu_au):
        yield _court(chronologie, suite)


class _Suite(NamedTuple):
    """What follows a refusal: the last day without anything more, an appeal above, and the court."""

    fenetre: FenetreRecours
    limite: dt.date
    gracieux: Gracieux | None
    tribunal: Tribunal


def _court(chronologie: Chronologie, suite: _Suite) -> Echeance:
    fenetre, gracieux, tribunal = suite.fenetre, suite.gracieux, suite.tribunal
    echeance = chronologie.never_moved(
        Code.RECOURS_TA,
        tribunal.jusqu_au,
        _explain_appeal(chronologie, suite),
        delai=_rule(fenetre, gracieux),
        estimation=_is_estimated(fenetre, gracieux),
    )
    # That silence is a rejection here is not read in the text itself.
    inconnu = _perhaps_private(chronologie)
    a_verifier = fenetre.refus is None or chronologie.faits.genre in _CAISSES or tribunal.repart or inconnu
    discutable = gracieux.plusieurs or gracieux.juste if gracieux is not None else _is_disputed(chronologie, fenetre)
    discutable = discutable or tribunal.held or inconnu
    echeance = replace(echeance, a_verifier=echeance.a_verifier or a_verifier, contestable=discutable)
    lue = _read_last(chronologie, fenetre, tribunal.jusqu_au)
    return chronologie.before_a_court(echeance, chronologie.at_latest(lue), depuis=_opened(fenetre), lue=lue)


def _rule(fenetre: FenetreRecours, gracieux: Gracieux | None) -> str:
    """The id of the delay that the last day rests on."""
    if gracieux is not None:
        return "recours_ta" if gracieux.appel.rejete is None else "recours_ta_refus_ecrit"
    return "recours_ta" if fenetre.refus is None else "recours_ta_refus_ecrit"


def _is_estimated(fenetre: FenetreRecours, gracieux: Gracieux | None) -> bool:
    """True where a day of receipt is not known."""
    return gracieux.appel.rejete is None if gracieux is not None else fenetre.refus is None and fenetre.premiere.estimee


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
    )
    # It is to be made within the time to go to court.
    lue = _read_last(chronologie, fenetre, suite.limite)
    yield chronologie.before_a_court(echeance, chronologie.at_latest(lue), depuis=_born(fenetre), lue=lue)
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


def _read(chronologie: Chronologie) -> FenetreRecours | None:
    premiere = chronologie.au_refus
    derniere = chronologie.derniere or premiere
    if _statut(chronologie) is StatutOrganisme.PRIVE or premiere is None or derniere is None:
        return None
    if not chronologie.applies(premiere.date, "rejet_implicite", "recours_ta", "recours_ta_refus_ecrit"):
        return None
    silence, mois = (chronologie.length(id_, premiere.date) for id_ in ("rejet_implicite", "recours_ta"))
    naissance = add_months(derniere.date, silence)
    refus = chronologie.first(_T.REFUS, premiere.date)
    complete = chronologie.first(_T.REPONSE_COMPLETE, premiere.date)
    partielle = chronologie.first(_T.REPONSE_PARTIELLE, premiere.date)
    fermeture = add_months(add_months(premiere.date, silence), mois)
    if Code.REJET_IMPLICITE not in chronologie.faits.delais:
        return _of_a_decision(chronologie, (premiere, derniere), refus or partielle, silence=silence)
    # Before silence is a rejection, a refusal is the first one, however late it is by the strictest reading.
    in_time = refus is not None and refus <= max(fermeture, naissance)
    # A partial answer is a refusal of the rest.
    decision = refus if in_time else partielle if partielle is not None and partielle <= naissance else None
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
    )


def _of_a_decision(
    chronologie: Chronologie, recues: tuple[Reception, Reception], decision: dt.date | None, *, silence: int
) -> FenetreRecours | None:
    """Of what needs no answer (a consent taken back): nothing is refused by silence, and a refusal is one whenever it comes."""
    if decision is None:
        return None
    premiere, derniere = recues
    mois = chronologie.length("recours_ta_refus_ecrit", premiere.date)
    naissance, fermeture = add_months(derniere.date, silence), add_months(decision, mois)
    return FenetreRecours(
        premiere, derniere, silence=silence, mois=mois, naissance=naissance, nee=False, fermeture=fermeture, refus=decision
    )


def _is_disputed(chronologie: Chronologie, fenetre: FenetreRecours) -> bool:
    """True where the body may count otherwise: a refusal late by the strictest reading, or a partial answer taken for one."""
    if fenetre.confirmatif is not None or fenetre.refus is None:
        return fenetre.confirmatif is not None or _motifs(chronologie, fenetre) is not None
    return fenetre.refus > fenetre.fermeture or _is_partial(chronologie, fenetre)


def _read_last(chronologie: Chronologie, fenetre: FenetreRecours, jusqu_au: dt.date) -> dt.date:
    """The last day by the reading that ends last, each of which the explanation gives."""
    lues = [jusqu_au]
    if _is_partial(chronologie, fenetre):
        lues.append(fenetre.fermeture)
    if fenetre.trop_tard:
        lues.append(fenetre.soutenable)
    if fenetre.confirmatif is not None and not _is_acknowledged(chronologie):
        lues.append(add_months(fenetre.confirmatif, fenetre.mois))
    if (motifs := _motifs(chronologie, fenetre)) is not None:
        lues.append(motifs.jusqu_au)
    return max(lues)


def _motifs(chronologie: Chronologie, fenetre: FenetreRecours) -> Motifs | None:
    """The reasons of this silence, asked for in time by the widest reading: where they are owed, the court waits (L232-4)."""
    if fenetre.refus is not None:
        return None
    limite = max(fenetre.fermeture, fenetre.soutenable) if fenetre.trop_tard else fenetre.fermeture
    return read_motifs(chronologie, _born(fenetre), fenetre.mois, limite=chronologie.at_latest(limite))


def _is_acknowledged(chronologie: Chronologie) -> bool:
    """True when a delay holds without more: a receipt in order was sent, or none is owed to an agent (L112-2, L112-6)."""
    return bool(chronologie.dates(_T.ACCUSE_CONFORME)) or chronologie.faits.qualite is Qualite.AGENT


def _is_partial(chronologie: Chronologie, fenetre: FenetreRecours) -> bool:
    """True where the months run from a partial answer, and no written refusal."""
    return fenetre.refus is not None and fenetre.refus != chronologie.first(_T.REFUS, fenetre.premiere.date)


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
    yield from went_to_court(chronologie, jusqu_au, ouvert=_opened(fenetre), lue=_read_last(chronologie, fenetre, jusqu_au))
    yield from unmoved(chronologie, jusqu_au)
    if fenetre.refus is None:
        yield from unknown_receipt(fenetre.premiere)
    if suite.gracieux is not None and suite.gracieux.plusieurs:
        yield (phrase("note.recours_plusieurs"),)
    if fenetre.trop_tard:
        yield (phrase("note.deux_receptions_ta", date=fenetre.soutenable),)
    if _is_partial(chronologie, fenetre) and fenetre.fermeture != jusqu_au:
        yield (phrase("note.reste_refuse_autre", date=fenetre.fermeture),)
    yield from explain_aid(suite.tribunal)
    yield from ((phrase(note),) for note in _notes(chronologie, fenetre))
    if (motifs := _motifs(chronologie, fenetre)) is not None:
        yield (phrase("note.motifs_peut_etre_dus", date=motifs.jusqu_au),)
    yield from chronologie.distance()


def _court_steps(chronologie: Chronologie, suite: _Suite) -> Iterator[Phrase]:
    """What the last day for the court is counted from."""
    if suite.tribunal.repart:
        yield from restart(chronologie, suite.tribunal)
    elif suite.gracieux is not None:
        yield from appel_steps(chronologie, suite.gracieux.appel)
        yield chronologie.day(suite.gracieux.appel.jusqu_au)
    else:
        yield from steps(chronologie, suite.fenetre, suite.limite)


def _notes(chronologie: Chronologie, fenetre: FenetreRecours) -> Iterator[str]:
    """The ids of what is to be known about this last day."""
    if fenetre.confirmatif is not None:
        yield "note.refus_confirmatif" if _is_acknowledged(chronologie) else "note.refus_apres_silence"
    if _is_partial(chronologie, fenetre):
        yield "note.reste_refuse"
    yield "note.ta_sans_voies" if fenetre.refus is not None else acknowledgement(chronologie)
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
