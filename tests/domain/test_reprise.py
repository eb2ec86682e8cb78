"""Understanding a table: days are read or refused, never guessed; names lose no word; what is remembered comes back."""

import datetime as dt
import json
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from droits_usagers.domain.mots.dates import date_courte, date_longue
from droits_usagers.domain.reprise.champs import CODES, CONSTANTES, PLUSIEURS, ChampReprise
from droits_usagers.domain.reprise.correspondance import (
    CorrespondanceColonnes,
    from_memory,
    guess,
    guess_heading,
    headings,
    imprint,
    meaning,
    signature,
    to_memory,
    values_to_map,
)
from droits_usagers.domain.reprise.jours import (
    Illisible,
    hinted_day,
    is_american,
    is_serial,
    looks_flipped,
    looks_like_a_date,
    read_day,
    read_without_year,
    split_days,
)
from droits_usagers.domain.reprise.lexique import Lexique, key_of, roots, says_yes
from droits_usagers.domain.reprise.noms import SavoirNoms, cut_birth, learn, read_name, ways_of
from droits_usagers.domain.socle.tableaux import shown
from tests.chaque import chaque

LEXIQUE = Lexique(
    {
        "nom": ("nom",),
        "demarche": ("démarche", "type"),
        "envoye": ("envoyé le", "envoi"),
        "canal": ("envoi",),
        "note": ("note", "type"),
    },
    {ChampReprise.DEMARCHE: {"acces": ("accès", "droit accès"), "opposition": ("opposition",)}},
    ("néant",),
    ("pas", "sans"),
)
JOURS = st.dates(dt.date(1990, 1, 1), dt.date(2089, 12, 31))

# ── Days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(JOURS)
def test_a_day_is_read_in_any_way_it_is_written(jour: dt.date) -> None:
    ecrits = (
        *(f"{jour:%d/%m/%Y}", f"{jour.day}/{jour.month}/{jour.year}", f"{jour:%d.%m.%Y}", f"{jour:%d-%m-%Y}", jour.isoformat()),
        *(date_courte(jour), date_longue(jour), date_courte(jour).upper(), f"le {jour:%d/%m/%Y}", f" {jour:%d/%m/%Y} "),
        *(f"{jour:%d/%m/%Y} 14:30", f"{jour:%d/%m/%Y} à 9h", f"{jour.isoformat()}T10:00:00", f"{jour.isoformat()} 00:00:00"),
    )
    assert {read_day(ecrit, american=False) for ecrit in (jour, *ecrits)} == {jour}
    assert all(looks_like_a_date(ecrit) for ecrit in (jour, *ecrits))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2089, 12, 31)))
def test_a_year_in_two_digits_is_of_this_century(jour: dt.date) -> None:
    assert read_day(f"{jour:%d/%m/%y}", american=False) == jour


@given(JOURS)
@example(dt.date(2000, 2, 29))
def test_a_day_without_its_year_is_not_guessed(jour: dt.date) -> None:
    assert read_day(f"{jour:%d/%m}", american=False) is Illisible.SANS_ANNEE


def test_a_day_of_some_years_only_lacks_its_year_in_words_too() -> None:
    assert read_day("29 février", american=False) is Illisible.SANS_ANNEE
    assert read_day("31 février", american=False) is Illisible.PAS_UNE_DATE


@given(JOURS)
def test_where_months_come_first_only_what_reads_one_way_is_read(jour: dt.date) -> None:
    americaine = f"{jour:%m/%d/%Y}"
    assert is_american((americaine, "x", jour)) is (jour.day > 12)
    lu = read_day(americaine, american=True)
    if jour.day > 12:
        assert lu is Illisible.N_EXISTE_PAS
    elif jour.day == jour.month:
        assert lu == jour
    else:
        assert lu is Illisible.DEUX_FACONS


@given(st.text(max_size=20))
def test_any_text_is_a_day_of_our_time_or_a_reason(texte: str) -> None:
    lu = read_day(texte, american=False)
    assert isinstance(lu, Illisible) or dt.date(1990, 1, 1) <= lu <= dt.date(2100, 12, 31)


