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
from droits_usagers.domain.personnes.personnes import Personne, ReponseA
from tests.controle import cases, look_at, passage

CHEZ_ELLE = ("Chez Mme Haddad", "Résidence Les Acacias, Bât. B, appt 12", "12 bis rue des Œillets", "93100 Montreuil")
CADRE = Cadre(adresses_protegees=(CHEZ_ELLE,))
ADRESSE, VILLE = ("adresse_protegee", "adresse"), ("adresse_protegee", "ville")


@pytest.fixture(scope="module")
def reference(catalogue: Catalogue) -> Reference:
    return catalogue.controle


def said(reference: Reference, texte: str, cadre: Cadre = CADRE, partie: Partie = Partie.CORPS) -> list[tuple[str, str]]:
    return [dit for dit in cases(look_at(reference, passage(texte, partie), cadre=cadre)) if dit[0] == "adresse_protegee"]


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


@pytest.mark.parametrize("sienne", [True, False])
def test_a_copy_goes_to_that_home_and_to_nobody_in_it(reference: Reference, *, sienne: bool) -> None:
    for adresse in (MAISON, ("CHRS La Traverse", *MAISON[1:])):
        cadre = Cadre(adresses_protegees=(adresse,)) if sienne else Cadre(adresses_d_office=(adresse,))
        cadre = replace(cadre, copies=(Copie(adresse[0], adresse[1:]),))
        assert said(reference, " ".join(adresse), cadre, Partie.COPIES) == []
        chez_elle = replace(cadre, copies=(Copie("Mme Roy", adresse),))
        assert said(reference, f"Mme Roy {' '.join(adresse)}", chez_elle, Partie.COPIES) != []


def test_a_street_in_its_town_passes_where_it_is_theirs_and_opens_no_number(reference: Reference) -> None:
    rue, tenue = ("rue Neuve", "29800 Landerneau"), ("14 rue Neuve", "29800 Landerneau")
    ecrite = " ".join(rue)
    cadre = Cadre(adresses_d_office=(tenue,))
    for adresse, passe in ((rue, True), (("40 rue Neuve", rue[1]), False), (("1 rue Haute", rue[1]), False)):
        for siens in (
            replace(cadre, concerne=Personne(nom="Roy", adresse=adresse)),
            replace(cadre, organisme=Organisme("CAF", adresse=adresse)),
        ):
            assert (said(reference, ecrite, siens) == []) is passe
            assert said(reference, " ".join(adresse), siens) == []
            assert said(reference, "14 rue Neuve", siens) != []


def test_who_lives_in_a_home_that_they_name_says_its_name_and_no_street_of_it(reference: Reference) -> None:
    sienne = Personne(nom="Roy", adresse=(MAISON[0], MAISON[2]))
    cadre = Cadre(adresses_d_office=(MAISON,), concerne=sienne)
    assert said(reference, " ".join(sienne.adresse), cadre) == []
    assert said(reference, "17 rue Lamoricière", cadre) != []
    # All of it is theirs.
    assert said(reference, MAISON_ECRITE, replace(cadre, concerne=Personne(nom="Roy", adresse=MAISON))) == []
