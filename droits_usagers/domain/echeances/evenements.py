"""Dated facts of a dossier. Everything else (etat, echeances, next steps) is computed from them and from today."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class TypeEvenement(StrEnum):
    """What can happen, in the vocabulary of E.toml (`docs/formats.md`)."""

    DECISION_RECUE = "decision_recue"
    COURRIER_ETABLI = "courrier_etabli"
    ENVOYE = "envoye"
    RECU = "recu"
    TRANSMIS = "transmis"
    ACCUSE_CONFORME = "accuse_conforme"
    IDENTITE_DEMANDEE = "identite_demandee"
    IDENTITE_FOURNIE = "identite_fournie"
    PRECISION_DEMANDEE = "precision_demandee"
    PRECISION_FOURNIE = "precision_fournie"
    PROLONGATION_ANNONCEE = "prolongation_annoncee"
    REPONSE_COMPLETE = "reponse_complete"
    REPONSE_PARTIELLE = "reponse_partielle"
    REFUS = "refus"
    VOIES_DITES = "voies_dites"
    REFUS_ORAL = "refus_oral"
    RELANCE_ENVOYEE = "relance_envoyee"
    PLAINTE_CNIL_ENVOYEE = "plainte_cnil_envoyee"
    CNIL_A_REPONDU = "cnil_a_repondu"
    CADA_SAISIE = "cada_saisie"
    CADA_ENREGISTREE = "cada_enregistree"
    AVIS_CADA = "avis_cada"
    MOTIFS_DEMANDES = "motifs_demandes"
    MOTIFS_RECUS = "motifs_recus"
    RECOURS_HIERARCHIQUE_ENVOYE = "recours_hierarchique_envoye"
    RECOURS_PREALABLE_ENVOYE = "recours_prealable_envoye"
    RECOURS_REJETE = "recours_rejete"
    MEDIATION_SAISIE = "mediation_saisie"
    MEDIATION_TERMINEE = "mediation_terminee"
    AIDE_JURIDICTIONNELLE_DEMANDEE = "aide_juridictionnelle_demandee"
    AIDE_JURIDICTIONNELLE_DECIDEE = "aide_juridictionnelle_decidee"
    TA_SAISI = "ta_saisi"
    CONSEIL_ETAT_SAISI = "conseil_etat_saisi"
    JUGEMENT_RECU = "jugement_recu"
    DEFENSEUR_SAISI = "defenseur_saisi"
    LEVEE_LIMITATION_ANNONCEE = "levee_limitation_annoncee"
    CLOS = "clos"


#: What one notes for oneself of a dossier: neither was done to the organisme, nor by it.
POUR_SOI = frozenset({TypeEvenement.COURRIER_ETABLI, TypeEvenement.CLOS})


class Canal(StrEnum):
    """How the request went out; an electronic one never promises that time limits do not run (CRPA L112-11)."""

    POSTAL = "postal"
    ELECTRONIQUE = "electronique"
    GUICHET = "guichet"


@dataclass(frozen=True, slots=True, order=True)
class Evenement:
    """One dated fact. `organisme` is "initial" on the receipt by a first, wrong addressee; empty otherwise."""

    date: dt.date
    type: TypeEvenement
    organisme: str = ""
