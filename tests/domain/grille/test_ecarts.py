"""The rules of the grille: what they compare, and in what they find nothing."""

from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import REGLES, EcartSaisi, Grille, check_ecarts
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from tests.ecarts import found, grille, plain


def test_each_rule_has_its_data_and_no_other(catalogue: Catalogue) -> None:
    assert set(catalogue.ecarts.regles) == set(REGLES)


def test_an_empty_grille_has_nothing_to_say(catalogue: Catalogue) -> None:
    assert check_ecarts(Grille(), catalogue.ecarts) == ()
    assert check_ecarts(grille(("registre", "conservation", "  ")), catalogue.ecarts) == ()


# ── Conservation ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_retentions_are_compared_whatever_their_words(catalogue: Catalogue) -> None:
    ecart = found(
        catalogue,
        ("declaration", "conservation", "6 mois"),
        ("note", "conservation", "deux ans"),
        ("temoignage", "conservation", "5 ans après le dernier entretien"),
    )["conservation_divergente"]

    assert ecart.sources == ("declaration", "note", "temoignage")
    assert (ecart.gravite, ecart.indecis) == (1, True)
    assert "« 6 mois » (déclaration du 8 février 2011)" in plain(ecart.phrase)
    assert "« 5 ans après le dernier entretien » (témoignage sans nom du 8 février 2011)" in plain(ecart.phrase)


@pytest.mark.parametrize("autre", ["24 mois", "Deux ans, puis trois ans d'archives", "Les données sont gardées 2 ans."])
def test_the_same_retention_in_other_words_is_no_divergence(autre: str, catalogue: Catalogue) -> None:
    trouves = found(catalogue, ("registre", "conservation", "2 ans"), ("affiche", "conservation", autre))

    assert "conservation_divergente" not in trouves


def test_a_retention_told_on_another_point_is_heard(catalogue: Catalogue) -> None:
    trouves = found(
        catalogue, ("registre", "conservation", "2 ans"), ("affiche", "information", "Vos données sont conservées six mois.")
    )

    assert "conservation_divergente" in trouves


def test_a_length_of_time_about_something_else_is_not_a_retention(catalogue: Catalogue) -> None:
    trouves = found(catalogue, ("registre", "conservation", "2 ans"), ("note", "information", "Formation de trois mois."))

    assert "conservation_divergente" not in trouves


def test_how_long_accesses_are_logged_is_not_how_long_files_are_kept(catalogue: Catalogue) -> None:
    journal = ("aipd", "securite", "Le journal des consultations est conservé un an.")

    assert "conservation_divergente" not in found(catalogue, ("registre", "conservation", "2 ans"), journal)


def test_the_end_of_a_retention_that_is_told_is_not_its_change(catalogue: Catalogue) -> None:
    trouves = found(catalogue, ("registre", "conservation", "Deux ans, puis trois ans en archive intermédiaire"))

    assert "conservation_divergente" not in trouves


def test_what_is_older_than_what_was_announced_is_told(catalogue: Catalogue) -> None:
    annonce = ("registre", "conservation", "2 ans après le dernier contact")

    assert "conservation_depassee" in found(
        catalogue, annonce, ("logiciel", "conservation", "Un dossier clos en 2005 est encore consultable.")
    )
    for texte in (
        "Un dossier clos en 2010 est encore consultable.",
        "Un dossier clos est encore consultable.",
        "Fermé en 2005.",
    ):
        assert "conservation_depassee" not in found(catalogue, annonce, ("logiciel", "conservation", texte))


def test_nothing_outlives_what_has_no_end_or_no_date(catalogue: Catalogue) -> None:
    vieux = ("logiciel", "conservation", "Un dossier clos en 1998 est encore là.")

    assert "conservation_depassee" not in found(catalogue, vieux)
    assert "conservation_depassee" not in found(catalogue, ("registre", "conservation", "illimitée"), vieux)
    sans_date = grille(("registre", "conservation", "2 ans"), vieux, sans_date=True)
    assert "conservation_depassee" not in {ecart.regle for ecart in check_ecarts(sans_date, catalogue.ecarts)}


def test_two_years_are_a_mark_that_nobody_imposes(catalogue: Catalogue) -> None:
    ecart = found(catalogue, ("registre", "conservation", "5 ans"))["conservation_repere"]

    assert ecart.gravite == 1
    assert "sans l’imposer" in ecart.phrase


@pytest.mark.parametrize("texte", ["2 ans", "18 mois", "Deux ans, puis trois ans d'archivage intermédiaire"])
def test_no_more_than_the_mark_needs_no_reason(texte: str, catalogue: Catalogue) -> None:
    assert "conservation_repere" not in found(catalogue, ("registre", "conservation", texte))


def test_the_mark_is_not_that_of_child_protection(catalogue: Catalogue) -> None:
    trouves = found(catalogue, ("registre", "conservation", "5 ans"), titre="Fichier de la protection de l'enfance")

    assert "conservation_repere" not in trouves


