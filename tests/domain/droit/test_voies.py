"""What is contested, as the answers of a demarche tell it, and which way contests it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from droits_usagers.domain.droit.voies import (
    AIDES,
    AVEC,
    RIEN_DE_CONTESTE,
    SELON_AIDE,
    Contestee,
    Decision,
    Juge,
    Prealable,
    Prescription,
    RepriseCaisse,
    Voie,
    contestee_of,
    voie_of,
)
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.chaque import chaque


def voie(id_: str, *decisions: Decision, aides: tuple[str, ...] = ("*",)) -> Voie:
    genres = frozenset({GenreOrganisme.CAF})
    return Voie(id_, genres, frozenset(aides), frozenset(decisions), Prealable.RAPO, Juge.ADMINISTRATIF)


@chaque("decision", Decision)
def test_what_was_received_is_what_is_contested(decision: Decision) -> None:
    assert contestee_of({"decision_genre": decision.value}) == Contestee(decision)


@chaque("reponses", [{}, {"decision_genre": ""}, {"decision_genre": "d'une autre version"}])
def test_nothing_is_contested_as_long_as_nothing_known_is_said(reponses: Mapping[str, object]) -> None:
    assert contestee_of(reponses) == RIEN_DE_CONTESTE


@chaque("question", AVEC)
@chaque("decision", [Decision.PENALITE, Decision.TITRE, Decision.CONTROLE])
def test_a_sum_that_came_with_something_else_is_contested_as_a_sum(question: str, decision: Decision) -> None:
    assert contestee_of({"decision_genre": decision.value, question: "indu"}).decision is Decision.INDU
    assert contestee_of({"decision_genre": decision.value, question: "penalite"}).decision is decision


def test_the_aids_are_those_of_every_kind_of_body() -> None:
    assert contestee_of(dict.fromkeys(AIDES, "") | {AIDES[0]: "rsa", AIDES[3]: "aah", "autre": "x"}) == Contestee(
        None, frozenset({"rsa", "aah"})
    )


def test_a_way_is_found_by_the_body_the_decision_and_the_aid() -> None:
    voies = (voie("rsa", Decision.REFUS, aides=("rsa",)), voie("toutes", Decision.INDU), voie("un", Decision.PENALITE))
    rsa = Contestee(Decision.REFUS, frozenset({"rsa"}))

    assert voie_of(voies, GenreOrganisme.CAF, rsa) is voies[0]
    assert voie_of(voies, GenreOrganisme.CAF, Contestee(Decision.INDU)) is voies[1]
    assert voie_of(voies, GenreOrganisme.CPAM, rsa) is None
    assert voie_of(voies, GenreOrganisme.CAF, Contestee(Decision.REFUS, frozenset({"aah"}))) is None
    assert voie_of(voies, GenreOrganisme.CAF, RIEN_DE_CONTESTE) is None
    # What stops an aid goes as what refuses it; what is announced, where it leads.
    assert voie_of(voies, GenreOrganisme.CAF, Contestee(Decision.ARRET, frozenset({"rsa"}))) is voies[0]
    assert voie_of(voies, GenreOrganisme.CAF, Contestee(Decision.ANNONCE)) is voies[2]


def test_no_way_is_chosen_between_two() -> None:
    voies = (voie("rsa", Decision.REFUS, aides=("rsa",)), voie("aah", Decision.REFUS, aides=("aah",)))

    assert voie_of(voies, GenreOrganisme.CAF, Contestee(Decision.REFUS, frozenset({"rsa", "aah"}))) is None


def test_a_way_rests_on_the_entries_it_names_and_no_other() -> None:
    assert replace(voie("x"), fondement="a-1", suspensif="a-2", aupres="president").entrees == {"a-1", "a-2"}
    dette = replace(voie("x"), contestation="a-3", prescription=Prescription("a-4", 24))
    assert dette.entrees == {"a-3", "a-4"}
    assert voie("x").entrees == frozenset()


def test_where_others_decide_a_way_is_the_one_that_the_decision_names() -> None:
    rsa = replace(voie("rsa", Decision.REFUS), aupres="president", ailleurs=frozenset({"93"}))
    contestee = Contestee(Decision.REFUS)

    assert voie_of((rsa,), GenreOrganisme.CAF, contestee, territoire="75") is rsa
    assert voie_of((rsa,), GenreOrganisme.CAF, contestee) is rsa
    la_bas = voie_of((rsa,), GenreOrganisme.CAF, contestee, territoire="93")
    assert la_bas is not None
    assert (la_bas.aupres, la_bas.a_verifier) == ("decision", True)


@pytest.mark.parametrize(
    ("genre", "aupres", "obligatoire"),
    [(GenreOrganisme.CAF, "cra", "loi-1"), (GenreOrganisme.DEPARTEMENT, "decision", "casf-1")],
)
def test_where_the_caisse_decides_its_commission_gets_the_appeal_and_an_old_debt_stays_where_it_was(
    genre: GenreOrganisme, aupres: str, obligatoire: str
) -> None:
    rsa = replace(
        voie("rsa", Decision.INDU),
        aupres="president",
        obligatoire="casf-1",
        reprises={"93": RepriseCaisse("loi-1", "rsa_essai")},
        genres=frozenset({genre}),
    )
    la_bas = voie_of((rsa,), genre, Contestee(Decision.INDU), territoire="93")
    assert la_bas is not None
    assert (la_bas.aupres, la_bas.obligatoire, la_bas.a_verifier) == (aupres, obligatoire, True)
    assert voie_of((rsa,), genre, Contestee(Decision.INDU), territoire="75") is rsa
    assert "loi-1" in rsa.entrees


@chaque("territoire", ["986", "987", "988"])
def test_no_way_of_these_codes_is_told_in_the_pacific(territoire: str) -> None:
    rsa = voie("rsa", Decision.REFUS)

    assert voie_of((rsa,), GenreOrganisme.CAF, Contestee(Decision.REFUS), territoire=territoire) is None


@chaque("territoire", ["975", "976"])
def test_where_the_caisses_have_their_own_texts_nothing_is_sure_and_it_is_said(territoire: str) -> None:
    soins = replace(voie("soins", Decision.INDU), genres=frozenset({GenreOrganisme.CPAM, GenreOrganisme.CCAS}), notes=("fsl",))
    la_bas = voie_of((soins,), GenreOrganisme.CPAM, Contestee(Decision.INDU), territoire=territoire)

    assert la_bas is not None
    assert (la_bas.a_verifier, la_bas.notes) == (True, ("fsl", "secu_a_part"))
    # What is no caisse is not of those texts.
    assert voie_of((soins,), GenreOrganisme.CCAS, Contestee(Decision.INDU), territoire=territoire) is soins


def test_as_long_as_the_aid_is_not_told_what_all_of_them_say_alike_holds() -> None:
    rsa = replace(
        voie("rsa", Decision.INDU, aides=("rsa",)), aupres="president", silence_mois=4, silence="a-1", fondement="a-2"
    )
    aah = replace(voie("aah", Decision.INDU, aides=("aah",)), aupres="cra", silence="a-3", fondement="a-2")

    ensemble = voie_of((rsa, aah), GenreOrganisme.CAF, Contestee(Decision.INDU))
    assert ensemble is not None
    assert (ensemble.id, ensemble.fondement, ensemble.silence, ensemble.silence_mois) == ("", "a-2", "", 2)
    assert (ensemble.aupres, ensemble.a_verifier, ensemble.partage) == (SELON_AIDE, True, frozenset({"aupres", "silence"}))


def test_the_way_of_one_aid_is_not_that_of_all_those_of_a_body() -> None:
    assert voie_of((voie("rsa", Decision.TITRE, aides=("rsa",)),), GenreOrganisme.CAF, Contestee(Decision.TITRE)) is None


def test_ways_that_do_not_begin_alike_say_nothing_together() -> None:
    seule = replace(voie("aah", Decision.REFUS, aides=("aah",)), prealable=Prealable.AUCUN)
    assert voie_of((voie("rsa", Decision.REFUS, aides=("rsa",)), seule), GenreOrganisme.CAF, Contestee(Decision.REFUS)) is None
