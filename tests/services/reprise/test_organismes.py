"""The bodies of a table become one by body, and take the addresses that another sheet has of them; nothing is made up."""

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.reprise.denominations import Graphie, Rapprocheur
from droits_usagers.exchange.tableaux import read_tableau
from droits_usagers.places import Places
from droits_usagers.services.annuaire.annuaire import Annuaire
from droits_usagers.services.reprise.organismes import AtelierOrganismes
from droits_usagers.services.reprise.reprise import ChantierReprise, LecteurReprise
from droits_usagers.services.reprise.valeurs import LigneReprise
from tests.services.reprises import AUJOURDHUI, made
from tests.tableaux import xlsx

ENTETES = ("Démarche", "Nom", "Organisme", "Dépt", "Adresse organisme")
TABLE = (
    ENTETES,
    ("accès", "A", "CD 93", "", ""),
    ("accès", "B", "Conseil départemental de la Seine-Saint-Denis", "", ""),
    ("accès", "C", "Département", "93", "Hôtel du département, 93006 Bobigny cedex"),
    ("accès", "D", "ccas de champbourg", "", ""),
    ("accès", "E", "CCAS de Champbourg", "", ""),
    ("accès", "F", "CCAS de Champborug", "", ""),
    ("accès", "G", "CD 92", "", ""),
)
ADRESSES = (
    ("Organisme", "Adresse", "CP", "Ville"),
    ("C.C.A.S. Champbourg", "1 place de la Mairie", 93999, "Champbourg"),
    ("Conseil départemental 92", "1 rue A", "92000", "X"),
    ("CD 92", "2 rue B", "92000", "X"),
)


def _read(catalogue: Catalogue, *feuilles: tuple[tuple[object, ...], ...]) -> tuple[ChantierReprise, tuple[LigneReprise, ...]]:
    lecteur = LecteurReprise(catalogue)
    chantier = lecteur.open(read_tableau(xlsx(*feuilles), "suivi.xlsx"))
    return chantier, lecteur.read(chantier, AUJOURDHUI)


def _bodies(lignes: tuple[LigneReprise, ...]) -> list[Organisme]:
    return [made(ligne).demande.organisme for ligne in lignes]


CD_93 = "Conseil départemental de la Seine-Saint-Denis"


def test_each_body_has_one_name_and_what_its_lines_say_alike(catalogue: Catalogue) -> None:
    chantier, lignes = _read(catalogue, TABLE)
    atelier = AtelierOrganismes(catalogue)
    lus = atelier.look(chantier, lignes)
    assert [(groupe.nom, groupe.lignes, groupe.sur) for groupe in lus.groupes] == [
        (CD_93, 3, True), ("CCAS de Champbourg", 3, False),
    ]  # fmt: skip
    accord = {groupe.cle: True for groupe in lus.groupes}
    organismes = _bodies(atelier.apply(lignes, atelier.agree(chantier, lus, dits=accord)))
    assert [un.nom for un in organismes] == [CD_93] * 3 + ["CCAS de Champbourg"] * 3 + ["CD 92"]
    assert [un.territoire for un in organismes[:3]] == ["93", "93", "93"]
    assert {un.genre for un in organismes[:3]} == {GenreOrganisme.DEPARTEMENT}
    # An address is of the line that says it.
    assert [bool(un.adresse) for un in organismes[:3]] == [False, False, True]


def test_a_group_may_be_separated_and_without_anyone_slips_are_not_gathered(catalogue: Catalogue) -> None:
    chantier, lignes = _read(catalogue, TABLE)
    atelier = AtelierOrganismes(catalogue)
    lus = atelier.look(chantier, lignes)
    rien = _bodies(atelier.apply(lignes, atelier.agree(chantier, lus)))
    assert [un.nom for un in rien[3:6]] == ["ccas de champbourg", "CCAS de Champbourg", "CCAS de Champborug"]
    separe = _bodies(atelier.apply(lignes, atelier.agree(chantier, lus, dits={lus.groupes[0].cle: False})))
    assert [un.nom for un in separe[:3]] == ["CD 93", CD_93, "Département"]
    seul = _bodies(atelier.apply(lignes, atelier.agree(chantier, atelier.look(chantier, lignes, fautes=False))))
    assert [un.nom for un in seul[:3]] == [CD_93] * 3
    assert [un.nom for un in seul[3:6]] == ["CCAS de Champbourg", "CCAS de Champbourg", "CCAS de Champborug"]


