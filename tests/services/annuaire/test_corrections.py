"""Addresses that someone chose to keep: until « Effacer », or for the desk; and all that is known, searched at once."""

import datetime as dt
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire, SourceAnnuaire
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.annuaire.annuaire import Annuaire, filled, notes
from droits_usagers.services.annuaire.coffre import corrected
from droits_usagers.services.annuaire.corrections import Corrections, search_all
from droits_usagers.services.socle.permanence import Faute, read_permanence
from droits_usagers.services.socle.reglages import Carnet
from tests.chaque import chaque

JOUR = dt.date(2026, 11, 24)
ADRESSE = ("5 rue Neuve", "59200 Tourcoing")


def shipped(annuaire: Annuaire, mots: str = "mairie de roubaix") -> EntreeAnnuaire:
    return annuaire.search(mots, 1)[0]


def at_another_address(entree: EntreeAnnuaire) -> EntreeAnnuaire:
    return corrected(entree, adresse=ADRESSE, service=entree.service, today=JOUR)


def test_it_is_in_memory_until_it_is_erased(annuaire: Annuaire, tmp_path: Path) -> None:
    corrections = Corrections(Carnet(None, tmp_path))
    dite = at_another_address(shipped(annuaire))
    corrections.keep(dite)

    assert corrections.search("mairie roub", 5) == corrections.search("tourcoing", 5) == (dite,)
    assert corrections.search("lille", 5) == corrections.search("", 5) == ()
    assert [*tmp_path.iterdir()] == []
    corrections.clear()
    assert corrections.search("mairie", 5) == ()


def test_a_desk_that_allows_it_keeps_it_for_everyone(annuaire: Annuaire, catalogue: Catalogue, tmp_path: Path) -> None:
    fichier = tmp_path / "permanence.toml"
    decide = 'format = 1\nposte_partage = true\ncode_retour = "4812"\ngarder_adresses = true\n'
    fichier.write_text(f'{decide}[permanence]\nlieu = "12 rue Colbert"\njeudi = ["9h-12h", "14h-16h"]\n', encoding="utf-8")
    corrections = Corrections(Carnet(None, tmp_path))
    dite = at_another_address(shipped(annuaire))
    corrections.keep(dite)
    corrections.clear()
    lue = read_permanence(tmp_path)

    assert corrections.toutes == lue.adresses == (dite,)
    assert (lue.poste_partage, lue.code_retour, lue.faute) == (True, "4812", None)
    # What else was decided is still there.
    assert (lue.horaires.lieu, [*lue.horaires.semaine]) == ("12 rue Colbert", [3])
    assert [dites.replace("\u00a0", " ") for dites in lue.horaires.semaine[3]] == ["de 9 h à 12 h", "de 14 h à 16 h"]
    # Whoever comes next kept nothing, and had no address.
    dites = [*notes(dite, catalogue.textes), filled(dite, None, catalogue.textes)]
    assert not [une for une in dites if "vous" in une or "gardée ici" not in une]
    # Again, and the latest holds.
    encore = corrected(dite, adresse=("6 rue Neuve", ADRESSE[1]), service="", today=JOUR)
    Corrections(Carnet(None, tmp_path)).keep(encore)
    assert read_permanence(tmp_path).adresses == (encore,)


def test_a_shared_computer_that_says_nothing_of_it_keeps_nothing(annuaire: Annuaire, tmp_path: Path) -> None:
    fichier = tmp_path / "permanence.toml"
    fichier.write_text("format = 1\nposte_partage = true\n", encoding="utf-8")
    avant = fichier.read_bytes()
    corrections = Corrections(Carnet(None, tmp_path))
    corrections.keep(at_another_address(shipped(annuaire)))

    assert fichier.read_bytes() == avant
    assert len(corrections.toutes) == 1


