"""The control over what the program really makes: innocent letters leave without a question, blank ones too."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Sortant
from droits_usagers.domain.controle.controle import examine
from droits_usagers.domain.controle.valeurs import Alerte, Poids, Regle
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.releve.identifiants import find_numbers
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.valeurs import Espece
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.demonstration.papiers import load_cas
from droits_usagers.services.lettre.cadre import cadre_of
from droits_usagers.services.lettre.courriers import Courriers
from tests.chaque import chaque
from tests.controle import cases, look_at

NUMEROS = tomllib.loads((Path(__file__).parent / "controle" / "numeros.toml").read_text(encoding="utf-8"))
OPPOSITION = "opposition"
_MOTS_MAX = 25


@pytest.fixture(scope="module")
def courriers(catalogue: Catalogue, places: Places) -> Courriers:
    return Courriers(catalogue, places)


def found(demande: Demande, etape: str, catalogue: Catalogue, courriers: Courriers) -> tuple[Alerte, ...]:
    """What is said of the whole packet."""
    paquet = {exemplaire.id: exemplaire.document for exemplaire in courriers.kit(demande, etape)}
    cadre = cadre_of(demande, catalogue.demarches[demande.demarche], etape, today=dt.date(2026, 11, 24))
    return examine(Sortant(paquet), cadre, catalogue.controle)


def test_every_invented_letter_leaves_without_a_question(catalogue: Catalogue, courriers: Courriers) -> None:
    dites = {
        (cas.id, etape, alerte.regle, alerte.cas)
        for cas in load_cas(catalogue)
        for etape in cas.etapes
        for alerte in found(cas.demande, etape, catalogue, courriers)
        if alerte.poids is not Poids.A_SAVOIR or alerte.regle is Regle.NUMERO
    }
    assert dites == set()


def test_every_blank_letter_leaves_with_at_most_three_things_to_know(catalogue: Catalogue, courriers: Courriers) -> None:
    for demarche in catalogue.demarches.values():
        for etape in demarche.etapes:
            if demarche.id == OPPOSITION and etape == demarche.etapes[0]:
                with pytest.raises(ExpectedError, match=Panne.PAS_DE_LETTRE):
                    courriers.kit(Demande(demarche.id), etape.id)
                continue
            alertes = found(Demande(demarche.id), etape.id, catalogue, courriers)
            assert {alerte.poids for alerte in alertes} <= {Poids.A_SAVOIR}, demarche.id
            assert len(alertes) <= len(("destinataire", "lieu et date", "le reste")), demarche.id


def sentences(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for regle, cas in catalogue.controle.cas.items():
        for id_, dit in cas.items():
            for texte in (dit.phrases.titre, dit.phrases.enjeu, dit.phrases.faire):
                yield from ((f"{regle}.{id_}", phrase) for phrase in re.split(r"(?<=[.?!])\s+", texte))


def test_every_rule_has_its_name_among_what_was_confirmed(catalogue: Catalogue) -> None:
    for regle in Regle:
        cle = f"controle.regles.{regle}"
        assert cle in catalogue.textes, f"{cle} is missing in resources/textes/fr.toml"


def test_what_the_control_says_is_short_calm_and_accuses_nobody(catalogue: Catalogue) -> None:
    interdits = re.compile(r"\bveuillez\b|\berreur\b|\binvalide|!|\binterdit|\bvous devez\b|\bfaute\b(?! de)", re.IGNORECASE)
    for ou, phrase in sentences(catalogue):
        assert len(phrase.split()) <= _MOTS_MAX, (ou, phrase)
        assert not interdits.search(phrase), (ou, phrase)


def test_what_is_typed_in_our_own_examples_holds_no_number(catalogue: Catalogue) -> None:
    for demarche in catalogue.demarches.values():
        textes = catalogue.textes_demarche(demarche.id)
        assert not [id_ for id_ in textes if find_numbers(textes(id_))], demarche.id


@chaque(("cas", "texte"), [(cas, texte) for cas, textes in NUMEROS["trouves"].items() for texte in textes])
def test_a_number_that_a_recipient_has_no_use_for_is_asked_about(cas: str, texte: str, catalogue: Catalogue) -> None:
    assert cases(look_at(catalogue.controle, texte)) == [("numero", cas)]


@chaque(("genre", "texte"), [(cas, texte) for cas, textes in NUMEROS["trouves"].items() for texte in textes if cas != "nu"])
def test_a_text_is_read_again_with_the_same_numbers(genre: str, texte: str, catalogue: Catalogue) -> None:
    assert Espece(genre) in {un.genre for un in relever(texte, catalogue.releve)}


@chaque("texte", NUMEROS["innocents"]["textes"])
def test_nothing_is_asked_of_ordinary_french(texte: str, catalogue: Catalogue) -> None:
    assert cases(look_at(catalogue.controle, texte)) == []


def test_fifty_innocent_sentences_in_one_letter_ask_nothing(catalogue: Catalogue) -> None:
    assert cases(look_at(catalogue.controle, *NUMEROS["innocents"]["textes"])) == []
