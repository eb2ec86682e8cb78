"""What the annuaire says of places and of bodies; and what happens when it is not what was shipped."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.annuaire import Adressage, EntreeAnnuaire, SourceAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.annuaire.annuaire import Annuaire, filled, notes
from tests.chaque import chaque


def first(annuaire: Annuaire, tape: str) -> EntreeAnnuaire:
    return annuaire.search(tape)[0]


def test_the_name_of_a_commune_by_its_postcode_and_back(annuaire: Annuaire) -> None:
    bobigny, *_ = annuaire.communes("93000")

    assert (bobigny.nom, bobigny.postaux) == ("Bobigny", "93000")
    assert annuaire.communes_named("bobigny") == (bobigny,)
    assert [commune.departement for commune in annuaire.communes_named("St Denis")][:2] == ["974", "93"]
    assert annuaire.communes_named("Nulle-Part") == ()
    assert [commune.nom for commune in annuaire.communes("20200")][:2] == ["Bastia", "Ville-di-Pietrabugno"]
    assert annuaire.communes("00000") == ()


@chaque(
    ("code_postal", "territoire"),
    [
        ("93000", "93"),
        ("67000", "67"),
        ("57000", "57"),
        ("97400", "974"),
        ("97600", "976"),
        ("20000", "2A"),
        ("20200", "2B"),
        ("99999", ""),
    ],
)
def test_the_territoire_of_a_postcode(code_postal: str, territoire: str, annuaire: Annuaire) -> None:
    premiere = next(iter(annuaire.communes(code_postal)), None)

    assert (premiere.departement if premiere else "") == territoire


def test_a_ccas_has_the_address_of_the_town_hall_and_says_so(annuaire: Annuaire) -> None:
    ccas, mairie = first(annuaire, "ccas roubaix"), first(annuaire, "mairie roubaix")

    assert (ccas.adressage, mairie.adressage) == (Adressage.MAIRIE, Adressage.PROPRE)
    assert ccas.lignes == ("Mairie", *mairie.lignes)
    assert (ccas.siren, mairie.siren) == ("", "215905126")
    assert ccas.as_organisme().genre is GenreOrganisme.CCAS
    # A commune is a public administration too: what is written to it rests on the same texts.
    assert mairie.as_organisme().genre is GenreOrganisme.CCAS


def test_so_small_a_commune_may_have_no_ccas(annuaire: Annuaire) -> None:
    assert first(annuaire, "ccas artemare").incertaine
    assert not first(annuaire, "ccas roubaix").incertaine


@pytest.mark.parametrize(
    "tape",
    [
        *("msa amiens", "msa 33", "cnav lyon", "point d'accès au droit villeurbanne", "urssaf ile de france", "spip melun"),
        *(
            "prudhommes bobigny",
            "conseil de prud'hommes lyon",
            "impots saint denis 93",
            "rectorat versailles",
            "commissariat lens",
        ),
    ],
)
def test_what_only_is_at_the_same_place_is_told_from_what_was_asked_for(annuaire: Annuaire, tape: str) -> None:
    assert annuaire.lacks(tape, annuaire.search(tape))


@pytest.mark.parametrize("tape", ["msa saverne", "ccas roubaix", "ta créteil", "bobigny", "xyzzy", "cnil"])
def test_what_was_asked_for_is_not_said_to_be_missing(annuaire: Annuaire, tape: str) -> None:
    assert not annuaire.lacks(tape, annuaire.search(tape))


def test_no_town_has_a_court_that_was_closed(annuaire: Annuaire) -> None:
    noms = {entree.nom for entree in annuaire.search("tribunal les andelys")}

    assert "Tribunal de proximité des Andelys" not in noms


def test_a_short_word_is_another_one_mistyped_only_if_it_begins_the_same(annuaire: Annuaire) -> None:
    """« Lomme » was taken for « Somme »."""
    assert not [entree for entree in annuaire.search("caf comme") if entree.departement == "80"]


@pytest.mark.parametrize("tape", ["cpam 59", "cpam lens", "caf anglet", "cpam 76"])
def test_several_caisses_of_one_departement_are_told_apart_by_a_letter(
    annuaire: Annuaire, catalogue: Catalogue, tape: str
) -> None:
    assert "plusieurs caisses" in " ".join(notes(first(annuaire, tape), catalogue.textes))


def test_a_caisse_that_is_alone_with_its_desks_is_the_one(annuaire: Annuaire, catalogue: Catalogue) -> None:
    for tape in ("caf 93", "caf 38", "cpam 80"):
        assert "plusieurs" not in " ".join(notes(first(annuaire, tape), catalogue.textes))


def test_of_the_list_of_the_cada_only_the_year_is_known(annuaire: Annuaire, catalogue: Catalogue) -> None:
    """Its addresses were said to be of October, as those of the other list."""
    caf = first(annuaire, "caf 38")
    dite = filled(caf, None, catalogue.textes)

    assert (caf.source, caf.releve_le) == (SourceAnnuaire.CADA, dt.date(2019, 1, 1))
    assert "relevée en 2019" in dite
    assert "adresse relevée en 2019" in [*notes(caf, catalogue.textes)]


@pytest.mark.parametrize("tape", ["caf bobini", "caf 988", "mdph xyz"])
def test_a_place_that_nobody_knows_is_not_another_one(annuaire: Annuaire, tape: str) -> None:
    assert not [entree for entree in annuaire.search(tape) if entree.genre in {"caf", "mdph"}]


def test_two_towns_of_one_name_are_told_apart(annuaire: Annuaire, catalogue: Catalogue) -> None:
    deux = [entree for entree in annuaire.search("ccas saint denis") if entree.departement in {"93", "974"}][:2]
    dites = {entree.departement: " ".join(notes(entree, catalogue.textes)) for entree in deux}
    assert "département 974" in dites["974"].replace("\u00a0", " ")
    assert dites["93"] != dites["974"]


def test_what_only_a_rule_names_has_no_address(annuaire: Annuaire) -> None:
    caf = first(annuaire, "caf 93")

    assert (caf.lignes, caf.adressage, caf.source, caf.releve_le) == ((), Adressage.AUCUNE, SourceAnnuaire.REGLE, None)


def test_a_service_of_the_departement_is_written_to_through_it(annuaire: Annuaire) -> None:
    pmi = first(annuaire, "pmi blanc mesnil").as_organisme()

    assert pmi.nom == "Département de la Seine-Saint-Denis"
    assert pmi.service == "Centre de protection maternelle et infantile (PMI) du Blanc-Mesnil"
    assert (pmi.genre, pmi.territoire) == (GenreOrganisme.DEPARTEMENT, "93")
    assert pmi.adresse[-1] == "93150 Le Blanc-Mesnil"


def test_a_service_that_no_file_knows_has_the_address_of_the_seat(annuaire: Annuaire) -> None:
    ase, siege = first(annuaire, "ase 93"), first(annuaire, "cd 93")

    assert (ase.lignes, ase.adressage) == (siege.lignes, Adressage.DEPARTEMENT)


@pytest.mark.parametrize(
    ("tape", "ligne"), [("cnil", "75334 Paris cedex 07"), ("défenseur des droits", "75342 Paris cedex 07")]
)
def test_an_authority_has_the_address_that_letters_have(tape: str, ligne: str, annuaire: Annuaire, places: Places) -> None:
    entree = first(annuaire, tape)

    assert entree.source is SourceAnnuaire.PROGRAMME
    assert entree.lignes[-1] == ligne
    assert "\n".join((entree.nom, *entree.lignes)) in (places.gabarits / "_communs" / "autorites.j2").read_text("utf-8")


@chaque(
    ("tape", "annee"),
    [
        ("cd 67", 2021),
        ("cd 2a", 2018),
        ("métropole de lyon", 2015),
        ("cd 75", 2019),
        ("tj foix", 2020),
        ("pôle emploi", 2024),
        ("mdph 67", 2022),
        ("cd 976", 2026),
        ("tass lille", 2019),
        ("tci foix", 2019),
    ],
)
def test_what_became_of_a_body_is_said(tape: str, annee: int, annuaire: Annuaire) -> None:
    succession = annuaire.succession(first(annuaire, tape))

    assert succession is not None
    assert succession.depuis.year == annee


def test_nothing_is_said_of_what_did_not_change(annuaire: Annuaire) -> None:
    assert annuaire.succession(first(annuaire, "cd 93")) is None


def test_the_nearest_place_where_the_law_is_explained(annuaire: Annuaire) -> None:
    roubaix, drancy = annuaire.nearest("59100"), annuaire.nearest("93700")

    assert roubaix is not None
    assert roubaix.nom == "Maison de justice et du droit de Roubaix"
    assert drancy is not None
    assert (drancy.genre, drancy.departement) == ("maison_justice_droit", "93")
    assert annuaire.nearest("48000") is annuaire.nearest("00000") is None


def test_nothing_else_is_read_to_find_it(places: Places, tmp_path: Path) -> None:
    (tmp_path / "annuaire").mkdir()
    for nom in ("acces_droit.csv.xz", "empreintes.toml"):
        shutil.copy(places.resources / "annuaire" / nom, tmp_path / "annuaire")

    assert Annuaire(tmp_path, places.gabarits).nearest("59100") is not None


def test_the_postcode_of_a_cedex_has_its_commune(annuaire: Annuaire) -> None:
    mairie = first(annuaire, "mairie de lille")

    assert "cedex" in mairie.ville
    assert annuaire.communes(mairie.code_postal) == ()
    assert annuaire.nearest(mairie.code_postal) == annuaire.nearest("59000")


def test_every_address_has_its_month_and_none_is_half_known(annuaire: Annuaire) -> None:
    for tape in ("bobigny", "93", "paris", "lyon", "974", "corse", "caf", "tribunal"):
        for entree in annuaire.search(tape, 60):
            assert bool(entree.code_postal) == bool(entree.ville) == (entree.adressage is not Adressage.AUCUNE)
            if entree.code_postal and entree.source is not SourceAnnuaire.PROGRAMME:
                assert entree.releve_le == dt.date(2019, 1 if entree.source is SourceAnnuaire.CADA else 10, 1)


@pytest.mark.parametrize("dommage", ["absent", "coupe", "autre", "sans_empreinte"])
def test_what_is_not_what_was_shipped_is_refused(dommage: str, places: Places, tmp_path: Path) -> None:
    shutil.copytree(places.resources / "annuaire", tmp_path / "annuaire")
    services = tmp_path / "annuaire" / "services.csv.xz"
    if dommage == "absent":
        services.unlink()
    elif dommage == "coupe":
        services.write_bytes(services.read_bytes()[:-10])
    elif dommage == "autre":
        shutil.copy(tmp_path / "annuaire" / "communes.csv.xz", services)
    else:
        (tmp_path / "annuaire" / "empreintes.toml").write_text("format = 1\n[sha256]\n", "utf-8")
    annuaire = Annuaire(tmp_path, places.gabarits)

    for _ in range(2):
        with pytest.raises(ExpectedError) as refus:
            annuaire.search("bobigny")
        assert refus.value.panne is Panne.RESSOURCE_ABIMEE


def test_what_became_of_a_body_that_is_not_shipped_is_asked_of_nothing(places: Places, tmp_path: Path) -> None:
    assert Annuaire(tmp_path, places.gabarits).succession(EntreeAnnuaire("La Forge", "")) is None


def test_templates_without_the_authorities_are_refused(places: Places, tmp_path: Path) -> None:
    (tmp_path / "_communs").mkdir()
    (tmp_path / "_communs" / "autorites.j2").write_text("rien", "utf-8")

    with pytest.raises(ExpectedError):
        Annuaire(places.resources, tmp_path).search("cnil")


def test_a_name_that_tells_one_body_for_sure_identifies_it(annuaire: Annuaire) -> None:
    ecrits = ("PMI du Blanc-Mesnil", "pmi blanc mesnil", "Centre de PMI, Le Blanc-Mesnil (93)", "PMI 93150 Blanc Mesnil")
    assert {annuaire.identify(words(ecrit)) for ecrit in ecrits} == {"pmi|93007"}


@chaque(
    "ecrit",
    # Without a place, mistyped, of two places, of a kind that there is everywhere, with words that say more.
    [
        "PMI",
        "PMI Blanc-Mesnyl",
        "PMI Saint-Denis",
        "CCAS de Roubaix",
        "CAF 93",
        "PMI des Tilleuls Le Blanc-Mesnil",
        "PMI 75 Blanc-Mesnil",
        "",
    ],
)
def test_what_may_be_another_body_identifies_none(annuaire: Annuaire, ecrit: str) -> None:
    assert annuaire.identify(words(ecrit)) == ""


def test_without_what_is_shipped_nothing_is_identified(tmp_path: Path) -> None:
    assert Annuaire(tmp_path, tmp_path).identify(("pmi", "blanc", "mesnil")) == ""


def test_an_entry_is_called_by_its_service_where_there_is_one(annuaire: Annuaire) -> None:
    pmi, mairie = (next(iter(annuaire.search(mots))) for mots in ("pmi creteil", "mairie roubaix"))
    assert (pmi.titre, mairie.titre) == (pmi.service, "Mairie de Roubaix")
