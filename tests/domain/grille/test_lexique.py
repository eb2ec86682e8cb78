"""Texts read once are kept to be read again, until they are to be forgotten."""

import gc
import weakref

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille.lecture import Lecture
from droits_usagers.domain.grille.lexique import PhraseLue, followed_by, forget_texts, sentences
from tests.ecarts import grille

TEXTE = "On inscrit Mme Zéphyrine Quetzal au fichier. Personne ne le lui dit."


def test_nothing_that_was_read_is_kept_once_it_is_forgotten() -> None:
    premiere, seconde = sentences(TEXTE)
    temoins = [weakref.ref(une) for une in (premiere, seconde, followed_by(premiere, seconde))]
    del premiere, seconde
    gc.collect()
    assert all(temoin() is not None for temoin in temoins)

    forget_texts()
    gc.collect()

    assert [temoin() for temoin in temoins] == [None, None, None]
    assert [phrase.texte for phrase in sentences(TEXTE)] == TEXTE.replace(". ", ".|").split("|")


def test_a_sentence_that_was_read_is_the_one_it_was(catalogue: Catalogue) -> None:
    lecture = Lecture(grille(("note", "refus", "On garde tout deux ans.")), catalogue.ecarts)
    ((phrase,),) = (releve.phrases for releve in lecture.releves)
    assert lecture.lengths(phrase)
    neuve = PhraseLue(phrase.texte, phrase.entiere, phrase.amorce)

    assert phrase.notes
    assert (phrase, hash(phrase), repr(phrase)) == (neuve, hash(neuve), repr(neuve))
