"""An address that someone protects, and that others of the coffre have: asked once, held everywhere, let go by name."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.controle.valeurs import Regle
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.adresses import ReponseAdresse
from droits_usagers.domain.dossier.dossiers import Action, Filtre
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import (
    Auteur,
    CodeConsigne,
    Consigne,
    Consignes,
    Personne,
    Qualite,
    ReponseA,
)
from droits_usagers.places import Places
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.controle.controle import SortieRetenue
from droits_usagers.services.ensemble import Services
from tests.coffres import PHRASE, erase, fast

JOUR = dt.date(2026, 11, 24)
#: Where she lives, and the same place as others write it.
CHEZ_ELLE = ("14 bis, rue des Acacias", "93200 Saint-Denis")
AUTREMENT = ("Bât. C", "14 BIS R DES ACACIAS", "93200 SAINT DENIS")
INDICES = ("acacias", "93200")


@pytest.fixture
def services(places: Places) -> Services:
    services = Services(places, lambda: JOUR, lambda: dt.datetime.combine(JOUR, dt.time(10, tzinfo=dt.UTC)))
    fast(services)
    return services


@pytest.fixture
def coffre(services: Services, tmp_path: Path) -> Iterator[Coffre]:
    coffre = services.coffres.create(tmp_path / "c.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


def of(nom: str, adresse: tuple[str, ...], *, protegee: bool = False) -> Demande:
    personne = Personne(nom=nom, prenom="Élodie", adresse=adresse, adresse_protegee=protegee)
    organisme = Organisme("Département de l'Estuaire", GenreOrganisme.DEPARTEMENT)
    reponse_a = ReponseA("Association Escale", ("3 place du Marché", "75011 Paris")) if protegee else None
    return Demande("acces", JOUR, concerne=personne, organisme=organisme, reponse_a=reponse_a)


def letter(services: Services, demande: Demande) -> str:
    return services.courriers.text(services.departs.document(demande).contenu).casefold()


def told(texte: str) -> list[str]:
    return [indice for indice in INDICES if indice in texte]


@pytest.fixture
def refs(coffre: Coffre) -> tuple[str, str]:
    """Hers, protected, and that of the child who lives there."""
    enfant = coffre.dossiers.create(of("Petit", AUTREMENT))
    return coffre.dossiers.create(of("Œuvrard", CHEZ_ELLE, protegee=True)), enfant


def hold(coffre: Coffre, reponse: ReponseAdresse = ReponseAdresse.TENUE) -> str:
    (une,) = coffre.adresses.to_ask()
    coffre.adresses.answer(une.lieu, reponse)
    return une.lieu


@pytest.mark.parametrize(
    ("lignes", "dit"),
    [
        (("12 Le Bourg", "23400 Bourganeuf"), "la visite au 12 Le Bourg"),
        # A town hall says no other address than that.
        (("Le Bourg", "23400 Bourganeuf"), "la visite au bourg de Bourganeuf"),
        (("Ferme du Kerlosquet", "29140 Melgven"), "la visite à Kerlosquet"),
    ],
)
def test_a_place_in_no_street_is_asked_of_and_held_in_what_anyone_writes(
    coffre: Coffre, services: Services, lignes: tuple[str, ...], dit: str
) -> None:
    reponses = {"documents": ({"document_quoi": dit},)}
    elle = of("Œuvrard", lignes, protegee=True)
    coffre.dossiers.create(elle)
    enfant = coffre.dossiers.create(of("Petit", lignes))
    hold(coffre)

    assert lignes[0].casefold() not in letter(services, coffre.dossiers.read(enfant).demande)
    for demande in (elle, of("Ferrand", ("1 rue Zola", "13002 Marseille"))):
        with pytest.raises(SortieRetenue) as retenue:
            letter(services, replace(demande, reponses=reponses))
        assert Regle.ADRESSE_PROTEGEE in retenue.value.regles


def test_the_letter_of_the_child_says_it_until_one_answers_that_it_is_held(
    coffre: Coffre, services: Services, refs: tuple[str, str]
) -> None:
    _, enfant = refs
    assert told(letter(services, coffre.dossiers.read(enfant).demande)) == [*INDICES]
    (une,) = coffre.adresses.to_ask(refs[0])
    assert (une.adresse, une.autres) == (CHEZ_ELLE, 1)
    assert coffre.adresses.to_ask(enfant) == ()

    coffre.adresses.answer(une.lieu, ReponseAdresse.TENUE)
    assert coffre.adresses.to_ask() == ()
    assert told(letter(services, coffre.dossiers.read(enfant).demande)) == []


def test_nobody_finds_it_any_more_by_typing_it(coffre: Coffre, refs: tuple[str, str]) -> None:
    assert [ligne.reference for ligne in coffre.liste.page(Filtre(texte="acacias")).lignes] == [refs[1]]
    hold(coffre)
    list(coffre.liste.refresh())
    assert coffre.liste.page(Filtre(texte="acacias")).total == 0


@pytest.mark.usefixtures("refs")
def test_one_made_later_with_that_address_is_held_too(coffre: Coffre, services: Services) -> None:
    hold(coffre)
    apres = coffre.dossiers.create(of("Garnier", ("14bis rue des Acacias 93200 Saint-Denis",)))
    assert told(letter(services, coffre.dossiers.read(apres).demande)) == []


@pytest.mark.usefixtures("refs")
def test_a_letter_that_no_dossier_has_yet_does_not_leave_with_it(coffre: Coffre, services: Services) -> None:
    neuve = of("Garnier", AUTREMENT)
    assert letter(services, neuve)
    hold(coffre)
    with pytest.raises(SortieRetenue) as retenue:
        services.departs.document(neuve)
    assert retenue.value.regles == (Regle.ADRESSE_PROTEGEE,)
    # Nor one that says it among other things.
    with pytest.raises(SortieRetenue):
        services.departs.document(
            replace(
                of("Garnier", ("1 rue X", "75001 Paris")),
                reponses={"documents": ({"document_quoi": f"le rapport du {AUTREMENT[1]}"},)},
            )
        )


def test_whoever_lives_on_the_way_there_is_not_asked_about(coffre: Coffre, services: Services) -> None:
    coffre.dossiers.create(of("Tanguy", ("Lieu-dit Mezmenec'h", "29410 Pleyber-Christ"), protegee=True))
    coffre.dossiers.create(of("Voisin", ("14 route de Mezmenec'h", "29410 Pleyber-Christ")))
    assert coffre.adresses.to_ask() == ()
    dit = {"documents": ({"document_quoi": "la visite sur la route de Mezmenec'h"},)}
    assert is_held(services, replace(of("Ferrand", ("1 rue Zola", "13002 Marseille")), reponses=dit))


def test_the_same_street_of_another_town_is_not_held(coffre: Coffre, services: Services, refs: tuple[str, str]) -> None:
    hold(coffre)
    ailleurs = coffre.dossiers.create(of("Garnier", ("14 bis rue des Acacias", "59000 Lille")))
    assert "59000" in letter(services, coffre.dossiers.read(ailleurs).demande)
    # Where no postcode tells which town, it is; nor has a town only one.
    for meme in (
        ("14 bis rue des Acacias", "Saint-Denis"),
        ("14 bis rue des Acacias", "93210 St-Denis"),
    ):
        with pytest.raises(SortieRetenue):
            services.departs.document(of("Garnier", meme))
    voisine = coffre.dossiers.create(of("Voisin", ("15 rue des Acacias", "93200 Saint-Denis")))
    assert "15" in letter(services, coffre.dossiers.read(voisine).demande)
    assert refs


def test_a_place_is_one_without_its_postcode_or_with_another_of_its_town(
    coffre: Coffre, services: Services, refs: tuple[str, str]
) -> None:
    ecrites = (
        ("14 bis rue des Acacias", "Saint-Denis"),
        ("14 bis rue des Acacias", "93210 St-Denis"),
        ("rue des Accacias, n° 14 bis", "93200 Saint-Denis"),
    )
    autres = [
        coffre.dossiers.create(of(nom, adresse)) for nom, adresse in zip(("Lemaire", "Bonnet", "Faure"), ecrites, strict=True)
    ]
    ailleurs = coffre.dossiers.create(of("Ailleurs", ("14 bis rue des Acacias", "59000 Lille")))
    (une,) = coffre.adresses.to_ask(refs[0])
    assert une.autres == len((refs[1], *autres))

    coffre.adresses.answer(une.lieu, ReponseAdresse.TENUE)
    (tenue,) = coffre.adresses.known()
    assert len(tenue.habitants) == len((*refs, *autres))
    apres = coffre.dossiers.create(of("Chevallier", ("14 bis r. des Acacias", "93210 Saint-Denis")))
    for held in (*autres, apres):
        assert "cacias" not in letter(services, coffre.dossiers.read(held).demande)
    assert "acacias" in letter(services, coffre.dossiers.read(ailleurs).demande)

    coffre.adresses.answer(tenue.lieu, None)
    assert ([une.reponse for une in coffre.adresses.known()], len(coffre.adresses.to_ask())) == ([None], 1)


def test_who_is_only_answered_there_is_let_go_by_name_too(coffre: Coffre, services: Services, refs: tuple[str, str]) -> None:
    hold(coffre)
    chez_elle = replace(of("Hébergé", ("1 rue X", "75001 Paris")), reponse_a=ReponseA("", AUTREMENT))
    ref = coffre.dossiers.create(chez_elle)
    with pytest.raises(SortieRetenue):
        services.departs.document(coffre.dossiers.read(ref).demande)
    (habitant,) = (un for un in coffre.adresses.known()[0].habitants if ref in un.references)
    coffre.adresses.let_go(habitant.numero)
    assert told(letter(services, coffre.dossiers.read(ref).demande)) == [*INDICES]
    assert told(letter(services, coffre.dossiers.read(refs[1]).demande)) == []


def test_who_is_let_go_by_name_has_their_address_again_and_nobody_else(
    coffre: Coffre, services: Services, refs: tuple[str, str]
) -> None:
    mere, enfant = refs
    autre = coffre.dossiers.create(of("Garnier", AUTREMENT))
    hold(coffre)
    (tenue,) = coffre.adresses.known()
    dits = {habitant.nom: habitant for habitant in tenue.habitants}
    assert {nom: un.references for nom, un in dits.items()} == {
        "Élodie Œuvrard": (mere,),
        "Élodie Petit": (enfant,),
        "Élodie Garnier": (autre,),
    }
    assert [nom for nom, un in dits.items() if un.en_propre] == ["Élodie Œuvrard"]

    coffre.adresses.let_go(dits["Élodie Petit"].numero)
    assert told(letter(services, coffre.dossiers.read(enfant).demande)) == [*INDICES]
    assert told(letter(services, coffre.dossiers.read(autre).demande)) == []
    # It follows them when the rest of their dossier changes.
    lue = coffre.dossiers.read(enfant).demande
    assert lue.concerne is not None
    coffre.dossiers.update(enfant, replace(lue, concerne=replace(lue.concerne, naissance=dt.date(2012, 3, 8))))
    assert told(letter(services, coffre.dossiers.read(enfant).demande)) == [*INDICES]

    # Undone.
    (tenue,) = coffre.adresses.known()
    coffre.adresses.let_go(next(un.numero for un in tenue.habitants if un.liberee), libre=False)
    assert told(letter(services, coffre.dossiers.read(enfant).demande)) == []


def test_writing_a_held_dossier_again_makes_no_choice_of_theirs_of_it(
    coffre: Coffre, services: Services, refs: tuple[str, str]
) -> None:
    _, enfant = refs
    lieu = hold(coffre)
    coffre.dossiers.update(enfant, coffre.dossiers.read(enfant).demande)
    coffre.adresses.answer(lieu, ReponseAdresse.LAISSEE)
    assert told(letter(services, coffre.dossiers.read(enfant).demande)) == [*INDICES]


def test_what_was_declined_is_not_asked_again_and_can_be(coffre: Coffre, services: Services, refs: tuple[str, str]) -> None:
    lieu = hold(coffre, ReponseAdresse.LAISSEE)
    coffre.dossiers.create(of("Garnier", AUTREMENT))
    assert coffre.adresses.to_ask() == ()
    assert told(letter(services, coffre.dossiers.read(refs[1]).demande)) == [*INDICES]
    assert coffre.adresses.answer(lieu, None) is ReponseAdresse.LAISSEE
    assert [une.autres for une in coffre.adresses.to_ask()] == [2]


def test_nobody_to_write_to_at_home_is_asked_about_too(coffre: Coffre) -> None:
    coffre.dossiers.create(of("Petit", AUTREMENT))
    elle = coffre.dossiers.create(of("Œuvrard", CHEZ_ELLE))
    assert coffre.adresses.to_ask() == ()
    coffre.consignes.put(elle, Consignes((Consigne(CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE),)))
    assert [une.autres for une in coffre.adresses.to_ask(elle)] == [1]


def test_the_address_of_a_body_or_of_an_organisation_is_not_asked_about(coffre: Coffre, services: Services) -> None:
    mairie = services.annuaire.search("ccas roubaix", 1)[0].lignes
    assert mairie
    coffre.dossiers.create(of("Petit", mairie))
    coffre.dossiers.create(of("Œuvrard", mairie, protegee=True))
    assert coffre.adresses.to_ask() == ()

    asso = ("3 place du Marché", "75011 Paris")
    auteur = Auteur(Qualite.MANDATAIRE, Personne(denomination="Association Escale", adresse=asso))
    coffre.dossiers.create(replace(of("Garnier", asso), auteur=auteur))
    coffre.dossiers.create(of("Ferrand", asso, protegee=True))
    assert coffre.adresses.to_ask() == ()


def test_nothing_is_left_of_it_once_nobody_there_is(coffre: Coffre, refs: tuple[str, str]) -> None:
    hold(coffre)
    erase(coffre, [refs[0]])
    assert len(coffre.adresses.known()) == 1
    erase(coffre, [refs[1]])
    assert coffre.adresses.known() == ()


def test_the_journal_says_that_and_not_which(coffre: Coffre, refs: tuple[str, str]) -> None:
    hold(coffre)
    derniere = coffre.journal()[0]
    assert (derniere.action, derniere.numero) == (Action.ADRESSE_CHANGEE, None)
    assert refs


def test_it_is_held_once_opened_again(coffre: Coffre, services: Services, refs: tuple[str, str], tmp_path: Path) -> None:
    hold(coffre)
    coffre.close()
    services.controle.forget()
    rouvert = services.coffres.open(tmp_path / "c.coffre", PHRASE)
    assert told(letter(services, rouvert.dossiers.read(refs[1]).demande)) == []
    with pytest.raises(SortieRetenue):
        services.departs.document(of("Neuve", AUTREMENT))
    rouvert.close()


SEULE = ("31 quater sente des Rémouleurs", "29100 Douarnenez")
#: The child, placed elsewhere.
PLACEE = replace(
    of("Kerloc'h", ("2 allée des Iris", "35400 Saint-Malo")),
    reponses={"documents": ({"document_quoi": "le rapport de la visite chez maman, 31 quater sente des Rémouleurs"},)},
)


def is_held(services: Services, demande: Demande) -> bool:
    try:
        letter(services, demande)
    except SortieRetenue as retenue:
        return retenue.regles == (Regle.ADRESSE_PROTEGEE,)
    return False


def test_what_nobody_else_has_is_held_in_the_letters_of_the_others_unasked(coffre: Coffre, services: Services) -> None:
    assert not is_held(services, PLACEE)
    elle = coffre.dossiers.create(of("Kerloc'h", SEULE, protegee=True))
    assert coffre.adresses.to_ask() == ()
    assert is_held(services, PLACEE)
    # Who lives there is asked about, and a letter that goes there says where it goes.
    assert not is_held(services, of("Voisin", SEULE))
    assert not is_held(services, replace(PLACEE, organisme=Organisme("Foyer", GenreOrganisme.HEBERGEMENT, adresse=SEULE)))

    coffre.dossiers.update(elle, of("Kerloc'h", SEULE))
    assert not is_held(services, PLACEE)
    coffre.consignes.put(elle, Consignes((Consigne(CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE),)))
    assert is_held(services, PLACEE)


def test_what_is_held_unasked_is_answered_of_as_the_others(coffre: Coffre, services: Services) -> None:
    coffre.dossiers.create(of("Kerloc'h", SEULE, protegee=True))
    (une,) = coffre.adresses.known()
    assert (une.reponse, [un.en_propre for un in une.habitants]) == (None, [True])
    coffre.adresses.answer(une.lieu, ReponseAdresse.LAISSEE)
    assert not is_held(services, PLACEE)
    coffre.adresses.answer(une.lieu, ReponseAdresse.TENUE)
    assert is_held(services, PLACEE)
    assert is_held(services, of("Voisin", SEULE))


def test_who_is_answered_where_nobody_else_is_said_to_live_is_let_go_by_name(coffre: Coffre, services: Services) -> None:
    coffre.dossiers.create(of("Kerloc'h", SEULE, protegee=True))
    ref = coffre.dossiers.create(replace(of("Hébergé", ("1 rue X", "75001 Paris")), reponse_a=ReponseA("", SEULE)))
    assert is_held(services, coffre.dossiers.read(ref).demande)
    (habitant,) = (un for un in coffre.adresses.known()[0].habitants if ref in un.references)
    coffre.adresses.let_go(habitant.numero)
    assert not is_held(services, coffre.dossiers.read(ref).demande)
    assert is_held(services, PLACEE)


def test_the_address_of_a_body_is_not_held_unasked(coffre: Coffre, services: Services) -> None:
    mairie = services.annuaire.search("ccas roubaix", 1)[0].lignes
    coffre.dossiers.create(of("Œuvrard", mairie, protegee=True))
    assert coffre.adresses.known() == ()
    reponses = {"documents": ({"document_quoi": f"le courrier reçu au {mairie[0]}"},)}
    assert not is_held(services, replace(PLACEE, reponses=reponses))


def test_one_who_leaves_a_place_does_not_leave_it_for_another_who_hides_there(coffre: Coffre, services: Services) -> None:
    coffre.dossiers.create(of("Kerloc'h", SEULE, protegee=True))
    autre = coffre.dossiers.create(of("Le Goff", SEULE, protegee=True))
    (une,) = coffre.adresses.known()
    coffre.adresses.answer(une.lieu, ReponseAdresse.LAISSEE)
    assert is_held(services, PLACEE)
    assert not is_held(services, of("Voisin", SEULE))
    coffre.dossiers.update(autre, of("Le Goff", SEULE))
    assert not is_held(services, PLACEE)


@pytest.mark.parametrize(
    ("laissee", "gardee", "dite"),
    [
        ("Le Bourg", "12 Le Bourg", "elle vit au 12 Le Bourg"),
        ("rue des Tanneurs, résidence Bel-Air, bât 4", "14 rue des Tanneurs", "elle vit au 14 rue des Tanneurs"),
    ],
)
def test_what_one_leaves_is_not_the_address_of_another_that_says_as_much(
    coffre: Coffre, services: Services, laissee: str, gardee: str, dite: str
) -> None:
    elle = of("Kerloch", (laissee, "23400 Bourganeuf"), protegee=True)
    autre = of("Legoff", (gardee, "23400 Bourganeuf"), protegee=True)
    quelqu_un = replace(of("Ferrand", ("1 rue Zola", "13002 Marseille")), reponses={"documents": ({"document_quoi": dite},)})
    reference = coffre.dossiers.create(elle)
    coffre.dossiers.create(autre)
    for une in coffre.adresses.known():
        if any(reference in un.references for un in une.habitants):
            coffre.adresses.answer(une.lieu, ReponseAdresse.LAISSEE)
    assert is_held(services, quelqu_un)