def test_a_desk_that_no_longer_allows_it_leaves_it_in_memory(annuaire: Annuaire, tmp_path: Path) -> None:
    fichier = tmp_path / "permanence.toml"
    fichier.write_text("garder_adresses = true\n", encoding="utf-8")
    carnet = Carnet(None, tmp_path)
    corrections = Corrections(carnet)
    assert carnet.permanence.garder_adresses
    fichier.write_text("format = 1\n", encoding="utf-8")
    corrections.keep(at_another_address(shipped(annuaire)))

    assert len(corrections.toutes) == 1


def test_sharing_the_computer_keeps_the_addresses(annuaire: Annuaire, tmp_path: Path) -> None:
    (tmp_path / "permanence.toml").write_text("garder_adresses = true\n", encoding="utf-8")
    carnet = Carnet(None, tmp_path)
    Corrections(carnet).keep(at_another_address(shipped(annuaire)))
    carnet.share_computer()

    assert carnet.permanence.poste_partage
    assert len(read_permanence(tmp_path).adresses) == 1


#: As a program that kept by itself what was typed left it.
SANS_GESTE = """
garder_adresses = true
[[adresses]]
nom = "Mairie de Roubaix"
adresse = ["12 rue des Lilas"]
code_postal = "59100"
"""


def test_one_that_nobody_looked_at_is_proposed_to_nobody(annuaire: Annuaire, tmp_path: Path) -> None:
    fichier = tmp_path / "permanence.toml"
    fichier.write_text(SANS_GESTE, encoding="utf-8")
    corrections = Corrections(Carnet(None, tmp_path))
    assert corrections.toutes == corrections.search("roubaix", 5) == ()
    assert read_permanence(tmp_path).faute is None

    # It stays in the file, for who runs the desk to look at, until they say otherwise.
    corrections.keep(at_another_address(shipped(annuaire)))
    lue = read_permanence(tmp_path)
    assert (len(lue.adresses), len(lue.non_relues)) == (1, 1)
    fichier.write_text(SANS_GESTE + "relue = true\n", encoding="utf-8")
    assert [entree.adresse for entree in Corrections(Carnet(None, tmp_path)).toutes] == [("12 rue des Lilas",)]


def test_those_that_nobody_looked_at_are_taken_away_at_once(annuaire: Annuaire, tmp_path: Path) -> None:
    (tmp_path / "permanence.toml").write_text(SANS_GESTE, encoding="utf-8")
    carnet = Carnet(None, tmp_path)
    Corrections(carnet).keep(at_another_address(shipped(annuaire)))
    carnet.drop_unread_addresses()
    assert (len(carnet.permanence.adresses), carnet.permanence.non_relues) == (1, ())
    assert "Lilas" not in (tmp_path / "permanence.toml").read_text("utf-8")


def test_what_was_kept_is_taken_back_for_everyone(annuaire: Annuaire, tmp_path: Path) -> None:
    (tmp_path / "permanence.toml").write_text("garder_adresses = true\n", encoding="utf-8")
    corrections = Corrections(Carnet(None, tmp_path))
    dite = at_another_address(shipped(annuaire))
    corrections.keep(dite)
    corrections.drop(dite.cle)
    assert corrections.toutes == read_permanence(tmp_path).adresses == ()


@chaque(
    "contenu",
    [
        *(
            'garder_adresses = "oui"',
            "adresses = 1",
            "adresses = [1]",
            '[[adresses]]\nnom = "A"',
            '[[adresses]]\nnom = "A"\nadresse = "B"',
        ),
        *(
            '[[adresses]]\nnom = "A"\ncode_postal = "59100"\nadresse = [1]',
            '[[adresses]]\nnom = "A"\ncode_postal = 59100\nadresse = []',
            '[[adresses]]\nnom = "A"\ncode_postal = "59100"\nadresse = []\nautre = 1',
            '[[adresses]]\nnom = "A"\ncode_postal = "59100"\nadresse = []\norganisme = "gendarmerie"',
            '[[adresses]]\nnom = "A"\ncode_postal = "59100"\nadresse = []\nrelue = 1',
        ),
    ],
)
def test_a_mistake_there_is_said_and_makes_the_computer_a_shared_one(contenu: str, tmp_path: Path) -> None:
    (tmp_path / "permanence.toml").write_text(contenu, encoding="utf-8")
    lue = read_permanence(tmp_path)

    assert (lue.faute, lue.poste_partage, lue.adresses) == (Faute.ADRESSES, True, ())


