"""`annuaire`: whom to write to."""

import json

import pytest

from tests.cli.conftest import Lance

CLES = ["nom", "genre", "service", "adresse", "code_postal", "ville", "siren", "departement", "source", "releve_le"]


def test_json_has_the_promised_keys_and_the_best_comes_first(lance: Lance) -> None:
    trouvees = json.loads(lance("annuaire", "chercher", "ccas", "roubaix", "--json").out)

    assert [[*entree] for entree in trouvees] == [CLES] * len(trouvees)
    premiere = trouvees[0]
    assert premiere["nom"] == "Centre communal d'action sociale (CCAS) de Roubaix"
    assert (premiere["genre"], premiere["code_postal"], premiere["departement"]) == ("ccas", "59100", "59")
    assert premiere["adresse"][0] == "Mairie"
    assert premiere["releve_le"] == "2019-10-01"


def test_words_may_be_one_argument(lance: Lance) -> None:
    assert lance("annuaire", "chercher", "caf 93", "--json").out == lance("annuaire", "chercher", "caf", "93", "--json").out


def test_an_address_that_nobody_knows_is_empty(lance: Lance) -> None:
    premiere = json.loads(lance("annuaire", "chercher", "caf 93", "--json").out)[0]

    assert (premiere["adresse"], premiere["code_postal"], premiere["ville"], premiere["releve_le"]) == ([], "", "", None)


def test_words_say_whose_address_it_is_and_of_when(lance: Lance) -> None:
    page = lance("annuaire", "chercher", "ccas roubaix").out

    assert "adresse de la mairie, relevée en octobre 2019" in page
    assert "inconnue" in lance("annuaire", "chercher", "caf 93").out
    assert "2021" in lance("annuaire", "chercher", "cd 67").out


def test_nothing_found_is_no_failure(lance: Lance) -> None:
    fin = lance("annuaire", "chercher", "xyzzy")

    assert (fin.code, fin.err) == (0, "")
    assert fin.out.startswith("Rien trouvé")
    assert json.loads(lance("annuaire", "chercher", "xyzzy", "--json").out) == []


@pytest.mark.parametrize("sortie", [(), ("--json",)])
def test_what_is_only_at_the_same_place_is_said_to_be_so(sortie: tuple[str, ...], lance: Lance) -> None:
    fin = lance("annuaire", "chercher", "msa amiens", *sortie)

    assert (fin.code, fin.err.count("\n")) == (0, 1)
    assert fin.err.startswith("Nous n’avons pas ce service-là.")
    assert "Amiens" in fin.out
    assert lance("annuaire", "chercher", "ccas amiens", *sortie).err == ""


@pytest.mark.parametrize("arguments", [(), ("--nombre", "0", "caf")])
def test_what_cannot_be_read_is_refused(arguments: tuple[str, ...], lance: Lance) -> None:
    fin = lance("annuaire", "chercher", *arguments)

    assert (fin.code, fin.out, fin.err.count("\n")) == (2, "", 1)


def test_as_many_as_asked(lance: Lance) -> None:
    assert len(json.loads(lance("annuaire", "chercher", "lille", "--nombre", "3", "--json").out)) == 3
