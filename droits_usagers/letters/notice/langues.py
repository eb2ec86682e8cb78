"""The sheet of languages: the rights and where to complain, in French and beside it, a page for each language."""

from collections.abc import Iterator, Sequence
from typing import Final

from droits_usagers.domain.lettre.lettre import Ligne, Tableau, Texte
from droits_usagers.domain.mots.textes import Langue, Textes
from droits_usagers.domain.notice.traitements import A_DEMANDER
from droits_usagers.letters.notice.parties import is_offered, offered
from droits_usagers.letters.notice.redaction import Redaction, strong
from droits_usagers.letters.notice.valeurs import GenrePartie, PartieNotice

#: The French sentences: ids of `[langues]`. Those of a language are the same.
TABLE: Final = "langues"
_SUITE: Final = ("contact", "delai", "reclamation", "aide")


def write_languages(redaction: Redaction, langues: Sequence[Langue]) -> Iterator[PartieNotice]:
    """A part for each language, in the order given."""
    phrases = ["fichier", *_told(redaction), *_SUITE]
    for langue in langues:
        # Same holes in each: they are counted once, by the French, and said in French.
        autre = Redaction(redaction.fiche, Textes(langue.code, langue.phrases, redaction.textes))
        lignes = [(_say(redaction, f"{TABLE}.{phrase}", phrase), _say(autre, phrase, phrase)) for phrase in phrases]
        if not langue.relue:
            lignes.insert(0, (strong(redaction.say(f"{TABLE}.non_relue")), strong(autre.say("non_relue"))))
        tableau = Tableau((redaction.say(f"{TABLE}.colonne"), (Texte(langue.nom),)), tuple(lignes))
        yield PartieNotice(langue.code, GenrePartie.LANGUE, autre.say("titre"), (tableau,), langue=langue.code)


def _say(redaction: Redaction, id_: str, phrase: str) -> Ligne:
    return redaction.say(id_, contact=redaction.contact) if phrase == "contact" else redaction.say(id_)


def _told(redaction: Redaction) -> Iterator[str]:
    """The rights that are open; none where the fiche does not say which, which is a hole that shows elsewhere."""
    droits = offered(redaction)
    yield from () if droits is A_DEMANDER else droits
    if redaction.opposables and is_offered(redaction):
        yield "opposition"
        if redaction.opposable_en_partie:
            yield "opposition_partie"
