"""Numbers that identify someone elsewhere, found in what people type: all of them, and nothing else."""

import re

from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import nir as stdnum_nir

from droits_usagers.domain.demarche.questions import NumeroAdmis
from droits_usagers.domain.releve.identifiants import GenreIdentifiant, Identifiant, find_identifiants
from tests.chaque import chaque

NIR, CAF, TITRE = GenreIdentifiant.NIR, GenreIdentifiant.CAF, GenreIdentifiant.TITRE_SEJOUR


def found(texte: str, *admis: NumeroAdmis) -> list[tuple[GenreIdentifiant, str]]:
    return [(trouve.genre, texte[trouve.debut : trouve.fin]) for trouve in find_identifiants(texte, admis)]


@chaque(
    ("texte", "genre", "numero"),
    [
        # NIR: every way of writing it.
        ("mon numéro 295109912611193.", NIR, "295109912611193"),
        ("2 95 10 99 126 111 93", NIR, "2 95 10 99 126 111 93"),
        ("2.95.10.99.126.111.93", NIR, "2.95.10.99.126.111.93"),
        ("2-95-10-99-126-111-93", NIR, "2-95-10-99-126-111-93"),
        ("2 95 10 99 126 111 - 93", NIR, "2 95 10 99 126 111 - 93"),
        ("2\u00a095\u00a010\u00a099\u00a0126\u00a0111\u00a093", NIR, "2\u00a095\u00a010\u00a099\u00a0126\u00a0111\u00a093"),
        ("2\u202f95\u202f10\u202f99\u202f126\u202f111\u202f93", NIR, "2\u202f95\u202f10\u202f99\u202f126\u202f111\u202f93"),
        ("2 95 10 99 126 111 / 93", NIR, "2 95 10 99 126 111 / 93"),
        ("2951099126111 93", NIR, "2951099126111 93"),
        ("2951099126111", NIR, "2951099126111"),
        ("(2951099126111)", NIR, "2951099126111"),
        ("2 95 10 99 126 111", NIR, "2 95 10 99 126 111"),
        ("253072B07300470", NIR, "253072B07300470"),
        ("2 53 07 2B 073 004 70", NIR, "2 53 07 2B 073 004 70"),
        ("253072A07300443", NIR, "253072A07300443"),
        ("2 53 07 2a 073 004 43", NIR, "2 53 07 2a 073 004 43"),
        ("2 53 07 2A 073 004", NIR, "2 53 07 2A 073 004"),
        ("né le 1er, NIR:295109912611193, ici", NIR, "295109912611193"),
        ("295109912611193 12 rue des Lilas", NIR, "295109912611193"),
        # CAF.
        ("numéro d'allocataire 1234567", CAF, "1234567"),
        ("allocataire n° 1234567 K", CAF, "1234567 K"),
        ("CAF : 123 456 7", CAF, "123 456 7"),
        ("à la caf sous le 1234567k", CAF, "1234567k"),
        ("1234567 (CAF de la Seine-Saint-Denis)", CAF, "1234567"),
        ("dossier 1234567 à la CAF", CAF, "1234567"),
        ("Mon numéro est 1234567A.", CAF, "1234567A"),
        ("1234567 A", CAF, "1234567 A"),
        ("Allocations familiales, 1234567", CAF, "1234567"),
        # Residence permit.
        ("titre de séjour n° 9912345678", TITRE, "9912345678"),
        ("Titre de sejour 991234567", TITRE, "991234567"),
        ("carte de séjour : 99 1234 5678", TITRE, "99 1234 5678"),
        ("mon numéro étranger est le 7503123456", TITRE, "7503123456"),
        ("numéro d'étranger 7503123456", TITRE, "7503123456"),
        ("AGDREF 7503123456", TITRE, "7503123456"),
        ("carte de résident X1AB234567", TITRE, "X1AB234567"),
        ("récépissé de demande 75B1234567", TITRE, "75B1234567"),
        ("9912345678, c'est mon titre de séjour", TITRE, "9912345678"),
        ("AGDREF : 0103123456", TITRE, "0103123456"),
    ],
)
def test_an_identifier_is_found_where_it_stands(texte: str, genre: GenreIdentifiant, numero: str) -> None:
    assert found(texte) == [(genre, numero)]