def test_what_was_corrected_stands_for_the_shipped_one_wherever_it_answers(annuaire: Annuaire, tmp_path: Path) -> None:
    corrections = Corrections(Carnet(None, tmp_path))
    livree = shipped(annuaire, "caf 93")
    corrections.keep(at_another_address(livree))
    trouvees = search_all(annuaire, corrections, (), mots="caf 93", plus=5)

    assert trouvees[0].source is SourceAnnuaire.CORRIGE
    assert trouvees[0].lignes == ADRESSE
    assert [entree.cle for entree in trouvees].count(livree.cle) == 1


@chaque("plus", [2, 5])
def test_a_corrected_body_is_shown_once_and_first(plus: int, annuaire: Annuaire, tmp_path: Path) -> None:
    livrees = annuaire.search("mairie de roubaix", 5)
    dite = at_another_address(livrees[1])

    trouvees = search_all(annuaire, Corrections(Carnet(None, tmp_path)), (dite,), mots="mairie de roubaix", plus=plus)
    assert trouvees == (dite, livrees[0], *livrees[2:])[:plus]


def taken_in(nom: str, source: SourceAnnuaire = SourceAnnuaire.CNIL) -> EntreeAnnuaire:
    return EntreeAnnuaire(nom, "", code_postal="59100", ville="ROUBAIX", departement="59", source=source)


def test_the_nearest_go_first_whoever_tells_of_them_and_once(annuaire: Annuaire, tmp_path: Path) -> None:
    foyer, autre = taken_in("Foyer de Roubaix", SourceAnnuaire.LISTE), taken_in("FOYERS DE ROUBAIX")
    trouvees = search_all(annuaire, Corrections(Carnet(None, tmp_path)), (foyer, foyer, autre), mots="foyer roubaix", plus=4)

    assert trouvees == (foyer, autre, *annuaire.search("foyer roubaix", 2))


@chaque(
    ("mots", "combien"),
    [
        *(("roubaix", 8), ("59100", 8), ("roub", 8), ("mairie de roubaix", 1), ("ccas roub", 1), ("caf 59", 1)),
        ("tribunal administratif lille", 1),
    ],
)
def test_no_body_taken_in_takes_the_place_of_a_shipped_one_that_is_as_near(
    mots: str, combien: int, annuaire: Annuaire, tmp_path: Path
) -> None:
    noms = ("MAIRIE", "CCAS", "CAF", "TRIBUNAL ADMINISTRATIF LILLE", "ROUBAIX", "LA FORGE", "MAIRIES", "ROUBAISIENNE")
    du_coffre = tuple(taken_in(f"{nom} {rang}") for rang, nom in enumerate(noms))
    trouvees = search_all(annuaire, Corrections(Carnet(None, tmp_path)), du_coffre, mots=mots, plus=8)

    assert trouvees[:combien] == annuaire.search(mots, combien)


def test_of_two_as_near_a_public_body_goes_first(annuaire: Annuaire, tmp_path: Path) -> None:
    publique, privee = taken_in("La Forge du canal", SourceAnnuaire.DILA), taken_in("LA FORGE")
    trouvees = search_all(annuaire, Corrections(Carnet(None, tmp_path)), (privee, publique), mots="forge roubaix", plus=4)

    assert trouvees[:2] == (publique, privee)


def test_without_what_is_shipped_the_rest_answers(tmp_path: Path) -> None:
    absent, corrections = Annuaire(tmp_path, tmp_path), Corrections(Carnet(None, tmp_path))
    sienne = EntreeAnnuaire("Foyer de Roubaix", "")

    assert search_all(absent, corrections, (sienne,), mots="roubaix", plus=4) == (sienne,)
    with pytest.raises(ExpectedError):
        search_all(absent, corrections, (), mots="roubaix", plus=4)
