"""What people say leads somewhere, however they write it."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.services.situations import search_situations


def found(catalogue: Catalogue, mots: str) -> list[str]:
    return [situation.id for situation in search_situations(catalogue.situations, mots)]


def test_there_are_enough_of_them_and_each_leads_to_a_letter(catalogue: Catalogue) -> None:
    assert len(catalogue.situations) >= 12
    for situation in catalogue.situations:
        demarche = catalogue.demarches[situation.demarches[0]]
        assert demarche.etape(situation.etape or None) is not None, situation.id


def test_no_two_situations_say_the_same(catalogue: Catalogue) -> None:
    phrases = [phrase for situation in catalogue.situations for phrase in situation.phrases]

    assert len(phrases) == len(set(phrases))


def test_each_sentence_finds_its_own_situation(catalogue: Catalogue) -> None:
    for situation in catalogue.situations:
        for phrase in situation.phrases:
            assert found(catalogue, phrase)[0] == situation.id, phrase


@pytest.mark.parametrize(
    ("mots", "attendu"),
    [
        ("je veu savoir se qui es ecri sur moi", "voir_mon_dossier"),
        ("MON DOSIÉ", "voir_mon_dossier"),
        ("copi de mon dossier", "copie_du_dossier"),
        ("photocopie", "copie_du_dossier"),
        ("on ma pas repondu", "pas_de_reponse"),
        ("ils repondent pas", "pas_de_reponse"),
        ("mon voisin a parlé", "qui_a_parle_de_moi"),
        ("secret professionel", "qui_a_recu_mes_informations"),
        ("combien de temps ils gardent", "combien_de_temps"),
        ("demenagé", "demenagement"),
        ("on ma refuser laide", "refus_d_aide"),
        ("RSA refus", "refus_d_aide"),
        ("le logisiel", "decision_par_ordinateur"),
        ("rapport visite domicile", "compte_rendu_de_rendez_vous"),
        ("mon fils", "mes_enfants"),
        ("placé ddass enfan", "enfance_placee"),
        ("ehpad maman", "etablissement"),
        ("mdph maladie", "sante_dans_le_dossier"),
        ("c'est faux ce qui est ecrit", "informations_fausses"),
        ("violence mari adresse", "adresse_secrete"),
        ("tuteur", "pour_un_proche"),
        ("registre des traitement", "quel_fichier"),
        ("aipd", "quel_fichier"),
        ("dpo", "question_sur_le_fichier"),
        ("comment marche le logiciel", "question_sur_le_fichier"),
        ("mon chef compte mes rendez vous", "chiffres_sur_mon_travail"),
        ("je suis travailleur social", "chiffres_sur_mon_travail"),
        ("corriger mon dossier", "informations_fausses"),
        ("il a ecrit son opignon sur moi", "opinion_sur_moi"),
        ("je veux pas etre dans lordinateur", "pas_dans_l_ordinateur"),
        ("ma voisine travail au service", "pas_dans_l_ordinateur"),
        ("effacé mon dossier", "effacer"),
        ("suprimer", "effacer"),
        ("numero de secu", "numero_en_commentaire"),
        ("geler", "geler"),
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
