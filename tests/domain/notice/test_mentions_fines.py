"""Holes that hide well in a notice, beside words that only look like them."""

from dataclasses import replace

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice import Statut, check_notice, missing
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    Base,
    Conservation,
    Contact,
    Destinataire,
    Donnee,
    DroitNotice,
    FicheTraitement,
    Finalite,
    Provenance,
    SourceDonnees,
)
from tests.chaque import chaque
from tests.domain.notice.test_mentions import BUT, DROITS, OFFERTS, constats, offering, without


@chaque(
    ("mention", "fiche", "attendu"),
    [
        ("base", without(finalites=(Finalite(BUT, Base.MISSION),)), Statut.VAGUE),
        ("base", without(finalites=(Finalite(BUT, Base.MISSION, A_DEMANDER),)), Statut.A_DEMANDER),
        ("responsable", without(responsable=Contact("Le service", courriel="a@exemple.fr")), Statut.VAGUE),
        ("categories", without(donnees=(Donnee("Commentaire (numéro CAF)", obligatoire=False),)), Statut.VAGUE),
        ("destinataires", without(destinataires=(Destinataire("Partenaires (CAF, CPAM, etc.)", BUT),)), Statut.VAGUE),
        ("destinataires", without(destinataires=(Destinataire("L'ensemble des travailleurs sociaux", BUT),)), Statut.VAGUE),
        ("source", without(sources=(SourceDonnees(Provenance.TIERS, "Tiers (selon les situations)"),)), Statut.VAGUE),
        ("transferts", without(destinataires=(Destinataire("L'hébergeur, aux États-Unis", BUT),)), Statut.CONTRADICTOIRE),
        ("transferts", without(sans_objet=(), destinataires=A_DEMANDER), Statut.ABSENTE),
        (
            "conservation",
            without(conservations=(Conservation("dossier", "6 mois, 2 ans ou 5 ans", "clôture"),)),
            Statut.CONTRADICTOIRE,
        ),
        ("conservation", without(conservations=(Conservation("dossier", "conservation permanente", "clôture"),)), Statut.VAGUE),
        (
            "conservation",
            without(conservations=(Conservation("d", "2 ans, puis 3 ans en archives", "clôture"),)),
            Statut.PRESENTE,
        ),
        ("conservation", without(conservations=(Conservation("d", "2 ans, 24 mois au plus", "clôture"),)), Statut.PRESENTE),
        ("droits", without(droits=replace(DROITS, contact="Le service")), Statut.VAGUE),
        ("conservation", without(conservations=(Conservation("dossier", "en fonction des besoins", "clôture"),)), Statut.VAGUE),
        ("conservation", without(conservations=(Conservation("dossier", "quelques mois", "clôture"),)), Statut.VAGUE),
        ("conservation", without(conservations=(Conservation("dossier", "jusqu'à la majorité", "clôture"),)), Statut.PRESENTE),
        ("conservation", without(conservations=(Conservation("images", "48 heures", "enregistrement"),)), Statut.PRESENTE),
        ("conservation", without(conservations=(Conservation("dossier", "2ans", "clôture"),)), Statut.PRESENTE),
        ("finalites", without(finalites=(Finalite("Mieux vous aider", Base.MISSION, "CASF L123-2"),)), Statut.VAGUE),
        ("source", without(sources=(SourceDonnees(Provenance.TIERS, "des personnes de votre entourage"),)), Statut.VAGUE),
        ("destinataires", without(destinataires=(Destinataire("Les services du Département", BUT),)), Statut.VAGUE),
        ("opposition_a_part", offering(*OFFERTS[:4], DroitNotice.DECES, base=Base.OBLIGATION), Statut.CONTRADICTOIRE),
    ],
)
def test_subtle_holes_are_found_and_sound_words_are_not(
    catalogue: Catalogue, mention: str, fiche: FicheTraitement, attendu: Statut
) -> None:
    constat = constats(catalogue, fiche)[mention]

    assert constat.statut is attendu
    assert attendu is Statut.PRESENTE or f"mentions.conseils.{constat.conseil}" in catalogue.textes


def test_what_is_to_be_asked_is_missing_even_beside_something_worse(catalogue: Catalogue) -> None:
    deux = (Conservation("dossier", A_DEMANDER, "clôture"), Conservation("factures", "le temps nécessaire", "paiement"))
    trouves = check_notice(without(conservations=deux), catalogue.mentions)

    assert {constat.mention: constat.statut for constat in trouves}["conservation"] is Statut.VAGUE
    assert [constat.mention for constat in missing(trouves)] == ["conservation"]
