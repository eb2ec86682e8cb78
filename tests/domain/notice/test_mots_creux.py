"""What says nobody and nothing is found in whatever words it is written; what only begins like it alarms nobody."""

from collections.abc import Callable
from dataclasses import replace

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice import Statut
from droits_usagers.domain.notice.traitements import (
    Base,
    Conservation,
    Contact,
    DecisionAutomatisee,
    Destinataire,
    Donnee,
    FicheTraitement,
    Finalite,
    Provenance,
    SourceDonnees,
    Transfert,
)
from tests.chaque import chaque
from tests.domain.notice.test_mentions import BUT, DROITS, constats, without

#: A fiche with one line that says this, for each mention.
LIGNES: dict[str, Callable[[str], FicheTraitement]] = {
    "destinataires": lambda dit: without(destinataires=(Destinataire(dit, BUT),)),
    "finalites": lambda dit: without(
        finalites=(Finalite(BUT, Base.MISSION, "CASF L123-2"), Finalite(dit, Base.MISSION, "CASF L123-2"))
    ),
    "base": lambda dit: without(finalites=(Finalite(BUT, Base.MISSION, dit),)),
    "categories": lambda dit: without(donnees=(Donnee(dit, sensible=False, obligatoire=False),)),
    "source": lambda dit: without(sources=(SourceDonnees(Provenance.TIERS, dit),)),
    "conservation": lambda dit: without(conservations=(Conservation("Dossier", dit, "clôture"),)),
    "droits": lambda dit: without(droits=replace(DROITS, contact=dit)),
    "transferts": lambda dit: without(sans_objet=(), transferts=(Transfert("Canada", dit),)),
    "decision_automatisee": lambda dit: without(decision=DecisionAutomatisee(existe=True, logique=dit)),
}

CREUX = {
    "destinataires": """
        Les seules personnes dûment autorisées à en connaître
        Personnes spécialement autorisées par le chef de service
        Les agents du service, dûment habilités
        Agents spécialement désignés
        Des professionnels pouvant être amenés à connaître de la situation
        Les professionnels susceptibles d'intervenir
        Les professionnels qui accompagnent la famille
        Les personnes qui ont besoin d'en connaître
        Les personnes chargées du suivi
        Les différents intervenants
        Toute institution concernée
        Le réseau partenarial
        Partenaires extérieurs (selon convention)
        Les associations caritatives
        Les services de l'État
        Les pouvoirs publics
        L'ensemble des agents du CCAS de Vienne
        Tout le personnel de la maison
        Les partenaires de la Maison des Tilleuls
        Les partenaires, etc., de la Maison des Tilleuls
        La CAF, la CPAM...
        La CAF, la CPAM…
        La CAF et d'autres organismes
        Conseils locaux de sécurité
        La commission de prévention des expulsions
        La préfecture, pour les expulsions
        Le groupe local de traitement de la délinquance
        La police municipale
        La mairie et ses services
        À préciser
        ?""",
    "finalites": """
        Offrir un accompagnement global et de qualité
        Accompagner globalement les usagers
        Apporter une réponse globale aux familles
        Garantir la qualité du service
        Évaluer notre activité
        L'évaluation des activités du service
        Piloter l'activité
        Bilan d'activité nominatif
        Favoriser la coordination des intervenants
        Échanger des informations entre professionnels
        Mise en œuvre des politiques sociales
        L'exercice des missions de service public
        Assurer le suivi de votre situation
        Vous accompagner
        Gestion de la relation à l'usager
        Sécuriser les parcours
        Aide à la décision
        Études et statistiques
        Traiter vos données""",
    "base": """
        la loi
        Code de l'action sociale et des familles
        RGPD, article 6.1.e
        Les textes en vigueur
        Mission de service public""",
    "categories": """
        N.I.R.
        N° SS
        Numéro sécurité sociale
        No de sécu
        Numéro d'assuré
        Les quinze chiffres
        INS
        Tout élément utile
        Identité, logement...
        Données relatives à la situation
        Habitudes de vie
        Notes du travailleur social
        Observations sur la famille
        Suivi psychologique
        Mutuelle et santé
        Adhésion à un syndicat
        Reconnaissance de travailleur handicapé
        Couleur de peau""",
    "source": """
        Vos proches
        Les voisins
        Les administrations compétentes
        La CAF ou autres
        Des signalements
        Les réseaux sociaux
        Une personne qui vous connaît""",
    "conservation": """
        Jusqu'à ce que le service le décide
        Jusqu'à extinction du besoin
        Au moins deux ans
        2 ans minimum
        2 ans ou plus
        entre 2 et 5 ans
        de six mois à deux ans
        2 à 5 ans selon les cas""",
    "droits": """
        Par courrier
        Auprès de votre référent
        Nos services""",
    "transferts": """
        Un contrat
        Un niveau de protection adéquat""",
    "decision_automatisee": """
        Un barème
        Un logiciel calcule""",
}
SAINS = {
    "destinataires": """
        Action logement, partenaire du FSL
        Emmaüs, partenaire de la distribution
        La Croix-Rouge, qui est partenaire de l'accueil de jour
        L'équipe de la Maison de quartier du Vallon
        Le personnel soignant de la résidence Les Lilas
        Tout le personnel de la Maison des Tilleuls
        L'ensemble des agents de la résidence Les Mimosas
        Tous les professionnels du foyer Le Phare
        Les agents du guichet des aides
        Les gestionnaires des aides financières, dûment habilités
        Les agents du pôle insertion, habilités par la directrice
        Les travailleurs sociaux de la circonscription
        L'équipe pluridisciplinaire
        L'intervenante sociale en commissariat
        L'agent de sécurité de l'accueil, pour la liste des rendez-vous
        La Sécurité sociale
        Le délégué du Défenseur des droits
        L'établissement scolaire de l'enfant
        L'éditeur du logiciel, pour le dépannage""",
    "finalites": """
        Évaluer l'activité, de façon anonyme
        Mesurer l'activité du service, sans nom ni adresse
        Suivre l'activité physique des résidents
        Améliorer l'isolation des logements
        Tenir le dossier de la personne accompagnée
        Gestion de la liste d'attente
        Prévention des chutes
        Évaluer les besoins d'aide à domicile
        Coordonner les soins du résident
        Accompagnement à la scolarité""",
    "base": """
        Règlement départemental d'aide sociale
        loi n° 2002-2
        délibération du CCAS""",
    "categories": """
        Identité, à l'exclusion du NIR
        Le numéro de sécurité sociale n'est jamais demandé
        Organisme de sécurité sociale
        Situation familiale
        Bulletins de notes
        Avis de la commission
        Numéro d'allocataire
        Mutuelle santé
        Syndicat de copropriété
        Numéro d'immatriculation du véhicule
        Ressources : salaire, pension d'invalidité""",
    "source": """
        le proche que vous avez désigné
        votre conjoint
        les services fiscaux, pour le revenu
        les données anonymes de l'INSEE
        un professionnel : médecin, assistante sociale""",
    "conservation": """
        pas plus de 2 ans
        72 h
        l'année en cours
        deux ans et six mois
        jusqu'aux 18 ans de l'enfant, puis 2 ans
        2 ans en base active puis 5 ans en archives""",
    "droits": """
        le délégué à la protection des données
        Guichet des aides, 1 place de la Mairie""",
    "transferts": """
        Clauses types de la Commission européenne""",
    "decision_automatisee": """
        Un barème additionne les ressources""",
}


