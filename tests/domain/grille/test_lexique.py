"""Texts read once are kept to be read again, until they are to be forgotten."""

import gc
import weakref

from droits_usagers.domain.grille.lexique import followed_by, forget_texts, sentences

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
