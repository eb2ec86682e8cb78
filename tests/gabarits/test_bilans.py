"""What is ticked as missing in an answer is what the next letter asks for, line by line."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read


@pytest.mark.parametrize("demarche", ["acces_cible", "algorithme", "registre_aipd", "question_dpo", "acces_agent"])
def test_each_thing_ticked_gives_a_line(courriers_livres: Courriers, catalogue: Catalogue, demarche: str) -> None:
    fiche = catalogue.demarches[demarche]
    (question,) = [question for question in fiche.questions if question.id == "manque"]
    for code in question.choix:
        demande = demande_of(demarche, {"reponse_recue": "partie", "manque": (code,)}, qualite=fiche.pour[0])
        texte = read(courriers_livres, demande, "complement")
        demandes = texte.split("Dans votre réponse, il manque encore :", 1)[1].split("Votre réponse", 1)[0]
        assert demandes.count("\n- ") == 1, code


@pytest.mark.parametrize("demarche", ["acces", "dossier_medical", "effacement", "limitation", "rectification", "question_dpo"])
def test_what_is_missing_is_asked_for_though_nobody_said_what_came(courriers_livres: Courriers, demarche: str) -> None:
    manque = ({"manque_quoi": "Le compte rendu de mars 2024"},)

    assert "\n- Le compte rendu de mars" in read(courriers_livres, demande_of(demarche, {"manque_autre": manque}), "complement")
