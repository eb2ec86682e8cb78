"""The bodies of a coffre: kept, found, taken away with all that the index had of them, saved from a damaged file."""

import datetime as dt

from droits_usagers.domain.personnes.annuaire import Adressage, EntreeAnnuaire, SourceAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.vault.depot import Depot
from tests.coffres import Horloge

FORGE = EntreeAnnuaire(
    "La Forge",
    "caf",
    service="Action sociale",
    adresse=("Immeuble A", "1 rue Basse"),
    code_postal="59100",
    ville="Roubaix",
    siren="111111111",
    departement="59",
    source=SourceAnnuaire.CNIL,
    releve_le=dt.date(2021, 3, 12),
    adressage=Adressage.PROPRE,
    organisme=GenreOrganisme.CAF,
    courriel="dpo@forge.fr",
)


def test_an_entry_comes_back_as_it_was(depot: Depot, horloge: Horloge) -> None:
    with depot.writing():
        numero = depot.annuaire.begin(SourceAnnuaire.CNIL, horloge.now())
        connues = depot.annuaire.known()
        ajoutees = [depot.annuaire.add([(FORGE, ("forge", "roubaix"))], numero=numero, connues=connues) for _ in "12"]
        assert ajoutees == [1, 0]
        assert depot.annuaire.known() == connues
    with depot.reading():
        assert depot.annuaire.find(("for",), 5) == (FORGE,)
        assert depot.annuaire.find(("roub", "forge"), 5) == (FORGE,)
        assert depot.annuaire.find(("forge", "lille"), 5) == depot.annuaire.find((), 5) == ()
        assert len(depot.annuaire.known()) == 1


def test_whole_words_go_first(depot: Depot) -> None:
    with depot.writing():
        for nom in ("forgeron", "forge"):
            depot.annuaire.add([(EntreeAnnuaire(nom, ""), (nom,))], numero=None, connues=set())
    with depot.reading():
        assert [entree.nom for entree in depot.annuaire.find(("forge",), 5)] == ["forge", "forgeron"]


def test_what_is_taken_away_is_found_no_more(depot: Depot, horloge: Horloge) -> None:
    with depot.writing():
        numero = depot.annuaire.begin(SourceAnnuaire.LISTE, horloge.now())
        rangees = [(EntreeAnnuaire(f"Organisme {rang}", ""), ("organisme", str(rang))) for rang in range(5)]
        depot.annuaire.add(rangees, numero=numero, connues=set())
        assert [depot.annuaire.remove_some(numero, 2) for _ in range(4)] == [2, 2, 1, 0]
        depot.annuaire.forget(numero)
    with depot.reading():
        assert depot.annuaire.find(("organisme",), 5) == ()
        assert depot.annuaire.imports() == ()
