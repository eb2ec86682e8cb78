"""The clock of access to documents (CRPA): never moved to a working day, never suspended or prolonged by the RGPD.

The window to go to the CADA *opens* with the latest receipt, so that nobody goes too early, and *closes* with the first one, so
that nobody goes too late (L114-3 against R311-13).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.echeances.aide import no_aid
from droits_usagers.domain.echeances.chronologie import Chronologie, Reception, months
from droits_usagers.domain.echeances.evenements import Canal, TypeEvenement
from droits_usagers.domain.echeances.rgpd import received, unknown_receipt
from droits_usagers.domain.echeances.superieur import is_acknowledged, is_told
from droits_usagers.domain.echeances.valeurs import Code, Echeance, Explication, Phrase, phrase
from droits_usagers.domain.personnes.organismes import GenreOrganisme, StatutOrganisme, statut_of
from droits_usagers.domain.personnes.personnes import Qualite

_T = TypeEvenement
_UN_JOUR = dt.timedelta(days=1)
_SAISINES = (_T.CADA_SAISIE, _T.CADA_ENREGISTREE)


class FenetreRecours(NamedTuple):
    """When the silence becomes a refusal, and until when one may act: seize the CADA, or go to court (`rejet`)."""

    premiere: Reception
    derniere: Reception
    #: Months of silence, then months to act.
    silence: int
    mois: int
    #: The day silence becomes a refusal, if it does.
    naissance: dt.date
    #: False when the body answered before: then there is no tacit refusal.
    nee: bool
    #: The last day by the first receipt, whatever the body did.
    fermeture: dt.date
    #: What is refused in writing, wholly or for the rest, and the months run from; None when they run from silence.
    refus: dt.date | None
    #: A written refusal that came after the window, and reopens nothing.
    confirmatif: dt.date | None = None
    #: An incomplete answer within the month: by the cautious reading, what it leaves out is refused that day.
    partielle: dt.date | None = None
    #: What came after what the months run from, a refusal of the whole, or an answer in part to what was refused: they may be
    #: argued to run from it.
    ecrit: dt.date | None = None

    @property
    def jusqu_au(self) -> dt.date | None:
        """The last day to act; None when nothing was refused."""
        if self.refus is not None:
            return add_months(self.refus, self.mois)
        if self.partielle is not None:
            return min(self.fermeture, add_months(self.partielle, self.mois))
        return self.fermeture if self.nee or self.trop_tard or self.ecrit is not None else None

    @property
    def depart(self) -> dt.date:
        """What the months to act run from: a refusal, an incomplete answer, else silence by the first receipt."""
        silence = add_months(self.premiere.date, self.silence)
        return self.refus or min(silence, self.partielle or silence)

    @property
    def trop_tard(self) -> bool:
        """True when, by the strictest reading, the window closes before it opens: before anything was refused."""
        return self.refus is None and self.fermeture <= self.naissance and (self.nee or self.refuse_avant)

    @property
    def refuse_avant(self) -> bool:
        """True when a written refusal came too late by the strictest reading, and yet before silence became one."""
        return self.confirmatif is not None and self.confirmatif <= self.naissance

    @property
    def soutenable(self) -> dt.date:
        """The last day counted from the refusal of the right body (R311-13), and not from the first receipt."""
        refus = self.confirmatif if self.confirmatif is not None and self.refuse_avant else self.naissance
        return add_months(refus, self.mois)

    @property
    def lectures(self) -> tuple[dt.date, ...]:
        """The later last days to seize the CADA that may be argued for, in order."""
        if self.jusqu_au is None:
            return ()
        lues = [] if self.ecrit is None else [add_months(self.ecrit, self.mois)]
        if self.refus is None:
            lues += [self.fermeture, self.soutenable]
            # Of the right body, a refusal within those months is no late one.
            if self.confirmatif is not None and self.confirmatif <= self.soutenable:
                lues.append(add_months(self.confirmatif, self.mois))
        return tuple(sorted(jour for jour in {*lues} if jour > self.jusqu_au))


def read_window(chronologie: Chronologie) -> FenetreRecours | None:
    """The window of a dossier; None when nothing was received, or before these rules."""
    premiere = chronologie.au_refus
    derniere = chronologie.derniere or premiere
    if premiere is None or derniere is None or not chronologie.applies(premiere.date, "refus_tacite", "saisine_cada"):
        return None
    silence, mois = (chronologie.length(id_, premiere.date) for id_ in ("refus_tacite", "saisine_cada"))
    naissance = add_months(derniere.date, silence)
    fermeture = add_months(add_months(premiere.date, silence), mois)
    refus = _first_refusal(chronologie, premiere.date)
    complete = chronologie.first(_T.REPONSE_COMPLETE, premiere.date)
    partielle = _incomplete(chronologie, premiere.date, naissance)
    # Where silence was no refusal, what is refused later is refused for the first time.
    repondu = complete is not None and complete <= naissance
    in_time = refus is not None and (repondu or refus <= fermeture)
    reste = chronologie.first(_T.REPONSE_PARTIELLE, complete) if repondu and complete and partielle is None else None
    avant = left_out(chronologie, premiere.date, refus) if in_time else None
    # No text read here says that a refusal which follows the silence opens the months anew, as one does before a court.
    apres = refus is not None and not repondu and refus > add_months(premiere.date, silence)
    decide = None if apres else avant or refus
    opposable = not in_time and is_acknowledged(chronologie, avant=naissance)
    return FenetreRecours(
        premiere,
        derniere,
        silence=silence,
        mois=mois,
        naissance=naissance,
        nee=not any(jour is not None and jour <= naissance for jour in (refus, complete)),
        fermeture=fermeture,
        refus=decide if in_time else reste,
        confirmatif=None if in_time else refus,
        partielle=partielle,
        ecrit=refus
        if (avant is not None or apres) and not opposable
        else given_after(chronologie, decide if in_time else None),
    )


def left_out(chronologie: Chronologie, depuis: dt.date, refus: dt.date | None) -> dt.date | None:
    """The first incomplete answer before a written refusal, unless all was given between: by prudence, a refusal too."""
    partielle = chronologie.first(_T.REPONSE_PARTIELLE, depuis)
    if refus is None or partielle is None or partielle >= refus:
        return None
    complete = chronologie.first(_T.REPONSE_COMPLETE, partielle)
    return partielle if complete is None or complete > refus else None


def given_after(chronologie: Chronologie, refus: dt.date | None) -> dt.date | None:
    """The first incomplete answer after the refusal that the months run from: it may be read as another decision."""
    if refus is None or refus not in chronologie.dates(_T.REFUS):
        return None
    return chronologie.first(_T.REPONSE_PARTIELLE, refus + _UN_JOUR)


def _incomplete(chronologie: Chronologie, depuis: dt.date, naissance: dt.date) -> dt.date | None:
    """The first incomplete answer, when it came before silence was a refusal."""
    partielle = chronologie.first(_T.REPONSE_PARTIELLE, depuis)
    return partielle if partielle is not None and partielle < naissance else None


def _first_refusal(chronologie: Chronologie, depuis: dt.date) -> dt.date | None:
    """The first written refusal; once the CADA is seized, a refusal belongs to the next step."""
    refus = chronologie.first(_T.REFUS, depuis)
    pivot = chronologie.first_of(*_SAISINES, depuis=opened_on(chronologie))
    return None if refus is not None and pivot is not None and refus > pivot else refus


def opened_on(chronologie: Chronologie) -> dt.date:
    """The first day something is refused, of which the CADA may be seized (R343-1): no text says that before it counts."""
    premiere = chronologie.premiere
    if premiere is None or Code.REFUS_TACITE not in chronologie.faits.delais:
        return dt.date.min
    if not chronologie.applies(premiere.date, "refus_tacite", "saisine_cada"):
        return dt.date.min
    silence, mois = (chronologie.length(id_, premiere.date) for id_ in ("refus_tacite", "saisine_cada"))
    stricte, derniere = (add_months(recue.date, silence) for recue in (premiere, chronologie.derniere or premiere))
    # Where it closes before it opens, it is held to its first reading.
    naissance = stricte if add_months(stricte, mois) <= derniere else derniere
    repondu = chronologie.first_of(_T.REFUS, _T.REPONSE_COMPLETE, depuis=premiere.date)
    return min(naissance + _UN_JOUR, repondu or dt.date.max)


def seized_on(chronologie: Chronologie) -> dt.date | None:
    """The day the CADA was seized, or had registered it when that alone is known; too early, where it was not done again."""
    en_temps = chronologie.first_of(*_SAISINES, depuis=opened_on(chronologie))
    return en_temps or chronologie.first_of(*_SAISINES)


def is_seized(chronologie: Chronologie) -> bool:
    """True once the CADA is seized, not before something was refused, even if all that is known of it is its opinion."""
    return chronologie.first_of(*_SAISINES, _T.AVIS_CADA, depuis=opened_on(chronologie)) is not None


def echeances_crpa(chronologie: Chronologie) -> Iterator[Echeance]:
    """`refus_tacite` and `saisine_cada`, as long as something was refused or kept silent."""
    fenetre = read_window(chronologie)
    if fenetre is None:
        return
    yield from born(chronologie, fenetre, Code.REFUS_TACITE, lignes=_explain_silence(chronologie, fenetre))
    jusqu_au = fenetre.jusqu_au
    if jusqu_au is not None and not chronologie.satisfied_by(jusqu_au):
        inconnue = chronologie.in_doubt(fenetre.premiere, _T.REFUS, _T.REPONSE_COMPLETE)
        estimee = inconnue or (fenetre.refus is None and fenetre.premiere.estimee)
        saisine = _explain_seizure(chronologie, fenetre, jusqu_au)
        echeance = chronologie.never_moved(Code.SAISINE_CADA, jusqu_au, saisine, estimation=estimee)
        # Nobody knows that the CADA is the one to go to.
        doute = echeance.a_verifier or perhaps_not_public(chronologie)
        # An answer in part, or a refusal said aloud, opens nothing before the month of silence is over: the CADA could find it
        # too early. Nothing is lost by waiting: their last day is then weeks further.
        # Where nobody knows when it began, it may be over already.
        ouvre = fenetre.naissance if fenetre.nee and not inconnue else None
        faute_de = fenetre.depart if inconnue else None
        echeance = replace(echeance, a_verifier=doute, depuis=opened_on(chronologie), ouvre=ouvre, faute_de=faute_de)
        yield replace(echeance, contestable=bool(fenetre.lectures), lectures=fenetre.lectures)


def born(chronologie: Chronologie, fenetre: FenetreRecours, code: Code, *, lignes: Iterator[Explication]) -> Iterator[Echeance]:
    """The day that silence became a refusal, if it did."""
    if fenetre.nee:
        yield chronologie.never_moved(code, fenetre.naissance, lignes, estimation=fenetre.derniere.estimee)


def _cautious(fenetre: FenetreRecours, jusqu_au: dt.date) -> bool:
    """True where an incomplete answer, and not the end of the month, gives the last day."""
    return fenetre.refus is None and fenetre.partielle is not None and jusqu_au < fenetre.fermeture


def _explain_silence(chronologie: Chronologie, fenetre: FenetreRecours) -> Iterator[Explication]:
    yield from kept_silent(chronologie, fenetre)
    if perhaps_not_public(chronologie):
        yield (phrase("note.silence_organisme_public"),)
    yield from _independent(chronologie)


def perhaps_not_public(chronologie: Chronologie) -> bool:
    """True where the body is not known to be public."""
    return statut_of(chronologie.faits.genre, chronologie.faits.statut.value) is not StatutOrganisme.PUBLIC


def kept_silent(chronologie: Chronologie, fenetre: FenetreRecours) -> Iterator[Explication]:
    """From the latest receipt to the day that silence becomes a refusal."""
    depart = fenetre.derniere
    yield received(depart), *months(depart.date, fenetre.silence), chronologie.day(fenetre.naissance)
    yield from unmoved(chronologie, fenetre.naissance)
    yield from unknown_receipt(depart)


def _explain_seizure(chronologie: Chronologie, fenetre: FenetreRecours, jusqu_au: dt.date) -> Iterator[Explication]:
    yield tuple(steps(chronologie, fenetre, jusqu_au))
    saisie = seized_on(chronologie) if is_seized(chronologie) else None
    yield aim(chronologie, jusqu_au) if saisie is None or saisie > jusqu_au else (phrase("note.cada_saisie", date=saisie),)
    yield from unmoved(chronologie, jusqu_au)
    if saisie is None:
        yield from before_its_step(chronologie)
    if fenetre.refus is None:
        yield from unknown_receipt(fenetre.premiere)
    if fenetre.trop_tard:
        yield (phrase("note.deux_receptions_trop_tard", date=fenetre.soutenable),)
    if _cautious(fenetre, jusqu_au):
        yield (phrase("note.partielle_prudente", date=fenetre.fermeture),)
    if fenetre.ecrit is not None:
        yield (phrase(f"note.{written_after(chronologie, fenetre)}", date=add_months(fenetre.ecrit, fenetre.mois)),)
    elif fenetre.premiere.date != fenetre.derniere.date and fenetre.refus is None and not fenetre.trop_tard:
        note = "deux_receptions" if chronologie.deux_services else "deux_dates_de_reception"
        yield (phrase(f"note.{note}", date=max(fenetre.lectures, default=jusqu_au)),)
    yield from ((phrase(note),) for note in _notes(chronologie, fenetre))
    yield from no_aid(chronologie)
    yield from _seized(chronologie, fenetre, jusqu_au)
    yield from _independent(chronologie)


def written_after(chronologie: Chronologie, fenetre: FenetreRecours) -> str:
    """The id of what is said of what came after what the months run from."""
    if fenetre.ecrit not in chronologie.dates(_T.REFUS):
        return "partielle_apres_refus"
    if fenetre.confirmatif is not None:
        return "refus_apres_silence"
    return "partielle_avant_refus" if fenetre.refus is not None or fenetre.partielle is not None else "refus_apres_silence_cada"


def steps(chronologie: Chronologie, fenetre: FenetreRecours, jusqu_au: dt.date) -> Iterator[Phrase]:
    """From what was refused, in writing or by silence, to the last day to act."""
    if fenetre.refus is not None:
        depart = fenetre.refus
        repris, ecrit = depart == chronologie.levee, depart in chronologie.dates(_T.REFUS)
        yield phrase("pas.levee" if repris else "pas.refus_recu" if ecrit else "pas.reponse_incomplete", date=depart)
    elif fenetre.partielle is not None and _cautious(fenetre, jusqu_au):
        depart = fenetre.partielle
        yield phrase("pas.reponse_incomplete", date=depart)
    else:
        depart = add_months(fenetre.premiere.date, fenetre.silence)
        yield received(fenetre.premiere)
        yield from months(fenetre.premiere.date, fenetre.silence)
        yield chronologie.day(depart)
    yield from months(depart, fenetre.mois)
    yield chronologie.day(jusqu_au)


def _notes(chronologie: Chronologie, fenetre: FenetreRecours) -> Iterator[str]:
    """The ids of what is to be known about this last day."""
    if fenetre.confirmatif is not None and fenetre.confirmatif > fenetre.soutenable and fenetre.ecrit is None:
        yield "note.refus_confirmatif"
    if chronologie.dates(_T.RELANCE_ENVOYEE):
        yield "note.relance_sans_effet"
    if chronologie.dates(_T.MOTIFS_DEMANDES) and not is_seized(chronologie):
        yield "note.motifs_sans_effet"
    yield (
        told_by(chronologie, "note.refus_sans_voies")
        if fenetre.refus is not None
        else acknowledgement(chronologie, fenetre.naissance)
    )
    if perhaps_not_public(chronologie):
        yield "note.cada_organisme_public"
    yield "note.cada_envoi"


def told_by(chronologie: Chronologie, sinon: str) -> str:
    """The id of what a written refusal makes of the time to contest it; `sinon`, where nobody noted what it says of that."""
    return "note.refus_avec_voies" if is_told(chronologie) else sinon


def acknowledgement(chronologie: Chronologie, naissance: dt.date) -> str:
    """The id of what the acknowledgement of receipt, or its absence, makes of the silence (CRPA L112-6, and L112-12 online).

    `naissance`: the day silence refused.
    """
    accuse = chronologie.first(_T.ACCUSE_CONFORME)
    if accuse is not None and accuse <= naissance:
        return "note.accuse_conforme"
    if chronologie.faits.qualite is Qualite.AGENT:
        # CRPA L112-2 and L112-7: neither is for what is between an administration and its agents.
        return "note.accuse_agent"
    return "note.courriel" if chronologie.faits.canal is Canal.ELECTRONIQUE else "note.accuse_absent"


def _seized(chronologie: Chronologie, fenetre: FenetreRecours, jusqu_au: dt.date) -> Iterator[Explication]:
    """Says when the CADA was seized outside the window."""
    saisie = seized_on(chronologie)
    if saisie is None:
        return
    if not is_seized(chronologie):
        yield (phrase("note.cada_trop_tot", date=saisie),)
    elif saisie > jusqu_au:
        a_temps = saisie <= max(fenetre.lectures, default=jusqu_au)
        yield (phrase("note.fait_peut_etre_a_temps" if a_temps else "note.cada_trop_tard", date=saisie),)


def _independent(chronologie: Chronologie) -> Iterator[Explication]:
    """Says that what stops the other clock does not stop this one, when something did."""
    types = (_T.PROLONGATION_ANNONCEE, _T.IDENTITE_DEMANDEE, _T.PRECISION_DEMANDEE)
    if any(chronologie.dates(type_) for type_ in types):
        yield (phrase("note.crpa_jamais_suspendu"),)


def unmoved(chronologie: Chronologie, jour: dt.date) -> Iterator[Explication]:
    """Says that a day off does not move this date, when it falls on one."""
    if chronologie.is_off(jour):
        yield (phrase("note.jamais_reporte"),)


def before_its_step(chronologie: Chronologie, depuis: dt.date = dt.date.min) -> Iterator[Explication]:
    """Says that a court was seized before what must be done first, which it does not keep."""
    saisi = chronologie.first(_T.TA_SAISI, depuis)
    if saisi is not None:
        yield (phrase("note.ta_avant_etape", date=saisi),)


def aim(chronologie: Chronologie, jusqu_au: dt.date) -> Explication:
    """« Le 24 au plus tard, visez le 23 »: by the strictest reading, a delay in months ends on the eve, which must be open."""
    return (phrase("note.visez_la_veille", date=jusqu_au, veille=chronologie.eve(jusqu_au)),)


_RECENT = "dossier_medical"
_ANCIEN = "dossier_medical_ancien"
_HEURES_PAR_JOUR = 24
#: The demarche that asks for nothing else; the one that asks a home or a service for all it holds.
_MEDICAL, _SEJOUR = "dossier_medical", "dossier_essms"


def echeances_csp(chronologie: Chronologie) -> Iterator[Echeance]:
    """One date for recent items, one for those older than five years; only the first when their age is not known."""
    reception = chronologie.responsable
    if reception is None or not _has_carers(chronologie):
        return
    if not chronologie.applies(reception.date, _RECENT, _ANCIEN):
        return
    limite = chronologie.length("dossier_medical_anciennete", reception.date)
    anciennes = [add_months(piece, limite) < reception.date for piece in chronologie.faits.pieces_medicales]
    if not anciennes or not all(anciennes):
        jours = chronologie.length(_RECENT, reception.date)
        yield _echeance(chronologie, reception, _RECENT, fin=reception.date + dt.timedelta(days=jours))
    if any(anciennes):
        mois = chronologie.length(_ANCIEN, reception.date)
        yield _echeance(chronologie, reception, _ANCIEN, fin=add_months(reception.date, mois))


def _has_carers(chronologie: Chronologie) -> bool:
    """True of a health body; of a home or a service, for what its carers wrote, where that is asked for."""
    faits = chronologie.faits
    demandees = {faits.demarche, faits.initiale}
    medical = _MEDICAL in demandees or bool(faits.pieces_medicales)
    residence = _SEJOUR in demandees or (faits.genre is GenreOrganisme.ESSMS and medical)
    return faits.genre is GenreOrganisme.SANTE or residence


def _echeance(chronologie: Chronologie, reception: Reception, id_: str, *, fin: dt.date) -> Echeance:
    lignes = _explain(chronologie, reception, id_, fin=fin)
    return chronologie.never_moved(Code.DOSSIER_MEDICAL, fin, lignes, delai=id_, estimation=reception.estimee)


def _explain(chronologie: Chronologie, reception: Reception, id_: str, *, fin: dt.date) -> Iterator[Explication]:
    longueur = chronologie.length(id_, reception.date)
    duree: tuple[Phrase, ...] = (phrase("pas.jours", n=longueur),) if id_ == _RECENT else months(reception.date, longueur)
    yield received(reception), *duree, chronologie.day(fin)
    yield (phrase("note.dossier_medical_recent" if id_ == _RECENT else "note.dossier_medical_ancien"),)
    heures = chronologie.length("dossier_medical_au_plus_tot", reception.date)
    au_plus_tot = reception.date + dt.timedelta(days=heures // _HEURES_PAR_JOUR)
    yield (phrase("note.dossier_medical_au_plus_tot", n=heures, date=au_plus_tot),)
    if id_ == _RECENT and not chronologie.faits.pieces_medicales:
        yield (phrase("note.dossier_medical_age_inconnu"),)
    if chronologie.faits.genre is not GenreOrganisme.SANTE:
        yield (phrase("note.dossier_medical_essms"),)
    yield from unknown_receipt(reception)
