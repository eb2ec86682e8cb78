"""Every first letter to a body asks whether it arrived, and cites the law only to whom it binds."""

from droits_usagers.catalogue import Catalogue, load_catalogue
from droits_usagers.domain.demarche.demande import contexte_of
from droits_usagers.domain.demarche.demarches import obstacle_of
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.places import find_places
from droits_usagers.services.lettre.courriers import Courriers
from tests.chaque import chaque
from tests.gabarits.ecriture import demande_of
from tests.gabarits.lettres import demandes_of

PRIVES = {GenreOrganisme.ESSMS, GenreOrganisme.HEBERGEMENT, GenreOrganisme.SANTE, GenreOrganisme.AUTRE}
#: A paper to sign, and what the representatives of the staff ask of their own administration.
SANS = {"mandat", "ordre_du_jour_cst", "lettre_collective"}
DEMARCHES = [
    demarche.id
    for demarche in load_catalogue(find_places().resources).demarches.values()
    if not demarche.autorite and demarche.id not in SANS
]


@chaque("demarche", DEMARCHES)
def test_an_acknowledgement_is_asked_once_and_by_the_law_where_it_is_owed(
    catalogue: Catalogue, courriers_livres: Courriers, demarche: str
) -> None:
    premiere = catalogue.demarches[demarche]
    for demande, variante in demandes_of(premiere):
        if obstacle_of(premiere, premiere.etapes[0].id, reponses=demande.reponses, contexte=contexte_of(demande)) is not None:
            # It leads to another letter: an order to pay is taken to who can help.
            continue
        texte = courriers_livres.text(courriers_livres.compose(demande))
        if demande.reponses.get("envoi") == "courriel":
            attendu = "un accusé de réception électronique."
        elif demande.qualite is Qualite.AGENT or demande.organisme.genre in PRIVES:
            attendu = "Je vous remercie d’accuser réception de cette lettre."
        else:
            attendu = "l’accusé de réception prévu par l’article L112-3"

        assert attendu in texte, (demande.qualite, variante)
        assert texte.count("accus") == 1
        assert ("L112-3" in texte) is ("prévu" in attendu)


@chaque("genre", GenreOrganisme)
@chaque("qualite", [Qualite.CONCERNE, Qualite.AGENT])
def test_the_receipt_of_a_counter_cites_the_law_where_it_is_owed(
    courriers_livres: Courriers, qualite: Qualite, genre: GenreOrganisme
) -> None:
    demande = demande_of("rectification", {"envoi": "guichet"}, qualite=qualite, genre=genre)

    recu = next(exemplaire for exemplaire in courriers_livres.kit(demande) if exemplaire.id == "recepisse")

    owed = qualite is Qualite.CONCERNE and genre not in PRIVES
    assert ("L112-3" in courriers_livres.text(recu.document)) is owed