@pytest.mark.parametrize(
    ("texte", "motif"),
    [
        ("4500", Illisible.NOMBRE), ("99999,5", Illisible.NOMBRE), ("hier", Illisible.PAS_UNE_DATE),
        ("30/02/2026", Illisible.N_EXISTE_PAS), ("1/1/1950", Illisible.AUTRE_SIECLE), ("5 mars", Illisible.SANS_ANNEE),
        ("5/3/2026 puis 6/3/2026", Illisible.PLUSIEURS), ("5/3/2026 et demain", Illisible.PAS_UNE_DATE),
        ("juin 2026", Illisible.SANS_JOUR), ("fin mai 2026", Illisible.SANS_JOUR), ("mi-juin", Illisible.SANS_JOUR),
        ("05/2026", Illisible.SANS_JOUR), ("lundi 27/05/2026", Illisible.AUTRE_JOUR), ("5/3/2026 ?", Illisible.PAS_UNE_DATE),
        ("environ 5 mars 2026", Illisible.PAS_UNE_DATE), ("avant le 5/3/2026", Illisible.PAS_UNE_DATE),
        ("5/O3/2026", Illisible.PAS_UNE_DATE), ("00/00/0000", Illisible.N_EXISTE_PAS),
    ],
)  # fmt: skip
def test_what_is_not_a_day_says_why(texte: str, motif: Illisible) -> None:
    assert read_day(texte, american=False) is motif
    assert looks_like_a_date(texte) is (motif not in {Illisible.NOMBRE, Illisible.PAS_UNE_DATE} or texte[:4] == "5/3/")


@pytest.mark.parametrize(
    ("texte", "depuis_1904", "jour"),
    [
        ("46169", False, (2026, 5, 27)), ("46169,75", False, (2026, 5, 27)), ("44707", True, (2026, 5, 27)),
        ("20260527", False, (2026, 5, 27)), ("27052026", False, (2026, 5, 27)), ("5032026", False, (2026, 3, 5)),
        ("270526", False, (2026, 5, 27)), ("27.05.26", False, (2026, 5, 27)), ("27-mai-26", False, (2026, 5, 27)),
        ("27/mai/2026", False, (2026, 5, 27)), ("1er/06/2026", False, (2026, 6, 1)), ("2026/05/27", False, (2026, 5, 27)),
        ("'27/05/2026", False, (2026, 5, 27)), ("mercredi 27/05/2026.", False, (2026, 5, 27)),
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_ways_of_spreadsheets(*, texte: str, depuis_1904: bool, jour: tuple[int, int, int]) -> None:
    assert read_day(texte, american=False, depuis_1904=depuis_1904) == dt.date(*jour)


@given(JOURS, st.booleans())
def test_a_day_that_stands_as_a_number_is_that_day(jour: dt.date, depuis_1904: bool) -> None:  # noqa: FBT001 - drawn
    nombre = str((jour - dt.date(1899, 12, 30)).days - (1462 if depuis_1904 else 0))
    assert read_day(nombre, american=False, depuis_1904=depuis_1904) == jour
    assert is_serial(nombre)
    # Anything may be a number: a column of them is not one of dates.
    assert not looks_like_a_date(nombre)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("le 27/05", (27, 5, None)), ("27 mai", (27, 5, None)), ("27.05", (27, 5, None)), ("29 février", (29, 2, None)),
        ("lundi 25/05", (25, 5, 0)), ("jeu. 28 mai", (28, 5, 3)), ("30 février", None), ("hier", None),
    ],
)  # fmt: skip
def test_a_day_without_its_year_says_what_it_says(texte: str, attendu: tuple[int, int, int | None] | None) -> None:
    lu = read_without_year(texte)
    assert (None if lu is None else (lu.jour, lu.mois, lu.semaine)) == attendu


def test_the_day_of_the_week_leaves_some_years_only() -> None:
    lundi = read_without_year("lundi 25/05")
    assert lundi is not None
    assert [annee for annee in range(2020, 2027) if lundi.on(annee)] == [2020, 2026]
    bissextile = read_without_year("29/02")
    assert bissextile is not None
    assert bissextile.on(2025) is None


@pytest.mark.parametrize(
    ("texte", "mois"),
    [
        ("juin 2026", True), ("fin mai 26", True), ("mi-juin", True), ("05/2026", True), ("2026-05", True),
        ("13/2026", False), ("27 mai 2026", False), ("jui 2026", False), ("hier", False),
    ],
)  # fmt: skip
def test_a_month_is_told_from_a_day(texte: str, *, mois: bool) -> None:
    assert (read_day(texte, american=False) is Illisible.SANS_JOUR) is mois