def test_bodies_called_alike_in_two_departements_stay_two(catalogue: Catalogue) -> None:
    table = (
        ENTETES,
        ("accès", "A", "CCAS de Saint-Denis", "93", ""),
        ("accès", "B", "ccas saint denis", "93", ""),
        ("accès", "C", "CCAS Saint Denis", "974", ""),
        ("accès", "D", "Mairie de Montreuil", "93", ""),
        ("accès", "E", "mairie de montreuil", "62", ""),
        ("accès", "F", "CD 93", "95", ""),
        ("accès", "G", CD_93, "93", ""),
        # There is one by département, and this name does not say of which.
        ("accès", "H", "CPAM de Saint-Denis", "93", ""),
        ("accès", "I", "cpam saint denis", "974", ""),
    )
    adresses = (
        ("Organisme", "Adresse", "CP", "Ville"),
        ("CCAS Saint-Denis", "2 place A", "93200", "Saint-Denis"),
        ("CCAS de Saint Denis", "3 rue B", "97400", "Saint-Denis"),
        ("Mairie de Montreuil", "1 rue C", "93100", "Montreuil"),
    )
    chantier, lignes = _read(catalogue, table, adresses)
    atelier = AtelierOrganismes(catalogue)
    lus = atelier.look(chantier, lignes)
    assert [{graphie.texte for graphie in groupe.graphies} for groupe in lus.groupes] == [
        {"CCAS de Saint-Denis", "ccas saint denis"}, {"CD 93", CD_93},
    ]  # fmt: skip
    organismes = _bodies(atelier.apply(lignes, atelier.agree(chantier, lus, feuille=1)))
    # What a sheet has of a body called alike elsewhere is not its address.
    assert [un.adresse[-1:] for un in organismes[:5]] == [
        ("93200 Saint-Denis",), ("93200 Saint-Denis",), ("97400 Saint-Denis",), ("93100 Montreuil",), (),
    ]  # fmt: skip


def test_the_name_of_a_body_of_the_coffre_is_kept(catalogue: Catalogue) -> None:
    chantier, lignes = _read(catalogue, TABLE)
    atelier = AtelierOrganismes(catalogue)
    lus = atelier.look(
        chantier, lignes, [Organisme("Département de Seine-Saint-Denis"), Organisme("CAF 75"), Organisme("caf 75")]
    )
    assert [groupe.nom for groupe in lus.groupes] == ["Département de Seine-Saint-Denis", "CCAS de Champbourg"]


def test_another_sheet_gives_addresses_to_bodies_that_have_none(catalogue: Catalogue) -> None:
    chantier, lignes = _read(catalogue, TABLE, ADRESSES, TABLE[:2])
    atelier = AtelierOrganismes(catalogue)
    lus = atelier.look(chantier, lignes)
    assert lus.feuilles == ((1, "Sheet2"),)
    organismes = _bodies(atelier.apply(lignes, atelier.agree(chantier, lus, feuille=1)))
    assert organismes[4].adresse == ("1 place de la Mairie", "93999 Champbourg")
    # The line's own comes first; two for one body are none.
    assert organismes[2].adresse == ("Hôtel du département", "93006 Bobigny cedex")
    assert organismes[6].adresse == ()


@pytest.mark.parametrize("feuille", [("Nom",), ("Organisme",), ("Adresse",)])
def test_a_sheet_that_lacks_names_or_addresses_is_not_proposed(catalogue: Catalogue, feuille: tuple[str, ...]) -> None:
    chantier, lignes = _read(catalogue, TABLE, (feuille, ("x",)))
    lus = AtelierOrganismes(catalogue).look(chantier, lignes)
    assert lus.feuilles == ()
    assert AtelierOrganismes(catalogue).agree(chantier, lus, feuille=1).adresses == {}


def test_the_annuaire_gathers_two_names_of_one_place(catalogue: Catalogue, places: Places) -> None:
    annuaire = Annuaire(places.resources, places.gabarits)
    graphies = [
        Graphie("PMI du Blanc-Mesnil"),
        Graphie("Protection maternelle et infantile, Le Blanc-Mesnil"),
        Graphie("PMI de Bondy"),
    ]
    (groupe,) = Rapprocheur(catalogue.lexique_reprise, annuaire.identify).gather(graphies, fautes=False)

    assert {graphie.texte for graphie in groupe.graphies} == {graphie.texte for graphie in graphies[:2]}
