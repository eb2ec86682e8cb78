"""Where someone must not be found, each line that was typed is shown once, and leaves only when it was decided."""

from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre, Sortant
from droits_usagers.domain.controle.controle import examine
from droits_usagers.domain.controle.decisions import Decisions, Demandees
from droits_usagers.domain.controle.lecture import read, spaced
from droits_usagers.domain.controle.lignes import GenreLigne, LigneALire, lines_to_read
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Partie, Passage, Regle
from droits_usagers.domain.personnes.organismes import Copie, Organisme
from droits_usagers.domain.personnes.personnes import Personne, ReponseA
from tests.controle import passage

CHEZ_ELLE = ("4 chemin du Tertre-Vivier", "29410 Plounévanic")
FERME = Cadre(
    ferme=True,
    concerne=Personne(prenom="Maïwenn", nom="Quéméneur", reference_dossier="88-104", adresse=CHEZ_ELLE),
    adresses_protegees=(CHEZ_ELLE,),
    reponse_a=ReponseA("Maître Ilan Soto", ("2 quai Ouest", "75010 Paris")),
    organisme=Organisme(nom="Caisse d'allocations familiales du Finistère"),
)


@pytest.fixture(scope="module")
def reference(catalogue: Catalogue) -> Reference:
    return catalogue.controle


def lines(reference: Reference, *passages: Passage, cadre: Cadre = FERME) -> tuple[LigneALire, ...]:
    return lines_to_read(read(Sortant(passages=passages), cadre, reference))


def held(reference: Reference, decisions: Decisions, *passages: Passage, cadre: Cadre = FERME) -> list[Regle]:
    sortant = Sortant(passages=passages)
    return [alerte.regle for alerte in examine(sortant, replace(cadre, decisions=decisions), reference)]


def test_each_sentence_is_a_line_with_what_is_no_ordinary_french(reference: Reference) -> None:
    dit = "Je dors chez ma sœur à Guiscriff. Elle travaille de nuit."
    cadre = replace(FERME, saisies={"raison": dit})
    trouvees = lines(reference, passage(dit), passage("Elle travaille de nuit."), cadre=cadre)
    assert [(ligne.texte, [un.texte for un in ligne.passages], ligne.champ) for ligne in trouvees] == [
        ("Je dors chez ma sœur à Guiscriff.", ["Guiscriff"], "raison"),
        ("Elle travaille de nuit.", [], "raison"),
    ]


def test_who_writes_and_where_to_answer_are_one_line_each_and_the_body_none(reference: Reference) -> None:
    trouvees = lines(
        reference,
        Passage(passage("", Partie.EXPEDITEUR).lieu, "Maïwenn Quéméneur 2 quai Ouest", ("Maïwenn Quéméneur", "2 quai Ouest")),
        passage("75010 Paris", Partie.EXPEDITEUR),
        passage("Quéméneur", Partie.SIGNATURE),
        passage("88-104", Partie.REFERENCES),
        passage("Caisse d'allocations familiales du Finistère", Partie.DESTINATAIRE),
        passage("caisse d’allocations familiales du Finistère"),
    )
    assert [(ligne.genre, ligne.texte) for ligne in trouvees] == [
        (GenreLigne.IDENTITE, "Maïwenn Quéméneur, 88-104"),
        (GenreLigne.REPONSE, "2 quai Ouest, 75010 Paris"),
    ]


def test_a_copy_and_a_reference_are_read_as_the_rest(reference: Reference) -> None:
    copie = passage("Mme Dupin, 9 chemin du Tertre-Vivier", Partie.COPIES)
    ailleurs = passage("CCAS de Guiscriff", Partie.COPIES)
    cadre = replace(FERME, concerne=replace(FERME.concerne or Personne(), reference_dossier="dossier Tertre 12"))
    (ligne,) = lines(reference, passage("dossier Tertre 12", Partie.REFERENCES), cadre=cadre)
    assert ligne.proche
    assert [ligne.proche for ligne in lines(reference, copie)] == [True]
    assert [[un.texte for un in ligne.passages] for ligne in lines(reference, ailleurs)] == [["Guiscriff"]]
    assert held(reference, Decisions(), ailleurs) == [Regle.A_DECIDER]
    assert held(reference, Decisions(formes=frozenset({"guiscriff"})), ailleurs) == []
    # Whoever answers is often of her town: that alone says nothing.
    la = replace(FERME, reponse_a=ReponseA("Le CCAS", ("place de la Mairie", "29410 Plounévanic")))
    assert held(reference, Decisions(), passage("29410 Plounévanic", Partie.EXPEDITEUR), cadre=la) == []
    ici = replace(FERME, reponse_a=ReponseA("Mme Dupin", ("9 chemin du Tertre-Vivier", "29410 Plounévanic")))
    assert Regle.A_DECIDER in held(reference, Decisions(), passage("9 chemin du Tertre-Vivier", Partie.EXPEDITEUR), cadre=ici)


