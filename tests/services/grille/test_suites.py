"""The letters that a grille d'écarts leads to: what they take from it, and what they never print."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import check_answers, lines_of
from droits_usagers.domain.grille import Ecart, EcartSaisi, GenreSource, Grille, PassageMarque, Point, Source
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.places import Places
from droits_usagers.services.grille.ecarts import articles_of, find_ecarts
from droits_usagers.services.grille.suites import (
    collective_letter,
    demande_of,
    letter_for_declarations,
    letter_for_documents,
    letter_to_cnil,
    letter_to_dpo,
    worth_writing,
)
from droits_usagers.services.lettre.amorce import Amorce
from droits_usagers.services.lettre.courriers import Courriers
from droits_usagers.services.lettre.formulaires import Section
from tests.ecarts import agreed

JOUR = dt.date(2026, 11, 26)
GRILLE = Grille(
    "Dossier social informatisé",
    Organisme("Département de l'Estuaire", GenreOrganisme.DEPARTEMENT, adresse=("Hôtel du département", "76999 Port-Aubry")),
    sources=(
        Source("note", GenreSource.NOTE, dt.date(2011, 3, 11)),
        Source("declaration", GenreSource.DECLARATION, dt.date(2008, 5, 16), fichier="scans/declaration.pdf"),
        Source("temoignage", GenreSource.TEMOIGNAGE, fichier="carnet.pdf"),
        Source("muette", GenreSource.OBSERVATION, dt.date(2011, 4, 1)),
    ),
    passages=(
        PassageMarque("declaration", Point.CONSERVATION, "6 mois", id="p1"),
        PassageMarque("note", Point.CONSERVATION, "2 ans après le dernier contact", id="p2"),
        PassageMarque("temoignage", Point.REFUS, "M. Traoré a entendu : sans saisie, pas de rendez-vous.", id="p3"),
        PassageMarque("declaration", Point.FINALITE, "Accompagnement social des personnes", id="p4"),
    ),
    saisis=(EcartSaisi("", "Mme Diallo a vu la clé sur la porte.", point=Point.SECURITE, sources=("note",), gravite=2),),
)


@pytest.fixture
def ecarts(catalogue: Catalogue) -> tuple[Ecart, ...]:
    return tuple(replace(ecart, confirme=True) for ecart in find_ecarts(agreed(catalogue, GRILLE), catalogue))


@pytest.fixture
def courriers(catalogue: Catalogue, places: Places) -> Courriers:
    return Courriers(catalogue, places)


def written(amorce: Amorce, catalogue: Catalogue, courriers: Courriers) -> str:
    demande = demande_of(amorce, catalogue, JOUR)
    demarche = catalogue.demarches[amorce.demarche]
    check_answers(demarche.questions, demande.reponses)
    texte = courriers.text(courriers.compose(demande, "demande"))
    return " ".join(texte.replace("\u202f", " ").replace("\u00a0", " ").split())


def test_a_complaint_tells_each_source_at_its_date_then_each_ecart(
    ecarts: tuple[Ecart, ...], catalogue: Catalogue, courriers: Courriers
) -> None:
    choisis = worth_writing("plainte_cnil", ecarts, catalogue)
    texte = written(letter_to_cnil(GRILLE, choisis, catalogue), catalogue, courriers)

    assert "16 mai 2008 : déclaration du fichier à la CNIL (pièce n° 1)" in texte
    assert "11 mars 2011 : note de service" in texte
    assert "1. Sans informatique, pas d’aide" in texte
    assert "« 6 mois » (déclaration du 16 mai 2008)" in texte
    assert "articles L123-2 et L115-1 du CASF" in texte
    assert "Le service est prié de dire quelle durée de conservation s’applique" in texte
    assert "Ce qui ne paraît pas conforme" not in texte
    assert texte.index("Sans informatique") < texte.index("durées de conservation")


def test_what_says_nothing_is_no_fact_and_a_testimony_no_enclosure(
    ecarts: tuple[Ecart, ...], catalogue: Catalogue, courriers: Courriers
) -> None:
    texte = written(letter_to_cnil(GRILLE, ecarts, catalogue), catalogue, courriers)

    assert "constat fait sur place" not in texte
    assert "témoignage recueilli, sans nom" in texte
    assert "carnet" not in texte
    assert "scans" not in texte


@pytest.mark.parametrize("letter", [letter_to_cnil, letter_to_dpo, collective_letter])
def test_nobody_is_named_not_even_in_ones_own_words(
    letter: object, ecarts: tuple[Ecart, ...], catalogue: Catalogue, courriers: Courriers
) -> None:
    assert callable(letter)
    texte = written(letter(GRILLE, ecarts, catalogue), catalogue, courriers)

    assert "la clé sur la porte" in texte
    assert "Traoré" not in texte
    assert "Diallo" not in texte


def test_the_dpo_is_asked_about_each_ecart_and_nothing_else(
    ecarts: tuple[Ecart, ...], catalogue: Catalogue, courriers: Courriers
) -> None:
    texte = written(letter_to_dpo(GRILLE, ecarts, catalogue), catalogue, courriers)

    assert "Mes questions portent sur ceci : Dossier social informatisé" in texte
    assert "Quelle durée de conservation s’applique aujourd’hui, depuis quel jour se compte-t-elle" in texte
    assert "« 6 mois » (déclaration du 16 mai 2008) ; « 2 ans après le dernier contact » (note du 11 mars 2011)." in texte
    # Neither a reproach, nor a list of articles.
    for reproche in ("est prié", "Des durées de conservation qui se contredisent", "change selon ce qu’on lit", "4, 5°"):
        assert reproche not in texte
    assert texte.count("Mes questions") == 2
    assert "Le numéro de sécurité sociale." not in texte


def test_one_complains_of_what_is_not_followed_and_asks_about_the_rest(ecarts: tuple[Ecart, ...], catalogue: Catalogue) -> None:
    assert {ecart.gravite for ecart in worth_writing("plainte_cnil", ecarts, catalogue)} == {2, 3}
    assert worth_writing("question_dpo", ecarts, catalogue) == ecarts


def test_those_who_head_the_body_are_asked_why(ecarts: tuple[Ecart, ...], catalogue: Catalogue, courriers: Courriers) -> None:
    texte = written(collective_letter(GRILLE, ecarts, catalogue), catalogue, courriers)

    assert "Objet : Informatisation des dossiers : ce qui est déclaré, ce qui est fait" in texte
    assert "Cette lettre porte sur ceci : Dossier social informatisé" in texte
    assert "« 6 mois » (déclaration du 16 mai 2008)" in texte
    assert "quelle position adopte le service ?" in texte


def test_documents_are_those_that_were_not_seen(catalogue: Catalogue) -> None:
    def documents(*regles: str) -> object:
        ecarts = [Ecart(regle, Point.FORMALITES, (), 1, (), "") for regle in regles]
        return letter_for_documents(GRILLE, ecarts, catalogue).reponses["registre_aipd"]["documents"]

    assert documents("registre_a_demander") == ("fiche", "aipd", "historique")
    assert documents("aipd_a_demander") == ("fiche", "aipd", "avis_dpo", "consultation_cnil")
    assert documents("affiche_disparue", "statistiques_annuelles") == ("fiche", "aipd", "information", "statistiques")
    assert documents() == ("fiche", "aipd")


def test_documents_are_asked_by_the_organisation_about_that_processing(
    ecarts: tuple[Ecart, ...], catalogue: Catalogue, courriers: Courriers
) -> None:
    amorce = letter_for_documents(GRILLE, ecarts, catalogue)

    assert amorce.reponses[Section.VOUS] == {"qualite": Qualite.ORGANISATION.value}
    assert "- Dossier social informatisé" in written(amorce, catalogue, courriers)


def test_what_the_cnil_was_told_is_asked_of_the_cnil(catalogue: Catalogue, courriers: Courriers) -> None:
    amorce = letter_for_declarations(GRILLE, (), catalogue)
    texte = written(amorce, catalogue, courriers)

    assert amorce.demarche == "registre_aipd"
    assert texte.index("Commission nationale de l’informatique et des libertés") < texte.index("Objet :")
    assert "- Dossier social informatisé, Département de l'Estuaire (déclaré le 16 mai 2008)" in texte
    for dit in ("Au titre de l’article L311-1", "que vous avez reçues", "Commission d’accès aux documents administratifs"):
        assert dit in texte
    # It is not the file of the CNIL, and its silence there is no complaint left without news.
    for tu in ("la fiche du registre", "mission de service public, et", "analyse d’impact", "trois mois", "Conseil d’État"):
        assert tu not in texte
    assert letter_for_declarations(Grille(), (), catalogue).reponses["registre_aipd"] == {"documents": ("detenues_cnil",)}


def test_a_body_without_a_name_is_left_to_be_filled_in(ecarts: tuple[Ecart, ...], catalogue: Catalogue) -> None:
    assert letter_to_cnil(Grille(), ecarts, catalogue).reponses[Section.ORGANISME] == {}
    assert letter_for_documents(Grille(), (), catalogue).reponses["registre_aipd"] == {"documents": ("fiche", "aipd")}


def test_a_finding_with_neither_rule_nor_article_is_words_alone(catalogue: Catalogue) -> None:
    sien = Ecart("personnel", Point.SECURITE, (), 1, (), "La porte ferme mal.", confirme=True)
    (ligne,) = lines_of(letter_to_dpo(GRILLE, [sien], catalogue).reponses["question_dpo"]["ecarts"])

    assert ligne == {
        "ecart_quoi": "Sécurité",
        "ecart_faits": "La porte ferme mal.",
        "ecart_demande": "Ce constat est-il exact, et qu’en est-il aujourd’hui\u202f?",
    }


def test_articles_alone_are_a_sentence_too(catalogue: Catalogue) -> None:
    sien = Ecart("personnel", Point.SECURITE, (), 1, ("rgpd-32",), "La porte ferme mal.", confirme=True)
    (ligne,) = lines_of(letter_to_dpo(GRILLE, [sien], catalogue).reponses["question_dpo"]["ecarts"])

    assert str(ligne["ecart_regle"]).replace("\u00a0", " ") == "Voir : article 32 du RGPD."


def test_articles_of_one_text_are_cited_together(catalogue: Catalogue) -> None:
    def cited(*articles: str) -> str:
        citations = articles_of(Ecart("", Point.REFUS, (), 1, articles, ""), catalogue)
        return citations.replace("\u00a0", " ").replace("\u202f", " ")

    assert cited("rgpd-12-1", "rgpd-13", "rgpd-14", "lil-48") == (
        "article 12, paragraphe 1, du RGPD ; articles 13 et 14 du RGPD ; article 48 de la loi du 6 janvier 1978"
    )
    assert cited("rgpd-13") == "article 13 du RGPD"
    assert cited() == ""


def test_a_union_s_text_is_called_so_in_a_complaint_and_no_finding_on_the_spot(catalogue: Catalogue) -> None:
    grille = replace(
        GRILLE,
        sources=(Source("tract", GenreSource.SYNDICAT, dt.date(2011, 5, 2)), Source("cr", GenreSource.COMPTE_RENDU)),
        passages=(
            PassageMarque("tract", Point.REFUS, "Sans saisie, pas de rendez-vous."),
            PassageMarque("cr", Point.REFUS, "Sans saisie, pas de rendez-vous."),
        ),
        saisis=(),
    )
    ecarts = [replace(ecart, confirme=True) for ecart in find_ecarts(grille, catalogue)]
    faits = lines_of(letter_to_cnil(grille, ecarts, catalogue).reponses["plainte_cnil"]["constats"])
    assert [ligne["constat_quoi"] for ligne in faits] == [
        "ce qu’écrit une organisation syndicale ou une association",
        "compte rendu d’une réunion",
    ]
