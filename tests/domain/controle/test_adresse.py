"""A protected address: found however it is written, wherever it stands; and nothing else taken for it."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Partie, Poids
from droits_usagers.domain.personnes.organismes import Copie, Organisme
from droits_usagers.domain.personnes.personnes import ReponseA
from tests.controle import cases, look_at, passage

CHEZ_ELLE = ("Chez Mme Haddad", "Résidence Les Acacias, Bât. B, appt 12", "12 bis rue des Œillets", "93100 Montreuil")
CADRE = Cadre(adresses_protegees=(CHEZ_ELLE,))
ADRESSE, VILLE = ("adresse_protegee", "adresse"), ("adresse_protegee", "ville")


@pytest.fixture(scope="module")
def reference(catalogue: Catalogue) -> Reference:
    return catalogue.controle


def said(reference: Reference, texte: str, cadre: Cadre = CADRE, partie: Partie = Partie.CORPS) -> list[tuple[str, str]]:
    return [dit for dit in cases(look_at(reference, passage(texte, partie), cadre=cadre)) if dit[0] == "adresse_protegee"]


@pytest.mark.parametrize(
    "texte",
    [
        "J'habite 12 bis rue des Œillets.",
        "12bis, r. des oeillets",
        "12 BIS RUE DES ŒILLETS",
        "1 2 b i s  r u e d e s O e i l l e t s",
        "12 bis rue des Œil-\nlets",
        "je dors rue des Œillets",
        "r. des Œillets",
        "courrier-12-bis-rue-des-oeillets.pdf",
        "12_bis_rue_des_oeillets",
        "12bisruedesoeillets93100montreuil",
        "１２ bis rue des Œillets",
        "rue Œillets",
        "RUE\nDES  ŒILLETS",
        "12 b r des Œillets",
        "Résidence les acacias",
        "res. Les Acacias",
        "93100 MONTREUIL",
        "93 100 Montreuil",
        "Montreuil (93100)",
        "chez madame Haddad",
        "ru\u00ade des Œil\u200blets",
        "rue\u00a0des\u202fŒillets",
    ],
)
def test_the_address_is_found_however_it_is_written(reference: Reference, texte: str) -> None:
    assert said(reference, texte) == [ADRESSE]


@pytest.mark.parametrize(
    "texte",
    [
        "sur des œillets",
        "Bâtiment B",
        "appartement 12",
        "Mme Haddad me reçoit",
        "la rue est longue",
        "je vis à Montreuil",
        "les acacias fleurissent",
        "12 bis",
        "pour des œillets",
        "chez ma mère",
        "dans une résidence",
        "12 rue des Lilas",
        "93200 Saint-Denis",
    ],
)
def test_ordinary_words_are_not_an_address(reference: Reference, texte: str) -> None:
    assert said(reference, texte) == []


@pytest.mark.parametrize(
    ("adresse", "texte"),
    [
        (("15, place de la Mairie Appt 3", "St-Denis 93200"), "15 pl. de la mairie"),
        (("15, place de la Mairie Appt 3", "St-Denis 93200"), "Saint Denis 93200"),
        (("4 boulevard Victor Hugo",), "4 bd V. Hugo"),
        (("4 boulevard Victor Hugo",), "boulevard Hugo"),
        (("4 bd V. Hugo",), "4 boulevard V. Hugo"),
        (("23 rue du 8 Mai 1945",), "23 rue du 8-mai-1945"),
        (("Le Bourg", "29000 Plouville"), "Le Bourg\n29000 Plouville"),
        (("Kergoat", "29000 Plouville"), "la maison de Kergoat"),
        (("1 av. du Gal de Gaulle",), "1 avenue du Général de Gaulle"),
        (("3 rue A",), "au 3, rue A"),
    ],
)
def test_abbreviations_are_read_both_ways(reference: Reference, adresse: tuple[str, ...], texte: str) -> None:
    assert ADRESSE in said(reference, texte, Cadre(adresses_protegees=(adresse,)))


@pytest.mark.parametrize(
    ("adresse", "texte"),
    [
        (("Le Bourg", "29000 Plouville"), "le bourg est loin"),
        (("3 rue A",), "dans la rue a lieu une fête"),
        (("23 rue du 8 Mai 1945",), "le 8 mai 1945"),
        (("4 boulevard Victor Hugo",), "Victor Hugo l'a écrit, 4 fois"),
        (("Bâtiment A", "12 cours de la Marne"), "au cours de la matinée, bâtiment A"),
    ],
)
def test_what_is_common_in_an_address_says_nothing_alone(reference: Reference, adresse: tuple[str, ...], texte: str) -> None:
    assert said(reference, texte, Cadre(adresses_protegees=(adresse,))) == []


def test_a_postcode_and_its_town_pass_where_those_who_answer_or_are_written_to_have_them(reference: Reference) -> None:
    ici = ("1 rue du Bac", "93100 Montreuil")
    for cadre in (
        Cadre(adresses_protegees=(CHEZ_ELLE,), reponse_a=ReponseA("Me Roy", ici)),
        Cadre(adresses_protegees=(CHEZ_ELLE,), organisme=Organisme("CAF", adresse=ici)),
        Cadre(adresses_protegees=(CHEZ_ELLE,), copies=(Copie("Le délégué", ici),)),
    ):
        assert said(reference, "93100 Montreuil", cadre) == []
        assert said(reference, "Montreuil, le 3 mars 2026", cadre, Partie.LIEU_DATE) == []
        assert said(reference, "12 bis rue des Œillets", cadre) == [ADRESSE]


def test_the_street_of_the_service_passes_but_for_the_number(reference: Reference) -> None:
    cadre = Cadre(adresses_protegees=(CHEZ_ELLE,), organisme=Organisme("CAF", adresse=("40 rue des Œillets", "93000 Bobigny")))

    assert said(reference, "40 rue des Œillets", cadre, Partie.DESTINATAIRE) == []
    assert said(reference, "12 bis rue des Œillets", cadre) == [ADRESSE]


def test_the_town_where_a_letter_is_written_is_led_to_its_field(reference: Reference) -> None:
    alerte = look_at(reference, passage("Montreuil, le 3 mars", Partie.LIEU_DATE), cadre=CADRE)[0]

    assert (alerte.cas, alerte.poids, alerte.champ) == ("ville", Poids.ARRET, "lieu")


def test_the_answer_that_says_it_is_named(reference: Reference) -> None:
    cadre = Cadre(
        adresses_protegees=(CHEZ_ELLE,), saisies={"motif": "rien", "fait_violences": "il sait que je vis rue des Œillets"}
    )
    (alerte,) = look_at(reference, "il sait que je vis rue des Œillets", cadre=cadre)

    assert alerte.champ == "fait_violences"


@pytest.mark.parametrize(
    ("tu", "texte", "trouve"),
    [
        ("Lou", "Lou viendra", True),
        ("Lou", "LOU.", True),
        ("Lou", "le loup", False),
        ("Lou", "un loup-garou", False),
        ("Collège Jean Moulin", "au college Jean-MOULIN", True),
        ("Collège Jean Moulin", "un moulin", False),
        ("Mme Nour Haddad", "Haddad Nour", True),
        ("le", "le jour", False),
        ("12 rue Basse", "12, r. Basse", True),
    ],
)
def test_a_name_or_a_place_not_to_be_said_is_found_in_whole_words(
    reference: Reference, tu: str, texte: str, *, trouve: bool
) -> None:
    assert said(reference, texte, Cadre(a_taire=(tu,))) == ([("adresse_protegee", "a_taire")] if trouve else [])


def test_nothing_of_what_was_found_is_in_the_alert(reference: Reference) -> None:
    assert "illets" not in repr(look_at(reference, "12 bis rue des Œillets", cadre=CADRE))


PARTIES = st.sampled_from([partie for partie in Partie if partie is not Partie.LIEU_DATE])
NOMS = st.sampled_from(
    ["des Œillets", "Émile Zola", "du Général Leclerc", "Saint-Étienne", "de l'Abbé-Grégoire", "Ménilmontant"]
)
VOIES = st.sampled_from(
    [("rue", "r."), ("avenue", "av"), ("boulevard", "Bd"), ("place", "pl."), ("impasse", "imp"), ("chemin", "ch.")]
)


@given(
    numero=st.integers(1, 999),
    bis=st.sampled_from(["", " bis", " ter"]),
    voie=VOIES,
    nom=NOMS,
    partie=PARTIES,
    ecrire=st.lists(
        st.sampled_from(
            [
                str.upper,
                str.casefold,
                lambda t: t.replace(" ", "\u00a0"),
                lambda t: t.replace(" ", "_"),
                lambda t: t.replace(" ", "-"),
                lambda t: t.replace(" ", "\n", 2),
                lambda t: unicodedata.normalize("NFD", t),
                lambda t: t.replace(" bis", "bis"),
                lambda t: t.replace("Saint-", "St "),
                lambda t: t.replace("Général", "Gal"),
                lambda t: t.replace("'", "’"),
                lambda t: t.replace(" ", "  "),
                lambda t: t.replace("Œ", "OE").replace("É", "E"),
                lambda t: t.replace(" ", ", ", 1),
            ]
        ),
        max_size=4,
    ),
    court=st.booleans(),
    avant=st.sampled_from(["", "J'habite au ", "chez moi,\n", "(", "lettre-"]),
    apres=st.sampled_from(["", ".", ", 2e étage", ".docx"]),
)
def test_an_address_rewritten_at_random_is_always_found(reference: Reference, *, court: bool, **ecrit: object) -> None:
    voie, partie = ecrit["voie"], ecrit["partie"]
    assert isinstance(voie, tuple)
    assert isinstance(partie, Partie)
    assert isinstance(ecrit["ecrire"], list)
    cadre = Cadre(adresses_protegees=((f"{ecrit['numero']}{ecrit['bis']} {voie[0]} {ecrit['nom']}", "93999 Brume"),))
    texte = f"{ecrit['numero']}{ecrit['bis']} {voie[court]} {ecrit['nom']}"
    for change in ecrit["ecrire"]:
        texte = change(texte)

    assert ADRESSE in said(reference, f"{ecrit['avant']}{texte}{ecrit['apres']}", cadre, partie)


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz éèàç',.\n 0123456789"), max_size=200))
def test_any_other_text_is_never_taken_for_an_address(reference: Reference, texte: str) -> None:
    assert said(reference, texte) == []


@pytest.mark.parametrize(
    ("lignes", "texte"),
    [
        (("Lieu-dit Le Mas Vieux", "30170 Monoblet"), "elle est au mas vieux"),
        (("Chez Mme Bonnefoy", "30170 Monoblet"), "hébergée par Bonnefoy"),
        (("Chez Mme Bonnefoy", "30170 Monoblet"), "chez les Bonnefoy"),
        (("Résidence Les Cèdres bleus", "31000 Toulouse"), "aux Cèdres-Bleus"),
        (("Cité du Haut-du-Lièvre", "54000 Nancy"), "je vis au Haut du Lièvre"),
        (("Tour Keller 2", "54000 Nancy"), "la tour Keller"),
        (("Camping Les Flots, emplacement 42", "34300 Agde"), "au camping des Flots"),
        (("Foyer Ti an Oll", "33400 Talence"), "le foyer Ti an Oll"),
        (("5 rue Zola", "69000 Lyon"), "5 rue Émile Zola"),
        (("2 rue A. France", "59000 Lille"), "2 rue Anatole France"),
        (("N°18, allée Van Gogh", "80000 Amiens"), "18 al. Vincent Van Gogh"),
        (("14 rue du 8 Mai 1945", "59000 Lille"), "14 rue du 8 mai"),
        (("14 rue du 8 Mai 1945", "59000 Lille"), "14, r. du 8 mai 45"),
        (("12 rue des Lilas", "59000 Lille"), "LILAS (RUE DES)"),
    ],
)
def test_a_place_is_found_as_people_call_it(reference: Reference, lignes: tuple[str, ...], texte: str) -> None:
    assert said(reference, texte, Cadre(adresses_protegees=(lignes,))) == [ADRESSE]


@pytest.mark.parametrize(
    ("lignes", "texte"),
    [
        (("Résidence du Parc", "45000 Orléans"), "le parc de la mairie"),
        (("Foyer de jeunes travailleurs", "69007 Lyon"), "le suivi des jeunes travailleurs"),
        (("Centre d'hébergement d'urgence", "69007 Lyon"), "j'ai demandé un hébergement d'urgence"),
        (("CHRS La Source", "37000 Tours"), "la source de l'information"),
        (("chez Mme Martin", "69001 Lyon"), "Mme Martin m'a reçue chez mon médecin"),
        (("14 rue du 8 Mai 1945", "59000 Lille"), "le 8 mai 2024, j'ai écrit"),
        (("20 rue Hugo", "69002 Lyon"), "le 20 de la rue Jean Moulin"),
    ],
)
def test_what_only_resembles_a_place_leaves(reference: Reference, lignes: tuple[str, ...], texte: str) -> None:
    assert not said(reference, texte, Cadre(adresses_protegees=(lignes,)))


def test_a_copy_a_name_and_a_service_say_a_home_as_well_as_the_rest(reference: Reference) -> None:
    chez_elle = "12 bis, r. des Œillets"
    for cadre in (
        Cadre(adresses_protegees=(CHEZ_ELLE,), copies=(Copie("Mme X", (chez_elle, "93100 Montreuil")),)),
        Cadre(adresses_protegees=(CHEZ_ELLE,), organisme=Organisme(f"Foyer du {chez_elle}")),
        Cadre(adresses_protegees=(CHEZ_ELLE,), organisme=Organisme("CAF", service=f"Antenne, {chez_elle}")),
    ):
        assert said(reference, chez_elle, cadre, Partie.COPIES) == [ADRESSE]
    voisine = Cadre(adresses_protegees=(CHEZ_ELLE,), copies=(Copie("La voisine, rue des Œillets"),))
    assert said(reference, "La voisine, rue des Œillets", voisine, Partie.COPIES) == [ADRESSE]


def test_who_lives_where_the_body_is_writes_there(reference: Reference) -> None:
    cadre = Cadre(adresses_protegees=(CHEZ_ELLE,), organisme=Organisme("Résidence Les Acacias", adresse=CHEZ_ELLE[1:]))
    assert said(reference, "12 bis rue des Œillets, 93100 Montreuil", cadre, Partie.DESTINATAIRE) == []


@pytest.mark.parametrize("texte", ["au foyer des tilleuls", "le foyer Tilleuls", "FOYER LES TILLEULS"])
def test_a_name_that_must_not_be_said_is_found_with_other_little_words(reference: Reference, texte: str) -> None:
    assert said(reference, texte, Cadre(a_taire=("Foyer Les Tilleuls",))) == [("adresse_protegee", "a_taire")]


BRIZAC = "18000 Brizac"


@pytest.mark.parametrize(
    ("adresse", "texte"),
    [
        (("12 rue Foy", BRIZAC), "elle vit rue Foy"),
        (("12 rue Ax", BRIZAC), "elle vit 12 rue Ax"),
        (("Elms", BRIZAC), "elle vit aux Elms"),
        (("Chez Bo", BRIZAC), "chez Bo"),
        (("12 rue Jean Foys", BRIZAC), "rue Foys"),
        (("12 rue du 8 mai 1945", BRIZAC), "rue du 8 mai"),
        (("12 bis rue Foy", BRIZAC), "12 rue Foy"),
    ],
)
def test_a_short_name_is_found_as_long_as_it_says_where(reference: Reference, adresse: tuple[str, ...], texte: str) -> None:
    assert said(reference, texte, Cadre(adresses_protegees=(adresse,))) == [ADRESSE]


@pytest.mark.parametrize(
    ("adresse", "texte"),
    [
        # Two letters of a street, three of a place, or of a last word, may be anything.
        (("12 rue Ax", BRIZAC), "elle vit rue Ax"),
        (("Elm", BRIZAC), "elle vit aux Elm"),
        (("12 rue Jean Foy", BRIZAC), "rue Foy"),
    ],
)
def test_a_name_too_short_says_nothing_alone(reference: Reference, adresse: tuple[str, ...], texte: str) -> None:
    assert said(reference, texte, Cadre(adresses_protegees=(adresse,))) == []


@pytest.mark.parametrize(
    ("nom", "texte"),
    [("12 rue Foy", "au 12 rue Foy"), ("Foyer Foy\nrue des Iris", "Foyer Foy, rue des Iris"), ("Awa Diallo", "Diallo Awa")],
)
def test_what_must_not_be_said_is_a_name_or_an_address(reference: Reference, nom: str, texte: str) -> None:
    assert said(reference, texte, Cadre(a_taire=(nom,)))


@pytest.mark.parametrize(("adresse", "texte"), [(("bâtiment 3",), "au bâtiment 3 de la préfecture"), (("12", "3"), "le 12 3")])
def test_what_every_address_has_says_of_nobody_where_she_lives(
    reference: Reference, adresse: tuple[str, ...], texte: str
) -> None:
    assert said(reference, texte, Cadre(adresses_protegees=(adresse,))) == []


MAISON = ("EHPAD Les Glycines", "17 rue Lamoricière", "56000 Vannes")
MAISON_ECRITE = "EHPAD Les Glycines 17 rue Lamoricière 56000 Vannes"


@pytest.mark.parametrize("sienne", [True, False])
def test_anyone_writes_to_the_home_where_someone_protected_lives(reference: Reference, *, sienne: bool) -> None:
    maison = Organisme(MAISON[0], adresse=MAISON[1:])
    cadre = Cadre(adresses_protegees=(MAISON,)) if sienne else Cadre(adresses_d_office=(MAISON,))
    assert said(reference, MAISON_ECRITE, replace(cadre, organisme=maison), Partie.DESTINATAIRE) == []
    assert said(reference, MAISON_ECRITE, replace(cadre, organisme=Organisme("CAF")), Partie.CORPS) != []
    # What a body is called does not say its street.
    nomme = Organisme("EHPAD Les Glycines, 17 rue Lamoricière", adresse=MAISON[2:])
    assert said(reference, MAISON_ECRITE, replace(cadre, organisme=nomme), Partie.DESTINATAIRE) != []


def test_a_copy_goes_to_that_home_and_to_nobody_in_it(reference: Reference) -> None:
    for adresse in (MAISON, ("CHRS La Traverse", *MAISON[1:])):
        cadre = Cadre(adresses_d_office=(adresse,), copies=(Copie(adresse[0], adresse[1:]),))
        assert said(reference, " ".join(adresse), cadre, Partie.COPIES) == []
        chez_elle = replace(cadre, copies=(Copie("Mme Roy", adresse),))
        assert said(reference, f"Mme Roy {' '.join(adresse)}", chez_elle, Partie.COPIES) != []
