import datetime as dt
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.services.dossier.faits import APRES, INITIAL, check_fait, likely_faits, other_faits
from tests.chaque import chaque

AUJOURDHUI = dt.date(2026, 11, 24)
ENVOI = Evenement(dt.date(2026, 11, 2), TypeEvenement.ENVOYE)
RECEPTION = Evenement(dt.date(2026, 11, 5), TypeEvenement.RECU)


def _fait(type_: TypeEvenement, jour: int, organisme: str = "") -> Evenement:
    return Evenement(dt.date(2026, 11, jour), type_, organisme)


def test_a_receipt_after_the_sending_is_accepted() -> None:
    assert check_fait(RECEPTION, [ENVOI], AUJOURDHUI) is None


def test_a_receipt_on_the_very_day_of_the_sending_is_accepted() -> None:
    assert check_fait(_fait(TypeEvenement.RECU, 2), [ENVOI], AUJOURDHUI) is None


def test_a_receipt_before_the_sending_is_refused_and_says_when_the_letter_left() -> None:
    refus = check_fait(_fait(TypeEvenement.RECU, 1), [ENVOI], AUJOURDHUI)
    assert refus is not None
    assert (refus.id, refus.autre, refus.faits) == ("trop_tot", TypeEvenement.ENVOYE, {"date": "2 novembre 2026"})


def test_a_fact_of_tomorrow_is_refused() -> None:
    refus = check_fait(Evenement(AUJOURDHUI + dt.timedelta(1), TypeEvenement.RECU), [], AUJOURDHUI)
    assert refus is not None
    assert refus.id == "futur"


def test_a_sending_after_a_receipt_already_recorded_is_refused() -> None:
    refus = check_fait(_fait(TypeEvenement.ENVOYE, 6), [RECEPTION], AUJOURDHUI)
    assert refus is not None
    assert (refus.id, refus.autre) == ("trop_tard", TypeEvenement.RECU)


def test_the_same_fact_twice_is_refused() -> None:
    refus = check_fait(RECEPTION, [ENVOI, RECEPTION], AUJOURDHUI)
    assert refus is not None
    assert refus.id == "deja_note"


def test_a_second_receipt_on_another_day_is_refused() -> None:
    refus = check_fait(_fait(TypeEvenement.RECU, 7), [ENVOI, RECEPTION], AUJOURDHUI)
    assert refus is not None
    assert refus.id == "autre_date"


def test_a_first_wrong_addressee_may_have_received_it_on_another_day() -> None:
    assert check_fait(_fait(TypeEvenement.RECU, 4, INITIAL), [ENVOI, RECEPTION], AUJOURDHUI) is None


def test_a_late_prolongation_is_accepted_because_the_law_answers_it() -> None:
    envoi = Evenement(dt.date(2026, 1, 5), TypeEvenement.ENVOYE)
    assert check_fait(_fait(TypeEvenement.PROLONGATION_ANNONCEE, 20), [envoi], AUJOURDHUI) is None


def test_a_paper_without_a_sending_date_can_still_be_recorded() -> None:
    assert check_fait(RECEPTION, [], AUJOURDHUI) is None


@chaque("type_", TypeEvenement)
def test_every_fact_but_a_letter_made_and_a_decision_received_comes_after_another(type_: TypeEvenement) -> None:
    assert bool(APRES.get(type_)) is (type_ not in {TypeEvenement.COURRIER_ETABLI, TypeEvenement.DECISION_RECUE})


@given(st.sampled_from(TypeEvenement), st.sampled_from(TypeEvenement), st.integers(1, 24), st.integers(1, 24))
def test_two_facts_can_be_recorded_in_any_order(une: TypeEvenement, autre: TypeEvenement, jour: int, jour_autre: int) -> None:
    premier, second = _fait(une, jour), _fait(autre, jour_autre)
    acceptes = (check_fait(premier, [second], AUJOURDHUI) is None, check_fait(second, [premier], AUJOURDHUI) is None)
    assert acceptes[0] == acceptes[1]


def test_before_the_sending_only_the_sending_is_proposed() -> None:
    assert likely_faits([]) == (TypeEvenement.ENVOYE,)


def test_the_receipt_is_proposed_first_while_it_is_unknown() -> None:
    assert likely_faits([ENVOI])[0] is TypeEvenement.RECU


def test_what_was_asked_of_the_person_is_proposed_first() -> None:
    assert likely_faits([ENVOI, RECEPTION, _fait(TypeEvenement.IDENTITE_DEMANDEE, 9)])[0] is TypeEvenement.IDENTITE_FOURNIE


def test_nothing_is_proposed_once_closed() -> None:
    assert likely_faits([ENVOI, _fait(TypeEvenement.CLOS, 20)]) == ()


@given(st.sets(st.sampled_from(TypeEvenement)))
def test_every_fact_is_offered_once_and_only_once(types: set[TypeEvenement]) -> None:
    connus = [_fait(type_, 3) for type_ in types]
    offerts = likely_faits(connus) + other_faits(connus)
    assert sorted(offerts) == sorted(TypeEvenement)


def test_a_month_is_never_said_as_a_day_that_has_an_article(catalogue: Catalogue) -> None:
    aout = Evenement(MoisConnu(2026, 8, 1), TypeEvenement.ENVOYE)
    refus = [
        check_fait(nouveau, connus, dt.date(2026, 9, 15))
        for nouveau, connus in (
            (replace(aout, date=MoisConnu(2026, 10, 1)), ()),
            (replace(aout, date=dt.date(2026, 9, 1)), (aout,)),
            (Evenement(dt.date(2026, 7, 1), TypeEvenement.RECU), (aout,)),
            (replace(aout, date=dt.date(2026, 9, 2)), (Evenement(MoisConnu(2026, 8, 1), TypeEvenement.RECU),)),
        )
    ]
    assert [un and un.id for un in refus] == ["futur", "autre_date", "trop_tot", "trop_tard"]
    for un in refus:
        assert un is not None
        dit = catalogue.textes(f"suivi.refus.{un.id}", **{"fait": "Envoyé"} | dict(un.faits))
        assert not re.search(r"\b(?:le|du) (?:août|octobre)", dit, re.IGNORECASE), dit
