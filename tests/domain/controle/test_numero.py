"""What a number weighs: by its kind, and by who will read it."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle import numero
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Lieu, Partie, Passage, Poids
from droits_usagers.domain.demarche.questions import NumeroAdmis
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.releve.identifiants import find_numbers
from droits_usagers.domain.releve.valeurs import ZoneLue
from tests.controle import cases, look_at, passage

NOMBRES = "12 " * 400
NIR = "1 85 12 75 116 001 74"


@pytest.fixture(scope="module")
def reference(catalogue: Catalogue) -> Reference:
    return catalogue.controle


def test_a_nir_stops_the_letter_wherever_it_stands(reference: Reference) -> None:
    for partie in Partie:
        (alerte,) = look_at(reference, passage(NIR, partie))
        assert (alerte.cas, alerte.poids, alerte.lieux) == ("nir", Poids.ARRET, (Lieu("lettre", partie),))


@pytest.mark.parametrize(
    ("organisme", "cas"),
    [
        (Organisme("Conseil départemental", GenreOrganisme.DEPARTEMENT), "nir"),
        (Organisme("Le service", GenreOrganisme.CAF), "nir_detenu"),
        (Organisme("Le service", GenreOrganisme.SANTE), "nir_detenu"),
        (Organisme("CPAM de la Marne"), "nir_detenu"),
        (Organisme("Caisse primaire d'Assurance Maladie"), "nir_detenu"),
        (Organisme("MSA Bourgogne"), "nir_detenu"),
        (Organisme("Hôpital Saint-Roch"), "nir_detenu"),
        (Organisme("CARSAT"), "nir_detenu"),
        (Organisme("Mairie de Camsaville"), "nir"),
    ],
)
def test_it_is_only_confirmed_where_those_written_to_may_hold_it(reference: Reference, organisme: Organisme, cas: str) -> None:
    assert cases(look_at(reference, NIR, cadre=Cadre(organisme=organisme))) == [("numero", cas)]


def test_an_authority_is_not_the_body_it_is_written_about(reference: Reference) -> None:
    cadre = Cadre(organisme=Organisme("CPAM de la Marne", GenreOrganisme.CAF))
    vers = passage("CNIL\n3 place de Fontenoy", Partie.DESTINATAIRE)
    for ici in (cadre, Cadre(organisme=Organisme(genre=GenreOrganisme.CAF))):
        assert cases(look_at(reference, NIR, vers, cadre=ici)) == [("numero", "nir")]


def test_outside_the_letter_it_stops_everything_whoever_is_written_to(reference: Reference) -> None:
    cadre = Cadre(organisme=Organisme("CPAM de la Marne"))
    for partie in (Partie.CONTENU, Partie.NOM_DE_FICHIER):
        assert cases(look_at(reference, passage(NIR, partie), cadre=cadre)) == [("numero", "nir")]


def test_a_nir_across_the_cells_of_a_table_is_found(reference: Reference) -> None:
    cellules = [passage(groupe, Partie.CORPS) for groupe in NIR.split()]
    assert cases(look_at(reference, passage("Avant"), *cellules, passage("Après"))) == [("numero", "nir")]


def test_the_figures_of_a_table_are_not_a_nir(reference: Reference) -> None:
    assert look_at(reference, *(passage(str(valeur), Partie.CONTENU) for valeur in range(1, 90))) == ()
    assert look_at(reference, *(passage(valeur, Partie.CORPS) for valeur in ["1", "85", "12", "75", "116", "001", "75"])) == ()


def test_an_account_across_the_cells_of_a_table_is_found(reference: Reference) -> None:
    cellules = [passage(groupe, Partie.CORPS) for groupe in ["3000", "6000", "0112", "3456", "7890", "189"]]
    assert cases(look_at(reference, passage("FR76"), *cellules)) == [("numero", "compte")]


def test_a_named_number_is_confirmed_unless_it_was_asked_for(reference: Reference) -> None:
    texte = "mon numéro d'allocataire est le 1234567"
    (alerte,) = look_at(reference, texte)
    assert (alerte.cas, alerte.poids) == ("caf", Poids.A_CONFIRMER)

    assert look_at(reference, texte, cadre=Cadre(admis=frozenset({NumeroAdmis.CAF}))) == ()
    assert look_at(reference, texte, cadre=Cadre(concerne=Personne(reference_dossier="123 4567"))) == ()
    assert look_at(reference, passage("Votre référence : CAF 1234567", Partie.REFERENCES)) == ()


def test_a_nir_is_admitted_by_nothing(reference: Reference) -> None:
    cadre = Cadre(admis=frozenset(NumeroAdmis), concerne=Personne(reference_dossier=NIR))
    (alerte,) = look_at(reference, passage(f"Votre référence : {NIR}", Partie.REFERENCES), cadre=cadre)

    assert (alerte.cas, alerte.champ) == ("nir", "concerne_reference_dossier")


def test_bare_digits_are_only_shown_and_only_where_someone_typed_them(reference: Reference) -> None:
    (alerte,) = look_at(reference, "le 7503123456")
    assert (alerte.cas, alerte.poids) == ("nu", Poids.A_SAVOIR)
    assert look_at(reference, Passage(Lieu("lettre", Partie.CORPS), "le 7503123456")) == ()
    assert look_at(reference, passage("SIREN : 123456789")) == ()


def test_each_answer_to_mend_is_named(reference: Reference) -> None:
    cadre = Cadre(saisies={"faits": "rien", "commentaire": f"voyez {NIR}"})
    assert [alerte.champ for alerte in look_at(reference, f"voyez {NIR}", cadre=cadre)] == ["commentaire"]


def test_a_card_stops_the_letter_and_no_reference_is_one(reference: Reference) -> None:
    carte = "4970 1012 3456 7893"
    cadre = Cadre(admis=frozenset(NumeroAdmis), concerne=Personne(reference_dossier=carte))
    (alerte,) = look_at(reference, f"ma carte {carte}", cadre=cadre)
    assert (alerte.cas, alerte.poids) == ("carte", Poids.ARRET)


@pytest.mark.parametrize(
    ("texte", "cas"),
    [
        ("Mon IBAN FR76 3000 6000 0112 3456 7890 189 est faux : rectifiez-le.", "compte"),
        ("passeport 12AB34567", "piece"),
        ("AB-123-CD", "plaque"),
    ],
)
def test_what_a_rectification_may_need_is_confirmed(reference: Reference, texte: str, cas: str) -> None:
    cadre = Cadre(organisme=Organisme("CAF du Nord", GenreOrganisme.CAF))
    (alerte,) = look_at(reference, texte, cadre=cadre)
    assert (alerte.cas, alerte.poids) == (cas, Poids.A_CONFIRMER)


def test_a_telephone_is_asked_about_by_nothing_but_what_was_told(reference: Reference) -> None:
    assert look_at(reference, "Mon portable : 06 12 34 56 78") == ()


def test_a_nir_in_the_last_cells_of_all_is_found_and_five_cells_hold_none(reference: Reference) -> None:
    cellules = [passage(groupe, Partie.CORPS) for groupe in NIR.split()]
    assert cases(look_at(reference, *cellules)) == [("numero", "nir")]
    assert look_at(reference, *cellules[:5]) == ()
    # In six boxes: without its key, and said to be one.
    six = [passage(groupe, Partie.CORPS) for groupe in NIR.split()[:6]]
    assert look_at(reference, *six) == ()


def test_the_answers_are_read_once_whatever_they_hold(reference: Reference, monkeypatch: pytest.MonkeyPatch) -> None:
    lus: list[int] = []

    def count(texte: str, *, nus: bool = True) -> tuple[ZoneLue, ...]:
        lus.append(len(texte))
        return find_numbers(texte, nus=nus)

    monkeypatch.setattr(numero, "find_numbers", count)
    saisies = {"precisions": "rien", "documents": NOMBRES}
    (alerte,) = look_at(reference, Passage(Lieu("lettre", Partie.CORPS), NOMBRES, (NOMBRES,)), cadre=Cadre(saisies=saisies))
    assert (alerte.cas, alerte.champ) == ("nu", "documents")
    assert sum(lus) <= 2 * len(NOMBRES) + len("rien")
