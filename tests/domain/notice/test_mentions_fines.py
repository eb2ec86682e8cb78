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


def test_words_that_say_nobody_or_nothing_are_found_in_whatever_form(catalogue: Catalogue) -> None:
    qui = (
        "Les personnes dûment autorisées",
        "L'équipe : assistante sociale, et d'autres professionnels amenés à connaître la situation",
        "Les agents autorisés du service",
    )
    buts = ("Un accompagnement global de qualité", "Évaluer l'activité", "Mesurer l'activité du service et des agents")
    for libelle in qui:
        assert constats(catalogue, without(destinataires=(Destinataire(libelle, BUT),)))["destinataires"].statut is Statut.VAGUE
    for but in buts:
        fiche = without(finalites=(Finalite(BUT, Base.MISSION, "CASF L123-2"), Finalite(but, Base.MISSION, "CASF L123-2")))
        assert constats(catalogue, fiche)["finalites"].statut is Statut.VAGUE


@chaque(
    "libelle",
    ["Identité, NIR", "Numéro de sécurité sociale", "n° de sécurité sociale, adresse", "Numéro d'inscription au répertoire"],
)
def test_a_social_security_number_is_always_questioned(catalogue: Catalogue, libelle: str) -> None:
    constat = constats(catalogue, without(donnees=(Donnee(libelle, sensible=False, obligatoire=False),)))["categories"]
    assert (constat.statut, constat.conseil) == (Statut.VAGUE, "categories_nir")


@chaque(
    "libelle",
    [
        "Le conseil local de sécurité et de prévention de la délinquance",
        "CLSPD de la ville (le maire, le commissaire)",
        "La commission de prévention des expulsions locatives",
        "La CCAPEX",
    ],
)
def test_who_sees_to_order_or_to_evictions_is_questioned(catalogue: Catalogue, libelle: str) -> None:
    constat = constats(catalogue, without(destinataires=(Destinataire(libelle, BUT),)))["destinataires"]
    assert (constat.statut, constat.conseil) == (Statut.VAGUE, "destinataires_ordre")


@chaque(
    ("une", "autre"),
    [
        ("Identité, coordonnées", "les coordonnées"),
        ("Dossier d'aide", "dossiers d'aide"),
        ("Santé et logement", "Logement ; budget"),
    ],
)
def test_two_lengths_for_the_same_data_are_a_contradiction(catalogue: Catalogue, une: str, autre: str) -> None:
    durees = (Conservation(une, "2 ans", "clôture"), Conservation(autre, "5 ans", "clôture"))
    constat = constats(catalogue, without(conservations=durees))["conservation"]
    assert (constat.statut, constat.conseil) == (Statut.CONTRADICTOIRE, "conservation_deux_durees")


def test_sound_words_beside_them_alarm_nobody(catalogue: Catalogue) -> None:
    for libelle in (
        "Action Logement, partenaire du FSL",
        "L'équipe éducative de la Maison des Tilleuls",
        "Tout le personnel éducatif de la maison d'enfants Les Tilleuls : éducateurs, psychologue, maîtresse de maison",
    ):
        fiche = without(destinataires=(Destinataire(libelle, BUT),))
        assert constats(catalogue, fiche)["destinataires"].statut is Statut.PRESENTE, libelle
    for but in ("Mesurer l'activité du service de façon anonyme", "Compter les visites, sans aucun nom"):
        fiche = without(finalites=(Finalite(BUT, Base.MISSION, "CASF L123-2"), Finalite(but, Base.MISSION, "CASF L123-2")))
        assert constats(catalogue, fiche)["finalites"].statut is Statut.PRESENTE, but
    sans = without(donnees=(Donnee("Identité, sans le numéro de sécurité sociale", sensible=False, obligatoire=False),))
    assert constats(catalogue, sans)["categories"].statut is Statut.PRESENTE
    durees = (Conservation("Identité et santé", "2 ans", "clôture"), Conservation("Factures", "5 ans", "paiement"))
    assert constats(catalogue, without(conservations=durees))["conservation"].statut is Statut.PRESENTE


def test_erasure_is_not_asked_of_what_a_law_obliges_to_keep(catalogue: Catalogue) -> None:
    sans_effacement = tuple(droit for droit in OFFERTS if droit is not DroitNotice.EFFACEMENT)
    assert constats(catalogue, offering(*sans_effacement, base=Base.OBLIGATION))["droits"].conseil != "droits_effacement"
    assert constats(catalogue, offering(*sans_effacement, base=Base.MISSION))["droits"].conseil == "droits_effacement"


def test_every_fault_is_told_each_with_what_is_written(catalogue: Catalogue) -> None:
    trois = tuple(Destinataire(libelle, BUT) for libelle in ("Les partenaires", "La CAF", "Les élus"))
    constat = constats(catalogue, without(destinataires=trois))["destinataires"]
    assert [(faute.statut, faute.extrait) for faute in constat.fautes] == [
        (Statut.VAGUE, "Les partenaires"),
        (Statut.VAGUE, "Les élus"),
    ]
    assert constats(catalogue, without())["destinataires"].fautes == ()


def test_consent_beside_another_basis_is_no_contradiction(catalogue: Catalogue) -> None:
    """Nothing tells which data are for which purpose."""
    accord = Finalite("Envoyer par SMS les offres de la semaine", Base.CONSENTEMENT)
    seul = without(finalites=(accord,))
    deux = without(finalites=(Finalite(BUT, Base.MISSION, "CASF L123-2"), accord))
    assert constats(catalogue, seul)["base"].conseil == "base_consentement_impose"
    assert constats(catalogue, deux)["base"].statut is Statut.PRESENTE


@chaque(
    ("mention", "champs"),
    [
        *(
            ("destinataires", {"destinataires": (Destinataire(dit, BUT),)})
            for dit in (
                "Nos interlocuteurs habituels du secteur",
                "Toute structure du territoire qui en aurait l'utilité",
                "Les professionnels gravitant autour de la famille",
                "La commission qui examine les expulsions locatives en sous-préfecture",
            )
        ),
        *(
            ("categories", {"donnees": (Donnee(dit, sensible=False, obligatoire=False),)})
            for dit in ("Comptes rendus d'hospitalisation", "Ordonnances du médecin", "Les quinze chiffres de la carte Vitale")
        ),
        ("categories", {"donnees": (Donnee("Tout renseignement jugé utile par le conseiller", obligatoire=False),)}),
        ("source", {"sources": (SourceDonnees(Provenance.TIERS, "ce qui se dit dans le voisinage"),)}),
        ("conservation", {"conservations": (Conservation("Dossier", "2 ans", "à un moment que le service apprécie"),)}),
        (
            "conservation",
            {
                "conservations": (
                    Conservation("Dossier de suivi social", "1 an", "clôture"),
                    Conservation("Dossiers du suivi social", "4 ans", "clôture"),
                )
            },
        ),
    ],
)
def test_what_others_wrote_to_say_nothing_is_found(catalogue: Catalogue, mention: str, champs: dict[str, object]) -> None:
    assert constats(catalogue, without(**champs))[mention].statut in {Statut.VAGUE, Statut.CONTRADICTOIRE}


def test_a_line_without_its_start_is_told_from_another_of_the_same_length(catalogue: Catalogue) -> None:
    deux = (Conservation("Dossier", "3 ans"), Conservation("Justificatifs", "3 ans", "clôture"))
    (faute,) = constats(catalogue, without(conservations=deux))["conservation"].fautes
    assert faute.extrait == "Dossier : 3 ans"
