"""Numbers that identify someone elsewhere, found in what people type: all of them, and nothing else."""

import datetime as dt
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.fr import nir as stdnum_nir

from droits_usagers.domain.demarche.questions import NumeroAdmis
from droits_usagers.domain.releve import identifiants
from droits_usagers.domain.releve.identifiants import find_identifiants, find_numbers
from droits_usagers.domain.releve.valeurs import Espece, ZoneLue
from tests.chaque import chaque

NIR, CAF, TITRE, NU = Espece.NIR, Espece.CAF, Espece.TITRE_SEJOUR, Espece.NUMERO
BASE = "1851275116001"
CLE = stdnum_nir.calc_check_digits(BASE)
GROUPES = [BASE[0], BASE[1:3], BASE[3:5], BASE[5:7], BASE[7:10], BASE[10:]]


def found(texte: str, *admis: NumeroAdmis) -> list[tuple[Espece, str]]:
    return [(trouve.genre, texte[trouve.debut : trouve.fin]) for trouve in find_identifiants(texte, admis)]


def kinds(texte: str) -> list[Espece]:
    return [trouve.genre for trouve in find_numbers(texte)]


@chaque("separateur", ["", " ", ".", "-", "/", "\u00a0", "\u202f", "\u2009", "\n", "  ", " - ", "_", "\t", " | ", ", "])
@chaque("cle", ["", CLE, f"{int(CLE) % 97 + 1:02}"])
def test_a_nir_is_found_whatever_separates_its_groups_and_whatever_its_key(separateur: str, cle: str) -> None:
    ecrit = separateur.join([*GROUPES, *([cle] if cle else [])])
    large = separateur in (" | ", ", ")
    assert found(f"mon {'numéro de sécu' if large else 'numéro'} : {ecrit}.") == [(NIR, ecrit)]


@chaque(
    ("texte", "genre", "numero"),
    [
        ("2\u00a095\u00a010\u00a099\u00a0126\u00a0111\u00a093.", NIR, "2\u00a095\u00a010\u00a099\u00a0126\u00a0111\u00a093"),
        ("NIR:295109912611193, ici", NIR, "295109912611193"),
        ("295109912611193 12 rue des Lilas", NIR, "295109912611193"),
        ("allocataire n° 1234567 K", CAF, "1234567 K"),
        ("dossier 1234567 à la CAF", CAF, "1234567"),
        ("récépissé de demande 75B1234567", TITRE, "75B1234567"),
        ("allocataire n° 12345\n67, hier", CAF, "12345\n67"),
        ("FR76 3000 6000 0112 3456 7890 189 12 rue", Espece.COMPTE, "FR76 3000 6000 0112 3456 7890 189"),
        ("deux cent euros, CAF n° un deux trois quatre cinq six sept.", CAF, "un deux trois quatre cinq six sept"),
    ],
)
def test_an_identifier_is_found_where_it_stands(texte: str, genre: Espece, numero: str) -> None:
    assert found(texte) == [(genre, numero)]


@chaque("texte", ["55210055400013", "552100554"])
def test_a_siren_or_a_siret_with_its_key_is_a_body_and_without_is_a_bare_number(texte: str) -> None:
    assert kinds(texte) == []
    assert kinds(f"{texte[:-1]}{(int(texte[-1]) + 1) % 10}") == [NU]


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
    assert repr(find_identifiants("CAF 1234567")) == repr((ZoneLue(4, 11, CAF),))


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
    # Without a key, nor a space, nor a word, « 2024-03… » is a reference that begins with its month.
    assume(cle or separateur or not re.match("20[0-3][0-9](?:0[1-9]|1[0-2])", nir))
    parties = [nir[:1], nir[1:3], nir[3:5], nir[5:7], nir[7:10], nir[10:13], *([nir[13:]] if cle else [])]
    ecrit = separateur.join(parties)
    avant, apres = autour
    assert found(f"{avant}{ecrit}{apres}") == [(NIR, ecrit)]


@given(nir=nirs(), faute=st.integers(1, 96))
def test_a_nir_with_a_wrong_key_is_somebodys_all_the_same(nir: str, faute: int) -> None:
    cle = (int(nir[13:]) - 1 + faute) % 97 + 1
    assert NIR in kinds(f"sécu {nir[:13]}{cle:02}")


@given(st.data())
def test_a_nir_cut_and_separated_at_random_with_its_key_is_found(data: st.DataObject) -> None:
    nir = data.draw(nirs())
    separateurs = data.draw(
        st.lists(st.sampled_from(["", "", "", " ", ".", "\u00a0", "-", "\n", "/"]), min_size=15, max_size=15)
    )
    assert NIR in kinds("Sécu : " + "".join(map("".join, zip(nir, separateurs, strict=True))) + " merci")


@given(st.text(st.sampled_from("0123456789 .-/AB,;\nCAFéetirdsjou'n°\u00a0"), max_size=60))
def test_what_is_found_stands_in_the_text_in_order_and_apart(texte: str) -> None:
    fin = 0
    for trouve in find_identifiants(texte):
        assert fin <= trouve.debut < trouve.fin <= len(texte)
        assert len(re.sub("[^0-9]", "", texte[trouve.debut : trouve.fin])) >= 6
        fin = trouve.fin


@given(st.integers(1, 7), st.lists(st.integers(0, 99), min_size=4, max_size=4), st.sampled_from([" ", ".", "", "-", "\u00a0"]))
def test_no_telephone_is_a_number(debut: int, paires: list[int], separateur: str) -> None:
    numero = separateur.join([f"0{debut}", *(f"{paire:02}" for paire in paires)])
    assert not any(kinds(ici) for ici in (f"Appelez-moi au {numero} le matin", f"{numero}\n{numero}"))


@given(
    st.lists(st.sampled_from("abcdefghij éà,.'"), max_size=80).map("".join),
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
)
def test_a_sentence_with_a_date_holds_no_number(texte: str, jour: dt.date) -> None:
    assert not any(kinds(ici) for ici in (f"{texte} le {jour:%d/%m/%Y} {texte}", f"{texte} {jour:%d %m %Y}"))


def test_what_is_looked_at_around_cut_numbers_grows_with_the_text_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    vus: list[int] = []

    class Counted:
        def search(self, ligne: str) -> bool:
            vus.append(len(ligne))
            return False

    monkeypatch.setattr(identifiants, "_NUMERO", Counted())
    totaux = []
    for combien in (50, 100, 200):
        vus.clear()
        assert kinds("caf 123\n4567 " * combien) == [CAF] * combien
        totaux.append(sum(vus))
    assert totaux[2] <= 3 * totaux[1] <= 9 * totaux[0], totaux
