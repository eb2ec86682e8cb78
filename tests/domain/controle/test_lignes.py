"""Where someone must not be found, each line that was typed is shown once, and leaves only when it was decided."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle import adresse
from droits_usagers.domain.controle.adresse_en_mots import AdresseDite, read_address
from droits_usagers.domain.controle.cadre import Cadre, Decisions, Sortant
from droits_usagers.domain.controle.comparaison import MotifCherche
from droits_usagers.domain.controle.controle import examine
from droits_usagers.domain.controle.lecture import key_of, read
from droits_usagers.domain.controle.lignes import GenreLigne, LigneALire, lines_to_read
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.texte_en_mots import MotsConnus
from droits_usagers.domain.controle.valeurs import Partie, Passage, Regle
from droits_usagers.domain.personnes.organismes import Copie, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite, ReponseA
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
        (GenreLigne.IDENTITE, "Maïwenn Quéméneur"),
        (GenreLigne.REFERENCE, "88-104"),
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
    assert held(reference, Decisions(laissees=frozenset({key_of("CCAS de Guiscriff")})), ailleurs) == []
    # Whoever answers is often of her town: that alone takes no second gesture.
    la = replace(FERME, reponse_a=ReponseA("Le CCAS", ("place de la Mairie", "29410 Plounévanic")))
    (ligne,) = lines(reference, passage("29410 Plounévanic", Partie.EXPEDITEUR), cadre=la)
    assert not ligne.proche
    ici = replace(FERME, reponse_a=ReponseA("Mme Dupin", ("9 chemin du Tertre-Vivier", "29410 Plounévanic")))
    assert Regle.A_DECIDER in held(reference, Decisions(), passage("9 chemin du Tertre-Vivier", Partie.EXPEDITEUR), cadre=ici)


def test_who_gets_a_copy_and_who_writes_for_her_are_decided_in_ordinary_words_too(reference: Reference) -> None:
    copie = passage("Le maître nageur, la piscine", Partie.COPIES)
    assert held(reference, Decisions(), copie) == [Regle.A_DECIDER]
    amicale = Auteur(Qualite.MANDATAIRE, Personne(denomination="Amicale de la piscine"))
    cadre = replace(FERME, auteur=amicale, concerne=Personne(prenom="Maïwenn", nom="Quéméneur"))
    dit = passage("Amicale de la piscine", Partie.SIGNATURE)
    assert held(reference, Decisions(), dit, cadre=cadre) == [Regle.A_DECIDER]
    (ligne,) = lines(reference, dit, cadre=cadre)
    assert held(reference, Decisions(laissees=frozenset({ligne.cle})), dit, cadre=cadre) == []


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
        assert Regle.A_DECIDER in held(reference, Decisions(laissees=cle), *dits, cadre=cadre)
        assert held(reference, Decisions(malgre=cle), *dits, cadre=cadre) == []


def test_a_reference_that_this_letter_does_not_say_holds_nothing(reference: Reference) -> None:
    cadre = replace(FERME, concerne=replace(FERME.concerne or Personne(), reference_dossier="dossier Tertre Gwenola "))
    tue = passage("Maïwenn Quéméneur", Partie.EXPEDITEUR)
    assert held(reference, Decisions(), tue, cadre=cadre) == []
    _, ligne = lines(reference, tue, passage("dossier Tertre Gwenola", Partie.REFERENCES), cadre=cadre)
    assert ligne.proche
    assert [ligne.texte[un.debut : un.fin] for un in ligne.passages] == [un.texte for un in ligne.passages]


def test_a_name_or_a_town_that_is_known_is_shown_where_it_was_typed_as_an_answer(reference: Reference) -> None:
    cadre = replace(FERME, concerne=Personne(prenom="Nancy", nom="Brest"), saisies={"ou": "Brest", "la": "Paris"})
    for dit in ("Brest", "Paris"):
        assert [(un.texte, un.genre) for un in lines(reference, passage(dit), cadre=cadre)] == [(dit, GenreLigne.PHRASE)]
    assert [ligne.genre for ligne in lines(reference, passage("Nancy Brest"), cadre=cadre)] == [GenreLigne.IDENTITE]


def test_a_line_leaves_once_decided_and_only_as_it_was(reference: Reference) -> None:
    dit = passage("Ma sœur vit à Guiscriff.")
    laissee = Decisions(laissees=frozenset({key_of(dit.texte)}))
    assert Regle.A_DECIDER in held(reference, Decisions(), dit)
    assert held(reference, laissee, dit) == []
    assert Regle.A_DECIDER in held(reference, laissee, passage("Ma sœur vit à Guiscriff, place Bécharles."))


@pytest.mark.parametrize("dit", ["la PMI Kerjean de Guiscriff", "guiscriff", "Ma sœur vit à Guiscriff. Elle y est bien."])
def test_what_was_left_frees_no_part_of_it_and_nothing_around_it(reference: Reference, dit: str) -> None:
    laissee = Decisions(laissees=frozenset({key_of(dit)}))
    assert held(reference, laissee, passage("J’habite à Guiscriff.")) == [Regle.A_DECIDER]


@pytest.mark.parametrize("plus", ["🅻🅴🅽🆂", "🇱🇪🇳🇸", "⠇⠑⠝⠎", "\U000e006c\U000e0065\U000e006e\U000e0073", ".-.. . -. ..."])
def test_a_line_with_one_sign_more_is_another_and_the_sign_is_shown(reference: Reference, plus: str) -> None:
    cadre = replace(FERME, saisies={"raison": f"Je demande une aide {plus}"})
    (ligne,) = lines(reference, passage(f"Je demande une aide {plus}"), cadre=cadre)
    assert [un.texte for un in ligne.passages] == [plus]
    laissee = Decisions(laissees=frozenset({key_of("Je demande une aide")}))
    assert held(reference, laissee, passage(f"Je demande une aide {plus}"), cadre=cadre) == [Regle.A_DECIDER]


@pytest.mark.parametrize(
    ("laissee", "autre"),
    [
        ("je dors", "je dors ⛪"),
        ("je dors", "je dors ⚓"),
        ("je suis au 24", "je suis au 2−4"),
        ("de 1012", "de 10→12"),
        ("à 12", "à 1½"),
        ("je vis à la flèche", "je vis à La Flèche"),
        ("je vis ou elle est", "je vis où elle est"),
    ],
)
def test_a_sentence_that_differs_by_a_sign_or_by_a_capital_is_another(reference: Reference, laissee: str, autre: str) -> None:
    for une, dit in ((laissee, autre), (autre, laissee)):
        cadre = replace(FERME, saisies={"raison": dit})
        assert held(reference, Decisions(laissees=frozenset({key_of(une)})), passage(dit), cadre=cadre) == [Regle.A_DECIDER]


@given(st.text())
def test_whatever_stands_inside_a_sentence_is_in_its_key(plus: str) -> None:
    dit = unicodedata.normalize("NFC", f"la{plus}là").replace("’", "'")
    assert "".join(key_of(f"La{plus}là.").split()) == "".join(dit.split())


@pytest.mark.parametrize("fin", [".", ",", " –", " ;", ".\u00a0", ""])
def test_what_a_letter_takes_off_the_end_of_a_sentence_changes_nothing_of_it(reference: Reference, fin: str) -> None:
    cadre = replace(FERME, saisies={"raison": f"je nage le mardi{fin}"})
    assert held(reference, Decisions(), passage("Je nage le mardi"), cadre=cadre) == [Regle.A_DECIDER]


def test_a_picture_alone_is_a_line(reference: Reference) -> None:
    cadre = replace(FERME, saisies={"raison": "Je dors ici.\n⛪"})
    assert [ligne.texte for ligne in lines(reference, passage("⛪"), cadre=cadre)] == ["⛪"]


@pytest.mark.parametrize(
    "dit",
    [
        "Je nage tous les mardis.",
        "je vis à vire",
        "On est logés place du 8 mai 1945.",
        "Je prends la ligne 27",
        "je dors à paris",
    ],
)
def test_a_sentence_of_ordinary_words_leaves_only_when_decided(reference: Reference, dit: str) -> None:
    cadre = replace(FERME, saisies={"raison": dit})
    assert held(reference, Decisions(), passage(dit), cadre=cadre) == [Regle.A_DECIDER]
    assert held(reference, Decisions(laissees=frozenset({key_of(dit)})), passage(dit), cadre=cadre) == []


@pytest.mark.parametrize("dit", ["à Paris", "chez Ilan", "dans le Finistère", "chez Maïwenn", "avec Quéméneur"])
def test_part_of_a_name_that_the_reader_knows_may_be_where_she_is(reference: Reference, dit: str) -> None:
    (ligne,) = lines(reference, passage(f"Je vis {dit}."))
    assert [un.texte for un in ligne.passages] == [dit.rsplit(maxsplit=1)[-1]]


def test_a_whole_name_is_known(reference: Reference) -> None:
    dit = "La Caisse d’allocations familiales du Finistère et Maïwenn Quéméneur le savent."
    (ligne,) = lines(reference, passage(dit), cadre=replace(FERME, saisies={"raison": dit}))
    assert ligne.passages == ()


def test_the_town_above_the_date_is_a_line_whatever_its_words(reference: Reference) -> None:
    assert [ligne.texte for ligne in lines(reference, passage("vire", Partie.LIEU_DATE))] == ["vire"]
    assert lines(reference, passage("24 novembre 2026", Partie.LIEU_DATE)) == ()


@pytest.mark.parametrize("partie", [Partie.CORPS, Partie.MENTIONS, Partie.REFERENCES])
@pytest.mark.parametrize("dit", ["Foyer de Guiscriff 12", "foyer les hirondelles 12"])
def test_the_number_of_a_file_that_tells_more_is_a_line_wherever_it_stands(
    reference: Reference, dit: str, partie: Partie
) -> None:
    cadre = replace(FERME, concerne=replace(FERME.concerne or Personne(), reference_dossier=dit))
    assert [ligne.texte for ligne in lines(reference, passage(dit, partie), cadre=cadre)] == [dit]
    assert held(reference, Decisions(), passage(dit, partie), cadre=cadre) == [Regle.A_DECIDER]


def test_a_name_asks_for_nothing_unless_it_tells_more(reference: Reference) -> None:
    for nom, regles in (("Le Bihan de la Motte", []), ("Belkacem dite de Guiscriff", [Regle.A_DECIDER])):
        cadre = replace(FERME, concerne=Personne(nom="Belkacem", nom_naissance=nom))
        assert held(reference, Decisions(), passage(nom, Partie.EXPEDITEUR), cadre=cadre) == regles


@pytest.mark.parametrize(
    ("nom", "demande"),
    [
        ("Quéméner 0671229014", True),
        ("Quéméner yq@orange.fr", True),
        ("Le Gall (chez Soazig)", True),
        ("Quéméner dite de Priziac 2", True),
        ("Quéméner vit 12 quai du port", True),
        ("Quéméner Foyer Des Hirondelles", True),
        ("QUEMENER FOYER DES HIRONDELLES", True),
        ("Yaelle Chez Soazig", True),
        ("Anne Marie Rose Le Gall Martin Quéméner Kerjean", True),
        ("Jean-Baptiste L’Hermitte", False),
        ("PETIT", False),
        ("Van den Berg", False),
        ("Marie-Claude Le Goff de la Motte", False),
        ("Belkacem Ould Ahmed", False),
    ],
)
def test_a_name_that_is_more_than_names_is_a_line(reference: Reference, nom: str, *, demande: bool) -> None:
    cadre = replace(FERME, concerne=Personne(nom=nom))
    assert held(reference, Decisions(), passage(nom, Partie.EXPEDITEUR), cadre=cadre) == demande * [Regle.A_DECIDER]


@pytest.mark.parametrize("dit", ["GF-482-KT", "0671229014", "piscine", "88-104"])
def test_any_reference_is_a_line(reference: Reference, dit: str) -> None:
    cadre = replace(FERME, concerne=replace(FERME.concerne or Personne(), reference_dossier=dit))
    assert held(reference, Decisions(), passage(dit, Partie.REFERENCES), cadre=cadre) == [Regle.A_DECIDER]


@pytest.mark.parametrize("dit", ["elle y nage le mardi", "la voisine qui me loge", "2 quai Ouest"])
def test_where_to_answer_is_a_line_whatever_it_says(reference: Reference, dit: str) -> None:
    cadre = replace(FERME, reponse_a=ReponseA("Maître Ilan Soto", (dit, "75010 Paris")))
    assert held(reference, Decisions(), passage(dit, Partie.EXPEDITEUR), cadre=cadre) == [Regle.A_DECIDER]


@pytest.mark.parametrize("partie", [Partie.DESTINATAIRE, Partie.CORPS])
def test_a_service_is_a_line_unless_it_is_one_of_the_annuaire_that_tells_nothing(reference: Reference, partie: Partie) -> None:
    connus = {"Service social", "PMI de Guiscriff"}
    for service, nombre in (("Service social", 0), ("PMI de Guiscriff", 1), ("maison bleue", 1), ("place du huit mai", 1)):
        organisme = replace(FERME.organisme, service=service)
        cadre = replace(FERME, organisme=organisme, is_service=connus.__contains__)
        trouvees = lines(reference, passage(service, partie), cadre=cadre)
        assert [(ligne.genre, ligne.champ) for ligne in trouvees] == nombre * [(GenreLigne.SERVICE, "organisme_service")]
        assert held(reference, Decisions(), passage(service, partie), cadre=cadre) == nombre * [Regle.A_DECIDER]


@pytest.mark.parametrize("dit", ["J’habite 4 chemin du Tertre-Vivier.", "Je vis au tertre vivié, au quatre"])
def test_what_resembles_the_hidden_address_takes_a_second_gesture(reference: Reference, dit: str) -> None:
    (ligne,) = lines(reference, passage(dit), cadre=replace(FERME, saisies={"raison": dit}))
    assert ligne.proche
    cle = frozenset({ligne.cle})
    assert held(reference, Decisions(laissees=cle), passage(dit)) != []
    assert held(reference, Decisions(malgre=cle), passage(dit)) == []


def test_an_address_cut_between_two_lines_is_held_whatever_was_decided(reference: Reference) -> None:
    cles = frozenset(map(key_of, ("Je vis au 4", "C’est chemin du Tertre-Vivier")))
    retenue = held(reference, Decisions(laissees=cles), passage("Je vis au 4"), passage("C’est chemin du Tertre-Vivier"))
    assert Regle.ADRESSE_PROTEGEE in retenue


def test_where_nobody_must_be_kept_from_knowing_nothing_is_asked(reference: Reference) -> None:
    assert lines(reference, passage("Ma sœur vit à Guiscriff."), cadre=replace(FERME, ferme=False)) == ()


def test_where_she_lives_is_read_once_however_many_lines_there_are(
    reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    lues: list[str] = []

    def count(cadre: Cadre, savoir: Reference) -> Iterator[tuple[str, MotifCherche]]:
        lues.append("signes")
        return own(cadre, savoir)

    def read_it(lignes: Sequence[str], vocabulaire: MotsConnus) -> AdresseDite:
        lues.append("adresse")
        return read_address(lignes, vocabulaire)

    own = adresse._own  # noqa: SLF001 # how often it is asked
    monkeypatch.setattr(adresse, "_own", count)
    monkeypatch.setattr(adresse, "read_address", read_it)
    dit = "Je dors chez ma sœur. Elle travaille de nuit. Je garde ses enfants. Elle rentre tard."
    assert len(lines(reference, passage(dit), cadre=replace(FERME, saisies={"raison": dit}))) == 4
    assert sorted(lues) == ["adresse", "signes"]
