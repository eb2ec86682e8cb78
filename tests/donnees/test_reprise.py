"""The words of the tables people keep: none says two things at once, but where dates tell them apart."""

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.droit.feries import TERRITOIRES
from droits_usagers.domain.reprise.champs import CODES, DATES, ChampReprise
from droits_usagers.domain.reprise.correspondance import CorrespondanceColonnes, meaning


def test_every_way_of_writing_a_value_means_that_value(catalogue: Catalogue) -> None:
    lexique = catalogue.lexique_reprise
    for champ, codes in lexique.valeurs.items():
        for code, formes in codes.items():
            assert formes
            for forme in formes:
                assert lexique.code_of(champ, forme) == code, (champ, forme)


def test_every_heading_announces_its_champ_and_no_other_of_its_kind(catalogue: Catalogue) -> None:
    lexique = catalogue.lexique_reprise
    for champ, formes in lexique.entetes.items():
        for forme in formes:
            exacts = {ChampReprise(sens.code) for sens in lexique.champs_of(forme) if sens.exact}
            memes = {autre for autre in exacts if (autre in DATES) is (ChampReprise(champ) in DATES)}
            assert memes == {champ}, forme


def test_every_champ_has_headings_and_every_code_a_way_of_being_written(catalogue: Catalogue) -> None:
    lexique = catalogue.lexique_reprise
    assert set(lexique.entetes) == set(ChampReprise)
    assert set(lexique.valeurs) == {*CODES, ChampReprise.TERRITOIRE, ChampReprise.CONSIGNE}
    assert set(lexique.valeurs[ChampReprise.DEMARCHE]) == set(catalogue.demarches)
    assert set(lexique.valeurs[ChampReprise.CANAL]) == set(catalogue.canaux)
    assert set(lexique.valeurs[ChampReprise.TERRITOIRE]) == TERRITOIRES


def test_a_status_that_may_mean_several_things_has_a_proposal_that_is_never_sure(catalogue: Catalogue) -> None:
    lexique = catalogue.lexique_reprise
    for mot in lexique.a_confirmer:
        code, sur = meaning(CorrespondanceColonnes(), ChampReprise.ISSUE, mot, lexique=lexique)
        assert code is not None, mot
        assert not sur, mot
    # A letter that arrived is no answer.
    assert meaning(CorrespondanceColonnes(), ChampReprise.ISSUE, "Reçu", lexique=lexique) == ("recu", False)
    assert meaning(CorrespondanceColonnes(), ChampReprise.ISSUE, "refus", lexique=lexique) == ("refus", True)


def test_no_word_that_says_nothing_means_something(catalogue: Catalogue) -> None:
    lexique = catalogue.lexique_reprise
    for champ in (*CODES, ChampReprise.TERRITOIRE):
        for vide in lexique.vides:
            assert lexique.says_nothing(vide, champ)
            assert lexique.code_of(champ, vide) is None, (champ, vide)
