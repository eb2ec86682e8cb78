"""Two addresses of one place, however they are written."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle import meme_lieu
from droits_usagers.domain.controle.adresse import is_in
from droits_usagers.domain.controle.adresse_en_mots import Ville, town_of
from droits_usagers.domain.controle.comparaison import MotifCherche
from droits_usagers.domain.controle.meme_lieu import places
from droits_usagers.domain.controle.texte_en_mots import TexteEnMots

_ICI = ("12 rue des Lilas", "93000 Bobigny")


@pytest.mark.parametrize(
    "adresse",
    [
        ("12, R. DES LILAS", "93000 BOBIGNY CEDEX"),
        ("Bâtiment B, appt 4", "12 rue des lilas", "93 000 Bobigny"),
        ("chez Mme Diallo, n° 12 rue des Lilas 93000 Bobigny",),
        ("012 rue Lilas", "Bobigny 93000", "France"),
    ],
)
def test_it_is_the_same_place(catalogue: Catalogue, adresse: tuple[str, ...]) -> None:
    place = places(catalogue.controle).cle
    assert place(adresse) == place(_ICI) != ""


@pytest.mark.parametrize(
    "adresse",
    [
        ("14 rue des Lilas", "93000 Bobigny"),
        ("12 bis rue des Lilas", "93000 Bobigny"),
        ("12 rue des Lilas", "59000 Lille"),
        ("12 avenue des Lilas", "93000 Bobigny"),
        ("93000 Bobigny",),
        (),
    ],
)
def test_it_is_another_place_or_none(catalogue: Catalogue, adresse: tuple[str, ...]) -> None:
    place = places(catalogue.controle).cle
    assert place(adresse) != place(_ICI)


def test_a_place_in_no_street_goes_by_its_name(catalogue: Catalogue) -> None:
    place = places(catalogue.controle).cle
    assert place(("Les Cèdres", "23000 Guéret")) == place(("LES CEDRES, 23000 GUERET",)) != ""
    assert place(("23000 Guéret",)) == place(("Appartement 12",)) == ""


@pytest.mark.parametrize(
    ("adresse", "ailleurs"),
    [
        (("12 Le Bourg", "23400 Bourganeuf"), ("14 Le Bourg", "23400 Bourganeuf")),
        (("Appt 3, 12 le Village", "07000 Privas"), ("12 Le Château", "07000 Privas")),
        (("Bâtiment C, appt 12", "59100 Roubaix"), ("Bâtiment D, appt 12", "59100 Roubaix")),
        (("Appartement 12", "23000 Guéret"), ("23000 Guéret",)),
        (("3 la Cité", "62300 Lens"), ("62300 Lens",)),
    ],
)
def test_words_that_every_address_has_are_a_place_where_nothing_else_is_said(
    catalogue: Catalogue, adresse: tuple[str, ...], ailleurs: tuple[str, ...]
) -> None:
    place = places(catalogue.controle).cle
    assert place(tuple(map(str.upper, adresse))) == place(adresse) not in {"", place(ailleurs)}


def test_the_town_of_an_address_is_read_once_however_many_towns_it_is_compared_with(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    lues: list[tuple[str, ...]] = []

    def count(adresse: tuple[str, ...]) -> Ville:
        lues.append(adresse)
        return town_of(adresse)

    monkeypatch.setattr(meme_lieu, "town_of", count)
    ailleurs = {str(code): ("3 allée du Stade", f"{code} Bobigny") for code in range(93000, 93009)}
    memes = places(catalogue.controle).memes({"ici": _ICI}, ailleurs)

    assert memes["ici"] == {"ici"}
    assert lues.count(_ICI) == 1


def test_of_a_whole_town_only_what_has_a_word_of_it_is_compared(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    lus: list[str] = []

    def count(signe: MotifCherche, texte: TexteEnMots) -> bool:
        lus.append(texte.mot(0))
        return is_in(signe, texte)

    monkeypatch.setattr(meme_lieu, "is_in", count)
    ailleurs = {str(numero): (f"{numero} avenue Jean-Jaurès", "93000 Bobigny") for numero in range(20, 60)}
    memes = places(catalogue.controle).memes({"ici": _ICI}, {**ailleurs, "la": ("12 r. des Lilas", "93000 Bobigny")})

    assert memes["ici"] == {"ici", "la"}
    assert {*lus} == {"12"}
