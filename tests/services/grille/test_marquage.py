"""A document being marked: what stands where, where one goes next, what is written of it."""

from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import GenreSource, Grille, NaturePassage, Point, Source
from droits_usagers.services.grille.atelier import AtelierEcarts, SourceSaisie
from droits_usagers.services.grille.marquage import EtatEndroit, Marquage, as_typed, propositions_of
from droits_usagers.ui.socle.images import renew

TEXTE = (
    "Mme Kerbrat lit tout. Tout le personnel peut lire l'ensemble des fiches. Le bureau ferme à midi.\n\n"
    "Rien n'est jamais effacé. Que deviennent les données ensuite ?"
)


class Table:
    """A grille and the document that is marked in it."""

    def __init__(self, catalogue: Catalogue, texte: str = TEXTE) -> None:
        self.atelier = AtelierEcarts(renew)
        id_ = self.atelier.add_source(SourceSaisie(GenreSource.TEMOIGNAGE))
        self.catalogue, self.source = catalogue, self.atelier.grille.sources[0]
        assert self.source.id == id_
        self.read(texte)

    def read(self, texte: str) -> None:
        document = as_typed(texte)
        propositions = propositions_of(document, self.source, self.catalogue)
        self.marquage = Marquage(document, self.source, self.catalogue, propositions=propositions)
        self.follow()

    def follow(self) -> None:
        self.marquage.follow(self.atelier.grille)

    def keep(self, extrait: str, point: Point, nature: NaturePassage) -> str:
        debut = self.marquage.document.texte.index(extrait)
        endroit = self.marquage.over((debut, debut + len(extrait)))
        id_ = self.atelier.mark(self.marquage.passage(endroit, point, nature))
        self.follow()
        return id_

    def states(self) -> list[tuple[str, str]]:
        return [(un.etat.value, un.texte[:14]) for un in self.marquage.endroits]


@pytest.fixture
def table(catalogue: Catalogue) -> Table:
    return Table(catalogue)


def test_every_sentence_stands_somewhere(table: Table) -> None:
    assert [etat for etat, _ in table.states()] == ["propose", "propose", "rien", "propose", "propose"]
    assert table.marquage.count(EtatEndroit.PROPOSE) == 4


def test_what_is_written_of_a_document_is_what_was_marked_and_names_nobody(table: Table) -> None:
    table.keep("Mme Kerbrat lit tout.", Point.HABILITATIONS, NaturePassage.FAIT)

    [passage] = table.atelier.grille.passages
    assert passage.texte == "Mme [nom masqué] lit tout."
    assert passage.place == (0, 21)
    assert table.states()[0] == ("marque", "Mme [nom masqu")
    assert "Kerbrat" not in repr(table.marquage.endroits)


def test_one_walks_through_what_is_proposed_then_through_the_rest(table: Table) -> None:
    visites: list[tuple[int, int]] = []
    place = -1
    while (suivant := table.marquage.next(place)) is not None and suivant.etat is EtatEndroit.PROPOSE:
        visites.append(suivant.place)
        place = suivant.place[0]
        table.atelier.mark(table.marquage.passage(suivant, Point.REFUS, suivant.nature))
        table.follow()

    assert len(visites) == 4
    assert visites == sorted(visites)
    # What nothing was heard in comes last, and can be refused nowhere: it stays.
    assert suivant is not None
    assert suivant.texte == "Le bureau ferme à midi."
    assert table.marquage.previous(0) == suivant
    table.keep("Le bureau ferme à midi.", Point.REFUS, NaturePassage.FAIT)
    assert table.marquage.next(0) is None


def test_what_was_refused_is_proposed_no_more_and_is_still_there(table: Table) -> None:
    premier = table.marquage.next(-1)
    assert premier is not None
    table.atelier.refuse(table.source.id, premier.place)
    table.follow()

    assert table.states()[0][0] == "rien"
    suivant = table.marquage.next(-1)
    assert suivant is not None
    assert suivant.place > premier.place


def test_a_selection_of_ones_own_is_taken_for_what_is_proposed_in_it(table: Table) -> None:
    deux = "Tout le personnel peut lire l'ensemble des fiches. Le bureau ferme à midi."
    debut = TEXTE.index(deux)
    endroit = table.marquage.over((debut, debut + len(deux)))

    assert (endroit.point, endroit.nature) == (Point.HABILITATIONS, NaturePassage.FAIT)
    table.keep(deux, Point.HABILITATIONS, NaturePassage.RAPPORTE)
    # The sentences in it are no longer proposed on their own.
    assert [etat for etat, _ in table.states()] == ["propose", "marque", "propose", "propose"]
    assert table.marquage.at(debut + 3) == table.marquage.over((debut, debut + len(deux)))