def test_a_day_among_other_words_is_only_what_they_may_mean() -> None:
    assert hinted_day("LRAR du 27/05/2026 ?") == dt.date(2026, 5, 27)
    assert [hinted_day(texte) for texte in ("27/05/2026 ou 28/05/2026", "31/02/2026", "hier", dt.date(2026, 5, 27))] == [
        None
    ] * 4


def test_dates_made_with_the_month_first_by_a_spreadsheet_are_told_by_what_it_could_not_make() -> None:
    jours = [dt.date(2026, mois, jour) for mois, jour in ((5, 1), (6, 2), (7, 12), (8, 3))]
    textes = ["27/05/2026", "13/06/2026", "30/07/2026", "21/08/2026"]
    assert looks_flipped([*jours, *textes])
    assert not looks_flipped([*jours, *textes[:3]])
    assert not looks_flipped([*jours, *textes, "3/08/2026"])
    assert not looks_flipped([*jours, dt.date(2026, 5, 13), *textes])


def test_several_days_of_one_cell_are_taken_apart() -> None:
    assert split_days("5/3/2026 ; 6 mars 2026\n7/3/2026 et 8/3/2026") == ("5/3/2026", "6 mars 2026", "7/3/2026", "8/3/2026")


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(
    st.lists(st.sampled_from(["Mme", "DURAND", "Élodie", "de", "D'", "X", "M.", "ŒUVRARD", "Li"]), max_size=5).map(" ".join),
    st.sampled_from([True, False, None]),
)
def test_no_word_of_a_name_is_lost(texte: str, nom_d_abord: bool | None) -> None:  # noqa: FBT001 - drawn
    lu = read_name(texte, SavoirNoms(nom_d_abord), is_title=lambda mot: mot in {"Mme", "M."})
    mots = Counter(f"{lu.civilite} {lu.prenom} {lu.nom}".split())
    assert mots == Counter(texte.split())
    assert not (lu.prenom and not lu.nom)


@chaque(
    ("ecrit", "prenom", "nom", "naissance"),
    [
        ("ALBERT-GUILLOU Denis, née Lebreton", "Denis", "ALBERT-GUILLOU", "Lebreton"),
        ("DURAND Zoé (née MARTIN)", "Zoé", "DURAND", "MARTIN"),
        ("DURAND née MARTIN Élodie", "Élodie", "DURAND", "MARTIN"),
        ("MARTIN Élodie épouse DURAND", "Élodie", "DURAND", "MARTIN"),
        ("MARTIN ép. DURAND Élodie", "Élodie", "DURAND", "MARTIN"),
        ("Élodie MARTIN veuve de la TOUR", "Élodie", "de la TOUR", "MARTIN"),
        ("Berthelot, Éric", "Éric", "Berthelot", ""),
        ("Jean de la TOUR", "Jean", "de la TOUR", ""),
        ("Née Zoé", "", "Née Zoé", ""),
        ("M. et Mme DURAND", "", "M. et Mme DURAND", ""),
    ],
)
def test_a_name_says_of_birth_and_of_marriage_what_it_says(*, ecrit: str, prenom: str, nom: str, naissance: str) -> None:
    lu = read_name(ecrit, SavoirNoms(), is_title={"Mme", "M."}.__contains__)
    assert (lu.prenom, lu.nom, lu.naissance) == (prenom, nom, naissance)


def test_a_title_of_a_form_says_nothing_of_the_person() -> None:
    lu = read_name("Mme/M. BERTHELOT Éric", SavoirNoms(), is_title={"Mme", "M."}.__contains__)
    assert (lu.civilite, lu.prenom, lu.nom) == ("Mme/M.", "Éric", "BERTHELOT")


def test_a_last_name_alone_may_say_a_birth() -> None:
    assert cut_birth("ALBERT née Lebreton") == ("ALBERT", "Lebreton")
    assert cut_birth("Lebreton ép. Albert") == ("Albert", "Lebreton")
    assert cut_birth("Née") == ("Née", "")