def test_yearly_figures_need_data_kept_for_a_year(catalogue: Catalogue) -> None:
    for chiffres in (("note", "statistiques", "Bilan annuel"), ("note", "finalite", "Établir le rapport d'activité annuel")):
        assert "statistiques_annuelles" in found(catalogue, ("affiche", "conservation", "6 mois"), chiffres)
        assert "statistiques_annuelles" not in found(catalogue, ("affiche", "conservation", "2 ans"), chiffres)


@pytest.mark.parametrize("texte", ["Le temps nécessaire", "Selon la réglementation", "Aucune durée n'est fixée"])
def test_a_retention_that_sets_nothing_is_asked_for(texte: str, catalogue: Catalogue) -> None:
    assert "conservation_vague" in found(catalogue, ("registre", "conservation", texte))


# ── Buts, données ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_data_that_no_purpose_explains_are_named(catalogue: Catalogue) -> None:
    but = ("declaration", "finalite", "Instruire les demandes d'aide financière")
    donnees = ("declaration", "donnees", "Ressources, religion, état de santé")

    ecart = found(catalogue, but, donnees)["donnees_sans_finalite"]

    assert "la santé, la religion" in ecart.phrase
    assert "Instruire les demandes" in ecart.phrase
    avec_sante = found(catalogue, ("declaration", "finalite", "Évaluer la perte d'autonomie"), donnees)
    assert "la santé" not in avec_sante["donnees_sans_finalite"].phrase


def test_what_someone_finds_out_of_proportion_is_asked(catalogue: Catalogue) -> None:
    ecart = found(catalogue, ("temoignage", "donnees", "Le détail des données demandées va bien au-delà du but."))[
        "donnees_sans_finalite"
    ]

    assert ecart.gravite == 1


def test_a_purpose_that_no_data_serves_is_asked_about(catalogue: Catalogue) -> None:
    but = ("registre", "finalite", "Prévenir les expulsions et aider au logement")

    assert "finalite_sans_donnee" in found(catalogue, but, ("registre", "donnees", "Nom, prénom, ressources"))
    assert "finalite_sans_donnee" not in found(catalogue, but, ("registre", "donnees", "Nom, loyer, bailleur"))
    assert "finalite_sans_donnee" not in found(catalogue, but)


def test_data_that_no_list_announces_are_told(catalogue: Catalogue) -> None:
    liste = ("registre", "donnees", "Nom, ressources, logement")

    assert "donnees_non_annoncees" in found(catalogue, liste, ("logiciel", "donnees", "Une case « religion »."))
    assert "donnees_non_annoncees" not in found(catalogue, liste, ("logiciel", "donnees", "Une case « loyer »."))
    assert "donnees_non_annoncees" not in found(catalogue, ("logiciel", "donnees", "Une case « religion »."))


def test_sensitive_data_go_with_their_exception(catalogue: Catalogue) -> None:
    sante = ("registre", "donnees", "État de santé")

    assert "sensibles_sans_exception" in found(catalogue, sante)
    assert "sensibles_sans_exception" not in found(catalogue, sante, ("registre", "sensibles", "Article 9.2.h du RGPD"))


def test_announced_for_some_and_used_for_all(catalogue: Catalogue) -> None:
    annonce = ("courrier_cnil", "finalite", "Fichier des personnes âgées")

    assert "perimetre_plus_large" in found(catalogue, annonce, ("temoignage", "finalite", "Tous les usagers y sont saisis."))
    assert "perimetre_plus_large" not in found(catalogue, annonce, ("registre", "finalite", "Tous les usagers reçus"))
    assert "perimetre_plus_large" not in found(catalogue, annonce)


def test_a_use_that_was_declared_is_no_departure(catalogue: Catalogue) -> None:
    usage = ("temoignage", "destinataires", "La CCAPEX reçoit les dossiers d'expulsion.")

    assert "usage_expulsion" in found(catalogue, usage)
    assert "usage_expulsion" not in found(catalogue, usage, ("registre", "finalite", "Prévenir les expulsions locatives"))


def test_files_brought_together_may_be_declared(catalogue: Catalogue) -> None:
    croise = ("temoignage", "securite", "Le fichier est croisé avec celui de la CAF.")

    assert "interconnexion" not in found(catalogue, croise, ("registre", "origine", "Données importées de la CAF"))


def test_what_is_denied_and_done_is_quoted_on_both_sides(catalogue: Catalogue) -> None:
    ecart = found(
        catalogue,
        ("aipd", "evaluation_agents", "Le fichier ne sert pas à évaluer les agents."),
        ("temoignage", "evaluation_agents", "On évalue les agents avec ces chiffres."),
    )["evaluation_agents"]

    assert ecart.sources == ("temoignage", "aipd")
    assert "Il est pourtant écrit : « Le fichier ne sert pas" in plain(ecart.phrase)


