"""What is said of a debt on the screen: which of its months may be too old, and which letters it takes, each by its day."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dette.dette import Dette
from droits_usagers.domain.dette.mois import AgeMois, ExamenMois, spans
from droits_usagers.domain.droit.voies import Decision, Juge, Prealable, Voie, contestee_of
from droits_usagers.domain.echeances import Echeance
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code
from droits_usagers.domain.mots.dates import date_longue
from droits_usagers.domain.mots.textes import Chapitre, Textes

if TYPE_CHECKING:
    from droits_usagers.services.socle.suivant import Suivant

#: The letters of a sum to give back, and what tells that each was sent.
CORRIGER, CONTESTER, REMISE = "demande", "contester", "remise"
_FAITS: Mapping[str, TypeEvenement] = {
    CORRIGER: TypeEvenement.ENVOYE,
    CONTESTER: TypeEvenement.RECOURS_PREALABLE_ENVOYE,
}
#: The question that tells a rejection from a first letter, and what goes to the judge without any appeal before.
REJET, _AU_JUGE = "contester_rejet", frozenset({Decision.TITRE, Decision.PENALITE})
_ETAPES = {Code.OBSERVATIONS: CORRIGER, Code.RECOURS_PREALABLE: CONTESTER, Code.MEDIATION_PREALABLE: CONTESTER}


def said_of(dette: Dette, textes: Textes, *, citation: Callable[[str], str]) -> Iterator[str]:
    """Sentences, the most useful first; none as long as no month was told. `citation`: the name of an entry."""
    dire = textes.under("assistant.dette")
    examen = dette.examen
    if examen is None:
        if dette.periodes:
            yield dire(_missing(dette))
        return
    yield from _of_ages(examen, dire)
    depart = "depart_paiement" if examen.regle.depuis_paiement else "depart_non_dit"
    yield dire(
        "regle",
        duree=dire(f"duree_{examen.regle.mois}"),
        texte=" ; ".join(map(citation, examen.regle.entrees)),
        depart=dire(depart),
    )
    if examen.reclamation is not None and examen.reclamation.fraude:
        fraude = examen.regle.fraude_mois
        yield dire("fraude", duree=dire(f"duree_{fraude}")) if fraude else dire("fraude_non_dite")
    if examen.of_age(AgeMois.ANCIEN) or examen.of_age(AgeMois.DISCUTE):
        yield dire("arret")


def _missing(dette: Dette) -> str:
    """What to say first, as nothing can be said of the months."""
    if dette.voie is None or "prescription" in dette.voie.partage:
        return "sans_aide"
    return "sans_date" if dette.voie.prescription is not None else "sans_regle"


def _of_ages(examen: ExamenMois, dire: Chapitre) -> Iterator[str]:
    anciens, discutes = examen.of_age(AgeMois.ANCIEN), examen.of_age(AgeMois.DISCUTE)
    if anciens:
        yield dire("anciens", mois=", ".join(spans(anciens)))
    if discutes:
        raisons = (dire(f"raison_{raison}") for raison in sorted(examen.raisons))
        yield dire("discutes", mois=", ".join(spans(discutes)), raisons=" ; ".join(raisons))
    if not anciens and not discutes:
        yield dire("aucun")


@dataclass(frozen=True, slots=True)
class LettreDeLaSomme:
    """A letter still to send about a sum to give back, and its last day; None when nobody can tell it."""

    etape: str
    jour: dt.date | None = None
    #: The day to aim at: the last working day before.
    veille: dt.date | None = None


def letters_of(
    demande: Demande, voie: Voie | None, echeances: Iterable[Echeance], *, today: dt.date
) -> tuple[LettreDeLaSomme, ...]:
    """Those not sent yet, in the order of their days, what is over last; none for what is no sum to give back."""
    if contestee_of(demande.reponses).decision is not Decision.INDU:
        return ()
    sans_objet = CORRIGER if is_one_appeal(voie) else CONTESTER if voie and voie.prealable is Prealable.AUCUN else ""
    jours: dict[str, tuple[dt.date, dt.date | None]] = {}
    for une in echeances:
        etape = _ETAPES.get(une.code)
        if etape is not None and une.date is not None:
            # The safer of two.
            jours[etape] = min((une.date, une.veille), jours.get(etape, (dt.date.max, None)), key=lambda un: un[0])
    envoyees = {fait.type for fait in demande.evenements}
    if TypeEvenement.RECOURS_REJETE in envoyees:
        envoyees.add(TypeEvenement.RECOURS_PREALABLE_ENVOYE)
    a_ecrire = [etape for etape, fait in _FAITS.items() if fait not in envoyees and etape != sans_objet]
    lettres = (LettreDeLaSomme(etape, *jours.get(etape, ())) for etape in a_ecrire)
    return tuple(sorted(lettres, key=lambda une: (_is_over(une, today), une.jour or dt.date.max)))


def is_one_appeal(voie: Voie | None) -> bool:
    """True where nothing is corrected apart: one letter contests (France Travail)."""
    return voie is not None and bool(voie.contestation)


def say_letter(lettre: LettreDeLaSomme, titre: str, textes: Textes, *, today: dt.date) -> str:
    """Its day and its name: « Au plus tard le mardi 12 janvier 2027 : contester »."""
    dire = textes.under("assistant.fin.autres")
    if lettre.jour is None:
        return dire("sans_jour", titre=titre)
    return (
        dire("passe", titre=titre, jour=date_longue(lettre.jour))
        if _is_over(lettre, today)
        else dire("jour", titre=titre, jour=_to_aim_at(lettre.jour, lettre.veille, textes, today=today))
    )


def _to_aim_at(jour: dt.date, veille: dt.date | None, textes: Textes, *, today: dt.date) -> str:
    """« samedi 5 décembre 2026 ; visez le vendredi 4 », as long as that one is not over."""
    if veille is None or veille < today:
        return date_longue(jour)
    return textes("assistant.fin.viser", jour=date_longue(jour), veille=date_longue(veille))


def first_day(demande: Demande, echeances: Iterable[Echeance], textes: Textes, *, today: dt.date) -> str:
    """Of an order to pay, the day that comes before anything else; empty for anything else, or when nobody knows it."""
    if contestee_of(demande.reponses).decision is not Decision.CONTRAINTE:
        return ""
    jours = [(une.date, une.veille) for une in echeances if une.code is Code.RECOURS_JUGE and une.date]
    dire = textes.under("assistant.contrainte")
    if not jours:
        return dire("sans_jour")
    jour, veille = min(jours, key=lambda un: un[0])
    if jour < today:
        return dire("passe", jour=date_longue(jour))
    return dire("jour", jour=_to_aim_at(jour, veille, textes, today=today))


def court_day(demande: Demande, suivant: "Suivant", textes: Textes, *, today: dt.date | None) -> str:
    """Where a letter would change nothing: who is to be gone to instead, and until when; empty where a letter comes next."""
    contestee, rejetee = contestee_of(demande.reponses), _as_rejected(demande)
    if rejetee is None and contestee.decision not in _AU_JUGE:
        return ""
    voie = suivant.voie(suivant.faits(demande))
    avant = voie is not None and voie.prealable
    code = Code.MEDIATION_PREALABLE if avant is Prealable.MEDIATION and rejetee is None else Code.RECOURS_JUGE
    if rejetee is None and avant and code is Code.RECOURS_JUGE:
        return ""
    jour = min((une.date for une in suivant.echeances(rejetee or demande) if une.code is code and une.date), default=None)
    dire = textes.under("assistant.tribunal")
    juge = dire("mediateur" if code is Code.MEDIATION_PREALABLE else voie.juge if voie is not None else Juge.INCONNU)
    if jour is None:
        return dire("sans_jour", juge=juge)
    return dire("passe" if today is not None and jour < today else "jour", juge=juge, jour=date_longue(jour))


def _as_rejected(demande: Demande) -> Demande | None:
    """The same once its appeal is rejected, noted or said of the paper that came; None where it is not."""
    if any(fait.type is TypeEvenement.RECOURS_REJETE for fait in demande.evenements):
        return demande
    if demande.reponses.get(REJET) != "rejete":
        return None
    recues = [fait.date for fait in demande.evenements if fait.type is TypeEvenement.DECISION_RECUE]
    rejets = (Evenement(jour, TypeEvenement.RECOURS_REJETE) for jour in recues)
    return replace(demande, evenements=tuple(sorted((*demande.evenements, *rejets))))


def _is_over(lettre: LettreDeLaSomme, today: dt.date) -> bool:
    return lettre.jour is not None and lettre.jour < today