@chaque(
    "texte",
    [
        # A wrong key, impossible parts.
        "295109912611194",
        "2 95 10 99 126 111 94",
        "2 95 15 99 126 111",
        "2 95 10 00 126 111",
        "2 95 10 99 000 111",
        "2 95 10 99 126 000",
        "3 95 10 99 126 111",
        "253072C07300470",
        "25307AB07300470",
        "253071A07300443",
        "253073B07300470",
        "2 9A 10 99 126 111",
        # Telephones.
        "06 12 34 56 78",
        "0612345678",
        "tél. 01.43.45.67.89",
        "+33 6 12 34 56 78",
        "01 43 45 67 89 06 12 34 56 78 01 43 45 67 89",
        "titre de séjour ; joignable au 06 12 34 56 78",
        "mon titre de séjour, téléphone 0612345678",
        "mon titre de séjour expire, appelez-moi au 0612345678",
        "CAF, tél. 01 43 45 67 89",
        # Companies, banks.
        "SIREN 552 100 554",
        "titre de séjour, SIREN 552100554",
        "SIRET 552 100 554 00013",
        "55210055400013",
        "123 456 789 00012",
        "IBAN FR76 3000 6000 0112 3456 7890 189",
        "30006 00001 12345678901 89",
        # A NIR, but for the digits it goes on from, or with.
        "4 2 95 10 99 126 111",
        "n° 55 2 95 10 99 126 111",
        "2 95 10 99 126 111 935 2",
        "1234 5678 9012 3456",
        # Addresses, dates, references, letters.
        "93006 Bobigny cedex",
        "le 24/11/2026, le 24.11.2026, 2026-11-24",
        "2A 123 456 7890 1",
        "1A 123 456 7890 1",
        "recommandé n° 1A12345678901",
        "lettre recommandée 2C 140 567 8901 2",
        "titre de séjour envoyé en recommandé 1A 123 456 7890 1",
        "dossier 2026-0113",
        "décret 2019-536, articles 1234567",
        "1234567",
        "12345678 CAF",
        "la CAF de Bobigny. Dossier 1234567",
        "facture 1234567A",
        "CAF, facture 1234567",
        "CAF 2026/1234567",
        "9912345678",
        "991234567",
        "avis CADA 20231552",
        "CE n° 504677",
        "978-2-07-036024-5",
        "9782070360245",
        "1764000000000",
        "",
        "aucun chiffre",
    ],
)
def test_other_numbers_stay_silent(texte: str) -> None:
    assert found(texte) == []


def test_several_are_found_in_order() -> None:
    texte = "NIR 295109912611193, CAF 1234567, titre de séjour 9912345678."
    assert found(texte) == [(NIR, "295109912611193"), (CAF, "1234567"), (TITRE, "9912345678")]


def test_a_nir_is_not_also_taken_for_another_number() -> None:
    assert found("CAF et titre de séjour : 2951099126111") == [(NIR, "2951099126111")]


def test_a_question_may_admit_a_caf_or_a_permit_number_but_never_a_nir() -> None:
    texte = "NIR 295109912611193, CAF 1234567, titre de séjour 9912345678."
    assert found(texte, NumeroAdmis.CAF) == [(NIR, "295109912611193"), (TITRE, "9912345678")]
    assert found(texte, NumeroAdmis.TITRE_SEJOUR) == [(NIR, "295109912611193"), (CAF, "1234567")]
    assert found(texte, *NumeroAdmis) == [(NIR, "295109912611193")]


def test_what_was_found_does_not_repeat_the_number() -> None:
    assert repr(find_identifiants("CAF 1234567")) == repr((Identifiant(4, 11, CAF),))


def test_a_long_text_is_read_through() -> None:
    texte = "Je suis allé au service le 3 mars 2026. " * 250
    assert found(texte + "295109912611193") == [(NIR, "295109912611193")]


@st.composite
def nirs(draw: st.DrawFn) -> str:
    """A NIR with its key, of anyone born anywhere."""
    departement = draw(st.sampled_from([*(f"{n:02}" for n in range(1, 100)), "2A", "2B"]))
    annee, mois = draw(st.integers(0, 99)), draw(st.integers(1, 12))
    commune, rang = draw(st.integers(1, 990)), draw(st.integers(1, 999))
    nir = f"{draw(st.sampled_from('12'))}{annee:02}{mois:02}{departement}{commune:03}{rang:03}"
    return nir + stdnum_nir.calc_check_digits(nir)


@given(
    nir=nirs(),
    separateur=st.sampled_from(["", " ", ".", "\u00a0", "\u202f"]),
    cle=st.booleans(),
    autour=st.sampled_from([("", ""), ("mon numéro est ", "."), ("\n", "\n"), ("« ", " »")]),
)
def test_any_nir_is_found_however_it_is_written(nir: str, separateur: str, *, cle: bool, autour: tuple[str, str]) -> None:
    parties = [nir[:1], nir[1:3], nir[3:5], nir[5:7], nir[7:10], nir[10:13], *([nir[13:]] if cle else [])]
    ecrit = separateur.join(parties)
    avant, apres = autour
    assert found(f"{avant}{ecrit}{apres}") == [(NIR, ecrit)]


@given(nir=nirs(), faute=st.integers(1, 96))
def test_a_nir_with_a_wrong_key_is_no_nir(nir: str, faute: int) -> None:
    cle = (int(nir[13:]) - 1 + faute) % 97 + 1
    assert found(f"{nir[:13]}{cle:02}") == []


@given(st.text(st.sampled_from("0123456789 .-/AB,;\nCAFéetirdsjou'n°\u00a0"), max_size=60))
def test_what_is_found_stands_in_the_text_in_order_and_apart(texte: str) -> None:
    fin = 0
    for trouve in find_identifiants(texte):
        assert fin <= trouve.debut < trouve.fin <= len(texte)
        assert len(re.sub("[^0-9]", "", texte[trouve.debut : trouve.fin])) >= 6
        fin = trouve.fin


@given(st.lists(st.integers(0, 99), min_size=5, max_size=5), st.sampled_from([" ", ".", "-", "", "\u00a0"]))
def test_no_telephone_is_ever_pointed_out(paires: list[int], separateur: str) -> None:
    numero = separateur.join(["06", *(f"{paire:02}" for paire in paires[:4])])
    assert found(f"Mon téléphone : {numero}") == []
    assert found(numero) == []
