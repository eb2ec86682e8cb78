"""Every number that identifies someone, with its key right or wrong; and none of the other numbers people write."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.fr import nir as stdnum_nir

from droits_usagers.domain.controle.numeros import GenreNumero, find_bare, find_numeros
from tests.chaque import chaque

BASE = "1851275116001"
CLE = stdnum_nir.calc_check_digits(BASE)
GROUPES = [BASE[0], BASE[1:3], BASE[3:5], BASE[5:7], BASE[7:10], BASE[10:]]


def named(texte: str) -> list[GenreNumero]:
    return [numero.genre for numero in find_numeros(texte)]


def bare(texte: str) -> bool:
    return bool(find_bare(texte, find_numeros(texte)))


@chaque("separateur", ["", " ", ".", "-", "/", "\u00a0", "\u202f", "\u2009", "\n", "  ", " - ", "_", "\t"])
@chaque("cle", ["", CLE, f"{int(CLE) % 97 + 1:02}"])
def test_a_nir_is_found_whatever_separates_its_groups_and_whatever_its_key(separateur: str, cle: str) -> None:
    assert named(f"mon numéro : {separateur.join([*GROUPES, *([cle] if cle else [])])}.") == [GenreNumero.NIR]


@pytest.mark.parametrize(
    "texte",
    [
        "1 85 12 75 116 001 (clé 74)",
        "".join(chr(ord(c) + 0xFEE0) for c in BASE + CLE),
        "".join("٠١٢٣٤٥٦٧٨٩"[int(c)] for c in BASE + CLE),
        f"NIR{BASE}{CLE}",
        f"n°{BASE}",
        "18 51 27 51 16 00 1 74",
        "185 127 511 600 1",
        " ".join(BASE + CLE),
        "1 85 12 2A 116 001 45",
        "1 85 12 2b 116 001",
        "sécu 7 85 12 75 116 001 22",
        "mon numéro provisoire de sécurité sociale 785127511600122",
        "8 85 12 75 116 001",
        "n° SS : 3851275116001",
        "4 85 12 99 116 001 12",
        "2 85 62 75 116 001",
        f"{' , '.join(GROUPES)} , {CLE}",
        f"{' | '.join(GROUPES)} | {CLE}",
    ],
)
def test_a_nir_is_found_in_any_dress(texte: str) -> None:
    assert named(texte) == [GenreNumero.NIR]


@pytest.mark.parametrize(
    ("texte", "genre"),
    [
        ("numéro d'allocataire 1234567", GenreNumero.CAF),
        ("N° CAF\u00a0: 1234567A", GenreNumero.CAF),
        ("Numéro d'allocataire :\n1234567", GenreNumero.CAF),
        ("numéro fiscal 12 34 567 890 123", GenreNumero.FISCAL),
        ("SPI : 0123456789012", GenreNumero.FISCAL),
        (f"numéro fiscal : {BASE}", GenreNumero.FISCAL),
        ("identifiant France Travail 1234567A", GenreNumero.FRANCE_TRAVAIL),
        ("Pôle emploi n° 1234567 A 075", GenreNumero.FRANCE_TRAVAIL),
        ("numéro étranger 7503123456", GenreNumero.TITRE_SEJOUR),
        ("titre de séjour n° X1AB234567", GenreNumero.TITRE_SEJOUR),
    ],
)
def test_other_numbers_are_known_by_the_word_beside_them(texte: str, genre: GenreNumero) -> None:
    assert named(texte) == [genre]


@pytest.mark.parametrize(
    "texte", ["1234567", "7503123456", "1234567A", "l85l275ll6OOl45", "2024 0312 75 00123", "mon numéro est le 4521789"]
)
def test_digits_that_nothing_names_are_bare(texte: str) -> None:
    assert (named(texte), bare(texte)) == ([], True)


@chaque(
    "texte",
    [
        "06 12 34 56 78",
        "0612345678",
        "06.12.34.56.78",
        "+33 6 12 34 56 78",
        "0033612345678",
        "SIRET 552 100 554 00013",
        "55210055400013",
        "552 100 554",
        "1A 123 456 7890 1",
        "2C 140 567 8901 2",
        "RR 473 124 829 FR",
        "FR76 3000 6000 0112 3456 7890 189",
        "née le 12/03/1985 75116 Paris",
        "2026-11-24",
        "24.11.2026",
        "n° 78-17 du 6 janvier 1978",
        "2016/679",
        "décret n° 2019-536",
        "CS 70012 93006 Bobigny cedex",
        "1 234 567 euros",
        "dossier 2026-0113",
        "de 2019 à 2024, 2020-2021",
        "facture 12345678",
        "2 heures, 15 minutes, 18 h 30",
        "articles 15, 16, 17, 18, 21 et 22",
        "articles 12, 13, 14, 15, 16, 17, 18",
        "CE n° 504677",
        "avis CADA 20231552",
        "",
        "aucun chiffre",
    ],
)
def test_other_numbers_ask_nothing(texte: str) -> None:
    assert (named(texte), bare(texte)) == ([], False)


@given(st.data())
def test_a_nir_cut_and_separated_at_random_with_its_key_is_found(data: st.DataObject) -> None:
    departement = data.draw(st.sampled_from([*(f"{n:02}" for n in range(1, 96)), "97", "99", "2A", "2B"]))
    sexe, annee, mois = data.draw(st.sampled_from("123478")), data.draw(st.integers(0, 99)), data.draw(st.integers(1, 12))
    commune, rang = data.draw(st.integers(1, 990)), data.draw(st.integers(1, 999))
    nir = f"{sexe}{annee:02}{mois:02}{departement}{commune:03}{rang:03}"
    nir += stdnum_nir.calc_check_digits(nir)
    separateurs = data.draw(
        st.lists(st.sampled_from(["", "", "", " ", ".", "\u00a0", "-", "\n", "/"]), min_size=15, max_size=15)
    )

    assert GenreNumero.NIR in named("Voici : " + "".join(map("".join, zip(nir, separateurs, strict=True))) + " merci")


@given(st.integers(1, 7), st.lists(st.integers(0, 99), min_size=4, max_size=4), st.sampled_from([" ", ".", "", "-", "\u00a0"]))
def test_no_telephone_is_a_number(debut: int, paires: list[int], separateur: str) -> None:
    numero = separateur.join([f"0{debut}", *(f"{paire:02}" for paire in paires)])
    assert not any(named(ici) or bare(ici) for ici in (f"Appelez-moi au {numero} le matin", f"{numero}\n{numero}"))


@given(
    st.lists(st.sampled_from("abcdefghij éà,.'"), max_size=80).map("".join),
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
)
def test_a_sentence_with_a_date_holds_no_number(texte: str, jour: dt.date) -> None:
    """Unless it names the CAF, whose numbers are as long as a date."""
    assume("caf" not in texte)
    assert not any(named(ici) or bare(ici) for ici in (f"{texte} le {jour:%d/%m/%Y} {texte}", f"{texte} {jour:%d %m %Y}"))


@chaque("texte", ["123456", "lOlOlOl1", "OlOl OlO1"])
def test_few_digits_or_letters_that_only_look_like_them_are_no_number(texte: str) -> None:
    assert not bare(texte)


@chaque("texte", ["55210055400013", "552100554"])
def test_a_siren_or_a_siret_with_its_key_is_a_body_and_without_is_a_bare_number(texte: str) -> None:
    assert not bare(texte)
    assert bare(f"{texte[:-1]}{(int(texte[-1]) + 1) % 10}")