def each(dits: dict[str, str]) -> list[tuple[str, str]]:
    return [(mention, dit.strip()) for mention, liste in dits.items() for dit in liste.strip().splitlines()]


@chaque(("mention", "dit"), each(CREUX))
def test_what_says_nothing_is_found_in_other_words(catalogue: Catalogue, mention: str, dit: str) -> None:
    constat = constats(catalogue, LIGNES[mention](dit))[mention]
    assert constat.statut in {Statut.VAGUE, Statut.CONTRADICTOIRE}
    assert f"mentions.conseils.{constat.conseil}" in catalogue.textes


@chaque(("mention", "dit"), each(SAINS))
def test_what_says_something_with_the_same_words_alarms_nobody(catalogue: Catalogue, mention: str, dit: str) -> None:
    assert constats(catalogue, LIGNES[mention](dit))[mention].statut is Statut.PRESENTE


def test_what_is_of_two_people_is_not_the_same(catalogue: Catalogue) -> None:
    deux = (Conservation("Dossier de la famille", "2 ans", "clôture"), Conservation("Dossier du résident", "5 ans", "clôture"))
    assert constats(catalogue, without(conservations=deux))["conservation"].statut is Statut.PRESENTE


def test_a_public_body_is_questioned_on_its_legitimate_interest(catalogue: Catalogue) -> None:
    interet = without(finalites=(Finalite(BUT, Base.INTERETS_LEGITIMES, "prévenir la fraude"),))
    assert constats(catalogue, interet)["base"].conseil == "base_interets_public"
    assert isinstance(interet.responsable, Contact)
    privee = replace(interet, responsable=replace(interet.responsable, nom="Association Horizon"))
    assert constats(catalogue, privee)["base"].statut is Statut.PRESENTE


def test_a_street_or_a_hospital_is_no_country(catalogue: Catalogue) -> None:
    def questioned(libelle: str) -> bool:
        return "transferts" in constats(catalogue, without(destinataires=(Destinataire(libelle, BUT),)))

    assert not questioned("L'hôpital Maurice-Ravel")
    assert questioned("L'hébergeur, aux Etats Unis")
    assert questioned("Une société américaine d'hébergement")


@chaque(
    ("une", "autre"),
    [
        ("Vos données de santé", "Santé"),
        ("Informations sur le logement", "Logement"),
        ("Rapports sociaux", "Rapport social"),
        ("Identité", "Données d'identité"),
        ("Identité, ressources", "Les ressources du foyer"),
    ],
)
def test_the_same_data_are_the_same_however_they_are_called(catalogue: Catalogue, une: str, autre: str) -> None:
    deux = without(conservations=(Conservation(une, "2 ans", "clôture"), Conservation(autre, "5 ans", "clôture")))
    assert constats(catalogue, deux)["conservation"].conseil == "conservation_deux_durees"


@chaque(
    ("mention", "fiche", "extraits"),
    [
        (
            "conservation",
            without(
                conservations=tuple(
                    Conservation(donnees, "le temps nécessaire", "clôture") for donnees in ("Dossier", "Images")
                )
            ),
            ("Dossier : le temps nécessaire", "Images : le temps nécessaire"),
        ),
        (
            "transferts",
            without(sans_objet=(), transferts=(Transfert("Canada"), Transfert("Inde"))),
            ("Canada", "Inde"),
        ),
        ("destinataires", without(destinataires=(Destinataire("", BUT), Destinataire("", BUT))), (BUT, BUT)),
    ],
)
def test_every_faulty_line_is_counted_and_quoted(
    catalogue: Catalogue, mention: str, fiche: FicheTraitement, extraits: tuple[str, ...]
) -> None:
    assert tuple(faute.extrait for faute in constats(catalogue, fiche)[mention].fautes) == extraits


def test_what_is_kept_until_something_happens_needs_no_start(catalogue: Catalogue) -> None:
    majorite = Conservation("Dossier", "jusqu'à la majorité")
    assert constats(catalogue, without(conservations=(majorite,)))["conservation"].statut is Statut.PRESENTE
