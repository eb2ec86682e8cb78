"""A demarche: its étapes, and the screens on the path of each."""

from dataclasses import replace

from droits_usagers.domain.demarche.demarches import Etape
from droits_usagers.domain.demarche.situations import Situation
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.personnes.personnes import Qualite
from tests.inventions import ENVOI, MANDAT, QUOI, SEJOUR, VISITES


def test_the_first_etape_is_the_default_one() -> None:
    assert SEJOUR.etape() == SEJOUR.etape("demande") == SEJOUR.etapes[0]
    assert SEJOUR.etape("relance") == SEJOUR.etapes[1]
    assert SEJOUR.etape("inconnue") is None


def test_a_screen_may_be_on_the_path_of_some_etapes_only() -> None:
    assert SEJOUR.groupes_of("demande") == (QUOI, VISITES, MANDAT, ENVOI)
    assert SEJOUR.groupes_of("relance") == (QUOI, MANDAT, ENVOI)


def test_the_questions_are_those_of_every_screen_in_order() -> None:
    assert [question.id for question in SEJOUR.questions[-3:]] == ["visite", "duree", "envoi"]


def test_other_delays_may_run_when_someone_else_writes() -> None:
    sejour = replace(SEJOUR, delais=("reponse",), delais_de={Qualite.ORGANISATION: ()})

    assert sejour.delais_of(Qualite.CONCERNE) == sejour.delais_of(Qualite.AGENT) == ("reponse",)
    assert sejour.delais_of(Qualite.ORGANISATION) == ()


def test_an_obstacle_leads_elsewhere_or_nowhere() -> None:
    assert SEJOUR.vers("motif") == ("conge",)
    assert SEJOUR.vers("sujet") == SEJOUR.vers("par_qui") == SEJOUR.vers("inconnue") == ()


def test_a_situation_is_shown_by_its_first_phrase() -> None:
    assert Situation("s", ("On ne m'a pas répondu.", "silence"), ("acces",)).phrase == "On ne m'a pas répondu."


def test_a_page_goes_with_the_letters_of_those_it_is_for() -> None:
    seule = Etape("demande", "acces/demande", TypeEvenement.ENVOYE, feuilles=("acces/feuille",))
    reservee = replace(seule, feuilles_pour=(Qualite.MANDATAIRE,))

    assert seule.feuilles_of(Qualite.AGENT) == {"feuille": "acces/feuille"}
    assert reservee.feuilles_of(Qualite.MANDATAIRE) == {"feuille": "acces/feuille"}
    assert reservee.feuilles_of(Qualite.AGENT) == {}
