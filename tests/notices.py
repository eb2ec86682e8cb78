"""Fiches de traitement for tests of what is printed: a sound one, and variations on it."""

import dataclasses

from droits_usagers.domain.notice.traitements import (
    Base,
    Conservation,
    Contact,
    DecisionAutomatisee,
    Destinataire,
    Donnee,
    DroitNotice,
    Droits,
    FicheTraitement,
    Finalite,
    Provenance,
    SourceDonnees,
)

INSTRUIRE = "Instruire les demandes d'aide"
SOUND = FicheTraitement(
    nom="Dossier social",
    version="2026-11",
    sans_objet=("transferts",),
    responsable=Contact("Département de l'Arance", "Service social", adresse=("1 rue Neuve", "89999 Bellerive")),
    dpo=Contact(courriel="dpo@arance.exemple.fr"),
    finalites=(Finalite(INSTRUIRE, Base.MISSION, "CASF L123-2"),),
    donnees=(Donnee("Identité", sensible=False, obligatoire=True, consequence="la demande attend"),),
    sources=(SourceDonnees(Provenance.PERSONNE, "vous-même"), SourceDonnees(Provenance.TIERS, "la CAF")),
    destinataires=(Destinataire("La commission des aides", INSTRUIRE),),
    conservations=(Conservation("Dossier", "2 ans", "dernier contact"),),
    decision=DecisionAutomatisee(existe=False),
    droits=Droits(
        "dpo@arance.exemple.fr",
        (
            DroitNotice.ACCES,
            DroitNotice.RECTIFICATION,
            DroitNotice.EFFACEMENT,
            DroitNotice.LIMITATION,
            DroitNotice.OPPOSITION,
            DroitNotice.DECES,
        ),
        reclamation_cnil=True,
        opposition_a_part=True,
        moins_de_15_ans=False,
    ),
)
EMPTY = FicheTraitement()


def with_bases(*bases: Base | None) -> FicheTraitement:
    """The sound one, with a purpose on each of these bases."""
    return dataclasses.replace(SOUND, finalites=tuple(Finalite(f"But {rang}", base) for rang, base in enumerate(bases, 1)))


def with_purposes(nombre: int) -> FicheTraitement:
    """The sound one, with this many purposes, each two lines long on a poster."""
    finalites = tuple(
        Finalite(f"But numéro {rang}, que l'on dit en assez de mots pour deux lignes", Base.MISSION, "CASF L123-2")
        for rang in range(nombre)
    )
    destinataires = (Destinataire("La commission des aides", finalites[0].libelle),)
    return dataclasses.replace(SOUND, finalites=finalites, destinataires=destinataires)