def test_a_column_as_a_whole_tells_the_order_of_its_names() -> None:
    def known(*textes: str, dit: bool | None = None) -> SavoirNoms:
        return learn(textes, dit, is_title={"Mme", "M."}.__contains__)

    hauts = [f"NOM{rang} Éric" for rang in "ABCDEF"]
    savoir = known(*hauts, "Éric Berthelot", "Paul Simon")
    assert (savoir.nom_d_abord, savoir.sur) == (True, False)
    # A first name that others bear in capitals tells; else it is only likely, and a person is asked.
    eric = read_name("Éric Berthelot", savoir, is_title={"Mme"}.__contains__)
    assert (eric.prenom, eric.nom, eric.doute) == ("Éric", "Berthelot", False)
    assert read_name("Paul Simon", savoir, is_title={"Mme"}.__contains__).doute
    assert known(*hauts[:3]).nom_d_abord is None
    assert known(*hauts, *(f"Éric NOM{rang}" for rang in "GHIJKL")).nom_d_abord is None
    # First names come again, last names do not.
    prenoms = ("Éric", "Zoé", "Awa")
    assert known(*(f"{prenoms[rang % 3]} Nom{rang}" for rang in range(24))).nom_d_abord is False
    assert known(*(f"Nom{rang} {prenoms[rang % 3]}" for rang in range(24))).nom_d_abord is True
    assert known(*(f"Nom{rang} {prenoms[rang % 3]}" for rang in range(9))).nom_d_abord is None
    assert known("Éric Berthelot", dit=False) == SavoirNoms(nom_d_abord=False)


@given(st.lists(st.sampled_from(["Durand", "Élodie", "de", "Li", "Ben"]), min_size=2, max_size=4, unique=True).map(" ".join))
def test_a_doubtful_name_is_taken_apart_in_other_ways_and_loses_no_word(texte: str) -> None:
    lu = read_name(texte, SavoirNoms(), is_title=lambda _: False)
    facons = ways_of(texte, lu)
    assert lu.doute
    assert facons[0] == lu
    assert len(facons) > 1
    assert {frozenset(f"{facon.prenom} {facon.nom}".split()) for facon in facons} == {frozenset(texte.split())}


# ── Columns ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

_CHAMPS = st.one_of(st.none(), st.sampled_from(ChampReprise))


@given(st.lists(st.tuples(st.integers(0, 5), _CHAMPS), max_size=12))
def test_what_one_column_says_no_other_does(gestes: list[tuple[int, ChampReprise | None]]) -> None:
    dit = CorrespondanceColonnes((None,) * 6)
    for rang, champ in gestes:
        dit = dit.with_column(rang, champ)
        assert dit.colonnes[rang] is champ
    seuls = Counter(champ for champ in dit.colonnes if champ is not None and champ not in PLUSIEURS)
    assert set(seuls.values()) <= {1}


_RETENUES = [champ for champ in CONSTANTES if champ not in {ChampReprise.SERVICE, ChampReprise.AUTEUR, ChampReprise.AFFAIRE}]
_ENTETES = st.lists(st.text("abcdé 12", min_size=1, max_size=6).filter(key_of), max_size=6, unique_by=key_of)


@given(
    _ENTETES,
    st.data(),
    st.dictionaries(st.sampled_from(_RETENUES), st.text(min_size=1, max_size=5)),
    st.dictionaries(st.sampled_from(CODES), st.dictionaries(st.text(max_size=4).map(imprint), st.text(max_size=4))),
)
def test_what_is_remembered_comes_back_for_the_same_headings(
    entetes: list[str], data: st.DataObject, constantes: dict[ChampReprise, str], sens: dict[ChampReprise, dict[str, str]]
) -> None:
    dit = CorrespondanceColonnes((None,) * len(entetes), constantes, sens)
    for rang in range(len(entetes)):
        dit = dit.with_column(rang, data.draw(_CHAMPS))
    memoire = json.loads(json.dumps(to_memory(dit, entetes)))
    assert from_memory(memoire, entetes) == dit
    ordre = data.draw(st.permutations(range(len(entetes))))
    melees = [entetes[rang] for rang in ordre]
    assert signature(melees) == signature(entetes)
    encore = from_memory(memoire, melees)
    assert encore is not None
    assert [encore.colonnes[ordre.index(rang)] for rang in range(len(entetes))] == list(dit.colonnes)


def test_what_is_remembered_of_a_table_names_nobody() -> None:
    """Someone erased is no longer in the coffre: not even among the words of a table taken over long ago."""
    dit = CorrespondanceColonnes((ChampReprise.NOM, ChampReprise.QUALITE))
    for champ in (ChampReprise.AUTEUR, ChampReprise.AFFAIRE, ChampReprise.SERVICE):
        dit = dit.with_constant(champ, "Suite de Zéphyrine")
    dit = dit.with_meaning(ChampReprise.QUALITE, "fille de Zéphyrine", "mandataire")

    memoire = json.loads(json.dumps(to_memory(dit, ["Zéphyrine Roux", "lien"])))

    assert "phyrine" not in json.dumps(memoire)
    encore = from_memory(memoire, ["Zéphyrine Roux", "lien"])
    assert encore is not None
    assert meaning(encore, ChampReprise.QUALITE, "Fille de ZÉPHYRINE", lexique=LEXIQUE) == ("mandataire", True)
    assert encore.constantes == {}


