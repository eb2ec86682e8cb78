"""Finding dossiers by words: from their beginning, then inside them or mistyped; and nothing of an erased one."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Filtre, Tri
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.organismes import Copie, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite, ReponseA
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.vault import liste, recherche
from droits_usagers.vault.moteur import Database, rows, run
from tests.coffres import PHRASE, erase, make_coffres, simple
from tests.vault.clair import decrypted
from tests.vault.test_migrations import database, load_version

#: Letters that follow one another in no word of these tests, nor in any page of a coffre.
RARE = "qxzjkvwq"


def found(coffre: Coffre, texte: str, tri: Tri = Tri.REFERENCE) -> list[str]:
    return [ligne.reference for ligne in coffre.liste.page(Filtre(texte=texte), tri=tri).lignes]


def terms(db: Database) -> set[str]:
    """Every word that the index of a coffre still knows."""
    db.conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.tout USING fts5vocab ('main', 'suivi_recherche', 'row')")
    return {terme for (terme,) in rows(db, "SELECT term FROM temp.tout")}


PARTOUT = Demande(
    "acces",
    lieu="Vaucresson",
    concerne=Personne(prenom="Ama", nom="Tchalla", nom_naissance="Kouassi", reference_dossier="DS4512", adresse=("9 rue Blé",)),
    auteur=Auteur(Qualite.MANDATAIRE, Personne(denomination="Collectif Genêt")),
    reponse_a=ReponseA("chez Mme Obono", ("4 place du Puits",)),
    organisme=Organisme("Département", service="Bureau bleu", adresse=("Hôtel Thiers",), siren="229300082", parent="Métropole"),
    copies=(Copie("Déléguée Untel", ("2 quai Sud",)),),
    reponses={
        "numero_envoi": "2C 999 000 123 4 5",
        "recit": "Un éducateur l'a lu",
        "envoi": "lrar",
        "visites": ({"par_qui": "Madame Zorn"},),
    },
)


@pytest.mark.parametrize(
    "texte",
    [
        *("vaucresson", "tchalla ama", "kouassi", "ds4512", "blé", "genet", "obono", "puits", "bureau", "thiers", "229300082"),
        *("métropole", "untel", "quai", "2c 999 000", "2C99900012345", "éducateur", "zorn", "tcha obo zor"),
    ],
)
def test_a_dossier_is_found_by_whatever_was_typed_in_it(coffre: Coffre, texte: str) -> None:
    coffre.dossiers.create(simple("Autre"))
    assert found(coffre, texte) == []
    reference = coffre.dossiers.create(PARTOUT)
    assert found(coffre, texte) == [reference]


@pytest.mark.parametrize("texte", ["lrar", "mandataire", "acces"])
def test_what_was_chosen_in_a_list_is_not_what_was_typed(coffre: Coffre, texte: str) -> None:
    coffre.dossiers.create(PARTOUT)
    assert found(coffre, texte) == []


@pytest.mark.parametrize(
    "texte", ["12345", "0012345", "challa", "kouasi", "kuoassi", "thalla", "meropole", "vaucrezon", "vaucresonn"]
)
def test_the_middle_of_a_word_or_a_mistyped_one_finds_too(coffre: Coffre, texte: str) -> None:
    coffre.dossiers.create(simple("Autre"))
    reference = coffre.dossiers.create(PARTOUT)
    page = coffre.liste.page(Filtre(texte=texte))
    assert [ligne.reference for ligne in page.lignes] == [reference]
    assert (page.total, page.proches) == (1, 1)


@pytest.mark.parametrize("texte", ["kouzzsi", "za", "koua tharllla", "229300093"])
def test_too_many_mistakes_or_too_few_letters_find_nothing(coffre: Coffre, texte: str) -> None:
    coffre.dossiers.create(PARTOUT)
    assert found(coffre, texte) == []


def test_what_was_typed_comes_before_what_looks_like_it(coffre: Coffre) -> None:
    proche = coffre.dossiers.create(simple("Martins"))
    autre = coffre.dossiers.create(simple("Marthine"))
    exacte = coffre.dossiers.create(simple("Martine"))
    page = coffre.liste.page(Filtre(texte="martine"), tri=Tri.REFERENCE)
    assert [ligne.reference for ligne in page.lignes] == [exacte, proche, autre]
    assert (page.total, page.proches) == (3, 2)
    suite = coffre.liste.page(Filtre(texte="martine"), tri=Tri.REFERENCE, debut=1, taille=1)
    assert ([ligne.reference for ligne in suite.lignes], suite.total) == ([proche], 3)


def test_when_enough_is_found_nothing_is_guessed(coffre: Coffre) -> None:
    coffre.dossiers.create(simple("Martins"))
    for _ in range(5):
        coffre.dossiers.create(simple("Martine"))
    page = coffre.liste.page(Filtre(texte="martine"))
    assert (page.total, page.proches) == (5, 0)


@pytest.mark.parametrize("tri", Tri)
@pytest.mark.parametrize("texte", ["elodie", "elodie 2026", "aut", "000"])
def test_many_are_found_as_few_are(coffre: Coffre, tri: Tri, texte: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for rang in range(12):
        coffre.dossiers.create(simple("Autre" if rang % 3 else "Eau"))
    peu = [coffre.liste.page(Filtre(texte=texte), tri=tri, debut=debut, taille=5) for debut in (0, 5, 10)]
    monkeypatch.setattr(liste, "_PEU", 0)
    assert [coffre.liste.page(Filtre(texte=texte), tri=tri, debut=debut, taille=5) for debut in (0, 5, 10)] == peu


def test_many_are_found_within_a_filter(coffre: Coffre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(liste, "_PEU", 0)
    for rang in range(4):
        coffre.dossiers.create(replace(simple(), demarche="acces" if rang % 2 else "opposition"))
    page = coffre.liste.page(Filtre(texte="élodie", demarches=frozenset({"acces"})), tri=Tri.REFERENCE, taille=1)
    assert ([ligne.reference for ligne in page.lignes], page.total) == (["2026-0002"], 2)


def test_a_corrected_name_is_found_and_the_former_one_no_more(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(simple("Avant"))
    coffre.dossiers.update(reference, simple("Renommée"))
    assert (found(coffre, "renommee"), found(coffre, "avant")) == ([reference], [])


@pytest.mark.parametrize(
    "nom", ["அன்பழகன்", "สมชาย", "محمد", "王伟", "Ĳsbrand", "ǅemal", "Nǃxau", "Þór", "ﬁona", "é", "ẞ", "𝔄𝔩𝔦"]
)
def test_names_of_the_whole_world_are_found(coffre: Coffre, nom: str) -> None:
    reference = coffre.dossiers.create(simple(nom))
    assert found(coffre, nom) == [reference]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nom=st.text(max_size=30))
def test_whatever_was_typed_finds_itself(coffre: Coffre, nom: str) -> None:
    reference = coffre.dossiers.create(simple(nom))
    if words(nom):
        assert reference in found(coffre, nom)
    erase(coffre, [reference])


def test_nothing_of_an_erased_dossier_is_in_any_byte_of_the_index_nor_of_the_backups(coffre: Coffre, chemin: Path) -> None:
    for rang in range(40):
        coffre.dossiers.create(simple(f"Reste{rang}"))
    avant = terms(database(coffre))
    reference = coffre.dossiers.create(simple(f"{RARE}ine {RARE}ette"))
    # Words of a dossier that changes are to be forgotten too.
    coffre.dossiers.update(reference, simple(f"{RARE}on"))
    sauvegarde = coffre.backup().chemin
    assert RARE.encode() in decrypted(chemin)
    assert terms(database(coffre)) > avant
    erase(coffre, [reference])
    assert terms(database(coffre)) == avant
    coffre.close()
    for fichier in (chemin, sauvegarde):
        contenu = decrypted(fichier)
        # FTS5 writes what a word adds to the one before it, so a part of it must not be there either.
        assert not any(RARE[debut : debut + 4].encode() in contenu for debut in range(5))


def test_what_goes_to_the_bin_is_not_found_and_leaves_no_word(coffre: Coffre) -> None:
    avant = terms(database(coffre))
    reference = coffre.dossiers.create(simple(RARE))
    coffre.corbeille.put(reference)
    assert (found(coffre, RARE), terms(database(coffre))) == ([], avant)
    coffre.corbeille.take_back(reference)
    assert found(coffre, RARE) == [reference]


NOMS = st.sampled_from(["Ama", "Amar", "Béa", "Béatrix", "Cléo", "Cléopâtre", "王伟", "O'Brien-Ama", ""])
GESTES = st.lists(st.tuples(st.sampled_from(["creer", "changer", "jeter", "reprendre", "effacer"]), NOMS), max_size=25)


@settings(max_examples=30, deadline=None)
@given(gestes=GESTES)
def test_the_index_always_holds_the_words_of_the_dossiers_listed(
    tmp_path_factory: pytest.TempPathFactory, gestes: list[tuple[str, str]]
) -> None:
    coffre = make_coffres().create(tmp_path_factory.mktemp("mots") / "a.coffre", PHRASE)
    noms: dict[str, str] = {}
    for geste, nom in gestes:
        dernier = next(reversed(noms), "")
        if geste == "creer" or not dernier:
            noms[coffre.dossiers.create(simple(nom))] = nom
        elif geste == "changer":
            coffre.dossiers.update(dernier, simple(nom))
            noms[dernier] = nom
        elif geste == "effacer":
            erase(coffre, [dernier])
            del noms[dernier]
        else:
            (coffre.corbeille.put if geste == "jeter" else coffre.corbeille.take_back)(dernier)
    listes = {ligne.reference for ligne in coffre.liste.page(taille=100).lignes}
    attendus = {mot for reference in listes for mot in words(f"{reference} Élodie {noms[reference]}")}
    assert terms(database(coffre)) == attendus
    # FTS5 compares its index with the words it was made from.
    run(database(coffre), "INSERT INTO suivi_recherche (suivi_recherche, rank) VALUES ('integrity-check', 1)")
    assert coffre.verify().saine
    coffre.close()


def test_a_coffre_of_the_first_format_is_searched_at_once_then_wholly(coffres: Coffres, chemin: Path) -> None:
    load_version(chemin, 1)
    coffre = coffres.open(chemin, PHRASE)
    assert found(coffre, "aurél départ") == []
    assert found(coffre, "aurél 2026") == ["2026-0001"]
    list(coffre.liste.refresh())
    assert found(coffre, "aurél départ") == ["2026-0001"]
    assert list(coffre.liste.refresh()) == []
    coffre.close()


def test_words_are_those_of_every_line_of_a_groupe(coffre: Coffre) -> None:
    lignes = ({"qui": "Une Alpha"}, {"qui": "Une Bravo"})
    reference = coffre.dossiers.create(replace(simple(), reponses={"visites": lignes, "pieces": ("notes", "courriers")}))
    assert (found(coffre, "alpha bravo"), found(coffre, "courriers")) == ([reference], [])


def test_a_word_written_since_is_one_that_may_be_meant(coffre: Coffre) -> None:
    coffre.dossiers.create(simple("Kermarec"))
    assert found(coffre, "Kermarrec") == ["2026-0001"]
    second = coffre.dossiers.create(simple("Wizorek"))
    assert found(coffre, "Wizzorek") == [second]
    coffre.dossiers.update(second, simple("Pelletan"))
    assert (found(coffre, "Wizzorek"), found(coffre, "Peletan")) == ([], [second])
    coffre.corbeille.put(second)
    assert found(coffre, "Peletan") == []


@pytest.mark.parametrize("texte", ["kuoassi vaucrezon", "kkouas", "kuas", "zirn", "hal", "zornetxte", "zorxxtte"])
def test_each_rare_word_may_be_mistyped_at_either_end(coffre: Coffre, texte: str) -> None:
    reference = coffre.dossiers.create(replace(PARTOUT, reponses={"qui": "Madame Zorn, ou Zornette"}))
    assert found(coffre, texte) == [reference]


@pytest.mark.parametrize("texte", ["bla", "ha", "zorxette rxxx", "tchxlxa"])
def test_a_short_word_is_not_doubted_and_a_long_one_not_too_much(coffre: Coffre, texte: str) -> None:
    coffre.dossiers.create(replace(PARTOUT, reponses={"qui": "Madame Zorn, ou Zornette"}))
    assert found(coffre, texte) == []


def test_where_each_word_is_well_known_the_rarest_is_doubted(coffre: Coffre) -> None:
    for _ in range(6):
        coffre.dossiers.create(replace(simple("Martine"), lieu="Lyon"))
    for _ in range(5):
        coffre.dossiers.create(replace(simple("Autre"), lieu="Dupont"))
    voulu = coffre.dossiers.create(replace(simple("Martine"), lieu="Dupond"))
    coffre.dossiers.create(replace(simple("Martins"), lieu="Dupont"))
    assert found(coffre, "martine dupont") == [voulu]


def test_the_likeliest_words_are_meant_first(coffre: Coffre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recherche, "SOSIES", 1)
    for nom in ("Martin", "Marxinelle", "Marxine", "Marxyne"):
        coffre.dossiers.create(simple(nom))
    assert found(coffre, "martine") == ["2026-0003"]
    coffre.dossiers.create(simple("Grandmartinette"))
    coffre.dossiers.create(simple("Grandmartine"))
    assert found(coffre, "martine") == ["2026-0006"]


@pytest.mark.parametrize(
    ("typed", "serre", "trouve"),
    [
        ("12 34 56", "123456", True),
        ("12 345", "12345", False),
        ("2C 100 100 1234 5", "2C10010012345", True),
        ("1 2 3 4 5 6 7 8 9 0 1 23", "1234567890123", True),
        ("1 2 3 4 5 6 7 8 9 0 1 234", "12345678901234", False),
    ],
)
def test_a_number_typed_in_groups_is_found_without_its_spaces(coffre: Coffre, typed: str, serre: str, *, trouve: bool) -> None:
    reference = coffre.dossiers.create(replace(simple(), reponses={"numero": typed}))
    assert found(coffre, serre) == ([reference] if trouve else [])
    assert found(coffre, typed) == [reference]


def test_the_last_digits_of_a_number_are_looked_for_inside_numbers_alone(
    coffre: Coffre, monkeypatch: pytest.MonkeyPatch
) -> None:
    for numero in ("991234567", "881234567", "A1234567"):
        coffre.dossiers.create(replace(simple(), reponses={"numero": numero}))
    assert found(coffre, "4567") == ["2026-0001", "2026-0002"]
    assert found(coffre, "4568") == []
    monkeypatch.setattr(recherche, "SOSIES", 1)
    assert len(found(coffre, "4567")) == 1
