"""What people say leads somewhere, however they write it."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.services.lettre.situations import search_situations
from tests.chaque import chaque


def found(catalogue: Catalogue, mots: str) -> list[str]:
    return [situation.id for situation in search_situations(catalogue.situations, mots)]


def test_there_are_enough_of_them_and_each_leads_to_a_letter(catalogue: Catalogue) -> None:
    assert len(catalogue.situations) >= 30
    for situation in catalogue.situations:
        demarche = catalogue.demarches[situation.demarches[0]]
        assert demarche.etape(situation.etape or None) is not None, situation.id


def test_every_demarche_answers_something_that_people_say(catalogue: Catalogue) -> None:
    """Else nobody finds it from the first screen."""
    dites = {demarche for situation in catalogue.situations for demarche in situation.demarches}

    assert set(catalogue.demarches) == dites, "a demarche is not in resources/situations.toml"


def test_no_two_situations_say_the_same(catalogue: Catalogue) -> None:
    phrases = [phrase for situation in catalogue.situations for phrase in situation.phrases]

    assert len(phrases) == len(set(phrases))


def test_each_sentence_finds_its_own_situation(catalogue: Catalogue) -> None:
    for situation in catalogue.situations:
        for phrase in situation.phrases:
            assert found(catalogue, phrase)[0] == situation.id, phrase


@chaque(
    ("mots", "attendu"),
    [
        ("je veu savoir se qui es ecri sur moi", "voir_mon_dossier"),
        ("MON DOSIÉ", "voir_mon_dossier"),
        ("copi de mon dossier", "copie_du_dossier"),
        ("photocopie", "copie_du_dossier"),
        ("copie", "copie_du_dossier"),
        ("copie caf", "copie_du_dossier"),
        ("caf", "voir_mon_dossier"),
        ("ce que la caf a sur moi", "voir_mon_dossier"),
        ("on ma pas repondu", "pas_de_reponse"),
        ("ils repondent pas", "pas_de_reponse"),
        ("mon voisin a parlé", "qui_a_parle_de_moi"),
        ("secret professionel", "reponse_refus"),
        ("combien de temps ils gardent", "combien_de_temps"),
        ("demenagé", "demenagement"),
        ("on ma refuser laide", "aide_refusee"),
        ("RSA refus", "aide_refusee"),
        ("le logisiel", "decision_par_ordinateur"),
        ("rapport visite domicile", "compte_rendu_de_rendez_vous"),
        ("mon fils", "mes_enfants"),
        ("placé ddass enfan", "enfance_placee"),
        ("ehpad maman", "etablissement"),
        ("mdph maladie", "sante_dans_le_dossier"),
        ("c'est faux ce qui est ecrit", "informations_fausses"),
        ("violence mari adresse", "adresse_secrete"),
        ("tuteur", "pour_un_proche"),
        ("je veux pas etre sur l'ordinateur", "refuser_l_ordinateur"),
        ("je refuse l informatisation", "refuser_l_ordinateur"),
        ("opposition", "refuser_l_ordinateur"),
        ("ma cousine travaille au ccas", "un_proche_travaille_la"),
        ("ma belle soeur bosse au departement elle peut lire", "un_proche_travaille_la"),
        ("suprimer mon dossier", "faire_effacer"),
        ("je veu quon efface tout", "faire_effacer"),
        ("ils ont mis mon numero de secu", "numero_dans_un_commentaire"),
        ("numero caf dans le commentaire", "autre_numero_dans_un_commentaire"),
        ("titre de sejour noté", "autre_numero_dans_un_commentaire"),
        ("ca na rien a faire dans mon dossier", "remarque_de_trop"),
        ("on a noté que je vais a la messe", "remarque_de_trop"),
        ("j'ai demenagé il y a 4 ans", "demenagement"),
        ("ils ont ecrit ma religion", "remarque_de_trop"),
        ("l'assistante sociale a menti", "informations_fausses"),
        ("je suis pas d'accord avec le raport", "pas_d_accord_avec_un_avis"),
        ("ils ont ecrit que je suis une mauvaise mere", "pas_d_accord_avec_un_avis"),
        ("je retire mon accord", "j_avais_dit_oui"),
        ("j'ai signé un papier et je regrette", "j_avais_dit_oui"),
        ("personne ma prevenu", "on_ne_m_a_rien_dit"),
        ("l'affiche a disparu", "on_ne_m_a_rien_dit"),
        ("ya plus d'affiche", "on_ne_m_a_rien_dit"),
        ("a quoi sert ce logiciel", "a_quoi_sert_ce_fichier"),
        ("declaration cnil", "a_quoi_sert_ce_fichier"),
        ("analyse d'impact", "a_quoi_sert_ce_fichier"),
        ("dpo", "poser_une_question"),
        ("information preocupante", "information_preoccupante"),
        ("on m'a signalé au 119", "information_preoccupante"),
        ("la crip", "information_preoccupante"),
        ("dossier medical hopital", "sante_dans_le_dossier"),
        ("mon pere est mort", "personne_decedee"),
        ("deces de ma mere", "personne_decedee"),
        ("heritiere", "personne_decedee"),
        ("apres ma mort", "apres_ma_mort"),
        ("procuration", "pour_un_proche"),
        ("anuler le mandat", "reprendre_un_mandat"),
        ("mon chef compte mes rendez vous", "agent_statistiques"),
        ("statistiques activité", "agent_statistiques"),
        ("syndicat", "syndicat_documents"),
        ("reponse incomplete", "reponse_incomplete"),
        ("ils ont tout noirci", "reponse_incomplete"),
        ("ils on refusé ma demande", "reponse_refus"),
        ("il me demande ma carte d'identité", "reponse_refus"),
        ("ils ont vu mon dossier sans raison", "qui_a_ouvert_mon_dossier"),
        ("qui a regarder mon dossier", "qui_a_ouvert_mon_dossier"),
        ("ils ont donné mes infos a la mairie", "qui_a_recu_mes_informations"),
        ("mon ex me cherche", "adresse_secrete"),
        ("bloquer mon dossier", "geler_mon_dossier"),
        ("mon score", "decision_par_ordinateur"),
        ("caf controle algorithme", "somme_reclamee"),
        ("questionnaire population", "on_ne_m_a_rien_dit"),
        ("je veux partir avec mon dossier", "emporter_mes_donnees"),
        ("savs", "etablissement"),
        ("curatelle", "pour_un_proche"),
        ("registre des traitement", "a_quoi_sert_ce_fichier"),
        ("aipd", "a_quoi_sert_ce_fichier"),
        ("comment marche le logiciel", "poser_une_question"),
        ("je suis travailleur social", "agent_statistiques"),
        ("corriger mon dossier", "informations_fausses"),
        ("il a ecrit son opignon sur moi", "pas_d_accord_avec_un_avis"),
        ("ma voisine travail au service", "un_proche_travaille_la"),
        ("effacé mon dossier", "faire_effacer"),
        ("suprimer", "faire_effacer"),
        ("numero de secu", "numero_dans_un_commentaire"),
        ("geler", "geler_mon_dossier"),
        ("cada", "saisir_la_cada"),
        ("plainte cnil", "porter_plainte_cnil"),
        ("défenseur des droits", "defenseur_des_droits"),
        ("je veu me plaindre", "porter_plainte_cnil"),
        ("les réunions du comité social", "comite_social_territorial"),
        ("ma grand mere en maison de retraite", "etablissement"),
        ("ils demande 50 euros pour les photocopies", "copie_du_dossier"),
        ("jai perdu mon dossier", "demenagement"),
        ("la dame du guichet veut ma carte didentité", "reponse_refus"),
        ("il veule pas me recevoir", "refus_d_accueil"),
        ("pas d'ordinateur pas d'aide", "refus_d_accueil"),
        ("sans informatique pas daide", "refus_d_accueil"),
        ("l'assistante sociale refuse de me voir", "refus_d_accueil"),
        ("ecrire au directeur", "refus_d_accueil_direction"),
        ("jai pas internet", "sans_internet"),
        ("la caf me réclame de l'argent", "somme_reclamee"),
        ("trop percu", "somme_reclamee"),
        ("ils disent que jai fraudé", "accuse_de_fraude"),
        ("contrainte", "contrainte"),
        ("contrinte de la cpam", "contrainte"),
        ("contrainte caf", "contrainte"),
        ("lhuissier est passé", "contrainte"),
        ("commissaire de justice", "contrainte"),
        ("mise en demeure de la carsat", "somme_reclamee"),
        ("dette caf", "somme_reclamee"),
        ("pénalité", "accuse_de_fraude"),
        ("on ma coupé le rsa", "aide_refusee"),
        ("jai été radié", "aide_refusee"),
        ("mon rsa est coupé", "aide_refusee"),
        ("rsa stoppé", "aide_refusee"),
        ("refus aah", "aide_refusee"),
        ("faut tout faire sur le site", "sans_internet"),
        ("ils veulent une adresse mail", "sans_internet"),
        ("mon compte est bloqué", "sans_internet"),
        ("rendez vous en ligne", "sans_internet"),
        ("pas de smartphone", "sans_internet"),
        ("une dame veut pas que je la saisisse", "usager_refuse_le_logiciel"),
        ("un usager refuse le logiciel", "usager_refuse_le_logiciel"),
        ("lettre ouverte", "position_sur_le_refus"),
        ("intersyndicale", "position_sur_le_refus"),
    ],
)
def test_people_find_it_in_their_own_words(mots: str, attendu: str, catalogue: Catalogue) -> None:
    assert found(catalogue, mots)[0] == attendu


@pytest.mark.parametrize("mots", ["", "   ", "…", "?!"])
def test_nothing_typed_shows_them_all_in_their_order(mots: str, catalogue: Catalogue) -> None:
    assert found(catalogue, mots) == [situation.id for situation in catalogue.situations]


@pytest.mark.parametrize("mots", ["xyzzy", "bonjour", "السلام", "𝔘𝔫"])
def test_what_resembles_nothing_finds_nothing(mots: str, catalogue: Catalogue) -> None:
    assert not [id_ for id_ in found(catalogue, mots) if mots in {"xyzzy", "bonjour"}]


def test_a_word_being_typed_finds_what_it_begins(catalogue: Catalogue) -> None:
    assert "decision_par_ordinateur" in found(catalogue, "algo")