@pytest.mark.parametrize("memoire", [None, [], "x"])
def test_what_another_version_remembered_is_left_alone(memoire: object) -> None:
    assert from_memory(memoire, ["a"]) is None


def test_what_is_no_longer_known_is_dropped() -> None:
    memoire = {
        "colonnes": {imprint("a"): "licorne", imprint("b"): "nom", imprint("c"): "nom"},
        "constantes": {"nom": "X", "organisme": 3},
        "sens": {"nom": {}, "genre": {"mot": "ccas"}, "canal": []},
    }
    assert from_memory(memoire, ["a", "b", "c", ""]) == CorrespondanceColonnes(
        (None, ChampReprise.NOM, None, None), {}, {ChampReprise.GENRE: {}, ChampReprise.CANAL: {}}
    )


def test_the_line_of_headings_is_the_one_that_says_most() -> None:
    rangees = (("Suivi des demandes",), (), ("Nom", "Type", "Envoyé le"), ("Roux", "accès", "1/2/2026"))
    assert guess_heading(rangees, LEXIQUE) == 2
    assert guess_heading((("titre",), ("a", "b"), ("c", "d")), LEXIQUE) == 1
    assert guess_heading((("titre",),), LEXIQUE) == guess_heading((), LEXIQUE) == 0
    assert headings(rangees, 0) == ("Suivi des demandes", "", "")
    assert headings(rangees, 9) == ("", "", "")


def test_dates_tell_apart_two_columns_that_one_word_announces() -> None:
    jours, mots = ("1/2/2026", "néant", "-", "2/2/2026"), ("LRAR", "mail", "", "mail")
    lignes = tuple(zip(jours, mots, strict=True))
    assert guess(("Envoi", "Envoi"), lignes, LEXIQUE).colonnes == (ChampReprise.ENVOYE, ChampReprise.CANAL)
    # A column of words that can only be one of dates is read as one, for its cells to be refused and said.
    assert guess(("Envoyé le",), (("hier",),), LEXIQUE).colonnes == (ChampReprise.ENVOYE,)
    assert guess(("Type", "Type"), (("x", "y"),), LEXIQUE).colonnes == (ChampReprise.DEMARCHE, ChampReprise.NOTE)
    assert guess(("Note",), (("1/2/2026",),), LEXIQUE).colonnes == (None,)


def test_words_to_explain_come_first_each_once() -> None:
    dit = CorrespondanceColonnes((ChampReprise.DEMARCHE, ChampReprise.NOM)).with_meaning(ChampReprise.DEMARCHE, "Tout", "acces")
    lignes = (
        ("accès",),
        ("Accès au dossier", "x"),
        ("accès et opposition",),
        ("tout",),
        ("néant",),
        ("pas d'accès",),
        (),
        ("ACCÈS",),
    )
    lues = [(valeur.texte, valeur.lignes, valeur.code, valeur.sure) for valeur in values_to_map(dit, lignes, LEXIQUE)]
    assert lues == [
        ("accès et opposition", 1, None, True),
        ("pas d'accès", 1, None, True),
        ("Accès au dossier", 1, "acces", False),
        ("accès", 2, "acces", True),
        ("tout", 1, "acces", True),
    ]


def test_a_constant_is_said_and_taken_back() -> None:
    dit = CorrespondanceColonnes((ChampReprise.NOM,)).with_constant(ChampReprise.DEMARCHE, "acces")
    assert (dit.says(ChampReprise.NOM), dit.says(ChampReprise.DEMARCHE)) == (True, True)
    assert not dit.with_constant(ChampReprise.DEMARCHE, "").says(ChampReprise.DEMARCHE)


def test_a_date_is_shown_as_it_is_typed_here() -> None:
    assert (shown(dt.date(2026, 3, 5)), shown("x")) == ("05/03/2026", "x")