def test_in_another_text_a_mark_is_to_be_found_again(table: Table) -> None:
    id_ = table.keep("Rien n'est jamais effacé.", Point.CONSERVATION, NaturePassage.FAIT)
    avant = table.atelier.grille.passages
    table.read("Un ajout en tête. " + TEXTE)

    [perdu] = [un for un in table.marquage.endroits if un.etat is EtatEndroit.PERDU]
    trouve = table.marquage.found_again(perdu)
    assert trouve is not None
    table.atelier.mark(table.marquage.passage(trouve, perdu.point or Point.REFUS, perdu.nature))
    table.follow()
    [passage] = table.atelier.grille.passages
    assert (passage.id, passage.texte, passage.nature) == (id_, avant[0].texte, avant[0].nature)
    assert EtatEndroit.PERDU.value not in [etat for etat, _ in table.states()]
    # Where it stands twice, or no more, nobody guesses.
    for texte in (TEXTE.replace("Rien n'est jamais effacé.", "Tout est effacé."), f"{TEXTE} Rien n'est jamais effacé. Oui."):
        table.read(f"Ici, {texte}")
        perdus = [un for un in table.marquage.endroits if un.etat is EtatEndroit.PERDU]
        assert [table.marquage.found_again(un) for un in perdus] == [None]


def test_an_empty_document_has_no_place(catalogue: Catalogue) -> None:
    vide = Marquage(as_typed(""), Source("s", GenreSource.NOTE), catalogue)
    vide.follow(Grille())

    assert (vide.endroits, vide.at(0), vide.next(0), vide.previous(0)) == ((), None, None, None)


def test_what_begins_at_a_place_counts_before_what_ends_there(catalogue: Catalogue) -> None:
    table = Table(catalogue, "Tout le personnel lit tout;rien n'est jamais effacé;les gens ne sont pas informés.")
    premier = table.marquage.next(-1)
    assert premier is not None
    table.atelier.mark(table.marquage.passage(premier, Point.REFUS, NaturePassage.FAIT))
    table.follow()

    suivant = table.marquage.at(premier.place[1])
    assert suivant is not None
    assert suivant.place[0] == premier.place[1]
    assert suivant.etat is EtatEndroit.PROPOSE
    # At its very end, one is still in the last one.
    fin = len(table.marquage.document.texte)
    dernier = table.marquage.at(fin)
    assert dernier is not None
    assert dernier.place[1] == fin


def test_of_marks_inside_one_another_the_inner_one_is_reached(table: Table) -> None:
    table.keep("Tout le personnel peut lire l'ensemble des fiches.", Point.HABILITATIONS, NaturePassage.FAIT)
    table.keep("le personnel", Point.SECURITE, NaturePassage.FAIT)
    debut = TEXTE.index("le personnel")

    dedans, autour = table.marquage.at(debut + 3), table.marquage.at(TEXTE.index("ensemble"))
    assert dedans is not None
    assert autour is not None
    assert (dedans.texte, autour.texte[:17]) == ("le personnel", "Tout le personnel")


def test_a_selection_after_the_title_names_nobody_either(table: Table) -> None:
    id_ = table.keep("Kerbrat lit", Point.HABILITATIONS, NaturePassage.FAIT)
    assert [un.texte for un in table.atelier.grille.passages if un.id == id_] == ["[nom masqué] lit"]


def test_nothing_is_marked_in_a_source_that_is_gone(table: Table) -> None:
    endroit = table.marquage.next(-1)
    assert endroit is not None
    table.atelier.remove_source(table.source.id)

    assert table.atelier.mark(table.marquage.passage(endroit, Point.REFUS, NaturePassage.FAIT)) == ""
    assert table.atelier.grille.passages == ()


def test_a_place_beyond_the_text_is_lost(table: Table) -> None:
    table.keep("Rien n'est jamais effacé.", Point.CONSERVATION, NaturePassage.FAIT)
    [passage] = table.atelier.grille.passages
    loin = replace(table.atelier.grille, passages=(replace(passage, place=(5, 99_999_999_999)),))
    table.marquage.follow(loin)

    assert table.marquage.count(EtatEndroit.PERDU) == 1
