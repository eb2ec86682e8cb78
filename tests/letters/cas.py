"""Demandes for the demarche `acces`: one ordinary, one that answers everything, one for each kind of author."""

import dataclasses
import datetime as dt

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA

ELODIE = Personne(
    Civilite.MME,
    "Élodie",
    "Œuvrard",
    nom_naissance="Martin",
    naissance=1970,
    reference_dossier="2019-4471",
    adresse=("12 rue des Lilas", "93000 Bobigny"),
)
DEPARTEMENT = Organisme(
    "Conseil départemental de la Seine-Saint-Denis",
    GenreOrganisme.DEPARTEMENT,
    "Service social départemental",
    ("Hôtel du département", "93006 Bobigny cedex"),
)
BLANCHE = Demande("acces")
ORDINAIRE = Demande("acces", dt.date(2026, 11, 24), "Bobigny", ELODIE, organisme=DEPARTEMENT)
COMPLETE = dataclasses.replace(
    ORDINAIRE,
    organisme=dataclasses.replace(DEPARTEMENT, genre=GenreOrganisme.ESSMS),
    reponse_a=ReponseA("chez Mme Diallo", ("4 place du Marché", "93000 Bobigny"), enveloppe_neutre=True),
    copies=(Copie("Délégué à la protection des données", ("dpo@exemple.fr",)),),
    reponses={
        "suivi_par": "l'assistante sociale du centre de Bobigny",
        "periode": "depuis 2019",
        "types_documents": ("comptes_rendus", "rapports", "aides", "courriers", "commentaires", "signalement"),
        "documents": (
            {"document_quoi": "le rapport de la visite chez moi", "document_quand": "printemps 2025"},
            {"document_quoi": "la lettre de la CAF"},
        ),
        "consultation": True,
        "accompagnant": "ma sœur",
        "medecin": True,
        "medecin_nom": "Dr Nguyễn Thị Hồng\n3 rue de la Paix\n93000 Bobigny",
        "piece_identite": True,
        "envoi": "guichet",
    },
)
RELANCE = dataclasses.replace(
    ORDINAIRE,
    evenements=(
        Evenement(dt.date(2026, 10, 1), TypeEvenement.ENVOYE),
        Evenement(dt.date(2026, 10, 5), TypeEvenement.RECU),
    ),
    reponses={"preuve_reception": "avis_reception", "numero_envoi": "2C 123 456 7890 1"},
)
#: Who writes when it is not the person concerned.
AUTEURS = {
    Qualite.MANDATAIRE: Personne(denomination="Syndicat du département", adresse=("Bourse du travail", "93000 Bobigny")),
    Qualite.REPRESENTANT_LEGAL: Personne(Civilite.M, "Karim", "Benali", adresse=("12 rue des Lilas", "93000 Bobigny")),
    Qualite.HERITIER: Personne(Civilite.M, "Paul", "Martin"),
    Qualite.AGENT: ELODIE,
    Qualite.ORGANISATION: Personne(denomination="Association Un Toit"),
}


def by(qualite: Qualite, demande: Demande = ORDINAIRE) -> Demande:
    """The same demande written by someone else."""
    if qualite is Qualite.CONCERNE:
        return demande
    concerne = None if qualite is Qualite.ORGANISATION else demande.concerne
    return dataclasses.replace(demande, concerne=concerne, auteur=Auteur(qualite, AUTEURS[qualite]))