@pytest.mark.parametrize(
    "non", ["n", "N", "Non", "0", "faux", "no", "néant", "Aucune", "sans objet", "NC", "n/a", "ras", "-", ""]
)
def test_a_cell_says_no_in_every_way_people_write_it(non: str) -> None:
    assert not says_yes(non)
    assert says_yes(f"{non} oui")


@chaque(
    ("ecrit", "prenom", "nom"),
    [
        ("Élodie DURAND MARTIN", "Élodie", "DURAND MARTIN"),
        ("DURAND MARTIN Élodie", "Élodie", "DURAND MARTIN"),
        ("Marie Élodie DURAND", "Marie Élodie", "DURAND"),
        # One letter is an initial.
        ("É DURAND", "É", "DURAND"),
        # Capitals that do not follow one another, or stand between: for its owner to explain.
        ("DURAND Élodie MARTIN", "", "DURAND Élodie MARTIN"),
        ("Marie DURAND Élodie", "", "Marie DURAND Élodie"),
        ("DURAND ÉLODIE", "", "DURAND ÉLODIE"),
    ],
)
def test_capitals_tell_a_last_name_wherever_it_stands(ecrit: str, prenom: str, nom: str) -> None:
    lu = read_name(ecrit, SavoirNoms(), is_title=lambda _: False)
    assert (lu.civilite, lu.prenom, lu.nom) == ("", prenom, nom)


def test_without_capitals_two_words_are_told_apart_by_the_heading_alone() -> None:
    def read(nom_d_abord: bool | None, texte: str = "Durand Élodie") -> tuple[str, str]:  # noqa: FBT001 - three values
        lu = read_name(texte, SavoirNoms(nom_d_abord), is_title=lambda _: False)
        return lu.prenom, lu.nom

    assert read(nom_d_abord=True) == ("Élodie", "Durand")
    assert read(nom_d_abord=False) == ("Durand", "Élodie")
    assert read(nom_d_abord=None) == ("", "Durand Élodie")
    assert read(nom_d_abord=True, texte="Durand Martin Élodie") == ("", "Durand Martin Élodie")
    assert read(nom_d_abord=True, texte="Durand") == ("", "Durand")


def test_a_title_alone_is_a_name() -> None:
    assert read_name("Mme", SavoirNoms(), is_title="Mme".__eq__).nom == "Mme"
    assert read_name("Mme Durand", SavoirNoms(), is_title="Mme".__eq__).civilite == "Mme"


def test_a_dash_says_nothing_and_a_word_for_nothing_does_but_in_a_name() -> None:
    assert LEXIQUE.says_nothing("-")
    assert LEXIQUE.says_nothing("Néant", ChampReprise.DEMARCHE)
    assert not LEXIQUE.says_nothing("Néant", ChampReprise.NOM)
    assert not LEXIQUE.says_nothing("Néant", ChampReprise.NOTE)
    assert LEXIQUE.says_nothing(" . ", ChampReprise.NOM)


def test_a_number_is_written_in_several_ways() -> None:
    assert {roots(f"{ecrit} de dossier") for ecrit in ("N°", "No", "Num", "Numéro")} == {("numero", "dossier")}


def test_an_imprint_remembered_by_a_former_version_is_still_recognised() -> None:
    assert imprint("Démarche") == imprint("DEMARCHE :") == "7fa0abeb0af6b0b87b50"


@chaque(
    ("ecrit", "nom"),
    [
        ("M. et Mme Dessaint", ("", "", "M. et Mme Dessaint")),
        ("Mr & Mme DIOP", ("", "", "Mr & Mme DIOP")),
        ("famille Dessaint", ("", "", "famille Dessaint")),
        ("consorts LE GOFF", ("", "", "consorts LE GOFF")),
        ("Vve LE GOFF", ("", "", "LE GOFF")),
        ("Mme Vve DIOP Awa", ("Mme", "Awa", "DIOP")),
        ("F. CARON", ("", "F.", "CARON")),
        ("Mme Familia DIOP", ("Mme", "Familia", "DIOP")),
    ],
)
def test_several_people_are_not_one_and_an_initial_is_no_title(*, ecrit: str, nom: tuple[str, str, str]) -> None:
    lu = read_name(ecrit, SavoirNoms(), is_title={"Mme", "M.", "Mr"}.__contains__)
    assert (lu.civilite, lu.prenom, lu.nom) == nom
    # Of two words in capitals, nothing tells which is which.
    assert lu.doute is (ecrit == "Vve LE GOFF")
