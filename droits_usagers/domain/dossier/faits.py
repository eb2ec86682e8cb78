"""What the dates of a demande depend on: its facts, the clocks that run, of it and of what was asked first."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import DEMEURE, INITIALE, STATUT, contexte_of, is_protected
from droits_usagers.domain.demarche.questions import effective_answers, lines_of
from droits_usagers.domain.droit.voies import DITES, RIEN_DE_CONTESTE, Contestee, contestee_of
from droits_usagers.domain.echeances.calcul import is_of_a_decision
from droits_usagers.domain.echeances.evenements import Canal, Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import Code, FaitsDossier
from droits_usagers.domain.personnes.organismes import StatutOrganisme, statut_of
from droits_usagers.domain.personnes.personnes import Qualite

if TYPE_CHECKING:  # the command line has no dossier to hand: it does not load them
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.demarche.demarches import CanalEnvoi, Demarche, Etape

#: The question that says how the letter goes out, in every demarche that has one.
ENVOI = "envoi"
#: The question whose lines are the medical items asked for, each with its date.
PIECES_MEDICALES = "pieces_medicales"
#: The question that asks to erase, beside what needs no answer.
_EFFACER = "effacer"
#: In what capacity someone represents another.
_REPRESENTANT, _PARENT = "titre_representant", "parent"
#: Delays of the RGPD.
_RGPD = frozenset({Code.REPONSE.value, Code.ANNONCE_PROLONGATION.value, Code.SUITE_CNIL.value})
#: Those of documents, through the CADA, and those of a right over one's data, straight to the court.
_DEUX_VOIES = frozenset(
    {
        *(Code.REFUS_TACITE.value, Code.SAISINE_CADA.value, Code.REFUS_CONFIRME.value),
        *(Code.REJET_IMPLICITE.value, Code.RECOURS_TA.value),
    }
)


def faits_of(
    demande: "Demande",
    demarche: "Demarche",
    canaux: "Mapping[str, CanalEnvoi]",
    *,
    initiale: "Demarche | None" = None,
    possibles: "Sequence[Demarche]" = (),
    demeure: str = "",
) -> FaitsDossier:
    """What the dates of a demande depend on. `canaux` are the ways of sending, by the answer that chooses them.

    `initiale`: what was asked first of the body, for a letter to an authority (`initial_of`); `possibles`: what it may have
    been, where nobody said it (`possible_initials`). `demeure`: where whoever would go to court lives (`home_of`).
    """
    canal = canaux.get(str(demande.reponses.get(ENVOI, "")))
    premiere = (initiale or demarche).etapes[0].evenement
    siens = clocks_of(demarche, initiale, demande.qualite) | _asked_besides(demande, demarche)
    if initiale is not None:
        # What was answered then is not known: as it is proposed.
        siens |= _asked_besides(replace(demande, reponses={}), initiale)
    delais = siens | perhaps_clocks_of(possibles, demande.qualite)
    return FaitsDossier(
        demarche.id,
        delais,
        as_first(demande.evenements, premiere),
        territoire=demande.organisme.territoire,
        demeure=demeure,
        canal=canal.canal if canal else Canal.POSTAL,
        genre=demande.detenteur,
        statut=statut_of(demande.organisme.genre, str(demande.reponses.get(STATUT, ""))),
        qualite=demande.qualite,
        pieces_medicales=tuple(_made_on(demande)),
        etapes=frozenset(etape.id for etape in demarche.etapes),
        premier=demarche.etapes[0].evenement,
        contestee=contested_in(demande, demarche),
        initiale=initiale.id if initiale else "",
        recours_initial=appeal_in(initiale),
        initiale_inconnue=delais != siens,
        ecrite_le=demande.date,
        sans_reponse=needs_no_answer((demarche, initiale, *possibles), demande.qualite),
    )


def initial_of(demande: "Demande", demarches: "Mapping[str, Demarche]") -> "Demarche | None":
    """What was asked first of the body, when this is a letter to an authority and someone said it; None otherwise."""
    autorite = demarches[demande.demarche].autorite
    return demarches.get(str(demande.reponses.get(INITIALE, ""))) if autorite else None


def possible_initials(demarche: "Demarche", dite: str, demarches: "Mapping[str, Demarche]") -> "tuple[Demarche, ...]":
    """What may have been asked first of the body, where a letter to an authority asks it and nobody said it."""
    if not demarche.autorite or dite:
        return ()
    choix = (id_ for question in demarche.questions if question.id == INITIALE for id_ in question.choix)
    return tuple(demarches[id_] for id_ in choix if id_ in demarches)


def perhaps_clocks_of(possibles: "Sequence[Demarche]", qualite: Qualite) -> frozenset[str]:
    """The delays, of what this author may have asked first, that end a right to go to the CADA or to court."""
    autres = (demarche.delais_of(qualite) for demarche in possibles if qualite in demarche.pour)
    return frozenset(delai for delais in autres for delai in delais) & _DEUX_VOIES


def needs_no_answer(demandees: "Iterable[Demarche | None]", qualite: Qualite) -> bool:
    """True where one of what was asked, or may have been, needs none: of it, a refusal alone opens the court."""
    return any(is_of_a_decision(une.delais_of(qualite)) for une in demandees if une and qualite in une.pour)


def clocks_of(demarche: "Demarche", initiale: "Demarche | None", qualite: Qualite) -> frozenset[str]:
    """The delays that run: its own, and those of what was asked first, which a letter to an authority does not stop.

    The RGPD's are for the person whose data it is, and who acts for her: not for those who could not have asked it first.
    """
    siens = frozenset(demarche.delais_of(qualite))
    if initiale is None:
        return siens
    autres = frozenset(initiale.delais_of(qualite))
    return siens | (autres if qualite in initiale.pour else autres - _RGPD)


def _asked_besides(demande: "Demande", demarche: "Demarche") -> frozenset[str]:
    """The delay of an erasure asked beside a consent taken back: it awaits an answer, which the other does not."""
    if not any(question.id == _EFFACER for question in demarche.questions):
        return frozenset()
    dites = effective_answers(demarche.questions, demande.reponses, contexte_of(demande))
    return frozenset({Code.REJET_IMPLICITE.value}) if dites.get(_EFFACER) is True else frozenset()


def home_of(demande: "Demande") -> tuple[str, ...]:
    """The address of whoever would go to court; nothing of one that is protected or not known.

    A child of whom none was typed lives with the parent who writes (code civil 108-2).
    """
    if is_protected(demande):
        return ()
    sienne = (demande.concerne or demande.signataire).adresse
    parent = demande.qualite is Qualite.REPRESENTANT_LEGAL and demande.reponses.get(_REPRESENTANT) == _PARENT
    return demande.signataire.adresse if parent and not any(sienne) else sienne


def said_home(demande: "Demande") -> str:
    """How far from the judge an address that is kept from someone is, where that was said (`distance.DITES`)."""
    dite = str(demande.reponses.get(DEMEURE, ""))
    return dite if dite in DITES and is_protected(demande) else ""


def as_first(evenements: tuple[Evenement, ...], premier: TypeEvenement) -> tuple[Evenement, ...]:
    """Of a demarche whose letter is an appeal, « sent » is the appeal that was sent."""
    if premier is not TypeEvenement.RECOURS_PREALABLE_ENVOYE:
        return evenements
    return tuple(replace(fait, type=premier) if fait.type is TypeEvenement.ENVOYE else fait for fait in evenements)


def sent_as(etape: "Etape", demarche: "Demarche", demande: "Demande") -> TypeEvenement:
    """The fact that sending this letter of a dossier records.

    To contest a refusal is an appeal that keeps the court (CRPA L411-2), unless the CADA comes first (L412-4), or the
    body is private.
    """
    delais = demarche.delais_of(demande.qualite)
    prive = statut_of(demande.detenteur, str(demande.reponses.get(STATUT, ""))) is StatutOrganisme.PRIVE
    if etape.recours is None or prive or Code.RECOURS_TA not in delais or Code.REFUS_TACITE in delais:
        return etape.evenement
    return etape.recours


def appeal_in(initiale: "Demarche | None") -> str:
    """The étape of what was asked first that is the appeal compulsory before the judge; empty when it has none."""
    etapes = initiale.etapes if initiale else ()
    return next((etape.id for etape in etapes if etape.evenement is TypeEvenement.RECOURS_PREALABLE_ENVOYE), "")


def contests(demarche: "Demarche") -> bool:
    """True for a demarche that contests a decision on an aid, or a sum claimed back."""
    return Code.RECOURS_PREALABLE in demarche.delais


def contested_in(demande: "Demande", demarche: "Demarche") -> Contestee:
    """The decision on an aid that it contests, by the answers that count; nothing for a demarche that contests none."""
    if not contests(demarche):
        return RIEN_DE_CONTESTE
    return contestee_of(effective_answers(demarche.questions, demande.reponses, contexte_of(demande)))


def _made_on(demande: "Demande") -> Iterator[dt.date]:
    """The days on which the medical items asked for were made, those that are known."""
    for ligne in lines_of(demande.reponses.get(PIECES_MEDICALES)):
        yield from (valeur for valeur in ligne.values() if isinstance(valeur, dt.date))
