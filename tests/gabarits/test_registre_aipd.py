"""The papers that describe a processing: asked for by anyone, as documents, without the RGPD's month or anyone's data."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

TOUS = ("fiche", "aipd", "avis_dpo", "consultation_cnil", "historique", "information", "statistiques", "enquete")


def test_only_the_clock_of_documents_runs(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    texte = read(courriers_livres, demande_of("registre_aipd", {"documents": TOUS}))

    assert set(catalogue.demarches["registre_aipd"].delais) == {"refus_tacite", "saisine_cada", "refus_confirme", "recours_ta"}
    assert "article 12, paragraphe 3" not in texte
    assert "Un mois de silence vaut refus" in texte
    assert "L311-14" in texte


def test_what_is_asked_by_default_and_on_request(courriers_livres: Courriers) -> None:
    defaut = read(courriers_livres, demande_of("registre_aipd"))
    rien = read(courriers_livres, demande_of("registre_aipd", {"documents": ()}))
    tous = read(courriers_livres, demande_of("registre_aipd", {"documents": TOUS}))

    for dit in ("fiche du registre", "article 30", "analyse d’impact", "article 35", "avis et conseils écrits", "article 63"):
        assert dit in defaut
        assert dit in rien
    for dit in ("avant 2018", "les statistiques tirées de ces traitements, sur papier", "enquête auprès de la population"):
        assert dit not in defaut
    for dit in ("antérieurs au 25 mai 2018", "sur papier ou sur ordinateur", "enquête auprès de la population", "L300-2"):
        assert dit in tous


def test_old_declarations_are_documents_never_a_condition(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    texte = read(courriers_livres, demande_of("registre_aipd", {"documents": ("historique",)}))

    assert "ne sont plus exigées aujourd’hui, et je ne dis pas qu’un traitement en dépend" in texte
    assert "récépissé" not in texte
    assert "Leur absence ne rend pas le fichier illégal." in catalogue.textes_demarche("registre_aipd")("attente")


def test_opinions_go_that_way_and_security_may_be_masked(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("registre_aipd"))

    assert "sont orientés en ce sens" in texte
    assert "avis CADA n°s 20225747 et 20231552" in texte
    assert "article L311-5, 2°, d" in texte
    assert "Le reste doit alors être communiqué" in texte


def test_an_organisation_gives_its_form_its_seat_and_who_represents_it(courriers_livres: Courriers) -> None:
    reponses = {"forme": "syndicat", "siege": "2 quai des Brumes", "representant": "Mme Renaud, secrétaire"}
    texte = read(courriers_livres, demande_of("registre_aipd", reponses, qualite=Qualite.ORGANISATION))
    vide = read(courriers_livres, demande_of("registre_aipd", qualite=Qualite.ORGANISATION))

    for dit in ("Je vous écris au nom de l’Association Un Toit.", "syndicat", "Siège : 2 quai des Brumes", "Mme Renaud"):
        assert dit in texte
    assert "Siège : …" in vide
    assert "ni sur moi" not in texte
    assert "Siège" not in read(courriers_livres, demande_of("registre_aipd", reponses))


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.AGENT])
def test_it_says_nothing_of_who_is_followed_by_the_service(courriers_livres: Courriers, qualite: Qualite) -> None:
    demande = demande_of("registre_aipd", qualite=qualite)
    assert demande.concerne is not None
    concerne = replace(demande.concerne, naissance=dt.date(1970, 4, 1), reference_dossier="2019-4471")
    texte = read(courriers_livres, replace(demande, concerne=concerne))

    assert "2019-4471" not in texte
    assert "1970" not in texte
    assert "Je ne demande aucune information sur des personnes suivies, ni sur moi." in texte


@pytest.mark.parametrize(("forme", "dit"), [("papier", "R311-11"), ("courriel", "sans frais"), ("place", "lire ces documents")])
def test_how_they_are_received_is_the_choice_of_who_asks(courriers_livres: Courriers, forme: str, dit: str) -> None:
    assert dit in read(courriers_livres, demande_of("registre_aipd", {"forme_copie": forme}))


def test_an_agent_is_promised_no_acknowledgement(courriers_livres: Courriers) -> None:
    assert "L112-3" not in read(courriers_livres, demande_of("registre_aipd", qualite=Qualite.AGENT))
    assert "L112-3" in read(courriers_livres, demande_of("registre_aipd", qualite=Qualite.ORGANISATION))


def test_a_private_body_is_told_of_the_service_it_is_charged_with(courriers_livres: Courriers) -> None:
    prive = read(courriers_livres, demande_of("registre_aipd", genre=GenreOrganisme.SANTE))

    assert (
        "Ce qu’une administration, ou un organisme privé chargé d’un service public, fait ou reçoit dans cette mission" in prive
    )
    assert "Pour ces documents, un mois de silence vaut refus" in prive
    assert "Ce qu’une administration fait ou reçoit dans sa mission" in read(courriers_livres, demande_of("registre_aipd"))
