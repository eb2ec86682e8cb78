"""Each column has its grammar: what it does not explain is to be checked, is printed nowhere, and withholds the home."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.reprise.adresses import are_several
from droits_usagers.domain.reprise.noms import Identites
from droits_usagers.services.reprise.ecran import PresentationReprise
from droits_usagers.services.reprise.remarques import decide, remarks_of
from droits_usagers.services.reprise.reprise import LecteurReprise, read_tableau
from droits_usagers.services.reprise.valeurs import LigneReprise
from tests.services.reprises import AUJOURDHUI, essai, made, read

LIGNE = {
    "Nom": "Koné",
    "Prénom": "Awa",
    "Né(e) le": "12/03/1980",
    "Adresse": "12 rue des Lilas",
    "CP": "93000",
    "Ville": "Bobigny",
    "Démarche": "accès",
    "Organisme": "CCAS de Pantin",
    "Réf": "",
    "Suite": "",
    "N° LRAR": "",
    "Envoyé le": "03/09/2026",
    "Tél": "",
    "Remarques": "",
}
#: None of these words is in a list of ours.
AVERTISSENT = [
    *(
        ("Réf", f"AB1 {reste}")
        for reste in ("planquée chez Nadia", "vit à Bobigny chez sa soeur", "OP", "VIF", "rien", "N.P.E.", "*")
    ),
    *(("Réf", cellule) for cellule in ("MVV", "stop courrier", "DO NOT MAIL TO HOME", "AB1-VIF", "2026-PLANQUE-1")),
    *(
        ("Nom", f"Koné{reste}")
        for reste in (" TGD", " DANGER", "/VIF", "_VIF", "-Cachée", " VV", " MVV", " Planque", " Anonyme", " N.P.E.")
    ),
    *(("Nom", f"KONE {reste}") for reste in ("NPE", "A.T.", "M.V.V.")),
    *(("Prénom", f"Awa {reste}") for reste in ("TGD", "DANGER", "N.P.U.")),
    *(("Ville", cellule) for cellule in ("planquée", "Nepasécrire", "NPE", "MVV", "FVV", "VIF", "N.P.E.")),
    *(
        ("Adresse", f"12 rue des Lilas{reste}")
        for reste in (" N.P.E.", " A.T.", ", lieu sûr", " lieu sur", " Foyer Louise Michel VIF")
    ),
    *(("Adresse", cellule) for cellule in ("chez Maltraitant", "Lieu-dit Cachette", "BP fausse", "Résidence Interdite")),
    *(("Adresse", cellule) for cellule in ("5 av. VIF Kennedy", "5 av. NPE Kennedy", "Foyer VV Kennedy", "5 rue SOS Lilas")),
    *(("Ville", cellule) for cellule in ("Attaques", "Sûre", "Séquestrée", "s/ surveillance")),
    *(("Tél", "N.P.E."), ("Né(e) le", "N.P.E."), ("N° LRAR", "N.P.E.")),
    # Where something is expected, a sign stands for what was left out.
    *((colonne, signe) for colonne in ("Prénom", "Adresse", "CP", "Ville", "Organisme") for signe in ("***", "#", "✔")),
    *((colonne, "(X)") for colonne in ("Prénom", "Adresse", "CP", "Ville")),
    *(("Adresse", cellule) for cellule in ("N", "1", "bis", "12 rue des Lilas BAR en cours")),
    *(("Prénom", cellule) for cellule in ("Privé", "PERDU", "Anonyme")),
    # After the postcode and its town.
    *(("CP", f"93000 {reste}") for reste in ("(boîte commune)", "/ chez Karim", "- résidence du Parc")),
    *(("Ville", f"Bobigny {reste}") for reste in ("chez Solange", "(chez Mme Petit)", "boîte commune")),
    *(("Ville", f"Bobigny {reste}") for reste in ("/ Drancy", ", Saint-Denis", "(La Courneuve)")),
    *(("Adresse", f"93000 Bobigny {reste}") for reste in ("chez Solange", "/ Drancy")),
    *(("CP", "N"), ("Suite", "no mail")),
]


def lines(catalogue: Catalogue, *rangees: dict[str, str]) -> tuple[LigneReprise, ...]:
    return read(catalogue, tuple(LIGNE | rangees[0]), *(tuple({**LIGNE, **une}.values()) for une in rangees))


def withholds(ligne: LigneReprise) -> bool:
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    return concerne.adresse_protegee


@pytest.mark.parametrize(("colonne", "cellule"), AVERTISSENT)
def test_what_is_not_explained_withholds_the_home(catalogue: Catalogue, colonne: str, cellule: str) -> None:
    (ligne,) = lines(catalogue, {colonne: cellule})
    assert withholds(ligne)
    assert any(cellule in une.texte for une in made(ligne).a_verifier)
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    dite = cellule.replace("Koné", "").replace("KONE", "").replace("Awa", "").replace("12 rue des Lilas", "").strip(" ,-/_")
    ecrit = "\n".join((concerne.nom, concerne.prenom, concerne.reference_dossier, *concerne.adresse))
    assert dite not in ecrit
    assert ("Koné" in ecrit) == (colonne != "Nom" or cellule.startswith("Koné"))


@pytest.mark.parametrize(
    ("colonne", "cellule"),
    [
        *(
            ("Réf", une)
            for une in ("n° 2026-0114/B", "1234567 A", "DUPONT-75-2026", "CD93.44.1", "Dossier 12", "dossier CAF 0012345 K")
        ),
        *(
            ("Nom", une)
            for une in ("Petit", "N'Guyen", "Ng", "NG", "DE LA CRUZ", "Ould Ahmed", "Le Goff", "DE LA TOUR", "BA", "D'Almeida")
        ),
        *(("Prénom", une) for une in ("Rose", "Jean-Pierre", "Awa K.", "Marie Claire", "J.-P.", "Clément")),
        *(
            ("Ville", une)
            for une in ("BOBIGNY", "Bobiny", "Bobigny Cedex", "", "Bobigny bât. C", "Bobigny BP 12", "Bobigny 2e étage")
        ),
        *(
            ("Adresse", f"12 {une}")
            for une in ("rue Jackie Cardon", "bis av. S. Barbeau, bât. C", "rue de la Loi", "rue du Gal Leclerc")
        ),
        *(("Adresse", une) for une in ("c/o M. Petit, 4 rue Z", "B.P. 12", "H.L.M. Les Acacias, bat 3", "Z.A. des Mines")),
        *(("Ville", une) for une in ("Blanc-Mesnil", "Noisy-le-Gd", "Épinay s/ Seine", "Épinay s/Seine", "Lilas")),
        *(("Adresse", une) for une in ("12 bis rue Victor HUGO", "RN 7", "12 RUE DU BAR", "3 rue du 8 MAI 1945")),
        *(("Ville", une) for une in ("Bobigny / Bobigny", "Bobigny (Bobigny Cedex)")),
        *(("Adresse", une) for une in ("93000 Bobigny, 12 rue des Lilas", "chez Mme Petit, 12 rue des Lilas, 93000 Bobigny")),
        *(("Adresse", une) for une in ("5 av. JF Kennedy", "5 r. P.V. Couturier", "5 rue des Lilas\n93150 Blanc-Mesnil")),
        ("Tél", "06.39.98.12.34"),
    ],
)
def test_what_a_column_is_for_is_printed_as_it_is(catalogue: Catalogue, colonne: str, cellule: str) -> None:
    (ligne,) = lines(catalogue, {colonne: cellule})
    assert (withholds(ligne), made(ligne).a_verifier) == (False, ())


@pytest.mark.parametrize("cellule", ["mi-septembre", "jeudi 8 octobre", "?", "octobre 2026"])
def test_a_day_that_wants_something_says_nothing_of_a_home(catalogue: Catalogue, cellule: str) -> None:
    assert not withholds(lines(catalogue, {"Envoyé le": cellule})[0])


@pytest.mark.parametrize("cellule", ["danger 8 octobre", "mi-septembre planquée", "octobre cachée"])
def test_a_day_beside_another_word_may_say_something_of_a_home(catalogue: Catalogue, cellule: str) -> None:
    assert withholds(lines(catalogue, {"Envoyé le": cellule})[0])


@pytest.mark.parametrize("cellule", ["adrs confidenciel", "unsafe addr.", "VIF", "N.P.E.", "MVV", "Introuvable"])
def test_what_names_nobody_is_printed_once_it_is_read(catalogue: Catalogue, cellule: str) -> None:
    (ligne,) = lines(catalogue, {"Nom": cellule})
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    assert (concerne.nom_complet, concerne.adresse_protegee) == ("Awa", True)
    essaye = essai((ligne,))
    (remarque,) = remarks_of(essaye)
    assert (remarque.texte, remarque.nom) == (cellule, False)
    lue = made(decide(essaye, {cellule: False}).a_reprendre[0]).demande.concerne
    assert lue is not None
    assert (lue.nom, lue.adresse_protegee) == ("" if remarque.entendue else cellule, remarque.entendue)


def test_words_that_were_read_take_the_place_of_no_name(catalogue: Catalogue) -> None:
    essaye = essai(lines(catalogue, {"Qui": "laisser un mot à l'école plutôt"}))
    lue = made(decide(essaye, {une.texte: False for une in remarks_of(essaye)}).a_reprendre[0])
    assert lue.demande.concerne is not None
    assert lue.demande.concerne.nom_complet == "Awa Koné"
    assert [une.texte for une in lue.a_verifier] == ["laisser un mot à l'école plutôt"]


@pytest.mark.parametrize("cellule", ["adrs confidenciel", "unsafe addr.", "VIF", "N.P.E.", "NPE"])
def test_a_mandatary_that_names_nobody_is_printed_once_it_is_read(catalogue: Catalogue, cellule: str) -> None:
    (ligne,) = read(catalogue, (*LIGNE, "Mandataire"), (*LIGNE.values(), cellule))
    auteur = made(ligne).demande.auteur
    assert auteur is None or cellule not in auteur.personne.nom_complet + auteur.personne.denomination
    assert withholds(ligne)


def test_a_name_is_kept_whole_where_nothing_else_is_said(catalogue: Catalogue) -> None:
    francais = catalogue.lexique_reprise.francais
    assert francais is not None
    identites = Identites(francais, lambda mot: mot in {"Mme", "M."})
    noms = (
        "Rose Diallo",
        "PETIT Rose",
        "Jean Marie Boulanger",
        "Ng Thi Lan",
        "DIOP épouse BA",
        "M. et Mme Petit",
        "Wu Mei",
        "Famille Sow",
    )
    assert [identites.cut(nom) for nom in noms] == [*noms]


def test_a_reference_that_nobody_explained_is_written_once_it_is_read(catalogue: Catalogue) -> None:
    essaye = essai(lines(catalogue, {"Réf": "SOLEIL"}))
    (remarque,) = remarks_of(essaye)
    lue = decide(essaye, {remarque.texte: False})
    concerne = made(lue.a_reprendre[0]).demande.concerne
    assert concerne is not None
    assert (concerne.reference_dossier, concerne.adresse_protegee, lue.a_verifier) == ("SOLEIL", False, 0)


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        *(("Nom", f"Nom {reste}") for reste in ("(ne rien envoyer)", "⚠ VIF", "(fuit son mari)")),
        *(("Prénom", "Prénom (cachée)"), ("Organisme", "Organisme ⚠"), ("Organisme", "Organisme (le mari y travaille)")),
        *(("Démarche", "Démarche (rien au domicile)"), ("Envoyé le", "Envoyé le !")),
    ],
)
def test_a_heading_that_says_more_says_it_of_every_line(catalogue: Catalogue, avant: str, apres: str) -> None:
    entetes = [apres if titre == avant else titre for titre in LIGNE]
    lues = read(catalogue, tuple(entetes), tuple(LIGNE.values()), tuple({**LIGNE, "Prénom": "Fatou"}.values()))
    assert [apres in {une.texte for une in made(ligne).a_verifier} for ligne in lues] == [True, True]
    essaye = essai(lues)
    assert essaye.proteges == 2
    lue = decide(essaye, {une.texte: False for une in remarks_of(essaye)})
    assert (lue.proteges, lue.a_verifier) == (0, 0)


@pytest.mark.parametrize(
    "titre",
    [
        "Adresse de réponse (ne pas utiliser)",
        "Adresse de réponse ⚠",
        "Adresse de retour interdite",
        "Ancienne adresse de réponse",
    ],
)
def test_a_heading_that_says_more_than_where_to_answer_does_not_say_it(catalogue: Catalogue, titre: str) -> None:
    (ligne,) = lines(catalogue, {titre: "9 quai Nord, 76000 Rouen"})
    assert made(ligne).demande.reponse_a is None
    assert withholds(ligne)


@pytest.mark.parametrize("titre", ["Nouvelle adresse", "Adresse 2", "Adresse postale", "Adresse courrier"])
def test_of_two_addresses_none_is_chosen(catalogue: Catalogue, titre: str) -> None:
    (ligne,) = lines(catalogue, {titre: "6 place du Marché 93000 Bobigny"})
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    assert (concerne.adresse, concerne.adresse_protegee) == ((), True)
    assert {"12 rue des Lilas", "6 place du Marché 93000 Bobigny"} <= {une.texte for une in made(ligne).a_verifier}


@pytest.mark.parametrize(
    ("titre", "cellule"), [("Adresse 2", "Bât B, appt 4"), ("Complément", "Résidence Bellevue"), ("Adresse 2", "")]
)
def test_what_completes_an_address_is_of_it(catalogue: Catalogue, titre: str, cellule: str) -> None:
    (ligne,) = lines(catalogue, {titre: cellule})
    assert (withholds(ligne), made(ligne).a_verifier) == (False, ())


@pytest.mark.parametrize(
    ("adresse", "autre"),
    [
        *(
            ("12 rue Pasteur", complement)
            for complement in (
                *("Appt 3 porte R", "Foyer ADOMA, ch. 112", "Résidence de la Place", "Bât. B, montée 3", "Bât. Le Square"),
                *("12, rue Pasteur", "12 RUE PASTEUR", "montée 3, étage 2"),
            )
        ),
        ("12 rue Pasteur", "12 rue Pasteur, 93000 Bobigny"),
        ("12 rue Pasteur 93000 Bobigny", "93000 Bobigny"),
        ("12 rue Pasteur 93000 Bobigny", "12, rue Pasteur, Bobigny"),
    ],
)
def test_what_names_no_other_street_is_of_the_same_address(catalogue: Catalogue, adresse: str, autre: str) -> None:
    mots = catalogue.lexique_reprise.adresses
    assert (are_several([adresse, autre], mots), are_several([autre, adresse], mots)) == (False, False)
    (ligne,) = lines(catalogue, {"Adresse": adresse, "Adresse 2": autre})
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    assert "rue Pasteur" in " ".join(concerne.adresse)
    assert len(set(concerne.adresse)) == len(concerne.adresse)


@pytest.mark.parametrize(
    ("adresse", "autre"),
    [
        ("14 rue des Lilas 75011 Paris", "6 place du Marché 93000 Bobigny"),
        ("14 rue des Lilas", "6 place du Marché"),
        ("14 av. Foch", "6 av. S. Barbeau"),
        ("14 rue 8 mai 1945", "6 bd. d'Alsace"),
        ("2 rue Pasteur", "12 rue Pasteur, bât. 2"),
        ("2, rue Pasteur", "12 rue Pasteur, bât. 2"),
        ("14 rue des Lilas 75011 Paris", "93000 Bobigny"),
    ],
)
def test_two_streets_or_two_postcodes_are_two_addresses(catalogue: Catalogue, adresse: str, autre: str) -> None:
    mots = catalogue.lexique_reprise.adresses
    assert (are_several([adresse, autre], mots), are_several([autre, adresse], mots)) == (True, True)


SANS_ADRESSE = {"Adresse": "", "CP": "", "Ville": "", "Démarche": "rectification", "Envoyé le": ""}


@pytest.mark.parametrize("dite", ["NE PAS ÉCRIRE AU DOMICILE", "à rappeler", "⚠"])
@pytest.mark.parametrize("naissance", ["12/03/1980", ""])
def test_what_one_line_says_of_someone_holds_for_her_other_lines(catalogue: Catalogue, dite: str, naissance: str) -> None:
    lues = lines(catalogue, {}, {**SANS_ADRESSE, "Remarques": dite, "Né(e) le": naissance})
    assert [withholds(ligne) for ligne in lues] == [True, True]
    assert any(une.texte == dite for une in made(lues[0]).a_verifier)
    essaye = essai(lues)
    assert decide(essaye, {une.texte: False for une in remarks_of(essaye)}).proteges == 0


def test_two_people_of_one_name_are_two(catalogue: Catalogue) -> None:
    lues = lines(catalogue, {}, {**SANS_ADRESSE, "Remarques": "NE PAS ÉCRIRE AU DOMICILE", "Né(e) le": "01/01/1990"})
    assert not withholds(lues[0])


def test_a_line_that_is_dropped_as_a_double_leaves_what_it_says_more(catalogue: Catalogue) -> None:
    essaye = essai(lines(catalogue, {}, {"Réf": "AB1 planquée"}, {}))
    (ligne,) = essaye.a_reprendre
    assert [bool(double.plus) for double in essaye.doublons] == [True, False]
    assert withholds(ligne)
    assert [une.texte for une in made(ligne).a_verifier] == ["AB1 planquée"]


def workbook(comment: Callable[[xlsxwriter.worksheet.Worksheet], object]) -> bytes:
    flux = io.BytesIO()
    with xlsxwriter.Workbook(flux, {"in_memory": True}) as classeur:
        feuille = classeur.add_worksheet("Suivi")
        feuille.write_row(0, 0, tuple(LIGNE))
        feuille.write_row(1, 0, tuple(LIGNE.values()))
        feuille.write_row(2, 0, tuple({**LIGNE, "Prénom": "Fatou"}.values()))
        comment(feuille)
    return flux.getvalue()


@pytest.mark.parametrize("ou", ["D1", "C6"])
def test_a_comment_that_is_on_no_line_is_kept_with_every_dossier(catalogue: Catalogue, tmp_path: Path, ou: str) -> None:
    dite = "ne jamais s'en servir : monsieur lit tout"
    (tmp_path / "suivi.xlsx").write_bytes(workbook(lambda feuille: feuille.write_comment(ou, dite)))
    chantier = LecteurReprise(catalogue).open(read_tableau(tmp_path / "suivi.xlsx"))
    essaye = essai(LecteurReprise(catalogue).read(chantier, AUJOURDHUI))
    assert essaye.proteges == 2
    assert [dite in {une.texte for une in made(ligne).a_verifier} for ligne in essaye.a_reprendre] == [True, True]
    assert dite in {une.texte for une in remarks_of(essaye)}
    assert (
        essaye.commentaires,
        any("de cellules\N{NO-BREAK SPACE}: 1" in une for une in PresentationReprise(catalogue).regard(chantier, essaye)),
    ) == (
        1,
        True,
    )
