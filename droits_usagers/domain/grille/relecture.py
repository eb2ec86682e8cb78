"""What had better be taken out of a text before it is written in someone's file. It asks: nothing is a fault by itself."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from droits_usagers.domain.controle.lecture import key_of
from droits_usagers.domain.grille.lexique import sentences
from droits_usagers.domain.grille.propositions import PlacesDePhrases
from droits_usagers.domain.grille.valeurs import ReferenceGrille
from droits_usagers.domain.mots.phrases import sentences_of, without_sentences
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.valeurs import Espece
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

#: What a judgement is made of, by ids of notions.
_JUGEMENTS = ("appreciation", "mots_blessants")
#: A day is what most comments begin with; a birth date is another thing.
_UTILES = frozenset({Espece.DATE})


class GenreReprise(StrEnum):
    """Why a passage had better be looked at again."""

    #: No ordinary French: it may tell who someone is, or where.
    RELEVE = "releve"
    SENSIBLE = "sensible"
    JUGEMENT = "jugement"


@dataclass(frozen=True, slots=True)
class AReprendre:
    """A passage, where it stands, and why.

    `quoi`: for a kind of data of RGPD 9(1) or 10, its name; for what is no ordinary French, its `Espece`.
    """

    debut: int
    fin: int
    texte: str = field(repr=False)
    genre: GenreReprise
    quoi: str = ""


@dataclass(frozen=True, slots=True)
class PhraseARelire:
    """A sentence in which something was found: once, by its key (`key_of`), wherever it stands."""

    cle: str = field(repr=False)
    texte: str = field(repr=False)
    #: Where it stands, each time.
    lieux: tuple[tuple[int, int], ...]
    #: What was found in it, as it stands in it the first time.
    trouves: tuple[AReprendre, ...]

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """What is marked in it."""
        return tuple((un.debut, un.fin) for un in self.trouves if un.genre is GenreReprise.RELEVE)

    @property
    def releves(self) -> tuple[str, ...]:
        """What in it is not ordinary French."""
        return tuple(dict.fromkeys(un.texte for un in self.trouves if un.genre is GenreReprise.RELEVE))


def sentences_to_reread(texte: str, trouves: Sequence[AReprendre]) -> tuple[PhraseARelire, ...]:
    """Each once, in the order of the text. `trouves`: what `reread` found in it."""
    phrases: dict[str, PhraseARelire] = {}
    ouverts: list[AReprendre] = []
    viennent = iter(trouves)
    suivant = next(viennent, None)
    for debut, fin in sentences_read(texte):
        ouverts = [un for un in ouverts if un.fin > debut]
        while suivant is not None and suivant.debut < fin:
            ouverts += [suivant] if suivant.fin > debut else []
            suivant = next(viennent, None)
        if ouverts:
            dite = texte[debut:fin]
            cle = key_of(dite)
            ici = tuple(replace(un, debut=max(un.debut, debut) - debut, fin=min(un.fin, fin) - debut) for un in ouverts)
            connue = phrases.setdefault(cle, PhraseARelire(cle, dite, (), ici))
            phrases[cle] = replace(connue, lieux=(*connue.lieux, (debut, fin)))
    return tuple(phrases.values())


def without(texte: str, cles: Collection[str]) -> str:
    """The text without the sentences of these keys, wherever they stand."""
    otees = frozenset(place for place in sentences_read(texte) if key_of(texte[slice(*place)]) in cles)
    return without_sentences(texte, otees, replie=True)


def sentences_read(texte: str) -> Iterator[tuple[int, int]]:
    """Those of an écrit, whose lines may be folded as those of a page are: each whole."""
    return sentences_of(texte, replie=True)


def reread(texte: str, reference: ReferenceGrille, lexique: LexiqueReleve) -> tuple[AReprendre, ...]:
    """What to look at again, in the order of the text."""
    releves = (
        AReprendre(un.debut, un.fin, un.texte, GenreReprise.RELEVE, un.genre)
        for un in relever(texte, lexique)
        if un.genre not in _UTILES
    )
    return tuple(sorted((*releves, *_said(texte, reference)), key=lambda un: (un.debut, un.fin)))


def _said(texte: str, reference: ReferenceGrille) -> Iterator[AReprendre]:
    """The sentences that judge, and those that tell what a law protects more than the rest."""
    sensibles = [libelle for libelle in reference.familles["donnees"] if libelle.sensible]
    places = PlacesDePhrases(texte)
    for phrase in sentences(texte):
        place = places.next(phrase.texte)
        if place is None:
            continue
        debut, fin = place
        if any(reference.notions[id_].said(phrase) for id_ in _JUGEMENTS):
            yield AReprendre(debut, fin, texte[debut:fin], GenreReprise.JUGEMENT)
        for libelle in sensibles:
            # Said or denied, it is told all the same.
            if libelle.notion.named(phrase):
                yield AReprendre(debut, fin, texte[debut:fin], GenreReprise.SENSIBLE, libelle.nom)
