"""From a demande to what the control is told of it: who, where, what happened, what must not be said."""

import datetime as dt
from collections.abc import Iterator, Mapping

from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE, Cadre, Decisions
from droits_usagers.domain.controle.valeurs import Regle
from droits_usagers.domain.demarche.demande import Demande, contexte_of, is_protected
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.demarche.protection import protected_addresses
from droits_usagers.domain.demarche.questions import NumeroAdmis, Question, Reponses, effective_answers, is_blank, lines_of
from droits_usagers.services.lettre.ecrans import path_questions

_OPPOSITION = "opposition"
#: The question that says under what measure someone writes for another.
MESURE = "titre_representant"
#: What all that goes together is called.
_ENSEMBLE = "ensemble"
#: The question that asks the number of a registered letter.
_NUMERO_ENVOI = "numero_envoi"
#: The questions that carry the reasons of an opposition begin so.
_FAIT = ("fait_", "faits_agent")


def cadre_of(
    demande: Demande,
    demarche: Demarche,
    etape: str,
    *,
    today: dt.date,
    confirmees: frozenset[Regle] = frozenset(),
    decisions: Decisions = RIEN_DE_DECIDE,
) -> Cadre:
    """What the control is told of a letter of this étape."""
    questions = path_questions(demarche, etape)
    reponses = effective_answers(demarche.questions, demande.reponses, contexte_of(demande))
    saisies, tues = dict(_typed(questions, reponses)), protected_addresses(demande)
    return Cadre(
        demarche=demarche.id,
        etape=etape,
        noms_proposes=(demarche.id, etape, demande.date.isoformat() if demande.date else "", _ENSEMBLE),
        concerne=demande.concerne,
        auteur=demande.auteur,
        reponse_a=demande.reponse_a,
        organisme=demande.organisme,
        copies=demande.copies,
        evenements=demande.evenements,
        ferme=is_protected(demande),
        decisions=decisions,
        adresses_protegees=tues if is_protected(demande) else (),
        adresses_retenues=() if is_protected(demande) else tues,
        a_taire=demande.a_taire,
        consignes=demande.consignes,
        admis=frozenset(_admitted(questions, reponses)),
        raisons=_reasons(demarche, etape, saisies),
        recommandes=_registered(demande.recommandes, saisies.get(_NUMERO_ENVOI, "")),
        confirmees=confirmees,
        saisies=saisies,
        jour=demande.date or today,
        mesure=str(reponses.get(MESURE, "")) if any(question.id == MESURE for question in demarche.questions) else None,
    )


def _registered(connus: tuple[str, ...], tape: str) -> tuple[str, ...]:
    """The numbers of registered letters: the one typed is that of a letter of the dossier, unless it is another."""
    return (*connus, tape) if tape and tape not in connus else connus


def _typed(questions: tuple[Question, ...], reponses: Reponses) -> Iterator[tuple[str, str]]:
    """What was typed, by id of the question of the demarche; the lines of a groupe together."""
    for question in questions:
        valeur = reponses.get(question.id)
        lignes = [texte for ligne in lines_of(valeur) for texte in ligne.values() if isinstance(texte, str)]
        texte = valeur if isinstance(valeur, str) and not question.choix else "\n".join(lignes)
        if texte.strip():
            yield question.id, texte


def _admitted(questions: tuple[Question, ...], reponses: Reponses) -> Iterator[NumeroAdmis]:
    """The numbers that an answered question asked for."""
    for question in questions:
        if not is_blank(reponses.get(question.id)):
            yield from question.numero_admis
        for ligne in lines_of(reponses.get(question.id)):
            yield from _admitted(question.questions, ligne)


def _reasons(demarche: Demarche, etape: str, saisies: Mapping[str, str]) -> Mapping[str, str]:
    if demarche.id != _OPPOSITION or etape != demarche.etapes[0].id:
        return {}
    return {id_: texte for id_, texte in saisies.items() if id_.startswith(_FAIT)}
