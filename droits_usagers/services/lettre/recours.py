"""From a dossier to a letter of another demarche about the same story: to the CADA, to the CNIL, to the Défenseur des droits.

Such a letter stays with the dossier whose deadlines it moves: what was answered for it is kept there apart, under the name of
its demarche.
"""

from collections.abc import Mapping
from dataclasses import replace

from droits_usagers.domain.demarche.demande import DEMEURE, DETENTEUR, INITIALE, STATUT, Demande
from droits_usagers.domain.demarche.demarches import CanalEnvoi, Demarche
from droits_usagers.domain.demarche.questions import Genre, Reponses, Valeur, is_blank, lines_of
from droits_usagers.domain.dossier.dossiers import DossierLu
from droits_usagers.domain.echeances.evenements import Canal, TypeEvenement
from droits_usagers.services.lettre.cadre import MESURE
from droits_usagers.services.lettre.ecrans import CANAL

#: Before the id of a demarche: where its answers are kept in the dossier of another. No question has a dot in its id.
_APART = "recours."
#: A question whose answer the dossier already knows.
ELECTRONIQUE = "demande_electronique"
#: What shows that the first letter was received, and under which number it was sent: asked with each letter that follows.
PREUVE, NUMERO = "preuve_reception", "numero_envoi"
_AVIS = "avis_reception"


def follow_up(gardee: Demande, demarche: Demarche, canaux: Mapping[str, CanalEnvoi]) -> Demande:
    """What to write a letter of this demarche from: the people, the organisme and the facts of the dossier.

    What was answered for such a letter before is found again; else its demarche and the way it was sent are told.
    """
    if demarche.id == gardee.demarche:
        return gardee
    kept = next(iter(lines_of(gardee.reponses.get(_APART + demarche.id))), _known(gardee, demarche, canaux))
    return replace(gardee, demarche=demarche.id, date=None, copies=(), reponses=kept)


def proven(dossier: DossierLu, demarche: Demarche) -> Demande:
    """The demande of a dossier of this demarche, with what its registered letter shows once received, if nobody said."""
    demande = dossier.demande
    if not any(question.id == NUMERO for question in demarche.questions):
        return demande
    recue = any(fait.type is TypeEvenement.RECU and not fait.organisme for fait in demande.evenements)
    envois = (fait for fait in dossier.faits if fait.evenement.type is TypeEvenement.ENVOYE and not fait.annule)
    numero = next((fait.recommande for fait in envois if fait.recommande), "")
    if not (recue and numero):
        return demande
    return replace(demande, reponses={PREUVE: _AVIS, NUMERO: numero, **demande.reponses})


def kept_apart(gardee: Demande, suite: Demande) -> Demande:
    """The demande of a dossier, with the answers given for a letter of another demarche, and what that said of the home."""
    concerne = gardee.concerne
    if concerne is not None and suite.concerne is not None and suite.concerne.adresse_protegee:
        concerne = replace(concerne, adresse_protegee=True)
    reponses = {**gardee.reponses, _APART + suite.demarche: (dict(suite.reponses),)}
    return replace(gardee, concerne=concerne, reponses=reponses, domicile=suite.domicile or gardee.domicile)


def without_follow_ups(gardee: Demande) -> Demande:
    """The demande of a dossier alone."""
    propres = {id_: valeur for id_, valeur in gardee.reponses.items() if not id_.startswith(_APART)}
    return replace(gardee, reponses=propres)


def _known(gardee: Demande, demarche: Demarche, canaux: Mapping[str, CanalEnvoi]) -> Reponses:
    connues = dict(known_of(gardee.demarche, gardee.reponses, demarche))
    canal = canaux.get(str(gardee.reponses.get(CANAL, "")))
    if any(question.id == ELECTRONIQUE for question in demarche.questions) and canal is not None:
        connues[ELECTRONIQUE] = canal.canal is Canal.ELECTRONIQUE
    return connues


def known_of(demandee: str, reponses: Reponses, demarche: Demarche) -> Reponses:
    """What a letter of this demarche need not ask again, from what was asked before (a demarche) and answered about it."""
    questions = {question.id: question for question in demarche.questions}
    # The same words were asked: who represents an organisation is not typed twice.
    connues: dict[str, Valeur] = {
        id_: reponses[id_]
        for id_, question in questions.items()
        if question.genre is Genre.TEXTE and isinstance(reponses.get(id_), str)
    }
    # From a letter to an authority, what was asked is what it says was asked first.
    premiere = str(reponses.get(INITIALE, demandee))
    if INITIALE in questions and premiere in questions[INITIALE].choix:
        connues[INITIALE] = premiere
    connues |= {id_: reponses[id_] for id_ in (MESURE, DETENTEUR, STATUT, DEMEURE) if id_ in questions and id_ in reponses}
    redites = _told_again(reponses)
    return connues | {id_: valeur for id_, valeur in redites.items() if id_ in questions and not is_blank(valeur)}


def _told_again(reponses: Reponses) -> dict[str, Valeur]:
    """The answers about a refusal or what is missing, as an authority asks for them."""
    quoi = (("documents", "document_quoi", "document_quand"), ("manque_autre", "manque_quoi", ""))
    documents = tuple(
        {"refuse_quoi": ligne[nom]} | ({"refuse_quand": ligne[quand]} if ligne.get(quand) else {})
        for groupe, nom, quand in quoi
        for ligne in lines_of(reponses.get(groupe))
        if ligne.get(nom)
    )
    raisons, recours = reponses.get("refus_motifs"), reponses.get("refus_recours")
    griefs = ["refus"] if reponses.get("refus_forme") else []
    griefs += ["incomplete"] if reponses.get("reponse_recue") == "partie" else []
    griefs += [raison for raison in ("identite", "frais") if isinstance(raisons, tuple) and raison in raisons]
    return {
        "documents_refuses": documents,
        "motif_refus": reponses.get("refus_mots", ""),
        "recours_indiques": "" if recours is None else "indiques" if recours is True else "absents",
        "griefs": tuple(griefs),
    }
