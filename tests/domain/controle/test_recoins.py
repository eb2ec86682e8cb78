"""What the control meets rarely: other people's addresses, nobody named, a number that is ours, values of every kind."""

import datetime as dt

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre, Sortant
from droits_usagers.domain.controle.controle import examine
from droits_usagers.domain.controle.lecture import passages_of_name, passages_of_texts, texts_of
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Passage, Regle
from droits_usagers.domain.demarche.protection import without_mention
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import Feuille, GabaritUtilise, Texte
from droits_usagers.domain.mots.typographie import typographie
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne


@pytest.fixture(scope="session")
def reference(catalogue: Catalogue) -> Reference:
    return catalogue.controle


def look(reference: Reference, cadre: Cadre, *passages: Passage) -> list[tuple[Regle, str]]:
    alertes: tuple[Alerte, ...] = examine(Sortant(passages=passages), cadre, reference)
    return [(alerte.regle, alerte.cas) for alerte in alertes]


def typed(texte: str, partie: Partie = Partie.CORPS) -> Passage:
    return Passage(Lieu("lettre", partie), texte, (texte,))


def ours(texte: str, partie: Partie = Partie.CORPS) -> Passage:
    return Passage(Lieu("lettre", partie), texte)


def test_the_numbered_street_of_someone_else_is_held_back_and_its_street_alone_is_not(reference: Reference) -> None:
    cadre = Cadre(adresses_d_autres=(("12 rue des Lilas", "93000 Bobigny"),))
    assert (Regle.ADRESSE_PROTEGEE, "adresse") in look(reference, cadre, typed("Elle vit 12 rue des Lilas."))
    assert look(reference, cadre, typed("Elle vit rue des Tilleuls.")) == []


@pytest.mark.parametrize("adresse", [("", "12"), ("12 rue", "93000 Bobigny"), ("rue de la", "3"), ("bâtiment B",)])
def test_an_address_of_which_little_is_said_holds_nothing_innocent_back(reference: Reference, adresse: tuple[str, ...]) -> None:
    assert look(reference, Cadre(adresses_protegees=(adresse,)), typed("Bonjour, je vous écris de Paris.")) == []


def test_without_anyone_named_no_home_is_looked_for(reference: Reference) -> None:
    cadre = Cadre(consignes=(Consigne(CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE),))
    assert look(reference, cadre, typed("12 rue des Lilas", Partie.DESTINATAIRE)) == []


def test_a_recipient_that_words_of_one_s_own_forbid_is_found_among_the_recipients_only(reference: Reference) -> None:
    cadre = Cadre(
        consignes=(Consigne(CodeConsigne.AUTRE, "Ne jamais écrire à la Mairie de Brizac"),),
        organisme=Organisme("Mairie de Brizac"),
    )
    corps = ours("La Mairie de Brizac a refusé.")
    assert look(reference, cadre, corps) == [(Regle.CONSIGNE, "autre")]
    autre = ours("Conseil départemental", Partie.DESTINATAIRE)
    assert look(reference, cadre, corps, autre) == [(Regle.CONSIGNE, "autre")]
    assert (Regle.CONSIGNE, "nomme") in look(reference, cadre, corps, ours("Mairie de Brizac", Partie.DESTINATAIRE))


def test_a_receipt_by_the_wrong_body_contradicts_nothing(reference: Reference) -> None:
    jours = (
        Evenement(dt.date(2026, 3, 1), TypeEvenement.ENVOYE),
        Evenement(dt.date(2026, 2, 1), TypeEvenement.RECU, "initial"),
    )
    assert look(reference, Cadre(evenements=jours), typed("Bonjour.")) == []


def test_a_number_of_ours_beside_what_is_typed_asks_nothing(reference: Reference) -> None:
    passage = Passage(Lieu("lettre", Partie.CORPS), "Décision 7503123456 : merci.", ("merci",))
    assert look(reference, Cadre(), passage) == []


def test_a_paper_that_the_coffre_should_hold_is_asked_about(reference: Reference) -> None:
    assert (Regle.PIECE_ANNONCEE_ABSENTE, "piece") in look(reference, Cadre(pieces_absentes=1), typed("Bonjour."))


def test_every_text_of_a_value_is_read() -> None:
    valeur = {"jour": dt.date(2026, 3, 1), "adresse": ("12 rue", "Paris"), "rien": (), "genre": Regle.NUMERO, "n": 3}
    assert list(texts_of(valeur)) == ["2026-03-01", "12 rue\nParis"]
    assert [passage.lieu.partie for passage in passages_of_name("lettre.pdf")] == [Partie.NOM_DE_FICHIER]
    assert [passage.texte for passage in passages_of_texts("x", ("un",))] == ["un"]


def test_an_address_of_ours_is_held_back_where_nothing_was_typed(reference: Reference) -> None:
    cadre = Cadre(adresses_protegees=(("12 rue des Lilas", "93000 Bobigny"),))
    assert (Regle.ADRESSE_PROTEGEE, "adresse") in look(reference, cadre, ours("12 rue des Lilas"))


def test_a_document_where_nothing_was_typed_is_read_all_the_same(reference: Reference) -> None:
    feuille = Feuille((Texte("12 rue des Lilas"),), (), GabaritUtilise("x", "1", ""))
    cadre = Cadre(adresses_protegees=(("12 rue des Lilas", "93000 Bobigny"),))
    assert [alerte.regle for alerte in examine(Sortant({"apres": feuille}), cadre, reference)] == [Regle.ADRESSE_PROTEGEE]


@pytest.mark.parametrize("dit", ["", "-", "…", "de la"])
def test_words_that_say_nothing_hold_nothing_back(reference: Reference, dit: str) -> None:
    assert look(reference, Cadre(a_taire=(dit,), adresses_protegees=(("93000 cedex",), ("93000 -",))), typed("Bonjour.")) == []


def test_an_address_that_goes_on_from_a_reference_is_left_alone() -> None:
    assert typographie("Voyez AB:12+jean@x.fr : merci") == "Voyez AB:12+jean@x.fr\u00a0: merci"


def test_what_people_write_for_an_address_that_nobody_may_read_is_understood() -> None:
    assert without_mention(("12 rue des Lilas (protégée)",), ()) == (("12 rue des Lilas (protégée)",), False)
    entiere = ("12 rue des Lilas", "93000 Bobigny")
    assert without_mention(("adresse protégée",), ("adresse protégée",)) == ((), True)
    assert without_mention(("Adresse protégée", "93000 Bobigny"), ("adresse protégée",)) == ((), True)
    assert without_mention(("Adresse protégée", *entiere), ("adresse protégée",)) == (entiere, True)
    assert without_mention(("12 rue des Lilas (adresse protégée)", "93000 Bobigny"), ("adresse protégée",)) == (entiere, True)
    deux = (("12 rue des Lilas (protégée, ne pas donner), escalier B",), ("protégée", "ne pas donner"))
    assert without_mention(*deux) == (("12 rue des Lilas escalier B",), True)
    assert without_mention(("12 rue des Lilas",), ("adresse protégée",)) == (("12 rue des Lilas",), False)
