"""What one's data become after death: particular directives, someone to see to them, and their honest limits."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

NIECE = "Solène Kerbrat\n8 rue du Bief"


@pytest.mark.parametrize(
    ("reponses", "dit"),
    [
        ({"sort": "effacer"}, "mes données soient effacées, sauf celles que la loi vous oblige à garder."),
        ({"sort": "garder"}, "sans être communiquées à personne."),
        ({"sort": "donner", "donner_a": NIECE}, f"soient communiquées à cette personne :\n{NIECE}"),
        ({"sort": "donner_effacer"}, "Je demande ensuite que mes données soient effacées"),
        ({}, "(rayer ce qui ne convient pas)"),
        ({"personne_confiance": NIECE}, f"Je désigne cette personne :\n{NIECE}"),
        ({"remplace": True}, "Elles remplacent celles que je vous avais données."),
        ({"heritiers_exclus": True}, "au-delà de ce qu’il faut pour régler ma succession"),
    ],
)
def test_it_says_what_the_person_wants(courriers_livres: Courriers, reponses: Reponses, dit: str) -> None:
    texte = read(courriers_livres, demande_of("directives_deces", reponses))

    assert dit in texte
    assert "article 85 de la loi" in texte


def test_it_is_to_be_kept_and_can_be_changed(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("directives_deces"))

    assert "de me confirmer par écrit, avec une date, qu’elles sont enregistrées" in texte
    assert "Je peux changer ou retirer ces directives à tout moment" in texte
    assert "les archives publiques suivent leurs propres règles (article L212-3" in texte


def test_no_delay_is_promised_and_only_a_reminder_follows(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    texte = read(courriers_livres, demande_of("directives_deces"))
    demarche = catalogue.demarches["directives_deces"]

    assert demarche.delais == ()
    assert [etape.id for etape in demarche.etapes] == ["demande", "relance"]
    assert "La loi ne fixe pas de délai" in catalogue.textes_demarche("directives_deces")("attente")
    assert "un mois" not in texte


def test_the_reminder_speaks_of_the_directives_as_the_person_s_own(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("directives_deces"), "relance")

    assert "je vous ai donné mes directives sur mes données après ma mort" in texte
    assert "un mois" not in texte