def test_each_copy_is_a_line_of_its_own_whole(reference: Reference) -> None:
    deux = (Copie("Mme Dupin", ("2 quai Ouest", "75010 Paris")), Copie("Mme Le Goff", ("9 rue du Port", "29200 Brest")))
    dits = [passage(dit, Partie.COPIES) for copie in deux for dit in (copie.nom, *copie.adresse)]
    trouvees = lines(reference, *dits, cadre=replace(FERME, copies=deux))
    assert [(ligne.genre, ligne.texte) for ligne in trouvees if ligne.genre is GenreLigne.COPIE] == [
        (GenreLigne.COPIE, "Mme Dupin, 2 quai Ouest, 75010 Paris"),
        (GenreLigne.COPIE, "Mme Le Goff, 9 rue du Port, 29200 Brest"),
    ]


@pytest.mark.parametrize(
    ("adresse", "demandee"),
    [
        (CHEZ_ELLE, True),
        (("4 chemin du Tertre Vivié", "29410 Plounévanic"), True),
        (("4 chemin du Tertre-Vivier",), True),
        (("4 chemin du Tertre-Vivier", "35000 Rennes"), False),
        (("1 place de la Mairie", "29410 Plounévanic"), False),
    ],
)
def test_her_own_address_typed_for_the_body_takes_a_second_gesture(
    reference: Reference, adresse: tuple[str, ...], *, demandee: bool
) -> None:
    cadre = replace(FERME, organisme=replace(FERME.organisme, adresse=adresse))
    dits = [passage(dit, Partie.DESTINATAIRE) for dit in adresse]
    trouvees = lines(reference, *dits, cadre=cadre)
    assert [(ligne.genre, ligne.champ, ligne.proche) for ligne in trouvees] == demandee * [
        (GenreLigne.ORGANISME, "organisme_adresse", True)
    ]
    if demandee:
        cle = frozenset({trouvees[0].cle})
        assert Regle.A_DECIDER in held(reference, Decisions(laissees=cle, formes=cle), *dits, cadre=cadre)
        assert held(reference, Decisions(malgre=cle), *dits, cadre=cadre) == []


def test_a_reference_that_this_letter_does_not_say_holds_nothing(reference: Reference) -> None:
    cadre = replace(FERME, concerne=replace(FERME.concerne or Personne(), reference_dossier="dossier Tertre Gwenola "))
    tue = passage("Maïwenn Quéméneur", Partie.EXPEDITEUR)
    assert held(reference, Decisions(), tue, cadre=cadre) == []
    (ligne,) = lines(reference, tue, passage("dossier Tertre Gwenola", Partie.REFERENCES), cadre=cadre)
    assert ligne.proche
    assert [ligne.texte[un.debut : un.fin] for un in ligne.passages] == [un.texte for un in ligne.passages]


def test_a_name_that_is_also_a_towns_is_shown_where_it_was_typed_as_an_answer(reference: Reference) -> None:
    cadre = replace(FERME, concerne=Personne(prenom="Nancy", nom="Brest"), saisies={"ou": "Brest"})
    assert [ligne.texte for ligne in lines(reference, passage("Brest"), cadre=cadre)] == ["Brest"]
    assert lines(reference, passage("Nancy Brest"), cadre=cadre) == ()


def test_a_line_leaves_once_decided_and_only_as_it_was(reference: Reference) -> None:
    dit = passage("Ma sœur vit à Guiscriff.")
    laissee = Decisions(laissees=frozenset({spaced(dit.texte)}))
    assert Regle.A_DECIDER in held(reference, Decisions(), dit)
    assert held(reference, laissee, dit) == []
    assert Regle.A_DECIDER in held(reference, laissee, passage("Ma sœur vit à Guiscriff, place Bécharles."))
    assert held(reference, Decisions(formes=frozenset({"guiscriff"})), dit) == []


def test_ordinary_words_are_asked_about_where_each_line_is_shown(reference: Reference) -> None:
    dit, cadre = passage("Je nage tous les mardis."), replace(FERME, saisies={"raison": "Je nage tous les mardis."})
    assert held(reference, Decisions(), dit, cadre=cadre) == []
    for demandees in (Demandees.PHRASES, Demandees.LIGNES):
        assert held(reference, Decisions(demandees=demandees), dit, cadre=cadre) == [Regle.A_DECIDER]


@pytest.mark.parametrize("dit", ["J’habite 4 chemin du Tertre-Vivier.", "Je vis au tertre vivié, au quatre"])
def test_what_resembles_the_hidden_address_takes_a_second_gesture(reference: Reference, dit: str) -> None:
    (ligne,) = lines(reference, passage(dit), cadre=replace(FERME, saisies={"raison": dit}))
    assert ligne.proche
    cle = frozenset({ligne.cle})
    assert held(reference, Decisions(laissees=cle, formes=cle), passage(dit)) != []
    assert held(reference, Decisions(malgre=cle), passage(dit)) == []


def test_an_address_cut_between_two_lines_is_held_whatever_was_decided(reference: Reference) -> None:
    cles = frozenset({"je vis au 4", "c est chemin du tertre vivier"})
    retenue = held(reference, Decisions(laissees=cles), passage("Je vis au 4"), passage("C’est chemin du Tertre-Vivier"))
    assert Regle.ADRESSE_PROTEGEE in retenue


def test_where_nobody_must_be_kept_from_knowing_nothing_is_asked(reference: Reference) -> None:
    assert lines(reference, passage("Ma sœur vit à Guiscriff."), cadre=replace(FERME, ferme=False)) == ()
