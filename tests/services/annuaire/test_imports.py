"""Files of bodies taken in by a coffre: published or one's own; twice; stopped; taken back; what someone corrects."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.personnes.annuaire import Adressage, EntreeAnnuaire, FormeAnnuaire, SourceAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.places import Places
from droits_usagers.services.annuaire.annuaire import Annuaire
from droits_usagers.services.annuaire.coffre import BilanAnnuaire, corrected
from droits_usagers.services.coffre_ouvert import Coffre
from droits_usagers.services.reprise.listes import ListesAnnuaire
from tests.annuaires import CANARI, ENTETES_CNIL, api_dila, fichier_cnil, fichier_dila, ligne_cnil, service_dila
from tests.chaque import chaque
from tests.coffres import PHRASE, make_coffres
from tests.tableaux import as_text, xlsx

Importe = Callable[[bytes, str], BilanAnnuaire]


@pytest.fixture
def coffre(tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres().create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


@pytest.fixture(scope="session")
def listes(places: Places, catalogue: Catalogue, annuaire: Annuaire) -> ListesAnnuaire:
    return ListesAnnuaire(catalogue, annuaire, places.resources)


@pytest.fixture
def importe(coffre: Coffre, listes: ListesAnnuaire, tmp_path: Path) -> Importe:
    def take_in(contenu: bytes, nom: str) -> BilanAnnuaire:
        (tmp_path / nom).write_bytes(contenu)
        return run_through(listes.taking_in(coffre, tmp_path / nom))

    return take_in


def test_a_file_of_the_cnil_is_read_by_its_headings(coffre: Coffre, importe: Importe) -> None:
    lignes = [
        ligne_cnil("COMMUNE DE BOURG", siren="210100533", code_postal="1000", ville="BOURG EN BRESSE", courriel="dpo@bourg.fr"),
        ligne_cnil(
            "CABINET DES MOULINS", siren="NULL", ville="LILLE CEDEX 9", code_postal="59000", courriel="jean.dupont@x.fr"
        ),
        ligne_cnil("NULL"),
    ]
    bilan = importe(fichier_cnil(lignes), "opencnil.csv")

    assert bilan == BilanAnnuaire(FormeAnnuaire.CNIL, lignes=3, prises=2, ecartees=1, courriels=1, numero=1)
    (bourg,) = coffre.annuaire.search("bourg en bresse", 5)
    assert bourg.lignes == ("1 RUE DE LA FORGE", "01000 BOURG EN BRESSE")
    assert (bourg.siren, bourg.departement, bourg.courriel) == ("210100533", "01", "dpo@bourg.fr")
    assert (bourg.source, bourg.releve_le) == (SourceAnnuaire.CNIL, dt.date(2021, 3, 12))
    (moulins,) = coffre.annuaire.search("moulins", 5)
    assert (moulins.lignes[-1], moulins.courriel, moulins.siren) == ("59000 LILLE CEDEX 9", "", "")


def test_columns_may_stand_in_any_order_and_no_other_is_read(coffre: Coffre, importe: Importe) -> None:
    contenu = fichier_cnil([ligne_cnil("LA FORGE")], entetes=(*reversed(ENTETES_CNIL), "Nom du délégué"), vide=False)

    assert importe(contenu, "a.csv").ignorees == ("Nom du délégué",)
    assert coffre.annuaire.search("forge", 5)[0].nom == "LA FORGE"
    assert coffre.annuaire.search(CANARI, 5) == ()


def test_a_missing_column_stops_all_and_is_named(coffre: Coffre, importe: Importe) -> None:
    entetes = [entete for entete in ENTETES_CNIL if entete != "Ville organisme désignant"]
    with pytest.raises(ExpectedError) as refus:
        importe(fichier_cnil([ligne_cnil("LA FORGE")], entetes=entetes), "a.csv")

    assert refus.value.panne is Panne.ANNUAIRE_COLONNE
    assert refus.value.faits["cle"] == "Ville organisme désignant"
    assert coffre.annuaire.imports() == ()


def test_of_several_designations_the_latest_holds(coffre: Coffre, importe: Importe) -> None:
    lignes = [
        ligne_cnil("LA FORGE", siren="111111111", voie=f"{annee} RUE NEUVE", jour=f"01/02/{annee}")
        for annee in (2019, 2024, 2021)
    ]
    bilan = importe(fichier_cnil(lignes), "a.csv")

    assert (bilan.lignes, bilan.prises, bilan.remplacees) == (3, 1, 2)
    assert [entree.adresse for entree in coffre.annuaire.search("forge", 5)] == [("2024 RUE NEUVE",)]


@chaque(
    "forme",
    [
        fichier_dila,
        api_dila,
        lambda services: api_dila(services, "records"),
        lambda services: api_dila(services, ""),
    ],
)
def test_bodies_of_the_dila_are_named_as_the_shipped_ones(
    forme: Callable[[list[dict[str, object]]], bytes], listes: ListesAnnuaire, tmp_path: Path
) -> None:
    services = [
        service_dila("PMI des Moulins", "pmi", courriels=["marie.durand@cd93.fr", "contact@cd93.fr"]),
        service_dila("Mairie - Roubaix", "mairie", commune="59512", code_postal="59100", ville="Roubaix"),
        service_dila("Conseil départemental - Somme", "cg", commune="80021", code_postal="80026", ville="Amiens Cedex 1"),
        service_dila("Radio du Canal", "radio"),
    ]
    (tmp_path / "a.json").write_bytes(forme(services))
    coffre = make_coffres().create(tmp_path / f"{len([*tmp_path.iterdir()])}.coffre", PHRASE, accept_weak=True)
    bilan = run_through(listes.taking_in(coffre, tmp_path / "a.json"))
    pmi, mairie, somme, radio = (coffre.annuaire.search(mots, 1)[0] for mots in ("pmi 93", "mairie roubaix", "cd 80", "radio"))
    cherche = coffre.annuaire.search(CANARI, 5)
    coffre.close()
    (tmp_path / "a.json").unlink()

    assert (bilan.forme, bilan.prises, bilan.courriels, cherche) == (FormeAnnuaire.DILA, 4, 1, ())
    assert (pmi.nom, pmi.service) == ("Département de la Seine-Saint-Denis", "PMI des Moulins")
    assert pmi.lignes == ("Immeuble A", "12 rue des Moulins", "CS 10203", "93150 Le Blanc-Mesnil")
    assert (pmi.genre, pmi.organisme, pmi.courriel) == ("pmi", GenreOrganisme.DEPARTEMENT, "contact@cd93.fr")
    assert (pmi.source, pmi.releve_le) == (SourceAnnuaire.DILA, dt.date(2025, 2, 5))
    assert mairie.nom == "Mairie de Roubaix"
    assert (somme.nom, somme.service) == ("Département de la Somme", "")
    assert (radio.genre, radio.organisme) == ("", GenreOrganisme.AUTRE)


@chaque("contenu", [b"{}", b'{"service": [', b'{"service": [1]}', b'{"service": [{"nom": "A"}', b"[[[[", b'{"autre": []}'])
def test_a_file_that_is_cut_or_is_another_one_leaves_nothing(contenu: bytes, listes: ListesAnnuaire, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(contenu)
    coffre = make_coffres().create(tmp_path / f"{contenu.hex()}.coffre", PHRASE, accept_weak=True)
    with pytest.raises(ExpectedError) as refus:
        run_through(listes.taking_in(coffre, tmp_path / "a.json"))
    imports = coffre.annuaire.imports()
    coffre.close()

    assert (refus.value.panne, imports) == (Panne.ANNUAIRE_ILLISIBLE, ())


_LISTE = [
    ("Organisme", "Service", "Type d'organisme", "Adresse", "CP", "Ville", "Courriel", "Remarque"),
    ("CAF du Canal", "Action sociale", "CAF", "3 rue Basse", "1000", "Bourg", "accueil@caf.example.fr", "écrit vite"),
    ("Foyer des Tilleuls", "", "", "", "", "", "jean@tilleuls.fr", ""),
    ("", "", "", "", "", "", "", "rien"),
]


@chaque("forme", ["csv", "xlsx"])
def test_a_list_of_ones_own_is_read_as_tables_are(forme: str, listes: ListesAnnuaire, tmp_path: Path) -> None:
    chemin = tmp_path / f"liste.{forme}"
    chemin.write_bytes(as_text(_LISTE, ";").encode() if forme == "csv" else xlsx(_LISTE))
    coffre = make_coffres().create(tmp_path / f"{forme}.coffre", PHRASE, accept_weak=True)
    bilan = run_through(listes.taking_in(coffre, chemin))
    caf, foyer = (coffre.annuaire.search(mots, 1)[0] for mots in ("caf canal", "tilleuls"))
    coffre.close()

    assert (bilan.forme, bilan.lignes, bilan.prises, bilan.ecartees) == (FormeAnnuaire.LISTE, 3, 2, 1)
    assert (bilan.sans_adresse, bilan.courriels, bilan.ignorees) == (1, 1, ("Remarque",))
    assert (caf.lignes, caf.organisme, caf.service) == (("3 rue Basse", "01000 Bourg"), GenreOrganisme.CAF, "Action sociale")
    assert (caf.source, caf.releve_le, caf.departement) == (SourceAnnuaire.LISTE, dt.date(2026, 11, 24), "01")
    # Nobody looks again, for its age, at what is their own.
    assert caf.as_organisme().adresse_relevee is None
    assert (foyer.lignes, foyer.courriel, foyer.adressage) == ((), "", Adressage.AUCUNE)


def test_people_are_not_taken_for_bodies(importe: Importe, coffre: Coffre) -> None:
    personnes = [("Nom", "Prénom", "Adresse", "CP", "Ville"), (CANARI, "Zoé", "3 rue Basse", "59100", "Roubaix")]
    with pytest.raises(ExpectedError) as refus:
        importe(as_text(personnes, ";").encode(), "gens.csv")
    assert refus.value.panne is Panne.ANNUAIRE_ILLISIBLE

    demandes = [
        ("Nom", "Prénom", "Adresse", "CP", "Ville", "Organisme"),
        (CANARI, "Zoé", "3 rue Basse", "59100", "Roubaix", "CAF du Canal"),
    ]
    assert importe(as_text(demandes, ";").encode(), "demandes.csv").prises == 1
    (caf,) = coffre.annuaire.search("caf", 5)
    assert (caf.lignes, coffre.annuaire.search(CANARI, 5)) == ((), ())


def test_the_same_file_twice_adds_nothing(coffre: Coffre, importe: Importe) -> None:
    contenu = fichier_cnil([ligne_cnil("LA FORGE"), ligne_cnil("LE MOULIN")])
    importe(contenu, "a.csv")
    encore = importe(contenu, "a.csv")

    assert (encore.prises, encore.deja, encore.numero) == (0, 2, 0)
    assert [un.entrees for un in coffre.annuaire.imports()] == [2]


def test_a_later_file_holds_until_it_is_taken_back(coffre: Coffre, importe: Importe) -> None:
    importe(fichier_cnil([ligne_cnil("LA FORGE", voie="1 RUE BASSE")]), "a.csv")
    apres = importe(fichier_cnil([ligne_cnil("LA FORGE", voie="2 RUE HAUTE", jour="01/01/2025")]), "b.csv")
    assert [entree.adresse for entree in coffre.annuaire.search("forge", 5)] == [("2 RUE HAUTE",)]

    assert run_through(coffre.annuaire.undoing(apres.numero)) == 1
    assert [entree.adresse for entree in coffre.annuaire.search("forge", 5)] == [("1 RUE BASSE",)]
    assert [un.numero for un in coffre.annuaire.imports()] == [1]
    assert run_through(coffre.annuaire.undoing(99)) == 0
    assert coffre.verify().saine


@chaque("arret", [1, 2, 4, 6])
def test_stopped_anywhere_nothing_of_it_is_kept(arret: int, listes: ListesAnnuaire, tmp_path: Path) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_bytes(fichier_cnil(ligne_cnil(f"ORGANISME {rang}") for rang in range(1500)))
    coffre = make_coffres().create(tmp_path / f"{arret}.coffre", PHRASE, accept_weak=True)
    # What comes first is done: each unit is of the file itself.
    coffre.backup()
    unites = listes.taking_in(coffre, chemin)
    avancements = [*itertools.islice(unites, arret)]
    unites.close()
    reste = coffre.annuaire.imports(), coffre.annuaire.search("organisme", 5)
    coffre.close()

    assert len(avancements) == arret
    assert reste == ((), ())


def test_what_someone_corrects_goes_before_all_and_replaces_what_they_had(
    coffre: Coffre, importe: Importe, annuaire: Annuaire
) -> None:
    importe(fichier_cnil([ligne_cnil("LA FORGE", voie="1 RUE BASSE")]), "a.csv")
    (forge,) = coffre.annuaire.search("forge", 5)
    for rue in ("5 rue Neuve", "6 rue Neuve"):
        adresse = (rue, "59200 Tourcoing")
        coffre.annuaire.correct(corrected(forge, adresse=adresse, service="", today=dt.date(2026, 11, 24)), annuaire.fabrique())

    (dite,) = coffre.annuaire.search("forge tourcoing", 5)
    assert dite.lignes == ("6 rue Neuve", "59200 Tourcoing")
    assert (dite.source, dite.releve_le, dite.cle) == (SourceAnnuaire.CORRIGE, dt.date(2026, 11, 24), forge.cle)
    # By the words of the former address too.
    assert coffre.annuaire.search("forge roubaix", 5) == (dite,)
    # A file that comes later does not undo it.
    importe(fichier_cnil([ligne_cnil("LA FORGE", voie="9 RUE HAUTE", jour="01/01/2026")]), "b.csv")
    assert coffre.annuaire.search("forge", 5) == (dite,)


def test_bodies_of_one_name_are_told_apart_by_their_town_and_their_siren(coffre: Coffre, importe: Importe) -> None:
    nom, lieux = "CENTRE COMMUNAL ACTION SOCIALE", {"260200011": "VERVINS", "260200029": "FONTAINE LES VERVINS"}
    lignes = [ligne_cnil(nom, siren=siren, code_postal="2140", ville=ville) for siren, ville in lieux.items()]
    autres = [ligne_cnil("CABINET", siren=siren, voie=f"{siren[0]} RUE BASSE") for siren in ("111111111", "222222222")]
    importe(fichier_cnil([*lignes, *autres]), "a.csv")

    for siren, ville in lieux.items():
        assert [(entree.siren, entree.ville) for entree in coffre.annuaire.search(siren, 5)] == [(siren, ville)]
    assert {entree.adresse[0][0] for entree in coffre.annuaire.search("cabinet", 5)} == {"1", "2"}


@chaque("mots", ["cabinte moulin", "cabinet moulni", "tileuls", "tileuls roubaix", "foyyer tilleuls"])
def test_what_is_mistyped_is_found(mots: str, listes: ListesAnnuaire, tmp_path: Path) -> None:
    noms = ("CABINET DU MOULIN", "FOYER DES TILLEULS", *(f"LA FORGE {rang}" for rang in range(50)))
    chemin = tmp_path / "a.csv"
    chemin.write_bytes(fichier_cnil(ligne_cnil(nom, siren=f"{rang:09d}") for rang, nom in enumerate(noms)))
    coffre = make_coffres().create(tmp_path / f"{mots}.coffre", PHRASE, accept_weak=True)
    run_through(listes.taking_in(coffre, chemin))
    trouvees = [entree.nom for entree in coffre.annuaire.search(mots, 5)]
    autre = coffre.annuaire.search("000000099", 5)
    coffre.close()

    # No number is taken for another.
    assert (trouvees, autre) == (["CABINET DU MOULIN" if "mou" in mots else "FOYER DES TILLEULS"], ())


def test_what_is_taken_back_is_not_found_mistyped_either(coffre: Coffre, importe: Importe) -> None:
    bilan = importe(fichier_cnil([ligne_cnil("FOYER DES TILLEULS"), ligne_cnil("LA FORGE")]), "a.csv")
    assert len(coffre.annuaire.search("tileuls", 5)) == 1
    run_through(coffre.annuaire.undoing(bilan.numero))
    assert coffre.annuaire.search("tileuls", 5) == ()


def test_what_someone_corrects_is_found_among_more_than_can_be_looked_at(
    coffre: Coffre, importe: Importe, annuaire: Annuaire
) -> None:
    importe(fichier_cnil(ligne_cnil(f"SOCIETE {rang}") for rang in range(400)), "a.csv")
    (ccas,) = annuaire.search("ccas roubaix", 1)
    dite = corrected(ccas, adresse=("5 rue Neuve", "59170 Croix"), service="", today=dt.date(2026, 11, 24))
    coffre.annuaire.correct(dite, annuaire.fabrique())

    # By the words of the address it had.
    assert dite in coffre.annuaire.search("roubaix", 1000)
    assert coffre.annuaire.search("ccas 59100", 5) == (dite,)


def test_an_address_of_one_line_is_kept_as_it_is(annuaire: Annuaire) -> None:
    entree = annuaire.search("mairie de roubaix", 1)[0]
    sans = corrected(entree, adresse=(), service="", today=dt.date(2026, 11, 24))

    assert isinstance(sans, EntreeAnnuaire)
    assert sans.lignes == ()
