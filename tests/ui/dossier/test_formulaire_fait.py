"""The form that records what happened, on its own."""

import datetime as dt
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.services.dossier.faits import INITIAL
from droits_usagers.ui.dossier.formulaire_fait import FormulaireFait
from tests.ui.avec_coffre import AUJOURDHUI, said
from tests.ui.gestes import type_in

_T = TypeEvenement
ENVOI = Evenement(AUJOURDHUI - dt.timedelta(10), _T.ENVOYE)


@pytest.fixture
def formulaire(catalogue: Catalogue, qtbot: QtBot) -> FormulaireFait:
    formulaire = FormulaireFait(catalogue.textes, lambda: AUJOURDHUI)
    qtbot.addWidget(formulaire)
    formulaire.resize(480, 700)
    formulaire.show()
    return formulaire


@pytest.fixture
def notes(formulaire: FormulaireFait) -> list[Evenement]:
    notes: list[Evenement] = []
    formulaire.geste.connect(lambda geste: geste(SimpleNamespace(record=lambda fait, *_: notes.append(fait))))
    return notes


def validate(formulaire: FormulaireFait) -> None:
    QTest.keyClick(formulaire.date, Qt.Key.Key_Return)


def test_a_fact_named_beforehand_only_needs_enter(formulaire: FormulaireFait, notes: list[Evenement]) -> None:
    formulaire.start((), fait=_T.ENVOYE)
    validate(formulaire)
    assert notes == [Evenement(AUJOURDHUI, _T.ENVOYE)]


def test_a_fact_named_beforehand_may_be_an_unlikely_one(formulaire: FormulaireFait, notes: list[Evenement]) -> None:
    formulaire.start((), fait=_T.CADA_SAISIE)
    validate(formulaire)
    assert notes == [Evenement(AUJOURDHUI, _T.CADA_SAISIE)]


def test_a_day_is_typed_as_people_write_it_and_said_back(formulaire: FormulaireFait, notes: list[Evenement]) -> None:
    formulaire.start((ENVOI,), fait=_T.RECU)
    formulaire.date.clear()
    type_in(formulaire.date, "18/11")
    assert "mercredi 18 novembre 2026" in said(formulaire)
    validate(formulaire)
    assert notes == [Evenement(dt.date(2026, 11, 18), _T.RECU)]


def test_nothing_chosen_is_said(formulaire: FormulaireFait, notes: list[Evenement]) -> None:
    formulaire.start((ENVOI,))
    validate(formulaire)
    assert "Choisissez d’abord ce qui s’est passé" in said(formulaire)
    assert notes == []


@pytest.mark.parametrize(("date", "dit"), [("", "Indiquez le jour"), ("n'importe quoi", "n’est pas reconnue")])
def test_a_day_that_cannot_be_read_is_said(formulaire: FormulaireFait, notes: list[Evenement], date: str, dit: str) -> None:
    formulaire.start((ENVOI,), fait=_T.RECU)
    formulaire.date.clear()
    type_in(formulaire.date, date)
    validate(formulaire)
    assert dit in said(formulaire)
    assert notes == []


def test_the_same_fact_on_another_day_names_the_first(formulaire: FormulaireFait) -> None:
    formulaire.start((ENVOI,), fait=_T.ENVOYE)
    validate(formulaire)
    assert "« Lettre envoyée » est déjà noté : 14 novembre 2026" in said(formulaire)


def test_a_receipt_by_the_wrong_body_is_told_apart(formulaire: FormulaireFait, notes: list[Evenement]) -> None:
    formulaire.start((ENVOI,), fait=_T.RECU)
    assert formulaire.initial.isVisible()
    formulaire.initial.setChecked(True)
    validate(formulaire)
    assert notes == [Evenement(AUJOURDHUI, _T.RECU, INITIAL)]


def test_other_facts_are_one_key_away_and_keep_what_was_chosen(formulaire: FormulaireFait) -> None:
    formulaire.start((ENVOI,))
    formulaire.choix.set_value(_T.RECU)
    formulaire.autres.click()
    assert formulaire.choix.value() == _T.RECU
    assert formulaire.choix.card(_T.TA_SAISI).isVisible()
    assert not formulaire.autres.isVisible()


def test_a_closed_dossier_offers_every_fact_at_once(formulaire: FormulaireFait) -> None:
    formulaire.start((ENVOI, Evenement(AUJOURDHUI, _T.CLOS)))
    assert formulaire.choix.card(_T.REFUS).isVisible()


def test_nothing_stays_after_clearing(formulaire: FormulaireFait) -> None:
    formulaire.start((ENVOI,), fait=_T.RECU)
    formulaire.clear()
    assert formulaire.date.text() == ""
    assert formulaire.choix.chosen() == ()


def test_the_number_of_a_registered_letter_is_asked_for_where_a_letter_leaves(formulaire: FormulaireFait) -> None:
    donnes: list[tuple[Evenement, str]] = []
    formulaire.geste.connect(lambda geste: geste(SimpleNamespace(record=lambda fait, numero, _: donnes.append((fait, numero)))))
    formulaire.start((ENVOI,), fait=_T.RECU)
    assert not formulaire.champ_recommande.isVisible()
    formulaire.start((ENVOI,), fait=_T.RELANCE_ENVOYEE)
    type_in(formulaire.recommande, "lundi")
    validate(formulaire)
    assert "pas reconnu" in said(formulaire)
    assert (donnes, formulaire.recommande.hasFocus()) == ([], True)
    formulaire.recommande.clear()
    assert "pas reconnu" not in said(formulaire)
    type_in(formulaire.recommande, "1a12345678901")
    validate(formulaire)
    assert donnes == [(Evenement(AUJOURDHUI, _T.RELANCE_ENVOYEE), "1A 123 456 7890 1")]


def test_every_fact_has_a_word_of_help(formulaire: FormulaireFait, catalogue: Catalogue) -> None:
    for type_ in TypeEvenement:
        formulaire.start((ENVOI,), fait=type_)
        assert catalogue.textes(f"suivi.aides.{type_}").replace("\u00a0", " ").replace("\u202f", " ") in said(formulaire)


def test_where_two_letters_are_out_which_one_arrived_is_asked(formulaire: FormulaireFait) -> None:
    notes: list[Evenement] = []
    avis: list[str] = []
    vers = SimpleNamespace(record=lambda fait, *_: notes.append(fait), gestes=SimpleNamespace(keep_slip=avis.append))
    formulaire.geste.connect(lambda geste: geste(vers))
    relance = Evenement(AUJOURDHUI - dt.timedelta(2), _T.RELANCE_ENVOYEE)
    dites: list[str] = []

    def prevoir(choix: str, _jour: dt.date) -> str:
        dites.append(choix)
        return f"change {choix}"

    formulaire.start((ENVOI, relance), fait=_T.RECU, prevoir=prevoir)
    # Nobody said which one: not even from « noter la réception ».
    validate(formulaire)
    assert (notes, avis) == ([], [])
    formulaire.choix.set_value("avis:relance_envoyee")
    formulaire.choix.choice_changed.emit()
    assert "change avis:relance_envoyee" in said(formulaire)
    validate(formulaire)
    assert (notes, len(avis)) == ([], 1)
    formulaire.choix.set_value("recu")
    formulaire.choix.choice_changed.emit()
    assert "change recu" in said(formulaire)
    validate(formulaire)
    assert (notes, len(avis)) == ([Evenement(AUJOURDHUI, _T.RECU)], 1)