def test_a_fear_is_a_question(catalogue: Catalogue) -> None:
    crainte = found(catalogue, ("temoignage", "evaluation_agents", "Nous craignons que l'on évalue les agents."))
    question = found(catalogue, ("temoignage", "evaluation_agents", "Évaluera-t-on les agents ?"))

    for trouves in (crainte, question):
        assert trouves["evaluation_agents"].gravite == 1
        assert "à poser d’abord" in trouves["evaluation_agents"].phrase


# ── Accès, origine, écrits ───────────────────────────────────────────────────────────────────────────────────────────────


def test_whom_the_list_does_not_name_is_told(catalogue: Catalogue) -> None:
    liste = ("registre", "destinataires", "Assistants sociaux référents ; secrétariat")

    ecart = found(catalogue, liste, ("observation", "habilitations", "Les stagiaires lisent les dossiers."))["acces_non_prevu"]

    assert "(les stagiaires)" in ecart.phrase
    for lecteur in ("Le secrétariat lit les rendez-vous.", "Les stagiaires n'ont pas accès aux dossiers."):
        assert "acces_non_prevu" not in found(catalogue, liste, ("observation", "habilitations", lecteur))


def test_a_source_that_is_not_announced_is_told(catalogue: Catalogue) -> None:
    annonce = ("registre", "origine", "La personne ; la CAF")

    assert "origine_non_annoncee" in found(catalogue, annonce, ("temoignage", "origine", "L'école nous écrit."))
    assert "origine_non_annoncee" not in found(catalogue, annonce, ("temoignage", "origine", "La CAF nous écrit."))


def test_tiers_that_are_named_are_named(catalogue: Catalogue) -> None:
    for texte in ("L'usager ou un tiers (la CAF, la mairie).", "Des tiers : la CAF."):
        assert "source_non_nommee" not in found(catalogue, ("registre", "origine", texte))
    assert "source_non_nommee" in found(catalogue, ("registre", "donnees", "Fournies par l'usager ou un tiers."))


def test_a_number_is_found_and_never_copied(catalogue: Catalogue) -> None:
    ecart = found(catalogue, ("logiciel", "commentaires", "On lit : 1 85 05 78 006 084 91, rappeler lundi."))[
        "identifiants_commentaires"
    ]

    assert "006 084" not in ecart.phrase
    assert "[numéro masqué]" in ecart.phrase


def test_the_number_among_the_data_calls_for_its_case(catalogue: Catalogue) -> None:
    nir = ("declaration", "donnees", "Nom, prénom, NIR")

    assert "nir_a_justifier" in found(catalogue, nir)
    assert "nir_a_justifier" not in found(catalogue, nir, ("registre", "formalites", "Décret 2019-341, article 2 A"))


def test_a_number_in_a_free_field_told_on_another_point(catalogue: Catalogue) -> None:
    texte = "Le NIR est noté. Il va dans la zone libre."

    assert "identifiants_commentaires" in found(catalogue, ("logiciel", "donnees", texte))
    assert "identifiants_commentaires" not in found(catalogue, ("logiciel", "donnees", "Le NIR est noté."))


def test_a_testimony_names_nobody(catalogue: Catalogue) -> None:
    ecart = found(catalogue, ("temoignage", "refus", "Mme Le Goff, qui refusait, n'a pas été reçue par M. Diallo."))[
        "refus_sans_aide"
    ]

    assert "Goff" not in ecart.phrase
    assert "Diallo" not in ecart.phrase
    assert ecart.phrase.count("[nom masqué]") == 2


def test_a_report_typed_in_is_a_question_where_nothing_forbids_it(catalogue: Catalogue) -> None:
    saisi = ("temoignage", "comptes_rendus", "Les comptes rendus sont saisis.")
    interdit = ("note", "comptes_rendus", "Les comptes rendus ne sont pas saisis.")
    for lignes, cites, poids in (((saisi,), ("p1",), 1), ((saisi, interdit), ("p1", "p2"), 2)):
        oui = EcartSaisi("comptes_rendus_saisis", passages=cites)
        ecarts = check_ecarts(grille(*lignes, saisis=(oui,)), catalogue.ecarts)
        assert {un.regle: un.gravite for un in ecarts}["comptes_rendus_saisis"] == poids


@pytest.mark.parametrize(("genre", "cite"), [("departement", True), ("ccas", True), ("caf", False), ("essms", False)])
def test_the_code_of_public_agents_is_cited_only_to_whom_it_binds(genre: str, catalogue: Catalogue, *, cite: bool) -> None:
    lue = replace(
        grille(("observation", "evaluation_agents", "Des statistiques par agent sont tirées du fichier.")),
        organisme=Organisme("Un organisme", GenreOrganisme(genre)),
    )
    (ecart,) = (un for un in check_ecarts(lue, catalogue.ecarts) if un.regle == "evaluation_agents")

    assert any(un.startswith("cgfp-") for un in ecart.articles) is cite
