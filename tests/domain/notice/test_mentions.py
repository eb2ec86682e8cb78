"""What a notice must say: a sound fiche passes, and each hole, vague word and contradiction is told for what it is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.notice import MENTIONS, ConstatMention, Statut, check_notice, missing
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
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
    Transfert,
)
from tests.chaque import chaque

BUT = "Instruire les demandes d'aide financière"
OFFERTS = (
    DroitNotice.ACCES,
    DroitNotice.RECTIFICATION,
    DroitNotice.EFFACEMENT,
    DroitNotice.LIMITATION,
    DroitNotice.OPPOSITION,
    DroitNotice.DECES,
)
DROITS = Droits("dpo@estuaire-social.fr", OFFERTS, reclamation_cnil=True, opposition_a_part=True)
DEUX_ANS = Conservation("dossier", "2 ans", "dernier contact")
SAINE = FicheTraitement(
    "Dossier social informatisé",
    "2026-11",
    sans_objet=("transferts",),
    responsable=Contact("Département de la Sauldre", adresse=("18 avenue de la République", "99999 Rivière")),
    dpo=Contact(courriel="dpo@estuaire-social.fr"),
    finalites=(Finalite(BUT, Base.MISSION, "CASF L123-2"),),
    donnees=(Donnee("Ressources", sensible=False, obligatoire=True, consequence="La demande ne peut pas être instruite."),),
    sources=(SourceDonnees(Provenance.PERSONNE, "la personne elle-même"), SourceDonnees(Provenance.TIERS, "la CAF")),
    destinataires=(Destinataire("Assistante sociale référente", BUT),),
    conservations=(DEUX_ANS,),
    decision=DecisionAutomatisee(existe=False),
    droits=DROITS,
)


def statuts(catalogue: Catalogue, fiche: FicheTraitement) -> Mapping[str, Statut]:
    return {mention: constat.statut for mention, constat in constats(catalogue, fiche).items()}


def constats(catalogue: Catalogue, fiche: FicheTraitement) -> Mapping[str, ConstatMention]:
    return {constat.mention: constat for constat in check_notice(fiche, catalogue.mentions)}


def without(**champs: Any) -> FicheTraitement:  # noqa: ANN401 - any field of a fiche
    return replace(SAINE, **champs)


def offering(*droits: DroitNotice, base: Base = Base.MISSION) -> FicheTraitement:
    return without(finalites=(Finalite(BUT, base, "CASF L123-2"),), droits=replace(DROITS, offerts=droits))


def test_every_mention_has_its_articles_and_its_texts(catalogue: Catalogue) -> None:
    assert {mention.id for mention in catalogue.mentions.mentions} == set(MENTIONS)
    for mention in catalogue.mentions.mentions:
        assert mention.articles_directs or mention.articles_indirects
        assert f"mentions.titres.{mention.id}" in catalogue.textes
    for vague in catalogue.mentions.vagues:
        assert f"mentions.conseils.{vague.conseil}" in catalogue.textes
        assert vague.ou


def test_a_sound_fiche_passes(catalogue: Catalogue) -> None:
    trouves = statuts(catalogue, SAINE)

    assert set(trouves.values()) == {Statut.PRESENTE}
    assert "transferts" not in trouves
    assert "interets_legitimes" not in trouves
    assert not missing(check_notice(SAINE, catalogue.mentions))


def test_an_empty_fiche_lacks_everything_that_always_applies(catalogue: Catalogue) -> None:
    trouves = statuts(catalogue, FicheTraitement())

    assert set(trouves.values()) == {Statut.ABSENTE}
    assert set(MENTIONS) - set(trouves) == {
        "interets_legitimes", "retrait", "opposition_a_part", "algorithme", "moins_de_15_ans",
    }  # fmt: skip


def test_what_nobody_knows_is_to_be_asked(catalogue: Catalogue) -> None:
    toute = FicheTraitement(
        responsable=A_DEMANDER,
        dpo=A_DEMANDER,
        finalites=A_DEMANDER,
        donnees=A_DEMANDER,
        sources=A_DEMANDER,
        destinataires=A_DEMANDER,
        conservations=A_DEMANDER,
        transferts=A_DEMANDER,
        decision=A_DEMANDER,
        droits=A_DEMANDER,
    )

    assert set(statuts(catalogue, toute).values()) == {Statut.A_DEMANDER}


@pytest.mark.parametrize(
    ("mention", "fiche"),
    [
        ("responsable", without(responsable=Contact(A_DEMANDER, adresse=("a",)))),
        ("responsable", without(responsable=Contact("Département", courriel=A_DEMANDER))),
        ("finalites", without(finalites=(Finalite(A_DEMANDER, Base.MISSION),))),
        ("base", without(finalites=(Finalite(BUT, A_DEMANDER),))),
        ("base", without(finalites=(Finalite(BUT, Base.OBLIGATION, A_DEMANDER),))),
        ("source", without(sources=(SourceDonnees(A_DEMANDER, "la CAF"),))),
        ("destinataires", without(destinataires=(Destinataire("la CAF", A_DEMANDER),))),
        ("droits", without(droits=replace(DROITS, offerts=A_DEMANDER))),
        ("deces", without(droits=replace(DROITS, offerts=A_DEMANDER))),
        ("reclamation", without(droits=replace(DROITS, reclamation_cnil=A_DEMANDER))),
        ("obligatoire", without(donnees=(Donnee("Ressources", obligatoire=A_DEMANDER),))),
        ("decision_automatisee", without(decision=DecisionAutomatisee(A_DEMANDER))),
        ("moins_de_15_ans", without(droits=replace(DROITS, moins_de_15_ans=A_DEMANDER))),
    ],
)
def test_one_thing_to_ask_is_told(catalogue: Catalogue, mention: str, fiche: FicheTraitement) -> None:
    assert statuts(catalogue, fiche)[mention] is Statut.A_DEMANDER


@chaque(
    ("mention", "fiche"),
    [
        ("responsable", without(responsable=Contact("Département"))),
        ("dpo", without(dpo=Contact("Mme Diop"))),
        ("base", without(finalites=(Finalite(BUT),))),
        ("interets_legitimes", without(finalites=(Finalite(BUT, Base.INTERETS_LEGITIMES),))),
        ("categories", without(donnees=(Donnee("Santé", sensible=True, obligatoire=False),))),
        ("source", without(sources=(SourceDonnees(Provenance.TIERS),))),
        ("source", without(sources=(SourceDonnees(None, "la CAF"),))),
        ("transferts", without(sans_objet=(), transferts=(Transfert("Canada"),))),
        ("conservation", without(conservations=(Conservation("dossier", "", "dernier contact"),))),
        ("droits", without(droits=replace(DROITS, contact=""))),
        ("droits", offering(DroitNotice.ACCES, DroitNotice.RECTIFICATION, DroitNotice.EFFACEMENT, DroitNotice.LIMITATION)),
        ("droits", offering(*OFFERTS, base=Base.CONTRAT)),
        ("retrait", offering(*OFFERTS, base=Base.CONSENTEMENT)),
        ("opposition_a_part", without(droits=replace(DROITS, opposition_a_part=False))),
        ("opposition_a_part", without(droits=None)),
        ("reclamation", without(droits=replace(DROITS, reclamation_cnil=None))),
        ("obligatoire", without(donnees=(Donnee("Ressources"),))),
        ("obligatoire", without(donnees=(Donnee("Ressources", obligatoire=True),))),
        ("decision_automatisee", without(decision=DecisionAutomatisee())),
        ("decision_automatisee", without(decision=DecisionAutomatisee(existe=True))),
        ("algorithme", without(decision=DecisionAutomatisee(existe=True))),
        ("deces", offering(DroitNotice.ACCES)),
        ("questionnaire", without(responsable=None)),
    ],
)
def test_each_hole_is_found(catalogue: Catalogue, mention: str, fiche: FicheTraitement) -> None:
    assert statuts(catalogue, fiche)[mention] is Statut.ABSENTE


@pytest.mark.parametrize(
    ("mention", "fiche"),
    [
        ("finalites", without(finalites=(Finalite("Améliorer le service rendu aux usagers", Base.MISSION),))),
        ("finalites", without(finalites=(Finalite("Suivi.", Base.MISSION),))),
        ("base", without(finalites=(Finalite(BUT, Base.OBLIGATION),))),
        ("categories", without(donnees=(Donnee("Toutes informations utiles", obligatoire=False),))),
        ("source", without(sources=(SourceDonnees(Provenance.TIERS, "Tiers"),))),
        ("destinataires", without(destinataires=(Destinataire("Les partenaires du Département", BUT),))),
        ("destinataires", without(destinataires=(Destinataire("Tout le personnel", BUT),))),
        ("conservation", without(conservations=(Conservation("dossier", "Le temps nécessaire", "dernier contact"),))),
        ("conservation", without(conservations=(Conservation("dossier", "illimitée", "dernier contact"),))),
        ("conservation", without(conservations=(Conservation("dossier", "2 ans"),))),
        ("transferts", without(sans_objet=(), transferts=(Transfert("Canada", "Garanties appropriées"),))),
        ("decision_automatisee", without(decision=DecisionAutomatisee(existe=True, logique="Algorithme"))),
    ],
)
def test_words_that_say_nothing_are_found(catalogue: Catalogue, mention: str, fiche: FicheTraitement) -> None:
    constat = constats(catalogue, fiche)[mention]

    assert constat.statut is Statut.VAGUE
    assert f"mentions.conseils.{constat.conseil}" in catalogue.textes


@pytest.mark.parametrize(
    ("mention", "fiche"),
    [
        ("destinataires", without(destinataires=(Destinataire("Partenaires : la CAF, la CPAM", BUT),))),
        ("conservation", without(conservations=(Conservation("dossier", "Le temps nécessaire, au plus 2 ans", "clôture"),))),
        ("droits", offering(*OFFERTS[:4], DroitNotice.DECES, base=Base.OBLIGATION)),
        ("retrait", offering(*OFFERTS[:4], DroitNotice.PORTABILITE, DroitNotice.RETRAIT, base=Base.CONSENTEMENT)),
        ("moins_de_15_ans", without(droits=replace(DROITS, moins_de_15_ans=True))),
        ("algorithme", without(decision=DecisionAutomatisee(existe=True, logique="Le quotient familial décide du montant."))),
        ("interets_legitimes", without(finalites=(Finalite(BUT, Base.INTERETS_LEGITIMES, "prévenir la fraude"),))),
    ],
)
def test_what_says_something_passes(catalogue: Catalogue, mention: str, fiche: FicheTraitement) -> None:
    if mention == "retrait":
        fiche = replace(fiche, donnees=(Donnee("Loisirs", obligatoire=False),))

    assert statuts(catalogue, fiche)[mention] is Statut.PRESENTE


@pytest.mark.parametrize(
    ("mention", "fiche"),
    [
        ("base", without(finalites=(Finalite(BUT, Base.CONSENTEMENT),))),
        ("destinataires", without(destinataires=(Destinataire("la CAF", "Un autre but"),))),
        ("destinataires", without(destinataires=(Destinataire("la CAF"),))),
        ("conservation", without(conservations=(DEUX_ANS, Conservation("Dossier", "cinq ans", "dernier contact")))),
        ("droits", offering(*OFFERTS, base=Base.OBLIGATION)),
        ("droits", offering(*OFFERTS, DroitNotice.PORTABILITE)),
        ("droits", offering(*OFFERTS, DroitNotice.RETRAIT)),
        ("transferts", without(transferts=(Transfert("Canada", "décision d'adéquation"),))),
    ],
)
def test_each_contradiction_is_found(catalogue: Catalogue, mention: str, fiche: FicheTraitement) -> None:
    assert statuts(catalogue, fiche)[mention] is Statut.CONTRADICTOIRE


@pytest.mark.parametrize("autre", [("factures", "10 ans"), ("Dossier", "24 mois")])
def test_two_lengths_are_no_contradiction_for_two_kinds_of_data_or_when_they_are_one(
    catalogue: Catalogue, autre: tuple[str, str]
) -> None:
    deux = (Conservation("dossier", "2 ans", "dernier contact"), Conservation(*autre, "clôture"))

    assert statuts(catalogue, without(conservations=deux))["conservation"] is Statut.PRESENTE


def test_articles_depend_on_where_data_come_from(catalogue: Catalogue) -> None:
    directe = without(sources=(SourceDonnees(Provenance.PERSONNE, "la personne elle-même"),))
    indirecte = without(sources=(SourceDonnees(Provenance.PUBLIC, "le cadastre"),))

    assert constats(catalogue, directe)["responsable"].articles == ("rgpd-13-1-a",)
    assert "source" not in constats(catalogue, directe)
    assert constats(catalogue, indirecte)["responsable"].articles == ("rgpd-14",)
    assert "obligatoire" not in constats(catalogue, indirecte)
    assert "questionnaire" not in constats(catalogue, indirecte)


@pytest.mark.parametrize(
    ("mention", "fiche"),
    [
        ("source", without(sources=(SourceDonnees(None, A_DEMANDER),))),
        ("conservation", without(conservations=(Conservation("", A_DEMANDER),))),
    ],
)
def test_what_is_to_be_asked_is_quoted_as_nothing(catalogue: Catalogue, mention: str, fiche: FicheTraitement) -> None:
    assert constats(catalogue, fiche)[mention].extrait == ""


@pytest.mark.parametrize(
    ("mention", "fiche"),
    [
        ("finalites", without(finalites=(Finalite("Faciliter la prise en charge globale des familles", Base.MISSION),))),
        ("finalites", without(finalites=(Finalite("Le suivi des usagers", Base.MISSION),))),
        ("conservation", without(conservations=(Conservation("dossier", "le temps de la prise en charge", "ouverture"),))),
        ("destinataires", without(destinataires=(Destinataire("Toute personne ayant à en connaître", BUT),))),
        ("destinataires", without(destinataires=(Destinataire("Les acteurs du territoire", BUT),))),
        ("destinataires", without(destinataires=(Destinataire("Nos prestataires", BUT),))),
        ("decision_automatisee", without(decision=DecisionAutomatisee(existe=True, logique="un score"))),
    ],
)
def test_an_article_before_them_does_not_make_words_say_more(
    catalogue: Catalogue, mention: str, fiche: FicheTraitement
) -> None:
    assert statuts(catalogue, fiche)[mention] is Statut.VAGUE


@pytest.mark.parametrize(
    ("mention", "fiche"),
    [
        ("finalites", without(finalites=(Finalite("Assurer le suivi budgétaire des aides versées", Base.MISSION),))),
        ("destinataires", without(destinataires=(Destinataire("Les intervenants sociaux en gendarmerie", BUT),))),
        ("destinataires", without(destinataires=(Destinataire("Le réseau périnatal de l'Yonne", BUT),))),
        ("conservation", without(conservations=(Conservation("dossier", "durée de l'accompagnement, puis 2 ans", "clôture"),))),
    ],
)
def test_words_that_are_part_of_something_precise_pass(catalogue: Catalogue, mention: str, fiche: FicheTraitement) -> None:
    finalites, destinataires = fiche.finalites, fiche.destinataires
    assert isinstance(finalites, tuple)
    assert isinstance(destinataires, tuple)
    fiche = replace(fiche, destinataires=tuple(replace(un, finalite=finalites[0].libelle) for un in destinataires))

    assert statuts(catalogue, fiche)[mention] is Statut.PRESENTE


@pytest.mark.parametrize(
    ("fiche", "attendu"),
    [
        (without(donnees=(Donnee("Scolarité", sensible=False, obligatoire=False),)), Statut.ABSENTE),
        (without(nom="Suivi des enfants confiés"), Statut.ABSENTE),
        (without(nom="Suivi des enfants confiés", droits=replace(DROITS, moins_de_15_ans=False)), None),
        (without(nom="Suivi des enfants confiés", droits=replace(DROITS, moins_de_15_ans=True)), Statut.PRESENTE),
        (without(nom="Suivi des enfants confiés", sans_objet=("transferts", "moins_de_15_ans")), None),
        (SAINE, None),
    ],
)
def test_a_fiche_that_speaks_of_children_says_whether_they_are_under_fifteen(
    catalogue: Catalogue, fiche: FicheTraitement, attendu: Statut | None
) -> None:
    assert statuts(catalogue, fiche).get("moins_de_15_ans") is attendu


@pytest.mark.parametrize(
    ("donnee", "attendu"),
    [
        (Donnee("Santé", sensible=True, obligatoire=False), Statut.VAGUE),
        (Donnee("Santé", sensible=True, exception=A_DEMANDER, obligatoire=False), Statut.A_DEMANDER),
        (Donnee("Santé", sensible=True, exception="9.2.h", obligatoire=False), Statut.PRESENTE),
        (Donnee("Santé", sensible=False, obligatoire=False), Statut.CONTRADICTOIRE),
        (Donnee("Santé", obligatoire=False), Statut.VAGUE),
        (Donnee("Santé", sensible=A_DEMANDER, obligatoire=False), Statut.A_DEMANDER),
        (Donnee("Santé", sensible=True, exception="l'intérêt du service", obligatoire=False), Statut.VAGUE),
        (Donnee("Santé", sensible=True, exception="article 9(2)(b)", obligatoire=False), Statut.PRESENTE),
        (Donnee("Santé", sensible=True, exception="LIL 44", obligatoire=False), Statut.PRESENTE),
        (Donnee("Santé", sensible=True, exception="9.2.a", obligatoire=True, consequence="pas d'aide"), Statut.CONTRADICTOIRE),
        (Donnee("Mutuelle et complémentaire santé", sensible=False, obligatoire=False), None),
        (Donnee("Zone de commentaire libre", sensible=False, obligatoire=False), Statut.VAGUE),
        (Donnee("Logement", sensible=False, obligatoire=False), None),
    ],
)
def test_sensitive_data_given_by_the_person_need_an_exception_too(
    catalogue: Catalogue, donnee: Donnee, attendu: Statut | None
) -> None:
    directe = without(sources=(SourceDonnees(Provenance.PERSONNE, "la personne elle-même"),), donnees=(donnee,))

    assert statuts(catalogue, directe).get("categories") is attendu


@pytest.mark.parametrize(
    ("mention", "fiche", "attendu"),
    [
        ("retrait", offering(*OFFERTS, base=Base.CONSENTEMENT), Statut.ABSENTE),
        ("interets_legitimes", without(finalites=(Finalite(BUT, Base.INTERETS_LEGITIMES),)), Statut.ABSENTE),
        ("algorithme", without(decision=DecisionAutomatisee(existe=True)), Statut.ABSENTE),
        ("decision_automatisee", without(decision=DecisionAutomatisee(existe=True)), Statut.ABSENTE),
        ("decision_automatisee", without(decision=DecisionAutomatisee(existe=True, logique="le loyer")), Statut.CONTRADICTOIRE),
        ("moins_de_15_ans", without(droits=replace(DROITS, moins_de_15_ans=True)), Statut.CONTRADICTOIRE),
        ("dpo", without(dpo=None), Statut.ABSENTE),
        ("dpo", without(dpo=None, responsable=Contact("Union locale", courriel="u@exemple.fr")), None),
        ("dpo", without(dpo=None, responsable=None), None),
        ("retrait", SAINE, None),
    ],
)
def test_a_mention_the_fiche_asks_for_is_never_without_object(
    catalogue: Catalogue, mention: str, fiche: FicheTraitement, attendu: Statut | None
) -> None:
    declaree = replace(fiche, sans_objet=(*fiche.sans_objet, mention))

    constat = constats(catalogue, declaree).get(mention)

    assert (constat.statut if constat else None) is attendu
    assert constat is None or f"mentions.conseils.{constat.conseil}" in catalogue.textes


def test_a_consent_to_sensitive_data_can_be_withdrawn(catalogue: Catalogue) -> None:
    sante = (Donnee("Santé", sensible=True, exception="9.2.a", obligatoire=False),)

    assert statuts(catalogue, without(donnees=sante))["retrait"] is Statut.ABSENTE
    offert = statuts(catalogue, replace(offering(*OFFERTS, DroitNotice.RETRAIT), donnees=sante))
    assert offert["retrait"] is offert["droits"] is Statut.PRESENTE
