"""Lists people paste: who each line names, and why a line is left out."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Civilite, Personne
from droits_usagers.exchange.tableaux import read_colle
from droits_usagers.exchange.texte_tableau import read_lignes
from droits_usagers.services.annuaire.lecture import towns
from droits_usagers.services.serie.lecture import OrdreNoms, Raison, as_lines
from droits_usagers.services.serie.noms import line_of_organisme, line_of_personne, read_organismes, read_personnes
from tests.chaque import chaque

JOUR = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("ligne", "personne"),
    [
        ("Martin Jeanne", Personne(nom="Martin", prenom="Jeanne")),
        # Capitals say which is which, whatever the order.
        ("Jeanne MARTIN", Personne(nom="MARTIN", prenom="Jeanne")),
        ("Anne DE LA TOUR", Personne(nom="DE LA TOUR", prenom="Anne")),
        ("Mme Martin Jeanne", Personne(Civilite.MME, "Jeanne", "Martin")),
        ("M. Diop", Personne(Civilite.M, "", "Diop")),
        ("Bob", Personne(nom="Bob")),
        ("Œuvrard;Élodie", Personne(nom="Œuvrard", prenom="Élodie")),
        ("Mme Œuvrard;Élodie", Personne(Civilite.MME, "Élodie", "Œuvrard")),
        (
            "Petit;Paul;12 rue des Lilas, 93000 Bobigny;1970",
            Personne(nom="Petit", prenom="Paul", naissance=1970, adresse=("12 rue des Lilas", "93000 Bobigny")),
        ),
        # A date of birth is told by what it looks like.
        (
            "Petit\tPaul\t3/2/70\t5 rue Verte\t93000 Bobigny",
            Personne(nom="Petit", prenom="Paul", naissance=dt.date(1970, 2, 3), adresse=("5 rue Verte", "93000 Bobigny")),
        ),
    ],
)
def test_a_line_names_someone(ligne: str, personne: Personne) -> None:
    assert read_personnes(ligne, JOUR).valeurs == (personne,)


@pytest.mark.parametrize(
    ("ligne", "raison"),
    [
        (";;12 rue des Lilas", Raison.SANS_NOM),
        ("12345", Raison.SANS_NOM),
        ("Petit;Paul;;32/13/1970", Raison.NAISSANCE_ILLISIBLE),
        ("Petit;Paul;;3/2/1970;4/2/1970", Raison.CASE_INCOMPRISE),
        ("Petit;Paul;06 12 34 56 78", Raison.CASE_INCOMPRISE),
        ("Petit;Paul;paul@exemple.fr", Raison.CASE_INCOMPRISE),
        ("Petit;Paul;2 69 05 49 588 157 80", Raison.NIR),
        ("Petit " + "x" * 700, Raison.TROP_LONGUE),
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_stops_no_other(ligne: str, raison: Raison) -> None:
    liste = read_personnes(f"Martin Jeanne\n\n{ligne}\nDiop Awa", JOUR)
    assert [(refus.rang, refus.raison) for refus in liste.refus] == [(3, raison)]
    assert [lue.rang for lue in liste.lues] == [1, 4]


def test_someone_said_twice_counts_once_unless_born_otherwise() -> None:
    liste = read_personnes("Martin Jeanne\njeanne MARTIN\nMartin;Jeanne;;1970", JOUR)
    assert [lue.rang for lue in liste.lues] == [1, 3]
    (refus,) = liste.refus
    assert (refus.rang, refus.raison, refus.premiere) == (2, Raison.DEJA_DANS_LA_LISTE, 1)


def test_the_other_order_of_names_is_followed() -> None:
    assert read_personnes("Jeanne Martin", JOUR, OrdreNoms.PRENOM_NOM).valeurs == (Personne(nom="Martin", prenom="Jeanne"),)
    assert read_personnes("Jeanne;Martin", JOUR, OrdreNoms.PRENOM_NOM).valeurs == (Personne(nom="Martin", prenom="Jeanne"),)


def test_a_line_of_headings_gives_the_columns_in_any_order() -> None:
    texte = (
        "Prénom(s);NOM de famille;Date de naissance;Rue;Code postal;Ville;Civilité;Téléphone;Référence\n"
        "Ana;Lopez;3 mars 1970;1 rue Verte;93000;Bobigny;Mme;0612345678;D-12"
    )
    liste = read_personnes(texte, JOUR)
    assert liste.ignorees == ("Téléphone",)
    assert liste.valeurs == (
        Personne(
            Civilite.MME,
            "Ana",
            "Lopez",
            naissance=dt.date(1970, 3, 3),
            reference_dossier="D-12",
            adresse=("1 rue Verte", "93000 Bobigny"),
        ),
    )


@pytest.mark.parametrize(
    ("ligne", "organisme"),
    [
        ("CCAS de Pantin", Organisme("CCAS de Pantin", GenreOrganisme.CCAS)),
        (
            "Caisse d'allocations familiales;;;;75",
            Organisme("Caisse d'allocations familiales", GenreOrganisme.CAF, territoire="75"),
        ),
        ("Foyer des Lilas;;;essms;1", Organisme("Foyer des Lilas", GenreOrganisme.ESSMS, territoire="01")),
        # The département of its postcode, unless another is said.
        (
            "Département;Service social;Hôtel du département, 93006 Bobigny cedex",
            Organisme(
                "Département",
                GenreOrganisme.DEPARTEMENT,
                "Service social",
                ("Hôtel du département", "93006 Bobigny cedex"),
                territoire="93",
            ),
        ),
        ("CARSAT Sud-Est", Organisme("CARSAT Sud-Est", GenreOrganisme.RETRAITE)),
        ("La Poste", Organisme("La Poste", GenreOrganisme.AUTRE)),
        ("CCAS de Pantin;;;;;;", Organisme("CCAS de Pantin", GenreOrganisme.CCAS)),
    ],
)
def test_a_line_names_a_body(ligne: str, organisme: Organisme) -> None:
    assert read_organismes(ligne).valeurs == (organisme,)


@pytest.mark.parametrize(
    ("ligne", "raison"),
    [
        (";Service social", Raison.SANS_NOM),
        ("Foyer;;;machin", Raison.GENRE_INCONNU),
        ("Foyer;;;essms;999", Raison.DEPARTEMENT_INCONNU),
        ("a;b;c;ccas;93;trop", Raison.CASE_INCOMPRISE),
    ],
)
def test_a_body_that_cannot_be_read_says_why(ligne: str, raison: Raison) -> None:
    liste = read_organismes(f"CCAS de Pantin\n{ligne}\nccas DE PANTIN")
    assert [(refus.rang, refus.raison) for refus in liste.refus] == [(2, raison), (3, Raison.DEJA_DANS_LA_LISTE)]


MENTION = "adresse protégée"
#: No capitals: they would say which name is which.
NOMS = st.text("abcéèœçñ’-ıطم", min_size=1, max_size=12).filter(lambda nom: any(map(str.isalpha, nom)))


@given(NOMS, NOMS, st.sampled_from(list(OrdreNoms)), st.none() | st.integers(1900, 2026))
def test_what_is_written_of_someone_reads_back(nom: str, prenom: str, ordre: OrdreNoms, naissance: int | None) -> None:
    personne = Personne(Civilite.MME, prenom, nom, naissance=naissance, adresse=("4 place du Marché", "93000 Bobigny"))
    (lue,) = read_personnes(line_of_personne(personne, ordre, mention=MENTION), JOUR, ordre).valeurs
    attendue = read_personnes(line_of_personne(lue, ordre, mention=MENTION), JOUR, ordre).valeurs[0]
    assert lue == attendue
    assert (lue.naissance, lue.adresse) == (personne.naissance, personne.adresse)


def test_a_list_says_that_an_address_is_protected_and_not_what_it_is(catalogue: Catalogue) -> None:
    cachee = Personne(Civilite.MME, "Élodie", "Œuvrard", adresse=("12 rue des Lilas", "93000 Bobigny"), adresse_protegee=True)
    ligne = line_of_personne(cachee, mention=MENTION)
    assert "Lilas" not in ligne
    assert "Bobigny" not in ligne
    (lue,) = read_personnes(ligne, JOUR, lexique=catalogue.lexique_reprise).valeurs
    assert lue == Personne(Civilite.MME, "Élodie", "Œuvrard", adresse_protegee=True)
    (tapee,) = read_personnes("Œuvrard;Élodie;Adresse protégée;", JOUR, lexique=catalogue.lexique_reprise).valeurs
    assert (tapee.adresse, tapee.adresse_protegee) == ((), True)
    (suivie,) = read_personnes(
        "Œuvrard;Élodie;12 rue des Lilas (adresse protégée);", JOUR, lexique=catalogue.lexique_reprise
    ).valeurs
    assert suivie.adresse_protegee
    assert "prot" not in " ".join(suivie.adresse)
    assert "12 rue des Lilas" in suivie.adresse


LILAS = Personne(None, "Élodie", "Œuvrard", adresse=("12 rue des Lilas",), adresse_protegee=True)


@chaque(
    "texte",
    [
        "Nom;Prénom;Adresse;Adresse protégée\nŒuvrard;Élodie;12 rue des Lilas;oui",
        "Nom\tPrénom\tEn danger\tAdresse\nŒuvrard\tÉlodie\t✓\t12 rue des Lilas",
        "Nom;Prénom;Adresse à ne pas communiquer;Adresse\nŒuvrard;Élodie;adresse confidentielle;12 rue des Lilas",
        "Nom et prénom;Adresse;En danger\nŒuvrard Élodie;12 rue des Lilas;oui",
        "Adhérent;Adresse;Confidentiel\nŒuvrard Élodie;12 rue des Lilas;?",
        "Nom;Prénom;Adresse;Adresse confidentielle;Ordonnance de protection\nŒuvrard;Élodie;12 rue des Lilas;non;oui",
        "Nom;Prénom;Lieu de naissance;Adresse;À protéger\nŒuvrard;Élodie;Pau;12 rue des Lilas;OUI",
        "Liste des adhérentes\nNom;Prénom;Adresse;Violences\nŒuvrard;Élodie;12 rue des Lilas;x",
        "Nom;Prénom;Adresse;Observations\nŒuvrard;Élodie;12 rue des Lilas;Adresse confidentielle (ordonnance du 3 mai)",
        "Nom;Prénom;Adresse\nŒuvrard;Élodie;12 rue des Lilas;ne pas divulguer",
        "Nom;Prénom;Adresse\nŒuvrard;Élodie;12 rue des Lilas\nŒuvrard;Élodie;;adresse protégée",
        "Œuvrard;Élodie;12 rue des Lilas\nŒuvrard;Élodie;12 rue des Lilas;adresse protégée",
        "Œuvrard;Élodie;Adresse confidentielle;12 rue des Lilas",
        "Œuvrard;Élodie;12 rue des Lilas;adresse protégée",
        "Œuvrard Élodie;12 rue des Lilas;adresse protégée",
        "Œuvrard, Élodie, 12 rue des Lilas, adresse protégée",
        "Œuvrard (ne pas divulguer);Élodie;12 rue des Lilas",
        "Œuvrard;Élodie (ne pas communiquer l'adresse);12 rue des Lilas",
        "Œuvrard;Élodie (adr. protégée);12 rue des Lilas",
        "Œuvrard;Élodie;12 rue des Lilas;ADRESSE\u00a0PROTEGEE",
        "Œuvrard;Élodie;12 rue des Lilas;“adrese protegé”",
        "Œuvrard;Élodie;12 rue des Lilas;adresse tenue secrète",
        "Œuvrard;Élodie;12 rue des Lilas (à ne surtout pas communiquer)",
        "Œuvrard;Élodie;12 rue des Lilas;adresse confidentielle : oui",
        "Œuvrard;Élodie;12 rue des Lilas;en danger, ordonnance de protection",
        "Nom;Prénom;Adresse;Qualité;Protégée\nŒuvrard;Élodie;12 rue des Lilas;usager;oui",
        "Nom;Prénom;Adresse 1;Adresse 2;Usager protégé\nŒuvrard;Élodie;12 rue des Lilas;;oui",
        "Nom;Nom d'usage;Prénom;Adresse;N° dossier;Référence;Domicile confidentiel\nŒuvrard;;Élodie;12 rue des Lilas;;;oui",
        "Nom;Prénom;Adresse;Personne en danger\nŒuvrard;Élodie;12 rue des Lilas;oui",
        "Œuvrard;Élodie;12 rue des Lilas;confidentiel",
        "Œuvrard;Élodie;12 rue des Lilas;violences conjugales",
        "Œuvrard;Élodie;12 rue des Lilas;ne jamais communiquer l'adresse",
        "Œuvrard;Élodie;12 rue des Lilas;adresse_protégée",
        "Œuvrard;Élodie;12 rue des Lilas;pro\u00adté\u200bgée",
        "Œuvrard;Élodie;Adresse protégée : 12 rue des Lilas",
        "Œuvrard;Élodie - adresse très confidentielle;12 rue des Lilas",
        "Œuvrard;Élodie;03/05/1980;12 rue des Lilas\nŒuvrard;Élodie;12 rue des Lilas;adresse protégée",
        'Petit;Paul;écran 24"\nŒuvrard;Élodie;12 rue des Lilas;adresse protégée',
        "Œuvrard (en danger [3 mai] adresse protégée);Élodie;12 rue des Lilas",
    ],
)
def test_a_column_or_a_mention_anywhere_on_a_line_protects_an_address(texte: str, catalogue: Catalogue) -> None:
    lues = read_personnes(texte, JOUR, lexique=catalogue.lexique_reprise).valeurs
    assert replace(lues[-1], reference_dossier="") == LILAS
    assert all(lue.adresse_protegee for lue in lues if lue.nom == LILAS.nom)


@pytest.mark.parametrize(
    "dite",
    ["monsieur ne doit pas savoir", "logée clandestinement", "zone rouge", "il rôde", "écrire chez la voisine du 3"],
)
@pytest.mark.parametrize(
    "texte",
    [
        "Œuvrard;Élodie;12 rue des Lilas, {}",
        "Œuvrard;Élodie;12 rue des Lilas {}",
        "Œuvrard;Élodie;12 rue des Lilas;{}",
        "Nom;Prénom;Adresse;Remarques\nŒuvrard;Élodie;12 rue des Lilas;{}",
        "Nom;Prénom;Adresse;Suivi par\nŒuvrard;Élodie;12 rue des Lilas;{}",
    ],
)
def test_what_has_no_place_on_a_line_withholds_its_address(texte: str, dite: str, catalogue: Catalogue) -> None:
    villes = towns(catalogue.resources)
    (lue,) = read_personnes(texte.format(dite), JOUR, lexique=catalogue.lexique_reprise, villes=villes).valeurs
    assert lue.adresse_protegee
    assert dite not in "\n".join((*lue.adresse, lue.nom, lue.prenom))


@pytest.mark.parametrize(
    "texte",
    [
        "Œuvrard;Élodie;12 rue des Lilas;03/05/1980",
        "Œuvrard;Élodie;chez Mme Diallo, 4 place du Marché, 93000 Bobigny",
        "Nom;Prénom;Adresse;Tél;Courriel;Remarques\nŒuvrard;Élodie;12 rue des Lilas;06 39 98 12 34;e.o@exemple.fr;",
    ],
)
def test_ordinary_lines_keep_their_address(texte: str, catalogue: Catalogue) -> None:
    villes = towns(catalogue.resources)
    (lue,) = read_personnes(texte, JOUR, lexique=catalogue.lexique_reprise, villes=villes).valeurs
    assert lue.adresse
    assert not lue.adresse_protegee


@pytest.mark.parametrize("titre", ["Adresse à cacher", "OP", "⛔", "Ne pas contacter", "Courrier au syndicat", "Chez sa tante"])
@pytest.mark.parametrize("coche", ["x", "oui", "✔", "O"])
def test_a_tick_under_a_heading_that_is_not_ours_withholds_the_address(titre: str, coche: str, catalogue: Catalogue) -> None:
    texte = f"Nom;Prénom;Adresse;{titre}\nŒuvrard;Élodie;12 rue des Lilas;{coche}\nPetit;Zoé;3 rue Verte;"
    dite, autre = read_personnes(texte, JOUR, lexique=catalogue.lexique_reprise).valeurs
    assert (dite, autre.adresse_protegee) == (LILAS, False)


@pytest.mark.parametrize("titre", ["Plainte", "Référente", "Téléphone", "Envoyé le"])
@pytest.mark.parametrize(("coche", "tue"), [("x", True), ("✔", True), ("1", False), ("-", False)])
def test_a_tick_says_something_under_a_heading_that_nothing_is_read_of(
    *, titre: str, coche: str, tue: bool, catalogue: Catalogue
) -> None:
    texte = f"Nom;Prénom;Adresse;{titre}\nŒuvrard;Élodie;12 rue des Lilas;{coche}"
    (lue,) = read_personnes(texte, JOUR, lexique=catalogue.lexique_reprise).valeurs
    assert lue.adresse_protegee is tue


@pytest.mark.parametrize("dit", ["non", "", "0", "-", "n/a", "pas", "☐", "RAS"])
def test_a_column_that_says_no_protects_nothing(dit: str, catalogue: Catalogue) -> None:
    texte = f"Nom;Prénom;Adresse;Adresse protégée\nŒuvrard;Élodie;12 rue des Lilas;{dit}"
    (lue,) = read_personnes(texte, JOUR, lexique=catalogue.lexique_reprise).valeurs
    assert lue == replace(LILAS, adresse_protegee=False)


@pytest.mark.parametrize(
    "ligne",
    [
        "Danger;Élodie;12 rue des Lilas",
        "Confident;Marie;3 rue de la Confidence",
        "Œuvrard;Élodie;12 rue de la Protection civile",
        "Œuvrard;Élodie;12 rue des Lilas;adresse confidentielle : non",
        "Œuvrard;Élodie;12 rue des Lilas;adresse protégée (non)",
        "Œuvrard;Élodie (non protégée);12 rue des Lilas",
        "Cacheux;Adrien;12 rue Adrien Cacheux",
        "Œuvrard;Élodie;12 rue de Cachan",
    ],
)
def test_innocent_lines_protect_nothing(ligne: str, catalogue: Catalogue) -> None:
    (lue,) = read_personnes(ligne, JOUR, lexique=catalogue.lexique_reprise).valeurs
    assert not lue.adresse_protegee
    assert lue.adresse[0].split()[0] in {"12", "3"}


@pytest.mark.parametrize(
    "ligne",
    [
        "Œuvrard Élodie 12 rue des Lilas",
        "Œuvrard Élodie (12 rue des Lilas), adresse protégée",
        "Œuvrard Élodie;Résidence Les Lilas;adresse protégée",
        "Œuvrard Élodie;chez Mme Diop;adresse protégée",
        "Œuvrard (adresse protégée, chez sa mère) rue Verte, Élodie",
    ],
)
def test_a_name_that_holds_an_address_is_refused_aloud(ligne: str, catalogue: Catalogue) -> None:
    liste = read_personnes(f"{ligne}\nDiop Awa", JOUR, lexique=catalogue.lexique_reprise)
    assert [(refus.rang, refus.raison) for refus in liste.refus] == [(1, Raison.ADRESSE_DANS_LE_NOM)]
    assert len(liste.lues) == 1


def test_what_is_protected_otherwise_hides_no_mention(catalogue: Catalogue) -> None:
    texte = "Œuvrard;Élodie;majeure protégée, domicile secret"
    (lue,) = read_personnes(texte, JOUR, lexique=catalogue.lexique_reprise).valeurs
    assert lue == replace(LILAS, adresse=("majeure protégée",))


def test_a_title_is_nobody_and_a_line_that_says_usager_is_no_heading(catalogue: Catalogue) -> None:
    texte = "Personnes à adresse protégée :\nDiop;Awa;rue Verte;usager\nSow;Fatou;Ville de Bobigny;agent"
    liste = read_personnes(texte, JOUR, lexique=catalogue.lexique_reprise)
    assert [refus.rang for refus in liste.refus] == [1]
    assert [une.nom for une in liste.valeurs] == ["Diop", "Sow"]


def test_a_cell_of_several_lines_is_one_cell(catalogue: Catalogue) -> None:
    texte = 'Œuvrard\tÉlodie\t"12 rue des Lilas\n93000 Bobigny"\tadresse protégée\nDiop\tAwa'
    liste = read_personnes(texte, JOUR, lexique=catalogue.lexique_reprise)
    assert liste.valeurs[0] == replace(LILAS, adresse=("12 rue des Lilas", "93000 Bobigny"))
    assert [une.rang for une in liste.lues] == [1, 3]


def test_a_file_added_under_a_list_brings_its_headings(catalogue: Catalogue) -> None:
    texte = "Diop Awa\nPrénom;Nom;Adresse protégée\nÉlodie;Œuvrard;oui"
    liste = read_personnes(texte, JOUR, lexique=catalogue.lexique_reprise)
    assert [(une.prenom, une.nom, une.adresse_protegee) for une in liste.valeurs] == [
        ("Awa", "Diop", False),
        ("Élodie", "Œuvrard", True),
    ]
    assert liste.entetes == (2,)


@given(st.text(alphabet=" ;\t\n,()«»'\"éÉeEpPrRoOtTgGaAdDsSnN12:", max_size=200))
def test_whatever_is_typed_around_a_mention_is_heard(catalogue: Catalogue, autour: str) -> None:
    sans_fin = autour.replace("\n", " ").replace('"', "")
    (lue,) = read_personnes(
        f"Œuvrard;Élodie;adresse protégée;Lieu {sans_fin[:80]}a", JOUR, lexique=catalogue.lexique_reprise
    ).valeurs or (None,)
    assert lue is None or lue.adresse_protegee


def test_what_is_written_of_a_body_reads_back() -> None:
    organisme = Organisme("Foyer ; des Lilas", GenreOrganisme.ESSMS, "Accueil", ("1 rue", "93000 Bobigny"), territoire="75")
    (lu,) = read_organismes(line_of_organisme(organisme)).valeurs
    assert lu == Organisme("Foyer , des Lilas", GenreOrganisme.ESSMS, "Accueil", ("1 rue", "93000 Bobigny"), territoire="75")


@given(st.text(max_size=400))
def test_anything_pasted_is_read_or_refused_line_by_line(texte: str) -> None:
    for liste in (read_personnes(texte, JOUR), read_organismes(texte)):
        rangs = [lue.rang for lue in liste.lues] + [refus.rang for refus in liste.refus]
        assert len(rangs) == len(set(rangs))


def test_cells_of_a_spreadsheet_become_lines() -> None:
    assert as_lines([["Nom", "Prénom"], ["Pe\ttit", "Paul\nJean"]]) == "Nom\tPrénom\nPe tit\tPaul Jean"


@pytest.mark.parametrize(
    "ligne",
    [
        *(
            "Inès GARNIER (mari dangereux)",
            "Inès;LEGER adresse à taire",
            "ÉVRARD ⚠;Inès",
            "FABRE - cachée;Inès",
            "MAS (ne pas écrire);Inès",
        ),
        *("THERY Inès, adresse à taire, 6 rue Tau 76000 Rouen", "Martin Jeanne\nADRESSES CONFIDENTIELLES"),
        *("Civilité;Nom;Prénom\nMme ⚠;LOPEZ;Inès", "Nom;Prénom;Organisme\nLOPEZ;Inès;son ex y travaille"),
    ],
)
def test_what_is_beside_a_name_withholds_the_address_and_is_not_printed(ligne: str, catalogue: Catalogue) -> None:
    (lue,) = read_personnes(ligne, JOUR, lexique=catalogue.lexique_reprise).valeurs
    assert lue.adresse_protegee
    assert len(lue.nom_complet.split()) == 2


@pytest.mark.parametrize(
    "ligne",
    [
        '"Foyer; des Lilas";Accueil',
        '"Foyer ""Les Lilas""";Accueil',
        'Foyer "Les Lilas";Accueil',
        '"Foyer\nannexe";Accueil',
        "a;b;",
    ],
)
def test_cells_between_quotes_are_those_of_a_table_taken_over(ligne: str) -> None:
    (rangee,) = read_colle(ligne).feuilles[0].rangees
    (lue,) = read_lignes(ligne, virgules=False)
    assert [cellule for cellule in lue.cellules if cellule] == [
        str(cellule).replace("\n", " / ") for cellule in rangee if cellule
    ]
