"""A grille being built: what is typed, what is decided, going back, and what is found."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import EcartSaisi, GenreSource, Grille, NaturePassage, PassageMarque, Point
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.places import Places
from droits_usagers.services.controle.controle import Controle
from droits_usagers.services.grille.atelier import AtelierEcarts, SourceSaisie, columns, quotes_in
from droits_usagers.services.grille.documents import EXEMPLES, FichiersGrille
from droits_usagers.services.grille.examen import EcartMontre, Examen, examine
from droits_usagers.services.grille.marquage import as_typed
from droits_usagers.ui.socle.images import renew
from tests.ecarts import grille

if TYPE_CHECKING:
    from collections.abc import Callable

LE_16_MAI = dt.date(2008, 5, 16)
REFUS = "Sans saisie dans le logiciel, aucune demande de secours ne sera examinée."
DECLARATION = SourceSaisie(GenreSource.DECLARATION, LE_16_MAI)
TEMOIGNAGE = SourceSaisie(GenreSource.TEMOIGNAGE)


@pytest.fixture
def atelier() -> AtelierEcarts:
    return AtelierEcarts(renew)


@pytest.fixture
def fichiers(catalogue: Catalogue, places: Places) -> FichiersGrille:
    return FichiersGrille(catalogue, places.resources / EXEMPLES, Controle(catalogue))


def refused(atelier: AtelierEcarts, catalogue: Catalogue) -> Examen:
    """One finding: help is refused without the software."""
    atelier.open(grille(("note", "refus", REFUS)))
    return examine(atelier.grille, catalogue)


# Sources


def test_ids_are_generic_and_made_by_the_program(atelier: AtelierEcarts) -> None:
    assert atelier.add_source(DECLARATION) == "declaration-2008"
    assert atelier.add_source(DECLARATION) == "declaration-2008-2"
    assert atelier.add_source(SourceSaisie(GenreSource.COURRIER_CNIL)) == "courrier-cnil"


def test_what_is_declared_stands_before_what_is_done(atelier: AtelierEcarts) -> None:
    for saisie in (TEMOIGNAGE, DECLARATION, SourceSaisie(GenreSource.OBSERVATION), SourceSaisie(GenreSource.NOTE)):
        atelier.add_source(saisie)

    assert [source.id for source in columns(atelier.grille)] == ["declaration-2008", "note", "temoignage", "observation"]


def test_a_source_that_changes_keeps_what_it_says(atelier: AtelierEcarts) -> None:
    id_ = atelier.add_source(TEMOIGNAGE)
    atelier.write(id_, Point.CONSERVATION, "6 mois")
    atelier.add(EcartSaisi("", "Notre constat.", sources=(id_,)))
    nouvel_id = atelier.change_source(id_, DECLARATION)

    assert nouvel_id == "declaration-2008"
    assert atelier.quotes(nouvel_id, Point.CONSERVATION) == ("6 mois",)
    assert atelier.grille.saisis[0].sources == (nouvel_id,)


def test_an_id_that_someone_chose_is_kept(atelier: AtelierEcarts) -> None:
    depart = grille(("note", "refus", REFUS))
    atelier.open(replace(depart, sources=(replace(depart.sources[0], id="consigne"),), passages=()))

    assert atelier.change_source("consigne", DECLARATION) == "consigne"


def test_a_source_that_keeps_its_kind_and_year_keeps_its_id(atelier: AtelierEcarts) -> None:
    atelier.add_source(DECLARATION)
    deuxieme = atelier.add_source(DECLARATION)
    assert atelier.change_source(deuxieme, replace(DECLARATION, date=dt.date(2008, 9, 1))) == deuxieme


def test_a_source_goes_with_all_it_says_and_comes_back(atelier: AtelierEcarts) -> None:
    depart = grille(("note", "refus", REFUS), saisis=(EcartSaisi("", "Notre constat.", sources=("note",)),))
    atelier.open(depart)
    atelier.remove_source("note")
    assert (atelier.grille.sources, atelier.grille.passages) == ((), ())
    assert atelier.grille.saisis[0].sources == ()

    atelier.undo()
    assert atelier.grille == depart


# Cells


def test_a_blank_line_separates_two_quotes() -> None:
    assert quotes_in(" Un.\nDeux.\r\n \t\r\n\r\nTrois. \n") == ("Un.\nDeux.", "Trois.")
    assert quotes_in(" \n ") == ()


def test_what_is_typed_takes_the_place_of_what_was_there(atelier: AtelierEcarts) -> None:
    atelier.open(grille(("note", "refus", REFUS), ("note", "origine", "la CAF"), ("note", "refus", "Encore.")))
    assert atelier.text("note", Point.REFUS) == f"{REFUS}\n\nEncore."
    atelier.write("note", Point.REFUS, "A.\n\nB.")

    assert [passage.texte for passage in atelier.grille.passages] == ["A.", "B.", "la CAF"]


def test_the_same_text_changes_nothing(atelier: AtelierEcarts) -> None:
    # A quote read from a file may hold a blank line: coming by does not cut it.
    atelier.open(grille(("note", "refus", "Un.\n\nDeux.")))
    assert not atelier.write("note", Point.REFUS, "Un.\n\nDeux.\n")
    assert not atelier.is_modified
    assert not atelier.undo()


def test_a_cell_may_be_emptied(atelier: AtelierEcarts) -> None:
    atelier.open(grille(("note", "refus", REFUS)))
    atelier.write("note", Point.REFUS, "  ")
    assert atelier.grille.passages == ()


# What is found, and what is decided of it


def test_findings_are_numbered_and_tell_their_cells(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    examen = refused(atelier, catalogue)
    [trouve] = examen.trouves

    assert (trouve.numero, trouve.ecart.regle, trouve.is_own) == (1, "refus_sans_aide", False)
    assert examen.par_case == {("note", Point.REFUS): (trouve,)}


def test_a_finding_is_set_aside_and_taken_back(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    depart = refused(atelier, catalogue)
    atelier.drop(depart.trouves[0])
    examen = examine(atelier.grille, catalogue)
    assert examen.trouves == ()
    assert [ecart.regle for ecart in examen.ecartes] == ["refus_sans_aide"]

    atelier.take_back("refus_sans_aide")
    assert examine(atelier.grille, catalogue) == depart
    assert atelier.grille.saisis == ()


def test_a_finding_is_said_otherwise_then_as_the_rule_says_it(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    depart = refused(atelier, catalogue)
    atelier.reword(depart.trouves[0], " Nos mots. ")
    [trouve] = examine(atelier.grille, catalogue).trouves
    assert trouve.ecart.phrase == "Nos mots."
    assert trouve.rang == 0

    # Its words are kept while it is set aside.
    atelier.drop(trouve)
    atelier.take_back("refus_sans_aide")
    [trouve] = examine(atelier.grille, catalogue).trouves
    assert trouve.ecart.phrase == "Nos mots."

    atelier.reword(trouve, "")
    assert examine(atelier.grille, catalogue) == depart


def test_a_finding_is_confirmed_until_its_sources_say_otherwise(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    depart = refused(atelier, catalogue)
    atelier.confirm(depart.trouves[0], confirme=True)
    assert [ecart.confirme for ecart in examine(atelier.grille, catalogue).ecarts] == [True]

    atelier.write("note", Point.REFUS, f"{REFUS} Sans exception.")
    assert [ecart.confirme for ecart in examine(atelier.grille, catalogue).ecarts] == [False]
    atelier.undo()
    assert [ecart.confirme for ecart in examine(atelier.grille, catalogue).ecarts] == [True]


def test_what_was_confirmed_may_be_doubted_dropped_or_said_otherwise(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    depart = refused(atelier, catalogue)
    atelier.confirm(depart.trouves[0], confirme=True)
    atelier.confirm(depart.trouves[0], confirme=False)
    assert atelier.grille.saisis == ()

    atelier.confirm(depart.trouves[0], confirme=True)
    atelier.drop(depart.trouves[0])
    atelier.take_back("refus_sans_aide")
    assert [ecart.confirme for ecart in examine(atelier.grille, catalogue).ecarts] == [False]

    atelier.confirm(depart.trouves[0], confirme=True)
    atelier.reword(depart.trouves[0], "Nos mots.")
    (trouve,) = examine(atelier.grille, catalogue).trouves
    assert (trouve.ecart.fait, trouve.ecart.confirme) == ("Nos mots.", False)
    atelier.confirm(trouve, confirme=True)
    assert [ecart.confirme for ecart in examine(atelier.grille, catalogue).ecarts] == [True]


def test_a_finding_of_ones_own_is_added_reworded_and_taken_away(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    refused(atelier, catalogue)
    assert not atelier.add(EcartSaisi("", "  "))
    atelier.add(EcartSaisi("", "La porte ferme mal.", point=Point.SECURITE, sources=("note",)))
    sien = examine(atelier.grille, catalogue).trouves[-1]
    assert sien.is_own
    assert examine(atelier.grille, catalogue).par_case["note", Point.SECURITE] == (sien,)

    assert not atelier.reword(sien, " ")
    atelier.reword(sien, "La porte ne ferme plus.")
    sien = examine(atelier.grille, catalogue).trouves[-1]
    assert sien.ecart.phrase == "La porte ne ferme plus."

    atelier.drop(sien)
    assert atelier.grille.saisis == ()


def test_two_findings_in_the_same_words_are_told_apart(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    for _ in range(2):
        atelier.add(EcartSaisi("", "La porte ferme mal."))
    assert [trouve.rang for trouve in examine(atelier.grille, catalogue).trouves] == [0, 1]


# Going back, and files


GESTES = st.lists(
    st.one_of(
        st.tuples(
            st.just("source"), st.sampled_from(GenreSource), st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2026, 11, 24))
        ),
        st.tuples(st.just("ecrire"), st.integers(0, 5), st.sampled_from(Point), st.text()),
        st.tuples(st.just("retirer"), st.integers(0, 5)),
        st.tuples(st.just("changer"), st.integers(0, 5), st.sampled_from(GenreSource)),
        st.tuples(st.just("ajouter"), st.text()),
        st.tuples(st.just("nommer"), st.text()),
        st.tuples(st.just("defaire")),
        st.tuples(st.just("refaire")),
    ),
    max_size=12,
)


def do(atelier: AtelierEcarts, *gestes: tuple[Any, ...]) -> None:
    """Does these things; what is about a source is skipped while there is none."""
    faire: dict[str, Callable[..., object]] = {
        "source": lambda genre, date: atelier.add_source(SourceSaisie(genre, date)),
        "ajouter": lambda phrase: atelier.add(EcartSaisi("", phrase)),
        "nommer": lambda titre: atelier.name(titre, "Département", GenreOrganisme.DEPARTEMENT),
        "defaire": atelier.undo,
        "refaire": atelier.redo,
    }
    sur_une_source: dict[str, Callable[..., object]] = {
        "ecrire": atelier.write,
        "retirer": atelier.remove_source,
        "changer": lambda id_, genre: atelier.change_source(id_, SourceSaisie(genre)),
    }
    for geste, *valeurs in gestes:
        sources = atelier.grille.sources
        if geste in faire:
            faire[geste](*valeurs)
        elif sources:
            rang, *reste = valeurs
            sur_une_source[geste](sources[rang % len(sources)].id, *reste)


@given(gestes=GESTES)
def test_undoing_everything_comes_back_to_the_beginning(gestes: list[tuple[Any, ...]]) -> None:
    atelier = AtelierEcarts(renew)
    depart = grille(("note", "refus", REFUS))
    atelier.open(depart)
    do(atelier, *gestes)
    fin = atelier.grille
    while atelier.undo():
        pass
    assert atelier.grille == depart
    assert not atelier.is_modified

    while atelier.redo():
        pass
    assert fin == atelier.grille or ("defaire",) in gestes


@given(gestes=GESTES)
def test_what_is_saved_reads_back_the_same(gestes: list[tuple[Any, ...]], catalogue: Catalogue, places: Places) -> None:
    atelier = AtelierEcarts(renew)
    do(atelier, *gestes)
    lu = FichiersGrille(catalogue, places.resources / EXEMPLES, Controle(catalogue))._parse(  # noqa: SLF001 # without writing thousands of files
        FichiersGrille.write(atelier.grille), "c.toml"
    )
    assert lu == atelier.grille


def test_an_act_after_going_back_forgets_what_was_undone(atelier: AtelierEcarts) -> None:
    atelier.add_source(DECLARATION)
    atelier.undo()
    atelier.add_source(TEMOIGNAGE)
    assert not atelier.redo()


def test_a_saved_grille_is_not_modified_and_its_name_is_that_of_the_processing(
    atelier: AtelierEcarts, fichiers: FichiersGrille, tmp_path: Path
) -> None:
    assert atelier.suggested_name("grille") == "grille.toml"
    atelier.name("Dossier  social\ninformatisé", "Département", GenreOrganisme.DEPARTEMENT)
    assert atelier.grille.titre == "Dossier social informatisé"
    assert atelier.suggested_name("grille") == "dossier-social-informatise.toml"
    assert atelier.is_modified

    chemin = fichiers.save(atelier.put_beside(tmp_path), tmp_path / "c.toml")
    atelier.mark_saved(chemin)
    assert not atelier.is_modified
    assert fichiers.open(chemin) == atelier.grille


def test_the_three_examples_open(fichiers: FichiersGrille, catalogue: Catalogue) -> None:
    assert len(fichiers.models()) == 3
    for id_ in fichiers.models():
        assert examine(fichiers.model(id_), catalogue).trouves


def test_nothing_that_was_typed_shows_in_a_repr(catalogue: Catalogue) -> None:
    assert "Quetzal" not in repr(examine(Grille(titre="Quetzal"), catalogue))


# Marks


def test_what_is_marked_twice_in_one_place_is_one_passage(atelier: AtelierEcarts) -> None:
    source = atelier.add_source(TEMOIGNAGE)
    passage = PassageMarque(source, Point.REFUS, REFUS, NaturePassage.FAIT, place=(10, 83))

    premier = atelier.mark(passage)
    autre = atelier.mark(replace(passage, place=(90, 163)))
    encore = atelier.mark(replace(passage, nature=NaturePassage.CRAINT))

    assert (premier, autre, encore) == ("p1", "p2", "p1")
    assert [(un.id, un.nature) for un in atelier.grille.passages] == [("p1", NaturePassage.CRAINT), ("p2", NaturePassage.FAIT)]


def about_refusal(atelier: AtelierEcarts, catalogue: Catalogue) -> list[tuple[bool, tuple[str, ...]]]:
    """Whether the finding of the refusal is confirmed, and what it quotes."""
    trouves = (un.ecart for un in examine(atelier.grille, catalogue).trouves)
    return [(ecart.confirme, ecart.passages) for ecart in trouves if ecart.regle == "refus_sans_aide"]


def test_what_a_confirmed_finding_quotes_is_looked_at_again_when_it_changes(
    atelier: AtelierEcarts, catalogue: Catalogue
) -> None:
    source = atelier.add_source(TEMOIGNAGE)
    passage = PassageMarque(source, Point.REFUS, REFUS, NaturePassage.FAIT, place=(10, 83))
    id_ = atelier.mark(passage)
    [trouve] = [un for un in examine(atelier.grille, catalogue).trouves if un.ecart.regle == "refus_sans_aide"]
    atelier.confirm(trouve, confirme=True)

    # Something else is marked in the same document: what was looked at still is, and quotes no more.
    autre = atelier.mark(replace(passage, place=(90, 163)))
    assert about_refusal(atelier, catalogue) == [(True, (id_,))]
    atelier.unmark(autre)
    assert about_refusal(atelier, catalogue) == [(True, (id_,))]
    atelier.mark(replace(passage, nature=NaturePassage.CRAINT))
    assert about_refusal(atelier, catalogue) == [(False, (id_,))]

    assert atelier.unmark(id_)
    assert atelier.grille.passages == ()
    assert examine(atelier.grille, catalogue).trouves == ()


def refused_in(atelier: AtelierEcarts) -> list[tuple[int, int]]:
    return [place for source in atelier.grille.sources for place in source.refus]


def test_what_was_refused_stays_so_until_it_is_marked(atelier: AtelierEcarts) -> None:
    source = atelier.add_source(TEMOIGNAGE)

    assert atelier.refuse(source, (30, 40))
    assert atelier.refuse(source, (10, 20))
    assert not atelier.refuse(source, (10, 20))
    assert refused_in(atelier) == [(10, 20), (30, 40)]
    atelier.mark(PassageMarque(source, Point.REFUS, REFUS, place=(10, 20)))
    assert refused_in(atelier) == [(30, 40)]
    assert atelier.undo()
    assert refused_in(atelier) == [(10, 20), (30, 40)]


def test_a_quote_that_stays_keeps_what_was_said_of_it(atelier: AtelierEcarts) -> None:
    source = atelier.add_source(TEMOIGNAGE)
    atelier.mark(PassageMarque(source, Point.REFUS, REFUS, NaturePassage.FAIT, place=(10, 83)))

    atelier.write(source, Point.REFUS, f"Autre chose.\n\n{REFUS}")

    assert [(un.texte, un.nature, un.id) for un in atelier.grille.passages] == [
        ("Autre chose.", None, "p2"),
        (REFUS, NaturePassage.FAIT, "p1"),
    ]


# What a finding quotes

ENCORE = "Sans saisie, l'aide est refusée."


def of_refusal(atelier: AtelierEcarts, catalogue: Catalogue) -> EcartMontre:
    [trouve] = [un for un in examine(atelier.grille, catalogue).trouves if un.ecart.regle == "refus_sans_aide"]
    return trouve


def test_quotes_are_added_and_taken_away_one_by_one(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    atelier.open(grille(("temoignage", "refus", REFUS), ("temoignage", "refus", ENCORE), ("note", "origine", "La CAF.")))
    avant = atelier.grille
    trouve = of_refusal(atelier, catalogue)
    assert trouve.ecart.passages == ("p1", "p2")

    assert atelier.quote(trouve, ("p2",))
    seul = of_refusal(atelier, catalogue)
    assert (seul.ecart.passages, seul.ecart.choisis, seul.ecart.confirme) == (("p2",), True, False)
    assert "aucune demande" not in seul.ecart.fait
    # One may quote what no rule heard.
    assert atelier.quote(seul, ("p2", "p3"))
    large = of_refusal(atelier, catalogue)
    assert "La CAF" in large.ecart.fait
    assert large.ecart.sources == ("temoignage", "note")
    # Confirmed, then doubted, it still quotes what was chosen; given back to the rule, what the rule does.
    assert atelier.confirm(large, confirme=True)
    assert atelier.confirm(of_refusal(atelier, catalogue), confirme=False)
    assert of_refusal(atelier, catalogue).ecart.passages == ("p2", "p3")
    assert atelier.quote(of_refusal(atelier, catalogue), ())
    assert atelier.grille == avant


def test_a_rule_of_the_list_is_a_finding_with_what_one_quotes_for_it(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    atelier.open(grille(("observation", "securite", "La liste des noms est lue dans le hall.")))

    assert not atelier.add(EcartSaisi("secret_professionnel"))
    assert atelier.add(EcartSaisi("secret_professionnel", passages=("p1",), confirme=True))
    [trouve] = [un for un in examine(atelier.grille, catalogue).trouves if un.ecart.regle == "secret_professionnel"]
    assert trouve.ecart.confirme
    assert trouve.ecart.droit == catalogue.ecarts.regles["secret_professionnel"].droit
    assert atelier.unmark("p1")
    assert examine(atelier.grille, catalogue).trouves == ()


def test_what_is_confirmed_without_a_seal_is_pinned_as_it_is_found(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    """As someone types it in a file: what comes later is not quoted as confirmed."""
    sur = EcartSaisi("refus_sans_aide", passages=("p1",), confirme=True)
    atelier.open(grille(("temoignage", "refus", REFUS), saisis=(sur,)))
    atelier.pin(examine(atelier.grille, catalogue).trouves)
    assert not atelier.is_modified

    atelier.mark(PassageMarque("temoignage", Point.REFUS, ENCORE, place=(90, 121)))
    ecart = of_refusal(atelier, catalogue).ecart
    assert (ecart.confirme, ecart.passages) == (True, ("p1",))


def test_another_kind_or_day_of_its_source_asks_for_another_look(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    atelier.open(grille(("compte_rendu", "refus", REFUS)))
    atelier.confirm(of_refusal(atelier, catalogue), confirme=True)
    atelier.pin(examine(atelier.grille, catalogue).trouves)
    assert of_refusal(atelier, catalogue).ecart.confirme

    atelier.change_source("compte_rendu", SourceSaisie(GenreSource.OBSERVATION, LE_16_MAI))
    assert not of_refusal(atelier, catalogue).ecart.confirme


def test_a_rule_taken_twice_quotes_all_that_was_chosen(atelier: AtelierEcarts, catalogue: Catalogue) -> None:
    atelier.open(grille(("observation", "securite", "Un."), ("observation", "securite", "Deux.")))
    for id_ in ("p1", "p2"):
        assert atelier.add(EcartSaisi("secret_professionnel", passages=(id_,), confirme=True))
    assert [saisi.passages for saisi in atelier.grille.saisis] == [("p1", "p2")]
    [trouve] = [un for un in examine(atelier.grille, catalogue).trouves if un.ecart.regle == "secret_professionnel"]
    assert atelier.drop(trouve)
    assert atelier.add(EcartSaisi("secret_professionnel", passages=("p1",), confirme=True))
    assert [saisi.ecarte for saisi in atelier.grille.saisis] == [False]


def test_two_quotes_alike_keep_each_what_was_said_of_it(atelier: AtelierEcarts) -> None:
    source = atelier.add_source(TEMOIGNAGE)
    for debut in (0, 100):
        atelier.mark(PassageMarque(source, Point.REFUS, REFUS, NaturePassage.FAIT, place=(debut, debut + 9)))
    atelier.write(source, Point.REFUS, f"{REFUS}\n\nAutre.\n\n{REFUS}")

    assert [un.place for un in atelier.grille.passages] == [(0, 9), None, (100, 109)]


def test_a_text_stays_with_its_source_and_what_was_refused_with_its_text(atelier: AtelierEcarts) -> None:
    id_ = atelier.add_source(TEMOIGNAGE)
    lu, autre = as_typed("Un texte."), as_typed("Un autre texte.")
    atelier.keep_text(id_, lu)
    atelier.refuse(id_, (0, 9))
    nouvel_id = atelier.change_source(id_, SourceSaisie(GenreSource.NOTE, LE_16_MAI))
    assert nouvel_id != id_
    assert atelier.text_of(atelier.grille.sources[0]) == lu
    # Taken away by mistake, it comes back with its text; another of the same name has none.
    atelier.remove_source(nouvel_id)
    atelier.undo()
    assert atelier.text_of(atelier.grille.sources[0]) == lu
    atelier.remove_source(nouvel_id)
    atelier.add_source(SourceSaisie(GenreSource.NOTE, LE_16_MAI))
    assert atelier.text_of(atelier.grille.sources[0]) is None

    atelier.undo()
    atelier.undo()
    atelier.keep_text(nouvel_id, lu)
    assert refused_in(atelier) == [(0, 9)]
    atelier.keep_text(nouvel_id, autre)
    assert refused_in(atelier) == []


def test_a_finding_of_ones_own_is_looked_at_again_when_what_it_rests_on_goes(
    atelier: AtelierEcarts, catalogue: Catalogue
) -> None:
    def own() -> EcartMontre:
        [trouve] = [un for un in examine(atelier.grille, catalogue).trouves if un.is_own]
        return trouve

    atelier.open(grille(("observation", "securite", "La porte ferme mal."), ("note", "origine", "La CAF.")))
    dit = EcartSaisi("", "La porte ferme mal.", point=Point.SECURITE, confirme=True, gravite=1)
    for saisi in (replace(dit, passages=("p1",)), replace(dit, sources=("observation",))):
        assert atelier.add(saisi)
        assert own().ecart.confirme
        # What it quotes may be changed, not all taken away: there is no rule to quote something else.
        assert not atelier.quote(own(), ())
        assert own().ecart.confirme
        assert atelier.remove_source("observation")
        assert (own().ecart.confirme, own().ecart.passages, own().ecart.sources) == (False, (), ())
        assert atelier.undo()
        assert own().ecart.confirme
        assert atelier.undo()


def test_a_confirmed_finding_of_which_the_document_is_another_is_to_be_looked_at_again(catalogue: Catalogue) -> None:
    atelier = AtelierEcarts(lambda contenu, _nom: contenu)
    id_ = atelier.add_source(SourceSaisie(GenreSource.OBSERVATION, dt.date(2026, 1, 5), "un.pdf"))
    atelier.write(id_, Point.CONSERVATION, "Rien n'est jamais effacé.")
    (trouve,) = (un for un in examine(atelier.grille, catalogue).trouves if un.ecart.regle == "conservation_illimitee")
    atelier.confirm(trouve, confirme=True)
    atelier.change_source(id_, SourceSaisie(GenreSource.OBSERVATION, dt.date(2026, 1, 5), "autre.pdf"))
    assert not any(un.confirme for un in atelier.grille.saisis)

    atelier.undo()
    assert [un.confirme for un in atelier.grille.saisis] == [True]


def test_ones_own_words_are_to_be_looked_at_again_when_something_else_is_found_under_them(catalogue: Catalogue) -> None:
    atelier = AtelierEcarts(lambda contenu, _nom: contenu)

    def only() -> EcartMontre:
        return next(un for un in examine(atelier.grille, catalogue).trouves if un.ecart.regle == "conservation_illimitee")

    note = atelier.add_source(SourceSaisie(GenreSource.OBSERVATION, dt.date(2026, 1, 5)))
    atelier.write(note, Point.CONSERVATION, "Rien n'est jamais effacé.")
    atelier.reword(only(), "Rien n'est effacé, d'après ce que nous avons vu.")
    atelier.confirm(only(), confirme=True)
    assert only().ecart.confirme

    autre = atelier.add_source(SourceSaisie(GenreSource.TEMOIGNAGE, dt.date(2026, 2, 5)))
    atelier.write(autre, Point.CONSERVATION, "Les dossiers sont gardés à vie.")
    assert not only().ecart.confirme

    atelier.undo()
    assert only().ecart.confirme
