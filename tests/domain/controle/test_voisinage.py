"""The rare words of a held street and its number, near each other: held; what only resembles leaves."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.personnes.personnes import Personne
from tests.controle import cases, look_at, passage

VIGNES = ("27 chemin des Vignes", "38300 Bourgoin")


def is_held(catalogue: Catalogue, adresse: tuple[str, ...], texte: str) -> bool:
    return bool(cases(look_at(catalogue.controle, texte, cadre=Cadre(adresses_tenues=(adresse,)))))


@pytest.mark.parametrize(
    "texte",
    [
        "27-29 chemin des Vignes",
        "la cour du 25-31 chemin des Vignes",
        "entrées 25 et 27 chemin des Vignes",
        "25 à 29, chemin des Vignes",
        "au 27 du chemin des Vignes",
        "chemin des Vignes 27",
        "27 ch. des Vignes",
        "vingt-sept chemin des Vignes",
        "chemin des Vignes, n° 27",
        "chemin des Vignes (au numéro vingt-sept)",
        "27 ter chemin des Vignes",
        "27 rue des Vignes",
        "27, drève des Vignes",
        "27, appt 3, chemin de la Vigne",
        "27 chemin des Vihnes",
        "27 chemin des Vi-\ngnes",
        "27chemindesvignes",
        "2 7 c h e m i n d e s v i g n e s",
        "VIGNES (CHEMIN DES) 27",
        "au 27, sur le chemin qui s'appelle des Vignes",
        "XXVII chemin des Vignes",
        "le vingt-septième du chemin des Vignes",
        "chemin des Vignes, bâtiment B, escalier 2, numéro 27",
        "entre le 26 et le 28 chemin des Vignes",
    ],
)
def test_a_held_street_is_found_beside_its_number(catalogue: Catalogue, texte: str) -> None:
    assert is_held(catalogue, VIGNES, texte)


@pytest.mark.parametrize(
    "texte",
    [
        "127 chemin des Vignes",
        "Appt 18, 31 chemin des Vignes",
        "Bât. C appt 27, 29 chemin des Vignes",
        "porte 25, 33 chemin des Vignes",
        "la case (3), 29 chemin des Vignes",
        "Gîte 20, 31 chemin des Vignes",
        "21 et 31 chemin des Vignes",
        "le rendez-vous du 27 juillet, chemin des Vignes",
        "entre le 25 et le 29 août, chemin des Vignes",
        "3 chemin des Vignes, appt 27",
        "le 27 mars 2024, j'ai écrit au 3 chemin des Vignes",
        "chemin des Vignes. Le 27 mars 2024",
        "27 lignes du chemin de fer",
        "27 pages sur les vignes",
        "un chemin, des vignes, 27000 Évreux",
        "le 27 de la rue Jean Moulin",
    ],
)
def test_another_number_a_day_or_other_words_leave(catalogue: Catalogue, texte: str) -> None:
    assert not is_held(catalogue, VIGNES, texte)


@pytest.mark.parametrize(
    ("adresse", "texte"),
    [
        (("chemin des Vignes, n° 27", "38300 Bourgoin"), "27 chemin des Vignes"),
        (("27-31 chemin des Vignes",), "29 chemin des Vignes"),
        (("118 avenue du Général de Gaulle",), "118 rue Degaulle"),
        (("43 rue du Faubourg Saint-Antoine",), "43 rueduFaubourgSaintAntoine"),
        (("43 rue du Faubourg Saint-Antoine",), "au quarante-trois du fg St Antoine"),
        (("14 rue du 8 Mai 1945",), "rue du huit mai 1945, 14"),
        (("5 rue des Quatre-Vents",), "cinq, rue des 4 vents"),
        (("27 ter chemin du Moulin à Papier",), "27 ter chemin du Moulin"),
        (("27 ter chemin du Moulin à Papier",), "chemin du moulin à papier, c'est la maison du 27ter"),
        (("12 Le Bourg", "23400 Bourganeuf"), "la visite au 12 Le Bourg"),
        (("12 Le Bourg", "23400 Bourganeuf"), "au Bourg, numéro 12"),
        (("25 Bourg", "29140 Melgven"), "25, le bourg"),
        (("3 le Village", "07000 Privas"), "trois, le Village"),
        (("3 la Cité", "62300 Lens"), "3 la Cité"),
        (("14 B le Hameau", "80000 Amiens"), "14b, hameau"),
        (("9 l'Église", "50000 Saint-Lô"), "9 l'Eglise"),
        (("3 Ferme", "02000 Laon"), "3, la ferme"),
        (("Appt 3 12 Le Bourg", "23400 Bourganeuf"), "12, le Bourg"),
        (("Le Bourg", "23400 Bourganeuf"), "le bourg de Bourganeuf"),
        (("Bâtiment C, appt 12", "59100 Roubaix"), "bât. C, appartement 12"),
        (("Étage 3, 12", "75011 Paris"), "étage 3, 12"),
        (("BP 44", "29120 Pont-l'Abbé"), "BP 44 à Pont-l'Abbé"),
        (("Ferme du Kerlosquet", "29140 Melgven"), "à Kerlosquet"),
        (("Ferme du Kerlosquet", "29140 Melgven"), "Ker Losket"),
        (("Tour Keller, appt 114", "95200 Sarcelles"), "tour Keller, appt 114"),
        (("Camping Les Pins, emplacement 44", "83980 Le Lavandou"), "au camping Les Pins"),
        (("Camping Les Pins, emplacement 44", "83980 Le Lavandou"), "emplacement 44 du camping"),
        (("Résidence Les Lilas bât C appt 12", "69120 Vaulx-en-Velin"), "aux Lilas, bâtiment C"),
        (("Appt 12 Résidence Les Hortensias", "bâtiment C", "69120 Vaulx-en-Velin"), "résidance les ortensias"),
        (("lieu-dit Le Bois Joli", "24300 Nontron"), "au Bois Joli"),
        (("caravane derrière le stade", "29000 Quimper"), "la caravane derrière le stade"),
        (("chez Mme Cornec", "5 quai Nord", "29120 Pont-l'Abbé"), "chez les Cornec"),
        (("chez Mme Cornec", "5 quai Nord", "29120 Pont-l'Abbé"), "accueillie par la famille Cornec"),
        (("chez Mme Cornec", "5 quai Nord", "29120 Pont-l'Abbé"), "mère logée par les Cornnec"),
        (("route de Quimper", "29120 Plomeur"), "route de Quimper à Plomeur"),
        (("Kergoat", "29000 Plouville"), "au lieu-dit Kergoatt, en Plouville"),
        (("Résidence Les Acacias, Bât. B", "93100 Montreuil"), "Les Acacias, 93 100 Montreuil"),
    ],
)
def test_it_is_however_the_held_one_was_written(catalogue: Catalogue, adresse: tuple[str, ...], texte: str) -> None:
    assert is_held(catalogue, adresse, texte)


@pytest.mark.parametrize(
    ("adresse", "texte"),
    [
        (("12 Le Bourg", "23400 Bourganeuf"), "le bourg, le 12 mars"),
        (("3 la Cité", "62300 Lens"), "la cité"),
        (
            ("chez Mme Cornec", "5 quai Nord", "29120 Pont-l'Abbé"),
            "accueillie par l'équipe sociale du secteur, où Mme Cornec est venue",
        ),
        (("chez Mme Cornec", "5 quai Nord", "29120 Pont-l'Abbé"), "la note de Mme Cornec"),
        (("12 rue", "62300 Lens"), "12 rue Zola"),
        (("Le Bourg", "23400 Bourganeuf"), "le bourg est loin"),
        (("Tour Keller, appt 114", "95200 Sarcelles"), "Mme Keller, appartement 12"),
        (("lieu-dit Le Bois Joli", "24300 Nontron"), "un bois bien joli"),
        (("Camping Les Pins, emplacement 44", "83980 Le Lavandou"), "un camping sous les pins"),
        (("route de Quimper", "29120 Plomeur"), "j'ai pris la route pour Quimper"),
        (("27 ter chemin du Moulin à Papier",), "27 chemin du Moulin Rouge"),
    ],
)
def test_one_ordinary_word_of_a_place_leaves(catalogue: Catalogue, adresse: tuple[str, ...], texte: str) -> None:
    assert not is_held(catalogue, adresse, texte)


#: Houses that have a name and a number.
PREVOTE = ("Ferme de la Prévôté", "47 route de Mussidan", "24400 Bourgnac")
LAVANDIERES = ("Les Lavandières", "5 chemin du Gué", "37530 Cangey")
#: A street whose name few others have.
SAUGRENEE = ("8 venelle Barbotine", "89000 Auxerre")


@pytest.mark.parametrize(
    ("adresse", "texte"),
    [
        (PREVOTE, "Ferme de la Prévôté, 24400 Bourgnac"),
        (PREVOTE, "la visite à la ferme de la Prévôté, à Bourgnac"),
        (("Le Pressoir", "12 rue Haute", "37530 Cangey"), "la visite au Pressoir, à Cangey"),
        (LAVANDIERES, "aux Lavandières (Cangey)"),
        (("Gîte des Trois Frênes", "9 rue du Lavoir", "41120 Ouchamps"), "le gîte des Trois Frênes à Ouchamps"),
        (SAUGRENEE, "la visite venelle Barbotine à Auxerre"),
        (("27 chemin des Vignes", "38300 Bourgoin"), "chez papa, chemin des Vignes à Bourgoin"),
        (("27 chemin des Vignes", "38300 Bourgoin"), "hébergé chez sa tante, 38300 Bourgoin, chemin des Vignes"),
    ],
)
def test_a_house_is_held_by_its_name_and_a_street_by_its_own_beside_its_town(
    catalogue: Catalogue, adresse: tuple[str, ...], texte: str
) -> None:
    assert is_held(catalogue, adresse, texte)


@pytest.mark.parametrize(
    ("adresse", "texte"),
    [
        (PREVOTE, "la ferme, la prévôté de police"),
        (PREVOTE, "Ferme de la Prévôté, 33000 Bordeaux"),
        (("Le Pressoir", "12 rue Haute", "37530 Cangey"), "le pressoir du musée de Tours ; la mairie de Cangey"),
        (("Mme Odile Brassens", "12 rue Haute", "37530 Cangey"), "Mme Odile Brassens, 37530 Cangey"),
        (("Odile Brassens", "12 rue Haute", "37530 Cangey"), "le courrier d'Odile Brassens, Cangey"),
        (("Service social", "12 rue Haute", "37530 Cangey"), "le service social de Cangey"),
        (SAUGRENEE, "9 venelle Barbotine, 89000 Auxerre"),
        (SAUGRENEE, "venelle Barbotine, n° 9, 89000 Auxerre"),
        (SAUGRENEE, "la visite venelle Barbotine"),
        (("27 chemin des Vignes", "38300 Bourgoin"), "l'école du chemin des Vignes à Bourgoin"),
        (("27 chemin des Vignes", "38300 Bourgoin"), "chez papa, 29 chemin des Vignes à Bourgoin"),
    ],
)
def test_its_name_elsewhere_or_another_house_of_that_street_leaves(
    catalogue: Catalogue, adresse: tuple[str, ...], texte: str
) -> None:
    assert not is_held(catalogue, adresse, texte)


@pytest.mark.parametrize(
    ("rue", "texte", "tenue"),
    [
        ("16 rue Rousseau", "16 rue rouso", True),
        ("16 rue de Beauregard", "16 rue de borgard", False),
        ("16 rue de Beaupuy", "16 ru de bopui", True),
        ("16 avenue de l'Hippodrome", "16 avenu de lipodrome", True),
        ("16 rue des Étourneaux", "16 rue des éthourno", True),
        ("16 rue Théophile-Gautier", "16 rue téofil gotié", False),
        ("16 rue Philibert-Delorme", "16 rue filiber delorm", True),
        ("16 rue du Champ", "16 rue du chan", True),
        ("16 rue Foucault", "16 rue fouco", True),
        ("16 traboule des Canuts", "16, traboule des canu", True),
        ("16 rue de la Plaine", "16 rue de la plène", True),
        ("16 rue du Colombier", "16 rue de la Colombe", False),
        ("16 rue de la Mer", "le 16 mai, place de l'église, ma mère", False),
        ("16 rue du Champ", "au 16, il chante dans la rue", False),
        ("16 rue du Champ", "16 cours de chant", False),
        ("16 rue Foucault", "la rue fouco", False),
    ],
)
def test_a_street_beside_its_number_is_held_as_it_is_heard(catalogue: Catalogue, rue: str, texte: str, *, tenue: bool) -> None:
    assert is_held(catalogue, (rue, "69005 Lyon"), texte) is tenue


#: Names that are also those of others.
CURIE = ("14 rue Pierre-Curie", "59100 Roubaix")
FOYER = ("Foyer Olympe-de-Gouges", "33 quai Nord", "29200 Brest")


@pytest.mark.parametrize(
    ("adresse", "texte", "tenue"),
    [
        (CURIE, "14 rue Curie", True),
        (CURIE, "14 rue Curie à Roubaix", True),
        (CURIE, "14 rue Curie Roubaix", True),
        (CURIE, "14 boulevard Pierre-Curie", True),
        (CURIE, "14 rue Curie-Sklodowska", False),
        (FOYER, "à Olympe-de-Gouges", True),
        (FOYER, "la résidence Olympe-de-Gouges", True),
        (FOYER, "le collège Olympe-de-Gouges, à Brest", True),
        (FOYER, "le collège Olympe-de-Gouges", False),
        (("Lieu-dit Trévargan", "29200 Brest"), "la note (lieu-dit Trévarguan)", True),
        (("Résidence Olympe, bât. G", "29200 Brest"), "l'état des lieux Olympe, bâtiment G", True),
        (FOYER, "la crèche Olympe-de-Gouges de Montreuil", False),
        (("Foyer L'Envol", "6 rue Blériot", "29200 Brest"), "réunion Foyer L'Envol", True),
        (("CHRS La Boussole", "6 rue Blériot", "29200 Brest"), "papa hébergé CHRS La Boussole", True),
        (("CHRS La Boussole", "6 rue Blériot", "29200 Brest"), "il a perdu la boussole", False),
        (("EHPAD Les Marronniers", "6 rue Blériot", "29200 Brest"), "séjour EHPAD Les Marronniers", True),
        (("EHPAD Les Marronniers", "6 rue Blériot", "29200 Brest"), "l'école Les Marronniers", False),
        (("ROUX Marion", "6 rue Blériot", "29200 Brest"), "la note de Mme Roux Marion", False),
        (("CCAS", "6 rue Blériot", "29200 Brest"), "le CCAS de Brest", False),
    ],
)
def test_another_that_is_named_so_leaves(catalogue: Catalogue, adresse: tuple[str, ...], texte: str, *, tenue: bool) -> None:
    assert is_held(catalogue, adresse, texte) is tenue


def test_a_number_in_one_row_and_its_street_in_the_next_are_one(catalogue: Catalogue) -> None:
    rangees = (passage("le rapport de la visite au 27"), passage("chemin des Vignes"))
    assert cases(look_at(catalogue.controle, *rangees, cadre=Cadre(adresses_tenues=(VIGNES,))))


@pytest.mark.parametrize(("suite", "tenue"), [("", False), (", à Lille", False), (", à Bourgoin", True), (", 38300", True)])
def test_who_lives_in_that_street_of_another_town_says_it_but_not_beside_the_held_town(
    catalogue: Catalogue, suite: str, *, tenue: bool
) -> None:
    ailleurs = Personne(nom="Roy", adresse=(VIGNES[0], "59000 Lille"))
    cadre = Cadre(adresses_tenues=(VIGNES,), concerne=ailleurs)
    assert bool(cases(look_at(catalogue.controle, f"la visite au 27 chemin des Vignes{suite}", cadre=cadre))) is tenue


def test_a_street_named_as_a_held_residence_leaves(catalogue: Catalogue) -> None:
    assert not is_held(catalogue, ("Résidence Les Acacias", "93100 Montreuil"), "4 rue des Acacias, 93100 Montreuil")
